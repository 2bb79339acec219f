//! Shows which stated counts of the corpus are held against a list or table, and what comes of it.
//!
//! ```text
//! cargo run --release --example counts
//! ```
//!
//! Prints one line a count: the verdict, why the two belong together, both numbers, the page and the sentence; on stderr
//! how many there are of each.

#[path = "../tests/support/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;

use wikivet::facts::Facts;
use wikivet::facts::counts::{CheckedCount, StatedCount};
use wikivet::lint;
use wikivet::source::Document;

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "an aid for the terminal")]
fn main() -> Result<(), String> {
    let folder = corpus::folder().ok_or("without the corpus there is nothing to count")?;
    let settings = corpus::settings();
    let work = |doc: &Document| -> (usize, Vec<(String, String)>) {
        let choice = settings.choose(doc);
        let tree = lint::parse(doc, &choice);
        let facts = Facts::new(doc, &tree, choice.profile, choice.language);
        let line = |checked: &CheckedCount| {
            let kind = format!("{:?}\t{:?}", checked.verdict, checked.relation);
            let block = facts.prose().block(checked.count.block);
            let sentence = block.and_then(|block| block.text().get(checked.count.sentence.clone()));
            let sentence = sentence.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
            let (stated, shown) = (checked.count.number, &checked.shown);
            let page = doc.origin.page.as_deref().unwrap_or_default();
            let path = doc.origin.path.as_str();
            (
                kind.clone(),
                format!("{kind}\t{stated}\t{}\t{}\t{path}#{page}\t{sentence}", shown.items, shown.what),
            )
        };
        let mut lines: Vec<(String, String)> = facts.checked_counts().iter().map(line).collect();
        lines.extend(facts.count_conflicts().iter().map(|conflict| {
            let sentence = |count: &StatedCount| {
                let block = facts.prose().block(count.block);
                let sentence =
                    block.and_then(|block| block.text().get(count.sentence.clone())).unwrap_or_default();
                sentence.split_whitespace().collect::<Vec<_>>().join(" ")
            };
            let (path, page) = (&doc.origin.path, doc.origin.page.as_deref().unwrap_or_default());
            let (first, second) = (&conflict.first, &conflict.second);
            let said =
                format!("{} | {}\t{} ||| {}", first.text, second.text, sentence(first), sentence(second));
            (
                "Conflict\t-".to_owned(),
                format!("Conflict\t{}\t{path}#{page}\t{said}", conflict.shared.join(" ")),
            )
        }));
        (facts.counts().all.len(), lines)
    };
    let (works, failures) =
        corpus::each(&folder, std::thread::available_parallelism().map_or(1, usize::from), work);
    let mut totals: BTreeMap<String, usize> = BTreeMap::new();
    let mut stated = 0;
    for (counts, lines) in works {
        stated += counts;
        for (kind, line) in lines {
            println!("{line}");
            *totals.entry(kind).or_default() += 1;
        }
    }
    eprintln!("{stated} counts are stated");
    totals.iter().for_each(|(kind, count)| eprintln!("{count}\t{kind}"));
    failures.iter().for_each(|failure| eprintln!("{failure}"));
    Ok(())
}
