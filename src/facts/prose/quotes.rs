use std::ops::Range;

/// The quotation marks of a language.
#[derive(Debug)]
pub(super) struct QuoteMarks {
    /// Opening and closing marks; the straight double quote counts in every language.
    pairs: Vec<(char, char)>,
    /// Few bytes start a mark, so that the text between is passed over byte by byte.
    starts_mark: [bool; 256],
}

impl QuoteMarks {
    pub(super) fn new(pairs: &[[String; 2]]) -> Self {
        let first = |mark: &String| mark.chars().next();
        let pairs = pairs.iter().filter_map(|[opener, closer]| Some((first(opener)?, first(closer)?)));
        let pairs: Vec<(char, char)> = pairs.chain([('"', '"')]).collect();
        let mut starts_mark = [false; 256];
        for (opener, closer) in pairs.iter().copied().chain([('\n', '\n')]) {
            for mark in [opener, closer] {
                starts_mark[usize::from(mark.encode_utf8(&mut [0; 4]).as_bytes()[0])] = true;
            }
        }
        QuoteMarks { pairs, starts_mark }
    }

    /// The ranges between quotation marks, marks included, in order and none overlapping another.
    ///
    /// A mark opens before a word and closes after one; what is never closed is no quotation.
    pub(super) fn quotations(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut open: Option<(usize, char)> = None;
        let bytes = text.bytes().enumerate();
        for (at, _) in bytes.filter(|&(_, byte)| self.starts_mark[usize::from(byte)]) {
            let mut rest = text.get(at..).unwrap_or_default().chars();
            let Some(sign) = rest.next() else { continue };
            let after = || rest.clone().next().unwrap_or(' ');
            match open {
                Some((start, closer)) if sign == closer && !after().is_alphanumeric() => {
                    found.push(start..at + sign.len_utf8());
                    open = None;
                }
                Some((_, _)) if sign == '\n' => open = None,
                None => {
                    let pair = self.pairs.iter().find(|(opener, _)| *opener == sign);
                    let before = || text.get(..at).and_then(|head| head.chars().next_back()).unwrap_or(' ');
                    let opens = pair.filter(|_| !before().is_alphanumeric() && !after().is_whitespace());
                    open = opens.map(|&(_, closer)| (at, closer));
                }
                _ => {}
            }
        }
        found
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
    fn inches_and_lone_marks_quote_nothing() {
        assert_eq!(quoted("a 12\" disc and a 7\" disc"), [""; 0]);
        assert_eq!(quoted("\"never closed"), [""; 0]);
    }
}
