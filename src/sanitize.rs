//! Makes text from outside safe to show, once, at the border.
