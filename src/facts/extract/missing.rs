use super::{ExtractLine, ExtractLines, LineKind};
use crate::facts::Facts;
use crate::profile::ExtractWords;

/// From this many words on, the paragraph after an introduction that asks for a list is no item of it.
const PARAGRAPH: usize = 25;
/// The fewest words of a line that is a sentence and no title.
const SENTENCE: usize = 6;
/// The most words of a heading that ends with a full stop.
const HEADING: usize = 5;

/// What stands where something is announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// Nothing: the text ends.
    End,
    /// The next section.
    Heading,
    /// The footnotes.
    Footnotes,
    /// A paragraph, where a list was asked for.
    Paragraph,
}

impl ExtractLines {
    /// The headings under which nothing stands before the next one of them or the end, and whether the language says
    /// that such a section has no text of its own: `External links`.
    pub fn empty_sections<'l>(
        &'l self,
        facts: &'l Facts<'_>,
    ) -> impl Iterator<Item = (&'l ExtractLine, bool)> {
        let appendices = facts.language.map(|language| language.extracts.appendices.as_slice());
        self.all.iter().enumerate().filter(|(_, line)| line.kind == LineKind::Heading).filter_map(
            move |(at, line)| {
                let next = self.all.get(at + 1);
                let is_empty = next
                    .is_none_or(|next| matches!(next.kind, LineKind::Heading | LineKind::Footnote { .. }));
                let title = facts.doc.slice(line.span).to_lowercase();
                let is_appendix = appendices.is_some_and(|appendices| appendices.contains(&title));
                // The list of footnotes is what such a section has.
                let has_notes =
                    is_appendix && next.is_some_and(|next| matches!(next.kind, LineKind::Footnote { .. }));
                (is_empty && !has_notes).then_some((line, is_appendix))
            },
        )
    }

    /// The lines that end in the middle of a sentence: with a word that none can end with, before a heading, the
    /// footnotes or the end.
    pub fn cut_sentences<'l>(
        &'l self,
        facts: &'l Facts<'_>,
    ) -> impl Iterator<Item = (&'l ExtractLine, &'l str)> {
        let words = facts.language.map(|language| &language.extracts);
        self.all.iter().enumerate().filter_map(move |(at, line)| {
            let next = self.all.get(at + 1).map(|next| next.kind);
            let is_last = matches!(next, None | Some(LineKind::Heading | LineKind::Footnote { .. }));
            let text = facts.doc.slice(line.span);
            if line.kind != LineKind::Text || !is_last || text.split_whitespace().nth(SENTENCE - 1).is_none()
            {
                return None;
            }
            let last = text.split_whitespace().next_back()?;
            let is_listed = |word: &str| {
                let prefix = word.split_once(':').map(|(prefix, _)| prefix);
                prefix.is_some_and(|prefix| facts.profile.site.namespace(prefix).is_some())
            };
            if text.split_whitespace().any(is_listed) {
                return None;
            }
            let is_open =
                last.chars().all(char::is_lowercase) && words?.expecting.iter().any(|word| word == last);
            is_open.then_some((line, last))
        })
    }

    /// The lines that end with a colon and after which nothing of what they announce can stand.
    pub fn lost_lists<'l>(
        &'l self,
        facts: &'l Facts<'_>,
    ) -> impl Iterator<Item = (&'l ExtractLine, Follows)> {
        let words = facts.language.map(|language| &language.extracts);
        let mut is_lead = true;
        self.all.iter().enumerate().filter_map(move |(at, line)| {
            is_lead &= line.kind != LineKind::Heading;
            let text = facts.doc.slice(line.span);
            // Titles with `:_` are left over from links.
            if !matches!(line.kind, LineKind::Text | LineKind::Item)
                || !text.ends_with(':')
                || text.contains(":_")
            {
                return None;
            }
            let next = self.all.get(at + 1);
            Some((line, what_follows(text, next, is_lead, words, facts)?))
        })
    }
}

/// What stands behind an introduction; none where that may be what it announces.
fn what_follows(
    text: &str,
    next: Option<&ExtractLine>,
    is_lead: bool,
    words: Option<&ExtractWords>,
    facts: &Facts<'_>,
) -> Option<Follows> {
    let Some(next) = next else { return Some(Follows::End) };
    match next.kind {
        LineKind::Heading => {
            let folded = text.to_lowercase();
            let names = |words: &ExtractWords| words.of_sections.iter().any(|word| folded.contains(word));
            (!is_lead && !words.is_some_and(names)).then_some(Follows::Heading)
        }
        LineKind::Footnote { .. } => Some(Follows::Footnotes),
        LineKind::Text => {
            let last = text.trim_end_matches(':').split_whitespace().next_back()?.to_lowercase();
            let follows = facts.doc.slice(next.span);
            // Some extracts end headings with a full stop.
            let n_words = follows.split_whitespace().count();
            let is_heading = n_words <= HEADING && follows.ends_with('.') && !follows.contains([',', ':']);
            let is_paragraph = n_words >= PARAGRAPH
                && follows.ends_with(['.', ']'])
                && follows.starts_with(char::is_uppercase)
                && !follows.contains(['"', '“', '«', ';']);
            let follows = if is_heading { Follows::Heading } else { Follows::Paragraph };
            (words?.introducing.contains(&last) && (is_paragraph || is_heading)).then_some(follows)
        }
        _ => None,
    }
}
