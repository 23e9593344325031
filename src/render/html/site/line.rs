//! A tool in a list: its name, its class and the way to its page.

use crate::classify::Verdict;
use crate::render::text::{clip, one_line, visible};
use crate::report::why_in_short;

use super::super::chart::risk_class;
use super::super::prose::prose;
use super::Site;

/// The most characters of a name or a reason in a list; the page has them all.
const MOST: usize = 160;

/// A row of a list of tools.
#[derive(Debug)]
pub struct Line {
    pub name: String,
    /// From the site's root, with the file's name.
    pub href: String,
    pub server: String,
    pub category: &'static str,
    pub risk: &'static str,
    pub class: &'static str,
    pub review: bool,
    /// HTML.
    pub why: String,
}

impl Line {
    pub fn new(verdict: &Verdict, folder: &str) -> Self {
        Self {
            name: clip(&visible(&verdict.name), MOST),
            href: format!("{folder}index.html"),
            server: clip(&visible(&verdict.server), MOST),
            category: verdict.category.as_str(),
            risk: verdict.risk.as_str(),
            class: risk_class(verdict.risk),
            review: verdict.needs_review,
            why: prose(&clip(&one_line(&why_in_short(verdict)), MOST)),
        }
    }
}

impl Site<'_> {
    /// The tools that are wanted, the riskiest first, then as their servers have them.
    pub fn lines(&self, wanted: impl Fn(&Verdict) -> bool) -> Vec<Line> {
        let mut found: Vec<(&Verdict, (usize, usize))> = Vec::new();
        for (number, report) in self.reports.iter().enumerate() {
            let verdicts = report.verdicts().iter().enumerate();
            let wanted = verdicts.filter(|(_, verdict)| wanted(verdict));
            found.extend(wanted.map(|(index, verdict)| (verdict, (number, index))));
        }
        found.sort_by_key(|(verdict, _)| std::cmp::Reverse((verdict.risk, verdict.category)));
        let line = |(verdict, at): &(&Verdict, _)| Line::new(verdict, self.addresses.tool(*at));
        found.iter().map(line).collect()
    }

    /// A tool known by its verdict, where it has a page.
    pub fn line_of(&self, verdict: &Verdict) -> Option<Line> {
        let folder = self.addresses.named(&verdict.server, &verdict.name)?;
        Some(Line::new(verdict, folder))
    }
}
