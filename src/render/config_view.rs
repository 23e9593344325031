//! A configuration with the place of each setting, for people and programs.

use std::fmt::Write;

use serde::Serialize;

use super::json::to_json;
use crate::config::{Config, Setting};
use crate::document::SourceText;
use crate::lint::{Meta, Severity, Suppression, Target};
use crate::phrase::{quoted, visible};

/// What is in force, and the rules it is in force for.
#[derive(Debug, Clone, Copy)]
pub struct ConfigReport<'a> {
    pub config: &'a Config,
    pub rules: &'a [&'static Meta],
}

#[derive(Serialize)]
struct ConfigView<'a> {
    schema_version: &'static str,
    /// Null where there is none.
    file: Option<&'a str>,
    fail_on: SettingView<&'static str>,
    min_severity: SettingView<&'static str>,
    baseline: SettingView<Option<&'a str>>,
    exclude: Vec<SettingView<&'a str>>,
    rules: Vec<RuleView>,
    manifests: Vec<ManifestsView<'a>>,
    suppressions: Vec<SuppressionView<'a>>,
}

/// A value and the line that gives it; the line of a default is null.
#[derive(Serialize)]
struct SettingView<T> {
    value: T,
    line: Option<usize>,
}

#[derive(Serialize)]
struct RuleView {
    code: &'static str,
    slug: &'static str,
    severity: &'static str,
    line: Option<usize>,
}

#[derive(Serialize)]
struct ManifestsView<'a> {
    policies: &'a str,
    sources: &'a [String],
    line: usize,
}

#[derive(Serialize)]
struct SuppressionView<'a> {
    code: &'static str,
    path: &'a str,
    tool: Option<&'a str>,
    pointer: Option<&'a str>,
    reason: &'a str,
    expires: Option<String>,
    line: usize,
}

/// Every setting and every rule.
#[must_use]
pub fn config_json(report: &ConfigReport<'_>) -> String {
    to_json(&view(report))
}

fn view<'a>(report: &ConfigReport<'a>) -> ConfigView<'a> {
    let config = report.config;
    let line = |suppression: &Suppression| {
        let source = config.source.as_ref();
        source.map_or(1, |source| source.position(suppression.span.start).line)
    };
    ConfigView {
        schema_version: "1",
        file: config.source.as_ref().map(SourceText::name),
        fail_on: severity(config.fail_on.as_ref(), Severity::Low),
        min_severity: severity(config.min_severity.as_ref(), Severity::Info),
        baseline: SettingView {
            value: config.baseline.as_ref().map(|path| path.value.as_str()),
            line: config.baseline.as_ref().map(|path| path.line),
        },
        exclude: config
            .exclude
            .iter()
            .map(|glob| SettingView { value: glob.value.as_str(), line: Some(glob.line) })
            .collect(),
        rules: report.rules.iter().map(|meta| rule(config, meta)).collect(),
        manifests: config
            .manifests
            .iter()
            .map(|entry| ManifestsView {
                policies: entry.policies.glob(),
                sources: &entry.sources,
                line: entry.line,
            })
            .collect(),
        suppressions: config
            .suppressions
            .iter()
            .map(|entry| suppression(entry, line(entry)))
            .collect(),
    }
}

fn severity(setting: Option<&Setting<Severity>>, default: Severity) -> SettingView<&'static str> {
    SettingView {
        value: setting.map_or(default, |setting| setting.value).as_str(),
        line: setting.map(|setting| setting.line),
    }
}

fn rule(config: &Config, meta: &'static Meta) -> RuleView {
    let (severity, line) = config.severity(meta);
    let severity = severity.map_or("off", Severity::as_str);
    RuleView { code: meta.code, slug: meta.slug, severity, line }
}

fn suppression(entry: &Suppression, line: usize) -> SuppressionView<'_> {
    let (tool, pointer) = match &entry.target {
        Target::Tool(tool) => (Some(tool.as_str()), None),
        Target::Pointer(pointer) => (None, Some(pointer.as_str())),
    };
    SuppressionView {
        code: entry.rule.code,
        path: entry.path.glob().glob(),
        tool,
        pointer,
        reason: &entry.reason,
        expires: entry.expires.map(|day| day.to_string()),
        line,
    }
}

/// What differs from the defaults, and the defaults of the rest but the rules.
#[must_use]
pub fn config_human(report: &ConfigReport<'_>) -> String {
    let view = view(report);
    let file = view.file.map(visible);
    let mut page = Page { file: file.as_deref(), out: String::new() };
    let head = file.as_deref().unwrap_or("none found; these are the defaults");
    // Writing to a String can't fail.
    let _ = writeln!(page.out, "configuration: {head}\n");
    page.line("fail-on", view.fail_on.value, view.fail_on.line);
    page.line("min-severity", view.min_severity.value, view.min_severity.line);
    let baseline = view.baseline.value.map_or("none".to_owned(), quoted);
    page.line("baseline", &baseline, view.baseline.line);
    for glob in &view.exclude {
        page.line("exclude", &quoted(glob.value), glob.line);
    }
    for rule in view.rules.iter().filter(|rule| rule.line.is_some()) {
        page.line("rule", &format!("{} {} is {}", rule.code, rule.slug, rule.severity), rule.line);
    }
    for entry in &view.manifests {
        let sources: Vec<String> = entry.sources.iter().map(|source| quoted(source)).collect();
        let text = format!("{} for {}", sources.join(", "), quoted(entry.policies));
        page.line("manifests", &text, Some(entry.line));
    }
    for entry in &view.suppressions {
        page.line("suppression", &words(entry), Some(entry.line));
    }
    page.out
}

struct Page<'a> {
    file: Option<&'a str>,
    out: String,
}

impl Page<'_> {
    fn line(&mut self, name: &str, value: &str, line: Option<usize>) {
        let origin = match (self.file, line) {
            (Some(file), Some(line)) => format!("{file}:{line}"),
            _ => "default".to_owned(),
        };
        // Writing to a String can't fail.
        let _ = writeln!(self.out, "{name:<14}{value}  ({origin})");
    }
}

fn words(entry: &SuppressionView<'_>) -> String {
    let what = match (entry.tool, entry.pointer) {
        (Some(tool), _) => format!("tool {}", quoted(tool)),
        (_, Some("")) => "the whole document".to_owned(),
        (_, pointer) => quoted(pointer.unwrap_or_default()),
    };
    let until = entry.expires.as_ref().map(|day| format!(" until {day}")).unwrap_or_default();
    let (code, path, reason) = (entry.code, quoted(entry.path), quoted(entry.reason));
    format!("{code} of {what} in {path}{until}: {reason}")
}
