//! The report as one HTML file that needs nothing else, and the site.
//!
//! Style and script stand in the page and are named to the browser by their
//! hashes; nothing else may load or run, and nothing may be sent. Everything
//! that comes from a manifest is taken for hostile and goes one of two ways:
//! through a template or `prose`, which escape it, or into the page's JSON,
//! which the script only ever turns into text nodes. Characters that nobody
//! sees are shown by their number, and foreign text keeps its reading direction
//! to itself.
//!
//! The page is the policy's builder too. What it writes is what
//! [`crate::policy`] writes for the same choices: names and messages are handed
//! to the script as finished JSON literals, so that no byte can differ.

mod assets;
mod chart;
mod choice;
mod data;
mod pieces;
mod prose;
mod report;
mod server;
mod site;

pub use report::report_html;
pub use site::{BaseUrl, Sink, site};
