//! `rules/text/generated-text-residue.md`

use super::looked_up::is_looked_up;
use crate::engine::{Context, Interest, Rule};
use crate::facts::residue::FoundMark;
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::MarkKind;
use crate::rules::residue::{Words, read_marks, with_space};
use crate::rules::shown;

/// Finds what chat tools leave in text that is copied from them: marks of citations, and what they say to who asks.
pub struct GeneratedTextResidue;

impl Rule for GeneratedTextResidue {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let mut words = Words::of(cx);
        let marks = read_marks(MarkKind::ChatMark, cx).into_iter();
        let phrases = read_marks(MarkKind::ChatPhrase, cx).into_iter();
        let mut findings: Vec<Finding> = marks.map(|found| mark(found, cx)).collect();
        let own = phrases.filter(|found| words.is_own(found.span, cx));
        findings.extend(own.map(|found| phrase(found, cx)));
        findings.into_iter().for_each(|finding| cx.report(finding));
    }
}

fn mark(found: FoundMark<'_>, cx: &Context<'_>) -> Finding {
    let source = shown(cx.doc.slice(found.span));
    let finding = Finding::new(found.span, format!("`{source}` is a mark that {} leaves", found.mark.tool))
        .help("remove it, and check the text before it against a source: the tool's own cannot be seen any more")
        .cluster("mark");
    // In an address or a name it stands for something that only a person can look up.
    if is_looked_up(found.span, cx) {
        return finding;
    }
    let edit = Edit::delete(with_space(found.span, cx.doc.text()));
    finding.fix(Fix::new(format!("remove `{source}`"), vec![edit], Safety::Suggested))
}

fn phrase(found: FoundMark<'_>, cx: &Context<'_>) -> Finding {
    let source = shown(cx.doc.slice(found.span));
    Finding::new(found.span, format!("`{source}` is what a chat tool says to who asks it"))
        .help("remove what is said to a user, and check the text around it against sources")
        .cluster("phrase")
}
