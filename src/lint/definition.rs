//! Tool definitions under judgement: what rules see, and where they report.
//!
//! Manifests are read without places, for speed. A report names a definition
//! and a pointer in it; only where there is one, the text is read again and its
//! lines and columns are found.

use super::fingerprint::fingerprint_in_definition;
use super::rule::Meta;
use crate::classify::{Verdict, classify};
use crate::document::{Span, pointer_find, pointer_join};
use crate::manifest::{Origin, Server, Tool};
use crate::poison::{Surroundings, Suspicion, examine};

/// One tool, with what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Definition<'a> {
    pub server: &'a Server,
    pub tool: &'a Tool,
    pub verdict: &'a Verdict,
    pub suspicion: &'a Suspicion,
}

/// All servers under judgement, each tool judged once.
#[derive(Debug)]
pub struct Definitions<'a> {
    servers: &'a [Server],
    /// Of each server, in the order of its tools.
    judged: Vec<Vec<(Verdict, Suspicion)>>,
}

impl<'a> Definitions<'a> {
    /// Classifies and examines every tool, on all cores.
    #[must_use]
    pub fn of(servers: &'a [Server]) -> Self {
        use rayon::prelude::*;
        let judge = |server: &Server| {
            let surroundings = Surroundings::of(server);
            let verdicts = classify(server).into_par_iter();
            let tools = server.tools.par_iter();
            verdicts.zip(tools).map(|(v, tool)| (v, examine(tool, &surroundings))).collect()
        };
        Self { servers, judged: servers.iter().map(judge).collect() }
    }

    #[must_use]
    pub fn servers(&self) -> &'a [Server] {
        self.servers
    }

    /// Every tool of every server, in order.
    pub fn all(&self) -> impl Iterator<Item = Definition<'_>> {
        self.servers.iter().zip(&self.judged).flat_map(|(server, judged)| {
            server.tools.iter().zip(judged).map(move |(tool, (verdict, suspicion))| Definition {
                server,
                tool,
                verdict,
                suspicion,
            })
        })
    }
}

impl Definition<'_> {
    /// Pointer of the part that holds name and description: the definition
    /// itself, or what is wrapped in it.
    #[must_use]
    pub fn body(&self) -> &'static str {
        let definition = &self.tool.definition;
        let wrapped = definition.get("name").is_none() && definition.get("function").is_some();
        if wrapped { "/function" } else { "" }
    }

    /// Pointer of the name; of the definition itself where the name stands
    /// elsewhere (as a key, or as all there is).
    #[must_use]
    pub fn name_pointer(&self) -> String {
        let pointer = pointer_join(self.body(), "name");
        if pointer_find(&self.tool.definition, &pointer).is_some() {
            pointer
        } else {
            String::new()
        }
    }
}

/// A place in a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    pub origin: Option<Origin>,
    /// Pointer into the definition.
    pub pointer: String,
    /// The key that holds the value, and not the value.
    pub at_key: bool,
    /// Bytes of the string there; all of it where none.
    pub within: Option<Span>,
}

/// A finding before its place in the text is known.
#[derive(Debug, Clone)]
pub struct DefinitionDraft {
    pub(super) meta: &'static Meta,
    pub(super) spot: Spot,
    pub(super) server: String,
    pub(super) tool: String,
    pub(super) fingerprint: String,
    pub(super) message: String,
    pub(super) help: Option<String>,
    pub(super) related: Vec<(Spot, String)>,
}

/// Collects one rule's drafts.
#[derive(Debug)]
pub struct DefinitionSink<'a> {
    meta: &'static Meta,
    drafts: &'a mut Vec<DefinitionDraft>,
}

impl<'a> DefinitionSink<'a> {
    pub(super) fn new(meta: &'static Meta, drafts: &'a mut Vec<DefinitionDraft>) -> Self {
        Self { meta, drafts }
    }

    /// Reports a mistake at a pointer into a tool's definition. Foreign text in
    /// the message goes through [`crate::phrase::quoted`].
    pub fn report(
        &mut self,
        definition: &Definition<'_>,
        pointer: &str,
        message: impl Into<String>,
    ) -> &mut DefinitionDraft {
        let (index, message) = (self.drafts.len(), message.into());
        self.drafts.push(DefinitionDraft {
            meta: self.meta,
            spot: Spot::of(definition.tool, pointer),
            server: definition.server.name.clone(),
            tool: definition.tool.name.clone(),
            fingerprint: fingerprint_in_definition(self.meta.code, definition, pointer, &message),
            message,
            help: None,
            related: Vec::new(),
        });
        &mut self.drafts[index]
    }
}

impl Spot {
    fn of(tool: &Tool, pointer: &str) -> Self {
        let (origin, pointer) = (tool.origin.clone(), pointer.to_owned());
        Self { origin, pointer, at_key: false, within: None }
    }
}

impl DefinitionDraft {
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// The place is the key that holds the value.
    pub fn at_key(&mut self, at_key: bool) -> &mut Self {
        self.spot.at_key = at_key;
        self
    }

    /// The place is a part of the string: bytes of its value.
    pub fn within(&mut self, span: Span) -> &mut Self {
        self.spot.within = Some(span);
        self
    }

    /// Another place that belongs to it. Shown where it stands in the same text.
    pub fn related(&mut self, tool: &Tool, pointer: &str, message: impl Into<String>) -> &mut Self {
        self.related.push((Spot::of(tool, pointer), message.into()));
        self
    }
}
