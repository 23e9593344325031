//! A second opinion on a verdict: a small linear model over words.
//!
//! It has read some thousand labelled tools and knows nothing of the lexicon.
//! Where it comes to another category than the rules, or finds a wording that
//! people label in two ways, a person should look; where both agree, that
//! counts for more than a weak sign by itself. Where the rules are not sure it
//! has the casting vote (see `casting`), and a person should look all the same.
//!
//! All sums are of whole numbers, so every machine gets the same.

mod features;
mod sums;
mod weights;

pub use features::BUCKETS;
pub use weights::{MAGIC, OUTPUTS};

use super::lexicon::lexicon;
use super::model::Category;
use super::scope::Scope;
use super::signals::{self, Signals};
use crate::manifest::Tool;
use features::COUNTS;
use sums::Sums;
use weights::weights;

/// Beyond so many hundredths of log-odds a sum only tells how long the text is.
const MOST: i32 = 900;

/// What the words of a tool speak for.
#[derive(Debug, Clone, Copy)]
pub struct Opinion {
    /// So much is one unit of log-odds.
    unit: i32,
    /// Of each category, in the order of [`Category::ALL`].
    scores: [i32; 5],
    /// That the tool could as well be labelled otherwise.
    either: i32,
}

impl Opinion {
    /// None where the weights can't be read: then the rules stand alone.
    #[must_use]
    pub fn of(server: &str, signals: &Signals<'_>) -> Option<Self> {
        let weights = weights()?;
        let mut rows = [Sums::default(); COUNTS.len()];
        features::each(server, signals, |bucket, weighs| {
            if let Some(sums) = rows.get_mut(weighs) {
                sums.add(weights.at(bucket));
            }
        });
        let mut sums = weights.bias;
        for (counts, rows) in COUNTS.into_iter().zip(rows) {
            for (sum, row) in sums.iter_mut().zip(rows.total()) {
                *sum += counts * row;
            }
        }
        let [scores @ .., either] = sums;
        Some(Self { unit: weights.unit, scores, either })
    }

    /// How much more speaks for a category than for any other, in hundredths of
    /// log-odds, less where tools worded like this one are labelled in two ways.
    #[must_use]
    pub fn support(&self, category: Category) -> i32 {
        const LEAST_EITHER: i32 = -300;
        let either = self.hundredths(self.either).max(LEAST_EITHER);
        self.margin(category, self.rival(category)) - either / 2
    }

    /// How much more speaks for one category than for another, in hundredths of
    /// log-odds.
    #[must_use]
    pub fn margin(&self, category: Category, other: Category) -> i32 {
        self.hundredths(self.score(category) - self.score(other)).clamp(-MOST, MOST)
    }

    /// The category beside this one for which most speaks.
    #[must_use]
    pub fn rival(&self, category: Category) -> Category {
        let others = Category::ALL.into_iter().filter(|other| *other != category);
        others.max_by_key(|other| self.score(*other)).unwrap_or(category)
    }

    /// The category for which most speaks.
    #[must_use]
    pub fn favours(&self) -> Category {
        Category::ALL.into_iter().max_by_key(|one| self.score(*one)).unwrap_or(Category::Write)
    }

    fn hundredths(&self, sum: i32) -> i32 {
        let most = i64::from(i32::MAX);
        let scaled = (i64::from(sum) * 100 / i64::from(self.unit)).clamp(-most, most);
        i32::try_from(scaled).unwrap_or_default()
    }

    fn score(&self, category: Category) -> i32 {
        self.scores.get(category as usize).copied().unwrap_or_default()
    }
}

/// What the words of a tool by itself speak for.
#[must_use]
pub fn favoured(server: &str, tool: &Tool) -> Option<Category> {
    Opinion::of(server, &by_itself(server, tool)).map(|opinion| opinion.favours())
}

/// The features of a tool by itself, each as its bucket and how much it counts:
/// what the weights are trained on.
#[must_use]
pub fn features(server: &str, tool: &Tool) -> Vec<(usize, i32)> {
    let mut all = Vec::new();
    features::each(server, &by_itself(server, tool), |bucket, weighs| {
        all.push((bucket, COUNTS.get(weighs).copied().unwrap_or_default()));
    });
    all
}

fn by_itself<'a>(server: &str, tool: &'a Tool) -> Signals<'a> {
    signals::gather(&Scope::of(server, std::slice::from_ref(tool), lexicon()), tool, lexicon())
}
