use super::{MAX_LOOKED_AT, closing, is_in_argument, is_inline};
use crate::fix::{Edit, Fix, Safety};
use crate::profile::{Html, Obsolete};
use crate::source::Span;
use crate::syntax::{Kind, NodeRef, Tag, attributes_node};

/// The element that a style goes to where none is named.
const SPAN: &str = "span";

/// Puts another element in the place of an obsolete one that is closed.
pub(super) fn fix(tag: Tag<'_>, name: &str, obsolete: &Obsolete) -> Option<Fix> {
    let closing = closing(tag)?;
    let element = obsolete.element.as_deref();
    if has_loose_ends(tag, element.unwrap_or(SPAN)) {
        return None;
    }
    if let (Some(element), None) = (element, &obsolete.style) {
        let safety = if obsolete.exact { Safety::Safe } else { Safety::Suggested };
        let name = |start| Span::new(start, start + name.len() as u32);
        let edits = vec![
            Edit::replace(name(tag.head_span().start + 1), element),
            Edit::replace(name(closing.start + 2), element),
        ];
        return Some(Fix::new(format!("write `<{element}>`"), edits, safety));
    }
    let element = element.unwrap_or(SPAN);
    // What a template makes of the text in it is not known, nor what a block does in another element.
    if !is_inline(tag.content_nodes(), |_| !obsolete.exact && obsolete.style.is_some()) {
        return None;
    }
    let safety = if obsolete.exact || obsolete.style.is_none() { Safety::Safe } else { Safety::Suggested };
    let style = match &obsolete.style {
        Some(_) if is_in_argument(tag) => return None,
        Some(style) if tag.attributes().next().is_none() => style.clone(),
        Some(_) => return None,
        None if is_link_alone(tag) => return None,
        None => font_style(tag)?,
    };
    let (head, close, title) = match style.as_str() {
        "" => (String::new(), String::new(), format!("remove `<{name}>`, which does nothing")),
        style => {
            let head = format!("<{element} style=\"{style}\">");
            let title = format!("write `{head}`");
            (head, format!("</{element}>"), title)
        }
    };
    Some(Fix::new(title, vec![Edit::replace(tag.head_span(), head), Edit::replace(closing, close)], safety))
}

/// Whether a tag with one end stands in an element, so that it may find another partner once the element has another
/// name: `<strike>a</s>b</strike>`.
fn has_loose_ends(tag: Tag<'_>, element: &str) -> bool {
    let mut nodes = tag.node().descendants();
    let found = nodes.by_ref().take(MAX_LOOKED_AT).any(|node| match node.kind() {
        Kind::Unclosed | Kind::Stray => true,
        _ => node.is_self_closing() && Tag::cast(node).is_some_and(|tag| tag.name() == element),
    });
    found || nodes.next().is_some()
}

/// Whether all that a tag holds is one link, whose colour the tag does not change.
fn is_link_alone(tag: Tag<'_>) -> bool {
    let is_link =
        |node: NodeRef<'_>| matches!(node.kind(), Kind::Wikilink | Kind::ExternalLink | Kind::BareUrl);
    let mut shown = tag.content_nodes().filter(|node| !node.source().trim().is_empty());
    shown.next().is_some_and(is_link) && shown.next().is_none()
}

/// The style that the attributes of `<font>` stand for; none where one of them has no exact counterpart.
fn font_style(tag: Tag<'_>) -> Option<String> {
    let is_plain = attributes_node(tag.node())
        .is_none_or(|holder| holder.descendants().all(|node| node.kind() == Kind::Text));
    if !is_plain {
        return None;
    }
    let mut declarations: Vec<String> = Vec::new();
    let mut style = String::new();
    let mut seen: Vec<String> = Vec::new();
    for attribute in tag.attributes() {
        let name = attribute.name.to_ascii_lowercase();
        let value = attribute.value.trim();
        if seen.contains(&name) || value.contains(['"', '\'', ';', '&', '<', '\n']) && name != "style" {
            return None;
        }
        match name.as_str() {
            "color" => declarations.push(format!("color: {}", Html::known().colour(value)?)),
            "size" => declarations.push(format!("font-size: {}", Html::known().font_size(value)?)),
            "face" if !value.is_empty() => declarations.push(format!("font-family: {value}")),
            "style" if !value.contains('"') => value.trim_end_matches(';').clone_into(&mut style),
            _ => return None,
        }
        seen.push(name);
    }
    declarations.extend(Some(style).filter(|style| !style.is_empty()));
    Some(declarations.join("; "))
}
