//! What the user does with briefings: read, starred, tagged, noted; for the one at hand or for those chosen; undone and done again.

use std::io;

use tui_input::Input;

use super::{
    super::{
        action::{Marking, Pane, ViewKind},
        layer::{Ask, Layer},
        model::Model,
        text::{clip, plural},
    },
    decide,
};
use crate::{
    label::BriefingState,
    library::{
        answer::Reading as _,
        state::{Change, Key},
    },
};

/// The briefings that are meant, in the order of their keys: those chosen, else the one at hand.
fn meant(model: &Model) -> Vec<Key> {
    if !model.chosen.is_empty() {
        return model.chosen.iter().copied().collect();
    }
    model.row_at(model.list.at).map(crate::library::catalog::Row::key).into_iter().collect()
}

/// Does `what` with the briefings meant, or opens the line that asks for words.
pub(super) fn mark(model: &mut Model, what: Marking) {
    let keys = meant(model);
    if keys.is_empty() {
        model.notice = Some("There is no briefing here.".to_owned());
        return;
    }
    let all = |state: BriefingState| keys.iter().all(|&key| model.state.marks().is(key, state));
    match what {
        Marking::Read => {
            let read = !all(BriefingState::Read);
            change(model, &keys, &Change::Read(read), if read { "read" } else { "unread" });
        }
        Marking::Starred => {
            let starred = !all(BriefingState::Starred);
            change(model, &keys, &Change::Starred(starred), if starred { "starred" } else { "no longer starred" });
        }
        Marking::Hidden => hide(model, &keys, !all(BriefingState::Hidden)),
        Marking::Tags | Marking::Note => {
            let mark = keys.first().filter(|_| keys.len() == 1).and_then(|&key| model.state.mark(key));
            let words = match (what, mark) {
                (_, None) => String::new(),
                (Marking::Note, Some(mark)) => mark.note.clone(),
                (_, Some(mark)) => mark.tags.iter().cloned().collect::<Vec<_>>().join(" "),
            };
            model.layer = Some(Layer::Line(Ask::Mark(what), Input::new(words)));
        }
    }
}

/// Leaves briefings out of every list, or no longer; of a story that several outlets tell, all.
fn hide(model: &mut Model, keys: &[Key], hidden: bool) {
    let catalog = model.shelf().catalog();
    let mut all = keys.to_vec();
    for &number in catalog.order() {
        if catalog.row(number).is_some_and(|row| keys.binary_search(&row.key()).is_ok()) {
            all.extend(catalog.also(number).filter_map(|row| Some(catalog.row(row)?.key())));
        }
    }
    all.sort_unstable();
    all.dedup();
    let title = model.row_at(model.list.at).map(|row| catalog.string(row.title).to_owned()).unwrap_or_default();
    let what = if keys.len() > 1 { plural(keys.len(), "briefing") } else { format!("“{}”", clip(&title, 20)) };
    // What is not kept is so all the same until the reader is left.
    if change(model, &all, &Change::Hidden(hidden), "") {
        model.notice = Some(if hidden {
            format!("{what} hidden; u takes it back, is:hidden finds it.")
        } else {
            format!("{what} shown again; u takes it back.")
        });
    }
    if hidden {
        model.chosen.clear();
    }
    list_again(model);
}

/// Lists anew what may be hidden now, or no longer; where the row at hand is gone, the next one is at hand.
fn list_again(model: &mut Model) {
    model.all = None;
    model.relist();
}

/// What was typed in the line for tags or a note.
pub(super) fn written(model: &mut Model, what: Marking, words: &str) {
    let keys = meant(model);
    if what == Marking::Note {
        change(model, &keys, &Change::Note(words.trim().to_owned()), if words.trim().is_empty() { "without a note" } else { "noted" });
        return;
    }
    let tags: Vec<String> =
        words.split([' ', ',']).map(|tag| tag.trim_start_matches('#').to_lowercase()).filter(|tag| !tag.is_empty()).collect();
    // Of one briefing the line shows its tags: those deleted there are taken off.
    if let [key] = keys.as_slice() {
        let gone: Vec<String> =
            model.state.mark(*key).map_or_else(Vec::new, |mark| mark.tags.iter().filter(|tag| !tags.contains(tag)).cloned().collect());
        for tag in gone {
            change(model, &keys, &Change::Untag(tag), "tagged anew");
        }
    }
    for tag in tags {
        change(model, &keys, &Change::Tag(tag.clone()), &format!("tagged {tag}"));
    }
}

/// Makes one change to each of `keys`, and says so where it is more than one or nothing shows it. Tells whether it is kept.
fn change(model: &mut Model, keys: &[Key], change: &Change, told: &str) -> bool {
    let done = model.state.change_all(keys, change);
    model.recount();
    if let Err(error) = &done {
        kept(model, error);
    } else if keys.len() > 1 || !is_seen(model, keys, change) {
        model.notice = Some(format!("{} {told}; u takes it back.", plural(keys.len(), "briefing")));
    }
    done.is_ok()
}

/// Whether the list shows a change by itself: that of briefings does where it is on the screen, but for what another sign stands before.
fn is_seen(model: &Model, keys: &[Key], change: &Change) -> bool {
    let is = |&key: &Key, state| model.state.marks().is(key, state);
    let stands_before = |key: &Key| match change {
        Change::Read(_) => is(key, BriefingState::Starred) || is(key, BriefingState::Hidden) || model.chosen.contains(key),
        Change::Starred(_) => is(key, BriefingState::Hidden) || model.chosen.contains(key),
        _ => false,
    };
    let shown = !model.geometry().visible(Pane::List).is_empty();
    shown && model.kind == ViewKind::Briefings && !keys.iter().any(stands_before)
}

