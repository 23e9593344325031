//! What is recommended for each server of the catalog: clean against its own
//! tools, and for the best-known tool exactly the documented rule.
#![allow(clippy::unwrap_used)]

use toolward::catalog;
use toolward::classify::{Category, Verdict, classify};
use toolward::document::SourceText;
use toolward::lint::{Finding, Linter, Severity};
use toolward::policy::{Profile, Tuning, recommend, recommend_tool, recommend_with};

fn verdict(server: &str, tool: &str) -> Verdict {
    let server = catalog::server(server).unwrap();
    classify(&server).into_iter().find(|verdict| verdict.name == tool).unwrap()
}

#[test]
fn the_recommended_policy_of_every_server_is_clean() {
    for name in catalog::names() {
        let server = catalog::server(name).unwrap();
        let verdicts = classify(&server);
        let policy = recommend([verdicts.as_slice()]).policy.to_json();
        let linted = Linter::with_servers(&[server]).lint(SourceText::new("policy.json", policy));
        // Notes say what a person may still want to look at; nothing above them may stand.
        let worse = linted.findings.iter().filter(|f| f.severity > Severity::Info);
        assert_eq!(worse.count(), 0, "{name}: {:#?}", linted.findings);
    }
}

/// Notes aside: some profiles leave tools to the default on purpose.
#[test]
fn the_policy_of_every_profile_is_clean() {
    for name in catalog::names() {
        let server = catalog::server(name).unwrap();
        let verdicts = classify(&server);
        for profile in Profile::ALL {
            let tuning = Tuning { profile, ..Tuning::default() };
            let policy = recommend_with([verdicts.as_slice()], &tuning).policy;
            let source = SourceText::new("policy.json", policy.to_json());
            let linted = Linter::with_servers(std::slice::from_ref(&server)).lint(source);
            let worse = |finding: &&Finding| finding.severity > Severity::Info;
            let found: Vec<&Finding> = linted.findings.iter().filter(worse).collect();
            assert!(found.is_empty(), "{name} {}: {found:#?}", profile.as_str());
        }
    }
}

#[test]
fn activating_a_connection_takes_thirty_calls_a_minute() {
    let verdict = verdict("odoo-claude-mcp", "user_connection_activate");
    assert_eq!(verdict.category, Category::Write);
    assert!(!verdict.needs_review);
    let written: serde_json::Value =
        serde_json::from_str(&recommend_tool(&verdict).to_json()).unwrap();
    let wanted = r#"{"version":"1","default":"deny","tools":{"user_connection_activate":{"limits":[{"counter":"user_connection_activate_rate","window":"minute","max":30,"scope":"grant"}]}}}"#;
    assert_eq!(written.to_string(), wanted);
}

#[test]
fn what_destroys_or_runs_anything_is_never_taken_for_a_read() {
    for (tool, category) in [
        ("odoo_unlink", Category::Destructive),
        ("s3_objects_delete_prefix", Category::Destructive),
        ("user_connection_delete", Category::Destructive),
        ("ssh_execute", Category::Execute),
        ("odoo_execute", Category::Execute),
        ("google_gmail_send", Category::Execute),
        ("odoo_search_read", Category::Read),
        ("public_access_portal_purchases", Category::Read),
    ] {
        assert_eq!(verdict("odoo-claude-mcp", tool).category, category, "{tool}");
    }
}
