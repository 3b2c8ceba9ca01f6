//! What an intention does to the model; the only code that changes it.

use ratatui::layout::Size;

use super::{
    Export,
    action::{Action, Pane, Tab, ViewKind},
    geometry,
    layer::Layer,
    menu::Kind,
    model::{Landing, Model},
    options::Options,
    outside::Job,
    views,
};
use crate::{
    config::Ground,
    library::facets::{Count, Facet, quote},
};

mod anywhere;
mod closing;
mod decide;
mod facets;
mod jumps;
mod layers;
mod marks;
mod menus;
mod mouse;
mod moves;
mod query;
mod reading;
pub(super) mod review;
mod share;
mod split;

pub(super) use jumps::found;
pub(super) use moves::{list as move_in_list, shifted};
pub(super) use query::offer;

/// How often a command is done at most.
const OFTEN: usize = 999;

/// How many notices are kept.
const MEMORY: usize = 200;

/// Something to be done outside of the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Give the terminal back and stop until the shell continues the program.
    Suspend,
    /// Forget what the screen shows and paint all of it.
    Repaint,
    /// Put these words on the clipboard.
    Copy(String),
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Read the settings again.
    Reload,
    /// Run another program.
    Run(Job),
    /// Write what is listed into a file that is not there yet.
    Write(Export),
}

/// Does `action`, and says what must be done outside.
pub fn update(model: &mut Model, action: Action) -> Option<Effect> {
    let begun = std::mem::take(&mut model.pending);
    let count = std::mem::take(&mut model.count);
    if !matches!(action, Action::Resize(..) | Action::Pend(_) | Action::Count(_)) {
        model.notice = None;
    }
    let known = model.notice.clone();
    match action {
        Action::Pend(key) => {
            (model.pending, model.count) = (begun, count);
            model.pending.push(key);
        }
        Action::Count(digit) => {
            model.pending = begun;
            model.count = (count * 10 + usize::from(digit)).min(OFTEN);
        }
        _ => {}
    }
    let effect = act(model, action);
    if model.landed.is_none() {
        model.landed = Some(Landing { pane: model.focus, view: model.kind, narrowing: model.narrowing.clone() });
    }
    remember_notice(model, known.as_deref());
    model.settle();
    effect
}

/// Keeps what is told now for the list of notices, if it was not told already.
fn remember_notice(model: &mut Model, known: Option<&str>) {
    if let Some(notice) = model.notice.clone().filter(|notice| known != Some(notice)) {
        if model.told.len() == MEMORY {
            model.told.remove(0);
        }
        log::info!("{notice}");
        model.told.push(notice);
    }
}

/// Tells `words` at the bottom of the screen.
pub(super) fn tell(model: &mut Model, words: String) {
    let known = model.notice.replace(words);
    remember_notice(model, known.as_deref());
}

/// Puts new settings in the place of the old ones; what the terminal told of its ground stays.
/// Tells whether they differ.
pub(super) fn settings(model: &mut Model, options: Options) -> bool {
    let ground = if options.ground == Ground::Unknown { model.options.ground } else { options.ground };
    let options = Options { ground, ..options };
    let differ = options != model.options;
    if options.layout.facets != model.options.layout.facets {
        facets::put_sidebar(model, options.layout.facets);
    }
    model.options = options;
    model.settle();
    differ
}

/// Takes note of what the terminal shows words on, and tells whether that is new.
pub(super) fn ground(model: &mut Model, ground: Ground) -> bool {
    std::mem::replace(&mut model.options.ground, ground) != ground
}

