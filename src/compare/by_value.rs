//! Documents in two languages: what is compared are values, whatever words stand around them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::lost::lost;
use super::matching::{Found, Half, Matching, best};
use super::outline::{Node, NodeKind};
use super::raw::{Raw, Spot, place};
use super::structure;
use super::values::{Meaning, Value, ValueKind};

/// A value that more parts of a document hold does not tell which of them is meant.
const HOLDERS: usize = 3;
/// Sections that share fewer values than this do so by chance.
const SECTION_VALUES: u32 = 2;
/// Smaller whole numbers are written in words in one language and in digits in another.
const SMALLEST: i64 = 13;

/// Joins sections, boxes and tables by their names, by the values that few others hold, then by their order; rows by their
/// first cells, by their values, then by their order.
pub(super) fn join(matching: &mut Matching<'_>) {
    structure::join(matching);
    join_by_values(matching, NodeKind::Section);
    join_by_order(matching, NodeKind::Section);
    join_by_values(matching, NodeKind::Box);
    join_by_order(matching, NodeKind::Box);
    join_by_values(matching, NodeKind::Table);
    join_by_order(matching, NodeKind::Table);
    join_by_values(matching, NodeKind::Row);
    join_by_order(matching, NodeKind::Row);
    structure::join_headings(matching);
    for half in [&mut matching.a, &mut matching.b] {
        let kept: Vec<bool> = (0..half.leaves.len()).map(|leaf| has_place(half, leaf)).collect();
        for (found, _) in half.leaves.iter_mut().zip(kept).filter(|(_, is_kept)| *is_kept) {
            *found = Found::Within;
        }
    }
}

/// What is left of documents in two languages: sections, tables and rows, and the values of those that are in both.
pub(super) fn differences(matching: &Matching<'_>) -> Vec<Raw> {
    let (a, b) = (&matching.a, &matching.b);
    let mut raws = lost(a, b);
    let base = raws.len();
    raws.extend(lost(b, a).into_iter().map(|mut raw| {
        raw.within = raw.within.map(|within| within + base);
        raw.mirrored()
    }));
    let (known_a, known_b) = (known(a), known(b));
    let mut of_a = missing(a, &known_b);
    let of_b = missing(b, &known_a);
    // Two values of one kind that are alone in one row are one that has changed.
    for ((holder, kind), values) in of_b {
        let partner = b.partner(holder).filter(|_| is_row(b, holder));
        let other = partner.and_then(|row| of_a.get_mut(&(row, kind))).filter(|other| other.len() == 1);
        match (values.as_slice(), other) {
            ([(leaf, value)], Some(other)) => {
                let spot = other
                    .pop()
                    .map(|(leaf, value)| (place(a.outline, leaf), Spot::of_value(a.outline, leaf, value)));
                let (name, spot) = spot.unzip();
                let mut raw = Raw::new(kind.into(), spot, Some(Spot::of_value(b.outline, *leaf, value)));
                raw.place = name.flatten();
                raws.push(raw);
            }
            (values, _) => raws.extend(values.iter().map(|(leaf, value)| one(b, *leaf, value).mirrored())),
        }
    }
    raws.extend(of_a.into_values().flatten().map(|(leaf, value)| one(a, leaf, value)));
    raws
}

fn one(half: &Half<'_>, leaf: usize, value: &Value) -> Raw {
    let mut raw = Raw::new(value.kind().into(), Some(Spot::of_value(half.outline, leaf, value)), None);
    raw.place = place(half.outline, leaf);
    raw
}

fn is_row(half: &Half<'_>, at: usize) -> bool {
    half.outline.nodes.get(at).is_some_and(|node| node.kind == NodeKind::Row)
}

/// Values by where they are looked for, a row or a section, and by kind.
type Missing<'o> = FxHashMap<(usize, ValueKind), Vec<(usize, &'o Value)>>;

/// The values of leaves that have a place in the other document, which it has nowhere; each once for each place.
fn missing<'o>(half: &Half<'o>, known: &FxHashSet<Meaning>) -> Missing<'o> {
    let mut missing: Missing<'o> = FxHashMap::default();
    let mut said: FxHashSet<(usize, &Meaning)> = FxHashSet::default();
    for leaf in (0..half.leaves.len()).filter(|leaf| !half.is_lost(*leaf)) {
        let Some(node) = half.outline.leaves.get(leaf).map(|leaf| leaf.node) else { continue };
        let row = half.outline.holder(node, NodeKind::Row);
        let holder = row.unwrap_or_else(|| half.outline.section_of(leaf));
        for value in half.outline.values_of(leaf).iter().filter(|value| is_telling(value)) {
            if !known.contains(&value.meaning) && said.insert((holder, &value.meaning)) {
                missing.entry((holder, value.kind())).or_default().push((leaf, value));
            }
        }
    }
    missing
}

/// Whether a value is the same in all languages, if it is given at all.
fn is_telling(value: &Value) -> bool {
    match &value.meaning {
        Meaning::Number(number) => value.is_exact && (number.scale() > 0 || *number >= SMALLEST.into()),
        Meaning::Date(_) => true,
        Meaning::Name(_) => false,
    }
}

