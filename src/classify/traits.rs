//! Facts beside the category: raw input, egress, strangers' text, secrets,
//! bulk, access, money, several actions. Each is quoted.

use smallvec::SmallVec;

use crate::manifest::Tool;

use super::evidence::{quote, quote_all};
use super::judge::{raw_sign, runs_code, takes_query};
use super::lexicon::{Step, TraitEntry};
use super::model::{Category, Effect, Evidence, Risk, Trait, Verdict};
use super::schema::ParameterSign;
use super::signals::{Signals, Voice};
use super::topics::Topics;
use super::words::Word;

/// So many words of the first sentence may name the object.
const MAX_FIRST: usize = 24;

/// Senses whose very meaning is input of the caller's.
const RAW_SENSES: &[&str] =
    &["evaluate-code", "query-sql", "write-query", "call-method", "request-http", "request-any"];

/// Adds traits, effect and risk to a verdict whose category stands.
pub fn add(verdict: &mut Verdict, tool: &Tool, signals: &Signals<'_>) {
    raw_input(verdict, tool, signals);
    let mut steps: SmallVec<[Step; 8]> = SmallVec::new();
    let mut topics = Topics::default();
    for topic in object_words(tool, signals).filter_map(|(_, word)| word.entry.topic) {
        topics.insert(topic);
    }
    for entry in &signals.lexicon.traits {
        if entry.categories.contains(&verdict.category)
            && let Some(evidence) = find(entry, tool, signals, &topics)
        {
            note(verdict, entry.says, evidence);
            steps.extend(entry.risk);
        }
    }
    multi_action(verdict, tool, signals);
    if verdict.category == Category::Execute && verdict.has(Trait::RawInput) {
        steps.push(Step::Up);
    }
    if dry_run(verdict, tool, signals) {
        steps.push(Step::Down);
    }
    verdict.risk = step(verdict.base_risk, &steps);
    verdict.traits.sort_unstable();
    verdict.traits.dedup();
}

/// At most one step; up and down cancel out.
fn step(base: Risk, steps: &[Step]) -> Risk {
    match (steps.contains(&Step::Up), steps.contains(&Step::Down)) {
        (true, false) => base.up(),
        (false, true) => base.down(),
        _ => base,
    }
}

fn note(verdict: &mut Verdict, found: Trait, evidence: Evidence) {
    if !verdict.has(found) {
        verdict.traits.push(found);
        verdict.evidence.push(evidence);
    }
}

fn raw_input(verdict: &mut Verdict, tool: &Tool, signals: &Signals<'_>) {
    let found = raw_evidence(verdict.category, tool, signals);
    let Some((evidence, arbitrary)) = found.or_else(|| told_raw(verdict.category, tool, signals))
    else {
        return;
    };
    note(verdict, Trait::RawInput, evidence);
    if arbitrary && verdict.category == Category::Execute {
        verdict.effect = Effect::Destructive;
    }
}

/// The quotation, and whether what is run may do anything at all.
fn raw_evidence(
    category: Category,
    tool: &Tool,
    signals: &Signals<'_>,
) -> Option<(Evidence, bool)> {
    if !matches!(category, Category::Execute | Category::Read) {
        return None;
    }
    let executes = category == Category::Execute;
    let wanted: &[&str] =
        if executes { &["sql", "shell", "code", "http", "query"] } else { &["sql", "url"] };
    let sign = wanted.iter().find_map(|id| {
        signals.schema.signs.iter().find(|s| s.is(id) && s.is_free() && counts(s, tool, signals))
    });
    if let Some(sign) = sign {
        let (pointer, rule) = (sign.parameter.pointer(), &*sign.entry.rule);
        return Some((quote_all(tool, pointer, rule, "raw-input")?, executes));
    }
    if !executes {
        return None;
    }
    if let Some(pointer) = &signals.schema.choices.http_method {
        return Some((quote_all(tool, pointer.clone(), "parameter/http", "raw-input")?, true));
    }
    let mut voices =
        signals.named.iter().map(|v| (v, true)).chain(signals.described.iter().map(|v| (v, false)));
    let (voice, named) = voices.find(|(v, _)| {
        v.is_main() && v.reading.sense.is_some_and(|s| RAW_SENSES.contains(&s.id.as_str()))
    })?;
    Some((voice_quote(tool, voice, named, voice.reading.rule(signals.lexicon), "raw-input")?, true))
}

/// A Read whose parameter says itself that it takes statements or code to run.
fn told_raw(category: Category, tool: &Tool, signals: &Signals<'_>) -> Option<(Evidence, bool)> {
    if category != Category::Read {
        return None;
    }
    let sign = signals.schema.signs.get(raw_sign(signals)?)?;
    let told = match sign.entry.id.as_str() {
        "query" => takes_query(sign),
        "code" => runs_code(signals, sign),
        _ => false,
    };
    if !told {
        return None;
    }
    let (pointer, rule) = (sign.parameter.pointer(), &*sign.entry.rule);
    Some((quote_all(tool, pointer, rule, "raw-input")?, false))
}

