//! Queries answered: which briefings, and which quotes, actors and assets in them.
//!
//! Every condition becomes a set of rows, found in a column, in the names of a field or in the index of words; operators join the
//! sets. Asked for items, a condition that the item itself has (the speaker of a quote, the owner of an asset, the role of an
//! actor, words in it) is asked of the item, any other of its briefing.

use std::{cell::OnceCell, collections::BTreeSet, sync::Arc};

use bytemuck::Pod;

use super::{
    bits::Bits,
    catalog::{Catalog, NONE, Row, code_number, label_number, letter},
    dictionary::Nearness,
    query::{Field, Query, Test, Words},
    series::Series,
    texts::Texts,
};
use crate::label::{ActorKind, AssetCategory, AssetStatus, BriefingPart, BriefingState, QuoteKind};

mod loose;
mod reading;
mod recent;

use loose::Emptied;
pub use loose::Loose;
pub use reading::{Reading, Untouched};
use recent::Known;
pub(super) use recent::Recent;

/// What is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Items {
    /// Briefings.
    #[default]
    Briefings,
    /// Things said.
    Quotes,
    /// Persons, bodies and countries.
    Actors,
    /// Forces and equipment.
    Assets,
}

/// What answers a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Numbers of the rows, or of the items among all of their kind.
    pub found: Bits,
    /// Words that were not found as they were written.
    pub loose: Vec<Loose>,
}

/// Where answers come from.
pub struct Answers<'a> {
    catalog: &'a Catalog,
    texts: &'a Texts,
    reading: &'a dyn Reading,
    loose: Vec<Loose>,
    /// How words may be found that are not found as they were written; `None` where that is not settled.
    allowed: Option<Vec<Loose>>,
    /// What single conditions have found before.
    recent: Option<&'a Recent>,
    /// The only briefings that phrases are looked for in, where not all are.
    among: Option<&'a Bits>,
    /// What is there: quotes, actors, assets.
    present: [OnceCell<Bits>; 3],
}

impl<'a> Answers<'a> {
    /// Answers from these columns, words and marks of the user.
    #[must_use]
    pub fn new(catalog: &'a Catalog, texts: &'a Texts, reading: &'a dyn Reading) -> Self {
        Self { catalog, texts, reading, loose: Vec::new(), allowed: None, recent: None, among: None, present: Default::default() }
    }

    /// The same, but words are found as they were written or as `allowed`: what others that are asked too have found decides that.
    #[must_use]
    pub fn allowing(self, allowed: Vec<Loose>) -> Self {
        Self { allowed: Some(allowed), ..self }
    }

    /// The same, but what was asked of the same library before is not looked for again.
    #[must_use]
    pub(super) fn recalling(self, recent: &'a Recent) -> Self {
        Self { recent: Some(recent), ..self }
    }

    /// The same, but of the briefings in `among` alone, which are few: what takes long to find is looked for nowhere else.
    #[must_use]
    pub(super) fn among(self, among: &'a Bits) -> Self {
        Self { among: Some(among), ..self }
    }

    /// The briefings that answer `query`.
    #[must_use]
    pub fn briefings(mut self, query: &Query) -> Answer {
        let mut found = self.rows(query).and(self.present(Items::Briefings));
        if let Some(among) = self.among {
            found = found.and(among);
        }
        Answer { found: self.shown(Items::Briefings, query, found), loose: self.loose }
    }

    /// The items of a kind that answer `query`.
    #[must_use]
    pub fn items(mut self, items: Items, query: &Query) -> Answer {
        let found = match items {
            Items::Briefings => return self.briefings(query),
            Items::Quotes | Items::Actors | Items::Assets => self.item_set(items, query),
        };
        let found = found.and(self.present(items));
        Answer { found: self.shown(items, query, found), loose: self.loose }
    }

