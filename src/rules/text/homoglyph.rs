//! `rules/text/homoglyph.md`

use std::ops::Range;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;

use super::looked_up::is_looked_up;
use super::unbroken_before;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::Homoglyphs;
use crate::rules::options::Words;
use crate::source::Span;
use crate::syntax::{Kind, NodeRef};

/// Shorter words are formulas and units as often.
const MIN_LETTERS: usize = 3;
/// The longest word that is looked at, in bytes on either side of the place where two scripts meet.
const MAX_WORD: usize = 80;

/// Finds words that have letters of another script which look like their own.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Homoglyph {
    /// Words that are meant as they are; case makes no difference.
    allow: Words,
}

/// A word and what was meant.
struct Mixed {
    span: Span,
    meant: String,
    message: String,
}

impl Rule for Homoglyph {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        let mut found: Vec<Mixed> = Vec::new();
        let mut next = 0;
        for &at in &cx.facts.characters().mixed {
            if at < next {
                continue;
            }
            let Some(span) = word_at(text, at as usize) else { continue };
            next = span.end;
            if is_text(cx.tree.leaf_at(at)) && !is_in_url(text, span) {
                let word = text.get(span.range()).unwrap_or_default();
                found.extend(mixed(text, span).filter(|_| !self.allow.contains(word)));
            }
        }
        if found.is_empty() {
            return;
        }
        let known = words_of(text, found.iter().map(|mixed| mixed.meant.as_str()).collect());
        for Mixed { span, meant, message } in &found {
            let is_proven = known.contains(meant.as_str()) && !is_looked_up(*span, cx);
            let safety = if is_proven { Safety::Safe } else { Safety::Suggested };
            let fix = Fix::replace(format!("write `{meant}` in one script"), *span, meant, safety);
            let help = "write all letters of the word in one script, so that searches and links find it";
            cx.report(Finding::new(*span, message).help(help).fix(fix));
        }
    }
}

/// Those of some words that a text has.
fn words_of<'t>(text: &'t str, words: FxHashSet<&str>) -> FxHashSet<&'t str> {
    let Ok(search) = AhoCorasick::new(words) else { return FxHashSet::default() };
    let places = search.find_overlapping_iter(text).map(|place| place.range());
    let is_word = |place: &Range<usize>| {
        let before = text.get(..place.start).and_then(|before| before.chars().next_back());
        let after = text.get(place.end..).and_then(|after| after.chars().next());
        !before.is_some_and(is_letter) && !after.is_some_and(is_letter)
    };
    places.filter(is_word).filter_map(|place| text.get(place)).collect()
}

fn is_letter(sign: char) -> bool {
    sign.is_alphabetic() || ('\u{300}'..='\u{36F}').contains(&sign)
}

/// The letters around a place; none if they are more than a word's.
fn word_at(text: &str, at: usize) -> Option<Span> {
    let from = text.floor_char_boundary(at.saturating_sub(MAX_WORD));
    let to = text.ceil_char_boundary((at + MAX_WORD).min(text.len()));
    let head = text.get(from..at)?.trim_end_matches(is_letter);
    let tail = text.get(at..to)?.trim_start_matches(is_letter);
    let is_cut = head.is_empty() && from > 0 || tail.is_empty() && to < text.len();
    (!is_cut).then(|| Span::of(from + head.len()..to - tail.len()))
}

/// Whether words stand in a leaf: not a URL, a comment, or code.
fn is_text(leaf: NodeRef<'_>) -> bool {
    let mut around = leaf.ancestors().take(2);
    leaf.kind() == Kind::Text
        && !around.any(|node| matches!(node.kind(), Kind::Attributes | Kind::File | Kind::GalleryLine))
}

fn is_in_url(text: &str, span: Span) -> bool {
    let before = unbroken_before(text, span.start);
    let after = text.get(span.end as usize..).unwrap_or_default();
    before.contains("//")
        || before.contains("www.")
        || before.ends_with(['/', '@', '_', '\\'])
        || after.starts_with(['_', '@', '\\'])
}

/// Whether a word is of one script but for letters that look like its own, most of its letters being so.
fn mixed(text: &str, span: Span) -> Option<Mixed> {
    let word = text.get(span.range())?;
    let scripts = Homoglyphs::known();
    let script = word.chars().find_map(|sign| scripts.script(sign))?;
    // A capital within a word starts another one: `iФон`.
    let mut neighbours = word.chars().zip(word.chars().skip(1));
    let is_compound = neighbours.any(|(one, next)| one.is_lowercase() && next.is_uppercase());
    let n_letters = word.chars().filter(|sign| sign.is_alphabetic()).count();
    let mut others = word.chars().filter_map(|sign| scripts.script(sign));
    if is_compound || n_letters < MIN_LETTERS || others.any(|other| other.name != script.name) {
        return None;
    }
    let is_other = |sign: &char| scripts.script(*sign).is_some();
    let n_script = word.chars().filter(is_other).count();
    let (meant, foreign, own) = match (script.to_latin(word), script.from_latin(word)) {
        (Some(latin), None) if n_script * 2 < n_letters => (latin, script.name.as_str(), "Latin"),
        (None, Some(other)) if n_script * 2 > n_letters => (other, "Latin", script.name.as_str()),
        _ => return None,
    };
    let signs: Vec<String> = word
        .chars()
        .filter(|sign| is_other(sign) == (own == "Latin"))
        .map(|sign| format!("`{sign}`"))
        .collect();
    let message = match signs.as_slice() {
        [one] => format!("{one} in `{word}` is a letter of the {foreign} script, in a {own} word"),
        more => {
            format!("{} in `{word}` are letters of the {foreign} script, in a {own} word", more.join(", "))
        }
    };
    Some(Mixed { span, meant, message })
}
