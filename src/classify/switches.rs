//! Acts by a switch of the caller's: `delete_after`, `purge`, `save_to_file`.

use crate::manifest::{Parameter, Way};

use super::choices::{Choice, choice};
use super::lexicon::{Lexicon, Rank};
use super::model::Category;
use super::parts::first_word;

/// Switches that begin so mostly adorn what is returned: `add_line_numbers`.
const DECORATING: &[&str] = &["add", "set"];

/// A switch whose name begins with a verb of change: `deleteAfter`, `purge`; ask of a boolean.
pub fn switch<'a>(parameter: &Parameter<'a>, lexicon: &'static Lexicon) -> Option<Choice<'a>> {
    let first = first_word(parameter.name, lexicon)?;
    let verb = lexicon.verb(first.entry.base_verb()?)?;
    let acts = match verb.says {
        Category::Read => false,
        Category::Write | Category::Execute => {
            verb.rank == Rank::Core && !DECORATING.contains(&verb.word.as_str())
        }
        Category::Destructive | Category::Financial => verb.rank != Rank::Noun,
    };
    if acts { choice(parameter, &Way::Own, parameter.name, lexicon) } else { None }
}
