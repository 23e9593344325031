//! Targets that know tools by name: read back and asked about each tool.

use proptest::prelude::*;
use serde_json::{Value, json};
use toolward::policy::export::{Effect, ExportError, Request, Target, target};
use toolward::policy::{DefaultAction, Policy, RuleEntry};

use super::{arbitrary, reference};

/// The server's name in the clients' configuration.
const SERVER: &str = "srv";

/// What a client does with a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Allow,
    Ask,
    Deny,
    /// No rule is about it.
    Unsaid,
}

/// Reads a target's text as the target would.
type Reader = fn(&str, &str) -> Access;

const READERS: [(&str, Reader); 9] = [
    ("agentgateway", agentgateway),
    ("amazon-q", amazon_q),
    ("claude-code", claude_code),
    ("codex", codex),
    ("docker-gateway", docker),
    ("gemini", gemini),
    ("goose", goose),
    ("opencode", opencode),
    ("zed", zed),
];

fn has(list: &Value, wanted: &str) -> bool {
    list.as_array().is_some_and(|list| list.iter().any(|item| item == wanted))
}

/// What a model may call a tool.
fn callable(name: &str) -> String {
    let keep = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    name.chars().map(|c| if keep(c) { c } else { '_' }).collect()
}

fn claude_code(text: &str, tool: &str) -> Access {
    let settings: Value = serde_json::from_str(text).unwrap();
    let rule = format!("mcp__{SERVER}__{}", callable(tool));
    for (list, access) in [("deny", Access::Deny), ("ask", Access::Ask), ("allow", Access::Allow)] {
        let list = &settings["permissions"][list];
        if has(list, &rule) || has(list, &format!("mcp__{SERVER}")) {
            return access;
        }
    }
    Access::Unsaid
}

fn codex(text: &str, tool: &str) -> Access {
    let config: toml::Table = text.parse().unwrap();
    let server: Value = serde_json::to_value(&config["mcp_servers"][SERVER]).unwrap();
    let enabled = server.get("enabled_tools").is_none_or(|list| has(list, tool));
    if !enabled || has(&server["disabled_tools"], tool) {
        return Access::Deny;
    }
    let own = server["tools"][tool].get("approval_mode");
    match own.or(server.get("default_tools_approval_mode")) {
        Some(mode) if mode == "prompt" => Access::Ask,
        _ => Access::Allow,
    }
}

fn gemini(text: &str, tool: &str) -> Access {
    let config: toml::Table = text.parse().unwrap();
    let mut rules: Vec<Value> = serde_json::from_value(json!(config["rule"])).unwrap();
    rules.sort_by_key(|rule| std::cmp::Reverse(rule["priority"].as_u64()));
    // A name that Gemini changes is matched by no rule that spells it.
    let spelt = tool.chars().all(|c| c.is_ascii_alphanumeric() || "_-.:".contains(c))
        && format!("mcp_{SERVER}_{tool}").len() <= 63;
    let matching = rules.iter().find(|rule| {
        let named = rule.get("toolName");
        rule["mcpName"] == SERVER && named.is_none_or(|names| spelt && has(names, tool))
    });
    match matching.map(|rule| rule["decision"].as_str().unwrap()) {
        Some("allow") => Access::Allow,
        Some("ask_user") => Access::Ask,
        Some("deny") => Access::Deny,
        other => panic!("{other:?}"),
    }
}

fn opencode(text: &str, tool: &str) -> Access {
    let config: Value = serde_json::from_str(text).unwrap();
    let name = format!("{SERVER}_{}", callable(tool));
    let matches = |pattern: &str| match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    };
    let rules = config["permission"].as_object().unwrap();
    match rules
        .iter()
        .rfind(|(pattern, _)| matches(pattern))
        .map(|(_, word)| word.as_str().unwrap())
    {
        Some("allow") => Access::Allow,
        Some("ask") => Access::Ask,
        Some("deny") => Access::Deny,
        other => panic!("{other:?}"),
    }
}

