//! What the sets of keys other than the table's own change in it.

use super::Scope::{self, Everywhere, Panes, Picker, Prompt};
use crate::config::Preset;

/// Keys of a preset, as scope, key and command. They take the place of keys of the table that they clash with.
pub(super) const fn keys(preset: Preset) -> &'static [(Scope, &'static str, &'static str)] {
    match preset {
        Preset::Vim => &[],
        Preset::Less => &[
            (Panes, "f", "page-down"),
            (Panes, "ctrl-v", "page-down"),
            (Panes, "b", "page-up"),
            (Panes, "d", "half-page-down"),
            (Panes, "e", "down"),
            (Panes, "ctrl-e", "edit-file"),
            (Panes, "<", "top"),
            (Panes, ">", "bottom"),
            (Panes, "&", "query"),
        ],
        Preset::Emacs => &[
            (Panes, "ctrl-n", "down"),
            (Panes, "ctrl-p", "up"),
            (Panes, "ctrl-v", "page-down"),
            (Panes, "alt-v", "page-up"),
            (Panes, "alt-<", "top"),
            (Panes, "alt->", "bottom"),
            (Panes, "ctrl-s", "find"),
            (Panes, "ctrl-x o", "next-pane"),
            (Panes, "ctrl-x 1", "zoom"),
            (Everywhere, "alt-x", "palette"),
            (Everywhere, "ctrl-g", "cancel"),
            (Everywhere, "ctrl-x ctrl-c", "quit"),
            (Picker, "ctrl-g", "cancel"),
            (Picker, "ctrl-v", "page-down"),
            (Picker, "alt-v", "page-up"),
            (Prompt, "ctrl-g", "cancel"),
            (Prompt, "ctrl-s", "down"),
        ],
    }
}
