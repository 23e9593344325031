//! `toolward explain`: the page of one tool.

use clap::{Args, ValueEnum};

use crate::classify::classify;
use crate::manifest::{Loaded, Server};
use crate::phrase::{nearest, visible};
use crate::render::{explain_json, explain_markdown, explain_text};
use crate::report::{Pages, Shelf};

use super::common::{end, look, read_or_fail};
use super::failure::{Exit, Failure};
use super::print;

/// Explain one tool: what it does, why it needs a policy, and which one
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toolward explain odoo-claude-mcp/user_connection_activate
  toolward explain my-server/delete_file --from tools.json
  toolward explain delete_file --from tools.json --format markdown

Without --from, SERVER is a name of the embedded catalog. The server may be left out where only
one has a tool of that name.")]
pub struct ExplainArgs {
    /// The tool, as SERVER/TOOL
    #[arg(value_name = "SERVER/TOOL")]
    tool: String,

    /// Look in these tool lists and not in the catalog
    #[arg(long, value_name = "SOURCE", num_args = 1..)]
    from: Vec<String>,

    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Markdown,
    Json,
}

/// Runs the command.
pub fn run(args: &ExplainArgs) -> Result<Exit, Failure> {
    let loaded = load(args)?;
    let (server, index) = find(&loaded.servers, &args.tool)?;
    let verdicts = classify(server);
    let shelf = Shelf::of_catalog();
    let pages = Pages::new(server, &verdicts).beside(&shelf);
    let page = pages.page(index).ok_or_else(|| Failure::new("this tool has no verdict"))?;
    print(&match args.format {
        Format::Text => explain_text(&page, look()),
        Format::Markdown => explain_markdown(&page),
        Format::Json => explain_json(&page),
    })?;
    Ok(end(&loaded.problems))
}

/// The sources, or of the catalog what the name asks for.
fn load(args: &ExplainArgs) -> Result<Loaded, Failure> {
    if !args.from.is_empty() {
        return read_or_fail(&args.from);
    }
    let tool = args.tool.strip_prefix("catalog:").unwrap_or(&args.tool);
    let names = crate::catalog::names();
    let Some((wanted, _)) = tool.split_once('/') else {
        let all: Vec<String> = names.iter().map(|name| format!("catalog:{name}")).collect();
        return read_or_fail(&all);
    };
    if !names.contains(&wanted) {
        let help = match nearest(wanted, names.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => {
                "name one of `toolward catalog list`, or give your tool list with --from".into()
            }
        };
        let message = format!("the catalog has no server `{}`", visible(wanted));
        return Err(Failure::new(message).with_help(help));
    }
    read_or_fail(&[format!("catalog:{wanted}")])
}

/// Names may hold a `/` themselves, so every server is tried as a prefix.
fn find<'a>(servers: &'a [Server], wanted: &str) -> Result<(&'a Server, usize), Failure> {
    let wanted = wanted.strip_prefix("catalog:").unwrap_or(wanted);
    let mut found = Vec::new();
    let mut among = Vec::new();
    for server in servers {
        let of_server = wanted.strip_prefix(&server.name).and_then(|rest| rest.strip_prefix('/'));
        if of_server.is_some() {
            among.push(server);
        }
        for tool in [of_server, Some(wanted)].into_iter().flatten() {
            let index = server.tools.iter().position(|one| one.name == tool);
            found.extend(index.map(|index| (server, index)));
        }
    }
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(unknown(servers, &among, wanted)),
        _ => Err(ambiguous(&found, wanted)),
    }
}

fn unknown(servers: &[Server], among: &[&Server], wanted: &str) -> Failure {
    let named = wanted.split_once('/');
    let Some(server) = among.first() else {
        let tool = named.map_or(wanted, |(_, tool)| tool);
        let message = format!("no server here has a tool `{}`", visible(wanted));
        let tools = servers.iter().flat_map(|server| {
            server.tools.iter().map(move |one| (server.name.as_str(), one.name.as_str()))
        });
        let known: Vec<(&str, &str)> = tools.collect();
        let near = nearest(tool, known.iter().map(|(_, name)| *name));
        let hit = near.and_then(|near| known.iter().find(|(_, name)| *name == near));
        return match hit {
            Some((server, name)) => Failure::new(message).with_help(format!(
                "did you mean `{}/{}`?",
                visible(server),
                visible(name)
            )),
            None => Failure::new(message).with_help("`toolward report SOURCE` lists the tools"),
        };
    };
    let tool = &wanted[server.name.len() + 1..];
    let message = format!("server `{}` has no tool `{}`", visible(&server.name), visible(tool));
    let help = match nearest(tool, server.tools.iter().map(|one| one.name.as_str())) {
        Some(name) => format!("did you mean `{}/{}`?", visible(&server.name), visible(name)),
        None => format!("`toolward report {}` lists its tools", visible(&server.source)),
    };
    Failure::new(message).with_help(help)
}

fn ambiguous(found: &[(&Server, usize)], wanted: &str) -> Failure {
    let places: Vec<String> = found
        .iter()
        .take(5)
        .map(|(server, _)| format!("`{}` in {}", visible(&server.name), visible(&server.source)))
        .collect();
    let message = format!(
        "`{}` is a tool of {} servers: {}",
        visible(wanted),
        found.len(),
        places.join(", ")
    );
    Failure::new(message).with_help("write it as SERVER/TOOL, or give one source with --from")
}
