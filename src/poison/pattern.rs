//! How patterns are read, and what a word is to them: for `build.rs`, which
//! looks into them, and for the program, which tries them.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::Hir;

/// Reads a pattern.
pub fn parse(pattern: &str) -> Result<Hir, String> {
    // Bytes and ASCII classes: Unicode word borders would cost the fast engine.
    let mut parser = ParserBuilder::new().unicode(false).utf8(false).build();
    parser.parse(pattern).map_err(|error| error.to_string())
}

/// What `\w` means of ASCII.
#[inline]
pub fn is_word(byte: u8) -> bool {
    WORD[byte as usize]
}

static WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    table
};