fn act(model: &mut Model, action: Action) -> Option<Effect> {
    match action {
        Action::Move(by) => moves::go(model, by),
        Action::Enter => return enter(model),
        Action::Back => closing::back(model),
        Action::Cancel => closing::cancel(model),
        Action::Quit => model.over = true,
        Action::Suspend => return Some(Effect::Suspend),
        Action::Repaint => return Some(Effect::Repaint),
        Action::Turn(by) => turn(model, by),
        Action::Side(by) => side(model, by),
        Action::Tab(by) => tab(model, by),
        Action::Zoom => model.zoom = !model.zoom,
        Action::NextLayout => next_layout(model),
        Action::Help => menus::open(model, Kind::Help),
        Action::Palette => menus::open(model, Kind::Palette),
        Action::Themes => menus::open(model, Kind::Themes(model.options.theme)),
        Action::Notices => menus::open(model, Kind::Notices),
        Action::Mouse => {
            model.options.mouse = !model.options.mouse;
            return Some(Effect::Mouse(model.options.mouse));
        }
        Action::Reload => return Some(Effect::Reload),
        Action::Why => why(model),
        Action::Speakers => layers::pick_speaker(model),
        Action::Sidebar => facets::sidebar(model),
        Action::Facets(facet) => facets::pick(model, facet),
        Action::TurnFacet(by) => facets::turn(model, by),
        Action::Find => layers::begin_find(model),
        Action::Patterns => layers::patterns(model),
        Action::FindNext(by) => jumps::find_next(model, by),
        Action::Filter => query::begin(model),
        Action::Recall(by) => query::recall(model, by),
        Action::Complete => query::complete(model),
        Action::View(kind) => show(model, kind),
        Action::Mark(what) => marks::mark(model, what),
        Action::Choose => marks::choose(model),
        Action::ChooseAll => marks::choose_all(model),
        Action::Decide(what) => decide::begin(model, what),
        Action::Review => review::begin(model),
        Action::Judge(verdict) => review::judge(model, verdict),
        Action::Share(how) => return share::begin(model, how),
        Action::Anywhere(by) => anywhere::next(model, by),
        Action::Undo => marks::undo(model),
        Action::Redo => marks::redo(model),
        Action::Clear => closing::clear(model),
        Action::Jump(goal, by) => jumps::jump(model, goal, by),
        Action::History(by) => jumps::history(model, by),
        Action::Toggle => toggle(model),
        Action::Exclude => facets::choose(model, true),
        Action::AnyAll => facets::any_or_all(model),
        Action::Paragraph(by) => reading::paragraph(model, by),
        Action::Toggles(kind) => reading::toggle(model, kind),
        Action::NextForm => reading::next_form(model),
        Action::Widen(by) => reading::widen(model, by),
        Action::Drag(x, _) => reading::drag(model, x),
        Action::Pivot => reading::pivot(model),
        Action::FindThis => reading::find_this(model),
        Action::Letter(what) => reading::letter(model, what),
        Action::Edit(request) => layers::edit(model, request),
        Action::Click(x, y) => return mouse::click(model, x, y),
        Action::Wheel(x, y, by) => mouse::wheel(model, x, y, by),
        Action::Resize(width, height) => model.size = Size::new(width, height),
        Action::Pend(_) | Action::Count(_) | Action::Nothing => {}
    }
    None
}

/// Shows other panes beside the text, where there is room for three.
fn next_layout(model: &mut Model) {
    if geometry::panes(model.size) < 3 || model.kind != ViewKind::Briefings || model.is_alone() {
        model.notice = Some("There is no room here for other panes; z gives one the whole screen.".to_owned());
        return;
    }
    (model.beside, model.zoom) = (model.beside.next(), false);
    if model.beside.with(model.focus) != model.beside {
        focus(model, Pane::Article);
    }
}

/// Chooses the row of a picker, or not.
fn toggle(model: &mut Model) {
    match model.layer {
        Some(Layer::Menu(_)) => menus::tick(model),
        None if model.focus == Pane::Facets => facets::enter(model),
        _ => facets::choose(model, false),
    }
}

/// Moves the focus; the pane beside the text follows it.
fn focus(model: &mut Model, pane: Pane) {
    let pane = if model.is_alone() && pane == Pane::List { Pane::Article } else { pane };
    if pane == Pane::Items && model.focus != pane {
        model.remember();
    }
    model.stand_in(pane);
    light_some(model);
}

/// Lights the quote or asset nearest to the text in view where the items have the focus and none is lit. Actors are listed
/// by weight, not by place: there the first is lit once they are laid out.
fn light_some(model: &mut Model) {
    let is_dark = model.reading.as_ref().is_some_and(|reading| reading.current.is_none());
    if model.focus == Pane::Items && model.tab != Tab::Actors && is_dark {
        jumps::light_nearest(model);
    }
}

/// The panes that there are, from the left.
fn order(model: &Model) -> &'static [Pane] {
    let first = if model.is_alone() { 2 } else { usize::from(model.sidebar.is_none()) };
    Pane::ALL.get(first..).unwrap_or_default()
}

