//! `catalog/poison.toml` as tables in Rust.
//!
//! Reading some hundred patterns, and finding out which strings their matches
//! hold, takes longer than examining a hundred tools. So `build.rs` does it, and
//! the program starts with what it found: see [`super::lexicon`].

use std::collections::HashMap;
use std::fmt::Write as _;

use super::entries::{AtomEntry, File, LexiconError, SignalEntry};
use super::literals::{Needs, needs};
use super::pattern::parse;
use super::tables::scanner;

/// The kinds of text, as [`super::texts::Role`] numbers them.
pub const ROLES: [&str; 6] = ["name", "key", "description", "parameter", "default", "other"];

/// The atoms that name another tool, or an argument of one: names of the tool
/// itself don't count.
const FOREIGN: &str = "foreign";
const ARGUMENT: &str = "argument";

/// The atom of sentences that speak of attacks.
const SPEAKS_OF: &str = "speaks-of";

/// The atom that only a tool's name is held against, beside `unless_name`.
const ABOUT_SECURITY: &str = "about-security";

type Mask = u128;
type Ids = HashMap<String, usize>;

/// The tables of a lexicon, as an expression of type `Lexicon`.
///
/// # Errors
/// Names the atom or signal that is wrong.
pub fn prepare(text: &str) -> Result<String, LexiconError> {
    let file: File =
        toml::from_str(text).map_err(|error| LexiconError::Shape(error.to_string()))?;
    if file.atom.len() > 128 {
        return Err(LexiconError::TooMany);
    }
    let ids: Ids = file.atom.iter().enumerate().map(|(i, atom)| (atom.id.clone(), i)).collect();
    let mut patterns = String::new();
    let mut read = Vec::new();
    for atom in &file.atom {
        let (pattern, needs) = read_atom(atom, &file.words)?;
        let _ = writeln!(patterns, "Atom::new({pattern:?}),");
        read.push(needs);
    }
    let mut signals = String::new();
    let about_security = mask_of(&ids, ABOUT_SECURITY);
    let mut about = about_security;
    for entry in &file.signal {
        about |= union(entry, &entry.unless_name, &ids)?;
        signals.push_str(&signal(entry, &ids)?);
    }
    let by_role: Vec<String> =
        by_role(&file.signal).iter().map(|list| format!("&{list:?}")).collect();
    let by_role = by_role.join(",");
    let named = |atom: &str| ids.get(atom).copied();
    let (foreign, argument, speaks_of) = (named(FOREIGN), named(ARGUMENT), named(SPEAKS_OF));
    let scanner = scanner(&read)?;
    let atoms = file.atom.len();
    Ok(format!(
        "{{ static ATOMS: [Atom; {atoms}] = [{patterns}];\n\
         Lexicon {{ atoms: &ATOMS, scanner: {scanner}, signals: &[{signals}], \
         by_role: &[{by_role}], foreign: {foreign:?}, argument: {argument:?}, speaks_of: {speaks_of:?}, \
         about_security: {about_security}, about: {about} }} }}"
    ))
}

fn mask_of(ids: &Ids, atom: &str) -> Mask {
    ids.get(atom).map_or(0, |i| 1 << i)
}

fn read_atom(
    atom: &AtomEntry,
    words: &HashMap<String, Vec<String>>,
) -> Result<(String, Needs), LexiconError> {
    let patterns: Vec<String> =
        atom.patterns.iter().map(|pattern| format!("(?:{})", expanded(pattern, words))).collect();
    let pattern = patterns.join("|");
    let read = parse(&pattern)
        .map_err(|reason| LexiconError::Pattern { atom: atom.id.clone(), reason })?;
    Ok((pattern, needs(&read)))
}

/// The pattern with `{name}` replaced by the words of that name.
fn expanded(pattern: &str, words: &HashMap<String, Vec<String>>) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let named = rest.find('}').and_then(|close| Some((words.get(&rest[1..close])?, close)));
        if let Some((list, close)) = named {
            out.push_str("(?:");
            out.push_str(&list.join("|"));
            out.push(')');
            rest = &rest[close + 1..];
        } else {
            out.push('{');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// One signal, as an expression of type `Compiled`.
fn signal(entry: &SignalEntry, ids: &Ids) -> Result<String, LexiconError> {
    let group = |group: &String| {
        let atoms: Vec<String> = group.split('|').map(str::to_owned).collect();
        union(entry, &atoms, ids)
    };
    let all = entry.all.iter().map(group).collect::<Result<Vec<Mask>, LexiconError>>()?;
    let atoms = all.iter().fold(0, |atoms, group| atoms | group);
    let unless = union(entry, &entry.unless, ids)?;
    let unless_name = union(entry, &entry.unless_name, ids)?;
    let SignalEntry { id, family, weight, hard, says, ordered, first, .. } = entry;
    let SignalEntry {
        all: groups, unless: not, unless_name: not_name, role, fires, silent, ..
    } = entry;
    Ok(format!(
        "\nCompiled {{ entry: SignalEntry {{ id: {id:?}, family: {family:?}, weight: {weight}, \
         hard: {hard}, says: {says:?}, ordered: {ordered}, first: {first}, all: &{groups:?}, \
         unless: &{not:?}, unless_name: &{not_name:?}, role: &{role:?}, fires: &{fires:?}, \
         silent: &{silent:?} }}, \
         all: &{all:?}, atoms: {atoms}, unless: {unless}, unless_name: {unless_name} }},"
    ))
}

fn union(entry: &SignalEntry, atoms: &[String], ids: &Ids) -> Result<Mask, LexiconError> {
    atoms.iter().try_fold(0, |mask: Mask, atom| match ids.get(atom) {
        Some(i) => Ok(mask | 1 << i),
        None => Err(LexiconError::UnknownAtom { signal: entry.id.clone(), atom: atom.clone() }),
    })
}

/// For each role the signals that it may give; behind them, for each role those
/// that it may give where it is no sentence.
fn by_role(signals: &[SignalEntry]) -> Vec<Vec<usize>> {
    let given = |is_terse: bool, role: &str| {
        let gives = |entry: &SignalEntry| {
            let any = entry.role.is_empty();
            if any { !is_terse } else { entry.role.iter().any(|one| one == role) }
        };
        signals.iter().enumerate().filter(|(_, entry)| gives(entry)).map(|(i, _)| i).collect()
    };
    let cases = [false, true].into_iter().flat_map(|is_terse| ROLES.map(|role| (is_terse, role)));
    cases.map(|(is_terse, role)| given(is_terse, role)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_named() {
        let error = |text: &str| prepare(text).err().map(|e| e.to_string()).unwrap_or_default();
        let atom = "[words]\nw = ['a']\n[[atom]]\nid = 'x'\nmatch = ['{w}+', 'b{2}']\n";
        assert!(error("nonsense").starts_with("it is not as expected"));
        assert!(error(&atom.replace("b{2}", "(")).contains("atom `x`"));
        let signal = "[[signal]]\nid='s'\nfamily='f'\nweight=1\nsays='t'\nall=['x|y']\n";
        assert!(error(&format!("{atom}{signal}")).contains("`s` names the atom `y`"));
        assert_eq!(error(atom), "");
    }

    #[test]
    fn roles_are_numbered_alike() {
        assert_eq!(super::super::texts::Role::ALL.map(super::super::texts::Role::as_str), ROLES);
    }
}
