//! Equality by what a value prints as.
//!
//! Go's loose comparison takes two values for equal whose print is the same,
//! unless both are numbers: the text "5" equals the number 5, and "true" equals
//! true. Numbers from a call are doubles and print as such, whole numbers from
//! a policy print all their digits.

use serde_json::Value;

/// Whether nothing but this text prints so.
#[must_use]
pub fn prints_alone(text: &str) -> bool {
    let first = text.chars().next();
    let plain = !first.is_some_and(|c| c.is_ascii_digit() || "+-.[<".contains(c));
    plain && !text.starts_with("map[") && !matches!(text, "true" | "false")
}

/// The value itself and the scalars of a call that Go takes for equal to it;
/// none where lists or mappings may be.
#[must_use]
pub fn alike(value: &Value) -> Option<Vec<Value>> {
    let twin = match value {
        Value::Null => return Some(vec![Value::from("<nil>")]),
        Value::Bool(truth) => Some(Value::from(truth.to_string())),
        Value::Number(number) if number.is_f64() => Some(double(number.as_f64()?).into()),
        Value::Number(number) => Some(Value::from(number.to_string())),
        Value::String(text) if text == "true" => Some(Value::Bool(true)),
        Value::String(text) if text == "false" => Some(Value::Bool(false)),
        // What prints so is null, of which no condition of a policy holds.
        Value::String(text) if text == "<nil>" => None,
        Value::String(text) if text.starts_with('[') || text.starts_with("map[") => return None,
        Value::String(text) => number(text),
        Value::Array(_) | Value::Object(_) => return None,
    };
    Some(std::iter::once(value.clone()).chain(twin).collect())
}

/// The number of a call that prints as this text.
fn number(text: &str) -> Option<Value> {
    let real: f64 = text.parse().ok().filter(|real: &f64| real.is_finite())?;
    // A whole number is written as one where that is the same.
    #[allow(clippy::cast_possible_truncation, reason = "whole and small")]
    let whole = (real.fract() == 0.0 && real.abs() < 1e15).then_some(real as i64);
    (double(real) == text).then(|| whole.map_or_else(|| Value::from(real), Value::from))
}

/// The shortest digits; with an exponent below 1e-4 and from 1e6 on.
fn double(real: f64) -> String {
    let size = real.abs();
    if real == 0.0 || (1e-4..1e6).contains(&size) {
        return format!("{real}");
    }
    let text = format!("{real:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, exponent) = match exponent.strip_prefix('-') {
        Some(size) => ('-', size),
        None => ('+', exponent),
    };
    format!("{digits}e{sign}{exponent:0>2}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_prints_alike_is_found() {
        for (value, twins) in [
            (json!(5), json!([5, "5"])),
            (json!("5"), json!(["5", 5])),
            (json!("05"), json!(["05"])),
            (json!("1e+06"), json!(["1e+06", 1_000_000])),
            (json!(1_000_000), json!([1_000_000, "1000000"])),
            (json!(0.5), json!([0.5, "0.5"])),
            (json!(2.5e-7), json!([2.5e-7, "2.5e-07"])),
            (json!(true), json!([true, "true"])),
            (json!("main"), json!(["main"])),
            (json!("<nil>"), json!(["<nil>"])),
        ] {
            assert_eq!(json!(alike(&value)), twins);
        }
        assert_eq!(alike(&json!("[5]")), None);
        assert_eq!(alike(&json!([5])), None);
    }
}
