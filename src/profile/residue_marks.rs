use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;
use serde::Deserialize;

use super::residue_anchors::Anchors;

/// What a mark that a tool left is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// A token that a chat tool puts where it cites something.
    ChatMark,
    /// What a chat tool says to who asks it.
    ChatPhrase,
    /// A place that somebody should have filled in.
    Placeholder,
    /// A text that a button of the editor writes to be replaced, where it is all that a piece of markup holds.
    Sample,
    /// The name of a file that a button of the editor writes to be replaced.
    SampleFile,
    /// A conflict mark of version control.
    MergeMark,
    /// A link or picture of Markdown.
    MarkdownLink,
    /// The definition of a link in Markdown.
    MarkdownDefinition,
    /// The first or last line of a block of code in Markdown.
    MarkdownFence,
    /// The line under the header of a table in Markdown.
    MarkdownTable,
    /// A line that is a heading in Markdown, with the end of the line before it.
    MarkdownHeading,
    /// A line that is an item of a list in Markdown, with the end of the line before it.
    MarkdownItem,
    /// A line that is quoted in Markdown, with the end of the line before it.
    MarkdownQuote,
    /// A line that is a rule in Markdown, with the end of the line before it.
    MarkdownRule,
    /// An item of a list of tasks in Markdown.
    MarkdownTask,
    /// Markup of another system.
    ForeignMarkup,
    /// A piece of a page as MediaWiki shows it.
    Rendered,
    /// A tag that a program writes into what is copied from it.
    PastedTag,
    /// A comment that a program writes into what is copied from it, or the beginning of one.
    PastedComment,
    /// A file written out as a URL.
    DataUrl,
    /// A character that a tool's slip wrote.
    Slip,
}

/// One mark that tools leave.
#[derive(Debug)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// The tool that leaves it, as messages name it; empty where many do.
    pub tool: String,
    /// Words by which an article shows that it is about such marks.
    pub not_beside: Vec<String>,
    near: String,
    form: Form,
}

#[derive(Debug)]
enum Form {
    /// The text alone, with either case of its first letter and either apostrophe.
    Text,
    /// A regular expression, made when it is first needed.
    Pattern(String, OnceLock<Option<Regex>>),
}

/// How much text before and after what a pattern is found by is searched for all of it, in bytes.
const REACH: (usize, usize) = (300, 400);

impl Mark {
    pub(super) fn text(kind: MarkKind, text: String) -> Self {
        Mark { kind, tool: String::new(), not_beside: Vec::new(), near: text, form: Form::Text }
    }

    pub(super) fn pattern(kind: MarkKind, near: String, form: String) -> Self {
        let form = Form::Pattern(form, OnceLock::new());
        Mark { kind, tool: String::new(), not_beside: Vec::new(), near, form }
    }

    pub(super) fn left_by(mut self, tool: &str) -> Self {
        tool.clone_into(&mut self.tool);
        self
    }

    pub(super) fn not_beside(mut self, words: &[String]) -> Self {
        self.not_beside = words.to_vec();
        self
    }

    /// Where the mark stands whose `near` has its byte `offset` at `at`.
    fn place(&self, text: &str, at: usize, offset: usize) -> Option<Range<usize>> {
        match &self.form {
            Form::Text => {
                let (head, tail) = self.near.split_at_checked(self.near.floor_char_boundary(offset))?;
                let middle = (at + head.len()).checked_sub(offset)?;
                let start = back_over(head, text.get(..middle)?)?;
                let end = middle + over(tail, text.get(middle..)?)?;
                is_apart(text, start, end).then_some(start..end)
            }
            Form::Pattern(source, regex) => {
                let start = at.checked_sub(offset)?;
                let end = start + self.near.len();
                if text.get(start..end)? != self.near {
                    return None;
                }
                let regex = regex.get_or_init(|| Regex::new(source).ok()).as_ref()?;
                let from = text.floor_char_boundary(start.saturating_sub(REACH.0));
                let to = text.ceil_char_boundary(text.len().min(end + REACH.1));
                let mut found = regex.find_iter(text.get(from..to)?).map(|found| found.range());
                let whole = found.find(|found| from + found.start <= start && end <= from + found.end)?;
                Some(from + whole.start..from + whole.end)
            }
        }
    }
}

