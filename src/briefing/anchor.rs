//! Items of a file edited by hand, put back where their words stand.
//!
//! After the W3C Web Annotation model, where a position in the text stands beside the words found there: the words decide,
//! the position says which of their occurrences is meant. Longer words are placed first, as they are rarer; every item
//! placed tells how far the text around it has moved, and what has no words of its own (sentences, mentions) moves along.

use std::{collections::BTreeMap, mem, path::Path};

use memchr::memmem;

use super::{
    Actor, Briefing,
    clean::clean,
    store::{self, text_hash},
};
use crate::{country::CountryCode, label::ActorKind, span::Span};

/// How far from the expected place words are looked for, in bytes.
const REACH: usize = 1 << 18;

/// How far a name is looked for: the same name stands in many places.
const NAME_REACH: usize = 1 << 10;

/// An item, or a part of one, whose words are not in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Key of the record it stands under, such as `quotes`.
    pub list: &'static str,
    /// Its place in that list, from 0, as the file has it.
    pub index: usize,
    /// Key of the part; `text` for the item itself.
    pub field: &'static str,
    /// How many such parts do not fit.
    pub count: usize,
}

/// Reads the TOML file at `path` for showing: cleaned, every item where its words stand, and told what no longer fits.
///
/// # Errors
///
/// As [`store::load`].
pub fn load(path: &Path) -> Result<(Briefing, Vec<Misfit>), store::Error> {
    let mut briefing = store::load(path)?;
    clean(&mut briefing);
    let lost = reanchor(&mut briefing);
    Ok((briefing, lost))
}

/// Puts every item of `briefing` where its words stand in the text, and takes out what no longer fits.
///
/// Returns what was taken out, in the order of the record. A briefing whose spans are right is left as it is.
pub fn reanchor(briefing: &mut Briefing) -> Vec<Misfit> {
    let edited = !briefing.id.ends_with(&text_hash(&briefing.text));
    if !edited && is_sound(briefing) {
        return Vec::new();
    }
    let text = mem::take(&mut briefing.text);
    let mut lost = Vec::new();
    let mut shifts = Shifts { text: &text, edited, points: BTreeMap::new() };
    let before: Vec<Span> = briefing.quotes.iter().map(super::Quote::span).collect();
    place_words(briefing, &mut shifts, &mut lost);
    move_parts(briefing, &before, &text, &mut lost);
    move_sentences(briefing, &shifts);
    move_names(briefing, &mut shifts, &mut lost);
    move_paragraphs(briefing, &shifts, &mut lost);
    briefing.entities.retain_mut(|mention| {
        let span = shifts.follow(Span::new(mention.start, mention.end));
        (mention.start, mention.end) = (span.start, span.end);
        !span.is_empty()
    });
    take_out(briefing, &lost);
    briefing.text = text;
    lost.sort_by_key(|misfit| (order(misfit.list), misfit.index));
    lost
}

/// Whether every span fits the text and every item's words stand there.
fn is_sound(briefing: &Briefing) -> bool {
    let text = &briefing.text;
    let fits = |span: Span| !span.of(text).is_empty();
    let parts = |quote: &super::Quote| quote.parts.iter().all(|&part| fits(part) && quote.span().contains(part));
    worded(briefing).iter().all(|item| item.stands_in(text, item.old))
        && briefing.quotes.iter().all(|quote| fits(quote.sentence) && parts(quote))
        && briefing.assets.iter().all(|asset| fits(asset.sentence))
        && briefing.dates.iter().all(|date| fits(date.sentence))
        && briefing.actors.iter().flat_map(|actor| &actor.mentions).all(|&span| fits(span))
        && briefing.places.iter().flat_map(|place| &place.mentions).all(|&span| fits(span))
        && briefing.paragraphs.iter().all(|paragraph| fits(Span::new(paragraph.start, paragraph.end)))
        && briefing.entities.iter().all(|mention| fits(Span::new(mention.start, mention.end)))
}

