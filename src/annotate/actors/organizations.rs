//! Organizations: one for every known body, for every name, and for every acronym with its long form.

use rustc_hash::FxHashMap;

use super::{Cast, without_article};
use crate::{
    annotate::{Name, names::is_written_number},
    document::TokenKind,
    label::EntityKind,
    lexicon::{Meaning, Word, equipment::Role},
    name::fold,
    span::TokenRange,
};

/// The names of one body.
struct Body {
    /// Numbers of the names.
    names: Vec<usize>,
    /// The folded words of the first name, acronyms of units written out.
    words: Vec<String>,
    /// Whether a list has it.
    listed: bool,
}

impl Body {
    /// Its words without numbers, where it is a unit.
    fn stem(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.words.iter().map(String::as_str).filter(|word| !is_number(word))
    }

    /// "The Army", whose state another name tells.
    fn is_service(&self) -> bool {
        matches!(self.words.as_slice(), [only] if matches!(only.as_str(), "army" | "navy" | "marines"))
    }

    fn number(&self) -> Option<&str> {
        self.words.iter().map(String::as_str).find(|word| is_number(word))
    }

    /// Whether `self` is a shorter form of `long`: its words in order, the same end, no other number.
    fn is_short_for(&self, long: &Self) -> bool {
        let mut words = long.stem();
        !(self.listed && long.listed)
            && self.stem().count() < long.stem().count()
            && self.stem().next_back() == long.stem().next_back()
            && self.stem().all(|word| words.any(|other| other == word))
            && (self.number().is_none() || long.number().is_none() || self.number() == long.number())
            && !long.words.iter().any(|word| matches!(word.as_str(), "of" | "for" | "and"))
    }
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

impl Cast<'_, '_> {
    /// Gathers the organizations.
    pub(super) fn organizations(&mut self) {
        let mut bodies = self.bodies();
        join_short_forms(&mut bodies);
        bodies.sort_by_key(|body| body.names.first().copied());
        for body in bodies {
            let Some((&first, country)) = body.names.first().map(|first| (first, self.names.get(*first).and_then(|name| name.country)))
            else {
                continue;
            };
            let (rule, score) = if body.listed { ("organization.gazetteer", 0.95) } else { ("organization.head", 0.85) };
            // the fullest of the names shows it
            let full = if body.listed { first } else { self.fullest(&body.names) };
            let entity = self.make(EntityKind::Organization, without_article(&self.printed(full)), country, rule, score);
            for index in body.names {
                self.link(index, entity);
                if let Some(name) = self.names.get(index).cloned() {
                    self.add_bare_alias(&name, entity);
                }
            }
        }
    }

    /// The first name without a number, else the first.
    fn fullest(&self, names: &[usize]) -> usize {
        let numbered = |index: &usize| self.printed(*index).ends_with(|c: char| c.is_ascii_digit());
        let plain = names.iter().copied().filter(|index| !numbered(index));
        let longest = plain.max_by_key(|index| (self.printed(*index).len(), std::cmp::Reverse(*index)));
        let mixed = names.iter().any(numbered);
        if mixed { longest.or(names.first().copied()).unwrap_or(0) } else { names.first().copied().unwrap_or(0) }
    }

    /// The names of bodies, gathered under what they share: a number in the list, the words, an acronym.
    fn bodies(&self) -> Vec<Body> {
        let organizations: Vec<(usize, &Name)> =
            self.names.iter().enumerate().filter(|(_, name)| name.kind == EntityKind::Organization).collect();
        let acronyms: FxHashMap<String, String> = organizations.iter().filter_map(|(_, name)| self.unit_acronym(name)).collect();
        let mut bodies: Vec<Body> = Vec::new();
        let mut known: FxHashMap<String, usize> = FxHashMap::default();
        // a ministry named with its country once may be named without it afterwards
        let mut bare: FxHashMap<String, usize> = FxHashMap::default();
        for (index, name) in organizations {
            if self.is_part_of_list(name) {
                continue;
            }
            let (key, rest) = self.organization_key(name, &acronyms);
            let body = known.get(&key).or_else(|| if key == rest { bare.get(&rest) } else { None }).copied().unwrap_or_else(|| {
                bodies.push(Body { names: Vec::new(), words: self.plain_words(name, &acronyms), listed: key.starts_with('#') });
                bodies.len() - 1
            });
            known.entry(key).or_insert(body);
            bare.entry(rest).or_insert(body);
            // "Defence Intelligence of Ukraine (GUR)": the acronym is the same body
            let open = name.tokens.end;
            if self.document.word(open) == "(" && self.document.word(open + 2) == ")" {
                let acronym = self.document.word(open + 1);
                known.entry(fold(acronym)).or_insert(body);
                if let Some(Meaning::Organization(number)) = self.lexicon.single(acronym) {
                    known.entry(format!("#{number}")).or_insert(body);
                }
            }
            if let Some(body) = bodies.get_mut(body) {
                body.names.push(index);
            }
        }
        bodies
    }

