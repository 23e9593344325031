//! What a server adds up to: sums, exposure, the grade, and the page of a tool.
//!
//! Everything here is computed from verdicts and says nothing about formats.
//! Texts that come from manifests are passed on as they are: making them safe
//! for a terminal, for Markdown or for a spreadsheet is the renderer's duty.

mod compare;
mod counts;
mod exposed;
mod fleet;
mod gates;
mod grade;
mod instructions;
mod named;
mod page;
mod raise;
mod search;
mod select;
mod server;
mod server_page;
mod words;

pub use crate::classify::Class;
pub use compare::{ChangeKind, ManifestChanges, ToolChange, compare_manifests};
pub use counts::Counts;
pub use exposed::Exposed;
pub use fleet::{Fleet, FleetSummary, Part, ServerSums};
pub use grade::{Grade, Graded, Raise, grade, grade_with};
pub use instructions::{Instruction, instructions, shunned};
pub use page::{ApplyLine, Kin, PageParameter, Pages, Question, Shelf, ToolPage};
pub use search::{Found, Wanted, search};
pub use select::{Selection, Sort};
pub use server::{Report, ServerReport};
pub use server_page::ServerPage;
pub use words::{
    category_meaning, names_in_short, place_of, trait_meaning, why_in_short, why_with_doubt,
};
