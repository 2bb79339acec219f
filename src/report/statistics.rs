use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use super::{Entry, escape, place};
use crate::finding::Severity;

/// How many of the most affected pages and files are listed.
const LISTED: usize = 10;

/// A run as tables: findings, pages and fixes of each rule and group, and the pages and files with most findings.
#[derive(Debug, Default)]
pub struct Statistics {
    rules: HashMap<(&'static str, Severity), RuleCount>,
    groups: BTreeMap<&'static str, u64>,
    pages: MostAffected,
    files: MostAffected,
    /// The last file and its findings: the pages of a dump come one after the other.
    file: Option<(String, u64)>,
    documents: u64,
    n_files: u64,
}

#[derive(Clone, Copy, Debug, Default)]
struct RuleCount {
    findings: u64,
    pages: u64,
    fixable: u64,
    last_page: u64,
}

impl Statistics {
    /// Counts a document.
    pub fn add(&mut self, entry: &Entry<'_>) {
        self.documents += 1;
        for finding in entry.findings {
            let count = self.rules.entry((finding.rule, finding.severity)).or_default();
            count.findings += 1;
            count.fixable += u64::from(finding.is_fixable());
            if count.last_page != self.documents {
                count.last_page = self.documents;
                count.pages += 1;
            }
            if let Some(page) = entry.registry.page(finding.rule) {
                *self.groups.entry(page.group).or_default() += 1;
            }
        }
        let found = entry.findings.len() as u64;
        self.pages.add(found, || place::article(entry.doc).into_owned());
        let path = &entry.doc.origin.path;
        match &mut self.file {
            Some((file, count)) if file == path => *count += found,
            _ => {
                self.end_file();
                self.n_files += 1;
                self.file = Some((path.clone(), found));
            }
        }
    }

    /// Whether there are no findings, so that there is no table.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Writes the tables; nothing if there are no findings.
    pub fn write(mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        self.end_file();
        let mut rules: Vec<_> = self.rules.into_iter().collect();
        rules.sort_by_key(|&((rule, severity), count)| (Reverse((count.findings, severity)), rule));
        writeln!(out, "{:>8}  {:>6}  {:>7}  {:<8}  rule", "findings", "pages", "fixable", "severity")?;
        for ((rule, severity), RuleCount { findings, pages, fixable, .. }) in &rules {
            writeln!(out, "{findings:>8}  {pages:>6}  {fixable:>7}  {:<8}  {rule}", severity.name())?;
        }
        let sum = |of: fn(&RuleCount) -> u64| rules.iter().map(|(_, count)| of(count)).sum::<u64>();
        let (findings, fixable) = (sum(|count| count.findings), sum(|count| count.fixable));
        writeln!(out, "{findings:>8}  {:>6}  {fixable:>7}  in all", "")?;
        if self.groups.len() > 1 {
            let mut groups: Vec<_> = self.groups.into_iter().collect();
            groups.sort_by_key(|&(_, count)| Reverse(count));
            writeln!(out, "\n{:>8}  group", "findings")?;
            groups.into_iter().try_for_each(|(group, count)| writeln!(out, "{count:>8}  {group}"))?;
        }
        if self.documents > 1 {
            self.pages.write("page", out)?;
        }
        // Where each file holds one page, this would be the same table again.
        if self.n_files > 1 && self.n_files < self.documents {
            self.files.write("file", out)?;
        }
        Ok(())
    }

    fn end_file(&mut self) {
        if let Some((file, count)) = self.file.take() {
            self.files.add(count, || file);
        }
    }
}

/// Names with most findings.
#[derive(Debug, Default)]
struct MostAffected {
    list: Vec<(u64, String)>,
}

impl MostAffected {
    fn add(&mut self, findings: u64, name: impl FnOnce() -> String) {
        if findings == 0 {
            return;
        }
        self.list.push((findings, name()));
        // Kept short, so that a dump of millions of pages costs no memory; sorting keeps the order of ties.
        if self.list.len() >= 100 * LISTED {
            self.shorten();
        }
    }

    fn shorten(&mut self) {
        self.list.sort_by_key(|&(findings, _)| Reverse(findings));
        self.list.truncate(LISTED);
    }

    fn write(mut self, what: &str, out: &mut dyn Write) -> io::Result<()> {
        self.shorten();
        writeln!(out, "\n{:>8}  {what}", "findings")?;
        self.list.iter().try_for_each(|(count, name)| writeln!(out, "{count:>8}  {}", escape(name)))
    }
}
