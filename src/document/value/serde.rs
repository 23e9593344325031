//! Reading and writing a [`Value`] by serde.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Number;

use super::{Map, Text, Value};

/// The words that definitions are full of, which are held once.
fn shared(text: &str) -> Option<&'static str> {
    macro_rules! among {
        ($($word:literal)*) => {
            match text {
                $($word => Some($word),)*
                _ => None,
            }
        };
    }
    among!(
        "name" "title" "description" "inputSchema" "annotations" "type" "properties" "required"
        "items" "enum" "default" "format" "const" "minimum" "maximum" "minLength" "maxLength"
        "pattern" "anyOf" "oneOf" "allOf" "additionalProperties" "$schema" "$ref" "$defs"
        "readOnlyHint" "destructiveHint" "idempotentHint" "openWorldHint" "object" "string"
        "number" "integer" "boolean" "array" "null" "id" "query" "path" "url" "limit"
    )
}

fn text_of(text: &str) -> Text {
    shared(text).map_or_else(|| Cow::Owned(text.to_owned()), Cow::Borrowed)
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text_of(text)))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text.into()))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Vec::new();
        while let Some(key) = map.next_key_seed(Key)? {
            members.push((key, map.next_value()?));
        }
        Ok(Value::Object(Map::of(members)))
    }
}

/// Reads a key.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Text;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Text, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Text, E> {
        Ok(text_of(key))
    }

    fn visit_string<E>(self, key: String) -> Result<Text, E> {
        Ok(key.into())
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (key, value) in members.iter() {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

/// As JSON on one line.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn json() -> impl Strategy<Value = String> {
        let key = || prop::sample::select(vec!["a", "b", "type", "", "é", "\\u0061", "\\n"]);
        let leaf = prop_oneof![
            Just("null".to_owned()),
            Just("true".to_owned()),
            any::<i64>().prop_map(|n| n.to_string()),
            any::<u64>().prop_map(|n| n.to_string()),
            any::<f64>().prop_map(|n| format!("{n:e}")),
            key().prop_map(|text| format!("\"{text}\"")),
        ];
        leaf.prop_recursive(4, 200, 40, move |inner| {
            let member = (key(), 0..40_u8, inner.clone());
            prop_oneof![
                prop::collection::vec(inner, 0..5)
                    .prop_map(|items| format!("[{}]", items.join(","))),
                prop::collection::vec(member, 0..40).prop_map(|members| {
                    let members = members.iter().map(|(k, n, v)| format!("\"{k}{}\":{v}", n % 20));
                    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_is_what_the_library_reads(text in json()) {
            let library: Result<serde_json::Value, _> = serde_json::from_str(&text);
            let own: Result<Value, _> = serde_json::from_str(&text);
            match (library, own) {
                (Ok(library), Ok(own)) => {
                    let back = serde_json::Value::from(&own);
                    prop_assert_eq!(&back, &library);
                    // The order too, which the library's equality passes over.
                    prop_assert_eq!(back.to_string(), library.to_string());
                    prop_assert_eq!(own.to_string(), library.to_string());
                    prop_assert_eq!(Value::from(library), own);
                }
                (library, own) => prop_assert_eq!(
                    library.map_err(|error| error.to_string()).err(),
                    own.map_err(|error| error.to_string()).err()
                ),
            }
        }
    }

    #[test]
    fn a_shared_word_is_not_copied() {
        let value: Value = serde_json::from_str(r#"{"type":"string","of":"mine"}"#).unwrap();
        let kept = |text: &Value| matches!(text, Value::String(Cow::Borrowed(_)));
        assert!(kept(value.get("type").unwrap()));
        assert!(!kept(value.get("of").unwrap()));
    }
}