    /// The rows, or items of a kind, that are there; gathered once for all words of a query.
    fn present(&self, items: Items) -> &Bits {
        let [quotes, actors, assets] = &self.present;
        let rows = || self.catalog.present();
        match items {
            Items::Briefings => rows(),
            Items::Quotes => quotes.get_or_init(|| self.spread(items, rows())),
            Items::Actors => actors.get_or_init(|| self.spread(items, rows())),
            Items::Assets => assets.get_or_init(|| self.spread(items, rows())),
        }
    }

    /// What of `found` is not hidden, unless the query asks about hidden ones.
    fn shown(&self, items: Items, query: &Query, found: Bits) -> Bits {
        let hidden = if query.asks_of(BriefingState::Hidden) { BTreeSet::new() } else { self.reading.hidden() };
        if hidden.is_empty() {
            return found;
        }
        let mut found = found;
        for (number, row) in self.catalog.rows.numbered().filter(|(_, row)| hidden.contains(&row.key())) {
            if items == Items::Briefings {
                found.remove(number);
            } else {
                range(row, items).for_each(|item| found.remove(item));
            }
        }
        found
    }

    fn rows(&mut self, query: &Query) -> Bits {
        let limit = self.catalog.limit();
        match query {
            Query::All => Bits::all(limit),
            Query::And(parts) => parts.iter().fold(Bits::all(limit), |found, part| found.and(&self.rows(part))),
            Query::Or(parts) => parts.iter().fold(Bits::none(limit), |found, part| found.or(&self.rows(part))),
            Query::Not(part) => self.rows(part).not(),
            Query::Test(test) => Arc::unwrap_or_clone(self.known(Items::Briefings, test)),
        }
    }

    fn item_set(&mut self, items: Items, query: &Query) -> Bits {
        let limit = self.limit(items);
        match query {
            Query::All => Bits::all(limit),
            Query::And(parts) => parts.iter().fold(Bits::all(limit), |found, part| found.and(&self.item_set(items, part))),
            Query::Or(parts) => parts.iter().fold(Bits::none(limit), |found, part| found.or(&self.item_set(items, part))),
            Query::Not(part) => self.item_set(items, part).not(),
            Query::Test(test) => Arc::unwrap_or_clone(self.known(items, test)),
        }
    }

    /// What of a kind passes a test.
    fn passing(&mut self, items: Items, test: &Test) -> Bits {
        let own = match items {
            Items::Quotes => self.quotes(test),
            Items::Actors => self.actors(test),
            Items::Assets => self.assets(test),
            Items::Briefings => return self.test(test),
        };
        own.unwrap_or_else(|| {
            let rows = self.known(Items::Briefings, test);
            self.spread(items, &rows)
        })
    }

    /// The same, remembered where it may be.
    fn known(&mut self, items: Items, test: &Test) -> Arc<Bits> {
        // What others allow to be found decides in part what is found.
        let is_whole = self.among.is_none() || test.phrase().is_none();
        let Some(recent) = self.recent.filter(|_| is_whole && self.allowed.is_none() && Recent::takes(test)) else {
            return Arc::new(self.passing(items, test));
        };
        if let Some(Known { found, loose }) = recent.get(items, test) {
            self.note(loose);
            return found;
        }
        let before = std::mem::take(&mut self.loose);
        let found = Arc::new(self.passing(items, test));
        let loose = std::mem::replace(&mut self.loose, before);
        recent.put(items, test.clone(), Known { found: Arc::clone(&found), loose: loose.clone() });
        self.note(loose);
        found
    }

    /// Notes that words were not found as they were written, each once.
    fn note(&mut self, loose: impl IntoIterator<Item = Loose>) {
        for loose in loose {
            if !self.loose.contains(&loose) {
                self.loose.push(loose);
            }
        }
    }

    fn limit(&self, items: Items) -> usize {
        match items {
            Items::Briefings => self.catalog.limit(),
            Items::Quotes => self.catalog.quotes.len(),
            Items::Actors => self.catalog.actors.len(),
            Items::Assets => self.catalog.assets.len(),
        }
    }

