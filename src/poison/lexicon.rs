//! `catalog/poison.toml`, compiled: atoms as patterns, signals as sets of atoms.
//!
//! A set is a bit mask, so whether a sentence gives a signal costs a few
//! operations, however many atoms there are.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::atom::Atom;
use super::entries::{AtomEntry, File, LexiconError, SignalEntry};
use super::literals::Needs;
use super::scan::Scanner;
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

/// A signal ready to be asked.
#[derive(Debug)]
pub struct Compiled {
    pub entry: SignalEntry,
    pub all: Vec<Mask>,
    /// All atoms of `all`.
    pub atoms: Mask,
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
    pub atoms: Vec<Atom>,
    pub scanner: Scanner,
    pub signals: Vec<Compiled>,
    /// For each role the signals that it may give; behind them, for each role
    /// those that it may give where it is no sentence.
    by_role: Vec<Vec<usize>>,
    pub foreign: Option<usize>,
    pub argument: Option<usize>,
    pub about_security: Mask,
    /// All atoms that a tool's name is held against.
    pub about: Mask,
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
        if file.atom.len() > 128 {
            return Err(LexiconError::TooMany);
        }
        let atoms = in_two(&file.atom, |atom| read_atom(atom, &file.words));
        let (atoms, needs): (Vec<Atom>, Vec<Needs>) =
            atoms.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
        let about_security = ids.get(ABOUT_SECURITY).map_or(0, |i| 1 << i);
        let signals = file.signal.into_iter().map(|signal| compile_signal(signal, &ids));
        let signals = signals.collect::<Result<Vec<_>, _>>()?;
        let about = signals.iter().fold(about_security, |mask, s| mask | s.unless_name);
        Ok(Self {
            atoms,
            scanner: Scanner::new(needs),
            by_role: by_role(&signals),
            signals,
            about,
            foreign: ids.get(FOREIGN).copied(),
            argument: ids.get(ARGUMENT).copied(),
            about_security,
        })
    }

    /// The signals that a text may give, in their order.
    pub fn signals_of(
        &self,
        role: Role,
        is_terse: bool,
    ) -> impl Iterator<Item = (usize, &Compiled)> {
        let at = role as usize + if is_terse { Role::ALL.len() } else { 0 };
        let signals = self.by_role.get(at).into_iter().flatten();
        signals.filter_map(|index| Some((*index, self.signals.get(*index)?)))
    }
}

fn by_role(signals: &[Compiled]) -> Vec<Vec<usize>> {
    let given = move |is_terse: bool, role: Role| {
        let gives = move |signal: &Compiled| {
            signal.takes(role) && !(is_terse && signal.entry.role.is_empty())
        };
        let signals = signals.iter().enumerate().filter(move |(_, signal)| gives(signal));
        signals.map(|(index, _)| index).collect()
    };
    let of = |is_terse: bool| Role::ALL.into_iter().map(move |role| given(is_terse, role));
    of(false).chain(of(true)).collect()
}

/// Reads half of the atoms in a second thread, for every run of the program
/// waits for it. Threads of the pool may be waiting themselves, for this.
fn in_two<T: Sync, R: Send>(items: &[T], read: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let (front, back) = items.split_at(items.len() / 2);
    std::thread::scope(|scope| {
        let back = scope.spawn(|| back.iter().map(&read).collect::<Vec<_>>());
        let mut done: Vec<R> = front.iter().map(&read).collect();
        done.extend(back.join().unwrap_or_default());
        done
    })
}

fn read_atom(
    atom: &AtomEntry,
    words: &HashMap<String, Vec<String>>,
) -> Result<(Atom, Needs), LexiconError> {
    let patterns: Vec<String> =
        atom.patterns.iter().map(|pattern| format!("(?:{})", expanded(pattern, words))).collect();
    Atom::parse(&patterns.join("|"))
        .map_err(|reason| LexiconError::Pattern { atom: atom.id.clone(), reason })
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
    let atoms = all.iter().fold(0, |atoms, group| atoms | group);
    Ok(Compiled { entry, all, atoms, unless, unless_name })
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
