//! Output formats, one file each.
//!
//! Two promises. Machine formats serialise view structs, those of [`views`] or
//! of their own file, and never an internal type, so that code can move without
//! breaking its readers. And whatever comes from a manifest is taken for hostile: it passes through
//! [`text`] or [`markup`] on its way out, so that no escape sequence, no
//! hidden character and no markup of a stranger takes effect.

mod attacks;
pub mod check_human;
pub mod check_json;
mod config_view;
pub mod diff_human;
pub mod diff_json;
mod eval_disagreements;
mod eval_json;
mod eval_table;
mod excerpt;
mod explain_json;
mod explain_markdown;
mod explain_text;
mod export_json;
mod fleet;
mod generate_markdown;
mod html;
mod json;
mod lexicon_entry;
pub mod lint_concise;
pub mod lint_github;
pub mod lint_gitlab;
pub mod lint_human;
pub mod lint_json;
pub mod lint_junit;
mod lint_report;
pub mod lint_sarif;
mod lint_summary;
mod look;
pub mod markup;
mod passed;
mod push;
mod report_csv;
mod report_foot;
mod report_head;
mod report_json;
mod report_markdown;
mod report_ndjson;
mod report_table;
mod rule_docs;
mod search;
mod table;
pub mod test_human;
pub mod test_json;
pub mod test_junit;
pub mod tested;
pub mod text;
mod uri;
mod verdict_ndjson;
pub mod views;

pub use attacks::{attack_list, attack_text, attacks_json, combinations_text};
pub use config_view::{ConfigReport, config_human, config_json};
pub use eval_json::eval_json;
pub use eval_table::{EvalShown, eval_table};
pub use explain_json::explain_json;
pub use explain_markdown::explain_markdown;
pub use explain_text::explain_text;
pub use export_json::export_json;
pub use fleet::{fleet_json, fleet_table};
pub use generate_markdown::generate_markdown;
pub use html::{BaseUrl, Sink, report_html, site};
pub use json::{to_json, to_json_line};
pub use lexicon_entry::explain_entry;
pub use lint_report::{LintReport, Subject, Tally};
pub use look::Look;
pub use passed::{push_passed_problem, push_passed_verdict};
pub use report_csv::report_csv;
pub use report_head::tools as known_tools;
pub use report_json::report_json;
pub use report_markdown::report_markdown;
pub use report_ndjson::{report_ndjson, verdict_line};
pub use report_table::{report_table, server_table};
pub use rule_docs::{rule_list, rule_markdown, rule_text, rules_json, rules_markdown};
pub use search::{search_json, search_text};
pub use table::{Cell, table};
pub use verdict_ndjson::push_verdict_line;
