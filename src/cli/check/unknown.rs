//! Keys of recorded calls that mean nothing, told once each.
//!
//! A log of a million lines has the same few keys in all of them.

use std::collections::HashSet;

use crate::cli::output::{print_note, print_warning};
use crate::document::SourceText;
use crate::phrase::{quoted, visible};
use crate::policy::{RecordedCall, column_of_key};

/// The most keys that are kept in mind: lines may have keys of their own each.
const MOST: usize = 100;
/// The most that the note at the end names.
const NAMED: usize = 5;

/// The keys that were seen so far.
#[derive(Debug, Default)]
pub struct Unknown {
    seen: HashSet<String>,
    /// Those that stand for nothing that is known, in the order of the calls.
    meaningless: Vec<String>,
}

impl Unknown {
    /// Warns of the first key of its kind that may have been meant.
    pub fn see(&mut self, call: &RecordedCall, line: &SourceText, number: usize) {
        for one in &call.unknown {
            if self.seen.len() >= MOST || !self.seen.insert(one.key.clone()) {
                continue;
            }
            match one.meant {
                None => self.meaningless.push(one.key.clone()),
                Some(meant) => print_warning(&format!(
                    "{}:{number}:{}: unknown key {} is passed over, here and below; did you mean \
                     `{meant}`?",
                    visible(line.name()),
                    column_of_key(line, &one.key),
                    quoted(&one.key)
                )),
            }
        }
    }

    /// Names the others, so that nobody takes them for heeded.
    pub fn finish(&self) {
        let more = self.meaningless.len().saturating_sub(NAMED);
        let Some(named) = self.meaningless.get(..self.meaningless.len() - more) else { return };
        if named.is_empty() {
            return;
        }
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        print_note(&format!(
            "keys of calls that mean nothing here are passed over: {}{more}",
            named.iter().map(|key| quoted(key)).collect::<Vec<_>>().join(", ")
        ));
    }
}
