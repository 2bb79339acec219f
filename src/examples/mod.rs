//! The examples of rule pages, run: what stands under *Bad* gives exactly its findings, what stands under *Good* gives
//! none, and a `fixed` block is what the fixes make of the example before it. `rules/README.md` describes the blocks.

mod links;
mod read;

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::engine::{Linter, Need, Page, Registry, RuleSettings};
use crate::finding::Finding;
use crate::fix::{self, End, Fixed, Policy, Safety};
use crate::lint;
use crate::profile::{Choice, Profile};
use crate::source::{Document, Span};

pub use read::{Example, examples};

/// Why an example or a page is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The fact, lower case, no full stop.
    pub message: String,
    /// What is in the page and what came of the example instead, if they are to be compared.
    pub difference: Option<(String, String)>,
}

impl Fault {
    fn new(message: impl Into<String>) -> Self {
        Fault { message: message.into(), difference: None }
    }

    fn differs(message: &str, expected: &str, found: &str) -> Self {
        Fault { difference: Some((expected.to_owned(), found.to_owned())), ..Fault::new(message) }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.difference {
            None => out.write_str(&self.message),
            Some((expected, found)) => write!(out, "{}: expected\n{expected}\nfound\n{found}", self.message),
        }
    }
}

/// The wiki of examples that name none.
const WIKI: &str = "enwiki";
/// The day that counts as today in examples that name none.
const TODAY: &str = "2026-11-21";

/// The rules of a registry, and the page of the one that examples are about.
#[derive(Clone, Copy)]
pub struct Examples {
    /// The rules.
    pub registry: &'static Registry,
    /// The page.
    pub page: &'static Page,
}

impl Examples {
    /// What is wrong with an example.
    pub fn check(&self, example: &Example) -> Result<(), Fault> {
        let findings = self.findings(example)?;
        let found = self.describe(&example.document(), &findings);
        if !example.is_bad {
            let message = "an example under `## Good` gives findings";
            return if found.is_empty() { Ok(()) } else { Err(Fault::differs(message, "", &found)) };
        }
        let Some(expected) = &example.expected else {
            return Err(Fault::new("an example under `## Bad` has no `findings` block after it"));
        };
        if found.is_empty() {
            return Err(Fault::differs(
                "an example under `## Bad` gives no finding",
                expected.text.trim_end(),
                "",
            ));
        }
        let expected = expected.text.trim_end();
        if expected != found.trim_end() {
            return Err(Fault::differs("the findings are others", expected, found.trim_end()));
        }
        match &example.fixed {
            Some(fixed) => self.check_fixed(example, fixed),
            None => self.check_end(example),
        }
    }

    /// Whether there are examples, and whether they use what the front matter promises.
    pub fn check_front_matter(&self) -> Result<(), Fault> {
        let examples = examples(self.page.body);
        if !examples.iter().any(|example| example.is_bad) {
            return Err(Fault::new("the page has no example under `## Bad`"));
        }
        let mut severities = Vec::new();
        let mut best = None;
        for example in &examples {
            for finding in self.findings(example)? {
                severities.push(finding.severity);
                best = best.max(finding.fix.as_ref().map(|fix| fix.safety));
            }
        }
        if !severities.contains(&self.page.severity) {
            let severity = self.page.severity.name();
            return Err(Fault::new(format!("no example has a finding of severity `{severity}`")));
        }
        if best != self.page.fix {
            let name = |safety: Option<Safety>| safety.map_or("none", Safety::name);
            let (promised, best) = (name(self.page.fix), name(best));
            return Err(Fault::new(format!(
                "the page promises a fix `{promised}`, and the best in the examples is `{best}`"
            )));
        }
        Ok(())
    }

    /// Whether the page states what its rule uses: no example under *Bad* loses a finding when something else is not
    /// known.
    pub fn check_uses(&self) -> Result<(), Fault> {
        for example in examples(self.page.body).iter().filter(|example| example.is_bad) {
            let document = example.document();
            let settings = self.settings(example)?;
            let linter = self.linter(example, |other| self.runs(example, other))?;
            let known = settings.choose(&document);
            let places = |choice: &Choice| -> BTreeSet<Span> {
                let findings = lint::all(&document, &linter, choice, settings.today).outcome.findings;
                let own = findings.iter().filter(|finding| finding.rule == self.page.name);
                own.map(|finding| finding.span).collect()
            };
            let all = places(&known);
            let unknown = [
                (Need::Language, Choice { language: None, ..known }),
                (Need::Templates, Choice { profile: Profile::neutral(), ..known }),
            ];
            for (need, choice) in unknown {
                if !self.page.uses.contains(&need) && !places(&choice).is_superset(&all) {
                    let message = format!("`uses` does not name `{}`, without which", need.name());
                    let start = example.text.lines().next().unwrap_or_default();
                    return Err(Fault::new(format!("{message} findings of `{start}` are lost")));
                }
            }
        }
        Ok(())
    }

    /// The page's body with the findings that there are now in its `findings` blocks.
    pub fn rewritten(&self) -> String {
        let mut body = self.page.body.to_owned();
        for example in examples(self.page.body).iter().rev() {
            let (Some(expected), Ok(findings)) = (&example.expected, self.findings(example)) else {
                continue;
            };
            body.replace_range(expected.range.clone(), &self.describe(&example.document(), &findings));
        }
        body
    }

    /// The fixes of the page's rule come to an end.
    fn check_end(&self, example: &Example) -> Result<(), Fault> {
        match self.page.fix {
            Some(_) => settled(&self.fix(example, |other| self.runs(example, other))?),
            None => Ok(()),
        }
    }

