//! What a page says first: what the tool is, and what agents use it for.

use super::ToolPage;
use crate::classify::Category;
use crate::phrase::quoted;

/// The most characters of a first sentence.
const MAX_LEAD: usize = 240;

impl ToolPage<'_> {
    /// The first sentence of the description, in the author's words; empty
    /// where there is none.
    #[must_use]
    pub fn lead(&self) -> String {
        first_sentence(&self.tool.description)
    }

    /// What agents use such a tool for, and what a call leaves behind.
    #[must_use]
    pub fn use_of(&self) -> String {
        let (tool, server) = (quoted(&self.tool.name), quoted(self.server_title()));
        let text = match self.verdict.category {
            Category::Read => {
                return format!(
                    "An agent calls {tool} to find something out on {server}, mostly before it \
                     acts. The call leaves everything as it was."
                );
            }
            Category::Write => {
                "to create or change something, as a rule the step for which it has gathered \
                 the rest. Each call leaves a change that stays."
            }
            Category::Execute => {
                "to set something off: the call itself is short, what it starts goes on beyond \
                 the server's own records."
            }
            Category::Destructive => {
                "to clear away or overwrite. After the call something is gone that the server \
                 can't give back."
            }
            Category::Financial => {
                "to move or commit money. What is paid or ordered is owed, whoever meant it."
            }
        };
        format!("An agent calls {tool} on {server} {text}")
    }
}

/// Up to the first full stop before a blank, or the end of the first line that says something.
fn first_sentence(text: &str) -> String {
    let Some(line) = text.lines().map(str::trim).find(|line| !line.is_empty()) else {
        return String::new();
    };
    let end = line.match_indices(". ").map(|(at, _)| at + 1).find(|at| !abbreviates(&line[..*at]));
    let sentence = &line[..end.unwrap_or(line.len())];
    match sentence.char_indices().nth(MAX_LEAD) {
        None => sentence.to_owned(),
        Some((end, _)) => format!("{}\u{2026}", &sentence[..end]),
    }
}

/// `e.g.`, `i.e.`, `etc.`: a full stop that ends no sentence.
fn abbreviates(text: &str) -> bool {
    ["e.g.", "i.e.", "etc.", "vs.", "incl."].iter().any(|one| text.ends_with(one))
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn the_first_sentence_ends_where_it_ends() {
        assert_eq!(first_sentence("Adds e.g. a note. Or two."), "Adds e.g. a note.");
        assert_eq!(first_sentence("\n  Adds a note\nand more. Yes."), "Adds a note");
        assert_eq!(first_sentence("Runs v1.2 of it"), "Runs v1.2 of it");
        assert_eq!(first_sentence(" \n"), "");
        assert_eq!(first_sentence(&"é".repeat(1000)).chars().count(), 241);
    }
}
