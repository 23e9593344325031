//! `toolward generate`: the recommended policy, in the posture that is asked for.

mod several;
mod tuning;
mod update;

use std::path::PathBuf;

use clap::Args;

use super::common::{end, read_or_fail};
use super::export::{LossyArg, export_or_fail, say_losses, target, target_names};
use super::output::{print_note, print_warning, write_file};
use super::{Exit, Failure, print};
use crate::classify::{Verdict, classify};
use crate::manifest::{Loaded, Server};
use crate::phrase::{count, nearest, quoted};
use crate::policy::export::Request;
use crate::policy::{Policy, Recommendation, Tuning, recommend_with};
use crate::render::generate_markdown;
use crate::report::{Instruction, instructions, names_in_short, shunned};

const EXAMPLES: &str = "\
Examples:
  toolward generate tools.json -o policy.json
  toolward generate tools.json --profile strict --max write=5 --window write=hour
  toolward generate tools.json --update policy.json
  toolward generate servers/ --out-dir policies --explain WHY.md
  toolward generate tools.json --target claude-code --lossy ask
  my-server-tools | toolward generate -";

/// Write the recommended policy for a server, or for one tool
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[command(group(clap::ArgGroup::new("files").args(["output", "out_dir", "explain"]).multiple(true)))]
pub struct GenerateArgs {
    /// Tool lists: a file, a directory, a glob, `-`, or catalog:NAME; the embedded Odoo server if absent
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,

    /// For this tool alone
    #[arg(long, value_name = "NAME")]
    tool: Option<String>,

    #[command(flatten)]
    tuning: tuning::TuningArgs,

    /// Add new tools to this policy, in place or to --output; what stands in it is left as it is
    #[arg(long, value_name = "POLICY", conflicts_with_all = ["out_dir", "target"])]
    update: Option<PathBuf>,

    /// Write in the format of a client or gateway; `export --help` names them
    #[arg(long, value_name = "TARGET", value_parser = target_names(), hide_possible_values = true)]
    target: Option<String>,

    /// With --target: the server's name in the client's configuration
    #[arg(long, value_name = "NAME", requires = "target", conflicts_with = "out_dir")]
    server: Option<String>,

    /// With --target: what to do with a tool whose rules the target can't express
    #[arg(long, value_name = "WHAT", default_value = "deny", requires = "target")]
    lossy: LossyArg,

    /// Write to a file; an existing one is left alone unless --force is given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Write a policy for each server to this directory
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    out_dir: Option<PathBuf>,

    /// Write to a Markdown file what was recommended for each tool, and why
    #[arg(long, value_name = "FILE")]
    explain: Option<PathBuf>,

    /// Overwrite files that exist
    #[arg(long, requires = "files")]
    force: bool,
}

/// Reads, classifies, recommends, writes.
///
/// # Errors
/// When no tool could be read, when the tool isn't there, when a pace makes no
/// sense, when the policy can't be written.
pub fn run(args: &GenerateArgs) -> Result<Exit, Failure> {
    let tuning = args.tuning.tuning()?;
    let loaded = read_or_fail(&args.sources)?;
    let mut verdicts: Vec<Vec<Verdict>> = loaded.servers.iter().map(classify).collect();
    if let Some(name) = &args.tool {
        verdicts = only_tool(&verdicts, name)?;
    }
    let tunings = tunings(&tuning, &loaded.servers, args.out_dir.is_some());
    if let Some(folder) = &args.out_dir {
        several::write(args, folder, &loaded.servers, &verdicts, &tunings)?;
    } else {
        note_one_for_many(args, &loaded.servers, &verdicts);
        let Recommendation { policy, warnings, .. } =
            recommend_with(verdicts.iter().map(Vec::as_slice), tunings.first().unwrap_or(&tuning));
        for warning in &warnings {
            print_warning(warning);
        }
        match &args.update {
            Some(path) => update::update(args, path, (&policy, tuning.profile), &loaded)?,
            None => write(args, &policy, &loaded)?,
        }
    }
    if let Some(path) = &args.explain {
        let servers = verdicts.iter().map(Vec::as_slice).zip(&tunings).collect::<Vec<_>>();
        write_file(path, &generate_markdown(&servers), args.force)?;
        print_note(&format!("wrote {}", quoted(&path.display().to_string())));
    }
    Ok(end(&loaded.problems))
}

