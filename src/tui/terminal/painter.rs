//! Paints a model on a stream: what has changed since the last frame, in one write, and nothing where nothing has.

use std::io::{self, Write};

use crossterm::{
    cursor::{Hide, MoveTo, Show},
    queue,
    terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, SetTitle},
};
use ratatui::{
    backend::{Backend, CrosstermBackend},
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{
    super::{model::Model, view::view},
    links,
};

/// Two screens, the one that is shown and the one that is painted, and the stream between them.
#[derive(Debug)]
pub struct Painter<W> {
    out: W,
    shown: Buffer,
    next: Buffer,
    cursor: Option<Position>,
    title: String,
    /// Whether the screen may show anything.
    unknown: bool,
    /// The bytes of a frame.
    frame: Vec<u8>,
}

impl<W: Write> Painter<W> {
    /// Paints on `out`, whose screen may show anything.
    pub fn new(out: W) -> Self {
        let (shown, next) = (Buffer::default(), Buffer::default());
        Self { out, shown, next, cursor: None, title: String::new(), unknown: true, frame: Vec::with_capacity(1 << 16) }
    }

    /// Forgets what is shown, so that the next frame is a whole one.
    pub fn forget(&mut self) {
        self.unknown = true;
    }

    /// Paints `model`, and tells how many bytes that took.
    ///
    /// # Errors
    /// When the stream takes no more.
    pub fn paint(&mut self, model: &Model) -> io::Result<usize> {
        let size = model.size();
        let area = Rect::new(0, 0, size.width, size.height);
        if self.shown.area != area {
            self.unknown = true;
        }
        if self.unknown {
            self.shown = Buffer::empty(area);
            self.next = Buffer::empty(area);
        }
        self.next.reset();
        let cursor = view(model, &mut self.next);
        if model.options.links {
            links::weave(model, &mut self.next);
        }
        self.fill(cursor)?;
        if model.options.title {
            self.entitle(model)?;
        }
        std::mem::swap(&mut self.shown, &mut self.next);
        self.cursor = cursor;
        self.unknown = false;
        self.send()
    }

    /// Writes what differs into the frame.
    fn fill(&mut self, cursor: Option<Position>) -> io::Result<()> {
        if self.shown.content == self.next.content && cursor == self.cursor && !self.unknown {
            return Ok(());
        }
        let changes = self.shown.diff(&self.next);
        let mut frame = CrosstermBackend::new(&mut self.frame);
        queue!(frame, BeginSynchronizedUpdate)?;
        if self.unknown {
            queue!(frame, Clear(ClearType::All))?;
        }
        if self.unknown || cursor.is_none() != self.cursor.is_none() || !changes.is_empty() && self.cursor.is_some() {
            queue!(frame, Hide)?;
        }
        if !changes.is_empty() {
            frame.draw(changes.into_iter())?;
        }
        if let Some(Position { x, y }) = cursor {
            queue!(frame, MoveTo(x, y), Show)?;
        }
        queue!(frame, EndSynchronizedUpdate)
    }

    /// Titles the window after the briefing that is read.
    fn entitle(&mut self, model: &Model) -> io::Result<()> {
        let title = model.reading.as_ref().map_or("", |reading| reading.briefing.title.as_str());
        if title != self.title {
            title.clone_into(&mut self.title);
            // What a title may hold is less than what a screen may: no control and nothing a terminal could take for its end.
            let title: String = title.chars().filter(|c| !c.is_control()).take(80).collect();
            let title = if title.is_empty() { "attache".to_owned() } else { format!("{title} · attache") };
            queue!(self.frame, SetTitle(title))?;
        }
        Ok(())
    }

    /// Sends the frame in one write.
    fn send(&mut self) -> io::Result<usize> {
        let count = self.frame.len();
        if count > 0 {
            let sent = self.out.write_all(&self.frame).and_then(|()| self.out.flush());
            self.frame.clear();
            sent?;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, rc::Rc};

    use ratatui::layout::Size;

    use super::{
        super::super::{Options, action::Action, update},
        *,
    };
    use crate::{
        briefing::{Briefing, Source},
        library::Library,
    };

    /// Every write, one by one.
    #[derive(Clone, Default)]
    struct Writes(Rc<RefCell<Vec<Vec<u8>>>>);

    impl Write for Writes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn start(options: Options) -> (Model, Painter<Writes>, Writes) {
        let writes = Writes::default();
        (Model::new(Library::shipped(), options, Size::new(160, 45)), Painter::new(writes.clone()), writes)
    }

    #[test]
    fn a_frame_is_one_write_and_nothing_changed_is_none() {
        let (mut model, mut painter, writes) = start(Options { title: true, links: true, ..Options::default() });
        assert!(painter.paint(&model).unwrap() > 1000);
        assert_eq!(painter.paint(&model).unwrap(), 0);
        update(&mut model, Action::Move(super::super::super::action::Move::Step(1)));
        painter.paint(&model).unwrap();
        painter.paint(&model).unwrap();
        let writes = writes.0.borrow();
        assert_eq!(writes.len(), 2);
        for write in &*writes {
            let text = String::from_utf8_lossy(write);
            assert!(text.starts_with("\x1b[?2026h") && text.contains("\x1b[?2026l"), "{text:?}");
        }
    }

    #[test]
    fn a_theme_with_a_ground_of_its_own_covers_every_cell() {
        let (mut model, mut painter, writes) = start(Options::default());
        painter.paint(&model).unwrap();
        // Worn while reading, over a screen that another theme has painted.
        model.options.theme = super::super::super::theme::Theme::Light;
        painter.paint(&model).unwrap();
        update(&mut model, Action::Move(super::super::super::action::Move::Step(1)));
        painter.paint(&model).unwrap();
        let mut terminal = vt100::Parser::new(45.try_into().unwrap(), 160.try_into().unwrap(), 0);
        terminal.process(&writes.0.borrow().concat());
        let screen = terminal.screen();
        let bare = (0..45)
            .flat_map(|y| (0..160).map(move |x| (y, x)))
            .filter(|&(y, x)| screen.cell(y, x).unwrap().bgcolor() == vt100::Color::Default);
        assert_eq!(bare.collect::<Vec<_>>(), []);
    }

    #[test]
    fn a_forgotten_screen_is_painted_whole() {
        let (model, mut painter, writes) = start(Options::default());
        let first = painter.paint(&model).unwrap();
        painter.forget();
        assert_eq!(painter.paint(&model).unwrap(), first);
        assert_eq!(writes.0.borrow().concat().windows(4).filter(|bytes| bytes == b"\x1b[2J").count(), 2);
    }

    #[test]
    fn a_cursor_is_shown_in_a_line_and_hidden_after_it() {
        let (mut model, mut painter, writes) = start(Options::default());
        painter.paint(&model).unwrap();
        update(&mut model, Action::Find);
        painter.paint(&model).unwrap();
        update(&mut model, Action::Cancel);
        painter.paint(&model).unwrap();
        let writes = writes.0.borrow();
        let has = |write: usize, bytes: &str| String::from_utf8_lossy(&writes[write]).contains(bytes);
        assert!(has(1, "\x1b[?25h") && has(2, "\x1b[?25l") && !has(2, "\x1b[?25h"));
    }

    #[test]
    fn links_change_no_cell_of_the_screen() {
        let briefing = |id: &str, title: &str, name: &str| {
            let source = Source { name: Some(name.to_owned()), url: Some("https://a.example/?q=\u{1b}]".to_owned()), ..Source::default() };
            let text = format!("{title}: 北京 https://b.example/北京/x, then (https://c.example). Words.\n");
            Briefing { id: id.to_owned(), title: title.to_owned(), text, source, ..Briefing::default() }
        };
        let briefings = [("a", "One", "The 北京 Wire"), ("b", "Two words", "Wire"), ("c", "Three", "A longer name of a wire")];
        let screen = |links: bool| {
            let writes = Writes::default();
            let library = Library::of(briefings.map(|(id, title, name)| briefing(id, title, name)).to_vec());
            let mut model = Model::new(library, Options { links, ..Options::default() }, Size::new(160, 45));
            let mut painter = Painter::new(writes.clone());
            painter.paint(&model).unwrap();
            // Each briefing paints over the links of the one before.
            for _ in 0..6 {
                update(&mut model, Action::Move(super::super::super::action::Move::Step(1)));
                painter.paint(&model).unwrap();
            }
            let bytes = writes.0.borrow().concat();
            let mut terminal = vt100::Parser::new(45.try_into().unwrap(), 160.try_into().unwrap(), 0);
            terminal.process(&bytes);
            (String::from_utf8(bytes).unwrap().contains("\x1b]8;id="), terminal.screen().contents())
        };
        let (plain, linked) = (screen(false), screen(true));
        assert!(!plain.0 && linked.0, "there are links to try");
        assert_eq!(plain.1, linked.1);
    }

    #[test]
    fn a_title_cannot_end_its_sequence() {
        let article = Briefing { title: "a\u{7}b\u{1b}\\c\u{9c}d".to_owned(), ..Default::default() };
        let writes = Writes::default();
        let options = Options { title: true, ..Options::default() };
        let model = Model::new(Library::of(vec![article]), options, Size::new(80, 24));
        Painter::new(writes.clone()).paint(&model).unwrap();
        let bytes = String::from_utf8(writes.0.borrow().concat()).unwrap();
        let title = bytes.split("\x1b]0;").nth(1).unwrap().split('\u{7}').next().unwrap();
        assert_eq!(title, "ab\\cd · attache");
    }
}
