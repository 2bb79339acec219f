use super::{Lone, MAX_LONE, Mark, Quotation, Quotes, drop_continued, hides, is_text, pairs_in};
use crate::facts::Facts;
use crate::facts::prose::{Block, Origin};
use crate::facts::punctuation::{Candidate, Family};

/// Marks that belong together in some language (Unicode CLDR, delimiters); what a language has comes before them.
const PAIRS: [(char, char); 6] = [('“', '”'), ('„', '“'), ('„', '”'), ('«', '»'), ('「', '」'), ('『', '』')];

/// The first two bytes of general punctuation in UTF-8, read as windows-1252.
const MISREAD: &str = "â€";

/// Quotations in quotations are looked for no deeper than this.
const MAX_DEPTH: usize = 16;

/// Pairs the quotation marks of a document, single ones left out: those are apostrophes as often.
pub(in crate::facts) fn read(facts: &Facts<'_>) -> Quotes {
    let marks = Marks::new(facts);
    let mut found = Quotes::default();
    for candidates in facts.punctuation().by_block(Family::Quote) {
        let block = candidates.first().and_then(|first| facts.prose().block(first.block as usize));
        let Some(block) = block.filter(is_text) else { continue };
        let mut pairing =
            Pairing { marks: &marks, block, open: Vec::new(), found: Quotes::default(), inches: false };
        candidates.iter().for_each(|candidate| pairing.read(*candidate));
        let Pairing { open, found: Quotes { quotations, mut lone }, inches, .. } = pairing;
        found.quotations.extend(quotations);
        lone.extend(open.into_iter().filter_map(self::lone));
        lone.sort_unstable_by_key(|lone| lone.mark.at);
        if lone.len() <= MAX_LONE {
            let is_meant = |lone: &Lone| {
                let sign = lone.mark.sign;
                let is_known = sign != '"' || !inches;
                is_known
                    && !goes_on(facts, lone)
                    && block.origin_at(lone.mark.at as usize) == Origin::Own
                    && !hides(facts, &block, &[sign])
            };
            found.lone.extend(lone.into_iter().filter(is_meant));
        }
    }
    drop_continued(facts, &mut found.lone, |opener, closer| marks.is_pair(opener, closer));
    found
}

/// Whether a quotation of several paragraphs goes on: each of them begins with its mark.
fn goes_on(facts: &Facts<'_>, lone: &Lone) -> bool {
    let blocks = facts.prose().blocks_from(lone.mark.block as usize);
    let begins = |block: &Block<'_>| block.text().trim_start().starts_with(lone.mark.sign);
    lone.opens && blocks.take(2).filter(begins).count() == 2
}

/// Which marks pair in the language of a document.
struct Marks {
    pairs: Vec<(char, char)>,
}

impl Marks {
    fn new(facts: &Facts<'_>) -> Self {
        let own = facts.language.map(|language| language.quotes.as_slice()).unwrap_or_default();
        let first = |mark: &String| mark.chars().next();
        let mut pairs: Vec<(char, char)> =
            own.iter().filter_map(|[opener, closer]| Some((first(opener)?, first(closer)?))).collect();
        let foreign = PAIRS.iter().filter(|(opener, _)| !pairs.iter().any(|(own, _)| own == opener));
        let foreign: Vec<(char, char)> = foreign.copied().collect();
        pairs.extend(foreign);
        pairs.push(('"', '"'));
        Marks { pairs }
    }

    fn is_pair(&self, opener: char, closer: char) -> bool {
        self.pairs.contains(&(opener, closer))
    }

    fn is_opener(&self, sign: char) -> bool {
        self.pairs.iter().any(|(opener, _)| *opener == sign)
    }
}

/// A mark that is not closed yet.
#[derive(Clone, Copy)]
struct Open {
    mark: Mark,
    /// Whether a quotation with the same marks was opened inside: one mark often closes both.
    holds_alike: bool,
}

/// How the marks of one block pair.
struct Pairing<'m, 'p> {
    marks: &'m Marks,
    block: Block<'p>,
    open: Vec<Open>,
    found: Quotes,
    /// Whether a straight mark stands behind a number, where it can be a sign for inches.
    inches: bool,
}

/// What may stand beside a mark.
struct Beside {
    before: char,
    after: char,
}

impl Beside {
    /// Whether it stands between spaces, as the signs do that part a site's name from a page's.
    fn is_apart(&self) -> bool {
        self.before.is_whitespace() && self.after.is_whitespace()
    }

