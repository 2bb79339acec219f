//! The counts and the list of disagreements, and how they are held to.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;

use crate::case::Case;
use crate::features::Feature;

const COUNTS: &str = "tests/conformance/counts.tsv";
const DISAGREEMENTS: &str = "tests/conformance/disagreements.tsv";
const PAGE: &str = "docs/grammar.md";
const HEADER: &str = "file\ttest\tfeature\treason\n";

/// What counts whole cases instead of one feature.
const CASES: &str = "cases";

/// How a reason begins where MediaWiki reads the case otherwise than we do.
const WE_ARE_WRONG: &str = "we are wrong";

/// How a reason begins where MediaWiki reads the case as we do.
const OTHER_IS_WRONG: &str = "the other parser is wrong";

/// What was compared so far.
#[derive(Default)]
pub(crate) struct Tally {
    /// File and feature → agree, disagree, not comparable.
    counts: BTreeMap<(String, &'static str), [u32; 3]>,
    disagreements: BTreeSet<Disagreement>,
    hindrances: BTreeMap<String, u32>,
}

/// File, test, feature.
type Disagreement = (String, String, String);

impl Tally {
    /// Notes a case that cannot be compared, and the features it would have shown.
    pub(crate) fn not_comparable(&mut self, case: &Case, why: &str, features: &[Feature]) {
        *self.hindrances.entry(why.to_owned()).or_default() += 1;
        for name in features.iter().map(|feature| feature.name()).chain([CASES]) {
            self.count(case, name)[2] += 1;
        }
    }

    /// Notes a feature that cannot be compared in a case whose other features can.
    pub(crate) fn not_comparable_feature(&mut self, case: &Case, feature: Feature) {
        self.count(case, feature.name())[2] += 1;
    }

    /// Compares one feature of a case.
    pub(crate) fn feature(&mut self, case: &Case, feature: Feature, ours: &[String], theirs: &[String]) {
        let agrees = ours == theirs;
        self.count(case, feature.name())[usize::from(!agrees)] += 1;
        if agrees {
            return;
        }
        if let Some(shown) = std::env::var_os("CONFORMANCE_SHOW") {
            let shown = shown.to_string_lossy().into_owned();
            let names = format!("{} {} {}", case.file, case.name, feature.name());
            if names.contains(&shown) {
                let _ = writeln!(
                    std::io::stderr(),
                    "--- {names}\n{}\n  ours   {ours:?}\n  theirs {theirs:?}",
                    case.wikitext
                );
            }
        }
        self.disagreements.insert((case.file.clone(), one_line(&case.name), feature.name().to_owned()));
    }

    /// Counts a case that was compared.
    pub(crate) fn case(&mut self, case: &Case, agrees: bool) {
        self.count(case, CASES)[usize::from(!agrees)] += 1;
    }

    fn count(&mut self, case: &Case, what: &'static str) -> &mut [u32; 3] {
        self.counts.entry((case.file.clone(), what)).or_default()
    }

    /// Holds what was found against what is checked in.
    pub(crate) fn check(&self) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let reasons = reasons(&fs::read_to_string(folder.join(DISAGREEMENTS)).unwrap_or_default());
        let (counts, figures) = (self.counts(), self.figures(&reasons));
        let page = fs::read_to_string(folder.join(PAGE)).unwrap();
        let place = place_of_figures(&page);
        if std::env::var_os("UPDATE_CONFORMANCE").is_some() {
            fs::write(folder.join(COUNTS), &counts).unwrap();
            fs::write(folder.join(DISAGREEMENTS), self.list(&reasons)).unwrap();
            let (before, after) = (&page[..place.start], &page[place.end..]);
            fs::write(folder.join(PAGE), format!("{before}{figures}{after}")).unwrap();
        }
        let _ = writeln!(std::io::stderr(), "\n{figures}Not comparable:\n{:#?}", self.hindrances);
        let without = |key: &&Disagreement| reasons.get(key).is_none_or(|reason| reason.is_empty());
        let new: Vec<_> = self.disagreements.iter().filter(without).collect();
        let gone: Vec<_> = reasons.keys().filter(|key| !self.disagreements.contains(key)).collect();
        assert!(new.is_empty(), "disagreements without a reason in {DISAGREEMENTS}: {new:#?}");
        assert!(gone.is_empty(), "these agree now, take them out of {DISAGREEMENTS}: {gone:#?}");
        let known = fs::read_to_string(folder.join(COUNTS)).unwrap_or_default();
        let page = fs::read_to_string(folder.join(PAGE)).unwrap_or_default();
        let has_figures = page[place_of_figures(&page)] == figures;
        assert!(known == counts, "{COUNTS} says otherwise; if it is meant so, UPDATE_CONFORMANCE=1");
        assert!(has_figures, "{PAGE} has other figures; UPDATE_CONFORMANCE=1 puts these in");
    }

