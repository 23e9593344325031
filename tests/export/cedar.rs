//! Cedar policies, evaluated by Cedar over what `ToolHive` tells it of a call.

use cedar_policy::{
    Authorizer, Context, Decision, Entities, EntityUid, Policy as Cedar, PolicyId, PolicySet,
    Request as CedarRequest,
};
use serde_json::{Map, Value, json};
use toolward::policy::export::{Request, target};

pub fn policies(config: &Value) -> PolicySet {
    let texts = config["cedar"]["policies"].as_array().unwrap();
    let mut set = PolicySet::new();
    for (i, text) in texts.iter().enumerate() {
        let id = PolicyId::new(format!("policy{i}"));
        set.add(Cedar::parse(Some(id), text.as_str().unwrap()).unwrap()).unwrap();
    }
    set
}

/// Texts, booleans and numbers as `arg_NAME`, of the rest only their presence.
fn context(args: &Map<String, Value>) -> Context {
    let mut record = Map::new();
    for (name, value) in args {
        let key = format!("arg_{name}");
        match value {
            Value::String(_) | Value::Bool(_) => {
                record.insert(key, value.clone());
            }
            Value::Number(number) => {
                if let Some(decimal) = decimal(number.as_f64().unwrap()) {
                    record.insert(key, json!({"__extn": {"fn": "decimal", "arg": decimal}}));
                }
            }
            _ => {
                record.insert(format!("{key}_present"), true.into());
            }
        }
    }
    Context::from_json_value(Value::Object(record), None).unwrap()
}

/// Ten thousandths, cut towards zero; none beyond 64 bits.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "as ToolHive does")]
fn decimal(number: f64) -> Option<String> {
    let scaled = number * 10_000.0;
    if scaled >= i64::MAX as f64 || scaled < i64::MIN as f64 {
        return None;
    }
    let (scaled, sign) = (scaled as i64, if scaled < 0.0 { "-" } else { "" });
    let size = scaled.unsigned_abs();
    Some(format!("{sign}{}.{:04}", size / 10_000, size % 10_000))
}

pub fn allows(set: &PolicySet, tool: &str, args: &Map<String, Value>) -> bool {
    let uid = |kind: &str, id: &str| EntityUid::from_json(json!({"type": kind, "id": id})).unwrap();
    let request = CedarRequest::new(
        uid("Client", "someone"),
        uid("Action", "call_tool"),
        uid("Tool", tool),
        context(args),
        None,
    )
    .unwrap();
    let response = Authorizer::new().is_authorized(&request, set, &Entities::empty());
    // An error anywhere denies.
    response.decision() == Decision::Allow && response.diagnostics().errors().next().is_none()
}

#[test]
fn nothing_allowed_is_still_a_config() {
    let policy = toolward::policy::Policy::deny_all();
    let export = target("toolhive-cedar").unwrap().export(&policy, &Request::default()).unwrap();
    let config: Value = serde_json::from_str(&export.text).unwrap();
    assert_eq!(config["cedar"]["policies"].as_array().unwrap().len(), 1);
    assert!(!allows(&policies(&config), "anything", &Map::new()));
}
