//! Months that are written with a slip.

use crate::facts::dates::DateField;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::{Language, MonthForm, signs_of};
use crate::source::Span;
use crate::value::date::{NotADate, WhyNot};
use crate::value::lowercase::lowercase;
use crate::value::sign::is_alphabetic;

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
pub(super) fn nearest_month<'l>(word: &str, language: &'l Language) -> Option<(u8, &'l str)> {
    if word.len() > LONGEST || !word.chars().all(is_alphabetic) {
        return None;
    }
    let written = Word::new(lowercase(word));
    let languages = [Some(language), Language::read_beside().filter(|beside| beside.code != language.code)];
    let forms = || languages.into_iter().flatten().flat_map(Language::month_forms);
    let near = forms().filter(|form| form.is_full).filter_map(|form| {
        let most = form.letters / LETTERS_A_SLIP;
        if form.letters < SHORTEST || form.letters.abs_diff(written.length) > most {
            return None;
        }
        Some((written.slips(form, &form.small, most)?, form))
    });
    let (fewest, meant) = near.min_by_key(|(slips, _)| *slips)?;
    let mut rivals = forms().filter(|form| form.number != meant.number);
    let is_clear = rivals.all(|form| written.slips(form, form.small.trim_end_matches('.'), fewest).is_none());
    is_clear.then_some((meant.number, meant.name.as_str()))
}

/// A word in small letters.
struct Word {
    small: String,
    length: usize,
    signs: u64,
}

impl Word {
    fn new(small: String) -> Self {
        Word { length: small.chars().count(), signs: signs_of(&small), small }
    }

    /// How many slips make this word of a name of a month, in small letters, if they are no more than this.
    fn slips(&self, form: &MonthForm, name: &str, most: usize) -> Option<usize> {
        // To compare takes a hundred times as long as to see that too few letters are the same.
        let lacks = (form.signs & !self.signs).count_ones() as usize;
        if lacks > most || name.chars().count().abs_diff(self.length) > most {
            return None;
        }
        let others = name.chars().filter(|sign| !self.small.contains(*sign)).count();
        let slips = || strsim::damerau_levenshtein(&self.small, name);
        (others <= most).then(slips).filter(|slips| *slips <= most)
    }
}
