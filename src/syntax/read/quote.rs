//! Apostrophes. MediaWiki pairs them within one line, all runs of the line at once.
//!
//! A run keeps places free among the nodes when it is met; the line's end decides what is put there. A pair whose
//! two ends stand in different tags can only be judged when it is known which tags were closed: it is deferred.

use super::Reader;
use crate::syntax::kind::Kind;
use crate::syntax::tree::IMPLICIT_END;

/// A run of two or more apostrophes, or an end of an external link's label, which apostrophes may cross.
#[derive(Clone, Copy)]
pub(super) struct Run {
    at: u32,
    /// How many apostrophes there are, or [`LABEL_START`], or [`LABEL_END`].
    len: u32,
    /// The first place kept for it.
    slot: u32,
    /// The node it stands in, for the end of a label the one that the link stands in.
    node: u32,
}

impl Run {
    /// A run that no places are kept for.
    pub(super) fn new(at: usize, len: usize) -> Run {
        Run { at: at as u32, len: len as u32, slot: 0, node: 0 }
    }

    /// How many of its apostrophes are markup.
    pub(super) fn size(&self) -> u32 {
        split(self.len).1
    }
}

/// The length that stands for the start of a label.
const LABEL_START: u32 = 0;
/// The length that stands for the end of a label; the closing mark's node stands before the places.
const LABEL_END: u32 = 1;

/// A pair of quotes whose ends stand in different nodes.
pub(super) struct Deferred {
    open: u32,
    open_in: u32,
    /// The closing mark, 0 where the line's end closes.
    close: u32,
    close_in: u32,
    end: u32,
    marked: bool,
}

/// Bold or italic that is open; `both` while it is not known which of the two is the outer one.
#[derive(Clone, Copy)]
struct OpenQuote {
    kind: Kind,
    both: bool,
    slot: u32,
    at: u32,
    node: u32,
    /// Whether it has an opening mark; without one it goes on after the other kind was closed around it.
    marked: bool,
}

/// What is open in a line: at most bold and italic.
#[derive(Default)]
struct OpenQuotes {
    outer: Option<OpenQuote>,
    inner: Option<OpenQuote>,
}

/// Where the next node of a run goes.
struct Place {
    slot: u32,
    at: u32,
    node: u32,
}

fn width(kind: Kind) -> u32 {
    if kind == Kind::Bold { 3 } else { 2 }
}

fn other(kind: Kind) -> Kind {
    if kind == Kind::Bold { Kind::Italic } else { Kind::Bold }
}

/// The apostrophes of a run that are text, and those that are markup.
fn split(len: u32) -> (u32, u32) {
    match len {
        LABEL_START | LABEL_END => (0, 0),
        4 => (1, 3),
        2..=3 => (0, len),
        _ => (len - 5, 5),
    }
}

