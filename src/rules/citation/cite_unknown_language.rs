//! `rules/citation/cite-unknown-language.md`

use std::sync::LazyLock;

use isolang::Language as Iso;
use rustc_hash::FxHashSet;

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::{CitationWords, CiteParam, Language};
use crate::rules::shown;
use crate::source::Span;

/// Finds languages of sources that no list of languages has.
pub struct CiteUnknownLanguage;

impl Rule for CiteUnknownLanguage {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations().iter().filter(|citation| citation.schema.is_of_module) {
            let Some(field) = citation.get(CiteParam::Language).filter(|field| field.is_literal) else {
                continue;
            };
            let mut at = field.value_span.start;
            for part in field.value.split(',') {
                let name = part.trim();
                let start = at + (part.len() - part.trim_start().len()) as u32;
                if !name.is_empty() && !is_known(name) {
                    let message = format!("the template knows no language `{}`", shown(name));
                    let help = "write the ISO 639 code or the usual name of the language, several with commas between them";
                    let span = Span::new(start, start + name.len() as u32);
                    cx.report(Finding::new(span, message).help(help).cluster(name));
                }
                at += part.len() as u32 + 1;
            }
        }
    }
}

/// Whether a text is the code of a language, with or without script and region, or the English name of one.
fn is_known(text: &str) -> bool {
    let folded = text.to_lowercase();
    let primary = folded.split(['-', '_']).next().unwrap_or_default();
    Iso::from_639_1(primary).is_some()
        || Iso::from_639_3(primary).is_some()
        || CitationWords::known().is_language(&folded)
        || Language::codes().any(|code| code == primary)
        || USUAL_NAMES.contains(&folded)
        || NAMES.contains(&folded)
}

/// The names of the languages that have a code of two letters, nearly all that are given: to gather those of all eight
/// thousand takes longer than the rest of the rule.
static USUAL_NAMES: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| names_of(isolang::languages().filter(|language| language.to_639_1().is_some())));

/// The English names that ISO 639 has, in lower case, without what it adds in brackets to tell languages and stages of
/// one apart: `Modern Greek (1453-)`.
static NAMES: LazyLock<FxHashSet<String>> = LazyLock::new(|| names_of(isolang::languages()));

fn names_of(languages: impl Iterator<Item = Iso>) -> FxHashSet<String> {
    let names = languages.map(|language| language.to_name());
    names.map(|name| name.split(" (").next().unwrap_or(name).to_lowercase()).collect()
}
