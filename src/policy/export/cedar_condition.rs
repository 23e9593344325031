//! Conditions as Cedar expressions over what `ToolHive` shows of a call.
//!
//! An argument at the top level that is a text, a boolean or a number is the
//! attribute `arg_NAME` of the context. Of a list, an object or null there is
//! only `arg_NAME_present`. Numbers become decimals with four digits behind the
//! point, cut towards zero, and vanish where they are too large.
//!
//! An expression here never promises more than the condition: where one of the
//! two must give, fewer calls pass. An evaluation error denies.

use serde_json::Value;

use super::spell::{Escapes, quote};
use crate::policy::model::{Condition, Operator as O};

/// Whole numbers that decimals hold with room to spare.
const MAX_WHOLE: i64 = 100_000_000_000;

const NESTED: &str = "ToolHive shows its rules no arguments below the top level";
const PRESENT: &str = "ToolHive uses names that end in `_present` for other arguments' presence";
const PATTERN: &str = "ToolHive's rules have no regular expressions";
const DIGITS: &str = "ToolHive cuts numbers to four decimals";
const KINDS: &str = "ToolHive shows its rules no lists and objects";
const VANISH: &str =
    "ToolHive can't be asked whether an argument is missing: a very large number looks the same";
const BOUND: &str = "ToolHive cuts numbers to four decimals, so a call at the bound is denied";
const NEAR: &str =
    "ToolHive cuts numbers to four decimals, so a call right beside the number is denied";
const FAR: &str =
    "ToolHive shows its rules no numbers beyond 922337203685477, so a call with one is denied";
const LISTS: &str = "ToolHive shows its rules no lists and objects, so a call with one is denied";
const MISSING: &str = "a call without the argument, or with one of another kind, is denied";

/// An expression, and why it passes less than the condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    pub text: String,
    pub stricter: Option<&'static str>,
}

/// What is written of an argument.
struct Argument {
    /// `context has arg_x`
    present: String,
    /// `context.arg_x`
    value: String,
    /// `context has arg_x_present`
    complex: String,
}

/// True only where the condition holds.
///
/// # Errors
/// The reason why nothing can be written.
pub fn holds(condition: &Condition) -> Result<Expression, &'static str> {
    let arg = Argument::of(&condition.path)?;
    let value = &condition.value;
    Ok(match condition.op {
        O::Exists if *value == Value::Bool(true) => stricter(arg.present, LISTS),
        O::Exists => return Err(VANISH),
        O::Eq => exact(arg.and(&format!("{} == {}", arg.value, plain(value)?))),
        O::In => {
            let list = set(value, plain)?;
            exact(arg.and(&format!("{list}.contains({})", arg.value)))
        }
        O::Neq => stricter(arg.and(&format!("{} != {}", arg.value, scalar(value)?)), LISTS),
        O::NotIn => {
            let list = set(value, scalar)?;
            stricter(arg.and(&format!("!{list}.contains({})", arg.value)), LISTS)
        }
        O::Lt | O::Lte | O::Gt | O::Gte => compare(&arg, condition.op, value, None)?,
        O::Contains => stricter(arg.and(&like(&arg, value)?), LISTS),
        O::Regex => return Err(PATTERN),
    })
}

/// True only where the condition doesn't hold.
///
/// # Errors
/// As [`holds`].
pub fn fails(condition: &Condition) -> Result<Expression, &'static str> {
    let arg = Argument::of(&condition.path)?;
    let value = &condition.value;
    let not = |inner: String| format!("!({inner})");
    Ok(match condition.op {
        O::Exists if *value == Value::Bool(true) => return Err(VANISH),
        O::Exists => stricter(arg.present, LISTS),
        O::Eq => {
            let near = if value.is_number() { Some(NEAR) } else { None };
            let text = not(arg.and(&format!("{} == {}", arg.value, scalar(value)?)));
            Expression { text, stricter: near }
        }
        O::In => {
            let list = set(value, scalar)?;
            let numbers = value.as_array().is_some_and(|list| list.iter().any(Value::is_number));
            let text = not(arg.and(&format!("{list}.contains({})", arg.value)));
            Expression { text, stricter: numbers.then_some(NEAR) }
        }
        O::Neq => stricter(arg.and(&format!("{} == {}", arg.value, plain(value)?)), MISSING),
        O::NotIn => {
            let list = set(value, plain)?;
            stricter(arg.and(&format!("{list}.contains({})", arg.value)), MISSING)
        }
        O::Lt => compare(&arg, O::Gte, value, Some(MISSING))?,
        O::Lte => compare(&arg, O::Gt, value, Some(MISSING))?,
        O::Gt => compare(&arg, O::Lte, value, Some(MISSING))?,
        O::Gte => compare(&arg, O::Lt, value, Some(MISSING))?,
        O::Contains => {
            let found = arg.and(&like(&arg, value)?);
            stricter(format!("!({}) && !({found})", arg.complex), LISTS)
        }
        O::Regex => return Err(PATTERN),
    })
}

