//! Findings that were there when the linter came, so that only new ones count.
//!
//! A baseline holds fingerprints with how often each occurs in a file. It
//! knows no lines, so edits elsewhere don't stir it; and it knows each problem
//! by itself, so that one that is mended makes no room for another.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use crate::document::{SourceText, parse_value};
use crate::phrase::{ascii_safe_json, quoted, visible};

/// Why a file is no baseline.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BaselineError {
    #[error(transparent)]
    Document(#[from] crate::document::DocumentError),
    #[error("{}: this is no baseline: {reason}; write one with `--write-baseline`", visible(name))]
    Shape { name: String, reason: String },
    #[error(
        "{}: baseline version {} is not supported; expected `1`",
        visible(name),
        quoted(version)
    )]
    Version { name: String, version: String },
}

/// What is known already: how often each fingerprint occurs, by file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    files: HashMap<String, HashMap<String, usize>>,
}

/// The file: `schemas/baseline.v1.schema.json`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileView {
    schema_version: String,
    /// Sorted by path, code, fingerprint.
    findings: Vec<EntryView>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryView {
    /// As seen from the folder of the baseline.
    path: String,
    code: String,
    fingerprint: String,
    count: usize,
    /// For the reader alone.
    message: String,
}

impl Baseline {
    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// Where the text isn't JSON, isn't a baseline, or is of another version.
    pub fn parse(source: &SourceText) -> Result<Self, BaselineError> {
        let name = || source.name().to_owned();
        let value: serde_json::Value = parse_value(source)?;
        if let Some(version) = value.get("schema_version").and_then(|version| version.as_str())
            && version != "1"
        {
            return Err(BaselineError::Version { name: name(), version: version.to_owned() });
        }
        let file = FileView::deserialize(&value).map_err(|error| BaselineError::Shape {
            name: name(),
            reason: visible(&error.to_string()).into_owned(),
        })?;
        let mut baseline = Self::default();
        for entry in file.findings {
            let known = baseline.files.entry(entry.path).or_default();
            let count = known.entry(entry.fingerprint).or_default();
            *count = count.saturating_add(entry.count);
        }
        Ok(baseline)
    }

    /// What is known of one file, to be crossed off.
    #[must_use]
    pub fn of(&self, path: &str) -> Known {
        Known(self.files.get(path).cloned().unwrap_or_default())
    }
}

/// The findings of one file that are known and weren't met yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known(HashMap<String, usize>);

impl Known {
    /// Crosses off one occurrence; says whether there was one.
    pub fn cross_off(&mut self, fingerprint: &str) -> bool {
        match self.0.get_mut(fingerprint) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }

    /// How many were never met: they are mended.
    #[must_use]
    pub fn left(&self) -> usize {
        self.0.values().fold(0, |sum, count| sum.saturating_add(*count))
    }
}

/// The text of a baseline that knows all these findings, each with the path of
/// its file as seen from the baseline's folder. The same findings give the
/// same bytes.
#[must_use]
pub fn write_baseline<'a>(findings: impl IntoIterator<Item = (&'a str, &'a Finding)>) -> String {
    let mut entries = BTreeMap::<_, EntryView>::new();
    for (path, finding) in findings {
        let key = (path, finding.code, finding.fingerprint.as_str());
        let entry = entries.entry(key).or_insert_with(|| EntryView {
            path: path.to_owned(),
            code: finding.code.to_owned(),
            fingerprint: finding.fingerprint.clone(),
            count: 0,
            message: finding.message.clone(),
        });
        entry.count += 1;
    }
    let file =
        FileView { schema_version: "1".to_owned(), findings: entries.into_values().collect() };
    // Strings and numbers always serialise.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    ascii_safe_json(text)
}
