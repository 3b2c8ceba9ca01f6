//! Where names are at home: the lands whose people bear a given name, or a surname with such an ending.

use crate::{country::CountryCode, name::fold};

/// Sorted lines of a name, the codes of its lands, and a mark where the words behind it must be joined by a hyphen; the name `*` is
/// that of lands that got their people from everywhere.
static ORIGINS: &str = include_str!(concat!(env!("OUT_DIR"), "/origins.tsv"));

/// How many letters stand before an ending at least.
const STEM: usize = 2;

/// The lands where somebody of this full name is likely at home, by the end of the last word, else by the first word, which is
/// the surname where those come first; none where the name tells nothing.
pub fn lands(name: &str) -> impl Iterator<Item = CountryCode> {
    let codes = codes(name).unwrap_or("");
    codes.as_bytes().as_chunks::<2>().0.iter().filter_map(|code| str::from_utf8(code).ok()?.parse().ok())
}

/// Whether a land got its people from everywhere, so that any name is at home there.
#[must_use]
pub fn is_mixed(land: CountryCode) -> bool {
    line("*")
        .is_some_and(|(codes, _)| codes.as_bytes().as_chunks::<2>().0.contains(&land.as_str().as_bytes().try_into().unwrap_or_default()))
}

fn codes(name: &str) -> Option<&'static str> {
    let (first, rest) = name.split_once(' ')?;
    // "Sadiq al-Duwaihi", "Hamad bin Saleh"
    let particle = |word: &str| line(&format!("+{}", word.to_lowercase().split_inclusive('-').next()?));
    if let Some((codes, _)) = rest.split(' ').find_map(particle) {
        return Some(codes);
    }
    let joined = rest.split_once('-').is_some_and(|(_, tail)| tail.starts_with(char::is_lowercase));
    let last = rest.rsplit(' ').next()?.to_lowercase();
    let mut tails = last.char_indices().skip(STEM).map(|(at, _)| last.get(at..).unwrap_or(""));
    let ending = tails.find_map(|tail| line(&format!("-{tail}")));
    let given = || line(&first.to_lowercase()).or_else(|| line(&fold(first))).filter(|&(_, mark)| mark.is_empty() || joined);
    // "Morinaga Koji": where the surname comes first
    let behind = || line(&last).filter(|(_, mark)| mark.is_empty());
    ending.or_else(given).or_else(behind).map(|(codes, _)| codes)
}

/// The codes and the mark in the line that begins with `name`.
fn line(name: &str) -> Option<(&'static str, &'static str)> {
    let (mut from, mut to) = (0, ORIGINS.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let bytes = ORIGINS.as_bytes();
        let start = bytes.get(from..middle).and_then(|before| memchr::memrchr(b'\n', before)).map_or(from, |at| from + at + 1);
        let end = bytes.get(start..).and_then(|after| memchr::memchr(b'\n', after)).map_or(ORIGINS.len(), |at| start + at);
        let mut fields = ORIGINS.get(start..end)?.split('\t');
        match fields.next()?.cmp(name) {
            std::cmp::Ordering::Equal => return Some((fields.next()?, fields.next()?)),
            std::cmp::Ordering::Less => from = end + 1,
            std::cmp::Ordering::Greater => to = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes of the lands, in order.
    fn told(name: &str) -> String {
        lands(name).map(|land| land.as_str().to_owned()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_tell_where_they_are_at_home() {
        assert_eq!(told("Jouni Väisälä"), "FI");
        assert_eq!(told("Kazuhiko Mori"), "JP");
        assert_eq!(told("Park Sun-hee"), "KP KR");
        assert_eq!(told("Chou Wen-hao"), "TW");
        assert_eq!(told("Morinaga Koji"), "JP");
        assert!(told("Sadiq al-Duwaihi").contains("YE"));
        // endings of surnames
        assert_eq!(told("Sandra Mikoryan"), "AM");
        assert_eq!(told("Petra Novotná-Králová"), "CZ SK");
        // the same first word in a name of another kind, and names of everywhere
        for name in ["Park Davis", "Kim Larkin", "Peter Smith", "Orlova", ""] {
            assert_eq!(told(name), "", "{name}");
        }
    }

    #[test]
    fn the_lines_are_sorted_and_each_is_found() {
        let names: Vec<&str> = ORIGINS.lines().filter_map(|line| line.split('\t').next()).collect();
        assert!(names.is_sorted() && names.len() > 2000, "{}", names.len());
        assert!(names.iter().all(|name| line(name).is_some()));
    }
}