impl Reader<'_> {
    /// Takes the run of apostrophes that starts here.
    pub(super) fn quote(&mut self, len: usize) {
        self.flush(self.at);
        let slots = match len {
            2 => 2,
            3 | 4 => 3,
            _ => 5,
        };
        // Places that stay free stand where the run ends.
        let slot = self.nodes.slots(slots, self.at + len);
        self.runs.push(Run { at: self.at as u32, len: len as u32, slot, node: self.cx.node });
        let end = self.at + len;
        self.text_from = end;
        self.go_to(end);
    }

    /// Notes where an external link's label starts, once its node is open, or where the link ended, if apostrophes of the
    /// line may cross the place.
    pub(super) fn label_edge(&mut self, is_end: bool) {
        if self.runs.len() as u32 > self.cx.runs {
            let slot = self.nodes.slots(2, self.at);
            let len = if is_end { LABEL_END } else { LABEL_START };
            self.runs.push(Run { at: self.at as u32, len, slot, node: self.cx.node });
        }
    }

    /// Decides what the runs of the range's line are.
    pub(super) fn end_line(&mut self) {
        let first = self.cx.runs as usize;
        if self.runs.len() <= first {
            return;
        }
        self.flush(self.at);
        let place = self.runs[first].slot;
        let lone = self.unbalanced(self.runs.get(first..).unwrap_or_default()).map(|index| first + index);
        let mut open = OpenQuotes::default();
        for index in first..self.runs.len() {
            let run = self.runs[index];
            let (mut text, mut size) = split(run.len);
            if lone == Some(index) {
                (text, size) = (text + 1, 2);
            }
            let mut place = Place { slot: run.slot, at: run.at, node: run.node };
            if text > 0 {
                self.put(&mut place, Kind::Text, text);
            }
            match size {
                0 if run.len == LABEL_START => self.enter_label(&mut open, index, lone, &mut place),
                0 => self.leave_label(&mut open, &mut place),
                2 => self.toggle(&mut open, Kind::Italic, &mut place),
                3 => self.toggle(&mut open, Kind::Bold, &mut place),
                _ => self.toggle_both(&mut open, &mut place),
            }
        }
        self.runs.truncate(first);
        let end = self.nodes.next();
        if let Some(both) = open.outer.filter(|quote| quote.both) {
            open = self.decide(both, Kind::Bold);
        }
        for quote in [open.inner, open.outer].into_iter().flatten() {
            self.pair(quote, 0, self.cx.node, end);
        }
        self.nodes.settle(place, self.at);
    }

    /// Splits what is open before a label whose apostrophes close it, or close what stands around it.
    fn enter_label(&mut self, open: &mut OpenQuotes, edge: usize, lone: Option<usize>, place: &mut Place) {
        let runs = self.runs.get(edge + 1..).unwrap_or_default().iter().enumerate();
        let sizes = runs
            .take_while(|(_, run)| run.len != LABEL_END)
            .map(|(index, run)| if lone == Some(edge + 1 + index) { 2 } else { split(run.len).1 });
        let (mut bold, mut italic) = (false, false);
        for size in sizes {
            bold |= size == 3 || size == 5;
            italic |= size == 2 || size == 5;
        }
        if !bold && !italic {
            return;
        }
        if let Some(both) = open.outer.filter(|quote| quote.both) {
            *open = self.decide(both, if bold { Kind::Italic } else { Kind::Bold });
        }
        let crosses = |quote: OpenQuote| if quote.kind == Kind::Bold { bold } else { italic };
        let (link, outside) = (place.node, self.nodes.parent(place.node));
        let outer_crosses = open.outer.is_some_and(crosses);
        if let Some(inner) = open.inner.filter(|&inner| outer_crosses || crosses(inner)) {
            self.pair(inner, 0, outside, link);
        }
        if let Some(outer) = open.outer.filter(|_| outer_crosses) {
            self.pair(outer, 0, outside, link);
            open.outer = Some(self.go_on(outer, place));
        }
        open.inner = open
            .inner
            .map(|inner| if outer_crosses || crosses(inner) { self.go_on(inner, place) } else { inner });
    }

    /// Splits what was opened in a label and is open at its end.
    fn leave_label(&mut self, open: &mut OpenQuotes, place: &mut Place) {
        let mark = place.slot - 1;
        let link = self.nodes.parent(mark);
        if let Some(both) = open.outer.filter(|quote| quote.both && quote.slot > link) {
            *open = self.decide(both, Kind::Bold);
        }
        let is_within = |quote: &OpenQuote| quote.slot > link;
        for quote in [open.inner, open.outer].into_iter().flatten().filter(is_within) {
            self.pair(quote, 0, link, mark);
        }
        for quote in [&mut open.outer, &mut open.inner].into_iter().flatten() {
            if is_within(quote) {
                *quote = self.go_on(*quote, place);
            }
        }
    }

    /// Opens the same once more, behind a place where it was ended.
    fn go_on(&mut self, quote: OpenQuote, place: &mut Place) -> OpenQuote {
        let at = place.at;
        let slot = self.put(place, quote.kind, 0);
        OpenQuote { slot, at, node: place.node, marked: false, ..quote }
    }

    /// The run of three that counts as an apostrophe and a run of two, where bold and italic are both odd.
    pub(super) fn unbalanced(&self, runs: &[Run]) -> Option<usize> {
        let sizes = || runs.iter().map(Run::size);
        let odd = |wanted: u32| sizes().filter(|&size| size == wanted || size == 5).count() % 2 == 1;
        if !odd(2) || !odd(3) {
            return None;
        }
        let (mut after_word, mut after_space) = (None, None);
        for (index, run) in runs.iter().enumerate().filter(|(_, run)| run.size() == 3) {
            let at = (run.at + split(run.len).0) as usize;
            let before = |back: usize| at.checked_sub(back).and_then(|at| self.bytes.get(at)).copied();
            if before(1) == Some(b' ') {
                after_space = after_space.or(Some(index));
            } else if before(2) == Some(b' ') && before(1) != Some(b'\n') {
                return Some(index);
            } else {
                after_word = after_word.or(Some(index));
            }
        }
        after_word.or(after_space)
    }

    /// Fills the next place with a node of so many bytes.
    fn put(&mut self, place: &mut Place, kind: Kind, len: u32) -> u32 {
        let slot = place.slot;
        self.nodes.fill(slot, kind, place.at as usize);
        place.slot += 1;
        place.at += len;
        slot
    }

    fn start(&mut self, kind: Kind, place: &mut Place) -> OpenQuote {
        let at = place.at;
        let slot = self.put(place, kind, 0);
        self.put(place, Kind::Mark, width(kind));
        OpenQuote { kind, both: false, slot, at, node: place.node, marked: true }
    }

    fn stop(&mut self, quote: OpenQuote, place: &mut Place) {
        let mark = self.put(place, Kind::Mark, width(quote.kind));
        self.pair(quote, mark, place.node, place.slot);
    }

    fn toggle(&mut self, open: &mut OpenQuotes, kind: Kind, place: &mut Place) {
        if let Some(both) = open.outer.filter(|quote| quote.both) {
            *open = self.decide(both, other(kind));
        }
        match (open.outer, open.inner) {
            (None, _) => open.outer = Some(self.start(kind, place)),
            (Some(outer), None) if outer.kind != kind => open.inner = Some(self.start(kind, place)),
            (Some(outer), None) => {
                self.stop(outer, place);
                open.outer = None;
            }
            (Some(outer), Some(inner)) if outer.kind != kind => {
                self.stop(inner, place);
                open.inner = None;
                open.outer = Some(outer);
            }
            (Some(outer), Some(inner)) => {
                self.pair(inner, 0, place.node, place.slot);
                self.stop(outer, place);
                open.outer = Some(self.go_on(inner, place));
                open.inner = None;
            }
        }
    }

    fn toggle_both(&mut self, open: &mut OpenQuotes, place: &mut Place) {
        if let Some(both) = open.outer.filter(|quote| quote.both) {
            *open = self.decide(both, Kind::Italic);
        }
        match (open.outer, open.inner) {
            (None, _) => {
                let quote = OpenQuote {
                    kind: Kind::Bold,
                    both: true,
                    slot: place.slot,
                    at: place.at,
                    node: place.node,
                    marked: true,
                };
                open.outer = Some(quote);
            }
            (Some(outer), None) => {
                self.stop(outer, place);
                open.outer = Some(self.start(other(outer.kind), place));
            }
            (Some(outer), Some(inner)) => {
                self.stop(inner, place);
                self.stop(outer, place);
                *open = OpenQuotes::default();
            }
        }
    }

    /// Fills the places of a run of five that opened both, now that it is known which one is the outer.
    fn decide(&mut self, both: OpenQuote, outer: Kind) -> OpenQuotes {
        let mut place = Place { slot: both.slot, at: both.at, node: both.node };
        let outer_quote = self.start(outer, &mut place);
        let inner_quote = self.start(other(outer), &mut place);
        OpenQuotes { outer: Some(outer_quote), inner: Some(inner_quote) }
    }

    /// Makes a node of an opening run and what closes it: a mark, or for 0 the line's end.
    fn pair(&mut self, quote: OpenQuote, close: u32, close_in: u32, end: u32) {
        if quote.node == close_in {
            self.finish_pair(quote.slot, close, end);
        } else {
            let opening = quote.slot + 1 + u32::from(quote.marked);
            self.nodes.close_before(quote.slot, opening);
            self.nodes.unsettle();
            self.deferred.push(Deferred {
                open: quote.slot,
                open_in: quote.node,
                close,
                close_in,
                end,
                marked: quote.marked,
            });
        }
    }

    fn finish_pair(&mut self, open: u32, close: u32, end: u32) {
        self.nodes.close_before(open, end);
        if close == 0 {
            self.nodes.flag(open, IMPLICIT_END);
        }
    }

    /// Judges the deferred pairs, now that it is known which tags were closed.
    pub(super) fn resolve_deferred(&mut self) {
        if self.deferred.is_empty() {
            return;
        }
        self.nodes.find_parents();
        self.work += u64::from(self.nodes.next());
        for pair in std::mem::take(&mut self.deferred) {
            if self.holder(pair.open_in) == self.holder(pair.close_in) {
                self.finish_pair(pair.open, pair.close, pair.end);
                continue;
            }
            if pair.marked {
                self.nodes.set_kind(pair.open, Kind::Unclosed);
            } else {
                self.nodes.drop(pair.open);
            }
            if pair.close != 0 {
                self.nodes.set_kind(pair.close, Kind::Stray);
            }
        }
    }

    /// The node that holds what was met while a node was open: that node, unless it was taken back.
    fn holder(&self, node: u32) -> u32 {
        if self.nodes.kind(node) == Kind::Unclosed { self.nodes.parent(node) } else { node }
    }
}
