//! What lies above the panes: pickers, lines one types into, the page of keys.

use tui_input::Input;

use super::{
    action::{Letter, Marking, Pane},
    marks::actor_role,
    menu::Menu,
    reading::{Current, Cursor},
    theme::Role,
};
use crate::{
    briefing::Briefing,
    country::CountryCode,
    library::{
        facets::{Count, Facet},
        narrow::Narrowing,
    },
    name::fold,
};

/// The topmost thing; the panes lie below.
#[derive(Debug)]
pub(super) enum Layer {
    /// A list to search: keys, commands, themes, what was told.
    Menu(Menu),
    /// The line that finds, and where everything was before.
    Find(Input, Before),
    /// The line of the query, and what narrowed before.
    Filter(QueryLine),
    /// A letter is waited for.
    Letter(Letter),
    /// A line for words that something asks for.
    Line(Ask, Input),
    /// The picker of a field's values.
    Facets(FacetPicker),
    /// The picker of speakers.
    Speakers(Picker<SpeakerRow>),
}

/// What asks for a line of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// Tags or a note.
    Mark(Marking),
    /// Name, kind, country and role of the actor at hand.
    Amend,
    /// The command that gets the item at hand.
    Pipe,
    /// The file that the list is written into.
    Save,
}

impl Ask {
    /// What stands before the line, and at its end.
    pub(super) const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Mark(Marking::Note) => ("note › ", "an empty one is none"),
            Self::Mark(_) => ("tags › ", "words between blanks"),
            Self::Amend => ("amend › ", "an empty one is none"),
            Self::Pipe => ("pipe to › ", "a command; no shell"),
            Self::Save => ("write to › ", ".csv .json .md"),
        }
    }
}

/// The line of the query while it is typed.
#[derive(Debug)]
pub(super) struct QueryLine {
    pub input: Input,
    pub before: Narrowing,
    /// The number of the row that the user selected, to which the list comes back: what a half typed word happens to list selects nothing.
    pub row: Option<u32>,
    /// How far back in the queries asked before; 0 for the line as it is typed.
    pub back: usize,
    /// What was typed before going back.
    pub typed: String,
    /// How the word at the cursor may go on.
    pub offers: Vec<Offer>,
    /// Values of the fields that were typed, counted once.
    pub known: Vec<(Facet, Vec<Count>)>,
}

/// How a word of the query may go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    /// The whole word as it would be.
    pub word: String,
    /// What it means.
    pub about: String,
}

/// The values of one field, to be taken in or left out.
#[derive(Debug)]
pub(super) struct FacetPicker {
    pub facet: Facet,
    /// Every value that occurs, with its count; `None` while they are counted.
    pub counts: Option<Vec<Count>>,
    pub picker: Picker<FacetRow>,
}

/// What Esc brings back.
#[derive(Clone, Debug, Default)]
pub(super) struct Before {
    pub pane: Pane,
    pub list: usize,
    pub top: usize,
    pub current: Option<Current>,
    pub narrowing: Narrowing,
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

/// A value, in how many briefings it occurs, and the words for it that fit what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FacetRow {
    pub count: Count,
    /// The country that the value is, if it is one.
    pub code: Option<CountryCode>,
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
        let tall = Self::tall(rows.len());
        Self { input: Input::default(), rows, cursor: Cursor::default(), before, tall }
    }

    /// Rows that a panel for so many values takes.
    pub(super) fn tall(rows: usize) -> u16 {
        u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(3).max(6)
    }

    /// Takes as many rows of the screen as there are values now.
    pub(super) fn grow(&mut self) {
        self.tall = Self::tall(self.rows.len());
    }

    /// The row under the marker.
    pub(super) fn row(&self) -> Option<&Row> {
        self.rows.get(self.cursor.at)
    }
}

/// The values among `counts` that fit what was `typed`: first those that begin so, then those that are also called so.
pub(super) fn facet_rows(counts: &[Count], facet: Facet, typed: &str) -> Vec<FacetRow> {
    let typed = fold(typed.trim());
    let mut rows: Vec<(bool, FacetRow)> = counts
        .iter()
        .filter_map(|count| {
            let code = if facet == Facet::Country || facet == Facet::Owner { count.value.parse::<CountryCode>().ok() } else { None };
            let direct = typed.is_empty() || fold(&count.value).starts_with(&typed) || starts(&count.label, &typed);
            let also = code.map_or_else(Vec::new, |code| other_words(code, &typed));
            (direct || !also.is_empty()).then(|| (!direct, FacetRow { count: count.clone(), code, also }))
        })
        .collect();
    rows.sort_by_key(|(indirect, _)| *indirect);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Words for a country beside its name: those that begin with `typed`, or where nothing is typed, its adjective and capital.
fn other_words(code: CountryCode, typed: &str) -> Vec<&'static str> {
    let Some(country) = code.country() else { return Vec::new() };
    if typed.is_empty() {
        return country.adjectives.iter().take(1).chain(country.capitals.iter().take(1)).copied().collect();
    }
    let mut fitting: Vec<&'static str> = Vec::new();
    for word in country.words().skip(1).filter(|word| starts(word, typed)) {
        if !fitting.contains(&word) {
            fitting.push(word);
        }
    }
    fitting.truncate(4);
    fitting
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
