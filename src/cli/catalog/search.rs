//! `toolward catalog search`: tools by words and by what they can do.

use clap::Args;

use super::{Format, load};
use crate::catalog::names;
use crate::classify::{Category, Risk, Trait};
use crate::cli::common::{end, look};
use crate::cli::input::read_sources;
use crate::cli::output::{print_note, print_problems, print_warnings};
use crate::cli::{Exit, Failure, print};
use crate::manifest::{Loaded, Server};
use crate::phrase::{count, nearest, quoted};
use crate::render::{search_json, search_text};
use crate::report::{Wanted, search};

/// Find tools by words in their names and descriptions, and by what they can do
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toolward catalog search user connection
  toolward catalog search delete --risk critical --server github
  toolward catalog search --trait egress,untrusted-content
  toolward catalog search invoice --with tools.json --format json

Every word has to be found: as it is, in the plural, as a part of a word, or with a slip of the
finger. Names count more than descriptions. Without words the riskiest come first.")]
pub struct SearchArgs {
    /// Words in any case
    #[arg(value_name = "WORD", required_unless_present_any = ["category", "risk", "trait", "server"])]
    words: Vec<String>,

    /// Only tools of these categories
    #[arg(long, value_name = "CATEGORY", value_delimiter = ',', ignore_case = true)]
    category: Vec<Category>,

    /// Only tools of these risk levels
    #[arg(long, value_name = "RISK", value_delimiter = ',', ignore_case = true)]
    risk: Vec<Risk>,

    /// Only tools that have all of these traits
    #[arg(long, value_name = "TRAIT", value_delimiter = ',', ignore_case = true)]
    r#trait: Vec<Trait>,

    /// Only tools of this server
    #[arg(long, value_name = "NAME")]
    server: Option<String>,

    /// Search these tool lists too: a file, a directory, a glob or `-`; repeatable
    #[arg(long, value_name = "SOURCE")]
    with: Vec<String>,

    /// List at most N tools
    #[arg(long, value_name = "N", default_value_t = 25)]
    limit: usize,

    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

pub fn run(args: &SearchArgs) -> Result<Exit, Failure> {
    let loaded = read(args)?;
    if let Some(name) = &args.server {
        known_server(name, &loaded.servers)?;
    }
    let wanted = args.wanted();
    let mut found = search(&loaded.servers, &wanted);
    let total = found.len();
    found.truncate(args.limit);
    match args.format {
        Format::Json => print(&search_json(&wanted.words, &found, total))?,
        Format::Table => {
            print(&search_text(&found, look()))?;
            print_note(&said(total, found.len()));
        }
    }
    Ok(end(&loaded.problems))
}

fn said(total: usize, listed: usize) -> String {
    match (total, total - listed) {
        (0, _) => "no tool fits all of this".to_owned(),
        (_, 0) => count(total, "tool", "tools"),
        (_, more) => format!(
            "{}, {more} of them not shown; --limit N lists more",
            count(total, "tool", "tools")
        ),
    }
}

/// The catalog, and what was given beside it.
fn read(args: &SearchArgs) -> Result<Loaded, Failure> {
    let mut loaded = read_sources(&args.with);
    print_problems(&loaded.problems);
    loaded.servers.iter().for_each(|server| print_warnings(&server.warnings));
    let mut servers = names().into_iter().map(load).collect::<Result<Vec<Server>, Failure>>()?;
    servers.append(&mut loaded.servers);
    loaded.servers = servers;
    Ok(loaded)
}

fn known_server(name: &str, servers: &[Server]) -> Result<(), Failure> {
    let names = || servers.iter().map(|server| server.name.as_str());
    if names().any(|known| known.eq_ignore_ascii_case(name)) {
        return Ok(());
    }
    let failure = Failure::new(format!("no server is called {}", quoted(name)));
    Err(match nearest(name, names()) {
        Some(near) => failure.with_help(format!("did you mean {}?", quoted(near))),
        None => failure
            .with_help("`toolward catalog list` names those of the catalog; --with adds yours"),
    })
}

impl SearchArgs {
    fn wanted(&self) -> Wanted {
        Wanted {
            words: self.words.join(" "),
            categories: self.category.clone(),
            risks: self.risk.clone(),
            traits: self.r#trait.clone(),
            server: self.server.clone(),
        }
    }
}
