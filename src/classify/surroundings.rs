//! Verbs read where they stand: their objects, and what all else speaks of.
//!
//! Nearly half of all tools only `get` or `list`, verbs that have one sense. So
//! scenes and topics are gathered when a verb asks for them, and not before.

use std::cell::OnceCell;

use crate::manifest::Parameter;

use super::choices::Choice;
use super::describe::{DescribedHead, Description, Role};
use super::lexicon::{Lexicon, VerbId};
use super::model::Category;
use super::name::{Head, NameReading};
use super::parts::split_name;
use super::sense::{self, Reading, Scene, add_topics};
use super::signals::{ChoiceVoice, Voice, Voices};
use super::topics::Topics;
use super::words::Word;

/// So many words of a description tell what it speaks of.
const MAX_CONTEXT: usize = 90;

/// All that can tell one sense of a verb from another.
#[derive(Debug)]
pub struct Surroundings<'a> {
    pub lexicon: &'static Lexicon,
    /// The server's name.
    pub server: &'a str,
    /// The tool's name.
    pub tool: &'a str,
    pub name: &'a NameReading,
    /// What the description was read from.
    pub text: &'a str,
    pub description: &'a Description,
    pub parameters: &'a [Parameter<'a>],
    pub found: Found,
}

/// What was gathered once it was asked for.
#[derive(Debug, Default)]
pub struct Found {
    /// The topics of the whole definition.
    context: OnceCell<Topics>,
    /// The scene of the name.
    named: OnceCell<Scene>,
    /// The scene of the description's main head.
    main: OnceCell<Scene>,
}

impl Surroundings<'_> {
    /// The name's heads.
    pub fn named(&self) -> Voices {
        let voice = |head: &Head| {
            let reading = self.read(head.verb, || self.named_scene(head.verb))?;
            let reading = self.by_what_is_run(reading);
            let (role, firm) = (Role::Main, head.leading);
            Some(Voice { head: *head, reading, direct: true, role, firm, takes_pronoun: false })
        };
        self.name.heads.iter().filter_map(voice).collect()
    }

    /// The description's heads.
    pub fn described(&self) -> Voices {
        let voice = |described: &DescribedHead| {
            let reading = self.read(described.head.verb, || self.described_scene(described))?;
            let DescribedHead { head, role, direct, articled, takes_pronoun, .. } = *described;
            Some(Voice { head, reading, role, direct, firm: articled, takes_pronoun })
        };
        self.description.heads.iter().filter_map(voice).collect()
    }

    /// The values of an action parameter.
    pub fn choices<'c>(&self, choices: Vec<Choice<'c>>) -> Vec<ChoiceVoice<'c>> {
        let voice = |choice: Choice<'c>| {
            let scene = || {
                let mut scene = Scene { objects: choice.objects, ..Scene::default() };
                add_topics(&mut scene.objects, self.lexicon, self.tool, &self.name.words);
                scene
            };
            let reading = self.read(choice.verb, scene)?;
            Some(ChoiceVoice { choice, reading })
        };
        choices.into_iter().filter_map(voice).collect()
    }

    /// The scene is only made where the verb has senses to tell apart.
    fn read(&self, verb: VerbId, scene: impl FnOnce() -> Scene) -> Option<Reading> {
        if self.lexicon.has_senses(verb) {
            sense::read(self.lexicon, verb, &scene(), || self.context())
        } else {
            sense::plain(self.lexicon, verb)
        }
    }

    /// The name's objects are few; where the description has the same verb, its objects count too.
    fn named_scene(&self, verb: VerbId) -> Scene {
        let mut scene = *self.name_scene();
        let alone = scene.objects.is_empty();
        for described in &self.description.heads {
            if described.head.verb == verb || (alone && described.role == Role::Main) {
                self.add_scene(&mut scene, described);
            }
        }
        scene
    }

    /// What is run may only be named in the text: `execute_range` of a `PromQL` query.
    fn by_what_is_run(&self, reading: Reading) -> Reading {
        if reading.says != Category::Execute || reading.sense.is_some() {
            return reading;
        }
        let Some(main) = self.description.heads.first() else { return reading };
        let scene = || {
            let mut scene = self.named_scene(reading.verb);
            self.add_scene(&mut scene, main);
            scene
        };
        self.read(reading.verb, scene).filter(|r| r.says == Category::Read).unwrap_or(reading)
    }

    fn described_scene(&self, described: &DescribedHead) -> Scene {
        let mut scene = Scene::default();
        self.add_scene(&mut scene, described);
        if described.takes_pronoun
            && let Some(main) = self.description.heads.first()
        {
            // `Get orders and cancel them`: the objects are those of the head.
            self.add_scene(&mut scene, main);
        }
        let same = self.name.heads.first().is_some_and(|head| head.verb == described.head.verb);
        if same || (scene.objects.is_empty() && described.role == Role::Main) {
            scene.extend(self.name_scene());
        }
        scene
    }

    fn name_scene(&self) -> &Scene {
        self.found.named.get_or_init(|| self.name.scene(self.tool, self.lexicon))
    }

    fn add_scene(&self, scene: &mut Scene, described: &DescribedHead) {
        let read = || self.description.scene(described, self.text, self.lexicon);
        // The main head's is asked for by the name's heads too.
        if self.description.heads.first().is_some_and(|main| std::ptr::eq(main, described)) {
            scene.extend(self.found.main.get_or_init(read));
        } else {
            scene.extend(&read());
        }
    }

    /// The topics of the server's name, the tool's, its parameters' and its description's.
    fn context(&self) -> &Topics {
        self.found.context.get_or_init(|| {
            let mut topics = Topics::default();
            let mut add = |text: &str, words: &[Word]| {
                add_topics(&mut topics, self.lexicon, text, words);
            };
            let names = self.parameters.iter().map(|parameter| parameter.name);
            for name in names.chain([self.server]) {
                add(name, &split_name(name, self.lexicon));
            }
            add(self.tool, &self.name.words);
            let words = &self.description.words;
            add(self.text, words.get(..MAX_CONTEXT).unwrap_or(words));
            topics
        })
    }
}
