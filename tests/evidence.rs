//! What people judged of the rules' findings on the corpus, and whether the rule pages say the same.
//!
//! `UPDATE_EVIDENCE=1 cargo test --test evidence` writes the counts into the pages' Evidence blocks.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where its world is not as it should be"
)]

#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/evidence.rs"]
mod evidence;

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use corpus::Run;
use wikivet::engine::{Evidence, Page, Registry};
use wikivet::finding::Severity;

/// How many findings of an error or warning are judged, and of an info, or all if there are fewer.
const SAMPLE: u32 = 40;
const SAMPLE_OF_INFOS: u32 = 10;

#[test]
fn every_file_of_verdicts_can_be_read_and_belongs_to_a_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/evidence");
    for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_none_or(|extension| extension != "tsv") {
            continue;
        }
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(Registry::built_in().rule(&name).is_some(), "there is no rule {name}");
        if let Err(error) = evidence::verdicts(&name) {
            panic!("{error}");
        }
    }
}

#[test]
fn rule_pages_state_the_evidence_and_rules_that_are_on_have_enough() {
    let Some(folder) = corpus::folder() else { return };
    let run = corpus::lint(&folder, std::thread::available_parallelism().map_or(1, usize::from));
    let complaints: Vec<String> =
        Registry::built_in().rules().iter().flat_map(|entry| complaints(&entry.page, &run)).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

fn complaints(page: &Page, run: &Run) -> Vec<String> {
    let verdicts = match evidence::verdicts(page.name) {
        Ok(verdicts) => verdicts,
        Err(error) => return vec![error],
    };
    let judged: Vec<_> =
        run.of(page.name).filter_map(|found| Some((found, verdicts.get(&found.fingerprint)?))).collect();
    let wrong: Vec<String> = judged
        .iter()
        .filter(|(_, verdict)| !verdict.right)
        .map(|(found, verdict)| format!("  {}: {} ({})", found.page, found.finding.message, verdict.why))
        .collect();
    let now = Evidence {
        pages: run.pages.get(page.name).copied().unwrap_or(0),
        findings: run.of(page.name).count() as u32,
        judged: judged.len() as u32,
        right: judged.iter().filter(|(_, verdict)| verdict.right).count() as u32,
    };
    if std::env::var_os("UPDATE_EVIDENCE").is_some() {
        state(page, now);
        return Vec::new();
    }
    let mut complaints = Vec::new();
    if now != page.evidence {
        complaints.push(format!("{}: the page states {:?}, and it is {now:?}", page.name, page.evidence));
    }
    let sample = if page.severity == Severity::Info { SAMPLE_OF_INFOS } else { SAMPLE };
    if page.default && now.judged < now.findings.min(sample) {
        complaints.push(format!("{}: on by default, and only {} findings are judged", page.name, now.judged));
    }
    if page.default && now.right * 100 < now.judged * 95 {
        complaints.push(format!("{}: {} of {} are right", page.name, now.right, now.judged));
    }
    for (found, verdict) in judged.iter().filter(|(_, verdict)| verdict.mended) {
        complaints.push(format!("{}: was mended and is back: {}: {}", page.name, found.page, verdict.why));
    }
    let reported: HashSet<&str> = run.of(page.name).map(|found| found.fingerprint.as_str()).collect();
    for (fingerprint, verdict) in &verdicts {
        if !verdict.right && !verdict.mended && !reported.contains(fingerprint.as_str()) {
            complaints.push(format!(
                "{}: {} on {} was wrong and is not reported any more: call it `mended`",
                page.name, fingerprint, verdict.page
            ));
        }
    }
    if !complaints.is_empty() && !wrong.is_empty() {
        complaints.push(format!("{}: judged wrong, and reported:\n{}", page.name, wrong.join("\n")));
    }
    complaints
}

/// Writes the counts into the Evidence section of a page.
fn state(page: &Page, evidence: Evidence) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("rules")
        .join(page.group)
        .join(format!("{}.md", page.name));
    let text = fs::read_to_string(&path).unwrap();
    let Evidence { pages, findings, judged, right } = evidence;
    let block = format!(
        "```evidence\npages = {pages}\nfindings = {findings}\njudged = {judged}\nright = {right}\n```\n"
    );
    let heading = "## Evidence\n";
    let section = text.find(heading).expect("a page has a section Evidence") + heading.len();
    let (before, after) = text.split_at(section);
    let rest = match after.split_once("```evidence\n") {
        Some((lead, rest)) => {
            format!("{lead}{block}{}", rest.split_once("```\n").map_or("", |(_, rest)| rest))
        }
        None => format!("\n{block}{after}"),
    };
    fs::write(path, format!("{before}{rest}")).unwrap();
}
