//! The page of a report as text: what the browser tests can't see from inside.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;
mod project;

use common::{sample, server, verdict};
use project::Project;
use serde_json::Value;
use toolward::classify::{Category, Verdict};
use toolward::phrase::is_unsafe;
use toolward::policy::recommend;
use toolward::render::report_html;
use toolward::report::{Report, Selection, ServerReport};

/// The page of one server.
fn page(name: &str, verdicts: &[Verdict], selection: &Selection) -> String {
    let mut server = server(name, verdicts);
    for tool in &mut server.tools {
        tool.description = format!("Does {name}.");
    }
    let summed = ServerReport::new(&server, verdicts.to_vec(), selection);
    report_html(&Report { servers: vec![summed], problems: Vec::new() }, &[server])
}

/// What stands in the page between two texts.
fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = page.split_once(start).unwrap();
    rest.split_once(end).unwrap().0
}

fn data(page: &str) -> Value {
    serde_json::from_str(between(page, "id=\"data\">", "</script>")).unwrap()
}

#[test]
fn the_rules_of_the_page_name_its_style_and_its_script() {
    use base64::Engine;
    use sha2::{Digest, Sha256};
    let page = page("shop", &[verdict("a_get", Category::Read, "get")], &Selection::default());
    let rule = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    for (kind, text) in [
        ("style", between(&page, "<style>", "</style>")),
        ("script", between(&page, "<script>", "</script>")),
    ] {
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text));
        // Quotes and signs are escaped in the attribute.
        let rule = rule.replace("&#39;", "'").replace("&#43;", "+").replace("&#x2B;", "+");
        assert!(rule.contains(&format!("{kind}-src 'sha256-{hash}'")), "{rule}");
        assert!(!rule.contains("unsafe") && rule.contains("default-src 'none'"), "{rule}");
    }
}

#[test]
fn no_text_of_a_manifest_becomes_markup() {
    for text in [
        "<script>alert(1)</script>",
        "</script><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "' onmouseover='alert(1)",
        "<!--",
        "a\u{202e}b\u{1b}[2J\u{0}\u{e0041}\u{2028}",
    ] {
        let verdict = Verdict { name: text.to_owned(), ..Verdict::unknown(text, text) };
        let page = page(text, &[verdict], &Selection::default());
        assert!(!page.contains(|c: char| is_unsafe(c) && c != '\n'), "{text:?}");
        assert_eq!(page.matches("<script").count(), 2, "{text:?}");
        assert_eq!(page.matches("<img").count() + page.matches("<!--").count(), 0, "{text:?}");
        let data = data(&page);
        assert_eq!(
            serde_json::from_str::<String>(data["choices"][0]["name"].as_str().unwrap()).unwrap(),
            text
        );
        // Outside of the script's data a quote of a stranger never stands bare.
        let (before, _) = page.split_once("<script").unwrap();
        assert!(
            !before.contains("\" onmouseover") && !before.contains("' onmouseover"),
            "{text:?}"
        );
    }
}

#[test]
fn names_in_a_reason_are_code() {
    let reason = "nothing says what `a_b` and `<i>` do";
    let doubted = Verdict {
        review_reason: Some(reason.to_owned()),
        ..Verdict::unknown("shop", "frobnicate")
    };
    let page = page("shop", &[doubted], &Selection::default());
    let shown = "<bdi>nothing says what <code><bdi>a_b</bdi></code> and \
                 <code><bdi>&lt;i&gt;</bdi></code> do</bdi>";
    assert!(page.contains(shown), "{page}");
    assert_eq!(data(&page)["rows"][0]["why"], reason);
}

#[test]
fn tools_that_nothing_is_known_of_are_told() {
    let known = verdict("a_get", Category::Read, "get");
    let server = server("shop", std::slice::from_ref(&known));
    let page = |said| {
        let mut summed = ServerReport::new(&server, vec![known.clone()], &Selection::default());
        summed.tools_said = said;
        let report = Report { servers: vec![summed], problems: Vec::new() };
        report_html(&report, std::slice::from_ref(&server))
    };
    assert!(page(Some(3)).contains("have 2 more tools, of which nothing is known."));
    for whole in [None, Some(1)] {
        assert!(!page(whole).contains("nothing is known"));
    }
}

#[test]
fn the_policy_in_the_page_is_the_recommended_one() {
    let verdicts = common::shop();
    let page = page("shop", &verdicts, &Selection::default());
    let shown = between(&page, "aria-label=\"The policy\">", "</pre>");
    let plain = shown.replace("&#34;", "\"").replace("&quot;", "\"").replace("&#x22;", "\"");
    assert_eq!(plain, recommend([verdicts.as_slice()]).policy.to_json());
}

#[test]
fn a_selection_shortens_the_table_and_never_the_policy() {
    let verdicts = common::shop();
    let few = Selection { limit: Some(2), ..Selection::default() };
    let page = page("shop", &verdicts, &few);
    let data = data(&page);
    assert_eq!(data["rows"].as_array().unwrap().len(), 2);
    assert_eq!(data["choices"].as_array().unwrap().len(), verdicts.len());
    assert!(page.contains("8 more are left out here"));
}

#[test]
fn problems_several_servers_and_none_are_shown() {
    let report = sample(&Selection::default());
    let servers = [server("shop", &common::shop()), server("notes", report.servers[1].verdicts())];
    let page = report_html(&report, &servers);
    assert!(page.contains("What could not be read") && page.contains("broken.json"));
    assert!(page.contains("href=\"#server-2\"") && page.contains("name=\"server\""));
    let empty = page_of_nothing();
    assert!(empty.contains("no grade") && empty.contains("be judged"));
}

fn page_of_nothing() -> String {
    page("empty", &[], &Selection::default())
}

#[test]
fn a_page_is_written_to_a_file_and_not_over_one() {
    let project =
        Project::new(&[("tools.json", r#"{"tools":[{"name":"a_get","description":"Gets a."}]}"#)]);
    let arguments = ["report", "tools.json", "--format", "html", "-o", "report.html"];
    let ran = project.run(&arguments);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert!(project.read("report.html").starts_with("<!doctype html>\n<html lang=\"en\">"));
    let again = project.run(&arguments);
    assert_eq!(again.code, 2);
    assert!(
        again.stderr.contains("exists already") && again.stderr.contains("--force"),
        "{}",
        again.stderr
    );
    assert_eq!(project.run(&[&arguments[..], &["--force"]].concat()).code, 0);
}
