//! `rules/text/homoglyph.md`

use schemars::JsonSchema;
use serde::Deserialize;

use super::is_in_url;
use super::looked_up::{is_looked_up, is_part_of_name};
use super::mixed::{message, tag_name};
use crate::engine::{Context, Interest, Rule};
use crate::facts::mixed_words::Slip;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::rules::options::Words;
use crate::syntax::Kind;

/// Finds words that have letters of another script, or signs, which look like their own letters.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Homoglyph {
    /// Words that are meant as they are; case makes no difference.
    allow: Words,
}

impl Rule for Homoglyph {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        for word in cx.facts.mixed_words() {
            let leaf = cx.tree.leaf_at(word.span.start);
            let is_named = is_part_of_name(leaf);
            if is_named
                || leaf.kind() != Kind::Text
                || is_in_url(text, word.span)
                || tag_name(word, cx).is_some()
                || self.allow.contains(cx.doc.slice(word.span))
            {
                continue;
            }
            let mut finding = Finding::new(word.span, message(word, cx.doc.slice(word.span)))
                .help("write all letters of the word in one script, so that searches and links find it");
            if let Slip::Sign { sign, .. } = word.slip {
                finding = finding.cluster(sign);
            }
            if let Some(meant) = &word.meant {
                let is_whole = matches!(word.slip, Slip::Word { .. });
                let is_sure = word.is_proven && !is_whole && !is_looked_up(word.span, cx);
                let safety = if is_sure { Safety::Safe } else { Safety::Suggested };
                finding = finding.fix(Fix::replace(
                    format!("write `{meant}` in one script"),
                    word.span,
                    meant,
                    safety,
                ));
            }
            cx.report(finding);
        }
    }
}
