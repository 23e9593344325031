//! `toolward report --summary`: the sums over inputs of any size.

use crate::classify::classify;
use crate::manifest::Problem;
use crate::render::{Look, fleet_json, fleet_table};
use crate::report::{Fleet, Part};

use super::batches::{Seen, each_judged};
use super::common::nothing_read;
use super::failure::{Exit, Failure};
use super::progress::Progress;

/// So many problems stand in the JSON; all are counted, and said on standard error.
const TOLD: usize = 100;

/// What was summed up.
#[derive(Debug)]
pub struct Summary {
    fleet: Fleet,
    problems: Vec<Problem>,
    seen: Seen,
}

impl Summary {
    /// Reads and sums up the sources.
    ///
    /// # Errors
    /// When no server could be read at all.
    pub fn of(sources: &[String], progress: &Progress) -> Result<Self, Failure> {
        let (mut fleet, mut problems) = (Fleet::default(), Vec::new());
        let work = |parts: &mut Vec<Part>, server: &_| {
            parts.push(Part::of(server, &classify(server)));
        };
        let seen = each_judged(sources, progress, work, |parts, of_parts| {
            for part in parts {
                fleet.add(part);
            }
            let room = TOLD - problems.len();
            problems.extend(of_parts.into_iter().take(room));
            true
        });
        if seen.read == 0 { Err(nothing_read()) } else { Ok(Self { fleet, problems, seen }) }
    }

    pub fn json(&self, top: usize) -> String {
        fleet_json(&self.fleet.sum_up(top), &self.problems, self.seen.problems)
    }

    pub fn table(&self, top: usize, look: Look) -> String {
        fleet_table(&self.fleet.sum_up(top), self.seen.problems, look)
    }

    pub fn exit(&self) -> Exit {
        if self.seen.problems == 0 { Exit::Clean } else { Exit::Partial }
    }
}