/// `code` and `url` are often a code or an address that is only looked up.
fn counts(sign: &ParameterSign<'_>, tool: &Tool, signals: &Signals<'_>) -> bool {
    let runs = |voice: &Voice| voice.reading.says == Category::Execute;
    match sign.entry.id.as_str() {
        "code" => signals.named.iter().chain(&signals.described).any(runs),
        "query" => {
            let language = signals.lexicon.traits.iter().find(|t| t.id == "query-language");
            language.is_some_and(|entry| object(entry, tool, signals).is_some())
        }
        "url" => sign.parameter.required,
        "http" => signals.schema.choices.http_method.is_some(),
        _ => true,
    }
}

fn voice_quote(
    tool: &Tool,
    voice: &Voice,
    named: bool,
    rule: &'static str,
    says: &'static str,
) -> Option<Evidence> {
    let field = if named { "name" } else { text_field(tool) };
    quote(tool, field, (voice.head.start, voice.head.end), rule, says)
}

/// Which text the description was read from.
pub fn text_field(tool: &Tool) -> &'static str {
    if tool.is_described() { "description" } else { "title" }
}

fn find(
    entry: &'static TraitEntry,
    tool: &Tool,
    signals: &Signals<'_>,
    topics: &Topics,
) -> Option<Evidence> {
    let rule = entry.rule.as_str();
    let says = match entry.risk {
        Some(Step::Up) => "risk up",
        Some(Step::Down) => "risk down",
        None => entry.says.as_str(),
    };
    let fits = |voice: &Voice| {
        let sense = voice.reading.sense.map(|s| s.id.as_str());
        voice.is_main()
            && match sense {
                Some(id) => entry.senses.iter().any(|s| s == id),
                None => entry.verbs.contains(&voice.reading.verb),
            }
    };
    if let Some(voice) = signals.named.iter().find(|v| fits(v)) {
        return voice_quote(tool, voice, true, rule, says);
    }
    if let Some(voice) = signals.described.iter().find(|v| fits(v)) {
        return voice_quote(tool, voice, false, rule, says);
    }
    if let Some(sign) =
        signals.schema.signs.iter().find(|s| entry.parameters.iter().any(|p| s.is(p)))
    {
        return quote_all(tool, sign.parameter.pointer(), rule, says);
    }
    // Most entries fail here, before a word is looked at.
    if !entry.objects.meets(topics) {
        return None;
    }
    let (field, word) = object(entry, tool, signals)?;
    quote(tool, field, (word.start, word.end), rule, says)
}

fn object<'s>(
    entry: &TraitEntry,
    tool: &Tool,
    signals: &'s Signals<'_>,
) -> Option<(&'static str, &'s Word)> {
    object_words(tool, signals)
        .find(|(_, word)| word.entry.topic.is_some_and(|topic| entry.objects.contains(topic)))
}

/// The words of the name and of the description's first sentence, with their field.
fn object_words<'s>(
    tool: &Tool,
    signals: &'s Signals<'_>,
) -> impl Iterator<Item = (&'static str, &'s Word)> {
    let Signals { name, description, .. } = signals;
    let first = description.sentences.iter().find(|s| !s.aside);
    let first = first.and_then(|first| description.words.get(first.words.clone()));
    let text = text_field(tool);
    let named = name.words.iter().skip(name.prefix).map(|word| ("name", word));
    named.chain(first.unwrap_or(&[]).iter().take(MAX_FIRST).map(move |word| (text, word)))
}

fn multi_action(verdict: &mut Verdict, tool: &Tool, signals: &Signals<'_>) {
    let mut verbs: Vec<_> = signals.choices.iter().map(|c| c.reading.verb).collect();
    verbs.sort_unstable();
    verbs.dedup();
    if verbs.len() < 2 || verdict.category == Category::Read {
        return;
    }
    let Some(choice) = signals.choices.first().map(|c| &c.choice) else { return };
    let range = (choice.start, choice.end);
    let pointer = choice.pointer.clone();
    if let Some(evidence) = quote(tool, pointer, range, "parameter/action", "multi-action") {
        note(verdict, Trait::MultiAction, evidence);
    }
}

/// A dry run that the caller has to switch off.
fn dry_run(verdict: &mut Verdict, tool: &Tool, signals: &Signals<'_>) -> bool {
    let sign = signals.schema.signs.iter().find(|s| {
        s.is("dry-run") && s.parameter.default().is_some_and(|d| d.as_bool() == Some(true))
    });
    let Some(sign) = sign.filter(|_| verdict.category > Category::Read) else { return false };
    let pointer = sign.parameter.pointer();
    verdict.evidence.extend(quote_all(tool, pointer, "parameter/dry-run", "risk down"));
    true
}
