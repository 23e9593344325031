//! JSON Pointers (RFC 6901): building and reading them.

/// Appends one token, escaped, to a pointer.
#[must_use]
pub fn join(pointer: &str, token: &str) -> String {
    let mut out = String::with_capacity(pointer.len() + token.len() + 1);
    out.push_str(pointer);
    out.push('/');
    for c in token.chars() {
        match c {
            '~' => out.push_str("~0"),
            '/' => out.push_str("~1"),
            c => out.push(c),
        }
    }
    out
}

/// The tokens of a pointer, unescaped; the empty pointer has none.
#[must_use]
pub fn tokens(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(unescape).collect()
}

/// The last token, unescaped.
#[must_use]
pub fn last_token(pointer: &str) -> Option<String> {
    pointer.rfind('/').and_then(|i| pointer.get(i + 1..)).map(unescape)
}

fn unescape(token: &str) -> String {
    // `~1` first: `~01` is a tilde and a one, not a slash.
    token.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_survive_the_round_trip() {
        let pointer = join(&join("", "a/b"), "~1");
        assert_eq!(pointer, "/a~1b/~01");
        assert_eq!(tokens(&pointer), ["a/b", "~1"]);
        assert_eq!(last_token(&pointer).as_deref(), Some("~1"));
        assert!(tokens("").is_empty());
    }
}
