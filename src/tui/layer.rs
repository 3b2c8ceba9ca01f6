//! What lies above the panes: pickers, lines one types into, the page of keys.

use tui_input::Input;

use super::{
    action::Pane,
    marks::actor_role,
    menu::Menu,
    reading::{Current, Cursor},
    theme::Role,
};
use crate::{
    briefing::Briefing,
    country::CountryCode,
    library::{Filter, Library},
    name::fold,
};

/// The topmost thing; the panes lie below.
#[derive(Debug)]
pub(super) enum Layer {
    /// A list to search: keys, commands, themes, what was told.
    Menu(Menu),
    /// The line that finds, and where everything was before.
    Find(Input, Before),
    /// The line that filters the list, and the words before.
    Filter(Input, String),
    /// The picker of countries.
    Countries(Picker<CountryRow>),
    /// The picker of speakers.
    Speakers(Picker<SpeakerRow>),
}

/// What Esc brings back.
#[derive(Clone, Debug, Default)]
pub(super) struct Before {
    pub pane: Pane,
    pub list: usize,
    pub top: usize,
    pub current: Option<Current>,
    pub filter: Filter,
    pub speaker: Option<String>,
}

/// A line to type into above rows to choose from.
#[derive(Debug)]
pub(super) struct Picker<Row> {
    pub input: Input,
    pub rows: Vec<Row>,
    pub cursor: Cursor,
    pub before: Before,
    /// Rows the panel takes, from the first to the last key.
    pub tall: u16,
}

/// A country, in how many briefings it acts, and the words for it that fit what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CountryRow {
    pub code: CountryCode,
    pub count: usize,
    pub also: Vec<&'static str>,
}

/// A speaker and the number of quotes; no actor stands for everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SpeakerRow {
    pub id: Option<String>,
    pub name: String,
    pub about: String,
    pub country: Option<CountryCode>,
    pub role: Role,
    pub count: usize,
}

impl<Row> Picker<Row> {
    pub(super) fn new(rows: Vec<Row>, before: Before) -> Self {
        let tall = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(3).max(6);
        Self { input: Input::default(), rows, cursor: Cursor::default(), before, tall }
    }

    /// The row under the marker.
    pub(super) fn row(&self) -> Option<&Row> {
        self.rows.get(self.cursor.at)
    }
}

/// The countries of `library` that fit what was `typed`, with the words of `filter` applied.
pub(super) fn country_rows(library: &Library, filter: &Filter, typed: &str) -> Vec<CountryRow> {
    let mut counts = library.countries(filter);
    for &code in filter.countries.iter().chain(&filter.without) {
        if !counts.iter().any(|(known, _)| *known == code) {
            counts.push((code, 0));
        }
    }
    let typed = fold(typed.trim());
    let mut rows: Vec<(bool, CountryRow)> = counts
        .into_iter()
        .filter_map(|(code, count)| {
            let country = code.country();
            let direct = typed.is_empty() || fold(code.as_str()).starts_with(&typed) || starts(code.name(), &typed);
            let words: Vec<&'static str> = country.map(|country| country.words().skip(1).collect()).unwrap_or_default();
            let also: Vec<&'static str> = if typed.is_empty() {
                country
                    .map(|country| country.adjectives.iter().take(1).chain(country.capitals.iter().take(1)).copied().collect())
                    .unwrap_or_default()
            } else {
                let mut fitting: Vec<&'static str> = Vec::new();
                for word in words.into_iter().filter(|word| starts(word, &typed)) {
                    if !fitting.contains(&word) {
                        fitting.push(word);
                    }
                }
                fitting.truncate(4);
                fitting
            };
            (direct || !also.is_empty()).then_some((!direct, CountryRow { code, count, also }))
        })
        .collect();
    rows.sort_by_key(|(indirect, _)| *indirect);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The speakers of `briefing` that fit what was `typed`, most quoted first, after a row for everybody.
pub(super) fn speaker_rows(briefing: &Briefing, typed: &str) -> Vec<SpeakerRow> {
    let typed = fold(typed.trim());
    let mut rows: Vec<SpeakerRow> = briefing
        .actors
        .iter()
        .filter_map(|actor| {
            let count = briefing.quotes.iter().filter(|quote| quote.speaker.as_deref() == Some(actor.id.as_str())).count();
            let about = actor.role.clone().or_else(|| actor.affiliation.clone()).unwrap_or_default();
            let fits = count > 0 && (typed.is_empty() || starts(&actor.name, &typed) || starts(&about, &typed));
            fits.then(|| SpeakerRow {
                id: Some(actor.id.clone()),
                name: actor.name.clone(),
                about,
                country: actor.country,
                role: actor_role(actor),
                count,
            })
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    if typed.is_empty() {
        let everybody = SpeakerRow {
            id: None,
            name: "Everybody".to_owned(),
            about: String::new(),
            country: None,
            role: Role::Text,
            count: briefing.quotes.len(),
        };
        rows.insert(0, everybody);
    }
    rows
}

/// Whether a word of `text` starts with the folded `typed`, or the whole does.
fn starts(text: &str, typed: &str) -> bool {
    let folded = fold(text);
    folded.starts_with(typed) || folded.split([' ', '-', '\'']).any(|word| word.starts_with(typed))
}
