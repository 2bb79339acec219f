use std::ops::Range;

/// The quotation marks of a language.
#[derive(Debug)]
pub(super) struct QuoteMarks {
    /// Opening and closing marks; the straight double quote counts in every language.
    pairs: Vec<(char, char)>,
    /// The first bytes of all marks: few, so that the text between is passed over.
    starts: Vec<u8>,
}

/// The mark behind which French has a space.
const SPACED: char = '«';

impl QuoteMarks {
    pub(super) fn new(pairs: &[[String; 2]]) -> Self {
        let first = |mark: &String| mark.chars().next();
        let pairs = pairs.iter().filter_map(|[opener, closer]| Some((first(opener)?, first(closer)?)));
        let pairs: Vec<(char, char)> = pairs.chain([('"', '"')]).collect();
        let marks = pairs.iter().flat_map(|&(opener, closer)| [opener, closer]);
        let mut starts: Vec<u8> = marks.map(|mark| mark.encode_utf8(&mut [0; 4]).as_bytes()[0]).collect();
        starts.sort_unstable();
        starts.dedup();
        QuoteMarks { pairs, starts }
    }

    /// The ranges between quotation marks, marks included, in order and none overlapping another.
    ///
    /// A mark opens before a word and closes after one in the same line; what is never closed is no quotation.
    pub(super) fn quotations(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut open: Option<(usize, char)> = None;
        let (mut next, mut line_end) = (0, 0);
        while let Some(at) = self.next_start(text.as_bytes(), next) {
            next = at + 1;
            let mut rest = text.get(at..).unwrap_or_default().chars();
            let Some(sign) = rest.next() else { continue };
            let after = || rest.clone().next().unwrap_or(' ');
            if at >= line_end {
                let rest = text.as_bytes().get(at..).unwrap_or_default();
                line_end = memchr::memchr(b'\n', rest).map_or(text.len(), |length| at + length);
                open = None;
            }
            match open {
                Some((start, closer)) if sign == closer && !after().is_alphanumeric() => {
                    found.push(start..at + sign.len_utf8());
                    open = None;
                }
                None => {
                    let pair = self.pairs.iter().find(|(opener, _)| *opener == sign);
                    let before = || text.get(..at).and_then(|head| head.chars().next_back()).unwrap_or(' ');
                    let is_spaced = |opener: char| opener == SPACED || !after().is_whitespace();
                    let opens = pair.filter(|(opener, _)| !before().is_alphanumeric() && is_spaced(*opener));
                    open = opens.map(|&(_, closer)| (at, closer));
                }
                _ => {}
            }
        }
        found
    }

    /// Where the next byte stands that may start a mark.
    fn next_start(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let rest = bytes.get(from..)?;
        let found = match self.starts.as_slice() {
            [one] => memchr::memchr(*one, rest),
            [one, two] => memchr::memchr2(*one, *two, rest),
            [one, two, three] => memchr::memchr3(*one, *two, *three, rest),
            more => rest.iter().position(|byte| more.contains(byte)),
        };
        found.map(|at| from + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        let pairs = [["“", "”"], ["‘", "’"]].map(|pair| pair.map(str::to_owned));
        QuoteMarks::new(&pairs).quotations(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn marks_pair_around_words() {
        assert_eq!(quoted("he said \"no, never\" and “yes”."), ["\"no, never\"", "“yes”"]);
        assert_eq!(quoted("the ‘don’t’ case"), ["‘don’t’"]);
    }

    #[test]
    fn guillemets_may_have_spaces_inside() {
        let marks = QuoteMarks::new(&[["«".to_owned(), "»".to_owned()]]);
        let text = "il dit : « le 31 février ». Puis «\u{a0}non\u{a0}».";
        let quoted = marks.quotations(text).into_iter().map(|range| &text[range]);
        assert_eq!(quoted.collect::<Vec<_>>(), ["« le 31 février »", "«\u{a0}non\u{a0}»"]);
    }

    #[test]
    fn inches_and_lone_marks_quote_nothing() {
        assert_eq!(quoted("a 12\" disc and a 7\" disc"), [""; 0]);
        assert_eq!(quoted("\"never closed"), [""; 0]);
    }
}
