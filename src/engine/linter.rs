use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::applies::{Applies, are_for_the_same, might_be_for, namespace};
use super::block_scan::BlockScan;
use super::entry::{OptionTable, RuleEntry, RuleSettings};
use super::page::Page;
use super::registry::Registry;
use super::rule::{Context, Interest, Rule};
use super::suppress::Suppressions;
use super::withhold::withhold;
use crate::facts::Facts;
use crate::finding::{Finding, Severity, number};
use crate::link_state::KnownLinks;
use crate::profile::{Language, Profile};
use crate::source::{Document, Span};
use crate::syntax::{Kind, KindSet, Tree};

/// How many places of one document a rule reports; then one finding says how many more there are.
pub const MAX_FINDINGS: usize = 1000;

/// What is wrong with the settings of a rule.
#[derive(Debug, thiserror::Error)]
pub enum LinterError {
    /// An option that the rule does not have, or a value of the wrong type.
    #[error("options of rule `{rule}`: {error}")]
    Options {
        /// The rule's name.
        rule: &'static str,
        /// What is wrong.
        error: toml::de::Error,
    },
}

struct Active {
    page: &'static Page,
    /// What findings of the page's severity have.
    severity: Severity,
    check: Box<dyn Rule>,
    /// What the check was made with.
    options: OptionTable,
    finish: bool,
    suppressions: bool,
    /// The first page among [`Linter::alike`] that is for the same documents.
    like: usize,
}

/// The rules that run, sorted by what they want to see. Made once, used by all threads.
pub struct Linter {
    registry: &'static Registry,
    active: Vec<Active>,
    /// One page of all that are for the same documents: there are a few dozen such kinds of pages.
    alike: Vec<&'static Page>,
    by_kind: Vec<Vec<usize>>,
    by_role: Vec<(crate::profile::RoleSet, usize)>,
    scan: Option<BlockScan>,
    known_links: Option<Arc<KnownLinks>>,
}

/// The findings of one document, and what was not looked for.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The findings in the order of the text.
    pub findings: Vec<Finding>,
    /// How many others are not reported.
    pub left_out: LeftOut,
    /// Names of the rules that ran.
    pub ran: Vec<&'static str>,
    /// Names of those of them that knew all they use: what they do not find is not there.
    pub judged: Vec<&'static str>,
    /// Names of rules that did not run since the language or the wiki is not known.
    pub unmet: Vec<&'static str>,
}

/// How many findings are not reported, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Comments in the document suppress them.
    pub suppressed: u64,
    /// The baseline has them.
    pub baselined: u64,
    /// They were there before what changed.
    pub unchanged: u64,
}

impl std::ops::AddAssign for LeftOut {
    fn add_assign(&mut self, other: Self) {
        self.suppressed += other.suppressed;
        self.baselined += other.baselined;
        self.unchanged += other.unchanged;
    }
}

impl Outcome {
    /// Leaves the first 1,000 places of each rule, and for the others one finding that says how many they are.
    pub fn cap(&mut self) {
        if self.findings.len() <= MAX_FINDINGS {
            return;
        }
        let mut totals: HashMap<&'static str, usize> = HashMap::new();
        for finding in &self.findings {
            *totals.entry(finding.rule).or_default() += 1;
        }
        totals.retain(|_, total| *total > MAX_FINDINGS);
        if totals.is_empty() {
            return;
        }
        let mut numbers: HashMap<&'static str, usize> = HashMap::new();
        self.findings.retain_mut(|finding| {
            let Some(total) = totals.get(finding.rule) else { return true };
            let number = numbers.entry(finding.rule).or_default();
            *number += 1;
            if *number == MAX_FINDINGS + 1 {
                let message = format!("and {} more places in this article", total - MAX_FINDINGS);
                let rest = Finding::new(finding.span, message).severity(finding.severity);
                *finding = Finding { rule: finding.rule, ordinal: finding.ordinal, ..rest };
            }
            *number <= MAX_FINDINGS + 1
        });
    }
}

impl Linter {
    /// A linter of the rules that `enabled` picks out of a registry. `settings` are by rule name.
    pub fn new(
        registry: &'static Registry,
        enabled: impl Fn(&Page) -> bool,
        settings: &HashMap<String, RuleSettings>,
    ) -> Result<Linter, LinterError> {
        let by_kind = vec![Vec::new(); Kind::ALL.len()];
        let mut linter = Linter {
            registry,
            active: Vec::new(),
            alike: Vec::new(),
            by_kind,
            by_role: Vec::new(),
            scan: None,
            known_links: None,
        };
        for entry in registry.rules().iter().filter(|entry| enabled(&entry.page)) {
            linter.add(entry, settings.get(entry.page.name).cloned().unwrap_or_default())?;
        }
        linter.scan = BlockScan::new(linter.active.iter().map(|active| active.check.block_pattern()));
        Ok(linter)
    }

