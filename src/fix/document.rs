use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::pieces::Pieces;
use super::refused::Refused;
use super::round::{Round, is_sound};
use super::{Answer, Edit, Fix, Policy, Question, Safety};
use crate::engine::Linter;
use crate::facts::Facts;
use crate::finding::Finding;
use crate::lint::{self, Linted};
use crate::profile::{self, Choice};
use crate::source::{Document, Span};

/// How many times fixes are made and the text is judged anew, at most.
pub const MAX_ROUNDS: usize = 50;

/// A fix that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The rule's name.
    pub rule: &'static str,
    /// What the fix did, as an order.
    pub title: String,
    /// How far it was trusted.
    pub safety: Safety,
    /// Whether only the source changed.
    pub cosmetic: bool,
    /// Where the finding stood in the document as it was given; none where an earlier fix had made the text.
    pub span: Option<Span>,
}

/// Why a document was not repaired at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftAlone {
    /// A template at this place keeps bots or editors off.
    HandsOff {
        /// The template, in bytes of the document's text.
        span: Span,
    },
    /// Only cosmetic fixes would have been made.
    CosmeticOnly {
        /// How many.
        fixes: usize,
    },
}

/// How the rounds ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// Nothing is left to make.
    Settled,
    /// Fixes of these rules undo each other; none of the loop was made.
    Loop {
        /// The rules' names, sorted.
        rules: Vec<&'static str>,
    },
    /// There was still something to make after [`MAX_ROUNDS`].
    RoundsExhausted,
    /// An answer was [`Answer::Stop`].
    Stopped,
    /// The document is as it was.
    LeftAlone(LeftAlone),
}

/// A document after its fixes.
#[derive(Debug)]
pub struct Fixed {
    /// The document with its new text, which is its own container; none if the text is as it was.
    pub document: Option<Document>,
    /// What turns the text as it was given into the new one: sorted, disjoint, on character boundaries, with text that
    /// stays between any two.
    pub edits: Vec<Edit>,
    /// The fixes that were made, in the order in which they were.
    pub applied: Vec<Applied>,
    /// How it ended.
    pub end: End,
    /// What the rules say of the text as it is in the end. Fixes that must not be made are `manual` in it, and say why.
    pub linted: Linted,
}

/// Makes the fixes that a policy allows until nothing is left to make.
pub fn document(doc: &Document, linter: &Linter, settings: &lint::Settings, policy: &Policy) -> Fixed {
    document_asking(doc, linter, settings, policy, &mut |_| Answer::Apply)
}

/// Makes the fixes that a policy allows and that `ask` agrees to, until nothing is left to make.
///
/// `ask` is called in the order of the text, in later rounds only for what it has not refused before.
pub fn document_asking(
    doc: &Document,
    linter: &Linter,
    settings: &lint::Settings,
    policy: &Policy,
    ask: &mut dyn FnMut(Question<'_>) -> Answer,
) -> Fixed {
    let choice = profile::choose(doc, settings.wiki.as_deref(), settings.language.as_deref());
    let lint = |doc: &Document| lint::all(doc, linter, &choice, settings.today);
    let linted = lint(doc);
    match hands_off(doc, &choice, policy, &linted) {
        Some(left_alone) => Run::new(doc, policy).fixed(End::LeftAlone(left_alone), linted),
        None => make_all(doc, linted, &lint, policy, ask),
    }
}

/// Makes rounds of fixes, of a document and of what is found in it, until nothing is left to make.
pub(super) fn make_all(
    doc: &Document,
    mut linted: Linted,
    lint: &dyn Fn(&Document) -> Linted,
    policy: &Policy,
    ask: &mut dyn FnMut(Question<'_>) -> Answer,
) -> Fixed {
    let mut run = Run::new(doc, policy);
    let end = loop {
        let (made, stopped) = run.make(&linted, ask);
        if made {
            linted = lint(run.current());
        }
        if let Some(end) = run.end(made, stopped) {
            break end;
        }
    };
    if policy.no_cosmetic_only && !run.applied.is_empty() && run.applied.iter().all(|fix| fix.cosmetic) {
        let left_alone = LeftAlone::CosmeticOnly { fixes: run.applied.len() };
        return Run::new(doc, policy).fixed(End::LeftAlone(left_alone), lint(doc));
    }
    run.fixed(end, linted)
}

/// Whether there are fixes to make, and the document asks not to make them.
fn hands_off(doc: &Document, choice: &Choice, policy: &Policy, linted: &Linted) -> Option<LeftAlone> {
    let has_fixes = linted.outcome.findings.iter().any(|finding| allowed(finding, policy).is_some());
    if policy.force || !has_fixes {
        return None;
    }
    let tree = lint::parse(doc, choice);
    let span = Facts::new(doc, &tree, choice.profile, choice.language).hands_off(&policy.bots)?;
    Some(LeftAlone::HandsOff { span })
}

/// The fix of a finding, if the policy allows it.
fn allowed<'f>(finding: &'f Finding, policy: &Policy) -> Option<&'f Fix> {
    finding.fix.as_ref().filter(|fix| policy.allows(finding.rule, fix))
}

