//! What `--fix` adds to `lint`: workers fix documents, the calling thread writes file after file.

use std::collections::HashSet;
use std::io::{self, BufReader, IsTerminal, Stderr, Stdin};
use std::sync::{Mutex, PoisonError};

use anyhow::ensure;

use super::args::FixArguments;
use super::interactive::Interview;
use super::safety::safeties;
use super::values::When;
use super::writing::is_whole;
use super::{colour, width};
use crate::cache::Cache;
use crate::engine::Registry;
use crate::fix::{self, Answer, Applied, End, LeftAlone, Policy};
use crate::input::{Input, InputError};
use crate::lint::Linted;
use crate::plan::{Narrow, Plan, Plans};
use crate::profile::Choice;
use crate::report::{self, Outcome};
use crate::source::{Document, InputKind, Span};
use crate::write::{self, Problem, Rewritten};

/// What a worker made of a document.
#[derive(Debug)]
pub(super) struct Made {
    /// The findings of the document as it will be, or as it is if a patch is printed.
    pub(super) linted: Linted,
    /// What was fixed; none if nothing was to be.
    pub(super) repair: Option<Repair>,
}

/// What fixing made of a document.
#[derive(Debug)]
pub(super) struct Repair {
    /// The fixes that were made.
    pub(super) applied: Vec<Applied>,
    /// How it ended; none if the document's container cannot be written.
    pub(super) end: Option<End>,
    /// What changes; none if nothing does.
    pub(super) result: Result<Option<Rewritten>, Problem>,
    /// If a patch is printed, rule and place of the findings of the document as it was read that are gone then, fixed or
    /// with what was.
    pub(super) gone: HashSet<(&'static str, Span)>,
}

/// Lints documents and, if they are to be fixed, fixes them.
pub(super) struct Worker<'a> {
    pub(super) plans: &'a Plans,
    /// Results of earlier runs.
    pub(super) cache: Option<&'a Cache>,
    /// What takes findings away that are not to be reported, in this order.
    pub(super) narrows: Vec<Box<dyn Narrow + 'a>>,
    /// Whether documents are fixed.
    pub(super) fixes: bool,
    /// Whether files stay as they are and a patch is printed.
    pub(super) diff: bool,
    /// Who is asked about each fix, if anybody.
    pub(super) interview: Option<Mutex<Interview<BufReader<Stdin>, Stderr>>>,
}

impl Worker<'_> {
    /// Lints a document, after its fixes.
    pub(super) fn work(&self, doc: &Document) -> Made {
        if !self.fixes {
            return Made { linted: self.lint(doc), repair: None };
        }
        let plan = self.plans.of(doc);
        let is_file = || doc.origin.file.map(|_| ()).ok_or(Problem::NotAFile);
        if let Err(problem) = write::check(doc).and_then(|()| is_file()) {
            return self.refuse(doc, &plan.policy, problem);
        }
        let choice = plan.choose(doc);
        let lint = |doc: &Document| self.judge(doc, plan, &choice);
        let fixed =
            fix::document_asking(doc, &choice, &lint, &plan.policy, &mut |question| match &self.interview {
                Some(interview) => interview.lock().unwrap_or_else(PoisonError::into_inner).ask(question),
                None => Answer::Apply,
            });
        let as_read = (self.diff && fixed.document.is_some()).then(|| self.lint(doc));
        let gone = as_read.as_ref().map(|linted| fixed.gone(&linted.outcome.findings)).unwrap_or_default();
        let (applied, end) = (fixed.applied, Some(fixed.end));
        let Some(new) = fixed.document else {
            return Made {
                linted: fixed.linted,
                repair: Some(Repair { applied, end, result: Ok(None), gone: HashSet::new() }),
            };
        };
        match write::rewrite(doc, &fixed.edits, new.text()) {
            Ok(rewritten) => {
                let linted = if let Some(as_read) = as_read {
                    as_read
                } else if is_whole(doc) && rewritten.doc.text() != new.text() {
                    // New lines that end with CR LF in the file move what was found after them.
                    self.lint(&rewritten.doc)
                } else {
                    fixed.linted
                };
                Made { linted, repair: Some(Repair { applied, end, result: Ok(Some(rewritten)), gone }) }
            }
            Err(problem) => {
                let repair = Repair { applied: Vec::new(), end, result: Err(problem), gone: HashSet::new() };
                Made { linted: self.lint(doc), repair: Some(repair) }
            }
        }
    }

    /// The findings of a document as it is.
    pub(super) fn lint(&self, doc: &Document) -> Linted {
        let plan = self.plans.of(doc);
        let (mut linted, choice) = match self.cache.filter(|_| is_whole(doc)) {
            Some(cache) => cache.lint(doc, plan),
            None => {
                let choice = plan.choose(doc);
                (plan.lint(doc, &choice), choice)
            }
        };
        self.narrow(doc, &mut linted, plan, &choice);
        linted.outcome.cap();
        linted
    }

    /// The findings of a document, or of what became of it, that are to be reported, however many.
    fn judge(&self, doc: &Document, plan: &Plan, choice: &Choice) -> Linted {
        let mut linted = plan.lint(doc, choice);
        self.narrow(doc, &mut linted, plan, choice);
        linted
    }

    fn narrow(&self, doc: &Document, linted: &mut Linted, plan: &Plan, choice: &Choice) {
        for narrow in &self.narrows {
            narrow.narrow(doc, linted, plan, choice);
        }
    }

    /// What becomes of a document that cannot be written: that is a problem only if there is something to fix.
    fn refuse(&self, doc: &Document, policy: &Policy, problem: Problem) -> Made {
        let linted = self.lint(doc);
        let is_wanted = linted
            .outcome
            .findings
            .iter()
            .any(|finding| finding.fix.as_ref().is_some_and(|fix| policy.allows(finding.rule, fix)));
        let result = if is_wanted { Err(problem) } else { Ok(None) };
        Made { linted, repair: Some(Repair { applied: Vec::new(), end: None, result, gone: HashSet::new() }) }
    }
}

