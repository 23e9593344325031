//! The lexicon as data: verbs, senses, phrases and parameters of
//! `catalog/lexicon.toml`, with word groups resolved.
//!
//! Read once, when something is first classified.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use super::inflect;
use super::model::{Category, Trait};
use super::topics::{TopicId, Topics};

/// How far a word can be trusted to be a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rank {
    /// As often a noun.
    Noun,
    #[default]
    Plain,
    /// Never a noun; wins over others in a name.
    Core,
}

/// The shape in which a verb stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `delete`
    Base,
    /// `deletes`, which may also be a plural noun
    Third,
    /// `deleting`
    Gerund,
    /// `deleted`, never a head
    Past,
}

pub type VerbId = u16;

#[derive(Debug)]
pub struct Verb {
    pub word: String,
    pub says: Category,
    pub rank: Rank,
    /// Leaves room by itself.
    pub unsure: bool,
    pub note: Note,
}

/// What an entry means, for `toolward rule` and for the tests.
#[derive(Debug, Clone, Default)]
pub struct Note {
    pub about: String,
    pub fires: String,
    pub silent: String,
}

#[derive(Debug)]
pub struct Sense {
    pub id: String,
    pub says: Category,
    pub unsure: bool,
    pub objects: Option<Topics>,
    pub from: Option<Topics>,
    pub to: Option<Topics>,
    pub context: Option<Topics>,
    pub unless: Topics,
    pub note: Note,
}

#[derive(Debug)]
pub struct Phrase {
    pub id: String,
    pub says: Category,
    /// Each wording as its words, lower-case.
    pub wordings: Vec<Vec<String>>,
    pub note: Note,
}

#[derive(Debug)]
pub struct ParameterEntry {
    pub id: String,
    pub says: String,
    pub note: Note,
}

/// A fact beside the category, and where it is looked for.
#[derive(Debug)]
pub struct TraitEntry {
    pub id: String,
    pub says: Trait,
    pub risk: Option<Step>,
    pub categories: Vec<Category>,
    pub verbs: Vec<VerbId>,
    pub senses: Vec<String>,
    pub objects: Topics,
    /// Ids of parameter entries.
    pub parameters: Vec<String>,
    pub note: Note,
}

/// Which way a fact moves the risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    Up,
    Down,
}

/// What the lexicon knows of one written word.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entry {
    pub verb: Option<(VerbId, Form)>,
    /// A noun of action, and the verb it amounts to.
    pub nominal: Option<VerbId>,
    pub topic: Option<TopicId>,
    /// Names something that is retrieved.
    pub retrieved: bool,
}

#[derive(Debug, Default)]
pub struct Lexicon {
    pub verbs: Vec<Verb>,
    pub senses: Vec<Sense>,
    pub phrases: Vec<Phrase>,
    pub parameters: Vec<ParameterEntry>,
    pub traits: Vec<TraitEntry>,
    senses_of: Vec<Vec<u16>>,
    words: HashMap<String, Entry>,
    phrasal: HashMap<String, VerbId>,
    parameter_names: HashMap<String, Vec<u16>>,
}

/// The embedded lexicon.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
        // The text is part of the binary and a test parses it; an empty
        // lexicon would only ever say "needs review".
        toml::from_str::<Raw>(crate::catalog::LEXICON).map(Lexicon::build).unwrap_or_default()
    });
    &LEXICON
}

impl Lexicon {
    /// What is known of a word, whatever its case.
    #[must_use]
    pub fn word(&self, word: &str) -> Entry {
        let mut buffer = [0_u8; 32];
        let Some(buffer) = buffer.get_mut(..word.len()) else { return Entry::default() };
        buffer.copy_from_slice(word.as_bytes());
        buffer.make_ascii_lowercase();
        let lower = std::str::from_utf8(buffer).unwrap_or("");
        self.words.get(lower).copied().unwrap_or_default()
    }

    /// The verb that two words make, such as `rolls back`.
    #[must_use]
    pub fn phrasal(&self, first: &str, second: &str) -> Option<VerbId> {
        if second.len() > 6 {
            return None;
        }
        let key = format!("{} {}", first.to_ascii_lowercase(), second.to_ascii_lowercase());
        self.phrasal.get(&key).copied()
    }

