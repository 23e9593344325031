//! One text for one JSON value: RFC 8785, the JSON canonicalization scheme.
//!
//! Keys sorted by their UTF-16 code units, no white space, numbers as
//! ECMAScript writes doubles. Two texts that mean the same have one canonical
//! text, so that its hash names the value and not its spelling. Whole numbers
//! beyond 2^53 are doubles to the scheme and may fall together.

use serde_json::Number;
use smallvec::SmallVec;

use super::value::Value;

/// So long is most definitions' text at most: no buffer has to grow for them.
const USUAL: usize = 1 << 10;

/// The canonical text; `None` for what JSON can't say (a number without a
/// finite value), which no parser here lets through.
#[must_use]
pub fn canonical_json(value: &Value) -> Option<String> {
    let mut out = String::with_capacity(USUAL);
    write(&mut out, value)?;
    Some(out)
}

/// As [`canonical_json`], of an object with these members alone.
#[must_use]
pub fn canonical_object<'v>(members: impl Iterator<Item = (&'v str, &'v Value)>) -> Option<String> {
    let mut out = String::with_capacity(USUAL);
    write_object(&mut out, members)?;
    Some(out)
}

/// Written straight from the tree: the library copies every member into a buffer
/// of its own to sort them, which costs four times what parsing the text does.
fn write(out: &mut String, value: &Value) -> Option<()> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => write_number(out, number)?,
        Value::String(text) => write_string(out, text)?,
        Value::Array(values) => {
            out.push('[');
            for (i, value) in values.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(out, value)?;
            }
            out.push(']');
        }
        Value::Object(members) => write_object(out, members.iter())?,
    }
    Some(())
}

fn write_object<'v>(
    out: &mut String,
    members: impl Iterator<Item = (&'v str, &'v Value)>,
) -> Option<()> {
    let mut members: SmallVec<[(&str, &Value); 16]> = members.collect();
    if members.iter().all(|(key, _)| key.is_ascii()) {
        members.sort_unstable_by_key(|(key, _)| *key);
    } else {
        members.sort_unstable_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    }
    out.push('{');
    for (i, (key, value)) in members.into_iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        write_string(out, key)?;
        out.push(':');
        write(out, value)?;
    }
    out.push('}');
    Some(())
}

/// The scheme escapes what `serde_json` does, in the same way. Most texts hold
/// nothing to escape, which all their bytes together tell faster than one by one.
fn write_string(out: &mut String, text: &str) -> Option<()> {
    let escapes = |byte| matches!(byte, ..b' ' | b'"' | b'\\');
    if text.bytes().fold(false, |any, byte| any | escapes(byte)) {
        out.push_str(&serde_json::to_string(text).ok()?);
    } else {
        out.push('"');
        out.push_str(text);
        out.push('"');
    }
    Some(())
}

/// The library knows how ECMAScript writes doubles; small whole numbers need no knowledge.
fn write_number(out: &mut String, number: &Number) -> Option<()> {
    match number.as_i64() {
        Some(whole) if whole.unsigned_abs() < 1 << 53 => out.push_str(&whole.to_string()),
        _ => out.push_str(&serde_json_canonicalizer::to_string(number).ok()?),
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> String {
        canonical_json(&serde_json::from_str(text).unwrap()).unwrap()
    }

    /// The example of section 3.2.2 and its result in section 3.2.3.
    #[test]
    fn the_standard_s_own_example() {
        let text = r#"{
            "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
            "literals": [null, true, false]
        }"#;
        let wanted = r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#;
        assert_eq!(canonical(text), wanted);
    }

    /// Section 3.2.3: keys sort by UTF-16 code units, so a character beyond the
    /// basic plane stands before those of the plane's end.
    #[test]
    fn keys_sort_by_utf_16() {
        let text = r#"{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
            "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control",
            "\u00f6": "Latin Small Letter O With Diaeresis"}"#;
        let sorted: Vec<String> =
            ["Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"]
                .into_iter()
                .map(str::to_owned)
                .collect();
        let canonical = canonical(text);
        let found: Vec<usize> = sorted.iter().map(|word| canonical.find(word).unwrap()).collect();
        assert!(found.is_sorted(), "{canonical}");
    }

    /// Appendix B: the bits of a double and how it is written.
    #[test]
    fn numbers_are_written_as_ecmascript_does() {
        for (bits, wanted) in [
            (0x0000_0000_0000_0000, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0xc340_0000_0000_0000, "-9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
            (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
            (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
            (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"),
            (0x41b3_de43_5555_5554, "333333333.33333325"),
            (0x41b3_de43_5555_5555, "333333333.3333333"),
            (0x41b3_de43_5555_5556, "333333333.3333334"),
            (0x41b3_de43_5555_5557, "333333333.33333343"),
            (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ] {
            let value = serde_json::json!(f64::from_bits(bits)).into();
            assert_eq!(canonical_json(&value).unwrap(), wanted, "{bits:x}");
        }
        assert_eq!(
            canonical("[1.0, 1, 10e-1, 100, -0, 9007199254740993]"),
            "[1,1,1,100,0,9007199254740992]"
        );
    }

    /// What the library writes, for texts of any length with any character anywhere.
    #[test]
    fn texts_are_escaped_as_the_library_does() {
        for c in (0..=0x2ff).chain([0x2028, 0xfeff, 0x1f600]).filter_map(char::from_u32) {
            for at in 0..18 {
                let text: String =
                    (0..18).map(|i| if i == at { c } else { 'a' }).take(at + 1).collect();
                for text in [format!("{text}bcdefghijk"), text] {
                    let value = serde_json::json!({ &text: [&text] });
                    let wanted = serde_json_canonicalizer::to_string(&value).unwrap();
                    assert_eq!(canonical_json(&value.into()).unwrap(), wanted);
                }
            }
        }
    }
}
