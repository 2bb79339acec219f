//! `rules/reference/ref-defined-unused.md`

use std::collections::HashSet;

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, MAX_NAME, Template};

/// Finds references that are defined in the list and used nowhere.
pub struct RefDefinedUnused;

impl Rule for RefDefinedUnused {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let references = cx.facts.references();
        if references.transcludes_pages {
            return;
        }
        let mut elsewhere: Option<HashSet<String>> = None;
        let mut findings = Vec::new();
        for named in references.names().iter().filter(|named| named.uses.is_empty()) {
            let [at] = named.definitions.as_slice() else { continue };
            let Some(tag) = references.tags().get(*at).filter(|tag| tag.in_list) else { continue };
            // A template may use the name that one of its arguments gives.
            if elsewhere.get_or_insert_with(|| argument_values(cx)).contains(&named.name) {
                continue;
            }
            let span = cx.tree.node(tag.node).span();
            let message =
                format!("reference `{}` is defined in the list and used nowhere", shown(&named.name));
            let gap = cx.doc.text().get(..span.start as usize).unwrap_or_default();
            let start = gap.trim_end().len() as u32;
            let fix = Fix::new(
                "remove the unused reference",
                vec![Edit::delete(Span::new(start, span.end))],
                Safety::Suggested,
            );
            findings.push(
                Finding::new(tag.place, message)
                    .help("use it in the text, or remove it: MediaWiki shows an error for it")
                    .fix(fix),
            );
        }
        findings.into_iter().for_each(|finding| cx.report(finding));
    }
}

/// The values of all arguments of templates, as far as they can be a name.
fn argument_values(cx: &Context<'_>) -> HashSet<String> {
    let templates = cx.tree.nodes_of(KindSet::of(&[Kind::Template, Kind::ParserFunction]));
    let arguments = templates.filter_map(Template::cast).flat_map(Template::arguments);
    let is_short = |argument: &crate::syntax::Argument<'_>| argument.node.span().len() <= MAX_NAME;
    arguments.filter(is_short).map(|argument| argument.value().trim_matches('"').to_owned()).collect()
}
