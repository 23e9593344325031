//! `toolward lint`: findings with line and column.

mod deliver;
mod inputs;
mod judge;
mod known;
mod mend;
mod notes;
mod usage;

use std::path::PathBuf;

use clap::Args;
use time::Date;

use self::deliver::{Format, Output, print_diff, render, write_fixes, write_outputs};
use self::judge::{Judge, Verdicts};
use self::known::{baseline, known_from_now_on};
use self::mend::MendArgs;
use self::notes::say;
use self::usage::{check_usage, refuse_overwriting};
use super::project::{ConfigArgs, Project};
use super::{Exit, Failure, print};
use crate::config::{Setting, day, today};
use crate::lint::{Linted, Meta, Severity, rules, stale};
use crate::render::{LintReport, Subject};

const EXAMPLES: &str = "\
Examples:
  toolward lint policy.json
  toolward lint policies --manifest tools.json
  toolward lint policy.json --manifest catalog:odoo-claude-mcp --format json
  toolward lint policies --format github --output sarif=out.sarif
  toolward lint policy.json --fix
  cat policy.json | toolward lint - --stdin-filename policy.json
  toolward lint --manifest tools.json

Exit codes, whatever the format:
  0  no finding at or above --fail-on
  1  findings
  2  wrong usage, or nothing to check could be read
  3  something could not be read; the rest is reported";

/// Check policies, or tool definitions: mistakes with line and column
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct LintArgs {
    /// Policies to check: a file, a directory, a glob, or `-` for standard input
    ///
    /// A file that is named is checked, whatever it holds. Of a directory, the
    /// JSON files are checked that have the keys `version` and `default`, and
    /// those with `policy` in their name and some key of a policy; .gitignore is
    /// obeyed, and what was passed over is named on standard error.
    #[arg(required_unless_present = "manifest", value_name = "POLICY")]
    policies: Vec<String>,

    /// The tools that the policies are for; without POLICY, check their definitions
    ///
    /// A file, a directory, a glob, `-`, or catalog:NAME; repeatable
    #[arg(long, value_name = "SOURCE")]
    manifest: Vec<String>,

    #[arg(long, value_enum, default_value_t = Format::Human, help = "How to print findings")]
    format: Format,

    /// Write findings to a file too, over what stands there; repeatable
    #[arg(long, value_name = "FORMAT=FILE")]
    output: Vec<Output>,

    /// The least severity that makes the exit code 1 [default: low, or what toolward.toml says]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<Severity>,

    /// Neither report nor count findings below this severity [default: info, or what toolward.toml says]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    min_severity: Option<Severity>,

    /// Count findings by rule; the formats human and json show the counts
    #[arg(long)]
    statistics: bool,

    #[command(flatten)]
    mend: MendArgs,

    /// Don't report the findings that this file knows
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Write a file that knows all findings of now, over what stands there
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "fix", "diff", "output", "statistics"])]
    write_baseline: Option<PathBuf>,

    /// The path that standard input stands for, in messages and for toolward.toml
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<String>,

    #[command(flatten)]
    config: ConfigArgs,

    /// The day that suppressions are held against
    #[arg(long, hide = true, env = "TOOLWARD_NOW", hide_env = true, value_parser = parse_day)]
    now: Option<Date>,
}

impl LintArgs {
    /// Without a policy, the manifests themselves are what is checked.
    fn subject(&self) -> Subject {
        if self.policies.is_empty() { Subject::Manifests } else { Subject::Policies }
    }

    /// The name that messages use for a policy.
    fn shown<'a>(&'a self, name: &'a str) -> &'a str {
        if name == "-" { self.stdin_filename.as_deref().unwrap_or(name) } else { name }
    }
}

/// Reads, judges, prints.
///
/// # Errors
/// On wrong usage, when the configuration means nothing, and when a result
/// can't be written.
pub fn run(args: &LintArgs) -> Result<Exit, Failure> {
    check_usage(args)?;
    let project = args.config.open()?;
    let inputs = inputs::collect(&args.policies, &project);
    refuse_overwriting(args, &project, &inputs.policies)?;
    let day = args.now.unwrap_or_else(today);
    let (baseline, folder) = baseline(args, &project)?;
    let config = &project.config;
    let least = setting(args.min_severity, config.min_severity.as_ref(), Severity::Info);
    let mut filter = config.filter(least, day);
    filter.baseline = baseline.as_ref();
    if args.write_baseline.is_some() {
        filter.least = Severity::Info;
    }
    let judge = Judge { args, project: &project, filter, baseline_folder: &folder };
    let subject = args.subject();
    let mut verdicts = match subject {
        Subject::Policies => judge.all(&inputs.policies),
        Subject::Manifests => judge.definitions(),
    };
    verdicts.problems.splice(0..0, inputs.problems);
    // What the manifests of a directory are is known only now.
    refuse_overwriting(args, &project, &verdicts.names())?;
    say(&verdicts, &inputs.skipped);
    if let Some(file) = &args.write_baseline {
        return known_from_now_on(file, &folder, &project, &verdicts, subject);
    }
    deliver_all(args, &project, &judge, verdicts)
}

/// Reports what was found, and mends it where that was asked for.
fn deliver_all(
    args: &LintArgs,
    project: &Project,
    judge: &Judge<'_>,
    verdicts: Verdicts,
) -> Result<Exit, Failure> {
    let fixed = if args.mend.fix { write_fixes(&verdicts.judged)? } else { 0 };
    if args.mend.diff {
        print_diff(&verdicts.judged)?;
    }
    let (config, filter) = (&project.config, &judge.filter);
    let own = config.source.clone().map(|source| {
        let found = stale(source, &config.suppressions, &verdicts.uses, filter.today);
        filter.apply_to_own(found)
    });
    let own = own.filter(|own| !own.findings.is_empty());
    let linted: Vec<Linted> =
        verdicts.judged.into_iter().map(|judged| judged.filtered.linted).collect();
    let rules: Vec<(&Meta, Option<Severity>)> =
        rules().iter().map(|rule| (rule.meta(), filter.severity(rule.meta()))).collect();
    let report = LintReport {
        subject: args.subject(),
        configuration: own.as_ref(),
        held_back: verdicts.held_back,
        fixed,
        fail_on: setting(args.fail_on, config.fail_on.as_ref(), Severity::Low),
        statistics: args.statistics,
        rules: &rules,
        workspace: Some(&project.workspace),
        ..LintReport::new(&linted, &verdicts.problems)
    };
    write_outputs(&report, &args.output)?;
    if !args.mend.diff {
        print(&render(&report, args.format))?;
    }
    Ok(exit(&report))
}

/// The command line goes before the configuration.
fn setting(
    asked: Option<Severity>,
    configured: Option<&Setting<Severity>>,
    otherwise: Severity,
) -> Severity {
    let configured = configured.map(|setting| setting.value);
    asked.or(configured).unwrap_or(otherwise)
}

fn exit(report: &LintReport<'_>) -> Exit {
    if report.linted.is_empty() {
        Exit::Unusable
    } else if !report.problems.is_empty() {
        Exit::Partial
    } else if report.findings().any(|finding| finding.severity >= report.fail_on) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

fn parse_day(text: &str) -> Result<Date, String> {
    day(text).ok_or_else(|| "expected a day like 2027-01-31".to_owned())
}
