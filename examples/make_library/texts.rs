//! Invented news, put together from sentences with gaps.

use std::{error::Error, fs, path::Path};

use toml::{Table, Value};

use crate::dice::Dice;

impl Dice {
    /// Those of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0xD134_2543_DE82_EF95) ^ 0x5851_F42D_4C95_7F2D)
    }

    /// One of many, the first ones far more often than the last, as words of news are (Zipf 1949).
    fn favor<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let spread = [of.len(), of.len() / 8, of.len() / 64][self.roll(3)].max(1);
        &of[self.roll(spread)]
    }

    /// Fisher and Yates (1938).
    fn shuffle<T>(&mut self, of: &mut [T]) {
        for last in (1..of.len()).rev() {
            of.swap(last, self.roll(last + 1));
        }
    }
}

/// Names to fill gaps with, shuffled, so that the frequent ones are not those of one letter.
pub struct Words {
    given: Vec<String>,
    surnames: Vec<String>,
    countries: Vec<(String, String, String)>,
    cities: Vec<String>,
    bodies: Vec<String>,
    weapons: Vec<String>,
}

fn first(names: &str) -> String {
    names.split('|').next().unwrap_or_default().to_owned()
}

fn strings(value: Option<&Value>) -> Vec<String> {
    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).map(first).collect()
}

impl Words {
    pub fn load(assets: &Path) -> Result<Self, Box<dyn Error>> {
        let read = |name: &str| -> Result<Table, Box<dyn Error>> { Ok(fs::read_to_string(assets.join(name))?.parse()?) };
        let rows = |table: &Table, key: &str| table.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let given = read("given_names.toml")?;
        let countries = rows(&read("countries.toml")?, "country");
        let country = |row: &Value| {
            let one = |key: &str| strings(row.get(key)).into_iter().next();
            Some((row.get("name")?.as_str()?.to_owned(), one("adjectives")?, one("capitals")?))
        };
        let places = rows(&read("places.toml")?, "places");
        let bodies = rows(&read("organizations.toml")?, "organization");
        let families = rows(&read("equipment.toml")?, "family");
        let mut dice = Dice::new(0);
        let mut words = Self {
            given: ["female", "male"].iter().flat_map(|key| strings(given.get(*key))).collect(),
            surnames: strings(read("surnames.toml")?.get("common")),
            countries: countries.iter().filter_map(country).collect(),
            cities: places.iter().flat_map(|row| strings(row.get("cities"))).collect(),
            bodies: bodies.iter().filter_map(|row| row.get("name")?.as_str().map(first)).collect(),
            weapons: families.iter().flat_map(|row| strings(row.get("names"))).collect(),
        };
        dice.shuffle(&mut words.given);
        dice.shuffle(&mut words.surnames);
        dice.shuffle(&mut words.countries);
        dice.shuffle(&mut words.cities);
        dice.shuffle(&mut words.bodies);
        dice.shuffle(&mut words.weapons);
        Ok(words)
    }

    pub fn person(&self, dice: &mut Dice) -> String {
        format!("{} {}", dice.favor(&self.given), dice.favor(&self.surnames))
    }
}

const OUTLETS: &[&str] = &["Herald", "Courier", "Observer", "Gazette", "Tribune", "Monitor", "Dispatch", "Chronicle"];
const SEATS: &[&str] = &["Northern", "Harbor", "Valley", "Border", "Coast", "Capital", "Eastern", "Highland", "Lakeside", "Strait"];

pub fn outlet(dice: &mut Dice) -> String {
    format!("The {} {}", dice.pick(SEATS), dice.pick(OUTLETS))
}

const TITLES: &[&str] = &[
    "{Country} weighs {noun} after talks in {City}",
    "{Adjective} forces move toward {City}",
    "{Body} warns of {noun} near {City}",
    "{Country} and {Country} agree on {noun}",
    "Exercise near {City} tests {noun}",
    "{Surname} in {City}: what comes after the {noun}",
];