fn zed(text: &str, tool: &str) -> Access {
    let settings: Value = serde_json::from_str(text).unwrap();
    let tools = &settings["agent"]["tool_permissions"]["tools"];
    match tools[format!("mcp:{SERVER}:{tool}")]["default"].as_str() {
        Some("allow") => Access::Allow,
        Some("confirm") => Access::Ask,
        Some("deny") => Access::Deny,
        Some(other) => panic!("{other}"),
        None => Access::Unsaid,
    }
}

fn goose(text: &str, tool: &str) -> Access {
    let file: Value = serde_saphyr::from_str(text).unwrap();
    let name = format!("{SERVER}__{tool}");
    for (list, access) in [
        ("never_allow", Access::Deny),
        ("always_allow", Access::Allow),
        ("ask_before", Access::Ask),
    ] {
        if has(&file["user"][list], &name) {
            return access;
        }
    }
    Access::Unsaid
}

fn amazon_q(text: &str, tool: &str) -> Access {
    let agent: Value = serde_json::from_str(text).unwrap();
    let on =
        |list: &Value| has(list, &format!("@{SERVER}")) || has(list, &format!("@{SERVER}/{tool}"));
    match (on(&agent["tools"]), on(&agent["allowedTools"])) {
        (false, _) => Access::Deny,
        (true, false) => Access::Ask,
        (true, true) => Access::Allow,
    }
}

fn docker(text: &str, tool: &str) -> Access {
    let file: Value = serde_saphyr::from_str(text).unwrap();
    let flags = file["services"]["gateway"]["command"].as_array().unwrap();
    let tools: Vec<&str> =
        flags.iter().filter_map(|flag| flag.as_str()?.strip_prefix("--tools=")).collect();
    assert!(!tools.is_empty(), "without a filter every tool is offered");
    let on =
        tools.iter().any(|one| *one == format!("{SERVER}:*") || *one == format!("{SERVER}:{tool}"));
    if on { Access::Allow } else { Access::Deny }
}

fn agentgateway(text: &str, tool: &str) -> Access {
    let config: Value = serde_saphyr::from_str(text).unwrap();
    let rules = config["mcpAuthorization"]["rules"].as_array().unwrap();
    assert!(!rules.is_empty(), "without a rule everything is allowed");
    let mut context = cel::Context::default();
    context.add_variable("mcp", json!({"tool": {"name": tool, "target": SERVER}})).unwrap();
    let truth = |rule: &Value| {
        let program = cel::Program::compile(rule.as_str().unwrap()).unwrap();
        matches!(program.execute(&context), Ok(cel::Value::Bool(true)))
    };
    if !rules.iter().filter_map(|rule| rule.get("require")).all(&truth) {
        return Access::Deny;
    }
    let mut allows = rules.iter().filter(|rule| rule.is_string()).peekable();
    if allows.peek().is_none() || allows.any(truth) { Access::Allow } else { Access::Deny }
}

/// Whether the policy lets every call of the tool through.
fn is_open(policy: &Policy, tool: &str) -> bool {
    let shared = policy.all_tools.as_ref().is_some_and(|all| !all.limits.is_empty());
    let hidden = policy.hide.iter().any(|name| name == tool || name == "*");
    let asks_nothing = |entry: &RuleEntry| entry.conditions.is_empty();
    !shared
        && !hidden
        && match policy.tools.get(tool) {
            None => policy.default == DefaultAction::Allow,
            Some(rules) => {
                rules.require.iter().all(asks_nothing)
                    && rules.deny_if.is_empty()
                    && rules.limits.is_empty()
            }
        }
}

