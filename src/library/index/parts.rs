//! Work on many parts of an index, shared among the cores.

use std::{
    sync::LazyLock,
    thread::{self, available_parallelism},
};

/// More threads than this would wait for memory rather than work.
const THREADS: usize = 4;

/// How many threads may share a search; asked for once, as finding it out takes as long as a search.
pub(super) fn cores() -> usize {
    static CORES: LazyLock<usize> = LazyLock::new(|| available_parallelism().map_or(1, usize::from).min(THREADS));
    *CORES
}

/// Does `work` on stretches of `all`, each with the number of its first, in so many threads; what came of it, in their order.
pub(super) fn in_parts<T: Sync, R: Send>(all: &[T], threads: usize, work: impl Fn(usize, &[T]) -> R + Sync) -> Vec<R> {
    let share = all.len().div_ceil(threads.max(1)).max(1);
    let mut stretches = (0..).step_by(share).zip(all.chunks(share));
    let Some((_, first)) = stretches.next() else { return Vec::new() };
    thread::scope(|scope| {
        let work = &work;
        let others: Vec<_> = stretches.map(|(at, stretch)| scope.spawn(move || work(at, stretch))).collect();
        let own = work(0, first);
        let others = others.into_iter().map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        std::iter::once(own).chain(others).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_number_of_threads_the_parts_come_in_their_order() {
        let all: Vec<usize> = (0..10).collect();
        for threads in 0..15 {
            let parts = in_parts(&all, threads, |first, part| (first, part.to_vec()));
            assert!(parts.len() <= threads.max(1));
            assert!(parts.iter().all(|(first, part)| part.first() == Some(first)));
            assert_eq!(parts.into_iter().flat_map(|(_, part)| part).collect::<Vec<_>>(), all, "{threads} threads");
        }
        assert!(in_parts(&[], 3, |_, _: &[usize]| ()).is_empty());
    }
}
