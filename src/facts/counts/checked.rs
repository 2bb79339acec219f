//! Which of the stated counts can be held against a list, a table or a sentence's names, and what comes of it.

use super::noun::{is_same, words_of};
use super::stated::{says, sentence_around};
use super::{StatedCount, sections};
use crate::facts::Facts;
use crate::facts::collections::{Collection, CollectionKind};
use crate::facts::enumerations::Enumeration;
use crate::facts::prose::LEFT_OUT;
use crate::profile::Language;
use crate::source::Span;
use crate::value::lowercase::lowercase;
use crate::value::number::NumberGrammar;

/// The signs that end an introduction.
const COLONS: [char; 6] = [':', '：', '՝', '-', '–', '—'];
/// How many words may follow the name of what is counted before the colon.
const REACH: usize = 8;
/// The same where the names follow in the sentence.
const REACH_IN_SENTENCE: usize = 3;

/// By what a count and what is counted belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// The names follow in the same sentence, after a colon.
    Sentence,
    /// A list or table follows the paragraph, which ends with a colon.
    Colon,
    /// The sentence says that it is what follows.
    Announced,
    /// The caption says the number.
    Title,
    /// The heading or caption ends with the number in brackets.
    Heading,
    /// The sentence before it names the things as the heading or a column of it does.
    Named,
    /// A sentence further away names the things as the heading of the section does.
    Section,
}

/// What shows how many things there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Where.
    pub span: Span,
    /// How many, as most readers count.
    pub items: u64,
    /// What they are called in a message: `names`, `items`, `rows`, `pictures`.
    pub what: &'static str,
}

/// What comes of holding a count against what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// A way of counting gives the stated number.
    Agrees,
    /// Nothing can be said: a bound that is kept, items that hold several things, a list that may go on.
    Unclear,
    /// No way of counting gives it.
    Differs,
}

/// A count with what it is held against.
#[derive(Clone, Debug)]
pub struct CheckedCount {
    /// The count.
    pub count: StatedCount,
    /// What shows how many there are.
    pub shown: Shown,
    /// Why the two belong together.
    pub relation: Relation,
    /// What comes of it.
    pub verdict: Verdict,
}

/// Reads them all: of each collection the nearest count that is about it.
pub(in crate::facts) fn read(facts: &Facts<'_>) -> Vec<CheckedCount> {
    let Some(language) = facts.language else { return Vec::new() };
    let mut all: Vec<CheckedCount> =
        facts.enumerations().all.iter().filter_map(|list| in_sentence(facts, list)).collect();
    for collection in &facts.collections().all {
        let found = before(facts, language, collection).or_else(|| caption(facts, collection));
        all.extend(found);
    }
    sections::read(facts, language, &mut all);
    all.sort_by_key(|checked| (checked.count.span, checked.relation));
    all
}

/// Whether two numbers are so near to each other that they may be meant to be one: within a quarter.
pub(super) fn is_near_miss(stated: u64, shown: u64) -> bool {
    stated.abs_diff(shown) * 4 <= stated
}

pub(super) fn check(count: &StatedCount, collection: &Collection, relation: Relation) -> CheckedCount {
    // What is only called alike may be a choice of the things, so that only a near miss tells of a mistake.
    let is_far = match relation {
        Relation::Named | Relation::Section => {
            count.noun.len() > 1 || !is_near_miss(count.number, collection.items)
        }
        Relation::Title => {
            collection.items.abs_diff(count.number) < 2 || !is_near_miss(count.number, collection.items)
        }
        Relation::Heading => !is_near_miss(count.number, collection.items),
        Relation::Sentence | Relation::Colon | Relation::Announced => false,
    };
    let verdict = if collection.is_one_of_the_readings(count.number) && !collection.is_open {
        Verdict::Agrees
    } else if is_far
        || collection.can_be(count.number)
        || !count.bound.is_contradicted(count.number, collection.items)
    {
        Verdict::Unclear
    } else {
        Verdict::Differs
    };
    let shown = Shown { span: collection.span, items: collection.items, what: what(collection) };
    CheckedCount { count: count.clone(), shown, relation, verdict }
}

/// What the things of a collection are called in a message.
pub(super) fn what(collection: &Collection) -> &'static str {
    match collection.kind {
        CollectionKind::Items => "items",
        CollectionKind::Rows => "rows",
        CollectionKind::Pictures => "pictures",
    }
}

/// The count in the introduction of names in the same sentence.
fn in_sentence(facts: &Facts<'_>, list: &Enumeration) -> Option<CheckedCount> {
    let block = facts.prose().block(list.block)?;
    let [count] = facts.counts().within(list.block, &list.introduction) else { return None };
    let tail = block.text().get(count.range.end..list.introduction.end)?;
    let introduction = block.text().get(list.introduction.clone())?;
    let language = facts.language?;
    let is_partial = says(&lowercase(introduction), &language.lists.partial);
    if count.is_part || is_partial || !is_near_end(tail, REACH_IN_SENTENCE) {
        return None;
    }
    let readings = u64::from(list.fewest)..=u64::from(list.most);
    // Of items that are no names every other one may say more of the one before.
    let in_pairs = !list.are_names && u64::from(list.items) == 2 * count.number;
    let verdict = if count.number == u64::from(list.items) {
        Verdict::Agrees
    } else if readings.contains(&count.number)
        || in_pairs
        || adds_up(language, introduction, list.items.into())
        || !count.bound.is_contradicted(count.number, list.items.into())
    {
        Verdict::Unclear
    } else {
        Verdict::Differs
    };
    let shown = Shown { span: list.span, items: list.items.into(), what: "names" };
    Some(CheckedCount { count: count.clone(), shown, relation: Relation::Sentence, verdict })
}

