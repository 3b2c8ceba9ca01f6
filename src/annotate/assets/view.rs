//! What the rules about assets read: words, tags, roles, names and numbers by token.

use crate::{
    annotate::{Input, Layers, Name, Quantity, QuantityKind, Tag},
    country::CountryCode,
    document::{Document, TokenKind},
    lexicon::{Equipment, Lexicon, Word, equipment::Role},
    span::TokenRange,
};

/// All layers below, with one look-up a token.
pub(super) struct View<'a> {
    pub document: &'a Document<'a>,
    pub lexicon: &'a Lexicon,
    pub equipment: &'a Equipment,
    words: &'a [Word],
    tags: &'a [Tag],
    pub names: &'a [Name],
    pub quantities: &'a [Quantity],
    /// The state whose forces the text is mostly about.
    pub forces: Option<CountryCode>,
    /// Whether the text tells of a drill from its beginning on.
    pub is_drill: bool,
    roles: Vec<Role>,
    /// Whether the text is about war or armed forces: words of civil life that soldiers use, too, count only there.
    pub is_military: bool,
    /// How many words tell that.
    telling: usize,
    /// For each token: number of the longest name over it, from 1.
    name_of: Vec<u32>,
    /// For each token: number of the quantity over it, from 1.
    quantity_of: Vec<u32>,
}

impl<'a> View<'a> {
    pub(super) fn new(input: &Input<'a>, layers: &'a Layers) -> Self {
        let document = input.document;
        let equipment = input.lexicon.equipment();
        let count = document.tokens().len();
        let mut name_of = vec![0_u32; count];
        for (number, name) in (1..).zip(&layers.names) {
            cover(&mut name_of, name.tokens, number);
        }
        let mut quantity_of = vec![0_u32; count];
        for (number, quantity) in (1..).zip(&layers.quantities) {
            cover(&mut quantity_of, quantity.tokens, number);
        }
        let roles: Vec<Role> = (0..count).map(|at| equipment.role_in_any_case(document.word(at))).collect();
        let drills = |roles: &[Role]| roles.iter().filter(|role| role.is(Role::EXERCISE)).count();
        let is_drill = drills(roles.get(..count.min(100)).unwrap_or_default()) > 0 && drills(&roles) > 1;
        let telling = roles.iter().filter(|role| role.is(Role::MILITARY)).count();
        let mut view = Self {
            document,
            lexicon: input.lexicon,
            equipment,
            words: &layers.words,
            tags: &layers.tags,
            names: &layers.names,
            quantities: &layers.quantities,
            forces: layers.forces,
            is_drill,
            roles,
            is_military: false,
            telling,
            name_of,
            quantity_of,
        };
        view.weigh(0);
        view
    }

    /// Decides whether the text is military, where `firm` ships, units and designations are known besides its words.
    pub(super) fn weigh(&mut self, firm: usize) {
        let (telling, count) = (self.telling + firm, self.words.len());
        self.is_military = telling >= 4 && telling * 120 >= count || count < 80 && telling > 0;
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.document.word(at)
    }

    /// The word before token `at` in the same sentence; empty at its start.
    pub(super) fn before(&self, at: usize, sentence: TokenRange) -> &'a str {
        at.checked_sub(1).filter(|&b| b >= sentence.start).map_or("", |b| self.word(b))
    }

    /// Where the phrase that begins at token `at` begins with the article or possessive before it, if one stands there.
    pub(super) fn with_article(&self, at: usize, sentence: TokenRange) -> usize {
        at - usize::from(matches!(self.before(at, sentence), "a" | "an" | "the" | "its" | "their"))
    }

    pub(super) fn tag(&self, at: usize) -> Tag {
        self.tags.get(at).copied().unwrap_or_default()
    }

    pub(super) fn info(&self, at: usize) -> Word {
        self.words.get(at).copied().unwrap_or_default()
    }

    pub(super) fn role(&self, at: usize) -> Role {
        self.roles.get(at).copied().unwrap_or_default()
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.document.token(at).is_some_and(|token| token.capital && token.kind == TokenKind::Word)
    }

    pub(super) fn kind(&self, at: usize) -> TokenKind {
        self.document.token(at).map_or(TokenKind::Punct, |token| token.kind)
    }

    pub(super) fn is_spaced(&self, at: usize) -> bool {
        self.document.token(at).is_some_and(|token| token.spaced)
    }

    /// The longest name over token `at`, with its number.
    pub(super) fn name_at(&self, at: usize) -> Option<&'a Name> {
        let number = self.name_of.get(at)?.checked_sub(1)?;
        self.names.get(number as usize)
    }

    /// The number phrase over token `at`.
    pub(super) fn quantity_at(&self, at: usize) -> Option<&'a Quantity> {
        let number = self.quantity_of.get(at)?.checked_sub(1)?;
        self.quantities.get(number as usize)
    }

    /// The count that ends right before token `at`.
    pub(super) fn count_before(&self, at: usize) -> Option<&'a Quantity> {
        let quantity = self.quantity_at(at.checked_sub(1)?)?;
        (quantity.tokens.end == at && quantity.kind == QuantityKind::Count).then_some(quantity)
    }

    /// The state, group or nationality named over token `at`, if it can own forces.
    pub(super) fn party_at(&self, at: usize) -> Option<&'a Name> {
        self.name_at(at).filter(|name| self.owner_of(name).is_some())
    }

    /// The names that begin inside `range`.
    pub(super) fn names_in(&self, range: TokenRange) -> &'a [Name] {
        Name::within(self.names, range)
    }

    /// Whether a name stands right beside a reporting verb.
    pub(super) fn says(&self, name: TokenRange) -> bool {
        self.info(name.end).verb != 0 || name.start.checked_sub(1).is_some_and(|before| self.info(before).verb != 0)
    }

    pub(super) fn opens(&self, at: usize, sentence: TokenRange) -> bool {
        at == sentence.start || (sentence.start..at).all(|i| matches!(self.kind(i), TokenKind::Quote | TokenKind::Punct))
    }
}

fn cover(numbers: &mut [u32], range: TokenRange, number: u32) {
    for slot in numbers.iter_mut().take(range.end).skip(range.start) {
        if *slot == 0 {
            *slot = number;
        }
    }
}
