//! How a Go program compares and prints what it read from JSON and YAML.

use serde_json::{Number, Value};

/// The number as a double; whole numbers of YAML beyond 64 bits with a sign
/// are no number to it.
pub fn to_float(value: &Value, yaml: bool) -> Option<f64> {
    let number = value.as_number()?;
    if yaml && number.as_i64().is_none() && number.as_u64().is_some() {
        return None;
    }
    number.as_f64()
}

/// As `%v` prints it: `yaml` where whole numbers are integers, and not doubles.
pub fn print(value: &Value, yaml: bool) -> String {
    match value {
        Value::Null => "<nil>".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) if yaml && (number.is_i64() || number.is_u64()) => number.to_string(),
        Value::Number(number) => print_double(number),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| print(item, yaml)).collect();
            format!("[{}]", items.join(" "))
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(key, _)| *key);
            let members: Vec<String> = members
                .iter()
                .map(|(key, value)| format!("{key}:{}", print(value, yaml)))
                .collect();
            format!("map[{}]", members.join(" "))
        }
    }
}

/// The shortest digits, with an exponent below 1e-4 and from 1e6.
fn print_double(number: &Number) -> String {
    let double = number.as_f64().unwrap();
    let size = double.abs();
    if double == 0.0 || (1e-4..1e6).contains(&size) {
        return format!("{double}");
    }
    let text = format!("{double:e}");
    let (digits, exponent) = text.split_once('e').unwrap();
    let exponent: i32 = exponent.parse().unwrap();
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

pub fn equal(actual: &Value, expected: &Value) -> bool {
    match (to_float(actual, false), to_float(expected, true)) {
        #[allow(clippy::float_cmp, reason = "as it does")]
        (Some(a), Some(b)) => a == b,
        _ => print(actual, false) == print(expected, true),
    }
}

#[test]
fn doubles_print_as_in_go() {
    use serde_json::json;
    for (value, wanted) in [
        (json!(5), "5"),
        (json!(1_000_000), "1e+06"),
        (json!(1_234_567.5), "1.2345675e+06"),
        (json!(123_456), "123456"),
        (json!(0.5), "0.5"),
        (json!(1e21), "1e+21"),
        (json!(0.000_01), "1e-05"),
        (json!([5, "a", null]), "[5 a <nil>]"),
        (json!({"b": 1, "a": true}), "map[a:true b:1]"),
    ] {
        assert_eq!(print(&value, false), wanted);
    }
}
