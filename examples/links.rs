//! All links of a page, one a line: kind, target, and what the reader sees of them, as it is written in the page: the
//! label, the target without one, the letters behind it, the caption of a file.
//! Categories and language editions show nothing where they stand.
//!
//! ```text
//! cargo run --example links -- dewiki Rom.wiki
//! ```

#![expect(clippy::print_stdout, reason = "an example for the terminal")]

use std::{env, fs, io};

use wikivet::profile::Profile;
use wikivet::syntax::{ExternalLink, File, Kind, Link, parse};

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let (Some(wiki), Some(path)) = (arguments.next(), arguments.next()) else {
        return Err(io::Error::other("name a wiki, such as dewiki, and a file of wikitext"));
    };
    let profile = Profile::named(&wiki).ok_or_else(|| io::Error::other("nothing is known of that wiki"))?;
    let text = fs::read_to_string(path)?;
    for node in parse(&text, &profile.site).nodes() {
        let (target, seen) = if let Some(file) = File::cast(node) {
            (
                file.link().target(),
                file.caption(&profile.site).map_or("", |caption| caption.text()).to_owned(),
            )
        } else if let Some(link) = Link::cast(node) {
            (link.target(), seen(link, &text))
        } else if let Some(link) = ExternalLink::cast(node) {
            let label = text[link.label_span().range()].trim();
            let seen = if link.is_bare() { link.url() } else { label.into() };
            (link.url(), seen.into_owned())
        } else {
            continue;
        };
        println!("{}\t{target}\t{}", node.kind().name(), seen.replace('\n', " "));
    }
    Ok(())
}

/// What is shown of a link to a page; of a category or a language edition nothing is where it stands.
fn seen(link: Link<'_>, text: &str) -> String {
    if link.node().kind() != Kind::Wikilink {
        return String::new();
    }
    let label = text[link.label_span().range()].trim();
    let target = link.target();
    // A colon before a category or a file makes it a link that is seen.
    let shown = if label.is_empty() { target.trim_start_matches(':') } else { label };
    format!("{shown}{}", link.trail())
}
