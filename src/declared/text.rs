use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;
use regex::{Captures, Regex};
use regex_syntax::hir::literal::Extractor;
use serde::Deserialize;
use toml::Spanned;

use super::check::{Compiled, fields};
use super::error::{only_one, place as place_of};
use super::place::{Place, is_read_as_wikitext};
use super::rule::{Judge, Violation};
use super::{CheckError, pattern};
use crate::engine::{Context, Interest};
use crate::facts::prose::{Block, Origin};
use crate::fix::Edit;
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{KindSet, NodeRef};

/// `[check.text]`: what must not, or must, stand in some places.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TextTable {
    /// What must not be there.
    #[serde(default)]
    pattern: Option<Spanned<String>>,
    /// Words that must not be there.
    #[serde(default)]
    words: Option<Spanned<Vec<String>>>,
    /// Words that must not be there, with those to write instead.
    #[serde(default)]
    swaps: Option<Spanned<BTreeMap<String, String>>>,
    /// What all of the text of each place must match.
    #[serde(default)]
    must_match: Option<Spanned<String>>,
    /// Where the text is looked at.
    #[serde(default, rename = "in")]
    places: Option<Spanned<Vec<Place>>>,
    /// Whose words are looked at.
    #[serde(default)]
    whose: Option<Spanned<Vec<Origin>>>,
    /// Patterns of text in which nothing is found.
    #[serde(default)]
    except: Vec<Spanned<String>>,
    /// Whether upper and lower case are the same; they are for words, unless it is said.
    #[serde(default)]
    ignore_case: Option<bool>,
    /// What to write instead, with `$1` for captures.
    #[serde(default)]
    replacement: Option<Spanned<String>>,
}

impl TextTable {
    /// Whether it says what to write instead.
    pub(super) fn repairs(&self) -> bool {
        self.replacement.is_some() || self.swaps.is_some()
    }

    /// Makes the check.
    pub(super) fn compile(&self) -> Result<Compiled, CheckError> {
        only_one(&[
            ("pattern", place_of(&self.pattern)),
            ("words", place_of(&self.words)),
            ("swaps", place_of(&self.swaps)),
            ("must-match", place_of(&self.must_match)),
        ])?;
        let ignore_case = self.ignore_case.unwrap_or(self.words.is_some() || self.swaps.is_some());
        let wanted = if let Some(pattern) = &self.pattern {
            pattern::compile(pattern, ignore_case)?
        } else if let Some(whole) = &self.must_match {
            pattern::compile_whole(whole, ignore_case)?
        } else if let Some(words) = &self.words {
            let list: Vec<&str> = words.as_ref().iter().map(String::as_str).collect();
            pattern::compile_words(&list, words.span(), ignore_case)?
        } else {
            let words: Option<Vec<&str>> =
                self.swaps.as_ref().map(|swaps| swaps.as_ref().keys().map(String::as_str).collect());
            let span = place_of(&self.swaps).unwrap_or_default();
            pattern::compile_words(&words.unwrap_or_default(), span, ignore_case)?
        };
        if let Some(replacement) = &self.replacement {
            self.check_replacement(replacement, &wanted)?;
        }
        let except = self.except.iter().map(|except| pattern::compile(except, ignore_case));
        let places =
            self.places.as_ref().map_or_else(|| vec![Place::Prose], |places| places.as_ref().clone());
        let read: Vec<Place> = places.iter().copied().filter(|place| place.is_read()).collect();
        if let Some(whose) = self.whose.as_ref().filter(|_| read.is_empty()) {
            return Err(CheckError::at(
                whose.span(),
                "`whose` is for text as it is read, and `in` names source alone",
            ));
        }
        let whose = self.whose.as_ref().map_or_else(|| vec![Origin::Own], |whose| whose.as_ref().clone());
        let swaps = self.swaps.as_ref().map(|swaps| swaps.as_ref().clone()).unwrap_or_default();
        let mut named = fields(&["match", "replacement"]);
        named.extend((1..wanted.captures_len()).map(|number| number.to_string()));
        named.extend(wanted.capture_names().flatten().map(str::to_owned));
        let judge = Text {
            must_match: self.must_match.is_some(),
            except: except.collect::<Result<_, _>>()?,
            sources: places.iter().copied().filter(|place| place.kinds() != KindSet::EMPTY).collect(),
            whole_source: places.contains(&Place::Source),
            swaps: swaps.into_iter().map(|(wrong, right)| (folded(&wrong, ignore_case), right)).collect(),
            replacement: self.replacement.as_ref().map(|replacement| replacement.as_ref().clone()),
            read,
            whose,
            ignore_case,
            start: start_of(&wanted),
            wanted,
        };
        Ok(Compiled { judge: Box::new(judge), fields: named })
    }

