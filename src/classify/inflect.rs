//! English inflection, as far as verbs at the head of a sentence and plurals need it.

use super::lexicon::Form;

/// A verb's forms: itself, third person, gerund, past.
pub fn forms(verb: &str) -> Vec<(Form, String)> {
    let stem = silent_e(verb);
    let doubled = doubles(verb).then(|| format!("{verb}{}", &verb[verb.len() - 1..]));
    let mut forms = vec![
        (Form::Base, verb.to_owned()),
        (Form::Third, third(verb)),
        (Form::Gerund, format!("{stem}ing")),
        (Form::Past, past(verb)),
    ];
    if let Some(doubled) = doubled {
        forms.push((Form::Gerund, format!("{doubled}ing")));
        forms.push((Form::Past, format!("{doubled}ed")));
    }
    forms
}

fn third(verb: &str) -> String {
    if let Some(stem) = consonant_y(verb) {
        return format!("{stem}ies");
    }
    let sibilant = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| verb.ends_with(end));
    format!("{verb}{}", if sibilant { "es" } else { "s" })
}

fn past(verb: &str) -> String {
    match consonant_y(verb) {
        Some(stem) => format!("{stem}ied"),
        None if verb.ends_with('e') => format!("{verb}d"),
        None => format!("{verb}ed"),
    }
}

fn consonant_y(verb: &str) -> Option<&str> {
    verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
}

fn silent_e(verb: &str) -> &str {
    match verb.strip_suffix('e') {
        Some(stem) if !stem.ends_with(['e', 'o', 'i']) => stem,
        _ => verb,
    }
}

/// Consonant, vowel, consonant: both `stopping` and `editing` are then known.
fn doubles(verb: &str) -> bool {
    let mut ends = verb.bytes().rev();
    let vowel = |b: u8| b"aeiou".contains(&b);
    match (ends.next(), ends.next(), ends.next()) {
        (Some(last), Some(middle), Some(first)) => {
            !vowel(last) && !b"wxy".contains(&last) && vowel(middle) && !vowel(first)
        }
        _ => false,
    }
}

/// A noun and its plural.
pub fn plurals(noun: &str) -> Vec<String> {
    let mut out = vec![noun.to_owned()];
    if !noun.ends_with('s') {
        out.push(third(noun));
    }
    out
}

/// The singular of a regular plural; other words as they are.
pub fn singular(noun: &str) -> String {
    if noun.len() < 4 || noun.ends_with("ss") || noun.ends_with("us") || noun.ends_with("is") {
        return noun.to_owned();
    }
    if let Some(stem) = noun.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for end in ["sses", "xes", "ches", "shes"] {
        if noun.ends_with(end) {
            return noun[..noun.len() - 2].to_owned();
        }
    }
    noun.strip_suffix('s').unwrap_or(noun).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_take_their_forms() {
        for (verb, wanted) in [
            ("delete", "deletes deleting deleted"),
            ("stop", "stops stopping stopped"),
            ("copy", "copies copying copied"),
            ("push", "pushes pushing pushed"),
            ("edit", "edits editing edited"),
            ("see", "sees seeing"),
        ] {
            let forms: Vec<String> = forms(verb).into_iter().map(|(_, text)| text).collect();
            for form in wanted.split(' ') {
                assert!(forms.iter().any(|f| f == form), "{verb}: {form} not in {forms:?}");
            }
        }
    }

    #[test]
    fn plurals_go_back() {
        for noun in ["key", "query", "branch", "box", "status", "file", "analysis", "class"] {
            for plural in plurals(noun) {
                assert_eq!(singular(&plural), noun);
            }
        }
    }
}
