//! Names of strangers as parts of addresses.
//!
//! A plain name stays as it is, so that the address of a tool can be told from
//! its name. Any other becomes its plain letters and a mark made of the whole
//! name: `..`, `/`, device names of Windows and names of a thousand characters
//! give folders that are safe on every system. Two names never share one, in
//! whatever case a file system keeps them.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use sha2::{Digest, Sha256};

/// A longer name is no plain one.
const MOST_PLAIN: usize = 100;
/// So much of a name stands in front of its mark.
const MOST_OF_OTHER: usize = 48;

/// Addresses for these names, in their order. An address doesn't depend on the
/// order of the names, but where one name is given more than once.
#[must_use]
pub fn slugs<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let names: Vec<&str> = names.into_iter().collect();
    let mut spelt: HashMap<String, HashSet<&str>> = HashMap::new();
    for name in names.iter().filter(|name| is_plain(name)) {
        spelt.entry(name.to_lowercase()).or_default().insert(name);
    }
    let mut taken: HashMap<String, u64> = HashMap::new();
    let slug = |name: &str| {
        let lower = name.to_lowercase();
        // Of names that differ in case alone the small one stays plain.
        let alone = spelt.get(&lower).is_some_and(|others| others.len() == 1);
        if is_plain(name) && (alone || lower == name) { name.to_owned() } else { marked(name) }
    };
    names.iter().map(|name| untaken(slug(name), &mut taken)).collect()
}

/// The address, with a number where it is given already. No other address ends
/// like that: what stands behind a `~` is a mark of sixteen letters.
fn untaken(slug: String, taken: &mut HashMap<String, u64>) -> String {
    let times = taken.entry(slug.to_lowercase()).or_insert(0);
    *times += 1;
    if *times == 1 { slug } else { format!("{slug}~{times}") }
}

/// Letters, digits, `_`, `-` and `.`, beginning and ending with none of the last two.
fn is_plain(name: &str) -> bool {
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let edge = |c: char| c.is_ascii_alphanumeric() || c == '_';
    name.len() <= MOST_PLAIN
        && name.chars().all(letters)
        && name.starts_with(edge)
        && name.ends_with(edge)
        && !is_device(name)
}

/// What Windows takes for a device, with any ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|rest| rest.len() == 1 && rest != "0" && rest.parse::<u8>().is_ok())
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

fn marked(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars() {
        if slug.len() >= MOST_OF_OTHER {
            break;
        }
        if c.is_ascii_alphanumeric() || c == '_' {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() {
        slug.push_str("tool");
    }
    slug.push('~');
    for byte in &Sha256::digest(name)[..8] {
        // Writing to a String can't fail.
        let _ = write!(slug, "{byte:02x}");
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_names_stay() {
        let names = ["user_connection_activate", "listUsers", "a.b-c", "_x", "7"];
        assert_eq!(slugs(names), names);
    }

    #[test]
    fn other_names_are_marked() {
        let long = "x".repeat(1000);
        for name in [
            "",
            "..",
            ".",
            "a/b",
            "../../etc/passwd",
            "CON",
            "nul.txt",
            "com1",
            "a.",
            "-rf",
            "日本",
            "a\u{202e}b",
            "~",
            "a b",
            "%2e%2e",
            &long,
        ] {
            let [slug] = slugs([name]).try_into().unwrap();
            assert!(slug.contains('~') && slug.len() <= 70, "{name:?}: {slug}");
            assert!(
                slug.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '~')),
                "{slug}"
            );
        }
        assert!(slugs(["a/b c"])[0].starts_with("a-b-c~"));
        assert_eq!(slugs(["com0", "console"]), ["com0", "console"]);
    }

    #[test]
    fn an_address_depends_on_its_name_and_not_on_the_order() {
        let [small, large] = slugs(["get", "GET"]).try_into().unwrap();
        assert_eq!(small, "get");
        assert!(large.starts_with("GET~"));
        let turned = slugs(["GET", "get"]);
        assert_eq!(turned, [large, small]);
        let twice = slugs(["get", "get", "get"]);
        assert_eq!(twice, ["get", "get~2", "get~3"]);
    }

    proptest! {
        #[test]
        fn no_two_share_a_folder_and_none_leaves_it(names in proptest::collection::vec("(?s).{0,12}|[a-zA-Z./~]{0,4}", 0..24)) {
            let made = slugs(names.iter().map(String::as_str));
            prop_assert_eq!(made.len(), names.len());
            let lower: HashSet<String> = made.iter().map(|one| one.to_lowercase()).collect();
            prop_assert_eq!(lower.len(), names.len());
            for slug in &made {
                prop_assert!(!slug.is_empty() && !slug.starts_with(['.', '-']) && !slug.ends_with('.'));
                prop_assert!(slug.chars().all(|c| c.is_ascii_alphanumeric() || "_-.~".contains(c)), "{}", slug);
                prop_assert!(!is_device(slug.split('~').next().unwrap()) || slug.contains('~'));
            }
        }
    }
}
