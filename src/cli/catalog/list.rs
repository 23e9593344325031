//! `toolward catalog list`: the servers.

use clap::Args;
use rayon::prelude::*;

use super::{Format, load};
use crate::catalog::names;
use crate::cli::common::look;
use crate::cli::report::sum_up;
use crate::cli::{Exit, Failure, print};
use crate::manifest::Problem;
use crate::render::text::visible;
use crate::render::{Cell, known_tools, report_json, table};
use crate::report::{Graded, Report, Selection, ServerReport};

/// List the servers
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  toolward catalog list

`--format json` is that of `toolward report`, without the single tools.")]
pub struct ListArgs {
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

pub fn run(args: &ListArgs) -> Result<Exit, Failure> {
    let none = Selection { limit: Some(0), ..Selection::default() };
    let servers: Result<Vec<ServerReport>, Failure> =
        names().into_par_iter().map(|name| Ok(sum_up(&load(name)?, &none))).collect();
    let servers = servers?;
    match args.format {
        Format::Json => {
            print(&report_json(&Report { servers, problems: Vec::<Problem>::new() }))?;
        }
        Format::Table => {
            let look = look();
            let row = |report: &ServerReport| {
                let graded = report.grade.as_ref();
                vec![
                    Cell::new(visible(&report.server)),
                    Cell::new(known_tools(report)),
                    Cell::new(graded.map_or("none".to_owned(), Graded::range))
                        .coloured(graded.and_then(|graded| look.grade(graded.grade))),
                ]
            };
            let rows = servers.iter().map(row).collect();
            print(&table(&["server", "tools", "grade"], rows, &[1], look))?;
        }
    }
    Ok(Exit::Clean)
}
