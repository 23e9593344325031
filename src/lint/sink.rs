//! Where rules put what they find; places are still bytes here.

use std::borrow::Cow;

use super::finding::{Finding, Related};
use super::fix::Fix;
use super::rule::Meta;
use crate::document::{Position, SourceText, Span, pointer_steps};

/// A finding before its lines and columns are known.
#[derive(Debug, Clone)]
pub struct Draft {
    meta: &'static Meta,
    span: Span,
    message: String,
    help: Option<String>,
    pointer: Option<String>,
    tool: Option<String>,
    known_as: Option<(String, String)>,
    related: Vec<(Span, String)>,
    fix: Option<Fix>,
}

/// Collects one rule's drafts.
#[derive(Debug)]
pub struct Sink<'a> {
    meta: &'static Meta,
    drafts: &'a mut Vec<Draft>,
}

impl<'a> Sink<'a> {
    pub(super) fn new(meta: &'static Meta, drafts: &'a mut Vec<Draft>) -> Self {
        Self { meta, drafts }
    }

    /// Reports a mistake at these bytes; the draft takes the details. Foreign
    /// text in the message goes through [`crate::phrase::quoted`].
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Draft {
        let index = self.drafts.len();
        self.drafts.push(Draft {
            meta: self.meta,
            span,
            message: message.into(),
            help: None,
            pointer: None,
            tool: None,
            known_as: None,
            related: Vec::new(),
            fix: None,
        });
        &mut self.drafts[index]
    }
}

impl Draft {
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// The value in the policy; a pointer under `/tools` names the tool too.
    pub fn pointer(&mut self, pointer: &str) -> &mut Self {
        self.pointer = Some(pointer.to_owned());
        if pointer.starts_with("/tools/") {
            self.tool = pointer_steps(pointer).nth(1).map(Cow::into_owned);
        }
        self
    }

    pub fn tool(&mut self, name: &str) -> &mut Self {
        self.tool = Some(name.to_owned());
        self
    }

    /// Server and fingerprint, where the engine isn't to work them out.
    pub(super) fn known_as(&mut self, server: String, fingerprint: String) -> &mut Self {
        self.known_as = Some((server, fingerprint));
        self
    }

    pub fn related(&mut self, span: Span, message: impl Into<String>) -> &mut Self {
        self.related.push((span, message.into()));
        self
    }

    /// How to mend it; [`super::edit`] makes the edits.
    pub fn fix(&mut self, fix: impl Into<Option<Fix>>) -> &mut Self {
        self.fix = fix.into();
        self
    }
}

/// Gives every draft its lines and columns, and puts them in the order of the
/// text, then of the codes.
pub(super) fn resolve(source: &SourceText, mut drafts: Vec<Draft>) -> Vec<Finding> {
    for draft in &mut drafts {
        clamp(source.text(), &mut draft.span);
        draft.related.iter_mut().for_each(|(span, _)| clamp(source.text(), span));
    }
    drafts.sort_by(|a, b| {
        (a.span.start, a.meta.code, a.span.end, &a.message).cmp(&(
            b.span.start,
            b.meta.code,
            b.span.end,
            &b.message,
        ))
    });
    let places = Places::of(source.text(), &drafts);
    drafts.into_iter().map(|draft| finding(source.name(), draft, &places)).collect()
}

fn finding(path: &str, draft: Draft, places: &Places) -> Finding {
    let related = draft.related.into_iter().map(|(span, message)| Related {
        message,
        path: path.to_owned(),
        start: places.get(span.start),
        span,
    });
    let (server, fingerprint) = draft.known_as.unzip();
    Finding {
        code: draft.meta.code,
        slug: draft.meta.slug,
        severity: draft.meta.severity,
        message: draft.message,
        help: draft.help,
        path: path.to_owned(),
        pointer: draft.pointer,
        start: places.get(draft.span.start),
        end: places.get(draft.span.end),
        span: draft.span,
        tool: draft.tool,
        related: related.collect(),
        fix: draft.fix,
        server,
        fingerprint: fingerprint.unwrap_or_default(),
    }
}

/// Keeps a span inside the text and on character borders.
fn clamp(text: &str, span: &mut Span) {
    let floor = |mut offset: usize| {
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    };
    let start = floor(span.start.min(text.len()));
    let end = floor(span.end.min(text.len()));
    *span = start..end.max(start);
}

/// Lines and columns of many offsets, from one walk over the text: asking for
/// each alone would walk a long line again and again.
struct Places {
    offsets: Vec<usize>,
    positions: Vec<Position>,
}

impl Places {
    fn of(text: &str, drafts: &[Draft]) -> Self {
        let mut offsets: Vec<usize> = drafts
            .iter()
            .flat_map(|draft| draft.related.iter().map(|(span, _)| span).chain([&draft.span]))
            .flat_map(|span| [span.start, span.end])
            .collect();
        offsets.sort_unstable();
        offsets.dedup();
        let mut here = Position { line: 1, column: 1 };
        let mut behind = 0;
        let positions = offsets.iter().map(|offset| {
            here = behind_text(here, text.get(behind..*offset).unwrap_or_default());
            behind = *offset;
            here
        });
        let positions = positions.collect();
        Self { offsets, positions }
    }

    fn get(&self, offset: usize) -> Position {
        let index = self.offsets.binary_search(&offset).unwrap_or_default();
        self.positions.get(index).copied().unwrap_or(Position { line: 1, column: 1 })
    }
}

/// The place behind a piece of text that starts here.
fn behind_text(here: Position, piece: &str) -> Position {
    let Some(last) = memchr::memrchr(b'\n', piece.as_bytes()) else {
        return Position { column: here.column + piece.chars().count(), ..here };
    };
    let breaks = memchr::memchr_iter(b'\n', piece.as_bytes()).count();
    let line = piece.get(last + 1..).unwrap_or_default();
    Position { line: here.line + breaks, column: 1 + line.chars().count() }
}