    /// "Russia's Eastern Military District" is the "Eastern Military District" too.
    fn add_bare_alias(&mut self, name: &Name, entity: usize) {
        let at = name.tokens.start;
        let possessive = (at + 1..name.tokens.end).take(3).find(|&i| matches!(self.document.word(i), "'s" | "’s"));
        let Some(start) = possessive.map(|i| i + 1).filter(|&i| i < name.tokens.end && self.document.token(i).is_some_and(|t| t.capital))
        else {
            return;
        };
        let bare = self.document.words(TokenRange::new(start, name.tokens.end)).to_owned();
        if let Some(found) = self.entities.get_mut(entity)
            && !found.aliases.contains(&bare)
        {
            found.aliases.push(bare);
        }
    }

    /// The acronym that a unit's name defines, with what it stands for: "Nimitz Carrier Strike Group (CSG)".
    fn unit_acronym(&self, name: &Name) -> Option<(String, String)> {
        let inside = name.tokens.iter().find(|&i| self.document.word(i) == "(");
        let open = inside.unwrap_or(name.tokens.end);
        let acronym = self.document.word(open + 1);
        if self.document.word(open) != "(" || self.document.word(open + 2) != ")" {
            return None;
        }
        // the last words, as many as the acronym has letters
        let start = open.checked_sub(acronym.len()).filter(|&start| start >= name.tokens.start)?;
        let initials = acronym.bytes().zip(start..open).all(|(letter, i)| self.document.word(i).as_bytes().first() == Some(&letter));
        let words: Vec<String> = (start..open).map(|i| fold(self.document.word(i))).collect();
        initials.then(|| (fold(acronym), words.join(" ")))
    }

    /// The folded words of a name: acronyms of units written out, brackets and articles left out.
    fn plain_words(&self, name: &Name, acronyms: &FxHashMap<String, String>) -> Vec<String> {
        let open = name.tokens.iter().find(|&i| self.document.word(i) == "(");
        let bracket = open.map_or(0..0, |open| open..open + 3);
        name.tokens
            .iter()
            .filter(|i| !bracket.contains(i) && self.document.token(*i).is_some_and(|t| t.kind != TokenKind::Possessive))
            .map(|i| fold(self.document.word(i)))
            .filter(|word| word != "the" && !word.is_empty())
            .flat_map(|word| {
                let long = acronyms.get(&word).cloned().unwrap_or(word);
                long.split(' ').map(ToOwned::to_owned).collect::<Vec<_>>()
            })
            .collect()
    }

    /// The key of an organization, and the key without its country: a listed body by number, others by folded words.
    fn organization_key(&self, name: &Name, acronyms: &FxHashMap<String, String>) -> (String, String) {
        let mut start = name.tokens.start;
        let printed = name.span.of(self.document.text());
        let compound = name.tokens.len() == 1 && printed != self.document.word(start);
        if let (true, Some(Meaning::Organization(number))) = (compound, self.lexicon.single(printed)) {
            return (format!("#{number}"), format!("#{number}"));
        }
        let listed = match self.lexicon.phrase(self.document, start) {
            Some((Meaning::Organization(number), n)) if start + n == name.tokens.end => Some(format!("#{number}")),
            _ => None,
        };
        if let Some(key) = listed {
            return (key.clone(), key);
        }
        let mut country = None;
        if let Some((Meaning::Country(code) | Meaning::Adjective(code) | Meaning::Capital(code), n)) =
            self.lexicon.phrase(self.document, start)
        {
            country = Some(code);
            start += n;
            if matches!(self.document.word(start), "'s" | "’s") {
                start += 1;
            }
        }
        let plain = Name { tokens: TokenRange::new(start.min(name.tokens.end), name.tokens.end), ..name.clone() };
        let mut sorted: Vec<String> = self
            .plain_words(&plain, acronyms)
            .into_iter()
            .filter(|word| !matches!(word.as_str(), "of" | "for"))
            .map(|word| if word == "defence" { "defense".to_owned() } else { word })
            .collect();
        sorted.sort_unstable();
        let rest = sorted.join(" ");
        (country.map_or_else(|| rest.clone(), |code| format!("{code} {rest}")), rest)
    }

