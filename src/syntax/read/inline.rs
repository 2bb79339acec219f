//! Markup within lines.

use super::Reader;
use super::frame::{Mode, What};
use super::scan::byte_set;
use crate::syntax::kind::Kind;
use crate::syntax::token;

static SIGNS: [bool; 256] = byte_set(b"\n'<[&_~:IRP");

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

    /// Puts the text up to a place into a node if it is nothing but text, white space and line ends after it included.
    pub(super) fn plain_text(&mut self, end: usize) -> bool {
        let text = self.source(self.at, end);
        let content = self.at + text.trim_ascii_end().len();
        if self.next_piece() < end {
            return false;
        }
        let (found, work) = self.signs.find(self.at, content, &SIGNS);
        self.work += work + (end - content) as u64;
        if found.is_none() {
            self.leaf(Kind::Text, self.at, end);
        }
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
            Some(b'I' | b'R' | b'P') if !self.cx.label && !self.after_word(at) => {
                token::magic_link(rest).map(|len| (Kind::MagicLink, len))
            }
            _ => None,
        };
        match leaf {
            Some((kind, len)) => self.leaf(kind, at, at + len),
            None => self.at += 1,
        }
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

    /// A colon ends the term of a definition line, or belongs to a URL.
    fn colon(&mut self) {
        if let What::Term { node, terms } = self.range()
            && !self.in_tag()
            && !self.url_ends_in_colon(self.at)
        {
            self.end_part();
            self.close_range(node);
            self.definition(terms - 1);
        } else {
            self.bare_url();
        }
    }

    /// A line's end closes what lives in one line.
    fn newline(&mut self) {
        while let What::Term { node, .. } | What::Item { node } | What::Preformatted { node } = self.range() {
            self.item_end = self.at as u32 + 1;
            self.end_part();
            self.close_range(node);
        }
        self.end_line();
        self.at += 1;
        if self.cx.mode == Mode::Block {
            self.line_start();
        }
    }
}
