//! `toolward rule`: what a rule of the linter means, or an entry of the lexicon.

use clap::{Args, ValueEnum};

use super::common::look;
use super::{Exit, Failure, print};
use crate::lint::{Meta, Rule, nearest_rule, rule, rules};
use crate::phrase::quoted;
use crate::render::{
    explain_entry, rule_list, rule_markdown, rule_text, rules_json, rules_markdown,
};

const EXAMPLES: &str = "\
Examples:
  toolward rule
  toolward rule TW101
  toolward rule unknown-tool
  toolward rule verb/activate
  toolward rule --all --format markdown";

/// Say what a rule of `lint` or an id in evidence means, or list the rules
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct RuleArgs {
    /// The rule's code or name, or an id that evidence names (`verb/activate`); without one, all rules are listed
    #[arg(value_name = "CODE", conflicts_with = "all")]
    rule: Option<String>,

    /// The documentation of every rule
    #[arg(long)]
    all: bool,

    #[arg(long, value_enum, default_value_t = Format::Human, help = "How to print it")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, at a terminal
    Human,
    /// For a web page or a file
    Markdown,
    /// For programs
    Json,
}

/// Prints one rule, or all.
///
/// # Errors
/// When no rule is called so, and when standard output can't be written.
pub fn run(args: &RuleArgs) -> Result<Exit, Failure> {
    let text = match &args.rule {
        Some(name) => match (rule(name), explain_entry(name)) {
            (Some(meta), _) => one(meta, args.format),
            (None, Some(entry)) if args.format == Format::Human => entry,
            (None, Some(_)) => return Err(only_human(name)),
            (None, None) => return Err(unknown(name)),
        },
        None => many(args),
    };
    print(&text)?;
    Ok(Exit::Clean)
}

fn one(meta: &'static Meta, format: Format) -> String {
    let same = |rule: &&&dyn Rule| rule.meta().code == meta.code;
    let only: Vec<&dyn Rule> = rules().iter().filter(same).copied().collect();
    match format {
        Format::Human => rule_text(meta, look()),
        Format::Markdown => rule_markdown(meta, 1),
        Format::Json => rules_json(&only),
    }
}

fn many(args: &RuleArgs) -> String {
    match args.format {
        Format::Json => rules_json(rules()),
        Format::Markdown => rules_markdown(rules()),
        Format::Human if args.all => {
            let pages: Vec<String> =
                rules().iter().map(|rule| rule_text(rule.meta(), look())).collect();
            pages.join("\n\n")
        }
        Format::Human => rule_list(rules(), look()),
    }
}

fn only_human(name: &str) -> Failure {
    Failure::new(format!("{} is an entry of the lexicon, printed for people alone", quoted(name)))
        .with_help("leave out `--format`")
}

fn unknown(name: &str) -> Failure {
    let failure = Failure::new(format!("no rule is called {}", quoted(name)));
    match nearest_rule(name) {
        Some(known) => failure.with_help(format!("did you mean {}?", quoted(known))),
        None => failure.with_help("`toolward rule` lists them"),
    }
}
