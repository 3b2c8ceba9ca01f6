//! What the user can mean, whatever key, click or wheel said it.

use tui_input::InputRequest;

use super::keymap::Key;
use crate::library::facets::Facet;

/// One of the panes, from the outermost to the innermost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pane {
    /// The fields with their values.
    Facets,
    /// The list of briefings.
    #[default]
    List,
    /// The text.
    Article,
    /// Actors, quotes and assets.
    Items,
}

impl Pane {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Facets, Self::List, Self::Article, Self::Items];
}

/// A kind of item that has its own tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tab {
    /// Who said what.
    #[default]
    Quotes,
    /// Persons, organizations, countries.
    Actors,
    /// Forces and equipment.
    Assets,
    /// Named places.
    Places,
    /// Addresses of pages.
    Links,
}

impl Tab {
    /// Every tab, in the order shown.
    pub const ALL: [Self; 5] = [Self::Quotes, Self::Actors, Self::Assets, Self::Places, Self::Links];

    /// Its title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Quotes => "Quotes",
            Self::Actors => "Actors",
            Self::Assets => "Assets",
            Self::Places => "Places",
            Self::Links => "Links",
        }
    }
}

/// A way to look at the library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ViewKind {
    /// The briefings.
    #[default]
    Briefings,
    /// Who speaks.
    Speakers,
    /// Forces and equipment.
    Assets,
    /// What is said.
    Quotes,
}

impl ViewKind {
    /// Every view, in the order of its number.
    pub const ALL: [Self; 4] = [Self::Briefings, Self::Speakers, Self::Assets, Self::Quotes];
}

/// How far to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// By rows or items, down if positive.
    Step(isize),
    /// By half a pane.
    Half(isize),
    /// By a whole pane.
    Page(isize),
    /// To the first.
    Top,
    /// To the last.
    Bottom,
}

/// What to jump to in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The next quote of anybody.
    Quote,
    /// The next quote of the same speaker.
    SameSpeaker,
    /// The next asset.
    Asset,
    /// The next mention of the same actor.
    Mention,
}

/// What a letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Letter {
    /// To keep the place under it.
    Keep,
    /// To go to the place kept under it.
    Go,
}

/// What is marked in the text, and can be shown or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// Quotes, with the margin that names their speakers.
    Quotes,
    /// Persons, organizations, countries.
    Actors,
    /// Assets, with the notes under their paragraphs.
    Assets,
    /// Places, dates and addresses.
    Places,
}

/// What can be done with briefings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marking {
    /// Read, or not read.
    Read,
    /// Starred, or not.
    Starred,
    /// Hidden, or not.
    Hidden,
    /// Tags put on or taken off.
    Tags,
    /// A note written.
    Note,
}

/// What can be decided about the item at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deciding {
    /// The actor is another one.
    Merge,
    /// Some of its mentions are somebody else.
    Split,
    /// It is no such thing.
    Hide,
    /// Something hidden is one after all.
    Unhide,
    /// Name, kind, country or role of the actor are others.
    Amend,
    /// Somebody else said it, or nobody.
    Reattribute,
    /// It is right.
    Confirm,
}

/// What can be said of an item in a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is right.
    Accept,
    /// It is no such thing.
    Reject,
    /// The next one.
    Skip,
    /// Back to the one before, and what was said of it taken back.
    Back,
}

/// Ways out of the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// Copy the item or the view in a form to be picked.
    Copy,
    /// Open the address of the article.
    Browse,
    /// Edit the file of the briefing.
    Edit,
    /// Read the text in a pager.
    Page,
    /// Give the item to a command.
    Pipe,
    /// Write what is listed into a file.
    Save,
}

impl Action {
    /// Whether it goes somewhere, and further when it is done more often.
    #[must_use]
    pub const fn goes_on(self) -> bool {
        matches!(
            self,
            Self::Move(Move::Step(_) | Move::Half(_) | Move::Page(_))
                | Self::Jump(..)
                | Self::Paragraph(_)
                | Self::FindNext(_)
                | Self::Anywhere(_)
                | Self::History(_)
                | Self::Undo
                | Self::Redo
                | Self::Widen(_)
        )
    }
}

