//! `toolward catalog attacks`: the patterns, or one of them.

use clap::Args;

use super::Format;
use crate::classify::{Attack, attacks, find_attack};
use crate::cli::common::look;
use crate::cli::{Exit, Failure, print};
use crate::phrase::{nearest, quoted};
use crate::render::{attack_list, attack_text, attacks_json};
use crate::report::{Exposed, Shelf};

/// List the attack patterns, or tell one: how it runs, what a policy does, whom it concerns
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toolward catalog attacks
  toolward catalog attacks TA-11
  toolward catalog attacks lethal-trifecta --format json")]
pub struct AttacksArgs {
    /// An id such as `TA-11`, or a name such as `lethal-trifecta`
    #[arg(value_name = "ID")]
    id: Option<String>,

    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

pub fn run(args: &AttacksArgs) -> Result<Exit, Failure> {
    let chosen: Vec<&'static Attack> = match &args.id {
        Some(id) => vec![find(id)?],
        None => attacks().iter().collect(),
    };
    let shelf = Shelf::of_catalog();
    let exposed: Vec<Exposed> =
        chosen.into_iter().map(|attack| Exposed::of(attack, shelf.verdicts())).collect();
    print(&match (args.format, &args.id, exposed.first()) {
        (Format::Json, _, _) => attacks_json(&exposed),
        (Format::Table, Some(_), Some(one)) => attack_text(one, look()),
        (Format::Table, _, _) => attack_list(&exposed, look()),
    })?;
    Ok(Exit::Clean)
}

fn find(id: &str) -> Result<&'static Attack, Failure> {
    find_attack(id).ok_or_else(|| {
        let failure = Failure::new(format!("no attack pattern is called {}", quoted(id)));
        let known = attacks().iter().flat_map(|attack| [attack.id.as_str(), attack.slug.as_str()]);
        match nearest(id, known) {
            Some(near) => failure.with_help(format!("did you mean {}?", quoted(near))),
            None => failure.with_help("`toolward catalog attacks` lists them"),
        }
    })
}
