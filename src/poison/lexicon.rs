//! `catalog/poison.toml`, compiled: atoms as patterns, signals as sets of atoms.
//!
//! A set is a bit mask, so whether a sentence gives a signal costs a few
//! operations, however many atoms there are.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::bytes::{Regex, RegexBuilder};
use serde::Deserialize;

use super::texts::Role;
use crate::catalog::POISON;

/// A set of atoms, one bit each.
pub type Mask = u128;

/// The atoms that name another tool, or an argument of one: names of the tool
/// itself don't count.
const FOREIGN: &str = "foreign";
const ARGUMENT: &str = "argument";

/// The atom that only a tool's name is held against, beside `unless_name`.
const ABOUT_SECURITY: &str = "about-security";

/// Why the text isn't a lexicon.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LexiconError {
    #[error("it is not as expected: {0}")]
    Shape(String),
    #[error("the pattern of atom `{atom}` is wrong: {reason}")]
    Pattern { atom: String, reason: String },
    #[error("signal `{signal}` names the atom `{atom}`, which there isn't")]
    UnknownAtom { signal: String, atom: String },
    #[error("there are more than 128 atoms")]
    TooMany,
}

/// One signal, as `catalog/poison.toml` has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignalEntry {
    pub id: String,
    /// Of a family, only the weightiest signal counts.
    pub family: String,
    /// In hundredths of what makes a definition suspicious enough.
    pub weight: u32,
    /// Whether honest tools have no reason to say it.
    #[serde(default)]
    pub hard: bool,
    /// What the sentence does, to follow "the text".
    pub says: String,
    /// Each entry needs one of its atoms in the sentence.
    pub all: Vec<String>,
    /// Whether the atoms have to stand in the order of `all`.
    #[serde(default)]
    pub ordered: bool,
    /// None of these atoms may be in the sentence.
    #[serde(default)]
    pub unless: Vec<String>,
    /// A tool whose name says one of these has half a reason to say it.
    #[serde(default)]
    pub unless_name: Vec<String>,
    /// Only in these texts: `name`, `key`, `parameter`.
    #[serde(default)]
    pub role: Vec<String>,
    /// Only in the first sentence that a tool says of itself.
    #[serde(default)]
    pub first: bool,
    /// Sentences that must give the signal, and sentences that must not.
    #[serde(default)]
    pub fires: Vec<String>,
    #[serde(default)]
    pub silent: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    words: HashMap<String, Vec<String>>,
    atom: Vec<AtomEntry>,
    #[serde(default)]
    signal: Vec<SignalEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AtomEntry {
    id: String,
    #[serde(rename = "match")]
    patterns: Vec<String>,
}

/// A signal ready to be asked.
#[derive(Debug)]
pub struct Compiled {
    pub entry: SignalEntry,
    pub all: Vec<Mask>,
    pub unless: Mask,
    pub unless_name: Mask,
}

impl Compiled {
    pub fn takes(&self, role: Role) -> bool {
        self.entry.role.is_empty() || self.entry.role.iter().any(|one| one == role.as_str())
    }
}

#[derive(Debug, Default)]
pub struct Lexicon {
    pub atoms: Vec<Regex>,
    pub signals: Vec<Compiled>,
    pub foreign: Option<usize>,
    pub argument: Option<usize>,
    pub about_security: Mask,
}

static BUILT_IN: LazyLock<Lexicon> =
    // That it can be read is a test; were it broken, nothing would be found.
    LazyLock::new(|| Lexicon::parse(POISON).unwrap_or_default());

pub fn lexicon() -> &'static Lexicon {
    &BUILT_IN
}

/// Every signal, in the order of the file.
pub fn entries() -> impl Iterator<Item = &'static SignalEntry> {
    lexicon().signals.iter().map(|signal| &signal.entry)
}

