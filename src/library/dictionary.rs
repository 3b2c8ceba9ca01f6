//! Many short texts in one stretch of memory, searched for words by a plain scan.
//!
//! Each entry is kept as ` word word word `, so that a word is found with its blanks around it, neighboring words with one blank
//! between, and a beginning with the blank before. Forms of one entry stand apart by a tab, which no word can span. The first entries may
//! lie in a file that is mapped into memory. What is nearly a word is looked for among the different words, and then those are looked for.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, Input, MatchKind};
use memchr::memmem;
use rustc_hash::FxHashSet;

use super::{
    query::{Words, is_near_to, tokens},
    series::Series,
};

/// How words were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// As they were written.
    #[default]
    Exact,
    /// As the beginning of words.
    Beginning,
    /// But for a slip of the pen.
    Near,
}

/// Folded texts by number.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    /// UTF-8.
    heap: Series<u8>,
    /// Where each entry ends in `heap`.
    ends: Series<u32>,
    /// Where each different word stands first: from and to which byte. Made when it is first asked for.
    different: OnceLock<Vec<(u32, u32)>>,
}

impl Dictionary {
    /// The entries of a file.
    pub(super) const fn of(heap: Series<u8>, ends: Series<u32>) -> Self {
        Self { heap, ends, different: OnceLock::new() }
    }

    /// What a file holds of it.
    pub(super) const fn columns(&self) -> (&Series<u8>, &Series<u32>) {
        (&self.heap, &self.ends)
    }

    /// How many entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds an entry of several forms. Beyond 4 GiB of words entries stay empty.
    pub fn push<'a>(&mut self, forms: impl IntoIterator<Item = &'a str>) {
        let mut entry = String::new();
        for form in forms {
            entry.push(' ');
            for token in tokens(form) {
                entry.push_str(&token.word);
                entry.push(' ');
            }
            entry.push('\t');
        }
        entry.push('\n');
        let end = u32::try_from(self.heap.len() + entry.len());
        if end.is_ok() {
            self.heap.extend(entry.bytes());
        }
        self.ends.push(end.unwrap_or(u32::MAX));
        self.different.take();
    }

    /// The numbers of the entries that have `words`, ascending, and how they were found; a pattern may match any stretch of a form.
    #[must_use]
    pub fn find(&self, words: &Words) -> (Vec<u32>, Nearness) {
        self.find_as_written(words).unwrap_or_else(|| {
            let nearness = if matches!(words, Words::Near(_)) { Nearness::Exact } else { Nearness::Near };
            (self.near(words.list()), nearness)
        })
    }

    /// As [`Dictionary::find`]; `None` where only what is near can be found.
    pub(super) fn find_as_written(&self, words: &Words) -> Option<(Vec<u32>, Nearness)> {
        match words {
            Words::Phrase(words) => Some((self.having(&exact(words)), Nearness::Exact)),
            Words::Prefix(words) => Some((self.having(&beginning(words)), Nearness::Exact)),
            Words::Near(_) => None,
            Words::Pattern(pattern) => {
                let has = |entry: &(u32, &str)| entry.1.split('\t').any(|form| pattern.is_in(form.trim()));
                Some((self.entries().filter(has).map(|(number, _)| number).collect(), Nearness::Exact))
            }
            Words::Plain(words) => {
                let found = |needle: &str, nearness| Some((self.having(needle), nearness)).filter(|(found, _)| !found.is_empty());
                found(&exact(words), Nearness::Exact).or_else(|| found(&beginning(words), Nearness::Beginning))
            }
        }
    }

    /// As [`Dictionary::find`], but a pattern must match a whole word, as in texts.
    #[must_use]
    pub fn find_in_texts(&self, words: &Words) -> (Vec<u32>, Nearness) {
        let Words::Pattern(pattern) = words else { return self.find(words) };
        let has = |entry: &(u32, &str)| entry.1.split_ascii_whitespace().any(|word| pattern.is_whole(word));
        (self.entries().filter(has).map(|(number, _)| number).collect(), Nearness::Exact)
    }

    /// The entries that hold `needle`.
    fn having(&self, needle: &str) -> Vec<u32> {
        let finder = memmem::Finder::new(needle);
        self.found_by(|heap, from| Some(from + finder.find(heap.get(from..)?)?))
    }

    /// The entries in which `find` finds something: the first place in these bytes from there on.
    fn found_by(&self, find: impl Fn(&[u8], usize) -> Option<usize>) -> Vec<u32> {
        let mut found: Vec<u32> = Vec::new();
        let (mut start, mut number) = (0, 0);
        for heap in self.heap.parts() {
            let mut from = 0;
            while let Some(at) = find(heap, from) {
                number = self.ends.partition_point_from(number, |&end| end as usize <= start + at);
                found.extend(u32::try_from(number));
                // Onward in any case: a file that was damaged since it was written may hold anything.
                from = self.ends.get(number).map_or(heap.len(), |&end| (end as usize).saturating_sub(start)).max(at + 1);
            }
            start += heap.len();
        }
        found
    }

    /// The entries that have, for each of `words`, one that is nearly it.
    pub(super) fn near(&self, words: &[String]) -> Vec<u32> {
        let of_word = |wanted: &String| {
            let near = self.different().filter(|word| is_near_to(word, wanted));
            let near: Vec<String> = near.map(|word| format!(" {word} ")).collect();
            // Automata of this kind look at many bytes at a time where words are few.
            let any = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(&near);
            match (&near[..], any) {
                ([], _) => Vec::new(),
                ([one], _) => self.having(one),
                (_, Ok(any)) => self.found_by(|heap, from| any.find(Input::new(heap).range(from..)).map(|found| found.start())),
                // They would fill gigabytes.
                (_, Err(_)) => Vec::new(),
            }
        };
        let both = |all: Vec<u32>, some: Vec<u32>| all.into_iter().filter(|number| some.binary_search(number).is_ok()).collect();
        words.iter().map(of_word).reduce(both).unwrap_or_else(|| self.entries().map(|(number, _)| number).collect())
    }

    /// Each word once.
    fn different(&self) -> impl Iterator<Item = &str> {
        let places = self.different.get_or_init(|| {
            let mut known: FxHashSet<&[u8]> = FxHashSet::default();
            let (mut places, mut start) = (Vec::new(), 0);
            for heap in self.heap.parts() {
                let mut from = 0;
                for to in memchr::memchr_iter(b' ', heap) {
                    let word = heap.get(from..to).unwrap_or_default();
                    // Between forms and entries there are other marks.
                    if word.first().is_some_and(|&byte| byte > b' ') && known.insert(word) {
                        places.extend(u32::try_from(start + from).ok().zip(u32::try_from(start + to).ok()));
                    }
                    from = to + 1;
                }
                start += heap.len();
            }
            places
        });
        places.iter().map(|&(from, to)| std::str::from_utf8(self.heap.part(from, to)).unwrap_or_default())
    }

    fn entries(&self) -> impl Iterator<Item = (u32, &str)> {
        let mut start = 0;
        self.ends.numbered().map(move |(number, &end)| {
            // A file that was damaged since it was written may hold anything.
            let entry = std::str::from_utf8(self.heap.part(start, end)).unwrap_or_default();
            start = end;
            (number, entry)
        })
    }
}

