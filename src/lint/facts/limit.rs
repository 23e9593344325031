//! Every limit of a policy, and what becomes of it.

use crate::document::pointer_join;
use crate::policy::{Limit, LimitFate, Policy, limit_fates};

/// One limit, with what becomes of it.
#[derive(Debug)]
pub struct LimitFacts<'f> {
    /// None for `all_tools`.
    pub tool: Option<&'f str>,
    pub limit: &'f Limit,
    pub index: usize,
    pub fate: LimitFate,
    /// The list that holds it.
    pub list: String,
}

impl LimitFacts<'_> {
    #[must_use]
    pub fn pointer(&self) -> String {
        format!("{}/{}", self.list, self.index)
    }
}

/// All limits: those of `all_tools` first, as they count the most.
pub(super) fn limits(policy: &Policy) -> Vec<LimitFacts<'_>> {
    let all = policy.all_tools.as_ref().map(|all| all.limits.as_slice()).unwrap_or_default();
    let mut found = list_limits(None, "/all_tools/limits", all, &[]);
    for (name, rules) in policy.tools.iter().filter(|(_, rules)| !rules.limits.is_empty()) {
        let list = pointer_join(&pointer_join("/tools", name), "limits");
        found.extend(list_limits(Some(name), &list, &rules.limits, all));
    }
    found
}

fn list_limits<'f>(
    tool: Option<&'f str>,
    list: &str,
    limits: &'f [Limit],
    over: &[Limit],
) -> Vec<LimitFacts<'f>> {
    let fates = limit_fates(limits, over).into_iter().zip(limits).enumerate();
    let facts = fates.map(|(index, (fate, limit))| {
        let list = list.to_owned();
        LimitFacts { tool, limit, index, fate, list }
    });
    facts.collect()
}
