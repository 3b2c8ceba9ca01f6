//! Reading of compiled gazetteers: the tab-separated blobs that `build.rs` makes of `assets/*.toml`.

/// One line of a compiled gazetteer: the dotted path of a table or list, and its values.
///
/// A table's fields are `name=value`; a list inside a field is joined by U+001F.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Dotted path of the table or list.
    pub key: &'a str,
    rest: &'a str,
}

impl<'a> Row<'a> {
    /// The values of a list.
    pub fn values(self) -> impl Iterator<Item = &'a str> {
        pieces(self.rest, b'\t').filter(|value| !value.is_empty())
    }

    /// The field `name` of a table, empty where absent.
    #[must_use]
    pub fn field(self, name: &str) -> &'a str {
        self.values().find_map(|value| value.strip_prefix(name)?.strip_prefix('=')).unwrap_or("")
    }

    /// The elements of the list in field `name`.
    pub fn list(self, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        pieces(self.field(name), 0x1f).filter(|value| !value.is_empty())
    }
}

/// The rows of a compiled gazetteer, in the order of the file.
pub fn rows(blob: &'static str) -> impl Iterator<Item = Row<'static>> {
    pieces(blob, b'\n').filter(|line| !line.is_empty()).map(|line| {
        let (key, rest) = line.split_once('\t').unwrap_or((line, ""));
        Row { key, rest }
    })
}

/// What stands between the ASCII signs `mark`; long lists are the rule, so it pays to look at many bytes at once.
fn pieces(text: &str, mark: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let all = rest?;
        let end = memchr::memchr(mark, all.as_bytes());
        rest = end.and_then(|end| all.get(end + 1..));
        all.get(..end.unwrap_or(all.len()))
    })
}
