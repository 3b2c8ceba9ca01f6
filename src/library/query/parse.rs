//! The parser, by recursive descent over the characters.

use std::str::FromStr;

use jiff::civil::Date;

use super::{Amounts, Days, Error, FIELDS, Field, Pattern, Query, Test, Words, tokens};
use crate::{
    country::{self, Country, CountryCode, countries},
    label::{AssetCategory, AssetStatus, BriefingPart, BriefingState, QuoteKind},
    name,
    span::Span,
};

/// How deep parentheses may nest; a line that nests deeper is no query of a person.
const DEPTH: usize = 64;

pub(super) fn parse(text: &str, today: Date) -> Result<Query, Error> {
    let mut parser = Parser { text, at: 0, depth: 0, today };
    let query = parser.any(None)?;
    parser.skip_space();
    match parser.peek() {
        None => Ok(query),
        Some(_) => Err(parser.error(parser.at, parser.at + 1, "')' closes nothing; take it away, or open with '('")),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    today: Date,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn error(&self, start: usize, end: usize, problem: impl Into<String>) -> Error {
        Error { at: Span::new(start.min(self.text.len()), end.min(self.text.len())), problem: problem.into() }
    }

    /// Takes `word` where it stands alone, as operators do.
    fn take_operator(&mut self, word: &str) -> bool {
        let Some(after) = self.rest().strip_prefix(word) else { return false };
        let alone = after.chars().next().is_none_or(|c| c.is_whitespace() || c == '(' || c == ')');
        if alone {
            self.at += word.len();
        }
        alone
    }

    /// `all { OR all }`; inside `field:( … )` bare values belong to that field.
    fn any(&mut self, field: Option<Field>) -> Result<Query, Error> {
        let mut choices = vec![self.all(field)?];
        loop {
            self.skip_space();
            let at = self.at;
            if !self.take_operator("OR") {
                break;
            }
            let choice = self.all(field)?;
            if choices.contains(&Query::All) || choice == Query::All {
                let side = if choice == Query::All { "after" } else { "before" };
                return Err(self.error(
                    at,
                    at + 2,
                    format!("OR needs something {side} it; write \"or\" in quotation marks to find the word"),
                ));
            }
            choices.push(choice);
        }
        Ok(if choices.len() == 1 { choices.pop().unwrap_or_default() } else { Query::Or(choices) })
    }

    fn all(&mut self, field: Option<Field>) -> Result<Query, Error> {
        let mut query = Query::All;
        loop {
            self.skip_space();
            let before = self.at;
            if self.peek().is_none_or(|c| c == ')') || self.take_operator("OR") {
                self.at = before;
                return Ok(query);
            }
            if self.take_operator("AND") {
                continue;
            }
            query = query.and(self.part(field)?);
        }
    }

    fn part(&mut self, field: Option<Field>) -> Result<Query, Error> {
        let start = self.at;
        if self.take_operator("NOT") {
            self.skip_space();
            return self.negated(start, field);
        }
        let has_more = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && c != ')');
        if self.peek() == Some('-') && has_more(self.rest().chars().nth(1)) {
            self.take('-');
            return self.negated(start, field);
        }
        if self.take('(') {
            return self.group(start, field);
        }
        let rest = self.rest();
        let named = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        if named > 0 && rest.as_bytes().get(named) == Some(&b':') {
            let name = rest.get(..named).unwrap_or_default();
            self.at += named + 1;
            let Some(field) = Field::find(name) else { return Err(self.unknown_field(start, name)) };
            if self.take('(') {
                return self.group(start, Some(field));
            }
            return self.values(start, field);
        }
        match field {
            Some(field) => self.values(start, field),
            None => self.words(start).map(|words| words.map_or(Query::All, |words| Query::Test(Test::Text(words)))),
        }
    }

    fn negated(&mut self, start: usize, field: Option<Field>) -> Result<Query, Error> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.error(start, self.at, "this nests too deeply"));
        }
        let query = if self.peek().is_none() { Query::All } else { self.part(field)? };
        self.depth -= 1;
        Ok(match query {
            Query::All => Query::All,
            Query::Test(Test::Text(Words::Plain(words))) => Query::Not(Box::new(Query::Test(Test::Text(Words::Phrase(words))))),
            query => Query::Not(Box::new(query)),
        })
    }

    fn group(&mut self, start: usize, field: Option<Field>) -> Result<Query, Error> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.error(start, self.at, "this nests too deeply"));
        }
        let query = self.any(field)?;
        self.depth -= 1;
        self.take(')');
        Ok(query)
    }

    fn unknown_field(&self, start: usize, name: &str) -> Error {
        let names = FIELDS.iter().flat_map(|row| std::iter::once(row.name).chain(row.aliases.iter().copied()));
        let mend = name::nearest(name, names).map_or_else(
            || "put the words in quotation marks to find them in the text".to_owned(),
            |near| format!("did you mean '{near}:'?"),
        );
        self.error(start, self.at, format!("there is no field '{name}'; {mend}"))
    }

    /// One value or several between commas, of which one must hold.
    fn values(&mut self, start: usize, field: Field) -> Result<Query, Error> {
        let mut choices = Vec::new();
        loop {
            let at = self.at;
            let Some(test) = self.value(field)? else {
                let example = FIELDS.iter().find(|row| row.field == field).map_or("", |row| row.example);
                return Err(self.error(start, at.max(start + 1), format!("'{}:' needs a value, as in {example}", field.name())));
            };
            choices.push(Query::Test(test));
            if !self.take(',') {
                break;
            }
        }
        Ok(if choices.len() == 1 { choices.pop().unwrap_or_default() } else { Query::Or(choices) })
    }

    /// A value of `field`; `None` where nothing stands there.
    fn value(&mut self, field: Field) -> Result<Option<Test>, Error> {
        let start = self.at;
        Ok(match field {
            Field::Date => self.closed(start, |written, today| {
                let forms = "write 2022, 2022-01, 2022-01-18, 2022-01..2022-02, >=2022-06, 7d or today";
                let days = Days::parse(written, today).ok_or_else(|| format!("'{written}' is no date; {forms}"))?;
                let is_turned = days.from.zip(days.to).is_some_and(|(from, to)| from > to);
                if is_turned { Err(turned(written)) } else { Ok(Test::Date(days)) }
            })?,
            Field::Quantity => self.quantity(start)?,
            Field::Category => self.closed(start, |written, _| {
                // As one says it: several, or as the British write it.
                let usual = written.to_ascii_lowercase().replace([' ', '_'], "-").replace("defence", "defense");
                let known = [usual.as_str(), usual.strip_suffix('s').unwrap_or(&usual)].into_iter().find_map(|name| name.parse().ok());
                let known = known.map_or_else(|| one_of(written, AssetCategory::ALL, AssetCategory::name, "class of assets"), Ok);
                known.map(Test::Category)
            })?,
            Field::Status => {
                self.closed(start, |written, _| one_of(written, AssetStatus::ALL, AssetStatus::name, "status").map(Test::Status))?
            }
            Field::Kind => self.closed(start, |written, _| match part(written) {
                Some(part @ (BriefingPart::Quote | BriefingPart::Asset | BriefingPart::Person | BriefingPart::Organization)) => {
                    Ok(Test::Has(part))
                }
                _ => one_of(written, QuoteKind::ALL, QuoteKind::name, "kind of speech").map(Test::Kind),
            })?,
            Field::Is => {
                self.closed(start, |written, _| one_of(written, BriefingState::ALL, BriefingState::name, "state").map(Test::Is))?
            }
            Field::Has => self.closed(start, |written, _| {
                let known = part(written).map(Test::Has);
                known.map_or_else(|| one_of(written, BriefingPart::ALL, BriefingPart::name, "part of a briefing").map(Test::Has), Ok)
            })?,
            Field::Language => self.closed(start, |written, _| Ok(Test::Language(written.to_ascii_lowercase())))?,
            Field::Country => self.closed(start, |written, _| state(written).map(Test::Country))?,
            Field::Owner if self.peek() != Some('/') => {
                let before = self.at;
                if let Some(Some(test)) = self.closed(start, |written, _| Ok(country::find_unlike_acronyms(written).map(Test::Owner)))? {
                    Some(test)
                } else {
                    self.at = before;
                    self.words(start)?.map(|words| Test::Name(field, words))
                }
            }
            _ => self.words(start)?.map(|words| Test::Name(field, words)),
        })
    }

    /// An amount or a range of them. A comma before three digits is part of the number, any other parts two of them.
    fn quantity(&mut self, start: usize) -> Result<Option<Test>, Error> {
        let is_quoted = self.take('"');
        let written = if is_quoted { self.quoted() } else { self.bare() };
        let mut written = written.trim().to_owned();
        let ends_in_digit = |written: &str| written.ends_with(|c: char| c.is_ascii_digit());
        while !is_quoted
            && ends_in_digit(&written)
            && let Some(group) = self.rest().strip_prefix(',').and_then(|rest| rest.get(..3))
            && group.bytes().all(|byte| byte.is_ascii_digit())
            && !self.rest().get(4..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            self.take(',');
            written = format!("{written},{}", self.bare());
        }
        if written.is_empty() {
            return Ok(None);
        }
        let problem = match Amounts::parse(&written) {
            Some(amounts) if amounts.from <= amounts.to => return Ok(Some(Test::Quantity(amounts))),
            Some(_) => turned(&written),
            None => format!("'{written}' is no number; write 100, >=100, 10..20 or 5k"),
        };
        Err(self.error(start, self.at, problem))
    }

    /// A value that is not free text: bare or in quotation marks.
    fn closed<T>(&mut self, start: usize, read: impl FnOnce(&str, Date) -> Result<T, String>) -> Result<Option<T>, Error> {
        let written = if self.take('"') { self.quoted() } else { self.bare() };
        let written = written.trim();
        if written.is_empty() {
            return Ok(None);
        }
        read(written, self.today).map(Some).map_err(|problem| self.error(start, self.at, problem))
    }

    /// Text up to the closing quotation mark, or to the end.
    fn quoted(&mut self) -> &'a str {
        let rest = self.rest();
        let inside = rest.split('"').next().unwrap_or_default();
        self.at = (self.at + inside.len() + 1).min(self.text.len());
        inside
    }

    /// Text up to what ends a word.
    fn bare(&mut self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | ',')).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// Words to be found; `None` where there is none among the signs.
    fn words(&mut self, start: usize) -> Result<Option<Words>, Error> {
        if self.take('"') {
            let words = list(self.quoted());
            let words = if self.take('*') {
                Words::Prefix(words)
            } else if self.take('~') {
                Words::Near(words)
            } else {
                Words::Phrase(words)
            };
            return Ok((!words.list().is_empty()).then_some(words));
        }
        if self.peek() == Some('/') && self.rest().len() > 1 {
            self.take('/');
            return self.pattern(start).map(Some);
        }
        let written = self.bare();
        if written.is_empty() {
            // A comma, which separates nothing here.
            self.take(',');
            return Ok(None);
        }
        let words = if let Some(stem) = written.strip_suffix('*') {
            Words::Prefix(list(stem))
        } else if let Some(word) = written.strip_suffix('~') {
            Words::Near(list(word))
        } else {
            Words::Plain(list(written))
        };
        Ok((!words.list().is_empty()).then_some(words))
    }

    /// A pattern up to the slash that ends it, or to the end; `\/` is a slash.
    fn pattern(&mut self, start: usize) -> Result<Words, Error> {
        let rest = self.rest();
        let mut escaped = false;
        let end = rest.find(|c| {
            let is_end = c == '/' && !escaped;
            escaped = c == '\\' && !escaped;
            is_end
        });
        let written = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        self.at = (self.at + written.len() + 1).min(self.text.len());
        let pattern = Pattern::new(&written.replace("\\/", "/"));
        pattern.map(Words::Pattern).map_err(|problem| self.error(start, self.at, format!("this pattern cannot be read: {problem}")))
    }
}

