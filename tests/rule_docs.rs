//! `docs/rules.md` says what the rules say.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod project;

use project::{Project, repository};
use toolward::lint::rules;
use toolward::render::rules_markdown;

#[test]
fn the_page_is_what_the_rules_say() {
    let page = std::fs::read_to_string(repository("docs/rules.md")).unwrap_or_default();
    assert!(
        page == rules_markdown(rules()),
        "docs/rules.md has drifted; `toolward rule --all --format markdown > docs/rules.md` writes it"
    );
}

#[test]
fn every_rule_is_on_it_with_a_link_that_leads_there() {
    let page = rules_markdown(rules());
    for meta in rules().iter().map(|rule| rule.meta()) {
        let anchor = format!("{}-{}", meta.code.to_lowercase(), meta.slug);
        assert!(page.contains(&format!("(#{anchor})")), "{anchor}");
        assert!(page.contains(&format!("\n## {} {}\n", meta.code, meta.slug)), "{anchor}");
        let summary = meta.summary();
        assert!(summary.ends_with('.') && summary.len() > 20, "{summary}");
    }
}

#[test]
fn a_rule_is_found_by_code_and_by_name() {
    let project = Project::new(&[]);
    let by_code = project.run(&["rule", "tw101"]);
    assert_eq!(by_code.code, 0);
    assert_eq!(by_code.stdout, project.run(&["rule", "unknown-tool"]).stdout);
    insta::assert_snapshot!("rule", by_code.stdout);
    insta::assert_snapshot!(
        "rule_markdown",
        project.run(&["rule", "TW101", "--format", "markdown"]).stdout
    );
    let json = project.run(&["rule", "TW101", "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["rules"].as_array().map(Vec::len), Some(1));
    let all = project.run(&["rule", "--all"]).stdout;
    assert!(rules().iter().all(|rule| all.contains(&rule.meta().summary()[..20])));
    let unknown = project.run(&["rule", "unknow-tool"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    assert_eq!(
        unknown.stderr,
        "error: no rule is called `unknow-tool`\nhelp: did you mean `unknown-tool`?\n"
    );
}
