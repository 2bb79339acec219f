//! Sections, tables, boxes and rows that are the same in both documents.

use rustc_hash::FxHashMap;

use super::leaf::GAP;
use super::matching::{Found, Half, Matching, best};
use super::outline::{Node, NodeKind};
use super::words::{Key, key_of};

/// A row's key that more tables have says nothing about which of them is meant.
const TABLES_A_KEY: usize = 4;

/// A word that more rows of a table have says nothing about which of them is meant.
const ROWS_A_WORD: usize = 3;

/// Joins what has equal names: sections by their headings, boxes by their templates, tables by their rows, captions or
/// heads, rows by what they say or by their first cells, fields by their parameters.
pub(super) fn join(matching: &mut Matching<'_>) {
    matching.join_nodes(0, 0);
    matching.join_nodes_by(section_path, section_path);
    matching.join_nodes_by(section_title, section_title);
    join_headings(matching);
    matching.join_nodes_by(box_name, box_name);
    join_tables(matching);
    join_rows(matching);
    let field = |is_a: bool| {
        move |half: &Half<'_>, node: usize| child_key(half, node, is_a, NodeKind::Field, |of| of.key)
    };
    matching.join_nodes_by(field(true), field(false));
}

/// Joins the headings of joined sections.
pub(super) fn join_headings(matching: &mut Matching<'_>) {
    let heading = |half: &Half<'_>, node: usize| {
        let leaf = half.outline.nodes.get(node)?.leaves.start;
        half.outline.leaves.get(leaf).filter(|of| of.is_heading && of.node == node).map(|_| leaf)
    };
    let pairs: Vec<_> = (0..matching.a.nodes.len())
        .filter_map(|node| Some((node, matching.a.partner(node)?)))
        .filter_map(|(a, b)| Some((heading(&matching.a, a)?, heading(&matching.b, b)?)))
        .collect();
    for (a, b) in pairs {
        matching.join_leaves(a, b);
    }
}

/// Joins sections that have no partner yet by the text they share, each with the one that has most of it.
pub(super) fn join_by_text(matching: &mut Matching<'_>) {
    let mut votes: FxHashMap<(usize, usize), u32> = FxHashMap::default();
    for leaf in 0..matching.a.leaves.len() {
        let Found::As(other) = matching.a.found(leaf) else { continue };
        let (a, b) = (matching.a.outline.section_of(leaf), matching.b.outline.section_of(other));
        if matching.a.partner(a).is_none() && matching.b.partner(b).is_none() {
            *votes.entry((a, b)).or_default() += matching.a.outline.words_of(leaf).len() as u32;
        }
    }
    for (a, b) in best(votes.into_iter().map(|((a, b), votes)| (votes, a, b)).collect()) {
        matching.join_nodes(a, b);
    }
    join_headings(matching);
}

fn node<'h>(half: &'h Half<'_>, at: usize, kind: NodeKind) -> Option<&'h Node> {
    half.outline.nodes.get(at).filter(|node| node.kind == kind)
}

fn section_path(half: &Half<'_>, at: usize) -> Option<(Key, Option<Key>)> {
    let section = node(half, at, NodeKind::Section)?;
    let parent = section.parent.and_then(|parent| half.outline.nodes.get(parent)?.key);
    Some((section.key?, parent))
}

fn section_title(half: &Half<'_>, at: usize) -> Option<Key> {
    node(half, at, NodeKind::Section)?.key
}

fn box_name(half: &Half<'_>, at: usize) -> Option<Key> {
    node(half, at, NodeKind::Box)?.key
}

/// What a node in a joined one is found by: the pair that it is in, by its node in the first document, and its own key.
fn child_key(
    half: &Half<'_>,
    at: usize,
    is_a: bool,
    kind: NodeKind,
    key: impl Fn(&Node) -> Option<Key>,
) -> Option<(usize, Key)> {
    let node = node(half, at, kind)?;
    let parent = node.parent?;
    let partner = half.partner(parent)?;
    Some((if is_a { parent } else { partner }, key(node)?))
}

