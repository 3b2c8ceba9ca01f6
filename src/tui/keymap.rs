//! The one table of commands and keys. Dispatch, help, hints, palette, settings and the manual are made from it.

use super::action::{
    Action::{
        self, AnyAll, Anywhere, Back, Cancel, Choose, ChooseAll, Clear, Complete, Decide, Enter, Exclude, Facets, Filter, Find, FindNext,
        FindThis, Help, History, Judge, Jump, Letter, Mark, Mouse, Move, NextForm, NextLayout, Notices, Palette, Paragraph, Patterns,
        Pivot, Quit, Recall, Redo, Reload, Repaint, Review, Share, Side, Sidebar, Speakers, Suspend, Tab, Themes, Toggle, Toggles, Turn,
        TurnFacet, Undo, View, Why, Widen, Zoom,
    },
    Deciding::{Amend, Confirm, Hide, Merge, Reattribute, Split, Unhide},
    Goal::{Asset, Mention, Quote, SameSpeaker},
    Letter::{Go, Keep},
    MarkKind, Marking,
    Move::{Bottom, Half, Page, Step, Top},
    Sharing::{Browse, Copy, Edit, Page as Pager, Pipe, Save},
    Verdict::{Accept, Back as StepBack, Reject, Skip},
    ViewKind,
};
mod keys;
mod map;
mod presets;

pub use keys::{Chord, Key};
pub use map::{Found, Keymap, commands, markdown, rows_of};

use crate::{label::labels, library::facets::Facet};

labels! {
    /// Where a key means something. Narrow scopes are asked first.
    Scope {
        /// Everywhere but in lines one types into.
        Everywhere = "everywhere",
        /// In any of the three panes.
        Panes = "panes",
        /// In the sidebar of fields.
        Sidebar = "sidebar",
        /// In the list of briefings.
        List = "list",
        /// In the text.
        Article = "article",
        /// In the pane of actors, quotes and assets.
        Items = "items",
        /// In any pane while items are looked through.
        Review = "review",
        /// In a picker.
        Picker = "picker",
        /// In the picker of a field's values.
        Facets = "facets",
        /// In a list of which several can be chosen.
        Several = "several",
        /// In the line of the query.
        Query = "query",
        /// In the line of words to find.
        Find = "find",
        /// In a line one types into.
        Prompt = "prompt",
    }
}

impl Scope {
    /// The scope around this one; what holds there holds here too.
    #[must_use]
    pub const fn wider(self) -> Option<Self> {
        match self {
            Self::Sidebar | Self::List | Self::Article | Self::Items | Self::Review => Some(Self::Panes),
            Self::Panes => Some(Self::Everywhere),
            Self::Facets | Self::Several => Some(Self::Picker),
            Self::Query | Self::Find => Some(Self::Prompt),
            Self::Everywhere | Self::Picker | Self::Prompt => None,
        }
    }

    /// This scope and every wider one, the narrow ones first.
    pub fn outward(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |scope| scope.wider())
    }
}

/// What a key is for, as help groups it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Moving inside a pane.
    Move,
    /// From place to place in the text.
    Jump,
    /// Looking for things and narrowing.
    Search,
    /// What one did with briefings.
    Marks,
    /// What one decides about items.
    Decide,
    /// Ways out: copy, open, write.
    Share,
    /// Panes and panels.
    Panes,
    /// In pickers and lines one types into.
    Choose,
    /// The program.
    Program,
}

impl Group {
    /// Every group, in the order of help.
    pub const ALL: [Self; 9] =
        [Self::Move, Self::Jump, Self::Search, Self::Marks, Self::Decide, Self::Share, Self::Panes, Self::Choose, Self::Program];

    /// Its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Jump => "Jump",
            Self::Search => "Find and filter",
            Self::Marks => "Read, star, hide, tag",
            Self::Decide => "Put right",
            Self::Share => "Copy, open, write",
            Self::Panes => "Views and panes",
            Self::Choose => "In pickers and lines",
            Self::Program => "Program",
        }
    }
}

/// One row of the table: a command, and its keys unless the user says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The name that settings and palette call it by. A name may stand in several scopes; it means the same there.
    pub name: &'static str,
    /// Where it holds.
    pub scope: Scope,
    /// Names of the keys, as [`Chord::parse`] reads them.
    pub keys: &'static [&'static str],
    /// What it does.
    pub action: Action,
    /// Where help puts it.
    pub group: Group,
    /// What it does, in words.
    pub help: &'static str,
    /// The words beside the key at the bottom of the screen; empty where it is not shown there.
    pub hint: &'static str,
}

