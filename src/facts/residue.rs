//! What tools left in the text: marks of all kinds, found in one search of the whole document.

use super::Facts;
use crate::profile::{Mark, MarkKind, Residue};
use crate::source::Span;

/// The marks in a document, wherever they stand: also in comments and code.
#[derive(Debug, Default)]
pub struct ResidueFound<'a> {
    found: Vec<FoundMark<'a>>,
}

/// One mark where it stands.
#[derive(Clone, Copy, Debug)]
pub struct FoundMark<'a> {
    /// Where it stands in the document.
    pub span: Span,
    /// What it is.
    pub mark: &'a Mark,
}

impl<'a> ResidueFound<'a> {
    /// Looks for the marks of all languages and those of the document's own.
    pub(super) fn read(facts: &Facts<'a>) -> Self {
        let text = facts.doc.text();
        let mut found = Residue::known().marks.find(text);
        if let Some(language) = facts.language {
            found.extend(language.residue.marks().find(text));
            found.sort_by_key(|(place, _)| (place.start, usize::MAX - place.end));
        }
        let mut subjects = Subjects { text, known: Vec::new() };
        found.retain(|&(_, mark)| !subjects.include(mark));
        let found = found.into_iter().map(|(place, mark)| FoundMark { span: Span::of(place), mark });
        ResidueFound { found: found.collect() }
    }

    /// The marks of one kind in the order of the text; of those that overlap the first, and the longest.
    pub fn of(&self, kind: MarkKind) -> impl Iterator<Item = FoundMark<'a>> + use<'_, 'a> {
        let mut end = 0;
        let found = self.found.iter().filter(move |found| found.mark.kind == kind);
        found.copied().filter(move |found| {
            let is_apart = found.span.start >= end;
            end = end.max(found.span.end);
            is_apart
        })
    }
}

/// Whether a text is about the things that marks are of, asked once for each list of words.
struct Subjects<'t> {
    text: &'t str,
    known: Vec<(*const String, bool)>,
}

impl Subjects<'_> {
    fn include(&mut self, mark: &Mark) -> bool {
        let words = match mark.kind {
            MarkKind::ChatPhrase => &Residue::known().chat_subjects,
            _ => &mark.not_beside,
        };
        if words.is_empty() {
            return false;
        }
        let list = words.as_ptr();
        if let Some(&(_, is_subject)) = self.known.iter().find(|(known, _)| *known == list) {
            return is_subject;
        }
        let is_subject =
            words.iter().any(|word| memchr::memmem::find(self.text.as_bytes(), word.as_bytes()).is_some());
        self.known.push((list, is_subject));
        is_subject
    }
}
