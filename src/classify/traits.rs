//! Facts beside the category: raw input, egress, strangers' text, secrets,
//! bulk, access, money, several actions. Each is quoted.

use crate::manifest::Tool;

use super::evidence::{quote, quote_all};
use super::lexicon::{Step, TraitEntry};
use super::model::{Category, Effect, Evidence, Risk, Trait, Verdict};
use super::schema::ParameterSign;
use super::signals::{Signals, Voice};
use super::words::Word;

/// Senses whose very meaning is input of the caller's.
const RAW_SENSES: &[&str] =
    &["evaluate-code", "query-sql", "write-query", "call-method", "request-http", "request-any"];

/// Adds traits, effect and risk to a verdict whose category stands.
pub fn add(verdict: &mut Verdict, tool: &Tool, signals: &Signals<'_>) {
    raw_input(verdict, tool, signals);
    let mut steps = Vec::new();
    for entry in &signals.lexicon.traits {
        if entry.categories.contains(&verdict.category)
            && let Some(evidence) = find(entry, tool, signals)
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
    let Some((evidence, arbitrary)) = raw_evidence(verdict.category, tool, signals) else { return };
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
        signals
            .schema
            .signs
            .iter()
            .find(|s| s.id == *id && !s.closed && !s.boolean && counts(s, tool, signals))
    });
    if let Some(sign) = sign {
        let rule = format!("parameter/{}", sign.id);
        return Some((quote_all(tool, &sign.pointer, rule, "raw-input")?, executes));
    }
    if !executes {
        return None;
    }
    if let Some(pointer) = &signals.schema.http_method {
        return Some((quote_all(tool, pointer, "parameter/http".to_owned(), "raw-input")?, true));
    }
    let mut voices =
        signals.named.iter().map(|v| (v, true)).chain(signals.described.iter().map(|v| (v, false)));
    let (voice, named) = voices.find(|(v, _)| {
        v.is_main() && v.reading.sense.is_some_and(|s| RAW_SENSES.contains(&s.id.as_str()))
    })?;
    Some((voice_quote(tool, voice, named, voice.reading.rule(signals.lexicon), "raw-input")?, true))
}

/// `code` and `url` are often a code or an address that is only looked up.
fn counts(sign: &ParameterSign<'_>, tool: &Tool, signals: &Signals<'_>) -> bool {
    let runs = |voice: &Voice<'_>| voice.reading.says == Category::Execute;
    match sign.id {
        "code" => signals.named.iter().chain(&signals.described).any(runs),
        "query" => {
            let language = signals.lexicon.traits.iter().find(|t| t.id == "query-language");
            language.is_some_and(|entry| object(entry, tool, signals).is_some())
        }
        "url" => sign.required,
        "http" => signals.schema.http_method.is_some(),
        _ => true,
    }
}

fn voice_quote(
    tool: &Tool,
    voice: &Voice<'_>,
    named: bool,
    rule: String,
    says: &str,
) -> Option<Evidence> {
    let field = if named { "name" } else { text_field(tool) };
    quote(tool, field, (voice.head.start, voice.head.end), rule, says)
}

/// Which text the description was read from.
pub fn text_field(tool: &Tool) -> &'static str {
    if tool.description.trim().is_empty() { "title" } else { "description" }
}

fn find(entry: &TraitEntry, tool: &Tool, signals: &Signals<'_>) -> Option<Evidence> {
    let rule = || format!("trait/{}", entry.id);
    let says = match entry.risk {
        Some(Step::Up) => "risk up",
        Some(Step::Down) => "risk down",
        None => entry.says.as_str(),
    };
    let fits = |voice: &Voice<'_>| {
        let sense = voice.reading.sense.map(|s| s.id.as_str());
        voice.is_main()
            && match sense {
                Some(id) => entry.senses.iter().any(|s| s == id),
                None => entry.verbs.contains(&voice.reading.verb),
            }
    };
    if let Some(voice) = signals.named.iter().find(|v| fits(v)) {
        return voice_quote(tool, voice, true, rule(), says);
    }
    if let Some(voice) = signals.described.iter().find(|v| fits(v)) {
        return voice_quote(tool, voice, false, rule(), says);
    }
    if let Some(sign) =
        signals.schema.signs.iter().find(|s| entry.parameters.iter().any(|p| p == s.id))
    {
        return quote_all(tool, &sign.pointer, rule(), says);
    }
    object(entry, tool, signals)
        .and_then(|(field, word)| quote(tool, field, (word.start, word.end), rule(), says))
}

/// A word of the name, or of the description's first sentence.
fn object<'s>(
    entry: &TraitEntry,
    tool: &Tool,
    signals: &'s Signals<'_>,
) -> Option<(&'static str, &'s Word)> {
    let is = |word: &&Word| word.entry.topic.is_some_and(|topic| entry.objects.contains(topic));
    if let Some(word) = signals.name.words.iter().skip(signals.name.prefix).find(is) {
        return Some(("name", word));
    }
    let first = signals.description.sentences.iter().find(|s| !s.aside)?;
    let words = signals.description.words.get(first.words.clone())?;
    words.iter().take(24).find(is).map(|word| (text_field(tool), word))
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
    let rule = "parameter/action".to_owned();
    if let Some(evidence) = quote(tool, &choice.pointer, range, rule, "multi-action") {
        note(verdict, Trait::MultiAction, evidence);
    }
}

/// A dry run that the caller has to switch off.
fn dry_run(verdict: &mut Verdict, tool: &Tool, signals: &Signals<'_>) -> bool {
    let sign = signals.schema.signs.iter().find(|s| {
        s.id == "dry-run" && s.default.as_ref().is_some_and(|d| d.as_bool() == Some(true))
    });
    let Some(sign) = sign.filter(|_| verdict.category > Category::Read) else { return false };
    let rule = "parameter/dry-run".to_owned();
    verdict.evidence.extend(quote_all(tool, &sign.pointer, rule, "risk down"));
    true
}
