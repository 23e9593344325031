//! The chart by category and risk: one bar for each category, cut by risk.
//!
//! Bars are drawn on a scale of 0 to 100 units, the longest category filling it.

use crate::classify::{Category, Risk, Verdict};

/// One bar, from the left: the worst risk first.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    pub category: &'static str,
    pub total: usize,
    pub parts: Vec<Part>,
    /// What the bar shows, for those who hear it.
    pub words: String,
}

/// A stretch of a bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub class: &'static str,
    /// Units from the left, two decimals.
    pub start: String,
    pub width: String,
    pub words: String,
}

/// The name of a risk among the page's styles.
#[must_use]
pub fn risk_class(risk: Risk) -> &'static str {
    match risk {
        Risk::Low => "low",
        Risk::Medium => "medium",
        Risk::High => "high",
        Risk::Critical => "critical",
    }
}

/// The bars of a server, the worst category first; none where there are no tools.
#[must_use]
pub fn bars(verdicts: &[Verdict]) -> Vec<Bar> {
    let mut counts = [[0_u32; Risk::ALL.len()]; Category::ALL.len()];
    for verdict in verdicts {
        counts[verdict.category as usize][verdict.risk as usize] += 1;
    }
    let longest = counts.iter().map(|row| row.iter().sum::<u32>()).max().unwrap_or(0);
    if longest == 0 {
        return Vec::new();
    }
    let rows = Category::ALL.into_iter().zip(counts).rev();
    rows.map(|(category, row)| bar(category, row, longest)).collect()
}

fn bar(category: Category, row: [u32; Risk::ALL.len()], longest: u32) -> Bar {
    let unit = 100.0 / f64::from(longest);
    let mut parts = Vec::new();
    let mut before = 0;
    for (risk, count) in Risk::ALL.into_iter().zip(row).rev().filter(|(_, count)| *count > 0) {
        parts.push(Part {
            class: risk_class(risk),
            start: format!("{:.2}", f64::from(before) * unit),
            width: format!("{:.2}", f64::from(count) * unit),
            words: format!("{count} {}", risk.as_str()),
        });
        before += count;
    }
    let listed: Vec<&str> = parts.iter().map(|part| part.words.as_str()).collect();
    let words = if listed.is_empty() { "none".to_owned() } else { listed.join(", ") };
    let total = usize::try_from(before).unwrap_or(usize::MAX);
    Bar { category: category.as_str(), total, parts, words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_counts() {
        let verdict = |category, risk| Verdict { category, risk, ..Verdict::unknown("s", "t") };
        let verdicts = [
            verdict(Category::Read, Risk::Low),
            verdict(Category::Read, Risk::Low),
            verdict(Category::Read, Risk::High),
            verdict(Category::Execute, Risk::Critical),
        ];
        let bars = bars(&verdicts);
        let order: Vec<_> = bars.iter().map(|bar| (bar.category, bar.total)).collect();
        assert_eq!(
            order,
            [("Financial", 0), ("Destructive", 0), ("Execute", 1), ("Write", 0), ("Read", 3)]
        );
        assert_eq!(bars[4].words, "1 High, 2 Low");
        let places: Vec<_> =
            bars[4].parts.iter().map(|part| (part.start.as_str(), part.width.as_str())).collect();
        assert_eq!(places, [("0.00", "33.33"), ("33.33", "66.67")]);
        assert!(super::bars(&[]).is_empty());
    }
}
