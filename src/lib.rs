//! attache: news in, briefings out, read in the terminal.
//!
//! ```text
//! bytes ──source──▶ Article ──document──▶ Document ──annotate──▶ Layers ──extract──▶ Briefing ──store──▶ briefings/*.toml
//!                                                                                      │
//!                        keys ─▶ Action ─▶ update(Model) ─▶ view ◀── Library (index, query, search) ◀──┘
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs, clippy::pedantic)]
#![cfg_attr(
    not(test),
    warn(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::allow_attributes
    )
)]
#![expect(clippy::module_name_repetitions, reason = "the field's terms repeat")]

pub mod annotate;
pub mod article;
pub mod briefing;
pub mod cli;
pub mod config;
pub mod country;
pub mod document;
pub mod error;
pub mod evidence;
pub mod extract;
pub mod gazetteer;
pub mod ingest;
pub mod label;
pub mod lexicon;
pub mod library;
pub mod manual;
pub mod name;
pub mod sanitize;
pub mod source;
pub mod span;
pub mod tui;
