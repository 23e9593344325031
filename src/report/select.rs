//! Which tools a report lists, and in which order.
//!
//! A selection never touches the sums: a server doesn't get safer because
//! somebody asked to see only its reading tools.

use crate::classify::{Category, Risk, Verdict};

/// The order of the listed tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Tools that instruct the model, then the riskiest; then the worse category, then by name.
    #[default]
    Risk,
    Name,
    /// The worst category first; then as [`Sort::Risk`].
    Category,
    /// As the manifest has them.
    Manifest,
}

/// What to list; empty lists mean "all".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    pub categories: Vec<Category>,
    pub risks: Vec<Risk>,
    pub sort: Sort,
    /// The most tools to list for one server.
    pub limit: Option<usize>,
}

impl Selection {
    /// The positions of the tools to list, in their order. What `instructs` the
    /// model is the worst, however little a call of it does.
    #[must_use]
    pub fn apply(&self, verdicts: &[Verdict], instructs: impl Fn(&Verdict) -> bool) -> Vec<usize> {
        let mut listed: Vec<usize> =
            verdicts.iter().enumerate().filter(|(_, v)| self.wants(v)).map(|(i, _)| i).collect();
        // The sort is stable, so that tools of one name keep the manifest's order.
        listed.sort_by(|a, b| self.compare(&verdicts[*a], &verdicts[*b]));
        if self.sort == Sort::Risk {
            listed.sort_by_key(|i| !instructs(&verdicts[*i]));
        }
        listed.truncate(self.limit.unwrap_or(usize::MAX));
        listed
    }

    fn wants(&self, verdict: &Verdict) -> bool {
        (self.categories.is_empty() || self.categories.contains(&verdict.category))
            && (self.risks.is_empty() || self.risks.contains(&verdict.risk))
    }

    fn compare(&self, a: &Verdict, b: &Verdict) -> std::cmp::Ordering {
        let by_name = || a.name.cmp(&b.name);
        match self.sort {
            Sort::Manifest => std::cmp::Ordering::Equal,
            Sort::Name => by_name(),
            Sort::Risk => (b.risk, b.category).cmp(&(a.risk, a.category)).then_with(by_name),
            Sort::Category => (b.category, b.risk).cmp(&(a.category, a.risk)).then_with(by_name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdicts() -> Vec<Verdict> {
        [("b", Category::Read), ("c", Category::Financial), ("a", Category::Destructive)]
            .into_iter()
            .map(|(name, category)| Verdict {
                category,
                risk: category.base_risk(),
                ..Verdict::unknown("s", name)
            })
            .collect()
    }

    #[test]
    fn the_riskiest_come_first_and_the_worse_category_decides_a_tie() {
        let selection = Selection::default();
        assert_eq!(selection.apply(&verdicts(), |_| false), [1, 2, 0]);
        assert_eq!(selection.apply(&verdicts(), |one| one.name == "b"), [0, 1, 2]);
        let by_name = Selection { sort: Sort::Name, ..Selection::default() };
        assert_eq!(by_name.apply(&verdicts(), |_| false), [2, 0, 1]);
        let as_read = Selection { sort: Sort::Manifest, ..Selection::default() };
        assert_eq!(as_read.apply(&verdicts(), |_| false), [0, 1, 2]);
    }

    #[test]
    fn filters_and_limit_work_together() {
        let selection =
            Selection { risks: vec![Risk::Critical], limit: Some(1), ..Selection::default() };
        assert_eq!(selection.apply(&verdicts(), |_| false), [1]);
        let selection = Selection { categories: vec![Category::Read], limit: Some(0), ..selection };
        assert!(selection.apply(&verdicts(), |_| false).is_empty());
    }
}
