//! Texts inside a text that people can't see or read: tag characters, base64,
//! hexadecimal digits, writing turned around.

use base64::Engine;
use base64::engine::GeneralPurpose;
use base64::engine::general_purpose::GeneralPurposeConfig;

use crate::document::Span;

/// Fewer characters than these hold no order.
const MIN_BASE64: usize = 24;
const MIN_HEX: usize = 32;
const MIN_TAGS: usize = 4;
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
    Base64,
    Hex,
    Turned,
}

/// Every layer, in no particular order.
pub fn layers(text: &str) -> Vec<Layer> {
    let mut found: Vec<Layer> = code_runs(text).filter_map(|span| coded(text, span)).collect();
    if !text.is_ascii() {
        found.extend(tag_runs(text).into_iter().filter_map(|span| tags(text, span)));
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
    runs.filter(|run| run.len() >= MIN_BASE64)
}

/// Each run of tag characters.
fn tag_runs(text: &str) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '\u{e0020}'..='\u{e007e}')) {
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end += c.len_utf8(),
            None => runs.push(at..at + c.len_utf8()),
        }
    }
    runs
}

/// Tag characters; behind a black flag they name a region, which is honest.
fn tags(text: &str, span: Span) -> Option<Layer> {
    let tags = &text[span.clone()];
    let decoded: String =
        tags.chars().filter_map(|c| char::from_u32(u32::from(c) - 0xe0000)).collect();
    let flag = text[..span.start].ends_with('\u{1f3f4}');
    let hidden = !flag && decoded.len() >= MIN_TAGS;
    hidden.then_some(Layer { kind: LayerKind::Tags, text: decoded, span })
}

fn coded(text: &str, span: Span) -> Option<Layer> {
    let code = &text[span.clone()];
    let is_hex = code.len() >= MIN_HEX && code.bytes().all(|b| b.is_ascii_hexdigit());
    let (kind, bytes) = if is_hex {
        (LayerKind::Hex, hex(code))
    } else if code.len() >= MIN_BASE64 {
        (LayerKind::Base64, base64(code))
    } else {
        return None;
    };
    let text = String::from_utf8(bytes?).ok()?;
    let legible = text.contains(' ')
        && text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r'));
    legible.then_some(Layer { kind, text, span })
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
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
