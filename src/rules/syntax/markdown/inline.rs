use crate::engine::Context;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::MarkKind;
use crate::rules::residue::is_read;
use crate::rules::shown;

/// Links and pictures: `[text](https://…)`.
pub(in super::super) fn links(cx: &Context<'_>) -> Vec<Finding> {
    let links = cx.facts.residue().of(MarkKind::MarkdownLink).filter(|found| is_read(found.span, cx));
    let say = |source: &str| {
        let what = if source.starts_with('!') { "picture" } else { "link" };
        format!("`{}` is a {what} in Markdown", shown(source))
    };
    let found = links.map(|found| {
        let source = cx.doc.slice(found.span);
        let finding = Finding::new(found.span, say(source));
        match wikitext_link(source, cx) {
            Some(link) => finding.help(format!("write `{}`", shown(&link))).fix(Fix::replace(
                "write the link in wikitext",
                found.span,
                link,
                Safety::Suggested,
            )),
            None => finding.help("name a file of the wiki with `[[File:…]]`"),
        }
    });
    found.collect()
}

/// A link in wikitext that leads where one in Markdown was to lead; none for a picture.
fn wikitext_link(source: &str, cx: &Context<'_>) -> Option<String> {
    let (text, rest) = source.strip_prefix('[')?.split_once("](")?;
    let address = rest.strip_suffix(')')?.split(' ').next()?;
    let is_address =
        text.is_empty() || text == address || text.trim_end_matches('/') == address.trim_end_matches('/');
    let own = cx.profile.url("").and_then(|base| address.strip_prefix(base.as_str()));
    let page = own.filter(|page| !page.is_empty() && !page.contains(['%', '?', '#', '|', '[', ']']));
    Some(match page {
        Some(page) if is_address || page.replace('_', " ") == text => {
            format!("[[{}]]", page.replace('_', " "))
        }
        Some(page) => format!("[[{}|{text}]]", page.replace('_', " ")),
        None if is_address => address.to_owned(),
        None => format!("[{address} {text}]"),
    })
}

/// Definitions of links: `[1]: https://…`.
pub(in super::super) fn definitions(cx: &Context<'_>) -> Vec<Finding> {
    let found = cx.facts.residue().of(MarkKind::MarkdownDefinition).filter(|found| is_read(found.span, cx));
    let say = |found: crate::facts::residue::FoundMark<'_>| {
        let source = shown(cx.doc.slice(found.span));
        Finding::new(found.span, format!("`{source}` defines a link in Markdown"))
            .help("write the address where it is linked from, or in a reference")
    };
    found.map(say).collect()
}
