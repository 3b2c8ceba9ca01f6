//! The published JSON Schema of the record, `assets/briefing.schema.json`: made from the types, kept true by a test.

/// The schema's text.
pub const TEXT: &str = include_str!("../../assets/briefing.schema.json");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::Briefing;

    #[test]
    fn the_schema_is_what_the_types_say() {
        let made = format!("{}\n", serde_json::to_string_pretty(&schemars::schema_for!(Briefing)).unwrap());
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/briefing.schema.json"), &made).unwrap();
        }
        assert!(made == TEXT, "assets/briefing.schema.json is out of date: run `UPDATE=1 cargo test --lib schema`, then once more without");
    }
}
