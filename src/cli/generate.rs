//! `toolward generate`: the recommended policy.

use std::path::PathBuf;

use clap::Args;

use super::common::{end, read_or_fail};
use super::output::{print_note, print_warning, write_file};
use super::{Exit, Failure, print};
use crate::classify::{Verdict, classify};
use crate::phrase::{count, nearest, quoted};
use crate::policy::{Policy, Recommendation, recommend};

const EXAMPLES: &str = "\
Examples:
  toolward generate tools.json -o policy.json
  toolward generate catalog:odoo-claude-mcp --tool user_connection_activate
  my-server-tools | toolward generate -";

/// Write the recommended policy for a server, or for one tool
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct GenerateArgs {
    /// Tool lists: a file, a directory, a glob, `-`, or catalog:NAME; the embedded Odoo server if absent
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,

    /// For this tool alone
    #[arg(long, value_name = "NAME")]
    tool: Option<String>,

    /// Write to a file; an existing one is left alone unless --force is given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Overwrite the file of --output
    #[arg(long, requires = "output")]
    force: bool,
}

/// Reads, classifies, recommends, writes.
///
/// # Errors
/// When no tool could be read, when the tool isn't there, when the policy
/// can't be written.
pub fn run(args: &GenerateArgs) -> Result<Exit, Failure> {
    let loaded = read_or_fail(&args.sources)?;
    let verdicts: Vec<Vec<Verdict>> = loaded.servers.iter().map(classify).collect();
    let Recommendation { policy, warnings } = match &args.tool {
        Some(name) => recommend_named(&verdicts, name)?,
        None => recommend(verdicts.iter().map(Vec::as_slice)),
    };
    for warning in &warnings {
        print_warning(warning);
    }
    write(args, &policy)?;
    Ok(end(&loaded.problems))
}

fn recommend_named(verdicts: &[Vec<Verdict>], name: &str) -> Result<Recommendation, Failure> {
    let all = || verdicts.iter().flatten();
    let named: Vec<Verdict> = all().filter(|verdict| verdict.name == name).cloned().collect();
    if named.is_empty() {
        let failure = Failure::new(format!("no tool is called {}", quoted(name)));
        return Err(match nearest(name, all().map(|verdict| verdict.name.as_str())) {
            Some(known) => failure.with_help(format!("did you mean {}?", quoted(known))),
            None => failure,
        });
    }
    Ok(recommend([named.as_slice()]))
}

fn write(args: &GenerateArgs, policy: &Policy) -> Result<(), Failure> {
    let text = policy.to_json();
    let Some(path) = args.output.as_ref().filter(|path| path.as_os_str() != "-") else {
        return print(&text);
    };
    write_file(path, &text, args.force)?;
    print_note(&format!(
        "wrote {}: {} listed, {} hidden",
        quoted(&path.display().to_string()),
        count(policy.tools.len(), "tool", "tools"),
        policy.hide.len()
    ));
    Ok(())
}
