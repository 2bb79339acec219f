//! `rules/extract/extract-boilerplate.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::extract::LineKind;
use crate::finding::{Finding, Severity};
use crate::profile::ExtractWords;
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::names_media;

/// Finds text in an extract that is the site's and not the article's.
pub struct ExtractBoilerplate;

/// The numbers of the namespaces of categories and of files in every wiki.
const CATEGORY: i32 = 14;
const FILE: i32 = 6;

/// The most words of a file's name that stands for a whole line.
const FILE_WORDS: usize = 30;

/// The longest line that the site writes, in bytes.
const LONGEST: usize = 300;

impl Rule for ExtractBoilerplate {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let no_words = ExtractWords::default();
        let words = cx.language.map_or(&no_words, |language| &language.extracts);
        for line in &cx.facts.extract_lines().all {
            let text = cx.doc.slice(line.span);
            if let Some((at, what)) = listed(text, cx) {
                let span = Span::new(line.span.start + at as u32, line.span.end);
                let finding = Finding::new(span, format!("`{}` is {what}", shown(cx.doc.slice(span))));
                cx.report(finding.help("leave it out: it is no text of the article").cluster(what));
            } else if line.kind != LineKind::Table && text.len() <= LONGEST {
                let folded = text.to_lowercase();
                let is_heading = line.kind == LineKind::Heading;
                let is_frame = !is_heading && words.frame_lines.contains(&folded)
                    || words.frame_starts.iter().any(|start| folded.starts_with(start))
                    || words.frame_parts.iter().any(|part| folded.contains(part));
                let is_appendix = is_heading && words.appendices.contains(&folded);
                if is_frame {
                    let message = format!("`{}` is the site's text, not the article's", shown(text));
                    cx.report(Finding::new(line.span, message).help("leave it out").cluster("frame"));
                } else if is_appendix {
                    let message = format!("`{}` heads links or sources, not text", shown(text));
                    let finding = Finding::new(line.span, message).severity(Severity::Info);
                    cx.report(
                        finding.help("leave the section out, if only text is wanted").cluster("appendix"),
                    );
                }
            }
        }
    }
}

/// Where a list of categories, or a file with its caption, begins in a line.
fn listed(text: &str, cx: &Context<'_>) -> Option<(usize, &'static str)> {
    const A_FILE: &str = "the name of a file";
    let site = &cx.profile.site;
    if text.len() <= LONGEST && names_media(text) && text.contains('.') && !text.contains("//") {
        let last = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let is_one_word = text.get(last..).is_some_and(|word| word.contains('_'));
        let is_title = !text.contains('(') && text.split_whitespace().count() <= FILE_WORDS;
        if is_one_word || is_title {
            return Some((if is_one_word { last } else { 0 }, A_FILE));
        }
    }
    text.match_indices(':').find_map(|(colon, _)| {
        let head = text.get(..colon)?;
        let start = head.rfind(|sign: char| !sign.is_alphanumeric()).map_or(0, |at| at + 1);
        let prefix = head.get(start..).filter(|prefix| prefix.starts_with(char::is_uppercase))?;
        let follows = text.get(colon + 1..)?.starts_with(char::is_alphanumeric);
        match site.namespace(prefix).filter(|_| follows)? {
            CATEGORY => Some((start, "a list of categories")),
            FILE => Some((start, A_FILE)),
            _ => None,
        }
    })
}
