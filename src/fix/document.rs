use std::collections::HashSet;

use super::moves::Moves;
use super::run::Run;
use super::{Answer, Edit, Policy, Question, Safety};
use crate::engine::Linter;
use crate::facts::Facts;
use crate::finding::Finding;
use crate::lint::{self, Linted};
use crate::profile::Choice;
use crate::source::{Document, Span};

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
    /// Fixes of these rules left their findings where they were, or made work for each other without end; none of those
    /// was made.
    Runaway {
        /// The rules' names, sorted.
        rules: Vec<&'static str>,
    },
    /// There was still something to make after all the [rounds](super::MAX_ROUNDS) that a document gets.
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

impl Fixed {
    /// Which of the findings of the document as it was given are not there any more, each by rule and place.
    pub fn gone(&self, findings: &[Finding]) -> HashSet<(&'static str, Span)> {
        let moves = Moves::of(&self.edits);
        let left: HashSet<(&str, Span)> =
            self.linted.outcome.findings.iter().map(|finding| (finding.rule, finding.span)).collect();
        let is_left = |finding: &&Finding| left.contains(&(finding.rule, moves.span(finding.span)));
        let gone = findings.iter().filter(|finding| !is_left(finding));
        gone.map(|finding| (finding.rule, finding.span)).collect()
    }
}

/// Makes the fixes that a policy allows until nothing is left to make.
pub fn document(doc: &Document, linter: &Linter, settings: &lint::Settings, policy: &Policy) -> Fixed {
    let choice = settings.choose(doc);
    let lint = |doc: &Document| lint::all(doc, linter, &choice, settings.today);
    document_asking(doc, &choice, &lint, policy, &mut |_| Answer::Apply)
}

/// Makes the fixes that a policy allows and that `ask` agrees to, until nothing is left to make.
///
/// `lint` judges the document, for the wiki of `choice`, and what becomes of it; of what it does not find nothing is
/// fixed. `ask` is called in the order of the text, in later rounds only for what it has not refused before.
pub fn document_asking(
    doc: &Document,
    choice: &Choice,
    lint: &dyn Fn(&Document) -> Linted,
    policy: &Policy,
    ask: &mut dyn FnMut(Question<'_>) -> Answer,
) -> Fixed {
    let linted = lint(doc);
    match hands_off(doc, choice, policy, &linted) {
        Some(left_alone) => Run::new(doc, policy).fixed(End::LeftAlone(left_alone), linted),
        None => make_all(doc, linted, lint, policy, ask),
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
        let round = run.make(&linted, ask);
        if round.is_empty() {
            break run.settled(&round);
        }
        let next = lint(run.current());
        if run.takes_back(&round, &next, &linted) {
            continue;
        }
        linted = next;
        if let Some(end) = run.end(&round) {
            if run.goes_back() {
                linted = lint(run.current());
            }
            break end;
        }
    };
    if policy.no_cosmetic_only && !run.applied().is_empty() && run.applied().iter().all(|fix| fix.cosmetic) {
        let left_alone = LeftAlone::CosmeticOnly { fixes: run.applied().len() };
        return Run::new(doc, policy).fixed(End::LeftAlone(left_alone), lint(doc));
    }
    run.fixed(end, linted)
}

/// Whether there are fixes to make, and the document asks not to make them.
fn hands_off(doc: &Document, choice: &Choice, policy: &Policy, linted: &Linted) -> Option<LeftAlone> {
    let has_fixes = linted.outcome.findings.iter().any(|finding| policy.fix_of(finding).is_some());
    if policy.force || !has_fixes {
        return None;
    }
    let tree = lint::parse(doc, choice);
    let span = Facts::new(doc, &tree, choice.profile, choice.language).hands_off(&policy.bots)?;
    Some(LeftAlone::HandsOff { span })
}
