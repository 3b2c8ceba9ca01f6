//! Phrases by their first word: a table that is quick to fill, as it holds no vector a phrase, and quick to read once it is
//! settled: then the phrases of a first word stand side by side, and how their second words begin is one run of bytes.

use super::table::Table;
use crate::document::scan_words_into;

/// Where a chain ends.
const NONE: u32 = u32::MAX;

/// Phrases with a value each, by their first word. The phrases of one first word stand the longest first, those of equal
/// length by rank, the highest first, and else in the order in which they came.
#[derive(Debug)]
pub struct Chains<T> {
    heads: Table<u32>,
    links: Vec<Link<T>>,
    words: Vec<&'static str>,
    /// How the second word of each link begins: see [`opening`]. Empty until the table is settled.
    openings: Vec<u8>,
    /// Room for the words of the phrase that is being added.
    cut: Vec<&'static str>,
}

#[derive(Debug)]
struct Link<T> {
    /// Where the words after the first one stand, and how many.
    start: u32,
    len: u16,
    rank: u8,
    /// The link behind it; once the table is settled, how many stand from here on to the end of its chain.
    next: u32,
    value: T,
}

/// How a word begins of which nothing can be told.
const ANY: u8 = 0;

/// The first byte of `word`, of a letter the small one; [`ANY`] where another sign may be printed for it: an apostrophe, or what is
/// not ASCII.
#[inline]
fn opening(word: &str) -> u8 {
    word.bytes().next().filter(|&byte| byte.is_ascii() && byte != b'\'').map_or(ANY, |byte| byte.to_ascii_lowercase())
}

impl<T> Chains<T> {
    /// An empty table with room for so many first words.
    #[must_use]
    pub fn with_capacity(firsts: usize) -> Self {
        Self {
            heads: Table::with_capacity(firsts),
            links: Vec::with_capacity(firsts),
            words: Vec::with_capacity(firsts),
            openings: Vec::new(),
            cut: Vec::new(),
        }
    }

    /// Adds the phrase `text`, as [`Self::add`] does.
    pub fn add_text(&mut self, text: &'static str, rank: u8, value: T) {
        let mut words = std::mem::take(&mut self.cut);
        scan_words_into(text, &mut words);
        if let [first, rest @ ..] = words.as_slice() {
            self.add(first, rest, rank, value);
        }
        self.cut = words;
    }

