//! `rules/reference/bare-url-ref.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Severity};
use crate::profile::{Archives, Role};
use crate::rules::shown;
use crate::syntax::{ExternalLink, Kind, KindSet, NodeRef, Tag};

/// Finds footnotes that are nothing but a URL.
pub struct BareUrlRef;

impl Rule for BareUrlRef {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Reference]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(Content { link, has_archive }) = content(node, cx) else { return };
        let url = link.url();
        let address = shown(&url);
        let (message, severity) = if has_archive {
            (format!("footnote is only the address `{address}`, with an archived copy"), Severity::Info)
        } else if leads_to_archive(&url) {
            (format!("footnote is only the address of an archived copy: `{address}`"), Severity::Info)
        } else {
            (format!("footnote is only an address: `{address}`"), Severity::Warning)
        };
        let finding = Finding::new(link.node().span(), message).severity(severity).cluster(&*url);
        cx.report(finding.help(
            "say what stands there: title, site and date, so that it can be found when the link is dead",
        ));
    }
}

/// What a footnote of one link is made of.
struct Content<'t> {
    link: ExternalLink<'t>,
    has_archive: bool,
}

/// The content of a footnote that has a link without a label, and beside it only marks of the link.
fn content<'t>(node: NodeRef<'t>, cx: &Context<'_>) -> Option<Content<'t>> {
    let mut link = None;
    let mut has_archive = false;
    for part in Tag::reference(node)?.content_nodes() {
        match part.kind() {
            Kind::ExternalLink | Kind::BareUrl => {
                let found = ExternalLink::cast(part)?;
                if link.is_some() || found.label_nodes().any(|label| !label.source().trim().is_empty()) {
                    return None;
                }
                link = Some(found);
            }
            Kind::Text if part.source().trim_matches(['.', ',', ';', ' ', '\n']).is_empty() => {}
            Kind::Comment => {}
            Kind::Template => {
                let schema = cx.facts.schema(part)?;
                has_archive |= schema.has(Role::Archive);
                let is_mark = [Role::Archive, Role::DeadLink, Role::Maintenance, Role::CitationNeeded];
                is_mark.into_iter().any(|role| schema.has(role)).then_some(())?;
            }
            _ => return None,
        }
    }
    Some(Content { link: link?, has_archive })
}

fn leads_to_archive(url: &str) -> bool {
    Archives::known().of_url(url).is_some()
}
