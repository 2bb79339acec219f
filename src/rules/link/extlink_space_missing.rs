//! `rules/link/extlink-space-missing.md`

use unicode_script::{Script, UnicodeScript};

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::source::Span;
use crate::syntax::{ExternalLink, Kind, KindSet, NodeRef};

/// Finds external links that stand next to a word without a space.
pub struct ExtlinkSpaceMissing;

impl Rule for ExtlinkSpaceMissing {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::ExternalLink]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(link) = ExternalLink::cast(node) else { return };
        // A link without a text shows a number, which stands close as that of a footnote does.
        let label = cx.doc.slice(link.label_span()).trim();
        if label.is_empty() {
            return;
        }
        let (text, span) = (cx.doc.text(), node.span());
        let before = text.get(..span.start as usize).unwrap_or_default();
        let after = text.get(span.end as usize..).unwrap_or_default();
        // Small letters may be the ending of the link's last word.
        let is_new_word = after.starts_with(|sign: char| is_spaced(sign) && sign.is_uppercase());
        let place = if before.ends_with(|sign| is_spaced(sign) && !has_prefixes(sign))
            && label.starts_with(is_spaced)
        {
            (span.start, Span::new(span.start, span.start + 1), "before")
        } else if is_new_word && label.ends_with(is_spaced) {
            (span.end, Span::new(span.end - 1, span.end), "behind")
        } else {
            return;
        };
        let (at, bracket, side) = place;
        let fix = Fix::new("write a space", vec![Edit::insert(at, " ")], Safety::Suggested);
        let message = format!("no space stands {side} the link, so that it sticks to a word");
        cx.report(Finding::new(bracket, message).help("write a space").fix(fix));
    }
}

/// Whether a letter is of a script in which a word of one letter is written to the next one.
fn has_prefixes(sign: char) -> bool {
    matches!(sign.script(), Script::Arabic | Script::Hebrew)
}

/// Whether a letter is of a script that sets words apart.
fn is_spaced(sign: char) -> bool {
    const UNSPACED: [Script; 9] = [
        Script::Han,
        Script::Hiragana,
        Script::Katakana,
        Script::Bopomofo,
        Script::Thai,
        Script::Lao,
        Script::Khmer,
        Script::Myanmar,
        Script::Tibetan,
    ];
    // Marks that are of no script by themselves (`ー`) stand among letters that are.
    sign.is_alphabetic()
        && !matches!(sign, 'º' | 'ª')
        && !matches!(sign.script(), Script::Common | Script::Inherited)
        && !UNSPACED.contains(&sign.script())
}
