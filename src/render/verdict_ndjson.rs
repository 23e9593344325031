//! One verdict per line, after `schemas/verdict.v1.schema.json`, by the million.
//!
//! The same bytes as [`VerdictView`] gives, which says what they mean and is
//! what every other output is made of. Written by hand because serde looks at
//! each key and each short string as if it might need an escape, which took a
//! third as long as the parsing of the tool.

use std::borrow::Cow;

use crate::classify::{Contradiction, Evidence, Verdict, VerdictSource};

use super::json::{push_json, push_number, push_text, push_word};
use super::views::ReviewView;

/// Appends one verdict with its line break.
pub fn push_verdict_line(out: &mut Vec<u8>, verdict: &Verdict) {
    member(out, "{\"server\":", &verdict.server);
    member(out, ",\"name\":", &verdict.name);
    word(out, ",\"category\":", verdict.category.as_str());
    word(out, ",\"effect\":", verdict.effect.as_str());
    word(out, ",\"risk\":", verdict.risk.as_str());
    word(out, ",\"base_risk\":", verdict.base_risk.as_str());
    plain(out, ",\"confidence\":");
    push_number(out, verdict.confidence);
    plain(out, if verdict.needs_review { NEEDS_REVIEW } else { NEEDS_NONE });
    match &verdict.review_reason {
        Some(reason) => member(out, ",\"review_reason\":", reason),
        None => plain(out, ",\"review_reason\":null"),
    }
    list(out, ",\"traits\":", &verdict.traits, |out, one| push_word(out, one.as_str()));
    plain(
        out,
        match verdict.source {
            VerdictSource::Rules => ",\"source\":\"rules\"",
            VerdictSource::Reviewed => ",\"source\":\"reviewed\"",
        },
    );
    list(out, ",\"evidence\":", &verdict.evidence, push_evidence);
    list(out, ",\"contradictions\":", &verdict.contradictions, push_contradiction);
    if let Some(review) = &verdict.review {
        plain(out, ",\"review\":");
        push_json(out, &ReviewView::of(review));
    }
    plain(out, "}\n");
}

const NEEDS_REVIEW: &str = ",\"needs_review\":true";
const NEEDS_NONE: &str = ",\"needs_review\":false";

fn push_evidence(out: &mut Vec<u8>, evidence: &Evidence) {
    own(out, "{\"field\":", &evidence.field);
    plain(out, ",\"start\":");
    push_number(out, evidence.start);
    plain(out, ",\"end\":");
    push_number(out, evidence.end);
    member(out, ",\"quote\":", &evidence.quote);
    own(out, ",\"rule\":", &evidence.rule);
    own(out, ",\"says\":", &evidence.says);
    plain(out, "}");
}

fn push_contradiction(out: &mut Vec<u8>, contradiction: &Contradiction) {
    member(out, "{\"claim\":", &contradiction.claim);
    member(out, ",\"pointer\":", &contradiction.pointer);
    plain(out, ",\"evidence\":");
    push_evidence(out, &contradiction.evidence);
    plain(out, "}");
}

fn member(out: &mut Vec<u8>, key: &str, text: &str) {
    plain(out, key);
    push_text(out, text);
}

fn word(out: &mut Vec<u8>, key: &str, word: &'static str) {
    plain(out, key);
    push_word(out, word);
}

/// What is borrowed for ever is a word of the program's own; a test looks at each.
#[allow(clippy::ptr_arg, reason = "the `Cow` tells whose text it is")]
fn own(out: &mut Vec<u8>, key: &str, text: &Cow<'static, str>) {
    match text {
        Cow::Borrowed(own) => word(out, key, own),
        Cow::Owned(text) => member(out, key, text),
    }
}

fn list<T>(out: &mut Vec<u8>, key: &str, items: &[T], push: impl Fn(&mut Vec<u8>, &T)) {
    plain(out, key);
    out.push(b'[');
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        push(out, item);
    }
    out.push(b']');
}

fn plain(out: &mut Vec<u8>, json: &str) {
    out.extend_from_slice(json.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::{Category, Class, Effect, Review, ReviewStatus, Risk, Trait};
    use crate::render::verdict_line;

    fn same(verdict: &Verdict) {
        let mut line = b"before\n".to_vec();
        push_verdict_line(&mut line, verdict);
        let line = String::from_utf8(line).unwrap();
        assert_eq!(line, format!("before\n{}", verdict_line(verdict)));
    }

    #[test]
    fn every_tool_of_the_catalog_gives_the_bytes_of_the_view() {
        for name in crate::catalog::names() {
            let server = crate::catalog::server(name).unwrap();
            crate::classify::classify(&server).iter().for_each(same);
        }
    }

    #[test]
    fn no_word_of_the_lexicon_needs_an_escape() {
        let lexicon = crate::classify::lexicon();
        let rules = lexicon.verbs.iter().map(|one| &one.rule);
        let rules = rules.chain(lexicon.senses.iter().map(|one| &one.rule));
        let rules = rules.chain(lexicon.phrases.iter().map(|one| &one.rule));
        let rules = rules.chain(lexicon.traits.iter().map(|one| &one.rule));
        let entries = lexicon.parameters.iter().flat_map(|one| [&one.rule, &one.says]);
        for word in rules.chain(entries) {
            let mut json = Vec::new();
            push_text(&mut json, word);
            assert_eq!(String::from_utf8(json).unwrap(), format!("\"{word}\""));
        }
    }

    #[test]
    fn whatever_stands_in_a_verdict_gives_the_bytes_of_the_view() {
        let odd = "\"\\\n\t\u{8}\u{1}\u{7f}\u{9b}\u{202e}\u{e0041}é🦀\u{2028}/<".to_owned();
        let evidence = |text: &str| Evidence {
            field: text.to_owned().into(),
            start: 0,
            end: 12_345_678,
            quote: text.to_owned(),
            rule: text.to_owned().into(),
            says: text.to_owned().into(),
        };
        let class = Class { category: Category::Read, effect: Effect::Read, risk: Risk::Critical };
        for (text, confidence) in [(odd.as_str(), 0.3), ("", 1.0), ("plain", 0.0), ("\u{7f}", 1e-7)]
        {
            for status in [ReviewStatus::Holds, ReviewStatus::Void] {
                let review = Review {
                    status,
                    server: text.to_owned(),
                    date: text.to_owned(),
                    reason: text.to_owned(),
                    other: Some(class),
                };
                same(&Verdict {
                    confidence,
                    review_reason: Some(text.to_owned()),
                    traits: vec![Trait::Bulk, Trait::RawInput],
                    source: VerdictSource::Reviewed,
                    evidence: vec![evidence(text), evidence("a")],
                    contradictions: vec![Contradiction {
                        claim: text.to_owned(),
                        pointer: text.to_owned(),
                        evidence: evidence(text),
                    }],
                    review: Some(Box::new(review)),
                    ..Verdict::unknown(text, text)
                });
            }
        }
        same(&Verdict { needs_review: false, review_reason: None, ..Verdict::unknown("a", "b") });
    }
}
