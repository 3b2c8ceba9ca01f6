//! Three invented briefings, built item by item from words of their texts.

use attache::{
    briefing::{Actor, Anchor, Asset, Briefing, DateMention, Paragraph, Place, Quantity, Quote, SCHEMA, Source},
    label::{ActorKind, AssetCategory, AssetStatus, ParagraphKind, QuoteKind},
    library::Library,
    span::Span,
};

/// A briefing that grows by the words of its text.
struct Maker(Briefing);

impl Maker {
    fn new(id: &str, title: &str, day: &str, text: &str) -> Self {
        Self(Briefing {
            schema: SCHEMA,
            engine: "0.1.0".to_owned(),
            id: id.to_owned(),
            title: title.to_owned(),
            published: day.parse().ok(),
            language: Some("en".to_owned()),
            text: text.to_owned(),
            source: Source { name: Some("Exercise Wire".to_owned()), format: "markdown".to_owned(), ..Source::default() },
            ..Briefing::default()
        })
    }

    /// Where `words` stand for the `nth` time, from 0.
    fn at(&self, words: &str, nth: usize) -> Span {
        let (start, _) = self.0.text.match_indices(words).nth(nth).unwrap_or_else(|| panic!("{words} stands nowhere"));
        Span::new(start, start + words.len())
    }

    fn sentence(&self, inner: Span) -> Span {
        let text = &self.0.text;
        let start = text[..inner.start].rfind(['\n']).map_or(0, |at| at + 1);
        let end = text[inner.end..].find('\n').map_or(text.len(), |at| inner.end + at);
        Span::new(start, end)
    }

    fn actor(mut self, id: &str, kind: ActorKind, name: &str, role: &str, country: &str, forms: &[&str]) -> Self {
        let mut mentions: Vec<Span> = Vec::new();
        for form in forms {
            let all = self.0.text.match_indices(form).map(|(start, _)| Span::new(start, start + form.len()));
            mentions.extend(all.filter(|span| !mentions.iter().any(|known| known.overlaps(*span))).collect::<Vec<_>>());
        }
        mentions.sort();
        self.0.actors.push(Actor {
            id: id.to_owned(),
            kind,
            name: name.to_owned(),
            aliases: forms.iter().skip(1).map(ToString::to_string).collect(),
            role: (!role.is_empty()).then(|| role.to_owned()),
            country: country.parse().ok(),
            affiliation: None,
            described: name.starts_with("a "),
            rule: format!("{kind}.name"),
            score: 0.95,
            mentions,
        });
        self
    }

    fn quote(mut self, speaker: &str, words: &str, kind: QuoteKind, [source, cue, rule]: [&str; 3], score: f32) -> Self {
        let span = self.at(words, 0);
        let sentence = self.sentence(span);
        let near = |word: &str| {
            let base = sentence.start;
            sentence.of(&self.0.text).find(word).map(|at| Anchor::new(Span::new(base + at, base + at + word.len()), &self.0.text))
        };
        let quote = Quote {
            id: format!("q{}", self.0.quotes.len() + 1),
            start: span.start,
            end: span.end,
            kind,
            text: words.to_owned(),
            parts: Vec::new(),
            speaker: (!speaker.is_empty()).then(|| speaker.to_owned()),
            joint: Vec::new(),
            source: near(source).filter(|_| !source.is_empty()),
            cue: near(cue).filter(|_| !cue.is_empty()),
            via: None,
            within: None,
            sentence,
            rule: rule.to_owned(),
            score,
        };
        self.0.quotes.push(quote);
        self
    }

    fn asset(mut self, words: &str, category: AssetCategory, change: impl FnOnce(&mut Asset)) -> Self {
        let span = self.at(words, 0);
        let mut asset = Asset {
            id: format!("a{}", self.0.assets.len() + 1),
            start: span.start,
            end: span.end,
            text: words.to_owned(),
            category,
            designation: None,
            echelon: None,
            hull: None,
            quantity: None,
            owner: None,
            giver: None,
            receiver: None,
            place: None,
            status: None,
            claimed_by: None,
            generic: false,
            sentence: self.sentence(span),
            rule: "asset.gazetteer".to_owned(),
            score: 0.92,
        };
        change(&mut asset);
        self.0.assets.push(asset);
        self
    }

