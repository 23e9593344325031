//! The linter: what is wrong with a policy, at which line and column.
//!
//! [`Linter::lint`] reads one text and asks every rule of the [`rules`]
//! registry. It promises: one finding for one mistake, every mistake found in
//! one run, every place inside the text, findings in the order of the text,
//! and the same answer for the same input.
//!
//! A new rule is a file in `rules/` and a line in `registry.rs`.

mod context;
mod definition;
mod engine;
mod finding;
mod locate;
mod manifests;
mod mistaken;
mod registry;
mod rule;
mod rules;
mod sink;
mod surface;

pub use context::{Context, NamedTool};
pub use definition::{Definition, DefinitionDraft, DefinitionSink, Definitions};
pub use engine::{Linted, Linter};
pub use finding::{Finding, Related, Severity};
pub use manifests::lint_definitions;
pub use mistaken::{Kind as MistakenKind, Mistaken};
pub use registry::rules;
pub use rule::{Meta, Rule};
pub use sink::{Draft, Sink};
pub use surface::Surface;
