//! Titles of two parts that a dash or a hyphen joins, with a word after them: `Azerbaijan–Israel relations`.

use std::ops::Range;

/// The longest title that MediaWiki allows, in bytes.
const LONGEST: usize = 255;
/// The signs that join two parts: hyphens, dashes and the minus sign.
const JOINTS: [char; 7] = ['-', '\u{2010}', '\u{2011}', '\u{2012}', '–', '—', '−'];

/// One way to read a title as two joined parts and a last word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinedTitle<'t> {
    /// The part before the joint: `Azerbaijan`.
    pub first: &'t str,
    /// The part after it, without the last word: `Israel`.
    pub second: &'t str,
    /// The last word: `relations`.
    pub last: &'t str,
    /// Where the joint stands in the title, the white space around it included.
    pub joint: Range<usize>,
}

impl<'t> JoinedTitle<'t> {
    /// All ways to read a title, one for each joint in it, in its order.
    pub fn find_all(title: &'t str) -> Vec<JoinedTitle<'t>> {
        // All joints but the hyphen start with the same byte.
        if title.len() > LONGEST || memchr::memchr2(b'-', 0xE2, title.as_bytes()).is_none() {
            return Vec::new();
        }
        title.match_indices(JOINTS).filter_map(|(at, sign)| read(title, at, at + sign.len())).collect()
    }
}

fn read(title: &str, start: usize, end: usize) -> Option<JoinedTitle<'_>> {
    let first = title.get(..start)?.trim_end_matches(is_space);
    let rest = title.get(end..)?.trim_start_matches(is_space);
    let at_last = rest.rfind(is_space)?;
    let (second, last) = rest.split_at_checked(at_last)?;
    let second = second.trim_end_matches(is_space);
    let is_joint = first.ends_with(char::is_alphanumeric) && second.starts_with(char::is_alphanumeric);
    let joint = first.len()..title.len() - rest.len();
    is_joint.then(|| JoinedTitle { first, second, last: last.trim_start_matches(is_space), joint })
}

/// In a title `_` is a space.
fn is_space(sign: char) -> bool {
    matches!(sign, ' ' | '_' | '\u{a0}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(title: &str) -> Vec<(&str, &str, &str, &str)> {
        let parts = JoinedTitle::find_all(title).into_iter();
        parts.map(|it| (it.first, title.get(it.joint).unwrap_or_default(), it.second, it.last)).collect()
    }

    #[test]
    fn the_white_space_around_a_joint_is_part_of_it() {
        assert_eq!(parts("A_–_B C relations"), [("A", "_–_", "B C", "relations")]);
    }

    #[test]
    fn each_joint_is_one_way_to_read_a_title() {
        let ways = [("A", "–", "B-C", "relations"), ("A–B", "-", "C", "relations")];
        assert_eq!(parts("A–B-C relations"), ways);
    }

    #[test]
    fn without_a_word_behind_the_second_part_nothing_is_joined() {
        assert_eq!(parts("Paris–Nice"), []);
        assert_eq!(parts("A– relations"), []);
        assert_eq!(parts("– B relations"), []);
    }
}
