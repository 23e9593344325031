//! What is said on standard error beside the findings.

use super::judge::Verdicts;
use crate::cli::output::{print_note, print_problems, print_warnings};
use crate::phrase::{count, quoted};

/// Paths that one note names.
const SHOWN: usize = 5;

/// Says beside the report what was not read, or not wholly.
pub fn say(verdicts: &Verdicts, skipped: &[String]) {
    print_warnings(&verdicts.warnings);
    print_problems(&verdicts.problems);
    if verdicts.tools_unknown {
        print_note("tool names were not checked: not every manifest could be read");
    }
    if !skipped.is_empty() {
        let names: Vec<String> = skipped.iter().take(SHOWN).map(|name| quoted(name)).collect();
        let more = match skipped.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let files = count(skipped.len(), "file that is no policy", "files that are no policies");
        print_note(&format!("passed over {files}: {}{more}", names.join(", ")));
    }
    if verdicts.held_back.mended > 0 {
        let findings = count(verdicts.held_back.mended, "finding", "findings");
        print_note(&format!(
            "{findings} of the baseline didn't come up; `--write-baseline` makes it smaller"
        ));
    }
}
