//! Which category is taken for which.

use super::share::{Share, float};
use crate::classify::Category;

/// Counts by label and verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Confusion([[usize; 5]; 5]);

/// How well one category is found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClassScore {
    pub category: Category,
    /// Of the verdicts that say so, how many are right.
    pub precision: Share,
    /// Of the labels that say so, how many are found.
    pub recall: Share,
    /// The harmonic mean of both; none where neither a label nor a verdict says so.
    pub f1: Option<f64>,
}

impl Confusion {
    pub fn add(&mut self, label: Category, verdict: Category) {
        if let Some(count) =
            self.0.get_mut(index(label)).and_then(|row| row.get_mut(index(verdict)))
        {
            *count += 1;
        }
    }

    /// How many tools of that label got that verdict.
    #[must_use]
    pub fn count(&self, label: Category, verdict: Category) -> usize {
        self.0.get(index(label)).and_then(|row| row.get(index(verdict))).copied().unwrap_or(0)
    }

    /// One score per category, from Read to Financial.
    #[must_use]
    pub fn classes(&self) -> [ClassScore; 5] {
        Category::ALL.map(|category| {
            let right = self.count(category, category);
            let said = Category::ALL.iter().map(|label| self.count(*label, category)).sum();
            let labelled = Category::ALL.iter().map(|verdict| self.count(category, *verdict)).sum();
            let both = said + labelled;
            ClassScore {
                category,
                precision: Share { count: right, of: said },
                recall: Share { count: right, of: labelled },
                f1: (both > 0).then(|| 2.0 * float(right) / float(both)),
            }
        })
    }

    /// The mean of the F1 of the categories that occur, each counting the same.
    #[must_use]
    pub fn macro_f1(&self) -> Option<f64> {
        let scores: Vec<f64> = self.classes().iter().filter_map(|class| class.f1).collect();
        (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / float(scores.len()))
    }
}

fn index(category: Category) -> usize {
    match category {
        Category::Read => 0,
        Category::Write => 1,
        Category::Execute => 2,
        Category::Destructive => 3,
        Category::Financial => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_follow_from_the_counts() {
        use Category::{Destructive, Execute, Read, Write};
        let mut confusion = Confusion::default();
        for (label, verdict, times) in
            [(Read, Read, 6), (Write, Read, 2), (Write, Write, 1), (Execute, Destructive, 1)]
        {
            (0..times).for_each(|_| confusion.add(label, verdict));
        }
        let [read, write, execute, destructive, financial] = confusion.classes();
        assert_eq!(read.precision, Share { count: 6, of: 8 });
        assert_eq!(read.recall, Share { count: 6, of: 6 });
        assert!((read.f1.unwrap() - 12.0 / 14.0).abs() < 1e-12);
        assert_eq!(write.recall, Share { count: 1, of: 3 });
        assert!((write.f1.unwrap() - 0.5).abs() < 1e-12);
        assert_eq!(execute.f1, Some(0.0));
        assert_eq!((destructive.f1, destructive.recall.of), (Some(0.0), 0));
        assert_eq!(financial.f1, None);
        // Financial occurs nowhere and isn't counted as a failure.
        let expected = (12.0 / 14.0 + 0.5) / 4.0;
        assert!((confusion.macro_f1().unwrap() - expected).abs() < 1e-12);
        assert_eq!(Confusion::default().macro_f1(), None);
        assert_eq!(confusion.count(Destructive, Execute), 0);
    }
}
