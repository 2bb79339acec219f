use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::moves::Moves;
use super::pieces::Pieces;
use super::refused::Refused;
use super::round::{Round, is_sound};
use super::{Answer, Applied, Edit, End, Fix, Fixed, Policy, Question};
use crate::finding::Finding;
use crate::lint::Linted;
use crate::source::Document;

/// How many rounds each document gets. It gets more as long as they mend places that were not mended before, up to
/// 64 MiB of text that is read in all.
pub const MAX_ROUNDS: usize = 50;

const MAX_BYTES: usize = 64 << 20;

/// The rounds of one document.
pub(super) struct Run<'a> {
    policy: &'a Policy,
    given: &'a Document,
    /// The document after the rounds so far, if there was one.
    current: Option<Document>,
    applied: Vec<Applied>,
    state: State<'a>,
    /// The state before the last round.
    before: Option<State<'a>>,
    /// What was answered in a round that is made again, by the number of the finding.
    answers: HashMap<usize, Answer>,
    /// Rules of which a fix was taken back.
    runaways: BTreeSet<&'static str>,
    /// Hash of each text so far → how many fixes had been made.
    seen: HashMap<u64, usize>,
    work: Work<'a>,
}

/// What a round changes.
#[derive(Clone)]
struct State<'a> {
    pieces: Pieces<'a>,
    refused: Refused,
    /// How many fixes have been made.
    applied: usize,
}

/// How far the rounds have come.
struct Work<'a> {
    rounds: usize,
    bytes: usize,
    /// Places of the given text of which something was mended: the rule and the start.
    places: HashSet<(&'static str, u32)>,
    /// The length of the shortest text so far.
    shortest: usize,
    /// Rounds since the last one that got on, and the state after that.
    idle: usize,
    got_on: State<'a>,
    /// Whether the state is to be that after the last round that got on.
    goes_back: bool,
}

/// One round that was made.
pub(super) struct Made {
    edits: Vec<Edit>,
    /// The numbers of the findings whose fixes were made, in ascending order.
    findings: Vec<usize>,
    stopped: bool,
}

impl Made {
    pub(super) fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }
}

impl<'a> Run<'a> {
    pub(super) fn new(doc: &'a Document, policy: &'a Policy) -> Self {
        let state = State { pieces: Pieces::new(doc.text()), refused: Refused::default(), applied: 0 };
        let work = Work {
            rounds: 0,
            bytes: 0,
            places: HashSet::new(),
            shortest: doc.text().len(),
            idle: 0,
            got_on: state.clone(),
            goes_back: false,
        };
        Run {
            policy,
            given: doc,
            current: None,
            applied: Vec::new(),
            state,
            before: None,
            answers: HashMap::new(),
            runaways: BTreeSet::new(),
            seen: HashMap::from([(hash(doc.text()), 0)]),
            work,
        }
    }

    /// The document after the rounds so far.
    pub(super) fn current(&self) -> &Document {
        self.current.as_ref().unwrap_or(self.given)
    }

    /// The fixes that were made so far.
    pub(super) fn applied(&self) -> &[Applied] {
        &self.applied
    }

