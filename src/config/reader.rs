//! Texts of the configuration to what they mean, or an error with the place
//! of the one that means nothing.

use globset::{GlobSet, GlobSetBuilder};
use time::Date;
use toml::Spanned;

use super::day::day;
use super::error::ConfigError;
use super::file::{ManifestsView, SuppressionView};
use super::globs::compile;
use super::model::{ManifestsFor, Setting};
use crate::document::{SourceText, Span};
use crate::lint::{Meta, Severity, Suppression, Target, nearest_rule, rule};
use crate::phrase::{nearest, one_of, quoted, visible};

/// Turns texts into what they mean, and says where one means nothing.
pub(super) struct Reader<'a> {
    pub source: &'a SourceText,
}

impl Reader<'_> {
    pub(super) fn error(
        &self,
        span: &Span,
        message: impl Into<String>,
        help: Option<String>,
    ) -> ConfigError {
        ConfigError::Invalid {
            name: self.source.name().to_owned(),
            position: self.source.position(span.start),
            message: message.into(),
            help,
        }
    }

    pub(super) fn setting<T>(&self, span: &Span, value: T) -> Setting<T> {
        Setting { value, line: self.source.position(span.start).line }
    }

    pub(super) fn optional<T>(
        &self,
        text: Option<Spanned<String>>,
        read: impl Fn(&Self, &Spanned<String>) -> Result<T, ConfigError>,
    ) -> Result<Option<Setting<T>>, ConfigError> {
        text.map(|text| Ok(self.setting(&text.span(), read(self, &text)?))).transpose()
    }

    pub(super) fn severity(&self, text: &Spanned<String>) -> Result<Severity, ConfigError> {
        let name = text.get_ref().as_str();
        let known = Severity::ALL.into_iter().find(|severity| severity.as_str() == name);
        known.ok_or_else(|| self.no_severity(text, &SEVERITIES))
    }

    /// A severity, or none for `off`.
    pub(super) fn level(&self, text: &Spanned<String>) -> Result<Option<Severity>, ConfigError> {
        match text.get_ref().as_str() {
            "off" => Ok(None),
            _ => self.severity(text).map(Some).map_err(|_| self.no_severity(text, &LEVELS)),
        }
    }

    fn no_severity(&self, text: &Spanned<String>, known: &[&str]) -> ConfigError {
        let name = text.get_ref().as_str();
        let message = format!("{} is no severity; expected {}", quoted(name), one_of(known));
        self.error(&text.span(), message, did_you_mean(nearest(name, known.iter().copied())))
    }

    pub(super) fn path(&self, text: &Spanned<String>) -> Result<String, ConfigError> {
        match text.get_ref().as_str() {
            "" => Err(self.error(&text.span(), "the path is empty", None)),
            path => Ok(path.to_owned()),
        }
    }

    pub(super) fn rule(&self, name: &Spanned<String>) -> Result<&'static Meta, ConfigError> {
        let text = name.get_ref();
        rule(text).ok_or_else(|| {
            let message = format!("no rule is called {}", quoted(text));
            let help = did_you_mean(nearest_rule(text));
            let help = help.or_else(|| Some("`toolward rule` lists them".to_owned()));
            self.error(&name.span(), message, help)
        })
    }

    fn glob(&self, text: &Spanned<String>) -> Result<globset::Glob, ConfigError> {
        compile(text.get_ref()).map_err(|error| {
            let message = format!("{} is no glob: {error}", quoted(text.get_ref()));
            self.error(&text.span(), message, None)
        })
    }

    /// A folder that is left out takes all inside it along.
    pub(super) fn globs(&self, texts: &[Spanned<String>]) -> Result<GlobSet, ConfigError> {
        let mut set = GlobSetBuilder::new();
        for text in texts {
            set.add(self.glob(text)?);
            let inside = format!("{}/**", text.get_ref().trim_end_matches('/'));
            set.add(self.glob(&Spanned::new(text.span(), inside))?);
        }
        let whole = texts.first().map_or(0..0, Spanned::span);
        set.build().map_err(|error| self.error(&whole, visible(&error.to_string()), None))
    }

    /// The globs of all entries at once, in their order.
    pub(super) fn all_of(&self, entries: &[ManifestsFor]) -> Result<GlobSet, ConfigError> {
        let mut set = GlobSetBuilder::new();
        for entry in entries {
            set.add(entry.policies.clone());
        }
        set.build().map_err(|error| self.error(&(0..0), visible(&error.to_string()), None))
    }

    pub(super) fn manifests(
        &self,
        entry: Spanned<ManifestsView>,
    ) -> Result<ManifestsFor, ConfigError> {
        let line = self.source.position(entry.span().start).line;
        let ManifestsView { policies, sources } = entry.into_inner();
        let policies = self.glob(&policies)?;
        let mut read = Vec::new();
        for source in sources {
            if source.get_ref() == "-" {
                let message = "`-` is standard input, which a configuration can't name";
                return Err(self.error(&source.span(), message, None));
            }
            read.push(self.path(&source)?);
        }
        Ok(ManifestsFor { policies, sources: read, line })
    }

    pub(super) fn suppression(
        &self,
        entry: Spanned<SuppressionView>,
    ) -> Result<Suppression, ConfigError> {
        let span = entry.span();
        let view = entry.into_inner();
        let reason = view.reason.get_ref().trim().to_owned();
        if reason.is_empty() {
            let help = Some("say why this finding may stay".to_owned());
            return Err(self.error(&view.reason.span(), "the reason is empty", help));
        }
        Ok(Suppression {
            rule: self.rule(&view.rule)?,
            path: self.glob(&view.path)?.compile_matcher(),
            target: self.target(&span, view.tool, view.pointer)?,
            reason,
            expires: view.expires.map(|day| self.day(&day)).transpose()?,
            span: self.header(&span),
        })
    }

    fn target(
        &self,
        entry: &Span,
        tool: Option<String>,
        pointer: Option<Spanned<String>>,
    ) -> Result<Target, ConfigError> {
        let help = "name one tool, or one place such as \"/tools/create_charge/limits\"";
        let refuse = |message: &str| Err(self.error(entry, message, Some(help.to_owned())));
        match (tool, pointer) {
            (Some(tool), None) => Ok(Target::Tool(tool)),
            (None, Some(pointer)) => {
                let text = pointer.get_ref();
                if text.is_empty() || text.starts_with('/') {
                    return Ok(Target::Pointer(pointer.into_inner()));
                }
                let message = format!("{} is no JSON Pointer; it starts with `/`", quoted(text));
                Err(self.error(&pointer.span(), message, None))
            }
            (None, None) => refuse("the suppression names neither a `tool` nor a `pointer`"),
            (Some(_), Some(_)) => refuse("the suppression names both a `tool` and a `pointer`"),
        }
    }

    /// A day as TOML writes it, or the same in quotes.
    fn day(&self, value: &Spanned<toml::Value>) -> Result<Date, ConfigError> {
        let text = match value.get_ref() {
            toml::Value::Datetime(day) => day.to_string(),
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        day(&text).ok_or_else(|| {
            let message = format!("{} is no day; expected one like `2027-01-31`", quoted(&text));
            self.error(&value.span(), message, None)
        })
    }

    /// The first line of an entry: what stands below it is plain to see.
    fn header(&self, entry: &Span) -> Span {
        let text = self.source.text().get(entry.clone()).unwrap_or_default();
        let line = text.lines().next().unwrap_or_default();
        entry.start..entry.start + line.len()
    }

    /// An error of the TOML reader, with the nearest known key.
    pub(super) fn toml(&self, error: &toml::de::Error) -> ConfigError {
        let span = error.span().unwrap_or(0..0);
        let message = visible(error.message()).replace('\n', "; ");
        let mut names = message.split('`').skip(1).step_by(2);
        if message.starts_with("unknown field")
            && let Some(unknown) = names.next()
        {
            let known: Vec<&str> = names.collect();
            let text = format!("unknown key {}; expected {}", quoted(unknown), one_of(&known));
            return self.error(&span, text, did_you_mean(nearest(unknown, known)));
        }
        if let Some(rest) = message.strip_prefix("missing field ") {
            return self.error(&span, format!("the key {rest} is missing"), None);
        }
        self.error(&span, message, None)
    }
}

const SEVERITIES: [&str; 5] = ["info", "low", "medium", "high", "critical"];
const LEVELS: [&str; 6] = ["off", "info", "low", "medium", "high", "critical"];

fn did_you_mean(name: Option<&str>) -> Option<String> {
    name.map(|name| format!("did you mean `{name}`?"))
}
