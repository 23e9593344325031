//! What a SOURCE argument means: a file, a directory, a glob, or `-`.
//!
//! [`each`] is the base: it hands out servers and problems one by one, in the
//! order of the input, and keeps no more than a few files in memory.
//! [`load`] collects them. Neither fails as a whole: what can't be read is a
//! problem beside the rest.

use std::io::Read;
use std::path::Path;

use super::error::ManifestError;
use super::files::each_of_files;
use super::gather::Piece;
use super::model::{Problem, Server};
use super::pattern;
use super::spread::Outcome;
use super::stream::Name;
use super::text::{self, Notation};
use super::walk;
use crate::document::{DocumentError, Raw, SourceText, Watch, limits, open_file};

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
    let sink = &mut |piece| loaded.push(outcome(piece, name, source.name()));
    text::read(source, notation(Path::new(source.name())), sink);
    loaded
}

/// As [`load_text`], of bytes that may be no text.
#[must_use]
pub fn load_raw(raw: Raw, name: &str) -> Loaded {
    let mut loaded = Loaded::default();
    let notation = notation(Path::new(raw.name()));
    each_of_raw(raw, notation, name, &mut |outcome| loaded.push(outcome));
    loaded
}

/// Hands out the servers and problems of a source, one by one, in its order.
pub fn each(source: &str, mut sink: &mut dyn FnMut(Outcome)) {
    each_listed(source, &|_| true, &mut sink);
}

/// As [`each`], passing over one file where a directory or a pattern lists it:
/// labels or a policy that lie among the manifests and are read as such.
pub fn each_except(source: &str, except: &Path, mut sink: &mut dyn FnMut(Outcome)) {
    let except = except.canonicalize().ok();
    let wanted = |path: &Path| except.is_none() || path.canonicalize().ok() != except;
    each_listed(source, &wanted, &mut sink);
}

/// Where the outcomes go.
pub(super) trait Sink {
    fn take(&mut self, outcome: Outcome);

    /// Whether lines that are documents stay apart: inputs of any size go to
    /// [`Sink::read`] then.
    fn keeps_lines_apart(&self) -> bool {
        false
    }

    /// Takes all that an input holds.
    fn read(&mut self, _input: &mut dyn Read, _name: Name<'_>) {}
}

impl<F: FnMut(Outcome)> Sink for F {
    fn take(&mut self, outcome: Outcome) {
        self(outcome);
    }
}

/// Whether a file that was found, and not named, is to be read.
type Wanted<'a> = &'a dyn Fn(&Path) -> bool;

pub(super) fn each_listed(source: &str, wanted: Wanted<'_>, sink: &mut dyn Sink) {
    let path = Path::new(source);
    if source == "-" {
        each_of_stdin(sink);
    } else if path.is_dir() {
        each_of_directory(path, wanted, sink);
    } else if is_pattern(source) && std::fs::symlink_metadata(path).is_err() {
        each_of_pattern(source, wanted, sink);
    } else {
        each_of_file(path, sink);
    }
}

fn each_of_stdin(sink: &mut dyn Sink) {
    if sink.keeps_lines_apart() {
        let name = Name { source: "-", fallback: "stdin", notation: Notation::Unknown };
        return sink.read(&mut std::io::stdin().lock(), name);
    }
    match Raw::of_stdin() {
        Ok(raw) => each_of_raw(raw, Notation::Unknown, "stdin", sink),
        Err(error) => report(error.into(), "-", sink),
    }
}

pub(super) fn each_of_raw(raw: Raw, notation: Notation, name: &str, sink: &mut dyn Sink) {
    let source = raw.name().to_owned();
    text::read_raw(raw, notation, &mut |piece| sink.take(outcome(piece, name, &source)));
}

fn outcome(piece: Piece, name: &str, source: &str) -> Outcome {
    match piece {
        Piece::Draft(draft) => Outcome::Server(draft.finish(name, source)),
        Piece::Problem(problem) => Outcome::Problem(problem),
    }
}

pub(super) fn each_of_file(path: &Path, sink: &mut dyn Sink) {
    let (name, fallback, notation) = (path.display().to_string(), stem(path), notation(path));
    let read = if sink.keeps_lines_apart() {
        let name = Name { source: &name, fallback: &fallback, notation };
        read_apart(path, name, sink)
    } else {
        Raw::of_file(path).map(|raw| each_of_raw(raw, notation, &fallback, sink))
    };
    if let Err(error) = read {
        report(error.into(), &name, sink);
    }
}

fn read_apart(path: &Path, name: Name<'_>, sink: &mut dyn Sink) -> Result<(), DocumentError> {
    let mut file = open_file(path)?;
    let watch = Watch::of(&file);
    sink.read(&mut file, name);
    // What was made of it is gone on its way: all that is left is to say so.
    watch.check(&file, name.source, None)
}

fn each_of_directory(root: &Path, wanted: Wanted<'_>, sink: &mut dyn Sink) {
    let mut listing = walk::list(root);
    listing.files.retain(|file| wanted(file));
    if listing.files.is_empty() && listing.problems.is_empty() {
        let extensions = walk::EXTENSIONS.map(|extension| format!(".{extension}")).join(", ");
        report(ManifestError::NoCandidate { extensions }, &root.display().to_string(), sink);
    }
    listing.problems.into_iter().for_each(|problem| sink.take(Outcome::Problem(problem)));
    each_of_files(&listing.files, sink);
}

fn each_of_pattern(pattern: &str, wanted: Wanted<'_>, sink: &mut dyn Sink) {
    let places = match pattern::expand(pattern, limits().follow_links) {
        Ok(places) => places,
        Err(error) => return report(error, pattern, sink),
    };
    let found = !places.is_empty();
    let mut files = Vec::new();
    for path in places {
        if path.is_dir() {
            each_of_files(&std::mem::take(&mut files), sink);
            each_of_directory(&path, wanted, sink);
        } else if wanted(&path) {
            files.push(path);
        }
    }
    each_of_files(&files, sink);
    if !found {
        report(ManifestError::NoMatch, pattern, sink);
    }
}

fn report(error: ManifestError, source: &str, sink: &mut dyn Sink) {
    sink.take(Outcome::Problem(error.of(source)));
}

fn is_pattern(source: &str) -> bool {
    source.contains(['*', '?', '['])
}

pub(super) fn notation(path: &Path) -> Notation {
    Notation::of(path.extension().and_then(|extension| extension.to_str()))
}

/// The file's name without its extension.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
