//! Briefings into rows.

use super::{
    ActorRow, Amount, AmountRange, AssetKind, AssetRow, Catalog, FileRow, NONE, QuoteRow, Row,
    alike::{Said, Traits},
    checksum, code_number, label_number,
};
use crate::{
    briefing::{
        Briefing,
        outline::{Outline, Quantity},
    },
    country::{self, CountryCode},
    label::{ActorKind, AssetCategory, AssetStatus, QuoteKind},
    library::series::Series,
};

/// Where a briefing's record lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Home<'a> {
    /// The number of its file, or [`NONE`].
    pub file: u32,
    /// Where the record begins in a pack.
    pub offset: u64,
    /// Its bytes in a pack; 0 in a file of its own.
    pub length: u32,
    /// The sub-folder.
    pub collection: Option<&'a str>,
}

impl Catalog {
    /// The number of `text` among the strings, new or known.
    fn intern(&mut self, text: &str) -> u32 {
        self.strings.intern(text)
    }

    /// The number of the file at `path`, new unless it was the last one asked for.
    pub(in crate::library) fn file(&mut self, path: &str) -> u32 {
        if self.files.len().checked_sub(1).and_then(|last| self.files.get(last)).is_none_or(|file| self.path(file) != path) {
            let file = self.new_file(path);
            self.files.push(file);
        }
        count(&self.files) - 1
    }

    /// A file at `path` of which nothing else is known.
    pub(in crate::library) fn new_file(&mut self, path: &str) -> FileRow {
        let [place, place_high] = halves(checksum(path.as_bytes()));
        FileRow { path: self.paths.intern(path), place, place_high, ..FileRow::default() }
    }

    fn intern_some(&mut self, text: Option<&str>) -> u32 {
        text.filter(|text| !text.is_empty()).map_or(NONE, |text| self.intern(text))
    }

    /// Adds a briefing and tells its row. [`Catalog::sort`] makes it seen.
    pub(in crate::library) fn add(&mut self, briefing: &Briefing, home: Home<'_>) -> u32 {
        let outline = Outline::of(briefing);
        self.add_known(&outline, &Traits::of(&outline), home)
    }

    /// As [`Catalog::add`], of a briefing whose traits are known.
    pub(in crate::library) fn add_known(&mut self, briefing: &Outline<'_>, traits: &Traits, home: Home<'_>) -> u32 {
        let number = count(&self.rows);
        let [offset, offset_high] = halves(home.offset);
        let [key_low, key_high] = halves(traits.key.0);
        let mut row = Row {
            file: home.file,
            offset,
            offset_high,
            length: home.length,
            day: Row::day_of(briefing.published),
            own_id: NONE,
            title: self.intern(&briefing.title),
            outlet: self.intern_some(briefing.source.name.as_deref()),
            author: self.intern_some(briefing.source.author.as_deref()),
            language: self.intern_some(briefing.language.as_deref()),
            collection: self.intern_some(home.collection),
            key_low,
            key_high,
            countries: count(&self.countries),
            places: count(&self.places),
            actors: count(&self.actors),
            quotes: count(&self.quotes),
            assets: count(&self.assets),
            ..Row::default()
        };
        if self.id(&row) != *briefing.id {
            row.own_id = self.intern(&briefing.id);
        }
        self.countries.extend(briefing.countries().into_iter().map(code_number));
        for place in &briefing.places {
            let place = self.intern(&place.name);
            self.places.push(place);
        }
        self.add_actors(briefing);
        self.add_quotes(briefing, traits, &row);
        self.add_assets(briefing, row.actors);
        row.countries_end = count(&self.countries);
        row.places_end = count(&self.places);
        row.actors_end = count(&self.actors);
        row.quotes_end = count(&self.quotes);
        row.assets_end = count(&self.assets);
        let mut finder = std::mem::take(&mut self.finder);
        let stories = finder.stories(self, &traits.sketch, row.day);
        self.finder = finder;
        let story = self.one_story.join_all(&stories).unwrap_or(number);
        self.stories.push(story);
        self.quote_stretches.extend(traits.standing.quotes.iter().copied());
        self.asset_stretches.extend(traits.standing.assets.iter().copied());
        self.sketches.push(traits.sketch);
        self.letters.push(halves(traits.letters));
        self.rows.push(row);
        number
    }

