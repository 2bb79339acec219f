//! `rules/link/link-soft-404.md`

use super::{asked, short};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::link_state::LinkState;

/// Finds links in whose place the server shows another page, as if all were well.
pub struct LinkSoft404;

impl Rule for LinkSoft404 {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for (link, known) in asked::links(cx, LinkState::Soft404) {
            if link.dead.is_some() {
                continue;
            }
            let message = format!("link does not lead to its page any more: {}", short(&known.why));
            let mut finding = Finding::new(link.url, message)
                .help("look whether the page has moved, add the address of an archived copy, or cite another source");
            if let Some(copy) = asked::copy(known, asked::citation(link, cx), cx) {
                finding = finding.note(format!("the archive has a copy of {}: {}", copy.day, copy.url));
            }
            cx.report(finding);
        }
    }
}