const fn row(
    name: &'static str,
    scope: Scope,
    keys: &'static [&'static str],
    action: Action,
    group: Group,
    help: &'static str,
    hint: &'static str,
) -> Row {
    Row { name, scope, keys, action, group, help, hint }
}

/// Every command and its keys. The order is that of help and of the hints.
pub const KEYMAP: &[Row] = &[
    row("down", Scope::Panes, &["j", "down"], Move(Step(1)), Group::Move, "down", ""),
    row("up", Scope::Panes, &["k", "up"], Move(Step(-1)), Group::Move, "up", ""),
    row("page-down", Scope::Panes, &["pgdn", "ctrl-f"], Move(Page(1)), Group::Move, "a page down", ""),
    row("page-down", Scope::Article, &["space"], Move(Page(1)), Group::Move, "a page down", ""),
    row("page-down", Scope::Items, &["space"], Move(Page(1)), Group::Move, "a page down", ""),
    row("page-up", Scope::Panes, &["pgup", "ctrl-b"], Move(Page(-1)), Group::Move, "a page up", ""),
    row("half-page-down", Scope::Panes, &["ctrl-d"], Move(Half(1)), Group::Move, "half a page down", ""),
    row("half-page-up", Scope::Panes, &["ctrl-u"], Move(Half(-1)), Group::Move, "half a page up", ""),
    row("top", Scope::Panes, &["gg", "home"], Move(Top), Group::Move, "to the first line", ""),
    row("bottom", Scope::Panes, &["G", "end"], Move(Bottom), Group::Move, "to the last line", ""),
    row("read", Scope::List, &["enter", "l", "right"], Enter, Group::Jump, "read it; of a speaker, the quotes", "read"),
    row("narrow-to", Scope::Sidebar, &["enter"], Enter, Group::Search, "a value: take it; a field: all values", "take in"),
    row("list-items", Scope::Article, &["enter"], Enter, Group::Jump, "to the list of the text's items", ""),
    row("show-in-text", Scope::Items, &["enter"], Enter, Group::Jump, "go to the item's place in the text", "go there"),
    row("next-quote", Scope::Panes, &["]q"], Jump(Quote, 1), Group::Jump, "next quote", "next quote"),
    row("previous-quote", Scope::Panes, &["[q"], Jump(Quote, -1), Group::Jump, "previous quote", ""),
    row("next-of-speaker", Scope::Panes, &["]s"], Jump(SameSpeaker, 1), Group::Jump, "next quote of the same speaker", "same speaker"),
    row("previous-of-speaker", Scope::Panes, &["[s"], Jump(SameSpeaker, -1), Group::Jump, "previous quote of the same speaker", ""),
    row("next-asset", Scope::Panes, &["]a"], Jump(Asset, 1), Group::Jump, "next asset", ""),
    row("previous-asset", Scope::Panes, &["[a"], Jump(Asset, -1), Group::Jump, "previous asset", ""),
    row("next-mention", Scope::Panes, &["]e"], Jump(Mention, 1), Group::Jump, "next mention of the same actor", ""),
    row("previous-mention", Scope::Panes, &["[e"], Jump(Mention, -1), Group::Jump, "previous mention of the same actor", ""),
    row("next-anywhere", Scope::Panes, &["]S"], Anywhere(1), Group::Jump, "what this person said next, anywhere", ""),
    row("previous-anywhere", Scope::Panes, &["[S"], Anywhere(-1), Group::Jump, "what this person said before, anywhere", ""),
    row("next-paragraph", Scope::Panes, &["]p"], Paragraph(1), Group::Jump, "next paragraph", ""),
    row("previous-paragraph", Scope::Panes, &["[p"], Paragraph(-1), Group::Jump, "previous paragraph", ""),
    row("keep-place", Scope::Panes, &["m"], Letter(Keep), Group::Jump, "keep this place under a letter", ""),
    row("go-to-place", Scope::Panes, &["'"], Letter(Go), Group::Jump, "go to the place under a letter", ""),
    row("jump-back", Scope::Panes, &["H"], History(-1), Group::Jump, "back to where the last jump began", ""),
    row("jump-forward", Scope::Panes, &["L"], History(1), Group::Jump, "forward again", ""),
    row("speakers", Scope::Panes, &["s"], Speakers, Group::Search, "pick a speaker of this briefing", "speakers"),
    row("countries", Scope::Panes, &["c"], Facets(Facet::Country), Group::Search, "narrow by countries", "countries"),
    row("facets", Scope::Panes, &["F"], Facets(Facet::Speaker), Group::Search, "narrow by speaker, owner, place, month", "facets"),
    row("sidebar", Scope::Panes, &["B"], Sidebar, Group::Search, "fields with counts beside the list", ""),
    row("query", Scope::Panes, &["f"], Filter, Group::Search, "narrow by a query", "query"),
    row("filter-this", Scope::Panes, &["@"], Pivot, Group::Search, "narrow to what is at hand", ""),
    row("find-this", Scope::Panes, &["#"], FindThis, Group::Search, "find what is at hand in the text", ""),
    row("clear-filters", Scope::Panes, &["C"], Clear, Group::Search, "remove every filter", ""),
    row("find", Scope::Panes, &["/"], Find, Group::Search, "find in the focused pane", "find"),
    row("find-next", Scope::Panes, &["n"], FindNext(1), Group::Search, "next place found", ""),
    row("find-previous", Scope::Panes, &["N"], FindNext(-1), Group::Search, "previous place found", ""),
    row("mark-read", Scope::Panes, &["r"], Mark(Marking::Read), Group::Marks, "read, or not read yet", "read or not"),
    row("star", Scope::Panes, &["*"], Mark(Marking::Starred), Group::Marks, "star it, or not", "star"),
    row("hide-briefing", Scope::Panes, &["i"], Mark(Marking::Hidden), Group::Marks, "out of all lists, or back (is:hidden)", ""),
    row("tag", Scope::Panes, &["t"], Mark(Marking::Tags), Group::Marks, "tags", "tag"),
    row("note", Scope::Panes, &["a"], Mark(Marking::Note), Group::Marks, "a note", "note"),
    row("select", Scope::List, &["space"], Choose, Group::Marks, "choose it for what comes next", "choose"),
    row("select-all", Scope::List, &["V"], ChooseAll, Group::Marks, "choose all that are listed, or none", ""),
    row("undo", Scope::Panes, &["u"], Undo, Group::Marks, "take the last change back", "undo"),
    row("redo", Scope::Panes, &["ctrl-r"], Redo, Group::Marks, "do it again", ""),
    row("merge", Scope::Panes, &["M"], Decide(Merge), Group::Decide, "this actor is another: pick which", ""),
    row("split", Scope::Panes, &["D"], Decide(Split), Group::Decide, "some mentions are somebody else", ""),
    row("reattribute", Scope::Panes, &["A"], Decide(Reattribute), Group::Decide, "somebody else said it, or nobody", ""),
    row("amend", Scope::Panes, &["E"], Decide(Amend), Group::Decide, "correct name, kind, country, role", ""),
    row("confirm", Scope::Panes, &["gc"], Decide(Confirm), Group::Decide, "this item is right, or not sure yet", ""),
    row("hide", Scope::Panes, &["x"], Decide(Hide), Group::Decide, "this item is none: hide it", ""),
    row("show-hidden", Scope::Panes, &["X"], Decide(Unhide), Group::Decide, "bring a hidden item back", ""),
    row("review", Scope::Panes, &["v"], Review, Group::Decide, "look through what is least certain", ""),
    row("accept-item", Scope::Review, &["a"], Judge(Accept), Group::Decide, "in a review: it is right", "accept"),
    row("reject-item", Scope::Review, &["x"], Judge(Reject), Group::Decide, "in a review: it is none", "reject"),
    row("skip-item", Scope::Review, &["space"], Judge(Skip), Group::Decide, "in a review: the next one", "skip"),
    row("step-back", Scope::Review, &["backspace"], Judge(StepBack), Group::Decide, "in a review: one step back", "back"),
    row("copy", Scope::Panes, &["y"], Share(Copy), Group::Share, "copy the item or the view as …", ""),
    row("open-address", Scope::Panes, &["o"], Share(Browse), Group::Share, "open the article in your browser", ""),
    row("edit-file", Scope::Panes, &["e", "ctrl-e"], Share(Edit), Group::Share, "edit the file of the briefing", ""),
    row("pager", Scope::Panes, &["P"], Share(Pager), Group::Share, "read the text in your pager", ""),
    row("pipe", Scope::Panes, &["|"], Share(Pipe), Group::Share, "give the item to a command, as JSON", ""),
    row("save-list", Scope::Panes, &["S"], Share(Save), Group::Share, "write the list as CSV, JSON, Markdown", ""),
    row("view-briefings", Scope::Panes, &["1"], View(ViewKind::Briefings), Group::Panes, "the briefings", ""),
    row("view-speakers", Scope::Panes, &["2"], View(ViewKind::Speakers), Group::Panes, "the speakers of all that is listed", ""),
    row("view-assets", Scope::Panes, &["3"], View(ViewKind::Assets), Group::Panes, "the ledger of assets", ""),
    row("view-quotes", Scope::Panes, &["4"], View(ViewKind::Quotes), Group::Panes, "the quotes", ""),
    row("next-pane", Scope::Panes, &["tab"], Turn(1), Group::Panes, "next pane", ""),
    row("previous-pane", Scope::Panes, &["backtab"], Turn(-1), Group::Panes, "previous pane", ""),
    row("pane-left", Scope::Article, &["h", "left"], Side(-1), Group::Panes, "to the list", ""),
    row("pane-right", Scope::Article, &["l", "right"], Side(1), Group::Panes, "to actors, quotes, assets", ""),
    row("next-tab", Scope::Items, &["l", "right"], Tab(1), Group::Panes, "next tab", "next tab"),
    row("previous-tab", Scope::Items, &["h", "left"], Tab(-1), Group::Panes, "previous tab, then the text", ""),
    row("zoom", Scope::Panes, &["z"], Zoom, Group::Panes, "one pane on the whole screen, and back", ""),
    row("layout", Scope::Panes, &["w"], NextLayout, Group::Panes, "other panes beside the text", ""),
    row("wider", Scope::Panes, &[">", "+"], Widen(1), Group::Panes, "a wider pane", ""),
    row("narrower", Scope::Panes, &["<", "-"], Widen(-1), Group::Panes, "a narrower pane", ""),
    row("text-form", Scope::Panes, &["b", "ctrl-t"], NextForm, Group::Panes, "text: marked, cleaned, raw", ""),
    row("show-quotes", Scope::Panes, &[",q"], Toggles(MarkKind::Quotes), Group::Panes, "quotes marked, or not", ""),
    row("show-actors", Scope::Panes, &[",e"], Toggles(MarkKind::Actors), Group::Panes, "actors marked, or not", ""),
    row("show-assets", Scope::Panes, &[",a"], Toggles(MarkKind::Assets), Group::Panes, "assets marked, or not", ""),
    row("show-places", Scope::Panes, &[",p"], Toggles(MarkKind::Places), Group::Panes, "places and dates marked, or not", ""),
    row("why", Scope::Panes, &["W"], Why, Group::Panes, "why: rule, score, source, cue", "why"),
    row("down", Scope::Picker, &["down", "ctrl-n"], Move(Step(1)), Group::Choose, "next row or place found", ""),
    row("up", Scope::Picker, &["up", "ctrl-p"], Move(Step(-1)), Group::Choose, "previous row or place found", ""),
    row("page-down", Scope::Picker, &["pgdn"], Move(Page(1)), Group::Choose, "a page down", ""),
    row("page-up", Scope::Picker, &["pgup"], Move(Page(-1)), Group::Choose, "a page up", ""),
    row("choose", Scope::Facets, &["space"], Toggle, Group::Choose, "choose one more, or not", "choose"),
    row("choose", Scope::Several, &["space"], Toggle, Group::Choose, "choose one more, or not", "choose"),
    row("choose", Scope::Sidebar, &["space"], Toggle, Group::Choose, "choose one more, or not", "choose"),
    row("leave-out", Scope::Facets, &["-"], Exclude, Group::Choose, "leave a value out", "leave out"),
    row("leave-out", Scope::Sidebar, &["-"], Exclude, Group::Choose, "leave a value out", "leave out"),
    row("next-field", Scope::Facets, &["tab"], TurnFacet(1), Group::Choose, "the next field", "next field"),
    row("previous-field", Scope::Facets, &["backtab"], TurnFacet(-1), Group::Choose, "the field before", ""),
    row("next-field", Scope::Sidebar, &["l", "right"], TurnFacet(1), Group::Choose, "the next field, beside the list", "next field"),
    row("previous-field", Scope::Sidebar, &["h", "left"], TurnFacet(-1), Group::Choose, "the field before, beside the list", ""),
    row("any-or-all", Scope::Sidebar, &["&"], AnyAll, Group::Choose, "any of the values, or all of them", "any or all"),
    row("any-or-all", Scope::Facets, &["&"], AnyAll, Group::Choose, "any of the values, or all of them", "any or all"),
    row("complete", Scope::Query, &["tab"], Complete, Group::Choose, "go on as offered", "complete"),
    row("earlier-query", Scope::Query, &["ctrl-r"], Recall(1), Group::Choose, "the query asked before", "earlier"),
    row("later-query", Scope::Query, &["ctrl-s"], Recall(-1), Group::Choose, "the query asked after it", ""),
    row("regex", Scope::Find, &["ctrl-r", "alt-r"], Patterns, Group::Choose, "a regular expression, or words", "regex"),
    row("accept", Scope::Picker, &["enter"], Enter, Group::Choose, "take it", "take"),
    row("accept", Scope::Prompt, &["enter"], Enter, Group::Choose, "take it", "take"),
    row("down", Scope::Prompt, &["down", "ctrl-n"], Move(Step(1)), Group::Choose, "next row or place found", ""),
    row("up", Scope::Prompt, &["up", "ctrl-p"], Move(Step(-1)), Group::Choose, "previous row or place found", ""),
    row("cancel", Scope::Picker, &["esc", "ctrl-c"], Cancel, Group::Choose, "leave it as it was", "as it was"),
    row("cancel", Scope::Prompt, &["esc", "ctrl-c"], Cancel, Group::Choose, "leave it as it was", "as it was"),
    row("cancel", Scope::Everywhere, &["esc"], Cancel, Group::Program, "close one thing; a filter; a jump back", ""),
    row("palette", Scope::Everywhere, &[":", "ctrl-p"], Palette, Group::Program, "every command, to search and run", "commands"),
    row("help", Scope::Everywhere, &["?", "f1"], Help, Group::Program, "these keys", "help"),
    row("back", Scope::Everywhere, &["q"], Back, Group::Program, "back, and in the end leave", "quit"),
    row("quit", Scope::Everywhere, &["Q", "ctrl-c"], Quit, Group::Program, "leave at once", ""),
    row("suspend", Scope::Everywhere, &["ctrl-z"], Suspend, Group::Program, "to the shell; fg comes back", ""),
    row("suspend", Scope::Picker, &["ctrl-z"], Suspend, Group::Program, "to the shell; fg comes back", ""),
    row("suspend", Scope::Prompt, &["ctrl-z"], Suspend, Group::Program, "to the shell; fg comes back", ""),
    row("themes", Scope::Everywhere, &["T"], Themes, Group::Program, "choose how the screen looks", ""),
    row("mouse", Scope::Everywhere, &["%"], Mouse, Group::Program, "the mouse to the terminal, and back", ""),
    row("notices", Scope::Everywhere, &["!"], Notices, Group::Program, "what was told so far", ""),
    row("reload", Scope::Everywhere, &["R"], Reload, Group::Program, "read the settings again", ""),
    row("repaint", Scope::Everywhere, &["ctrl-l"], Repaint, Group::Program, "paint everything anew", ""),
];