    fn add(&mut self, entry: &'static RuleEntry, settings: RuleSettings) -> Result<(), LinterError> {
        let page = &entry.page;
        let check = entry
            .make(settings.options.clone())
            .map_err(|error| LinterError::Options { rule: page.name, error })?;
        let interest = check.interest();
        let index = self.active.len();
        for kind in Kind::ALL.into_iter().filter(|&kind| interest.kinds.contains(kind)) {
            self.by_kind[kind as usize].push(index);
        }
        if !interest.roles.is_empty() {
            self.by_role.push((interest.roles, index));
        }
        let severity = settings.severity.unwrap_or(page.severity);
        let Interest { finish, suppressions, .. } = interest;
        let options = settings.options;
        let like = self.alike.iter().position(|other| are_for_the_same(page, other));
        let like = like.unwrap_or_else(|| {
            self.alike.push(page);
            self.alike.len() - 1
        });
        self.active.push(Active { page, severity, check, options, finish, suppressions, like });
        Ok(())
    }

    /// Tells what is known of links from asking them, which some rules are about. Their identity does not tell of it.
    pub fn set_known_links(&mut self, known: Arc<KnownLinks>) {
        self.known_links = Some(known);
    }

    /// The pages of the rules that run.
    pub fn pages(&self) -> impl Iterator<Item = &'static Page> + '_ {
        self.active.iter().map(|active| active.page)
    }

    /// What findings depend on besides the text, the wiki and the day, as a SHA-256: the rules, their severities and
    /// options, and what the pages of own rules declare. What is built in is the same in each run of a build.
    pub fn identity(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        // What a comment may suppress depends on all names that are known.
        for page in self.registry.pages() {
            hash.update(format!("{}\0{}\0", page.name, page.group));
        }
        for Active { page, severity, options, .. } in &self.active {
            let Page { severity: own, inputs, namespaces, needs, wikis, languages, check, absorbs, .. } =
                page;
            let runs = (inputs, namespaces, needs, wikis, languages);
            let is = (page.name, own, severity, options, runs, absorbs, check);
            hash.update(format!("{is:?}\0"));
        }
        hash.finalize().into()
    }

    /// Lints one document, whose tree was read with the profile's site. All places of all rules are given, however
    /// many: [`Outcome::cap`] leaves as many as are reported.
    pub fn lint(
        &self,
        doc: &Document,
        tree: &Tree<'_>,
        profile: &Profile,
        language: Option<&Language>,
        today: NaiveDate,
    ) -> Outcome {
        let names = || Vec::with_capacity(self.active.len());
        let mut outcome = Outcome { ran: names(), judged: names(), ..Outcome::default() };
        if doc.origin.redirect || tree.kinds().contains(Kind::Redirect) {
            return outcome;
        }
        let namespace = namespace(doc, profile);
        let is_of_kind = |page: &Page| {
            let is_in = |numbers: &Vec<i32>| numbers.contains(&namespace);
            page.inputs.contains(&doc.origin.input) && page.namespaces.as_ref().is_none_or(is_in)
        };
        let might_run = |page: &Page| is_of_kind(page) && might_be_for(page, profile, language);
        let applies = self.alike.iter().map(|page| match is_of_kind(page) {
            true => Applies::of(page, profile, language),
            false => Applies::Not,
        });
        let applies: Vec<Applies> = applies.collect();
        let runs = self.active.iter().map(|Active { page, like, .. }| {
            let applies = applies.get(*like).copied().unwrap_or(Applies::Not);
            match applies {
                Applies::Not => {}
                Applies::Unmet => outcome.unmet.push(page.name),
                Applies::Partly | Applies::Fully => outcome.ran.push(page.name),
            }
            if applies == Applies::Fully {
                outcome.judged.push(page.name);
            }
            matches!(applies, Applies::Partly | Applies::Fully)
        });
        let runs: Vec<bool> = runs.collect();
        if outcome.ran.is_empty() {
            return outcome;
        }
        let facts = Facts::new(doc, tree, profile, language);
        let mut cx = Context {
            doc,
            tree,
            profile,
            language,
            facts: &facts,
            today,
            known_links: self.known_links.as_deref(),
            schema: None,
            scan: self.scan.as_ref(),
            hits: None,
            rule: 0,
            sink: Vec::new(),
        };
        let mut found: Vec<Vec<Finding>> = vec![Vec::new(); self.active.len()];
        let wanted = self.wanted(&runs);
        for node in tree.nodes_of(wanted) {
            for &index in self.by_kind[node.kind() as usize].iter().filter(|&&index| runs[index]) {
                self.run(index, &mut cx, &mut found, |check, cx| check.visit(node, cx));
            }
            if node.kind() == Kind::Template && !self.by_role.is_empty() {
                cx.schema = facts.schema(node);
                if let Some(schema) = cx.schema {
                    for &(roles, index) in &self.by_role {
                        if runs[index] && roles.intersects(schema.roles) {
                            self.run(index, &mut cx, &mut found, |check, cx| check.visit(node, cx));
                        }
                    }
                }
                cx.schema = None;
            }
        }
        for (index, active) in self.active.iter().enumerate() {
            if active.finish && runs[index] {
                self.run(index, &mut cx, &mut found, |check, cx| check.finish(cx));
            }
        }
        let mut suppressed = Vec::new();
        let mut suppressions = Suppressions::read(&facts, self.registry);
        if let Some(suppressions) = &mut suppressions {
            let all = self.active.iter().zip(&mut found);
            suppressed =
                self.absorb(all.map(|(active, found)| suppressions.take(active.page, found)).collect());
            suppressions.judge(self.registry, &outcome.judged, might_run);
        }
        outcome.findings = self.absorb(found);
        withhold(&mut outcome.findings, &facts);
        if let Some(suppressions) = &suppressions {
            outcome.findings.extend(self.judge(suppressions, &runs, &mut cx));
        }
        outcome.findings.sort_by_key(|finding| (finding.span, finding.rule));
        outcome.left_out.suppressed = suppressed.len() as u64;
        let mut all: Vec<&mut Finding> = outcome.findings.iter_mut().chain(&mut suppressed).collect();
        all.sort_by_key(|finding| (finding.span, finding.rule));
        number(doc, all);
        outcome
    }

