//! Descriptions and names that say what a tool is about and not what it does,
//! though a word of them could be a verb; and imperatives that look the same.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod judged;

use judged::judged;
use serde_json::json;
use toolward::classify::Category::{self, Destructive, Execute, Financial, Read, Write};
use toolward::classify::Verdict;

fn verdict(name: &str, description: &str) -> Verdict {
    judged(json!({"name": name, "description": description}))
}

#[track_caller]
fn assert_things(cases: &[(&str, &str)]) {
    for (name, description) in cases {
        let verdict = verdict(name, description);
        assert_eq!(verdict.category, Read, "{name}: {description}: {:?}", verdict.evidence);
    }
}

#[track_caller]
fn assert_acts(cases: &[(&str, &str, Category)]) {
    for (name, description, category) in cases {
        let verdict = verdict(name, description);
        assert_eq!(verdict.category, *category, "{name}: {description}: {:?}", verdict.evidence);
    }
}

#[test]
fn a_verb_in_front_of_a_noun_is_a_part_of_it() {
    assert_things(&[
        ("link_visits", "Click stats by device"),
        ("remarks", "Comment threads of a photo"),
        ("free_slots", "Free treatment slots of a dentist"),
        ("rent_roll", "Rent roll of a house, by flat"),
        ("subtitle_tracks", "Text tracks of a film"),
        ("call_topics", "Contact reasons over the last quarter"),
        ("replica_state", "Sync status of replicas"),
        ("whats_new", "Release notes of a module"),
        ("running_work", "Process tree around a task"),
    ]);
}

#[test]
fn an_imperative_stays_one() {
    assert_acts(&[
        ("cancel_orders", "Cancel orders of a customer", Financial),
        ("stop_instances", "Stop instances by id", Execute),
        ("delete_files", "Delete files in a folder", Destructive),
        ("delete_logs", "Delete logs of a week", Destructive),
        ("drop_threads", "Drop threads of a forum", Destructive),
        ("free_memory", "Free memory of a process", Write),
        ("status_change", "Sets status of a ticket", Write),
        ("rate_update", "Load rates for a season", Write),
        ("redeem_points", "Redeem points of a customer", Financial),
        ("tag_pictures", "Tag pictures in an album", Write),
        ("restart_pods", "Restart pods with a label", Execute),
        ("mail", "Send notes of a meeting", Execute),
        ("t", "Kill threads of a process", Execute),
        ("rig", "Reboot matrix of a rig", Execute),
        ("___", "Restart queue of the printer", Execute),
        ("team", "Approve plan of a team", Write),
        ("service", "Rotate logs of a service", Write),
        ("forum", "Lock threads of a forum", Write),
    ]);
}

#[test]
fn what_has_no_verb_is_about_a_thing() {
    assert_things(&[
        ("partition_lag", "Lag per partition"),
        ("pods", "Pods in a namespace with age and restarts"),
        ("uploads", "newest uploads of a studio"),
        ("rights", "Effective rights of a person incl. groups and inherited roles"),
        ("renewals", "Licences which lapse soon"),
        ("fast_series", "daily rates"),
        ("boards", "connected boards"),
        ("hazard_zone", "Seismic zone"),
        ("open_ports", "Listening sockets with their program"),
        ("spending_by_tag", "Sum of expenses in a year"),
        ("rooms", ""),
    ]);
}

/// A word that could be a verb makes no Read that stands by itself.
#[test]
fn a_thing_that_could_be_an_act_is_doubtful() {
    for (name, description) in [
        ("remarks", "Comment threads of a photo"),
        ("replica_state", "Sync status of replicas"),
        ("open_ports", "Listening sockets with their program"),
        ("rooms", ""),
    ] {
        assert!(verdict(name, description).needs_review, "{name}: {description}");
    }
}

#[test]
fn what_may_be_a_verb_that_nobody_knows_is_no_thing() {
    for (name, description) in [
        ("zorble_queue", "Zorble the queue of a shop"),
        ("zorble_queue", "Zorble queue"),
        ("vernichte_alles", ""),
        ("evicts", ""),
        ("frobnicates", ""),
        ("kudos", "Give kudos to a runner"),
        ("alias", "Point an alias at another shelf"),
        ("job", "Starts nightly, then deletes the old rows"),
    ] {
        let verdict = verdict(name, description);
        assert_ne!(verdict.category, Read, "{name}: {description}: {:?}", verdict.evidence);
        assert!(verdict.needs_review || verdict.category > Write, "{name}: {description}");
    }
}

#[test]
fn a_name_ends_its_verbs_at_a_preposition() {
    assert_acts(&[
        ("contract_sign_all", "", Write),
        ("delete_by_tag", "", Destructive),
        ("lines_by_delete", "", Destructive),
    ]);
    let spending = verdict("spending_by_tag", "Sum of expenses in a year");
    assert!(spending.evidence.iter().all(|one| one.quote != "tag"), "{:?}", spending.evidence);
}