    /// The items of the rows in `rows`.
    fn spread(&self, items: Items, rows: &Bits) -> Bits {
        let mut spread = Bits::none(self.limit(items));
        for row in rows.iter().filter_map(|number| self.catalog.row(number)) {
            spread.insert_range(range(row, items));
        }
        spread
    }

    /// The rows of which an item is in `found`.
    fn gather(&self, items: Items, found: &Bits) -> Bits {
        let mut rows = Bits::none(self.catalog.limit());
        let mut item = 0;
        let mut at = 0;
        // Rows and their items come in one order: from one item found to the next row, and from there to the next item.
        while let Some(next) = found.next(item) {
            let Some(row) = self.catalog.row_from(at, items, next) else { break };
            rows.insert(row);
            (at, item) = (row + 1, self.catalog.row(row).map_or(u32::MAX, |row| range(row, items).end));
        }
        rows
    }

    fn rows_where(&self, holds: impl Fn(&Row) -> bool) -> Bits {
        Bits::marked(self.catalog.limit(), self.catalog.rows.parts(), holds)
    }

    fn told<T: Emptied>(&mut self, words: &Words, (found, nearness): (T, Nearness)) -> T {
        if nearness != Nearness::Exact {
            let loose = Loose { word: words.list().join(" "), nearness };
            if self.allowed.as_ref().is_some_and(|allowed| !allowed.contains(&loose)) {
                return found.emptied();
            }
            self.note([loose]);
        }
        found
    }

    /// The rows that pass a test.
    fn test(&mut self, test: &Test) -> Bits {
        // A condition that only items can meet is met by the briefings they stand in.
        if matches!(test, Test::Name(Field::Speaker, _) | Test::Kind(_)) {
            let found = self.quotes(test).unwrap_or_default();
            return self.gather(Items::Quotes, &found);
        }
        if is_of_assets(test) {
            let found = self.assets(test).unwrap_or_default();
            return self.gather(Items::Assets, &found);
        }
        let catalog = self.catalog;
        match test {
            Test::Text(words) => {
                let found = self.words(words);
                self.told(words, found)
            }
            Test::Name(field, words) => self.name(*field, words),
            Test::Country(code) => {
                let code = code_number(*code);
                self.rows_where(|row| catalog.countries_of(row).contains(&code))
            }
            Test::Date(days) => {
                let from = days.from.map_or(1, |day| Row::day_of(Some(day)));
                let to = days.to.map_or(u32::MAX, |day| Row::day_of(Some(day)));
                self.rows_where(|row| (from..=to).contains(&row.day))
            }
            Test::Language(code) => {
                let code = catalog.strings.find(code);
                self.rows_where(|row| code == Some(row.language))
            }
            Test::Is(state) => self.rows_where(|row| self.reading.is(row.key(), *state)),
            Test::Has(part) => self.rows_where(|row| has(catalog, row, *part)),
            Test::Owner(_) | Test::Category(_) | Test::Status(_) | Test::Quantity(_) | Test::Kind(_) => Bits::none(catalog.limit()),
        }
    }

    /// The rows that have `words` in title or text, and how they were found.
    fn words(&self, words: &Words) -> (Bits, Nearness) {
        if let (Some(among), Words::Phrase(list)) = (self.among, words)
            && list.len() > 1
        {
            return (self.texts.phrase_among(list, among), Nearness::Exact);
        }
        let find = |words: &Words| self.texts.find(Items::Briefings, words, self.present(Items::Briefings), self.catalog);
        // Thousands of words begin with a letter, but which letters there are is known of each row.
        let letter = |words: &[String]| match words {
            [word] if word.len() == 1 => word.bytes().next().and_then(letter),
            _ => None,
        };
        match words {
            Words::Prefix(list) | Words::Plain(list) if let Some(letter) = letter(list) => {
                let whole = if matches!(words, Words::Plain(_)) { find(&Words::Phrase(list.clone())).0 } else { Bits::default() };
                if !whole.is_empty() {
                    return (whole, Nearness::Exact);
                }
                let found = self.catalog.beginning_with(letter).and(self.present(Items::Briefings));
                match words {
                    Words::Prefix(_) => (found, Nearness::Exact),
                    _ if found.is_empty() => (found, Nearness::Near),
                    _ => (found, Nearness::Beginning),
                }
            }
            _ => find(words),
        }
    }