    /// What there is to say of the comments that suppress findings. Their fixes are wikivet's own matter wherever they
    /// stand, so that nothing is withheld.
    fn judge<'a>(
        &self,
        suppressions: &Suppressions<'_>,
        runs: &[bool],
        cx: &mut Context<'a>,
    ) -> Vec<Finding> {
        let mut found: Vec<Vec<Finding>> = vec![Vec::new(); self.active.len()];
        for (index, active) in self.active.iter().enumerate() {
            if active.suppressions && runs[index] {
                self.run(index, cx, &mut found, |check, cx| check.suppressions(suppressions, cx));
            }
        }
        found.into_iter().flatten().collect()
    }

    /// The kinds of nodes that the rules that run ask for.
    fn wanted(&self, runs: &[bool]) -> KindSet {
        let mut wanted = KindSet::EMPTY;
        for kind in Kind::ALL {
            if self.by_kind[kind as usize].iter().any(|&index| runs[index]) {
                wanted.insert(kind);
            }
        }
        if self.by_role.iter().any(|&(_, index)| runs[index]) {
            wanted.insert(Kind::Template);
        }
        wanted
    }

    fn run<'a>(
        &self,
        index: usize,
        cx: &mut Context<'a>,
        found: &mut [Vec<Finding>],
        call: impl FnOnce(&dyn Rule, &mut Context<'a>),
    ) {
        let active = &self.active[index];
        cx.rule = index;
        call(active.check.as_ref(), cx);
        if cx.sink.is_empty() {
            return;
        }
        for mut finding in cx.sink.drain(..) {
            finding.rule = active.page.name;
            finding.severity = if finding.severity < active.page.severity {
                finding.severity.min(active.severity)
            } else {
                active.severity
            };
            found[index].push(finding);
        }
    }

    /// Merges findings of one cause.
    fn absorb(&self, mut found: Vec<Vec<Finding>>) -> Vec<Finding> {
        for (index, active) in self.active.iter().enumerate() {
            if found[index].is_empty() {
                continue;
            }
            for name in &active.page.absorbs {
                let Some(other) = self.active.iter().position(|other| other.page.name == name) else {
                    continue;
                };
                let mut absorbed = std::mem::take(&mut found[other]);
                let heirs = &mut found[index];
                let own = heirs.iter().enumerate().map(|(at, finding)| (finding.span, at));
                let mut places: HashMap<Span, usize> = own.collect();
                for (at, finding) in heirs.iter().enumerate() {
                    let of_rule = finding.stands_for.iter().filter(|(rule, _)| rule == name);
                    of_rule.for_each(|(_, place)| _ = places.entry(*place).or_insert(at));
                }
                absorbed.retain(|finding| {
                    match places.get(&finding.span).and_then(|at| heirs.get_mut(*at)) {
                        Some(heir) => {
                            heir.also_rules.push(finding.rule);
                            false
                        }
                        None => true,
                    }
                });
                found[other] = absorbed;
            }
        }
        found.into_iter().flatten().collect()
    }
}
