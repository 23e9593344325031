//! The first page, with the search, and the index that it searches.

use std::io;

use askama::Template;

use crate::classify::{Category, Risk, attacks};
use crate::phrase::{ascii_safe_json, count};
use crate::render::text::visible;
use crate::report::ServerReport;

use super::super::server::ServerPart;
use super::json::home_json;
use super::{CSP, Sink, Site, address};

#[derive(Template)]
#[template(path = "site/home.html")]
struct Page {
    csp: &'static str,
    root: &'static str,
    title: &'static str,
    lead: String,
    servers: Vec<(String, ServerPart)>,
    risks: Vec<Way>,
    categories: Vec<Way>,
    attacks: Vec<Way>,
}

/// A way to a page of its own.
struct Way {
    name: String,
    href: String,
    /// The style of a risk.
    style: &'static str,
    note: String,
}

pub fn write(site: &Site<'_>, sink: &Sink<'_>) -> io::Result<()> {
    sink("search-index.js", &search_index(site))?;
    sink("index.json", &home_json(site))?;
    let total = |of: &dyn Fn(&ServerReport) -> usize| site.reports.iter().map(of).sum::<usize>();
    let tools = total(&|report| report.counts.total);
    let class = |name: &str, folder: String, style, found: usize| Way {
        name: name.to_owned(),
        href: format!("{folder}index.html"),
        style,
        note: found.to_string(),
    };
    let risk = |risk: &Risk| {
        let found = total(&|report| report.counts.risk(*risk));
        class(risk.as_str(), address::risk(*risk), super::super::chart::risk_class(*risk), found)
    };
    let category = |category: &Category| {
        let found = total(&|report| report.counts.category(*category));
        class(category.as_str(), address::category(*category), "", found)
    };
    let servers = site.reports.iter().enumerate();
    let page = Page {
        csp: CSP,
        root: "",
        title: "Tools and their risks",
        lead: format!(
            "What agents can do with {} of {}, which attacks abuse it, and the policy for each.",
            count(tools, "tool", "tools"),
            count(site.servers.len(), "server", "servers")
        ),
        servers: servers
            .map(|(i, report)| {
                (format!("{}index.html", site.addresses.server(i)), ServerPart::new(report))
            })
            .collect(),
        risks: Risk::ALL.iter().rev().map(risk).collect(),
        categories: Category::ALL.iter().rev().map(category).collect(),
        attacks: attacks()
            .iter()
            .map(|attack| Way {
                name: attack.name.clone(),
                href: format!("{}index.html", address::attack(attack)),
                style: "",
                note: attack.id.clone(),
            })
            .collect(),
    };
    sink("index.html", &page.render().map_err(io::Error::other)?)
}

/// One array for each tool: name, server, category, risk, folder. A script and
/// not JSON: pages that are opened as files may load the one and not the other.
fn search_index(site: &Site<'_>) -> String {
    let mut text = String::from("const TOOLS = [\n");
    for (number, report) in site.reports.iter().enumerate() {
        let server = visible(&report.server);
        for (index, verdict) in report.verdicts().iter().enumerate() {
            let row = [
                &visible(&verdict.name),
                &server,
                verdict.category.as_str(),
                verdict.risk.as_str(),
                site.addresses.tool((number, index)),
            ];
            // An array of strings always serialises.
            text.push_str(&serde_json::to_string(&row).unwrap_or_default());
            text.push_str(",\n");
        }
    }
    text.push_str("];\n");
    ascii_safe_json(text)
}
