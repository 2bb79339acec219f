//! `rules/media/base64-image.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::residue::FoundMark;
use crate::finding::Finding;
use crate::profile::MarkKind;
use crate::rules::residue::read_marks;
use crate::rules::shown;
use crate::source::Span;

/// Finds files that are written out in the text.
pub struct Base64Image;

impl Rule for Base64Image {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for FoundMark { span, .. } in read_marks(MarkKind::DataUrl, cx) {
            // Only the beginning was looked for.
            let rest = cx.doc.text().get(span.end as usize..).unwrap_or_default();
            let is_data = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=%".contains(&byte);
            let more = rest.bytes().take_while(|byte| is_data(*byte)).count();
            let whole = Span::new(span.start, span.end + more as u32);
            let source = shown(cx.doc.slice(whole));
            cx.report(
                Finding::new(
                    whole,
                    format!("`{source}` is a file written out as text, of {} bytes", whole.len()),
                )
                .help("upload the file if it is free, and show it by its name, or remove the text"),
            );
        }
    }
}
