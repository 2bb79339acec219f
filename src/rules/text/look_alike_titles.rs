use std::borrow::Cow;
use std::collections::HashMap;

use super::looks::{looks, sketch, title};
use crate::engine::Context;
use crate::source::Span;
use crate::syntax::{Category, Kind, KindSet, Link, NodeRef, Template};

/// A name, and where it is used.
pub(super) struct Name {
    pub(super) name: String,
    pub(super) places: Vec<Span>,
}

/// Of the names that nodes of a kind lead to, those that look like another one, as MediaWiki compares them: a group of
/// each look, the name that is used most first.
pub(super) fn look_alikes(kind: Kind, cx: &Context<'_>) -> Vec<Vec<Name>> {
    let mut written: Vec<(u64, Cow<'_, str>, NodeRef<'_>)> = Vec::new();
    for node in cx.tree.nodes_of(KindSet::of(&[kind])) {
        let name = match kind {
            Kind::Template => Template::cast(node).and_then(Template::literal_name),
            Kind::Category => Category::cast(node).map(Category::name),
            _ => Link::cast(node).map(Link::page),
        };
        // Articles on letters link to those that look like them.
        if let Some(name) = name.filter(|name| name.chars().nth(1).is_some()) {
            written.push((sketch(&name), name, node));
        }
    }
    written.sort_by_key(|(sketch, ..)| *sketch);
    let mut groups = Vec::new();
    for alike in written.chunk_by(|(one, ..), (other, ..)| one == other) {
        let Some((_, first, _)) = alike.first() else { continue };
        if alike.iter().any(|(_, name, _)| name != first) && alike.iter().any(|(_, name, _)| !name.is_ascii())
        {
            groups.extend(by_looks(alike.iter().map(|(_, name, node)| (name, *node)), cx));
        }
    }
    groups
}

fn by_looks<'t>(
    written: impl Iterator<Item = (&'t Cow<'t, str>, NodeRef<'t>)>,
    cx: &Context<'_>,
) -> Vec<Vec<Name>> {
    let mut groups: Vec<Vec<Name>> = Vec::new();
    let mut of_looks: HashMap<String, usize> = HashMap::new();
    let mut of_title: HashMap<String, (usize, usize)> = HashMap::new();
    for (name, node) in written {
        let place = node.child(if node.kind() == Kind::Template { Kind::Name } else { Kind::Target });
        let Some(place) = place.map(|place| place.span().trim(cx.doc.text())) else { continue };
        let title = title(name);
        if let Some(&(group, at)) = of_title.get(&title) {
            groups[group][at].places.push(place);
            continue;
        }
        let group = *of_looks.entry(looks(&title)).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        of_title.insert(title.clone(), (group, groups[group].len()));
        groups[group].push(Name { name: title, places: vec![place] });
    }
    groups.retain(|group| group.len() > 1);
    groups.iter_mut().for_each(|group| group.sort_by_key(|name| std::cmp::Reverse(name.places.len())));
    groups
}
