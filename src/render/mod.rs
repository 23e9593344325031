//! Output formats, one file each.
//!
//! Two promises. Machine formats serialise the structs of [`views`] and never
//! an internal type, so that code can move without breaking its readers. And
//! whatever comes from a manifest is taken for hostile: it passes through
//! [`text`] or [`markup`] on its way out, so that no escape sequence, no
//! hidden character and no markup of a stranger takes effect.

mod excerpt;
mod explain_json;
mod explain_markdown;
mod explain_text;
mod export_json;
mod generate_markdown;
mod json;
pub mod lint_human;
pub mod lint_json;
mod look;
pub mod markup;
mod push;
mod report_csv;
mod report_head;
mod report_json;
mod report_markdown;
mod report_ndjson;
mod report_table;
mod table;
pub mod text;
pub mod views;
mod wrap;

pub use explain_json::explain_json;
pub use explain_markdown::explain_markdown;
pub use explain_text::explain_text;
pub use export_json::export_json;
pub use generate_markdown::generate_markdown;
pub use json::{to_json, to_json_line};
pub use look::Look;
pub use report_csv::report_csv;
pub use report_json::report_json;
pub use report_markdown::report_markdown;
pub use report_ndjson::{report_ndjson, verdict_line};
pub use report_table::{report_table, server_table};
pub use table::{Cell, table};