    /// A squadron or wing that is only told off in a list of what a bigger force consists of: an asset, no actor.
    fn is_part_of_list(&self, name: &Name) -> bool {
        let (start, end) = (name.tokens.start, name.tokens.end);
        let unit = name.tokens.iter().any(|i| self.info(i).is(Word::UNIT)) && self.document.word(end - 1) != "Fleet";
        let numbered = name.tokens.iter().any(|i| {
            let word = self.document.word(i);
            word == "(" || is_written_number(word) || self.document.token(i).is_some_and(|t| t.kind == TokenKind::Number)
        });
        if !unit || !numbered || start == 0 {
            return false;
        }
        let word = |at: Option<usize>| at.map_or("", |at| self.document.word(at));
        let (before, earlier) = (word(start.checked_sub(1)), word(start.checked_sub(2)));
        // the “Kestrels” of Strike Fighter Squadron (VFA) 137
        let quote = start.checked_sub(2).and_then(|at| self.document.token(at)).is_some_and(|t| t.kind == TokenKind::Quote);
        if before == "of" && quote {
            return true;
        }
        let acts = self.info(end).verb != 0;
        let listed = matches!(before, "," | ";" | "include" | "includes" | "including" | "embarked" | "with")
            || before == "and" && matches!(earlier, "," | ")")
            || before == "and" && earlier.bytes().all(|b| b.is_ascii_digit()) && !earlier.is_empty();
        let sentence = self.document.sentence(self.document.sentence_of(start));
        let fleet = (sentence.start.max(start.saturating_sub(120))..start).any(|i| self.is_hull(i)) || before == "embarked";
        listed && !acts && fleet
    }

    /// A ship's prefix, a hull symbol or a word for consisting: the sentence tells off forces.
    fn is_hull(&self, at: usize) -> bool {
        let word = self.document.word(at);
        matches!(word, "consists" | "comprised" | "composed" | "include" | "includes" | "including")
            || self.document.token(at).is_some_and(|t| t.capital) && self.lexicon.equipment().role_of(word).is(Role::SHIP | Role::HULL)
    }
}

/// Hands the names of short forms to the one body with a longer name that they fit: "Nimitz Strike Group" and "Carrier
/// Strike Group 11" to the "Nimitz Carrier Strike Group", "7th Fleet" to the "U.S. 7th Fleet".
fn join_short_forms(bodies: &mut Vec<Body>) {
    // more bodies than any text names
    if bodies.len() > 300 {
        return;
    }
    let mut joins: Vec<(usize, usize)> = Vec::new();
    for (index, short) in bodies.iter().enumerate().filter(|(_, body)| body.stem().count() > 1 || body.is_service()) {
        // two numbers of one stem: neither is the named one
        let rival = short.number().is_some()
            && bodies.iter().any(|other| other.number() != short.number() && other.stem().eq(short.stem()) && other.number().is_some());
        let mut fits = bodies.iter().enumerate().filter(|(_, long)| short.is_short_for(long));
        if let (Some((long, _)), None, false) = (fits.next(), fits.next(), rival) {
            joins.push((index, long));
        }
    }
    for &(short, long) in &joins {
        // the longer form may itself be a short form of a third
        let target = joins.iter().find(|join| join.0 == long).map_or(long, |join| join.1);
        let names = bodies.get_mut(short).map(|body| std::mem::take(&mut body.names)).unwrap_or_default();
        if let Some(body) = bodies.get_mut(target) {
            body.names.extend(names);
            body.names.sort_unstable();
        }
    }
    bodies.retain(|body| !body.names.is_empty());
}
