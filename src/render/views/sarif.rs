//! As much of SARIF 2.1.0 as `lint` writes; the names are the standard's.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

#[derive(Debug, Serialize)]
pub struct LogView {
    #[serde(rename = "$schema")]
    pub schema: &'static str,
    pub version: &'static str,
    pub runs: [RunView; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RunView {
    pub tool: ToolView,
    pub automation_details: IdView,
    pub invocations: [InvocationView; 1],
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub original_uri_base_ids: Map<String, Value>,
    pub column_kind: &'static str,
    pub results: Vec<ResultView>,
}

#[derive(Debug, Serialize)]
pub struct IdView {
    pub id: &'static str,
}

#[derive(Debug, Serialize)]
pub struct ToolView {
    pub driver: DriverView,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DriverView {
    pub name: &'static str,
    pub semantic_version: &'static str,
    pub information_uri: &'static str,
    pub rules: Vec<RuleView>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleView {
    pub id: &'static str,
    pub name: String,
    pub short_description: TextView,
    pub full_description: TextView,
    pub help: HelpView,
    pub default_configuration: ConfigurationView,
    pub properties: RulePropertiesView,
}

#[derive(Debug, Serialize)]
pub struct TextView {
    pub text: String,
}

#[derive(Debug, Serialize)]
pub struct HelpView {
    pub text: String,
    pub markdown: String,
}

#[derive(Debug, Serialize)]
pub struct ConfigurationView {
    pub enabled: bool,
    pub level: &'static str,
}

#[derive(Debug, Serialize)]
pub struct RulePropertiesView {
    pub tags: [&'static str; 3],
    pub precision: &'static str,
    #[serde(rename = "security-severity")]
    pub security_severity: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InvocationView {
    pub execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tool_execution_notifications: Vec<NotificationView>,
}

#[derive(Debug, Serialize)]
pub struct NotificationView {
    pub level: &'static str,
    pub message: TextView,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultView {
    pub rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_index: Option<usize>,
    pub level: &'static str,
    pub message: TextView,
    pub locations: [LocationView; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related_locations: Vec<LocationView>,
    pub partial_fingerprints: BTreeMap<&'static str, String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LocationView {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<TextView>,
    pub physical_location: PhysicalView,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub logical_locations: Vec<LogicalView>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PhysicalView {
    pub artifact_location: ArtifactView,
    pub region: RegionView,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArtifactView {
    pub uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri_base_id: Option<&'static str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RegionView {
    pub start_line: usize,
    pub start_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_column: Option<usize>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LogicalView {
    pub name: String,
    pub fully_qualified_name: String,
    pub kind: &'static str,
}
