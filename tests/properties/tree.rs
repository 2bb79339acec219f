use wikivet::profile::Site;
use wikivet::syntax::{Kind, Tree, parse, parse_counted};

/// The steps that a parse may take for each byte, about twice what hostile inputs need, and those it may take besides.
const STEPS: u64 = 10;
const MORE_STEPS: u64 = 50;

/// Panics unless the leaves tile the text, every span lies on character boundaries, children tile their parent,
/// only the document may be empty, and the work is bounded by the length.
pub fn assert_lossless(text: &str, site: &Site) {
    let (tree, work) = parse_counted(text, site);
    let most = STEPS * text.len() as u64 + MORE_STEPS;
    assert!(work <= most, "{work} steps for {} bytes", text.len());
    assert_tiled(&tree);
}

fn assert_tiled(tree: &Tree<'_>) {
    let text = tree.text();
    let mut at = 0;
    for node in tree.nodes() {
        let span = node.span().range();
        assert!(text.get(span.clone()).is_some(), "{:?} {span:?} is not on boundaries", node.kind());
        assert!(!span.is_empty() || node.kind() == Kind::Document, "{:?} at {span:?} is empty", node.kind());
        assert!(tree.kinds().contains(node.kind()));
        if node.is_leaf() && !text.is_empty() {
            assert_eq!(span.start, at, "{:?} leaves a gap", node.kind());
            at = span.end;
        }
        if let Some(parent) = node.parent() {
            assert!(parent.span().contains(node.span()), "{:?} reaches out of its parent", node.kind());
        }
        let mut reached = span.start;
        for child in node.children() {
            assert_eq!(child.parent().map(|parent| parent.id()), Some(node.id()));
            assert_eq!(child.span().range().start, reached);
            reached = child.span().range().end;
        }
        assert!(node.is_leaf() || reached == span.end, "{:?} is longer than its children", node.kind());
    }
    assert_eq!(at, text.len());
}

/// Panics unless twice the input is at most 2.2 times the work.
pub fn assert_linear(once: &str, twice: &str, site: &Site) {
    let (one, two) = (work(once, site), work(twice, site));
    let shown: String = once.chars().take(60).collect();
    assert!(10 * two <= 22 * one + 10 * MORE_STEPS, "{one} steps, then {two}: {shown:?}");
}

fn work(text: &str, site: &Site) -> u64 {
    parse_counted(text, site).1
}

/// Panics unless the same text gives the same tree.
pub fn assert_same_again(text: &str, site: &Site) {
    let outline = |tree: &Tree<'_>| -> Vec<_> {
        tree.nodes().map(|node| (node.kind(), node.span(), node.subtree_end())).collect()
    };
    assert_eq!(outline(&parse(text, site)), outline(&parse(text, site)));
}
