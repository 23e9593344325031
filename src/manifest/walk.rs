//! The files of a directory that may be tool lists.
//!
//! The order is that of the paths, directory by directory, whatever the file
//! system says. Hidden files and directories are passed over. A symbolic link
//! is followed only to a file inside the tree that isn't read anyway; one that
//! leads out is reported, for what stands there was perhaps meant to be read.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::error::ManifestError;
use super::model::Problem;
use crate::document::{DocumentError, io_reason};

/// Extensions that are read without being named one by one. Plain text and logs
/// are not among them: a directory is full of those, and a session saved under
/// such a name can be passed by name.
pub(super) const EXTENSIONS: [&str; 7] = ["json", "jsonl", "ndjson", "snap", "yaml", "yml", "sse"];

/// What a directory holds.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Sorted by directory, then by name.
    pub files: Vec<PathBuf>,
    pub problems: Vec<Problem>,
}

/// Lists a directory with all below it.
pub(super) fn list(root: &Path) -> Listing {
    let mut listing = Listing::default();
    let mut links = Vec::new();
    let mut pending = vec![root.to_owned()];
    while let Some(directory) = pending.pop() {
        if let Err(error) = visit(&directory, &mut listing.files, &mut links, &mut pending) {
            let reason = io_reason(&error);
            let name = directory.display().to_string();
            let error = ManifestError::Document(DocumentError::Io { name: name.clone(), reason });
            listing.problems.push(error.of(&name));
        }
    }
    follow(root, links, &mut listing);
    listing.files.sort_by(|a, b| (a.parent(), a.file_name()).cmp(&(b.parent(), b.file_name())));
    listing.problems.sort_by(|a, b| a.source.cmp(&b.source));
    listing
}

fn visit(
    directory: &Path,
    files: &mut Vec<PathBuf>,
    links: &mut Vec<PathBuf>,
    pending: &mut Vec<PathBuf>,
) -> std::io::Result<()> {
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let (path, kind) = (entry.path(), entry.file_type()?);
        if kind.is_symlink() {
            links.push(path);
        } else if kind.is_dir() {
            pending.push(path);
        } else if kind.is_file() && is_candidate(&path) {
            files.push(path);
        }
    }
    Ok(())
}

/// Takes the links that lead to a file of the tree which isn't listed itself.
fn follow(root: &Path, links: Vec<PathBuf>, listing: &mut Listing) {
    if links.is_empty() {
        return;
    }
    let Ok(tree) = root.canonicalize() else { return };
    let real = |file: &PathBuf| file.canonicalize().ok();
    let mut known: HashSet<PathBuf> = listing.files.iter().filter_map(real).collect();
    let mut links = links;
    links.sort();
    for link in links {
        // A link that leads nowhere has no tools; one to a directory of the
        // tree has none that aren't read at their own place.
        let Ok(target) = link.canonicalize() else { continue };
        let candidate = is_candidate(&link);
        if !target.starts_with(&tree) {
            if candidate || target.is_dir() {
                listing.problems.push(ManifestError::LinkOutside.of(&link.display().to_string()));
            }
        } else if candidate && target.is_file() && known.insert(target) {
            listing.files.push(link);
        }
    }
}

fn is_candidate(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|found| EXTENSIONS.iter().any(|e| e.eq_ignore_ascii_case(found)))
}
