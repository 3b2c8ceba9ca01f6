//! The lists to search: opening, typing, choosing, leaving.

use super::{
    super::{
        action::{Action, Move},
        geometry,
        layer::Layer,
        menu::{Choice, Kind, Menu},
        model::Model,
        theme::Theme,
    },
    Effect, decide, moves, share, split,
};

/// Opens the list of `kind`.
pub(super) fn open(model: &mut Model, kind: Kind) {
    let menu = match kind {
        Kind::Help => Menu::help(&model.options.keymap, model.scopes()),
        Kind::Palette => Menu::palette(&model.options.keymap, model.scopes(), &model.ran),
        Kind::Themes(_) => Menu::themes(model.options.theme),
        Kind::Notices => Menu::notices(&model.told),
        // These need to know what they are for.
        Kind::Merge | Kind::Split { .. } | Kind::Voice | Kind::Hidden | Kind::Copy => return,
    };
    model.layer = Some(Layer::Menu(menu));
}

/// Moves the marker.
pub(super) fn shift(model: &mut Model, by: Move) {
    let page = page(model);
    if let Some(Layer::Menu(menu)) = &mut model.layer {
        let count = menu.shown().len();
        menu.at = moves::shifted(menu.at, by, page, count);
    }
    preview(model);
}

/// Rows that show entries.
fn page(model: &Model) -> usize {
    usize::from(model.geometry().panel.height.saturating_sub(2)).max(1)
}

/// Chooses the entry under the marker, or not.
pub(super) fn tick(model: &mut Model) {
    if let Some(Layer::Menu(menu)) = &mut model.layer {
        menu.tick();
    }
    preview(model);
}

/// Wears the theme under the marker, or lights the mention, for a look.
pub(super) fn preview(model: &mut Model) {
    split::preview(model);
    if let Some(Layer::Menu(menu)) = &model.layer
        && let Some(Choice::Wear(theme)) = menu.entry().map(|entry| entry.choice)
    {
        model.options.theme = theme;
    }
}

/// Enter: does what the entry under the marker says, after the list is closed.
pub(super) fn accept(model: &mut Model, menu: &Menu) -> Option<Effect> {
    match menu.entry()?.choice {
        Choice::Run(action) => {
            model.ran.retain(|ran| *ran != action);
            model.ran.insert(0, action);
            super::act(model, action)
        }
        Choice::Elsewhere(scope) => {
            model.notice = Some(format!("That key means something in {scope} only."));
            None
        }
        Choice::Wear(theme) => {
            wear(model, theme);
            None
        }
        Choice::Pick(which) if menu.kind == Kind::Copy => share::picked(model, which?),
        Choice::Pick(_) if let Kind::Split { actor, .. } = menu.kind => {
            split::picked(model, menu, actor);
            None
        }
        Choice::Pick(which) => {
            decide::picked(model, menu.kind, which);
            None
        }
        Choice::Nothing => None,
    }
}

/// Wears `theme` until the reader ends, and tells how to keep it.
fn wear(model: &mut Model, theme: Theme) {
    model.options.theme = theme;
    if let Some((_, name, _)) = Theme::CHOICE.iter().find(|(known, ..)| *known == theme) {
        model.notice = Some(format!("To keep it, write name = \"{name}\" under [theme] in your settings."));
    }
}

/// Esc: as it was.
pub(super) fn cancel(model: &mut Model, menu: &Menu) {
    match menu.kind {
        Kind::Themes(before) => model.options.theme = before,
        Kind::Split { top, lit, .. } => {
            if let Some(reading) = &mut model.reading {
                (reading.top, reading.current) = (top, lit);
            }
        }
        _ => {}
    }
}

/// A click on the entry `line` rows below the first one in view: chooses it.
pub(super) fn point_at(model: &mut Model, line: usize) -> Option<Effect> {
    let page = page(model);
    let Some(Layer::Menu(menu)) = &mut model.layer else { return None };
    let row = geometry::window(menu.at, page, menu.shown().len()) + line;
    if menu.kind == Kind::Help || row >= menu.shown().len() {
        return None;
    }
    menu.at = row;
    super::act(model, Action::Enter)
}
