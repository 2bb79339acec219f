//! `rules/link/file-in-extlink.md`

use super::link_in_extlink::around;
use crate::engine::{Context, Interest, Rule};
use crate::facts::links::MAX_OPTION;
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::syntax::{FileOption, Kind, KindSet, Link, NodeRef};

/// Finds files with links of their own within the text of external links.
pub struct FileInExtlink;

impl Rule for FileInExtlink {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::File]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some((external, file)) = around(node).zip(Link::cast(node)) else { return };
        if says_where(file, cx) {
            return;
        }
        let end = node.span().end - 2;
        let fix = Fix::new("write `|link=`", vec![Edit::insert(end, "|link=")], Safety::Suggested);
        let message = "the file has a link of its own, which ends the external one around it";
        cx.report(
            Finding::new(node.span(), message)
                .label(external.url_span(), "the external link")
                .help("take the file's link away with an empty `|link=`")
                .fix(fix),
        );
    }
}

/// Whether a file says where it leads, if anywhere.
fn says_where(file: Link<'_>, cx: &Context<'_>) -> bool {
    // What is longer is a caption.
    let options = file.options().filter(|option| option.source().len() <= MAX_OPTION);
    options.filter_map(FileOption::cast).any(|option| option.name(&cx.profile.site) == Some("link"))
}
