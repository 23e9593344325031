//! "Did you mean": the known name that is nearest to an unknown one.

/// The longest text that is compared: names are at most 128 characters, and
/// the cost of a comparison grows with the product of the lengths.
const MAX_CHARS: usize = 128;

/// The work after which one [`Nearest`] stops guessing: pairs of characters
/// compared, a few tenths of a second of them.
const BUDGET: usize = 50_000_000;

/// The nearest of the known names, where one is near enough to be meant.
#[must_use]
pub fn nearest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    Nearest::default().find(unknown, known)
}

/// Finds nearest names, and stops guessing before it costs too much: thousands
/// of unknown names against thousands of known ones are no slip of the pen.
#[derive(Debug, Clone)]
pub struct Nearest {
    budget: usize,
}

impl Default for Nearest {
    fn default() -> Self {
        Self { budget: BUDGET }
    }
}

impl Nearest {
    /// As [`nearest`]. Same spelling but for case and separators comes first,
    /// then the fewest edits, at most one in three characters; of equals the
    /// first in order. Failing that, the one name that begins as this one does
    /// throughout (`maximum`, `max`), if there is just one.
    pub fn find<'a>(
        &mut self,
        unknown: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        if unknown.is_empty() || unknown.chars().nth(MAX_CHARS).is_some() {
            return None;
        }
        let wanted = plain(unknown);
        let limit = (wanted.chars().count() / 3).max(1);
        let mut best: Option<(usize, &str)> = None;
        let mut same_start = Vec::new();
        for name in known {
            if self.budget == 0 {
                break;
            }
            // Bytes stand in for characters: rough, and cheap enough to do first.
            let far = name.len().abs_diff(unknown.len()) > 4 * limit + 4;
            let too_long = name.len() > 4 * MAX_CHARS;
            let cost = if far || too_long { 1 } else { name.len() * wanted.len() + 1 };
            self.budget = self.budget.saturating_sub(cost);
            if far || too_long {
                continue;
            }
            let known = plain(name);
            let shorter = known.len().min(wanted.len());
            if shorter >= 3 && (known.starts_with(&wanted) || wanted.starts_with(&known)) {
                same_start.push(name);
            }
            let distance = strsim::osa_distance(&wanted, &known);
            if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, name));
            }
        }
        let only = same_start.first().copied().filter(|_| same_start.len() == 1);
        best.map(|(_, name)| name).or(only)
    }
}

/// Whether two names differ in case and separators alone.
#[must_use]
pub fn same_word(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// Whether one slip of the finger makes one name of the other: a letter too
/// many, too few, another, or two swapped. Short names are too alike to tell.
#[must_use]
pub fn one_slip(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    let alike = |text: &str| (4..=MAX_CHARS).contains(&text.len());
    alike(&one) && alike(&other) && strsim::osa_distance(&one, &other) <= 1
}

/// Lower case without separators: `denyIf` and `deny_if` are one word.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, '_' | '-' | '.' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let keys = ["require", "deny_if", "limits"];
        assert_eq!(nearest("limit", keys), Some("limits"));
        assert_eq!(nearest("denyIf", keys), Some("deny_if"));
        assert_eq!(nearest("deny_fi", keys), Some("deny_if"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("maximum", ["window", "max"]), Some("max"));
        assert_eq!(nearest("order", ["order_list", "order_note"]), None);
        assert_eq!(nearest("", keys), None);
        assert_eq!(nearest("odoo_unlnk", ["odoo_write", "odoo_unlink"]), Some("odoo_unlink"));
    }

    #[test]
    fn case_and_separators_make_no_other_word() {
        assert!(same_word("denyIf", "deny_if") && same_word("Get-User", "get_user"));
        assert!(!same_word("limit", "limits"));
        assert!(one_slip("limit", "limits") && one_slip("pahts", "paths"));
        assert!(!one_slip("mx", "max") && !one_slip("hidden", "hide"));
    }

    #[test]
    fn guessing_ends_with_the_budget() {
        let mut few = Nearest { budget: 1 };
        assert_eq!(few.find("ab", ["zz", "ab"]), None);
        let long = "x".repeat(100_000);
        assert_eq!(nearest(&long, [long.as_str()]), None);
    }
}
