//! The page of an attack pattern.

use std::io;

use askama::Template;

use crate::classify::{Attack, Verdict, combinations, exposing};
use crate::render::text::visible;

use super::super::prose::prose;
use super::json::attack_json;
use super::line::Line;
use super::{CSP, Sink, Site, address};

#[derive(Template)]
#[template(path = "site/attack.html")]
struct Page<'a> {
    csp: &'static str,
    root: &'static str,
    title: &'a str,
    id: &'a str,
    /// HTML, and so are the next two.
    summary: String,
    happens: String,
    policy: String,
    references: &'a [String],
    lines: Vec<Line>,
    flows: Vec<Flow>,
}

/// A server whose tools make it possible together.
struct Flow {
    server: String,
    href: String,
    legs: Vec<Vec<Line>>,
}

/// The most tools that are named for one part of a combination.
const OF_LEG: usize = 6;

pub fn write(site: &Site<'_>, attack: &Attack, sink: &Sink<'_>) -> io::Result<()> {
    let folder = address::attack(attack);
    let lines = site.lines(|verdict| exposing(verdict).iter().any(|one| one.id == attack.id));
    let flows = flows(site, attack);
    let servers = flows.iter().map(|flow| flow.server.clone()).collect();
    sink(&format!("{folder}index.json"), &attack_json(attack, &lines, servers))?;
    let page = Page {
        csp: CSP,
        root: address::root(&folder),
        title: &attack.name,
        id: &attack.id,
        summary: prose(&attack.summary),
        happens: prose(&attack.happens),
        policy: prose(&attack.policy),
        references: &attack.references,
        lines,
        flows,
    };
    sink(&format!("{folder}index.html"), &page.render().map_err(io::Error::other)?)
}

fn flows(site: &Site<'_>, attack: &Attack) -> Vec<Flow> {
    if attack.combination.is_none() {
        return Vec::new();
    }
    let mut flows = Vec::new();
    for (number, report) in site.reports.iter().enumerate() {
        let tools: Vec<&Verdict> = report.verdicts().iter().collect();
        let found = combinations(&tools).into_iter().find(|one| one.attack.id == attack.id);
        let Some(found) = found else { continue };
        let leg = |tools: &Vec<&Verdict>| {
            tools.iter().take(OF_LEG).filter_map(|verdict| site.line_of(verdict)).collect()
        };
        flows.push(Flow {
            server: visible(&report.server),
            href: format!("{}index.html", site.addresses.server(number)),
            legs: found.legs.iter().map(leg).collect(),
        });
    }
    flows
}
