//! Speed of the reader: `cargo bench --bench reader`.
//!
//! A frame of 200x60 cells with three panes, from an intention to the bytes that would go to the terminal: where nothing has
//! changed, after a key, after a page in an article of a megabyte. The slowest frame counts as much as the median one.

use std::{fs, io, sync::LazyLock};

use attache::{
    article::Article,
    briefing::Briefing,
    extract::extract,
    lexicon::Lexicon,
    library::Library,
    tui::{
        Model, Options,
        action::{Action, Goal, Move},
        terminal::Painter,
        update,
    },
};
use divan::Bencher;
use ratatui::layout::Size;

fn main() {
    let mut reader = Reader::of(Library::shipped());
    reader.frame();
    assert_eq!(reader.frame(), 0, "bytes written though nothing has changed");
    LazyLock::force(&LONG);
    divan::main();
}

/// An article of a megabyte, its quotes and actors and assets found.
static LONG: LazyLock<Briefing> = LazyLock::new(|| {
    let mut paths: Vec<_> = fs::read_dir("assets/articles").into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let once: String = paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    extract(&Article::from_text(once.repeat((1 << 20) / once.len() + 1)), Lexicon::shared()).briefing
});

/// A reader on a screen that nobody sees.
struct Reader {
    model: Model,
    painter: Painter<io::Sink>,
}

impl Reader {
    fn of(library: Library) -> Self {
        let options = Options { links: true, title: true, ..Options::default() };
        let mut reader = Self { model: Model::new(library, options, Size::new(200, 60)), painter: Painter::new(io::sink()) };
        reader.frame();
        reader
    }

    fn frame(&mut self) -> usize {
        self.painter.paint(&self.model).expect("a sink takes everything")
    }

    fn act(&mut self, action: Action) -> usize {
        update(&mut self.model, action);
        self.frame()
    }
}

#[divan::bench(sample_count = 200)]
fn nothing_changed(bencher: Bencher) {
    let mut reader = Reader::of(Library::shipped());
    bencher.bench_local(|| reader.frame());
}

/// The next briefing: list, text and items are drawn anew.
#[divan::bench(sample_count = 200, sample_size = 2)]
fn another_briefing(bencher: Bencher) {
    let mut reader = Reader::of(Library::shipped());
    let mut by = 1;
    bencher.bench_local(|| {
        by = -by;
        reader.act(Action::Move(Move::Step(by)))
    });
}

/// The next quote in the text.
#[divan::bench(sample_count = 200, sample_size = 2)]
fn next_quote(bencher: Bencher) {
    let mut reader = Reader::of(Library::shipped());
    reader.act(Action::Enter);
    let mut by = -1;
    bencher.bench_local(|| {
        by = -by;
        reader.act(Action::Jump(Goal::Quote, by))
    });
}

/// Page after page of a megabyte; from its end, from the top again.
#[divan::bench(sample_count = 2000, sample_size = 1)]
fn page_of_a_megabyte(bencher: Bencher) {
    let mut reader = Reader::of(Library::of(vec![LONG.clone(), Briefing { id: "other".to_owned(), ..Briefing::default() }]));
    reader.act(Action::Enter);
    bencher.bench_local(|| {
        if reader.act(Action::Move(Move::Page(1))) == 0 {
            reader.act(Action::Move(Move::Top));
        }
    });
}