    fn place(mut self, name: &str, country: &str) -> Self {
        let mentions = self.0.text.match_indices(name).map(|(start, _)| Span::new(start, start + name.len())).collect();
        let place =
            Place { name: name.to_owned(), country: country.parse().ok(), rule: "place.gazetteer".to_owned(), score: 0.9, mentions };
        self.0.places.push(place);
        self
    }

    fn date(mut self, words: &str, date: &str) -> Self {
        let span = self.at(words, 0);
        self.0.dates.push(DateMention {
            start: span.start,
            end: span.end,
            text: words.to_owned(),
            date: Some(date.to_owned()),
            until: None,
            relative: true,
            sentence: self.sentence(span),
            rule: "date.weekday".to_owned(),
            score: 0.9,
        });
        self
    }

    fn mark(mut self, words: &str, kind: ParagraphKind) -> Self {
        let span = self.at(words, 0);
        self.0.paragraphs.push(Paragraph { start: span.start, end: span.end, kind });
        self
    }
}

const CORRIDOR: &str = "\
Exercise scenario: the events and the people below are invented.

Norway's defense minister, Ingrid Solheim, told reporters in Oslo on Tuesday that two frigates had left Bergen for the corridor. \
“We sail where the law lets us sail,” she said. “Nobody needs our leave, and we need nobody's.”

Her Russian counterpart, Pavel Dorokhov, called the voyage “needless theater” and said that his ministry was watching it with six \
Su-35 fighters and a destroyer.

## What is at sea

Some 1,200 sailors and twelve NH90 helicopters take part, the Norwegian navy says. Sweden lends 4 Gripen aircraft; Finland sends \
two minelayers to Orvik.

A picture of the frigate Fridtjof at the quay in Bergen.

“The price of a mistake would be high,” warned a senior official in Brussels, who asked not to be named.

Solheim promised to brief parliament on Friday. “I have nothing to hide,” she added.

Subscribe to our newsletter for more news from the north.
";

