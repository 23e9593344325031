//! The tools whose calls are compared.

use std::collections::HashSet;

use super::{Side, Subject};
use crate::manifest::Tool;

/// Every tool that either policy names, those of the new one first, and one
/// that stands for all others; each with the name to call it by.
pub(super) fn subjects(old: Side<'_>, new: Side<'_>, tools: &[&Tool]) -> Vec<(Subject, String)> {
    let mut seen = HashSet::new();
    let names = new.compiled.tool_names().chain(old.compiled.tool_names());
    let mut subjects: Vec<(Subject, String)> = names
        .filter(|name| seen.insert(*name))
        .map(|name| (Subject::Tool(name.to_owned()), name.to_owned()))
        .collect();
    let known = |name: &str| seen.contains(name) || tools.iter().any(|tool| tool.name == name);
    let mut other = "any_other_tool".to_owned();
    while known(&other) {
        other.push('_');
    }
    subjects.push((Subject::OtherTools, other));
    subjects
}
