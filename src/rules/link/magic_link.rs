//! What the rules on links that MediaWiki makes by itself share.

use crate::engine::Context;
use crate::facts::identifiers::PARAMS;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::syntax::{Kind, MagicLink, NodeRef, argument_name};

/// Reports a link that starts with a word, if the wiki has a template in its place.
pub(super) fn report(node: NodeRef<'_>, word: &str, cx: &mut Context<'_>) {
    let profile = cx.profile;
    let Some(link) = MagicLink::cast(node).filter(|link| link.scheme() == word) else { return };
    if is_given_as_identifier(node, cx) {
        return;
    }
    let Some(template) = profile.magic_links.get(word) else { return };
    let written = format!("{{{{{template}|{}}}}}", link.number());
    let message = format!("`{}` becomes a link by itself, which MediaWiki will drop", node.source());
    let fix = Fix::replace(format!("write `{written}`"), node.span(), &written, Safety::Suggested);
    cx.report(Finding::new(node.span(), message).help(format!("write `{written}`")).cluster(word).fix(fix));
}

/// Whether it stands where a citation takes the number alone, which the rules on identifiers say.
fn is_given_as_identifier(link: NodeRef<'_>, cx: &Context<'_>) -> bool {
    let param = || {
        let argument = link.parent().filter(|parent| parent.kind() == Kind::Argument)?;
        cx.facts.schema(argument.parent()?)?.param(&argument_name(argument)?)?.cite
    };
    param().is_some_and(|param| PARAMS.contains(param))
}
