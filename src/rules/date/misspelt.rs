//! Months that are written with a slip.

use crate::facts::dates::DateField;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::Language;
use crate::source::Span;
use crate::value::date::{NotADate, WhyNot};
use crate::value::lowercase::lowercase;

/// The shortest name that is guessed at, in letters: a slip makes one name of three letters another.
const SHORTEST: usize = 4;
/// The longest word that is looked at, in bytes.
const LONGEST: usize = 60;
/// One slip for so many letters of the month's name: `Jnue` may be `June`, `Septmebre` may have two.
const LETTERS_A_SLIP: usize = 4;

/// Adds the month that is meant to what is said of a value, if that would be a date with it.
pub(super) fn with_month(finding: Finding, field: &DateField<'_>, language: Option<&Language>) -> Finding {
    let Some((word, name)) = field.reading.as_ref().err().zip(language).and_then(|(why, language)| {
        let NotADate { why: WhyNot::Word, span } = *why else { return None };
        Some((span, month_meant(&field.text, span, language)?))
    }) else {
        return finding;
    };
    let help = format!("write `{name}`");
    match field.is_verbatim() {
        true => {
            finding.fix(Fix::replace(help.clone(), field.span_of(word), name, Safety::Suggested)).help(help)
        }
        false => finding.help(help),
    }
}

/// The month that is meant by a word of a text, if the text is a date with it.
fn month_meant<'l>(text: &str, word: Span, language: &'l Language) -> Option<&'l str> {
    let (head, tail) = (text.get(..word.start as usize)?, text.get(word.end as usize..)?);
    let (_, name) = nearest_month(text.get(word.range())?, language)?;
    let corrected = language.date_grammar().read_value(&format!("{head}{name}{tail}"));
    corrected.is_ok_and(|date| date.fault().is_none()).then_some(name)
}

/// The number, 1–12, and the name of the month that is nearest to a word. None where another month is as near, also by
/// a short form.
pub(super) fn nearest_month<'l>(word: &str, language: &'l Language) -> Option<(usize, &'l str)> {
    let written = word.to_lowercase();
    if word.len() > LONGEST || !written.chars().all(char::is_alphabetic) {
        return None;
    }
    let languages = [Some(language), Language::read_beside().filter(|beside| beside.code != language.code)];
    let languages = || languages.into_iter().flatten().map(|language| &language.months);
    let full = languages().flat_map(|months| {
        let names = months.in_date.iter().enumerate().chain(months.standalone.iter().enumerate());
        names.map(|(month, name)| (month, name.as_str()))
    });
    let length = written.chars().count();
    let near = full.filter_map(|(month, name)| {
        let letters = name.chars().filter(|sign| sign.is_alphabetic()).count();
        let most = letters / LETTERS_A_SLIP;
        if letters < SHORTEST || letters.abs_diff(length) > most {
            return None;
        }
        Some((slips(&written, name, most)?, month, name))
    });
    let (fewest, month, name) = near.min_by_key(|(slips, ..)| *slips)?;
    let short = languages().flat_map(|months| {
        let others = months.other.iter().enumerate();
        let others = others.flat_map(|(month, names)| names.iter().map(move |name| (month, name)));
        others.chain(months.in_date.iter().enumerate()).chain(months.standalone.iter().enumerate())
    });
    let mut rivals = short.filter(|(other, _)| *other != month);
    let is_clear = rivals.all(|(_, name)| slips(&written, name.trim_end_matches('.'), fewest).is_none());
    is_clear.then_some((month + 1, name))
}

/// How many slips make one word of another, if they are no more than this.
fn slips(written: &str, name: &str, most: usize) -> Option<usize> {
    let name = lowercase(name);
    // To compare takes a hundred times as long as to see that too few letters are the same.
    let others = name.chars().filter(|sign| written.chars().all(|other| other != *sign)).count();
    let slips = || strsim::damerau_levenshtein(written, &name);
    (others <= most).then(slips).filter(|slips| *slips <= most)
}
