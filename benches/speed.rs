//! How fast wikivet is: megabytes of wikitext for each second of CPU time on one thread, beside the bare parse of the
//! crate `parse_wiki_text` on the same articles in the same run.
//!
//! It also prints what the rules on dates and citations cost: the lint with them less the lint without, over the parse.
//!
//! `cargo bench --bench speed` reads the articles of the shared corpus, `cargo bench --bench speed -- FILE…` those
//! files. With `--phases` it also measures each fact, and each default rule with the facts that it needs.

#![allow(clippy::print_stdout, reason = "this is what it is for")]

use std::collections::HashMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs};

use chrono::NaiveDate;
use cpu_time::ThreadTime;
use wikivet::engine::{Linter, Page, Registry};
use wikivet::facts::Facts;
use wikivet::lint;
use wikivet::profile::{Choice, choose};
use wikivet::source::{Document, InputKind, Origin};
use wikivet::syntax::Tree;

/// The best of so many rounds counts for each text: whatever else the machine does only slows one down, and what takes
/// milliseconds is left alone more often than what takes seconds.
const ROUNDS: usize = 7;

/// A day after the articles were written, as for whoever lints them: before it most of their dates would be findings.
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day of the calendar");

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let given: Vec<PathBuf> =
        arguments.iter().filter(|name| !name.starts_with('-')).map(PathBuf::from).collect();
    let paths = if given.is_empty() { articles() } else { given };
    let docs: Vec<Document> = paths.iter().filter_map(|path| document(path)).collect();
    let bytes: usize = docs.iter().map(|doc| doc.text().len()).sum();
    if bytes == 0 {
        println!("no text was found to measure with");
        return;
    }
    println!("{} texts, {bytes} bytes, best of {ROUNDS} rounds for each, on one thread\n", docs.len());
    let peer = parse_wiki_text::Configuration::default();
    let every = linter(|_| true);
    let others = linter(|page| !matches!(page.group, "date" | "citation"));
    let settings = lint::Settings { wiki: None, language: None, today: TODAY };
    let choices: Vec<Choice> = docs.iter().map(|doc| choose(doc, None, None)).collect();
    let pairs: Vec<(&Document, &Choice)> = docs.iter().zip(&choices).collect();
    let linted =
        |doc: &Document, linter: &Linter| lint::document(doc, linter, &settings).outcome.findings.len();
    let times = measure(
        &pairs,
        &[
            ("memchr3 for `[`, `{` and `<`, the floor", &|(doc, _)| {
                memchr::memchr3_iter(b'[', b'{', b'<', doc.text().as_bytes()).count()
            }),
            ("parse_wiki_text 0.1.5, parse", &|(doc, _)| peer.parse(doc.text()).nodes.len()),
            ("wikivet, parse", &|(doc, choice)| lint::parse(doc, choice).len()),
            ("wikivet, guess of the wiki, parse and all default rules", &|(doc, _)| linted(doc, &every)),
            ("the same without the rules on dates and citations", &|(doc, _)| linted(doc, &others)),
        ],
    );
    print(&times, bytes);
    if let [_, (_, peer), (_, parse), (_, lint), (_, others)] = times[..] {
        println!("\nparse: {:.2} times as fast as parse_wiki_text, aim 3", peer.div_duration_f64(parse));
        println!("lint: {:.2} times as fast as parse_wiki_text's parse, aim 1", peer.div_duration_f64(lint));
        let own = lint.saturating_sub(others).div_duration_f64(parse);
        println!("dates and citations: {own:.2} of parsing, aim 0.33");
    }
    if arguments.iter().any(|argument| argument == "--phases") {
        println!();
        phases(&pairs, bytes);
    }
}

