//! How often verdicts are right, measured on labels that people wrote.
//!
//! ```text
//! labels (JSON) ─► read ──┐
//!                         ├─► join ─► cases ─► Agreement (shares, confusion, calibration)
//! servers ─► classify ────┘
//! ```
//!
//! A label is an opinion after one guide, so agreement and not truth is what
//! is counted; shares carry an interval, for a hundred labels say little. What
//! didn't join is listed, never dropped in silence: a figure over half of the
//! labels must not pass for one over all.

mod agreement;
mod calibration;
mod case;
mod catalog;
mod confusion;
mod error;
mod evaluation;
mod fields;
mod join;
mod label;
mod read;
mod share;

pub use agreement::Agreement;
pub use calibration::{Bin, Calibration};
pub use case::Case;
pub use catalog::catalog_labels;
pub use confusion::{ClassScore, Confusion};
pub use error::LabelError;
pub use evaluation::{Evaluation, Judging, Only, evaluate};
pub use join::{Joined, Reason, Unjoined, join};
pub use label::{Label, Labels};
pub use read::read_labels;
pub use share::Share;
