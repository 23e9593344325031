//! One rule per file. Codes: `TW0xx` the document, `TW1xx` the policy against
//! the tools it is for, `TW4xx` the tools' own definitions.

mod contradicted_claim;
mod duplicate_key;
mod duplicate_tool_name;
mod hidden_characters;
mod instructions_to_model;
mod invalid_schema;
mod invalid_tool_name;
mod lookalike_tool_name;
mod missing_annotations;
mod no_description;
mod schema_violation;
mod secret_in_definition;
mod shared_tool_name;
mod syntax_error;
mod terminal_escape;
mod unconstrained_input;
mod unknown_key;
mod unknown_tool;
mod unknown_value;
mod unsupported_version;
mod wrong_document;

pub use contradicted_claim::ContradictedClaim;
pub use duplicate_key::DuplicateKey;
pub use duplicate_tool_name::DuplicateToolName;
pub use hidden_characters::HiddenCharacters;
pub use instructions_to_model::InstructionsToModel;
pub use invalid_schema::InvalidSchema;
pub use invalid_tool_name::InvalidToolName;
pub use lookalike_tool_name::LookalikeToolName;
pub use missing_annotations::MissingAnnotations;
pub use no_description::NoDescription;
pub use schema_violation::SchemaViolation;
pub use secret_in_definition::SecretInDefinition;
pub use shared_tool_name::SharedToolName;
pub use syntax_error::SyntaxError;
pub use terminal_escape::TerminalEscape;
pub use unconstrained_input::UnconstrainedInput;
pub use unknown_key::UnknownKey;
pub use unknown_tool::UnknownTool;
pub use unknown_value::UnknownValue;
pub use unsupported_version::UnsupportedVersion;
pub use wrong_document::WrongDocument;
