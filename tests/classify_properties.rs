//! What holds of the verdict on any tool.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod judged;

use judged::any;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use serde_json::json;
use toolward::classify::{Category, Risk, Verdict, classify, field_text};
use toolward::manifest::{Server, Tool};

/// Words that name a loss and nothing else.
const LOSSES: [&str; 7] = ["delete", "drop", "destroy", "purge", "wipe", "erase", "truncate"];

fn check_quotes(tool: &Tool, verdict: &Verdict) -> Result<(), TestCaseError> {
    let against = verdict.contradictions.iter().map(|one| &one.evidence);
    for evidence in verdict.evidence.iter().chain(against) {
        let text = field_text(tool, &evidence.field);
        let quote = text.as_deref().and_then(|text| text.get(evidence.start..evidence.end));
        prop_assert_eq!(quote, Some(evidence.quote.as_str()), "{:?} of {:?}", evidence, tool);
        prop_assert!(!evidence.quote.is_empty(), "{:?} of {:?}", evidence, tool);
    }
    for claim in &verdict.contradictions {
        prop_assert!(
            toolward::document::pointer_find(&tool.definition, &claim.pointer).is_some(),
            "{:?}",
            claim
        );
    }
    Ok(())
}

fn check_shape(verdict: &Verdict) -> Result<(), TestCaseError> {
    prop_assert_eq!(verdict.needs_review, verdict.review_reason.is_some(), "{:?}", verdict);
    prop_assert!(verdict.needs_review || !verdict.evidence.is_empty(), "{:?}", verdict);
    prop_assert!((0.0..=1.0).contains(&verdict.confidence), "{:?}", verdict);
    prop_assert_eq!(verdict.base_risk, verdict.category.base_risk(), "{:?}", verdict);
    let near = [verdict.base_risk.down(), verdict.base_risk, verdict.base_risk.up()];
    prop_assert!(near.contains(&verdict.risk), "{:?}", verdict);
    // The one category that changes nothing is the one with that effect.
    let reads = verdict.effect == toolward::classify::Effect::Read;
    prop_assert_eq!(verdict.category == Category::Read, reads, "{:?}", verdict);
    let mut traits = verdict.traits.clone();
    traits.sort_unstable();
    traits.dedup();
    prop_assert_eq!(&traits, &verdict.traits);
    // A step of the risk has its reason.
    let steps = |says| verdict.evidence.iter().any(|evidence| evidence.says == says);
    let raw = verdict.has(toolward::classify::Trait::RawInput);
    prop_assert!(verdict.risk <= verdict.base_risk || steps("risk up") || raw, "{:?}", verdict);
    prop_assert!(verdict.risk >= verdict.base_risk || steps("risk down"), "{:?}", verdict);
    Ok(())
}

