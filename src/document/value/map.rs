//! The members of an object, in the order of the text.

use indexmap::IndexMap;

use super::{Text, Value};

/// Among so many keys, one is found soonest by looking at each.
const FEW: usize = 24;

/// The members of an object; each key once.
#[derive(Debug, Clone, Default)]
pub struct Map {
    members: Vec<(Text, Value)>,
    /// Where there are more than [`FEW`].
    index: Option<Box<Index>>,
}

/// The places of members, by the order of their keys.
#[derive(Debug, Clone)]
struct Index(Vec<usize>);

impl Map {
    /// The members as they stand in a text, where a key may stand again: then
    /// its last value counts, in its first place.
    #[must_use]
    pub fn of(mut members: Vec<(Text, Value)>) -> Self {
        if members.len() > FEW {
            return Self::indexed(members);
        }
        let mut at = 1;
        while let Some((key, _)) = members.get(at) {
            match members.iter().take(at).position(|(known, _)| known == key) {
                Some(first) => {
                    members.swap(first, at);
                    members.remove(at);
                }
                None => at += 1,
            }
        }
        Self { members, index: None }
    }

    fn indexed(members: Vec<(Text, Value)>) -> Self {
        let unique: IndexMap<Text, Value> = members.into_iter().collect();
        let members: Vec<_> = unique.into_iter().collect();
        let mut places: Vec<usize> = (0..members.len()).collect();
        places.sort_unstable_by_key(|at| members.get(*at).map(|(key, _)| key));
        Self { members, index: Some(Box::new(Index(places))) }
    }

    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.members.get(self.place(key)?).map(|(_, value)| value)
    }

    #[must_use]
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        let at = self.place(key)?;
        self.members.get_mut(at).map(|(_, value)| value)
    }

    fn place(&self, key: &str) -> Option<usize> {
        match &self.index {
            None => self.members.iter().position(|(known, _)| known == key),
            Some(index) => {
                let known = |at: &usize| self.members.get(*at).map(|(known, _)| known.as_ref());
                let found = index.0.binary_search_by(|at| known(at).cmp(&Some(key))).ok()?;
                index.0.get(found).copied()
            }
        }
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.members.iter().map(|(key, value)| (key.as_ref(), value))
    }

    #[must_use]
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.members.iter().map(|(key, _)| key.as_ref())
    }

    #[must_use]
    pub fn values(&self) -> impl ExactSizeIterator<Item = &Value> {
        self.members.iter().map(|(_, value)| value)
    }

    #[must_use]
    pub fn contains_key(&self, key: &str) -> bool {
        self.place(key).is_some()
    }

    /// Keeps the members that a question says yes to.
    pub fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        let mut members = std::mem::take(&mut self.members);
        members.retain(|(key, _)| keep(key));
        *self = Self::of(members);
    }

    pub fn remove(&mut self, key: &str) {
        self.retain(|known| known != key);
    }
}

/// As the library compares objects: in any order.
impl PartialEq for Map {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(key, value)| other.get(key) == Some(value))
    }
}

impl FromIterator<(Text, Value)> for Map {
    fn from_iter<I: IntoIterator<Item = (Text, Value)>>(members: I) -> Self {
        Self::of(members.into_iter().collect())
    }
}

impl IntoIterator for Map {
    type Item = (Text, Value);
    type IntoIter = std::vec::IntoIter<(Text, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_among_few_and_among_many() {
        for count in [0, 1, FEW, FEW + 1, 200] {
            let members = (0..count).map(|i| (format!("k{i}").into(), Value::Bool(i % 2 == 0)));
            let mut map: Map = members.collect();
            for i in 0..count {
                assert_eq!(map.get(&format!("k{i}")), Some(&Value::Bool(i % 2 == 0)), "{count}");
            }
            assert_eq!((map.get("k"), map.get("k200"), map.len()), (None, None, count));
            map.remove("k0");
            assert_eq!((map.get("k0"), map.len()), (None, count.saturating_sub(1)));
            assert!((1..count).all(|i| map.get(&format!("k{i}")).is_some()));
        }
    }

    #[test]
    fn of_a_key_that_stands_again_the_last_value_counts_in_the_first_place() {
        for more in [0, FEW] {
            let others = (0..more).map(|i| (format!("o{i}").into(), Value::Null));
            let text = [("a", 1), ("b", 2), ("a", 3), ("c", 4), ("a", 5), ("b", 6)];
            let text = text.map(|(key, n)| (key.into(), Value::Number(n.into())));
            let map: Map = text.into_iter().chain(others).collect();
            let first: Vec<String> = map.iter().take(3).map(|(k, v)| format!("{k}{v}")).collect();
            assert_eq!(first, ["a5", "b6", "c4"]);
            assert_eq!(map.len(), 3 + more);
        }
    }
}
