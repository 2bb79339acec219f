//! What comments in a document suppress, and which of them do. `docs/suppression.md` has the rules of it.

mod cover;
mod meaning;

pub use meaning::{ALL, Meaning};

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use cover::{Cover, Scope};
use meaning::{META, Meanings};

use super::page::Page;
use super::registry::Registry;
use crate::facts::Facts;
use crate::facts::suppressions::Suppression;
use crate::finding::Finding;
use crate::source::{Document, LineIndex, Span};
use crate::value::suppression::Directive;

/// The comments of a document for wikivet, and what came of each name in them.
#[derive(Debug)]
pub struct Suppressions<'a> {
    /// The comments, in the order of the text.
    pub comments: &'a [Suppression],
    /// The names in those that suppress, in the order of the text.
    pub clauses: Vec<Clause>,
    /// The names in those that end a range, in the order of the text.
    pub ends: Vec<End>,
    doc: &'a Document,
    cover: Cover<'a>,
    /// What unknown names would cover, if they were the nearest ones that are known.
    near: Cover<'a>,
}

/// A name in a comment, in charge of findings.
#[derive(Debug)]
pub struct Clause {
    /// The number of the comment.
    pub comment: usize,
    /// The number of the name in its comment.
    pub name: usize,
    /// What the name stands for.
    pub meaning: Rc<Meaning>,
    /// Whether there was a finding that nothing narrower covers. Of an unknown name, whether there would be one.
    pub is_used: bool,
    /// Whether the rules that it is about ran and knew all they use, so that something would have been found.
    pub is_judged: bool,
    /// Whether a range starts here; not if one of this name was started before.
    pub starts_range: bool,
    /// The number of the comment that ends it, if one does.
    pub ended_by: Option<usize>,
}

/// A name in a comment that ends a range.
#[derive(Debug)]
pub struct End {
    /// The number of the comment.
    pub comment: usize,
    /// The number of the name in its comment; none where the comment has none, so that it ends all ranges.
    pub name: Option<usize>,
    /// What the name stands for.
    pub meaning: Option<Rc<Meaning>>,
    /// The number of the clause that started the range; none if there is no such range.
    pub clause: Option<usize>,
}

impl<'a> Suppressions<'a> {
    /// Reads what the comments of a document mean; none if there are no comments for wikivet.
    pub(super) fn read(facts: &'a Facts<'a>, registry: &'static Registry) -> Option<Self> {
        let comments = facts.suppressions();
        if comments.is_empty() {
            return None;
        }
        let mut suppressions = Suppressions {
            comments,
            clauses: Vec::new(),
            ends: Vec::new(),
            doc: facts.doc,
            cover: Cover::default(),
            near: Cover::default(),
        };
        let mut meanings = Meanings::new(registry);
        let mut ranges = Ranges::default();
        for (number, comment) in comments.iter().enumerate() {
            match comment.directive {
                None => {}
                Some(Directive::End) => suppressions.end(number, &mut meanings, &mut ranges),
                Some(directive) => suppressions.suppress(number, directive, &mut meanings, &mut ranges),
            }
        }
        for clause in ranges.end_all() {
            suppressions.close(clause, None);
        }
        Some(suppressions)
    }

    /// Takes away the findings of a rule that are suppressed, and gives them.
    pub(super) fn take(&mut self, page: &Page, findings: &mut Vec<Finding>) -> Vec<Finding> {
        if page.group == META {
            return Vec::new();
        }
        let lines = self.doc.lines();
        let [cover, near] = [&self.cover, &self.near].map(|cover| cover.of(page));
        let clauses = &mut self.clauses;
        let mut taken = Vec::new();
        if cover.is_empty() && near.is_empty() {
            return taken;
        }
        findings.retain(|finding| {
            let (offset, line) = place(finding, lines);
            let clause = cover.clause(offset, line);
            if let Some(clause) =
                clause.or_else(|| near.clause(offset, line)).and_then(|at| clauses.get_mut(at))
            {
                clause.is_used = true;
            }
            if clause.is_some() {
                taken.push(finding.clone());
            }
            clause.is_none()
        });
        taken
    }

    /// Finds out of which names it can be said whether they were needed: those all of whose rules have judged that might
    /// run on such a document, or of several rules all that are on by default.
    pub(super) fn judge(
        &mut self,
        registry: &Registry,
        judged: &[&'static str],
        might_run: impl Fn(&Page) -> bool,
    ) {
        let judged: HashSet<&str> = judged.iter().copied().collect();
        let mut known: HashMap<*const Meaning, bool> = HashMap::new();
        for clause in &mut self.clauses {
            let Meaning::Rules(rules) = clause.meaning.as_ref() else { continue };
            clause.is_judged = *known.entry(Rc::as_ptr(&clause.meaning)).or_insert_with(|| {
                let pages: Vec<&Page> = rules
                    .iter()
                    .filter_map(|rule| registry.page(rule))
                    .filter(|page| might_run(page))
                    .collect();
                let has_default = pages.iter().any(|page| page.default);
                let mut wanted = pages.iter().filter(|page| page.default || !has_default).peekable();
                wanted.peek().is_some() && wanted.all(|page| judged.contains(page.name))
            });
        }
    }

    /// The text of a name.
    pub fn text(&self, comment: usize, name: usize) -> &'a str {
        let span = self.comments.get(comment).and_then(|comment| comment.names.get(name));
        self.doc.slice(span.copied().unwrap_or_default())
    }

