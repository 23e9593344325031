//! What a SOURCE argument means: a file, a directory, a glob, or `-`.
//!
//! [`each`] is the base: it hands out servers and problems one by one, in the
//! order of the input, and keeps no more than a few files in memory.
//! [`load`] collects them. Neither fails as a whole: what can't be read is a
//! problem beside the rest.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::draft::Draft;
use super::error::ManifestError;
use super::gather::Piece;
use super::model::{Problem, Server};
use super::pattern;
use super::stream::{self, Name};
use super::text::{self, Notation};
use super::walk;
use crate::document::{
    DocumentError, SourceText, Watched, limits, read_file, read_found, read_stdin,
};

/// Files that are read at once, and held until their turn comes.
const BATCH: usize = 256;

/// Files of more bytes are read one by one where they can be read line by line.
const LARGE: u64 = 1 << 20;

/// A server, or why there is one less.
#[derive(Debug, Clone)]
pub enum Outcome {
    Server(Server),
    Problem(Problem),
}

/// All that some sources hold.
///
/// `problems` tell what could not be read: the answer is then partial. What was
/// read with a doubt stands in [`Server::warnings`].
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    pub servers: Vec<Server>,
    pub problems: Vec<Problem>,
}

impl Loaded {
    /// Adds one outcome behind the others.
    pub fn push(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Server(server) => self.servers.push(server),
            Outcome::Problem(problem) => self.problems.push(problem),
        }
    }
}

/// Reads a source to the end and collects what it holds.
#[must_use]
pub fn load(source: &str) -> Loaded {
    let mut loaded = Loaded::default();
    each(source, &mut |outcome| loaded.push(outcome));
    loaded
}

/// Reads a text that is in memory already; `name` is for a server without one.
#[must_use]
pub fn load_text(source: &SourceText, name: &str) -> Loaded {
    let mut loaded = Loaded::default();
    let extension = Path::new(source.name()).extension().and_then(|e| e.to_str());
    each_of_text(source, Notation::of(extension), name, &mut |outcome| loaded.push(outcome));
    loaded
}

/// Hands out the servers and problems of a source, one by one, in its order.
pub fn each(source: &str, sink: &mut dyn FnMut(Outcome)) {
    each_listed(source, How { wanted: &|_| true, apart: false }, sink);
}

/// As [`each`], for inputs of any size: where each line is a document, it is a
/// server of its own, and the memory doesn't grow with the number of lines.
pub fn each_apart(source: &str, sink: &mut dyn FnMut(Outcome)) {
    each_listed(source, How { wanted: &|_| true, apart: true }, sink);
}

/// As [`each`], passing over one file where a directory or a pattern lists it:
/// labels or a policy that lie among the manifests and are read as such.
pub fn each_except(source: &str, except: &Path, sink: &mut dyn FnMut(Outcome)) {
    let except = except.canonicalize().ok();
    let wanted = |path: &Path| except.is_none() || path.canonicalize().ok() != except;
    each_listed(source, How { wanted: &wanted, apart: false }, sink);
}

#[derive(Clone, Copy)]
struct How<'a> {
    /// Whether a file that was found, and not named, is to be read.
    wanted: &'a dyn Fn(&Path) -> bool,
    /// Whether lines that are documents stay apart.
    apart: bool,
}

fn each_listed(source: &str, how: How<'_>, sink: &mut dyn FnMut(Outcome)) {
    let path = Path::new(source);
    if source == "-" {
        each_of_stdin(how, sink);
    } else if path.is_dir() {
        each_of_directory(path, how, sink);
    } else if is_pattern(source) && std::fs::symlink_metadata(path).is_err() {
        each_of_pattern(source, how, sink);
    } else {
        each_of_file(path, how, sink);
    }
}

fn each_of_stdin(how: How<'_>, sink: &mut dyn FnMut(Outcome)) {
    if how.apart {
        let name = Name { source: "-", fallback: "stdin", notation: Notation::Unknown };
        return stream::read(std::io::stdin().lock(), name, sink);
    }
    match read_stdin() {
        Ok(text) => each_of_text(&text, Notation::Unknown, "stdin", sink),
        Err(error) => report(error.into(), "-", sink),
    }
}

pub(super) fn each_of_text(
    source: &SourceText,
    notation: Notation,
    name: &str,
    sink: &mut dyn FnMut(Outcome),
) {
    text::read(source, notation, &mut |piece| {
        sink(match piece {
            Piece::Draft(draft) => Outcome::Server(draft.finish(name, source.name())),
            Piece::Problem(problem) => Outcome::Problem(problem),
        });
    });
}

fn each_of_file(path: &Path, how: How<'_>, sink: &mut dyn FnMut(Outcome)) {
    let (name, fallback, notation) = (path.display().to_string(), stem(path), notation(path));
    let failed = |error: DocumentError, sink| report(error.into(), &name, sink);
    if how.apart {
        return match Watched::open(path) {
            Ok(mut file) => {
                let named = Name { source: &name, fallback: &fallback, notation };
                stream::read(&mut file, named, sink);
                file.check().unwrap_or_else(|error| failed(error, sink));
            }
            Err(error) => failed(error, sink),
        };
    }
    match read_file(path) {
        Ok(text) => each_of_text(&text, notation, &fallback, sink),
        Err(error) => failed(error, sink),
    }
}