    /// The senses of a verb, in the order of the file.
    pub fn senses_of(&self, verb: VerbId) -> impl Iterator<Item = &Sense> {
        let ids = self.senses_of.get(usize::from(verb)).map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|id| self.senses.get(usize::from(*id)))
    }

    #[must_use]
    pub fn verb(&self, id: VerbId) -> Option<&Verb> {
        self.verbs.get(usize::from(id))
    }

    /// The parameter entries that a parameter's name fits.
    pub fn parameter(&self, name: &str) -> impl Iterator<Item = &ParameterEntry> {
        let key = fold(name);
        let ids = self.parameter_names.get(&key).cloned().unwrap_or_default();
        ids.into_iter().filter_map(|id| self.parameters.get(usize::from(id)))
    }

    /// The note of an entry by the id that evidence names.
    #[must_use]
    pub fn note(&self, rule: &str) -> Option<&Note> {
        let (kind, id) = rule.split_once('/')?;
        match kind {
            "verb" => self.verbs.iter().find(|v| v.word == id).map(|v| &v.note),
            "sense" => self.senses.iter().find(|s| s.id == id).map(|s| &s.note),
            "phrase" => self.phrases.iter().find(|p| p.id == id).map(|p| &p.note),
            "trait" => self.traits.iter().find(|t| t.id == id).map(|t| &t.note),
            "parameter" => self.parameters.iter().find(|p| p.id == id).map(|p| &p.note),
            _ => None,
        }
    }

    fn build(raw: Raw) -> Self {
        let mut lexicon = Self::default();
        let mut ids = HashMap::new();
        let known: Vec<String> = raw.verb.keys().cloned().collect();
        for (word, verb) in raw.verb {
            let id = VerbId::try_from(lexicon.verbs.len()).unwrap_or(VerbId::MAX);
            ids.insert(word.clone(), id);
            lexicon.add_verb(id, word, verb);
        }
        for word in known {
            lexicon.add_derived(&word, &ids);
        }
        lexicon.add_phrasal(&raw.phrasal, &ids);
        for (noun, verb) in &raw.nominal {
            if let Some(id) = ids.get(verb) {
                lexicon.words.entry(noun.clone()).or_default().nominal = Some(*id);
            }
        }
        for word in raw.retrieved.words.split_whitespace() {
            lexicon.words.entry(word.to_owned()).or_default().retrieved = true;
        }
        let mut topics = TopicTable { groups: raw.group, ..TopicTable::default() };
        lexicon.senses_of = vec![Vec::new(); lexicon.verbs.len()];
        for sense in raw.sense {
            lexicon.add_sense(sense, &ids, &mut topics);
        }
        for raw in raw.traits {
            lexicon.traits.push(raw.build(&ids, &mut topics));
        }
        for (word, topic) in topics.ids {
            for form in inflect::plurals(&word) {
                lexicon.words.entry(form).or_default().topic = Some(topic);
            }
        }
        lexicon.phrases = raw.phrase.into_iter().map(RawPhrase::build).collect();
        for parameter in raw.parameter {
            lexicon.add_parameter(parameter);
        }
        lexicon
    }

    fn add_verb(&mut self, id: VerbId, word: String, raw: RawVerb) {
        for (form, text) in inflect::forms(&word) {
            let entry = self.words.entry(text).or_default();
            // A base form is never displaced by another verb's inflection.
            if form == Form::Base || entry.verb.is_none_or(|(_, f)| f != Form::Base) {
                entry.verb = Some((id, form));
            }
        }
        let note = Note { about: raw.about, fires: raw.fires, silent: raw.silent };
        self.verbs.push(Verb { word, says: raw.says, rank: raw.rank, unsure: raw.unsure, note });
    }

    /// `recompile` and `unmerge` do what `compile` and `merge` do, again or back.
    fn add_derived(&mut self, word: &str, ids: &HashMap<String, VerbId>) {
        let Some(id) = ids.get(word) else { return };
        let changes = self
            .verb(*id)
            .is_some_and(|v| v.says != Category::Read && v.rank != Rank::Noun && v.word.len() > 3);
        for prefix in ["re", "un"].iter().filter(|_| changes) {
            for (form, text) in inflect::forms(&format!("{prefix}{word}")) {
                self.words.entry(text).or_default().verb.get_or_insert((*id, form));
            }
        }
    }

    fn add_phrasal(&mut self, raw: &BTreeMap<String, String>, ids: &HashMap<String, VerbId>) {
        for (words, verb) in raw {
            let (Some((first, second)), Some(id)) = (words.split_once(' '), ids.get(verb)) else {
                continue;
            };
            for (form, text) in inflect::forms(first) {
                if form != Form::Past {
                    self.phrasal.insert(format!("{text} {second}"), *id);
                }
            }
        }
    }

    fn add_sense(&mut self, raw: RawSense, ids: &HashMap<String, VerbId>, topics: &mut TopicTable) {
        let index = u16::try_from(self.senses.len()).unwrap_or(u16::MAX);
        for verb in raw.verbs.split_whitespace() {
            if let Some(list) =
                ids.get(verb).and_then(|id| self.senses_of.get_mut(usize::from(*id)))
            {
                list.push(index);
            }
        }
        self.senses.push(Sense {
            id: raw.id,
            says: raw.says,
            unsure: raw.unsure,
            objects: raw.objects.map(|words| topics.set(&words)),
            from: raw.from.map(|words| topics.set(&words)),
            to: raw.to.map(|words| topics.set(&words)),
            context: raw.context.map(|words| topics.set(&words)),
            unless: raw.unless.map(|words| topics.set(&words)).unwrap_or_default(),
            note: Note { about: raw.about, fires: raw.fires, silent: raw.silent },
        });
    }

    fn add_parameter(&mut self, raw: RawParameter) {
        let index = u16::try_from(self.parameters.len()).unwrap_or(u16::MAX);
        for name in raw.names.split_whitespace() {
            self.parameter_names.entry(fold(name)).or_default().push(index);
        }
        let note = Note { about: raw.about, fires: raw.fires, silent: raw.silent };
        self.parameters.push(ParameterEntry { id: raw.id, says: raw.says, note });
    }
}

