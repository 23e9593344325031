//! JSON or YAML as one kind of value, whose parts know their places.

use std::collections::HashMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_saphyr::{Location, Spanned};

use super::error::DocumentError;
use super::json::Document;
use super::pointer::join;
use super::text::{Position, SourceText};
use super::yaml::parse_yaml;

/// A value with the place of each of its parts.
#[derive(Debug, Clone)]
pub struct Placed {
    name: String,
    value: Value,
    places: Places,
}

#[derive(Debug, Clone)]
enum Places {
    Json(Box<Document>),
    /// By pointer: where the key stands, if there is one, and where the value does.
    Yaml(HashMap<String, (Option<Position>, Position)>),
}

impl Placed {
    /// Parses JSON where the name ends in `.json`, or where the text starts as
    /// JSON does and the name doesn't say YAML; else YAML.
    ///
    /// # Errors
    /// With the place where the text stops being either.
    pub fn parse(source: SourceText) -> Result<Self, DocumentError> {
        let name = source.name().to_owned();
        if is_json(&source) {
            let document = Document::parse(source)
                .map_err(|failed| DocumentError::Syntax { name: name.clone(), error: failed.1 })?;
            let value = document.value().clone();
            return Ok(Self { name, value, places: Places::Json(Box::new(document)) });
        }
        let value = parse_yaml(&source)?;
        // The value is what counts; should its places not be found, the start
        // of the text stands for them.
        let mut places = HashMap::new();
        if let Ok(root) = serde_saphyr::from_str::<Spanned<Part>>(source.text()) {
            collect(&root, String::new(), None, &mut places);
        }
        Ok(Self { name, value, places: Places::Yaml(places) })
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// Where a pointer leads; to the key that holds the value with `at_key`.
    #[must_use]
    pub fn position(&self, pointer: &str, at_key: bool) -> Position {
        let found = match &self.places {
            Places::Json(document) => document.locate(pointer).map(|place| {
                let span = place.key.filter(|_| at_key).unwrap_or(place.value);
                document.source().position(span.start)
            }),
            Places::Yaml(places) => {
                places.get(pointer).map(|(key, value)| key.filter(|_| at_key).unwrap_or(*value))
            }
        };
        found.unwrap_or(Position { line: 1, column: 1 })
    }
}

fn is_json(source: &SourceText) -> bool {
    let ends = |suffix: &str| {
        let name = source.name().as_bytes();
        name.len() >= suffix.len()
            && name[name.len() - suffix.len()..].eq_ignore_ascii_case(suffix.as_bytes())
    };
    let yaml = ends(".yaml") || ends(".yml");
    ends(".json") || (!yaml && source.text().trim_start().starts_with(['{', '[']))
}

/// The shape of a YAML value; what its scalars are is read elsewhere.
enum Part {
    Scalar,
    List(Vec<Spanned<Part>>),
    Map(Vec<(Spanned<String>, Spanned<Part>)>),
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PartVisitor)
    }
}

struct PartVisitor;

macro_rules! scalars {
    ($($method:ident: $type:ty),*) => {
        $(fn $method<E>(self, _: $type) -> Result<Part, E> {
            Ok(Part::Scalar)
        })*
    };
}

impl<'de> Visitor<'de> for PartVisitor {
    type Value = Part;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    scalars!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128);
    scalars!(visit_f64: f64, visit_str: &str);

    fn visit_unit<E>(self) -> Result<Part, E> {
        Ok(Part::Scalar)
    }

    fn visit_none<E>(self) -> Result<Part, E> {
        Ok(Part::Scalar)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Part, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Part, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Part::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Part, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Part::Map(members))
    }
}

fn collect(
    part: &Spanned<Part>,
    pointer: String,
    key: Option<Position>,
    places: &mut HashMap<String, (Option<Position>, Position)>,
) {
    match &part.value {
        Part::Scalar => {}
        Part::List(items) => {
            for (i, item) in items.iter().enumerate() {
                collect(item, join(&pointer, &i.to_string()), None, places);
            }
        }
        Part::Map(members) => {
            for (key, value) in members {
                let place = position(&key.referenced);
                collect(value, join(&pointer, &key.value), Some(place), places);
            }
        }
    }
    places.insert(pointer, (key, position(&part.referenced)));
}

fn position(location: &Location) -> Position {
    let number = |n: u64| usize::try_from(n).unwrap_or(1).max(1);
    Position { line: number(location.line()), column: number(location.column()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(name: &str, text: &str) -> Vec<String> {
        let placed = Placed::parse(SourceText::new(name, text)).unwrap();
        [("", false), ("/tests/1", false), ("/tests/1/tool", false), ("/tests/1/tool", true)]
            .map(|(pointer, at_key)| placed.position(pointer, at_key).to_string())
            .to_vec()
    }

    #[test]
    fn parts_have_their_places_in_either_format() {
        let yaml = "# a suite\ntests:\n  - tool: a\n  - args: {x: 1}\n    tool: b\n";
        assert_eq!(places("s.yaml", yaml), ["2:1", "4:5", "5:11", "5:5"]);
        let json = "{\"tests\": [\n {\"tool\": \"a\"},\n {\"tool\": \"b\"}]}";
        assert_eq!(places("s.json", json), ["1:1", "3:2", "3:11", "3:3"]);
        assert_eq!(places("-", json), ["1:1", "3:2", "3:11", "3:3"]);
        assert_eq!(places("s.yml", json), ["1:1", "3:2", "3:11", "3:3"]);
    }

    #[test]
    fn a_value_is_what_the_parser_says() {
        let text = "a: [1, 2.5, true, null, ~, \"x\", {b: c}]\n";
        let placed = Placed::parse(SourceText::new("s", text)).unwrap();
        let expected = serde_json::json!({"a": [1, 2.5, true, null, null, "x", {"b": "c"}]});
        assert_eq!(placed.value(), &expected);
        assert_eq!(placed.position("/a/6/b", false).to_string(), "1:37");
        for (name, text) in [("s.json", "a: b"), ("s.yaml", "a: [1\nb: }"), ("s", "{\"a\": }")] {
            assert!(Placed::parse(SourceText::new(name, text)).is_err(), "{name}");
        }
    }
}
