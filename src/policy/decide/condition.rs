//! One condition, compiled: a path and a test of what is found there.

use std::collections::HashMap;

use regex::{Regex, RegexBuilder};
use serde_json::{Map, Value};

use super::number::Exact;
use super::value::{ArgPath, Members, equal};
use crate::phrase::quoted;
use crate::policy::{Condition, Operator};

/// Bytes that one compiled pattern may take; less where there are very many.
const MAX_PATTERN: usize = 1 << 20;
/// Bytes that all compiled patterns of a policy may take together.
const MAX_PATTERNS: usize = 256 << 20;
/// Characters of a value that are shown.
const MAX_SHOWN: usize = 80;

/// A condition that is ready to be asked.
#[derive(Debug, Clone)]
pub struct Check {
    path: ArgPath,
    test: Test,
    text: Box<str>,
}

/// What is asked of a value.
#[derive(Debug, Clone)]
enum Test {
    Equal {
        value: Value,
        wanted: bool,
    },
    OneOf {
        members: Members,
        wanted: bool,
    },
    Less(Exact),
    LessOrEqual(Exact),
    Greater(Exact),
    GreaterOrEqual(Exact),
    Exists(bool),
    Matches(Regex),
    Contains(Value),
    /// The operator can't work with the policy's value; the reason.
    Never(&'static str),
}

/// The patterns of a policy, each compiled once.
#[derive(Debug)]
pub(super) struct Patterns {
    compiled: HashMap<String, Regex>,
    size_limit: usize,
}

impl Patterns {
    /// For so many conditions with a pattern.
    pub(super) fn new(count: usize) -> Self {
        let size_limit = MAX_PATTERN.min(MAX_PATTERNS / count.max(1));
        Self { compiled: HashMap::new(), size_limit }
    }

    fn get(&mut self, pattern: &str) -> Result<Regex, String> {
        if let Some(regex) = self.compiled.get(pattern) {
            return Ok(regex.clone());
        }
        let built = RegexBuilder::new(pattern)
            .size_limit(self.size_limit)
            .dfa_size_limit(self.size_limit)
            .build();
        let regex = built.map_err(|error| reason(&error))?;
        self.compiled.insert(pattern.to_owned(), regex.clone());
        Ok(regex)
    }
}

fn reason(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(limit) => {
            format!("it takes more than {limit} bytes when compiled; write a shorter one")
        }
        other => {
            // The last line of the parser's drawing says what is wrong.
            let text = other.to_string();
            let last = text.lines().last().unwrap_or_default();
            last.strip_prefix("error: ").unwrap_or(last).to_owned()
        }
    }
}

impl Check {
    /// Compiles a condition; the error is the reason against its pattern.
    pub(super) fn new(condition: &Condition, patterns: &mut Patterns) -> Result<Self, String> {
        Ok(Self {
            path: ArgPath::new(&condition.path),
            test: Test::new(condition, patterns)?,
            text: text(condition).into(),
        })
    }

