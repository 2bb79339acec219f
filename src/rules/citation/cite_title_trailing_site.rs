//! `rules/citation/cite-title-trailing-site.md`

use memchr::{memrchr2_iter, memrchr3_iter};

use super::value_nodes;
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Field;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Kind, Link, Tree};
use crate::value::signs::Signs;

/// Finds titles that end with the name of the site, which another parameter says.
pub struct CiteTitleTrailingSite;

const SITES: CiteParams = CiteParams::of(&[CiteParam::Journal, CiteParam::Publisher]);

/// What pages write between their title and the name of their site.
const SEPARATORS: [&str; 8] = [" - ", " – ", " — ", " | ", " • ", " · ", " » ", " :: "];

/// One of these is in each of them.
const IN_SEPARATORS: Signs = Signs::HYPHEN.or(Signs::COLON).or(Signs::BEYOND_ASCII);

impl Rule for CiteTitleTrailingSite {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations().iter().filter(|citation| citation.has_any(&SITES)) {
            let title =
                citation.get(CiteParam::Title).filter(|title| title.is_literal && !title.is_as_written());
            let title = title.filter(|title| title.signs.has(IN_SEPARATORS));
            let Some((title, (head, site))) = title.and_then(|title| Some((title, split(title.value)?)))
            else {
                continue;
            };
            let same = |field: &&Field<'_>| as_read(field, cx.tree).is_some_and(|name| alike(name, site));
            let Some(field) = citation.among(&SITES).find(same) else { continue };
            let place = Span::new(title.value_span.start + head.len() as u32, title.value_span.end);
            let message = format!(
                "`{}` ends with `{}`, which `{}` says",
                shown(&title.name),
                shown(site),
                shown(&field.name)
            );
            cx.report(
                Finding::new(place, message)
                    .label(field.value_span, "said here")
                    .help("leave the name of the site out of the title")
                    .fix(Fix::replace(format!("remove `{}`", shown(site)), place, "", Safety::Suggested)),
            );
        }
    }
}

/// A title before its last separator, and what stands after it.
fn split(title: &str) -> Option<(&str, &str)> {
    let separator_at = |at: usize| {
        let rest = title.get(at..)?;
        let separator = SEPARATORS.iter().find(|separator| rest.starts_with(**separator))?;
        Some((at, separator.len()))
    };
    // Each of them begins with a space, and one of these bytes is behind it.
    let bytes = title.as_bytes();
    let behind_space = |at: usize| at.checked_sub(1).and_then(separator_at);
    let of_ascii = memrchr3_iter(b'-', b'|', b':', bytes).find_map(behind_space);
    let (start, length) = of_ascii.max(memrchr2_iter(0xC2, 0xE2, bytes).find_map(behind_space))?;
    let (head, site) = (title.get(..start)?.trim_end(), title.get(start + length..)?.trim());
    (!head.is_empty() && !site.is_empty()).then_some((head, site))
}

/// The text of a value as readers see it, if it is plain or one link.
fn as_read<'t>(field: &Field<'t>, tree: &'t Tree<'t>) -> Option<&'t str> {
    if field.is_literal {
        return Some(field.value);
    }
    let node = value_nodes(field, tree).find(|node| node.span() == field.value_span)?;
    let link = Link::cast(node).filter(|_| node.kind() == Kind::Wikilink)?;
    let place = if link.has_label() { link.label_span() } else { link.target_span() };
    tree.text().get(place.range()).map(str::trim)
}

fn alike(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.eq_ignore_ascii_case(other)
}
