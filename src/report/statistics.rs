use std::collections::HashMap;
use std::io::{self, Write};

use super::{Entry, escape, place};
use crate::finding::Severity;

/// How many of the most affected pages are listed.
const PAGES: usize = 10;

/// A run as a table: findings and pages of each rule, and the pages with most findings.
#[derive(Debug, Default)]
pub struct Statistics {
    rules: HashMap<(&'static str, Severity), RuleCount>,
    pages: Vec<(u64, String)>,
    documents: u64,
}

#[derive(Clone, Copy, Debug, Default)]
struct RuleCount {
    findings: u64,
    pages: u64,
    last_page: u64,
}

impl Statistics {
    /// Counts a document.
    pub fn add(&mut self, entry: &Entry<'_>) {
        self.documents += 1;
        for finding in entry.findings {
            let count = self.rules.entry((finding.rule, finding.severity)).or_default();
            count.findings += 1;
            if count.last_page != self.documents {
                count.last_page = self.documents;
                count.pages += 1;
            }
        }
        if !entry.findings.is_empty() {
            self.pages.push((entry.findings.len() as u64, name(entry)));
            // Kept short, so that a dump of millions of pages costs no memory; sorting keeps the order of ties.
            if self.pages.len() >= 100 * PAGES {
                self.keep_most_affected();
            }
        }
    }

    /// Whether there are no findings, so that there is no table.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Writes the table; nothing if there are no findings.
    pub fn write(mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        let mut rules: Vec<_> = self.rules.drain().collect();
        rules.sort_by_key(|&((rule, severity), count)| (std::cmp::Reverse((count.findings, severity)), rule));
        writeln!(out, "{:>8}  {:>6}  {:<8}  rule", "findings", "pages", "severity")?;
        for ((rule, severity), count) in &rules {
            writeln!(out, "{:>8}  {:>6}  {:<8}  {rule}", count.findings, count.pages, severity.name())?;
        }
        self.keep_most_affected();
        if self.documents > 1 {
            writeln!(out, "\n{:>8}  page", "findings")?;
            for (count, name) in &self.pages {
                writeln!(out, "{count:>8}  {}", escape(name))?;
            }
        }
        Ok(())
    }

    fn keep_most_affected(&mut self) {
        self.pages.sort_by_key(|page| std::cmp::Reverse(page.0));
        self.pages.truncate(PAGES);
    }
}

fn name(entry: &Entry<'_>) -> String {
    match &entry.doc.origin.page {
        Some(page) => page.clone(),
        None => place::file(entry.doc).into_owned(),
    }
}
