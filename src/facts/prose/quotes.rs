use std::ops::Range;

/// The ranges between quotation marks, marks included, in order and none overlapping another. `pairs` are the
/// language's marks; the straight double quote counts in every language.
///
/// A mark opens before a word and closes after one; what is never closed is no quotation.
pub(super) fn quotations(text: &str, pairs: &[[String; 2]]) -> Vec<Range<usize>> {
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
            None if !before.is_alphanumeric() && !after.is_whitespace() => {
                open = closer_of(sign, pairs).map(|closer| (at, closer));
            }
            _ => {}
        }
        before = sign;
    }
    found
}

fn closer_of(sign: char, pairs: &[[String; 2]]) -> Option<char> {
    if sign == '"' {
        return Some('"');
    }
    let mut own = [0; 4];
    let own = &*sign.encode_utf8(&mut own);
    pairs.iter().find(|[opener, _]| opener == own).and_then(|[_, closer]| closer.chars().next())
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
