use super::{Group, LABELS, PLACES};
use crate::finding::Finding;
use crate::fix::Fix;
use crate::report::escape;
use crate::source::Document;

/// What is said below a snippet.
pub(in crate::report) struct Notes<'a> {
    /// The places that are not shown: `and 5 more: lines 83, 102`.
    pub(in crate::report) places: Vec<String>,
    /// What to do; none where the fix says the same and more.
    pub(in crate::report) help: Option<&'a str>,
    /// How far the fix is trusted, and what it does.
    pub(in crate::report) fix: Option<(String, String)>,
    /// The rules that the finding stands for as well.
    pub(in crate::report) also_rules: &'a [&'static str],
}

impl<'a> Notes<'a> {
    pub(in crate::report) fn of(doc: &Document, group: &Group<'a>) -> Self {
        let Finding { help, fix, also_rules, labels, .. } = group.first;
        let line = |offset: u32| doc.lines().line_of(offset) + 1;
        let mut places = Vec::new();
        if let Some(more) = labels.get(LABELS..).filter(|more| !more.is_empty()) {
            places.push(format!("also {}", line_list(more.iter().map(|label| line(label.span.start)))));
        }
        if let Some(more) = group.others.get(PLACES - 1..).filter(|more| !more.is_empty()) {
            let lines = line_list(more.iter().map(|finding| line(finding.span.start)));
            places.push(format!("and {} more: {lines}", more.len()));
        }
        let said = |help: &&str| fix.as_ref().is_some_and(|fix| fix.title.starts_with(help));
        Notes {
            places,
            help: help.as_deref().filter(|help| !said(help)),
            fix: fix
                .as_ref()
                .map(|fix| (trust(fix), format!("{}{}", escape(&fix.title), likewise(fix, &group.others)))),
            also_rules,
        }
    }

    /// The notes for a terminal.
    pub(in crate::report) fn lines(self) -> Vec<String> {
        let mut lines = self.places;
        lines.extend(self.help.map(|help| format!("help: {}", escape(help))));
        lines.extend(self.fix.map(|(trust, fix)| format!("fix ({trust}): {fix}")));
        if !self.also_rules.is_empty() {
            lines.push(format!("the same place also violates {}", self.also_rules.join(", ")));
        }
        lines
    }
}

/// How far a fix is to be trusted, and why not further.
fn trust(fix: &Fix) -> String {
    let withheld = fix.withheld.map(|why| format!(", since it stands {}", why.place()));
    format!("{}{}", fix.safety.name(), withheld.unwrap_or_default())
}

/// What there is to do in the other places of a cluster: the same, or how often what else.
fn likewise(fix: &Fix, others: &[&Finding]) -> String {
    let mut alike = 0;
    let mut unlike: Vec<(String, usize)> = Vec::new();
    for other in others {
        let kind = other.fix.as_ref().map_or_else(|| "without a fix".to_owned(), trust);
        if other.fix.is_some() && kind == trust(fix) {
            alike += 1;
        } else if let Some((_, count)) = unlike.iter_mut().find(|(known, _)| *known == kind) {
            *count += 1;
        } else {
            unlike.push((kind, 1));
        }
    }
    let rest: Vec<String> = unlike.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    match (alike, rest.join("; ")) {
        (0, rest) if rest.is_empty() => String::new(),
        (_, rest) if rest.is_empty() => ", and likewise in the other places".to_owned(),
        (0, rest) => format!(" (the other places: {rest})"),
        (alike, rest) => format!(", and likewise in {alike} of the other places ({rest})"),
    }
}

/// How many lines, or ranges of lines, a note lists before it leaves out the rest but for the last.
const LISTED: usize = 20;

/// `lines 3, 5–7, 12`: each line once, neighbours as a range.
fn line_list(lines: impl Iterator<Item = usize>) -> String {
    let mut lines: Vec<usize> = lines.collect();
    lines.sort_unstable();
    lines.dedup();
    let mut ranges: Vec<String> = lines.chunk_by(|a, b| a + 1 == *b).map(range_name).collect();
    if ranges.len() > LISTED {
        ranges.splice(LISTED - 1..ranges.len() - 1, ["…".to_owned()]);
    }
    let name = if lines.len() == 1 { "line" } else { "lines" };
    format!("{name} {}", ranges.join(", "))
}

fn range_name(lines: &[usize]) -> String {
    match lines {
        [first, _, .., last] => format!("{first}–{last}"),
        _ => lines.iter().map(usize::to_string).collect::<Vec<_>>().join(", "),
    }
}
