//! What manifests may try on a reader's terminal, page or spreadsheet.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{evidence, server, server_report};
use proptest::prelude::*;
use serde_json::{Value, json};
use toolward::classify::{Category, Contradiction, Risk, Trait, Verdict};
use toolward::manifest::ParameterSource;
use toolward::phrase::is_unsafe;
use toolward::render::text::width;
use toolward::render::{
    Look, explain_json, explain_markdown, explain_text, report_csv, report_json, report_markdown,
    report_ndjson, report_table,
};
use toolward::report::{Report, Selection, ToolPage};

/// Texts that would act somewhere, if they got there as they are.
fn attacks() -> Vec<String> {
    vec![
        "\u{1b}[2J\u{1b}]0;owned\u{7}".to_owned(),
        "\u{9b}31mred".to_owned(),
        "a\u{202e}txt.exe\u{2066}".to_owned(),
        "x\u{e0068}\u{e0069}\u{200b}\u{feff}".to_owned(),
        "a|b|c\n# heading\n\n<script>alert(1)</script>".to_owned(),
        "[click](javascript:alert(1)) ![](https://evil.example/x.png)".to_owned(),
        "`` ` ```\n</details><img src=x onerror=alert(1)>".to_owned(),
        "=HYPERLINK(\"https://evil.example\",\"ok\")".to_owned(),
        "+1+1".to_owned(),
        "-2+3".to_owned(),
        "@SUM(A1)".to_owned(),
        "\t=1\r\n=2".to_owned(),
        "word ".repeat(2800),
        "x".repeat(14_000),
        "e".to_owned() + &"\u{301}".repeat(14_000),
        "日本語".repeat(4000),
        String::new(),
        " ".to_owned(),
    ]
}

/// A verdict with the text in each place that comes from outside.
fn verdict(text: &str) -> Verdict {
    let mut verdict = Verdict::unknown(text, text);
    verdict.review_reason = Some(text.to_owned());
    verdict.evidence =
        vec![evidence(text, text, text, text), evidence("name", text, text, "risk up")];
    verdict.evidence[0].rule = text.to_owned().into();
    verdict.risk = Risk::High;
    verdict.contradictions = vec![Contradiction {
        claim: text.to_owned(),
        pointer: text.to_owned(),
        evidence: verdict.evidence[0].clone(),
    }];
    verdict
}

fn report(verdicts: Vec<Verdict>, name: &str) -> Report {
    Report {
        servers: vec![
            server_report(name, verdicts.clone(), &Selection::default()),
            server_report(name, verdicts, &Selection { limit: Some(1), ..Selection::default() }),
        ],
        problems: Vec::new(),
    }
}

/// Calls `check` with every text output for people, named.
fn each_output(text: &str, check: impl Fn(&str, &str)) {
    let report = report(vec![verdict(text)], text);
    check("table", &report_table(&report, Look::new(80, false)));
    check("markdown", &report_markdown(&report));
    check("csv", &report_csv(&report));
    check("json", &report_json(&report));
    check("ndjson", &report_ndjson(&report));
    let verdicts = [verdict(text), Verdict { name: format!("other {text}"), ..verdict(text) }];
    let mut server = server(text, &verdicts);
    let tool = &mut server.tools[0];
    text.clone_into(&mut tool.description);
    tool.title = Some(text.to_owned());
    tool.parameter_source = ParameterSource::Schema("/inputSchema".to_owned());
    tool.definition = json!({"inputSchema": {"properties": {text: {
        "type": [text, "null"], "description": text, "default": text, "enum": [text],
    }}}})
    .into();
    let page = ToolPage::new(&server, &verdicts, 0).unwrap();
    check("explain text", &explain_text(&page, Look::new(80, false)));
    check("explain markdown", &explain_markdown(&page));
    check("explain json", &explain_json(&page));
}

#[test]
fn nothing_hidden_gets_out() {
    for attack in attacks() {
        each_output(&attack, |format, output| {
            let leak = output.chars().find(|c| *c != '\n' && is_unsafe(*c));
            assert_eq!(leak, None, "{format}: {attack:.40?}");
        });
    }
}

#[test]
fn texts_for_a_terminal_stay_in_their_width() {
    for attack in attacks() {
        each_output(&attack, |format, output| {
            if ["table", "explain text"].contains(&format) {
                for line in without_policy(output).lines() {
                    assert!(width(line) <= 80, "{format}: {line:.200}");
                }
            }
        });
    }
}

/// The policy is shown as it is to be saved: its lines aren't broken.
fn without_policy(output: &str) -> String {
    match (output.find("\n  {\n"), output.find("\n  }\n")) {
        (Some(start), Some(end)) => format!("{}{}", &output[..start], &output[end + 4..]),
        _ => output.to_owned(),
    }
}

#[test]
fn a_long_text_does_not_flood_the_report() {
    for attack in attacks().iter().filter(|attack| attack.len() > 10_000) {
        each_output(attack, |format, output| {
            let most = match format {
                // At the end of a long one the two servers are named again: five lines.
                "table" => 65,
                // Attack patterns and questions are part of the page: a common one takes 130.
                "explain text" => 300,
                _ => return,
            };
            assert!(output.lines().count() < most, "{format}: {}", output.lines().count());
        });
    }
}

