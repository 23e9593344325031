//! How to control a tool: from the policy on its page to one that is enforced.

use super::ToolPage;
use crate::phrase::quoted;
use crate::policy::export::targets;

/// One way to have the policy enforced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplyLine {
    /// As `--target` takes it.
    pub target: &'static str,
    /// The client or gateway, as its users call it.
    pub title: &'static str,
    /// Where the text goes.
    pub place: &'static str,
    pub command: String,
}

impl ToolPage<'_> {
    /// Writes the policy of this page to a file.
    #[must_use]
    pub fn generate_command(&self) -> String {
        let (source, tool) = (shell_word(&self.server.source), shell_word(&self.tool.name));
        format!("toolward generate {source} --tool {tool} -o policy.json")
    }

    #[must_use]
    pub fn lint_command(&self) -> String {
        format!("toolward lint policy.json --manifest {}", shell_word(&self.server.source))
    }

    /// The policy for each client and gateway that toolward writes for, in
    /// the order of their names.
    #[must_use]
    pub fn apply_lines(&self) -> Vec<ApplyLine> {
        let server = shell_word(&self.server.name);
        let source = shell_word(&self.server.source);
        let line = |target: &dyn crate::policy::export::Target| ApplyLine {
            target: target.name(),
            title: target.title(),
            place: target.place(),
            command: format!(
                "toolward export policy.json --target {} --server {server} --manifest {source}",
                target.name()
            ),
        };
        targets().map(line).collect()
    }

    /// From the policy on the page to one that is enforced.
    #[must_use]
    pub fn steps(&self) -> [String; 3] {
        let names: Vec<String> = targets().map(|target| quoted(target.name())).collect();
        let (server, source) = (shell_word(&self.server.name), shell_word(&self.server.source));
        [
            format!(
                "Save the document above as `policy.json` (`{}`), or merge its entry into the one \
                 you have.",
                self.generate_command()
            ),
            format!("Check it: `{}`", self.lint_command()),
            format!(
                "Apply it at the gateway or client that the agent's calls pass through: \
                 `toolward export policy.json --target TARGET --server {server} --manifest \
                 {source}`, TARGET being one of {}.",
                names.join(", ")
            ),
        ]
    }
}

/// A text as it has to be typed.
fn shell_word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@+=,".contains(c);
    if !text.is_empty() && !text.starts_with('-') && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::shell_word;

    #[test]
    fn sources_are_quoted_where_a_shell_would_split_them() {
        assert_eq!(shell_word("catalog:odoo"), "catalog:odoo");
        assert_eq!(shell_word("my tools.json"), "'my tools.json'");
        assert_eq!(shell_word("a'; rm x"), r"'a'\''; rm x'");
    }
}
