//! Whom an attack pattern concerns, among some servers.

use crate::classify::{Attack, Verdict, combinations};

/// A pattern with the tools and servers that it concerns.
#[derive(Debug, Clone)]
pub struct Exposed {
    pub attack: &'static Attack,
    /// `SERVER/TOOL` of each tool that is exposed by itself, in order.
    pub tools: Vec<String>,
    /// The servers whose tools make it possible together, in order.
    pub servers: Vec<String>,
}

impl Exposed {
    /// `servers` are the verdicts of each.
    #[must_use]
    pub fn of(attack: &'static Attack, servers: &[Vec<Verdict>]) -> Self {
        let exposed =
            |verdict: &&Verdict| attack.exposes.iter().any(|condition| condition.holds(verdict));
        let tools = servers.iter().flatten().filter(exposed);
        let together = |verdicts: &&Vec<Verdict>| {
            let tools: Vec<&Verdict> = verdicts.iter().collect();
            combinations(&tools).iter().any(|one| one.attack.id == attack.id)
        };
        let servers = servers.iter().filter(together).filter_map(|verdicts| verdicts.first());
        Self {
            attack,
            tools: tools.map(|one| format!("{}/{}", one.server, one.name)).collect(),
            servers: servers.map(|one| one.server.clone()).collect(),
        }
    }
}
