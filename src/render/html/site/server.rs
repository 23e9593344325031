//! The page of a server: its part of a report, what its tools make possible
//! together, its tools and its policy.

use std::io;

use askama::Template;

use crate::catalog::Entry;
use crate::policy::recommend_with;
use crate::render::text::visible;
use crate::report::ServerPage;

use super::super::prose::prose;
use super::super::server::ServerPart;
use super::json::server_json;
use super::line::Line;
use super::{CSP, Sink, Site, address};

#[derive(Template)]
#[template(path = "site/server.html")]
struct Page<'a> {
    csp: &'static str,
    root: &'static str,
    title: String,
    server: ServerPart,
    number: usize,
    entry: Option<&'a Entry>,
    /// HTML.
    summary: Option<String>,
    exposures: Vec<Exposure<'a>>,
    lines: Vec<Line>,
    policy: String,
}

/// A pattern and how many tools it concerns.
struct Exposure<'a> {
    name: &'a str,
    href: String,
    count: usize,
}

pub fn write(site: &Site<'_>, number: usize, sink: &Sink<'_>) -> io::Result<()> {
    let Some(report) = site.reports.get(number) else { return Ok(()) };
    let folder = site.addresses.server(number);
    sink(&format!("{folder}index.json"), &server_json(report))?;
    let page = ServerPage::of(report);
    let exposures = page.exposures.iter().map(|(attack, tools)| Exposure {
        name: &attack.name,
        href: format!("{}index.html", address::attack(attack)),
        count: tools.len(),
    });
    let mut lines: Vec<(&crate::classify::Verdict, usize)> =
        report.verdicts().iter().zip(0..).collect();
    lines.sort_by_key(|(verdict, _)| std::cmp::Reverse((verdict.risk, verdict.category)));
    let line =
        |(verdict, index): (_, usize)| Line::new(verdict, site.addresses.tool((number, index)));
    let html = Page {
        csp: CSP,
        root: address::root(folder),
        title: visible(page.title()),
        server: ServerPart::new(report),
        number: 1,
        entry: page.entry,
        summary: page.entry.map(|entry| prose(&entry.summary)),
        exposures: exposures.collect(),
        lines: lines.into_iter().map(line).collect(),
        policy: recommend_with([report.verdicts()], report.tuning()).policy.to_json(),
    };
    sink(&format!("{folder}index.html"), &html.render().map_err(io::Error::other)?)
}
