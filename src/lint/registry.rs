//! Every rule, one line each, in the order of their codes.

use super::rule::{Meta, Rule};
use super::rules::{
    DuplicateKey, ExpiredSuppression, SchemaViolation, SyntaxError, UnknownKey, UnknownTool,
    UnknownValue, UnsupportedVersion, UnusedSuppression, WrongDocument,
};
use crate::phrase::nearest;

static RULES: &[&dyn Rule] = &[
    &SyntaxError,
    &DuplicateKey,
    &SchemaViolation,
    &UnknownKey,
    &UnknownValue,
    &UnsupportedVersion,
    &WrongDocument,
    &UnknownTool,
    &UnusedSuppression,
    &ExpiredSuppression,
];

/// All rules.
#[must_use]
pub fn rules() -> &'static [&'static dyn Rule] {
    RULES
}

/// The rule with this code or slug, whatever its case.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Meta> {
    let named =
        |meta: &Meta| meta.code.eq_ignore_ascii_case(name) || meta.slug.eq_ignore_ascii_case(name);
    rules().iter().map(|rule| rule.meta()).find(|meta| named(meta))
}

/// The code or slug that is nearest to a name no rule has.
#[must_use]
pub fn nearest_rule(name: &str) -> Option<&'static str> {
    nearest(name, rules().iter().flat_map(|rule| [rule.meta().slug, rule.meta().code]))
}
