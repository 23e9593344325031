//! The command line: definitions, and one thin file per command.
//!
//! A command reads, calls the library, renders and returns an [`Exit`].
//! Results go to standard output, everything else to standard error.

mod batches;
mod catalog;
mod check;
mod classes;
mod classify;
mod common;
mod completions;
mod config;
mod definitions;
mod diff;
mod eval;
mod explain;
mod export;
mod failure;
mod generate;
mod import;
mod input;
mod interrupt;
mod lint;
mod output;
mod pass_through;
mod policy_input;
mod progress;
mod project;
mod reading;
mod report;
mod rule;
mod site;
mod summary;
mod test;
mod unasked;

use std::io::Write;

use clap::{ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand};

pub use failure::{Exit, Failure};
pub use input::{each_source, read_sources};

use crate::phrase::is_plain;

/// See what the tools of an MCP server can do, and get a policy that holds.
#[derive(Debug, Parser)]
#[command(name = "toolward", version, arg_required_else_help = true, max_term_width = 100)]
pub struct Cli {
    /// When to colour: by default on a terminal, heeding `NO_COLOR` and `CLICOLOR_FORCE`
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,

    #[command(flatten)]
    limits: reading::LimitArgs,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Report(report::ReportArgs),
    Classify(classify::ClassifyArgs),
    Explain(explain::ExplainArgs),
    Catalog(catalog::CatalogArgs),
    Eval(eval::EvalArgs),
    Generate(generate::GenerateArgs),
    Lint(lint::LintArgs),
    Export(export::ExportArgs),
    Import(import::ImportArgs),
    Rule(rule::RuleArgs),
    Config(config::ShowArgs),
    Site(site::SiteArgs),
    Completions(completions::CompletionsArgs),
    Man(completions::ManArgs),
    Check(check::CheckArgs),
    Test(test::TestArgs),
    Diff(diff::DiffArgs),
}

/// Runs the command line of this process.
#[must_use]
pub fn run() -> std::process::ExitCode {
    let matches = Cli::command().get_matches();
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    choose_colour(cli.color);
    cli.limits.set();
    match dispatch(&cli.command) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            failure.print();
            Exit::Unusable.into()
        }
    }
}

fn dispatch(command: &Command) -> Result<Exit, Failure> {
    match command {
        Command::Report(args) => report::run(args),
        Command::Classify(args) => classify::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Catalog(args) => catalog::run(args),
        Command::Eval(args) => eval::run(args),
        Command::Generate(args) => generate::run(args),
        Command::Lint(args) => lint::run(args),
        Command::Export(args) => export::run(args),
        Command::Import(args) => import::run(args),
        Command::Rule(args) => rule::run(args),
        Command::Config(args) => config::run(args),
        Command::Site(args) => site::run(args),
        Command::Completions(args) => completions::completions(args),
        Command::Man(args) => completions::man(args),
        Command::Check(args) => check::run(args),
        Command::Test(args) => test::run(args),
        Command::Diff(args) => diff::run(args),
    }
}

fn choose_colour(choice: ColorChoice) {
    match choice {
        ColorChoice::Always => anstream::ColorChoice::Always.write_global(),
        ColorChoice::Never => anstream::ColorChoice::Never.write_global(),
        ColorChoice::Auto => anstream::ColorChoice::Auto.write_global(),
    }
}

/// Writes a result to standard output; a reader who has left is no error.
///
/// # Errors
/// When standard output can't be written for another reason (a full disk, say).
pub fn print(text: &str) -> Result<(), Failure> {
    if is_plain(text) {
        // No colours to look for, in what may be many megabytes.
        return print_data(text.as_bytes()).map(drop);
    }
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            let reason = crate::document::io_reason(&error);
            Err(Failure::new(format!("standard output can't be written: {reason}")))
        }
        _ => Ok(()),
    }
}

/// As [`print`], for lines of data: they hold no colours that a pipe would have
/// to be spared. Tells whether anybody still reads.
///
/// # Errors
/// As [`print`].
pub fn print_data(data: &[u8]) -> Result<bool, Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(data).and_then(|()| out.flush()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(Failure::new(format!(
            "standard output can't be written: {}",
            crate::document::io_reason(&error)
        ))),
    }
}
