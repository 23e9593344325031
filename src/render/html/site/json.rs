//! The JSON beside the pages that no other command prints.

use serde::Serialize;

use crate::classify::Attack;
use crate::render::json::to_json;
use crate::render::views::{
    AttackView, GeneratorView, ListedAttackView, ReportView, SCHEMA_VERSION, condition_words,
};
use crate::report::ServerReport;

use super::Site;
use super::line::Line;

#[derive(Serialize)]
struct Class<'a> {
    schema_version: &'static str,
    generator: GeneratorView,
    title: &'a str,
    tools: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    server: &'a str,
    name: &'a str,
    category: &'static str,
    risk: &'static str,
    /// From the site's root.
    page: &'a str,
}

#[derive(Serialize)]
struct Home<'a> {
    schema_version: &'static str,
    generator: GeneratorView,
    servers: Vec<HomeServer<'a>>,
}

#[derive(Serialize)]
struct HomeServer<'a> {
    server: &'a str,
    source: &'a str,
    tools_total: usize,
    grade: Option<&'static str>,
    page: String,
}

/// A report of the one server, as `report --format json` prints it.
pub fn server_json(report: &ServerReport) -> String {
    to_json(&ReportView::of_server(report))
}

pub fn class_json(title: &str, lines: &[Line]) -> String {
    to_json(&Class {
        schema_version: SCHEMA_VERSION,
        generator: GeneratorView::this(),
        title,
        tools: lines.iter().map(listed).collect(),
    })
}

fn listed(line: &Line) -> Listed<'_> {
    Listed {
        server: &line.server,
        name: &line.name,
        category: line.category,
        risk: line.risk,
        page: &line.href,
    }
}

pub fn attack_json(attack: &Attack, lines: &[Line], servers: Vec<String>) -> String {
    let needs =
        attack.combination.as_ref().map(|one| one.needs.iter().map(condition_words).collect());
    to_json(&ListedAttackView {
        attack: AttackView::of(attack),
        exposes: attack.exposes.iter().map(condition_words).collect(),
        needs: needs.unwrap_or_default(),
        tools: lines.iter().map(|line| format!("{}/{}", line.server, line.name)).collect(),
        servers,
    })
}

pub fn home_json(site: &Site<'_>) -> String {
    let servers = site.reports.iter().enumerate().map(|(number, report)| HomeServer {
        server: &report.server,
        source: &report.source,
        tools_total: report.counts.total,
        grade: report.grade.as_ref().map(|graded| graded.grade.as_str()),
        page: format!("{}index.html", site.addresses.server(number)),
    });
    to_json(&Home {
        schema_version: SCHEMA_VERSION,
        generator: GeneratorView::this(),
        servers: servers.collect(),
    })
}