/// Something with words of its own.
struct Worded {
    list: &'static str,
    index: usize,
    field: &'static str,
    old: Span,
    words: String,
}

impl Worded {
    fn stands_in(&self, text: &str, span: Span) -> bool {
        !self.words.is_empty() && span.of(text) == self.words
    }

    fn misfit(&self) -> Misfit {
        Misfit { list: self.list, index: self.index, field: self.field, count: 1 }
    }
}

/// Everything in `briefing` that has words of its own.
fn worded(briefing: &Briefing) -> Vec<Worded> {
    let item = |list, index, field, old, words: &String| Worded { list, index, field, old, words: words.clone() };
    let mut all = Vec::new();
    for (index, quote) in briefing.quotes.iter().enumerate() {
        all.push(item("quotes", index, "text", quote.span(), &quote.text));
        for (field, anchor) in [("source", &quote.source), ("cue", &quote.cue)] {
            all.extend(anchor.iter().map(|anchor| item("quotes", index, field, anchor.span(), &anchor.text)));
        }
    }
    all.extend(briefing.assets.iter().enumerate().map(|(index, asset)| item("assets", index, "text", asset.span(), &asset.text)));
    all.extend(
        briefing.dates.iter().enumerate().map(|(index, date)| item("dates", index, "text", Span::new(date.start, date.end), &date.text)),
    );
    all
}

/// Moves the part of `briefing` that `item` describes to `span`.
fn put(briefing: &mut Briefing, item: &Worded, span: Span) {
    let Span { start, end } = span;
    let quote = briefing.quotes.get_mut(item.index);
    let place = match (item.list, item.field) {
        ("quotes", "text") => quote.map(|quote| (&mut quote.start, &mut quote.end)),
        ("quotes", "source") => quote.and_then(|quote| quote.source.as_mut()).map(|anchor| (&mut anchor.start, &mut anchor.end)),
        ("quotes", _) => quote.and_then(|quote| quote.cue.as_mut()).map(|anchor| (&mut anchor.start, &mut anchor.end)),
        ("assets", _) => briefing.assets.get_mut(item.index).map(|asset| (&mut asset.start, &mut asset.end)),
        _ => briefing.dates.get_mut(item.index).map(|date| (&mut date.start, &mut date.end)),
    };
    if let Some(place) = place {
        (*place.0, *place.1) = (start, end);
    }
}

/// Places all items that have words, the longest first.
fn place_words(briefing: &mut Briefing, shifts: &mut Shifts<'_>, lost: &mut Vec<Misfit>) {
    let mut items = worded(briefing);
    items.sort_by_key(|item| (std::cmp::Reverse(item.words.len()), item.old));
    for item in &items {
        match shifts.place(item.old, &item.words, REACH) {
            Some(span) => {
                shifts.learn(item.old, span);
                put(briefing, item, span);
            }
            None if item.list == "quotes" && item.field == "text" && place_parts(briefing, item.index, shifts) => {}
            None => lost.push(item.misfit()),
        }
    }
}

/// Puts a quotation whose parts an edit has moved from each other back together; tells whether each part was found.
fn place_parts(briefing: &mut Briefing, index: usize, shifts: &mut Shifts<'_>) -> bool {
    let Some(quote) = briefing.quotes.get_mut(index).filter(|quote| quote.parts.len() > 1) else { return false };
    let placed: Option<Vec<Span>> = quote
        .parts
        .iter()
        .map(|&part| {
            let words = quote.text.get(part.start.checked_sub(quote.start)?..part.end.checked_sub(quote.start)?)?;
            let span = shifts.place(part, words, REACH)?;
            shifts.learn(part, span);
            Some(span)
        })
        .collect();
    let Some(parts) = placed.filter(|parts| parts.is_sorted_by(|a, b| a.end <= b.start)) else { return false };
    if let (Some(first), Some(last)) = (parts.first(), parts.last()) {
        (quote.start, quote.end) = (first.start, last.end);
        Span::new(first.start, last.end).of(shifts.text).clone_into(&mut quote.text);
    }
    quote.parts = parts;
    true
}