/// The words of a value, folded.
fn list(written: &str) -> Vec<String> {
    tokens(written).map(|token| token.word).collect()
}

/// What is wrong with a range that begins with its end.
fn turned(written: &str) -> String {
    format!("'{written}' ends before it begins; write the lesser first")
}

/// What a briefing may hold, by its name, one or several.
fn part(written: &str) -> Option<BriefingPart> {
    let lower = written.to_ascii_lowercase();
    lower.strip_suffix('s').unwrap_or(&lower).parse().ok()
}

/// A label by its name, in any case.
fn one_of<T: Copy + FromStr>(written: &str, all: &[T], name: impl Fn(T) -> &'static str, what: &str) -> Result<T, String> {
    written.to_ascii_lowercase().parse().map_err(|_| {
        let names: Vec<&str> = all.iter().map(|&label| name(label)).collect();
        let mend = name::nearest(written, names.iter().copied())
            .map_or_else(|| format!("it is one of {}", names.join(", ")), |near| format!("did you mean '{near}'?"));
        format!("'{written}' is no {what}; {mend}")
    })
}

/// A country by any of its words.
fn state(written: &str) -> Result<CountryCode, String> {
    country::find(written).ok_or_else(|| {
        let known: Vec<String> = countries().iter().flat_map(Country::words).map(str::to_lowercase).collect();
        let mend = name::nearest(written, known.iter().map(String::as_str)).map_or_else(
            || "give a code of two or three letters, a name, adjective or capital".to_owned(),
            |near| format!("did you mean '{near}'?"),
        );
        format!("no country is called '{written}'; {mend}")
    })
}