impl Lexicon {
    /// Compiles a lexicon.
    ///
    /// # Errors
    /// Names the atom or signal that is wrong.
    pub fn parse(text: &str) -> Result<Self, LexiconError> {
        let file: File =
            toml::from_str(text).map_err(|error| LexiconError::Shape(error.to_string()))?;
        let ids: HashMap<String, usize> =
            file.atom.iter().enumerate().map(|(i, atom)| (atom.id.clone(), i)).collect();
        if ids.len() > 128 {
            return Err(LexiconError::TooMany);
        }
        let atoms = file.atom.iter().map(|atom| compile(atom, &file.words));
        let about_security = ids.get(ABOUT_SECURITY).map_or(0, |i| 1 << i);
        let signals = file.signal.into_iter().map(|signal| compile_signal(signal, &ids));
        Ok(Self {
            atoms: atoms.collect::<Result<_, _>>()?,
            signals: signals.collect::<Result<_, _>>()?,
            foreign: ids.get(FOREIGN).copied(),
            argument: ids.get(ARGUMENT).copied(),
            about_security,
        })
    }
}

fn compile(atom: &AtomEntry, words: &HashMap<String, Vec<String>>) -> Result<Regex, LexiconError> {
    let patterns: Vec<String> =
        atom.patterns.iter().map(|pattern| format!("(?:{})", expanded(pattern, words))).collect();
    // Bytes and ASCII classes: Unicode word borders would cost the fast engine.
    RegexBuilder::new(&patterns.join("|"))
        .unicode(false)
        .size_limit(1 << 26)
        .build()
        .map_err(|error| LexiconError::Pattern { atom: atom.id.clone(), reason: error.to_string() })
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

fn compile_signal(
    entry: SignalEntry,
    ids: &HashMap<String, usize>,
) -> Result<Compiled, LexiconError> {
    let bit = |atom: &str| match ids.get(atom) {
        Some(i) => Ok(1 << i),
        None => Err(LexiconError::UnknownAtom { signal: entry.id.clone(), atom: atom.to_owned() }),
    };
    let group =
        |group: &String| group.split('|').try_fold(0, |mask: Mask, atom| Ok(mask | bit(atom)?));
    let union =
        |atoms: &[String]| atoms.iter().try_fold(0, |mask: Mask, atom| Ok(mask | bit(atom)?));
    let all = entry.all.iter().map(group).collect::<Result<Vec<Mask>, LexiconError>>()?;
    let unless = union(&entry.unless)?;
    let unless_name = union(&entry.unless_name)?;
    Ok(Compiled { entry, all, unless, unless_name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_one_can_be_read() {
        let lexicon = Lexicon::parse(POISON).unwrap();
        assert!(lexicon.foreign.is_some() && lexicon.argument.is_some());
        assert!(lexicon.about_security != 0);
        for signal in &lexicon.signals {
            let entry = &signal.entry;
            assert!(!entry.fires.is_empty() && !entry.silent.is_empty(), "{}", entry.id);
            assert!((1..=100).contains(&entry.weight), "{}", entry.id);
            assert!(!signal.all.is_empty(), "{}", entry.id);
        }
        let mut ids: Vec<&str> = lexicon.signals.iter().map(|s| s.entry.id.as_str()).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
    }

    #[test]
    fn mistakes_are_named() {
        let error =
            |text: &str| Lexicon::parse(text).err().map(|e| e.to_string()).unwrap_or_default();
        let atom = "[words]\nw = ['a']\n[[atom]]\nid = 'x'\nmatch = ['{w}+', 'b{2}']\n";
        assert!(error("nonsense").starts_with("it is not as expected"));
        assert!(error(&atom.replace("b{2}", "(")).contains("atom `x`"));
        let signal = "[[signal]]\nid='s'\nfamily='f'\nweight=1\nsays='t'\nall=['x|y']\n";
        assert!(error(&format!("{atom}{signal}")).contains("`s` names the atom `y`"));
    }
}
