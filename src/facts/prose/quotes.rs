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
    // Few bytes start a mark, so that the text between is passed over byte by byte.
    let mut starts_mark = [false; 256];
    for (opener, closer) in pairs.iter().copied().chain([('\n', '\n')]) {
        for mark in [opener, closer] {
            starts_mark[usize::from(mark.encode_utf8(&mut [0; 4]).as_bytes()[0])] = true;
        }
    }
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let candidates = text.bytes().enumerate().filter(|&(_, byte)| starts_mark[usize::from(byte)]);
    for (at, _) in candidates {
        let mut rest = text.get(at..).unwrap_or_default().chars();
        let Some(sign) = rest.next() else { continue };
        let after = rest.next().unwrap_or(' ');
        match open {
            Some((start, closer)) if sign == closer && !after.is_alphanumeric() => {
                found.push(start..at + sign.len_utf8());
                open = None;
            }
            Some((_, _)) if sign == '\n' => open = None,
            None => {
                let pair = pairs.iter().find(|(opener, _)| *opener == sign);
                let before = || text.get(..at).and_then(|head| head.chars().next_back()).unwrap_or(' ');
                let opens = pair.filter(|_| !before().is_alphanumeric() && !after.is_whitespace());
                open = opens.map(|&(_, closer)| (at, closer));
            }
            _ => {}
        }
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
