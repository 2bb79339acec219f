//! Lists of people as they are written into one field.

use crate::profile::CitationWords;

/// The words that a name has at most: `de la Fuente Marcos, C.`.
const MAX_WORDS: usize = 5;

/// What stands before the last name of a list, in English, in which citations of any wiki are written.
const CONJUNCTIONS: [&str; 2] = ["and", "&"];

/// The names between semicolons, if all of them are names of people: `Smith, J. A.; Jones, B. & Roe, C.`.
pub(super) fn by_semicolon(list: &str) -> Option<Vec<&str>> {
    let mut names: Vec<&str> = list.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
    // `Johnson & Johnson` is one name, `Klein, C. & Des Maris, D.` are two.
    let last = split_at_words(names.last().filter(|_| list.contains(';'))?);
    if last.len() > 1 && last.iter().all(|part| pair(part).is_some()) {
        names.pop();
        names.extend(last.into_iter().map(|part| part.trim().trim_end_matches(',')));
    }
    (names.len() > 1 && names.iter().all(|name| is_name(name))).then_some(names)
}

/// How many people a list with commas names, if it names nobody and nothing else: `John Smith, Bob Jones, Eve Miller`,
/// `Smith, J., B. Jones and E. Miller`, `Smith, J., Jones, B.`, `Smith, John and Jones, Bob`.
pub(super) fn count_by_comma(list: &str) -> Option<usize> {
    if !list.contains(',') || list.contains(';') || names_organisation(list) {
        return None;
    }
    let joined = split_at_words(list);
    let pairs: Vec<_> = joined.iter().filter_map(|part| pair(part)).collect();
    // `Los Angeles, California and San Francisco, California`
    let first = pairs.first().map(|(_, given)| given.trim());
    let are_alike = pairs.iter().skip(1).any(|(_, given)| Some(given.trim()) == first);
    if pairs.len() > 1 && pairs.len() == joined.len() && !are_alike {
        return Some(pairs.len());
    }
    let parts = parts(list);
    let are_full = |names: &[&str]| names.iter().all(|name| is_full_name(name));
    if parts.len() > 2 && are_full(&parts) {
        return Some(parts.len());
    }
    let [family, given, others @ ..] = parts.as_slice() else { return None };
    let is_long = others.len() > 1 || !others.is_empty() && joined.len() > 1;
    let is_of_people = has_initial(given) || others.iter().any(|name| has_initial(name));
    if is_long && is_of_people && is_family_name(family) && is_given_name(given) && are_full(others) {
        return Some(others.len() + 1);
    }
    let pairs = parts.chunks(2).filter(|pair| {
        matches!(pair, [family, given] if is_family_name(family) && is_given_name(given) && has_dotted(given))
    });
    let count = pairs.count();
    (count > 1 && 2 * count == parts.len()).then_some(count)
}

/// Whether a word of a list is that of a company or an office.
fn names_organisation(list: &str) -> bool {
    let words = CitationWords::known();
    // `JR` and `MD` behind a name are initials.
    let are_initials = |word: &str| word.len() < 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let mut written = list.split(|sign: char| !sign.is_alphanumeric());
    written.any(|word| !are_initials(word) && words.is_of_organisations(word))
}

/// What stands between commas and the words before the last name.
fn parts(list: &str) -> Vec<&str> {
    let by_words = list.split(',').flat_map(split_at_words);
    let words = CitationWords::known();
    by_words.map(str::trim).filter(|part| !part.is_empty() && !words.is_behind_name(part)).collect()
}

/// What stands between the words that go before the last name.
fn split_at_words(list: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    for word in list.split_inclusive(char::is_whitespace) {
        if CONJUNCTIONS.contains(&word.trim_end()) {
            parts.extend(list.get(start..at));
            start = at + word.len();
        }
        at += word.len();
    }
    parts.extend(list.get(start..));
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// Family and given name with a comma between them, and perhaps one behind.
fn pair(part: &str) -> Option<(&str, &str)> {
    let part = part.trim().trim_end_matches(',');
    let (family, given) = part.split_once(',')?;
    (is_family_name(family) && is_given_name(given)).then_some((family, given))
}

/// `Smith, J. A.` or `John Smith`.
fn is_name(text: &str) -> bool {
    let is_word = |word: &str| word.chars().any(char::is_alphabetic);
    text.matches(',').count() <= 1
        && text.split_whitespace().count() <= MAX_WORDS
        && text.split_whitespace().next().is_some_and(is_word)
        && is_plain(text)
}

/// Without signs that names do not have.
fn is_plain(text: &str) -> bool {
    !text.contains(|sign: char| sign.is_numeric() || matches!(sign, '(' | ')' | ':' | '/' | '&'))
}

/// `John Smith`, `J. A. Smith` or `Smith JA`: words with a capital letter, one of them no initial.
fn is_full_name(text: &str) -> bool {
    let words = || text.split_whitespace();
    let is_initial = |word: &str| word.ends_with('.') || word.chars().all(char::is_uppercase);
    (2..MAX_WORDS).contains(&words().count())
        && is_name(text)
        && words().all(is_capital)
        && words().any(|word| !is_initial(word) && word.chars().count() > 2)
}

/// `Smith`, `de la Fuente Marcos`: the last word has a capital letter, and the others that have none are short.
fn is_family_name(text: &str) -> bool {
    let is_particle =
        |word: &str| word.chars().count() <= 3 && word != "of" && word != "the" && word != "for";
    let words = || text.split_whitespace();
    (1..MAX_WORDS).contains(&words().count())
        && is_plain(text)
        && !text.contains(',')
        && !has_initial(text)
        && words().all(|word| is_capital(word) || is_particle(word))
        && words().last().is_some_and(is_capital)
}

/// `John`, `Russell T.`, `M.J.`, `AB`.
fn is_given_name(text: &str) -> bool {
    let words = || text.split_whitespace();
    (1..MAX_WORDS).contains(&words().count())
        && is_plain(text)
        && !text.contains(',')
        && words().all(|word| is_capital(word) && (!word.ends_with('.') || is_initials(word)))
}

fn has_initial(text: &str) -> bool {
    text.split_whitespace().any(is_initials)
}

/// Whether all words are initials with dots, or one behind a name: `J. A.`, `Russell T.`; `WA` is a state.
fn has_dotted(given: &str) -> bool {
    given.split_whitespace().any(|word| word.ends_with('.') && is_initials(word))
}

/// `J.`, `J.-P.`, `MJ`: no more than three letters, all of them capital and, where there are dots, each before one.
fn is_initials(word: &str) -> bool {
    let letters = || word.chars().filter(|sign| sign.is_alphabetic());
    let is_run = |run: &str| run.chars().filter(|sign| sign.is_alphabetic()).count() == 1;
    (1..=3).contains(&letters().count())
        && letters().all(char::is_uppercase)
        && (!word.contains('.') || word.split_terminator('.').all(is_run))
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
