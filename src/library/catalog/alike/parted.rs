//! What belongs together no more, as what held it together is gone.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::{AGREE, FRESH, Finder, Joined, Said, Sketch, agree, is_soon, shares_band};
use crate::library::catalog::Catalog;

impl Catalog {
    /// Compares again what belonged together with these rows, which are gone: what only they held together parts.
    pub(in crate::library::catalog) fn part(&mut self, gone: &[u32]) {
        let stories: FxHashSet<u32> = gone.iter().filter_map(|&row| self.story(row)).collect();
        let quotes = gone.iter().filter_map(|&row| self.row(row)).flat_map(|row| row.quotes..row.quotes_end);
        let quotes: Vec<u32> = quotes.filter(|&quote| self.voice(quote) != 0).collect();
        let sayings: FxHashSet<u32> = quotes.iter().filter_map(|&quote| self.saying(quote)).collect();
        let voices: FxHashSet<u32> = quotes.iter().map(|&quote| self.voice(quote)).collect();
        let (stories, sayings) = (self.stories_apart(&stories), self.sayings_apart(&sayings, &voices));
        let known = self.stories.iter().copied().max().unwrap_or(0);
        self.one_story.relabel(stories, known);
        let known = if sayings.is_empty() { 0 } else { self.sayings.iter().copied().max().unwrap_or(0) };
        self.one_saying.relabel(sayings, known);
    }

    fn voice(&self, quote: u32) -> u32 {
        self.voices.get(quote as usize).copied().unwrap_or(0)
    }

    /// The rows of `stories` that tell them no more, with the least row that tells the same now.
    fn stories_apart(&self, stories: &FxHashSet<u32>) -> Vec<(u32, u32)> {
        let mut members: BTreeMap<u32, BTreeMap<(Sketch, u32), Vec<u32>>> = BTreeMap::new();
        let there = self.rows.numbered().filter(|(row, _)| !stories.is_empty() && !self.is_gone(*row));
        for (number, row) in there {
            if let Some((story, sketch)) = self.story(number).zip(self.sketches.get(number as usize))
                && stories.contains(&story)
            {
                members.entry(story).or_default().entry((*sketch, row.day)).or_default().push(number);
            }
        }
        let mut apart = Vec::new();
        for alike in members.values() {
            let mut joined = Joined::default();
            let alike: Vec<_> = alike.iter().filter_map(|(traits, rows)| Some((traits, rows.first().copied()?, rows))).collect();
            for (at, ((sketch, day), row, _)) in alike.iter().enumerate() {
                for ((other, then), before, _) in alike.iter().take(at) {
                    if is_soon(*day, *then) && shares_band(sketch, other) && agree(sketch, other) >= AGREE {
                        joined.join(*row, *before);
                    }
                }
            }
            let rows = alike.iter().flat_map(|(_, first, rows)| rows.iter().map(|&row| (row, *first)));
            apart.extend(others(rows.map(|(row, first)| (row, joined.least(first)))));
        }
        apart
    }

    /// The quotes of `sayings`, of these voices, that are them no more, with the least quote that is the same now.
    fn sayings_apart(&self, sayings: &FxHashSet<u32>, voices: &FxHashSet<u32>) -> Vec<(u32, u32)> {
        let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let (mut finder, mut joined) = (Finder::default(), Joined::default());
        let there = self.rows.numbered().filter(|(row, _)| !sayings.is_empty() && !self.is_gone(*row));
        for (quote, day) in there.flat_map(|(_, row)| (row.quotes..row.quotes_end).map(|quote| (quote, row.day))) {
            let voice = self.voice(quote);
            if voices.contains(&voice)
                && let Some(saying) = self.saying(quote).filter(|saying| sayings.contains(saying))
            {
                let said = Said::of(self.gists.get(quote as usize).copied().unwrap_or_default(), day);
                if let Some(voice) = finder.voices.get(&voice) {
                    voice.near(said, |other| {
                        joined.join(quote, other);
                    });
                }
                finder.note(voice, said, quote);
                members.entry(saying).or_default().push(quote);
            }
        }
        members.into_values().flat_map(|quotes| others(quotes.into_iter().map(|quote| (quote, joined.least(quote))))).collect()
    }
}

/// Those that are not together with the least of them; each has the least that it is together with.
fn others(all: impl Iterator<Item = (u32, u32)> + Clone) -> impl Iterator<Item = (u32, u32)> {
    let least = all.clone().map(|(_, with)| with).min();
    all.filter(move |(_, with)| Some(*with) != least)
}

impl Joined {
    /// Gives what parted labels of their own, each with what it is together with; no label is above `known`, or it was given here.
    fn relabel(&mut self, apart: Vec<(u32, u32)>, known: u32) {
        let given = self.parted.values().copied().chain([known]).max().unwrap_or(0);
        let first = given.checked_add(1).unwrap_or(FRESH).max(FRESH);
        let mut labels: BTreeMap<u32, u32> = BTreeMap::new();
        for (number, with) in apart {
            let next = first.saturating_add(u32::try_from(labels.len()).unwrap_or(0));
            self.parted.insert(number, *labels.entry(with).or_insert(next));
        }
    }
}
