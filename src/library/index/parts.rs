//! Work on many parts of an index, shared among the cores.

use std::{
    sync::{
        LazyLock,
        atomic::{AtomicUsize, Ordering},
    },
    thread::{self, available_parallelism},
};

/// More threads than this would wait for memory rather than work.
const THREADS: usize = 4;

/// How many threads may share a search; asked for once, as finding it out takes as long as a search.
pub(super) fn cores() -> usize {
    static CORES: LazyLock<usize> = LazyLock::new(|| available_parallelism().map_or(1, usize::from).min(THREADS));
    *CORES
}

/// Does `work` on each of `all`, with its number, in so many threads, each of which takes the next one when it has done its own; what came of
/// it, in their order.
pub(super) fn each<'a, T: Sync, R: Send>(all: &'a [T], threads: usize, work: impl Fn(usize, &'a T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take = || {
        let numbers = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        let done = numbers.map_while(|at| all.get(at).map(|one| (at, work(at, one))));
        done.collect::<Vec<(usize, R)>>()
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(all.len())).map(|_| scope.spawn(take)).collect();
        let mut done = take();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|&(at, _)| at);
    done.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_number_of_threads_each_is_worked_on_once_and_comes_in_order() {
        let all: Vec<usize> = (10..20).collect();
        for threads in 0..15 {
            let made = each(&all, threads, |at, &one| (at, one));
            assert_eq!(made, (0..).zip(all.iter().copied()).collect::<Vec<_>>(), "{threads} threads");
        }
        assert!(each(&[], 3, |_, (): &()| ()).is_empty());
    }
}