    fn suppress(
        &mut self,
        number: usize,
        directive: Directive,
        meanings: &mut Meanings<'a>,
        ranges: &mut Ranges<'a>,
    ) {
        let Some(comment) = self.comments.get(number) else { return };
        for name in 0..comment.names.len() {
            let meaning = meanings.of(self.text(number, name));
            let clause = self.clauses.len();
            let key = self.key(number, name, &meaning);
            let is_known = is_known(&meaning);
            self.clauses.push(Clause {
                comment: number,
                name,
                meaning,
                is_used: false,
                is_judged: false,
                starts_range: false,
                ended_by: None,
            });
            let Some(key) = key else { continue };
            match (directive, comment.lines) {
                (Directive::Start, _) => ranges.start(key, is_known, clause),
                (Directive::File, _) => self.add(clause, Scope::File),
                (_, Some((first, last))) => self.add(clause, Scope::Lines(first, last)),
                (_, None) => {}
            }
        }
    }

    fn end(&mut self, number: usize, meanings: &mut Meanings<'a>, ranges: &mut Ranges<'a>) {
        let Some(comment) = self.comments.get(number) else { return };
        if comment.names.is_empty() {
            let all = ranges.end_all();
            if all.is_empty() {
                self.ends.push(End { comment: number, name: None, meaning: None, clause: None });
            }
            for clause in all {
                self.close(clause, Some(number));
                self.ends.push(End { comment: number, name: None, meaning: None, clause: Some(clause) });
            }
        }
        for name in 0..comment.names.len() {
            let meaning = meanings.of(self.text(number, name));
            let clause = self.key(number, name, &meaning).and_then(|key| ranges.end(key, is_known(&meaning)));
            if let Some(clause) = clause {
                self.close(clause, Some(number));
            }
            self.ends.push(End { comment: number, name: Some(name), meaning: Some(meaning), clause });
        }
    }

    /// Ends the range that a clause starts.
    fn close(&mut self, clause: usize, end: Option<usize>) {
        let Some(started) = self.clauses.get_mut(clause) else { return };
        (started.starts_range, started.ended_by) = (true, end);
        let place = |number: usize| self.comments.get(number).map(|comment| comment.span);
        let start = place(started.comment).unwrap_or_default().end;
        let until = end.and_then(place).map_or(u32::MAX, |end| end.start);
        self.add(clause, Scope::Range(start, until));
    }

    fn add(&mut self, clause: usize, scope: Scope) {
        let Some(Clause { comment, name, meaning, .. }) = self.clauses.get(clause) else { return };
        let Some(key) = self.key(*comment, *name, meaning) else { return };
        let cover = if is_known(meaning) { &mut self.cover } else { &mut self.near };
        cover.add(key, scope, clause);
    }

    /// By which name findings are covered: the one that is written, or the nearest one.
    fn key(&self, comment: usize, name: usize, meaning: &Meaning) -> Option<&'a str> {
        match meaning {
            Meaning::Rules(_) => Some(self.text(comment, name)),
            Meaning::Unknown(nearest) => *nearest,
            Meaning::Meta | Meaning::WithoutRule => None,
        }
    }
}

/// Offset and line of where a finding starts.
fn place(finding: &Finding, lines: &LineIndex) -> (u32, usize) {
    let Span { start, .. } = finding.span;
    (start, lines.line_of(start))
}

/// Whether a name is that of rules.
fn is_known(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Rules(_))
}

/// The ranges that are open at a place of the text.
#[derive(Default)]
struct Ranges<'t> {
    /// In the order of their starts; none for one that has ended.
    open: Vec<Option<usize>>,
    /// By what they are about, and whether its name was written: a misspelt one stands for the nearest, and must not take
    /// the place of that.
    by_name: HashMap<(&'t str, bool), usize>,
}

impl<'t> Ranges<'t> {
    /// Starts a range, unless one of the name is open.
    fn start(&mut self, name: &'t str, is_known: bool, clause: usize) {
        let next = self.open.len();
        if *self.by_name.entry((name, is_known)).or_insert(next) == next {
            self.open.push(Some(clause));
        }
    }

    /// Ends the range of a name, else of one that is near, and gives the clause that started it.
    fn end(&mut self, name: &'t str, is_known: bool) -> Option<usize> {
        let near = |ranges: &mut Self| ranges.by_name.remove(&(name, !is_known));
        let place = self.by_name.remove(&(name, is_known)).or_else(|| near(self))?;
        self.open.get_mut(place)?.take()
    }

    fn end_all(&mut self) -> Vec<usize> {
        self.by_name.clear();
        self.open.drain(..).flatten().collect()
    }
}
