//! One entry of the lexicon for people, by the id that evidence names.

use crate::classify::lexicon;

use super::push::push;
use super::text::wrap;

/// So wide are lines behind their indent.
const WIDTH: usize = 76;

/// What evidence cites that is no entry: what it says, and what it means.
const GRAMMAR: [(&str, &str, &str); 2] = [
    (
        "noun/retrieved",
        "Read, or what its act amounts to",
        "names a thing and no act: a noun that retrievals are named by, a question, or a phrase \
     without a verb of change; a weak sign, which any act outweighs",
    ),
    (
        "opinion/wording",
        "what most tools worded like this one are",
        "the words of name, first sentence and parameters, weighed by a model that has read labelled \
     tools; it decides only where the rules are not sure, and the verdict stays flagged",
    ),
];

/// What an entry says, what it means, and a sentence pair that shows it;
/// none where the lexicon has no entry of that id (`verb/activate`, `sense/…`,
/// `phrase/…`, `parameter/…`, `trait/…`).
#[must_use]
pub fn explain_entry(id: &str) -> Option<String> {
    if let Some((_, says, about)) = GRAMMAR.iter().find(|(known, ..)| *known == id) {
        return Some(format!("{id}: says {says}\n\n  {}\n", wrap(about, WIDTH).join("\n  ")));
    }
    let note = lexicon().note(id)?;
    let mut out = String::new();
    let says = says(id)?;
    push(&mut out, format_args!("{id}: says {says}\n\n  {}\n", note.about));
    for (label, sentence) in [("fires on", &note.fires), ("silent on", &note.silent)] {
        if !sentence.is_empty() {
            push(&mut out, format_args!("\n  {label:<9} {sentence}"));
        }
    }
    if let Some(words) = abroad(id) {
        let words: Vec<&str> = words.split_whitespace().collect();
        out.push('\n');
        for line in wrap(&format!("in other languages: {}", words.join(", ")), WIDTH) {
            push(&mut out, format_args!("\n  {line}"));
        }
    }
    out.push('\n');
    Some(out)
}

fn abroad(id: &str) -> Option<&'static str> {
    let verb = lexicon().verb_called(id.strip_prefix("verb/")?)?;
    Some(verb.abroad.as_str()).filter(|words| !words.is_empty())
}

/// What an entry speaks for.
fn says(id: &str) -> Option<String> {
    let (kind, name) = id.split_once('/')?;
    let lexicon = lexicon();
    match kind {
        "verb" => lexicon.verb_called(name).map(|verb| {
            let room = if verb.unsure { ", and leaves room" } else { "" };
            format!("{}{room}", verb.says.as_str())
        }),
        "sense" => lexicon.senses.iter().find(|sense| sense.id == name).map(|sense| {
            let room = if sense.unsure { ", and leaves room" } else { "" };
            format!("{}{room}", sense.says.as_str())
        }),
        "phrase" => {
            let phrase = lexicon.phrases.iter().find(|phrase| phrase.id == name)?;
            Some(phrase.says.as_str().to_owned())
        }
        "parameter" => {
            let parameter = lexicon.parameters.iter().find(|entry| entry.id == name)?;
            Some(parameter.says.clone())
        }
        "trait" => {
            let entry = lexicon.traits.iter().find(|entry| entry.id == name)?;
            Some(entry.says.as_str().to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_entry_is_explained() {
        let lexicon = lexicon();
        let ids = [
            format!("verb/{}", lexicon.verbs[0].word),
            format!("sense/{}", lexicon.senses[0].id),
            format!("phrase/{}", lexicon.phrases[0].id),
            format!("parameter/{}", lexicon.parameters[0].id),
            format!("trait/{}", lexicon.traits[0].id),
        ];
        for id in ids {
            let text = explain_entry(&id).unwrap();
            let note = lexicon.note(&id).unwrap();
            assert!(text.starts_with(&format!("{id}: says ")), "{text}");
            assert!(text.contains(&note.about) && text.contains(&note.silent), "{text}");
        }
    }

    #[test]
    fn what_evidence_cites_beside_entries_is_explained() {
        for (id, ..) in GRAMMAR {
            let text = explain_entry(id).unwrap();
            assert!(text.starts_with(&format!("{id}: says ")) && lexicon().note(id).is_none());
        }
        assert!(explain_entry("parameter/action").is_some());
    }

    #[test]
    fn an_entry_reads_as_a_page() {
        insta::assert_snapshot!(explain_entry("verb/delete").unwrap());
    }

    #[test]
    fn what_is_no_entry_has_no_page() {
        for id in ["", "verb", "verb/", "verb/zzz", "delete", "noun/", "sense/\u{1b}"] {
            assert_eq!(explain_entry(id), None, "{id:?}");
        }
    }
}
