//! `rules/link/internal-link-as-external.md`

use super::wiki_page::{finding, pages};
use crate::engine::{Context, Interest, Rule};
use crate::profile::Wiki;

/// Finds pages of the wiki itself that are linked to by their web addresses.
pub struct InternalLinkAsExternal;

impl Rule for InternalLinkAsExternal {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for page in pages(cx).iter().filter(|page| page.wiki == Wiki::Own) {
            let message = format!("`{}` is a page of this wiki", page.target.trim_start_matches(':'));
            if let Some(finding) = finding(page, message, cx) {
                cx.report(finding);
            }
        }
    }
}
