use std::ops::Range;

use regex::{Regex, RegexBuilder};
use toml::Spanned;

use super::CheckError;

/// How large a compiled pattern may be, in bytes: a page is read before each run.
const SIZE_LIMIT: usize = 4 << 20;

/// Compiles a pattern. Whatever it is, searching takes time linear in the text.
pub(super) fn compile(pattern: &Spanned<String>, ignore_case: bool) -> Result<Regex, CheckError> {
    let regex = build(pattern.as_ref(), pattern.span(), ignore_case)?;
    if regex.is_match("") {
        return Err(CheckError::at(
            pattern.span(),
            "the pattern matches nothing at all, so it is everywhere",
        )
        .note("let it match one character at least"));
    }
    Ok(regex)
}

/// Compiles a pattern that a text has to match as a whole.
pub(super) fn compile_whole(pattern: &Spanned<String>, ignore_case: bool) -> Result<Regex, CheckError> {
    build(pattern.as_ref(), pattern.span(), ignore_case)?;
    build(&format!("^(?:{})$", pattern.as_ref()), pattern.span(), ignore_case)
}

/// Compiles a pattern that may match anything, also nothing.
pub(super) fn compile_any(pattern: &Spanned<String>, ignore_case: bool) -> Result<Regex, CheckError> {
    build(pattern.as_ref(), pattern.span(), ignore_case)
}

/// Words as one pattern: the longest first, and none in the middle of another word.
pub(super) fn compile_words(
    words: &[&str],
    span: Range<usize>,
    ignore_case: bool,
) -> Result<Regex, CheckError> {
    if words.is_empty() {
        return Err(CheckError::empty_list(span));
    }
    if let Some(blank) = words.iter().find(|word| word.trim().is_empty()) {
        return Err(CheckError::at(span, format!("`{blank}` is no word")));
    }
    let mut words: Vec<&str> = words.iter().map(|word| word.trim()).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let patterns: Vec<String> = words.iter().map(|word| word_pattern(word)).collect();
    build(&patterns.join("|"), span, ignore_case)
}

/// A word with its boundaries. Writing systems that put no space between words have none.
fn word_pattern(word: &str) -> String {
    let parts: Vec<String> = word.split_whitespace().map(regex::escape).collect();
    let start = word.chars().next().filter(|&sign| has_boundary(sign)).map_or("", |_| r"\b{start-half}");
    let end = word.chars().next_back().filter(|&sign| has_boundary(sign)).map_or("", |_| r"\b{end-half}");
    format!("{start}{}{end}", parts.join(r"\s+"))
}

/// Whether a character belongs to words that end where another character than a letter stands.
fn has_boundary(sign: char) -> bool {
    const WITHOUT_SPACES: &str =
        r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]";
    let mut buffer = [0; 4];
    let sign: &str = sign.encode_utf8(&mut buffer);
    let is = |pattern: &str| Regex::new(pattern).is_ok_and(|pattern| pattern.is_match(sign));
    is(r"\w") && !is(WITHOUT_SPACES)
}

fn build(pattern: &str, span: Range<usize>, ignore_case: bool) -> Result<Regex, CheckError> {
    let case = if ignore_case { "(?i)" } else { "" };
    let regex = RegexBuilder::new(&format!("{case}{pattern}")).size_limit(SIZE_LIMIT).build();
    regex.map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => CheckError::at(span, "the pattern is too large")
            .note("repeat fewer classes of characters, or repeat them less often"),
        error => CheckError::at(span, format!("the pattern cannot be read: {}", reason(&error.to_string()))),
    })
}

/// The last line of the crate's message, which says what is wrong in words.
fn reason(message: &str) -> &str {
    let last = message.lines().last().unwrap_or(message);
    last.strip_prefix("error: ").unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(words: &[&str], text: &str) -> Vec<String> {
        let regex = compile_words(words, 0..0, true).unwrap();
        regex.find_iter(text).map(|found| found.as_str().to_owned()).collect()
    }

    #[test]
    fn words_stand_alone_in_any_script_with_spaces() {
        assert_eq!(finds(&["war"], "War, wary, postwar, war's"), ["War", "war"]);
        assert_eq!(finds(&["стол"], "Стол и столица"), ["Стол"]);
        assert_eq!(finds(&["का"], "का काम"), ["का"]);
        assert_eq!(finds(&["c++"], "C++ and C"), ["C++"]);
    }

    #[test]
    fn words_of_scripts_without_spaces_are_found_inside_of_sentences() {
        assert_eq!(finds(&["最高"], "これは最高の町"), ["最高"]);
    }

    #[test]
    fn the_longest_word_is_found() {
        assert_eq!(finds(&["as of", "as of now"], "as  of\nnow"), ["as  of\nnow"]);
    }

    #[test]
    fn no_words_are_an_error() {
        let error = compile_words(&[], 2..4, true).unwrap_err();
        assert_eq!(error.span, Some(2..4));
    }

    #[test]
    fn look_around_is_refused_with_the_reason() {
        let error = build("a(?=b)", 2..8, false).unwrap_err();
        assert!(error.message.contains("look-around"), "{}", error.message);
    }
}
