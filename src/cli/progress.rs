//! How far long work is: on a terminal, on standard error, after a second.
//!
//! Where every source is a file, the bytes read are held against their sizes,
//! with the time left; of other inputs only what was done is known.

use std::cell::Cell;
use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::document::bytes_read;

/// Shorter work has no bar.
const PATIENCE: Duration = Duration::from_secs(1);

const KNOWN: &str =
    "{wide_bar} {percent}%  {bytes}/{total_bytes}  {bytes_per_sec}  {msg}  {eta} left";
const UNKNOWN: &str = "{spinner} {bytes}  {bytes_per_sec}  {msg}  {elapsed}";

/// A bar that isn't seen before it is needed.
#[derive(Debug)]
pub struct Progress {
    bar: Option<ProgressBar>,
    /// What other work of this process has read before.
    before: u64,
    started: Instant,
    tools: Cell<usize>,
    shown: Cell<bool>,
}

impl Progress {
    /// For the reading of these sources, where it is `wanted`.
    pub fn of(sources: &[String], wanted: bool) -> Self {
        let before = bytes_read();
        let bar = wanted.then(|| match total(sources) {
            Some(total) => {
                let hidden = ProgressDrawTarget::hidden();
                styled(ProgressBar::with_draw_target(Some(total), hidden), KNOWN)
            }
            None => styled(ProgressBar::hidden(), UNKNOWN),
        });
        let (started, tools, shown) = (Instant::now(), Cell::default(), Cell::default());
        Self { bar, before, started, tools, shown }
    }

    /// Tells that so many more tools are judged.
    pub fn advance(&self, tools: usize) {
        let Some(bar) = &self.bar else { return };
        self.tools.set(self.tools.get() + tools);
        bar.set_message(format!("{} tools", self.tools.get()));
        bar.set_position(bytes_read().saturating_sub(self.before));
        if !self.shown.get() && self.started.elapsed() > PATIENCE {
            self.shown.set(true);
            // Draws nothing where standard error is no terminal.
            bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
        }
    }

    /// Prints something without writing into the bar.
    pub fn aside(&self, print: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// The bytes of all sources, where all are files.
fn total(sources: &[String]) -> Option<u64> {
    let size = |source: &String| {
        let data = Path::new(source).metadata().ok()?;
        data.is_file().then_some(data.len())
    };
    sources.iter().map(size).sum()
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style.progress_chars("━╸─")),
        Err(_) => bar,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_are_ones() {
        assert!(ProgressStyle::with_template(KNOWN).is_ok());
        assert!(ProgressStyle::with_template(UNKNOWN).is_ok());
    }

    #[test]
    fn only_files_have_a_known_size() {
        let names =
            |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let size = std::fs::metadata("Cargo.toml").unwrap().len();
        assert_eq!(total(&names(&["Cargo.toml", "Cargo.toml"])), Some(2 * size));
        for other in ["-", "src", "no/such", "catalog:odoo-claude-mcp"] {
            assert_eq!(total(&names(&["Cargo.toml", other])), None, "{other}");
        }
    }

    #[test]
    fn unwanted_it_is_silent_and_prints_what_stands_beside_it() {
        let progress = Progress::of(&[], false);
        progress.advance(3);
        let mut printed = false;
        progress.aside(|| printed = true);
        progress.end();
        assert!(printed && !progress.shown.get());
    }
}
