//! Definitions that were once judged wrongly, in words of their own.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod judged;

use judged::{judged, with_parameter};
use serde_json::{Value, json};
use toolward::classify::Category::{self, Destructive, Execute, Read, Write};

#[track_caller]
fn assert_all(cases: &[(&str, &str, Category)]) {
    for (name, description, category) in cases {
        let verdict = judged(json!({"name": name, "description": description}));
        assert_eq!(verdict.category, *category, "{name}: {description}: {:?}", verdict.evidence);
    }
}

fn named(name: &str, mut definition: Value) -> Value {
    definition["name"] = json!(name);
    definition
}

#[test]
fn a_name_may_end_in_a_record() {
    assert_all(&[
        ("refund_info", "Refund info", Read),
        ("pay_status", "", Read),
        ("symbol_call_hierarchy", "Who calls a function, and whom it calls", Read),
        ("refund_estimate", "How much would come back", Read),
        ("print_history", "Prints of the last week", Read),
        ("run_results", "Outcome of each job of a run", Read),
        ("newsletter_stats", "Open rate, click rate and bounces of an issue", Read),
        // A core verb keeps its object.
        ("update_status", "", Write),
        ("toggle_status", "", Write),
        ("publish_results", "", Write),
        ("refund_order_info", "Refund an order", Category::Financial),
        ("delete_history", "", Destructive),
        ("run_search_job", "", Execute),
    ]);
}

#[test]
fn an_adjective_makes_a_noun() {
    assert_all(&[
        ("topic_last_message", "The newest message that was seen", Read),
        ("my_orders", "Orders of the signed-in customer", Read),
    ]);
}

#[test]
fn what_stands_behind_to_decides_what_a_name_converts() {
    assert_all(&[
        ("deploy_to_harbour", "Ships the folder", Execute),
        ("page_to_markdown", "", Read),
        ("add_to_list", "", Write),
    ]);
}

#[test]
fn a_label_may_be_the_sentence() {
    let text = "Capture the desktop state: the focused window and its elements. \
                Set use_camera to true for a picture too.";
    assert_all(&[("state", text, Read)]);
}

#[test]
fn a_noun_in_a_list_is_no_further_act() {
    assert_all(&[
        ("list_campaigns", "List campaigns with state and send date.", Read),
        ("tide_table", "Compute rise, fall and set of the moon.", Read),
        ("list_jobs", "List jobs and delete the finished ones.", Destructive),
    ]);
}

#[test]
fn a_full_stop_inside_a_word_ends_no_clause() {
    assert_all(&[("export_deck", "Export a deck to an .xyz file", Write)]);
}

#[test]
fn senses_of_single_verbs() {
    assert_all(&[
        ("add_days", "Add days to a date", Read),
        ("reset_hard", "Resets the worktree to a commit", Destructive),
        ("draw_molecule", "Draw the molecule as SVG", Read),
        ("draw_circle", "Draw a circle on the canvas", Write),
        ("rpop", "Pop from the end of a list", Write),
    ]);
}

#[test]
fn a_query_that_says_it_only_reads() {
    let text =
        "Run a SQL query and return its rows. Only SELECT is accepted; the role is read-only.";
    let tool = named("query", with_parameter(text, "sql", json!({"type": "string"})));
    assert_eq!(judged(tool).category, Read);
    let tool = named("query", with_parameter("Run a SQL query.", "sql", json!({"type": "string"})));
    assert_eq!(judged(tool).category, Execute);
}

#[test]
fn a_choice_that_is_a_noun_beside_a_reading_name() {
    let choices = json!({"type": "string", "enum": ["sale", "rent"]});
    let tool = named(
        "price_per_metre",
        with_parameter("Median price of a district", "operation", choices),
    );
    assert_eq!(judged(tool).category, Read);
}

#[test]
fn acts_that_a_description_lists_for_a_free_action() {
    let parameters = json!({"properties": {"action": {"type": "string"}}});
    let judged = |text: &str| {
        judged(json!({"name": "shelf", "description": text, "inputSchema": parameters}))
    };
    let listed = "Work with shelves.\n\nArgs:\n    action: list, create, rename or delete";
    assert_eq!(judged(listed).category, Destructive);
    let lines = "The shelves.\n- list: all of them\n- add: a book\n- rename: the shelf";
    assert_eq!(judged(lines).category, Write);
}

#[test]
fn nouns_yield_to_what_the_text_says_of_consequences() {
    assert_all(&[
        ("storage", "Accounts and tables: name the sub-command in `command`.", Execute),
        ("storage", "Accounts and tables.", Read),
    ]);
    let text = "Any query or mutation of the API.";
    let tool = named("graph", with_parameter(text, "query", json!({"type": "string"})));
    assert_eq!(judged(tool).category, Execute);
}

#[test]
fn acts_behind_a_reference() {
    let judged = |action: Value| {
        let schema = json!({
            "properties": {"action": action},
            "$defs": {"Act": {"enum": ["read", "delete"]}, "Loop": {"$ref": "#/$defs/Loop"}}
        });
        judged(json!({"name": "notes", "description": "Notes", "inputSchema": schema}))
    };
    assert_eq!(judged(json!({"$ref": "#/$defs/Act"})).category, Destructive);
    assert_eq!(judged(json!({"allOf": [{"$ref": "#/$defs/Act"}]})).category, Destructive);
    assert_eq!(judged(json!({"$ref": "#/$defs/Loop"})).category, Read);
    assert_eq!(judged(json!({"$ref": "https://x.example/act.json"})).category, Read);
}

#[test]
fn acts_that_are_asked_about() {
    let action =
        json!({"type": "string", "description": "Filter by action: create, update, delete"});
    let tool = named("audit_log", with_parameter("List audit log entries", "action", action));
    assert_eq!(judged(tool).category, Read);
}

#[test]
fn a_command_that_may_be_given_to_a_read() {
    let command = json!({"properties": {"shell_command": {"type": "string"}}});
    let tool = json!({"name": "get_data", "description": "Get data", "inputSchema": command});
    assert!(judged(tool).needs_review);
}

/// What makes a loss of an act may stand far from it.
#[test]
fn the_end_of_a_long_text_counts_where_it_matters() {
    let detail = "A step of it is described here. It names the part and its place. ".repeat(30);
    let judged = |end: &str| {
        judged(
            json!({"name": "update_shelf", "description": format!("Updates the shelf. {detail}{end}")}),
        )
    };
    assert_eq!(judged("").category, Write);
    assert_eq!(judged("This cannot\n  be undone.").category, Write, "a line break parts words");
    for end in ["This cannot be undone.", "THIS CANNOT  BE UNDONE", "Old rows are\tdeleted."] {
        assert_eq!(judged(end).category, Destructive, "{end}");
    }
}
