//! Several who speak with one voice: "X and Y said in a joint statement".

use super::Resolver;
use crate::{
    annotate::{Name, Tag},
    label::EntityKind,
    span::TokenRange,
};

impl Resolver<'_> {
    /// The entities of a source that names two or more persons, or two or more bodies, side by side; else none.
    pub(super) fn several(&self, source: TokenRange) -> Vec<usize> {
        let all = self.clauses.names;
        let from = all.partition_point(|name| name.tokens.start < source.start);
        let inside: Vec<&Name> = all.get(from..).unwrap_or(&[]).iter().take_while(|name| name.tokens.end <= source.end).collect();
        let of = |kinds: &[EntityKind]| inside.iter().copied().filter(|name| kinds.contains(&name.kind)).collect::<Vec<&Name>>();
        let persons = of(&[EntityKind::Person]);
        let named = if persons.is_empty() { of(&[EntityKind::Organization, EntityKind::Country]) } else { persons };
        let beside = named.windows(2).all(|pair| match pair {
            [first, second] => self.stands_beside(TokenRange::new(first.tokens.end, second.tokens.start)),
            _ => false,
        });
        let opens = named.first().is_some_and(|first| {
            TokenRange::new(source.start, first.tokens.start).iter().all(|at| self.clauses.tag(at) != Tag::Adposition)
        });
        let closes = named.last().is_some_and(|last| last.tokens.end == source.end || self.clauses.word(last.tokens.end) == ",");
        let mut found: Vec<usize> = Vec::new();
        if named.len() > 1 && beside && opens && closes {
            for entity in named.iter().filter_map(|name| name.entity) {
                if !found.contains(&entity) {
                    found.push(entity);
                }
            }
        }
        if found.len() > 1 { found } else { Vec::new() }
    }

    /// Whether the words between two names only join them, with the second one's title: "and", "and German Chancellor".
    fn stands_beside(&self, between: TokenRange) -> bool {
        let joins = |at: usize| matches!(self.clauses.word(at), "and" | "&" | ",");
        between.iter().next().is_some_and(joins)
            && between.len() <= 8
            && between.iter().all(|at| {
                joins(at)
                    || matches!(self.clauses.tag(at), Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Determiner)
                    || self.clauses.name_at(at).is_some()
            })
    }
}
