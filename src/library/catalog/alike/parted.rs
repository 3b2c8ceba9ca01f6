//! What belongs together no more, as what held it together is gone.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{AGREE, FRESH, Joined, SOON, Said, Sketch, agree, is_near, is_soon, shares_band};
use crate::library::catalog::Catalog;

impl Catalog {
    /// Compares again what belonged together with these rows, which are gone: what only they held together parts.
    pub(in crate::library::catalog) fn part(&mut self, gone: &[u32]) {
        if gone.is_empty() {
            return;
        }
        let (stories, sayings) = (self.stories_apart(gone), self.sayings_apart(gone));
        if !stories.is_empty() {
            let known = self.stories.iter().copied().max();
            self.one_story.relabel(stories, known.unwrap_or(0));
        }
        if !sayings.is_empty() {
            let known = self.sayings.iter().copied().max();
            self.one_saying.relabel(sayings, known.unwrap_or(0));
        }
    }

    /// The quotes of a row that are compared, each with its voice and what was said.
    fn said(&self, row: u32) -> impl Iterator<Item = (u32, u32, Said)> {
        let row = self.row(row).copied().unwrap_or_default();
        let there = self.voices.part(row.quotes, row.quotes_end).iter().zip(self.gists.part(row.quotes, row.quotes_end));
        let there = (row.quotes..).zip(there).filter(|(_, (voice, _))| **voice != 0);
        there.map(move |(quote, (&voice, &gist))| (quote, voice, Said::of(gist, row.day)))
    }

    /// The rows that came last and are there.
    fn new_rows(&self) -> impl Iterator<Item = u32> {
        self.rows.numbered_from(self.rows.in_base()).map(|(row, _)| row).filter(|&row| !self.is_gone(row))
    }

    /// The rows that tell no more what they told with rows that are gone, each with the least row that tells the same now.
    fn stories_apart(&self, gone: &[u32]) -> Vec<(u32, u32)> {
        let traits = |row: u32| Some((*self.sketches.get(row as usize)?, self.row(row)?.day));
        // A briefing that was only edited is there again.
        let new: FxHashSet<(Sketch, u32)> = self.new_rows().filter_map(traits).collect();
        let gone = gone.iter().filter(|&&row| traits(row).is_some_and(|traits| !new.contains(&traits)));
        let stories: FxHashSet<u32> = gone.filter_map(|&row| self.story(row)).collect();
        if stories.is_empty() {
            return Vec::new();
        }
        let mut members: BTreeMap<u32, BTreeMap<(Sketch, u32), Vec<u32>>> = BTreeMap::new();
        let there = self.rows.numbered().filter(|(row, _)| !self.is_gone(*row));
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

    /// The quotes that are no more what they were with quotes that are gone, each with the least quote that is the same now.
    fn sayings_apart(&self, gone: &[u32]) -> Vec<(u32, u32)> {
        let new: FxHashSet<(u32, Said)> = self.new_rows().flat_map(|row| self.said(row)).map(|(_, voice, said)| (voice, said)).collect();
        let mut lost: BTreeMap<u32, Vec<Said>> = BTreeMap::new();
        let mut voices = FxHashSet::default();
        for (quote, voice, said) in gone.iter().flat_map(|&row| self.said(row)).filter(|&(_, voice, said)| !new.contains(&(voice, said))) {
            if let Some(saying) = self.saying(quote) {
                lost.entry(saying).or_default().push(said);
                voices.insert(voice);
            }
        }
        if lost.is_empty() {
            return Vec::new();
        }
        let mut left: BTreeMap<u32, Left> = BTreeMap::new();
        let there = self.rows.numbered().map(|(row, _)| row).filter(|&row| !self.is_gone(row));
        for (quote, _, said) in there.flat_map(|row| self.said(row)).filter(|(_, voice, _)| voices.contains(voice)) {
            if let Some(saying) = self.saying(quote).filter(|saying| lost.contains_key(saying)) {
                left.entry(saying).or_default().add(said, quote);
            }
        }
        left.iter().filter_map(|(saying, left)| Some(left.apart(lost.get(saying)?))).flatten().collect()
    }
}

/// What is left of a saying.
#[derive(Default)]
struct Left {
    /// By gist when it was said, and by which quotes. The same gist is the same saying whenever it was said.
    gists: BTreeMap<u64, Vec<(u32, u32)>>,
    days: FxHashMap<u32, BTreeSet<u64>>,
}

impl Left {
    fn add(&mut self, said: Said, quote: u32) {
        self.gists.entry(said.gist).or_default().push((said.day, quote));
        self.days.entry(said.day).or_default().insert(said.gist);
    }

    /// The gists that are the saying that `said` is.
    fn near(&self, said: Said) -> impl Iterator<Item = u64> {
        let days = said.day.saturating_sub(SOON)..=said.day.saturating_add(SOON);
        let near = days.filter_map(|day| self.days.get(&day)).flatten().copied();
        near.filter(move |&gist| is_near(said.gist, gist)).chain(self.gists.contains_key(&said.gist).then_some(said.gist))
    }

    /// The gists that are together with `first`; not all, where all of `wanted` are.
    fn with(&self, first: u64, wanted: &BTreeSet<u64>) -> BTreeSet<u64> {
        let (mut found, mut next) = (BTreeSet::from([first]), vec![first]);
        let mut wanted: BTreeSet<u64> = wanted.iter().copied().filter(|&gist| gist != first).collect();
        while let Some(gist) = next.pop().filter(|_| !wanted.is_empty()) {
            let days: BTreeSet<u32> = self.gists.get(&gist).into_iter().flatten().map(|&(day, _)| day).collect();
            for near in days.into_iter().flat_map(|day| self.near(Said { gist, day })) {
                if found.insert(near) {
                    wanted.remove(&near);
                    next.push(near);
                }
            }
        }
        found
    }

    /// The quotes that are together no more, now that `lost` is gone, each with the least quote that it is together with.
    fn apart(&self, lost: &[Said]) -> Vec<(u32, u32)> {
        // Whatever was held together was so by what the lost ones were near to.
        let near: BTreeSet<u64> = lost.iter().flat_map(|&said| self.near(said)).collect();
        let Some(&first) = near.first().filter(|&&first| !near.is_subset(&self.with(first, &near))) else { return Vec::new() };
        let all: BTreeSet<u64> = self.gists.keys().copied().collect();
        let (mut rest, mut quotes) = (all.clone(), Vec::new());
        let mut next = Some(first);
        while let Some(gist) = next {
            // Never all are found, as these are not together.
            let together = self.with(gist, &all);
            let of = together.iter().filter_map(|gist| self.gists.get(gist)).flatten().map(|&(_, quote)| quote);
            let least = of.clone().min().unwrap_or(0);
            quotes.extend(of.map(|quote| (quote, least)));
            rest.retain(|gist| !together.contains(gist));
            next = rest.first().copied();
        }
        others(quotes.into_iter()).collect()
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
