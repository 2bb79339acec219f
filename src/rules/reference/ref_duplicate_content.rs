//! `rules/reference/ref-duplicate-content.md`

use std::collections::{HashMap, HashSet};

use crate::engine::{Context, Interest, Rule};
use crate::facts::references::RefTag;
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Kind, NodeRef};

/// Finds references without a name that repeat the content of another one.
pub struct RefDuplicateContent;

impl Rule for RefDuplicateContent {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let mut known: HashMap<(&str, String), usize> = HashMap::new();
        let mut alike: Vec<Vec<&RefTag>> = Vec::new();
        for (tag, content) in with_equal_sums(cx) {
            if !names_source(cx.tree.node(tag.node)) {
                continue;
            }
            let key = (&*tag.group, folded(cx.doc.slice(content)));
            let place = *known.entry(key).or_insert(alike.len());
            match alike.get_mut(place) {
                Some(tags) => tags.push(tag),
                None => alike.push(vec![tag]),
            }
        }
        alike.retain(|tags| tags.len() > 1);
        if alike.is_empty() {
            return;
        }
        let mut names = Names::of(cx);
        let findings: Vec<Finding> = alike.iter().flat_map(|tags| duplicates(tags, &mut names, cx)).collect();
        findings.into_iter().for_each(|finding| cx.report(finding));
    }
}

/// The footnotes whose content has a sum that the content of another one has, too, in the order of the text: all that
/// repeat each other, and few more.
pub(super) fn with_equal_sums<'c>(cx: &Context<'c>) -> Vec<(&'c RefTag, Span)> {
    let tags = cx.facts.references().tags().iter().filter_map(|tag| {
        // Without a name, one in a list is no footnote at all.
        let is_footnote = tag.name.is_some() || !tag.in_list;
        Some((tag, tag.content.filter(|_| is_footnote)?))
    });
    let tags: Vec<(&RefTag, Span)> = tags.collect();
    let sums: Vec<u64> = tags.iter().map(|(_, content)| sum(cx.doc.slice(*content))).collect();
    let mut sorted = sums.clone();
    sorted.sort_unstable();
    let repeats = |sum: &u64| {
        let first = sorted.partition_point(|other| other < sum);
        sorted.get(first + 1) == Some(sum)
    };
    tags.into_iter().zip(&sums).filter(|(_, sum)| repeats(sum)).map(|(tag, _)| tag).collect()
}

/// A number that contents have in common that differ in white space only, and few others.
fn sum(content: &str) -> u64 {
    let (mut sum, mut squares) = (0, 0);
    // In parts for which 32 bits are enough, so that many bytes are added up at once.
    for part in content.as_bytes().chunks(1 << 12) {
        let seen = part.iter().map(|&byte| if byte.is_ascii_graphic() { u32::from(byte) } else { 0 });
        sum += u64::from(seen.clone().sum::<u32>());
        squares += u64::from(seen.map(|byte| byte * byte).sum::<u32>());
    }
    squares << 24 ^ sum
}

/// Whether the content of a reference leads to one certain source: in other words, `ibid.` and a page can be of two, and
/// so can a template that is told nothing.
pub(super) fn names_source(reference: NodeRef<'_>) -> bool {
    let leads = |node: NodeRef<'_>| match node.kind() {
        Kind::ExternalLink | Kind::BareUrl => true,
        Kind::Template => node.child(Kind::Argument).is_some(),
        _ => false,
    };
    reference.kind() == Kind::Reference && reference.descendants().any(leads)
}

/// The findings for references of one content, of which the named one, else the first one, stays.
fn duplicates(tags: &[&RefTag], names: &mut Names, cx: &Context<'_>) -> Vec<Finding> {
    let unnamed = || tags.iter().filter(|tag| tag.name.is_none() && !tag.follows);
    let kept = tags.iter().find(|tag| tag.name.is_some()).or_else(|| unnamed().next());
    let Some(kept) = kept else { return Vec::new() };
    let place = cx.tree.node(kept.node).span();
    let others: Vec<&&RefTag> = unnamed().filter(|tag| tag.node != kept.node).collect();
    if others.is_empty() {
        return Vec::new();
    }
    let name = kept.name.clone().unwrap_or_else(|| names.free());
    let group = if kept.group.is_empty() { String::new() } else { format!(" group=\"{}\"", kept.group) };
    let is_plain = !name.contains(['"', '<', '>', '&']) && !kept.group.contains(['"', '<', '>', '&']);
    let findings = others.iter().map(|tag| {
        let span = cx.tree.node(tag.node).span();
        let content = shown(tag.content.map(|content| cx.doc.slice(content)).unwrap_or_default());
        let finding = Finding::new(span, format!("reference `{content}` is written out again"))
            .label(place, "the same content")
            .help("give one of them a name, and refer to it by that name")
            .cluster(&name);
        if !is_plain {
            return finding;
        }
        let title = format!("refer to it as `{name}`");
        let refer = Edit::replace(span, format!("<ref name=\"{name}\"{group} />"));
        finding.fix(if kept.name.is_some() {
            Fix::new(title, vec![refer], Safety::Suggested)
        } else {
            let named = Edit::insert(place.start + "<ref".len() as u32, format!(" name=\"{name}\""));
            // The name is given once; the others refer to it when the text is read again.
            Fix::new(title, vec![named, refer], Safety::Suggested).group(format!("ref {name}"))
        })
    });
    findings.collect()
}

/// A content without its white space: how it is laid out makes no difference to the source it names.
pub(super) fn folded(content: &str) -> String {
    content.split_whitespace().collect()
}

/// Names for references that have none yet, as MediaWiki's visual editor gives them: `:0`, `:1`.
struct Names {
    taken: HashSet<String>,
    next: usize,
}

impl Names {
    fn of(cx: &Context<'_>) -> Self {
        let references = cx.facts.references();
        let names = references.names().iter().map(|named| &named.name);
        Names { taken: names.chain(references.defined_elsewhere()).cloned().collect(), next: 0 }
    }

    fn free(&mut self) -> String {
        loop {
            let name = format!(":{}", self.next);
            self.next += 1;
            if !self.taken.contains(&name) {
                return name;
            }
        }
    }
}
