//! Letters that pass for others, put back, and letters without their accents.

use unicode_normalization::char::decompose_canonical;
use unicode_security::skeleton;

/// A character with the bytes of the text that it stands for.
#[derive(Debug, Clone, Copy)]
pub struct Placed {
    pub c: char,
    pub start: usize,
    pub end: usize,
}

/// Letters that pass for an ASCII letter in the middle of a word, though nobody
/// would take the one for the other where it stands alone.
const ALIKE: [(char, char); 20] = [
    ('ε', 'e'),
    ('є', 'e'),
    ('з', 'e'),
    ('η', 'n'),
    ('п', 'n'),
    ('и', 'n'),
    ('κ', 'k'),
    ('к', 'k'),
    ('τ', 't'),
    ('т', 't'),
    ('υ', 'u'),
    ('μ', 'u'),
    ('ω', 'w'),
    ('м', 'm'),
    ('н', 'h'),
    ('в', 'b'),
    ('λ', 'l'),
    ('σ', 'o'),
    ('θ', 'o'),
    ('я', 'r'),
];

/// Small capitals from `a` on; a blank where there is none.
const SMALL_CAPITALS: &str = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘ ʀꜱᴛᴜᴠᴡ ʏᴢ";

/// Letters without an accent that comes off, and the nearest ASCII letter.
const STROKED: [(char, char); 10] = [
    ('ß', 's'),
    ('ø', 'o'),
    ('Ø', 'O'),
    ('ł', 'l'),
    ('Ł', 'L'),
    ('đ', 'd'),
    ('Đ', 'D'),
    ('ı', 'i'),
    ('æ', 'a'),
    ('œ', 'o'),
];

fn of<const N: usize>(table: [(char, char); N], c: char) -> Option<char> {
    table.into_iter().find(|(from, _)| *from == c).map(|(_, to)| to)
}

/// A Latin letter without its accents; anything else as it is.
pub fn bare(c: char) -> char {
    if c.is_ascii() || !c.is_alphabetic() {
        return c;
    }
    let mut first = None;
    decompose_canonical(c, |part| {
        first.get_or_insert(part);
    });
    first.filter(char::is_ascii_alphabetic).or_else(|| of(STROKED, c)).unwrap_or(c)
}

/// Whether a character is an accent on the one in front of it.
pub fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The letter in a circle or a square, or the small capital.
fn undressed(c: char) -> Option<char> {
    let from = |first: u32, a: u8| char::from_u32(u32::from(c) - first + u32::from(a));
    match c {
        '\u{24b6}'..='\u{24cf}' => from(0x24b6, b'a'),
        '\u{24d0}'..='\u{24e9}' => from(0x24d0, b'a'),
        '\u{1f130}'..='\u{1f149}' => from(0x1f130, b'a'),
        '\u{1f150}'..='\u{1f169}' => from(0x1f150, b'a'),
        '\u{1f170}'..='\u{1f189}' => from(0x1f170, b'a'),
        c => {
            ('a'..='z').zip(SMALL_CAPITALS.chars()).find(|(_, small)| *small == c).map(|two| two.0)
        }
    }
}

/// The ASCII letter that a foreign letter passes for.
pub fn lookalike(c: char) -> Option<char> {
    if c.is_ascii() || !c.is_alphabetic() {
        return None;
    }
    if let Some(letter) = undressed(c).or_else(|| of(ALIKE, c)) {
        return Some(letter);
    }
    let mut found = [0; 4];
    let mut skeleton = skeleton(c.encode_utf8(&mut found));
    match (skeleton.next(), skeleton.next()) {
        (Some(one), None) if one.is_ascii_alphabetic() => Some(one),
        _ => None,
    }
}

/// Full-width and mathematical letters, small capitals and letters in circles
/// are ASCII in another dress, in any word.
fn is_dressed(c: char) -> bool {
    matches!(c, '\u{ff01}'..='\u{ff5e}' | '\u{1d400}'..='\u{1d7ff}') || undressed(c).is_some()
}

/// Puts lookalikes back in words that mix them with ASCII letters. Words of
/// another script stay as they are. Says how many words were changed.
pub fn fold(chars: &mut [Placed]) -> usize {
    let mut words = 0;
    let mut at = 0;
    while at < chars.len() {
        let length = chars[at..].iter().take_while(|p| p.c.is_alphanumeric()).count();
        if length > 0 && fold_word(&mut chars[at..at + length]) {
            words += 1;
        }
        at += length.max(1);
    }
    words
}

fn fold_word(word: &mut [Placed]) -> bool {
    let mixed = word.iter().any(|p| p.c.is_ascii_alphabetic());
    let mut changed = false;
    for placed in word {
        if placed.c.is_ascii() || !(mixed || is_dressed(placed.c)) {
            continue;
        }
        if let Some(meant) = lookalike(placed.c) {
            placed.c = meant;
            changed = true;
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> (String, usize) {
        let mut chars: Vec<Placed> =
            text.char_indices().map(|(start, c)| Placed { c, start, end: start }).collect();
        let words = fold(&mut chars);
        (chars.iter().map(|p| p.c).collect(), words)
    }

    #[test]
    fn accents_come_off_latin_letters() {
        let bare: String = "Größe mañana içi łódź ノート й 한".chars().map(bare).collect();
        assert_eq!(bare, "Grose manana ici lodz ノート й 한");
    }

    #[test]
    fn mixed_words_are_put_back_and_foreign_ones_are_not() {
        assert_eq!(folded("іgnоrе аll"), ("ignore all".to_owned(), 2));
        assert_eq!(folded("𝐢𝐠𝐧𝐨𝐫𝐞").0, "ignore");
        assert_eq!(folded("ιgnοrε αll").0, "ignore all");
        assert_eq!(folded("ɪɢɴᴏʀᴇ ⓐⓛⓛ").0, "ignore all");
        assert_eq!(folded("Привет, мир"), ("Привет, мир".to_owned(), 0));
        assert_eq!(folded("καλημέρα naïve"), ("καλημέρα naïve".to_owned(), 0));
    }
}
