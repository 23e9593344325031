//! How large a tree a text would become, counted before it is built.
//!
//! A text that `--max-bytes` lets in can become a tree of sixty times its size,
//! so one of many small values would take all memory there is. Counting takes a
//! fraction of the time of parsing, and only large texts are counted.

/// What an object counts: its table takes as much room as so many values.
pub(super) const OBJECT: usize = 8;

/// Where a JSON text has more than `max` values, an object counting as
/// [`OBJECT`]: the byte at which it is one too many. Text that is no JSON gives
/// some answer; the parser will say what is wrong with it.
pub(super) fn too_many_values(text: &str, max: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    // The lightest byte is half a value (`1,`), the heaviest is `{`.
    if bytes.len().saturating_mul(OBJECT) <= max || at_most(bytes) <= max {
        return None;
    }
    exceeds(bytes, max)
}

/// No fewer than there are: what stands in strings is counted too. Without a
/// branch, so that it takes no time.
fn at_most(bytes: &[u8]) -> usize {
    bytes.chunks(255).map(|chunk| 1 + chunk.iter().map(|byte| weight(*byte)).sum::<usize>()).sum()
}

/// Behind each of these stands a value, or it begins one.
fn weight(byte: u8) -> usize {
    match byte {
        b',' | b'[' => 1,
        b'{' => OBJECT,
        _ => 0,
    }
}

fn exceeds(bytes: &[u8], max: usize) -> Option<usize> {
    let (mut values, mut at) = (1, 0);
    while let Some(byte) = bytes.get(at) {
        if *byte == b'"' {
            at = string_end(bytes, at + 1);
            continue;
        }
        values += weight(*byte);
        if values > max {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Behind the closing quote.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(found) = memchr::memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) {
        at += found + 1;
        if bytes.get(at - 1) == Some(&b'"') {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_and_what_stands_in_strings_is_not() {
        for (text, values) in [
            ("1", 1),
            ("[]", 2),
            ("[1,2,3]", 4),
            ("[[1],[2]]", 5),
            ("{\"a\":1,\"b\":2}", 1 + OBJECT + 1),
            ("[\",,,[[{{\",\"\\\"{,\\\\\",\"\\\\\"]", 4),
        ] {
            assert_eq!(exceeds(text.as_bytes(), values), None, "{text}");
            assert!(exceeds(text.as_bytes(), values - 1).is_some(), "{text}");
            assert!(at_most(text.as_bytes()) >= values, "{text}");
        }
        // The fourth comma, the first that goes too far.
        assert_eq!(too_many_values("[1,2,3,4,5]", 4), Some(6));
        assert_eq!(too_many_values("[1,2,3,4,5]", 6), None);
        for broken in ["\"", "\"\\", "[\"a", "\"\\\""] {
            assert_eq!(too_many_values(broken, 100), None);
        }
    }
}