fn join_tables(matching: &mut Matching<'_>) {
    let mut holders: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    for (key, table) in row_keys(&matching.b) {
        let tables = holders.entry(key).or_default();
        if tables.last() != Some(&table) && tables.len() <= TABLES_A_KEY {
            tables.push(table);
        }
    }
    let mut votes: FxHashMap<(usize, usize), u32> = FxHashMap::default();
    for (key, table) in row_keys(&matching.a) {
        let tables = holders.get(&key).filter(|tables| tables.len() <= TABLES_A_KEY);
        for other in tables.into_iter().flatten() {
            *votes.entry((table, *other)).or_default() += 1;
        }
    }
    for (a, b) in best(votes.into_iter().map(|((a, b), votes)| (votes, a, b)).collect()) {
        matching.join_nodes(a, b);
    }
    let caption = |half: &Half<'_>, at: usize| node(half, at, NodeKind::Table)?.key;
    matching.join_nodes_by(caption, caption);
    let heads = |is_a: bool| {
        move |half: &Half<'_>, at: usize| {
            let table = node(half, at, NodeKind::Table)?;
            let partner = half.partner(table.section)?;
            let heads = half.outline.heads.binary_search_by_key(&at, |(of, _)| *of).ok()?;
            let (_, heads) = half.outline.heads.get(heads)?;
            Some((if is_a { table.section } else { partner }, heads.clone()))
        }
    };
    matching.join_nodes_by(heads(true), heads(false));
}

/// What the rows of tables are found by, with the tables.
fn row_keys(half: &Half<'_>) -> Vec<(Key, usize)> {
    let rows = half.outline.nodes_of(NodeKind::Row);
    rows.filter_map(|(_, row)| Some((row.key?, row.parent?))).collect()
}

/// Joins the rows of joined tables: those that say the same, then those with the same first cell.
fn join_rows(matching: &mut Matching<'_>) {
    let whole = |is_a: bool| {
        move |half: &Half<'_>, at: usize| {
            let leaves = half.outline.leaves.get(node(half, at, NodeKind::Row)?.leaves.clone())?;
            let key = key_of(leaves.iter().map(|leaf| leaf.key));
            child_key(half, at, is_a, NodeKind::Row, |_| Some(key))
        }
    };
    matching.join_nodes_by(whole(true), whole(false));
    let first = |is_a: bool| {
        move |half: &Half<'_>, at: usize| child_key(half, at, is_a, NodeKind::Row, |row| row.key)
    };
    matching.join_nodes_by(first(true), first(false));
    join_rows_by_words(matching);
}

/// Joins the rows of joined tables that are left if they share most of the words that few rows have: the first cell has
/// changed, or an extract has lost it with its template.
fn join_rows_by_words(matching: &mut Matching<'_>) {
    let (of_a, of_b) = (row_words(&matching.a, true), row_words(&matching.b, false));
    let count = |words: &RowWords| {
        let mut counts: FxHashMap<usize, u32> = FxHashMap::default();
        for row in words.values().filter(|rows| rows.len() <= ROWS_A_WORD).flatten() {
            *counts.entry(*row).or_default() += 1;
        }
        counts
    };
    let (n_of_a, n_of_b) = (count(&of_a), count(&of_b));
    let mut votes: FxHashMap<(usize, usize), u32> = FxHashMap::default();
    for (word, rows) in of_a.iter().filter(|(_, rows)| rows.len() <= ROWS_A_WORD) {
        let others = of_b.get(word).filter(|others| others.len() <= ROWS_A_WORD);
        for other in others.into_iter().flatten() {
            for row in rows {
                *votes.entry((*row, *other)).or_default() += 1;
            }
        }
    }
    let n_least = |a: usize, b: usize| n_of_a.get(&a).copied().min(n_of_b.get(&b).copied()).unwrap_or(0);
    let most = votes.into_iter().filter(|&((a, b), votes)| votes > 1 && votes * 2 > n_least(a, b));
    for (a, b) in best(most.map(|((a, b), votes)| (votes, a, b)).collect()) {
        matching.join_nodes(a, b);
    }
}

/// The rows without a partner that hold a word, each once, by their table, as a node of the first document, and the word.
type RowWords = FxHashMap<(usize, Key), Vec<usize>>;

fn row_words(half: &Half<'_>, is_a: bool) -> RowWords {
    let mut holders: RowWords = FxHashMap::default();
    for (at, row) in half.outline.nodes_of(NodeKind::Row).filter(|(at, _)| half.partner(*at).is_none()) {
        let Some(table) = row.parent else { continue };
        let Some(partner) = half.partner(table) else { continue };
        for word in
            row.leaves.clone().flat_map(|leaf| half.outline.words_of(leaf)).filter(|word| word.key != GAP)
        {
            let rows = holders.entry((if is_a { table } else { partner }, word.key)).or_default();
            if rows.last() != Some(&at) && rows.len() <= ROWS_A_WORD {
                rows.push(at);
            }
        }
    }
    holders
}
