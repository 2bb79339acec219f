//! `rules/link/interwiki-as-external.md`

use super::wiki_page::{finding, pages};
use crate::engine::{Context, Interest, Rule};
use crate::profile::Wiki;

/// Finds pages of other wikis of Wikimedia that are linked to by their web addresses.
pub struct InterwikiAsExternal;

impl Rule for InterwikiAsExternal {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for page in pages(cx).iter().filter(|page| page.wiki != Wiki::Own) {
            let host = cx.doc.slice(page.address.host);
            let message = format!("`{host}` is a sister wiki, where `[[{}]]` leads as well", page.target);
            if let Some(finding) = finding(page, message, cx) {
                cx.report(finding);
            }
        }
    }
}
