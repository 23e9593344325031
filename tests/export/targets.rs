//! `docs/targets.md`: what each target can say, measured on policies of one
//! rule each. `INSTA_UPDATE=always` writes the page, otherwise it is compared.

use std::fmt::Write;

use serde_json::{Value, json};
use toolward::policy::Policy;
use toolward::policy::export::{Effect, Export, ExportError, Lossy, Request, Target, targets};

const PAGE: &str = "docs/targets.md";

const HEAD: &str = "\
# What each export target can say

`toolward export POLICY --target NAME` writes a policy in the format of a client or gateway. It never
lets through what the policy denies: a tool with a rule that the target can't express is denied there,
and the rule is listed on standard error and in `--format json`. `--lossy allow` leaves such rules out
instead, `--lossy ask` has a person decide where the target can ask; both are listed as well.

A test makes this page by exporting a policy of one rule for each cell.

- **yes**: it decides as the policy does.
- **stricter**: it also denies some calls that the policy allows; the export says which.
- **denied**: it can't be said, so the tool is denied there.
";

const NAMES: &str = "
## Targets

*Unlisted tools* are those that the policy doesn't name, under `\"default\": \"deny\"` and without
`--manifest`. *Text* is whether a caller is told the `on_deny` of a tool that is always denied.
";

const ARGUMENTS: &str = "
## Rules about arguments

Targets that are missing here see no arguments: a tool with such a rule is denied there.
";

fn policy(default: &str, tools: &Value) -> Policy {
    serde_json::from_value(json!({"version": "1", "default": default, "tools": tools})).unwrap()
}

fn export(target: &dyn Target, policy: &Policy) -> Export {
    let request = Request { server: Some("srv"), known: None, lossy: Lossy::Deny };
    target.export(policy, &request).unwrap()
}

/// What becomes of a tool with these rules, beside one that is allowed.
fn said(target: &dyn Target, rules: &Value) -> &'static str {
    let export = export(target, &policy("deny", &json!({"other": {}, "t": rules})));
    let effects = export.losses.iter().filter(|loss| loss.tool.as_deref() == Some("t"));
    let effects: Vec<Effect> = effects.map(|loss| loss.effect).collect();
    assert!(effects.iter().all(|effect| !effect.widens()), "{}", target.name());
    if effects.contains(&Effect::Denied) {
        "denied"
    } else if effects.is_empty() {
        "yes"
    } else {
        "stricter"
    }
}

fn limit(more: &Value) -> Value {
    let mut limit = json!({"counter": "c", "window": "minute", "max": 5, "scope": "grant"});
    limit.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "limits": [limit] })
}

fn names(page: &mut String) {
    page.push_str(
        "| target | goes to | needs `--server` | unlisted tools | text | limits | spending caps |\n",
    );
    page.push_str("|---|---|---|---|---|---|---|\n");
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    for target in targets() {
        let closed = policy("deny", &json!({"t": {}}));
        let server = matches!(
            target.export(&closed, &Request::default()),
            Err(ExportError::NoServer { .. })
        );
        let open = export(target, &closed).losses.iter().any(|loss| loss.effect == Effect::Open);
        let never = json!({"deny_if": [{"conditions": [], "on_deny": "Ask Ada."}]});
        let text = export(target, &policy("deny", &json!({"other": {}, "t": never}))).text;
        let cells = [
            format!("`{}`", target.name()),
            target.place().to_owned(),
            yes(server).to_owned(),
            if open { "left to the client's default" } else { "denied" }.to_owned(),
            yes(text.contains("Ask Ada.")).to_owned(),
            said(target, &limit(&json!({}))).to_owned(),
            said(target, &limit(&json!({"increment_from": "args.amount"}))).to_owned(),
        ];
        writeln!(page, "| {} |", cells.join(" | ")).unwrap();
    }
    let asking: Vec<String> =
        targets().filter(|one| one.asks()).map(|one| format!("`{}`", one.name())).collect();
    writeln!(page, "\n`--lossy ask` works for {}.", asking.join(", ")).unwrap();
}

/// One row each: what is asked, and the conditions of one entry.
fn rows() -> Vec<(&'static str, Value)> {
    let one = |op: &str, value: Value| json!([{"path": "args.a", "op": op, "value": value}]);
    vec![
        ("`eq` a text", one("eq", json!("main"))),
        ("`eq` a number", one("eq", json!(5))),
        ("`eq` true", one("eq", json!(true))),
        ("`neq` a text", one("neq", json!("main"))),
        ("`neq` a number", one("neq", json!(5))),
        ("`lt` a whole number", one("lt", json!(100))),
        ("`lte` a whole number", one("lte", json!(100))),
        ("`gt` a whole number", one("gt", json!(100))),
        ("`gte` a whole number", one("gte", json!(100))),
        ("`gt` a fraction", one("gt", json!(0.5))),
        ("`in` texts", one("in", json!(["eur", "usd"]))),
        ("`in` numbers", one("in", json!([1, 2]))),
        ("`not_in` texts", one("not_in", json!(["eur", "usd"]))),
        ("`exists` true", one("exists", json!(true))),
        ("`exists` false", one("exists", json!(false))),
        ("`contains` a text", one("contains", json!("drop"))),
        ("`regex` that all engines read alike", one("regex", json!("^feat/[a-z]+$"))),
        (r"`regex` with `\d`, `\w`, `\s`", one("regex", json!(r"^\d+$"))),
        (r"`regex` with `\b` or flags", one("regex", json!(r"\bdrop\b"))),
        ("a path of several levels", json!([{"path": "args.o.a", "op": "eq", "value": "main"}])),
        (
            "two conditions that hold together",
            json!([
                {"path": "args.a", "op": "eq", "value": "main"},
                {"path": "args.b", "op": "eq", "value": "draft"},
            ]),
        ),
    ]
}

fn arguments(page: &mut String) {
    let entry = |list: &str, conditions: &Value| json!({list: [{"conditions": conditions}]});
    let seeing: Vec<&dyn Target> = targets()
        .filter(|target| {
            rows().iter().any(|(_, row)| said(*target, &entry("require", row)) != "denied")
        })
        .collect();
    let lists = ["require", "deny_if"];
    page.push_str("| condition |");
    for target in &seeing {
        for list in lists {
            write!(page, " `{}` `{list}` |", target.name()).unwrap();
        }
    }
    writeln!(page, "\n|{}", "---|".repeat(1 + 2 * seeing.len())).unwrap();
    for (name, conditions) in rows() {
        write!(page, "| {name} |").unwrap();
        for target in &seeing {
            for list in lists {
                write!(page, " {} |", said(*target, &entry(list, &conditions))).unwrap();
            }
        }
        page.push('\n');
    }
}

#[test]
fn the_page_says_what_the_targets_do() {
    let mut page = HEAD.to_owned();
    page.push_str(NAMES);
    page.push('\n');
    names(&mut page);
    page.push_str(ARGUMENTS);
    page.push('\n');
    arguments(&mut page);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(PAGE, &page).unwrap();
    }
    let written = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert!(written == page, "{PAGE} is stale; write it with INSTA_UPDATE=always\n{page}");
}