/// Moves the stretches of quotations in several parts along with their quotations.
fn move_parts(briefing: &mut Briefing, before: &[Span], text: &str, lost: &mut Vec<Misfit>) {
    for (index, (quote, old)) in briefing.quotes.iter_mut().zip(before).enumerate() {
        let whole = quote.span();
        if whole.len() != old.len() {
            // The parts were found one by one.
            continue;
        }
        let shift = |offset: usize| offset.saturating_add(whole.start).saturating_sub(old.start);
        let moved: Vec<Span> = quote.parts.iter().map(|part| Span::new(shift(part.start), shift(part.end))).collect();
        if moved.iter().all(|&part| whole.contains(part) && !part.of(text).is_empty()) {
            quote.parts = moved;
        } else {
            quote.parts.clear();
            lost.push(Misfit { list: "quotes", index, field: "parts", count: 1 });
        }
    }
}

fn move_sentences(briefing: &mut Briefing, shifts: &Shifts<'_>) {
    let quotes = briefing.quotes.iter_mut().map(|quote| (quote.span(), &mut quote.sentence));
    let assets = briefing.assets.iter_mut().map(|asset| (asset.span(), &mut asset.sentence));
    let dates = briefing.dates.iter_mut().map(|date| (Span::new(date.start, date.end), &mut date.sentence));
    for (item, sentence) in quotes.chain(assets).chain(dates) {
        let held = sentence.is_empty() || sentence.overlaps(item);
        let moved = shifts.follow(*sentence);
        *sentence = if moved.is_empty() {
            item
        } else if held && !moved.overlaps(item) {
            moved.join(item)
        } else {
            moved
        };
    }
}

/// Moves the mentions of actors and places, and looks nearby for those that are not where they should be.
fn move_names(briefing: &mut Briefing, shifts: &mut Shifts<'_>, lost: &mut Vec<Misfit>) {
    for (index, actor) in briefing.actors.iter_mut().enumerate() {
        let forms = forms(actor);
        let before = actor.mentions.len();
        actor.mentions = actor.mentions.iter().filter_map(|&old| shifts.mention(old, &forms)).collect();
        note(lost, "actors", index, before - actor.mentions.len());
    }
    for (index, place) in briefing.places.iter_mut().enumerate() {
        let before = place.mentions.len();
        place.mentions = place.mentions.iter().filter_map(|&old| shifts.mention(old, &[&place.name])).collect();
        note(lost, "places", index, before - place.mentions.len());
    }
}

fn note(lost: &mut Vec<Misfit>, key: &'static str, index: usize, count: usize) {
    if count > 0 {
        lost.push(Misfit { list: key, index, field: "mentions", count });
    }
}

/// The words that may name `actor`.
fn forms(actor: &Actor) -> Vec<&str> {
    let mut forms: Vec<&str> = std::iter::once(&actor.name).chain(&actor.aliases).map(String::as_str).collect();
    if let Some(country) = actor.country.filter(|_| actor.kind == ActorKind::Country).and_then(CountryCode::country) {
        forms.append(&mut country.words().collect());
    }
    forms
}

fn move_paragraphs(briefing: &mut Briefing, shifts: &Shifts<'_>, lost: &mut Vec<Misfit>) {
    for (index, paragraph) in briefing.paragraphs.iter_mut().enumerate() {
        let old = Span::new(paragraph.start, paragraph.end);
        let followed = shifts.follow(old);
        let moved = if followed == old { old } else { shifts.lines(followed) };
        (paragraph.start, paragraph.end) = (moved.start, moved.end);
        if moved.is_empty() {
            lost.push(Misfit { list: "paragraphs", index, field: "text", count: 1 });
        }
    }
}

