//! The values of one argument that stand for all of its values.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::numbers::around;
use super::pattern::{compiled, matches};
use crate::policy::decide::{Exact, equal};
use crate::policy::{Condition, Operator};

/// More values than this are not tried for one path.
const MAX_VALUES: usize = 64;

/// What some conditions say of one path.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    numbers: BTreeSet<Exact>,
    strings: Vec<String>,
    /// Lists, objects and booleans, as they are.
    others: Vec<Value>,
    /// What strings or lists are searched for.
    parts: Vec<Value>,
    patterns: Vec<String>,
    /// Of these, the ones with more matches than can be listed.
    searched: Vec<String>,
    /// Samples of their matches.
    found: Vec<String>,
    /// Whether anything but presence is asked.
    valued: bool,
    /// Whether more was named than is tried.
    too_many: bool,
}

impl Named {
    /// Takes in what a condition names.
    pub(super) fn note(&mut self, condition: &Condition) {
        self.valued |= condition.op != Operator::Exists;
        match (condition.op, &condition.value) {
            (Operator::In | Operator::NotIn, Value::Array(values)) => {
                for value in values {
                    self.value(value);
                }
            }
            (Operator::Regex, Value::String(pattern)) => self.pattern(pattern),
            // Asks for presence, or can't be asked at all.
            (Operator::In | Operator::NotIn | Operator::Exists | Operator::Regex, _) => {}
            (Operator::Contains, part) => {
                if !self.parts.iter().any(|known| equal(known, part)) {
                    self.parts.push(part.clone());
                }
            }
            (_, value) => self.value(value),
        }
    }

    /// Takes in a number that calls are counted by.
    pub(super) fn number(&mut self, number: Exact) {
        self.valued = true;
        self.numbers.insert(number);
    }

    /// Takes in a value that a schema names.
    pub(super) fn value(&mut self, value: &Value) {
        if self.strings.len() + self.others.len() + self.numbers.len() >= MAX_VALUES {
            self.too_many = true;
            return;
        }
        match value {
            Value::Null => {}
            Value::Number(number) => self.numbers.extend(Exact::of(number)),
            Value::String(text) => self.string(text.clone()),
            Value::Bool(_) => [json!(true), json!(false)].into_iter().for_each(|v| self.other(v)),
            other => self.other(other.clone()),
        }
    }

    fn string(&mut self, text: String) {
        if !self.strings.contains(&text) {
            self.strings.push(text);
        }
    }

    fn other(&mut self, value: Value) {
        if !self.others.iter().any(|known| equal(known, &value)) {
            self.others.push(value);
        }
    }

    fn pattern(&mut self, pattern: &str) {
        if self.patterns.iter().any(|known| known == pattern) {
            return;
        }
        let matches = matches(pattern);
        if matches.all {
            matches.strings.into_iter().for_each(|text| self.string(text));
        } else {
            self.searched.push(pattern.to_owned());
            self.found.extend(matches.strings);
        }
        self.patterns.push(pattern.to_owned());
    }

    /// Whether nothing but presence is asked of it.
    pub(super) fn is_presence_alone(&self) -> bool {
        !self.valued
    }

    /// The values, the absence (none) first; and whether they stand for all.
    pub(super) fn values(&self, has_children: bool) -> (Vec<Option<Value>>, bool) {
        let mut values = vec![None];
        let mut push = |value: Value| {
            let known = |known: &Option<Value>| known.as_ref().is_some_and(|v| equal(v, &value));
            if !values.iter().any(known) {
                values.push(Some(value));
            }
        };
        if has_children {
            push(json!({}));
        } else {
            push(json!(self.fresh()));
        }
        self.strings.iter().for_each(|text| push(json!(text)));
        around(&self.numbers).into_iter().for_each(&mut push);
        self.others.iter().for_each(|value| push(value.clone()));
        if self.is_open() {
            self.samples().into_iter().for_each(&mut push);
        }
        let exact = !self.too_many && self.is_told_apart() && values.len() <= MAX_VALUES;
        values.truncate(MAX_VALUES);
        (values, exact)
    }

    /// Whether anything is searched for, rather than compared.
    fn is_open(&self) -> bool {
        !self.parts.is_empty() || !self.searched.is_empty()
    }

    /// Whether the values stand for all others. Of one thing that is searched
    /// for, it is enough to have a string that has it and one that hasn't,
    /// both of them named nowhere; how two of them overlap is not looked into.
    fn is_told_apart(&self) -> bool {
        match (self.parts.as_slice(), self.searched.as_slice()) {
            ([], []) => true,
            ([part], []) => {
                let has = |part: &str| !self.strings.contains(&format!("x{part}x"));
                let lacks = |part: &str| self.is_free(&self.fresh(), part);
                let text = part.as_str();
                self.others.is_empty() && text.is_none_or(|part| has(part) && lacks(part))
            }
            ([], [pattern]) => compiled(pattern).is_some_and(|regex| {
                let unnamed = |text: &String| !self.strings.contains(text);
                self.found.iter().any(unnamed)
                    && !regex.is_match(&self.fresh())
                    && unnamed(&self.fresh())
            }),
            _ => false,
        }
    }

    fn is_free(&self, text: &str, part: &str) -> bool {
        !text.contains(part) && !self.strings.iter().any(|known| known == text)
    }

    /// A string that no condition names, nor finds anything in, if that can be had.
    fn fresh(&self) -> String {
        let patterns: Vec<regex::Regex> =
            self.patterns.iter().filter_map(|pattern| compiled(pattern)).collect();
        let free = |text: &&str| {
            !self.strings.iter().any(|known| known == text)
                && !self.parts.iter().any(|p| p.as_str().is_some_and(|part| text.contains(part)))
                && !patterns.iter().any(|pattern| pattern.is_match(text))
        };
        let plain = ["x", "other", "something else", "X1", "§", "\n"];
        plain.iter().copied().find(free).map_or_else(|| self.unnamed(), str::to_owned)
    }

    /// Some string that is not named, whatever is found in it.
    fn unnamed(&self) -> String {
        let mut text = "x".to_owned();
        while self.strings.contains(&text) {
            text.push('x');
        }
        text
    }

    /// Values that hold the parts: as strings, in one string, as elements.
    fn samples(&self) -> Vec<Value> {
        let mut samples = vec![json!([]), json!(false)];
        samples.extend(self.found.iter().map(|text| json!(text)));
        let texts: Vec<&str> = self.parts.iter().filter_map(Value::as_str).collect();
        samples.extend(texts.iter().map(|text| json!(text)));
        samples.extend(texts.iter().map(|text| json!(format!("x{text}x"))));
        if texts.len() > 1 {
            samples.push(json!(texts.concat()));
        }
        samples.extend(self.parts.iter().map(|part| json!([part])));
        if self.parts.len() > 1 {
            samples.push(json!(self.parts));
        }
        samples
    }
}
