//! `rules/extract/extract-section-empty.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::extract::ExtractLine;
use crate::finding::{Finding, Severity};
use crate::rules::shown;

/// Finds headings of an extract under which nothing stands.
pub struct ExtractSectionEmpty;

impl Rule for ExtractSectionEmpty {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for (line, is_appendix) in cx.facts.extract_lines().empty_sections(cx.facts) {
            cx.report(finding(line, is_appendix, cx));
        }
    }
}

fn finding(line: &ExtractLine, is_appendix: bool, cx: &Context<'_>) -> Finding {
    let title = shown(cx.doc.slice(line.span));
    let finding = Finding::new(line.span, format!("nothing stands under the heading `{title}`"))
        .help("write what the article has there, or remove the heading");
    if is_appendix {
        finding.severity(Severity::Info).cluster("appendix")
    } else {
        finding.cluster("section")
    }
}
