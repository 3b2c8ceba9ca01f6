//! attache: news in, briefings out, read in the terminal.
//!
//! # What flows
//!
//! ```text
//! bytes ──source──▶ Article ──document──▶ Document ──annotate──▶ Layers ──extract──▶ Briefing ──store──▶ briefings/*.toml
//!                                                                                      │
//!                        keys ─▶ Action ─▶ update(Model) ─▶ view ◀── Library ◀─────────┘
//! ```
//!
//! Two towers stand here. The *engine* ([`document`], [`lexicon`], [`annotate`], [`extract`]) turns one text into one
//! record and knows nothing of terminals, files or libraries. The *reader* ([`library`], [`tui`]) shows records and
//! knows nothing of how they are made. They meet in the record, [`briefing::Briefing`], and in [`cli`], which joins them.
//! [`source`] is the gate: the one place where bytes from outside become text that is safe to show.
//!
//! # Floors
//!
//! A module uses modules on lower floors, and its own parts. `tests/tidy.rs` holds this table as data and checks every path.
//!
//! | floor | modules | what they are |
//! | --- | --- | --- |
//! | 0 | [`error`] [`gazetteer`] [`label`] [`name`] [`sanitize`] [`span`] | words that everybody uses |
//! | 1 | [`country`] | the countries of the world, with the words that mean them |
//! | 2 | [`article`] [`config`] [`document`] [`evidence`] | the input record; the user's settings; tokens, sentences and paragraphs over one text; why we say so |
//! | 3 | [`briefing`] [`lexicon`] [`source`] | the record with its files; all knowledge of `assets/`; the loaders |
//! | 4 | [`annotate`] [`library`] | the stages of the engine, one a file; many briefings: index, queries, the user's marks |
//! | 5 | [`extract`] [`tui`] | the pipeline from first to last stage; the reader |
//! | 6 | [`ingest`] [`manual`] | from files to briefings; pages made from tables |
//! | 7 | [`cli`] | commands and exit codes |
//!
//! # What always holds
//!
//! - **Offsets are bytes** of the text as it left [`source`], half open, on character boundaries. That text is kept whole,
//!   in the briefing: captions and site furniture are marked, never cut out, so that anybody can check any claim.
//! - **Every claim is accountable**: it carries its words, its span, the rule that made it and a score, and the tracks of
//!   what else was tried can be printed.
//! - **The engine is total and deterministic**: it has no error to return and does not panic; it reads no clock, draws no
//!   lots and does not depend on the order of a hash table. The same text is the same briefing, byte for byte. Its cost
//!   grows with the length of the text, not faster.
//! - **Knowledge is data.** Names of people, places and weapons stand in `assets/`, each file with its sources; rules are
//!   code. No rule knows an article.
//! - **Nothing from outside reaches a terminal unseen**: articles, records of a library, file names and messages pass
//!   [`sanitize`] first.
//! - **Files appear whole or not at all**, and no command overwrites what somebody edited, but for `refresh`, which makes briefings anew:
//!   it keeps what is marked as made by hand, and can be undone. What the user decides and marks stands apart from the briefings.
//! - **The reader's screen is a function of its model**: keys become actions, actions change the model, the view only
//!   looks. While nothing changes, nothing is written.
//!
//! # In a few lines
//!
//! ```
//! use attache::{article::Article, extract::extract, lexicon::Lexicon};
//!
//! let article = Article::from_text("“The road is open,” said Mara Lindqvist, the mayor.");
//! let briefing = extract(&article, Lexicon::shared()).briefing;
//! let speaker = briefing.speaker(&briefing.quotes[0]).unwrap();
//! assert_eq!(speaker.name, "Mara Lindqvist");
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
#![expect(clippy::similar_names, reason = "a shelf is no self")]

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
