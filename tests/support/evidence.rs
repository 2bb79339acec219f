//! Judgements of findings, as `tests/evidence/<rule>.tsv` holds them.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "the test and the example that share this file use a part of it"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What a person said of one finding.
pub struct Verdict {
    /// The page it was found on.
    pub page: String,
    /// Whether the finding is true and worth an editor's time.
    pub right: bool,
    /// Whether it was wrong and is not reported any more, so that it must not come back.
    pub mended: bool,
    /// A word why.
    pub why: String,
}

/// The file of a rule's verdicts.
pub fn path(rule: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/evidence").join(format!("{rule}.tsv"))
}

/// Fingerprint → verdict of one rule; empty where nothing was judged.
pub fn verdicts(rule: &str) -> Result<BTreeMap<String, Verdict>, String> {
    let mut verdicts = BTreeMap::new();
    let Ok(text) = fs::read_to_string(path(rule)) else { return Ok(verdicts) };
    for (number, line) in text.lines().enumerate().skip(1) {
        let wrong = |what: &str| format!("{}:{}: {what}", path(rule).display(), number + 1);
        let columns: Vec<&str> = line.split('\t').collect();
        let [page, fingerprint, verdict, why] = columns[..] else {
            return Err(wrong("not the four columns page, fingerprint, verdict, why"));
        };
        if !["right", "wrong", "mended"].contains(&verdict) {
            return Err(wrong("the verdict is neither `right` nor `wrong` nor `mended`"));
        }
        let (right, mended) = (verdict == "right", verdict == "mended");
        let verdict = Verdict { page: page.to_owned(), right, mended, why: why.to_owned() };
        if verdicts.insert(fingerprint.to_owned(), verdict).is_some() {
            return Err(wrong("this finding is judged twice"));
        }
    }
    Ok(verdicts)
}
