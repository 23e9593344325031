//! Attack patterns: a list, one of them, and those that a server makes possible.

use crate::classify::Verdict;
use crate::phrase::count;
use crate::report::{Exposed, ServerPage};

use super::json::to_json;
use super::look::Look;
use super::push::push;
use super::table::{Cell, table};
use super::text::{clip, one_line, visible, wrap};
use super::views::{AttackView, AttacksView, ListedAttackView, condition_words};

/// How many tools or servers one list names.
const LISTED: usize = 12;
/// How many tools of one leg are named.
const OF_LEG: usize = 3;

/// One row for each pattern.
#[must_use]
pub fn attack_list(all: &[Exposed], look: Look) -> String {
    let number = |counts: bool, n: usize| if counts { n.to_string() } else { "·".to_owned() };
    let row = |one: &Exposed| {
        let attack = one.attack;
        vec![
            Cell::new(attack.id.clone()),
            Cell::new(attack.name.clone()),
            Cell::new(number(!attack.exposes.is_empty(), one.tools.len())),
            Cell::new(number(attack.combination.is_some(), one.servers.len())),
        ]
    };
    table(
        &["id", "attack pattern", "tools", "servers"],
        all.iter().map(row).collect(),
        &[2, 3],
        look,
    )
}

/// One pattern, whole.
#[must_use]
pub fn attack_text(one: &Exposed, look: Look) -> String {
    let attack = one.attack;
    let mut out = format!("{} {}\n", look.dim(&attack.id), look.bold(&attack.name));
    out.push_str(&paragraph(&attack.summary, look));
    for (title, text) in [("How it runs", &attack.happens), ("What a policy does", &attack.policy)]
    {
        push(&mut out, format_args!("\n{}\n{}", look.bold(title), paragraph(text, look)));
    }
    push(&mut out, format_args!("\n{}\n", look.bold("Whom it concerns")));
    for condition in &attack.exposes {
        out.push_str(&paragraph(&format!("a tool: {}", condition_words(condition)), look));
    }
    for need in attack.combination.iter().flat_map(|combination| &combination.needs) {
        out.push_str(&paragraph(&format!("together, one tool: {}", condition_words(need)), look));
    }
    out.push_str(&listed("tool of the catalog", "tools of the catalog", &one.tools, look));
    out.push_str(&listed("server of the catalog", "servers of the catalog", &one.servers, look));
    push(&mut out, format_args!("\n{}\n", look.bold("References")));
    out.push_str(&paragraph(&attack.references.join(", "), look));
    out
}

fn listed(one: &str, many: &str, names: &[String], look: Look) -> String {
    if names.is_empty() {
        return String::new();
    }
    let shown: Vec<String> =
        names.iter().take(LISTED).map(|name| clip(&visible(name), 120)).collect();
    let more = names.len() - shown.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    paragraph(&format!("{}: {}{more}", count(names.len(), one, many), shown.join(", ")), look)
}

fn paragraph(text: &str, look: Look) -> String {
    let lines = wrap(&one_line(text), look.width().min(100) - 2);
    let mut out = String::new();
    for line in lines {
        push(&mut out, format_args!("  {line}\n"));
    }
    out
}

/// What a server's tools make possible together, with tools for each part.
#[must_use]
pub fn combinations_text(page: &ServerPage<'_>, look: Look) -> String {
    let mut out = format!("{}\n", look.bold("What its tools make possible together"));
    if page.combinations.is_empty() {
        out.push_str("  none of the patterns that take several tools\n");
    }
    for one in &page.combinations {
        push(&mut out, format_args!("  {} {}\n", look.dim(&one.attack.id), one.attack.name));
        let legs: Vec<String> = one.legs.iter().map(|leg| leg_text(leg)).collect();
        for line in wrap(&legs.join(" + "), look.width().min(100) - 4) {
            push(&mut out, format_args!("    {line}\n"));
        }
    }
    out
}

fn leg_text(tools: &[&Verdict]) -> String {
    let names: Vec<String> =
        tools.iter().take(OF_LEG).map(|verdict| clip(&visible(&verdict.name), 64)).collect();
    let more = tools.len() - names.len();
    let more = if more > 0 { format!(" (and {more} more)") } else { String::new() };
    format!("{}{more}", names.join(", "))
}

/// After `schemas/attacks.v1.schema.json`.
#[must_use]
pub fn attacks_json(all: &[Exposed]) -> String {
    let view = |one| {
        let Exposed { attack, tools, servers }: &Exposed = one;
        let needs = attack.combination.iter().flat_map(|combination| &combination.needs);
        ListedAttackView {
            attack: AttackView::of(attack),
            exposes: attack.exposes.iter().map(condition_words).collect(),
            needs: needs.map(condition_words).collect(),
            tools: tools.clone(),
            servers: servers.clone(),
        }
    };
    to_json(&AttacksView::of(all.iter().map(view).collect()))
}
