//! `rules/text/quote-style-mixed.md`

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::engine::{Context, Interest, Rule};
use crate::facts::pairs::{Mark, Quotation};
use crate::facts::prose::{Block, BlockKind, Origin};
use crate::facts::punctuation::Family;
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};

/// Finds quotation marks and apostrophes of another kind than most of the article's.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct QuoteStyleMixed {
    /// Which marks an article is to have: those that most of its quotations have, or the same in all articles.
    style: Style,
    /// Whether apostrophes are looked at as well.
    apostrophes: bool,
}

/// Which marks an article is to have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum Style {
    /// Those that most have.
    #[default]
    Majority,
    /// Straight ones.
    Straight,
    /// Those of the language, whichever of them most have.
    Typographic,
}

/// The two marks of a quotation, or an apostrophe twice.
type Marks = (char, char);

const STRAIGHT: Marks = ('"', '"');
const STRAIGHT_APOSTROPHE: Marks = ('\'', '\'');
const CURVED_APOSTROPHE: Marks = ('’', '’');

/// A place with its marks.
struct Place<'p> {
    marks: Marks,
    block: Block<'p>,
    first: Mark,
    last: Mark,
}

impl Rule for QuoteStyleMixed {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let quotations = cx.facts.quotes().quotations.iter().filter_map(|quotation| place(*quotation, cx));
        self.judge(&quotations.collect::<Vec<_>>(), STRAIGHT, "quotation", cx);
        if self.apostrophes {
            self.judge(&apostrophes(cx), STRAIGHT_APOSTROPHE, "apostrophe", cx);
        }
    }
}

impl QuoteStyleMixed {
    fn judge(&self, places: &[Place<'_>], straight: Marks, what: &str, cx: &mut Context<'_>) {
        let mut counts: BTreeMap<Marks, usize> = BTreeMap::new();
        for place in places {
            *counts.entry(place.marks).or_default() += 1;
        }
        let is_allowed = |marks: Marks| match self.style {
            Style::Majority => true,
            Style::Straight => marks == straight,
            Style::Typographic => marks != straight,
        };
        // Of two that are as frequent, the language's own; of those, the straight one, the first in Unicode's order.
        let allowed = counts.iter().filter(|(marks, _)| is_allowed(**marks));
        let most = allowed
            .max_by_key(|&(marks, count)| (*count, is_own(*marks, straight, cx), std::cmp::Reverse(*marks)));
        let (usual, n_usual) = match (most, self.style) {
            (Some((marks, count)), _) => (*marks, *count),
            (None, Style::Straight) => (straight, 0),
            (None, _) => return,
        };
        // Nobody is to give up the marks of the language for straight ones that it does not have.
        let is_foreign =
            self.style == Style::Majority && usual == straight && !is_own(straight, straight, cx);
        for place in places.iter().filter(|place| place.marks != usual) {
            if is_foreign && is_own(place.marks, straight, cx) {
                continue;
            }
            let n_alike = counts.get(&place.marks).copied().unwrap_or_default();
            cx.report(finding(place, (usual, n_usual), n_alike, what));
        }
    }
}

/// Whether marks are of the document's language; straight apostrophes are of each, as data tell of quotations alone.
fn is_own(marks: Marks, straight: Marks, cx: &Context<'_>) -> bool {
    let own = cx.language.map(|language| language.quotes.as_slice()).unwrap_or_default();
    let is_pair = |[opener, closer]: &[String; 2]| opener.starts_with(marks.0) && closer.starts_with(marks.1);
    straight == STRAIGHT_APOSTROPHE && marks == straight || own.iter().any(is_pair)
}

/// A quotation in the article's own text that is in no other one.
fn place<'c>(quotation: Quotation, cx: &Context<'c>) -> Option<Place<'c>> {
    let Quotation { open, close, is_nested, is_alike } = quotation;
    let block = cx.facts.prose().block(open.block as usize)?;
    let is_own =
        |mark: Mark| block.origin_at(mark.at as usize) == Origin::Own && block.is_verbatim(mark.range());
    // Corner brackets mark titles.
    let is_counted = is_alike && !is_nested && !matches!(open.sign, '「' | '『');
    let is_meant = is_counted && block.kind() != BlockKind::Reference && is_own(open) && is_own(close);
    is_meant.then_some(Place { marks: (open.sign, close.sign), block, first: open, last: close })
}

/// The apostrophes in the article's own words.
fn apostrophes<'c>(cx: &Context<'c>) -> Vec<Place<'c>> {
    let mut places = Vec::new();
    for candidates in cx.facts.punctuation().by_block(Family::Apostrophe) {
        let block = candidates.first().and_then(|first| cx.facts.prose().block(first.block as usize));
        let is_text = |block: &Block<'_>| !matches!(block.kind(), BlockKind::Argument | BlockKind::Reference);
        let Some(block) = block.filter(is_text) else { continue };
        let origins = block.origins();
        for candidate in candidates.iter().filter(|candidate| matches!(candidate.sign, '\'' | '’')) {
            let mark = Mark { block: candidate.block, at: candidate.at, sign: candidate.sign };
            if origins.at(candidate.at as usize) == Origin::Own && block.is_verbatim(mark.range()) {
                places.push(Place { marks: (mark.sign, mark.sign), block, first: mark, last: mark });
            }
        }
    }
    places.retain(|place| matches!(place.marks, STRAIGHT_APOSTROPHE | CURVED_APOSTROPHE));
    places
}

fn finding(place: &Place<'_>, (usual, n_usual): (Marks, usize), n_alike: usize, what: &str) -> Finding {
    let [first, last] = [place.first, place.last].map(|mark| place.block.span_of(mark.range()));
    let drawn = |marks: Marks| match what {
        "quotation" => format!("`{}…{}`", marks.0, marks.1),
        _ => format!("`{}`", marks.0),
    };
    let (now, then) = (drawn(place.marks), drawn(usual));
    let n_all = n_usual + n_alike;
    let message = match n_usual {
        0 => format!("the {what} is written {now}"),
        _ => {
            format!("the {what} is written {now}, as {n_alike} of {n_all} are; the others are written {then}")
        }
    };
    let mut edits = vec![Edit::replace(first, usual.0.to_string())];
    if first != last {
        edits.push(Edit::replace(last, usual.1.to_string()));
    }
    Finding::new(first, message)
        .help(format!("write {then} throughout the article"))
        .cluster(format!("{what} {}", place.marks.0))
        .fix(Fix::new(format!("write {then}"), edits, Safety::Suggested))
}
