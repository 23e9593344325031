//! The text of every target for ten tools of the Odoo server, and the JSON
//! that tells what is lost.

use toolward::policy::Policy;
use toolward::policy::export::{Export, Loss, Lossy, Request, target, targets};
use toolward::render::export_json;

use super::schema::assert_valid;

const POLICY: &str = include_str!("../fixtures/export/odoo-ten.json");

fn policy() -> Policy {
    serde_json::from_str(POLICY).unwrap()
}

fn request(lossy: Lossy) -> Request<'static> {
    Request { server: Some("odoo"), known: None, lossy }
}

/// The text, and behind it what is said of it.
fn shown(export: &Export) -> String {
    let mut out = export.text.clone();
    out.push_str("---\n");
    for (sentence, widens) in Loss::summary(&export.losses) {
        out.push_str(if widens { "widened: " } else { "lost: " });
        out.push_str(&sentence);
        out.push('\n');
    }
    for warning in &export.warnings {
        out.push_str("warning: ");
        out.push_str(warning);
        out.push('\n');
    }
    out
}

#[test]
fn every_target() {
    for target in targets() {
        let export = target.export(&policy(), &request(Lossy::Deny)).unwrap();
        insta::assert_snapshot!(target.name(), shown(&export));
    }
}

#[test]
fn asking_where_rules_are_lost() {
    for target in targets().filter(|target| target.asks()) {
        let export = target.export(&policy(), &request(Lossy::Ask)).unwrap();
        insta::assert_snapshot!(format!("{}-ask", target.name()), shown(&export));
    }
}

#[test]
fn the_native_format_is_the_policy_itself() {
    let export = target("policylayer").unwrap().export(&policy(), &request(Lossy::Deny)).unwrap();
    assert_eq!(serde_json::from_str::<Policy>(&export.text).unwrap(), policy());
    assert!(export.losses.is_empty());
}

#[test]
fn a_spending_cap_is_denied_where_it_may_not_be_known() {
    let mut policy = policy();
    let limit = &mut policy.tools.get_mut("odoo_execute").unwrap().limits[0];
    limit.increment_from = Some("args.amount".to_owned());
    let native = target("policylayer").unwrap();
    let denied = native.export(&policy, &request(Lossy::Deny)).unwrap();
    let rules = &serde_json::from_str::<Policy>(&denied.text).unwrap().tools["odoo_execute"];
    assert!(rules.limits.is_empty() && rules.deny_if[0].conditions.is_empty());
    let open = native.export(&policy, &request(Lossy::Allow)).unwrap();
    let rules = &serde_json::from_str::<Policy>(&open.text).unwrap().tools["odoo_execute"];
    assert!(rules.limits.is_empty() && rules.deny_if.is_empty() && rules.require.len() == 1);
    assert!(open.losses[0].effect.widens());
}

#[test]
fn the_json_fits_its_schema() {
    for target in targets() {
        for lossy in [Lossy::Deny, Lossy::Ask, Lossy::Allow] {
            let export = target.export(&policy(), &request(lossy)).unwrap();
            let text = export_json(target, Some("odoo"), &export);
            assert_valid("export", &serde_json::from_str(&text).unwrap());
        }
    }
}
