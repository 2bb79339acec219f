//! Tags, comments, quote marks, entities, table markers, attributes and behaviour switches.

use std::collections::HashMap;

use super::{Leftover, LeftoverKind, Names};
use crate::source::Span;
use crate::syntax::{Element, html_element};
use crate::value::entity;

/// The longest tag, entity or list of attributes that is looked for, in bytes.
const MAX_LENGTH: usize = 1000;

/// The leftovers that stand within one line.
pub(super) fn find(text: &str, names: &Names<'_>) -> Vec<Leftover> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut finder =
            Finder { line, offset: at, names, found: &mut found, open_tags: HashMap::new(), quotes: None };
        finder.table_mark();
        finder.run();
        at += line.len();
    }
    found
}

struct Finder<'l> {
    line: &'l str,
    offset: usize,
    names: &'l Names<'l>,
    found: &'l mut Vec<Leftover>,
    /// Opening tags of the line that nothing has closed yet: name → places in `found`, or that would be there.
    open_tags: HashMap<String, Vec<Leftover>>,
    /// The place in `found` of the last opening quote marks, and how many they are.
    quotes: Option<(usize, usize)>,
}

impl Finder<'_> {
    fn run(&mut self) {
        let bytes = self.line.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let length = match bytes[at] {
                b'<' => self.tag(at),
                b'\'' => self.quotes(at),
                b'&' => self.entity(at),
                b'_' => self.switch(at),
                b'=' => self.attributes(at).or_else(|| self.parameter(at)),
                _ => None,
            };
            at += length.unwrap_or(1);
        }
        let open = std::mem::take(&mut self.open_tags);
        // Without attributes or a closing tag, `<name>` is as likely a placeholder.
        self.found.extend(open.into_values().flatten().filter(|tag| tag.span.len() > MAX_BARE_TAG));
    }

    fn push(&mut self, kind: LeftoverKind, start: usize, end: usize) -> Leftover {
        let leftover = Leftover::new(kind, self.offset + start, self.offset + end);
        self.found.push(leftover);
        leftover
    }

    /// `{|`, `|-` or `|}` at the start of the line, and what no table of plain text has.
    fn table_mark(&mut self) {
        let start = self.line.len() - self.line.trim_start().len();
        let rest = &self.line[start..];
        let Some(after) = ["{|", "|-", "|}"].iter().find_map(|mark| rest.strip_prefix(mark)) else { return };
        if after.is_empty() || after.starts_with(char::is_whitespace) {
            self.push(LeftoverKind::TableMark, start, start + 2);
        }
    }

    /// A tag or a comment. Gives its length.
    fn tag(&mut self, start: usize) -> Option<usize> {
        let rest = &self.line[start..];
        if rest.starts_with("<!--") {
            let head = rest.as_bytes().get(..MAX_LENGTH).unwrap_or(rest.as_bytes());
            let end = memchr::memmem::find(head, b"-->")? + 3;
            self.push(LeftoverKind::Comment, start, start + end);
            return Some(end);
        }
        let closes = rest.starts_with("</");
        let inner = &rest[1 + usize::from(closes)..];
        let length = inner.bytes().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let name = &inner[..length];
        let (lower, upper) = (name.to_ascii_lowercase(), name.to_ascii_uppercase());
        if (name != lower && name != upper) || !(self.names.is_tag)(&lower) {
            return None;
        }
        let end = memchr::memchr2(b'>', b'<', rest.as_bytes().get(1..MAX_LENGTH.min(rest.len()))?)? + 1;
        let attributes = rest.get(1 + usize::from(closes) + length..end)?;
        if rest.as_bytes()[end] != b'>' || !is_attributes(attributes) {
            return None;
        }
        let tag = Leftover::new(LeftoverKind::Tag, self.offset + start, self.offset + start + end + 1);
        if closes {
            match self.open_tags.get_mut(&lower).and_then(Vec::pop) {
                Some(opening) => self.found.push(Leftover { closer: Some(tag.span), ..opening }),
                None => self.found.push(tag),
            }
        } else if attributes.ends_with('/') || html_element(&lower).is_some_and(Element::is_void) {
            self.found.push(tag);
        } else {
            self.open_tags.entry(lower).or_default().push(tag);
        }
        Some(end + 1)
    }

    /// Two or more apostrophes. Seconds of angle and time, primes and letters of other scripts are none.
    fn quotes(&mut self, start: usize) -> Option<usize> {
        let rest = &self.line[start..];
        let length = rest.bytes().take_while(|&byte| byte == b'\'').count();
        if !matches!(length, 2 | 3 | 5) {
            return Some(length);
        }
        let before = self.line[..start].chars().next_back().unwrap_or(' ');
        let after = rest[length..].chars().next().unwrap_or(' ');
        let opens = !before.is_alphanumeric() && after.is_alphanumeric();
        let closes = !after.is_alphanumeric() && !before.is_numeric() && !matches!(after, '(' | '\'');
        match self.quotes.take() {
            Some((opener, count)) if closes && count == length => {
                let end = self.offset + start;
                if let Some(pair) = self.found.get_mut(opener) {
                    pair.closer = Some(Span::of(end..end + length));
                }
            }
            _ if opens => {
                self.quotes = Some((self.found.len(), length));
                self.push(LeftoverKind::Quotes, start, start + length);
            }
            _ if closes && (before.is_whitespace() || self.is_after_word(start)) => {
                self.push(LeftoverKind::Quotes, start, start + length);
            }
            _ => {}
        }
        Some(length)
    }

    /// Whether two letters stand before a place: `f''` is a derivative.
    fn is_after_word(&self, at: usize) -> bool {
        let mut before = self.line[..at].chars().rev();
        before.next().is_some_and(char::is_alphabetic) && before.next().is_some_and(char::is_alphabetic)
    }

    fn entity(&mut self, start: usize) -> Option<usize> {
        let rest = &self.line[start..];
        let length = rest.bytes().take(entity::MAX_LENGTH).position(|byte| byte == b';')? + 1;
        entity::decode(&rest[..length])?;
        self.push(LeftoverKind::Entity, start, start + length);
        Some(length)
    }

    fn switch(&mut self, start: usize) -> Option<usize> {
        let word = self.line[start..].strip_prefix("__")?;
        let length = word.bytes().take_while(u8::is_ascii_uppercase).count();
        if !word[length..].starts_with("__") || !(self.names.is_switch)(&word[..length]) {
            return None;
        }
        self.push(LeftoverKind::Switch, start, start + length + 4);
        Some(length + 4)
    }

    /// The attributes of a cell, found at the `=` of the first one, and the `|` after them.
    fn attributes(&mut self, equals: usize) -> Option<usize> {
        let before = self.line[..equals].trim_end();
        let name = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        let start = before.len() - name;
        if !self.names.html.is_cell_attribute(&before[start..]) {
            return None;
        }
        let rest = &self.line[equals..];
        let limit = (0..=MAX_LENGTH.min(rest.len())).rev().find(|&at| rest.is_char_boundary(at))?;
        let end = rest[..limit].find('|')?;
        let list = &self.line[start..equals + end];
        if self.line[equals + end..].starts_with("||")
            || !is_attributes(&format!(" {list}"))
            || !list.contains('=')
        {
            return None;
        }
        self.push(LeftoverKind::Attributes, start, equals + end + 1);
        Some(end + 1)
    }

    /// `|title=`, the name of a template's parameter, with its bar and its sign; not in a table that is drawn with bars.
    fn parameter(&mut self, equals: usize) -> Option<usize> {
        let is_of_name = |byte: &u8| byte.is_ascii_lowercase() || *byte == b'-';
        let name = self
            .line
            .as_bytes()
            .get(..equals)?
            .iter()
            .rev()
            .take(MAX_PARAMETER)
            .take_while(|byte| is_of_name(byte));
        let length = name.count();
        let bar = equals.checked_sub(length + 1)?;
        let is_drawn = self.line.trim_start().starts_with(['|', '+', '!']);
        if length < MIN_PARAMETER || self.line.as_bytes().get(bar) != Some(&b'|') || is_drawn {
            return None;
        }
        self.push(LeftoverKind::Parameter, bar, equals + 1);
        Some(1)
    }
}

/// The shortest and the longest name of a parameter that is told, in bytes: short ones are names of numbers.
const MIN_PARAMETER: usize = 3;
const MAX_PARAMETER: usize = 24;

/// The length of the longest tag without attributes.
const MAX_BARE_TAG: u32 = 14;

/// Whether text is a list of HTML attributes, with a slash at its end or not; each after white space.
fn is_attributes(text: &str) -> bool {
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start();
        if trimmed.is_empty() || trimmed == "/" {
            return true;
        }
        let name = trimmed
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':'))
            .count();
        let Some(value) = trimmed[name..].trim_start().strip_prefix('=') else { return false };
        if name == 0 || trimmed.len() == rest.len() {
            return false;
        }
        let value = value.trim_start();
        rest = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => match value[1..].find(quote) {
                Some(end) => &value[end + 2..],
                None => return false,
            },
            _ => &value[value.find(char::is_whitespace).unwrap_or(value.len())..],
        };
    }
}