fn turn(model: &mut Model, by: isize) {
    let order = order(model);
    let at = order.iter().position(|&pane| pane == model.focus).unwrap_or(0);
    let next = (at + order.len()).wrapping_add_signed(by) % order.len();
    focus(model, order.get(next).copied().unwrap_or_default());
}

fn side(model: &mut Model, by: isize) {
    let order = order(model);
    let at = order.iter().position(|&pane| pane == model.focus).unwrap_or(0);
    if let Some(&pane) = at.checked_add_signed(by).and_then(|next| order.get(next)) {
        focus(model, pane);
    }
}

/// The next tab; before the first one lies the text.
fn tab(model: &mut Model, by: isize) {
    let tabs = model.tabs();
    let at = tabs.iter().position(|&tab| tab == model.tab).unwrap_or(0);
    match at.checked_add_signed(by).and_then(|next| tabs.get(next)) {
        Some(&tab) => show_tab(model, tab),
        None if by < 0 => focus(model, Pane::Article),
        None => {}
    }
}

/// Shows `tab`; what is lit is of the tab.
fn show_tab(model: &mut Model, tab: Tab) {
    if model.tab != tab {
        model.tab = tab;
        if let Some(reading) = &mut model.reading {
            reading.current = None;
        }
        light_some(model);
    }
}

fn enter(model: &mut Model) -> Option<Effect> {
    if model.layer.is_some() {
        return layers::accept(model);
    }
    match model.focus {
        Pane::Facets => facets::enter(model),
        Pane::List if model.kind == ViewKind::Speakers => quotes_of_speaker(model),
        Pane::List if model.reading.is_some() => {
            model.remember();
            marks::opened(model);
            focus(model, Pane::Article);
        }
        Pane::Article if model.kind != ViewKind::Briefings => to_briefing(model),
        Pane::Items => jumps::go_to_item(model),
        Pane::Article if model.reading.is_some() => focus(model, Pane::Items),
        Pane::List | Pane::Article => {}
    }
    None
}

/// Looks at the library in another way; what was open can be gone back to.
fn show(model: &mut Model, kind: ViewKind) {
    model.remember();
    model.show(kind);
    model.zoom = false;
    focus(model, Pane::List);
}

/// From a speaker to what this speaker said.
fn quotes_of_speaker(model: &mut Model) {
    let name = views::speaker_name(model, model.list.at).to_owned();
    if name.is_empty() {
        return;
    }
    model.remember();
    let count = Count { value: quote(&name), label: name, count: 0 };
    if model.narrowing.is_out(Facet::Speaker, &count.value) != Some(false) {
        model.narrowing.flip(Facet::Speaker, &count, false);
    }
    model.look(ViewKind::Quotes);
}

/// From an item of a ledger to its briefing, with all that is in it.
fn to_briefing(model: &mut Model) {
    let Some(target) = model.target_at(model.list.at) else { return };
    model.remember();
    marks::opened(model);
    let (tab, lit) = (model.tab, model.reading.as_ref().and_then(|reading| reading.current));
    model.show_briefing(target.row);
    // Of a story that several outlets tell, the row that is listed stands for all.
    let catalog = model.shelf().catalog();
    let is_it = |row: u32| row == target.row || catalog.story(row).is_some_and(|story| Some(story) == catalog.story(target.row));
    let at = model.listing.numbers.iter().position(|&row| is_it(row));
    match at {
        Some(at) => model.list.at = at,
        None => model.notice = Some("That briefing does not answer the query.".to_owned()),
    }
    model.settle();
    model.tab = tab;
    if let Some(lit) = lit {
        jumps::light(model, lit);
    }
    // Where it came from is remembered above: nothing lies between.
    model.stand_in(Pane::Items);
    light_some(model);
}

fn why(model: &mut Model) {
    if !model.card && model.reading.as_ref().is_none_or(|reading| reading.briefing.quotes.is_empty() && reading.briefing.assets.is_empty())
    {
        model.notice = Some("There is no quote or asset here to ask about.".to_owned());
        return;
    }
    model.card = !model.card;
    if !model.card {
        return;
    }
    if model.reading.as_ref().is_some_and(|reading| reading.current.is_none()) {
        jumps::light_nearest(model);
    }
    if let Some(current) = model.reading.as_ref().and_then(|reading| reading.current) {
        jumps::light(model, current);
    }
}
