//! Twenty tasks of an analyst on the briefings that ship, each done with the keyboard: its keys, and what the screen then answers.
//!
//! A person needs under twenty seconds for each, reckoned as keystroke-level models reckon (Card, Moran, Newell 1983): 0.28 s a key
//! for somebody who types as most do, 1.35 s to think before each step.

use attache::{library::Library, tui::theme::Theme};

#[allow(dead_code, reason = "other tests use more of it")]
#[path = "screens/fixture.rs"]
mod fixture;
#[allow(dead_code, reason = "other tests use more of it")]
#[path = "screens/harness.rs"]
mod harness;

use harness::{Screen, events};

/// Seconds for a key, and to think before a step.
const KEY: f64 = 0.28;
const THOUGHT: f64 = 1.35;

/// The question, the keys (a word that begins with ' is typed; _ is a blank), what the screen shows then.
const TASKS: &[(&str, &str, &[&str])] = &[
    ("who dismissed a charge", "4 f 'dismissed Enter", &["Sergey Lavrov RU", "“total disinformation.”"]),
    ("who called something disinformation", "4 f 'disinformation Enter", &["“total disinformation.”", "Sergey Lavrov RU"]),
    ("who gave the highest figure of troops", "3 f 'personnel_quantity:>=100000 Enter", &["130\u{a0}000  recruits", " RU ", "2 of "]),
    ("all that one minister said in a month", "4 f 'speaker:lavrov_date:2022-01 Enter", &["2 of ", "We aren't threatening anyone"]),
    ("whose aircraft were near a place", "3 f 'aircraft_place:liepaja Enter", &["Il-20M", "RU"]),
    ("which tanks were promised, and by whom", "3 f 'tank_status:promised Enter", &["15  Leopard 2A4", "promised"]),
    ("who speaks where Belarus is the matter", "f 'belarus Enter 2", &["▌SPEAKERS", " belarus ×", "quotes"]),
    ("what one minister said, by her name", "2 / 'baerbock Enter Enter", &[" speaker Annalena Baerbock ×", "▌QUOTES"]),
    ("everything about one country", "c 'ukr Enter", &[" country UA Ukraine ×", "3 of 19 briefings"]),
    ("the same without another country", "c 'russ - Enter", &[" not RU ×"]),
    ("two countries in one briefing", "c 'russ Space C-u 'ukr Space & Enter", &[" all of RU UA ×"]),
    ("what was published in one month", "f 'date:2022-01 Enter", &["1 of 19 briefings", "Blinken heads for Kyiv"]),
    ("where in the text a word stands", "f 'insulin Enter Enter / 'convoy Enter n", &["“convoy” 2 of "]),
    ("why this person is said to have said it", "Enter ]q W", &["─ WHY ─", "rule", "score"]),
    ("what the same speaker said next in the text", "f 'date:2022-01 Enter Enter / 'lavrov Enter ]q ]s", &["quote "]),
    ("where this actor is named next", "Tab Tab l Enter ]e", &["actor 1 of "]),
    ("what this person said next, anywhere", "4 f 'speaker:lavrov Enter Tab ]S", &["Sergey Lavrov: 2 of 2."]),
    ("keep what is worth keeping, and see it again", "* j j * f 'is:starred Enter", &["2 of 19 briefings"]),
    ("narrow by what there is: a country, without another", "B Enter j -", &["6 of 19 briefings", "not US ×"]),
    ("put aside what is of no use", "i i", &["2 hidden", "17 briefings"]),
    ("give all briefings of a country a tag", "c 'ukr Enter V t 'kyiv Enter Escape C f 'tag:kyiv Enter", &["3 of 19 briefings", "#kyiv"]),
    ("take a wrong name off a quote", "Enter ]q A 'nobody Enter", &["Nobody is named for", "? nobody named"]),
    ("quote it with its source", "4 f 'disinformation Enter Tab y 'cit Enter", &["Copied through"]),
    ("go on where one was before a look aside", "4 f 'disinformation Enter Tab Enter H", &["4 QUOTES", " disinformation ×"]),
    ("have the view as a command for a script", "3 f 'tank Enter y 'command Enter", &["Copied through"]),
];

#[test]
fn each_task_is_done_with_the_keyboard_in_under_twenty_seconds() {
    let mut failed = Vec::new();
    for (task, keys, answers) in TASKS {
        // Enter ends a step that was thought of already.
        let steps = keys.split(' ').filter(|word| *word != "Enter").count();
        #[expect(clippy::cast_precision_loss, reason = "few keys")]
        let seconds = events(keys).len() as f64 * KEY + steps as f64 * THOUGHT;
        assert!(seconds < 20.0, "{task}: {seconds:.1} s");
        let screen = Screen::of(Library::shipped(), 160, 45, Theme::Roles).keys(keys);
        let text = screen.text();
        let missing: Vec<&&str> = answers.iter().filter(|words| !text.contains(**words)).collect();
        if !missing.is_empty() {
            failed.push(format!("{task}: no {missing:?} after {keys}\n{text}"));
        }
    }
    assert!(failed.is_empty(), "{} tasks failed\n{}", failed.len(), failed.join("\n\n"));
}
