//! The static site as files: every link leads somewhere, no name leads out, and
//! a folder is replaced whole or left alone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod project;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use project::Project;
use serde_json::{Value, json};

/// Names that want to leave their folder, share one, or be no folder at all.
fn odd_names() -> Vec<String> {
    let mut names: Vec<String> = [
        "..",
        ".",
        "/",
        "a/../../../escape",
        "..\\..\\x",
        "CON",
        "nul.txt",
        "aux",
        "get",
        "Get",
        "GET",
        "get",
        "a b",
        "<script>alert(1)</script>",
        "\"quoted'",
        "a\u{202e}b",
        "日本語",
        "🦀",
        "%2e%2e%2f",
        "index.html",
        "~",
        "-rf",
        "a\nb",
        "x?y#z",
    ]
    .map(str::to_owned)
    .into();
    names.push("n".repeat(1000));
    names.push("é".repeat(1000));
    names
}

fn odd() -> Project {
    let tools: Vec<Value> = odd_names()
        .iter()
        .map(|name| json!({"name": name, "description": format!("Deletes </p><img src=x onerror=alert(1)> {name}.")}))
        .collect();
    let server = |name: &str| json!({"server_name": name, "tools": tools});
    let manifest = json!([server("../../up"), server("Shop"), server("shop"), server("<b>")]);
    Project::new(&[("tools.json", &manifest.to_string())])
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut left = vec![folder.to_owned()];
    while let Some(folder) = left.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { left.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

fn pages(folder: &Path) -> Vec<PathBuf> {
    files(folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|one| one == "html"))
        .collect()
}

/// What `href` and `src` name in a page.
fn links(page: &str) -> Vec<&str> {
    let after = |key: &str| {
        let parts: Vec<&str> = page.split(key).skip(1).collect();
        parts.into_iter().map(|rest| rest.split('"').next().unwrap())
    };
    after(" href=\"").chain(after(" src=\"")).collect()
}

fn assert_links_lead_somewhere(site: &Path) {
    let pages = pages(site);
    let mut reached = BTreeSet::new();
    for page in &pages {
        let text = std::fs::read_to_string(page).unwrap();
        for link in links(&text) {
            if let Some(place) = link.strip_prefix('#') {
                assert!(text.contains(&format!("id=\"{place}\"")), "{link} in {}", page.display());
                continue;
            }
            let target = page.parent().unwrap().join(link);
            assert!(target.is_file(), "{link} in {} leads nowhere", page.display());
            reached.insert(target.canonicalize().unwrap());
        }
    }
    for page in pages {
        assert!(
            reached.contains(&page.canonicalize().unwrap()),
            "nothing links {}",
            page.display()
        );
    }
}

#[test]
fn the_embedded_catalog_has_a_page_for_everything_and_no_dead_link() {
    let project = Project::new(&[]);
    let ran = project.run(&["site", "--out", "site", "--base-url", "https://example.org/tools"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    let site = project.path("site");
    assert_links_lead_somewhere(&site);
    let page = project.read("site/tools/odoo-claude-mcp/user_connection_activate/index.html");
    for part in [
        "What it does",
        "Why it needs a policy",
        "Attack patterns that abuse such access",
        "How to control it",
        "Related tools",
        "Questions",
        "user_connection_activate_rate",
    ] {
        assert!(page.contains(part), "{part}");
    }
    for folder in
        ["risks/critical", "categories/financial", "attacks/lethal-trifecta", "servers/stripe"]
    {
        assert!(site.join(folder).join("index.html").is_file(), "{folder}");
    }
    let map = project.read("site/sitemap.xml");
    assert_eq!(map.matches("<loc>").count(), pages(&site).len());
    assert!(map.contains("<loc>https://example.org/tools/tools/stripe/"), "{map}");
    roxmltree::Document::parse(&map).unwrap();
}

#[test]
fn the_json_beside_a_page_is_what_other_commands_print() {
    let project = Project::new(&[]);
    assert_eq!(project.run(&["site", "--out", "site", "catalog:stripe", "catalog:git"]).code, 0);
    let report = project.run(&["report", "catalog:git", "--format", "json"]).stdout;
    let sorted = |text: &str| -> Value {
        let mut value: Value = serde_json::from_str(text).unwrap();
        value["servers"][0]["tools"]
            .as_array_mut()
            .unwrap()
            .sort_by_key(|tool| tool["name"].to_string());
        value
    };
    assert_eq!(sorted(&project.read("site/servers/git/index.json")), sorted(&report));
    let explained = project.run(&["explain", "git/git_commit", "--format", "json"]).stdout;
    assert_eq!(project.read("site/tools/git/git_commit/index.json"), explained);
    for file in files(&project.path("site")) {
        if file.extension().is_some_and(|one| one == "json") {
            let text = std::fs::read_to_string(&file).unwrap();
            let value: Value = serde_json::from_str(&text).unwrap();
            assert!(value.is_object(), "{}", file.display());
        }
    }
}

#[test]
fn no_name_leaves_the_site_or_takes_the_place_of_another() {
    let project = odd();
    let ran = project.run(&["site", "--out", "site", "tools.json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let site = project.path("site");
    assert_links_lead_somewhere(&site);
    let tools = pages(&site.join("tools"));
    assert_eq!(tools.len(), 4 * odd_names().len());
    let lower: BTreeSet<String> =
        tools.iter().map(|path| path.display().to_string().to_lowercase()).collect();
    assert_eq!(lower.len(), tools.len(), "two pages differ in case alone");
    for path in files(&site) {
        let within = path.strip_prefix(&site).unwrap().display().to_string();
        let plain = |c: char| c.is_ascii_alphanumeric() || "_-.~/".contains(c);
        assert!(within.chars().all(plain) && within.len() < 220, "{within}");
        assert!(!within.split('/').any(|part| part == ".."), "{within}");
    }
    for page in pages(&site) {
        let text = std::fs::read_to_string(&page).unwrap();
        assert!(
            !text.contains("<img") && !text.contains("<b>") && !text.contains("<script>"),
            "{}",
            page.display()
        );
        assert!(
            !text.contains(|c: char| toolward::phrase::is_unsafe(c) && c != '\n'),
            "{}",
            page.display()
        );
    }
    let found: Vec<_> =
        std::fs::read_dir(project.path("")).unwrap().map(|one| one.unwrap().file_name()).collect();
    assert_eq!(found.len(), 3, "something was left beside the site: {found:?}");
}

#[test]
fn a_folder_of_others_is_left_alone_and_one_of_ours_replaced() {
    let project = Project::new(&[("site/notes.txt", "mine")]);
    let arguments = ["site", "--out", "site", "catalog:git"];
    let refused = project.run(&arguments);
    assert_eq!(refused.code, 2);
    assert!(
        refused.stderr.contains("`site` holds files that `toolward site` didn't write"),
        "{}",
        refused.stderr
    );
    assert_eq!(project.read("site/notes.txt"), "mine");
    assert_eq!(project.run(&["site", "--out", "site", "catalog:git", "--force"]).code, 0);
    assert!(!project.path("site/notes.txt").exists());
    // ours now: without --force, and what is no longer in it goes
    assert!(project.path("site/servers/git").exists());
    assert_eq!(project.run(&["site", "--out", "site", "catalog:stripe"]).code, 0);
    assert!(
        !project.path("site/servers/git").exists() && project.path("site/servers/stripe").exists()
    );
    let again = files(&project.path("site")).into_iter().map(|path| std::fs::read(path).unwrap());
    let first: Vec<_> = again.collect();
    assert_eq!(project.run(&["site", "--out", "site", "catalog:stripe"]).code, 0);
    let second: Vec<_> =
        files(&project.path("site")).into_iter().map(|path| std::fs::read(path).unwrap()).collect();
    assert_eq!(first, second, "the same input gives other bytes");
}

#[test]
fn what_cannot_be_a_site_is_refused_before_anything_is_written() {
    let project = Project::new(&[("file", "x")]);
    for (arguments, told) in [
        (&["site", "--out", "file"][..], "expected a folder"),
        (&["site", "--out", ".", "--force"], "the folder that you are in"),
        (&["site", "--out", "new", "missing.json"], "no server could be read"),
        (&["site", "--out", "new", "--base-url", "example.org"], "expected an address"),
        (&["site"], "--out"),
    ] {
        let ran = project.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.stderr.contains(told), "{arguments:?}: {}", ran.stderr);
    }
    assert!(!project.path("new").exists());
    assert_eq!(project.read("file"), "x");
}

#[cfg(unix)]
#[test]
fn the_site_may_be_read_by_those_who_may_read_other_files() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new(&[]);
    assert_eq!(project.run(&["site", "--out", "deep/down/site", "catalog:git"]).code, 0);
    let mode = project.path("deep/down/site").metadata().unwrap().permissions().mode();
    assert_ne!(mode & 0o055, 0, "{mode:o}");
}
