//! Everything a definition says, gathered once, for the judge to weigh.

use smallvec::SmallVec;

use crate::manifest::Tool;

use super::acts;
use super::choices::Choice;
use super::consequence::{self, FoundPhrase};
use super::describe::{self, Description, Role};
use super::lexicon::Lexicon;
use super::name::{self, Head, NameReading};
use super::schema::{self, Schema};
use super::scope::Scope;
use super::sense::Reading;
use super::surroundings::{Found, Surroundings};

/// A head read in its scene.
#[derive(Debug, Clone, Copy)]
pub struct Voice {
    pub head: Head,
    pub reading: Reading,
    pub role: Role,
    /// In the name or the first sentence.
    pub direct: bool,
    /// Stands where only a verb stands.
    pub firm: bool,
    /// Done to `it` or `them`.
    pub takes_pronoun: bool,
}

/// The heads of one text: seldom more than these.
pub type Voices = SmallVec<[Voice; 2]>;

impl Voice {
    /// The main head, or in one row with it.
    #[must_use]
    pub fn is_main(&self) -> bool {
        matches!(self.role, Role::Main | Role::Row)
    }
}

/// A choice of an action parameter, read.
#[derive(Debug)]
pub struct ChoiceVoice<'a> {
    pub choice: Choice<'a>,
    pub reading: Reading,
}

/// The signals of one tool.
#[derive(Debug)]
pub struct Signals<'a> {
    pub lexicon: &'static Lexicon,
    /// The tool's name.
    pub tool: &'a str,
    /// The description, or the title where there is none.
    pub text: &'a str,
    pub name: NameReading,
    pub description: Description,
    pub schema: Schema<'a>,
    /// The name's heads, the main one first.
    pub named: Voices,
    /// The description's heads, the main one first.
    pub described: Voices,
    pub choices: Vec<ChoiceVoice<'a>>,
    /// Switches called like an act.
    pub switches: Vec<ChoiceVoice<'a>>,
    pub phrases: Vec<FoundPhrase>,
}

/// Gathers the signals of a tool in the scope of its server.
#[must_use]
pub fn gather<'a>(scope: &Scope<'_>, tool: &'a Tool, lexicon: &'static Lexicon) -> Signals<'a> {
    let name = name::read(&tool.name, &scope.prefix, lexicon);
    let is_described = tool.is_described();
    let text = if is_described { &tool.description } else { tool.title.as_deref().unwrap_or("") };
    let description = describe::read(text, lexicon);
    let mut schema = schema::read(tool, lexicon);
    if schema.choices.chooses && schema.choices.acts.is_empty() && is_described {
        schema.choices.acts = acts::listed(text, &description.words, lexicon);
    }
    let acts = std::mem::take(&mut schema.choices.acts);
    let switches = std::mem::take(&mut schema.choices.switches);
    let around = Surroundings {
        lexicon,
        server: scope.server,
        tool: &tool.name,
        name: &name,
        text,
        description: &description,
        parameters: &schema.parameters,
        found: Found::default(),
    };
    let (named, described) = (around.named(), around.described());
    let choices = around.choices(acts);
    let switches = around.choices(switches);
    let phrases = consequence::find(text, &description, lexicon);
    Signals {
        lexicon,
        tool: &tool.name,
        text,
        name,
        description,
        schema,
        named,
        described,
        choices,
        switches,
        phrases,
    }
}
