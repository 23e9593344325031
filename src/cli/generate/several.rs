//! A policy for each of several servers, in one directory.
//!
//! Every name is checked before the first file is written, and each file is
//! written whole or not at all.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{GenerateArgs, exported, tool_names, wrote};
use crate::classify::Verdict;
use crate::cli::Failure;
use crate::cli::export::target;
use crate::cli::output::{print_note, print_warning, write_file};
use crate::manifest::Server;
use crate::phrase::quoted;
use crate::policy::{Policy, Recommendation, Tuning, recommend_with};

/// The longest stem of a file's name, in bytes; systems take at least 255.
const MAX_STEM: usize = 200;

pub fn write(
    args: &GenerateArgs,
    folder: &Path,
    servers: &[Server],
    verdicts: &[Vec<Verdict>],
    tunings: &[Tuning],
) -> Result<(), Failure> {
    let extension = match &args.target {
        Some(name) => target(name)?.extension(),
        None => "json",
    };
    let paths = paths(folder, servers, extension)?;
    if !args.force {
        refuse_overwriting(&paths)?;
    }
    let mut files: Vec<(PathBuf, String, Policy)> = Vec::new();
    for (((server, verdicts), tuning), path) in servers.iter().zip(verdicts).zip(tunings).zip(paths)
    {
        if verdicts.is_empty() && args.tool.is_some() {
            continue;
        }
        let (text, policy) = made(args, server, verdicts, tuning)?;
        files.push((path, text, policy));
    }
    std::fs::create_dir_all(folder).map_err(|error| {
        Failure::new(format!(
            "{} can't be made: {}",
            quoted(&folder.display().to_string()),
            crate::document::io_reason(&error)
        ))
    })?;
    for (path, text, policy) in files {
        write_file(&path, &text, args.force)?;
        print_note(&wrote(&path, &policy));
    }
    Ok(())
}

fn refuse_overwriting(paths: &[PathBuf]) -> Result<(), Failure> {
    let Some(taken) = paths.iter().find(|path| path.symlink_metadata().is_ok()) else {
        return Ok(());
    };
    let name = quoted(&taken.display().to_string());
    Err(Failure::new(format!("{name} exists already, and nothing was written"))
        .with_help("pass `--force` to overwrite it, or give another directory"))
}

/// The text of one server's file, and the policy that it says.
fn made(
    args: &GenerateArgs,
    server: &Server,
    verdicts: &[Verdict],
    tuning: &Tuning,
) -> Result<(String, Policy), Failure> {
    let Recommendation { policy, warnings, .. } = recommend_with([verdicts], tuning);
    for warning in &warnings {
        print_warning(warning);
    }
    let text = match &args.target {
        Some(name) => exported(args, name, &policy, &server.name, &tool_names(server))?,
        None => policy.to_json(),
    };
    Ok((text, policy))
}

/// A file for each server, none of them twice.
fn paths(folder: &Path, servers: &[Server], extension: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut taken: HashMap<String, &Server> = HashMap::new();
    let mut paths = Vec::with_capacity(servers.len());
    for server in servers {
        let stem = stem(&server.name);
        // Some file systems take `A` and `a` for one.
        if let Some(other) = taken.insert(stem.to_lowercase(), server) {
            return Err(Failure::new(format!(
                "{} of {} and {} of {} would be one file, and nothing was written",
                quoted(&other.name),
                quoted(&other.source),
                quoted(&server.name),
                quoted(&server.source)
            ))
            .with_help("generate their policies one by one, with `-o`"));
        }
        paths.push(folder.join(format!("{stem}.{extension}")));
    }
    Ok(paths)
}

/// A server's name as a file's: no separators, nothing hidden, not too long.
fn stem(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    let stem: String = name.chars().map(plain).take(MAX_STEM).collect();
    let stem = stem.trim_start_matches(['.', '-']);
    if stem.is_empty() { "server".to_owned() } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_in_the_directory() {
        for (name, wanted) in [
            ("odoo", "odoo"),
            ("../../etc/passwd", "etc-passwd"),
            ("a/b\\c:d", "a-b-c-d"),
            (".hidden", "hidden"),
            ("", "server"),
            ("..", "server"),
            ("\u{202e}x", "x"),
        ] {
            assert_eq!(stem(name), wanted, "{name:?}");
        }
        assert_eq!(stem(&"x".repeat(999)).len(), MAX_STEM);
    }
}
