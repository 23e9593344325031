//! What is known of the sentences of one text.

use super::lexicon::Mask;
use super::scan::Scan;
use crate::document::Span;

/// What is known of the sentences of a text.
#[derive(Debug)]
pub struct Heard<'a> {
    pub text: &'a str,
    sentences: &'a [Span],
    /// The atoms of each sentence, as far as they were looked for.
    pub masks: Vec<Mask>,
    /// Atoms that the text may hold, and that weren't looked for yet.
    pub open: Mask,
}

impl<'a> Heard<'a> {
    /// Takes what the scan found; the atoms that are `exact` are known by it.
    pub fn new(text: &'a str, sentences: &'a [Span], scan: &Scan, exact: Mask) -> Self {
        let masks = vec![0; sentences.len()];
        let mut heard = Self { text, sentences, masks, open: scan.possible & !exact };
        for (at, atoms) in &scan.exact {
            heard.note(*at, *atoms);
        }
        heard
    }

    /// Notes atoms that begin at a place. Blanks in front of a sentence belong
    /// to it, and what stands behind the last one belongs to that.
    pub fn note(&mut self, at: usize, atoms: Mask) {
        let sentence = self.sentences.partition_point(|span| span.end <= at);
        let last = self.sentences.len().saturating_sub(1);
        if let Some(mask) = self.masks.get_mut(sentence.min(last)) {
            *mask |= atoms;
        }
    }

    /// Where that begins which is noted for a sentence.
    pub fn places(&self, sentence: usize) -> Span {
        let end = |sentence: usize| self.sentences.get(sentence).map_or(0, |span| span.end);
        let is_last = sentence + 1 >= self.sentences.len();
        let start = sentence.checked_sub(1).map_or(0, end);
        start..if is_last { self.text.len() } else { end(sentence) }
    }
}

/// Whether one span of each list begins in a part of the text, each behind the
/// one before. The lists are in the order of their beginnings.
pub fn in_order(lists: &[Vec<Span>], part: &Span) -> bool {
    let mut behind = part.start;
    lists.iter().all(|list| {
        let next = list.partition_point(|span| span.start < behind);
        let span = list.get(next).filter(|span| span.start < part.end);
        behind = span.map_or(behind, |span| span.end);
        span.is_some()
    })
}

/// The bits of a mask.
pub fn bits(mut mask: Mask) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (mask != 0).then(|| mask.trailing_zeros() as usize)?;
        mask &= mask - 1;
        Some(bit)
    })
}
