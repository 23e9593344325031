//! Every rule, one line each, in the order of their codes.

use super::rule::Rule;
use super::rules::{
    DuplicateKey, SchemaViolation, SyntaxError, UnknownKey, UnknownTool, UnknownValue,
    UnsupportedVersion, WrongDocument,
};

static RULES: [&dyn Rule; 8] = [
    &SyntaxError,
    &DuplicateKey,
    &SchemaViolation,
    &UnknownKey,
    &UnknownValue,
    &UnsupportedVersion,
    &WrongDocument,
    &UnknownTool,
];

/// All rules.
#[must_use]
pub fn rules() -> &'static [&'static dyn Rule] {
    &RULES
}
