//! Keys and types of a file against the published schema: unknown keys, missing ones, wrong types, unknown labels.

use std::sync::OnceLock;

use serde_json::Value;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Problem, called, id_of, problem};
use crate::{
    briefing::{schema, store::line_of},
    name::nearest,
};

/// Compares the file with the schema.
pub(super) fn check(source: &str, table: &Spanned<DeTable<'_>>) -> Vec<Problem> {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    let root = SCHEMA.get_or_init(|| serde_json::from_str(schema::TEXT).unwrap_or_default());
    let mut walk = Walk { root, source, item: "file".to_owned(), problems: Vec::new() };
    walk.table(root, table.get_ref(), table.span().start, Place::Record);
    walk.problems
}

/// Where a table stands.
#[derive(Clone, Copy)]
enum Place<'k> {
    /// It is the record.
    Record,
    /// It is an item of a list of the record.
    Item,
    /// It is the value of this key.
    Under(&'k str),
}

struct Walk<'a> {
    root: &'a Value,
    source: &'a str,
    item: String,
    problems: Vec<Problem>,
}

impl<'a> Walk<'a> {
    fn report(&mut self, offset: usize, what: String, mend: String) {
        self.problems.push(problem(line_of(self.source, offset), self.item.clone(), what, mend));
    }

    /// The schema behind references, and behind the choice between a thing and nothing.
    fn resolve(&self, mut schema: &'a Value) -> &'a Value {
        loop {
            if let Some(target) =
                schema.get("$ref").and_then(Value::as_str).and_then(|path| self.root.pointer(path.trim_start_matches('#')))
            {
                schema = target;
            } else if let Some(first) = schema.get("anyOf").and_then(|choices| choices.get(0)) {
                schema = first;
            } else {
                return schema;
            }
        }
    }

    fn table(&mut self, schema: &'a Value, table: &DeTable<'_>, offset: usize, place: Place<'_>) {
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
        for (key, value) in table {
            let name: &str = key.get_ref();
            if let Some(property) = properties.get(name) {
                self.value(property, value, name, matches!(place, Place::Record));
            } else {
                let close = nearest(name, properties.keys().map(String::as_str));
                let mend = close.map_or_else(|| "take it out".to_owned(), |close| format!("did you mean `{close}`?"));
                self.report(key.span().start, format!("there is no key `{name}`{}", place.phrase()), mend);
            }
        }
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        for key in required.filter(|&key| !table.contains_key(key)) {
            self.report(offset, format!("the key `{key}` is missing{}", place.phrase()), "add it".to_owned());
        }
    }

    /// Checks the value of `key`; `top` for a key of the record itself.
    fn value(&mut self, schema: &'a Value, value: &Spanned<DeValue<'_>>, key: &str, top: bool) {
        let schema = self.resolve(schema);
        let offset = value.span().start;
        let labels: Vec<&str> =
            schema.get("oneOf").and_then(Value::as_array).into_iter().flatten().filter_map(|one| one.get("const")?.as_str()).collect();
        if !labels.is_empty() {
            self.label(&labels, value, key);
        } else if let Some((what, mend)) = mismatch(schema, value.get_ref()) {
            self.report(offset, format!("`{key}` {what}"), mend);
        } else if let (Some(array), Some(items)) = (value.get_ref().as_array(), schema.get("items")) {
            for (index, element) in array.iter().enumerate() {
                match element.get_ref().as_table().filter(|_| top) {
                    Some(table) => {
                        self.item = called(key, index, id_of(element));
                        self.table(self.resolve(items), table, element.span().start, Place::Item);
                        "file".clone_into(&mut self.item);
                    }
                    None => self.value(items, element, key, false),
                }
            }
        } else if let Some(table) = value.get_ref().as_table() {
            self.table(schema, table, offset, Place::Under(key));
        }
    }

    fn label(&mut self, labels: &[&str], value: &Spanned<DeValue<'_>>, key: &str) {
        let word = value.get_ref().as_str().unwrap_or(value.get_ref().type_str());
        if !labels.contains(&word) {
            let close = nearest(word, labels.iter().copied());
            let mend = close.map_or_else(|| format!("use one of {}", labels.join(", ")), |close| format!("did you mean {close:?}?"));
            self.report(value.span().start, format!("`{key}` has no value {word:?}"), mend);
        }
    }
}

impl Place<'_> {
    /// ` in key`, for a table under a key.
    fn phrase(self) -> String {
        if let Self::Under(key) = self { format!(" in `{key}`") } else { String::new() }
    }
}

/// The first type that `schema` allows.
fn kind(schema: &Value) -> &str {
    let kind = schema.get("type");
    kind.and_then(|kind| kind.as_str().or_else(|| kind.get(0)?.as_str())).unwrap_or("value")
}

/// What is wrong with the type of `value`, and the mend.
fn mismatch(schema: &Value, value: &DeValue<'_>) -> Option<(String, String)> {
    let fits = match kind(schema) {
        "object" => value.is_table(),
        "array" => value.is_array(),
        "string" => value.is_str(),
        "boolean" => value.is_bool(),
        "integer" => value.is_integer(),
        "number" => value.is_integer() || value.is_float(),
        _ => true,
    };
    if !fits {
        return Some((format!("is {}", article(value.type_str())), format!("it must be {}", article(kind(schema)))));
    }
    if kind(schema) == "integer" && value.as_integer().is_some_and(|number| number.as_str().starts_with('-')) {
        return Some(("is below 0".to_owned(), "count from 0".to_owned()));
    }
    let count = value.as_array().map(|array| array.len() as u64)?;
    let bound = |name: &str| schema.get(name).and_then(Value::as_u64);
    let outside = bound("minItems").is_some_and(|least| count < least) || bound("maxItems").is_some_and(|most| count > most);
    let plural = if count == 1 { "" } else { "s" };
    outside.then(|| (format!("has {count} number{plural}"), "a span is [start, end]".to_owned()))
}

/// `a string`, `an array`.
fn article(kind: &str) -> String {
    let kind = if kind == "object" { "table" } else { kind };
    let an = kind.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {kind}", if an { "an" } else { "a" })
}
