//! How wide and how colourful a text is, and what the colours mean.

use anstyle::{AnsiColor, Style};

use crate::classify::Risk;
use crate::report::Grade;

/// The look of a text for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    width: usize,
    colour: bool,
}

impl Look {
    /// A width below 60 columns counts as 60: a table would be all breaks.
    #[must_use]
    pub fn new(width: usize, colour: bool) -> Self {
        Self { width: width.clamp(60, 200), colour }
    }

    #[must_use]
    pub fn width(self) -> usize {
        self.width
    }

    #[must_use]
    pub fn colour(self) -> bool {
        self.colour
    }

    /// The colour of a risk: the worse, the warmer.
    #[must_use]
    pub fn risk(self, risk: Risk) -> Option<AnsiColor> {
        self.colour.then_some(match risk {
            Risk::Low => AnsiColor::Green,
            Risk::Medium => AnsiColor::Cyan,
            Risk::High => AnsiColor::Yellow,
            Risk::Critical => AnsiColor::Red,
        })
    }

    /// The colour of a grade, on the scale of the risks.
    #[must_use]
    pub fn grade(self, grade: Grade) -> Option<AnsiColor> {
        self.risk(match grade {
            Grade::A => Risk::Low,
            Grade::B => Risk::Medium,
            Grade::C => Risk::High,
            Grade::D | Grade::F => Risk::Critical,
        })
    }

    /// A heading.
    #[must_use]
    pub fn bold(self, text: &str) -> String {
        self.paint(text, Style::new().bold())
    }

    /// What can be skipped.
    #[must_use]
    pub fn dim(self, text: &str) -> String {
        self.paint(text, Style::new().dimmed())
    }

    /// A risk or a grade, in its colour.
    #[must_use]
    pub fn strong(self, text: &str, colour: Option<AnsiColor>) -> String {
        let style = colour.map_or(Style::new(), AnsiColor::on_default);
        self.paint(text, style.bold())
    }

    fn paint(self, text: &str, style: Style) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}