    fn add_actors(&mut self, briefing: &Outline<'_>) {
        let mut aliases = String::new();
        for actor in &briefing.actors {
            let name = self.intern(&actor.name);
            let kind = label_number(ActorKind::ALL, &actor.kind);
            self.actors.push(ActorRow::new(name, kind, actor.country.map_or(NONE, code_number)));
            aliases.clear();
            for (number, alias) in actor.aliases.iter().enumerate() {
                aliases.push_str(if number > 0 { "\t" } else { "" });
                aliases.push_str(alias);
            }
            let number = self.intern_some(Some(&aliases));
            self.aliases.push(number);
            let role = self.intern_some(actor.role.as_deref());
            self.roles.push(role);
        }
    }

    fn add_quotes(&mut self, briefing: &Outline<'_>, traits: &Traits, row: &Row) {
        let mut finder = std::mem::take(&mut self.finder);
        let speakers: Vec<u32> = briefing.quotes.iter().map(|quote| actor_number(briefing, row.actors, quote.speaker.as_deref())).collect();
        finder.hear(self, traits.gists.iter().map(|&(_, voice)| voice));
        for ((quote, &(gist, voice)), speaker) in briefing.quotes.iter().zip(&traits.gists).zip(speakers) {
            let number = count(&self.quotes);
            let mut saying = number;
            if let Some(gist) = gist.filter(|_| voice != 0) {
                saying = self.one_saying.join_all(&finder.sayings(self, voice, Said::of(gist, row.day))).unwrap_or(number);
                finder.note(voice, Said::of(gist, row.day), number);
            }
            self.voices.push(voice);
            self.gists.push(gist.unwrap_or_default());
            self.quotes.push(QuoteRow { speaker });
            self.quote_kinds.push(u8::try_from(label_number(QuoteKind::ALL, &quote.kind)).unwrap_or(u8::MAX));
            self.sayings.push(saying);
        }
        self.finder = finder;
    }

    fn add_assets(&mut self, briefing: &Outline<'_>, actors: u32) {
        for asset in &briefing.assets {
            if let Some((least, most)) = asset.quantity.as_ref().and_then(bounds) {
                let asset = count(&self.assets);
                if least == most {
                    self.amounts.push(Amount { asset, count: least });
                } else {
                    self.amount_ranges.push(AmountRange { asset, least, most });
                }
            }
            let category = label_number(AssetCategory::ALL, &asset.category);
            let status = asset.status.map_or(NONE, |status| label_number(AssetStatus::ALL, &status));
            let country = asset.owner.as_deref().and_then(state).map_or(NONE, code_number);
            self.asset_kinds.push(AssetKind::new(category, status, country));
            self.claims.push(actor_number(briefing, actors, asset.claimed_by.as_deref()));
            let row = AssetRow {
                text: self.intern(&asset.text),
                designation: self.intern_some(asset.designation.as_deref()),
                owner: self.intern_some(asset.owner.as_deref()),
                place: self.intern_some(asset.place.as_deref()),
            };
            self.assets.push(row);
        }
    }
}

/// The state that an owner is, where it is a code.
fn state(owner: &str) -> Option<CountryCode> {
    owner.parse::<CountryCode>().ok().filter(|code| country::CountryCode::country(*code).is_some())
}

fn count<T: bytemuck::Pod>(all: &Series<T>) -> u32 {
    u32::try_from(all.len()).unwrap_or(NONE)
}

/// The lower and the upper half.
pub(in crate::library) fn halves(number: u64) -> [u32; 2] {
    [number & u64::from(u32::MAX), number >> 32].map(|half| u32::try_from(half).unwrap_or_default())
}

/// The least and the most that a quantity may be.
fn bounds(quantity: &Quantity<'_>) -> Option<(u32, u32)> {
    let number = |value: u64| u32::try_from(value).unwrap_or(u32::MAX);
    let (least, most) = (quantity.min.or(quantity.max), quantity.max.or(quantity.min));
    least.zip(most).map(|(least, most)| (number(least), number(most)))
}

fn actor_number(briefing: &Outline<'_>, first: u32, id: Option<&str>) -> u32 {
    id.and_then(|id| briefing.number_of(id)).and_then(|at| u32::try_from(at).ok()).map_or(NONE, |at| first + at)
}
