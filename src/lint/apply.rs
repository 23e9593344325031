//! Applies fixes to a text, round by round, until none is left.
//!
//! It promises: the text is JSON afterwards or isn't touched, no key is
//! repeated that wasn't, fixes that want the same bytes never meet in one
//! round, and it comes to an end.

use std::collections::BTreeMap;

use super::engine::Linted;
use super::fix::{Applicability, Edit, Fix};
use crate::document::{Document, SourceText};

/// Rules whose fixes undo each other must not run for ever.
const MAX_ROUNDS: usize = 64;

/// A text after its fixes.
#[derive(Debug)]
pub struct Fixed<T = Linted> {
    /// What is found in the text as it is now.
    pub judged: T,
    /// The text as it was.
    pub before: String,
    /// How many fixes were applied.
    pub applied: usize,
}

impl<T: AsRef<Linted>> Fixed<T> {
    /// The text as it is now.
    #[must_use]
    pub fn after(&self) -> &str {
        self.judged.as_ref().source.text()
    }

    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.before != self.after()
    }
}

impl AsRef<Linted> for Linted {
    fn as_ref(&self) -> &Self {
        self
    }
}

/// Applies every fix up to this applicability that `judge` comes up with, and
/// judges again, until it comes up with none.
pub fn fix<T: AsRef<Linted>>(
    source: SourceText,
    most: Applicability,
    judge: impl Fn(SourceText) -> T,
) -> Fixed<T> {
    let before = source.text().to_owned();
    let mut judged = judge(source);
    let mut applied = 0;
    for _ in 0..MAX_ROUNDS {
        let linted = judged.as_ref();
        let fixes = linted.findings.iter().filter_map(|finding| finding.fix.as_ref());
        let fixes: Vec<&Fix> = fixes.filter(|fix| fix.applicability <= most).collect();
        let Some((text, count)) = round(linted.source.text(), &fixes) else { break };
        applied += count;
        judged = judge(SourceText::new(linted.source.name(), text));
    }
    Fixed { judged, before, applied }
}

/// As many of the fixes as go together, or the first that goes alone where
/// together they would leave no JSON; none where nothing can be applied.
fn round(text: &str, fixes: &[&Fix]) -> Option<(String, usize)> {
    let chosen = compatible(text, fixes);
    let together = patched(text, &chosen).map(|text| (text, chosen.len()));
    together.or_else(|| chosen.iter().find_map(|fix| patched(text, &[fix]).map(|text| (text, 1))))
}

/// The fixes, in their order, that want no bytes of one chosen before.
fn compatible<'a>(text: &str, fixes: &[&'a Fix]) -> Vec<&'a Fix> {
    let mut taken = Taken::default();
    let fits = |fix: &&Fix| {
        let edits = &fix.edits;
        let possible = edits.iter().all(|edit| text.get(edit.span.clone()).is_some());
        possible && taken.take(edits)
    };
    fixes.iter().copied().filter(fits).collect()
}

/// The spans that edits want: their ends by their starts.
#[derive(Default)]
struct Taken(BTreeMap<usize, usize>);

impl Taken {
    /// Takes the spans of all these edits, or of none.
    fn take(&mut self, edits: &[Edit]) -> bool {
        let mut own = Self::default();
        let free = edits.iter().all(|edit| {
            let free = self.is_free(edit) && own.is_free(edit);
            own.0.insert(edit.span.start, edit.span.end);
            free
        });
        if free {
            self.0.append(&mut own.0);
        }
        free
    }

    /// Two edits that start at one place have no order, even if one is empty.
    fn is_free(&self, edit: &Edit) -> bool {
        let before = self.0.range(..edit.span.start).next_back();
        let behind = self.0.range(edit.span.start..).next();
        before.is_none_or(|(_, end)| *end <= edit.span.start)
            && behind.is_none_or(|(start, _)| *start >= edit.span.end && *start != edit.span.start)
    }
}

/// The text with the edits made, if it changed and is JSON.
fn patched(text: &str, fixes: &[&Fix]) -> Option<String> {
    let mut edits: Vec<&Edit> = fixes.iter().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.span.start);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        out.push_str(text.get(done..edit.span.start)?);
        out.push_str(&edit.text);
        done = edit.span.end;
    }
    out.push_str(text.get(done..)?);
    let sound = out != text && repetitions(&out)? <= repetitions(text).unwrap_or_default();
    sound.then_some(out)
}

/// How many keys are repeated; none where the text isn't JSON. Two renames that
/// make one name would leave one of two entries to be lost.
fn repetitions(text: &str) -> Option<usize> {
    Some(Document::parse(SourceText::new("", text)).ok()?.duplicates().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::lint::{Finding, Linter};

    fn edit(span: Span, text: &str) -> Edit {
        Edit { span, text: text.to_owned() }
    }

    fn safe(span: Span, text: &str) -> Fix {
        Fix::safe("do it", edit(span, text))
    }

    fn after(text: &str, fixes: &[Fix]) -> Option<(String, usize)> {
        round(text, &fixes.iter().collect::<Vec<_>>())
    }

    #[test]
    fn edits_that_meet_wait_for_the_next_round() {
        let text = "[1, 2, 3]";
        let both = [safe(1..4, ""), safe(4..7, "")];
        assert_eq!(after(text, &both), Some(("[3]".into(), 2)));
        let overlapping = [safe(1..4, ""), safe(2..7, "")];
        assert_eq!(after(text, &overlapping), Some(("[2, 3]".into(), 1)));
        let same_place = [safe(8..8, ", 4"), safe(8..8, ", 5")];
        assert_eq!(after(text, &same_place), Some(("[1, 2, 3, 4]".into(), 1)));
        // whatever their order
        let inside = [safe(4..7, ""), safe(1..8, "")];
        assert_eq!(after(text, &inside), Some(("[1, 3]".into(), 1)));
    }

    #[test]
    fn a_fix_is_applied_whole_or_not_at_all() {
        let text = "[1, 2, 3]";
        let two = safe(1..2, "7").and(edit(4..5, "8"));
        assert_eq!(after(text, std::slice::from_ref(&two)), Some(("[7, 8, 3]".into(), 1)));
        assert_eq!(after(text, &[safe(4..5, "9"), two]), Some(("[1, 9, 3]".into(), 1)));
        let against_itself = safe(1..4, "").and(edit(2..5, ""));
        assert_eq!(after(text, &[against_itself]), None);
    }

    #[test]
    fn what_leaves_no_json_is_refused_and_the_rest_is_not() {
        let text = "[\"é\", 2]";
        assert_eq!(after(text, &[safe(0..1, "")]), None);
        assert_eq!(after(text, &[safe(3..4, "")]), None, "inside a character");
        assert_eq!(after(text, &[safe(5..99, "")]), None);
        let one_is_sound = [safe(0..1, "{"), safe(7..8, "3")];
        assert_eq!(after(text, &one_is_sound), Some(("[\"é\", 3]".into(), 1)));
    }

    #[test]
    fn fixes_that_undo_each_other_come_to_an_end() {
        let judge = |source: SourceText| {
            let other = if source.text() == "[1]" { "2" } else { "1" };
            let mut linted = Linter::new().lint(SourceText::new("p", "{"));
            let found = Finding { fix: Some(safe(1..2, other)), ..linted.findings.remove(0) };
            Linted { source, findings: vec![found], ..linted }
        };
        let fixed = fix(SourceText::new("p", "[1]"), Applicability::Safe, judge);
        assert_eq!(fixed.applied, MAX_ROUNDS);
        assert!(!fixed.is_changed());
    }
}
