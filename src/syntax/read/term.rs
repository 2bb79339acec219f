//! Definition lines: the marks of terms, and the colons that end them.

use super::Reader;
use super::frame::{Mode, What};
use super::quote::Run;
use super::scan::byte_set;
use crate::syntax::kind::Kind;

impl Reader<'_> {
    /// How many colons end terms in the line of a list whose marks stand at a place: one for each `;` that was not in
    /// the marks of the line before.
    pub(super) fn terms(&mut self, start: usize, len: usize) -> u32 {
        let before = if self.item_end as usize == start { self.item } else { (0, 0) };
        self.item = (start as u32, len as u32);
        let last = self.source(before.0 as usize, (before.0 + before.1) as usize);
        let marks = self.source(start, start + len);
        let plain = |mark: u8| if mark == b';' { b':' } else { mark };
        let same =
            last.len() == len && last.iter().zip(marks).all(|(&one, &other)| plain(one) == plain(other));
        let shared = last.iter().zip(marks).take_while(|&(&one, &other)| plain(one) == other).count();
        let new = if same { len - 1 } else { shared };
        marks.iter().skip(new).filter(|&&mark| mark == b';').count() as u32
    }

    /// Opens a term that a colon ends, after which so many more do.
    fn open_term(&mut self, terms: u32) {
        if terms > 0 {
            let (at, limit) = (self.at, self.cx.limit as usize);
            let node = self.open(Kind::Term, at);
            self.push_range(What::Term { node, terms }, node, limit, Mode::Inline);
        }
    }

    /// After a term: its colon starts an item of its own.
    fn definition(&mut self, terms: u32) {
        let What::Item { node } = self.range() else { return };
        let limit = self.cx.limit as usize;
        self.close_range(node);
        let node = self.open(Kind::ListItem, self.at);
        self.leaf(Kind::Mark, self.at, self.at + 1);
        self.push_range(What::Item { node }, node, limit, Mode::Inline);
        self.open_term(terms);
    }

    /// A colon ends the term of a definition line, or belongs to a URL.
    pub(super) fn colon(&mut self) {
        if let What::Term { node, terms } = self.range()
            && !self.in_tag()
            && !self.quoted.contains(&(self.at as u32))
            && !self.url_ends_in_colon(self.at)
        {
            // What was looked for ahead in the line holds on: each term would look for it anew.
            let bracket = self.cx.bracket;
            self.end_part();
            self.close_range(node);
            self.definition(terms - 1);
            self.cx.bracket = bracket;
        } else {
            self.bare_url();
        }
    }

    /// Opens what a definition line starts with, after whose terms so many colons come.
    pub(super) fn term(&mut self, terms: u32) {
        if terms > 0 {
            self.look_for_quoted_colons();
            self.open_term(terms);
        }
    }

    /// Notes the colons of the line that bold or italic is open at: MediaWiki reads apostrophes before lists, and a colon
    /// in an element ends no term.
    fn look_for_quoted_colons(&mut self) {
        static SIGNS: [bool; 256] = byte_set(b"\n':");
        let limit = self.cx.limit as usize;
        let mut scan = self.scan(self.at, limit);
        let (mut runs, mut colons) = (Vec::new(), Vec::new());
        while let Some((at, sign)) = self.find(&mut scan, &SIGNS)
            && sign != b'\n'
        {
            if sign == b':' {
                colons.push((at as u32, runs.len()));
                continue;
            }
            let length = self.signs.run_length(at, limit);
            self.work += length as u64;
            scan.skip(length - 1);
            if length >= 2 {
                runs.push(Run::new(at, length));
            }
        }
        let lone = self.unbalanced(&runs);
        let (mut read, mut bold, mut italic) = (0, false, false);
        for (at, before) in colons {
            for (index, run) in runs.iter().enumerate().take(before).skip(read) {
                let size = if lone == Some(index) { 2 } else { run.size() };
                bold ^= size == 3 || size == 5;
                italic ^= size == 2 || size == 5;
            }
            read = before;
            if bold || italic {
                self.quoted.insert(at);
            }
        }
    }
}
