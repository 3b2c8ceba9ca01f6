//! What narrows a library: a line of the query language, and values of fields taken in or left out one by one.

use jiff::civil::Date;

use super::{
    facets::{Count, Facet},
    query::{Error, Query},
};

/// A value of a field that is taken in or left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The field.
    pub facet: Facet,
    /// The value as a query has it.
    pub value: String,
    /// The value as it is shown.
    pub label: String,
    /// Whether it is left out rather than taken in.
    pub out: bool,
}

/// What a briefing, or an item in one, must be like to be listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// What was typed, in the query language.
    pub line: String,
    /// What was chosen from lists, in the order of choosing.
    pub choices: Vec<Choice>,
    /// Whether all values of a field are needed rather than any.
    pub all: bool,
}

impl Narrowing {
    /// Whether it lets everything pass.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.line.trim().is_empty() && self.choices.is_empty()
    }

    /// The query that it is; relative dates are reckoned from `today`.
    ///
    /// # Errors
    /// When the line cannot be understood; the place is one of the line.
    pub fn query(&self, today: Date) -> Result<Query, Error> {
        Ok(Query::parse(&self.line, today)?.and(Query::parse(&self.chosen(|_| true), today)?))
    }

    /// The same without the values of `facet` where one of them is enough, so that the others can be counted beside them.
    ///
    /// # Errors
    /// When the line cannot be understood.
    pub fn query_beside(&self, facet: Facet, today: Date) -> Result<Query, Error> {
        let others = |choice: &Choice| choice.facet != facet || self.all && !choice.out;
        Ok(Query::parse(&self.line, today)?.and(Query::parse(&self.chosen(others), today)?))
    }

    /// The query as one would type it: the choices, then the line.
    #[must_use]
    pub fn text(&self) -> String {
        let (chosen, line) = (self.chosen(|_| true), self.line.trim());
        match (chosen.is_empty(), line.is_empty()) {
            (true, _) => line.to_owned(),
            (false, true) => chosen,
            (false, false) if line.split_whitespace().any(|word| word == "OR") => format!("{chosen} ({line})"),
            (false, false) => format!("{chosen} {line}"),
        }
    }

    /// The choices that pass `wanted` as a query.
    fn chosen(&self, wanted: impl Fn(&Choice) -> bool) -> String {
        let mut parts: Vec<String> = Vec::new();
        for (facet, name) in Facet::ALL {
            let values = |out: bool| self.choices.iter().filter(move |choice| choice.facet == *facet && choice.out == out);
            let values = |out: bool| values(out).filter(|choice| wanted(choice)).map(|choice| choice.value.as_str()).collect::<Vec<_>>();
            let taken = values(false);
            if self.all {
                parts.extend(taken.iter().map(|value| format!("{name}:{value}")));
            } else if !taken.is_empty() {
                parts.push(format!("{name}:{}", taken.join(",")));
            }
            parts.extend(values(true).iter().map(|value| format!("-{name}:{value}")));
        }
        parts.join(" ")
    }

    /// Takes a value in or leaves it out; once more, and it is as if it had not been chosen.
    ///
    /// Where the line says no more than that, the line is let go: the same is not asked for twice.
    pub fn flip(&mut self, facet: Facet, count: &Count, out: bool) {
        let name = Facet::ALL.iter().find(|(other, _)| *other == facet).map_or("", |(_, name)| name);
        if !out && self.line.trim() == format!("{name}:{}", count.value) {
            self.line.clear();
        }
        let known = self.choices.iter().position(|choice| choice.facet == facet && choice.value == count.value);
        let before = known.map(|at| self.choices.remove(at));
        if before.is_none_or(|choice| choice.out != out) {
            self.choices.push(Choice { facet, value: count.value.clone(), label: count.label.clone(), out });
        }
    }

    /// Whether a value is taken in (`false`) or left out (`true`); `None` where it was not chosen.
    #[must_use]
    pub fn is_out(&self, facet: Facet, value: &str) -> Option<bool> {
        self.choices.iter().find(|choice| choice.facet == facet && choice.value == value).map(|choice| choice.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(label: &str, value: &str) -> Count {
        Count { label: label.to_owned(), value: value.to_owned(), count: 1 }
    }

    fn narrowing() -> Narrowing {
        let mut narrowing = Narrowing { line: "grain OR rail".to_owned(), ..Narrowing::default() };
        narrowing.flip(Facet::Country, &count("Ukraine", "UA"), false);
        narrowing.flip(Facet::Country, &count("Poland", "PL"), false);
        narrowing.flip(Facet::Speaker, &count("Anna Weber", "\"Anna Weber\""), true);
        narrowing
    }

    #[test]
    fn its_text_is_the_query_one_would_type() {
        let today = jiff::civil::date(2022, 2, 15);
        let mut narrowing = narrowing();
        assert_eq!(narrowing.text(), "country:UA,PL -speaker:\"Anna Weber\" (grain OR rail)");
        narrowing.all = true;
        assert_eq!(narrowing.text(), "country:UA country:PL -speaker:\"Anna Weber\" (grain OR rail)");
        narrowing.line = "grain".to_owned();
        let typed = Query::parse("grain country:UA country:PL -speaker:\"Anna Weber\"", today);
        assert_eq!(narrowing.query(today), typed);
    }

    #[test]
    fn what_the_line_says_alone_is_not_asked_for_twice() {
        let mut narrowing = Narrowing { line: "speaker:\"Anna Weber\"".to_owned(), ..Narrowing::default() };
        narrowing.flip(Facet::Speaker, &count("Anna Weber", "\"Anna Weber\""), false);
        assert_eq!((narrowing.line.as_str(), narrowing.choices.len()), ("", 1));
        assert_eq!(narrowing.text(), "speaker:\"Anna Weber\"");
    }

    #[test]
    fn the_other_values_of_a_field_are_counted_beside_the_chosen_ones() {
        let today = jiff::civil::date(2022, 2, 15);
        let mut narrowing = Narrowing { line: String::new(), ..narrowing() };
        let without = Query::parse("-speaker:\"Anna Weber\"", today);
        assert_eq!(narrowing.query_beside(Facet::Country, today), without);
        narrowing.all = true;
        assert_eq!(narrowing.query_beside(Facet::Country, today), narrowing.query(today));
    }

    #[test]
    fn choosing_twice_takes_it_back_and_the_other_way_turns_it() {
        let mut narrowing = Narrowing::default();
        narrowing.flip(Facet::Country, &count("Ukraine", "UA"), false);
        assert_eq!(narrowing.is_out(Facet::Country, "UA"), Some(false));
        narrowing.flip(Facet::Country, &count("Ukraine", "UA"), true);
        assert_eq!(narrowing.is_out(Facet::Country, "UA"), Some(true));
        narrowing.flip(Facet::Country, &count("Ukraine", "UA"), true);
        assert!(narrowing.is_empty());
    }
}
