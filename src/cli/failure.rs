//! How a command ends: the four exit codes, and errors with a next step.

/// What the process tells its caller, whatever the output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing at or above the threshold.
    Clean = 0,
    /// Findings.
    Findings = 1,
    /// A usage error, or nothing could be judged.
    Unusable = 2,
    /// Some inputs could not be read; the rest is reported.
    Partial = 3,
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// An error that ends a command with [`Exit::Unusable`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What was found and what was expected.
    pub message: String,
    /// What to do, as an imperative.
    pub help: Option<String>,
}

impl Failure {
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl Failure {
    /// Prints the error, and its help, to standard error.
    pub fn print(&self) {
        use anstyle::{AnsiColor, Style};
        use std::io::Write;
        let red = AnsiColor::Red.on_default().bold();
        let bold = Style::new().bold();
        let mut err = anstream::stderr().lock();
        // Standard error that can't be written leaves only the exit code to tell.
        let _ = writeln!(err, "{red}error{red:#}{bold}:{bold:#} {}", self.message);
        if let Some(help) = &self.help {
            let _ = writeln!(err, "{bold}help:{bold:#} {help}");
        }
    }
}
