//! `toolward eval`: how often verdicts agree with labels.

mod blind;

use std::path::Path;

use clap::{Args, ValueEnum};

use crate::catalog;
use crate::document::{DocumentError, SourceText, read_file, read_stdin};
use crate::eval::{Evaluation, Judging, Labels, Only, catalog_labels, evaluate, read_labels};
use crate::manifest::{Loaded, load_text};
use crate::render::{EvalShown, eval_json, eval_table};

use super::common::{look, nothing_read};
use super::failure::{Exit, Failure};
use super::input::{read_sources, read_sources_except};
use super::output::{print_note, print_problems, print_warnings};
use super::print;
use super::unasked::refuse_unasked_stdin;
use blind::{nothing_joined, swapped};

/// The labels that come with the program.
const CATALOG: &str = "catalog";

/// Score verdicts against labels: agreement, confusion, calibration, every disagreement
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toolward eval labels.jsonl servers/
  toolward eval labels.jsonl servers/ --only confident --limit 20
  toolward eval labels.jsonl servers/ --strip-annotations --format json
  toolward eval labels.jsonl servers/ --fail-under 95
  toolward eval catalog                        the catalog's reviewed labels against the rules

A label is an object such as {\"id\": \"SERVER/NAME\", \"primary\": \"Write\", \"accepted\": [\"Execute\"],
\"effect\": \"Write\", \"risk\": \"Medium\", \"note\": \"why\"}; only id and primary are needed. SERVER is the
name of the server, of the folder that its file lies in, or of the file.

Exit codes: 0 scored, 1 under --fail-under, 2 nothing could be scored, 3 some inputs could not be read.")]
pub struct EvalArgs {
    /// Labels: one JSON object per line, or an array of them; `-` reads standard input; `catalog`
    /// or `catalog:NAME` are those of the catalog [default: catalog]
    #[arg(value_name = "LABELS")]
    labels: Option<String>,

    /// File, directory, glob, `-`, or `catalog:NAME` [default: the servers of the catalog]
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,

    /// Judge the tools without their annotations
    #[arg(long)]
    strip_annotations: bool,

    /// Whose verdicts to score
    #[arg(long, value_name = "WHOSE", default_value = "rules")]
    verdicts: Verdicts,

    /// Add a table of the servers
    #[arg(long, value_name = "WHAT")]
    by: Option<By>,

    /// Which disagreements to list
    #[arg(long, value_name = "WHICH", default_value = "category")]
    only: OnlyArg,

    /// List at most N disagreements
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// Exit with 1 where strict agreement is lower, in percent
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    fail_under: Option<f64>,

    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// For programs: schemas/eval.v1.schema.json
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Verdicts {
    /// Those of the rules alone
    Rules,
    /// As `classify` gives them: a reviewed label of the catalog where it holds
    Reviewed,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum By {
    Server,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum OnlyArg {
    /// Another category than the label's primary one
    Category,
    /// Those that ask for no review
    Confident,
    /// Harm, and unflagged changes, called Read
    Harmful,
    /// Another effect
    Effect,
    /// Another risk
    Risk,
}

impl From<OnlyArg> for Only {
    fn from(arg: OnlyArg) -> Self {
        match arg {
            OnlyArg::Category => Self::Category,
            OnlyArg::Confident => Self::Confident,
            OnlyArg::Harmful => Self::Harmful,
            OnlyArg::Effect => Self::Effect,
            OnlyArg::Risk => Self::Risk,
        }
    }
}

fn percent(text: &str) -> Result<f64, String> {
    let number = text.trim_end_matches('%').parse::<f64>().ok();
    let inside = number.filter(|number| (0.0..=100.0).contains(number));
    inside.ok_or_else(|| "expected a number from 0 to 100".to_owned())
}

/// Reads, judges, prints.
///
/// # Errors
/// When no label joins a tool: nothing is scored then.
pub fn run(args: &EvalArgs) -> Result<Exit, Failure> {
    let labels = read(args)?;
    print_problems(&labels.problems);
    let loaded = sources(args)?;
    print_problems(&loaded.problems);
    loaded.servers.iter().for_each(|server| print_warnings(&server.warnings));
    if loaded.servers.is_empty() {
        return Err(nothing_read());
    }
    let mut evaluation = evaluate(labels, &loaded.servers, args.judging());
    if evaluation.cases.is_empty() {
        return Err(nothing_joined(&evaluation, &loaded));
    }
    evaluation.problems.extend(loaded.problems);
    print(&args.render(&evaluation))?;
    Ok(args.exit(&evaluation))
}

fn read(args: &EvalArgs) -> Result<Labels, Failure> {
    if args.labels.is_none() {
        refuse_unasked_stdin("the whole catalog")?;
    }
    let name = args.labels();
    if let Some(servers) = args.of_catalog()? {
        return catalog_labels(name, &servers).map_err(|error| Failure::new(error.to_string()));
    }
    if name == "-" && args.sources.iter().any(|source| source == "-") {
        return Err(Failure::new("`-` is given more than once; standard input can be read once")
            .with_help("put the labels or the tools in a file"));
    }
    let text: Result<SourceText, DocumentError> =
        if name == "-" { read_stdin() } else { read_file(name.as_ref()) };
    let text = text.map_err(|error| {
        Failure::new(error.to_string()).with_help("give a file of labels, then the tools")
    })?;
    let labels = read_labels(&text);
    // Every line of it would be told as a broken label.
    if labels.labels.is_empty() && !load_text(&text, "tools").servers.is_empty() {
        return Err(swapped(name, args.sources.first()));
    }
    Ok(labels)
}

fn sources(args: &EvalArgs) -> Result<Loaded, Failure> {
    if !args.sources.is_empty() {
        return Ok(read_sources_except(&args.sources, Path::new(args.labels())));
    }
    let servers = args.of_catalog()?.unwrap_or_else(catalog::names);
    let sources: Vec<String> =
        servers.iter().map(|name| format!("{}{name}", catalog::PREFIX)).collect();
    Ok(read_sources(&sources))
}

impl EvalArgs {
    fn labels(&self) -> &str {
        self.labels.as_deref().unwrap_or(CATALOG)
    }

    /// The servers whose labels in the catalog are meant; none where a file is.
    fn of_catalog(&self) -> Result<Option<Vec<&'static str>>, Failure> {
        if self.labels() == CATALOG {
            return Ok(Some(catalog::names()));
        }
        let Some(name) = catalog::name_in(self.labels()) else { return Ok(None) };
        let entry = catalog::entry(name).map_err(|error| Failure::new(error.to_string()))?;
        Ok(Some(catalog::names().into_iter().filter(|one| *one == entry.name).collect()))
    }

    fn judging(&self) -> Judging {
        Judging {
            stripped: self.strip_annotations,
            reviewed: matches!(self.verdicts, Verdicts::Reviewed),
        }
    }

    fn render(&self, evaluation: &Evaluation) -> String {
        let only = self.only.into();
        match self.format {
            Format::Json => eval_json(evaluation, only, self.limit),
            Format::Table => {
                let shown = EvalShown { only, limit: self.limit, by_server: self.by.is_some() };
                eval_table(evaluation, shown, look())
            }
        }
    }

    fn exit(&self, evaluation: &Evaluation) -> Exit {
        let strict = evaluation.agreement().strict.value().unwrap_or(0.0) * 100.0;
        let under = self.fail_under.filter(|wanted| strict < *wanted);
        if let Some(wanted) = under {
            print_note(&format!("strict agreement is {strict:.2}%, under {wanted}%"));
        }
        if !evaluation.problems.is_empty() {
            Exit::Partial
        } else if under.is_some() {
            Exit::Findings
        } else {
            Exit::Clean
        }
    }
}
