//! The policy that a server's verdicts recommend.
//!
//! Everything is denied but what is listed: reads are allowed, writes and
//! executions are slowed to a pace a person can follow, what moves money waits
//! for a person, and what destroys is taken out of sight; so is what attacks the
//! model by its own text.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::classify::Verdict;
use crate::phrase::quoted;

use super::measure::{Measure, Pace};
use super::model::{DefaultAction, Limit, Policy, RuleEntry, Scope, ToolRules};
use super::profile::Tuning;

/// A policy, and what its reader should know about how it came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Recommendation {
    pub policy: Policy,
    /// What the policy does with each name, in its order.
    pub measures: IndexMap<String, Measure>,
    /// Names that stand for more than one tool, and tools that are hidden for
    /// what their own text does; one sentence each.
    pub warnings: Vec<String>,
}

/// One policy for all the verdicts, tools in the order given.
///
/// A policy knows tools by name alone: where two servers share a name, the
/// stricter recommendation holds for both, and a warning says so.
pub fn recommend<'a>(servers: impl IntoIterator<Item = &'a [Verdict]>) -> Recommendation {
    recommend_with(servers, &Tuning::default())
}

/// As [`recommend`], in another posture.
pub fn recommend_with<'a>(
    servers: impl IntoIterator<Item = &'a [Verdict]>,
    tuning: &Tuning,
) -> Recommendation {
    let mut measures: IndexMap<&str, (Measure, &Verdict)> = IndexMap::new();
    let mut warnings = Vec::new();
    for verdict in servers.into_iter().flatten() {
        let measure = tuning.measure(verdict);
        let (strictest, first) = measures.entry(&verdict.name).or_insert((measure, verdict));
        if std::ptr::eq(*first, verdict) {
            warnings.extend(
                tuning.shunned.get(&verdict.name).map(|why| shunned(verdict, measure, why)),
            );
        } else {
            warnings.push(shared_name(first, verdict));
            *strictest = measure.max(*strictest);
        }
    }
    let measures: IndexMap<String, Measure> =
        measures.into_iter().map(|(name, (measure, _))| (name.to_owned(), measure)).collect();
    let chosen = measures.iter().map(|(name, measure)| (name.as_str(), *measure));
    let policy = compose(tuning.profile.default_action(), chosen);
    Recommendation { policy, measures, warnings }
}

/// The policy that does this with each tool, and `default` with all others.
pub fn compose<'a>(
    default: DefaultAction,
    measures: impl IntoIterator<Item = (&'a str, Measure)>,
) -> Policy {
    let measures: Vec<_> = measures.into_iter().collect();
    let counters = CounterNames::of(measures.iter().map(|(name, _)| *name));
    let mut policy = Policy { default, ..Policy::deny_all() };
    for (name, measure) in measures {
        apply(&mut policy, name, measure, &counters);
    }
    policy
}

/// What the counters of tools' own calls are called: in small letters, except
/// where the names of two tools differ in nothing else.
#[derive(Debug, Default)]
pub struct CounterNames {
    /// How many names are the same in small letters, where they are several.
    shared: HashMap<String, usize>,
}

impl CounterNames {
    /// Of all tools that one policy speaks of.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut shared = HashMap::new();
        for name in names {
            *shared.entry(name.to_lowercase()).or_default() += 1;
        }
        shared.retain(|_, count| *count > 1);
        Self { shared }
    }

    /// The counter of a tool.
    #[must_use]
    pub fn of_tool(&self, name: &str) -> String {
        let lower = name.to_lowercase();
        let name = if self.shared.contains_key(&lower) { name } else { &lower };
        format!("{name}_rate")
    }
}

/// The recommendation for one tool, in a policy of its own.
#[must_use]
pub fn recommend_tool(verdict: &Verdict) -> Policy {
    tool_policy(verdict, Measure::of(verdict))
}

/// The policy of one tool alone that takes this measure.
#[must_use]
pub fn tool_policy(verdict: &Verdict, measure: Measure) -> Policy {
    compose(DefaultAction::Deny, [(verdict.name.as_str(), measure)])
}

fn apply(policy: &mut Policy, name: &str, measure: Measure, counters: &CounterNames) {
    let mut rules = ToolRules::default();
    match measure {
        Measure::Hide => {
            policy.hide.push(name.to_owned());
            return;
        }
        Measure::Unlisted => return,
        Measure::Allow => {}
        Measure::Limit(Pace { max, window }) => rules.limits.push(Limit {
            counter: counters.of_tool(name),
            window,
            max,
            scope: Scope::Grant,
            increment_from: None,
        }),
        Measure::Refuse(refusal) => {
            let on_deny = Some(refusal.message().to_owned());
            rules.deny_if.push(RuleEntry { conditions: Vec::new(), on_deny });
        }
    }
    policy.tools.insert(name.to_owned(), rules);
}

