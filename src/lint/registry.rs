//! Every rule, one line each, in the order of their codes.

use super::rule::Rule;
use super::rules::{
    ContradictedClaim, DuplicateKey, DuplicateToolName, HiddenCharacters, InstructionsToModel,
    InvalidSchema, InvalidToolName, LookalikeToolName, MissingAnnotations, NoDescription,
    SchemaViolation, SecretInDefinition, SharedToolName, SyntaxError, TerminalEscape,
    UnconstrainedInput, UnknownKey, UnknownTool, UnknownValue, UnsupportedVersion, WrongDocument,
};

static RULES: [&dyn Rule; 21] = [
    &SyntaxError,
    &DuplicateKey,
    &SchemaViolation,
    &UnknownKey,
    &UnknownValue,
    &UnsupportedVersion,
    &WrongDocument,
    &UnknownTool,
    &ContradictedClaim,
    &MissingAnnotations,
    &InvalidToolName,
    &DuplicateToolName,
    &LookalikeToolName,
    &SharedToolName,
    &HiddenCharacters,
    &TerminalEscape,
    &InstructionsToModel,
    &InvalidSchema,
    &SecretInDefinition,
    &UnconstrainedInput,
    &NoDescription,
];

/// All rules.
#[must_use]
pub fn rules() -> &'static [&'static dyn Rule] {
    &RULES
}
