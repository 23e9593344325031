//! From a file to tests; a test that can't be read is named, the others stay.

use std::cell::RefCell;
use std::collections::HashSet;

use serde_json::Value;

use crate::document::{Placed, Position, kind_of, pointer_join};
use crate::manifest::Problem;
use crate::phrase::{Nearest, one_of, quoted};
use crate::policy::decide::{Compiled, DEFAULT_DENY, HIDDEN, Moment};
use crate::policy::fields::{Fault, Fields};
use crate::policy::recorded::RecordedCall;

/// The most calls that one test makes of one kind.
const MAX_REPEAT: u64 = 100_000;

const SUITE_KEYS: [&str; 3] = ["$schema", "name", "tests"];
const TEST_KEYS: [&str; 12] = [
    "name", "tool", "args", "repeat", "at", "grant", "expect", "rule", "message", "before",
    "unlisted", "failed",
];
const BEFORE_KEYS: [&str; 6] = ["tool", "args", "at", "grant", "failed", "repeat"];

/// The tests of one file.
#[derive(Debug, Clone)]
pub struct Suite {
    /// The file's name as the user gave it.
    pub path: String,
    /// What the suite calls itself; its path if it doesn't.
    pub name: String,
    pub tests: Vec<Test>,
}

/// One test: calls, of which the last is judged.
#[derive(Debug, Clone)]
pub struct Test {
    pub name: String,
    pub position: Position,
    /// Calls made first, whatever becomes of them.
    pub before: Vec<Setup>,
    pub call: RecordedCall,
    /// How often the call is made; all but the last must be allowed.
    pub repeat: u64,
    pub expected: Expected,
}

/// A call that only sets the counters.
#[derive(Debug, Clone)]
pub struct Setup {
    pub call: RecordedCall,
    pub repeat: u64,
}

/// What is to become of the last call; none asks nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    pub allow: bool,
    pub rule: Option<String>,
    pub message: Option<String>,
}

/// Reads the tests of a suite for a policy; `tools` are names known besides
/// those in the policy.
///
/// # Errors
/// When it is no suite at all. Single tests that can't be read are problems.
pub fn read_suite(
    placed: &Placed,
    policy: &Compiled,
    tools: &[&str],
) -> Result<(Suite, Vec<Problem>), Problem> {
    let problem = |fault: Fault| Problem {
        source: format!("{}:{}", placed.name(), placed.position(&fault.pointer, fault.at_key)),
        message: fault.message,
    };
    let fields = Fields::new(placed.value(), "", "an object with `tests`").map_err(problem)?;
    let list = tests(fields).map_err(problem)?;
    let name = fields.text("name", "a name").map_err(problem)?.unwrap_or(placed.name());
    let mut suite =
        Suite { path: placed.name().to_owned(), name: name.to_owned(), tests: Vec::new() };
    let mut problems = Vec::new();
    let known = tools.iter().copied().collect();
    let reader = Reader { policy, tools, known, nearest: RefCell::default() };
    for (index, value) in list.iter().enumerate() {
        let pointer = pointer_join("/tests", &index.to_string());
        let position = placed.position(&pointer, false);
        match reader.test(value, &pointer, position, index) {
            Ok(test) => suite.tests.push(test),
            Err(fault) => problems.push(problem(fault)),
        }
    }
    Ok((suite, problems))
}

fn tests(fields: Fields<'_>) -> Result<&[Value], Fault> {
    known_keys(fields, &SUITE_KEYS)?;
    let Some(value) = fields.get("tests") else {
        return Err(Fault::value(String::new(), "the suite lacks the key `tests`"));
    };
    value
        .as_array()
        .map(Vec::as_slice)
        .ok_or_else(|| fields.wrong("tests", value, "a list of tests"))
}

fn known_keys(fields: Fields<'_>, keys: &[&str]) -> Result<(), Fault> {
    if let Some(fault) = fields.misspelt(keys) {
        return Err(fault);
    }
    let unknown = fields.members.keys().find(|key| !keys.contains(&key.as_str()));
    unknown.map_or(Ok(()), |key| {
        let message = format!("unknown key {}; expected {}", quoted(key), one_of(keys));
        Err(Fault::key(fields.pointer_of(key), message))
    })
}

/// What is needed to judge a test before it runs.
struct Reader<'a> {
    policy: &'a Compiled,
    tools: &'a [&'a str],
    known: HashSet<&'a str>,
    /// One budget for guessing, however many names are wrong.
    nearest: RefCell<Nearest>,
}