fn shunned(verdict: &Verdict, measure: Measure, why: &str) -> String {
    let what = if measure == Measure::Hide { "hide it" } else { "refuse it" };
    format!("{} {why}; the recommendation is to {what}", quoted(&verdict.name))
}

fn shared_name(first: &Verdict, second: &Verdict) -> String {
    let name = quoted(&second.name);
    if first.server == second.server {
        let server = quoted(&first.server);
        return format!(
            "{server} lists {name} more than once; the stricter recommendation is used"
        );
    }
    format!(
        "{name} is a tool of {} and of {}; a policy can't tell them apart, the stricter recommendation is used",
        quoted(&first.server),
        quoted(&second.server)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::Category;
    use serde_json::json;

    fn verdict(server: &str, name: &str, category: Category) -> Verdict {
        Verdict { category, ..Verdict::unknown(server, name) }
    }

    fn value(policy: &Policy) -> serde_json::Value {
        serde_json::to_value(policy).unwrap()
    }

    #[test]
    fn a_write_gets_thirty_calls_a_minute() {
        let policy = recommend_tool(&verdict("s", "user_connection_activate", Category::Write));
        let wanted = r#"{
  "version": "1",
  "default": "deny",
  "tools": {
    "user_connection_activate": {
      "limits": [
        {
          "counter": "user_connection_activate_rate",
          "window": "minute",
          "max": 30,
          "scope": "grant"
        }
      ]
    }
  }
}
"#;
        assert_eq!(policy.to_json(), wanted);
    }

    #[test]
    fn each_category_has_its_measure() {
        let verdicts: Vec<Verdict> = Category::ALL
            .into_iter()
            .map(|category| verdict("s", &format!("Tool-{}", category.as_str()), category))
            .collect();
        let made = recommend([verdicts.as_slice()]);
        assert!(made.warnings.is_empty());
        assert_eq!(
            value(&made.policy),
            json!({
                "version": "1",
                "default": "deny",
                "hide": ["Tool-Destructive"],
                "tools": {
                    "Tool-Read": {},
                    "Tool-Write": {"limits": [{"counter": "tool-write_rate", "window": "minute", "max": 30, "scope": "grant"}]},
                    "Tool-Execute": {"limits": [{"counter": "tool-execute_rate", "window": "minute", "max": 10, "scope": "grant"}]},
                    "Tool-Financial": {"deny_if": [{"conditions": [], "on_deny": "Requires human approval."}]},
                }
            })
        );
    }

    #[test]
    fn of_two_tools_with_one_name_the_stricter_wins_in_any_order() {
        let mild = [verdict("a", "x", Category::Write), verdict("a", "y", Category::Financial)];
        let strict =
            [verdict("b", "x", Category::Execute), verdict("b", "y", Category::Destructive)];
        for servers in [[&mild[..], &strict[..]], [&strict[..], &mild[..]]] {
            let made = recommend(servers);
            assert_eq!(made.policy.tools["x"].limits[0].max, 10);
            assert_eq!(made.policy.hide, ["y"]);
            assert!(!made.policy.tools.contains_key("y"));
            assert_eq!(made.warnings.len(), 2);
            assert!(made.warnings[0].contains("`a`") && made.warnings[0].contains("`b`"));
        }
    }

    #[test]
    fn names_that_differ_in_case_alone_are_counted_apart() {
        let names = ["note_add", "Note_Add", "NOTE_ADD", "Other"];
        let verdicts = names.map(|name| verdict("s", name, Category::Write));
        let policy = recommend([&verdicts[..]]).policy;
        let counters = names.map(|name| policy.tools[name].limits[0].counter.clone());
        assert_eq!(counters, ["note_add_rate", "Note_Add_rate", "NOTE_ADD_rate", "other_rate"]);
    }

    #[test]
    fn a_tool_named_star_does_not_hide_the_others() {
        let verdicts =
            [verdict("s", "*", Category::Destructive), verdict("s", "get", Category::Read)];
        let policy = recommend([&verdicts[..]]).policy;
        assert!(policy.hide.is_empty());
        assert_eq!(policy.tools["*"].deny_if.len(), 1);
    }
}
