//! Paths as text with `/` between their parts, the same on every system.
//!
//! Nothing here asks the file system, so the answer is the same whether a file
//! exists or not, and links are taken for what they are called.

use std::path::{Component, Path, PathBuf};

/// The path made absolute, without `.` and `..`. `cwd` has to be absolute.
#[must_use]
pub fn absolute(cwd: &Path, path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in cwd.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// How to get from one absolute folder to an absolute path: `a/b`, `../a`.
#[must_use]
pub fn relative(from: &Path, to: &Path) -> String {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_owned(), from.len() - shared);
    let down = to[shared..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_made_absolute_and_relative() {
        let seen = |from: &str, path: &str| {
            relative(Path::new(from), &absolute(Path::new("/work/repo"), Path::new(path)))
        };
        assert_eq!(seen("/work/repo", "./a/../b//c.json"), "b/c.json");
        assert_eq!(seen("/work/repo/sub", "b.json"), "../b.json");
        assert_eq!(seen("/work", "b.json"), "repo/b.json");
        assert_eq!(seen("/work/repo", "/etc/x"), "../../etc/x");
        assert_eq!(seen("/work/repo", "../../../../x"), "../../x");
        assert_eq!(seen("/work/repo", "."), "");
    }
}