/// What the bottom line hints at in a scope, the most useful first.
const HINTS: &[(Scope, &[Action])] = &[
    (Scope::List, &[Enter, Filter, Facets(Facet::Country), Facets(Facet::Speaker), Find, Mark(Marking::Starred)]),
    (Scope::Sidebar, &[Enter, Exclude, AnyAll, TurnFacet(1), Find]),
    (Scope::Article, &[Jump(Quote, 1), Jump(SameSpeaker, 1), Speakers, Why, Find]),
    (Scope::Items, &[Enter, Tab(1), Why, Speakers, Find]),
    (Scope::Review, &[Judge(Accept), Judge(Reject), Judge(Skip), Judge(StepBack)]),
    (Scope::Facets, &[Enter, Toggle, Exclude, TurnFacet(1), AnyAll, Cancel]),
    (Scope::Several, &[Enter, Toggle, Cancel]),
    (Scope::Find, &[Enter, Patterns, Cancel]),
    (Scope::Query, &[Enter, Complete, Recall(1), Cancel]),
    (Scope::Picker, &[Enter, Cancel]),
    (Scope::Prompt, &[Enter, Cancel]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_told_and_means_one_thing() {
        for row in KEYMAP {
            assert!(!row.keys.is_empty() && !row.help.is_empty(), "{row:?}");
            assert!(row.help.len() <= 38, "{}", row.help);
            assert!(row.hint.len() <= 14, "{}", row.hint);
            assert!(row.name.len() <= 20 && row.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", row.name);
            let same = KEYMAP.iter().filter(|other| other.name == row.name);
            assert!(same.clone().all(|other| other.action == row.action), "{}", row.name);
            assert_eq!(same.filter(|other| other.scope == row.scope).count(), 1, "{} twice in {}", row.name, row.scope);
        }
        for group in Group::ALL {
            assert!(!rows_of(group).is_empty(), "{group:?}");
        }
    }
}
