//! Acts that a description tells beside a head that only reads, and what only
//! looks like one: unsure ones are left to a person, never passed as a Read.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod judged;

use judged::judged;
use serde_json::json;
use toolward::classify::Category::{self, Destructive, Execute, Financial, Read};
use toolward::classify::Verdict;

fn verdict(name: &str, description: &str) -> Verdict {
    judged(json!({"name": name, "description": description}))
}

#[track_caller]
fn assert_raised(cases: &[(&str, &str, Category)]) {
    for (name, description, category) in cases {
        let verdict = verdict(name, description);
        assert_eq!(verdict.category, *category, "{name}: {description}: {:?}", verdict.evidence);
        assert!(verdict.needs_review, "{name}: {description}");
    }
}

#[track_caller]
fn assert_left_open(cases: &[(&str, &str)]) {
    for (name, description) in cases {
        let verdict = verdict(name, description);
        assert!(verdict.needs_review, "{name}: {description}: {:?}", verdict.category);
    }
}

#[track_caller]
fn assert_plain_reads(cases: &[(&str, &str)]) {
    for (name, description) in cases {
        let verdict = verdict(name, description);
        let reason = &verdict.review_reason;
        assert_eq!(verdict.category, Read, "{name}: {description}: {:?}", verdict.evidence);
        assert!(!verdict.needs_review, "{name}: {description}: {reason:?}");
    }
}

#[test]
fn a_clause_of_its_own_is_an_act() {
    assert_raised(&[
        ("list_orders", "List orders, deleting those older than a month", Destructive),
        ("read_file", "Reads a file, removing it from disk once it is read.", Destructive),
        ("get_rows", "Get rows by dropping and recreating the table", Destructive),
        ("get_queue", "Fetches a message while deleting it from the queue.", Destructive),
    ]);
}

#[test]
fn what_takes_a_pronoun_is_a_verb_in_any_form() {
    assert_raised(&[
        ("get_order", "Get order and pays it", Financial),
        ("run_report", "Run a report and email it", Execute),
        ("get_orders", "Get orders. Optionally deletes them.", Destructive),
        // What `them` stands for decides what the act is.
        ("get_orders", "Get orders. Optionally cancels them.", Financial),
    ]);
    assert_left_open(&[
        ("get_messages", "Fetch messages and acknowledge them."),
        ("get_page", "Fetches a page and caches it."),
    ]);
    assert_plain_reads(&[
        ("get_account", "Returns equity, cash, buying power, and account flags."),
        ("get_orders", "Get orders and order them by date."),
        ("find_files", "Find files and group them by size."),
        ("fetch_page", "Fetch a page and turn it into markdown."),
    ]);
}

#[test]
fn an_act_that_may_be_anothers_is_left_open() {
    assert_left_open(&[
        ("get_rows", "Returns rows after truncating the table"),
        ("check_balance", "Checks the balance and transfers the rest"),
        ("list_users", "List users and ban inactive ones"),
        ("list_users", "List users; disable the stale accounts."),
        ("get_report", "Get a report. This also sends an email to the owner."),
        ("view_page", "View a page, submitting the form on it."),
        ("get_steps", "Get the steps to delete an account and cancel its plan."),
    ]);
}

#[test]
fn what_is_asked_about_or_ruled_out_is_no_act() {
    assert_plain_reads(&[
        ("list_orders", "List orders, including deleted ones"),
        ("get_changes", "Returns what changed after deleting a row"),
        ("get_cost", "Get the cost of moving a file"),
        ("list_files", "List files. Use rm_file to delete one."),
        ("get_file", "Get a file before deleting it."),
        ("list_users", "Lists users without deleting them"),
        ("get_guide", "Get a guide to deleting a branch"),
        ("get_docs", "Get the documentation on sending, receiving and deleting messages."),
        ("list_orders", "List orders, payments and refunds made by a customer."),
        ("get_orders", "Get orders and transfers of an account"),
        ("get_user", "Get a user by sending a mail address."),
        ("get_cart", "Get the cart with its items, discounts and checkout page."),
        ("get_hours", "Return the opening hours, closing days and booking link."),
        ("get_record", "Get the record. The result can be passed to send_email."),
    ]);
}

#[test]
fn an_unknown_verb_makes_no_read() {
    for (name, description) in [
        ("messages", "Zorks all messages"),
        ("cluster", "Frobnicates the cluster"),
        ("messages", "Sweeps away all messages"),
    ] {
        let verdict = verdict(name, description);
        assert!(verdict.needs_review && verdict.category != Read, "{name}: {description}");
    }
    assert_left_open(&[("get_cluster", "Frobnicates the cluster")]);
    assert_plain_reads(&[
        ("list_strings", "Strings in the database"),
        ("get_node", "Gives the node"),
    ]);
}

#[test]
fn verbs_of_two_words_take_away() {
    for (name, description) in [
        ("x", "Throws away all messages"),
        ("x", "Wipes out the database"),
        ("x", "Gets rid of a user"),
        ("x", "Blows away the cluster"),
        ("get_rid_of_user", ""),
    ] {
        assert_eq!(verdict(name, description).category, Destructive, "{name}: {description}");
    }
}

#[test]
fn a_name_that_ends_in_an_act_needs_a_sentence() {
    assert_left_open(&[("get_delete", ""), ("list_kill", "")]);
    assert_plain_reads(&[
        ("check_install", "Whether the app is there"),
        ("get_run", ""),
        ("get_refund", ""),
    ]);
    assert_plain_reads(&[("get_delete", "Get the marker of a deletion.")]);
}

#[test]
fn crud_is_the_worst_of_its_letters() {
    assert_eq!(verdict("users", "CRUD operations on users").category, Destructive);
    assert_eq!(verdict("manage_users", "Manages users (CRUD)").category, Destructive);
}