    fn name(&mut self, field: Field, words: &Words) -> Bits {
        let catalog = self.catalog;
        let names = catalog.names();
        let column = |answers: &mut Self, column: &super::catalog::Column, of: fn(&Row) -> u32| {
            let strings = answers.told(words, column.find(words));
            answers.rows_where(|row| strings.has(of(row)))
        };
        match field {
            Field::Outlet => column(self, &names.outlets, |row| row.outlet),
            Field::Author => column(self, &names.authors, |row| row.author),
            Field::Collection => column(self, &names.collections, |row| row.collection),
            Field::Title => {
                let found = self.told(words, names.titles.find_in_texts(words));
                Bits::of(catalog.limit(), found)
            }
            Field::Place => {
                let strings = self.told(words, names.places.find(words));
                let (places, _) = names.asset_places.find(words);
                let assets = marked(&catalog.assets, |asset| places.has(asset.place));
                let named = self.rows_where(|row| catalog.places_of(row).iter().any(|&place| strings.has(place)));
                self.gather(Items::Assets, &assets).or(&named)
            }
            Field::Tag => {
                let tagged = self.reading.tagged(words);
                self.rows_where(|row| tagged.contains(&row.key()))
            }
            Field::Actor | Field::Person | Field::Organization | Field::Role => {
                let found = self.actors(&Test::Name(field, words.clone())).unwrap_or_default();
                self.gather(Items::Actors, &found)
            }
            _ => Bits::none(catalog.limit()),
        }
    }

    /// The quotes that pass a test of quotes; `None` for any other test.
    fn quotes(&mut self, test: &Test) -> Option<Bits> {
        let catalog = self.catalog;
        Some(match test {
            Test::Text(words) => {
                let found = self.texts.find(Items::Quotes, words, self.present(Items::Quotes), catalog);
                self.told(words, found)
            }
            Test::Name(Field::Speaker, words) => {
                let names = catalog.names();
                let found = self.told(words, names.find(words));
                Bits::of(catalog.quotes.len(), found.iter().flat_map(|group| catalog.said_by(group)))
            }
            Test::Kind(kind) => {
                let kind = label_number(QuoteKind::ALL, kind);
                marked(&catalog.quote_kinds, |&other| u32::from(other) == kind)
            }
            Test::Country(code) => {
                let code = code_number(*code);
                marked(&catalog.quotes, |quote| catalog.actors.get(quote.speaker as usize).is_some_and(|actor| actor.country() == code))
            }
            _ => return None,
        })
    }

    /// The actors that pass a test of actors; `None` for any other test.
    fn actors(&mut self, test: &Test) -> Option<Bits> {
        let catalog = self.catalog;
        let names = catalog.names();
        Some(match test {
            Test::Text(words) | Test::Name(Field::Actor, words) => {
                let found = self.told(words, names.find(words));
                marked(names.groups(), |&group| found.has(group))
            }
            Test::Name(field @ (Field::Person | Field::Organization), words) => {
                let kind = if *field == Field::Person { ActorKind::Person } else { ActorKind::Organization };
                let kind = label_number(ActorKind::ALL, &kind);
                let found = self.told(words, names.find(words));
                let found = names.of_kind(found, kind);
                marked(names.groups(), |&group| found.has(group))
            }
            Test::Name(Field::Speaker, words) => {
                let found = self.told(words, names.find(words));
                let spoke = Bits::of(catalog.actors.len(), catalog.quotes.iter().map(|quote| quote.speaker));
                marked(names.groups(), |&group| found.has(group)).and(&spoke)
            }
            Test::Name(Field::Role, words) => {
                let found = self.told(words, names.roles.find(words));
                marked(&catalog.roles, |&role| found.has(role))
            }
            Test::Country(code) => {
                let code = code_number(*code);
                marked(&catalog.actors, |actor| actor.country() == code)
            }
            _ => return None,
        })
    }