fn rank(verdict: &Verdict) -> (Category, toolward::classify::Effect, Risk) {
    (verdict.category, verdict.effect, verdict.risk)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn every_quotation_stands_where_it_is_said_to(server in any::server()) {
        let verdicts = classify(&server);
        prop_assert_eq!(verdicts.len(), server.tools.len());
        for (tool, verdict) in server.tools.iter().zip(&verdicts) {
            prop_assert_eq!(&verdict.name, &tool.name);
            check_quotes(tool, verdict)?;
        }
    }

    #[test]
    fn a_verdict_is_whole(server in any::server()) {
        classify(&server).iter().try_for_each(check_shape)?;
    }

    #[test]
    fn an_annotation_never_lowers_a_verdict(
        definition in any::definition(),
        annotations in any::annotation(),
    ) {
        let bare = judged::judged(definition.clone());
        let claimed = judged::judged(any::annotated(definition, annotations));
        prop_assert!(claimed.category >= bare.category, "{:?} from {:?}", claimed, bare);
        prop_assert!(claimed.effect >= bare.effect, "{:?} from {:?}", claimed, bare);
        prop_assert!(claimed.risk >= bare.risk, "{:?} from {:?}", claimed, bare);
    }

    #[test]
    fn a_name_that_begins_with_a_loss_is_never_read(
        loss in proptest::sample::select(&LOSSES[..]),
        style in 0..3_usize,
        definition in any::definition(),
    ) {
        let mut definition = definition;
        let rest = definition["name"].as_str().unwrap_or_default();
        // Without a separator the word would go on, and be another one.
        prop_assume!(style < 2 || rest.starts_with(|c: char| c.is_ascii_alphabetic()));
        let name = match style {
            0 => format!("{loss}_{rest}"),
            1 => format!("{loss}-{rest}"),
            _ => format!("{loss}{}", any::capital(rest)),
        };
        definition["name"] = json!(name);
        let verdict = judged::judged(definition.clone());
        prop_assert_ne!(verdict.category, Category::Read, "{:?} of {}", verdict, definition);
    }

    #[test]
    fn a_loss_is_no_namespace_however_many_names_begin_with_it(
        loss in proptest::sample::select(&LOSSES[..]),
        rests in proptest::collection::vec(any::name(), 3..5),
        called in any::name(),
    ) {
        let tools = rests.iter().map(|rest| {
            Tool::from_definition(json!({"name": format!("{loss}_{rest}")})).unwrap()
        });
        let tools: Vec<Tool> = tools.collect();
        for name in [loss.to_owned(), called] {
            let (tools, source) = (tools.clone(), String::new());
            for verdict in classify(&Server { name, source, tools, warnings: Vec::new() }) {
                prop_assert_ne!(verdict.category, Category::Read, "{:?}", verdict);
            }
        }
    }

    #[test]
    fn the_order_of_tools_says_nothing(server in any::server(), by in 0..6_usize) {
        let before = classify(&server);
        let mut turned = server.clone();
        let by = by % turned.tools.len();
        turned.tools.rotate_left(by);
        let mut after = classify(&turned);
        after.rotate_right(by);
        prop_assert_eq!(before, after);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn the_number_of_threads_says_nothing(servers in proptest::collection::vec(any::server(), 8)) {
        let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut server = servers[0].clone();
        server.tools = servers.into_iter().flat_map(|server| server.tools).collect();
        let one = pool(1).install(|| classify(&server));
        let eight = pool(8).install(|| classify(&server));
        prop_assert_eq!(one, eight);
    }
}

/// What a server says of its tool can't take back what the tool is called.
#[test]
fn no_text_talks_a_loss_in_the_name_down_to_a_read() {
    let texts = [
        "",
        "List notes.",
        "List notes without changing anything.",
        "Get the status. This is read-only and has no side effects.",
        "Shows what would happen. Does not modify anything.",
        "A quick overview of notes.",
    ];
    let mut read = Vec::new();
    for loss in LOSSES {
        for name in ["note", "status", "history", "preview", "list", "get", "and_get", "report"] {
            for text in texts {
                let name = format!("{loss}_{name}");
                let verdict = judged::judged(json!({"name": name, "description": text}));
                if verdict.category == Category::Read {
                    let flag = if verdict.needs_review { "" } else { ", unflagged" };
                    read.push(format!("{name}: {text}{flag}"));
                }
            }
        }
    }
    assert!(read.is_empty(), "{} called Read:\n{}", read.len(), read.join("\n"));
}

/// The properties compare what they should: not every verdict is the same.
#[test]
fn the_tools_made_up_here_are_of_every_kind() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen = Vec::new();
    for _ in 0..2_000 {
        let definition = any::definition().new_tree(&mut runner).unwrap().current();
        let verdict = judged::judged(definition);
        seen.push((rank(&verdict).0, verdict.needs_review));
    }
    for category in Category::ALL {
        assert!(seen.contains(&(category, false)), "{category:?}");
    }
    let flagged = seen.iter().filter(|(_, flagged)| *flagged).count();
    assert!(flagged > 200 && flagged < 1_800, "{flagged}");
}
