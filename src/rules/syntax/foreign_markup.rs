//! `rules/syntax/foreign-markup.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::MarkKind;
use crate::rules::residue::read_marks;
use crate::rules::shown;
use crate::source::Span;

/// Finds markup of forums and typesetting systems where wikitext is read.
pub struct ForeignMarkup;

impl Rule for ForeignMarkup {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for found in read_marks(MarkKind::ForeignMarkup, cx) {
            if is_link(found.span, cx) {
                continue;
            }
            let source = cx.doc.slice(found.span);
            let finding =
                Finding::new(found.span, format!("`{}` is markup of {}", shown(source), found.mark.tool))
                    .help("write it in wikitext");
            cx.report(match wikitext(source) {
                Some(text) => finding.fix(Fix::replace(
                    format!("write `{}`", shown(&text)),
                    found.span,
                    text,
                    Safety::Suggested,
                )),
                None => finding,
            });
        }
    }
}

/// Whether brackets belong to links: `[[b]]`.
fn is_link(place: Span, cx: &Context<'_>) -> bool {
    let text = cx.doc.text();
    text.get(..place.start as usize).is_some_and(|before| before.ends_with('['))
        || text.get(place.end as usize..).is_some_and(|after| after.starts_with(']'))
}

/// How bold and italic text and links are written by each system, and in wikitext.
const FORMS: [(&str, &str, &str, &str); 6] = [
    ("[b]", "[/b]", "'''", "'''"),
    ("[i]", "[/i]", "''", "''"),
    (r"\textbf{", "}", "'''", "'''"),
    (r"\textit{", "}", "''", "''"),
    (r"\emph{", "}", "''", "''"),
    ("[quote]", "[/quote]", "<blockquote>", "</blockquote>"),
];

/// What a piece of markup is in wikitext, if that is certain.
fn wikitext(source: &str) -> Option<String> {
    let simple = FORMS.iter().find_map(|(opener, closer, start, end)| {
        let inner = source.strip_prefix(opener)?.strip_suffix(closer)?;
        Some(format!("{start}{inner}{end}"))
    });
    let link = || {
        let (address, text) = if let Some(rest) = source.strip_prefix("[url=") {
            rest.strip_suffix("[/url]")?.split_once(']')?
        } else if let Some(address) = source.strip_prefix("[url]") {
            (address.strip_suffix("[/url]")?, "")
        } else if let Some(rest) = source.strip_prefix(r"\href{") {
            rest.strip_suffix('}')?.split_once("}{")?
        } else {
            let (text, rest) = source.strip_prefix('`')?.split_once(" <")?;
            (rest.split_once('>')?.0, text)
        };
        let is_address = address.starts_with("http") && !address.contains([' ', '[', ']']);
        is_address.then(|| if text.is_empty() { address.to_owned() } else { format!("[{address} {text}]") })
    };
    simple.or_else(link)
}
