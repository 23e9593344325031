//! Words for people: text that is safe to show, and the nearest known name.
//!
//! Below everything else, so that every module says "did you mean" and quotes
//! foreign text in one way. It promises that what [`visible`], [`quoted`] and
//! [`ascii_safe_json`] return can't steer a terminal or hide from a reader.

mod nearest;
mod visible;

pub use nearest::{Nearest, nearest, one_slip, same_word};
pub use visible::{ascii_safe_json, is_plain, is_unsafe, quoted, visible};

/// `a`, `b` or `c`: each one quoted, in the order given.
#[must_use]
pub fn one_of<S: AsRef<str>>(names: &[S]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| quoted(name.as_ref())).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

/// `1 tool`, `2 tools`.
#[must_use]
pub fn count(number: usize, singular: &str, plural: &str) -> String {
    format!("{number} {}", if number == 1 { singular } else { plural })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_counts_read_as_sentences() {
        assert_eq!(one_of::<&str>(&[]), "");
        assert_eq!(one_of(&["a"]), "`a`");
        assert_eq!(one_of(&["a", "b", "c"]), "`a`, `b` or `c`");
        assert_eq!(count(1, "policy", "policies"), "1 policy");
        assert_eq!(count(0, "policy", "policies"), "0 policies");
    }
}
