//! The tools of the whole catalog, to set a page beside.

use super::near::Near;
use crate::catalog;
use crate::classify::{Category, Risk, Verdict, classify};
use crate::manifest::Server;

/// The most tools of other servers that a page names, and of one server.
const MAX_KIN: usize = 5;
const MAX_OF_ONE: usize = 2;

/// Servers with their verdicts, made once for all pages.
#[derive(Debug)]
pub struct Shelf {
    servers: Vec<Server>,
    verdicts: Vec<Vec<Verdict>>,
    near: Near,
}

/// A tool of another server that does the same kind of thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kin {
    pub server: String,
    pub tool: String,
    pub category: Category,
    pub risk: Risk,
}

impl Shelf {
    /// The embedded catalog. A server that can't be read is left out; tests
    /// see to it that all can.
    #[must_use]
    pub fn of_catalog() -> Self {
        let names = catalog::names();
        let servers: Vec<Server> =
            names.into_iter().filter_map(|name| catalog::server(name).ok()).collect();
        let verdicts: Vec<Vec<Verdict>> = servers.iter().map(classify).collect();
        let near = Near::of(verdicts.iter().flatten());
        Self { servers, verdicts, near }
    }

    #[must_use]
    pub fn servers(&self) -> &[Server] {
        &self.servers
    }

    /// The verdicts of each server, in its order.
    #[must_use]
    pub fn verdicts(&self) -> &[Vec<Verdict>] {
        &self.verdicts
    }

    /// Tools of other servers of the same kind, the nearest first.
    #[must_use]
    pub fn kin(&self, verdict: &Verdict) -> Vec<Kin> {
        let among: Vec<&Verdict> = self.verdicts.iter().flatten().collect();
        let mut kin: Vec<Kin> = Vec::new();
        for i in self.near.alike(verdict, &among, MAX_KIN * 8) {
            let Some(one) = among.get(i) else { continue };
            let of_server = kin.iter().filter(|known| known.server == one.server).count();
            if of_server < MAX_OF_ONE && kin.len() < MAX_KIN {
                kin.push(Kin {
                    server: one.server.clone(),
                    tool: one.name.clone(),
                    category: one.category,
                    risk: one.risk,
                });
            }
        }
        kin
    }
}
