//! What no index needs of a record, only looked at: it must be of its form all the same.

use serde::Deserialize;

use super::{Passed, Words};
use crate::{
    evidence::Score,
    label::{EntityKind, ParagraphKind},
    span::Span,
};

/// Declares what [`Passed`] stands for: a part of a record with all keys that it may have.
macro_rules! part {
    ($(#[$meta:meta])* $name:ident$(<$life:lifetime>)? { $($(#[$fmeta:meta])* $key:literal $field:ident: $type:ty,)+ }) => {
        $(#[$meta])*
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name$(<$life>)? { $($(#[$fmeta])* #[serde(rename = $key)] $field: Passed<$type>,)+ }
    };
}

part! {
    /// A paragraph that is not body text.
    Paragraph {
        "start" _start: usize,
        "end" _end: usize,
        "kind" _kind: ParagraphKind,
    }
}

part! {
    /// A stretch of text with its words.
    Anchor<'a> {
        "start" _start: usize,
        "end" _end: usize,
        #[serde(borrow)] "text" _text: Words<'a>,
    }
}

part! {
    /// A day, month, year or period that the text names.
    DateMention<'a> {
        "start" _start: usize,
        "end" _end: usize,
        #[serde(borrow)] "text" _text: Words<'a>,
        #[serde(default)] "date" _date: Option<Words<'a>>,
        #[serde(default)] "until" _until: Option<Words<'a>>,
        #[serde(default)] "relative" _relative: bool,
        "sentence" _sentence: Span,
        "rule" _rule: Words<'a>,
        "score" _score: Score,
    }
}

part! {
    /// One mention in the text.
    Mention<'a> {
        "start" _start: usize,
        "end" _end: usize,
        "kind" _kind: EntityKind,
        #[serde(default, borrow)] "actor" _actor: Option<Words<'a>>,
    }
}
