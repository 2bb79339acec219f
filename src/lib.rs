//! wikivet checks wiki articles before they are edited, published or used as data.
//!
//! # The map of the code
//!
//! ```text
//! bytes → input → Document (+ SourceMap back to the container)
//!       → syntax   nom tokens → stack → flat tree           never fails, linear in the input
//!       → facts    read once out of the tree, on first use
//!       → rules    one pass, each node only to the rules that asked for its kind
//!       → finding  suppress → absorb → withhold → sort → baseline, changes → cap
//!       → report
//!       → fix      choose → edit → lint again, until nothing is left
//! ```
//!
//! | module | what it does |
//! |---|---|
//! | [`source`] | one document's text, spans, lines, the way back to the container |
//! | [`input`] | the only readers: files, folders, standard input, dumps, extracts |
//! | [`syntax`] | text → flat, lossless tree; typed views of its nodes |
//! | [`value`] | grammars over text as read: dates, numbers, URLs, wrong decodings |
//! | [`profile`] | what one wiki and its language are like: the typed form of `rules/data/` |
//! | [`facts`] | prose as read, sections, dates, references, tables as grids, links, stated counts |
//! | [`engine`] | rule pages, the registry, the selection, the pass over the tree |
//! | [`rules`] | the checks, one file each; what each is about stands in its page under `rules/` |
//! | [`declared`] | checks that a rule page declares by itself, without Rust |
//! | [`finding`] | what rules say: plain data |
//! | [`fix`] | repairs: what rules offer, and how a document is repaired |
//! | [`cache`] | results of earlier runs, kept in a file |
//! | [`changes`] | which findings an edit brought, of two versions of a text |
//! | [`link_state`] | what is known of links from asking them |
//! | `net` | what the network says of links, politely asked (feature `net`) |
//! | [`git`] | what git knows of files: which changed, and what they were |
//! | [`lint`] | the whole way for one document |
//! | [`plan`] | by which rules each document is judged, and what of that is shown |
//! | [`baseline`] | findings that are known, and not reported |
//! | [`inventory`] | what a document links to, and what its text tells of each link |
//! | [`compare`] | what two documents that should say the same do not have in common |
//! | [`stats`] | what articles are made of, as numbers |
//! | [`runner`] | many inputs at once, with results in the order of the input |
//! | [`write`] | the only writer: fixed documents back into their files |
//! | [`report`] | one file for each output format |
//! | [`config`] | `wikivet.toml`: what holds for each file, and who said it |
//! | [`own_rules`] | a user's own rule pages, read from folders |
//! | [`examples`] | the examples of rule pages, run |
//! | [`cli`] | the command line |
//!
//! # Invariants
//!
//! - **Nothing flows back.** `syntax`, `value`, `facts`, `rules` and `engine` do no I/O, know no clock and cannot
//!   fail: broken wikitext is data.
//! - **One coordinate system**: byte offsets into the document's text. Lines, columns and positions in a container
//!   are asked for by reports alone.
//! - **Linear** in the input, also for hostile input; no recursion over its depth anywhere.
//! - **Deterministic**: the same input, settings and day give the same bytes, whatever the number of threads.
//! - **No names in the code**: words of a language and names of a wiki's templates are data under `rules/data/`.
//!
//! # Reading a text
//!
//! [`syntax`] is a parser of its own: its page shows the tree and the typed views of each construct.
//!
//! ```
//! use wikivet::profile::Profile;
//! use wikivet::syntax::{Heading, parse};
//!
//! let tree = parse("== History ==\n=== Middle Ages ===", &Profile::neutral().site);
//! let levels: Vec<u8> = tree.nodes().filter_map(Heading::cast).map(Heading::level).collect();
//! assert_eq!(levels, [2, 3]);
//! ```
//!
//! # Linting a text
//!
//! ```
//! use std::collections::HashMap;
//! use wikivet::engine::{Linter, Registry};
//! use wikivet::lint;
//! use wikivet::source::{Document, InputKind, Origin};
//!
//! let text = "{| class=\"wikitable\"\n! Born\n|-\n| 30 February 1990\n|}".to_owned();
//! let doc = Document::new(Origin::new("Somebody.wiki", InputKind::Wikitext), text);
//! let linter = Linter::new(Registry::built_in(), |page| page.group == "date", &HashMap::new())?;
//! let settings = lint::Settings {
//!     wiki: Some("enwiki".to_owned()),
//!     language: None,
//!     today: chrono::NaiveDate::default(),
//! };
//! let linted = lint::document(&doc, &linter, &settings);
//! assert_eq!(linted.outcome.findings[0].rule, "date-impossible");
//! assert_eq!(doc.slice(linted.outcome.findings[0].span), "30");
//! # Ok::<(), wikivet::engine::LinterError>(())
//! ```

pub mod baseline;
pub mod cache;
pub mod changes;
pub mod cli;
pub mod compare;
pub mod config;
pub mod declared;
pub mod engine;
pub mod examples;
pub mod facts;
pub mod finding;
pub mod fix;
pub mod git;
pub mod input;
pub mod inventory;
pub mod link_state;
pub mod lint;
#[cfg(feature = "net")]
pub mod net;
pub mod own_rules;
pub mod plan;
pub mod profile;
pub mod report;
pub mod rules;
pub mod runner;
pub mod source;
pub mod stats;
pub mod syntax;
pub mod value;
pub mod write;
