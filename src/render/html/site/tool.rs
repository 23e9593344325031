//! The page of a tool: all that [`crate::report::ToolPage`] knows.

use std::io;

use askama::Template;

use crate::classify::{Attack as Pattern, Contradiction, Evidence};
use crate::render::explain_json;
use crate::render::json::to_json_line;
use crate::render::text::{clip, one_line, visible};
use crate::report::{
    ApplyLine, PageParameter, ToolPage, category_meaning, place_of, trait_meaning,
};

use super::super::chart::risk_class;
use super::super::data::quotes_in_description;
use super::super::pieces::{Piece, pieces};
use super::super::prose::prose;
use super::line::Line;
use super::{CSP, Sink, Site, address};

#[derive(Template)]
#[template(path = "site/tool.html")]
struct Page<'a> {
    csp: &'static str,
    root: &'static str,
    title: String,
    server: String,
    server_href: String,
    category: &'static str,
    category_href: String,
    risk: &'static str,
    risk_href: String,
    class: &'static str,
    review: Option<String>,
    /// HTML.
    use_of: String,
    description: Vec<Piece>,
    parameters: Vec<Parameter>,
    meaning: &'static str,
    /// HTML.
    risk_reason: String,
    /// HTML.
    certainty: String,
    traits: Vec<(&'static str, &'static str)>,
    /// Claim, the quote that belies it, its place.
    contradictions: Vec<[String; 3]>,
    /// Quote, place, what it speaks for, rule.
    evidence: Vec<[String; 4]>,
    attacks: Vec<Attack<'a>>,
    advice: String,
    advice_effect: String,
    policy: String,
    /// HTML.
    steps: Vec<String>,
    /// Client or gateway, the file it reads (HTML), the command.
    apply: Vec<[String; 3]>,
    related: Vec<Line>,
    kin: Vec<Kin>,
    /// HTML, question and answer.
    questions: Vec<[String; 2]>,
}

struct Parameter {
    name: String,
    kind: String,
    required: bool,
    default: Option<String>,
    choices: Vec<String>,
    about: String,
}

struct Attack<'a> {
    name: &'a str,
    id: &'a str,
    href: String,
    /// HTML.
    summary: String,
    references: String,
}

/// A tool of another server; it has a page where its server is in the site.
struct Kin {
    name: String,
    href: Option<String>,
    category: &'static str,
    risk: &'static str,
    class: &'static str,
}

pub fn write(
    site: &Site<'_>,
    at: (usize, usize),
    page: &ToolPage<'_>,
    sink: &Sink<'_>,
) -> io::Result<()> {
    let folder = site.addresses.tool(at);
    sink(&format!("{folder}index.json"), &explain_json(page))?;
    let html = Page::new(site, at, page).render().map_err(io::Error::other)?;
    sink(&format!("{folder}index.html"), &html)
}

impl<'a> Page<'a> {
    fn new(site: &Site<'_>, at: (usize, usize), page: &ToolPage<'a>) -> Self {
        let verdict = page.verdict;
        let index = |folder: &str| format!("{folder}index.html");
        let questions = page.questions();
        Self {
            csp: CSP,
            root: address::root(site.addresses.tool(at)),
            title: visible(&page.tool.name),
            server: visible(page.server_title()),
            server_href: index(site.addresses.server(at.0)),
            category: verdict.category.as_str(),
            category_href: index(&address::category(verdict.category)),
            risk: verdict.risk.as_str(),
            risk_href: index(&address::risk(verdict.risk)),
            class: risk_class(verdict.risk),
            review: verdict.review_reason.as_deref().map(one_line),
            use_of: prose(&page.use_of()),
            description: pieces(&page.tool.description, &quotes_in_description(verdict)),
            parameters: page.parameters.iter().map(Parameter::new).collect(),
            meaning: category_meaning(verdict.category),
            risk_reason: prose(&page.risk_reason()),
            certainty: prose(&page.certainty()),
            traits: verdict.traits.iter().map(|one| (one.as_str(), trait_meaning(*one))).collect(),
            contradictions: verdict.contradictions.iter().map(belied).collect(),
            evidence: verdict.evidence.iter().map(quoted).collect(),
            attacks: page.attacks.iter().map(|attack| Attack::new(attack)).collect(),
            advice: page.measure.label(),
            advice_effect: page.advice_effect(),
            policy: page.policy.to_json(),
            steps: page.steps().iter().map(|step| prose(step)).collect(),
            apply: page.apply_lines().iter().map(applied).collect(),
            related: page.related.iter().filter_map(|verdict| site.line_of(verdict)).collect(),
            kin: page.kin.iter().map(|kin| Kin::new(site, kin)).collect(),
            questions: questions
                .iter()
                .map(|one| [prose(&one.question), prose(&one.answer)])
                .collect(),
        }
    }
}

fn belied(one: &Contradiction) -> [String; 3] {
    [one_line(&one.claim), one_line(&one.evidence.quote), one_line(&place_of(&one.evidence))]
}

fn quoted(one: &Evidence) -> [String; 4] {
    [one_line(&one.quote), one_line(&place_of(one)), one_line(&one.says), one_line(&one.rule)]
}

fn applied(line: &ApplyLine) -> [String; 3] {
    [line.title.to_owned(), prose(line.place), one_line(&line.command)]
}

impl Parameter {
    fn new(parameter: &PageParameter) -> Self {
        let default =
            parameter.default.as_ref().map(|value| clip(to_json_line(value).trim_end(), 80));
        Self {
            name: clip(&visible(&parameter.name), 128),
            kind: clip(&one_line(&parameter.kind), 80),
            required: parameter.required,
            default,
            choices: parameter.choices.iter().take(24).map(|one| clip(&visible(one), 60)).collect(),
            about: clip(&one_line(&parameter.description), 1200),
        }
    }
}

impl<'a> Attack<'a> {
    fn new(attack: &'a Pattern) -> Self {
        Self {
            name: &attack.name,
            id: &attack.id,
            href: format!("{}index.html", address::attack(attack)),
            summary: prose(&attack.summary),
            references: attack.references.join(", "),
        }
    }
}

impl Kin {
    fn new(site: &Site<'_>, kin: &crate::report::Kin) -> Self {
        let folder = site.addresses.named(&kin.server, &kin.tool);
        Self {
            name: format!("{}/{}", visible(&kin.server), visible(&kin.tool)),
            href: folder.map(|folder| format!("{folder}index.html")),
            category: kin.category.as_str(),
            risk: kin.risk.as_str(),
            class: risk_class(kin.risk),
        }
    }
}
