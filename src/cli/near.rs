//! "Did you mean": the nearest known name to one that isn't known.

/// The nearest name, where one is near enough to be a slip.
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Longer names are no slip of anything that a person types.
    const LONGEST: usize = 128;
    if wanted.len() > LONGEST {
        return None;
    }
    let wanted = wanted.to_lowercase();
    known
        .into_iter()
        .filter(|name| name.len() <= LONGEST)
        .map(|name| (strsim::jaro_winkler(&wanted, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness > 0.85)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_found_and_a_stranger_is_not() {
        let known = ["user_connection_activate", "user_connection_list"];
        assert_eq!(nearest("user_conection_activate", known), Some(known[0]));
        assert_eq!(nearest("USER_CONNECTION_LIST", known), Some(known[1]));
        assert_eq!(nearest("refund", known), None);
        assert_eq!(nearest(&"x".repeat(10_000), known), None);
    }
}