    fn counts(&self) -> String {
        let row = |file: &str, what: &str, [agree, disagree, not]: [u32; 3]| {
            format!("{file}\t{what}\t{agree}\t{disagree}\t{not}\n")
        };
        let mut out = "file\tfeature\tagree\tdisagree\tnot comparable\n".to_owned();
        out.extend(self.totals().iter().map(|(what, &counts)| row("all", what, counts)));
        out.extend(self.counts.iter().map(|((file, what), &counts)| row(file, what, counts)));
        out
    }

    fn list(&self, reasons: &BTreeMap<Disagreement, String>) -> String {
        let line = |key: &Disagreement| {
            let reason = reasons.get(key).map(String::as_str).unwrap_or_default();
            format!("{}\t{}\t{}\t{reason}\n", key.0, key.1, key.2)
        };
        std::iter::once(HEADER.to_owned()).chain(self.disagreements.iter().map(line)).collect()
    }

    fn totals(&self) -> BTreeMap<&'static str, [u32; 3]> {
        let mut totals: BTreeMap<&str, [u32; 3]> = BTreeMap::new();
        for ((_, what), counts) in &self.counts {
            let total = totals.entry(what).or_default();
            for (total, count) in total.iter_mut().zip(counts) {
                *total += count;
            }
        }
        totals
    }

    /// The figures as the page about the grammar has them.
    fn figures(&self, reasons: &BTreeMap<Disagreement, String>) -> String {
        let mut totals = self.totals();
        let [agree, disagree, _] = totals.remove(CASES).unwrap_or_default();
        let with = |start: &str| -> BTreeSet<_> {
            let has = |key: &&Disagreement| reasons.get(key).is_some_and(|reason| reason.starts_with(start));
            self.disagreements.iter().filter(has).map(|key| (&key.0, &key.1)).collect()
        };
        let (ours, others) = (with(WE_ARE_WRONG), with(OTHER_IS_WRONG));
        let others = others.difference(&ours).count() as u32;
        let ours = ours.len() as u32;
        let compared = agree + disagree;
        let share = |of: u32| f64::from(agree) * 100.0 / f64::from(of.max(1));
        let mut out = format!(
            "Of {compared} cases of these parsers that can be compared, {agree} agree in every feature ({:.1} %).\n\
             Of the other {disagree}, this parser reads {ours} otherwise than MediaWiki; {others} it reads as MediaWiki \
             does, and the other parser does not; {} are of neither's making: they need another page or a setting of the \
             wiki, or are shown otherwise than they are read.\n\
             Without those of the other parsers' making {:.1} % agree.\n\n\
             | feature | agree | disagree |\n|---|---|---|\n",
            share(compared),
            disagree - ours - others,
            share(compared - others),
        );
        out.extend(
            totals.iter().map(|(what, [agree, disagree, _])| format!("| {what} | {agree} | {disagree} |\n")),
        );
        out
    }
}

/// Where the figures stand in the page about the grammar: from the heading to the sentence that follows them.
fn place_of_figures(page: &str) -> std::ops::Range<usize> {
    let heading = "## Agreement with the tests of other parsers\n\n";
    let start = page.find(heading).unwrap() + heading.len();
    start..start + page[start..].find("\nA case cannot be compared").unwrap()
}

/// The reasons that are checked in.
fn reasons(text: &str) -> BTreeMap<Disagreement, String> {
    let read = |line: &str| {
        let mut parts = line.split('\t').map(str::to_owned);
        Some(((parts.next()?, parts.next()?, parts.next()?), parts.next()?))
    };
    text.lines().skip(1).filter_map(read).collect()
}

fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
