use crate::profile::{Role, TemplateSchema};
use crate::syntax::{Argument, Kind, NodeRef, Template};

/// What bots are called by that a template may let in or keep off.
const NAME: &str = env!("CARGO_PKG_NAME");

/// Whether a template asks wikivet, or a bot of other names that runs it, not to edit the page, as the documentation of
/// `Template:Bots` on English Wikipedia has it: a name counts in any case. Where the lists contradict each other, or one
/// is given twice, each counts that keeps the bot off.
pub(super) fn keeps_off(node: NodeRef<'_>, schema: &TemplateSchema, bots: &[String]) -> bool {
    if schema.has(Role::InUse) {
        return true;
    }
    let is_no_bots = schema.has(Role::NoBots);
    let Some(template) = Template::cast(node).filter(|_| is_no_bots || schema.has(Role::Bots)) else {
        return false;
    };
    let is_us = |name: &str| is(name, NAME) || bots.iter().any(|bot| is(name, bot));
    let mut has_lists = false;
    let keeps_off = template.arguments().any(|argument| {
        let list = || without_comments(&argument);
        let names_us = |list: String| list.split(',').any(|name| is(name, ALL) || is_us(name));
        let keeps_off = match schema.param(&argument.key).map(|param| param.name.as_str()) {
            Some("allow") => !names_us(list()),
            Some("deny") => names_us(list()),
            Some("optout") => list().split(',').any(|name| is(name, ALL)),
            _ => return false,
        };
        has_lists = true;
        keeps_off
    });
    keeps_off || is_no_bots && !has_lists
}

const ALL: &str = "all";

fn is(name: &str, wanted: &str) -> bool {
    name.trim().eq_ignore_ascii_case(wanted.trim())
}

fn without_comments(argument: &Argument<'_>) -> String {
    argument.value_nodes().filter(|node| node.kind() != Kind::Comment).map(NodeRef::source).collect()
}