impl Mark {
    /// Where the mark stands at the start of a text, if it is found by the end of the line before.
    fn place_at_start(&self, text: &str) -> Option<Range<usize>> {
        let line = self.near.strip_prefix('\n').filter(|line| text.starts_with(line))?;
        let Form::Pattern(source, regex) = &self.form else { return None };
        let regex = regex.get_or_init(|| Regex::new(source).ok()).as_ref()?;
        let to = text.ceil_char_boundary(text.len().min(line.len() + REACH.1));
        let found = regex.find(text.get(..to)?)?.range();
        (found.start == 0 && found.end >= line.len()).then_some(found)
    }
}

/// How long the part of a text is that starts as a mark goes on.
fn over(mark: &str, text: &str) -> Option<usize> {
    let mut signs = text.chars();
    mark.chars().all(|sign| signs.next().is_some_and(|read| is_same(sign, read))).then_some(())?;
    Some(text.len() - signs.as_str().len())
}

/// Where the part of a text starts that ends as a mark begins.
fn back_over(mark: &str, text: &str) -> Option<usize> {
    let mut signs = text.chars();
    for (index, sign) in mark.char_indices().rev() {
        let read = signs.next_back()?;
        let is_other_case = index == 0 && read.to_lowercase().eq(sign.to_lowercase());
        if !is_same(sign, read) && !is_other_case {
            return None;
        }
    }
    Some(signs.as_str().len())
}

fn is_same(sign: char, read: char) -> bool {
    sign == read || sign == '\'' && read == '’'
}

/// Whether no word goes on at an end of a place, in scripts that set spaces between words.
fn is_apart(text: &str, start: usize, end: usize) -> bool {
    let is_part = |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphanumeric() && sign < '\u{E00}');
    let (before, after) = text.split_at_checked(end).unwrap_or_default();
    let (outside, mark) = before.split_at_checked(start).unwrap_or_default();
    !(is_part(outside.chars().next_back()) && is_part(mark.chars().next())
        || is_part(mark.chars().next_back()) && is_part(after.chars().next()))
}

/// Marks that are looked for together.
#[derive(Debug, Default)]
pub struct Marks {
    list: Vec<Mark>,
    anchors: Anchors,
}

impl Marks {
    pub(super) fn new(list: Vec<Mark>) -> Self {
        let anchors = Anchors::new(list.iter().map(|mark| (&*mark.near, matches!(mark.form, Form::Text))));
        Marks { list, anchors }
    }

    /// Where marks stand in a text, in the order of their first bytes, the longer first; they may overlap.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, &Mark)> {
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        let at_start = |(index, mark): (usize, &Mark)| Some((mark.place_at_start(text)?, index));
        found.extend(self.list.iter().enumerate().filter_map(at_start));
        self.anchors.find(text, |at, anchored| {
            let mark = self.list.get(anchored.index);
            let place = mark.and_then(|mark| mark.place(text, at, anchored.offset));
            found.extend(place.map(|place| (place, anchored.index)));
        });
        found.sort_unstable_by_key(|(place, index)| (place.start, usize::MAX - place.end, *index));
        let marks = found.into_iter().filter_map(|(place, index)| Some((place, self.list.get(index)?)));
        let mut marks: Vec<(Range<usize>, &Mark)> = marks.collect();
        marks.dedup_by(|next, last| next.0 == last.0 && next.1.kind == last.1.kind);
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_as_words_with_either_apostrophe_and_first_letter() {
        let marks = Marks::new(vec![Mark::text(MarkKind::ChatPhrase, "here's a draft".to_owned())]);
        let found = |text| marks.find(text).into_iter().map(|(place, _)| place).collect::<Vec<_>>();
        assert_eq!(found("x Here’s a draft."), std::slice::from_ref(&(2..18)));
        assert_eq!(found("there's a draft"), [] as [Range<usize>; 0]);
        assert_eq!(found("here's a drafting"), [] as [Range<usize>; 0]);
    }

    #[test]
    fn patterns_are_found_around_what_is_near_them() {
        let mark = Mark::pattern(MarkKind::ChatMark, "[web:".to_owned(), r"\[web:\d+\]".to_owned());
        let marks = Marks::new(vec![mark]);
        let found: Vec<_> =
            marks.find("é[web:1][web:x][web:22]").into_iter().map(|(place, _)| place).collect();
        assert_eq!(found, [2..9, 16..24]);
    }
}
