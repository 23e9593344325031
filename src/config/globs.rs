//! Path globs: `*` stays inside one folder, `**` goes through all.

use globset::{Glob, GlobBuilder};

/// A pattern that is no glob.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct GlobError {
    pub reason: String,
}

/// Reads a glob over paths with `/` between their parts.
///
/// # Errors
/// Where a bracket or brace isn't closed, say.
pub fn compile(pattern: &str) -> Result<Glob, GlobError> {
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    let mut builder = GlobBuilder::new(pattern);
    builder.literal_separator(true).backslash_escape(true);
    builder.build().map_err(|error| GlobError { reason: error.kind().to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stays_inside_its_folder() {
        let matches =
            |glob: &str, path: &str| compile(glob).unwrap().compile_matcher().is_match(path);
        assert!(matches("policies/*.json", "policies/a.json"));
        assert!(matches("./policies/*.json", "policies/a.json"));
        assert!(!matches("policies/*.json", "policies/b/a.json"));
        assert!(matches("policies/**/*.json", "policies/b/a.json"));
        assert!(matches("policies/**/*.json", "policies/a.json"));
        assert!(matches("**/policy.json", "policy.json"));
        assert!(compile("a[").unwrap_err().to_string().contains("unclosed"));
    }
}
