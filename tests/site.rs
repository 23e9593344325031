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

/// Under which schema the JSON at this place of a site stands.
fn validator_of(place: &Path) -> jsonschema::Validator {
    let read = |name: &str| -> Value {
        let text = std::fs::read_to_string(format!("schemas/{name}.v1.schema.json")).unwrap();
        serde_json::from_str(&text).unwrap()
    };
    let folder = place.components().next().unwrap().as_os_str().to_str().unwrap();
    let schema = match folder {
        "servers" => read("report"),
        "tools" => read("explain"),
        // What `catalog attacks` lists is a page here.
        "attacks" => read("attacks")["properties"]["attacks"]["items"].take(),
        _ => read("site"),
    };
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn the_json_beside_each_page_is_valid_under_its_schema() {
    let mut seen = BTreeSet::new();
    for (project, arguments) in [
        (Project::new(&[]), &["site", "--out", "site", "catalog:stripe", "catalog:git"][..]),
        (odd(), &["site", "--out", "site", "tools.json"]),
        (Project::new(&[("none.json", "[]")]), &["site", "--out", "site", "none.json"]),
    ] {
        let ran = project.run(arguments);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let site = project.path("site");
        let json = |path: &PathBuf| path.extension().is_some_and(|one| one == "json");
        for file in files(&site).into_iter().filter(json) {
            let place = file.strip_prefix(&site).unwrap();
            let text = std::fs::read_to_string(&file).unwrap();
            let value: Value = serde_json::from_str(&text).unwrap();
            let validator = validator_of(place);
            let errors: Vec<String> = validator
                .iter_errors(&value)
                .map(|e| format!("{}: {e}", e.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", place.display());
            seen.insert(place.iter().next().unwrap().to_str().unwrap().to_owned());
        }
    }
    let all = ["attacks", "categories", "index.json", "risks", "servers", "tools"];
    assert_eq!(seen, all.map(str::to_owned).into());
}

#[test]
fn the_schema_of_the_small_lists_can_say_no() {
    let validator = validator_of(Path::new("index.json"));
    let generator = json!({"name": "toolward", "version": "1.2.3"});
    let with = |key: &str, value: Value| {
        let mut list = json!({"schema_version": "1", "generator": generator});
        list[key] = value;
        list
    };
    let server = json!({"server": "s", "source": "s.json", "tools_total": 1, "grade": "A", "page": "servers/s/index.html"});
    assert!(validator.is_valid(&with("servers", json!([server]))));
    for (key, bad) in [
        ("grade", json!("E")),
        ("tools_total", json!(-1)),
        ("page", json!("https://example.org/index.html")),
        ("page", json!("../index.html")),
        ("source", json!(null)),
    ] {
        let mut server = server.clone();
        server[key] = bad;
        assert!(!validator.is_valid(&with("servers", json!([server]))), "{key}");
    }
    assert!(!validator.is_valid(&with("tools", json!([]))), "a class without a title");
    assert!(!validator.is_valid(&with("nothing", json!([]))));
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
