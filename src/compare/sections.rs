//! The result: sections of both documents in one order, and the differences in them.

use super::Comparison;
use super::difference::{Difference, SectionPair, SectionPlace};
use super::matching::{Found, Half};
use super::outline::NodeKind;
use super::raw::{Raw, Spot, section_span};

/// Puts the differences into the order of the text and gives each its section.
pub(super) fn assemble(a: &Half<'_>, b: &Half<'_>, raws: Vec<Raw>, is_by_value: bool) -> Comparison {
    let (sections, of_a, of_b) = sections(a, b);
    let section = |raw: &Raw| {
        let of = |spot: &Option<Spot>, places: &[usize]| {
            spot.as_ref().and_then(|spot| places.get(spot.section)).copied()
        };
        of(&raw.a, &of_a).or_else(|| of(&raw.b, &of_b)).unwrap_or(0)
    };
    let start = |spot: &Option<Spot>| spot.as_ref().map_or(u32::MAX, |spot| spot.passage.span.start);
    let mut order: Vec<usize> = (0..raws.len()).collect();
    let keys: Vec<_> = raws
        .iter()
        .map(|raw| (section(raw), start(&raw.a), start(&raw.b), raw.kind, raw.within.is_some()))
        .collect();
    order.sort_by_key(|at| keys.get(*at));
    let mut places = vec![0; raws.len()];
    for (place, at) in order.iter().enumerate() {
        if let Some(slot) = places.get_mut(*at) {
            *slot = place;
        }
    }
    let mut raws: Vec<Option<Raw>> = raws.into_iter().map(Some).collect();
    let differences = order.into_iter().filter_map(|at| {
        let raw = raws.get_mut(at)?.take()?;
        Some(Difference {
            section: keys.get(at).map_or(0, |key| key.0),
            kind: raw.kind,
            a: raw.a.map(|spot| spot.passage),
            b: raw.b.map(|spot| spot.passage),
            place: raw.place,
            within: raw.within.and_then(|within| places.get(within)).copied(),
            holds: raw.holds,
            changes: raw.changes,
        })
    });
    Comparison { sections, differences: differences.collect(), is_by_value }
}

/// The sections in the order of the first document, then those of the second alone, and the place of each node's section
/// among them.
fn sections(a: &Half<'_>, b: &Half<'_>) -> (Vec<SectionPair>, Vec<usize>, Vec<usize>) {
    let (mut pairs, mut of_a, mut of_b) = (Vec::new(), vec![0; a.nodes.len()], vec![0; b.nodes.len()]);
    let (words_a, words_b) = (words(a), words(b));
    let share = |one: Option<usize>, other: Option<usize>| {
        let count = |words: &[(usize, usize)], at: Option<usize>| {
            at.and_then(|at| words.get(at)).copied().unwrap_or_default()
        };
        let ((kept_a, all_a), (kept_b, all_b)) = (count(&words_a, one), count(&words_b, other));
        match all_a + all_b {
            0 => 1.0,
            all => ((kept_a + kept_b) as f64 / all as f64 * 1000.0).round() / 1000.0,
        }
    };
    for (at, _) in a.outline.nodes_of(NodeKind::Section) {
        let partner = a.partner(at);
        if let Some(slot) = of_a.get_mut(at) {
            *slot = pairs.len();
        }
        if let Some(slot) = partner.and_then(|partner| of_b.get_mut(partner)) {
            *slot = pairs.len();
        }
        let score = if partner.is_some() { share(Some(at), partner) } else { 0.0 };
        pairs.push(SectionPair { a: section(a, at), b: partner.and_then(|at| section(b, at)), score });
    }
    for (at, _) in b.outline.nodes_of(NodeKind::Section).filter(|(at, _)| b.partner(*at).is_none()) {
        if let Some(slot) = of_b.get_mut(at) {
            *slot = pairs.len();
        }
        pairs.push(SectionPair { a: None, b: section(b, at), score: 0.0 });
    }
    (pairs, of_a, of_b)
}

fn section(half: &Half<'_>, at: usize) -> Option<SectionPlace> {
    let node = half.outline.nodes.get(at)?;
    Some(SectionPlace { title: node.title.clone(), level: node.level, span: section_span(half.outline, at) })
}

/// The words of each section that the other document has, and all of them.
fn words(half: &Half<'_>) -> Vec<(usize, usize)> {
    let mut words = vec![(0, 0); half.nodes.len()];
    for leaf in 0..half.leaves.len() {
        let count = half.outline.words_of(leaf).len();
        if let Some((kept, all)) = words.get_mut(half.outline.section_of(leaf)) {
            *kept += if half.found(leaf) == Found::Lost { 0 } else { count };
            *all += count;
        }
    }
    words
}
