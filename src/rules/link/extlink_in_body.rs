//! `rules/link/extlink-in-body.md`

use super::is_in_any;
use crate::engine::{Context, Interest, Rule};
use crate::facts::addresses::Address;
use crate::facts::links::LinkForm;
use crate::finding::Finding;
use crate::profile::Projects;
use crate::syntax::{Kind, KindSet};
use crate::value::url::lower;

/// Finds links to the web in an article's sentences.
pub struct ExtlinkInBody;

/// What a link in a sentence does not stand in: sources, lists, tables, boxes.
const ELSEWHERE: KindSet = KindSet::of(&[
    Kind::Reference,
    Kind::Template,
    Kind::ParserFunction,
    Kind::ListItem,
    Kind::Term,
    Kind::Table,
    Kind::Heading,
    Kind::Tag,
    Kind::File,
    Kind::GalleryLine,
    Kind::Preformatted,
]);

impl Rule for ExtlinkInBody {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        if cx.profile.link_sections.links.is_empty() {
            return;
        }
        let facts = cx.facts;
        for address in facts.addresses() {
            let host = cx.doc.slice(address.host);
            if is_in_sentence(address, host, cx) {
                let help = "give the page as a source in a footnote, or list it among the article's links";
                let message = format!("link to `{host}` in the text of the article");
                cx.report(Finding::new(address.url, message).help(help).cluster("sentence"));
            }
        }
    }
}

fn is_in_sentence(address: &Address, host: &str, cx: &Context<'_>) -> bool {
    let Some(link) = cx.facts.links().get(address.link) else { return false };
    let is_in_text = matches!(link.form, LinkForm::Bracketed | LinkForm::Bare);
    if !is_in_text || is_in_any(cx.tree.node(link.node), ELSEWHERE) {
        return false;
    }
    // What is left of a citation is no sentence.
    let before = cx.doc.text().get(..link.url.start as usize).unwrap_or_default();
    if before.trim_end().ends_with('=') {
        return false;
    }
    // Links to wikis have rules of their own; sound files and tools of theirs belong to the article.
    let base = cx.profile.url("").unwrap_or_default();
    let own = base.split('/').nth(2).unwrap_or_default();
    let host = &*lower(host);
    let is_own = host == own || Projects::known().is_own_site(host);
    !is_own && !cx.facts.sections().is_within(link.url.start, |title| cx.profile.link_sections.has(title))
}
