//! The fields of the query language, in one table.

/// A field, as `name:value` in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Who said something.
    Speaker,
    /// Any person, body or state that acts.
    Actor,
    /// A person.
    Person,
    /// A body.
    Organization,
    /// A country, by code, name, adjective or capital.
    Country,
    /// The words or the designation of an asset.
    Asset,
    /// The class of an asset.
    Category,
    /// Whose an asset is.
    Owner,
    /// What happens to an asset.
    Status,
    /// How many of an asset.
    Quantity,
    /// A place, named in the text or where an asset is.
    Place,
    /// The role of a person.
    Role,
    /// How speech is given.
    Kind,
    /// The headline.
    Title,
    /// The publisher.
    Outlet,
    /// The byline.
    Author,
    /// The day of publication.
    Date,
    /// The language.
    Language,
    /// The sub-folder.
    Collection,
    /// A tag of the user's.
    Tag,
    /// What the user did with it.
    Is,
    /// What it holds.
    Has,
}

/// A row of [`FIELDS`].
#[derive(Clone, Copy, Debug)]
pub struct FieldRow {
    /// The name in a query.
    pub name: &'static str,
    /// Other names it answers to.
    pub aliases: &'static [&'static str],
    /// Which it is.
    pub field: Field,
    /// What it finds, for the help.
    pub help: &'static str,
    /// An example of its use.
    pub example: &'static str,
}

const fn row(name: &'static str, aliases: &'static [&'static str], field: Field, help: &'static str, example: &'static str) -> FieldRow {
    FieldRow { name, aliases, field, help, example }
}

/// Every field.
pub const FIELDS: &[FieldRow] = &[
    row("speaker", &["said", "by"], Field::Speaker, "who said something", "speaker:lavrov"),
    row("actor", &[], Field::Actor, "a person, body or country that acts", "actor:nato"),
    row("person", &[], Field::Person, "a person", "person:\"anna weber\""),
    row("org", &["organization", "body"], Field::Organization, "a ministry, company, alliance, armed group", "org:osce"),
    row("role", &[], Field::Role, "office, rank or post of a person", "role:minister"),
    row(
        "country",
        &["c"],
        Field::Country,
        "code of two or three letters, name, adjective or capital of a country that acts",
        "country:polish",
    ),
    row("asset", &["weapon"], Field::Asset, "words or designation of forces and equipment", "asset:himars"),
    row("category", &["class"], Field::Category, "class of an asset", "category:air-defense"),
    row("owner", &[], Field::Owner, "whose an asset is: a country or a group", "owner:UA"),
    row("status", &[], Field::Status, "what happens to an asset", "status:promised"),
    row("quantity", &["number"], Field::Quantity, "how many of an asset", "quantity:>=100"),
    row("place", &[], Field::Place, "a named place, or where an asset is", "place:kherson"),
    row("kind", &[], Field::Kind, "direct, partial or indirect speech; or quote, asset, person, org", "kind:direct"),
    row("title", &[], Field::Title, "words of the headline", "title:summit"),
    row("outlet", &["source"], Field::Outlet, "publisher", "outlet:herald"),
    row("author", &["byline"], Field::Author, "byline", "author:weber"),
    row("date", &["published"], Field::Date, "day of publication: a day, month, year, range, or the last days", "date:2022-01..2022-02"),
    row("lang", &["language"], Field::Language, "code of the language", "lang:en"),
    row("collection", &["in", "folder"], Field::Collection, "sub-folder of the library", "collection:exercise"),
    row("tag", &[], Field::Tag, "a tag of yours", "tag:follow-up"),
    row("is", &[], Field::Is, "unread, read, starred, tagged, noted; hidden, which is left out unless asked for", "is:unread"),
    row("has", &[], Field::Has, "quote, person, org, asset, place, date, author", "has:quote"),
];

/// How words and conditions are written, with what they find; for the help.
pub const FORMS: &[(&str, &str)] = &[
    ("grain corridor", "both words; a word that occurs nowhere finds words that begin with it, or are spelled nearly so"),
    ("grain OR rail", "one of them"),
    ("grain -rail", "the first without the second"),
    ("(grain OR rail) port", "parentheses"),
    ("\"grain corridor\"", "these words side by side"),
    ("artill*", "words that begin so"),
    ("lavrof~", "words spelled nearly so"),
    ("/t-?7[0-9]/", "words that match a regular expression"),
    ("field:value", "a condition; several values stand between commas or in parentheses: country:UA,PL"),
];

impl Field {
    /// The field of this name, in any case.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let is_it = |known: &&str| known.eq_ignore_ascii_case(name);
        FIELDS.iter().find(|row| is_it(&row.name) || row.aliases.iter().any(is_it)).map(|row| row.field)
    }

    /// Its name in a query.
    #[must_use]
    pub fn name(self) -> &'static str {
        FIELDS.iter().find(|row| row.field == self).map_or("", |row| row.name)
    }
}
