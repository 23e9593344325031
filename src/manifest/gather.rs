//! From places in documents to servers: entries become tools, pages and lines
//! of one server become one [`Server`].
//!
//! One bad entry never fails a list: it is reported with its place, the rest is
//! kept. The number of reports per text is bounded, so a log of a million
//! foreign lines can't bury the ones that matter.

use std::sync::Arc;

use super::definition::DefinitionError;
use super::draft::Draft;
use super::entries::entries;
use super::error::ManifestError;
use super::find::places;
use super::model::{Origin, Problem, Tool};
use super::odd::odd_parts;
use super::place::{Holds, Place};
use super::told::Told;
use crate::document::{Value, limits, member, pointer_find_mut};
use crate::phrase::quoted;

/// What reading a text yields, in the order of the text.
#[derive(Debug)]
pub(super) enum Piece {
    Draft(Draft),
    Problem(Problem),
}

/// Collects what successive documents of one text yield.
pub(super) struct Gatherer<'a> {
    source: &'a str,
    /// The same, for the tools to share.
    origin: Arc<str>,
    sink: &'a mut dyn FnMut(Piece),
    /// What an earlier message said the server is called.
    announced: Announced,
    current: Option<Draft>,
    problems: Told,
    lists: usize,
    max_tools: usize,
}

/// The name that a handshake told, for lists that have none of their own.
#[derive(Debug, Default)]
struct Announced {
    name: Option<String>,
    /// Whether one of these documents told it, and not what came before them.
    here: bool,
    /// Whether a list was in want of it before one of these documents told it.
    missed: bool,
}

impl<'a> Gatherer<'a> {
    pub fn new(source: &'a str, sink: &'a mut dyn FnMut(Piece)) -> Self {
        Self {
            source,
            origin: Arc::from(source),
            sink,
            announced: Announced::default(),
            current: None,
            problems: Told::default(),
            lists: 0,
            max_tools: limits().max_tools,
        }
    }

    /// As if a document before these had told this name.
    pub fn announced(self, name: Option<String>) -> Self {
        Self { announced: Announced { name, ..Announced::default() }, ..self }
    }

    /// Takes the tools of a document. `line` is where it starts, when the text
    /// holds one per line.
    ///
    /// # Errors
    /// When the document isn't a tool list in any shape.
    pub fn document(&mut self, value: Value, line: Option<usize>) -> Result<(), ManifestError> {
        let places = places(&value)?;
        self.places(value, places, line);
        Ok(())
    }

    /// As [`Gatherer::document`], when it is known where the tools are.
    pub fn places(&mut self, mut value: Value, places: Vec<Place>, line: Option<usize>) {
        for place in places {
            self.lists += 1;
            let draft = self.take(&mut value, place, line);
            self.absorb(
                draft.map(|draft| Draft { single: draft.single && line.is_none(), ..draft }),
                line,
            );
        }
    }

    /// Remembers the name that a handshake message tells.
    pub fn announce(&mut self, message: &Value) {
        let name = member(message, "result").and_then(|result| {
            let server =
                ["serverInfo", "server_info"].iter().find_map(|key| member(result, key))?;
            member(server, "name")?.as_str()
        });
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            self.announced.name = Some(name.to_owned());
            self.announced.here = true;
        }
    }

    /// The name that one of these documents told last.
    pub fn told_name(&self) -> Option<&str> {
        self.announced.name.as_deref().filter(|_| self.announced.here)
    }

    /// Whether a list was named by what came before these documents, if by anything.
    pub fn missed_name(&self) -> bool {
        self.announced.missed
    }

    /// Reports a problem; beyond the first few they are only counted.
    pub fn problem(&mut self, error: ManifestError, line: Option<usize>) {
        if self.problems.tell() {
            (self.sink)(Piece::Problem(error.at(self.source, line)));
        }
    }

    /// How many problems were not reported.
    pub fn untold(&self) -> usize {
        self.problems.untold()
    }

    /// Whether any list or problem was found so far.
    pub fn is_idle(&self) -> bool {
        self.lists == 0 && self.problems.count() == 0
    }

    /// Hands out what is left, and how many problems were not reported.
    pub fn finish(mut self) {
        self.flush();
        if let Some(more) = self.problems.more(self.source) {
            (self.sink)(Piece::Problem(more));
        }
    }

    /// Hands out the server so far: what follows is of another one.
    pub fn flush(&mut self) {
        if let Some(draft) = self.current.take() {
            (self.sink)(Piece::Draft(draft));
        }
    }

    /// The tools at one place; none when nothing of a list could be read.
    fn take(&mut self, document: &mut Value, place: Place, line: Option<usize>) -> Option<Draft> {
        let name = place.server.or_else(|| {
            self.announced.missed |= !self.announced.here;
            self.announced.name.clone()
        });
        let single = place.holds == Holds::Tool && place.pointer.is_empty();
        let incomplete = place.incomplete;
        let mut draft = Draft { name, single, line, incomplete, ..Draft::default() };
        let value = pointer_find_mut(document, &place.pointer).map(Value::take).unwrap_or_default();
        let mut given = 0;
        match entries(place.holds, &place.pointer, value) {
            Ok(entries) => {
                for (pointer, tool) in entries {
                    if draft.tools.len() == self.max_tools {
                        draft.over = true;
                        self.too_many(line);
                        break;
                    }
                    given += 1;
                    self.admit(&mut draft, pointer, tool, line);
                }
            }
            Err(error) => {
                self.problem(error, line);
                return None;
            }
        }
        (given == 0 || !draft.tools.is_empty()).then_some(draft)
    }

    fn admit(
        &mut self,
        draft: &mut Draft,
        pointer: String,
        tool: Result<Tool, DefinitionError>,
        line: Option<usize>,
    ) {
        match tool {
            Ok(mut tool) => {
                draft.odd.extend(odd_parts(&tool, &pointer));
                tool.origin = Some(Origin { source: Arc::clone(&self.origin), line, pointer });
                draft.tools.push(tool);
            }
            Err(error) => {
                let place =
                    if pointer.is_empty() { "the tool".to_owned() } else { quoted(&pointer) };
                self.problem(ManifestError::Entry { place, error }, line);
            }
        }
    }

    /// Said even where other problems are only counted: what is reported is not all.
    fn too_many(&mut self, line: Option<usize>) {
        let error = ManifestError::TooManyTools { limit: self.max_tools };
        (self.sink)(Piece::Problem(error.at(self.source, line)));
    }

    /// Joins a draft to the one before it when both are of one server.
    fn absorb(&mut self, draft: Option<Draft>, line: Option<usize>) {
        let Some(draft) = draft else { return };
        match &mut self.current {
            Some(current) if current.name == draft.name => {
                if current.join(draft, self.max_tools) {
                    self.too_many(line);
                }
            }
            _ => {
                self.flush();
                self.current = Some(draft);
            }
        }
    }
}
