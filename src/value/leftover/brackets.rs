//! Double brackets and braces that are markup.

use super::{Leftover, LeftoverKind};
use crate::source::Span;

/// The leftovers of links and templates.
pub(super) fn find(text: &str) -> Vec<Leftover> {
    let mut finder = Finder { text, found: Vec::new(), templates: Vec::new() };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        finder.links(at, line);
        if !is_formula(line) {
            finder.templates(at, line);
        }
        at += line.len();
    }
    for start in std::mem::take(&mut finder.templates) {
        finder.opening_brace(start);
    }
    finder.found
}

struct Finder<'t> {
    text: &'t str,
    found: Vec<Leftover>,
    /// The `{{` that are open.
    templates: Vec<usize>,
}

impl Finder<'_> {
    /// `[[` and `]]` of one line. Single brackets are paired too, so that `a[b[0]]` is none.
    fn links(&mut self, offset: usize, line: &str) {
        let bytes = line.as_bytes();
        let mut open: Vec<usize> = Vec::new();
        let mut at = 0;
        while let Some(found) = memchr::memchr2(b'[', b']', &bytes[at..]) {
            let here = at + found;
            at = here + 1;
            if bytes[here] == b'[' {
                open.push(here);
                continue;
            }
            let doubled = bytes.get(here + 1) == Some(&b']');
            match (
                open.len().checked_sub(2).and_then(|below| Some((*open.get(below)?, *open.last()?))),
                doubled,
            ) {
                (Some((outer, inner)), true) if outer + 1 == inner => {
                    open.truncate(open.len() - 2);
                    at = here + 2;
                    if starts_title(&line[inner + 1..]) {
                        self.pair(LeftoverKind::Link, offset + outer, offset + here);
                    }
                }
                _ if open.pop().is_some() => {}
                (_, true) => {
                    at = here + 2;
                    self.found.push(Leftover::new(LeftoverKind::Link, offset + here, offset + here + 2));
                }
                (_, false) => {}
            }
        }
        for pair in open.windows(2).filter(|pair| pair[0] + 1 == pair[1]) {
            if starts_title(&line[pair[1] + 1..]) {
                self.found.push(Leftover::new(LeftoverKind::Link, offset + pair[0], offset + pair[0] + 2));
            }
        }
    }

    /// `{{` and `}}`. Templates reach over lines; single braces are paired within one.
    fn templates(&mut self, offset: usize, line: &str) {
        let bytes = line.as_bytes();
        let mut single = 0_usize;
        let mut at = 0;
        while let Some(found) = memchr::memchr2(b'{', b'}', &bytes[at..]) {
            let here = at + found;
            let doubled = bytes.get(here + 1) == bytes.get(here);
            at = here + 1;
            match (bytes[here], doubled) {
                (b'{', true) => {
                    at = here + 2;
                    self.templates.push(offset + here);
                }
                (b'{', false) => single += usize::from(bytes.get(here + 1) != Some(&b'|')),
                (_, _) if single > 0 => single -= 1,
                (_, true) => {
                    at = here + 2;
                    match self.templates.pop() {
                        Some(start) if starts_name(&self.text[start + 2..]) => {
                            self.pair(LeftoverKind::Template, start, offset + here);
                        }
                        Some(_) => {}
                        None => {
                            let start = offset + here;
                            self.found.push(Leftover::new(LeftoverKind::Template, start, start + 2));
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn opening_brace(&mut self, start: usize) {
        if starts_name(&self.text[start + 2..]) {
            self.found.push(Leftover::new(LeftoverKind::Template, start, start + 2));
        }
    }

    fn pair(&mut self, kind: LeftoverKind, opener: usize, closer: usize) {
        let closer = Some(Span::of(closer..closer + 2));
        self.found.push(Leftover { closer, ..Leftover::new(kind, opener, opener + 2) });
    }
}

/// Whether a line holds TeX, whose braces are its own: a command, a subscript or a superscript.
fn is_formula(line: &str) -> bool {
    let mut before = '\0';
    for c in line.chars() {
        if before == '\\' && c.is_ascii_alphabetic() || matches!(before, '^' | '_') && c == '{' {
            return true;
        }
        before = c;
    }
    false
}

/// Whether a link's target can start so.
fn starts_title(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphabetic() || c == ':' || c == '#')
}

/// Whether a template's name can start so.
fn starts_name(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '#' | ':' | '-' | '*' | '!' | '·' | '•'))
}
