//! Writes a text as it is compared: in small letters, without emphasis and
//! quotation marks, blanks joined, `readFile` as `read_file`.

use super::fold::Placed;

/// Characters and their places in the original.
pub trait Chars {
    fn get(&self, at: usize) -> Option<Placed>;

    /// The characters from a place on that are written as they are.
    fn as_is(&self, at: usize) -> Option<&str>;
}

/// What was written.
#[derive(Debug, Default)]
pub struct Writer {
    pub text: String,
    /// For each byte of `text`, the bytes of the original it stands for, if
    /// that is asked for.
    pub places: Option<Vec<(usize, usize)>>,
}

impl Writer {
    fn push(&mut self, placed: Placed) {
        self.text.extend(placed.c.to_lowercase());
        if let Some(places) = &mut self.places {
            places.resize(self.text.len(), (placed.start, placed.end));
        }
    }

    fn push_as_is(&mut self, text: &str, start: usize) {
        self.text.push_str(text);
        if let Some(places) = &mut self.places {
            places.extend((start..start + text.len()).map(|at| (at, at + 1)));
        }
    }

    fn is_behind_blank(&self) -> bool {
        self.text.is_empty() || self.text.ends_with([' ', '\u{2029}'])
    }
}

impl Chars for [Placed] {
    fn get(&self, at: usize) -> Option<Placed> {
        <[Placed]>::get(self, at).copied()
    }

    fn as_is(&self, _: usize) -> Option<&str> {
        None
    }
}

/// A text of ASCII.
#[derive(Debug, Clone, Copy)]
pub struct Ascii<'a>(pub &'a str);

impl Chars for Ascii<'_> {
    fn get(&self, at: usize) -> Option<Placed> {
        let c = char::from(*self.0.as_bytes().get(at)?);
        Some(Placed { c, start: at, end: at + 1 })
    }

    fn as_is(&self, at: usize) -> Option<&str> {
        let bytes = self.0.as_bytes();
        let is_at = |at: usize| bytes.get(at).is_some_and(|byte| is_as_is(*byte));
        let mut end = at;
        // A single blank between two others stays, too.
        while is_at(end) || (end > at && bytes.get(end) == Some(&b' ') && is_at(end + 1)) {
            end += 1;
        }
        self.0.get(at..end).filter(|run| !run.is_empty())
    }
}

/// Whether a byte is written as it is, whatever stands beside it.
pub fn is_as_is(byte: u8) -> bool {
    AS_IS[usize::from(byte)]
}

static AS_IS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = b'!';
    while byte <= b'~' {
        let is_mark = matches!(byte, b'*' | b'`' | b'"' | b'\'');
        table[byte as usize] = !byte.is_ascii_uppercase() && !is_mark;
        byte += 1;
    }
    table
};

/// Writes the characters.
pub fn write<C: Chars + ?Sized>(chars: &C, out: &mut Writer) {
    let mut at = 0;
    while let Some(placed) = chars.get(at) {
        let c = placed.c;
        if let Some(run) = chars.as_is(at) {
            out.push_as_is(run, placed.start);
            at += run.len();
            continue;
        }
        if is_blank(c) {
            at += blank(chars, at, out);
            continue;
        }
        at += 1;
        let c = match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '`' | '*' | '"' | '\u{201c}' | '\u{201d}' => continue,
            c => c,
        };
        let word = |p: Option<Placed>| p.is_some_and(|p| p.c.is_alphanumeric() || p.c == '_');
        let before = at.checked_sub(2).and_then(|i| chars.get(i));
        if c == '\'' && !(word(before) && word(chars.get(at))) {
            continue;
        }
        if c.is_ascii_uppercase() && starts_hump(chars, at - 1) {
            out.push(Placed { c: '_', ..placed });
        }
        out.push(Placed { c, ..placed });
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// A capital inside a word that starts with a small letter.
fn starts_hump<C: Chars + ?Sized>(chars: &C, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|i| chars.get(i)) else { return false };
    if !(before.c.is_ascii_lowercase() || before.c.is_ascii_digit()) {
        return false;
    }
    // Names are short; a longer run of letters is none.
    let front = (0..at).rev().take(64).filter_map(|i| chars.get(i));
    let word = front.take_while(|p| p.c.is_ascii_alphanumeric());
    word.last().is_some_and(|p| p.c.is_ascii_lowercase())
}

/// Writes the blanks at a place as one; an empty line, or a line break in
/// front of a list's item, ends the sentence. Says how many there were.
fn blank<C: Chars + ?Sized>(chars: &C, start: usize, out: &mut Writer) -> usize {
    let mut at = start;
    let mut breaks = 0;
    let mut place: Option<Placed> = None;
    while let Some(placed) = chars.get(at).filter(|placed| is_blank(placed.c)) {
        breaks += usize::from(matches!(placed.c, '\n' | '\u{2029}'));
        let first = place.unwrap_or(placed);
        place = Some(Placed { c: ' ', start: first.start, end: placed.end });
        at += 1;
    }
    let Some(place) = place else { return 0 };
    let next = |i: usize| chars.get(at + i).map(|p| p.c);
    let item = breaks > 0 && matches!(next(0), Some('-' | '•')) && next(1) == Some(' ');
    if !out.is_behind_blank() {
        out.push(place);
    }
    if breaks > 1 || item {
        out.push(Placed { c: '\u{2029}', ..place });
        out.push(place);
    }
    at - start
}
