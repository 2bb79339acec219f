//! Wikitext and HTML that is left in plain text.
//!
//! What stands in plain text for its own sake is told apart by its surroundings: brackets of formulas and code close
//! what they opened, markers such as `[1]` are single, and a sign of less or more is no tag.

use crate::profile::Html;
use crate::source::Span;

mod brackets;
mod marks;

/// What a leftover is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LeftoverKind {
    /// `<span class="…">`, `</ref>`.
    Tag,
    /// `<!-- … -->`.
    Comment,
    /// `[[`, `]]`.
    Link,
    /// `{{`, `}}`.
    Template,
    /// `''`, `'''`.
    Quotes,
    /// `&nbsp;`.
    Entity,
    /// `{|`, `|-`, `|}` at the start of a line.
    TableMark,
    /// `style="…" |`, the attributes of a table cell.
    Attributes,
    /// `|title=`, of a template that is gone.
    Parameter,
    /// `__TOC__`.
    Switch,
}

/// Markup that is left in plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// What it is.
    pub kind: LeftoverKind,
    /// The leftover, or its opening part.
    pub span: Span,
    /// Its closing part, if it has one.
    pub closer: Option<Span>,
}

impl Leftover {
    fn new(kind: LeftoverKind, start: usize, end: usize) -> Self {
        Leftover { kind, span: Span::of(start..end), closer: None }
    }

    /// The whole, from the opening to the closing part.
    pub fn whole(&self) -> Span {
        self.closer.map_or(self.span, |closer| self.span.cover(closer))
    }
}

/// The names that tell markup from other text.
pub struct Names<'n> {
    /// What is known of HTML.
    pub html: &'n Html,
    /// Whether a name in lower case is that of an HTML element or an extension tag.
    pub is_tag: &'n dyn Fn(&str) -> bool,
    /// Whether a word between double underscores is a behaviour switch.
    pub is_switch: &'n dyn Fn(&str) -> bool,
}

/// The leftovers in plain text, in its order. What lies inside a template that is left as a whole is not told again.
pub fn find_leftovers(text: &str, names: &Names<'_>) -> Vec<Leftover> {
    let mut found = marks::find(text, names);
    found.extend(brackets::find(text));
    found.sort_by_key(|leftover| (leftover.span.start, std::cmp::Reverse(leftover.whole().end)));
    let mut template_end = 0;
    found.retain(|leftover| {
        if leftover.span.start < template_end {
            return false;
        }
        if leftover.kind == LeftoverKind::Template && leftover.closer.is_some() {
            template_end = leftover.whole().end;
        }
        true
    });
    found
}

#[cfg(test)]
mod tests;