/// All that a document says of numbers and dates: of dates also less exact forms, and their years.
fn known(half: &Half<'_>) -> FxHashSet<Meaning> {
    let mut known = FxHashSet::default();
    for value in &half.outline.values {
        if let Meaning::Date([year, month, day, last_month, last_day]) = value.meaning {
            let ends = [(month, day), (if last_month == 0 { month } else { last_month }, last_day)];
            for (month, day) in ends {
                known.extend(
                    [[year, month, day, 0, 0], [year, month, 0, 0, 0], [0, month, day, 0, 0]]
                        .map(Meaning::Date),
                );
            }
            known.insert(Meaning::Number(year.into()));
        }
        known.insert(value.meaning.clone());
    }
    known
}

/// Whether the part that a leaf is in is in the other document.
fn has_place(half: &Half<'_>, leaf: usize) -> bool {
    let Some(node) = half.outline.leaves.get(leaf).map(|leaf| leaf.node) else { return false };
    let holder = |kind| half.outline.holder(node, kind);
    match holder(NodeKind::Row).or_else(|| holder(NodeKind::Table)).or_else(|| holder(NodeKind::Box)) {
        Some(holder) => half.partner(holder).is_some(),
        None => half.partner(half.outline.section_of(leaf)).is_some(),
    }
}

/// Joins nodes of a kind that have no partner yet by the values in them that few others have.
fn join_by_values(matching: &mut Matching<'_>, kind: NodeKind) {
    let mut holders: FxHashMap<(usize, &Meaning), Vec<usize>> = FxHashMap::default();
    for (around, node, meaning) in free_values(&matching.b, kind, false) {
        let holders = holders.entry((around, meaning)).or_default();
        if holders.last() != Some(&node) && holders.len() <= HOLDERS {
            holders.push(node);
        }
    }
    let mut votes: FxHashMap<(usize, usize), u32> = FxHashMap::default();
    for (around, node, meaning) in free_values(&matching.a, kind, true) {
        let holders = holders.get(&(around, meaning)).filter(|holders| holders.len() <= HOLDERS);
        for other in holders.into_iter().flatten() {
            *votes.entry((node, *other)).or_default() += 1;
        }
    }
    let least = if kind == NodeKind::Section { SECTION_VALUES } else { 1 };
    let votes = votes.into_iter().filter(|(_, votes)| *votes >= least);
    for (a, b) in best(votes.map(|((a, b), votes)| (votes, a, b)).collect()) {
        matching.join_nodes(a, b);
    }
}

/// The values in nodes of a kind without a partner: what the node is looked for in, by its node in the first document;
/// the node; the value.
fn free_values<'o>(half: &Half<'o>, kind: NodeKind, is_a: bool) -> Vec<(usize, usize, &'o Meaning)> {
    let mut values = Vec::new();
    for leaf in 0..half.leaves.len() {
        let Some(node) = half.outline.leaves.get(leaf).map(|leaf| leaf.node) else { continue };
        let holder = match kind {
            NodeKind::Section => Some(half.outline.section_of(leaf)),
            kind => half.outline.holder(node, kind),
        };
        let Some(holder) = holder.filter(|holder| half.partner(*holder).is_none()) else { continue };
        let Some(around) = around(half, holder, is_a) else { continue };
        values.extend(half.outline.values_of(leaf).iter().map(|value| (around, holder, &value.meaning)));
    }
    values
}

/// Where a node is looked for: a row in the table that its own one is joined with, all else anywhere.
fn around(half: &Half<'_>, at: usize, is_a: bool) -> Option<usize> {
    let node = half.outline.nodes.get(at)?;
    if node.kind != NodeKind::Row {
        return Some(0);
    }
    let table = node.parent?;
    let partner = half.partner(table)?;
    Some(if is_a { table } else { partner })
}

/// Joins nodes of a kind that stand in joined ones, between joined neighbours or ends, where both documents have as many
/// of them there.
fn join_by_order(matching: &mut Matching<'_>, kind: NodeKind) {
    let mut runs: FxHashMap<Run, Vec<usize>> = FxHashMap::default();
    for (at, place) in free_runs(&matching.b, kind, false) {
        runs.entry(place).or_default().push(at);
    }
    let mut of_a: FxHashMap<Run, Vec<usize>> = FxHashMap::default();
    for (at, place) in free_runs(&matching.a, kind, true) {
        of_a.entry(place).or_default().push(at);
    }
    for (place, nodes) in of_a {
        let others = runs.get(&place).filter(|others| others.len() == nodes.len());
        for (a, b) in nodes.into_iter().zip(others.into_iter().flatten()) {
            matching.join_nodes(a, *b);
        }
    }
}

/// Where nodes are paired by their order: their holder, the last joined node of their kind before them in it, both by
/// their nodes in the first document, and their rank.
type Run = (usize, Option<usize>, u8);

/// The nodes of a kind without a partner, each with its run.
fn free_runs(half: &Half<'_>, kind: NodeKind, is_a: bool) -> Vec<(usize, Run)> {
    let mut last: FxHashMap<usize, usize> = FxHashMap::default();
    let mut runs = Vec::new();
    let own = |at: usize| half.partner(at).map(|partner| if is_a { at } else { partner });
    for (at, node) in half.outline.nodes_of(kind) {
        let holder = match kind {
            NodeKind::Table | NodeKind::Box => Some(node.section),
            _ => node.parent,
        };
        let holder = holder.and_then(own).or((kind == NodeKind::Section && is_top(node)).then_some(0));
        let Some(holder) = holder else { continue };
        match own(at) {
            Some(here) => {
                last.insert(holder, here);
            }
            None => runs.push((at, (holder, last.get(&holder).copied(), node.level))),
        }
    }
    runs
}

fn is_top(node: &Node) -> bool {
    node.parent.is_none_or(|parent| parent == 0)
}
