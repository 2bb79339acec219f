//! `rules/citation/cite-script-title-invalid.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Field;
use crate::finding::Finding;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;

/// Finds titles in another script whose language is not told as the template wants it.
pub struct CiteScriptTitleInvalid;

const SCRIPTS: CiteParams = CiteParams::of(&[
    CiteParam::ScriptChapter,
    CiteParam::ScriptEncyclopedia,
    CiteParam::ScriptJournal,
    CiteParam::ScriptMap,
    CiteParam::ScriptQuote,
    CiteParam::ScriptTitle,
]);

impl Rule for CiteScriptTitleInvalid {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations().iter().filter(|citation| citation.has_any(&SCRIPTS)) {
            let params = &citation.schema.params;
            let title = params.iter().find(|param| param.cite == Some(CiteParam::ScriptTitle));
            let Some(codes) = title.map(|title| &title.values).filter(|codes| !codes.is_empty()) else {
                continue;
            };
            for field in citation.filled().filter(|field| field.is_one_of(&SCRIPTS)) {
                if let Some((message, help)) = judge(field, codes) {
                    cx.report(Finding::new(field.value_span, message).help(help).cluster(shown(&field.name)));
                }
            }
        }
    }
}

/// What is wrong with the code before a title, and what to do about it.
fn judge(field: &Field<'_>, codes: &[String]) -> Option<(String, &'static str)> {
    let name = shown(&field.name);
    let code = field.value.split_once(':').map(|(code, title)| (code.trim(), title.trim()));
    match code.filter(|(code, _)| {
        (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphabetic())
    }) {
        None if !field.is_literal => None,
        None => Some((
            format!("`{name}` does not begin with the code of a language"),
            if is_latin(field.value) {
                "it is in Latin letters: give it in the parameter for titles"
            } else {
                "write the language's code and a colon before the title, such as `ja:`"
            },
        )),
        Some((_, "")) => Some((format!("`{name}` holds no title behind the code"), "give the title")),
        Some((code, _)) if !codes.iter().any(|known| known.eq_ignore_ascii_case(code)) => Some((
            format!("`{}` is the code of no language whose script `{name}` is for", shown(code)),
            "write the right code; a title in Latin letters belongs into the parameter for titles",
        )),
        Some(_) => None,
    }
}

/// Whether all letters of a text are those of ASCII or letters of Latin alphabets made of them.
fn is_latin(text: &str) -> bool {
    const LAST_OF_LATIN: char = '\u{24f}';
    text.chars().filter(|sign| sign.is_alphabetic()).all(|sign| sign <= LAST_OF_LATIN)
}
