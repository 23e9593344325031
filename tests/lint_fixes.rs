//! What `--fix` promises: valid JSON, the rest of the file as it was, and a
//! second run that finds nothing to do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use serde_json::Value;
use toolward::document::SourceText;
use toolward::lint::{Applicability, Fixed, Linter, fix};
use toolward::manifest::{Server, load_text};

fn servers() -> Vec<Server> {
    let text = include_str!("fixtures/policies/tools.json");
    load_text(&SourceText::new("tools.json", text), "orders").servers
}

fn fixed(text: &str, most: Applicability) -> Fixed {
    let servers = servers();
    let linter = Linter::with_servers(&servers);
    fix(SourceText::new("policy.json", text), most, |source| linter.lint(source))
}

fn difference(before: &str, after: &str) -> String {
    similar::TextDiff::from_lines(before, after).unified_diff().context_radius(0).to_string()
}

/// One of each mistake that can be mended, in the layouts that people use.
const MENDABLE: &str = r#"{
  "version": 1,
  "default": "Deny",
  "hide": "order_delete",
  "all-tools": {"limits": {"counter": "all", "window": "hours", "max": "90", "scope": "grant"}},
  "tools": {
    "Order_List": {},
    "order_lsit": {},
    "order_note": {
      "require": [
        {"conditions": [{"path": "note", "op": "==", "value": 1}]}
      ],
      "limits": [
        {
          "counter": "c",
          "window": "minute",
          "max": " 30 "
        }
      ],
      "limits": [
        {
          "counter": "c",
          "window": "minute",
          "max": " 30 "
        }
      ]
    },
    "charge_create": null
  }
}
"#;

#[test]
fn safe_fixes_change_what_they_mend_and_nothing_else() {
    let fixed = fixed(MENDABLE, Applicability::Safe);
    insta::assert_snapshot!(difference(MENDABLE, fixed.after()));
}

#[test]
fn unsafe_fixes_mend_the_rest() {
    let fixed = fixed(MENDABLE, Applicability::Unsafe);
    let safe = self::fixed(MENDABLE, Applicability::Safe);
    insta::assert_snapshot!(difference(safe.after(), fixed.after()));
}

#[test]
fn a_second_run_has_nothing_to_do() {
    for most in [Applicability::Safe, Applicability::Unsafe] {
        let once = fixed(MENDABLE, most);
        assert!(once.is_changed() && once.applied > 5, "{}", once.applied);
        let text = once.after();
        assert!(serde_json::from_str::<Value>(text).is_ok());
        let twice = fixed(text, most);
        assert_eq!(twice.applied, 0);
        assert!(!twice.is_changed());
        let left = twice.judged.findings.iter().filter_map(|finding| finding.fix.as_ref());
        assert!(left.into_iter().all(|fix| fix.applicability > most));
    }
}

#[test]
fn what_the_rules_about_meaning_can_mend_is_mended() {
    let text = r#"{
  "version": "1",
  "default": "deny",
  "hide": ["order_delete", "order_delete", "order_delete"],
  "tools": {
    "order_note": {
      "require": [
        {"conditions": [{"path": "args.text", "op": "regex", "value": "[a-z]+"}]}
      ],
      "deny_if": [
        {"conditions": []}
      ]
    }
  }
}
"#;
    let safe = fixed(text, Applicability::Safe);
    let after = text.replace(r#", "order_delete", "order_delete"]"#, "]");
    assert_eq!(safe.after(), after);
    let all = fixed(text, Applicability::Unsafe);
    insta::assert_snapshot!(difference(&after, all.after()));
    assert_eq!(fixed(all.after(), Applicability::Unsafe).applied, 0);
}

#[test]
fn a_rename_never_meets_a_name_that_is_there() {
    let text = r#"{"version": "1", "default": "deny", "tools": {"Order_List": {"deny_if": []}, "order_list": {}}}"#;
    assert!(!fixed(text, Applicability::Unsafe).is_changed());
    // nor do two renames meet in one name
    let text = r#"{"version": "1", "default": "deny", "tools": {"Order_List": {"limits": []}, "order_lsit": {"deny_if": []}}}"#;
    let after = fixed(text, Applicability::Unsafe);
    assert_eq!(after.after(), text.replace("Order_List", "order_list"));
    let text = r#"{"version": "1", "default": "deny", "Default": "allow"}"#;
    assert!(!fixed(text, Applicability::Unsafe).is_changed());
}

#[test]
fn of_two_different_entries_none_goes_without_being_asked() {
    let text = r#"{"version": "1", "default": "deny", "tools": {"order_list": {"deny_if": [{"conditions": []}]}, "order_list": {}}}"#;
    assert!(!fixed(text, Applicability::Safe).is_changed());
    let after = fixed(text, Applicability::Unsafe);
    assert_eq!(
        after.after(),
        r#"{"version": "1", "default": "deny", "tools": {"order_list": {}}}"#
    );
}
