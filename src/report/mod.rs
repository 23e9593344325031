//! What a server adds up to: sums, exposure, the grade, and the page of a tool.
//!
//! Everything here is computed from verdicts and says nothing about formats.
//! Texts that come from manifests are passed on as they are: making them safe
//! for a terminal, for Markdown or for a spreadsheet is the renderer's duty.

mod compare;
mod counts;
mod gates;
mod grade;
mod instructions;
mod page;
mod parameter;
mod raise;
mod related;
mod select;
mod server;
mod words;

pub use compare::{ChangeKind, Class, ManifestChanges, ToolChange, compare_manifests};
pub use counts::Counts;
pub use grade::{Grade, Graded, Raise, grade, grade_with};
pub use instructions::{Instruction, instructions};
pub use page::ToolPage;
pub use parameter::PageParameter;
pub use select::{Selection, Sort};
pub use server::{Report, ServerReport};
pub use words::{category_meaning, place_of, trait_meaning, why_in_short, why_with_doubt};
