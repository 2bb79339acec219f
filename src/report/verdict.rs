//! A run in words.

use super::{Count, FixMode, Summary, escape};
use crate::baseline;

/// `54 problems: 9 errors, 45 warnings (and 20 infos, shown with --min-severity info) in 2 of 7 articles`
pub(super) fn verdict(summary: &Summary) -> String {
    if summary.documents == 0 {
        let nothing = if summary.unchanged > 0 { "no article changed" } else { "no articles found" };
        return nothing.to_owned();
    }
    let mut verdict = match summary.found.total() {
        0 => "no problems".to_owned(),
        total => format!("{}: {}", counted(total, "problem"), by_severity(summary.found, ", ")),
    };
    if summary.hidden.total() > 0 {
        let least = if summary.hidden.infos > 0 { "info" } else { "warning" };
        let hidden = by_severity(summary.hidden, " and ");
        verdict.push_str(&format!(" (and {hidden}, shown with --min-severity {least})"));
    }
    let articles = counted(summary.documents, "article");
    if 0 < summary.affected && summary.affected < summary.documents {
        format!("{verdict} in {} of {articles}", summary.affected)
    } else {
        format!("{verdict} in {articles}")
    }
}

/// What else there is to say of the run, one line each.
pub(super) fn remarks(summary: &Summary) -> impl Iterator<Item = String> {
    let remark = |count: u64, one: &str, many: &str| {
        (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many }))
    };
    [
        fixed(summary),
        fixable(summary),
        remark(
            summary.left_out.suppressed,
            "finding is suppressed by a comment in its article",
            "findings are suppressed by comments in their articles",
        ),
        remark(summary.left_out.baselined, "finding is in the baseline", "findings are in the baseline"),
        mended(&summary.mended, summary.prunes),
        remark(
            summary.left_out.unchanged,
            "finding is left out: it was there before",
            "findings are left out: they were there before",
        ),
        remark(
            summary.skipped,
            "page was skipped: it is not wikitext, or without text",
            "pages were skipped: they are not wikitext, or without text",
        ),
        remark(summary.failures, "file or page could not be read", "files or pages could not be read"),
        remark(summary.unfixed, "file or page could not be fixed", "files or pages could not be fixed"),
    ]
    .into_iter()
    .flatten()
}

/// How many findings of the baseline are listed that are fixed.
const MENDED: usize = 10;

/// The findings of the baseline that are fixed.
fn mended(entries: &[baseline::Entry], prunes: bool) -> Option<String> {
    let verb = if entries.len() == 1 { "is" } else { "are" };
    let count = counted(entries.len() as u64, "finding");
    let hint = if prunes { "" } else { " (`--prune-baseline` takes them out)" };
    let mut said = format!("{count} of the baseline {verb} fixed{hint}");
    for entry in entries.iter().take(MENDED) {
        let name = escape(entry.place.name());
        said.push_str(&format!("\n  {name}: [{}] {}", escape(&entry.rule), escape(&entry.message)));
    }
    if entries.len() > MENDED {
        said.push_str(&format!("\n  … and {} more", entries.len() - MENDED));
    }
    (!entries.is_empty()).then_some(said)
}

/// `fixed 12 problems in 3 articles`
fn fixed(summary: &Summary) -> Option<String> {
    let verb = match summary.fixes {
        FixMode::Offered => return None,
        FixMode::Made => "fixed",
        FixMode::Shown => "would fix",
    };
    Some(match summary.fixed {
        0 if summary.fixes == FixMode::Shown => "nothing would be fixed".to_owned(),
        0 => "nothing was fixed".to_owned(),
        count => {
            format!("{verb} {} in {}", counted(count, "problem"), counted(summary.repaired, "article"))
        }
    })
}

/// What other options would fix: `5 fixable with --fix (3 more with --fix --suggested)`. After `--fix`, what is safe is
/// fixed, or it is said elsewhere why it is not.
fn fixable(summary: &Summary) -> Option<String> {
    let safe = if summary.fixes == FixMode::Offered { summary.safe } else { 0 };
    match (safe, summary.suggested) {
        (0, 0) => None,
        (safe, 0) => Some(format!("{safe} fixable with `--fix`")),
        (0, suggested) => Some(format!("{suggested} fixable with `--fix --suggested`")),
        (safe, suggested) => {
            Some(format!("{safe} fixable with `--fix` ({suggested} more with `--fix --suggested`)"))
        }
    }
}

fn by_severity(count: Count, separator: &str) -> String {
    [(count.errors, "error"), (count.warnings, "warning"), (count.infos, "info")]
        .into_iter()
        .filter(|&(count, _)| count > 0)
        .map(|(count, name)| counted(count, name))
        .collect::<Vec<_>>()
        .join(separator)
}

pub(super) fn counted(count: u64, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}
