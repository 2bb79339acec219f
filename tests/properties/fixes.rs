use std::collections::HashMap;

use chrono::NaiveDate;
use wikivet::engine::{Linter, Registry};
use wikivet::fix::{self, Edit, End, Fixed, Policy};
use wikivet::lint;
use wikivet::source::Document;

/// The fixes of all rules, on a fixed day.
pub struct AllFixes {
    linter: Linter,
    settings: lint::Settings,
}

impl AllFixes {
    /// The fixes for documents of one wiki, or of wikis that are to be guessed.
    pub fn new(wiki: Option<&str>) -> Self {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        AllFixes {
            linter: Linter::new(Registry::built_in(), |_| true, &HashMap::new())
                .unwrap_or_else(|error| panic!("{error}")),
            settings: lint::Settings { wiki: wiki.map(str::to_owned), language: None, today },
        }
    }

    /// Panics unless the fixes of a document, the safe ones and then all, settle, make nothing but their edits, and
    /// change nothing when they are made again.
    pub fn assert_sound(&self, doc: &Document) {
        for suggested in [false, true] {
            let policy = Policy { suggested, force: true, ..Policy::default() };
            let fixed = self.fix(doc, &policy);
            let rules: Vec<&str> = fixed.applied.iter().map(|fix| fix.rule).collect();
            assert_eq!(fixed.end, End::Settled, "of {rules:?} on {:?}", doc.text());
            assert_edits(doc, &fixed);
            let Some(after) = &fixed.document else { continue };
            assert!(!fixed.applied.is_empty());
            let again = self.fix(after, &policy);
            let again: Vec<&str> = again.applied.iter().map(|fix| fix.rule).collect();
            assert!(
                again.is_empty(),
                "{rules:?} make {:?} of {:?}, and then {again:?}",
                after.text(),
                doc.text()
            );
        }
    }

    fn fix(&self, doc: &Document, policy: &Policy) -> Fixed {
        fix::document(doc, &self.linter, &self.settings, policy)
    }
}

/// Panics unless the edits make the text, are sorted, leave text between any two, and have nothing at their ends that
/// stays.
fn assert_edits(doc: &Document, fixed: &Fixed) {
    let (text, mut made, mut at) = (doc.text(), String::new(), None);
    for edit in &fixed.edits {
        let range = edit.span.range();
        assert!(at.is_none_or(|at| at < range.start), "{:?} touch", fixed.edits);
        assert_eq!(edit.shortest(text).as_ref(), Some(edit));
        made += &text[at.unwrap_or(0)..range.start];
        made += &edit.text;
        at = Some(range.end);
    }
    made += &text[at.unwrap_or(0)..];
    assert_eq!(made, fixed.document.as_ref().map_or(text, Document::text));
    assert_eq!(fixed.edits.is_empty(), fixed.document.is_none());
    let is_in_text = |edit: &Edit| text.get(edit.span.range()).is_some();
    assert!(fixed.edits.iter().all(is_in_text));
}
