//! Arguments that clap takes and that make no sense together.

use std::path::{Path, PathBuf};

use super::LintArgs;
use crate::cli::Failure;
use crate::cli::policy_input::one_stdin;
use crate::cli::project::Project;
use crate::phrase::quoted;

/// Standard input can be read once, and can't be written to.
///
/// # Errors
/// With what to do instead.
pub fn check_usage(args: &LintArgs) -> Result<(), Failure> {
    one_stdin(args.policies.iter().chain(&args.manifest).map(String::as_str))?;
    if args.policies.is_empty() && (args.mend.fix || args.mend.diff) {
        let flag = if args.mend.fix { "--fix" } else { "--diff" };
        return Err(Failure::new(format!(
            "`{flag}` mends policies, and none is given; tool definitions can't be mended here"
        ))
        .with_help("name a policy, or leave the flag out"));
    }
    let policy = args.policies.iter().any(|policy| policy == "-");
    if args.mend.fix && policy {
        return Err(Failure::new("standard input can't be mended in its place")
            .with_help("`--diff` prints what would change"));
    }
    if args.stdin_filename.is_some() && !policy {
        return Err(Failure::new("`--stdin-filename` is given, but no policy is `-`")
            .with_help("add `-` to read the policy from standard input"));
    }
    Ok(())
}

/// A report that is written over a policy would be a loss that nobody asked for.
///
/// # Errors
/// Where a file of this run is read and written.
pub fn refuse_overwriting(
    args: &LintArgs,
    project: &Project,
    policies: &[String],
) -> Result<(), Failure> {
    let place = |path: &Path| project.workspace.absolute(&path.to_string_lossy());
    let own = project.config.source.as_ref().map(|source| Path::new(source.name()));
    let read = policies.iter().chain(&args.manifest).map(Path::new);
    let read: Vec<PathBuf> = read.chain(args.baseline.as_deref()).chain(own).map(place).collect();
    let written = args.output.iter().map(|output| output.file.as_path());
    for file in written.chain(args.write_baseline.as_deref()) {
        if read.contains(&place(file)) {
            let name = quoted(&file.display().to_string());
            return Err(Failure::new(format!(
                "{name} is read by this run and can't be its output"
            ))
            .with_help("give another file"));
        }
    }
    Ok(())
}
