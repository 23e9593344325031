//! POLICY arguments to the policies they mean.
//!
//! A file that is named is judged, whatever it holds. Of a directory, those
//! JSON files are judged that look like a policy; the others are named in a
//! note, so that nobody takes them for checked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use serde_json::Value;

use crate::cli::project::Project;
use crate::config::compile;
use crate::document::read_file;
use crate::manifest::Problem;
use crate::phrase::count;

/// What some arguments mean.
#[derive(Debug, Default)]
pub struct Inputs {
    /// As messages name them, sorted, each file once; `-` is standard input.
    pub policies: Vec<String>,
    /// JSON files that were passed over, because they are no policies.
    pub skipped: Vec<String>,
    /// Arguments that mean nothing.
    pub problems: Vec<Problem>,
}

/// Finds the policies that the arguments mean.
#[must_use]
pub fn collect(arguments: &[String], project: &Project) -> Inputs {
    let mut inputs = Inputs::default();
    // By place: `a.json` and `./a.json` are one.
    let mut found: BTreeMap<PathBuf, String> = BTreeMap::new();
    for argument in arguments {
        let names = if argument == "-" {
            vec![argument.clone()]
        } else if Path::new(argument).is_dir() {
            directory(argument, project, &mut inputs)
        } else if is_pattern(argument) && !Path::new(argument).exists() {
            pattern(argument, project, &mut inputs)
        } else {
            vec![argument.clone()]
        };
        for name in names {
            found.entry(project.workspace.absolute(&name)).or_insert(name);
        }
    }
    inputs.policies = found.into_values().collect();
    inputs.policies.sort_unstable();
    inputs.skipped.sort_unstable();
    inputs.skipped.dedup();
    inputs
}

fn is_pattern(argument: &str) -> bool {
    argument.contains(['*', '?', '[', '{'])
}

/// The policies of a directory and all below it.
fn directory(name: &str, project: &Project, inputs: &mut Inputs) -> Vec<String> {
    let mut policies = Vec::new();
    let mut looked = 0;
    let is_json = |path: &Path| path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
    for file in walk(Path::new(name), false, project, inputs) {
        if is_json(Path::new(&file)) {
            looked += 1;
            if is_policy(Path::new(&file)) {
                policies.push(file);
            } else {
                inputs.skipped.push(file);
            }
        }
    }
    if policies.is_empty() {
        let files = count(looked, "JSON file was", "JSON files were");
        let message = format!(
            "no policy is in this directory ({files} looked at); name the file if it is one"
        );
        inputs.problems.push(Problem { source: name.to_owned(), message });
    }
    policies
}

/// The files that a glob matches: they are as good as named.
fn pattern(argument: &str, project: &Project, inputs: &mut Inputs) -> Vec<String> {
    let mut problem = |message: String| {
        inputs.problems.push(Problem { source: argument.to_owned(), message });
        Vec::new()
    };
    let absolute = project.workspace.absolute(argument);
    let matcher = match compile(&absolute.to_string_lossy()) {
        Ok(glob) => glob.compile_matcher(),
        Err(error) => return problem(format!("this is no glob: {error}")),
    };
    let literal: PathBuf = Path::new(argument)
        .components()
        .take_while(|part| !is_pattern(&part.as_os_str().to_string_lossy()))
        .collect();
    let folder = if literal.as_os_str().is_empty() { Path::new(".") } else { &literal };
    // Hidden files are meant only where the pattern says so.
    let hidden = argument.starts_with('.') || argument.contains("/.");
    let mut files = walk(folder, hidden, project, inputs);
    files.retain(|file| matcher.is_match(project.workspace.absolute(file)));
    if files.is_empty() {
        let message = "no file matches this glob".to_owned();
        inputs.problems.push(Problem { source: argument.to_owned(), message });
    }
    files
}

/// The files below a folder that neither `.gitignore` nor the configuration
/// leaves out, sorted. Links are not followed.
fn walk(folder: &Path, hidden: bool, project: &Project, inputs: &mut Inputs) -> Vec<String> {
    let mut walker = WalkBuilder::new(folder);
    // What a checkout says holds; what one machine says doesn't.
    walker.standard_filters(false).git_ignore(true).parents(true).require_git(false);
    walker.hidden(!hidden).sort_by_file_path(Path::cmp);
    let excluded = |path: &Path| {
        let seen = project.config.sees(&project.workspace.absolute(&path.to_string_lossy()));
        project.config.excludes(&seen)
    };
    let mut files = Vec::new();
    for entry in walker.build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                if !excluded(entry.path()) {
                    files.push(plain(entry.path()));
                }
            }
            Ok(_) => {}
            Err(error) => {
                let source = folder.display().to_string();
                inputs.problems.push(Problem { source, message: error.to_string() });
            }
        }
    }
    files
}

/// Without the `./` that walking the working directory puts in front.
fn plain(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

/// Whether a JSON file of a directory is a policy: it has `version` and
/// `default`; or its name says `policy` and it has some key of one, or can't
/// be read as JSON.
fn is_policy(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let named = name.contains("policy");
    let Ok(source) = read_file(path) else { return named };
    let has_both = ["\"version\"", "\"default\""].iter().all(|key| source.text().contains(key));
    if !has_both && !named {
        return false;
    }
    match serde_json::from_str::<Value>(source.text()) {
        Err(_) => true,
        Ok(value) => {
            let has = |key: &str| value.get(key).is_some();
            let some = ["version", "default", "hide", "all_tools"].into_iter().any(has)
                || value.get("tools").is_some_and(Value::is_object);
            (has("version") && has("default")) || (named && some)
        }
    }
}
