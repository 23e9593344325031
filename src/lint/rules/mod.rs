//! One rule per file. Codes: `TW0xx` the document, `TW1xx` the policy against
//! the tools it is for, `TW5xx` the configuration; those are found by
//! [`super::suppression`].

mod duplicate_key;
mod expired_suppression;
mod schema_violation;
mod syntax_error;
mod unknown_key;
mod unknown_tool;
mod unknown_value;
mod unsupported_version;
mod unused_suppression;
mod wrong_document;

pub use duplicate_key::DuplicateKey;
pub use expired_suppression::ExpiredSuppression;
pub use schema_violation::SchemaViolation;
pub use syntax_error::SyntaxError;
pub use unknown_key::UnknownKey;
pub use unknown_tool::UnknownTool;
pub use unknown_value::UnknownValue;
pub use unsupported_version::UnsupportedVersion;
pub use unused_suppression::UnusedSuppression;
pub use wrong_document::WrongDocument;
