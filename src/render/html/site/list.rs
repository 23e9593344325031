//! The pages of the risk levels and of the categories.

use std::io;

use askama::Template;
use rayon::prelude::*;

use crate::classify::{Category, Risk};
use crate::phrase::count;
use crate::report::category_meaning;

use super::json::class_json;
use super::line::Line;
use super::{CSP, Sink, Site, address};

#[derive(Template)]
#[template(path = "site/list.html")]
struct Page {
    csp: &'static str,
    root: &'static str,
    title: String,
    lead: String,
    lines: Vec<Line>,
}

pub fn write(site: &Site<'_>, sink: &Sink<'_>) -> io::Result<()> {
    Risk::ALL.into_par_iter().try_for_each(|risk| {
        let lines = site.lines(|verdict| verdict.risk == risk);
        let title = format!("{} risk", risk.as_str());
        one(&address::risk(risk), title, risk_meaning(risk), lines, sink)
    })?;
    Category::ALL.into_par_iter().try_for_each(|category| {
        let lines = site.lines(|verdict| verdict.category == category);
        let title = format!("{} tools", category.as_str());
        one(&address::category(category), title, category_meaning(category), lines, sink)
    })
}

fn one(
    folder: &str,
    title: String,
    meaning: &str,
    lines: Vec<Line>,
    sink: &Sink<'_>,
) -> io::Result<()> {
    sink(&format!("{folder}index.json"), &class_json(&title, &lines))?;
    let lead = format!("{meaning} {} here.", count(lines.len(), "tool stands", "tools stand"));
    let page = Page { csp: CSP, root: address::root(folder), title, lead, lines };
    sink(&format!("{folder}index.html"), &page.render().map_err(io::Error::other)?)
}

fn risk_meaning(risk: Risk) -> &'static str {
    match risk {
        Risk::Low => {
            "A mistaken call costs little: it reads, or what it changes is put right at once."
        }
        Risk::Medium => "A mistaken call changes something that another call can put right.",
        Risk::High => {
            "A mistaken call reaches beyond the server's own records or is hard to take back."
        }
        Risk::Critical => "A mistaken call can lose or give away what no other call brings back.",
    }
}
