//! Every rule, one line each, in the order of their codes.

use super::rule::{Meta, Rule};
use super::rules as all;
use crate::phrase::nearest;

static RULES: &[&dyn Rule] = &[
    &all::SyntaxError,
    &all::DuplicateKey,
    &all::SchemaViolation,
    &all::UnknownKey,
    &all::UnknownValue,
    &all::UnsupportedVersion,
    &all::WrongDocument,
    &all::UnknownTool,
    &all::HiddenToolListed,
    &all::OpenHarmfulTool,
    &all::UnlimitedTool,
    &all::ToolLeftToDefault,
    &all::UnlistedTools,
    &all::UnreviewedTool,
    &all::UncheckedRawInput,
    &all::ToxicFlow,
    &all::UnknownArgument,
    &all::ValueOfWrongKind,
    &all::ValueNeverTaken,
    &all::OptionalArgumentEscapes,
    &all::GuaranteedBySchema,
    &all::ImpossibleCondition,
    &all::ContradictoryConditions,
    &all::ContradictoryEntries,
    &all::UnreachableEntry,
    &all::SubsumedEntry,
    &all::EmptyRequire,
    &all::NothingDenied,
    &all::HideAllBesideRules,
    &all::DuplicateHide,
    &all::PatternAsToolName,
    &all::PathOutsideArgs,
    &all::OperatorValueMismatch,
    &all::InvalidRegex,
    &all::NonlinearRegex,
    &all::UnanchoredRegex,
    &all::DenialWithoutMessage,
    &all::FloatEquality,
    &all::LimitBelowOne,
    &all::LimitNeverBinds,
    &all::AmbiguousCounter,
    &all::MisnamedCounter,
    &all::DuplicateCounter,
    &all::BoundlessLimit,
    &all::IncrementFromNonNumber,
    &all::IncrementFromExtension,
    &all::ContradictedClaim,
    &all::MissingAnnotations,
    &all::InvalidToolName,
    &all::DuplicateToolName,
    &all::LookalikeToolName,
    &all::SharedToolName,
    &all::HiddenCharacters,
    &all::TerminalEscape,
    &all::InstructionsToModel,
    &all::InvalidSchema,
    &all::SecretInDefinition,
    &all::UnconstrainedInput,
    &all::NoDescription,
    &all::UnusedSuppression,
    &all::ExpiredSuppression,
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
