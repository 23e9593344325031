//! What stays on the screen when a long report has gone by.
//!
//! Tools are listed riskiest first, so a list ends in what does no harm, and
//! whoever sees only that takes the server for harmless. A report that is longer
//! than a screen says at its end what it added up to.

use crate::report::{Report, ServerReport};

use super::look::Look;
use super::push::push;
use super::report_head::{in_short, servers_table};

/// The lines of a report whose head is still in sight at its end.
const SCREEN: usize = 40;
/// The most servers that are named again.
const WORST: usize = 10;

/// The end of a report whose text so far is `above`; empty where that is short.
#[must_use]
pub fn foot(report: &Report, above: &str, look: Look) -> String {
    if above.lines().count() <= SCREEN {
        return String::new();
    }
    match report.servers.as_slice() {
        [] => String::new(),
        [server] => format!("\n{}", in_short(server, look)),
        servers => format!("\n{}", worst(servers, look)),
    }
}

/// The servers with the worst grades; of equals, those with more dangerous tools.
fn worst(servers: &[ServerReport], look: Look) -> String {
    use crate::classify::Risk;
    let danger = |server: &ServerReport| {
        let risks = &server.counts;
        (
            server.grade.as_ref().map(|graded| graded.grade),
            risks.risk(Risk::Critical),
            risks.risk(Risk::High),
        )
    };
    let mut sorted: Vec<&ServerReport> = servers.iter().collect();
    sorted.sort_by(|a, b| danger(b).cmp(&danger(a)).then_with(|| a.server.cmp(&b.server)));
    sorted.truncate(WORST);
    let mut out = servers_table("worst servers", &sorted, look);
    let hidden = servers.len() - sorted.len();
    if hidden > 0 {
        let note = format!("{hidden} of {} servers not named again", servers.len());
        push(&mut out, format_args!("\n{}\n", look.dim(&note)));
    }
    out
}