proptest! {
    #![proptest_config(arbitrary::config_small())]

    #[test]
    fn export_does_not_widen(
        policy in arbitrary::policy(),
        calls in prop::collection::vec(arbitrary::call(), 4..8),
        with_manifest in any::<bool>(),
    ) {
        let known: Vec<String> = calls.iter().map(|(tool, _)| tool.clone()).collect();
        let known = with_manifest.then_some(known.as_slice());
        let request = Request { server: Some(SERVER), known, ..Request::default() };
        for (name, read) in READERS {
            let export = match target(name).unwrap().export(&policy, &request) {
                Ok(export) => export,
                Err(ExportError::Unnameable { .. } | ExportError::NothingAllowed { .. }) => continue,
                Err(error) => panic!("{name}: {error}"),
            };
            for (tool, args) in &calls {
                let access = read(&export.text, tool);
                let shown = || format!("{name} {tool}: {access:?}\n{}\n{}", policy.to_json(), export.text);
                if !reference::allows(&policy, tool, args) {
                    let told = export.losses.iter().any(|loss| loss.effect == Effect::Open);
                    let alike = |name: &String| name != tool && callable(name) == callable(tool);
                    let shared = policy.tools.keys().any(alike)
                        && export.warnings.iter().any(|text| text.contains("writes `_`"));
                    prop_assert!(
                        access == Access::Deny || (access == Access::Unsaid && told) || (shared && !with_manifest),
                        "{}", shown()
                    );
                }
                let lossless = !export.losses.iter().any(|l| l.tool.as_ref().is_none_or(|t| t == tool));
                // Of a tool that it wasn't told of, an export can't know that its name is
                // spelt like another's.
                let told_of = with_manifest || policy.tools.contains_key(tool);
                if told_of && is_open(&policy, tool) && lossless {
                    prop_assert!(access == Access::Allow, "{}", shown());
                }
            }
        }
    }
}

fn policy(value: Value) -> Policy {
    serde_json::from_value(value).unwrap()
}

#[test]
fn a_target_that_names_the_server_needs_its_name() {
    let open = policy(json!({"version": "1", "default": "allow"}));
    for (name, _) in READERS.iter().filter(|(name, _)| *name != "agentgateway") {
        let error = target(name).unwrap().export(&open, &Request::default()).unwrap_err();
        assert!(matches!(error, ExportError::NoServer { .. }), "{name}: {error}");
    }
}

#[test]
fn names_that_become_one_take_the_stricter_rule() {
    let policy =
        policy(json!({"version": "1", "default": "deny", "hide": ["a.b"], "tools": {"a_b": {}}}));
    let request = Request { server: Some(SERVER), ..Request::default() };
    for name in ["claude-code", "opencode"] {
        let export = target(name).unwrap().export(&policy, &request).unwrap();
        let lost = export.losses.iter().find(|loss| loss.tool.as_deref() == Some("a_b")).unwrap();
        assert!(lost.reason.ends_with("spells its name as that of `a.b`"), "{}", lost.reason);
        assert_eq!(lost.effect, Effect::Denied);
    }
}

#[test]
fn a_name_that_cannot_be_spelt_is_never_left_open() {
    let long = "x".repeat(64);
    let open = policy(json!({"version": "1", "default": "allow", "hide": [long]}));
    let request = Request { server: Some(SERVER), ..Request::default() };
    let error = target("gemini").unwrap().export(&open, &request).unwrap_err();
    assert!(error.to_string().contains("longer than 63 characters"), "{error}");
    let closed = policy(json!({"version": "1", "default": "deny", "tools": {long.clone(): {}}}));
    let export = target("gemini").unwrap().export(&closed, &request).unwrap();
    assert_eq!(gemini(&export.text, &long), Access::Deny);
    assert_eq!(export.losses.len(), 1);
}

#[test]
fn gemini_warns_of_underscores_in_the_servers_name() {
    let policy = policy(json!({"version": "1", "default": "deny"}));
    let request = Request { server: Some("my_server"), ..Request::default() };
    let gemini: &dyn Target = target("gemini").unwrap();
    let export = gemini.export(&policy, &request).unwrap();
    assert!(export.warnings[0].contains("`my_server`"), "{:?}", export.warnings);
}
