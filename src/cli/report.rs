//! `toolward report`: what the tools of each server add up to.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::classify::{Category, Risk, classify};
use crate::manifest::{Loaded, Server};
use crate::render::{
    Look, report_csv, report_html, report_json, report_markdown, report_ndjson, report_table,
};
use crate::report::{Report, Selection, ServerReport, Sort};

use super::common::{end, look, or_embedded, read_or_fail};
use super::failure::{Exit, Failure};
use super::output::{print_note, write_file};
use super::print;
use super::progress::Progress;
use super::summary::Summary;

/// Report the risk of each server: sums, a grade with its reason, and every tool
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toolward report                              the embedded Odoo server
  toolward report tools.json servers/ --sort category
  cat tools.json | toolward report - --risk critical,high
  toolward report catalog:odoo-claude-mcp --format markdown -o REPORT.md
  toolward report servers/ --format html -o report.html    a page to read and to build a policy on
  toolward report crawl.ndjson --summary --top 20

--summary reads inputs of any size, holding neither tools nor verdicts. A server whose tools come on
many lines of one input is one server.
A tool whose text instructs the model that reads it has those words as its reason, under
`instruction` (json, ndjson), or in the last two columns (csv).
Filters and --limit choose the tools that are listed; sums and grade are always of all tools.
Exit codes: 0 all was read, 2 nothing could be read, 3 some inputs could not be read.")]
pub struct ReportArgs {
    /// File, directory, glob, `-` for standard input, or `catalog:NAME` [default: catalog:odoo-claude-mcp]
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,

    /// List only tools of these categories
    #[arg(long, value_name = "CATEGORY", value_delimiter = ',', ignore_case = true)]
    category: Vec<Category>,

    /// List only tools of these risk levels
    #[arg(long, value_name = "RISK", value_delimiter = ',', ignore_case = true)]
    risk: Vec<Risk>,

    /// Order of the listed tools
    #[arg(long, value_name = "ORDER", default_value = "risk")]
    sort: SortArg,

    /// List at most N tools of each server
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// Only the sums over all servers, and the worst of them, of inputs of any size
    #[arg(long, conflicts_with_all = ["category", "risk", "sort", "limit"])]
    summary: bool,

    /// List at most N servers in the summary
    #[arg(long, value_name = "N", requires = "summary", default_value_t = 10)]
    top: usize,

    /// Show no progress bar; without a terminal there is none anyway
    #[arg(long, requires = "summary")]
    no_progress: bool,

    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,

    /// Write to a file; an existing one is left alone unless --force is given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Overwrite the file of --output
    #[arg(long, requires = "output")]
    force: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Table,
    Json,
    Ndjson,
    Markdown,
    Csv,
    /// One page that needs nothing else, on which a policy can be built
    Html,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SortArg {
    Risk,
    Name,
    Category,
    Manifest,
}

/// Runs the command.
pub fn run(args: &ReportArgs) -> Result<Exit, Failure> {
    if args.summary {
        return args.summarise();
    }
    let loaded = read_or_fail(&args.sources)?;
    let Loaded { servers, problems } = loaded;
    let selection = args.selection();
    let summed = servers.iter().map(|server| sum_up(server, &selection)).collect();
    let report = Report { servers: summed, problems };
    args.write(&args.render(&report, &servers))?;
    Ok(end(&report.problems))
}

/// One server; of those in the catalog it is known how many tools there are.
pub fn sum_up(server: &Server, selection: &Selection) -> ServerReport {
    let mut report = ServerReport::new(server, classify(server), selection);
    let entry = crate::catalog::name_in(&server.source).map(crate::catalog::entry);
    report.tools_said = entry.and_then(Result::ok).map(|entry| entry.coverage.total);
    report
}

impl ReportArgs {
    fn summarise(&self) -> Result<Exit, Failure> {
        if !matches!(self.format, Format::Table | Format::Json) {
            let message = "`--summary` has no such `--format`; expected `table` or `json`";
            return Err(Failure::new(message));
        }
        let sources = or_embedded(&self.sources)?;
        let summary = Summary::of(&sources, &Progress::of(&sources, !self.no_progress))?;
        self.write(&match self.format {
            Format::Json => summary.json(self.top),
            _ => summary.table(self.top, self.look()),
        })?;
        Ok(summary.exit())
    }

    fn write(&self, text: &str) -> Result<(), Failure> {
        match &self.output {
            Some(path) => write_file(path, text, self.force),
            None => print(text),
        }
    }

    /// A file is read by any program: no colours.
    fn look(&self) -> Look {
        if self.output.is_some() { Look::new(look().width(), false) } else { look() }
    }

    fn selection(&self) -> Selection {
        Selection {
            categories: self.category.clone(),
            risks: self.risk.clone(),
            sort: self.sort.into(),
            limit: self.limit,
        }
    }

    fn render(&self, report: &Report, servers: &[Server]) -> String {
        match self.format {
            Format::Table => report_table(report, self.look()),
            Format::Html => report_html(report, servers),
            Format::Json => report_json(report),
            Format::Markdown => report_markdown(report),
            Format::Ndjson => {
                note_not_listed(report);
                report_ndjson(report)
            }
            Format::Csv => {
                note_not_listed(report);
                report_csv(report)
            }
        }
    }
}

/// Formats of bare rows have no room to say it themselves.
fn note_not_listed(report: &Report) {
    let hidden: usize = report.servers.iter().map(ServerReport::not_listed).sum();
    let total: usize = report.servers.iter().map(|server| server.counts.total).sum();
    if hidden > 0 {
        print_note(&format!("{hidden} of {total} tools not shown"));
    }
}

impl From<SortArg> for Sort {
    fn from(arg: SortArg) -> Self {
        match arg {
            SortArg::Risk => Self::Risk,
            SortArg::Name => Self::Name,
            SortArg::Category => Self::Category,
            SortArg::Manifest => Self::Manifest,
        }
    }
}
