//! The static site: a catalog of servers that opens from any file system.
//!
//! Every page stands in a folder of its own as `index.html`, with the same facts
//! as `index.json` beside it, and every link is relative and names the file, so
//! that no server is needed. Pages are made one by one and handed on at once:
//! what is held in memory is the servers and their verdicts, however many pages
//! there are. Style and the index of the search are files of their own; no page
//! may load anything else.

mod address;
mod attack;
mod home;
mod json;
mod line;
mod list;
mod server;
mod sitemap;
mod slug;
mod tool;

use std::io;

use rayon::prelude::*;

use crate::classify::attacks;
use crate::manifest::Server;
use crate::report::{Pages, ServerReport, Shelf};

pub use sitemap::BaseUrl;

use address::Addresses;

/// A Content-Security-Policy for pages beside their style and script. `file:`
/// because browsers disagree whether a file's folder is its own origin.
pub(super) const CSP: &str = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; \
                   base-uri 'none'; form-action 'none'";

/// Takes a page's path, with `/` between its parts, and its text.
pub type Sink<'a> = dyn Fn(&str, &str) -> io::Result<()> + Sync + 'a;

/// What the pages are made of.
pub(super) struct Site<'a> {
    pub servers: &'a [Server],
    /// Of each server, in the same order.
    pub reports: &'a [ServerReport],
    pub addresses: Addresses<'a>,
}

/// Makes every page of the site. `reports` are those of `servers`, in their order.
///
/// # Errors
/// The first error of the sink.
pub fn site(
    servers: &[Server],
    reports: &[ServerReport],
    base: Option<&BaseUrl>,
    sink: &Sink<'_>,
) -> io::Result<()> {
    let site = Site { servers, reports, addresses: Addresses::of(servers) };
    sink("style.css", super::assets::SITE_STYLE)?;
    sink("search.js", super::assets::SITE_SCRIPT)?;
    home::write(&site, sink)?;
    list::write(&site, sink)?;
    attacks().par_iter().try_for_each(|attack| attack::write(&site, attack, sink))?;
    (0..servers.len()).into_par_iter().try_for_each(|number| server::write(&site, number, sink))?;
    let shelf = Shelf::of_catalog();
    for (number, (server, report)) in servers.iter().zip(reports).enumerate() {
        let pages = Pages::new(server, report.verdicts()).beside(&shelf);
        let page = |index| match pages.page(index) {
            Some(page) => tool::write(&site, (number, index), &page, sink),
            None => Ok(()),
        };
        (0..server.tools.len()).into_par_iter().try_for_each(page)?;
    }
    sitemap::write(&site, base, sink)
}
