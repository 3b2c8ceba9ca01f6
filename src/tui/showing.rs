//! What of an article is shown: its marks by kind, and the text as a briefing, cleaned, or raw.

use super::action::MarkKind;
use crate::label::ParagraphKind;

/// What the text is shown as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// Everything, with its marks.
    #[default]
    Briefing,
    /// Without captions, furniture of the site and what stands twice.
    Clean,
    /// The text alone.
    Raw,
}

impl Form {
    const ALL: [(Self, &'static str); 3] = [(Self::Briefing, "briefing"), (Self::Clean, "clean"), (Self::Raw, "raw")];

    /// The form after this one.
    pub(super) fn next(self) -> Self {
        match self {
            Self::Briefing => Self::Clean,
            Self::Clean => Self::Raw,
            Self::Raw => Self::Briefing,
        }
    }

    /// What it is, in words.
    pub(super) const fn told(self) -> &'static str {
        match self {
            Self::Briefing => "The text with everything that is marked in it.",
            Self::Clean => "The text without captions, furniture of the site and what stands twice.",
            Self::Raw => "The text alone, without marks.",
        }
    }
}

/// The marks by kind, with the names under which they are remembered.
const KINDS: [(MarkKind, &str); 4] =
    [(MarkKind::Quotes, "quotes"), (MarkKind::Actors, "actors"), (MarkKind::Assets, "assets"), (MarkKind::Places, "places")];

/// What is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Showing {
    pub form: Form,
    hidden: Vec<MarkKind>,
}

impl Showing {
    /// Whether marks of `kind` are shown.
    pub(super) fn has(&self, kind: MarkKind) -> bool {
        self.form != Form::Raw && !self.hidden.contains(&kind)
    }

    /// Whether paragraphs of `kind` are shown.
    pub(super) fn has_paragraph(&self, kind: ParagraphKind) -> bool {
        self.form != Form::Clean || matches!(kind, ParagraphKind::Body | ParagraphKind::Heading)
    }

    /// Shows the marks of `kind`, or hides them; tells whether they are shown now.
    pub(super) fn flip(&mut self, kind: MarkKind) -> bool {
        if let Some(at) = self.hidden.iter().position(|&known| known == kind) {
            self.hidden.remove(at);
            true
        } else {
            self.hidden.push(kind);
            false
        }
    }

    /// How it is remembered.
    pub(super) fn names(&self) -> Vec<String> {
        let form = Form::ALL.iter().filter(|(form, _)| *form == self.form && self.form != Form::Briefing).map(|(_, name)| *name);
        let hidden = KINDS.iter().filter(|(kind, _)| self.hidden.contains(kind)).map(|(_, name)| *name);
        form.chain(hidden).map(str::to_owned).collect()
    }

    /// What was remembered; names that mean nothing are let go.
    pub(super) fn of(names: &[String]) -> Self {
        let has = |name: &str| names.iter().any(|known| known == name);
        Self {
            form: Form::ALL.iter().find(|(_, name)| has(name)).map_or(Form::Briefing, |(form, _)| *form),
            hidden: KINDS.iter().filter(|(_, name)| has(name)).map(|(kind, _)| *kind).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_remembered() {
        let mut showing = Showing { form: Form::Clean, ..Showing::default() };
        assert!(!showing.flip(MarkKind::Assets) && !showing.flip(MarkKind::Actors) && showing.flip(MarkKind::Assets));
        assert_eq!(showing.names(), ["clean", "actors"]);
        assert_eq!(Showing::of(&showing.names()), showing);
        assert_eq!(Showing::of(&["nonsense".to_owned()]), Showing::default());
    }
}
