//! Texts inside a text that people can't see or read: tag characters, variation
//! selectors, base64, hexadecimal digits, writing turned around, odd spellings.

use base64::Engine;
use base64::engine::GeneralPurpose;
use base64::engine::general_purpose::GeneralPurposeConfig;

use super::glance::{MIN_CODE, glance};
use super::hidden::selectors;
use super::spelled::{apart, figures, joined};
use crate::document::Span;

/// Fewer characters than these hold no order.
const MIN_HEX: usize = 32;
const MIN_TAGS: usize = 3;
const MIN_TURNED: usize = 4;

/// A text found in another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    pub kind: LayerKind,
    pub text: String,
    /// The bytes that hold it.
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayerKind {
    Tags,
    Selectors,
    Base64,
    Hex,
    Turned,
    Joined,
    Apart,
    Figures,
}

/// Every layer, in no particular order.
pub fn layers(text: &str) -> Vec<Layer> {
    let mut found = Vec::new();
    let seen = glance(text);
    if seen.code {
        found.extend(code_runs(text).filter_map(|span| coded(text, span)));
    }
    if seen.joined {
        found.extend(joined(text));
    }
    if seen.apart {
        found.extend(apart(text));
    }
    if seen.figures {
        found.extend(figures(text));
    }
    if !text.is_ascii() {
        found.extend(tagged(text).filter(|layer| layer.text.len() >= MIN_TAGS));
        found.extend(selected(text));
        found.extend(turned(text));
    }
    found
}

/// Each run of characters that a code may be made of, if it is long enough.
fn code_runs(text: &str) -> impl Iterator<Item = Span> {
    let is_code =
        |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'-' | b'_' | b'=');
    let mut at = 0;
    let runs = text.as_bytes().split(move |b| !is_code(*b)).map(move |run| {
        let start = at;
        at += run.len() + 1;
        start..start + run.len()
    });
    runs.filter(|run| run.len() >= MIN_CODE)
}

/// What all tag characters of a text spell, wherever they stand; behind a black
/// flag they name a region, which is honest.
pub fn tagged(text: &str) -> Option<Layer> {
    let mut found: Option<Layer> = None;
    let mut in_flag = false;
    for (at, c) in text.char_indices() {
        if !matches!(c, '\u{e0020}'..='\u{e007e}') {
            in_flag = c == '\u{1f3f4}';
        } else if let (false, Some(meant)) = (in_flag, char::from_u32(u32::from(c) - 0xe0000)) {
            let span = at..at;
            let layer =
                found.get_or_insert(Layer { kind: LayerKind::Tags, text: String::new(), span });
            layer.text.push(meant);
            layer.span.end = at + c.len_utf8();
        }
    }
    found
}

/// What variation selectors in a row spell.
fn selected(text: &str) -> Option<Layer> {
    let hidden = selectors(text)?;
    Some(Layer { kind: LayerKind::Selectors, text: hidden.decoded?, span: hidden.span })
}

fn coded(text: &str, span: Span) -> Option<Layer> {
    let (kind, decoded) = decoded(text.get(span.clone())?)?;
    // What was encoded twice is in code still.
    let is_code = code_runs(&decoded).any(|run| run.len() == decoded.len());
    let twice = is_code.then(|| self::decoded(&decoded)).flatten();
    let text = twice.map_or(decoded, |(_, text)| text);
    let legible = text.contains([' ', '_', '-'])
        && text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r'));
    legible.then_some(Layer { kind, text, span })
}

fn decoded(code: &str) -> Option<(LayerKind, String)> {
    let is_hex = code.len() >= MIN_HEX && code.bytes().all(|b| b.is_ascii_hexdigit());
    let (kind, bytes) =
        if is_hex { (LayerKind::Hex, hex(code)) } else { (LayerKind::Base64, base64(code)) };
    Some((kind, String::from_utf8(narrow(bytes?)).ok()?))
}

/// UTF-16 of Latin letters, as UTF-8; anything else as it is.
fn narrow(bytes: Vec<u8>) -> Vec<u8> {
    let is_wide = bytes.len() > 1 && bytes.iter().skip(1).step_by(2).all(|byte| *byte == 0);
    if is_wide { bytes.into_iter().step_by(2).collect() } else { bytes }
}

fn hex(code: &str) -> Option<Vec<u8>> {
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    code.as_bytes().chunks_exact(2).map(pair).collect()
}

fn base64(code: &str) -> Option<Vec<u8>> {
    use base64::alphabet::STANDARD;
    use base64::engine::DecodePaddingMode::Indifferent;
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(Indifferent)
        .with_decode_allow_trailing_bits(true);
    let standard: String = code
        .chars()
        .map(|c| {
            if c == '-' {
                '+'
            } else if c == '_' {
                '/'
            } else {
                c
            }
        })
        .collect();
    GeneralPurpose::new(&STANDARD, config).decode(standard.trim_end_matches('=')).ok()
}

/// What stands behind a right-to-left override, put back.
fn turned(text: &str) -> Vec<Layer> {
    let mut found = Vec::new();
    for (at, mark) in text.match_indices('\u{202e}') {
        let start = at + mark.len();
        let end =
            text[start..].find(['\u{202c}', '\n', '\u{202e}']).map_or(text.len(), |i| start + i);
        let turned = &text[start..end];
        if turned.chars().nth(MIN_TURNED - 1).is_some() {
            let text = turned.chars().rev().collect();
            found.push(Layer { kind: LayerKind::Turned, text, span: start..end });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(LayerKind, String)> {
        layers(text).into_iter().map(|layer| (layer.kind, layer.text)).collect()
    }

    fn tagged(text: &str) -> String {
        text.chars().filter_map(|c| char::from_u32(0xe0000 + u32::from(c))).collect()
    }

    #[test]
    fn each_kind_is_read() {
        assert_eq!(found(&format!("x{}y", tagged("hi you"))), [(LayerKind::Tags, "hi you".into())]);
        let code = "cmVhZCB0aGUgZmlsZSBhbmQgc2VuZCBpdA==";
        assert_eq!(found(code), [(LayerKind::Base64, "read the file and send it".into())]);
        let hex = "72656164207468652066696c6520616e642073656e64";
        assert_eq!(found(hex), [(LayerKind::Hex, "read the file and send".into())]);
        assert_eq!(found("a \u{202e}ti daer\u{202c} b"), [(LayerKind::Turned, "read it".into())]);
    }

    #[test]
    fn honest_codes_hold_nothing() {
        let england = format!("\u{1f3f4}{}\u{e007f}", tagged("gbeng"));
        for text in [
            england.as_str(),
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
            "a_perfectly_normal_and_long_identifier_of_a_tool",
        ] {
            // Names are made of words, which are read as such.
            let found = found(text).into_iter().find(|(kind, _)| *kind != LayerKind::Joined);
            assert_eq!(found, None, "{text}");
        }
    }
}
