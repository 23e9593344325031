//! `toolward config`: what is in force here, and which line says so.

use clap::{Args, ValueEnum};

use super::project::ConfigArgs;
use super::{Exit, Failure, print};
use crate::lint::{Meta, rules};
use crate::render::{ConfigReport, config_human, config_json};

/// Print the configuration that is in force here, and where each setting comes from
#[derive(Debug, Args)]
pub struct ShowArgs {
    #[command(flatten)]
    config: ConfigArgs,

    #[arg(long, value_enum, default_value_t = Format::Human, help = "How to print it")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: what differs from the defaults, with its line
    Human,
    /// For programs: every setting and every rule
    Json,
}

/// Finds the configuration and prints it.
///
/// # Errors
/// When it can't be read or says something that means nothing.
pub fn run(args: &ShowArgs) -> Result<Exit, Failure> {
    let project = args.config.open()?;
    let rules: Vec<&'static Meta> = rules().iter().map(|rule| rule.meta()).collect();
    let report = ConfigReport { config: &project.config, rules: &rules };
    print(&match args.format {
        Format::Human => config_human(&report),
        Format::Json => config_json(&report),
    })?;
    Ok(Exit::Clean)
}
