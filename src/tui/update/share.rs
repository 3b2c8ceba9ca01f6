//! Ways out of the reader: the clipboard, the browser, an editor, another program, a file.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    sync::{Arc, atomic::AtomicBool},
};

use tui_input::Input;

use super::{
    super::{
        action::Sharing,
        citation,
        export::Export,
        layer::{Ask, Layer},
        marks::Item,
        menu::{Choice, Entry, Kind, Menu},
        model::Model,
        outside::{Job, Stage},
        wording::one_line,
    },
    Effect,
};
use crate::library::table::{self, Also};

/// Browsers that need the terminal.
const IN_TERMINAL: &[&str] = &["browsh", "elinks", "links", "links2", "lynx", "w3m", "www-browser"];

pub(super) fn begin(model: &mut Model, how: Sharing) -> Option<Effect> {
    match how {
        Sharing::Copy => {
            let entries = forms(model).into_iter().enumerate().map(|(number, (name, words))| Entry {
                group: "",
                name: name.to_owned(),
                keys: String::new(),
                words: one_line(&words),
                choice: Choice::Pick(Some(number)),
            });
            model.layer = Some(Layer::Menu(Menu::new(Kind::Copy, entries.collect())));
        }
        Sharing::Browse => return browse(model),
        Sharing::Edit => return edit(model),
        Sharing::Page => return page(model),
        Sharing::Pipe if item(model).is_some() => model.layer = Some(Layer::Line(Ask::Pipe, Input::default())),
        Sharing::Pipe => model.notice = Some("Choose an item first: ]q, ]a, or one of the tabs.".to_owned()),
        Sharing::Save => {
            let name = format!("{}.csv", model.view().items);
            model.layer = Some(Layer::Line(Ask::Save, Input::new(name)));
        }
    }
    None
}

fn item(model: &Model) -> Option<Item> {
    Some(model.reading.as_ref()?.current?.0)
}

/// What can be copied now, each with its name: forms of the item at hand, the address, the view as a command.
fn forms(model: &Model) -> Vec<(&'static str, String)> {
    let mut forms = Vec::new();
    if let Some(reading) = &model.reading {
        let briefing = &reading.briefing;
        if let Some(item) = item(model) {
            let name = match item {
                Item::Quote(_) => "quote",
                Item::Actor(_) | Item::Place(_) => "name",
                Item::Link(_) => "link",
                Item::Asset(_) => "sentence",
            };
            forms.extend(citation::words(briefing, item).map(|words| (name, words)));
            forms.extend(citation::citation(briefing, item).map(|words| ("citation", words)));
            forms.extend(citation::markdown(briefing, item).map(|words| ("Markdown", words)));
            forms.extend(json(model, item).map(|words| ("JSON", words)));
        }
        forms.extend(briefing.source.url.clone().map(|url| ("address", url)));
    }
    forms.push(("command line", command(model)));
    forms
}

/// An item as JSON.
fn json(model: &Model, item: Item) -> Option<String> {
    let reading = model.reading.as_ref()?;
    let found = item.thing().and_then(|(thing, number)| {
        let outcome = model.records.outcome(reading.row);
        outcome.map_or(Some(number), |outcome| outcome.found(thing, number))
    });
    let catalog = model.shelf().catalog();
    let also = match (item, found) {
        (Item::Quote(_), Some(found)) => {
            let first = catalog.row(reading.row)?.quotes;
            table::said_too(catalog, first.checked_add(u32::try_from(found).ok()?)?)
        }
        _ => Also::default(),
    };
    citation::json(&reading.briefing, item, &also, model.path(reading.row))
}

/// What was picked from the list of forms.
pub(super) fn picked(model: &Model, number: usize) -> Option<Effect> {
    forms(model).into_iter().nth(number).map(|(_, words)| Effect::Copy(words))
}

/// The view as a command line: what it prints is what is listed.
fn command(model: &Model) -> String {
    let mut words = vec!["attache".to_owned(), "list".to_owned()];
    words.extend(model.folder.as_ref().map(|folder| folder.to_string_lossy().into_owned()));
    if model.view().items != "briefings" {
        words.extend(["--items".to_owned(), model.view().items.to_owned()]);
    }
    let query = model.narrowing.text();
    if !query.is_empty() {
        words.extend(["--query".to_owned(), query]);
    }
    shell_words::join(words)
}

/// The words of the first of `variables` that is set, as a command.
fn told(variables: &[&str]) -> Option<Result<Vec<String>, String>> {
    let (name, value) = variables.iter().find_map(|&name| Some((name, env::var(name).ok().filter(|value| !value.trim().is_empty())?)))?;
    let words = shell_words::split(&value).map_err(|error| format!("${name} cannot be read: {error}."));
    Some(words.and_then(|words| if words.is_empty() { Err(format!("${name} names no program.")) } else { Ok(words) }))
}

