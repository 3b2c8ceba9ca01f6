//! Figures of the engine on the project's own small gold (`tests/gold/own.jsonl`, our prose), by the rules that the
//! record's users would apply: words must overlap by four fifths, speakers must be the right person or body, assets must
//! overlap and agree. Used by `tests/gold.rs` and by `cargo run --release --example score`.

use std::collections::BTreeMap;

use attache::{article::Article, briefing::Briefing, extract::extract, label::QuoteKind, lexicon::Lexicon, name::fold};
use serde_json::Value;

/// Right answers, wrong ones and missed ones.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub right: usize,
    pub wrong: usize,
    pub missed: usize,
}

impl Tally {
    /// Harmonic mean of precision and recall; 1 where there is nothing to find.
    pub fn f1(self) -> f64 {
        let all = 2 * self.right + self.wrong + self.missed;
        if all == 0 { 1.0 } else { 2.0 * self.right as f64 / all as f64 }
    }

    fn add(&mut self, good: bool) {
        if good {
            self.right += 1;
        } else {
            self.wrong += 1;
            self.missed += 1;
        }
    }
}

/// Every figure by its name, and for each answer about a speaker its score and whether it was right.
#[derive(Debug, Default)]
pub struct Figures {
    pub tallies: BTreeMap<&'static str, Tally>,
    pub answers: Vec<(f32, bool)>,
    /// The same for reported speech, where words and speaker must be right; nobody marked the speakers of some.
    pub reports: Vec<(f32, bool)>,
    pub misses: Vec<String>,
}

/// Runs the engine over every document of the gold, one JSON object a line.
pub fn measure(gold: &str) -> Figures {
    let mut figures = Figures::default();
    let lexicon = Lexicon::shared();
    for line in gold.lines().filter(|line| !line.trim().is_empty()) {
        let gold: Value = serde_json::from_str(line).expect("the gold is JSON Lines");
        let text = gold["text"].as_str().expect("a gold document has a text");
        let briefing = extract(&Article::from_text(text), lexicon).briefing;
        let doc = gold["doc"].as_str().unwrap_or("");
        // a document counts for what is marked in it
        if !gold["quotes"].is_null() {
            quotes(&gold, &briefing, doc, &mut figures);
        }
        if !gold["assets"].is_null() {
            assets(&gold, &briefing, doc, &mut figures);
        }
        if !gold["actors"].is_null() {
            actors(&gold, &briefing, doc, &mut figures);
        }
    }
    figures
}

fn list<'a>(gold: &'a Value, key: &str) -> Vec<&'a Value> {
    gold[key].as_array().map(|items| items.iter().collect()).unwrap_or_default()
}

fn range(value: &Value) -> (usize, usize) {
    let number = |key: &str| usize::try_from(value[key].as_u64().unwrap_or(0)).unwrap_or(0);
    (number("start"), number("end"))
}

fn shared(a: (usize, usize), b: (usize, usize)) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

fn same_name(a: &str, b: &str) -> bool {
    let strip = |name: &str| fold(name).trim_start_matches("the ").trim_start_matches("a ").to_owned();
    let (a, b) = (strip(a), strip(b));
    a == b || a.ends_with(&format!(" {b}")) || b.ends_with(&format!(" {a}"))
}

fn quotes(gold: &Value, briefing: &Briefing, doc: &str, figures: &mut Figures) {
    for (name, indirect) in [("quotes", false), ("indirect", true)] {
        let wanted: Vec<&Value> = list(gold, "quotes").into_iter().filter(|q| (q["kind"] == "indirect") == indirect).collect();
        if indirect && wanted.is_empty() {
            continue;
        }
        // a quotation of several parts is measured part by part, as the gold marks them
        let of_kind = briefing.quotes.iter().filter(|q| (q.kind == QuoteKind::Indirect) == indirect);
        let found: Vec<_> = of_kind.flat_map(|q| q.stretches().into_iter().map(move |part| (q, part))).collect();
        let mut used = vec![false; found.len()];
        for item in wanted {
            let want = range(item);
            let least = if indirect { 0.5 } else { 0.8 };
            let hit = found.iter().enumerate().position(|(i, (_, part))| {
                let common = shared(want, (part.start, part.end)) as f64;
                !used[i] && common / ((want.1.max(part.end) - want.0.min(part.start)) as f64) >= least
            });
            let Some(hit) = hit else {
                figures.tallies.entry(name).or_default().missed += 1;
                figures.misses.push(format!("{doc}: {name} missed: {}", item["text"].as_str().unwrap_or("")));
                continue;
            };
            used[hit] = true;
            figures.tallies.entry(name).or_default().right += 1;
            let speaker = briefing.speaker(found[hit].0);
            let right = match item["speaker"].as_str() {
                Some(want) => {
                    speaker.is_some_and(|actor| same_name(&actor.name, want) || actor.aliases.iter().any(|alias| same_name(alias, want)))
                }
                None => speaker.is_none(),
            };
            if indirect {
                figures.reports.push((found[hit].0.score, right || item["speaker"].is_null()));
                continue;
            }
            figures.tallies.entry("speaker").or_default().add(right);
            if speaker.is_some() {
                figures.answers.push((found[hit].0.score, right));
            }
            if !right {
                figures.misses.push(format!("{doc}: speaker {:?} for {}", speaker.map(|a| &a.name), item["speaker"]));
            }
        }
        let free = |part: &attache::span::Span| !list(gold, "quotes").iter().any(|g| shared(range(g), (part.start, part.end)) > 0);
        let invented: Vec<_> = found.iter().enumerate().filter(|(i, (_, part))| !used[*i] && (indirect || free(part))).collect();
        if indirect {
            if gold["reports"] == "some" {
                // the text has reports that nobody marked: what else is found is neither right nor wrong
                continue;
            }
            figures.reports.extend(invented.iter().map(|(_, (quote, _))| (quote.score, false)));
        }
        figures.tallies.entry(name).or_default().wrong += invented.len();
    }
}

