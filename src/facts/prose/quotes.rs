use std::ops::Range;

/// The ranges between quotation marks, marks included, in order and none overlapping another. `pairs` are the
/// language's marks; the straight double quote counts in every language.
///
/// A mark opens before a word and closes after one; what is never closed is no quotation.
pub(super) fn quotations(text: &str, pairs: &[[String; 2]]) -> Vec<Range<usize>> {
    let first = |mark: &String| mark.chars().next();
    let pairs: Vec<(char, char)> = pairs
        .iter()
        .filter_map(|[opener, closer]| Some((first(opener)?, first(closer)?)))
        .chain([('"', '"')])
        .collect();
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let after = signs.peek().map_or(' ', |&(_, sign)| sign);
        match open {
            Some((start, closer)) if sign == closer && !after.is_alphanumeric() => {
                found.push(start..at + sign.len_utf8());
                open = None;
            }
            Some((_, _)) if sign == '\n' => open = None,
            None => {
                let pair = pairs.iter().find(|(opener, _)| *opener == sign);
                let opens = pair.filter(|_| !before.is_alphanumeric() && !after.is_whitespace());
                open = opens.map(|&(_, closer)| (at, closer));
            }
            _ => {}
        }
        before = sign;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        let pairs = [["“", "”"], ["‘", "’"]].map(|pair| pair.map(str::to_owned));
        quotations(text, &pairs).into_iter().map(|range| &text[range]).collect()
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
