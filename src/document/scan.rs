//! Where the parts of a JSON text stand, in one walk over its bytes.
//!
//! `serde_json` is asked first and stays the judge of what is valid; this walk
//! only has to find the borders in what it took. It refuses what can't be JSON
//! all the same, and never goes deeper than `serde_json` does.

use std::borrow::Cow;

use super::spans::{Member, Node, NodeKind};
use super::text::Span;

/// Values inside values; where `serde_json` stops too.
const MAX_DEPTH: usize = 128;

/// The tree of a text; `None` where it isn't JSON.
pub(super) fn scan(text: &str) -> Option<Node> {
    let mut scanner = Scanner { text, at: 0 };
    let root = scanner.value(MAX_DEPTH)?;
    scanner.skip_blanks();
    (scanner.at == text.len()).then_some(root)
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl Scanner<'_> {
    fn value(&mut self, depth: usize) -> Option<Node> {
        self.skip_blanks();
        let start = self.at;
        let kind = match self.peek()? {
            b'{' => NodeKind::Object(self.members(depth.checked_sub(1)?)?),
            b'[' => NodeKind::Array(self.elements(depth.checked_sub(1)?)?),
            b'"' => {
                self.string()?;
                NodeKind::Scalar
            }
            _ => {
                self.word()?;
                NodeKind::Scalar
            }
        };
        Some(Node { span: start..self.at, kind })
    }

    fn members(&mut self, depth: usize) -> Option<Vec<Member>> {
        self.take(b'{')?;
        let mut members = Vec::new();
        if self.take(b'}').is_some() {
            return Some(members);
        }
        loop {
            self.skip_blanks();
            let key_span = self.string()?;
            let key = unquoted(self.text.get(key_span.clone())?)?;
            self.take(b':')?;
            members.push(Member { key, key_span, value: self.value(depth)? });
            if self.take(b',').is_none() {
                self.take(b'}')?;
                return Some(members);
            }
        }
    }

    fn elements(&mut self, depth: usize) -> Option<Vec<Node>> {
        self.take(b'[')?;
        let mut elements = Vec::new();
        if self.take(b']').is_some() {
            return Some(elements);
        }
        loop {
            elements.push(self.value(depth)?);
            if self.take(b',').is_none() {
                self.take(b']')?;
                return Some(elements);
            }
        }
    }

    /// A string with its quotes.
    fn string(&mut self) -> Option<Span> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return None;
        }
        self.at += 1;
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            let found = memchr::memchr2(b'"', b'\\', rest)?;
            self.at += found + 1;
            if rest.get(found) == Some(&b'"') {
                return Some(start..self.at);
            }
            // Whatever is escaped, it isn't the end.
            self.at += 1;
        }
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Option<()> {
        let start = self.at;
        let within = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        while self.peek().is_some_and(within) {
            self.at += 1;
        }
        let word = self.text.get(start..self.at)?;
        let number = || {
            let digits = word.strip_prefix('-').unwrap_or(word);
            let starts = digits.starts_with(|c: char| c.is_ascii_digit());
            starts && digits.bytes().all(|b| b.is_ascii_digit() || b"eE+-.".contains(&b))
        };
        (matches!(word, "true" | "false" | "null") || number()).then_some(())
    }

    /// Goes behind this byte, where it is the next one that isn't blank.
    fn take(&mut self, byte: u8) -> Option<()> {
        self.skip_blanks();
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// What a string literal means.
fn unquoted(literal: &str) -> Option<String> {
    let inside = literal.strip_prefix('"')?.strip_suffix('"')?;
    if inside.contains('\\') {
        return serde_json::from_str::<Cow<'_, str>>(literal).ok().map(Cow::into_owned);
    }
    Some(inside.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    /// The value that a tree stands for, read from its spans alone.
    fn value_of(node: &Node, text: &str) -> Value {
        match &node.kind {
            NodeKind::Scalar => serde_json::from_str(&text[node.span.clone()]).unwrap(),
            NodeKind::Array(items) => items.iter().map(|item| value_of(item, text)).collect(),
            NodeKind::Object(members) => {
                let pair = |m: &Member| (m.key.clone(), value_of(&m.value, text));
                members.iter().map(pair).collect()
            }
        }
    }

    fn values() -> impl Strategy<Value = Value> {
        let scalar = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            (-1e300..1e300).prop_map(Value::from),
            "[\\PC\"\\\\\n/é🦀]{0,8}".prop_map(Value::from),
        ];
        scalar.prop_recursive(4, 40, 5, |inner| {
            let key = "[\\PC\"\\\\\t]{0,4}";
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec((key, inner), 0..5)
                    .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_tree_spells_the_value(value in values()) {
            for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
                let node = scan(&text);
                prop_assert!(node.is_some(), "{}", text);
                prop_assert_eq!(value_of(&node.unwrap(), &text), value.clone());
            }
        }

        /// What the judge takes has its places, and nothing makes the walk panic.
        #[test]
        fn what_is_valid_is_located(text in "[\\[\\]{},:\"\\\\0-9eE.+\\- \ntrufalsné]{0,24}") {
            let node = scan(&text);
            if let Ok(value) = serde_json::from_str::<Value>(&text) {
                prop_assert_eq!(node.map(|node| value_of(&node, &text)), Some(value));
            }
        }
    }

    #[test]
    fn it_goes_as_deep_as_the_judge() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        for depth in [1, 126, 127, 128, 129, 100_000] {
            let text = nested(depth);
            let valid = serde_json::from_str::<Value>(&text).is_ok();
            assert!(!valid || scan(&text).is_some(), "{depth}");
            assert!(depth < 129 || scan(&text).is_none(), "{depth}");
        }
    }

    #[test]
    fn half_a_text_has_no_tree() {
        let text = r#"{"a": [1, {"b\"": "c"}], "d": null}"#;
        assert!(scan(text).is_some());
        for end in 0..text.len() {
            assert!(scan(&text[..end]).is_none(), "{}", &text[..end]);
        }
        for text in ["{\"a\" 1}", "[1 2]", "{,}", "[,]", "nul", "-", "\"\\", "{\"a\":}", "1 1"] {
            assert!(scan(text).is_none(), "{text}");
        }
    }
}