    /// What the path leads to; none where it is missing or null.
    #[must_use]
    pub fn find<'a>(&self, args: &'a Map<String, Value>) -> Option<&'a Value> {
        self.path.find(args)
    }

    /// Whether the condition holds for what its path leads to.
    #[must_use]
    pub fn holds(&self, found: Option<&Value>) -> bool {
        match (found, &self.test) {
            (found, Test::Exists(wanted)) => found.is_some() == *wanted,
            (Some(found), test) => test.holds(found),
            (None, _) => false,
        }
    }

    /// Why it can never hold, where the operator can't work with its value.
    #[must_use]
    pub fn never(&self) -> Option<&'static str> {
        match self.test {
            Test::Never(reason) => Some(reason),
            _ => None,
        }
    }

    /// `args.amount gt 100`, long values cut.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl Test {
    fn new(condition: &Condition, patterns: &mut Patterns) -> Result<Self, String> {
        let value = &condition.value;
        let number = |test: fn(Exact) -> Self| {
            let number = value.as_number().and_then(Exact::of);
            number.map_or(Self::Never("the policy's value is not a number"), test)
        };
        let list = |wanted| match value {
            Value::Array(values) => Self::OneOf { members: Members::new(values), wanted },
            _ => Self::Never("the policy's value is not a list"),
        };
        Ok(match condition.op {
            Operator::Eq => Self::Equal { value: value.clone(), wanted: true },
            Operator::Neq => Self::Equal { value: value.clone(), wanted: false },
            Operator::Lt => number(Self::Less),
            Operator::Lte => number(Self::LessOrEqual),
            Operator::Gt => number(Self::Greater),
            Operator::Gte => number(Self::GreaterOrEqual),
            Operator::In => list(true),
            Operator::NotIn => list(false),
            Operator::Contains => Self::Contains(value.clone()),
            Operator::Exists => match value {
                Value::Bool(wanted) => Self::Exists(*wanted),
                _ => Self::Never("the policy's value is neither true nor false"),
            },
            Operator::Regex => match value {
                Value::String(pattern) => Self::Matches(patterns.get(pattern)?),
                _ => Self::Never("the policy's value is not a string"),
            },
        })
    }

    fn holds(&self, found: &Value) -> bool {
        let number = || found.as_number().and_then(Exact::of);
        match self {
            Self::Equal { value, wanted } => equal(found, value) == *wanted,
            Self::OneOf { members, wanted } => members.contains(found) == *wanted,
            Self::Less(bound) => number().is_some_and(|number| number < *bound),
            Self::LessOrEqual(bound) => number().is_some_and(|number| number <= *bound),
            Self::Greater(bound) => number().is_some_and(|number| number > *bound),
            Self::GreaterOrEqual(bound) => number().is_some_and(|number| number >= *bound),
            Self::Matches(regex) => found.as_str().is_some_and(|text| regex.is_match(text)),
            Self::Contains(part) => contains(found, part),
            // Asked of presence alone, before a value is looked at.
            Self::Exists(wanted) => *wanted,
            Self::Never(_) => false,
        }
    }
}

fn contains(found: &Value, part: &Value) -> bool {
    match (found, part) {
        (Value::String(text), Value::String(part)) => text.contains(part.as_str()),
        (Value::Array(elements), part) => elements.iter().any(|element| equal(element, part)),
        _ => false,
    }
}

/// The condition in the words of the policy, safe to show.
fn text(condition: &Condition) -> String {
    format!(
        "{} {} {}",
        quoted(&condition.path).trim_matches('`'),
        condition.op.as_str(),
        shown(&condition.value)
    )
}

/// A value as JSON, safe to show, cut where it is long.
#[must_use]
pub fn shown(value: &Value) -> String {
    let mut text = value.to_string();
    if let Some((end, _)) = text.char_indices().nth(MAX_SHOWN) {
        text.truncate(end);
        text.push('…');
    }
    crate::phrase::visible(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(op: &str, value: &Value) -> Check {
        let condition = json!({"path": "args.a", "op": op, "value": value});
        let condition = serde_json::from_value(condition).unwrap();
        Check::new(&condition, &mut Patterns::new(1)).unwrap()
    }

    #[test]
    fn what_the_operator_cannot_work_with_never_holds() {
        for (op, value) in [
            ("lt", json!("5")),
            ("gte", json!(null)),
            ("in", json!("x")),
            ("not_in", json!({})),
            ("exists", json!("true")),
            ("regex", json!(5)),
        ] {
            let check = check(op, &value);
            assert!(check.never().is_some(), "{op}");
            for found in [json!(1), json!("x"), json!([]), json!(true)] {
                assert!(!check.holds(Some(&found)), "{op} {found}");
            }
            assert!(!check.holds(None), "{op}");
        }
    }

    #[test]
    fn a_pattern_that_is_too_large_is_refused_with_the_reason() {
        let condition = |pattern: &str| {
            let value = json!({"path": "args.a", "op": "regex", "value": pattern});
            let condition = serde_json::from_value(value).unwrap();
            Check::new(&condition, &mut Patterns::new(1)).map(drop)
        };
        assert!(condition(r"(\w{100}){100}").unwrap_err().contains("shorter"));
        assert!(condition("(?!x)").unwrap_err().contains("look-around"));
        assert!(condition("(").unwrap_err().contains("unclosed group"));
    }

    #[test]
    fn conditions_are_shown_short_and_safe() {
        assert_eq!(check("gt", &json!(100)).text(), "args.a gt 100");
        let long = check("eq", &json!("\u{202e}".repeat(500)));
        assert!(long.text().len() < 1000 && !long.text().contains('\u{202e}'), "{}", long.text());
    }
}
