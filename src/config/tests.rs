//! What the configuration's reader takes and refuses.

use std::path::Path;

use super::day::day;
use super::file::parse;
use super::{Config, ConfigError, Setting};
use crate::document::SourceText;
use crate::lint::{Severity, Target};

const ALL: &str = include_str!("../../tests/fixtures/config/all-keys.toml");

fn read(text: &str) -> Result<Config, ConfigError> {
    parse(SourceText::new("toolward.toml", text), Path::new("/repo"))
}

fn refusal(text: &str) -> String {
    let error = read(text).unwrap_err();
    let help = error.help().map(|help| format!(" / {help}")).unwrap_or_default();
    format!("{error}{help}")
}

#[test]
fn every_key_is_read_with_its_line() {
    let config = read(ALL).unwrap();
    assert_eq!(config.fail_on, Some(Setting { value: Severity::Medium, line: 2 }));
    assert_eq!(config.rules["TW101"].value, Some(Severity::Critical));
    assert_eq!(config.rules["TW501"].value, None);
    assert!(config.excludes("vendor/a/b.json") && !config.excludes("vendored/b.json"));
    let here = Path::new("/repo/sub");
    assert_eq!(
        config.sources_for("policies/odoo.json", here),
        ["catalog:odoo-claude-mcp", "../manifests/odoo"]
    );
    assert!(config.sources_for("other/odoo.json", here).is_empty());
    let [first, second] = config.suppressions.as_slice() else { panic!("two") };
    assert_eq!(first.target, Target::Tool("create_charge".to_owned()));
    assert_eq!(first.expires, day("2027-01-31"));
    assert_eq!(second.target, Target::Pointer("/tools/x/limits".to_owned()));
    assert_eq!(&ALL[first.span.clone()], "[[suppressions]]");
}

#[test]
fn what_means_nothing_is_refused_with_its_place() {
    let base = "[[suppressions]]\nrule = 'TW101'\npath = 'a'\nreason = 'x'\n";
    for (text, said) in [
        (
            "exlude = []",
            "toolward.toml:1:1: unknown key `exlude`; expected `fail-on`, `min-severity`, `baseline`, `exclude`, `rules`, `manifests` or `suppressions` / did you mean `exclude`?",
        ),
        (
            "\nfail-on = 'hihg'",
            "toolward.toml:2:11: `hihg` is no severity; expected `info`, `low`, `medium`, `high` or `critical` / did you mean `high`?",
        ),
        (
            "fail-on = 'off'",
            "toolward.toml:1:11: `off` is no severity; expected `info`, `low`, `medium`, `high` or `critical`",
        ),
        (
            "[rules]\nunknwon-tool = 'off'",
            "toolward.toml:2:1: no rule is called `unknwon-tool` / did you mean `unknown-tool`?",
        ),
        (
            "[rules]\nx = 'off'",
            "toolward.toml:2:1: no rule is called `x` / `toolward rule` lists them",
        ),
        (
            "[rules]\nTW101 = 'error'",
            "toolward.toml:2:9: `error` is no severity; expected `off`, `info`, `low`, `medium`, `high` or `critical`",
        ),
        (
            "[rules]\nTW101 = 'off'\nunknown-tool = 'low'",
            "toolward.toml:3:1: TW101 is given twice, by its code and by its name / keep one of them",
        ),
        (
            "exclude = ['a[']",
            "toolward.toml:1:12: `a[` is no glob: unclosed character class; missing ']'",
        ),
        ("[[manifests]]\npolicies = '*'", "toolward.toml:1:1: the key `sources` is missing"),
        (
            "[[manifests]]\npolicies = '*'\nsources = ['-']",
            "toolward.toml:3:12: `-` is standard input, which a configuration can't name",
        ),
        (
            base,
            "toolward.toml:1:1: the suppression names neither a `tool` nor a `pointer` / name one tool, or one place such as \"/tools/create_charge/limits\"",
        ),
        (
            &format!("{base}pointer = 'tools'"),
            "toolward.toml:5:11: `tools` is no JSON Pointer; it starts with `/`",
        ),
        (&format!("{base}tool = 'a'\nexpires = 2027-02-30"), "toolward.toml:6:11: "),
        (
            &format!("{base}tool = 'a'\nexpires = 'soon'"),
            "toolward.toml:6:11: `soon` is no day; expected one like `2027-01-31`",
        ),
        (
            &format!("{base}tool = 'a'\nexpires = 2027-01-31T00:00:00Z"),
            "toolward.toml:6:11: `2027-01-31T00:00:00Z` is no day; expected one like `2027-01-31`",
        ),
        (
            &base.replace("'x'", "' '"),
            "toolward.toml:4:10: the reason is empty / say why this finding may stay",
        ),
        ("a = \u{7}", "toolward.toml:1:5: "),
    ] {
        let refusal = refusal(text);
        assert!(refusal.starts_with(said), "{text}\n{refusal}\n{said}");
        assert!(!said.ends_with(|c: char| c.is_alphanumeric()) || refusal == said, "{refusal}");
    }
}

#[test]
fn schema_and_reader_agree() {
    let schema = serde_json::from_str(crate::config::SCHEMA).unwrap();
    let schema = jsonschema::draft7::new(&schema).unwrap();
    let json = |text: &str| {
        let value: toml::Value = toml::from_str(text).unwrap();
        let mut value = serde_json::to_value(value).unwrap();
        // Editors show the schema a TOML date as a string.
        let entries = value.get_mut("suppressions").and_then(|all| all.as_array_mut());
        let days = entries.into_iter().flatten();
        for entry in days {
            if let Some(day) = entry["expires"].get("$__toml_private_datetime").cloned() {
                entry["expires"] = day;
            } else if entry["expires"].is_null() {
                entry.as_object_mut().unwrap().remove("expires");
            }
        }
        value
    };
    let base = "[[suppressions]]\nrule = 'TW101'\npath = 'a'\nreason = 'x'\n";
    for (text, fits) in [
        (ALL.to_owned(), true),
        (String::new(), true),
        ("exlude = []".to_owned(), false),
        ("fail-on = 'off'".to_owned(), false),
        ("[rules]\nTW101 = 'error'".to_owned(), false),
        ("[[manifests]]\npolicies = '*'".to_owned(), false),
        ("[[manifests]]\npolicies = '*'\nsources = ['-']".to_owned(), false),
        ("[[manifests]]\npolicies = '*'\nsources = ['']".to_owned(), false),
        (base.to_owned(), false),
        (format!("{base}tool = 'x'"), true),
        (format!("{base}tool = 'x'\npointer = ''"), false),
        (format!("{base}pointer = 'x'"), false),
        (format!("{base}tool = 'x'\nexpires = 'soon'"), false),
        (format!("{base}tool = 'x'\nuntil = 2027-01-01"), false),
        (base.replace("'x'", "' '") + "tool = 'x'", false),
    ] {
        assert_eq!(read(&text).is_ok(), fits, "{text}");
        assert_eq!(schema.is_valid(&json(&text)), fits, "{text}");
    }
}

#[test]
fn days_are_days_of_the_calendar() {
    assert!(day("2028-02-29").is_some());
    for text in ["2027-02-29", "2027-1-01", "27-01-01", "2027-01-01-", "+027-01-01", ""] {
        assert_eq!(day(text), None, "{text}");
    }
}
