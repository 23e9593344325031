//! The files that a directory or a pattern came up with, read on all cores.
//!
//! Files of one tool each that lie in one directory are one server.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::draft::Draft;
use super::error::ManifestError;
use super::gather::Piece;
use super::load::{Sink, each_of_file, notation, stem};
use super::spread::Outcome;
use super::text;
use crate::document::{Raw, limits};

/// Files that are read at once, and held until their turn comes.
const BATCH: usize = 256;

/// Files of more bytes are read one by one where they can be read line by line.
const LARGE: u64 = 1 << 20;

/// Reads files on all cores and hands out what they hold in their order.
/// One-tool files of a directory are one server, called like the directory.
pub(super) fn each_of_files(files: &[PathBuf], sink: &mut dyn Sink) {
    let mut singles: Option<Singles> = None;
    let apart = sink.keeps_lines_apart();
    let alone = |file: &PathBuf| apart && is_large(file);
    for batch in files.chunk_by(|a, b| !alone(a) && !alone(b)) {
        match batch {
            [file] if alone(file) => {
                singles.take().into_iter().for_each(|singles| singles.finish(sink));
                each_of_file(file, sink);
            }
            batch => each_of_small(batch, &mut singles, sink),
        }
    }
    if let Some(singles) = singles {
        singles.finish(sink);
    }
}

/// Too large to be held beside many others.
fn is_large(file: &Path) -> bool {
    file.metadata().is_ok_and(|data| data.len() > LARGE)
}

fn each_of_small(files: &[PathBuf], singles: &mut Option<Singles>, sink: &mut dyn Sink) {
    for batch in files.chunks(BATCH) {
        let pieces: Vec<Vec<Piece>> = batch.par_iter().map(|path| pieces(path)).collect();
        for (path, piece) in batch
            .iter()
            .zip(pieces)
            .flat_map(|(path, all)| all.into_iter().map(move |piece| (path, piece)))
        {
            match piece {
                Piece::Problem(problem) => sink.take(Outcome::Problem(problem)),
                Piece::Draft(draft) if draft.single => {
                    *singles = Some(Singles::add(singles.take(), path, draft, sink));
                }
                Piece::Draft(draft) => {
                    sink.take(Outcome::Server(
                        draft.finish(&stem(path), &path.display().to_string()),
                    ));
                }
            }
        }
    }
}

fn pieces(path: &Path) -> Vec<Piece> {
    let mut pieces = Vec::new();
    match Raw::of_found(path) {
        Ok(raw) => text::read_raw(raw, notation(path), &mut |piece| pieces.push(piece)),
        Err(error) => {
            let problem = ManifestError::from(error).of(&path.display().to_string());
            pieces.push(Piece::Problem(problem));
        }
    }
    pieces
}

/// One-tool files of one directory, so far.
struct Singles {
    directory: PathBuf,
    draft: Draft,
}

impl Singles {
    /// Joins a further tool, or hands out the server before it and starts anew.
    fn add(so_far: Option<Self>, path: &Path, draft: Draft, sink: &mut dyn Sink) -> Self {
        let directory = path.parent().unwrap_or(Path::new("")).to_owned();
        match so_far {
            Some(mut same) if same.directory == directory && same.draft.name == draft.name => {
                let limit = limits().max_tools;
                if same.draft.join(draft, limit) {
                    let directory = same.directory.display().to_string();
                    let problem = ManifestError::TooManyTools { limit }.of(&directory);
                    sink.take(Outcome::Problem(problem));
                }
                same
            }
            other => {
                if let Some(other) = other {
                    other.finish(sink);
                }
                Self { directory, draft }
            }
        }
    }

    fn finish(self, sink: &mut dyn Sink) {
        let (name, source) =
            (directory_name(&self.directory), self.directory.display().to_string());
        let source = if source.is_empty() { ".".to_owned() } else { source };
        sink.take(Outcome::Server(self.draft.finish(&name, &source)));
    }
}

/// The directory's own name, also of `.` and `..`.
fn directory_name(directory: &Path) -> String {
    let here = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
    let named = here.file_name().map(std::ffi::OsStr::to_owned);
    let name =
        named.or_else(|| here.canonicalize().ok()?.file_name().map(std::ffi::OsStr::to_owned));
    name.map_or_else(|| "tools".to_owned(), |name| name.to_string_lossy().into_owned())
}