fn is_address(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://")) && !url.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// Opens the address of the article in the browser of `$BROWSER`, else in that of the desktop.
fn browse(model: &mut Model) -> Option<Effect> {
    let url = model.reading.as_ref().and_then(|reading| match reading.current {
        Some((Item::Link(number), _)) => citation::address(&reading.briefing, number).map(str::to_owned),
        _ => reading.briefing.source.url.clone(),
    });
    let Some(url) = url.filter(|url| is_address(url)) else {
        model.notice = Some("The address of this article is not known.".to_owned());
        return None;
    };
    let desktop = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let mut argv = match told(&["BROWSER"]).unwrap_or_else(|| Ok(vec![desktop.to_owned()])) {
        Ok(argv) => argv,
        Err(problem) => {
            model.notice = Some(problem);
            return None;
        }
    };
    let holed = argv.iter().any(|word| word.contains("%s"));
    for word in &mut argv {
        *word = word.replace("%s", &url);
    }
    if !holed {
        argv.push(url);
    }
    let name = argv.first().map(Path::new).and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
    let stage = if IN_TERMINAL.contains(&name) { Stage::Terminal } else { Stage::Beside };
    Some(Effect::Run(Job { argv: argv.into_iter().map(OsString::from).collect(), input: None, stage }))
}

/// Opens the file of the briefing in the editor.
fn edit(model: &mut Model) -> Option<Effect> {
    let Some(row) = model.reading.as_ref().map(|reading| reading.row) else {
        model.notice = Some("There is no briefing here.".to_owned());
        return None;
    };
    let Some(file) = model.file(row) else {
        model.notice = Some("This briefing has no file of its own.".to_owned());
        return None;
    };
    match told(&["VISUAL", "EDITOR"]) {
        Some(Ok(words)) => {
            let argv = words.into_iter().map(OsString::from).chain([file.into_os_string()]).collect();
            Some(Effect::Run(Job { argv, input: None, stage: Stage::Terminal }))
        }
        Some(Err(problem)) => {
            model.notice = Some(problem);
            None
        }
        None => {
            model.notice = Some("Neither $VISUAL nor $EDITOR is set.".to_owned());
            None
        }
    }
}

/// Shows the text in the pager of `$PAGER`, else in less.
fn page(model: &mut Model) -> Option<Effect> {
    let Some(reading) = &model.reading else {
        model.notice = Some("There is no briefing here.".to_owned());
        return None;
    };
    let input = format!("{}\n{}\n\n{}", reading.briefing.title, super::super::view::dateline(&reading.briefing), reading.briefing.text);
    match told(&["PAGER"]).unwrap_or_else(|| Ok(vec!["less".to_owned()])) {
        Ok(words) => {
            let argv = words.into_iter().map(OsString::from).collect();
            Some(Effect::Run(Job { argv, input: Some(input), stage: Stage::Terminal }))
        }
        Err(problem) => {
            model.notice = Some(problem);
            None
        }
    }
}

/// Gives the item at hand to the command that was typed.
pub(super) fn piped(model: &mut Model, line: &str) -> Option<Effect> {
    let argv = match shell_words::split(line) {
        Ok(argv) if argv.is_empty() => return None,
        Ok(argv) => argv,
        Err(error) => {
            model.layer = Some(Layer::Line(Ask::Pipe, Input::new(line.to_owned())));
            model.notice = Some(format!("This is no command: {error}."));
            return None;
        }
    };
    let input = json(model, item(model)?)? + "\n";
    Some(Effect::Run(Job { argv: argv.into_iter().map(OsString::from).collect(), input: Some(input), stage: Stage::Kept }))
}

/// Writes what is listed into the file that was typed.
pub(super) fn saved(model: &mut Model, line: &str) -> Option<Effect> {
    let line = line.trim();
    if line.is_empty() {
        return None;
    }
    let path = match (line.strip_prefix("~/"), env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(line),
    };
    let form: fn(&[table::Row]) -> String = match path.extension().and_then(|end| end.to_str()).map(str::to_lowercase).as_deref() {
        Some("csv") => table::csv,
        Some("json") => table::json,
        Some("md" | "markdown") => table::markdown,
        _ => {
            model.layer = Some(Layer::Line(Ask::Save, Input::new(line.to_owned())));
            model.notice = Some("The name ends in .csv, .json or .md: that is the form.".to_owned());
            return None;
        }
    };
    if model.is_listed_later() {
        return None;
    }
    if model.records.is_behind() {
        model.notice = Some("Your decisions are still being read; a moment, please.".to_owned());
        return None;
    }
    let stop = Arc::new(AtomicBool::new(false));
    model.writing = Some(Arc::clone(&stop));
    Some(Effect::Write(Export { path, form, source: Arc::new(model.source()), stop }))
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Size;

    use super::{
        super::{super::Options, Action, update},
        *,
    };
    use crate::library::Library;

    #[test]
    fn a_list_is_written_beside_the_reader_and_given_up_at_esc() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.json");
        let mut model = Model::new(Library::shipped(), Options::default(), Size::new(160, 45));
        let start = |model: &mut Model| match saved(model, path.to_str().unwrap()) {
            Some(Effect::Write(export)) => export,
            other => panic!("{other:?}"),
        };
        let export = start(&mut model);
        update(&mut model, Action::Cancel);
        assert_eq!(export.work(drop), "Stopped; nothing was written.");
        assert!(!path.exists());
        let export = start(&mut model);
        assert!(export.work(drop).starts_with("Written to "));
        let rows: Vec<serde_json::Value> = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(rows.len(), model.listing.numbers.len());
    }
}
