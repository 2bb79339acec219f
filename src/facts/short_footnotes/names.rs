//! Surnames and years as anchors have them.

use crate::facts::citations::{Citation, digit};
use crate::profile::CiteParam;
use crate::value::plain::plain;

/// How many surnames make an anchor.
const MAX_NAMES: usize = 4;

/// The anchor of surnames and a year: one after the other, without a sign between them.
pub(super) fn anchor(names: &[String], year: Option<&str>) -> String {
    names.iter().map(String::as_str).take(MAX_NAMES).chain(year).collect()
}

/// A name or year in one form: digits of any script as ASCII digits, dashes as hyphens, one kind of apostrophe, spaces
/// for the underscores that stand in written anchors.
pub(super) fn folded(text: &str) -> String {
    let fold = |sign: char| match sign {
        '\u{2010}'..='\u{2015}' | '−' => '-',
        '’' | 'ʼ' => '\'',
        '_' => ' ',
        _ => digit(sign).and_then(|value| char::from_digit(value, 10)).unwrap_or(sign),
    };
    text.chars().map(fold).collect()
}

/// The surnames by which a citation is called: those of contributors, else authors, else editors. `None` if they are
/// not known.
pub(super) fn of(citation: &Citation<'_>) -> Option<Vec<String>> {
    const PEOPLE: [(CiteParam, Option<CiteParam>); 3] = [
        (CiteParam::ContributorLast, None),
        (CiteParam::Last, Some(CiteParam::Vauthors)),
        (CiteParam::EditorLast, Some(CiteParam::Veditors)),
    ];
    for (surnames, list) in PEOPLE {
        let names = if citation.has(surnames) {
            numbered(citation, surnames)?
        } else if let Some(list) = list.and_then(|list| citation.get(list)) {
            vancouver(&plain(list.value)?)
        } else {
            continue;
        };
        if !names.is_empty() {
            return Some(names);
        }
    }
    Some(Vec::new())
}

/// The surnames given one by one, up to the first gap in their numbers.
fn numbered(citation: &Citation<'_>, param: CiteParam) -> Option<Vec<String>> {
    let mut names: [Option<String>; MAX_NAMES] = Default::default();
    for field in citation.all(param) {
        let place = field.number.saturating_sub(1) as usize;
        let Some(name @ None) = names.get_mut(place) else { continue };
        let read = plain(field.value)?;
        let bare = read.strip_prefix("((").and_then(|read| read.strip_suffix("))")).unwrap_or(&read);
        *name = Some(folded(bare));
    }
    Some(names.into_iter().map_while(|name| name).collect())
}

/// The surnames of a list such as `Smith AB, von Braun W, ((Institute of Physics))`.
fn vancouver(list: &str) -> Vec<String> {
    let surname = |name: &str| {
        let name = name.trim();
        match name.strip_prefix("((").and_then(|name| name.strip_suffix("))")) {
            Some(group) => group.to_owned(),
            None => name.rsplit_once(' ').map_or(name, |(surname, _)| surname).to_owned(),
        }
    };
    list.split(',').take(MAX_NAMES).map(|name| folded(&surname(name))).collect()
}

/// What an anchor can have for the year of a citation, the likeliest first, and whether there is only one such.
/// `None` if it is not known.
pub(super) fn years(citation: &Citation<'_>) -> Option<(Vec<String>, bool)> {
    const DATES: [CiteParam; 3] = [CiteParam::Year, CiteParam::Date, CiteParam::PublicationDate];
    let Some(field) = DATES.into_iter().find_map(|param| citation.get(param)) else {
        return Some((Vec::new(), true));
    };
    let read = folded(&plain(field.value)?);
    let mut years: Vec<String> = lettered_years(&read).map(str::to_owned).collect();
    let is_certain = years.len() == 1 && !read.starts_with(['c', 'C', '[', '~']) && !read.contains("circa");
    if years.is_empty() || !is_certain {
        years.push(read);
    }
    Some((years, is_certain))
}

/// The years in a text, of three or four digits, with the letter that tells sources of one year apart.
fn lettered_years(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let letters = &word[digits..];
        (3..=4).contains(&digits) && (letters.is_empty() || letters.len() == 1 && letters.is_ascii())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_dashes_have_one_form() {
        assert_eq!(folded("২০০৫–০৬"), "2005-06");
        assert_eq!(folded("O’Brien"), "O'Brien");
        assert_eq!(folded("de_Vienne2016"), "de Vienne2016");
    }

    #[test]
    fn years_are_found_with_their_letter() {
        let years = |text| lettered_years(text).collect::<Vec<_>>();
        assert_eq!(years("5 June 2005b"), ["2005b"]);
        assert_eq!(years("2005-06-07"), ["2005"]);
        assert_eq!(years("2004-2005"), ["2004", "2005"]);
        assert_eq!(years("n.d."), [""; 0]);
    }

    #[test]
    fn surnames_are_read_from_a_list() {
        assert_eq!(
            vancouver("Smith AB, von Braun W, ((Institute of Physics))"),
            ["Smith", "von Braun", "Institute of Physics"]
        );
    }
}