    /// A replacement needs something that is replaced, and captures that there are.
    fn check_replacement(&self, replacement: &Spanned<String>, pattern: &Regex) -> Result<(), CheckError> {
        if self.pattern.is_none() && self.words.is_none() {
            return Err(CheckError::at(replacement.span(), "`replacement` is for `pattern` and `words`"));
        }
        let mut known = vec!["0".to_owned()];
        known.extend((1..pattern.captures_len()).map(|number| number.to_string()));
        known.extend(pattern.capture_names().flatten().map(str::to_owned));
        super::speech::Speech::parse(replacement.as_ref(), replacement.span(), &known).map(|_| ())
    }
}

/// A word as [`Text::swaps`] holds it.
fn folded(word: &str, ignore_case: bool) -> String {
    let words: Vec<&str> = word.split_whitespace().collect();
    let word = words.join(" ");
    if ignore_case { word.to_lowercase() } else { word }
}

/// The text that all matches of a pattern start with, if it is long enough to be rare.
fn start_of(pattern: &Regex) -> Option<String> {
    const SHORTEST: usize = 3;
    let hir = regex_syntax::parse(pattern.as_str()).ok()?;
    let starts = Extractor::new().extract(&hir);
    let start = std::str::from_utf8(starts.longest_common_prefix()?).ok()?;
    (start.len() >= SHORTEST).then(|| start.to_owned())
}

struct Text {
    wanted: Regex,
    /// What all that is wanted starts with.
    start: Option<String>,
    must_match: bool,
    except: Vec<Regex>,
    /// Places of text as read.
    read: Vec<Place>,
    /// Places of text as written.
    sources: Vec<Place>,
    whole_source: bool,
    whose: Vec<Origin>,
    swaps: BTreeMap<String, String>,
    replacement: Option<String>,
    ignore_case: bool,
}

impl Judge for Text {
    fn interest(&self) -> Interest {
        let mut kinds = KindSet::EMPTY;
        for place in &self.sources {
            kinds = kinds.union(place.kinds());
        }
        Interest { kinds, finish: self.whole_source || !self.read.is_empty(), ..Interest::default() }
    }

    fn block_pattern(&self) -> Option<&str> {
        (!self.read.is_empty() && !self.must_match && self.start.is_none()).then(|| self.wanted.as_str())
    }

    fn node(&self, node: NodeRef<'_>, cx: &Context<'_>, found: &mut Vec<Violation>) {
        for place in self.sources.iter().filter(|place| place.kinds().contains(node.kind())) {
            let Some(span) = place.span_in(node) else { continue };
            let at = |range: Range<usize>| {
                Some(Site {
                    span: Span::of(range.start + span.range().start..range.end + span.range().start),
                    is_verbatim: true,
                })
            };
            self.search(cx.doc.slice(span), at, found);
        }
    }

    fn end(&self, cx: &mut Context<'_>, found: &mut Vec<Violation>) {
        if self.whole_source {
            let at = |range| {
                let span = Span::of(range);
                is_read_as_wikitext(span, cx).then_some(Site { span, is_verbatim: true })
            };
            self.search(cx.doc.text(), at, found);
        }
        if self.read.is_empty() {
            return;
        }
        for block in self.blocks(cx) {
            if self.read.iter().any(|place| place.is_block(block.kind())) {
                self.block(&block, found);
            }
        }
    }
}

/// Where a match stands in the document.
struct Site {
    span: Span,
    /// Whether replacing it touches no markup.
    is_verbatim: bool,
}

/// Where nothing is found in a text: sorted and disjoint.
struct Exceptions(Vec<Range<usize>>);

impl Exceptions {
    fn cover(&self, range: Range<usize>) -> bool {
        let after = self.0.partition_point(|exception| exception.start <= range.start);
        let last = after.checked_sub(1).and_then(|at| self.0.get(at));
        last.is_some_and(|exception| range.end <= exception.end)
    }
}

