//! Verdicts and servers built by hand, so that what is tested here doesn't
//! move with the classifier.
#![allow(dead_code, reason = "each test file uses its part")]

use serde_json::json;
use toolward::classify::{Category, Contradiction, Effect, Evidence, Risk, Trait, Verdict};
use toolward::manifest::{ParameterSource, Problem, Server, Tool};
use toolward::report::{Report, Selection, ServerReport};

/// A verdict whose risk is the base of its category, decided by a word of its name.
pub fn verdict(name: &str, category: Category, word: &str) -> Verdict {
    let effect = match category {
        Category::Read => Effect::Read,
        Category::Destructive => Effect::Destructive,
        _ => Effect::Write,
    };
    Verdict {
        category,
        effect,
        risk: category.base_risk(),
        base_risk: category.base_risk(),
        confidence: 0.95,
        needs_review: false,
        review_reason: None,
        evidence: vec![evidence("name", name, word, category.as_str())],
        ..Verdict::unknown("shop", name)
    }
}

/// A quotation of the first `quote` in `text`; empty quotes stand at 0.
pub fn evidence(field: &str, text: &str, quote: &str, says: &str) -> Evidence {
    let start = text.find(quote).unwrap_or(0);
    Evidence {
        field: field.to_owned().into(),
        start,
        end: start + quote.len(),
        quote: quote.to_owned(),
        rule: format!("verb/{quote}").into(),
        says: says.to_owned().into(),
    }
}

pub fn in_review(verdict: Verdict, reason: &str) -> Verdict {
    Verdict {
        needs_review: true,
        review_reason: Some(reason.to_owned()),
        confidence: 0.4,
        ..verdict
    }
}

/// A tool that runs whatever it is given.
pub fn arbitrary(name: &str, word: &str) -> Verdict {
    let mut verdict = verdict(name, Category::Execute, word);
    verdict.effect = Effect::Destructive;
    verdict.risk = Risk::Critical;
    verdict.traits = vec![Trait::RawInput];
    verdict.evidence.push(evidence("/inputSchema/properties/code", "code", "code", "risk up"));
    verdict
}

/// The same verdict on a tool that the server calls read-only.
pub fn claimed_read_only(mut verdict: Verdict) -> Verdict {
    verdict.contradictions.push(Contradiction {
        claim: "readOnlyHint: true".to_owned(),
        pointer: "/annotations/readOnlyHint".to_owned(),
        evidence: verdict.evidence[0].clone(),
    });
    verdict
}

pub fn tool(name: &str) -> Tool {
    Tool {
        name: name.to_owned(),
        title: None,
        description: String::new(),
        definition: json!({"name": name}).into(),
        parameter_source: ParameterSource::None,
        annotations: Vec::new(),
        origin: None,
    }
}

pub fn server(name: &str, verdicts: &[Verdict]) -> Server {
    Server {
        name: name.to_owned(),
        source: format!("{name}.json"),
        tools: verdicts.iter().map(|verdict| tool(&verdict.name)).collect(),
        warnings: Vec::new(),
    }
}

pub fn server_report(name: &str, verdicts: Vec<Verdict>, selection: &Selection) -> ServerReport {
    ServerReport::new(&server(name, &verdicts), verdicts, selection)
}

/// A shop's server with something of everything.
pub fn shop() -> Vec<Verdict> {
    let mut purge =
        verdict("customer_records_bulk_purge_permanently", Category::Destructive, "purge");
    purge.traits = vec![Trait::Bulk];
    let mut mail = verdict("message_send_to_customer", Category::Execute, "send");
    mail.traits = vec![Trait::Egress];
    let mut trash = verdict("product_trash", Category::Destructive, "trash");
    trash.risk = Risk::High;
    trash.evidence.push(evidence(
        "description",
        "Moves a product to the trash, from where it can be restored.",
        "it can be restored",
        "risk down",
    ));
    vec![
        verdict("order_list", Category::Read, "list"),
        verdict("order_get", Category::Read, "get"),
        verdict("product_update", Category::Write, "update"),
        in_review(verdict("product_frobnicate", Category::Write, "frobnicate"), "unknown verb"),
        arbitrary("run_script", "run"),
        mail,
        trash,
        purge,
        verdict("payment_refund", Category::Financial, "refund"),
        verdict("listProductsByWarehouseAndCollection", Category::Read, "list"),
    ]
}

/// Two servers, one of them tiny, and an input that could not be read.
pub fn sample(selection: &Selection) -> Report {
    let notes: Vec<Verdict> = ["note_get", "note_search"]
        .map(|name| verdict(name, Category::Read, &name[5..]))
        .map(|verdict| Verdict { server: "notes".to_owned(), ..verdict })
        .into();
    Report {
        servers: vec![
            server_report("shop", shop(), selection),
            server_report("notes", notes, selection),
        ],
        problems: vec![Problem {
            source: "broken.json".to_owned(),
            message: "broken.json:1:2: a key needs double quotes".to_owned(),
        }],
    }
}