    /// The assets that pass a test of assets; `None` for any other test.
    fn assets(&mut self, test: &Test) -> Option<Bits> {
        let catalog = self.catalog;
        let names = catalog.names();
        Some(match test {
            Test::Text(words) => {
                let found = self.texts.find(Items::Assets, words, self.present(Items::Assets), catalog);
                self.told(words, found)
            }
            Test::Name(Field::Asset, words) => {
                let found = self.told(words, names.assets.find(words));
                marked(&catalog.assets, |asset| found.has(asset.text) || found.has(asset.designation))
            }
            Test::Name(Field::Owner, words) => {
                let found = self.told(words, names.owners.find(words));
                marked(&catalog.assets, |asset| found.has(asset.owner))
            }
            Test::Name(Field::Place, words) => {
                let found = self.told(words, names.asset_places.find(words));
                marked(&catalog.assets, |asset| found.has(asset.place))
            }
            Test::Name(Field::Speaker, words) => {
                let found = self.told(words, names.find(words));
                marked(&catalog.claims, |&by| found.has(names.group(by)))
            }
            Test::Owner(code) | Test::Country(code) => {
                let code = code_number(*code);
                marked(&catalog.asset_kinds, |kind| kind.country() == code)
            }
            Test::Category(category) => {
                let category = label_number(AssetCategory::ALL, category);
                marked(&catalog.asset_kinds, |kind| kind.category() == category)
            }
            Test::Status(status) => {
                let status = label_number(AssetStatus::ALL, status);
                marked(&catalog.asset_kinds, |kind| kind.status() == status)
            }
            Test::Quantity(wanted) => Bits::of(catalog.assets.len(), catalog.assets_between(wanted.from, wanted.to)),
            _ => return None,
        })
    }
}

/// The numbers of those of `all` that pass.
fn marked<T: Pod>(all: &Series<T>, passes: impl Fn(&T) -> bool) -> Bits {
    Bits::marked(all.len(), all.parts(), passes)
}

/// Whether a test can be asked of assets alone.
const fn is_of_assets(test: &Test) -> bool {
    matches!(test, Test::Name(Field::Asset | Field::Owner, _) | Test::Owner(_) | Test::Category(_) | Test::Status(_) | Test::Quantity(_))
}

/// The numbers of a row's items.
#[must_use]
pub fn range(row: &Row, items: Items) -> std::ops::Range<u32> {
    match items {
        Items::Briefings => 0..0,
        Items::Quotes => row.quotes..row.quotes_end,
        Items::Actors => row.actors..row.actors_end,
        Items::Assets => row.assets..row.assets_end,
    }
}

fn has(catalog: &Catalog, row: &Row, part: BriefingPart) -> bool {
    match part {
        BriefingPart::Quote => row.quotes < row.quotes_end,
        BriefingPart::Asset => row.assets < row.assets_end,
        BriefingPart::Place => row.places < row.places_end,
        BriefingPart::Date => row.day != 0,
        BriefingPart::Author => row.author != NONE,
        BriefingPart::Person => catalog.actors_of(row).iter().any(|actor| actor.is(ActorKind::Person)),
        BriefingPart::Organization => catalog.actors_of(row).iter().any(|actor| actor.is(ActorKind::Organization)),
    }
}

#[cfg(test)]
mod tests;
