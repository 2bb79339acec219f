use crate::syntax::{Kind, NodeRef, attributes_node, html_element};
use crate::value::entity;

/// What in the attributes of an element says that it is seen, or meant, although nothing is in it: a colour, a
/// picture, a frame, a class of the style sheet, a value to sort by.
const SHOWING_ATTRIBUTES: [&str; 7] =
    ["background", "bgcolor", "border", "class", "content", "height", "data-sort"];

/// Whether a reader sees something in a cell. Comments, white space, and markup that only styles what is in it
/// show nothing.
pub(super) fn is_filled(cell: NodeRef<'_>) -> bool {
    let mut walk = cell.walk();
    while let Some(node) = walk.next() {
        match shows(node) {
            Shows::Something => return true,
            Shows::Nothing => walk.pass_over(node),
            Shows::WhatIsInIt => {}
        }
    }
    attributes_node(cell).is_some_and(shows_itself)
}

enum Shows {
    Something,
    Nothing,
    WhatIsInIt,
}

fn shows(node: NodeRef<'_>) -> Shows {
    let something = |yes| if yes { Shows::Something } else { Shows::Nothing };
    match node.kind() {
        Kind::Text => something(node.source().contains(is_visible)),
        Kind::Entity => something(!is_blank_entity(node.source())),
        Kind::Comment | Kind::Mark | Kind::Attributes | Kind::Category | Kind::Interlanguage => {
            Shows::Nothing
        }
        Kind::BehaviourSwitch => Shows::Nothing,
        Kind::Bold | Kind::Italic | Kind::Preformatted => Shows::WhatIsInIt,
        Kind::Tag if is_plain(node) => Shows::WhatIsInIt,
        Kind::Unclosed | Kind::Stray => something(!(is_plain(node) || node.source().starts_with("''"))),
        _ => Shows::Something,
    }
}

/// Whether a tag is one of an element that only styles its content.
fn is_plain(tag: NodeRef<'_>) -> bool {
    let Some(name) = tag.source().strip_prefix('<') else { return false };
    let name = name.strip_prefix('/').unwrap_or(name);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default();
    html_element(name).is_some_and(|element| !element.shows_empty)
        && !attributes_node(tag).is_some_and(shows_itself)
}

/// Whether attributes make an empty element visible; those that a template computes may.
fn shows_itself(attributes: NodeRef<'_>) -> bool {
    let source = attributes.source().to_ascii_lowercase();
    source.contains("{{") || SHOWING_ATTRIBUTES.iter().any(|showing| source.contains(showing))
}

fn is_visible(character: char) -> bool {
    // Zero-width characters and direction marks have no white space property but no glyph either.
    !(character.is_whitespace() || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'))
}

/// Whether a character reference stands for white space or for nothing that is seen.
fn is_blank_entity(source: &str) -> bool {
    entity::decode(source).is_some_and(|decoded| !decoded.contains(is_visible))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_entities_are_told() {
        for blank in ["&nbsp;", "&#160;", "&#x20;", "&#xA0;", "&#8203;"] {
            assert!(is_blank_entity(blank), "{blank}");
        }
        for visible in ["&amp;", "&#65;", "&mdash;"] {
            assert!(!is_blank_entity(visible), "{visible}");
        }
    }
}