/// Whether what stands between the name of what is counted and the colon is short, and no clause of its own.
fn is_near_end(tail: &str, words: usize) -> bool {
    tail.split_whitespace().count() <= words
        && !tail.contains([',', '(', '"'])
        && !tail.contains(char::is_numeric)
}

/// The count in the last sentence before a collection.
fn before(facts: &Facts<'_>, language: &Language, collection: &Collection) -> Option<CheckedCount> {
    let lead = collection.lead?;
    let block = facts.prose().block(lead)?;
    let text = block.text().trim_end_matches(|sign: char| sign.is_whitespace() || sign == LEFT_OUT);
    let (last, _) = text.char_indices().next_back()?;
    let sentence = sentence_around(text, 0, last);
    let clause = text.get(sentence.clone())?;
    let folded = lowercase(clause);
    let words = &language.lists;
    if says(&folded, &words.partial) {
        return None;
    }
    let [count] = facts.counts().within(lead, &sentence) else { return None };
    if count.is_part {
        return None;
    }
    let head = lowercase(text.get(sentence.start..count.range.start)?.trim_end());
    let tail = text.get(count.range.end..sentence.end)?;
    let follows = says(&folded, &words.following);
    let is_near = words.following.iter().any(|word| {
        head.ends_with(word.as_str())
            || count.noun.contains(word)
            || lowercase(tail.trim_start()).starts_with(word.as_str())
    });
    let relation = if clause.ends_with(COLONS) {
        let tail = tail.trim_end_matches(COLONS);
        let is_about_it =
            if follows { is_near } else { !is_known(language, &head) && !leads_on(language, tail) };
        (is_near_end(tail, REACH) && is_about_it).then_some(Relation::Colon)?
    } else if is_near {
        Relation::Announced
    } else {
        named(facts, language, collection, count).then_some(Relation::Named)?
    };
    let mut checked = check(count, collection, relation);
    if checked.verdict == Verdict::Differs && adds_up(language, clause, collection.items) {
        checked.verdict = Verdict::Unclear;
    }
    Some(checked)
}

/// Whether the numbers of a sentence make another one together: `one city and six towns`, and seven names.
fn adds_up(language: &Language, sentence: &str, items: u64) -> bool {
    let numbers = NumberGrammar::new(language).find_all(sentence);
    numbers.len() > 1
        && numbers.iter().try_fold(0_u64, |sum, number| sum.checked_add(number.value)) == Some(items)
}

/// Whether the things are known before they are counted, as the article before the number says: `between the two`.
fn is_known(language: &Language, head: &str) -> bool {
    let mut words = head.split_whitespace().rev();
    words.next().is_some_and(|last| language.lists.articles.iter().any(|article| article == last))
        && words.next().is_some()
}

/// Whether what follows a noun says that something else comes next: `two tags with this information`.
fn leads_on(language: &Language, tail: &str) -> bool {
    says(&lowercase(tail), &language.lists.other_follows)
}

/// Whether the heading above a collection, or one of its first columns, is called as what is counted.
fn named(facts: &Facts<'_>, language: &Language, collection: &Collection, count: &StatedCount) -> bool {
    let title = collection.section.and_then(|section| facts.sections().all.get(section));
    let titles = title.map(|section| section.title.clone()).into_iter().chain(headers(facts, collection));
    titles.into_iter().any(|title| {
        let title = title.to_lowercase();
        let same = |word: &str| count.noun.iter().any(|noun| is_same(language, noun, word));
        words_of(&title).filter_map(|range| title.get(range)).any(same)
    })
}

/// The titles of the first columns of a table.
fn headers(facts: &Facts<'_>, collection: &Collection) -> Vec<String> {
    let table = collection.table.and_then(|table| facts.tables().iter().nth(table));
    let Some(table) = table else { return Vec::new() };
    let Some(section) = table.sections.first() else { return Vec::new() };
    (0..3).filter_map(|column| facts.cell_text(table.header_of(section, column)?)).collect()
}

/// The count in the caption of a table.
fn caption(facts: &Facts<'_>, collection: &Collection) -> Option<CheckedCount> {
    let table = facts.tables().iter().nth(collection.table?)?;
    let caption = facts.tree.node(table.caption?);
    let index = facts.prose().first_from(caption.span().start);
    let block = facts.prose().block(index).filter(|block| block.node() == caption.id())?;
    let [count] = facts.counts().within(index, &(0..block.text().len())) else { return None };
    let relation = if count.text.ends_with(')') { Relation::Heading } else { Relation::Title };
    (!count.is_part).then(|| check(count, collection, relation))
}
