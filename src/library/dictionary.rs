//! Many short texts in one stretch of memory, searched for words by a plain scan.
//!
//! Each entry is kept as ` word word word `, so that a word is found with its blanks around it, neighboring words with one blank
//! between, and a beginning with the blank before. Forms of one entry stand apart by a tab, which no word can span.

use memchr::memmem;

use super::query::{Words, is_near_to, tokens};

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
    heap: String,
    /// Where each entry ends in `heap`.
    ends: Vec<u32>,
}

impl Dictionary {
    /// How many entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Adds an entry of several forms. Beyond 4 GiB of words entries stay empty.
    pub fn push<'a>(&mut self, forms: impl IntoIterator<Item = &'a str>) {
        let before = self.heap.len();
        for form in forms {
            self.heap.push(' ');
            for token in tokens(form) {
                self.heap.push_str(&token.word);
                self.heap.push(' ');
            }
            self.heap.push('\t');
        }
        self.heap.push('\n');
        let end = u32::try_from(self.heap.len()).unwrap_or_else(|_| {
            self.heap.truncate(before);
            u32::MAX
        });
        self.ends.push(end);
    }

    /// The numbers of the entries that have `words`, ascending, and how they were found; a pattern may match any stretch of a form.
    #[must_use]
    pub fn find(&self, words: &Words) -> (Vec<u32>, Nearness) {
        match words {
            Words::Phrase(words) => (self.having(&exact(words)), Nearness::Exact),
            Words::Prefix(words) => (self.having(&beginning(words)), Nearness::Exact),
            Words::Near(words) => (self.near(words), Nearness::Exact),
            Words::Pattern(pattern) => {
                let has = |entry: &(u32, &str)| entry.1.split('\t').any(|form| pattern.is_in(form.trim()));
                (self.entries().filter(has).map(|(number, _)| number).collect(), Nearness::Exact)
            }
            Words::Plain(words) => {
                for (needle, nearness) in [(exact(words), Nearness::Exact), (beginning(words), Nearness::Beginning)] {
                    let found = self.having(&needle);
                    if !found.is_empty() {
                        return (found, nearness);
                    }
                }
                (self.near(words), Nearness::Near)
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
        let mut found: Vec<u32> = Vec::new();
        let heap = self.heap.as_bytes();
        let finder = memmem::Finder::new(needle);
        let mut from = 0;
        while let Some(at) = heap.get(from..).and_then(|rest| finder.find(rest)) {
            let number = self.ends.partition_point(|&end| end as usize <= from + at);
            found.extend(u32::try_from(number));
            from = self.ends.get(number).map_or(heap.len(), |&end| end as usize);
        }
        found
    }

    /// The entries that have, for each of `words`, one that is nearly it.
    fn near(&self, words: &[String]) -> Vec<u32> {
        let has = |entry: &(u32, &str)| words.iter().all(|wanted| entry.1.split_ascii_whitespace().any(|word| is_near_to(word, wanted)));
        self.entries().filter(has).map(|(number, _)| number).collect()
    }

    fn entries(&self) -> impl Iterator<Item = (u32, &str)> {
        let mut start = 0;
        (0_u32..).zip(&self.ends).map(move |(number, &end)| {
            let entry = self.heap.get(start as usize..end as usize).unwrap_or_default();
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
