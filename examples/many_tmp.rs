//! Draws a random but repeatable sample of a rule's findings on the corpus, to be read and judged.
//!
//! ```text
//! cargo run --release --example sample -- RULE [COUNT]
//! ```
//!
//! Prints COUNT findings (40 unless told) in the order of their fingerprints, which are hashes, each with the line that
//! belongs into `tests/evidence/RULE.tsv` once its `?` is `right` or `wrong`, and on stderr the counts for the page.

#[path = "../tests/support/corpus.rs"]
mod corpus;
#[path = "../tests/support/evidence.rs"]
mod evidence;

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "an aid for the terminal")]
fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let rules = arguments.next().ok_or("the name of a rule is missing")?;
    let count = arguments.next().map_or(Ok(40), |count| count.parse()).map_err(|error| format!("{error}"))?;
    let folder = corpus::folder().ok_or("without the corpus there is nothing to sample")?;

    let run = corpus::lint(&folder, std::thread::available_parallelism().map_or(1, usize::from));
    for rule in rules.split(',') {
        println!("##### {rule}");
        let verdicts = evidence::verdicts(rule)?;
        let mut found: Vec<&corpus::Found> = run.of(rule).collect();
        let total = found.len();
        found.sort_by(|one, other| one.fingerprint.cmp(&other.fingerprint));
        for (index, found) in found.iter().take(count).enumerate() {
            let severity = found.finding.severity.name();
            println!("--- {}/{} {severity}: {}", index + 1, total.min(count), found.finding.message);
            println!("{}", found.excerpt);
            for label in &found.finding.labels {
                println!("label: {}", label.message);
            }
            if let Some(fix) = &found.finding.fix {
                println!("fix ({}): {}", fix.safety.name(), fix.title);
            }
            let (verdict, why) = verdicts
                .get(&found.fingerprint)
                .map_or(("?", ""), |known| (if known.right { "right" } else { "wrong" }, &known.why));
            println!("{}\t{}\t{verdict}\t{why}", found.page, found.fingerprint);
        }
        let pages = run.pages.get(rule).copied().unwrap_or(0);
        eprintln!("{rule}: {total} findings on {pages} pages, {} judged", verdicts.len());
    }
    Ok(())
}