impl Text {
    /// The blocks that may hold what is wanted.
    fn blocks<'a>(&self, cx: &mut Context<'a>) -> Vec<Block<'a>> {
        let Some(start) = self.start.as_ref().filter(|_| !self.must_match) else {
            return cx.blocks_to_search();
        };
        let whole = |at: usize| at..at + start.len();
        let find = |text: &str| memmem::find_iter(text.as_bytes(), start).map(whole).collect();
        let mut blocks: Vec<Block<'a>> =
            cx.facts.prose().hits(find).into_iter().map(|(block, _)| block).collect();
        blocks.dedup_by_key(|block| block.text().as_ptr());
        blocks
    }

    fn block(&self, block: &Block<'_>, found: &mut Vec<Violation>) {
        let mut origins = None;
        let text = block.text();
        let start = text.len() - text.trim_start().len();
        let at = |range: Range<usize>| {
            let range = range.start + start..range.end + start;
            let origins = origins.get_or_insert_with(|| block.origins());
            let origin =
                origins.at(range.start).max(origins.at(range.end.saturating_sub(1).max(range.start)));
            let site = Site { span: block.span_of(range.clone()), is_verbatim: block.is_verbatim(range) };
            self.whose.contains(&origin).then_some(site)
        };
        self.search(text.trim(), at, found);
    }

    /// Looks at one text; `at` says where a range of it stands, if it counts there.
    fn search(
        &self,
        text: &str,
        mut at: impl FnMut(Range<usize>) -> Option<Site>,
        found: &mut Vec<Violation>,
    ) {
        if self.must_match {
            if !self.wanted.is_match(text) && !self.except.iter().any(|except| except.is_match(text)) {
                let message = format!("`{}` is not of the form that is wanted here", shown(text));
                let site = at(0..text.len());
                found.extend(site.map(|site| Violation::new(site.span, message).field("match", text)));
            }
            return;
        }
        let mut exceptions = None;
        for captures in self.wanted.captures_iter(text) {
            let Some(whole) = captures.get(0).filter(|whole| !whole.is_empty()) else { continue };
            if exceptions.get_or_insert_with(|| self.exceptions(text)).cover(whole.range()) {
                continue;
            }
            found.extend(at(whole.range()).map(|site| self.violation(&captures, whole.as_str(), &site)));
        }
    }

    fn exceptions(&self, text: &str) -> Exceptions {
        let found = self.except.iter().flat_map(|except| except.find_iter(text));
        let mut ranges: Vec<Range<usize>> = found.map(|found| found.range()).collect();
        ranges.sort_unstable_by_key(|range| range.start);
        ranges.dedup_by(|next, last| {
            let touch = next.start <= last.end;
            if touch {
                last.end = last.end.max(next.end);
            }
            touch
        });
        Exceptions(ranges)
    }

    fn violation(&self, captures: &Captures<'_>, text: &str, site: &Site) -> Violation {
        let mut violation = Violation::new(site.span, format!("`{}` should not stand here", shown(text)));
        violation = violation.field("match", text);
        for (number, capture) in captures.iter().enumerate().skip(1) {
            violation = violation.field(number.to_string(), capture.map_or("", |capture| capture.as_str()));
        }
        for name in self.wanted.capture_names().flatten() {
            violation = violation.field(name, captures.name(name).map_or("", |capture| capture.as_str()));
        }
        let Some(instead) = self.instead(captures, text) else { return violation };
        violation = violation.field("replacement", &instead);
        if self.swaps.is_empty() && self.replacement.is_none() || !site.is_verbatim || instead == text {
            return violation;
        }
        let title = match instead.trim() {
            "" => format!("take `{}` out", shown(text)),
            _ => format!("write `{}`", shown(&instead)),
        };
        violation.repair(title, vec![Edit::replace(site.span, instead)])
    }

    /// What is to be written in the place of a match.
    fn instead(&self, captures: &Captures<'_>, text: &str) -> Option<String> {
        if let Some(right) = self.swaps.get(&folded(text, self.ignore_case)) {
            return Some(if self.ignore_case { cased(right, text) } else { right.clone() });
        }
        let mut instead = String::new();
        captures.expand(self.replacement.as_deref()?, &mut instead);
        Some(instead)
    }
}

/// A word with a capital first letter if the one that it replaces has one.
fn cased(word: &str, like: &str) -> String {
    let mut signs = word.chars();
    match signs.next() {
        Some(first) if like.starts_with(char::is_uppercase) => first.to_uppercase().chain(signs).collect(),
        _ => word.to_owned(),
    }
}
