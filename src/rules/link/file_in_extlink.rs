//! `rules/link/file-in-extlink.md`

use super::link_in_extlink::with_all_below;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::syntax::{ExternalLink, Kind, KindSet, Link, NodeRef};

/// Finds files with links of their own within the text of external links.
pub struct FileInExtlink;

impl Rule for FileInExtlink {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::ExternalLink]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(external) = ExternalLink::cast(node) else { return };
        let files = external.label_nodes().flat_map(with_all_below).filter(|node| node.kind() == Kind::File);
        let Some(file) = files.filter_map(Link::cast).find(|&file| !is_without_link(file, cx)) else {
            return;
        };
        let end = file.node().span().end - 2;
        let fix = Fix::new("write `|link=`", vec![Edit::insert(end, "|link=")], Safety::Suggested);
        let message = "the file has a link of its own, which ends the external one around it";
        cx.report(
            Finding::new(file.node().span(), message)
                .label(external.url_span(), "the external link")
                .help("take the file's link away with an empty `|link=`")
                .fix(fix),
        );
    }
}

/// Whether a file says that it leads nowhere, or shows itself as a frame, which stands for itself.
fn is_without_link(file: Link<'_>, cx: &Context<'_>) -> bool {
    let text = |option: NodeRef<'_>| option.source().trim_start_matches('|').trim().to_owned();
    file.options().any(|option| {
        let option = text(option);
        cx.profile.site.file_option(&option) == Some("link")
    })
}