const SENTENCES: &[&str] = &[
    "{Person}, the {Adjective} {office}, said the {noun} near {City} would {verb} before the end of the {season}.",
    "“We will not {verb} while the {noun} lasts,” {Surname} said in {City}.",
    "“The {noun} is a matter for {Country},” said {Person}, a {office} in {City}. “Nobody else should {verb}.”",
    "{Country} has sent {number} {Weapon} to {City}, according to the {Adjective} {ministry}.",
    "The {ordinal} Mechanized Brigade lost {number} tanks and {number} armoured vehicles around {City}, the {Adjective} {ministry} said.",
    "{Body} called the {noun} “{quality} and {quality}”.",
    "Officials in {Country} denied that {number} troops had crossed the border near {City}.",
    "About {number} soldiers from {Country} take part in the {noun}, {Person} told {Body}.",
    "{Country} promised {Country} {number} {Weapon} and ammunition for the {season}.",
    "The {noun} follows months of {quality} talks between {Country} and {Country}, which began in {City}.",
    "Residents of {City} described a {quality} {season}, with long queues for water and bread.",
    "“There is no {noun},” {Person} wrote in a statement. “There is only a {quality} {season} ahead.”",
    "A {Adjective} frigate and {number} patrol boats left {City} on Tuesday.",
    "{Body} expects the {noun} to {verb}, though its members are divided.",
    "{Surname} accused {Country} of preparing a {noun} near {City}.",
    "Two {Weapon} were seen on the road to {City}, a witness said.",
    "The {ministry} in {City} said it had no plans to {verb}.",
    "Analysts at {Body} say the {noun} could {verb} within weeks, but they warn against {quality} conclusions.",
    "Trade between {Country} and {Country} fell by {number} percent in the {season}, figures of {Body} show.",
    "He added that {Country} would {verb} if the {noun} failed.",
    "Air defences shot down {number} drones over {City} during the night, {Person} said.",
    "For the farmers around {City} the {noun} has become a question of {quality} arithmetic.",
];

const FILLERS: &[&str] = &[
    "The road was closed for most of the {season}, and the {quality} weather did the rest.",
    "Nobody in the market could remember a {season} as {quality} as this one.",
    "Prices rose again, and the queue before the bakery was longer than the day before.",
    "The {noun} had been announced twice before and put off both times.",
    "Schools stayed open, though many parents kept their children at home.",
    "Behind the counter of the pharmacy a radio told of a {noun} in another part of the country.",
    "It was not clear who would pay for the {noun}, or when the first train would leave.",
    "The {noun} is expected to last until the end of the {season}.",
    "A map on the wall showed the front as it had been in the {season}, with pins that nobody had moved since.",
    "Electricity came back in the evening, for an hour and a half.",
    "The harbor was quiet, and the cranes stood still over empty containers.",
    "What the {noun} will cost is a matter of {quality} guesses.",
    "Three drafts of the text were on the table, and none of them was short.",
    "By the afternoon the rumor of a {noun} had reached the last village on the road.",
    "The delegation left by the back door, without a word to those who waited in the rain.",
    "For now the {noun} holds, in a {quality} sort of way.",
    "Volunteers handed out blankets, tea and lists of telephone numbers.",
    "The old mill by the river serves as a warehouse, a kitchen and a place to charge telephones.",
    "Few expected the {noun} to {verb} so soon, and fewer still had prepared for it.",
    "In {City} the shops opened an hour later than usual.",
    "The {quality} part of the plan is that it needs nobody to {verb}.",
    "Insurance for ships on that route has doubled since the {season}.",
];

const NOUNS: &[&str] = &[
    "ceasefire",
    "blockade",
    "corridor",
    "withdrawal",
    "offensive",
    "embargo",
    "summit",
    "exercise",
    "referendum",
    "inspection",
    "evacuation",
    "mobilization",
    "convoy",
    "agreement",
    "deadline",
    "tribunal",
    "election",
    "pipeline",
    "harvest",
    "census",
    "sanctions package",
    "airlift",
    "border crossing",
    "power cut",
    "grain deal",
    "prisoner exchange",
    "shipment",
    "budget",
    "inquiry",
    "curfew",
    "strike",
    "landslide",
];
const VERBS: &[&str] = &[
    "withdraw",
    "negotiate",
    "escalate",
    "collapse",
    "hold",
    "resume",
    "spread",
    "expire",
    "intervene",
    "retreat",
    "comply",
    "recover",
    "sign",
    "reopen",
    "evacuate",
    "rearm",
    "mediate",
    "abstain",
];
const QUALITIES: &[&str] = &[
    "dangerous",
    "premature",
    "welcome",
    "quiet",
    "hard",
    "fragile",
    "reckless",
    "sober",
    "bitter",
    "long",
    "careful",
    "costly",
    "uneasy",
    "slow",
];
const OFFICES: &[&str] =
    &["foreign minister", "defence minister", "president", "prime minister", "general", "ambassador", "governor", "spokesperson"];
