//! All links of a page, one a line: kind, target, and what the reader sees.
//!
//! ```text
//! cargo run --example links -- Baku.wiki
//! ```

#![expect(clippy::print_stdout, reason = "an example for the terminal")]

use std::{env, fs, io};

use wikivet::profile::Profile;
use wikivet::syntax::{ExternalLink, Link, parse};

fn main() -> io::Result<()> {
    let path = env::args().nth(1).ok_or_else(|| io::Error::other("name a file of wikitext"))?;
    let text = fs::read_to_string(path)?;
    let tree = parse(&text, &Profile::neutral().site);
    for node in tree.nodes() {
        let (target, label) = if let Some(link) = Link::cast(node) {
            (link.target(), link.label_span())
        } else if let Some(link) = ExternalLink::cast(node) {
            (link.url(), link.label_span())
        } else {
            continue;
        };
        println!("{}\t{target}\t{}", node.kind().name(), text[label.range()].trim());
    }
    Ok(())
}
