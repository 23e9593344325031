//! The text of `toolward.toml` to a [`Config`].

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::error::ConfigError;
use super::model::Config;
use super::reader::Reader;
use crate::document::SourceText;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FileView {
    fail_on: Option<Spanned<String>>,
    min_severity: Option<Spanned<String>>,
    baseline: Option<Spanned<String>>,
    #[serde(default)]
    exclude: Vec<Spanned<String>>,
    #[serde(default)]
    rules: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    manifests: Vec<Spanned<ManifestsView>>,
    #[serde(default)]
    suppressions: Vec<Spanned<SuppressionView>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ManifestsView {
    pub policies: Spanned<String>,
    pub sources: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SuppressionView {
    pub rule: Spanned<String>,
    pub path: Spanned<String>,
    pub tool: Option<String>,
    pub pointer: Option<Spanned<String>>,
    pub reason: Spanned<String>,
    pub expires: Option<Spanned<toml::Value>>,
}

/// Reads a configuration whose paths are seen from `folder`.
///
/// # Errors
/// With the first place that isn't TOML or says something that means nothing.
pub fn parse(source: SourceText, folder: &Path) -> Result<Config, ConfigError> {
    let reader = Reader { source: &source };
    let view: FileView = toml::from_str(source.text()).map_err(|error| reader.toml(&error))?;
    let mut config = Config::none(folder);
    config.fail_on = reader.optional(view.fail_on, Reader::severity)?;
    config.min_severity = reader.optional(view.min_severity, Reader::severity)?;
    config.baseline = reader.optional(view.baseline, Reader::path)?;
    config.excluded = reader.globs(&view.exclude)?;
    config.exclude = view
        .exclude
        .into_iter()
        .map(|glob| reader.setting(&glob.span(), glob.into_inner()))
        .collect();
    for (name, level) in view.rules {
        let meta = reader.rule(&name)?;
        let setting = reader.setting(&name.span(), reader.level(&level)?);
        if config.rules.insert(meta.code, setting).is_some() {
            let message = format!("{} is given twice, by its code and by its name", meta.code);
            return Err(reader.error(&name.span(), message, Some("keep one of them".to_owned())));
        }
    }
    for entry in view.manifests {
        config.manifests.push(reader.manifests(entry)?);
    }
    config.with_manifests = reader.all_of(&config.manifests)?;
    for entry in view.suppressions {
        config.suppressions.push(reader.suppression(entry)?);
    }
    config.source = Some(source);
    Ok(config)
}
