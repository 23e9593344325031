//! From places in documents to servers: entries become tools, pages and lines
//! of one server become one [`Server`].
//!
//! One bad entry never fails a list: it is reported with its place, the rest is
//! kept. The number of reports per text is bounded, so a log of a million
//! foreign lines can't bury the ones that matter.

use std::sync::Arc;

use serde_json::Value;

use super::definition::{DefinitionError, odd_schema};
use super::draft::Draft;
use super::error::ManifestError;
use super::model::{Origin, Problem, Tool};
use super::place::{Holds, Place};
use super::{refusals, shapes};
use crate::document::{kind_of, limits, pointer_join};
use crate::phrase::quoted;

/// How many problems of one text are told one by one.
const TOLD: usize = 10;

/// How many keys an error names.
const LISTED: usize = 5;

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
    announced: Option<String>,
    current: Option<Draft>,
    problems: usize,
    lists: usize,
    max_tools: usize,
}

impl<'a> Gatherer<'a> {
    pub fn new(source: &'a str, sink: &'a mut dyn FnMut(Piece)) -> Self {
        let origin = Arc::from(source);
        let max_tools = limits().max_tools;
        Self {
            source,
            origin,
            sink,
            announced: None,
            current: None,
            problems: 0,
            lists: 0,
            max_tools,
        }
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
        let name = message.get("result").and_then(|result| {
            let server = ["serverInfo", "server_info"].iter().find_map(|key| result.get(key))?;
            server.get("name")?.as_str()
        });
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            self.announced = Some(name.to_owned());
        }
    }

    /// The name that was announced last.
    pub fn announced(&mut self) -> Option<String> {
        self.announced.take()
    }

    /// Reports a problem; beyond the first few they are only counted.
    pub fn problem(&mut self, error: ManifestError, line: Option<usize>) {
        self.problems += 1;
        if self.problems <= TOLD {
            let place = self.place(line);
            (self.sink)(Piece::Problem(error.of(&place)));
        }
    }

    fn place(&self, line: Option<usize>) -> String {
        line.map_or_else(|| self.source.to_owned(), |line| format!("{}:{line}", self.source))
    }

    /// Whether any list or problem was found so far.
    pub fn is_idle(&self) -> bool {
        self.lists == 0 && self.problems == 0
    }

    /// Hands out what is left.
    pub fn finish(mut self) {
        self.flush();
        if let Some(count) = self.problems.checked_sub(TOLD).filter(|count| *count > 0) {
            (self.sink)(Piece::Problem(ManifestError::More { count }.of(self.source)));
        }
    }

    /// The tools at one place; none when nothing of a list could be read.
    fn take(&mut self, document: &mut Value, place: Place, line: Option<usize>) -> Option<Draft> {
        let name = place.server.or_else(|| self.announced.clone());
        let single = place.holds == Holds::Tool && place.pointer.is_empty();
        let mut draft = Draft { name, single, incomplete: place.incomplete, ..Draft::default() };
        let value = document.pointer_mut(&place.pointer).map(Value::take).unwrap_or_default();
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
                    self.admit(&mut draft, &pointer, tool, line);
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
        pointer: &str,
        tool: Result<Tool, DefinitionError>,
        line: Option<usize>,
    ) {
        match tool {
            Ok(mut tool) => {
                let (source, pointer) = (Arc::clone(&self.origin), pointer.to_owned());
                tool.origin = Some(Origin { source, line, pointer: pointer.clone() });
                if let Some((odd, found)) = odd_schema(&tool.definition) {
                    let place = quoted(&format!("{pointer}{odd}"));
                    draft.odd.push(format!(
                        "{place} is {found}; expected a JSON Schema: the parameters of {} are not seen",
                        quoted(&tool.name)
                    ));
                }
                draft.tools.push(tool);
            }
            Err(error) => {
                let place =
                    if pointer.is_empty() { "the tool".to_owned() } else { quoted(pointer) };
                self.problem(ManifestError::Entry { place, error }, line);
            }
        }
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

    /// Said even where other problems are only counted: what is reported is not all.
    fn too_many(&mut self, line: Option<usize>) {
        let error = ManifestError::TooManyTools { limit: self.max_tools };
        let place = self.place(line);
        (self.sink)(Piece::Problem(error.of(&place)));
    }

    fn flush(&mut self) {
        if let Some(draft) = self.current.take() {
            (self.sink)(Piece::Draft(draft));
        }
    }
}

/// Where a document keeps its tools, or why it isn't a tool list.
pub(super) fn places(value: &Value) -> Result<Vec<Place>, ManifestError> {
    if let Some(refusal) = refusals::disguised(value) {
        return Err(refusal.into());
    }
    let lists = shapes::find_lists(value);
    if !lists.is_empty() {
        return Ok(lists);
    }
    if let Some(refusal) = refusals::other(value) {
        return Err(refusal.into());
    }
    let tool = shapes::find_tool(value);
    if tool.is_empty() {
        Err(ManifestError::Unknown { found: description(value) })
    } else {
        Ok(tool)
    }
}

type Entry = (String, Result<Tool, DefinitionError>);

/// The entries at a place, each with its pointer in the document.
fn entries(
    holds: Holds,
    pointer: &str,
    value: Value,
) -> Result<Box<dyn Iterator<Item = Entry>>, ManifestError> {
    let here = pointer.to_owned();
    let nth = move |i: usize| pointer_join(&here, &i.to_string());
    Ok(match (holds, value) {
        (Holds::Tool, value) => {
            Box::new(std::iter::once((pointer.to_owned(), Tool::from_definition(value))))
        }
        (Holds::List, Value::Array(list)) => Box::new(
            list.into_iter().enumerate().map(move |(i, v)| (nth(i), Tool::from_definition(v))),
        ),
        (Holds::Names, Value::Array(list)) => Box::new(
            list.into_iter()
                .enumerate()
                .map(move |(i, v)| (nth(i), Tool::from_name(v.as_str().unwrap_or_default()))),
        ),
        (Holds::Keyed, Value::Object(map)) => {
            let here = pointer.to_owned();
            Box::new(
                map.into_iter()
                    .map(move |(key, v)| (pointer_join(&here, &key), Tool::from_entry(&key, v))),
            )
        }
        // A bundle may leave `tools` out when it makes them all as it starts.
        (Holds::List, Value::Null) => Box::new(std::iter::empty()),
        (Holds::Nothing, _) => return Err(ManifestError::NoList { place: quoted(pointer) }),
        (_, other) => {
            return Err(ManifestError::NotAList { place: quoted(pointer), found: kind_of(&other) });
        }
    })
}

/// A document in a few words: its kind, and the keys of an object.
fn description(value: &Value) -> String {
    let Some(object) = value.as_object().filter(|object| !object.is_empty()) else {
        return kind_of(value).to_owned();
    };
    let keys: Vec<String> = object.keys().take(LISTED).map(|key| quoted(key)).collect();
    let more = if object.len() > LISTED { ", …" } else { "" };
    format!("an object with {}{more}", keys.join(", "))
}