/// An intention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Move in the focused pane, picker or help.
    Move(Move),
    /// Open or jump to what is selected; accept a picker or a line.
    Enter,
    /// Close the topmost thing; in the end leave.
    Back,
    /// Cancel one layer.
    Cancel,
    /// Leave at once.
    Quit,
    /// Stop, and come back when the shell says so.
    Suspend,
    /// Paint everything anew.
    Repaint,
    /// Focus the pane to the right (1) or left (-1), around the end.
    Turn(isize),
    /// Focus the pane to the right (1) or left (-1), if there is one.
    Side(isize),
    /// Next (1) or previous (-1) tab.
    Tab(isize),
    /// Give the focused pane the whole screen, or take it back.
    Zoom,
    /// Other panes beside the text.
    NextLayout,
    /// Show the keys.
    Help,
    /// Show the commands.
    Palette,
    /// Choose a theme.
    Themes,
    /// Show what was told.
    Notices,
    /// Leave the mouse to the terminal, or take it again.
    Mouse,
    /// Read the settings again.
    Reload,
    /// Show or hide why the selected item is there.
    Why,
    /// Pick a speaker.
    Speakers,
    /// Pick values of a field.
    Facets(Facet),
    /// Show the fields with their values beside the list, or not.
    Sidebar,
    /// The next (1) or previous (-1) field in the picker of values or in the sidebar.
    TurnFacet(isize),
    /// Find in the focused pane.
    Find,
    /// What is looked for is a regular expression, or words.
    Patterns,
    /// Next (1) or previous (-1) place found.
    FindNext(isize),
    /// Narrow the list by a query.
    Filter,
    /// An older query (1), or a newer one (-1).
    Recall(isize),
    /// Complete the word one types.
    Complete,
    /// Remove every filter.
    Clear,
    /// Look at the library so.
    View(ViewKind),
    /// Do something with the briefing at hand, or with those chosen.
    Mark(Marking),
    /// Choose the row for what is done next, or not.
    Choose,
    /// Choose every row of the list, or none.
    ChooseAll,
    /// Decide something about the item at hand.
    Decide(Deciding),
    /// Look through the items of what is listed, the least certain first.
    Review,
    /// Say what an item under review is.
    Judge(Verdict),
    /// Copy, open, hand on, write.
    Share(Sharing),
    /// The next (1) or previous (-1) thing that the same person said anywhere.
    Anywhere(isize),
    /// Take the last change back.
    Undo,
    /// Do it again.
    Redo,
    /// The next (1) or previous (-1) paragraph.
    Paragraph(isize),
    /// Show the marks of a kind in the text, or not.
    Toggles(MarkKind),
    /// The text as a briefing, cleaned of what is no news, or raw.
    NextForm,
    /// Make the pane with focus wider (1) or narrower (-1).
    Widen(isize),
    /// Move the border that was pressed.
    Drag(u16, u16),
    /// Narrow the list to what is at hand.
    Pivot,
    /// Find what is at hand in the text.
    FindThis,
    /// Keep the place under a letter that comes next, or go back to it.
    Letter(Letter),
    /// Next (1) or previous (-1) place of a kind in the text.
    Jump(Goal, isize),
    /// Back (-1) or forward (1) through the jumps.
    History(isize),
    /// Choose or unchoose the row of a picker.
    Toggle,
    /// Exclude the row of a picker.
    Exclude,
    /// Any of the chosen, or all of them.
    AnyAll,
    /// Wait for the next key of a chord.
    Pend(Key),
    /// A digit of how often the next command is done.
    Count(u8),
    /// Change the line one types into.
    Edit(InputRequest),
    /// Press at a cell.
    Click(u16, u16),
    /// Turn the wheel over a cell, down if positive.
    Wheel(u16, u16, isize),
    /// The screen has this size now.
    Resize(u16, u16),
    /// Nothing; drops a begun chord.
    Nothing,
}
