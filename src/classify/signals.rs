//! Everything a definition says, gathered once, for the judge to weigh.

use crate::manifest::Tool;

use super::describe::{self, DescribedHead, Description, Role};
use super::lexicon::Lexicon;
use super::model::Category;
use super::name::{self, Head, NameReading};
use super::phrase::{self, FoundPhrase};
use super::schema::{self, Choice, Schema};
use super::scope::Scope;
use super::sense::{self, Reading, Scene};
use super::topics::Topics;

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
}

impl Voice {
    /// The main head, or in one row with it.
    #[must_use]
    pub fn is_main(&self) -> bool {
        matches!(self.role, Role::Main | Role::Row)
    }
}

/// A choice of an action parameter, read.
#[derive(Debug, Clone)]
pub struct ChoiceVoice {
    pub choice: Choice,
    pub reading: Reading,
}

/// The signals of one tool.
#[derive(Debug)]
pub struct Signals<'a> {
    pub lexicon: &'static Lexicon,
    /// The description, or the title where there is none.
    pub text: &'a str,
    pub name: NameReading,
    pub description: Description,
    pub schema: Schema<'a>,
    /// The name's heads, the main one first.
    pub named: Vec<Voice>,
    /// The description's heads, the main one first.
    pub described: Vec<Voice>,
    pub choices: Vec<ChoiceVoice>,
    pub phrases: Vec<FoundPhrase>,
}

/// Gathers the signals of a tool in the scope of its server.
#[must_use]
pub fn gather<'a>(scope: &Scope, tool: &'a Tool, lexicon: &'static Lexicon) -> Signals<'a> {
    let name = name::read(&tool.name, &scope.prefix, lexicon);
    let text = if tool.description.trim().is_empty() {
        tool.title.as_deref().unwrap_or("")
    } else {
        &tool.description
    };
    let description = describe::read(text, lexicon);
    let schema = schema::read(tool, lexicon);
    let context = context(scope, tool, &name, text, &description, &schema, lexicon);
    let named = named(&name, &description, &context, lexicon);
    let described = described(&description, &name, &context, lexicon);
    let choices = schema
        .choices
        .iter()
        .filter_map(|choice| {
            let mut scene = choice.scene;
            scene.objects.extend(&sense::topics(lexicon, &tool.name, &name.words));
            let reading = sense::read(lexicon, choice.verb, &scene, &context)?;
            Some(ChoiceVoice { choice: choice.clone(), reading })
        })
        .collect();
    let phrases = phrase::find(text, &description, lexicon);
    Signals { lexicon, text, name, description, schema, named, described, choices, phrases }
}

fn context(
    scope: &Scope,
    tool: &Tool,
    name: &NameReading,
    text: &str,
    description: &Description,
    schema: &Schema<'_>,
    lexicon: &Lexicon,
) -> Topics {
    let mut context = schema.topics;
    context.extend(&scope.topics);
    sense::add_topics(&mut context, lexicon, &tool.name, &name.words);
    let first = description.words.len().min(90);
    let first = description.words.get(..first).unwrap_or(&[]);
    sense::add_topics(&mut context, lexicon, text, first);
    context
}

/// The name's objects are few; where the description has the same verb, its objects count too.
fn named(
    name: &NameReading,
    description: &Description,
    context: &Topics,
    lexicon: &'static Lexicon,
) -> Vec<Voice> {
    name.heads
        .iter()
        .filter_map(|head| {
            let mut scene = name.scene;
            let alone = scene.objects.is_empty();
            for described in &description.heads {
                if described.head.verb == head.verb || (alone && described.role == Role::Main) {
                    scene.extend(&described.scene);
                }
            }
            let mut reading = sense::read(lexicon, head.verb, &scene, context)?;
            if let Some(main) = description.heads.first().filter(|_| reading.sense.is_none()) {
                // What is run may only be named in the text: `execute_range` of a PromQL query.
                scene.extend(&main.scene);
                let other = sense::read(lexicon, head.verb, &scene, context)?;
                if reading.says == Category::Execute && other.says == Category::Read {
                    reading = other;
                }
            }
            Some(Voice { head: *head, reading, direct: true, role: Role::Main, firm: head.leading })
        })
        .collect()
}

fn described(
    description: &Description,
    name: &NameReading,
    context: &Topics,
    lexicon: &'static Lexicon,
) -> Vec<Voice> {
    description
        .heads
        .iter()
        .filter_map(|described| {
            let scene = scene_of(described, name);
            let reading = sense::read(lexicon, described.head.verb, &scene, context)?;
            let DescribedHead { head, role, direct, articled, .. } = *described;
            Some(Voice { head, reading, role, direct, firm: articled })
        })
        .collect()
}

fn scene_of(described: &DescribedHead, name: &NameReading) -> Scene {
    let mut scene = described.scene;
    let same = name.heads.first().is_some_and(|head| head.verb == described.head.verb);
    if same || (scene.objects.is_empty() && described.role == Role::Main) {
        scene.extend(&name.scene);
    }
    scene
}
