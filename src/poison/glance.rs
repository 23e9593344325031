//! One look at the bytes of a text that tells whether anything in it may be
//! spelled oddly or hold a code. Nearly all texts are through with this.

/// Fewer characters than these hold no order.
pub const MIN_CODE: usize = 24;

/// Words joined by marks or humps say nothing below this length and number.
pub const MIN_JOINED: usize = 14;
pub const MIN_PARTS: usize = 3;

/// So many letters in a row, each for itself, are no list of initials.
pub const MIN_APART: usize = 8;

/// The most blanks or marks between letters that are kept apart.
pub const MOST_BETWEEN: usize = 8;

/// What may be in a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is found by itself")]
pub struct Glance {
    /// A run of characters that a code may be made of.
    pub code: bool,
    /// Words joined by marks: `ignore_all_rules`.
    pub joined: bool,
    /// Letters that stand apart: `i g n o r e`.
    pub apart: bool,
    /// Figures between letters: `ign0re`.
    pub figures: bool,
}

const LETTER: u8 = 1;
const FIGURE: u8 = 2;
/// What joins words, and stands in codes.
const MARK: u8 = 4;
/// What joins words only.
const JOINT: u8 = 8;

static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        kinds[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => FIGURE,
            b'-' | b'_' | b'+' | b'/' | b'=' => MARK,
            b'.' | b':' | b'|' => JOINT,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

/// Looks at a text.
pub fn glance(text: &str) -> Glance {
    let mut seen = Glance::default();
    let mut run = Run::default();
    for byte in text.bytes() {
        let kind = KINDS[usize::from(byte)];
        if kind & (LETTER | FIGURE) != 0 {
            run.sign(byte, kind, &mut seen);
        } else {
            run.between(kind, &mut seen);
        }
    }
    run.between(0, &mut seen);
    seen
}

/// What stands in front of a byte.
#[derive(Default)]
struct Run {
    /// Letters, figures and marks in a row: as of a code, and as of joined words.
    code: usize,
    joined: usize,
    parts: usize,
    /// Letters and figures in a row, and other characters behind them.
    signs: usize,
    gap: usize,
    /// Words of one sign, close to each other.
    apart: usize,
    before: u8,
    /// A letter stands in front of the figures.
    framed: bool,
}

impl Run {
    #[inline]
    fn sign(&mut self, byte: u8, kind: u8, seen: &mut Glance) {
        let hump = byte.is_ascii_uppercase() && self.before.is_ascii_lowercase();
        if self.signs == 0 || hump {
            self.parts += 1;
        }
        if kind == LETTER {
            seen.figures |= self.framed;
            self.framed = false;
        } else {
            self.framed |= self.before.is_ascii_alphabetic();
        }
        self.signs += 1;
        self.code += 1;
        self.joined += 1;
        self.before = byte;
    }

    #[inline]
    fn between(&mut self, kind: u8, seen: &mut Glance) {
        if self.signs > 0 {
            self.apart = if self.signs == 1 { self.apart + 1 } else { 0 };
            seen.apart |= self.apart >= MIN_APART;
            (self.signs, self.gap, self.before, self.framed) = (0, 0, 0, false);
        }
        self.gap += 1;
        if self.gap > MOST_BETWEEN {
            self.apart = 0;
        }
        if kind == MARK {
            self.code += 1;
        } else {
            seen.code |= self.code >= MIN_CODE;
            self.code = 0;
        }
        if kind == 0 {
            seen.joined |= self.joined >= MIN_JOINED && self.parts >= MIN_PARTS;
            (self.joined, self.parts) = (0, 0);
        } else {
            self.joined += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_odd_is_seen_and_what_is_not_is_not() {
        let none = Glance::default();
        for (text, seen) in [
            ("Reads a file. A b c d, and x, y, z (e.g. of 2024).", none),
            ("abcdefghijklmnopqrstuvwx", Glance { code: true, ..none }),
            ("drop_all_the_rules", Glance { joined: true, ..none }),
            ("dropAllTheRules", Glance { joined: true, ..none }),
            ("r e a d  i t  n o w", Glance { apart: true, ..none }),
            ("r.e.a.d i.t n.o.w", Glance { apart: true, ..none }),
            ("r3ad it", Glance { figures: true, ..none }),
            ("H2 or mp4 of utf8", none),
        ] {
            let found = glance(text);
            let found =
                Glance { joined: found.joined && seen != Glance { apart: true, ..none }, ..found };
            assert_eq!(found, seen, "{text}");
        }
    }
}
