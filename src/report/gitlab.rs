//! A report of GitLab's Code Quality: one array, an object a finding, as GitLab documents it under "Code Quality report
//! format".

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::said::said;
use super::visible_json::write_json;
use super::{Entry, Failure, Report, Summary, escape, place};
use crate::finding::{Severity, hex};

/// What a file that could not be linted violates.
const FAILURE: &str = "wikivet-failure";

/// Writes findings as they come.
#[derive(Default)]
pub(super) struct Gitlab {
    is_open: bool,
    /// How often a name was given to a document, by a hash of it: GitLab takes no fingerprint twice.
    documents: HashMap<u64, u32>,
    hasher: RandomState,
}

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u64,
    end: u64,
}

impl Gitlab {
    fn issue(&mut self, issue: &Issue<'_>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.is_open { b",\n" } else { b"[\n" })?;
        self.is_open = true;
        write_json(out, issue)
    }

    /// How many documents of this name came before.
    fn earlier(&mut self, name: &str) -> u32 {
        let count = self.documents.entry(self.hasher.hash_one(name)).or_default();
        *count += 1;
        *count - 1
    }
}

impl Report for Gitlab {
    fn document(&mut self, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        if entry.findings.is_empty() {
            return Ok(());
        }
        let path = place::repository_file(entry.doc);
        let path = escape(&path);
        let earlier = self.earlier(entry.name);
        for finding in entry.findings {
            let fingerprint = entry.fingerprint(finding);
            let region = place::region(entry.doc, finding.span);
            let issue = Issue {
                description: &said(entry.doc, finding),
                check_name: finding.rule,
                fingerprint: &match earlier {
                    0 => fingerprint,
                    _ => digest(&[&fingerprint, &earlier.to_string()]),
                },
                severity: severity(finding.severity),
                location: Location {
                    path: &path,
                    lines: Lines { begin: region.start.0, end: region.last_line() },
                },
            };
            self.issue(&issue, out)?;
        }
        Ok(())
    }

    fn failure(&mut self, failure: &Failure, out: &mut dyn Write) -> io::Result<()> {
        let path = place::failed(failure);
        let earlier = self.earlier(&format!("{FAILURE} {path}")).to_string();
        let issue = Issue {
            description: &escape(&failure.message),
            check_name: FAILURE,
            fingerprint: &digest(&[FAILURE, &path, &failure.message, &earlier]),
            severity: "blocker",
            location: Location { path: &escape(&path), lines: Lines { begin: 1, end: 1 } },
        };
        self.issue(&issue, out)
    }

    fn finish(&mut self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.is_open { b"\n]\n" } else { b"[]\n" })
    }
}

/// Of GitLab's five severities, `critical` and `blocker` are left for what breaks software.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}

/// As long as a fingerprint.
fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    hex(&hash.finalize()[..16])
}
