//! The file of the journal: lines go to it at once, and to the disk from a thread of their own.

use std::{
    fs::File,
    io::{self, Write},
    sync::mpsc::{Sender, channel},
    thread::{self, JoinHandle},
};

use super::Line;

pub(super) fn write_line(mut out: impl Write, line: &Line) -> io::Result<()> {
    let mut bytes = serde_json::to_vec(line)?;
    bytes.push(b'\n');
    // One call, so that the line is in the file whole or not at all.
    out.write_all(&bytes)
}

/// The journal: lines go to the file at once, and to the disk from a thread of their own.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    dirty: Option<Sender<()>>,
    keeper: Option<JoinHandle<()>>,
}

impl Journal {
    pub(super) fn new(file: File) -> io::Result<Self> {
        let disk = file.try_clone()?;
        let (dirty, wakes) = channel();
        let keeper = thread::spawn(move || {
            while wakes.recv().is_ok() {
                while wakes.try_recv().is_ok() {}
                // Nobody is left to tell; the next line tries again.
                let _ = disk.sync_data();
            }
        });
        Ok(Self { file, dirty: Some(dirty), keeper: Some(keeper) })
    }

    pub(super) fn write(&mut self, line: &Line) -> io::Result<()> {
        write_line(&mut self.file, line)?;
        if let Some(dirty) = &self.dirty {
            let _ = dirty.send(());
        }
        Ok(())
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.dirty = None;
        if let Some(keeper) = self.keeper.take() {
            let _ = keeper.join();
        }
    }
}
