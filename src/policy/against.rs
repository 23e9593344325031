//! A condition held against what the tool's schema lets the argument be.

use serde_json::Value;

use super::arguments::Declared;
use super::model::{Condition, Operator};
use super::satisfy::{Domain, Holding, Values, equal_to, finds, holding};

/// What the schema says of a condition; for arguments that fit the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Against {
    /// Nothing certain.
    Open,
    /// The argument is never of the kind that the value is.
    WrongKind,
    /// The argument never has this value; of a list, which elements.
    NeverThisValue(Vec<usize>),
    NeverHolds,
    AlwaysHolds,
}

/// Compares a condition with the declaration of its argument.
#[must_use]
pub fn against(condition: &Condition, declared: &Declared<'_>) -> Against {
    let Ok(holding) = holding(condition) else { return Against::Open };
    let domain = &declared.domain;
    if domain.has_no_value() {
        return Against::Open;
    }
    let found = match condition.op {
        Operator::Eq | Operator::Neq => one(&condition.value, domain),
        Operator::In | Operator::NotIn => several(&condition.value, domain),
        Operator::Regex => search(condition, domain),
        Operator::Contains => contained(condition, declared),
        Operator::Lt | Operator::Lte | Operator::Gt | Operator::Gte => ordered(domain),
        Operator::Exists => Against::Open,
    };
    if found == Against::Open { as_sets(&holding, domain) } else { found }
}

fn as_sets(holding: &Holding<'_>, domain: &Domain<'_>) -> Against {
    if holding.exact && domain.is_subset(&holding.domain) {
        Against::AlwaysHolds
    } else if domain.is_disjoint(&holding.domain) {
        Against::NeverHolds
    } else {
        Against::Open
    }
}

fn one(value: &Value, domain: &Domain<'_>) -> Against {
    if value.is_null() {
        return Against::Open;
    }
    let equal = equal_to(value).domain;
    let fraction = value.as_f64().is_some_and(|number| number.fract() != 0.0);
    if !equal.shares_a_kind(domain) || (fraction && only_whole(domain)) {
        Against::WrongKind
    } else if equal.intersect(domain).has_no_value() {
        Against::NeverThisValue(Vec::new())
    } else {
        Against::Open
    }
}

fn only_whole(domain: &Domain<'_>) -> bool {
    domain.numbers.whole
}

fn several(value: &Value, domain: &Domain<'_>) -> Against {
    let elements = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut elements = elements.iter().enumerate().filter(|(_, element)| !element.is_null());
    let (mut never, mut kinds) = (Vec::new(), false);
    for (index, element) in elements.by_ref() {
        let equal = equal_to(element).domain;
        kinds |= equal.shares_a_kind(domain);
        if equal.intersect(domain).has_no_value() {
            never.push(index);
        }
    }
    match (never.is_empty(), kinds) {
        (true, _) => Against::Open,
        (false, false) => Against::WrongKind,
        (false, true) => Against::NeverThisValue(never),
    }
}

fn ordered(domain: &Domain<'_>) -> Against {
    if domain.numbers.is_empty() { Against::WrongKind } else { Against::Open }
}

fn search(condition: &Condition, domain: &Domain<'_>) -> Against {
    match &domain.strings {
        strings if strings.is_empty() => Against::WrongKind,
        strings if !domain.lists && finds_nothing(condition, strings) => {
            Against::NeverThisValue(Vec::new())
        }
        _ => Against::Open,
    }
}

fn contained(condition: &Condition, declared: &Declared<'_>) -> Against {
    let domain = &declared.domain;
    let strings = condition.value.is_string() && !domain.strings.is_empty();
    if !strings && !domain.lists {
        return Against::WrongKind;
    }
    if strings {
        return if domain.lists { Against::Open } else { search(condition, domain) };
    }
    match &declared.items {
        Some(items) if !items.has_no_value() => one(&condition.value, items),
        _ => Against::Open,
    }
}

/// Whether a search fails on each of a few strings.
fn finds_nothing(condition: &Condition, strings: &Values<&str>) -> bool {
    let Values::Only(strings) = strings else { return false };
    strings.len() <= 64 && strings.iter().all(|text| finds(condition, text) == Some(false))
}