impl Reader<'_> {
    fn test(
        &self,
        value: &Value,
        pointer: &str,
        position: Position,
        index: usize,
    ) -> Result<Test, Fault> {
        let fields =
            Fields::new(value, pointer, "a test like `{\"tool\": \"t\", \"expect\": \"allow\"}`")?;
        known_keys(fields, &TEST_KEYS)?;
        let expected = expected(fields)?;
        let call = RecordedCall::from_fields(fields)?;
        let unlisted = fields.flag("unlisted")?;
        let by_name = matches!(expected.rule.as_deref(), Some(DEFAULT_DENY | HIDDEN));
        if !unlisted && !by_name {
            self.known(fields, &call.tool)?;
        }
        let name = fields.text("name", "a name")?;
        Ok(Test {
            name: name.map_or_else(|| format!("test {} ({})", index + 1, call.tool), str::to_owned),
            position,
            before: self.before(fields)?,
            repeat: repeat(fields)?,
            call,
            expected,
        })
    }

    fn before(&self, fields: Fields<'_>) -> Result<Vec<Setup>, Fault> {
        let Some(value) = fields.get("before") else { return Ok(Vec::new()) };
        let list =
            value.as_array().ok_or_else(|| fields.wrong("before", value, "a list of calls"))?;
        let owner = fields.pointer_of("before");
        let calls = list.iter().enumerate().map(|(index, value)| {
            let pointer = pointer_join(&owner, &index.to_string());
            let fields =
                Fields::new(value, &pointer, "a call like `{\"tool\": \"t\", \"args\": {}}`")?;
            known_keys(fields, &BEFORE_KEYS)?;
            let call = RecordedCall::from_fields(fields)?;
            self.known(fields, &call.tool)?;
            Ok(Setup { call, repeat: repeat(fields)? })
        });
        calls.collect()
    }

    /// A tool that neither the policy nor the manifest names is a slip of the pen.
    fn known(&self, fields: Fields<'_>, tool: &str) -> Result<(), Fault> {
        if self.policy.names(tool) || self.known.contains(tool) {
            return Ok(());
        }
        let known = self.policy.tool_names().chain(self.tools.iter().copied());
        let message = match self.nearest.borrow_mut().find(tool, known) {
            Some(meant) => {
                format!("unknown tool {}; did you mean {}?", quoted(tool), quoted(meant))
            }
            None => format!(
                "unknown tool {}; expected one that the policy or --manifest names, or `\"unlisted\": true`",
                quoted(tool)
            ),
        };
        Err(Fault::value(fields.pointer_of("tool"), message))
    }
}

fn expected(fields: Fields<'_>) -> Result<Expected, Fault> {
    let allow = match fields.get("expect") {
        None => {
            let message =
                "the test lacks the key `expect`; add `\"expect\": \"allow\"` or `\"deny\"`";
            return Err(Fault::value(fields.pointer.to_owned(), message));
        }
        Some(Value::String(text)) if text == "allow" => true,
        Some(Value::String(text)) if text == "deny" => false,
        Some(Value::String(text)) => {
            let message = format!("`expect` is {}; expected `allow` or `deny`", quoted(text));
            return Err(Fault::value(fields.pointer_of("expect"), message));
        }
        Some(other) => return Err(fields.wrong("expect", other, "`allow` or `deny`")),
    };
    let rule = fields.text("rule", "the id of a rule")?;
    let message = fields.text("message", "a text")?;
    for (key, given) in [("rule", rule), ("message", message)] {
        if allow && given.is_some_and(|text| !text.is_empty()) {
            let message = format!("an allowed call has no `{key}`; remove it, or expect `deny`");
            return Err(Fault::key(fields.pointer_of(key), message));
        }
    }
    Ok(Expected { allow, rule: rule.map(str::to_owned), message: message.map(str::to_owned) })
}

fn repeat(fields: Fields<'_>) -> Result<u64, Fault> {
    let Some(value) = fields.get("repeat") else { return Ok(1) };
    value.as_u64().filter(|times| (1..=MAX_REPEAT).contains(times)).ok_or_else(|| {
        let found = match value {
            Value::Number(number) => quoted(&number.to_string()),
            other => kind_of(other).to_owned(),
        };
        let message =
            format!("`repeat` is {found}; expected a whole number from 1 to {MAX_REPEAT}");
        Fault::value(fields.pointer_of("repeat"), message)
    })
}

/// When tests without a time are made: any time would do, and this one never changes.
#[must_use]
pub(super) fn default_moment() -> Moment {
    Moment::from_unix(1_767_225_600)
}