    fn may_open(&self) -> bool {
        !self.after.is_whitespace() && !joins(self.before) && !")]）］」』.,;:!?".contains(self.after)
    }

    fn may_close(&self) -> bool {
        !self.before.is_whitespace() && !"([（［「『".contains(self.before) && !joins(self.after)
    }
}

/// Letters and digits that words are made of with spaces between them.
fn joins(sign: char) -> bool {
    let is_of_east_asia = matches!(sign, '\u{3000}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{FF00}'..);
    sign.is_alphanumeric() && !is_of_east_asia
}

/// The letters of Hebrew, in which a double mark before the last one makes an abbreviation.
fn is_hebrew(sign: char) -> bool {
    matches!(sign, '\u{590}'..='\u{5FF}')
}

impl Pairing<'_, '_> {
    fn read(&mut self, candidate: Candidate) {
        let Candidate { block, at, sign } = candidate;
        let is_double = matches!(sign, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』');
        if !is_double || !pairs_in(self.block.origin_at(at as usize)) {
            return;
        }
        let text = self.block.text();
        // What is left of a dash or mark that was decoded wrongly.
        if text.get(..at as usize).is_some_and(|head| head.ends_with(MISREAD)) {
            return;
        }
        let beside = Beside {
            before: candidate.before(text).unwrap_or(' '),
            after: candidate.after(text).unwrap_or(' '),
        };
        let mark = Mark { block, at, sign };
        if sign == '"' { self.read_straight(mark, &beside) } else { self.read_curved(mark, &beside) }
    }

    fn read_straight(&mut self, mark: Mark, beside: &Beside) {
        self.inches |= beside.before.is_numeric();
        if is_hebrew(beside.before) && is_hebrew(beside.after) {
            return;
        }
        let signs = |open: &Open| open.mark.sign;
        let top = self.open.last().map(signs);
        let around = self.open.iter().rev().nth(1).map(signs);
        let ends_text = joins(beside.before) || ".,!?…".contains(beside.before) || !beside.may_open();
        if top == Some('"') {
            self.close(mark);
        } else if beside.may_close() && around == Some('"') {
            self.found.lone.extend(self.open.pop().and_then(lone));
            self.close(mark);
        } else if top.is_some() && beside.may_close() && ends_text {
            self.close(mark);
        } else if !beside.before.is_numeric() {
            self.open(mark);
        }
    }

    fn read_curved(&mut self, mark: Mark, beside: &Beside) {
        let top = self.open.last().map(|open| open.mark.sign);
        let opens = self.marks.is_opener(mark.sign)
            && (beside.may_open() || !beside.may_close() || matches!(mark.sign, '«' | '„' | '「' | '『'));
        let closes_straight = top == Some('"') && beside.may_close() && !beside.may_open();
        if closes_straight || top.is_some_and(|top| self.marks.is_pair(top, mark.sign)) {
            self.close(mark);
        } else if opens {
            if let Some(open) =
                self.open.iter_mut().rev().take(MAX_DEPTH).find(|open| open.mark.sign == mark.sign)
            {
                open.holds_alike = true;
            }
            self.open(mark);
        } else if let Some(depth) = self.depth_of_opener(mark.sign) {
            let inner = self.open.drain(depth + 1..);
            self.found.lone.extend(inner.filter_map(lone));
            self.close(mark);
        } else if top.is_some() && top != Some('"') && beside.may_close() {
            self.close(mark);
        } else if !beside.before.is_numeric() && !beside.is_apart() {
            self.found.lone.push(Lone { mark, opens: false, instead: None });
        }
    }

    /// Where the innermost open mark stands that a mark closes.
    fn depth_of_opener(&self, sign: char) -> Option<usize> {
        let up = self
            .open
            .iter()
            .rev()
            .take(MAX_DEPTH)
            .position(|open| self.marks.is_pair(open.mark.sign, sign))?;
        Some(self.open.len() - 1 - up)
    }

    fn open(&mut self, mark: Mark) {
        self.open.push(Open { mark, holds_alike: false });
    }

    fn close(&mut self, close: Mark) {
        let Some(Open { mark: open, .. }) = self.open.pop() else { return };
        let is_alike = self.marks.is_pair(open.sign, close.sign);
        self.found.quotations.push(Quotation { open, close, is_nested: !self.open.is_empty(), is_alike });
    }
}

/// A mark that nothing closes, unless the one of a quotation inside may have closed both.
fn lone(open: Open) -> Option<Lone> {
    (!open.holds_alike).then_some(Lone { mark: open.mark, opens: true, instead: None })
}
