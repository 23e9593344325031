//! Blocks worked on by all cores while the next ones are read.
//!
//! The calling thread reads and hands out what was made of each block, in the
//! order of the input, so that neither waits for the other and every core has
//! work. What is under way is bounded: memory doesn't grow with the input,
//! however slow a block or a reader of the results is.

use std::collections::VecDeque;
use std::io::Read;
use std::sync::mpsc::{Receiver, sync_channel};

use super::blocks::{Block, Blocks, Gap};

/// So many blocks are under way for each core: one in work, one waiting for it,
/// and one that is done and waits for its turn.
const EACH: usize = 3;

/// Lets `work` loose on the blocks that are left, and hands out what it made of
/// them, in their order, until `sink` has enough.
pub fn in_order<R: Read, T: Send>(
    blocks: &mut Blocks<R>,
    work: impl Fn(Result<Block, Gap>) -> T + Sync,
    mut sink: impl FnMut(T) -> bool,
) {
    if rayon::current_thread_index().is_some() {
        // One of those cores itself: waiting for the others could be for ever.
        while blocks.next_block().is_some_and(|block| sink(work(block))) {}
        return;
    }
    let most = rayon::current_num_threads() * EACH;
    let mut under_way: VecDeque<Receiver<T>> = VecDeque::with_capacity(most);
    rayon::in_place_scope(|scope| {
        let work = &work;
        while let Some(block) = blocks.next_block() {
            let (done, made) = sync_channel(1);
            under_way.push_back(made);
            scope.spawn(move |_| drop(done.send(work(block))));
            while let Some(first) = under_way.front() {
                let made = match first.try_recv() {
                    Err(_) if under_way.len() < most => break,
                    Err(_) => first.recv().ok(),
                    Ok(made) => Some(made),
                };
                under_way.pop_front();
                if !made.is_none_or(&mut sink) {
                    return;
                }
            }
        }
        let mut rest = under_way.drain(..).filter_map(|made| made.recv().ok());
        while rest.next().is_some_and(&mut sink) {}
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of 50 kB, so that there are more blocks than are under way at once.
    fn numbered(lines: usize) -> Vec<u8> {
        (0..lines).flat_map(|i| format!("{i:>50000}\n").into_bytes()).collect()
    }

    fn numbers(block: Result<Block, Gap>) -> Vec<usize> {
        let block = block.unwrap();
        let number = |line: &[u8]| std::str::from_utf8(line).unwrap().trim().parse().unwrap();
        block.lines().map(|(_, line)| number(line)).collect()
    }

    #[test]
    fn what_is_made_comes_in_the_order_of_the_lines() {
        let bytes = numbered(800);
        let mut found = Vec::new();
        in_order(&mut Blocks::new("x", &bytes[..]), numbers, |made| {
            found.extend(made);
            true
        });
        assert_eq!(found, (0..800).collect::<Vec<_>>());
    }

    #[test]
    fn a_sink_that_has_enough_gets_no_more() {
        let (bytes, mut calls) = (numbered(800), 0);
        in_order(&mut Blocks::new("x", &bytes[..]), numbers, |_| {
            calls += 1;
            calls < 2
        });
        assert_eq!(calls, 2);
    }

    #[test]
    fn it_ends_within_the_threads_that_it_would_wait_for() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let (bytes, mut lines) = (numbered(80), 0);
        pool.install(|| {
            in_order(&mut Blocks::new("x", &bytes[..]), numbers, |made| {
                lines += made.len();
                true
            });
        });
        assert_eq!(lines, 80);
    }
}
