//! `rules/text/html-entity-unknown.md`

use super::looked_up::is_looked_up;
use super::references::{is_read, references};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::Html;
use crate::value::entity;

/// Finds names between `&` and `;` that are none of HTML's.
pub struct HtmlEntityUnknown;

impl Rule for HtmlEntityUnknown {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let mut found = Vec::new();
        for (span, reference) in references(cx) {
            let name = reference.trim_matches(['&', ';']);
            if name.len() < 2
                || name.starts_with('#')
                || entity::is_name(name.as_bytes())
                || !is_read(span, cx)
            {
                continue;
            }
            let before = cx.doc.text().get(..span.start as usize).and_then(|head| head.chars().next_back());
            let meant = meant(name);
            // `Smith&Wesson;` is none, and neither is `&c;`.
            if meant.is_none() && before.is_some_and(char::is_alphanumeric) {
                continue;
            }
            let message = format!("`{reference}` is no character reference: readers see it as it is written");
            let mut finding = Finding::new(span, message).cluster(reference.to_owned());
            finding = match meant.filter(|_| !is_looked_up(span, cx)) {
                Some(meant) => {
                    let order = format!("write `&{meant};`");
                    let fix = Fix::replace(order.clone(), span, format!("&{meant};"), Safety::Suggested);
                    finding.help(order).fix(fix)
                }
                None => finding.help("write the character that is meant, or `&amp;` for the sign `&`"),
            };
            found.push(finding);
        }
        found.into_iter().for_each(|finding| cx.report(finding));
    }
}

/// The name that was meant: the same in lower case, or one that is a slip away and that nobody writes for anything else.
fn meant(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    if lower != name && entity::is_name(lower.as_bytes()) {
        return Some(lower);
    }
    let mut near =
        Html::known().unmistakable_entities().filter(|known| strsim::osa_distance(known, &lower) == 1);
    near.next().filter(|first| near.next().is_none() && first.len() > 3).map(str::to_owned)
}
