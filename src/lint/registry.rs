//! Every rule, one line each, in the order of their codes.

use super::rule::Rule;
use super::rules as all;

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
];

/// All rules.
#[must_use]
pub fn rules() -> &'static [&'static dyn Rule] {
    RULES
}
