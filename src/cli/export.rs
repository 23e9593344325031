//! `toolward export`: a policy for a client or gateway that people run already.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};

use super::common::end;
use super::input::read_sources;
use super::output::{print_note, print_problems, print_warning, print_warnings, write_text};
use super::policy_input::{one_stdin, read_policy};
use super::{Exit, Failure, print};
use crate::manifest::{Problem, Server};
use crate::phrase::one_of;
use crate::policy::Policy;
use crate::policy::export::{self, Effect, Export, ExportError, Loss, Request, Target, targets};
use crate::render::export_json;

/// Write a policy in the format of a client or gateway
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toolward export policy.json --target toolhive-cedar -o authz.json
  toolward export policy.json --target claude-code --server odoo --manifest tools.json
  toolward export policy.json --target codex --server odoo --lossy ask

An export never lets through what the policy denies. A tool with a rule that the target can't
express is denied there, unless --lossy says otherwise; every such rule is listed on standard
error, and in --format json.")]
pub struct ExportArgs {
    /// The policy; `-` reads standard input
    #[arg(value_name = "POLICY")]
    policy: String,

    /// Who is to enforce it
    #[arg(long, value_name = "TARGET", value_parser = target_names())]
    target: String,

    /// The server's name in the client's configuration; that of the manifest if absent
    #[arg(long, value_name = "NAME")]
    server: Option<String>,

    /// The server's tools, so that those which the policy doesn't list can be named; repeatable
    #[arg(long, value_name = "SOURCE")]
    manifest: Vec<String>,

    /// What to do with a tool whose rules the target can't express
    #[arg(long, value_name = "WHAT", default_value = "deny")]
    lossy: LossyArg,

    /// Write to a file; an existing one is left alone unless --force is given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Overwrite the file of --output
    #[arg(long, requires = "output")]
    force: bool,

    /// What to print on standard output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The target's own text
    Text,
    /// For programs: schemas/export.v1.schema.json
    Json,
}

/// `--lossy`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LossyArg {
    /// Deny it
    Deny,
    /// Ask a person about each call; deny it where the target can't ask
    Ask,
    /// Allow it, under the rules that can be expressed
    Allow,
}

impl From<LossyArg> for export::Lossy {
    fn from(arg: LossyArg) -> Self {
        match arg {
            LossyArg::Deny => Self::Deny,
            LossyArg::Ask => Self::Ask,
            LossyArg::Allow => Self::Allow,
        }
    }
}

/// The targets with where their texts go.
pub fn target_names() -> PossibleValuesParser {
    let named = |target: &dyn Target| PossibleValue::new(target.name()).help(target.place());
    PossibleValuesParser::new(targets().map(named))
}

/// Reads, translates, says what is lost, writes.
///
/// # Errors
/// When the policy or all manifests can't be read, and when nothing could be
/// written that denies what the policy denies.
pub fn run(args: &ExportArgs) -> Result<Exit, Failure> {
    one_stdin([&args.policy].into_iter().chain(&args.manifest).map(String::as_str))?;
    let policy = read_policy(&args.policy)?.policy;
    let target = target(&args.target)?;
    let (server, problems) = args.read_server()?;
    let tools: Option<Vec<String>> =
        server.as_ref().map(|server| server.tools.iter().map(|tool| tool.name.clone()).collect());
    let named = args.server.as_deref().or(server.as_ref().map(|server| server.name.as_str()));
    let request = Request { server: named, known: tools.as_deref(), lossy: args.lossy.into() };
    let export = export_or_fail(target, &policy, &request)?;
    say_losses(target, &request, &export);
    if args.format == Format::Json {
        if args.output.is_some() {
            write_text(args.output.as_deref(), args.force, &export.text)?;
        }
        print(&export_json(target, named, &export))?;
    } else {
        write_text(args.output.as_deref(), args.force, &export.text)?;
    }
    Ok(end(&problems))
}

impl ExportArgs {
    /// The one server of the manifests; none where there are no manifests, or
    /// where a part of them could not be read.
    fn read_server(&self) -> Result<(Option<Server>, Vec<Problem>), Failure> {
        let mut loaded = read_sources(&self.manifest);
        print_problems(&loaded.problems);
        loaded.servers.iter().for_each(|server| print_warnings(&server.warnings));
        if !loaded.problems.is_empty() {
            print_note("the server's tools are not known: not every manifest could be read");
            return Ok((None, loaded.problems));
        }
        let names: Vec<String> = loaded.servers.iter().map(|server| server.name.clone()).collect();
        let wanted = self.server.as_deref();
        let chosen = match names.as_slice() {
            [] => None,
            [_] => loaded.servers.pop(),
            many => {
                let at = wanted.and_then(|wanted| many.iter().position(|name| name == wanted));
                let at = at.ok_or_else(|| {
                    Failure::new(format!("the manifests hold {} servers", many.len()))
                        .with_help(format!("choose one with `--server`: {}", one_of(many)))
                })?;
                Some(loaded.servers.swap_remove(at))
            }
        };
        Ok((chosen, loaded.problems))
    }
}

/// The target of a name that the command line took.
pub fn target(name: &str) -> Result<&'static dyn Target, Failure> {
    export::target(name).map_err(|error| Failure::new(error.to_string()))
}

/// Translates, or says what to do.
pub fn export_or_fail(
    target: &dyn Target,
    policy: &Policy,
    request: &Request<'_>,
) -> Result<Export, Failure> {
    target.export(policy, request).map_err(|error| {
        let help = match &error {
            ExportError::NoServer { .. } => {
                "name it with `--server`, as the client's configuration does"
            }
            ExportError::Unnameable { .. } => {
                "deny unlisted tools (`\"default\": \"deny\"`) and list the others, or rename the tool"
            }
            ExportError::NothingAllowed { .. } => "leave the server out there",
            ExportError::UnknownTarget { .. } => "see `toolward export --help`",
        };
        Failure::new(error.to_string()).with_help(help)
    })
}

/// On standard error: what the target doesn't say, and what to know of it.
pub fn say_losses(target: &dyn Target, request: &Request<'_>, export: &Export) {
    for (sentence, widens) in Loss::summary(&export.losses) {
        if widens { print_warning(&sentence) } else { print_note(&sentence) }
    }
    for warning in &export.warnings {
        print_warning(warning);
    }
    let denied =
        export.losses.iter().any(|loss| loss.effect == Effect::Denied && loss.tool.is_some());
    if denied && request.lossy == export::Lossy::Deny {
        let ask =
            if target.asks() { "`--lossy ask` has a person decide on such calls, " } else { "" };
        print_note(&format!("{ask}`--lossy allow` leaves out the rules that can't be expressed"));
    }
}
