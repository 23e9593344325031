//! Where the rules are not sure the second opinion decides, within bounds: the
//! verdict stays flagged and says who decided, and an act of harm that the name
//! tells never becomes a Read.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod judged;
mod taught;

use judged::judged;
use serde_json::json;
use taught::{Taught, taught};
use toolward::classify::{Category, Verdict};

const DECIDED: &str = "tools worded like this are mostly ";

fn decided(verdict: &Verdict) -> bool {
    verdict.review_reason.as_deref().is_some_and(|reason| reason.contains(DECIDED))
}

#[test]
fn a_decided_verdict_is_flagged_and_says_who_decided() {
    let (mut all, mut right) = (0, 0);
    for Taught { definition, label, .. } in taught() {
        let verdict = judged(definition.clone());
        if !decided(&verdict) {
            continue;
        }
        let category = verdict.category.as_str();
        let reason = verdict.review_reason.as_deref().unwrap();
        assert!(verdict.needs_review && verdict.confidence < 0.9, "{definition}");
        assert!(reason.ends_with(&format!("{DECIDED}{category}")), "{reason}: {definition}");
        let first = &verdict.evidence[0];
        assert_eq!(first.says, category, "{definition}");
        let text = definition[first.field.as_ref()].as_str().unwrap();
        assert_eq!(text.get(first.start..first.end), Some(first.quote.as_str()));
        // What the rules made of it is quoted too.
        assert!(verdict.evidence.iter().any(|one| one.says != category), "{definition}");
        all += 1;
        right += usize::from(verdict.category == label);
    }
    assert!(all > 100, "{all}");
    // Of those it was taught; on tools it hasn't seen about seven in ten.
    assert!(right * 10 > all * 9, "{right} of {all}");
}

#[test]
fn no_act_of_harm_in_a_name_becomes_a_read() {
    let harmful = ["delete", "purge", "refund", "pay", "wipe", "revoke", "drop", "uninstall"];
    for Taught { mut definition, .. } in taught().into_iter().step_by(7) {
        let name = definition["name"].as_str().unwrap().to_owned();
        for verb in harmful {
            definition["name"] = json!(format!("{verb}_{name}"));
            let verdict = judged(definition.clone());
            assert!(!(decided(&verdict) && verdict.category == Category::Read), "{definition}");
        }
    }
}

#[test]
fn a_text_without_a_word_is_no_ground_to_decide_on() {
    for name in ["generate", "submit_status", "apply_status", "weather_tool", "apply_list"] {
        let silent = judged(json!({"name": name}));
        for text in ["", " ", "-", ".", "...", "\u{1f680}\u{1f680}"] {
            let verdict = judged(json!({"name": name, "description": text}));
            assert!(!decided(&verdict), "{name}: {text}");
            assert_eq!(verdict.category, silent.category, "{name}: {text}");
            assert_eq!(verdict.needs_review, silent.needs_review, "{name}: {text}");
        }
    }
}

#[test]
fn what_speaks_of_money_is_not_decided_to_be_a_read() {
    for Taught { definition, .. } in taught() {
        let verdict = judged(definition.clone());
        if decided(&verdict) && verdict.category == Category::Read {
            let text = format!("{} {}", definition["name"], definition["description"]);
            let words: Vec<String> = text
                .split(|c: char| !c.is_alphanumeric())
                .map(str::to_lowercase)
                .filter(|word| !word.is_empty())
                .collect();
            for money in ["payment", "wallet", "invoice", "crypto", "refund"] {
                assert!(!words.iter().any(|word| word == money), "{definition}");
            }
        }
    }
}
