//! A tool without what its server claims about it.

use super::definition::{HINT_PLACES, wrapper};
use super::model::Tool;
use crate::document::{Value, pointer_find_mut, pointer_join, pointer_last_token};

impl Tool {
    /// The same tool as if its author had given no annotations: neither hints
    /// in any spelling, nor the rest of an annotations object (its title, say).
    #[must_use]
    pub fn without_annotations(&self) -> Self {
        let mut definition = self.definition.clone();
        for annotation in &self.annotations {
            remove(&mut definition, &annotation.pointer);
        }
        let bases = [String::new(), wrapper(&self.definition)];
        for place in HINT_PLACES.iter().filter(|place| !place.is_empty()) {
            for base in &bases {
                remove(&mut definition, &pointer_join(base, place));
            }
        }
        // Of a tool of which only the name is known there is nothing to take.
        Self::from_entry(&self.name, definition).unwrap_or_else(|_| self.clone())
    }
}

/// Takes a member out of the object that holds it.
fn remove(definition: &mut Value, pointer: &str) {
    let Some((parent, _)) = pointer.rsplit_once('/') else { return };
    let Some(key) = pointer_last_token(pointer) else { return };
    if let Some(Value::Object(members)) = pointer_find_mut(definition, parent) {
        members.remove(&key);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn hints_and_titles_of_every_place_go_and_the_rest_stays() {
        let tool = Tool::from_definition(json!({
            "type": "function",
            "readOnly": true,
            "annotations": {"title": "Drop it", "destructiveHint": {"value": true}},
            "function": {
                "name": "drop", "description": "Drops it.",
                "annotations": {"readOnlyHint": false},
                "parameters": {"properties": {"annotations": {"type": "string"}}}
            }
        }))
        .unwrap();
        assert_eq!(tool.annotations.len(), 3);
        let stripped = tool.without_annotations();
        assert!(stripped.annotations.is_empty());
        assert_eq!((stripped.name.as_str(), stripped.title.as_deref()), ("drop", None));
        assert_eq!(stripped.description, "Drops it.");
        assert_eq!(stripped.parameters()[0].name, "annotations");
    }

    #[test]
    fn a_name_alone_has_nothing_to_take() {
        let tool = Tool::from_name("annotations").unwrap();
        assert_eq!(tool.without_annotations().name, "annotations");
        let keyed = Tool::from_entry("drop", json!({"annotations": {"title": "x"}})).unwrap();
        assert_eq!(keyed.without_annotations().name, "drop");
        assert_eq!(keyed.without_annotations().title, None);
    }
}