/// A parameter's name without case and separators: `dryRun` is `dry_run`.
fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, '_' | '-' | '.' | ' '))
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// Gives each topic word a number, and resolves `@group`.
#[derive(Default)]
struct TopicTable {
    groups: BTreeMap<String, String>,
    ids: BTreeMap<String, TopicId>,
}

impl TopicTable {
    fn set(&mut self, words: &str) -> Topics {
        let mut set = Topics::default();
        for word in words.split_whitespace() {
            match word.strip_prefix('@') {
                Some(group) => {
                    let words = self.groups.get(group).cloned().unwrap_or_default();
                    words.split_whitespace().for_each(|word| set.insert(self.id(word)));
                }
                None => set.insert(self.id(word)),
            }
        }
        set
    }

    fn id(&mut self, word: &str) -> TopicId {
        let next = TopicId::try_from(self.ids.len()).unwrap_or(TopicId::MAX);
        *self.ids.entry(inflect::singular(&word.replace('-', ""))).or_insert(next)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    sense: Vec<RawSense>,
    phrase: Vec<RawPhrase>,
    parameter: Vec<RawParameter>,
    #[serde(rename = "trait")]
    traits: Vec<RawTrait>,
    verb: BTreeMap<String, RawVerb>,
    phrasal: BTreeMap<String, String>,
    nominal: BTreeMap<String, String>,
    retrieved: RawWords,
    group: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVerb {
    says: Category,
    #[serde(default)]
    rank: Rank,
    #[serde(default)]
    unsure: bool,
    about: String,
    fires: String,
    silent: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSense {
    id: String,
    verbs: String,
    says: Category,
    #[serde(default)]
    unsure: bool,
    objects: Option<String>,
    from: Option<String>,
    to: Option<String>,
    context: Option<String>,
    unless: Option<String>,
    about: String,
    fires: String,
    silent: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPhrase {
    id: String,
    words: String,
    says: Category,
    about: String,
    fires: String,
    silent: String,
}

impl RawPhrase {
    fn build(self) -> Phrase {
        let wordings = self
            .words
            .split('|')
            .map(|wording| wording.split_whitespace().map(str::to_owned).collect())
            .collect();
        let note = Note { about: self.about, fires: self.fires, silent: self.silent };
        Phrase { id: self.id, says: self.says, wordings, note }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawParameter {
    id: String,
    names: String,
    says: String,
    about: String,
    fires: String,
    silent: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWords {
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTrait {
    id: String,
    says: Trait,
    risk: Option<Step>,
    #[serde(rename = "in")]
    categories: String,
    #[serde(default)]
    verbs: String,
    #[serde(default)]
    senses: String,
    #[serde(default)]
    objects: String,
    #[serde(default)]
    parameters: String,
    about: String,
    fires: String,
    silent: String,
}

impl RawTrait {
    fn build(self, ids: &HashMap<String, VerbId>, topics: &mut TopicTable) -> TraitEntry {
        let owned = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        let named = |c: &&Category| self.categories.split_whitespace().any(|n| n == c.as_str());
        TraitEntry {
            says: self.says,
            risk: self.risk,
            categories: Category::ALL.iter().filter(named).copied().collect(),
            verbs: self.verbs.split_whitespace().filter_map(|v| ids.get(v).copied()).collect(),
            senses: owned(&self.senses),
            objects: topics.set(&self.objects),
            parameters: owned(&self.parameters),
            note: Note { about: self.about, fires: self.fires, silent: self.silent },
            id: self.id,
        }
    }
}