/// Cutting towards zero moves a number at most to the whole number below it
/// (above it, where it is negative), and never past one. So a bound is kept
/// exactly on the far side of zero, and is itself left out on the near side.
fn compare(
    arg: &Argument,
    op: O,
    value: &Value,
    also: Option<&'static str>,
) -> Result<Expression, &'static str> {
    let bound = whole(value).ok_or(DIGITS)?;
    let (method, narrower) = match op {
        O::Lte if bound < 0 => ("lessThanOrEqual", FAR),
        O::Lte => ("lessThan", BOUND),
        O::Gte if bound > 0 => ("greaterThanOrEqual", FAR),
        O::Gte => ("greaterThan", BOUND),
        O::Lt if bound > 0 => ("lessThan", FAR),
        O::Lt => ("lessThan", NEAR),
        _ if bound < 0 => ("greaterThan", FAR),
        _ => ("greaterThan", NEAR),
    };
    let text = arg.and(&format!("{}.{method}({})", arg.value, decimal(bound)));
    let stricter = if narrower == FAR { also.unwrap_or(FAR) } else { narrower };
    Ok(Expression { text, stricter: Some(stricter) })
}

fn exact(text: String) -> Expression {
    Expression { text, stricter: None }
}

fn stricter(text: String, reason: &'static str) -> Expression {
    Expression { text, stricter: Some(reason) }
}

impl Argument {
    fn of(path: &str) -> Result<Self, &'static str> {
        let name = path.strip_prefix("args.").unwrap_or(path);
        if name.contains('.') {
            return Err(NESTED);
        }
        if name.ends_with("_present") {
            return Err(PRESENT);
        }
        let bare = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let (key, complex, value) = if bare {
            (format!("arg_{name}"), format!("arg_{name}_present"), format!("context.arg_{name}"))
        } else {
            let key = quote(&format!("arg_{name}"), Escapes::Braces);
            let complex = quote(&format!("arg_{name}_present"), Escapes::Braces);
            (key.clone(), complex, format!("context[{key}]"))
        };
        Ok(Self {
            present: format!("context has {key}"),
            complex: format!("context has {complex}"),
            value,
        })
    }

    /// The argument is there, and this is true of it.
    fn and(&self, test: &str) -> String {
        format!("{} && {test}", self.present)
    }
}

/// A value that Cedar holds as it is.
fn plain(value: &Value) -> Result<String, &'static str> {
    match value {
        Value::String(text) => Ok(quote(text, Escapes::Braces)),
        Value::Bool(truth) => Ok(truth.to_string()),
        Value::Number(_) => Err(DIGITS),
        _ => Err(KINDS),
    }
}

/// The same, and whole numbers: what is cut to one may have been another, but
/// what is not can't have been this one.
fn scalar(value: &Value) -> Result<String, &'static str> {
    match value {
        Value::Number(_) => whole(value).map(decimal).ok_or(DIGITS),
        other => plain(other),
    }
}

fn set(
    value: &Value,
    item: impl Fn(&Value) -> Result<String, &'static str>,
) -> Result<String, &'static str> {
    let items = value.as_array().ok_or(KINDS)?;
    let items: Vec<String> = items.iter().map(item).collect::<Result<_, _>>()?;
    Ok(format!("[{}]", items.join(", ")))
}

#[allow(clippy::cast_possible_truncation, reason = "whole and in range")]
fn whole(value: &Value) -> Option<i64> {
    let float = || {
        let real = value.as_f64()?;
        (real.fract() == 0.0 && real.abs() <= 1e11).then_some(real as i64)
    };
    value.as_i64().or_else(float).filter(|whole| whole.abs() <= MAX_WHOLE)
}

fn decimal(whole: i64) -> String {
    format!("decimal(\"{whole}.0\")")
}

fn like(arg: &Argument, value: &Value) -> Result<String, &'static str> {
    let text = value.as_str().ok_or(KINDS)?;
    let pieces: Vec<String> =
        text.split('*').map(|piece| inside(&quote(piece, Escapes::Braces)).to_owned()).collect();
    Ok(format!("{} like \"*{}*\"", arg.value, pieces.join("\\*")))
}

/// A quoted text without its quotes.
fn inside(quoted: &str) -> &str {
    quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default()
}
