//! References of a JSON Schema (`$ref`) to other parts of the same document.
//!
//! Nothing is fetched: a reference that leads elsewhere, nowhere or in a circle
//! has no target, whoever wrote it.

use super::pointer::find;
use super::tree::member;
use super::value::Value;

/// References followed one behind the other: more are a loop.
const MAX_REFERENCES: usize = 8;

/// What a schema is once its references are followed.
#[derive(Debug, Clone, Copy)]
pub struct Followed<'a> {
    pub schema: &'a Value,
    /// Its pointer from the root; none where the schema refers to nothing.
    pub at: Option<&'a str>,
}

/// Follows the references of a schema inside the document that `root` is.
#[must_use]
pub fn follow<'a>(root: &'a Value, schema: &'a Value) -> Option<Followed<'a>> {
    let mut found = Followed { schema, at: None };
    for _ in 0..MAX_REFERENCES {
        let Some(reference) = member(found.schema, "$ref") else { return Some(found) };
        let at = reference.as_str()?.strip_prefix('#')?;
        found = Followed { schema: find(root, at)?, at: Some(at) };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::value::value;
    use super::*;

    fn led(to: &str) -> Option<String> {
        let root = value!({
            "from": {"$ref": to},
            "$defs": {
                "Act": {"enum": ["read"]}, "Way": {"$ref": "#/$defs/Act"},
                "Loop": {"$ref": "#/$defs/Pool"}, "Pool": {"$ref": "#/$defs/Loop"},
                "a/b": {"type": "null"}
            }
        });
        let from = member(&root, "from")?;
        follow(&root, from).and_then(|found| found.at.map(str::to_owned))
    }

    #[test]
    fn a_reference_leads_to_a_part_of_the_document_or_nowhere() {
        assert_eq!(led("#/$defs/Act").as_deref(), Some("/$defs/Act"));
        assert_eq!(led("#/$defs/Way").as_deref(), Some("/$defs/Act"));
        assert_eq!(led("#/$defs/a~1b").as_deref(), Some("/$defs/a~1b"));
        for lost in ["#/$defs/Loop", "#/$defs/None", "https://x.example/a.json", "", "#/from"] {
            assert_eq!(led(lost), None, "{lost}");
        }
        let plain = value!({"type": "string"});
        assert!(follow(&plain, &plain).is_some_and(|found| found.at.is_none()));
    }
}