const MINISTRIES: &[&str] = &["defence ministry", "foreign ministry", "interior ministry", "general staff"];
const SEASONS: &[&str] = &["winter", "spring", "summer", "autumn", "week", "month", "year"];
const ORDINALS: &[&str] = &["4th", "9th", "14th", "22nd", "31st", "47th", "93rd"];
const AMOUNTS: &[&str] =
    &["two", "six", "a dozen", "14", "30", "45", "120", "about 300", "1,200", "nearly 9,000", "hundreds of", "dozens of"];

/// Those who occur in one article.
struct Cast {
    persons: Vec<(String, String)>,
    countries: Vec<(String, String, String)>,
    cities: Vec<String>,
    bodies: Vec<String>,
    weapons: Vec<String>,
}

impl Cast {
    fn draw(dice: &mut Dice, words: &Words) -> Self {
        let person = |dice: &mut Dice| (dice.favor(&words.given).clone(), dice.favor(&words.surnames).clone());
        Self {
            persons: (0..2 + dice.roll(3)).map(|_| person(dice)).collect(),
            countries: (0..2 + dice.roll(3)).map(|_| dice.favor(&words.countries).clone()).collect(),
            cities: (0..1 + dice.roll(3)).map(|_| dice.favor(&words.cities).clone()).collect(),
            bodies: (0..1 + dice.roll(2)).map(|_| dice.favor(&words.bodies).clone()).collect(),
            weapons: (0..1 + dice.roll(2)).map(|_| dice.favor(&words.weapons).clone()).collect(),
        }
    }
}

/// A headline and a text.
pub fn article(dice: &mut Dice, words: &Words) -> (String, String) {
    let cast = Cast::draw(dice, words);
    let title: &&str = dice.pick(TITLES);
    let title = fill(title, dice, &cast);
    let length = 1_200 + dice.roll(3_400) + dice.roll(3_400);
    let mut text = format!("{title}\n\n");
    while text.len() < length {
        for _ in 0..=dice.roll(4) {
            // Three sentences of four say nothing that a briefing would keep, as in news.
            let kind = if dice.roll(4) == 0 { SENTENCES } else { FILLERS };
            let sentence: &&str = dice.pick(kind);
            text.push_str(&fill(sentence, dice, &cast));
            text.push(' ');
        }
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
    }
    (title, text)
}

/// A sentence with its gaps filled.
fn fill(sentence: &str, dice: &mut Dice, cast: &Cast) -> String {
    let mut filled = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (gap, after) = after.split_once('}').unwrap_or((after, ""));
        rest = after;
        let word = match gap {
            "Person" => {
                let (given, surname) = dice.pick(&cast.persons);
                format!("{given} {surname}")
            }
            "Surname" => dice.pick(&cast.persons).1.clone(),
            "Country" => dice.pick(&cast.countries).0.clone(),
            "Adjective" => dice.pick(&cast.countries).1.clone(),
            "City" if dice.roll(4) == 0 => dice.pick(&cast.countries).2.clone(),
            "City" => dice.pick(&cast.cities).clone(),
            "Body" => dice.pick(&cast.bodies).clone(),
            "Weapon" => dice.pick(&cast.weapons).clone(),
            "noun" => dice.favor(NOUNS).to_string(),
            "verb" => dice.favor(VERBS).to_string(),
            "quality" => dice.favor(QUALITIES).to_string(),
            "office" => dice.pick(OFFICES).to_string(),
            "ministry" => dice.pick(MINISTRIES).to_string(),
            "season" => dice.pick(SEASONS).to_string(),
            "ordinal" => dice.pick(ORDINALS).to_string(),
            "number" => dice.pick(AMOUNTS).to_string(),
            other => unreachable!("no such gap: {other}"),
        };
        filled.push_str(&word);
    }
    filled.push_str(rest);
    filled
}