    /// Makes one round of fixes of what is found in the current text.
    pub(super) fn make(&mut self, linted: &Linted, ask: &mut dyn FnMut(Question<'_>) -> Answer) -> Made {
        let before = self.state.clone();
        let mut round = Round::default();
        let mut made = Made { edits: Vec::new(), findings: Vec::new(), stopped: false };
        let starts = self.state.pieces.starts();
        let document = self.current.as_ref().unwrap_or(self.given);
        for (number, finding) in linted.outcome.findings.iter().enumerate() {
            let Some(fix) = self.policy.fix_of(finding) else { continue };
            let is_refused = self.state.refused.has(finding, fix);
            if is_refused || !round.has_room_for(fix) || !is_sound(fix, document.text()) {
                continue;
            }
            let answer =
                *self.answers.entry(number).or_insert_with(|| ask(Question { document, finding, fix }));
            match answer {
                Answer::Apply => {
                    round.add(fix);
                    made.findings.push(number);
                    self.applied.push(Applied {
                        rule: finding.rule,
                        title: fix.title.clone(),
                        safety: self.policy.safety(finding.rule, fix),
                        cosmetic: fix.cosmetic,
                        span: self.state.pieces.original_span(&starts, finding.span),
                    });
                }
                Answer::Refuse => self.state.refused.add(finding, fix),
                Answer::Stop => {
                    made.stopped = true;
                    break;
                }
            }
        }
        made.edits = round.into_edits();
        if !made.is_empty() {
            self.state.pieces.apply(&made.edits);
            self.state.refused.follow(&made.edits);
            self.state.applied = self.applied.len();
            self.show();
            self.before = Some(before);
        }
        made
    }

    /// Takes a round back, to be made anew without them, if fixes of it left their findings where they were.
    pub(super) fn takes_back(&mut self, round: &Made, next: &Linted, linted: &Linted) -> bool {
        self.work.rounds += 1;
        self.work.bytes += self.current().text().len();
        let moves = Moves::of(&round.edits);
        let key = |finding: &Finding, fix: &Fix, start| (finding.rule, fix.title.clone(), start);
        // What makes the text shorter comes to an end by itself.
        let made = round.findings.iter().filter_map(|&number| {
            let finding = linted.outcome.findings.get(number)?;
            let fix = finding.fix.as_ref().filter(|fix| !is_shortening(fix))?;
            Some((key(finding, fix, moves.span(finding.span).start), finding, fix))
        });
        let mut made: Vec<_> = made.collect();
        if made.is_empty() {
            return false;
        }
        let still_there: HashSet<_> = next
            .outcome
            .findings
            .iter()
            .filter_map(|finding| Some(key(finding, self.policy.fix_of(finding)?, finding.span.start)))
            .collect();
        made.retain(|(key, ..)| still_there.contains(key));
        let Some(before) = self.before.take().filter(|_| !made.is_empty()) else { return false };
        self.return_to(before);
        for (_, finding, fix) in made {
            self.state.refused.add(finding, fix);
            self.runaways.insert(finding.rule);
        }
        true
    }

    /// The end when nothing is left to make.
    pub(super) fn settled(&self, round: &Made) -> End {
        if !self.runaways.is_empty() {
            End::Runaway { rules: self.runaways.iter().copied().collect() }
        } else if round.stopped {
            End::Stopped
        } else {
            End::Settled
        }
    }

    /// How the rounds end, if they do after this one.
    pub(super) fn end(&mut self, round: &Made) -> Option<End> {
        self.answers.clear();
        if round.stopped {
            return Some(self.settled(round));
        }
        let count = self.applied.len();
        let text = hash(self.current().text());
        if let Some(&before) = self.seen.get(&text) {
            let rules: BTreeSet<_> = self.applied.drain(before..).map(|fix| fix.rule).collect();
            return Some(End::Loop { rules: rules.into_iter().collect() });
        }
        self.seen.insert(text, count);
        self.measure(round);
        if self.work.idle >= MAX_ROUNDS {
            self.work.goes_back = true;
            let since = self.applied.iter().skip(self.work.got_on.applied);
            self.runaways.extend(since.map(|fix| fix.rule));
            return Some(self.settled(round));
        }
        (self.work.rounds >= MAX_ROUNDS && self.work.bytes >= MAX_BYTES).then_some(End::RoundsExhausted)
    }

    /// Goes back to the state after the last round that got on, if the later ones came to nothing.
    pub(super) fn goes_back(&mut self) -> bool {
        if self.work.goes_back {
            self.return_to(self.work.got_on.clone());
        }
        self.work.goes_back
    }

    /// Notes whether a round got on: it mended a place of the given text that was not mended before, or made the text
    /// shorter than it ever was.
    fn measure(&mut self, round: &Made) {
        let length = self.current().text().len();
        let fixes = self.applied.iter().rev().take(round.findings.len());
        let mut gets_on = length < self.work.shortest;
        for (rule, span) in fixes.filter_map(|fix| Some((fix.rule, fix.span?))) {
            gets_on |= self.work.places.insert((rule, span.start));
        }
        self.work.shortest = self.work.shortest.min(length);
        self.work.idle += 1;
        if gets_on {
            self.work.idle = 0;
            self.work.got_on = self.state.clone();
        }
    }

    fn return_to(&mut self, state: State<'a>) {
        self.applied.truncate(state.applied);
        self.state = state;
        self.show();
    }

    /// Makes the text of the state the current one.
    fn show(&mut self) {
        self.current = Some(Document::new(self.given.origin.clone(), self.state.pieces.text()));
    }

    pub(super) fn fixed(self, end: End, mut linted: Linted) -> Fixed {
        linted.outcome.cap();
        let edits = self.state.pieces.edits();
        let document = self.current.filter(|_| !edits.is_empty());
        Fixed { document, edits, applied: self.applied, end, linted }
    }
}

fn is_shortening(fix: &Fix) -> bool {
    let (old, new): (usize, usize) = fix
        .edits
        .iter()
        .fold((0, 0), |(old, new), edit| (old + edit.span.len() as usize, new + edit.text.len()));
    new < old
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
