//! From the file's lines to tables: inflections derived, groups resolved,
//! topics numbered.

use std::collections::{BTreeMap, HashMap};

use super::super::inflect;
use super::super::model::Trait;
use super::super::topics::{TopicId, Topics};
use super::raw::{Raw, RawParameter, RawPhrase, RawSense, RawTrait, RawVerb};
use super::{
    Category, Form, Function, Lexicon, MANAGING, ParameterEntry, Phrase, Rank, Sense, TraitEntry,
    Verb, VerbId, fold,
};

type VerbIds = HashMap<String, VerbId>;

impl Lexicon {
    pub(super) fn build(raw: Raw) -> Self {
        let mut lexicon = Self::default();
        let ids: VerbIds = raw.verb.keys().cloned().zip(0..).collect();
        for (id, (word, verb)) in (0..).zip(raw.verb) {
            lexicon.add_verb(id, word, verb);
        }
        lexicon.add_derived(&ids);
        lexicon.add_phrasal(&raw.phrasal, &ids);
        lexicon.add_verbs_abroad(raw.abroad.verbs, &ids);
        for (noun, verb) in &raw.nominal {
            lexicon.entry(noun).nominal = ids.get(verb).copied();
        }
        for word in raw.retrieved.words.split_whitespace() {
            lexicon.mark(word, Function::Retrieved);
        }
        for word in raw.retrieved.records.split_whitespace() {
            lexicon.mark(word, Function::Record);
        }
        for (function, words) in &raw.function {
            for word in words.split_whitespace() {
                lexicon.mark(word, *function);
            }
        }
        let mut topics = TopicTable { groups: raw.group, ids: BTreeMap::new() };
        lexicon.add_senses_and_traits(raw.sense, raw.traits, &ids, &mut topics);
        lexicon.add_nouns_abroad(&raw.abroad.nouns, &mut topics);
        for phrase in raw.phrase {
            lexicon.add_phrase(phrase);
        }
        for parameter in raw.parameter {
            lexicon.add_parameter(parameter);
        }
        lexicon
    }

    fn entry(&mut self, word: &str) -> &mut super::Entry {
        self.words.entry(word.as_bytes())
    }

    fn mark(&mut self, word: &str, function: Function) {
        self.entry(word).functions |= 1 << function as u32;
    }

    fn add_verb(&mut self, id: VerbId, word: String, raw: RawVerb) {
        for (form, text) in inflect::forms(&word) {
            let entry = self.entry(&text);
            // A base form is never displaced by another verb's inflection.
            if form == Form::Base || entry.verb.is_none_or(|(_, f)| f != Form::Base) {
                entry.verb = Some((id, form));
            }
        }
        let RawVerb { says, rank, unsure, note } = raw;
        let rule = format!("verb/{word}");
        let manages = MANAGING.contains(&word.as_str());
        self.verbs.push(Verb {
            word,
            rule,
            says,
            rank,
            unsure,
            manages,
            abroad: String::new(),
            note,
        });
    }

    /// `recompile` and `unmerge` do what `compile` and `merge` do, again or back.
    fn add_derived(&mut self, ids: &VerbIds) {
        let changing: Vec<(VerbId, String)> = ids
            .iter()
            .filter_map(|(word, id)| {
                let verb = self.verb(*id)?;
                let changes = verb.says != Category::Read && verb.rank != Rank::Noun;
                (changes && word.len() > 3).then(|| (*id, word.clone()))
            })
            .collect();
        for (id, word) in changing {
            for prefix in ["re", "un"] {
                for (form, text) in inflect::forms(&format!("{prefix}{word}")) {
                    self.entry(&text).verb.get_or_insert((id, form));
                }
            }
        }
    }

    fn add_phrasal(&mut self, raw: &BTreeMap<String, String>, ids: &VerbIds) {
        for (words, verb) in raw {
            let (Some((first, second)), Some(id)) = (words.split_once(' '), ids.get(verb)) else {
                continue;
            };
            self.mark(second, Function::Particle);
            for (form, text) in inflect::forms(first) {
                if form != Form::Past {
                    self.mark(&text, Function::Phrasal);
                    self.phrasal.insert(format!("{text} {second}"), *id);
                }
            }
        }
    }