/// ` word word `.
fn exact(words: &[String]) -> String {
    format!(" {} ", words.join(" "))
}

/// ` word wor`.
fn beginning(words: &[String]) -> String {
    format!(" {}", words.join(" "))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::library::query::{Query, Test};

    fn found(written: &str) -> (Vec<u32>, Nearness) {
        let mut names = Dictionary::default();
        names.push(["Sergey Lavrov", "Lavrov"]);
        names.push(["Anna Weber"]);
        names.push(["Andrzej Duda", "Duda"]);
        names.push([]);
        names.push(["Lavrova Institute"]);
        let query = Query::parse(&format!("speaker:{written}"), date(2026, 1, 1)).unwrap();
        let Query::Test(Test::Name(_, words)) = query else { panic!("{query:?}") };
        names.find(&words)
    }

    #[test]
    fn what_is_near_is_found_in_every_entry_also_in_those_that_come_later() {
        let mut names = Dictionary::default();
        let near = |names: &Dictionary, words: &[&str]| names.near(&words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>());
        names.push(["weapons for all", "of Weapens"]);
        names.push(["Waepon are", "near"]);
        names.push([]);
        assert_eq!(near(&names, &["weapon"]), [0, 1]);
        assert_eq!(near(&names, &["weapon", "nearly"]), [1]);
        assert_eq!(near(&names, &["all"]), [0], "no slip of the pen is allowed in three letters");
        assert_eq!(near(&names, &[]), [0, 1, 2]);
        names.push(["Öl und Weapön"]);
        assert_eq!(near(&names, &["weapon"]), [0, 1, 3], "an entry that came since");
        assert_eq!(near(&names, &["weapon", "xyzzy"]), [0; 0]);
    }

    #[test]
    fn exact_comes_before_beginnings_and_those_before_slips_of_the_pen() {
        assert_eq!(found("lavrov"), (vec![0], Nearness::Exact));
        assert_eq!(found("lavro"), (vec![0, 4], Nearness::Beginning));
        assert_eq!(found("lavrof"), (vec![0, 4], Nearness::Near));
        assert_eq!(found("lavro*"), (vec![0, 4], Nearness::Exact));
        assert_eq!(found("\"lavro\""), (vec![], Nearness::Exact));
        assert_eq!(found("\"sergey lavrov\""), (vec![0], Nearness::Exact));
        assert_eq!(found("\"lavrov sergey\""), (vec![], Nearness::Exact));
        assert_eq!(found("\"lavrov lavrov\""), (vec![], Nearness::Exact));
        assert_eq!(found("andrej~"), (vec![2], Nearness::Exact));
        assert_eq!(found("/^a.*[ar]$/"), (vec![1, 2], Nearness::Exact));
        assert_eq!(found("xyz"), (vec![], Nearness::Near));
    }
}
