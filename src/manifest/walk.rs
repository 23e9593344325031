//! The files of a directory that may be tool lists.
//!
//! The order is that of the paths, directory by directory, whatever the file
//! system says. Hidden files and directories are passed over. A symbolic link
//! is followed only to a file inside the tree that isn't read anyway; one that
//! leads out is reported, for what stands there was perhaps meant to be read.
//! Where the user asked for it, links are followed wherever they lead, into
//! each directory once. A pipe or device is never opened: one could wait for
//! ever.

use std::collections::HashSet;
use std::fs::FileType;
use std::path::{Path, PathBuf};

use super::error::ManifestError;
use super::model::Problem;
use crate::document::{DocumentError, io_reason, limits};

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
    list_with(root, limits().follow_links)
}

fn list_with(root: &Path, follow_out: bool) -> Listing {
    let mut walk = Walk { follow_out, pending: vec![root.to_owned()], ..Walk::default() };
    loop {
        while let Some(directory) = walk.pending.pop() {
            if let Err(error) = walk.visit(&directory) {
                walk.problem(&directory, io_reason(&error));
            }
        }
        // Following links may come upon further directories, with further links.
        walk.follow(root);
        if walk.pending.is_empty() {
            break;
        }
    }
    let mut listing = walk.listing;
    listing.files.sort_by(|a, b| (a.parent(), a.file_name()).cmp(&(b.parent(), b.file_name())));
    listing.problems.sort_by(|a, b| a.source.cmp(&b.source));
    listing
}

/// A directory being listed.
#[derive(Default)]
struct Walk {
    follow_out: bool,
    listing: Listing,
    links: Vec<PathBuf>,
    pending: Vec<PathBuf>,
    /// Directories by their real place, where links lead into them.
    entered: HashSet<PathBuf>,
}

impl Walk {
    fn visit(&mut self, directory: &Path) -> std::io::Result<()> {
        if self.follow_out && !self.entered.insert(directory.canonicalize()?) {
            return Ok(());
        }
        for entry in std::fs::read_dir(directory)? {
            let entry = entry?;
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let (path, kind) = (entry.path(), entry.file_type()?);
            if kind.is_symlink() {
                self.links.push(path);
            } else if kind.is_dir() {
                self.pending.push(path);
            } else if is_candidate(&path) {
                self.take(path, kind);
            }
        }
        Ok(())
    }

    fn take(&mut self, path: PathBuf, kind: FileType) {
        if kind.is_file() {
            self.listing.files.push(path);
        } else {
            let reason = "is a pipe or a device and was not read; name it to have it read";
            self.problem(&path, reason.to_owned());
        }
    }

    fn problem(&mut self, path: &Path, reason: String) {
        let name = path.display().to_string();
        let error = ManifestError::Document(DocumentError::Io { name: name.clone(), reason });
        self.listing.problems.push(error.of(&name));
    }

    /// Takes the links that lead to a file of the tree which isn't listed itself,
    /// and those that lead out of it where that is wanted.
    fn follow(&mut self, root: &Path) {
        let mut links = std::mem::take(&mut self.links);
        let Ok(tree) = root.canonicalize() else { return };
        if links.is_empty() {
            return;
        }
        let real = |file: &PathBuf| file.canonicalize().ok();
        let mut known: HashSet<PathBuf> = self.listing.files.iter().filter_map(real).collect();
        links.sort();
        for link in links {
            // A link that leads nowhere has no tools; one to a directory of the
            // tree has none that aren't read at their own place.
            let Ok(target) = link.canonicalize() else { continue };
            let candidate = is_candidate(&link);
            if !target.starts_with(&tree) && !self.follow_out {
                if candidate || target.is_dir() {
                    let problem = ManifestError::LinkOutside.of(&link.display().to_string());
                    self.listing.problems.push(problem);
                }
            } else if target.is_dir() {
                if self.follow_out {
                    self.pending.push(link);
                }
            } else if candidate
                && let Ok(metadata) = target.metadata()
                && known.insert(target)
            {
                self.take(link, metadata.file_type());
            }
        }
    }
}

fn is_candidate(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|found| EXTENSIONS.iter().any(|e| e.eq_ignore_ascii_case(found)))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// Paths from the folder on, and the paths of problems.
    fn listed(folder: &Path, follow_out: bool) -> (Vec<String>, Vec<String>) {
        let listing = list_with(&folder.join("tree"), follow_out);
        let inside = |path: &Path| path.strip_prefix(folder).unwrap().display().to_string();
        let problems = listing.problems.iter().map(|problem| inside(Path::new(&problem.source)));
        (listing.files.iter().map(|file| inside(file)).collect(), problems.collect())
    }

    #[test]
    fn links_lead_out_of_the_tree_only_where_that_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["tree/sub", "out/deep"] {
            std::fs::create_dir_all(at(name)).unwrap();
        }
        for name in ["tree/a.json", "out/b.json", "out/deep/c.json", "secret.json", "notes.txt"] {
            std::fs::write(at(name), "{}").unwrap();
        }
        // Round and round: up, to itself, and back into the tree from outside.
        symlink(at("tree"), at("tree/sub/up")).unwrap();
        symlink(".", at("tree/here")).unwrap();
        symlink(at("tree"), at("out/deep/back")).unwrap();
        symlink(at("out"), at("tree/out")).unwrap();
        symlink(at("secret.json"), at("tree/secret.json")).unwrap();
        symlink(at("a.json"), at("tree/nowhere.json")).unwrap();
        symlink(at("notes.txt"), at("tree/notes.txt")).unwrap();
        let (files, problems) = listed(folder.path(), false);
        assert_eq!(files, ["tree/a.json"]);
        assert_eq!(problems, ["tree/out", "tree/secret.json"]);
        let (files, problems) = listed(folder.path(), true);
        let all = ["tree/a.json", "tree/secret.json", "tree/out/b.json", "tree/out/deep/c.json"];
        assert_eq!(files, all);
        assert!(problems.is_empty(), "{problems:?}");
    }
}
