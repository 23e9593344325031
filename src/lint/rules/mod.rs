//! One rule per file. Codes: `TW0xx` the document, `TW1xx` the policy against
//! the tools it is for.

mod duplicate_key;
mod schema_violation;
mod syntax_error;
mod unknown_key;
mod unknown_tool;
mod unknown_value;
mod unsupported_version;
mod wrong_document;

pub use duplicate_key::DuplicateKey;
pub use schema_violation::SchemaViolation;
pub use syntax_error::SyntaxError;
pub use unknown_key::UnknownKey;
pub use unknown_tool::UnknownTool;
pub use unknown_value::UnknownValue;
pub use unsupported_version::UnsupportedVersion;
pub use wrong_document::WrongDocument;