/// What is to be fixed, by the arguments.
pub(super) fn policy(arguments: &FixArguments, registry: &'static Registry) -> anyhow::Result<Policy> {
    let safeties = safeties(&arguments.safety, registry)?;
    Ok(Policy {
        // Whoever is asked looks at each.
        suggested: arguments.suggested || arguments.interactive,
        safeties,
        no_cosmetic_only: arguments.no_cosmetic_only,
        force: arguments.force,
        bots: arguments.bot.clone(),
    })
}

/// A conversation with whoever sits at the terminal.
pub(super) fn interview(
    inputs: &[Result<Input, InputError>],
    color: When,
) -> anyhow::Result<Mutex<Interview<BufReader<Stdin>, Stderr>>> {
    let (answers, out) = (io::stdin(), io::stderr());
    let is_read = inputs.iter().flatten().any(|input| *input == Input::Stdin);
    ensure!(
        !is_read,
        "--interactive: the answers come from standard input, so it cannot be fixed; name a file"
    );
    ensure!(
        answers.is_terminal() && out.is_terminal(),
        "--interactive: this is not a terminal; see what would change with --fix --diff instead"
    );
    let settings = report::Settings {
        colour: colour(color, &out),
        width: width().unwrap_or(100),
        ..report::Settings::default()
    };
    Ok(Mutex::new(Interview::new(BufReader::new(answers), out, settings)))
}

impl Repair {
    /// What reports say of it; none if there was nothing to do.
    pub(super) fn record(&self, doc: &Document) -> Option<report::Repair> {
        let (outcome, reason) = match (&self.result, &self.end) {
            (Err(problem), _) => (Outcome::Refused, Some(problem.to_string())),
            (Ok(_), None) => return None,
            (Ok(_), Some(end)) => (outcome(end), remark(doc, end)),
        };
        let is_idle = self.applied.is_empty() && outcome == Outcome::Settled;
        (!is_idle).then(|| report::Repair::new(doc, &self.applied, outcome, reason))
    }
}

fn outcome(end: &End) -> Outcome {
    match end {
        End::Settled => Outcome::Settled,
        End::Stopped => Outcome::Stopped,
        End::Loop { .. } => Outcome::Loop,
        End::Runaway { .. } => Outcome::Runaway,
        End::RoundsExhausted => Outcome::RoundsExhausted,
        End::LeftAlone(LeftAlone::HandsOff { .. }) => Outcome::HandsOff,
        End::LeftAlone(LeftAlone::CosmeticOnly { .. }) => Outcome::CosmeticOnly,
    }
}

/// What there is to say of how the fixes of a document ended; none if all is as one expects.
fn remark(doc: &Document, end: &End) -> Option<String> {
    let said = match end {
        End::Settled | End::Stopped => return None,
        End::LeftAlone(LeftAlone::HandsOff { span }) => format!(
            "left as it is, since `{}` asks to stay away; --force fixes it all the same",
            start_of(doc.slice(*span))
        ),
        End::LeftAlone(LeftAlone::CosmeticOnly { fixes }) => {
            format!("left as it is, since readers would see nothing of its fixes ({fixes})")
        }
        End::Loop { rules } => {
            format!(
                "the fixes of {} undo each other, so none of them was made; this is a fault of {}",
                rules.join(" and "),
                whose(rules)
            )
        }
        End::Runaway { rules } => {
            format!(
                "fixes of {} would go on without end, so they were not made; this is a fault of {}",
                rules.join(" and "),
                whose(rules)
            )
        }
        End::RoundsExhausted => "there is more to fix than one run makes; run it again".to_owned(),
    };
    Some(said)
}

/// Whose fault it is if the fixes of rules have no end.
fn whose(rules: &[&str]) -> &'static str {
    let is_own = |rule: &&str| Registry::built_in().rule(rule).is_none();
    if rules.iter().any(is_own) { "a page of your own, which `wikivet test` shows" } else { "wikivet" }
}

/// The first words of a text, on one line.
fn start_of(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    let start: String = line.chars().take(LONGEST).collect();
    if start.len() < text.len() { format!("{start}…") } else { start }
}

/// What messages call a document: its path, and its title where the file may hold more.
pub(super) fn name(doc: &Document) -> String {
    match &doc.origin.page {
        Some(page) if doc.origin.input == InputKind::Dump => format!("{}#{page}", doc.origin.path),
        _ => doc.origin.path.clone(),
    }
}
