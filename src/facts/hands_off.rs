use crate::profile::{Role, TemplateSchema};
use crate::syntax::{NodeRef, Template};

/// What bots are called by that a template may let in or keep off.
const NAME: &str = env!("CARGO_PKG_NAME");

/// Whether a template asks wikivet not to edit the page, as the documentation of `Template:Bots` on English Wikipedia has
/// it: a name counts in any case, who is denied stays out although allowed, and of several lists each counts.
pub(super) fn keeps_off(node: NodeRef<'_>, schema: &TemplateSchema) -> bool {
    let Some(template) = Template::cast(node) else { return false };
    let value = |name: &str| {
        let of_param = template
            .arguments()
            .filter(|argument| schema.param(&argument.key).is_some_and(|param| param.name == name));
        of_param.last().map(|argument| argument.value())
    };
    if schema.has(Role::InUse) {
        return true;
    }
    let (allow, deny, opt_out) = (value("allow"), value("deny"), value("optout"));
    if schema.has(Role::NoBots) && allow.is_none() && deny.is_none() && opt_out.is_none() {
        return true;
    }
    let is_bots = schema.has(Role::NoBots) || schema.has(Role::Bots);
    let is_denied = deny.is_some_and(names_us) || opt_out.is_some_and(|list| names(list, ALL));
    is_bots && (is_denied || allow.is_some_and(|list| !names_us(list)))
}

const ALL: &str = "all";

/// Whether a list of bots has wikivet.
fn names_us(list: &str) -> bool {
    names(list, ALL) || names(list, NAME)
}

fn names(list: &str, wanted: &str) -> bool {
    list.split(',').any(|name| name.trim().eq_ignore_ascii_case(wanted))
}