/// Measures the facts, each with those it is made of, and the default rules, each with the facts that it needs.
fn phases(pairs: &[(&Document, &Choice)], bytes: usize) {
    let trees: Vec<Tree<'_>> = pairs.iter().map(|(doc, choice)| lint::parse(doc, choice)).collect();
    let parsed: Vec<Parsed<'_>> =
        pairs.iter().zip(&trees).map(|(&(doc, choice), tree)| (doc, choice, tree)).collect();
    let single: Vec<(&str, Linter)> = Registry::built_in()
        .rules()
        .iter()
        .filter(|entry| entry.page.default)
        .map(|entry| (entry.page.name, linter(|page| page.name == entry.page.name)))
        .collect();
    let fact = |read: fn(&Facts<'_>)| -> Box<Work<'_, Parsed<'_>>> {
        Box::new(move |&(doc, choice, tree)| {
            read(&Facts::new(doc, tree, choice.profile, choice.language));
            0
        })
    };
    let mut measured: Vec<(&str, Box<Work<'_, Parsed<'_>>>)> = vec![
        ("guess of the wiki", Box::new(|(doc, ..)| choose(doc, None, None).profile.name.len())),
        ("facts: prose", fact(|facts| _ = black_box(facts.prose()))),
        ("facts: punctuation", fact(|facts| _ = black_box(facts.punctuation()))),
        ("facts: sections", fact(|facts| _ = black_box(facts.sections()))),
        ("facts: dates", fact(|facts| _ = black_box(facts.dates()))),
        ("facts: enumerations", fact(|facts| _ = black_box(facts.enumerations()))),
        ("facts: counts", fact(|facts| _ = black_box(facts.counts()))),
        ("facts: links", fact(|facts| _ = black_box(facts.links()))),
        ("facts: openers", fact(|facts| _ = black_box(facts.openers()))),
        ("facts: references", fact(|facts| _ = black_box(facts.references()))),
        ("facts: tables", fact(|facts| _ = black_box(facts.tables()))),
    ];
    for (name, linter) in &single {
        let lint = move |&(doc, choice, tree): &Parsed<'_>| {
            linter.lint(doc, tree, choice.profile, choice.language, TODAY).findings.len()
        };
        measured.push((name, Box::new(lint)));
    }
    let borrowed: Vec<(&str, &Work<'_, Parsed<'_>>)> =
        measured.iter().map(|(name, work)| (*name, &**work)).collect();
    print(&measure(&parsed, &borrowed), bytes);
}

type Parsed<'a> = (&'a Document, &'a Choice, &'a Tree<'a>);

type Work<'w, T> = dyn Fn(&T) -> usize + 'w;

/// The sum of the shortest CPU times that each work took for each text. All take turns, so that what slows the machine
/// down slows all of them.
fn measure<'n, T>(texts: &[T], works: &[(&'n str, &Work<'_, T>)]) -> Vec<(&'n str, Duration)> {
    let mut sums: Vec<(&str, Duration)> = works.iter().map(|(name, _)| (*name, Duration::ZERO)).collect();
    for text in texts {
        let mut best = vec![Duration::MAX; works.len()];
        for _ in 0..ROUNDS {
            for ((_, work), best) in works.iter().zip(&mut best) {
                let start = ThreadTime::now();
                black_box(work(black_box(text)));
                *best = start.elapsed().min(*best);
            }
        }
        sums.iter_mut().zip(best).for_each(|((_, sum), best)| *sum += best);
    }
    sums
}

fn print(times: &[(&str, Duration)], bytes: usize) {
    for (name, time) in times {
        let (speed, cost) =
            (bytes as f64 / 1e6 / time.as_secs_f64(), time.as_secs_f64() * 1e9 / bytes as f64);
        println!("{speed:>8.1} MB/s {cost:>7.3} ns/byte  {name}");
    }
}

/// A linter of those of the default rules that are picked.
fn linter(picked: impl Fn(&Page) -> bool) -> Linter {
    Linter::new(Registry::built_in(), |page| page.default && picked(page), &HashMap::new())
        .unwrap_or_else(|error| panic!("{error}"))
}

fn document(path: &Path) -> Option<Document> {
    let origin = Origin::new(path.to_string_lossy(), InputKind::Wikitext);
    Some(Document::new(origin, fs::read_to_string(path).ok()?))
}

/// The files two levels below the corpus's folder of articles: one folder a language.
fn articles() -> Vec<PathBuf> {
    let shared = env::var_os("WIKIVET_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let below = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let mut articles: Vec<PathBuf> =
        below(&shared.join("corpus/articles")).iter().flat_map(|language| below(language)).collect();
    articles.sort();
    articles
}