fn each_of_directory(root: &Path, how: How<'_>, sink: &mut dyn FnMut(Outcome)) {
    let mut listing = walk::list(root);
    listing.files.retain(|file| (how.wanted)(file));
    if listing.files.is_empty() && listing.problems.is_empty() {
        let extensions = walk::EXTENSIONS.map(|extension| format!(".{extension}")).join(", ");
        report(ManifestError::NoCandidate { extensions }, &root.display().to_string(), sink);
    }
    listing.problems.into_iter().for_each(|problem| sink(Outcome::Problem(problem)));
    each_of_files(&listing.files, how, sink);
}

fn each_of_pattern(pattern: &str, how: How<'_>, sink: &mut dyn FnMut(Outcome)) {
    let places = match pattern::expand(pattern, limits().follow_links) {
        Ok(places) => places,
        Err(error) => return report(error, pattern, sink),
    };
    let found = !places.is_empty();
    let mut files = Vec::new();
    for path in places {
        if path.is_dir() {
            each_of_files(&std::mem::take(&mut files), how, sink);
            each_of_directory(&path, how, sink);
        } else if (how.wanted)(&path) {
            files.push(path);
        }
    }
    each_of_files(&files, how, sink);
    if !found {
        report(ManifestError::NoMatch, pattern, sink);
    }
}

/// Reads files on all cores and hands out what they hold in their order.
/// One-tool files of a directory are one server, called like the directory.
fn each_of_files(files: &[PathBuf], how: How<'_>, sink: &mut dyn FnMut(Outcome)) {
    let mut singles: Option<Singles> = None;
    let alone = |file: &PathBuf| how.apart && is_large(file);
    for batch in files.chunk_by(|a, b| !alone(a) && !alone(b)) {
        match batch {
            [file] if alone(file) => {
                singles.take().into_iter().for_each(|singles| singles.finish(sink));
                each_of_file(file, how, sink);
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

fn each_of_small(files: &[PathBuf], singles: &mut Option<Singles>, sink: &mut dyn FnMut(Outcome)) {
    for batch in files.chunks(BATCH) {
        let pieces: Vec<Vec<Piece>> = batch.par_iter().map(|path| pieces(path)).collect();
        for (path, piece) in batch
            .iter()
            .zip(pieces)
            .flat_map(|(path, all)| all.into_iter().map(move |piece| (path, piece)))
        {
            match piece {
                Piece::Problem(problem) => sink(Outcome::Problem(problem)),
                Piece::Draft(draft) if draft.single => {
                    *singles = Some(Singles::add(singles.take(), path, draft, sink));
                }
                Piece::Draft(draft) => {
                    sink(Outcome::Server(draft.finish(&stem(path), &path.display().to_string())));
                }
            }
        }
    }
}

fn pieces(path: &Path) -> Vec<Piece> {
    let mut pieces = Vec::new();
    match read_found(path) {
        Ok(text) => text::read(&text, notation(path), &mut |piece| pieces.push(piece)),
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
    fn add(so_far: Option<Self>, path: &Path, draft: Draft, sink: &mut dyn FnMut(Outcome)) -> Self {
        let directory = path.parent().unwrap_or(Path::new("")).to_owned();
        match so_far {
            Some(mut same) if same.directory == directory && same.draft.name == draft.name => {
                let limit = limits().max_tools;
                if same.draft.join(draft, limit) {
                    let directory = same.directory.display().to_string();
                    report(ManifestError::TooManyTools { limit }, &directory, sink);
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

    fn finish(self, sink: &mut dyn FnMut(Outcome)) {
        let (name, source) =
            (directory_name(&self.directory), self.directory.display().to_string());
        let source = if source.is_empty() { ".".to_owned() } else { source };
        sink(Outcome::Server(self.draft.finish(&name, &source)));
    }
}

fn report(error: ManifestError, source: &str, sink: &mut dyn FnMut(Outcome)) {
    sink(Outcome::Problem(error.of(source)));
}

fn is_pattern(source: &str) -> bool {
    source.contains(['*', '?', '['])
}

fn notation(path: &Path) -> Notation {
    Notation::of(path.extension().and_then(|extension| extension.to_str()))
}

/// The file's name without its extension.
fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The directory's own name, also of `.` and `..`.
fn directory_name(directory: &Path) -> String {
    let here = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
    let named = here.file_name().map(std::ffi::OsStr::to_owned);
    let name =
        named.or_else(|| here.canonicalize().ok()?.file_name().map(std::ffi::OsStr::to_owned));
    name.map_or_else(|| "tools".to_owned(), |name| name.to_string_lossy().into_owned())
}
