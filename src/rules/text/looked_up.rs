use crate::engine::Context;
use crate::profile::{ParamType, Role};
use crate::source::Span;
use crate::syntax::{Kind, NodeRef, argument_name};

/// How far into the option of a file its name is looked for, in bytes.
const MAX_OPTION_NAME: usize = 24;

/// How many leaves a place may touch to be looked at as a whole.
const MAX_LEAVES: usize = 16;

/// Whether a part of a place is not only read but looked up, so that another text leads elsewhere: the name of a page, a
/// file, a template, a parameter or a reference, an address, or what a template is given that may use it as one.
pub(super) fn is_looked_up(place: Span, cx: &Context<'_>) -> bool {
    let mut at = place.start;
    for _ in 0..MAX_LEAVES {
        let leaf = cx.tree.leaf_at(at);
        let is_named = is_part_of_name(leaf) || leaf.parent().is_some_and(|node| takes(node, cx));
        if leaf.kind() == Kind::BareUrl || is_named {
            return true;
        }
        at = leaf.span().end.max(at + 1);
        if at >= place.end {
            return false;
        }
    }
    true
}

/// Whether a leaf is a part of a name that the wiki looks up: of a page, a template, a parameter or a reference.
pub(super) fn is_part_of_name(leaf: NodeRef<'_>) -> bool {
    leaf.ancestors().take(2).any(is_name)
}

fn is_name(node: NodeRef<'_>) -> bool {
    matches!(node.kind(), Kind::Target | Kind::Name | Kind::Attributes | Kind::Category)
}

/// Whether a node may use what stands directly in it as a name.
fn takes(node: NodeRef<'_>, cx: &Context<'_>) -> bool {
    match node.kind() {
        Kind::FileOption => node.source().bytes().take(MAX_OPTION_NAME).any(|byte| byte == b'='),
        Kind::Argument => !is_shown(node, cx),
        _ => false,
    }
}

/// Whether an argument is known to be shown as it is written: what a citation says, but for its dates and addresses.
fn is_shown(argument: NodeRef<'_>, cx: &Context<'_>) -> bool {
    let schema = argument.parent().and_then(|template| cx.facts.schema(template));
    let name = argument_name(argument);
    schema.zip(name).is_some_and(|(schema, name)| {
        schema.has(Role::Citation)
            && schema.param(&name).is_some_and(|param| {
                matches!(param.kind, ParamType::Text | ParamType::Title | ParamType::Quote)
            })
    })
}
