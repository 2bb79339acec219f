//! What a comment tells wikivet to ignore: `wikivet-ignore RULE… -- reason`, as it stands between `<!--` and `-->`.

use std::ops::Range;

use memchr::memmem;
use nom::bytes::complete::{take_while, take_while1};
use nom::{IResult, Parser};

/// How every such comment starts.
pub const PREFIX: &str = "wikivet-ignore";

/// What is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Directive {
    /// Findings of one line.
    Line,
    /// Findings from here on.
    Start,
    /// No findings any more from here on.
    End,
    /// Findings of the whole document.
    File,
}

impl Directive {
    /// All of them.
    pub const ALL: [Directive; 4] = [Directive::Line, Directive::Start, Directive::End, Directive::File];

    /// What a word that is none of those that are known most likely means: `wikivet-ignore-next-line`, `Wikivet-Ignore`,
    /// `wikivet-disable`. As in other tools, what is disabled is so until it is enabled.
    pub fn meant(word: &str) -> Option<Directive> {
        let word = word.to_ascii_lowercase().replace(['_', ':', ' ', '\t'], "-");
        let order = word.strip_prefix(NAME)?.trim_start_matches('-');
        let (order, scope) = order.split_once('-').unwrap_or((order, ""));
        match (order, scope.trim_start_matches('-')) {
            ("enable", _) => Some(Directive::End),
            (_, scope) if scope.contains("line") || scope == "next" => Some(Directive::Line),
            ("disable", "") | (_, "start" | "begin") => Some(Directive::Start),
            (_, "end" | "stop") => Some(Directive::End),
            (_, "file" | "all" | "article" | "page") => Some(Directive::File),
            (_, "") => Some(Directive::Line),
            _ => None,
        }
    }

    /// The word that says it.
    pub fn word(self) -> &'static str {
        match self {
            Directive::Line => PREFIX,
            Directive::Start => "wikivet-ignore-start",
            Directive::End => "wikivet-ignore-end",
            Directive::File => "wikivet-ignore-file",
        }
    }
}

/// What comments that are meant for wikivet start with, in any case.
const NAME: &str = "wikivet";

/// What follows it there.
const ORDERS: [&str; 3] = ["ignore", "disable", "enable"];

/// A comment for wikivet, as it is written. Ranges are bytes of the comment's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What it does; none for a word that is only like those that are known.
    pub directive: Option<Directive>,
    /// The word that says so.
    pub word: Range<usize>,
    /// The names of what is ignored: rules, groups, `all`, ids of other tools.
    pub names: Vec<Range<usize>>,
    /// Whether a reason follows, after a dash.
    pub has_reason: bool,
}

/// Reads the text of a comment; none if it is not for wikivet.
///
/// White space or commas separate the names, and a word that starts with `--` ends them.
///
/// ```
/// # use wikivet::value::suppression::{Directive, read};
/// let text = " wikivet-ignore date-impossible, cw:80 -- quoted ";
/// let written = read(text).unwrap();
/// assert_eq!(written.directive, Some(Directive::Line));
/// let names: Vec<&str> = written.names.iter().map(|name| &text[name.clone()]).collect();
/// assert_eq!(names, ["date-impossible", "cw:80"]);
/// assert!(written.has_reason);
/// assert_eq!(read(" see wikivet-ignore "), None);
/// ```
pub fn read(text: &str) -> Option<Written> {
    let mut words = Words { text, at: 0 };
    let Some(word) = words.next().filter(|word| text[word.clone()].starts_with(PREFIX)) else {
        let word = near_miss(text)?;
        return Some(Written { directive: None, word, names: Vec::new(), has_reason: false });
    };
    let directive = Directive::ALL.into_iter().find(|directive| directive.word() == &text[word.clone()]);
    let mut written = Written { directive, word, names: Vec::new(), has_reason: false };
    for name in words {
        if DASHES.iter().any(|dashes| text[name.clone()].starts_with(dashes)) {
            written.has_reason = true;
            break;
        }
        written.names.push(name);
    }
    Some(written)
}