/// How the policy of each server is tuned: it keeps from the model what gives
/// orders to it. One policy knows tools by name alone, whatever their server.
fn tunings(tuning: &Tuning, servers: &[Server], apart: bool) -> Vec<Tuning> {
    let found: Vec<Vec<Instruction>> = servers.iter().map(instructions).collect();
    let tuned = |shunned| Tuning { shunned, ..tuning.clone() };
    if apart {
        return found.iter().map(|found| tuned(shunned(found))).collect();
    }
    vec![tuned(shunned(found.iter().flatten())); servers.len()]
}

/// Servers that are meant to be governed apart are easily given together.
fn note_one_for_many(args: &GenerateArgs, servers: &[Server], verdicts: &[Vec<Verdict>]) {
    let with_tools = servers.iter().zip(verdicts).filter(|(_, verdicts)| !verdicts.is_empty());
    let names: Vec<&str> = with_tools.map(|(server, _)| server.name.as_str()).collect();
    // A target refuses them, and has its own way out.
    if names.len() < 2 || args.target.is_some() {
        return;
    }
    let servers = count(names.len(), "server", "servers");
    // In a policy that exists already, they belong together.
    let instead = match args.update {
        None => "; `--out-dir DIR` writes one for each",
        Some(_) => "",
    };
    print_note(&format!(
        "one policy for {servers} ({}), which knows tools by name alone{instead}",
        names_in_short(&names)
    ));
}

/// The verdicts on tools of this name.
fn only_tool(verdicts: &[Vec<Verdict>], name: &str) -> Result<Vec<Vec<Verdict>>, Failure> {
    let chosen: Vec<Vec<Verdict>> = verdicts
        .iter()
        .map(|server| server.iter().filter(|one| one.name == name).cloned().collect())
        .collect();
    if chosen.iter().any(|server| !server.is_empty()) {
        return Ok(chosen);
    }
    let failure = Failure::new(format!("no tool is called {}", quoted(name)));
    let known = verdicts.iter().flatten().map(|verdict| verdict.name.as_str());
    Err(match nearest(name, known) {
        Some(known) => failure.with_help(format!("did you mean {}?", quoted(known))),
        None => failure,
    })
}

fn write(args: &GenerateArgs, policy: &Policy, loaded: &Loaded) -> Result<(), Failure> {
    let text = match &args.target {
        None => policy.to_json(),
        Some(name) => {
            let [server] = loaded.servers.as_slice() else {
                let many = count(loaded.servers.len(), "server", "servers");
                return Err(Failure::new(format!("there are {many}, and a target takes one"))
                    .with_help("name one source, or pass `--out-dir` for a file for each"));
            };
            let name_there = args.server.as_deref().unwrap_or(&server.name);
            exported(args, name, policy, name_there, &tool_names(server))?
        }
    };
    let Some(path) = args.output.as_ref().filter(|path| path.as_os_str() != "-") else {
        return print(&text);
    };
    write_file(path, &text, args.force)?;
    print_note(&wrote(path, policy));
    Ok(())
}

fn wrote(path: &std::path::Path, policy: &Policy) -> String {
    format!(
        "wrote {}: {} listed, {} hidden",
        quoted(&path.display().to_string()),
        count(policy.tools.len(), "tool", "tools"),
        policy.hide.len()
    )
}

/// The policy in the words of a target, what is lost said on standard error.
fn exported(
    args: &GenerateArgs,
    target_name: &str,
    policy: &Policy,
    server: &str,
    tools: &[String],
) -> Result<String, Failure> {
    let request = Request { server: Some(server), known: Some(tools), lossy: args.lossy.into() };
    let target = target(target_name)?;
    let export = export_or_fail(target, policy, &request)?;
    say_losses(target, &request, &export);
    Ok(export.text)
}

fn tool_names(server: &crate::manifest::Server) -> Vec<String> {
    server.tools.iter().map(|tool| tool.name.clone()).collect()
}
