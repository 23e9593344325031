//! The sums over any number of servers, without holding what they are made of.
//!
//! A server may come in many parts (a line each, say), which are put together
//! by its name and the input it is read from. Of each server is kept what its
//! grade needs and a few counts, of each verdict nothing.

use std::sync::Arc;

use indexmap::IndexMap;

use super::counts::Counts;
use super::grade::{Grade, Graded, Seen};
use super::instructions::instructions;
use crate::classify::{Risk, Verdict};
use crate::manifest::Server;

/// What one part of a server adds.
#[derive(Debug)]
pub struct Part {
    server: String,
    source: String,
    counts: Counts,
    seen: Seen,
}

impl Part {
    #[must_use]
    pub fn of(server: &Server, verdicts: &[Verdict]) -> Self {
        Self {
            server: server.name.clone(),
            source: server.source.clone(),
            counts: Counts::of(verdicts),
            seen: Seen::of(verdicts, &instructions(server)),
        }
    }
}

/// The sums so far.
#[derive(Debug)]
pub struct Fleet {
    counts: Counts,
    /// Servers that come one after the other have one source.
    source: Arc<str>,
    servers: IndexMap<(Arc<str>, Box<str>), Sums>,
}

/// Of one server.
#[derive(Debug, Default)]
struct Sums {
    seen: Seen,
    high: u32,
    needs_review: u32,
    unreviewed: u32,
}

/// The fleet as it is told.
#[derive(Debug, Clone)]
pub struct FleetSummary {
    pub servers: usize,
    pub counts: Counts,
    /// From A to F.
    pub grades: Vec<(Grade, usize)>,
    /// Servers without tools.
    pub ungraded: usize,
    /// Tools whose definitions instruct the model.
    pub instructing: usize,
    /// The worst first; as many as were asked for.
    pub worst: Vec<ServerSums>,
}

/// One server of a fleet.
#[derive(Debug, Clone)]
pub struct ServerSums {
    pub server: String,
    pub source: String,
    pub tools: usize,
    pub critical: usize,
    pub high: usize,
    pub needs_review: usize,
    /// Verdicts of the rules alone.
    pub unreviewed: usize,
    pub graded: Graded,
}

impl Default for Fleet {
    fn default() -> Self {
        Self { counts: Counts::of(&[]), source: Arc::from(""), servers: IndexMap::default() }
    }
}

impl Fleet {
    /// Adds a part of a server.
    pub fn add(&mut self, part: Part) {
        let Part { server, source, counts, seen } = part;
        self.counts.join(&counts);
        if *self.source != *source {
            self.source = Arc::from(source);
        }
        let key = (Arc::clone(&self.source), server.into_boxed_str());
        let sums = self.servers.entry(key).or_default();
        sums.seen.join(seen);
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        sums.high = sums.high.saturating_add(small(counts.risk(Risk::High)));
        sums.needs_review = sums.needs_review.saturating_add(small(counts.needs_review));
        let unreviewed = counts.total - counts.reviewed;
        sums.unreviewed = sums.unreviewed.saturating_add(small(unreviewed));
    }

    /// The sums, and the servers that are worst: by grade, by the grade that
    /// doubt leaves possible, by Critical and High tools, then in their order.
    #[must_use]
    pub fn sum_up(&self, top: usize) -> FleetSummary {
        let mut grades = [Grade::A, Grade::B, Grade::C, Grade::D, Grade::F].map(|one| (one, 0));
        let mut ranked = Vec::new();
        let mut instructing = 0;
        for (at, sums) in self.servers.values().enumerate() {
            instructing += sums.seen.facts.instructing;
            let Some(found) = sums.seen.grade() else { continue };
            if let Some((_, count)) = grades.iter_mut().find(|(one, _)| *one == found.grade) {
                *count += 1;
            }
            let weight = (found.grade, found.worst, sums.seen.facts.critical, sums.high);
            ranked.push((std::cmp::Reverse(weight), at));
        }
        let ungraded = self.servers.len() - ranked.len();
        ranked.sort_unstable();
        let worst = ranked.iter().take(top).filter_map(|(_, at)| self.server(*at)).collect();
        let (servers, counts) = (self.servers.len(), self.counts.clone());
        FleetSummary { servers, counts, grades: grades.into(), ungraded, instructing, worst }
    }

    fn server(&self, at: usize) -> Option<ServerSums> {
        let ((source, server), sums) = self.servers.get_index(at)?;
        let facts = &sums.seen.facts;
        Some(ServerSums {
            server: server.to_string(),
            source: source.to_string(),
            tools: facts.tools,
            critical: facts.critical,
            high: sums.high as usize,
            needs_review: sums.needs_review as usize,
            unreviewed: sums.unreviewed as usize,
            graded: sums.seen.grade()?,
        })
    }
}