fn kept(model: &mut Model, error: &io::Error) {
    model.notice = Some(format!("This is not kept: {error}."));
}

/// The briefing at hand has been opened.
pub(super) fn opened(model: &mut Model) {
    let Some(key) = model.row_at(model.list.at).map(crate::library::catalog::Row::key) else { return };
    if model.state.marks().is(key, BriefingState::Unread)
        && let Err(error) = model.state.change(key, Change::Read(true))
    {
        kept(model, &error);
    }
}

/// Chooses the row at hand for what is done next, or not, and goes on.
pub(super) fn choose(model: &mut Model) {
    let Some(key) = model.row_at(model.list.at).map(crate::library::catalog::Row::key) else { return };
    if !model.chosen.remove(&key) {
        model.chosen.insert(key);
    }
    model.list.at += 1;
}

/// Chooses everything that is listed, or nothing.
pub(super) fn choose_all(model: &mut Model) {
    if !model.chosen.is_empty() {
        model.chosen.clear();
        return;
    }
    if model.is_listed_later() {
        return;
    }
    let rows = 0..model.listing.numbers.len();
    model.chosen = rows.filter_map(|at| model.row_at(at).map(crate::library::catalog::Row::key)).collect();
    model.notice = Some(format!("{} chosen; r, * and t mean all of them.", plural(model.chosen.len(), "briefing")));
}

/// Takes the last change back.
pub(super) fn undo(model: &mut Model) {
    let undone = model.state.undo();
    list_if_hidden(model, &undone);
    tell(model, undone, "Taken back", "There is nothing to take back.");
}

/// Does the change that was taken back again.
pub(super) fn redo(model: &mut Model) {
    let redone = model.state.redo();
    list_if_hidden(model, &redone);
    tell(model, redone, "Done again", "There is nothing to do again.");
}

/// What was taken back or done again may be hidden now, or no longer, or tagged.
fn list_if_hidden(model: &mut Model, done: &io::Result<Option<(usize, Change)>>) {
    model.recount();
    if matches!(done, Ok(Some((_, Change::Hidden(_))))) {
        list_again(model);
    }
}

fn tell(model: &mut Model, done: io::Result<Option<(usize, Change)>>, how: &str, nothing: &str) {
    model.notice = Some(match done {
        Ok(Some((count, change))) => {
            let what = match change {
                Change::Read(true) => "read".to_owned(),
                Change::Read(false) => "unread".to_owned(),
                Change::Starred(true) => "starred".to_owned(),
                Change::Starred(false) => "not starred".to_owned(),
                Change::Hidden(true) => "hidden".to_owned(),
                Change::Hidden(false) => "not hidden".to_owned(),
                Change::Tag(tag) => format!("tag {tag} put on"),
                Change::Untag(tag) => format!("tag {tag} taken off"),
                Change::Note(_) => "note".to_owned(),
                Change::Place(_) => "place".to_owned(),
                Change::Decided(subject, decisions) => decide::told(&subject, &decisions),
            };
            let many = if count > 1 { format!(" for {}", plural(count, "briefing")) } else { String::new() };
            format!("{how}: {what}{many}.")
        }
        Ok(None) => nothing.to_owned(),
        Err(error) => format!("This is not kept: {error}."),
    });
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Size;

    use super::*;
    use crate::{
        library::{
            Library,
            decisions::{Decision, Standing, Subject, Thing},
            desk::Desk,
            state::State,
        },
        tui::{Options, action::Action, update::update},
    };

    #[test]
    fn a_mark_that_cannot_be_kept_is_told_and_made_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let mut state = State::open(&folder.path().join("marks")).unwrap();
        let library = Library::shipped();
        let briefing = library.briefing(0).unwrap().unwrap();
        let subject = Subject::of(&briefing, Thing::Actor, 0).unwrap();
        // The file of decisions cannot be written any more, which is tried with each change until it can.
        drop(folder);
        let decided = Change::Decided(subject, vec![Decision::Standing(Some(Standing::Confirmed))]);
        assert!(state.change(Key::of(&briefing.text), decided).is_err());
        let mut model = Model::new(Desk { state, ..Desk::from(library) }, Options::default(), Size::new(160, 45));
        let count = model.listing.numbers.len();
        update(&mut model, Action::Mark(Marking::Hidden));
        let notice = model.notice.clone().unwrap();
        assert!(notice.starts_with("This is not kept: "), "{notice}");
        assert_eq!(model.listing.numbers.len(), count - 1);
    }

    #[test]
    fn a_mark_that_the_list_does_not_show_is_told() {
        let mut model = Model::new(Library::shipped(), Options::default(), Size::new(160, 45));
        update(&mut model, Action::Mark(Marking::Starred));
        assert_eq!(model.notice, None, "the star stands in the list");
        update(&mut model, Action::Mark(Marking::Read));
        assert_eq!(model.notice.as_deref(), Some("1 briefing read; u takes it back."), "the star stands before it");
        update(&mut model, Action::View(ViewKind::Quotes));
        update(&mut model, Action::Mark(Marking::Starred));
        assert_eq!(model.notice.as_deref(), Some("1 briefing no longer starred; u takes it back."));
    }
}