/// The state between two rounds.
struct Run<'a> {
    policy: &'a Policy,
    given: &'a Document,
    /// The document after the rounds so far, if there was one.
    current: Option<Document>,
    pieces: Pieces<'a>,
    applied: Vec<Applied>,
    refused: Refused,
    rounds: usize,
    /// Hash of each text so far → how many fixes had been made.
    seen: HashMap<u64, usize>,
}

impl<'a> Run<'a> {
    fn new(doc: &'a Document, policy: &'a Policy) -> Self {
        Run {
            policy,
            given: doc,
            current: None,
            pieces: Pieces::new(doc.text()),
            applied: Vec::new(),
            refused: Refused::default(),
            rounds: 0,
            seen: HashMap::from([(hash(doc.text()), 0)]),
        }
    }

    fn current(&self) -> &Document {
        self.current.as_ref().unwrap_or(self.given)
    }

    /// Makes one round of fixes. Says whether there were any, and whether there shall be no further round.
    fn make(&mut self, linted: &Linted, ask: &mut dyn FnMut(Question<'_>) -> Answer) -> (bool, bool) {
        let mut round = Round::default();
        let mut stopped = false;
        let starts = self.pieces.starts();
        let document = self.current.as_ref().unwrap_or(self.given);
        for finding in &linted.outcome.findings {
            let Some(fix) = allowed(finding, self.policy) else { continue };
            if self.refused.has(finding, fix) || !round.has_room_for(fix) || !is_sound(fix, document.text()) {
                continue;
            }
            match ask(Question { document, finding, fix }) {
                Answer::Apply => {
                    round.add(fix);
                    self.applied.push(Applied {
                        rule: finding.rule,
                        title: fix.title.clone(),
                        safety: self.policy.safety(finding.rule, fix),
                        cosmetic: fix.cosmetic,
                        span: self.pieces.original_span(&starts, finding.span),
                    });
                }
                Answer::Refuse => self.refused.add(finding, fix),
                Answer::Stop => {
                    stopped = true;
                    break;
                }
            }
        }
        let edits = round.into_edits();
        if !edits.is_empty() {
            self.pieces.apply(&edits);
            self.refused.follow(&edits);
            self.current = Some(Document::new(self.given.origin.clone(), self.pieces.text()));
            self.rounds += 1;
        }
        (!edits.is_empty(), stopped)
    }

    /// How the rounds end, if they do after this one.
    fn end(&mut self, made: bool, stopped: bool) -> Option<End> {
        if stopped {
            return Some(End::Stopped);
        }
        if !made {
            return Some(End::Settled);
        }
        let count = self.applied.len();
        let text = hash(self.current().text());
        if let Some(&before) = self.seen.get(&text) {
            let rules: BTreeSet<_> = self.applied.drain(before..).map(|fix| fix.rule).collect();
            return Some(End::Loop { rules: rules.into_iter().collect() });
        }
        self.seen.insert(text, count);
        (self.rounds >= MAX_ROUNDS).then_some(End::RoundsExhausted)
    }

    fn fixed(self, end: End, mut linted: Linted) -> Fixed {
        linted.outcome.cap();
        let edits = self.pieces.edits();
        let document = self.current.filter(|_| !edits.is_empty());
        Fixed { document, edits, applied: self.applied, end, linted }
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
