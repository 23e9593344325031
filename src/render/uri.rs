//! Paths as URIs: every character that means something in one is encoded.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::config::Workspace;
use crate::paths::absolute;

/// All but what RFC 3986 calls unreserved, and the `/` between parts.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The URI of a path that is seen from the root of the repository, and whether
/// it is relative to that: a file outside is addressed from the top.
#[must_use]
pub fn uri(path: &str, workspace: Option<&Workspace>) -> (String, bool) {
    let outside = path.starts_with("../") || Path::new(path).is_absolute();
    match workspace {
        Some(workspace) if outside => {
            let full = absolute(&workspace.root, Path::new(path));
            let full = full.to_string_lossy().replace('\\', "/");
            let slash = if full.starts_with('/') { "" } else { "/" };
            (format!("file://{slash}{}", encode(&full)), false)
        }
        _ => (encode(path), true),
    }
}

fn encode(path: &str) -> String {
    utf8_percent_encode(path, ENCODED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        let workspace = Workspace { cwd: "/repo/sub".into(), root: "/repo".into() };
        let of = |path: &str| uri(path, Some(&workspace));
        assert_eq!(of("a b/ü#?%.json"), ("a%20b/%C3%BC%23%3F%25.json".to_owned(), true));
        assert_eq!(of("c:d.json"), ("c%3Ad.json".to_owned(), true));
        assert_eq!(of("../x/a b.json"), ("file:///x/a%20b.json".to_owned(), false));
        assert_eq!(uri("p.json", None), ("p.json".to_owned(), true));
    }
}
