//! `rules/meta/suppression-unused.md`

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::quoted;
use crate::engine::{ALL, Clause, Context, End, Interest, Rule, Suppressions};
use crate::facts::suppressions::Suppression;
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::source::{Document, Span};
use crate::value::suppression::Directive;

/// Finds comments for wikivet that suppress nothing, although their rules ran.
pub struct SuppressionUnused;

impl Rule for SuppressionUnused {
    fn interest(&self) -> Interest {
        Interest::SUPPRESSIONS
    }

    fn suppressions(&self, suppressions: &Suppressions<'_>, cx: &mut Context<'_>) {
        let mut ends: HashMap<usize, Vec<&End>> = HashMap::new();
        for end in &suppressions.ends {
            ends.entry(end.comment).or_default().push(end);
        }
        let mut first = 0;
        for clauses in suppressions.clauses.chunk_by(|one, other| one.comment == other.comment) {
            let numbered = clauses.iter().enumerate();
            let unused = numbered.filter(|(_, clause)| clause.is_judged && !clause.is_used);
            let unused: Vec<(usize, &Clause)> = unused.map(|(at, clause)| (first + at, clause)).collect();
            first += clauses.len();
            let Some((_, clause)) = unused.first() else { continue };
            let Some(comment) = suppressions.comments.get(clause.comment) else { continue };
            cx.report(finding(comment, &unused, suppressions, &ends, cx.doc));
        }
    }
}

/// What is said of a comment of which some names, or all, are not needed. These come with their numbers.
fn finding(
    comment: &Suppression,
    unused: &[(usize, &Clause)],
    suppressions: &Suppressions<'_>,
    ends: &HashMap<usize, Vec<&End>>,
    doc: &Document,
) -> Finding {
    let names = unused.iter().map(|(_, clause)| suppressions.text(clause.comment, clause.name));
    let names: Vec<&str> = names.collect();
    let is_whole = names.len() == comment.names.len();
    let of = if names.contains(&ALL) { String::new() } else { format!(" of {}", quoted(&names, "or")) };
    let message = match place(comment, doc) {
        Some(place) => format!("no finding{of} {place} needs this comment"),
        None => "no line follows this comment, so that it ignores nothing".to_owned(),
    };
    let title = match is_whole {
        true => "remove the comment".to_owned(),
        false => format!("take {} out of the comment", quoted(&names, "and")),
    };
    Finding::new(comment.span, message).help(title.clone()).fix(removal(title, unused, suppressions, ends))
}

/// Where a comment ignores findings; none for one on the last line.
fn place(comment: &Suppression, doc: &Document) -> Option<String> {
    Some(match (comment.directive?, comment.lines) {
        (Directive::Line, Some((line, _))) if doc.lines().line_of(comment.span.start) == line => {
            "on this line".to_owned()
        }
        (Directive::Line, lines) => format!("on line {}", lines?.0 + 1),
        (Directive::File, _) => "in this article".to_owned(),
        (Directive::Start | Directive::End, _) => "between here and the end of it".to_owned(),
    })
}

/// Takes names out of their comment, and out of those that end what they start; or these comments as a whole.
fn removal(
    title: String,
    unused: &[(usize, &Clause)],
    suppressions: &Suppressions<'_>,
    ends: &HashMap<usize, Vec<&End>>,
) -> Fix {
    let mut removed: BTreeMap<usize, HashSet<usize>> = BTreeMap::new();
    for (_, clause) in unused {
        removed.entry(clause.comment).or_default().insert(clause.name);
    }
    let numbers: HashSet<usize> = unused.iter().map(|&(number, _)| number).collect();
    let is_unused = |end: &End| end.clause.is_some_and(|number| numbers.contains(&number));
    let ended_by: BTreeSet<usize> = unused.iter().filter_map(|(_, clause)| clause.ended_by).collect();
    let mut group = None;
    for comment in ended_by {
        let Some(ending) = ends.get(&comment) else { continue };
        group = Some(format!("suppression-end:{comment}"));
        let gone = ending.iter().filter(|end| is_unused(end));
        let names: HashSet<usize> = gone.filter_map(|end| end.name).collect();
        if !names.is_empty() || ending.iter().all(|end| is_unused(end)) {
            removed.insert(comment, names);
        }
    }
    let mut edits: Vec<Edit> = Vec::new();
    for (number, names) in &removed {
        let Some(comment) = suppressions.comments.get(*number) else { continue };
        for mut span in without(comment, names) {
            // Two comments on the last two lines of a text share the line end between them.
            span.start = span.start.max(edits.last().map_or(0, |before| before.span.end));
            edits.push(Edit::delete(span));
        }
    }
    let fix = Fix::new(title, edits, Safety::Safe).cosmetic();
    match group {
        Some(group) => fix.group(group),
        None => fix,
    }
}

/// What goes when some of a comment's names do: each with what stands between it and another one; without any name left
/// the comment.
fn without(comment: &Suppression, names: &HashSet<usize>) -> Vec<Span> {
    let Some(first_kept) = (0..comment.names.len()).find(|number| !names.contains(number)) else {
        return vec![comment.with_blank];
    };
    let numbered = comment.names.iter().enumerate();
    let gone = numbered.filter(|(number, _)| names.contains(number));
    let spans = gone.filter_map(|(number, name)| {
        if number < first_kept {
            Some(Span::new(name.start, comment.names.get(number + 1)?.start))
        } else {
            Some(Span::new(comment.names.get(number.checked_sub(1)?)?.end, name.end))
        }
    });
    spans.collect()
}
