//! Mutations of a seed: of its bytes, of its words, and of its JSON tree.

use proptest::prelude::*;
use serde_json::{Value, json};

/// Words that steer the programs under test, and bytes that trip parsers.
const TOKENS: [&[u8]; 74] = [
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b",",
    b":",
    b"\\",
    b"\\u0000",
    b"\\ud800",
    b"\\ud83d\\ude00",
    b"\n",
    b"\r\n",
    b"\t",
    b"\0",
    b"\x1b[31m",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\xe2\x80\xae",
    "\u{130}".as_bytes(),
    "\u{2028}".as_bytes(),
    "🦀".as_bytes(),
    b"null",
    b"true",
    b"false",
    b"-0",
    b"0",
    b"1",
    b"1e999",
    b"-1",
    b"0.1",
    b"18446744073709551616",
    b"9007199254740993",
    b"{}",
    b"[]",
    b"\"\"",
    b"//",
    b"/*",
    b"#",
    b"- ",
    b"&a ",
    b"*a",
    b"<<: *a",
    b"data: ",
    b"event: endpoint\n",
    b"\"tools\"",
    b"\"name\"",
    b"\"description\"",
    b"\"inputSchema\"",
    b"\"properties\"",
    b"\"function\"",
    b"\"result\"",
    b"\"jsonrpc\"",
    b"\"annotations\"",
    b"\"readOnlyHint\"",
    b"delete",
    b"get_",
    b"not ",
    b"\"version\"",
    b"\"default\"",
    b"\"hide\"",
    b"\"*\"",
    b"\"deny\"",
    b"\"require\"",
    b"\"deny_if\"",
    b"\"conditions\"",
    b"\"limits\"",
    b"\"counter\"",
    b"\"window\"",
    b"\"max\"",
    b"\"increment_from\"",
    b"\"args.a\"",
    b"\"regex\"",
    b"\"(a+)+$\"",
];

/// One step from a text to another.
#[derive(Debug, Clone)]
pub struct Mutation {
    kind: u8,
    at: prop::sample::Index,
    to: prop::sample::Index,
    token: prop::sample::Index,
    byte: u8,
}

pub fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let index = any::<prop::sample::Index>;
    let one = (0..16_u8, index(), index(), index(), any::<u8>())
        .prop_map(|(kind, at, to, token, byte)| Mutation { kind, at, to, token, byte });
    prop::collection::vec(one, 0..6)
}

/// Applies mutations one after the other; `other` is a seed to take parts from.
pub fn mutate(seed: &[u8], other: &[u8], mutations: &[Mutation]) -> Vec<u8> {
    let start = seed.to_vec();
    mutations.iter().fold(start, |bytes, mutation| mutation.apply(bytes, other))
}

impl Mutation {
    fn apply(&self, mut bytes: Vec<u8>, other: &[u8]) -> Vec<u8> {
        let length = bytes.len();
        let (a, b) = (self.at.index(length + 1), self.to.index(length + 1));
        let (from, to) = (a.min(b), a.max(b));
        let token = TOKENS[self.token.index(TOKENS.len())];
        match self.kind {
            0 if length > 0 => bytes[self.at.index(length)] = self.byte,
            1 if length > 0 => bytes[self.at.index(length)] ^= 1 << (self.byte % 8),
            2 => bytes.insert(a, self.byte),
            3 => drop(bytes.splice(a..a, token.iter().copied())),
            4 => drop(bytes.splice(a..(a + token.len()).min(length), token.iter().copied())),
            5 => drop(bytes.drain(from..to.min(from + 16))),
            6 => bytes.truncate(a),
            7 => {
                let part = bytes[from..to.min(from + 200)].to_vec();
                drop(bytes.splice(b..b, part));
            }
            _ => match serde_json::from_slice::<Value>(&bytes) {
                Ok(mut value) => {
                    self.apply_to_tree(&mut value, other);
                    let pretty = self.byte.is_multiple_of(2);
                    bytes = if pretty { format!("{value:#}") } else { value.to_string() }.into();
                }
                Err(_) => drop(bytes.splice(a..a, token.iter().copied())),
            },
        }
        bytes
    }

    fn apply_to_tree(&self, value: &mut Value, other: &[u8]) {
        let count = size(value);
        let mut donor = serde_json::from_slice(other).unwrap_or(Value::Null);
        let mut donors = self.to.index(size(&donor));
        let foreign = nth(&mut donor, &mut donors).map(Value::take).unwrap_or_default();
        let mut own = self.to.index(count);
        let own = nth(&mut value.clone(), &mut own).cloned().unwrap_or_default();
        let token = String::from_utf8_lossy(TOKENS[self.token.index(TOKENS.len())]);
        let token = token.trim_matches('"').to_owned();
        let mut place = self.at.index(count);
        let Some(node) = nth(value, &mut place) else { return };
        match (self.kind, &mut *node) {
            (8, _) => *node = foreign,
            (9, _) => *node = own,
            (10, _) => *node = Value::from(token),
            (11, _) => *node = json!([node.take()]),
            (12, Value::Array(items)) if !items.is_empty() => {
                drop(items.remove(self.to.index(items.len())));
            }
            (13, Value::Array(items)) => items.push(own),
            (12, Value::Object(members)) if !members.is_empty() => {
                let key = members.keys().nth(self.to.index(members.len())).cloned();
                key.and_then(|key| members.shift_remove(&key));
            }
            (13 | 14, Value::Object(members)) => drop(members.insert(token, own)),
            (14, Value::String(text)) => text.push_str(&token),
            (_, Value::Number(_)) => *node = json!(i64::from(self.byte) - 100),
            (_, Value::Bool(flag)) => *flag = !*flag,
            _ => *node = json!({ token: node.take() }),
        }
    }
}

fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum(),
        _ => 0,
    }
}

/// The node that stands `place` nodes behind the root.
fn nth<'v>(value: &'v mut Value, place: &mut usize) -> Option<&'v mut Value> {
    if *place == 0 {
        return Some(value);
    }
    *place -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, place)),
        Value::Object(members) => members.values_mut().find_map(|member| nth(member, place)),
        _ => None,
    }
}