    fn add_verbs_abroad(&mut self, raw: BTreeMap<String, String>, ids: &VerbIds) {
        for (verb, words) in raw {
            let Some(id) = ids.get(&verb) else { continue };
            for text in words.split_whitespace().flat_map(cases) {
                self.entry(&text).verb.get_or_insert((*id, Form::Base));
            }
            if let Some(verb) = self.verbs.get_mut(usize::from(*id)) {
                verb.abroad = words;
            }
        }
    }

    fn add_nouns_abroad(&mut self, raw: &BTreeMap<String, String>, topics: &mut TopicTable) {
        for (noun, words) in raw {
            let topic = topics.id(noun);
            for text in words.split_whitespace().flat_map(cases) {
                self.entry(&text).topic.get_or_insert(topic);
            }
        }
    }

    fn add_senses_and_traits(
        &mut self,
        senses: Vec<RawSense>,
        traits: Vec<RawTrait>,
        ids: &VerbIds,
        topics: &mut TopicTable,
    ) {
        self.senses_of = vec![Vec::new(); self.verbs.len()];
        for sense in senses {
            self.add_sense(sense, ids, topics);
        }
        for raw in traits {
            self.traits.push(build_trait(raw, ids, topics));
        }
        self.money = topics.set("@money @crypto @trading");
        for entry in self.traits.iter().filter(|entry| entry.says == Trait::Money) {
            self.money.extend(&entry.objects);
        }
        for (word, topic) in &topics.ids {
            for form in inflect::plurals(word) {
                self.entry(&form).topic = Some(*topic);
            }
        }
    }

    fn add_sense(&mut self, raw: RawSense, ids: &VerbIds, topics: &mut TopicTable) {
        let index = self.senses.len();
        for verb in raw.verbs.split_whitespace().filter_map(|verb| ids.get(verb)) {
            if let Some(list) = self.senses_of.get_mut(usize::from(*verb)) {
                list.push(index);
            }
        }
        let mut set = |words: Option<String>| words.map(|words| topics.set(&words));
        self.senses.push(Sense {
            rule: format!("sense/{}", raw.id),
            id: raw.id,
            says: raw.says,
            unsure: raw.unsure,
            objects: set(raw.objects),
            from: set(raw.from),
            to: set(raw.to),
            context: set(raw.context),
            unless: set(raw.unless).unwrap_or_default(),
            note: raw.note,
        });
    }

    fn add_phrase(&mut self, raw: RawPhrase) {
        let RawPhrase { id, words, says, note } = raw;
        let index = self.phrases.len();
        for wording in words.split('|') {
            let mut words = wording.split_whitespace().map(str::to_owned);
            let Some(first) = words.next() else { continue };
            let next = u16::try_from(self.wordings.len()).unwrap_or(u16::MAX);
            let list = *self.entry(&first).wordings.get_or_insert(next);
            if list == next {
                self.wordings.push(Vec::new());
            }
            if let Some(list) = self.wordings.get_mut(usize::from(list)) {
                list.push((index, words.collect()));
            }
        }
        let rule = format!("phrase/{id}");
        self.phrases.push(Phrase { id, rule, says, note });
    }

    fn add_parameter(&mut self, raw: RawParameter) {
        let RawParameter { id, names, says, note } = raw;
        let index = self.parameters.len();
        for name in names.split_whitespace() {
            self.parameter_names.entry(fold(name, &mut [0; 48])).push(index);
        }
        let rule = format!("parameter/{id}");
        self.parameters.push(ParameterEntry { id, rule, says, note });
    }
}

/// The look-up folds no capitals beside those of English.
fn cases(word: &str) -> [String; 2] {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    [word.to_owned(), first.chain(letters).collect()]
}

fn build_trait(raw: RawTrait, ids: &VerbIds, topics: &mut TopicTable) -> TraitEntry {
    let owned = |text: &str| text.split_whitespace().map(str::to_owned).collect();
    let named = |c: &&Category| raw.categories.split_whitespace().any(|n| n == c.as_str());
    TraitEntry {
        rule: format!("trait/{}", raw.id),
        says: raw.says,
        risk: raw.risk,
        categories: Category::ALL.iter().filter(named).copied().collect(),
        verbs: raw.verbs.split_whitespace().filter_map(|v| ids.get(v).copied()).collect(),
        senses: owned(&raw.senses),
        objects: topics.set(&raw.objects),
        parameters: owned(&raw.parameters),
        note: raw.note,
        id: raw.id,
    }
}

/// Gives each topic word a number, and resolves `@group`.
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