/// The start of a comment that is unmistakably meant for wikivet, though it is not what wikivet knows.
fn near_miss(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let rest = text.get(start..)?;
    let after =
        rest.get(..NAME.len()).filter(|name| name.eq_ignore_ascii_case(NAME)).and(rest.get(NAME.len()..))?;
    let order = after.trim_start_matches(['-', '_', ':', ' ', '\t']);
    let is_of_word = |sign: char| sign.is_ascii_alphabetic() || matches!(sign, '-' | '_');
    let word = order.split(|sign| !is_of_word(sign)).next()?;
    let first = word.split(['-', '_']).next()?;
    let is_order = ORDERS.iter().any(|order| order.eq_ignore_ascii_case(first));
    is_order.then(|| start..text.len() - order.len() + word.len())
}

/// Where comments for wikivet stand in plain text, with their marks. The first `-->` ends a comment, whatever it is.
pub fn comments(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let all = std::iter::from_fn(move || {
        let start = at + memmem::find(&bytes[at..], OPENER)?;
        let content = start + OPENER.len();
        let end = content + memmem::find(&bytes[content..], CLOSER)?;
        at = end + CLOSER.len();
        Some((start..at, content..end))
    });
    all.filter(|(_, content)| read(&text[content.clone()]).is_some()).map(|(comment, _)| comment)
}

const OPENER: &[u8] = b"<!--";
const CLOSER: &[u8] = b"-->";

/// What starts a reason. Editors' tools make long dashes of two hyphens.
const DASHES: [&str; 3] = ["--", "–", "—"];

/// The words of a text.
struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let (rest, (separator, word)) = word(self.text.get(self.at..)?).ok()?;
        let start = self.at + separator.len();
        self.at = self.text.len() - rest.len();
        Some(start..start + word.len())
    }
}

fn word(text: &str) -> IResult<&str, (&str, &str)> {
    (take_while(separates), take_while1(|sign| !separates(sign))).parse(text)
}

fn separates(sign: char) -> bool {
    sign == ',' || sign.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::{Directive, read};

    fn names(text: &str) -> Vec<&str> {
        read(text).unwrap().names.into_iter().map(|name| &text[name]).collect()
    }

    #[test]
    fn names_are_separated_by_spaces_lines_and_commas() {
        assert_eq!(names("wikivet-ignore a,b c ,\n d,"), ["a", "b", "c", "d"]);
    }

    #[test]
    fn a_reason_starts_with_a_dash() {
        for text in
            ["wikivet-ignore a -- b", "wikivet-ignore a --b", "wikivet-ignore a — b", "wikivet-ignore a --"]
        {
            assert_eq!(names(text), ["a"]);
            assert!(read(text).unwrap().has_reason);
        }
    }

    #[test]
    fn each_directive_is_told_by_its_word() {
        for directive in Directive::ALL {
            assert_eq!(read(directive.word()).unwrap().directive, Some(directive));
        }
        assert_eq!(read("wikivet-ignore-line a").unwrap().directive, None);
        assert_eq!(read("-- wikivet-ignore a"), None);
    }

    #[test]
    fn what_is_unmistakably_meant_for_wikivet_is_told_from_prose_about_it() {
        let directives = |text: &str| {
            let written = read(text)?;
            Some((written.directive, Directive::meant(&text[written.word])))
        };
        for (text, meant) in [
            (" wikivet ignore date ", Directive::Line),
            ("Wikivet-Ignore date", Directive::Line),
            ("wikivet_ignore_next_line date", Directive::Line),
            ("wikivet-ignore-lines date", Directive::Line),
            ("wikivet: disable date", Directive::Start),
            ("wikivet-disable-next-line", Directive::Line),
            ("WIKIVET-ENABLE date", Directive::End),
            ("wikivet-ignore-page a", Directive::File),
        ] {
            assert_eq!(directives(text), Some((None, Some(meant))), "{text}");
        }
        assert_eq!(directives("wikivet-ignore-xyz a"), Some((None, None)));
        for text in
            ["wikivet ignores this", "wikivet", "wikivet found it", "see wikivet ignore", "wikivété ignore"]
        {
            assert_eq!(directives(text), None, "{text}");
        }
    }
}
