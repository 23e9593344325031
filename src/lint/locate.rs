//! From places in definitions to bytes of the texts they were read from.

use std::collections::HashMap;

use super::context::Context;
use super::definition::{DefinitionDraft, Spot};
use super::engine::{Depth, Linted};
use super::sink::{Draft, Sink, resolve};
use crate::document::{Document, Place, SourceText, Span, within_literal};

/// Field name in front of the document on a line of server-sent events.
const DATA: &str = "data:";

/// Gives the drafts their places. Every source becomes one [`Linted`], in the
/// order given; its text is only asked for where something was found in it.
pub(super) fn locate(
    sources: Vec<String>,
    drafts: Vec<DefinitionDraft>,
    read: &dyn Fn(&str) -> Option<SourceText>,
) -> Vec<Linted> {
    let mut by_source: HashMap<String, Vec<DefinitionDraft>> = HashMap::new();
    let first = sources.first().cloned().unwrap_or_default();
    for draft in drafts {
        let origin = draft.spot.origin.as_ref();
        let source = origin.map_or_else(|| first.clone(), |origin| origin.source.to_string());
        by_source.entry(source).or_default().push(draft);
    }
    let linted = sources.into_iter().map(|name| {
        let own = by_source.remove(&name).unwrap_or_default();
        let text = if own.is_empty() { None } else { read(&name) };
        let source = text.unwrap_or_else(|| SourceText::new(name, ""));
        let findings = resolve(&source, placed(&source, own));
        Linted { source, findings, depth: Depth::Meaning }
    });
    linted.collect()
}

impl Spot {
    fn line(&self) -> Option<usize> {
        self.origin.as_ref().and_then(|origin| origin.line)
    }

    /// Pointer into the document.
    fn full_pointer(&self) -> String {
        let base = self.origin.as_ref().map_or("", |origin| &origin.pointer);
        format!("{base}{}", self.pointer)
    }
}

/// All drafts of one text; those of one document together, since each document
/// is parsed but once.
fn placed(source: &SourceText, drafts: Vec<DefinitionDraft>) -> Vec<Draft> {
    let mut by_line: HashMap<Option<usize>, Vec<DefinitionDraft>> = HashMap::new();
    for draft in drafts {
        by_line.entry(draft.spot.line()).or_default().push(draft);
    }
    let mut out = Vec::new();
    for (line, drafts) in by_line {
        let span = line.map_or(0..source.text().len(), |line| line_span(source, line));
        let text = source.text().get(span.clone()).unwrap_or_default();
        let document = Document::parse(SourceText::new(source.name(), text)).ok();
        let cx = document.as_ref().map(|document| Context::new(document, None));
        for draft in drafts {
            place_one(cx.as_ref(), &span, line, draft, &mut out);
        }
    }
    out
}

/// The bytes of the document on a line.
fn line_span(source: &SourceText, line: usize) -> Span {
    use crate::document::Position;
    let start = source.offset(Position { line, column: 1 });
    let text = source.text().get(start..).unwrap_or_default();
    let line = text.lines().next().unwrap_or_default();
    let skip = if line.starts_with(DATA) { DATA.len() } else { 0 };
    start + skip..start + line.len()
}

fn place_one(
    cx: Option<&Context<'_>>,
    document: &Span,
    line: Option<usize>,
    draft: DefinitionDraft,
    out: &mut Vec<Draft>,
) {
    let find = |spot: &Spot| {
        let span = cx.and_then(|cx| span_of(cx, spot));
        // A text that is no JSON, or has changed since, still has a beginning.
        span.map_or(document.start..document.start, |span| {
            document.start + span.start..document.start + span.end
        })
    };
    let mut sink = Sink::new(draft.meta, out);
    let placed = sink.report(find(&draft.spot), draft.message);
    placed.pointer(&draft.spot.full_pointer()).tool(&draft.tool);
    placed.known_as(draft.server, draft.fingerprint);
    if let Some(help) = draft.help {
        placed.help(help);
    }
    let source = draft.spot.origin.as_ref().map(|origin| &origin.source);
    for (spot, message) in draft.related {
        let same = spot.origin.as_ref().map(|origin| &origin.source) == source;
        if same && spot.line() == line {
            placed.related(find(&spot), message);
        }
    }
}

fn span_of(cx: &Context<'_>, spot: &Spot) -> Option<Span> {
    let Place { key, value } = cx.locate(&spot.full_pointer())?;
    let literal = cx.document.source().text().get(value.clone())?;
    if spot.at_key || spot.pointer.is_empty() {
        // A whole definition is too much to point at.
        let start = value.start..value.start + 1;
        let whole = if literal.starts_with('"') { value } else { start };
        return Some(key.unwrap_or(whole));
    }
    let Some(within) = &spot.within else { return Some(value) };
    let part = within_literal(literal, within).filter(|part| !part.is_empty());
    Some(part.map_or(value.clone(), |part| value.start + part.start..value.start + part.end))
}
