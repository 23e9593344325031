//! The files and directories that a glob means.
//!
//! It is read part by part, so that only directories which can match are looked
//! into. Links to directories are entered only where the user asked for it, and
//! then each real directory once below a `**`: a link that leads back up would
//! otherwise be walked for ever. Hidden names match where the pattern says so.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use super::error::ManifestError;

/// The places that match, sorted. What can't be looked into matches nothing.
///
/// # Errors
/// [`ManifestError::Pattern`] when a part is no glob.
pub(super) fn expand(pattern: &str, follow: bool) -> Result<Vec<PathBuf>, ManifestError> {
    let root = if pattern.starts_with('/') { "/" } else { "" };
    let mut found = vec![PathBuf::from(root)];
    for part in pattern.split('/').filter(|part| !part.is_empty()) {
        found = match part {
            "**" => found.iter().flat_map(|place| below(place, follow)).collect(),
            _ if part.contains(['*', '?', '[']) => {
                let matcher = matcher(part)?;
                let hidden = part.starts_with('.');
                found.iter().flat_map(|place| matching(place, &matcher, hidden, follow)).collect()
            }
            literal => found.into_iter().map(|place| place.join(literal)).collect(),
        };
        // Two `**` come to one place in several ways.
        found.sort();
        found.dedup();
    }
    found.retain(|place| std::fs::symlink_metadata(place).is_ok());
    Ok(found)
}

fn matcher(part: &str) -> Result<GlobMatcher, ManifestError> {
    if part.contains("**") {
        let reason = "`**` means directories and stands alone between slashes".to_owned();
        return Err(ManifestError::Pattern { reason });
    }
    let glob = GlobBuilder::new(part).literal_separator(true).backslash_escape(false).build();
    glob.map(|glob| glob.compile_matcher())
        .map_err(|error| ManifestError::Pattern { reason: error.kind().to_string() })
}

/// What stands in a directory, each with whether it can be entered.
fn entries(place: &Path, follow: bool) -> Vec<(PathBuf, bool)> {
    let here = if place.as_os_str().is_empty() { Path::new(".") } else { place };
    let Ok(entries) = std::fs::read_dir(here) else { return Vec::new() };
    let enter = |path: &Path| match std::fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => follow && path.is_dir(),
        Ok(metadata) => metadata.is_dir(),
        Err(_) => false,
    };
    entries
        .flatten()
        .map(|entry| place.join(entry.file_name()))
        .map(|path| {
            let enter = enter(&path);
            (path, enter)
        })
        .collect()
}

fn matching(place: &Path, matcher: &GlobMatcher, hidden: bool, follow: bool) -> Vec<PathBuf> {
    let named = |path: &Path| {
        let name = path.file_name().unwrap_or_default();
        matcher.is_match(name) && (hidden || !is_hidden(path))
    };
    // A link to a directory isn't entered, be it the last part or not.
    let wanted = |(path, enter): &(PathBuf, bool)| named(path) && (*enter || !path.is_dir());
    entries(place, follow).into_iter().filter(wanted).map(|(path, _)| path).collect()
}

/// A directory and all directories below it.
fn below(place: &Path, follow: bool) -> Vec<PathBuf> {
    let mut entered = HashSet::new();
    let mut found = Vec::new();
    let mut pending = vec![place.to_owned()];
    while let Some(directory) = pending.pop() {
        if follow && !directory.canonicalize().is_ok_and(|real| entered.insert(real)) {
            continue;
        }
        let inside = entries(&directory, follow).into_iter();
        pending.extend(inside.filter(|(path, enter)| *enter && !is_hidden(path)).map(|(p, _)| p));
        found.push(directory);
    }
    found
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "{}").unwrap();
        }
        folder
    }

    fn found(folder: &tempfile::TempDir, pattern: &str, follow: bool) -> Vec<String> {
        let pattern = format!("{}/{pattern}", folder.path().display());
        let found = expand(&pattern, follow).unwrap();
        let inside = |path: &PathBuf| path.strip_prefix(folder.path()).unwrap().to_owned();
        found.iter().map(|path| inside(path).display().to_string()).collect()
    }

    #[test]
    fn a_pattern_means_what_shells_take_it_for() {
        let folder = tree(&["a.json", "b.txt", ".c.json", "s/a.json", "s/t/d.json", "s/.h/e.json"]);
        assert_eq!(found(&folder, "*.json", false), ["a.json"]);
        assert_eq!(found(&folder, ".*.json", false), [".c.json"]);
        assert_eq!(found(&folder, "*", false), ["a.json", "b.txt", "s"]);
        assert_eq!(found(&folder, "*/a.json", false), ["s/a.json"]);
        assert_eq!(found(&folder, "s/**/[!a].json", false), ["s/t/d.json"]);
        assert_eq!(found(&folder, "**/*.json", false), ["a.json", "s/a.json", "s/t/d.json"]);
        assert_eq!(found(&folder, "**/**/**/d.json", false), ["s/t/d.json"]);
        assert_eq!(found(&folder, "b?txt", false), ["b.txt"]);
        assert!(found(&folder, "x/*", false).is_empty());
        assert!(matches!(expand("[", false), Err(ManifestError::Pattern { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_back_are_not_walked_for_ever() {
        let folder = tree(&["s/a.json"]);
        for name in ["s/here", "s/there"] {
            std::os::unix::fs::symlink(".", folder.path().join(name)).unwrap();
        }
        for follow in [false, true] {
            assert_eq!(found(&folder, "**/*.json", follow), ["s/a.json"]);
        }
        assert!(found(&folder, "s/*/a.json", false).is_empty());
        assert_eq!(found(&folder, "s/*/a.json", true), ["s/here/a.json", "s/there/a.json"]);
    }
}
