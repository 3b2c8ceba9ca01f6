//! Source to extraction to store, with progress.