    /// The fixes of the page's rule alone make the `fixed` block; made together with those of all default rules they
    /// bring no finding that was not there before.
    fn check_fixed(&self, example: &Example, expected: &str) -> Result<(), Fault> {
        let fixed = self.fix(example, |other| self.runs(example, other))?;
        settled(&fixed)?;
        let text = fixed.document.as_ref().map_or(example.text.as_str(), Document::text);
        if text != expected {
            return Err(Fault::differs("the fixes make another text", expected, text));
        }
        let mut left = fixed.linted.outcome.findings;
        left.retain(|finding| finding.rule == self.page.name);
        if !left.is_empty() {
            let document = example.document();
            let left = self.describe(fixed.document.as_ref().unwrap_or(&document), &left);
            return Err(Fault::differs("there are still findings after the fix", "", &left));
        }
        let runs = |other: &Page| other.default || self.runs(example, other);
        let before =
            lint::document(&example.document(), &self.linter(example, runs)?, &self.settings(example)?);
        let fixed = self.fix(example, runs)?;
        settled(&fixed)?;
        let grown = grown(&before.outcome.findings, &fixed.linted.outcome.findings);
        if !grown.is_empty() {
            return Err(Fault::new(format!("the fixes bring findings of `{}`", grown.join("`, `"))));
        }
        Ok(())
    }

    fn findings(&self, example: &Example) -> Result<Vec<Finding>, Fault> {
        let linter = self.linter(example, |other| self.runs(example, other))?;
        let mut found =
            lint::document(&example.document(), &linter, &self.settings(example)?).outcome.findings;
        found.retain(|finding| finding.rule == self.page.name);
        Ok(found)
    }

    /// Whether a rule is needed to show what the page's does: itself, and those that the fence names after `with=`.
    fn runs(&self, example: &Example, other: &Page) -> bool {
        let with = example.attribute("with").unwrap_or_default();
        other.name == self.page.name || with.split(',').any(|name| name == other.name)
    }

    /// The example after all fixes that are not manual.
    fn fix(&self, example: &Example, runs: impl Fn(&Page) -> bool) -> Result<Fixed, Fault> {
        let policy = Policy { suggested: true, ..Policy::default() };
        Ok(fix::document(
            &example.document(),
            &self.linter(example, runs)?,
            &self.settings(example)?,
            &policy,
        ))
    }

    fn linter(&self, example: &Example, runs: impl Fn(&Page) -> bool) -> Result<Linter, Fault> {
        let settings = RuleSettings { options: example.options(), severity: None };
        let settings = HashMap::from([(self.page.name.to_owned(), settings)]);
        let linter = Linter::new(self.registry, runs, &settings);
        let mut linter = linter.map_err(|error| Fault::new(error.to_string()))?;
        if let Some(known) = example.known_links() {
            linter.set_known_links(Arc::new(known));
        }
        Ok(linter)
    }

    /// For which wiki and language an example is read: as its fence says, else as the page says for which it is.
    fn settings(&self, example: &Example) -> Result<lint::Settings, Fault> {
        let of_page = |list: &[String]| list.first().cloned();
        let wiki = example.attribute("wiki").map(str::to_owned).or_else(|| of_page(&self.page.wikis));
        let language = example.attribute("language").map(str::to_owned);
        let language = language.or_else(|| of_page(&self.page.languages).filter(|_| wiki.is_none()));
        let today = example.attribute("today").unwrap_or(TODAY);
        let today = NaiveDate::parse_from_str(today, "%Y-%m-%d");
        Ok(lint::Settings {
            wiki: Some(wiki.unwrap_or_else(|| WIKI.to_owned())),
            language,
            today: today.map_err(|error| Fault::new(format!("`today` is no date: {error}")))?,
        })
    }

    /// One line a finding: `line:first-end message`, with the line of an end on another line written out, and the
    /// severity where it is lower than the rule's own.
    fn describe(&self, doc: &Document, findings: &[Finding]) -> String {
        let mut out = String::new();
        for finding in findings {
            let lower = finding.severity < self.page.severity;
            let severity = if lower { format!("{}: ", finding.severity.name()) } else { String::new() };
            let _ = writeln!(out, "{} {severity}{}", place(doc, finding.span), finding.message);
            for label in &finding.labels {
                let _ = writeln!(out, "    {} {}", place(doc, label.span), label.message);
            }
        }
        out
    }
}

/// Whether fixing came to its end.
fn settled(fixed: &Fixed) -> Result<(), Fault> {
    match &fixed.end {
        End::Settled | End::LeftAlone(_) => Ok(()),
        End::Loop { rules } | End::Runaway { rules } => {
            let rules = rules.join("` and `");
            Err(Fault::new(format!(
                "the fixes of `{rules}` never come to an end: what they write is found again"
            )))
        }
        End::Stopped | End::RoundsExhausted => Err(Fault::new("the fixes never come to an end")),
    }
}

/// The rules that have more findings than before.
fn grown(before: &[Finding], after: &[Finding]) -> Vec<&'static str> {
    // What one finding stood for as well may be left when it is gone.
    let stands_for = |finding: &Finding, rule| finding.rule == rule || finding.also_rules.contains(&rule);
    let rules: BTreeSet<&'static str> = after.iter().map(|finding| finding.rule).collect();
    let has_more = |rule: &&'static str| {
        let left = after.iter().filter(|finding| finding.rule == *rule).count();
        left > before.iter().filter(|finding| stands_for(finding, *rule)).count()
    };
    rules.into_iter().filter(has_more).collect()
}

fn place(doc: &Document, span: Span) -> String {
    let (start, end) = (doc.position(span.start), doc.position(span.end));
    if start.line == end.line {
        format!("{}:{}-{}", start.line, start.column, end.column)
    } else {
        format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column)
    }
}
