//! A share, and how far it can be trusted.

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    pub count: usize,
    pub of: usize,
}

/// Two-sided 95 % of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

impl Share {
    /// Counts one more case.
    pub fn add(&mut self, counts: bool) {
        self.of += 1;
        self.count += usize::from(counts);
    }

    /// 0 to 1; of nothing there is no share.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| float(self.count) / float(self.of))
    }

    /// The Wilson interval at 95 %, which stays inside 0 to 1 and says
    /// something of few cases, and of none that is wrong.
    #[must_use]
    pub fn interval(self) -> Option<(f64, f64)> {
        let share = self.value()?;
        let n = float(self.of);
        let centre = share + Z * Z / (2.0 * n);
        let spread = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        let scale = 1.0 + Z * Z / n;
        // At 0 and 1 the ends are exact in theory and a last bit off in practice.
        let low = if self.count == 0 { 0.0 } else { (centre - spread) / scale };
        let high = if self.count == self.of { 1.0 } else { (centre + spread) / scale };
        Some((low.max(0.0), high.min(1.0)))
    }
}

/// Counts of tools fit a float exactly.
#[expect(clippy::cast_precision_loss, reason = "no list has 2^53 tools")]
pub fn float(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_interval(count: usize, of: usize, low: f64, high: f64) {
        let (found_low, found_high) = Share { count, of }.interval().unwrap();
        assert!((found_low - low).abs() < 5e-5, "{found_low}");
        assert!((found_high - high).abs() < 5e-5, "{found_high}");
    }

    /// Worked by hand from the formula, and known from textbooks.
    #[test]
    fn the_interval_is_wilsons() {
        assert_interval(0, 10, 0.0, 0.2775);
        assert_interval(5, 10, 0.2366, 0.7634);
        assert_interval(81, 263, 0.2553, 0.3662);
        assert_interval(10, 10, 0.7225, 1.0);
        assert_interval(1, 1, 0.2065, 1.0);
    }

    #[test]
    fn of_nothing_there_is_no_share() {
        assert_eq!(Share::default().value(), None);
        assert_eq!(Share::default().interval(), None);
    }
}
