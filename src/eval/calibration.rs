//! Is a confidence of 0.9 right nine times in ten?

use super::share::{Share, float};

/// Where bins begin; finer at the top, where most verdicts are.
const EDGES: [f64; 7] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/// The verdicts whose confidence lies in one range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// The range begins here and ends where the next one begins, or at 1.
    pub from: f64,
    pub to: f64,
    /// How many agree strictly, of how many.
    pub right: Share,
    sum: f64,
}

/// Confidence against agreement, bin by bin.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    pub bins: Vec<Bin>,
}

impl Bin {
    /// The mean confidence of its verdicts.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.right.of > 0).then(|| self.sum / float(self.right.of))
    }

    /// How far the mean confidence is above what was right.
    #[must_use]
    pub fn gap(&self) -> Option<f64> {
        Some(self.mean()? - self.right.value()?)
    }
}

impl Default for Calibration {
    fn default() -> Self {
        let ends = EDGES.iter().copied().skip(1).chain([1.0]);
        let bin =
            |(from, to): (&f64, f64)| Bin { from: *from, to, right: Share::default(), sum: 0.0 };
        Self { bins: EDGES.iter().zip(ends).map(bin).collect() }
    }
}

impl Calibration {
    pub fn add(&mut self, confidence: f64, right: bool) {
        let at = EDGES.iter().rposition(|edge| confidence >= *edge).unwrap_or(0);
        if let Some(bin) = self.bins.get_mut(at) {
            bin.right.add(right);
            bin.sum += confidence;
        }
    }

    /// The expected calibration error: the mean gap, each verdict counting the same.
    #[must_use]
    pub fn error(&self) -> Option<f64> {
        let total: usize = self.bins.iter().map(|bin| bin.right.of).sum();
        let gap = |bin: &Bin| bin.gap().map(|gap| gap.abs() * float(bin.right.of));
        (total > 0).then(|| self.bins.iter().filter_map(gap).sum::<f64>() / float(total))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_confidence_falls_in_one_bin() {
        let mut calibration = Calibration::default();
        for confidence in [0.0, 0.49, 0.5, 0.89, 0.9, 0.95, 1.0] {
            calibration.add(confidence, true);
        }
        let counts: Vec<usize> = calibration.bins.iter().map(|bin| bin.right.of).collect();
        assert_eq!(counts, [2, 1, 0, 0, 1, 1, 2]);
        assert_eq!(calibration.bins.last().map(|bin| bin.to), Some(1.0));
    }

    #[test]
    fn the_error_is_the_mean_gap() {
        let mut calibration = Calibration::default();
        // 0.9 and right half of the time: 0.4 too sure. 0.6 and always right: 0.4 too shy.
        calibration.add(0.9, true);
        calibration.add(0.9, false);
        calibration.add(0.6, true);
        assert!((calibration.error().unwrap() - 0.4).abs() < 1e-12);
        assert_eq!(Calibration::default().error(), None);
    }
}
