//! The sentences of a report: what a class means and why it was given.
//!
//! The one place for such words, so that the table, the pages and the JSON
//! never say different things of the same verdict.

use super::named::Named;
use crate::classify::{Category, Evidence, Review, ReviewStatus, Trait, Verdict};
use crate::document::pointer_tokens;

/// What a tool of this category can do, and why that asks for a rule.
#[must_use]
pub fn category_meaning(category: Category) -> &'static str {
    match category {
        Category::Read => {
            "It only retrieves or computes; nothing that outlives the call changes. What it \
             returns does enter the agent's context, and where everything unlisted is denied \
             even a harmless tool needs its entry."
        }
        Category::Write => {
            "It creates or changes something. One call can be put right by another; hundreds \
             made by an agent in a loop can't so easily, so the number of calls is what to cap."
        }
        Category::Execute => {
            "It sets something off whose effect lies in its arguments or outside the server's \
             own records: code, a job, a machine, a message. What has run can't be called \
             back, so an agent should be able to do it only rarely."
        }
        Category::Destructive => {
            "It removes or overwrites something that no ordinary call brings back. An agent \
             that is mistaken, or misled by a text it has read, gets no second try."
        }
        Category::Financial => {
            "It moves or commits money or something that can be traded. A person should see \
             each call before it happens."
        }
    }
}

/// What a trait says of a tool.
#[must_use]
pub fn trait_meaning(one: Trait) -> &'static str {
    match one {
        Trait::RawInput => "the caller chooses the code, query, command, method or address",
        Trait::Egress => "sends data to people or systems outside",
        Trait::UntrustedContent => "brings in text that strangers wrote",
        Trait::Secrets => "takes or returns credentials",
        Trait::Bulk => "touches many things in one call",
        Trait::AccessControl => "changes who may do what",
        Trait::Money => "moves or names money",
        Trait::Reversible => "says that what it does can be taken back",
        Trait::MultiAction => "offers several actions behind one name",
    }
}

/// The place of a quotation, for people: `name`, `parameter sql`, …
#[must_use]
pub fn place_of(evidence: &Evidence) -> String {
    if evidence.field.starts_with('/') {
        place_of_pointer(&evidence.field)
    } else {
        evidence.field.to_string()
    }
}

/// [`place_of`] of a pointer into a definition.
pub(super) fn place_of_pointer(pointer: &str) -> String {
    let tokens = pointer_tokens(pointer);
    let after = |key: &str| {
        let at = tokens.iter().rposition(|token| token == key)?;
        tokens.get(at + 1)
    };
    if let Some(name) = after("properties") {
        return format!("parameter {name}");
    }
    match (after("annotations"), tokens.as_slice()) {
        (Some(hint), _) => format!("annotation {hint}"),
        (None, [field]) => field.clone(),
        _ => pointer.to_owned(),
    }
}

/// Why the category was given, in a few words: the deciding quotation, and the
/// one that moved the risk.
#[must_use]
pub fn why_in_short(verdict: &Verdict) -> String {
    if let Some(review) = overruling(verdict) {
        return format!("reviewed: {}", review.reason.trim_end_matches('.'));
    }
    let Some(first) = verdict.evidence.first() else {
        return verdict.review_reason.clone().unwrap_or_else(|| "nothing to quote".to_owned());
    };
    let quoted = |evidence: &Evidence| format!("\u{201c}{}\u{201d}", evidence.quote);
    let way = if verdict.risk > verdict.base_risk { "up" } else { "down" };
    let step =
        risk_step(verdict).map_or(String::new(), |step| format!(", {way}: {}", quoted(step)));
    format!("{} ({}){step}", quoted(first), place_of(first))
}

/// [`why_in_short`], and what is left to a person to judge.
#[must_use]
pub fn why_with_doubt(verdict: &Verdict) -> String {
    let why = why_in_short(verdict);
    match verdict.review_reason.as_deref() {
        Some(reason) if !verdict.evidence.is_empty() => format!("{why}; review: {reason}"),
        _ => why,
    }
}

/// The reviewer's label, where nothing that the rules quote speaks for its category.
pub(super) fn overruling(verdict: &Verdict) -> Option<&Review> {
    let speaks = |first: &Evidence| first.says == verdict.category.as_str();
    let quoted = verdict.evidence.first().is_some_and(speaks);
    let review = verdict.review.as_deref().filter(|_| !quoted)?;
    (review.status == ReviewStatus::Holds).then_some(review)
}

/// The evidence that moved the risk away from its base, where it was moved.
pub(super) fn risk_step(verdict: &Verdict) -> Option<&Evidence> {
    let says = match verdict.risk.cmp(&verdict.base_risk) {
        std::cmp::Ordering::Equal => return None,
        std::cmp::Ordering::Greater => "risk up",
        std::cmp::Ordering::Less => "risk down",
    };
    verdict.evidence.iter().find(|evidence| evidence.says == says)
}

/// Two names in back-ticks and how many more there are. A name is a stranger's
/// text of any length, so a long one is cut.
#[must_use]
pub fn names_in_short(names: &[&str]) -> String {
    let mut all = Named::default();
    for name in names {
        all.push(name);
    }
    all.in_short()
}

/// `the Critical tool`, `the 3 Critical tools`.
pub(super) fn the_count_of(count: usize, what: &str) -> String {
    if count == 1 { format!("the {what}") } else { format!("the {}", count_of(count, what)) }
}

pub(super) fn count_of(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}\u{2026}", &text[..end]),
    }
}
