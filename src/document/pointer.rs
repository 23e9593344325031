//! JSON Pointers (RFC 6901): building and reading them.

use std::borrow::Cow;

use super::tree::Tree;
use super::value::Value;

/// Among so many keys, one is found sooner by looking at each than by hashing.
const FEW: usize = 16;

/// Appends one token, escaped, to a pointer.
#[must_use]
pub fn join(pointer: &str, token: &str) -> String {
    let mut out = String::with_capacity(pointer.len() + token.len() + 1);
    out.push_str(pointer);
    push(&mut out, token);
    out
}

/// As [`join`], in place.
pub fn push(pointer: &mut String, token: &str) {
    pointer.push('/');
    if is_plain(token) {
        pointer.push_str(token);
        return;
    }
    for c in token.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}

/// What a pointer leads to, as `serde_json`'s `Value::pointer` finds it, but
/// without allocating: quotations and parameters are looked up by the million.
#[must_use]
pub fn find<'v, T: Tree>(value: &'v T, pointer: &str) -> Option<&'v T> {
    if pointer.is_empty() {
        return Some(value);
    }
    let path = pointer.strip_prefix('/')?;
    if is_plain(path) {
        // One step, as to a schema: so are nearly all.
        return step(value, path, path);
    }
    path.split('/').try_fold(value, |at, token| step(at, token, &unescape(token)))
}

fn step<'v, T: Tree>(at: &'v T, token: &str, key: &str) -> Option<&'v T> {
    at.member(key).or_else(|| at.item(index(token)?))
}

/// Whether a text stands in a pointer as it is, as one token.
fn is_plain(token: &str) -> bool {
    !token.bytes().any(|byte| matches!(byte, b'~' | b'/'))
}

/// As [`find`], to change what is found.
#[must_use]
pub fn find_mut<'v>(value: &'v mut Value, pointer: &str) -> Option<&'v mut Value> {
    if pointer.is_empty() {
        return Some(value);
    }
    pointer.strip_prefix('/')?.split('/').try_fold(value, |at, token| match at {
        Value::Object(members) => members.get_mut(&unescape(token)),
        Value::Array(items) => items.get_mut(index(token)?),
        _ => None,
    })
}

/// What stands under a key of an object, as the library finds it. Every document
/// is asked for some hundred keys before it is known what it is, and most objects
/// have few.
#[must_use]
pub fn among<'v>(
    members: &'v serde_json::Map<String, serde_json::Value>,
    key: &str,
) -> Option<&'v serde_json::Value> {
    if members.len() > FEW {
        return members.get(key);
    }
    members.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
}

/// A place in a list: digits, without a leading zero.
fn index(token: &str) -> Option<usize> {
    let plain =
        token.bytes().all(|b| b.is_ascii_digit()) && (token == "0" || !token.starts_with('0'));
    plain.then(|| token.parse().ok())?
}

/// The tokens of a pointer, unescaped; the empty pointer has none.
#[must_use]
pub fn tokens(pointer: &str) -> Vec<String> {
    steps(pointer).map(Cow::into_owned).collect()
}

/// As [`tokens`], one by one, and copied only where something is escaped.
pub fn steps(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(unescape)
}

/// The last token, unescaped.
#[must_use]
pub fn last_token(pointer: &str) -> Option<String> {
    pointer.rfind('/').and_then(|i| pointer.get(i + 1..)).map(|token| unescape(token).into_owned())
}

fn unescape(token: &str) -> Cow<'_, str> {
    if !token.contains('~') {
        return Cow::Borrowed(token);
    }
    // `~1` first: `~01` is a tilde and a one, not a slash.
    Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_is_what_the_library_finds() {
        let value = serde_json::json!({"a": [1, {"b~c": 2, "": 3}], "01": {"x": null}});
        let pointers = [
            "",
            "/",
            "/a",
            "/a/0",
            "/a/1/b~0c",
            "/a/1/",
            "/a/00",
            "/a/+1",
            "/a/2",
            "/01/x",
            "/a/0/x",
            "a",
            "/a/",
            "/a/-",
        ];
        let own = Value::from(value.clone());
        for pointer in pointers {
            assert_eq!(find(&value, pointer), value.pointer(pointer), "{pointer}");
            let found = find(&own, pointer).map(serde_json::Value::from);
            assert_eq!(found.as_ref(), value.pointer(pointer), "{pointer}");
            let found =
                find_mut(&mut own.clone(), pointer).map(|found| serde_json::Value::from(&*found));
            assert_eq!(found.as_ref(), value.pointer(pointer), "{pointer}");
        }
    }

    #[test]
    fn a_member_is_found_among_few_and_among_many() {
        for count in [0, 1, FEW, FEW + 1, 100] {
            let members: serde_json::Map<_, _> =
                (0..count).map(|i| (format!("k{i}"), i.into())).collect();
            let value = serde_json::Value::from(members);
            for key in ["k0", "k1", "k15", "k16", "k99", "k100", "", "k"] {
                assert_eq!(value.member(key), value.get(key), "{key} of {count}");
            }
        }
        assert_eq!(serde_json::json!(["a"]).member("0"), None);
    }

    #[test]
    fn tokens_survive_the_round_trip() {
        let pointer = join(&join("", "a/b"), "~1");
        assert_eq!(pointer, "/a~1b/~01");
        assert_eq!(tokens(&pointer), ["a/b", "~1"]);
        assert_eq!(last_token(&pointer).as_deref(), Some("~1"));
        assert!(tokens("").is_empty());
    }
}