fn assets(gold: &Value, briefing: &Briefing, doc: &str, figures: &mut Figures) {
    let mut used = vec![false; briefing.assets.len()];
    for item in list(gold, "assets") {
        let want = range(item);
        let hit = briefing
            .assets
            .iter()
            .enumerate()
            .filter(|(i, a)| !used[*i] && shared(want, (a.start, a.end)) > 0)
            .max_by_key(|(_, a)| shared(want, (a.start, a.end)));
        let Some((index, asset)) = hit else {
            figures.tallies.entry("assets").or_default().missed += 1;
            figures.misses.push(format!("{doc}: asset missed: {}", item["text"].as_str().unwrap_or("")));
            continue;
        };
        used[index] = true;
        figures.tallies.entry("assets").or_default().right += 1;
        figures.tallies.entry("asset category").or_default().add(item["category"].as_str() == Some(asset.category.name()));
        figures.tallies.entry("asset owner").or_default().add(item["owner"].as_str() == asset.owner.as_deref());
        let quantity = asset.quantity.as_ref().map(|q| (q.min, q.max)).filter(|q| *q != (None, None));
        let wanted = item["quantity"].as_array().map(|q| (q[0].as_u64(), q[1].as_u64()));
        figures.tallies.entry("asset quantity").or_default().add(quantity == wanted);
        // place and status count where the gold tells them
        if let Some(place) = item["place"].as_str() {
            figures.tallies.entry("asset place").or_default().add(asset.place.as_deref().is_some_and(|found| shares_word(found, place)));
        }
        if let Some(status) = item["status"].as_str() {
            figures.tallies.entry("asset status").or_default().add(asset.status.is_some_and(|found| found.name() == status));
        }
    }
    let optional = list(gold, "optional_assets");
    let free = |a: &attache::briefing::Asset| {
        optional.iter().any(|o| {
            shared(
                (usize::try_from(o[0].as_u64().unwrap_or(0)).unwrap_or(0), usize::try_from(o[1].as_u64().unwrap_or(0)).unwrap_or(0)),
                (a.start, a.end),
            ) > 0
        })
    };
    figures.tallies.entry("assets").or_default().wrong += briefing.assets.iter().enumerate().filter(|(i, a)| !used[*i] && !free(a)).count();
}

/// Whether two places have a word in common that tells something.
fn shares_word(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    a.split(' ').any(|word| !matches!(word, "the" | "of" | "near" | "in") && b.split(' ').any(|other| other == word))
}

fn actors(gold: &Value, briefing: &Briefing, doc: &str, figures: &mut Figures) {
    for (name, kind) in [("persons", "person"), ("organizations", "organization"), ("countries", "country")] {
        let found: Vec<_> = briefing.actors.iter().filter(|a| a.kind.name() == kind && !a.described).collect();
        let mut used = vec![false; found.len()];
        for item in list(gold, "actors").into_iter().filter(|a| a["kind"] == kind) {
            let want = item["name"].as_str().unwrap_or("");
            let hit = found
                .iter()
                .enumerate()
                .position(|(i, a)| !used[i] && (same_name(&a.name, want) || a.aliases.iter().any(|alias| same_name(alias, want))));
            if let Some(hit) = hit {
                used[hit] = true;
                figures.tallies.entry(name).or_default().right += 1;
                if kind == "person" && item["country"].is_string() {
                    figures
                        .tallies
                        .entry("person country")
                        .or_default()
                        .add(item["country"].as_str() == found[hit].country.as_ref().map(|c| c.as_str()));
                }
            } else {
                figures.tallies.entry(name).or_default().missed += 1;
                figures.misses.push(format!("{doc}: {kind} missed: {want}"));
            }
        }
        let optional: Vec<&str> = list(gold, "optional_actors").into_iter().filter_map(Value::as_str).collect();
        let wrong = found.iter().zip(&used).filter(|(a, used)| !**used && !optional.iter().any(|name| same_name(name, &a.name))).count();
        figures.tallies.entry(name).or_default().wrong += wrong;
    }
}
