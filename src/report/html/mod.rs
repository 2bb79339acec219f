//! `html`, a page for a browser that holds all it needs: it asks for nothing from elsewhere, and a Content-Security-Policy
//! lets nothing but its own style and script count. It is complete without the script, which only filters.
//!
//! The numbers at the top are known last, so that the articles wait in a temporary file once they are large.

mod change;
mod finding;
mod frame;
mod line;
mod rules;
mod tables;
mod tally;
mod text;

use std::io::{self, Seek, SeekFrom, Write};

use maud::html;
use tempfile::SpooledTempFile;

use self::finding::finding;
use self::tally::{ArticleTally, RulePlace, Tally};
use super::snippet::groups;
use super::{Entry, Failure, Report, Settings, Summary, escape, json, place};
use crate::profile::Profile;
use crate::source::Document;

/// Bytes of articles that are kept in memory.
const IN_MEMORY: usize = 4 << 20;

/// How many findings, clusters counted once, are shown: more of them no browser opens in a few seconds. All are counted.
const MAX_SHOWN: usize = 50_000;

/// The page, as far as it is known.
pub(super) struct Html {
    rule_url: Option<String>,
    articles: SpooledTempFile,
    tally: Tally,
    failures: Vec<Failure>,
    documents: u64,
    shown: usize,
    /// Findings that are counted and not shown.
    left_out: u64,
}

impl Html {
    pub(super) fn new(settings: &Settings) -> Self {
        Html {
            rule_url: settings.rule_url.clone(),
            articles: tempfile::spooled_tempfile(IN_MEMORY),
            tally: Tally::default(),
            failures: Vec::new(),
            documents: 0,
            shown: 0,
            left_out: 0,
        }
    }

    fn count(&mut self, entry: &Entry<'_>) {
        let profile = Profile::named(entry.profile);
        for finding in entry.findings {
            let rule = self.tally.add(finding, self.documents);
            rule.page = entry.registry.page(finding.rule);
            rule.address(json::url(entry.registry, finding.rule, self.rule_url.as_deref(), profile));
        }
    }
}

impl Report for Html {
    fn document(&mut self, entry: &Entry<'_>, _out: &mut dyn Write) -> io::Result<()> {
        self.documents += 1;
        if entry.findings.is_empty() {
            return Ok(());
        }
        self.count(entry);
        if self.shown >= MAX_SHOWN {
            self.left_out += entry.findings.len() as u64;
            return Ok(());
        }
        let article = self.tally.articles.len();
        let name = escape(&place::article(entry.doc)).into_owned();
        self.tally.articles.push(ArticleTally::new(name.clone(), entry.findings));
        let Document { origin, .. } = entry.doc;
        let head = html! {
            h3 { bdi { (name) } }
            p.where {
                @if origin.page.is_some() { bdi { (escape(&origin.path)) } " · " }
                (origin.input.name()) " · " (escape(entry.profile))
                @if let Some(language) = entry.language { " · " (escape(language)) }
            }
        };
        write!(self.articles, "<article id=\"a{article}\">{}", head.into_string())?;
        for group in groups(entry.findings) {
            if self.shown >= MAX_SHOWN {
                self.left_out += group.others.len() as u64 + 1;
                continue;
            }
            self.shown += 1;
            let markup = finding(entry.doc, &group, self.shown, entry.language);
            self.articles.write_all(markup.into_string().as_bytes())?;
            let (line, _) = place::in_file(entry.doc, group.first.span.start);
            let place = RulePlace { article, finding: self.shown, line, places: group.others.len() + 1 };
            if let Some(rule) = self.tally.rules.get_mut(group.first.rule) {
                rule.place(place);
            }
        }
        self.articles.write_all(b"</article>\n")
    }

    fn failure(&mut self, failure: &Failure, _out: &mut dyn Write) -> io::Result<()> {
        self.failures.push(failure.clone());
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        frame::start(summary, &self.failures, self.left_out, &self.tally, out)?;
        self.articles.seek(SeekFrom::Start(0))?;
        io::copy(&mut self.articles, out)?;
        frame::end(&self.tally, out)
    }
}
