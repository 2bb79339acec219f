//! The format of mwparserfromhell's tests: an input and the tokens it makes of it.

use std::iter::Peekable;
use std::str::Chars;

use crate::case::{Case, Expected, TITLE};

/// Stands for the language of a wiki on which all tags are known that these cases use.
pub(crate) const LANGUAGE: &str = "mwtest";

/// One token: `Text(text="a")`.
#[derive(Debug)]
pub(crate) struct Token {
    pub(crate) name: String,
    values: Vec<(String, String)>,
}

impl Token {
    /// A value by its key.
    pub(crate) fn value(&self, key: &str) -> Option<&str> {
        self.values.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

/// The cases of one file.
pub(crate) fn cases(file: &str, text: &str) -> Vec<Case> {
    text.split("\n---\n").filter_map(|block| case(file, block)).collect()
}

fn case(file: &str, block: &str) -> Option<Case> {
    let line = |key: &str| block.lines().find_map(|line| line.strip_prefix(key)).map(str::trim);
    let input = line("input:")?;
    let input = input.strip_prefix('"')?.strip_suffix('"')?;
    Some(Case {
        file: file.to_owned(),
        name: line("name:")?.to_owned(),
        wikitext: unescape(input),
        expected: Expected::Tokens(tokens(line("output:")?)),
        title: TITLE.to_owned(),
        language: LANGUAGE.to_owned(),
        converted: false,
    })
}

/// Reads a Python list of tokens.
fn tokens(text: &str) -> Vec<Token> {
    let mut signs = text.chars().peekable();
    let mut tokens = Vec::new();
    while let Some(name) = word(&mut signs) {
        let mut values = Vec::new();
        while signs.next().is_some_and(|sign| sign != ')') {
            if let Some(key) = word(&mut signs) {
                signs.next();
                values.push((key, value(&mut signs)));
                if signs.peek() == Some(&')') {
                    signs.next();
                    break;
                }
            } else if signs.peek() == Some(&')') {
                signs.next();
                break;
            }
        }
        tokens.push(Token { name, values });
    }
    tokens
}

/// The next word of a list, of a token's keys; none before its end.
fn word(signs: &mut Peekable<Chars>) -> Option<String> {
    while signs.next_if(|sign| !sign.is_alphanumeric() && *sign != ')').is_some() {}
    let mut word = String::new();
    while let Some(sign) = signs.next_if(|sign| sign.is_alphanumeric() || *sign == '_') {
        word.push(sign);
    }
    (!word.is_empty()).then_some(word)
}

fn value(signs: &mut Peekable<Chars>) -> String {
    let mut value = String::new();
    let Some(quote) = signs.next_if(|sign| matches!(sign, '"' | '\'')) else {
        while let Some(sign) = signs.next_if(|sign| !matches!(sign, ',' | ')')) {
            value.push(sign);
        }
        return value;
    };
    while let Some(sign) = signs.next().filter(|sign| *sign != quote) {
        value.push(sign);
        if sign == '\\' {
            value.extend(signs.next());
        }
    }
    unescape(&value)
}

/// The text of a Python string.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        if sign != '\\' {
            out.push(sign);
            continue;
        }
        match signs.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('x') => out.extend(number(&mut signs, 2)),
            Some('u') => out.extend(number(&mut signs, 4)),
            Some('U') => out.extend(number(&mut signs, 8)),
            Some(other) => out.push(other),
            None => {}
        }
    }
    out
}

fn number(signs: &mut Chars, digits: usize) -> Option<char> {
    let digits: String = signs.by_ref().take(digits).collect();
    u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32)
}