/// Takes lost items out of their lists, and lost parts out of their items.
fn take_out(briefing: &mut Briefing, lost: &[Misfit]) {
    for misfit in lost {
        if let ("quotes", Some(quote)) = (misfit.list, briefing.quotes.get_mut(misfit.index)) {
            match misfit.field {
                "source" => quote.source = None,
                "cue" => quote.cue = None,
                _ => {}
            }
        }
    }
    let gone = |list: &str, index: usize| lost.iter().any(|m| m.list == list && m.index == index && m.field == "text");
    keep(&mut briefing.quotes, |index| !gone("quotes", index));
    keep(&mut briefing.assets, |index| !gone("assets", index));
    keep(&mut briefing.dates, |index| !gone("dates", index));
    keep(&mut briefing.paragraphs, |index| !gone("paragraphs", index));
    let ids: Vec<String> = briefing.quotes.iter().map(|quote| quote.id.clone()).collect();
    for quote in &mut briefing.quotes {
        quote.within = quote.within.take().filter(|id| ids.contains(id));
    }
}

/// Keeps the elements whose number `wanted` approves.
fn keep<T>(list: &mut Vec<T>, wanted: impl Fn(usize) -> bool) {
    let mut number = 0..;
    list.retain(|_| number.next().is_none_or(&wanted));
}

/// Place of a list in the record.
fn order(list: &str) -> usize {
    ["paragraphs", "actors", "quotes", "assets", "places", "dates"].iter().position(|&key| key == list).unwrap_or(usize::MAX)
}

/// An old offset with the new one.
type Point = (usize, usize);

/// How far the text has moved, learned from the items placed so far.
struct Shifts<'a> {
    text: &'a str,
    edited: bool,
    /// Old offsets with the new ones.
    points: BTreeMap<usize, usize>,
}

