//! `toolward catalog`: what the embedded catalog holds.

mod attacks;
mod list;
mod search;
mod show;

use clap::{Args, Subcommand, ValueEnum};

use super::failure::{Exit, Failure};
use crate::manifest::Server;

/// Look into the embedded catalog of servers and attack patterns
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toolward catalog list
  toolward catalog show odoo-claude-mcp
  toolward catalog search user connection
  toolward catalog attacks TA-11")]
pub struct CatalogArgs {
    #[command(subcommand)]
    command: CatalogCommand,
}

#[derive(Debug, Subcommand)]
enum CatalogCommand {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Search(search::SearchArgs),
    Attacks(attacks::AttacksArgs),
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// For programs
    Json,
}

/// Runs the command.
pub fn run(args: &CatalogArgs) -> Result<Exit, Failure> {
    match &args.command {
        CatalogCommand::List(args) => list::run(args),
        CatalogCommand::Show(args) => show::run(args),
        CatalogCommand::Search(args) => search::run(args),
        CatalogCommand::Attacks(args) => attacks::run(args),
    }
}

fn load(name: &str) -> Result<Server, Failure> {
    crate::catalog::server(name).map_err(|error| Failure::new(error.to_string()))
}