#[test]
fn markup_does_not_take_effect() {
    for attack in attacks() {
        each_output(&attack, |format, output| {
            if !format.ends_with("markdown") {
                return;
            }
            // Whatever is left outside of code must not be markup.
            let text = without_code(&without_block(output)).replace("\\]", "").replace("\\#", "");
            for sign in ["<script", "<img", "</details", "](javascript", "https://", "\n# heading"]
            {
                assert!(!text.contains(sign), "{format}: {sign}\n{text}");
            }
        });
    }
}

/// A fenced block ends at a line that holds the fence alone.
fn without_block(text: &str) -> String {
    match (text.find("\n```json\n"), text.find("\n```\n")) {
        (Some(start), Some(end)) => format!("{}{}", &text[..start], &text[end + 4..]),
        _ => text.to_owned(),
    }
}

/// Takes code spans out, after `CommonMark`'s rule: a run of
/// back-ticks is closed by the next run of the same length.
fn without_code(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('`') {
        let escaped = rest[..start].ends_with('\\');
        let run = rest[start..].len() - rest[start..].trim_start_matches('`').len();
        if escaped {
            out.push_str(&rest[..=start]);
            rest = &rest[start + 1..];
            continue;
        }
        out.push_str(&rest[..start]);
        let after = &rest[start + run..];
        rest = closing(after, run).map_or("", |end| &after[end + run..]);
    }
    out + rest
}

fn closing(text: &str, run: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let length = text[start..].len() - text[start..].trim_start_matches('`').len();
        if length == run {
            return Some(start);
        }
        at = start + length;
    }
    None
}

#[test]
fn every_table_row_of_the_markdown_has_its_cells() {
    for attack in attacks() {
        let report = report(vec![verdict(&attack)], &attack);
        for line in report_markdown(&report).lines().filter(|line| line.starts_with('|')) {
            let bars = line.replace("\\|", "").matches('|').count();
            assert!([6, 7].contains(&bars), "{bars}: {line:.300}");
        }
    }
}

#[test]
fn a_spreadsheet_sees_no_formula() {
    for attack in attacks() {
        let csv = report_csv(&report(vec![verdict(&attack)], &attack));
        for row in csv::Reader::from_reader(csv.as_bytes()).records() {
            for cell in &row.unwrap() {
                assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{cell:.80}");
            }
        }
    }
}

fn any_verdict() -> impl Strategy<Value = Verdict> {
    let category = prop::sample::select(Category::ALL.to_vec());
    let traits = prop::sample::subsequence(
        vec![Trait::RawInput, Trait::Egress, Trait::Secrets, Trait::Money],
        0..4,
    );
    (any::<String>(), category, traits, any::<bool>(), prop::option::of(any::<String>()), 0..3_u8)
        .prop_map(|(name, category, traits, claimed, reason, step)| {
            let base = category.base_risk();
            Verdict {
                category,
                traits,
                base_risk: base,
                risk: [base, base.up(), base.down()][usize::from(step)],
                needs_review: reason.is_some(),
                review_reason: reason,
                evidence: vec![evidence("description", &name, &name, "risk up")],
                contradictions: verdict(&name).contradictions[..usize::from(claimed)].to_vec(),
                ..Verdict::unknown("s", &name)
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_verdicts_render_in_every_format(
        verdicts in prop::collection::vec(any_verdict(), 0..12),
        columns in 0_usize..300,
        colour: bool,
    ) {
        let look = Look::new(columns, colour);
        let count = verdicts.len();
        let names: Vec<String> = verdicts.iter().map(|verdict| verdict.name.clone()).collect();
        let all = Report {
            servers: vec![server_report("s", verdicts.clone(), &Selection {
                sort: toolward::report::Sort::Manifest,
                ..Selection::default()
            })],
            problems: Vec::new(),
        };
        let _ = report_table(&all, look);
        let _ = report_markdown(&all);

        let value: Value = serde_json::from_str(&report_json(&all)).unwrap();
        prop_assert_eq!(value["servers"][0]["tools"].as_array().unwrap().len(), count);
        let lines = report_ndjson(&all);
        let read: Vec<String> = lines
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap()["name"].as_str().unwrap().to_owned())
            .collect();
        prop_assert_eq!(read, names);

        let csv = report_csv(&all);
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap).collect();
        prop_assert_eq!(rows.len(), count);
        for (row, verdict) in rows.iter().zip(&verdicts) {
            prop_assert_eq!(&row[2], verdict.category.as_str());
            let name = toolward::render::text::visible(&verdict.name);
            prop_assert_eq!(row[1].strip_prefix('\'').unwrap_or(&row[1]), name.strip_prefix('\'').unwrap_or(&name));
        }

        let server = server("s", &verdicts);
        for index in 0..count.min(2) {
            let page = ToolPage::new(&server, &verdicts, index).unwrap();
            let _ = explain_text(&page, look);
            let _ = explain_markdown(&page);
            serde_json::from_str::<Value>(&explain_json(&page)).unwrap();
        }
    }

    #[test]
    fn lines_never_exceed_their_width(text: String, most in 2_usize..60) {
        use toolward::render::text::{clip, one_line, wrap};
        let line = one_line(&text);
        for part in wrap(&line, most) {
            prop_assert!(width(&part) <= most);
        }
        prop_assert!(width(&clip(&line, most)) <= most);
        prop_assert_eq!(wrap(&line, most).concat().replace(' ', ""), line.replace(' ', ""));
    }
}