impl Shifts<'_> {
    /// Notes where an item went; from a text that nobody edited, or a position that never was right, there is nothing to learn.
    fn learn(&mut self, old: Span, new: Span) {
        if self.edited && old.len() == new.len() {
            self.points.insert(old.start, new.start);
            self.points.insert(old.end, new.end);
        }
    }

    /// The nearest known points before and after `old`.
    fn around(&self, old: Span) -> (Option<Point>, Option<Point>) {
        let pair = |(&old, &new): (&usize, &usize)| (old, new);
        (self.points.range(..=old.start).next_back().map(pair), self.points.range(old.end..).next().map(pair))
    }

    /// Where `old` should be now, going by the nearest known point.
    fn shift(&self, old: usize) -> usize {
        let point = match self.around(Span::new(old, old)) {
            (Some(before), Some(after)) if after.0 - old < old - before.0 => Some(after),
            (before, after) => before.or(after),
        };
        along(old, point)
    }

    /// `old` moved along with what stands in it, else with its surroundings, cut to whole characters of the text.
    fn follow(&self, old: Span) -> Span {
        let mut inside = self.points.range(old.start..=old.end).map(|(&old, &new)| (old, new));
        let first = inside.next();
        let last = inside.next_back().or(first);
        let floor = |offset: usize| self.text.floor_char_boundary(offset.min(self.text.len()));
        let start = first.map_or_else(|| self.shift(old.start), |_| along(old.start, first));
        let end = last.map_or_else(|| self.shift(old.end), |_| along(old.end, last));
        Span::new(floor(start), floor(end))
    }

    /// `span` widened to whole lines, without white space at its ends.
    fn lines(&self, span: Span) -> Span {
        let start = self.text.get(..span.start).and_then(|head| head.rfind('\n')).map_or(0, |newline| newline + 1);
        let end = self.text.get(span.end..).and_then(|tail| tail.find('\n')).map_or(self.text.len(), |offset| span.end + offset);
        let line = Span::new(start, end).of(self.text);
        let trimmed = line.trim_start();
        Span::new(end - trimmed.len(), start + line.trim_end().len())
    }

    /// The stretch between the known points around `old`, at most `reach` from where it should be.
    fn room(&self, old: Span, reach: usize) -> Span {
        let (before, after) = self.around(old);
        let expected = self.shift(old.start);
        let low = before.map_or(0, |point| point.1).max(expected.saturating_sub(reach));
        let high = after.map_or(self.text.len(), |point| point.1).min(expected.saturating_add(old.len()).saturating_add(reach));
        let high = self.text.floor_char_boundary(high.min(self.text.len()));
        Span::new(self.text.floor_char_boundary(low.min(high)), high)
    }

    /// Where `words` stand: at the expected place, else at the nearest place between the items around.
    fn place(&self, old: Span, words: &str, reach: usize) -> Option<Span> {
        let expected = self.shift(old.start);
        let room = self.room(old, reach.max(words.len()));
        let spot = Span::new(expected, expected.saturating_add(words.len()));
        if !words.is_empty() && room.contains(spot) && spot.of(self.text) == words {
            return Some(spot);
        }
        memmem::find_iter(room.of(self.text).as_bytes(), words)
            .map(|offset| Span::new(room.start + offset, room.start + offset + words.len()))
            .filter(|&span| !span.is_empty() && self.is_whole(span))
            .min_by_key(|span| span.start.abs_diff(expected))
    }

    /// Where a mention stands: where it should be if it reads as one of `forms` there, else at the nearest form of its
    /// length, else where it should be if nothing was edited around it, else at the nearest form.
    fn mention(&mut self, old: Span, forms: &[&str]) -> Option<Span> {
        let expected = self.shift(old.start);
        let spot = Span::new(expected, expected.saturating_add(old.len()));
        let words = spot.of(self.text);
        if !words.is_empty() && forms.iter().any(|form| form.eq_ignore_ascii_case(words)) {
            self.learn(old, spot);
            return Some(spot);
        }
        if !words.is_empty() && !self.edited {
            return Some(spot);
        }
        // as far as the text before it moved, or the text after it: two equal names side by side do not change places
        let (before, after) = self.around(old);
        let reads = |at: usize| {
            Some(Span::new(at, at.saturating_add(old.len())))
                .filter(|span| forms.iter().any(|form| form.eq_ignore_ascii_case(span.of(self.text))))
        };
        if let Some(spot) = [before, after].into_iter().find_map(|point| reads(along(old.start, point))) {
            return Some(spot);
        }
        let nearest = |same_length: bool| {
            let wanted = forms.iter().filter(|form| (form.len() == old.len()) == same_length);
            let found = wanted.filter_map(|form| self.place(old, form, NAME_REACH));
            found.min_by_key(|span| (span.start.abs_diff(expected), std::cmp::Reverse(span.len())))
        };
        let reads_well = words.starts_with(char::is_alphanumeric) && !words.ends_with(char::is_whitespace);
        let stays = reads_well && self.is_calm(old) && self.is_whole(spot);
        nearest(true).or_else(|| stays.then_some(spot)).or_else(|| nearest(false))
    }

    /// Whether the text before and after `old` moved by the same distance.
    fn is_calm(&self, old: Span) -> bool {
        let (before, after) = self.around(old);
        let distance = |point: Point| point.1.wrapping_sub(point.0);
        before.zip(after).is_none_or(|(before, after)| distance(before) == distance(after))
    }

    /// Whether no word runs over an edge of `span`.
    fn is_whole(&self, span: Span) -> bool {
        let (head, tail) = (self.text.get(..span.start).unwrap_or(""), self.text.get(span.end..).unwrap_or(""));
        let words = span.of(self.text);
        let joined = |a: Option<char>, b: Option<char>| a.zip(b).is_some_and(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric());
        !joined(head.chars().next_back(), words.chars().next()) && !joined(words.chars().next_back(), tail.chars().next())
    }
}

/// `old` moved as far as the known `point` was.
fn along(old: usize, point: Option<Point>) -> usize {
    point.map_or(old, |(from, to)| old.saturating_add(to).saturating_sub(from))
}

#[cfg(test)]
mod tests;
