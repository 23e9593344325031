//! What a reviewed label is bound to: the hash of a tool's definition.

use sha2::{Digest, Sha256};

use crate::document::{Value, canonical_json, canonical_object};

/// Keys that the catalog adds to a definition and that are no part of it.
const OWN_KEYS: [&str; 2] = ["review", "service"];

const PREFIX: &str = "sha256:";
const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// `sha256:` and the SHA-256 of the definition's canonical JSON (RFC 8785) in
/// hexadecimal, the catalog's own keys `review` and `service` left out.
///
/// Definitions that mean the same have one hash, however they are spelt.
/// `None` where a definition has no canonical text.
#[must_use]
pub fn definition_hash(definition: &Value) -> Option<String> {
    let text = match definition {
        Value::Object(members) => canonical_object(members.iter().filter(|(key, _)| !is_own(key))),
        other => canonical_json(other),
    }?;
    let mut hash = String::with_capacity(PREFIX.len() + 64);
    hash.push_str(PREFIX);
    for byte in Sha256::digest(text.as_bytes()) {
        hash.push(char::from(DIGITS[usize::from(byte >> 4)]));
        hash.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    Some(hash)
}

fn is_own(key: &str) -> bool {
    OWN_KEYS.contains(&key)
}

pub(super) fn without_own_keys(definition: &mut Value) {
    let Value::Object(members) = definition else { return };
    for key in OWN_KEYS {
        members.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::value;

    #[test]
    fn the_hash_is_of_the_canonical_text() {
        // printf '{"name":"a"}' | sha256sum
        let wanted = "sha256:d9d719b27480b55cd4918020e7473e716ed3569c8adafe926cf9b10b4f8ef064";
        assert_eq!(definition_hash(&value!({"name": "a"})).unwrap(), wanted);
    }

    #[test]
    fn spelling_does_not_count_and_meaning_does() {
        let one = definition_hash(&value!({"name": "a", "n": 1.0, "x": {"b": 1, "a": 2}}));
        let other = value!({"x": {"a": 2, "b": 1}, "n": 1, "name": "a", "service": "s",
            "review": {"category": "Read"}});
        assert_eq!(definition_hash(&other), one);
        assert_ne!(definition_hash(&value!({"name": "a", "n": 1, "x": {"b": 1, "a": 3}})), one);
        assert_ne!(
            definition_hash(&value!({"name": "a", "n": 1, "x": {"b": 1, "a": 2}, "reviews": 1})),
            one
        );
    }
}