/// Two frigates, two ministers: every kind of item once at least.
pub fn corridor() -> Briefing {
    let equal = |number: u64, words: &str| Some(Quantity { min: Some(number), max: Some(number), text: words.to_owned() });
    let owned = |code: &str| Some(code.to_owned());
    Maker::new("2022-02-15-corridor", "Two frigates sail for the Orvik corridor as ministers trade words", "2022-02-15", CORRIDOR)
        .actor("ingrid-solheim", ActorKind::Person, "Ingrid Solheim", "defense minister", "NO", &["Ingrid Solheim", "Solheim"])
        .actor("pavel-dorokhov", ActorKind::Person, "Pavel Dorokhov", "defense minister", "RU", &["Pavel Dorokhov"])
        .actor("senior-official", ActorKind::Person, "a senior official", "", "", &["a senior official"])
        .actor("norwegian-navy", ActorKind::Organization, "Norwegian navy", "", "NO", &["Norwegian navy"])
        .actor("norway", ActorKind::Country, "Norway", "", "NO", &["Norway"])
        .actor("russia", ActorKind::Country, "Russia", "", "RU", &["Russian"])
        .actor("sweden", ActorKind::Country, "Sweden", "", "SE", &["Sweden"])
        .actor("finland", ActorKind::Country, "Finland", "", "FI", &["Finland"])
        .quote(
            "ingrid-solheim",
            "two frigates had left Bergen for the corridor",
            QuoteKind::Indirect,
            ["Ingrid Solheim", "told", "speaker.subject"],
            0.91,
        )
        .quote("ingrid-solheim", "We sail where the law lets us sail,", QuoteKind::Direct, ["she", "said", "speaker.pronoun"], 0.94)
        .quote("ingrid-solheim", "Nobody needs our leave, and we need nobody's.", QuoteKind::Direct, ["", "", "speaker.continued"], 0.88)
        .quote("pavel-dorokhov", "needless theater", QuoteKind::Partial, ["Pavel Dorokhov", "called", "speaker.subject"], 0.97)
        .quote(
            "senior-official",
            "The price of a mistake would be high,",
            QuoteKind::Direct,
            ["a senior official", "warned", "speaker.described"],
            0.93,
        )
        .quote("", "I have nothing to hide,", QuoteKind::Direct, ["", "added", "speaker.none"], 0.35)
        .asset("two frigates", AssetCategory::Ship, |asset| {
            asset.quantity = equal(2, "two");
            asset.owner = owned("NO");
            asset.place = Some("the corridor".to_owned());
            asset.status = Some(AssetStatus::Deployed);
            asset.claimed_by = Some("ingrid-solheim".to_owned());
        })
        .asset("six Su-35 fighters", AssetCategory::Aircraft, |asset| {
            asset.quantity = equal(6, "six");
            asset.designation = Some("Su-35".to_owned());
            asset.owner = owned("RU");
            asset.status = Some(AssetStatus::Deployed);
        })
        .asset("a destroyer", AssetCategory::Ship, |asset| {
            asset.owner = owned("RU");
            asset.quantity = equal(1, "a");
        })
        .asset("1,200 sailors", AssetCategory::Personnel, |asset| {
            asset.quantity = equal(1200, "Some 1,200");
            asset.owner = owned("NO");
        })
        .asset("twelve NH90 helicopters", AssetCategory::Helicopter, |asset| {
            asset.quantity = equal(12, "twelve");
            asset.designation = Some("NH90".to_owned());
            asset.owner = owned("NO");
        })
        .asset("4 Gripen aircraft", AssetCategory::Aircraft, |asset| {
            asset.quantity = equal(4, "4");
            asset.designation = Some("Gripen".to_owned());
            asset.giver = owned("SE");
            asset.receiver = owned("NO");
        })
        .asset("two minelayers", AssetCategory::Ship, |asset| {
            asset.quantity = equal(2, "two");
            asset.owner = owned("FI");
            asset.place = Some("Orvik".to_owned());
        })
        .place("Oslo", "NO")
        .place("Bergen", "NO")
        .place("Brussels", "BE")
        .date("Tuesday", "2022-02-15")
        .date("Friday", "2022-02-18")
        .mark("## What is at sea", ParagraphKind::Heading)
        .mark("A picture of the frigate Fridtjof at the quay in Bergen.", ParagraphKind::Caption)
        .mark("Subscribe to our newsletter for more news from the north.", ParagraphKind::Boilerplate)
        .0
}

/// Names in several scripts, and an emoji.
fn scripts() -> Briefing {
    let text = "王毅 met Ελένη Παππά in Beijing 🕊️ and spoke of “和平 and ships”.\n\nمحمد صالح did not come.\n";
    Maker::new("2021-11-03-scripts", "王毅 and Ελένη Παππά speak of ships 🕊️ in Beijing", "2021-11-03", text)
        .actor("wang-yi", ActorKind::Person, "王毅", "foreign minister", "CN", &["王毅"])
        .actor("eleni-pappa", ActorKind::Person, "Ελένη Παππά", "", "GR", &["Ελένη Παππά"])
        .actor("muhammad-salih", ActorKind::Person, "محمد صالح", "", "", &["محمد صالح"])
        .actor("china", ActorKind::Country, "China", "", "CN", &["Beijing"])
        .quote("wang-yi", "和平 and ships", QuoteKind::Partial, ["王毅", "spoke", "speaker.subject"], 0.9)
        .0
}

/// A briefing in which nothing was found.
fn quiet() -> Briefing {
    Maker::new("quiet", "A quiet day", "", "Nothing of note happened.\n").0
}

/// A library without wide characters: the test backend does not blank the right half of one that goes, as terminals do.
pub fn narrow() -> Library {
    let again = Briefing { id: "again".to_owned(), published: None, ..corridor() };
    Library::of(vec![quiet(), again, corridor()]).named("exercise")
}

/// The library of every screen test.
pub fn library() -> Library {
    Library::of(vec![quiet(), scripts(), corridor()]).named("exercise")
}
