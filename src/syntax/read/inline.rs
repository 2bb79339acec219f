//! Markup within lines.

use super::Reader;
use super::frame::{Mode, What};
use super::scan::byte_set;
use crate::syntax::kind::Kind;
use crate::syntax::sign::SignSet;
use crate::syntax::token;

pub(super) static SIGNS: [bool; 256] = byte_set(b"\n'<[&_~:IRP");

impl Reader<'_> {
    /// Passes over plain text; whether the stop was reached.
    pub(super) fn skip_text(&mut self, stop: usize) -> bool {
        let (found, work) = match self.cx.mode {
            Mode::Plain => (None, 1),
            _ => self.signs.find(self.at, stop, &SIGNS),
        };
        self.work += work;
        self.at = found.unwrap_or(stop);
        found.is_none()
    }

    /// Whether nothing but text stands between two places, white space and line ends at the end included, where no piece
    /// does.
    #[inline]
    pub(super) fn is_plain(&mut self, start: usize, end: usize, signs: &SignSet) -> bool {
        let mut content = end;
        while content > start && self.bytes[content - 1].is_ascii_whitespace() {
            content -= 1;
        }
        let (found, work) = self.signs.find(start, content, signs);
        self.work += work + (end - content) as u64;
        found.is_none()
    }

    /// Reads what starts with a sign, or passes over the sign.
    pub(super) fn inline(&mut self) {
        let at = self.at;
        let stop = self.next_piece().min(self.cx.limit as usize);
        let rest = self.bytes.get(at..stop).unwrap_or_default();
        let leaf = match rest.first() {
            Some(b'\n') => return self.newline(),
            Some(b'\'') => {
                let len = rest.iter().take_while(|&&byte| byte == b'\'').count();
                self.work += len as u64;
                if len >= 2 {
                    return self.quote(len);
                }
                None
            }
            Some(b'<') => return self.tag(),
            Some(b'[') => return self.external_link(),
            Some(b':') => return self.colon(),
            Some(b'&') => token::entity(rest).map(|len| (Kind::Entity, len)),
            Some(b'_') => self.switch(at, stop).map(|len| (Kind::BehaviourSwitch, len)),
            Some(b'~') => token::signature(rest).map(|len| (Kind::Signature, len)),
            Some(b'I' | b'R' | b'P') if matches!(rest.get(1), Some(b'S' | b'F' | b'M')) => {
                self.magic_link(at, stop)
            }
            _ => None,
        };
        match leaf {
            Some((kind, len)) => self.leaf(kind, at, at + len),
            None => self.at += 1,
        }
    }

    fn magic_link(&mut self, at: usize, stop: usize) -> Option<(Kind, usize)> {
        if self.cx.label || self.after_word(at) {
            return None;
        }
        let text = self.source(at, stop);
        let length = token::magic_link(text);
        if length.is_none() && text.starts_with(b"ISBN") {
            self.unlinked_isbns.push(at as u32);
        }
        length.map(|len| (Kind::MagicLink, len))
    }

    fn switch(&self, at: usize, stop: usize) -> Option<usize> {
        let word = token::switch(self.source(at, stop))?;
        let known = self.site.is_behaviour_switch(std::str::from_utf8(word).ok()?);
        known.then_some(word.len() + 4)
    }

    /// Whether the character before a place is part of a word.
    pub(super) fn after_word(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default().chars().next_back();
        before.is_some_and(|before| before.is_alphanumeric() || before == '_')
    }

    /// A line's end closes what lives in one line.
    fn newline(&mut self) {
        while let What::Term { node, .. } | What::Item { node } | What::Preformatted { node } = self.range() {
            self.item_end = self.at as u32 + 1;
            self.end_part();
            self.close_range(node);
        }
        // Of a label MediaWiki reads the apostrophes as if it were one line.
        if !matches!(self.range(), What::Link { .. }) {
            self.end_line();
        }
        self.at += 1;
        if self.cx.mode == Mode::Block {
            self.next_line();
        }
    }
}
