//! What the policy itself says to a first call: the engine, with fresh counters.

use serde_json::{Map, Value};
use toolward::policy::Policy;
use toolward::policy::decide::{Call, Compiled, Counters, Moment, decide};

/// Whether the policy lets a first call through.
pub fn allows(policy: &Policy, tool: &str, args: &Map<String, Value>) -> bool {
    rule(policy, tool, args).is_empty()
}

/// The rule that denies a first call; empty where it is allowed.
pub fn rule(policy: &Policy, tool: &str, args: &Map<String, Value>) -> String {
    let compiled = Compiled::new(policy).unwrap();
    let call = Call { grant: "", tool, args };
    decide(&compiled, call, &Counters::new(), Moment::from_unix(0)).rule().to_owned()
}
