//! Who made a verdict, how sure it is, and what became of the catalog's label.

use crate::classify::{Class, Review, ReviewStatus, Verdict, VerdictSource};

/// In one line, without a full stop.
#[must_use]
pub fn certainty(verdict: &Verdict) -> String {
    let maker = match verdict.source {
        VerdictSource::Rules => format!("made by the rules, confidence {:.2}", verdict.confidence),
        VerdictSource::Reviewed => "a reviewed label of the catalog".to_owned(),
    };
    let label = verdict.review.as_deref().map(label).unwrap_or_default();
    let doubt = verdict.review_reason.as_deref();
    let doubt = doubt.map_or(String::new(), |reason| format!("; needs review: {reason}"));
    format!("{maker}{label}{doubt}")
}

fn label(review: &Review) -> String {
    let Review { status, date, other, .. } = review;
    let reason = review.reason.trim_end_matches('.');
    match (status, other) {
        (ReviewStatus::Holds, None) => format!(" ({reason})"),
        (ReviewStatus::Holds, Some(rules)) => {
            format!(" ({reason}); the rules alone say {}", in_short(*rules))
        }
        (ReviewStatus::Void, said) => {
            let said = said.map_or(String::new(), |said| format!(" ({})", in_short(said)));
            format!(
                "; the catalog's label{said} is void: the definition isn't the one of {date} \
                 that was reviewed"
            )
        }
    }
}

fn in_short(class: Class) -> String {
    format!("{}, {} risk", class.category.as_str(), class.risk.as_str().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::{Category, Effect, Risk};

    fn verdict(status: ReviewStatus, other: Option<Class>) -> Verdict {
        let review = Review {
            status,
            server: "party".to_owned(),
            date: "2026-01-31".to_owned(),
            reason: "mails the guests".to_owned(),
            other,
        };
        let source = match status {
            ReviewStatus::Holds => VerdictSource::Reviewed,
            ReviewStatus::Void => VerdictSource::Rules,
        };
        Verdict { source, review: Some(Box::new(review)), ..Verdict::unknown("party", "invite") }
    }

    #[test]
    fn a_void_label_is_told_and_so_is_one_that_overrules() {
        let class = Class { category: Category::Execute, effect: Effect::Write, risk: Risk::High };
        let held = certainty(&verdict(ReviewStatus::Holds, Some(class)));
        assert!(held.starts_with("a reviewed label of the catalog (mails the guests); "), "{held}");
        assert!(held.contains("the rules alone say Execute, high risk"), "{held}");
        let void = certainty(&verdict(ReviewStatus::Void, Some(class)));
        assert!(
            void.starts_with("made by the rules, confidence 0.30; the catalog's label"),
            "{void}"
        );
        assert!(void.contains("(Execute, high risk) is void"), "{void}");
        assert!(void.ends_with("needs review: the definition says too little to judge"), "{void}");
    }
}