    /// Adds the phrase of the words `first` and `rest`, unless it is there with this rank or a higher one.
    pub fn add(&mut self, first: &str, rest: &[&'static str], rank: u8, value: T) {
        debug_assert!(self.openings.is_empty(), "a settled table takes in no more");
        let len = u16::try_from(rest.len()).unwrap_or(u16::MAX);
        let number = u32::try_from(self.links.len()).unwrap_or(NONE);
        let head = *self.heads.or_insert(first, number);
        let (mut before, mut at) = (NONE, if head == number { NONE } else { head });
        while let Some(link) = self.links.get(at as usize).filter(|link| (link.len, link.rank) >= (len, rank)) {
            if self.rest(link) == rest {
                return;
            }
            (before, at) = (at, link.next);
        }
        let start = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.extend(rest);
        self.links.push(Link { start, len, rank, next: at, value });
        match self.links.get_mut(before as usize) {
            Some(link) => link.next = number,
            None => *self.heads.or_insert(first, number) = number,
        }
    }

    /// Puts the phrases of each first word side by side. Before, nothing is found; afterwards nothing may be added.
    pub fn settle(&mut self) {
        let mut free: Vec<Option<Link<T>>> = std::mem::take(&mut self.links).into_iter().map(Some).collect();
        self.links.reserve_exact(free.len());
        for head in self.heads.values_mut() {
            let first = self.links.len();
            let mut at = *head;
            while let Some(link) = free.get_mut(at as usize).and_then(Option::take) {
                at = link.next;
                self.links.push(link);
            }
            *head = u32::try_from(first).unwrap_or(NONE);
            let chain = self.links.get_mut(first..).unwrap_or_default();
            for (left, link) in (1..).zip(chain.iter_mut().rev()) {
                link.next = left;
                let opens = Some(link.start as usize)
                    .filter(|_| link.len > 0)
                    .and_then(|start| self.words.get(start))
                    .map_or(ANY, |second| opening(second));
                self.openings.push(opens);
            }
            self.openings.get_mut(first..).unwrap_or_default().reverse();
        }
    }

    /// The phrases that begin with `first`: the words after it, and the value.
    pub fn of(&self, first: &str) -> impl Iterator<Item = (&[&'static str], &T)> {
        let (links, _) = self.chain(self.heads.get(first));
        links.iter().map(|link| (self.rest(link), &link.value))
    }

    /// The phrases that begin with `first` and may go on with `second`: those whose second word begins like it in any case, and
    /// `first` alone.
    pub fn before(&self, first: &str, second: &str) -> impl Iterator<Item = (&[&'static str], &T)> {
        self.opened(self.heads.get(first), second)
    }

    /// The same for `first` in lower case.
    pub fn before_in_lower_case(&self, first: &str, second: &str) -> impl Iterator<Item = (&[&'static str], &T)> {
        self.opened(self.heads.lower(first), second)
    }

    fn opened(&self, head: Option<&u32>, second: &str) -> impl Iterator<Item = (&[&'static str], &T)> {
        let opens = opening(second);
        let (links, openings) = self.chain(head);
        let fits = move |&(_, &own): &(_, &u8)| opens == ANY || own == ANY || own == opens;
        links.iter().zip(openings).filter(fits).map(|(link, _)| (self.rest(link), &link.value))
    }

    /// The links from `head` on, and how their second words begin.
    fn chain(&self, head: Option<&u32>) -> (&[Link<T>], &[u8]) {
        let found = head.and_then(|&head| {
            let first = head as usize;
            let range = first..first + self.links.get(first)?.next as usize;
            Some((self.links.get(range.clone())?, self.openings.get(range)?))
        });
        found.unwrap_or_default()
    }

    /// Whether any phrase begins with `first`.
    #[must_use]
    pub fn holds(&self, first: &str) -> bool {
        self.heads.get(first).is_some()
    }

    /// The first words, in no order.
    pub fn firsts(&self) -> impl Iterator<Item = String> {
        self.heads.words()
    }

    fn rest(&self, link: &Link<T>) -> &[&'static str] {
        let start = link.start as usize;
        self.words.get(start..start + usize::from(link.len)).unwrap_or(&[])
    }
}

impl<T> Default for Chains<T> {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_found_once_the_table_is_settled() {
        let firsts: Vec<String> =
            (0..400).map(|number| format!("{}{number}", if number % 3 == 0 { "a rather long word " } else { "w" })).collect();
        let mut chains = Chains::default();
        for (number, first) in firsts.iter().enumerate() {
            chains.add(first, &["Sea"], 0, number);
            chains.add(first, &["’s", "Hill"], 0, number);
        }
        chains.settle();
        for (number, first) in firsts.iter().enumerate() {
            let found = |second: &str| chains.before(first, second).map(|(_, &value)| value).collect::<Vec<_>>();
            assert_eq!([found("sea"), found("'s"), found("Land")], [vec![number; 2], vec![number; 2], vec![number]], "{first}");
            assert!(chains.before(&first.replace(['w', 'a'], "x"), "Sea").next().is_none());
        }
    }

    #[test]
    fn the_longest_comes_first_and_what_is_there_stays() {
        let mut chains = Chains::default();
        for (rest, rank, value) in
            [(vec!["Sea"], 0, 1), (vec![], 0, 2), (vec!["Sea", "Fleet"], 0, 3), (vec!["Sea"], 0, 4), (vec!["Hills"], 1, 5)]
        {
            chains.add("Black", &rest, rank, value);
        }
        chains.add("Red", &["Sea"], 0, 6);
        chains.settle();
        let black: Vec<(String, i32)> = chains.of("Black").map(|(rest, value)| (rest.join(" "), *value)).collect();
        let expected = [("Sea Fleet", 3), ("Hills", 5), ("Sea", 1), ("", 2)].map(|(rest, value)| (rest.to_owned(), value));
        assert_eq!(black, expected);
        let before = |second: &str| chains.before("Black", second).count();
        assert_eq!([before("sea"), before("Hills"), before(","), before("’s"), before("")], [3, 2, 1, 4, 4]);
        assert_eq!(chains.of("Red").count(), 1);
        assert!(chains.of("Green").next().is_none() && !chains.holds("Green"));
    }
}
