//! Sums over the verdicts of one server.

use std::collections::BTreeMap;

use crate::classify::{Category, Effect, Risk, Trait, Verdict, VerdictSource};

/// How many tools there are of each kind; every class is listed, zeros included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    pub total: usize,
    /// In the order of [`Category::ALL`].
    pub categories: Vec<(Category, usize)>,
    /// In the order of [`Effect::ALL`].
    pub effects: Vec<(Effect, usize)>,
    /// In the order of [`Risk::ALL`].
    pub risks: Vec<(Risk, usize)>,
    pub needs_review: usize,
    /// Verdicts that are reviewed labels of the catalog.
    pub reviewed: usize,
    /// Tools whose label in the catalog is for another definition.
    pub void: usize,
    /// The exposure: traits that at least one tool has.
    pub traits: Vec<(Trait, usize)>,
}

impl Counts {
    #[must_use]
    pub fn of(verdicts: &[Verdict]) -> Self {
        let mut traits = BTreeMap::new();
        for one in verdicts.iter().flat_map(|verdict| &verdict.traits) {
            *traits.entry(*one).or_insert(0) += 1;
        }
        Self {
            total: verdicts.len(),
            categories: tally(&Category::ALL, verdicts, |v| v.category),
            effects: tally(&Effect::ALL, verdicts, |v| v.effect),
            risks: tally(&Risk::ALL, verdicts, |v| v.risk),
            needs_review: verdicts.iter().filter(|v| v.needs_review).count(),
            reviewed: verdicts.iter().filter(|v| v.source == VerdictSource::Reviewed).count(),
            void: verdicts.iter().filter(|v| v.is_void()).count(),
            traits: traits.into_iter().collect(),
        }
    }

    /// Adds the sums of further tools.
    pub fn join(&mut self, next: &Self) {
        self.total += next.total;
        add(&mut self.categories, &next.categories);
        add(&mut self.effects, &next.effects);
        add(&mut self.risks, &next.risks);
        self.needs_review += next.needs_review;
        self.reviewed += next.reviewed;
        self.void += next.void;
        add(&mut self.traits, &next.traits);
    }

    #[must_use]
    pub fn category(&self, wanted: Category) -> usize {
        find(&self.categories, wanted)
    }

    #[must_use]
    pub fn effect(&self, wanted: Effect) -> usize {
        find(&self.effects, wanted)
    }

    #[must_use]
    pub fn risk(&self, wanted: Risk) -> usize {
        find(&self.risks, wanted)
    }
}

fn tally<K: Copy + PartialEq>(
    all: &[K],
    verdicts: &[Verdict],
    key: impl Fn(&Verdict) -> K,
) -> Vec<(K, usize)> {
    all.iter().map(|one| (*one, verdicts.iter().filter(|v| key(v) == *one).count())).collect()
}

fn add<K: Copy + Ord>(sums: &mut Vec<(K, usize)>, more: &[(K, usize)]) {
    for (key, count) in more {
        if let Some((_, sum)) = sums.iter_mut().find(|(here, _)| here == key) {
            *sum += count;
        } else {
            let at = sums.partition_point(|(here, _)| here < key);
            sums.insert(at, (*key, *count));
        }
    }
}

fn find<K: PartialEq + Copy>(counts: &[(K, usize)], wanted: K) -> usize {
    counts.iter().find(|(key, _)| *key == wanted).map_or(0, |(_, count)| *count)
}
