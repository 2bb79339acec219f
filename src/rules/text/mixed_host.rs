use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use super::mixed::message;
use crate::engine::Context;
use crate::facts::mixed_words::{MixedWord, Slip};
use crate::finding::{Finding, Severity};
use crate::fix::{Fix, Safety};
use crate::profile::Homoglyphs;
use crate::source::Span;
use crate::value::url::{check_url, url_parts};

/// Reports addresses with a label in their host that has Latin letters and those of a script that looks like it: no
/// registry gives such names away (ICANN's guidelines for the implementation of internationalised domain names).
pub(super) fn report(cx: &mut Context<'_>) {
    let (facts, doc) = (cx.facts, cx.doc);
    for link in facts.links().iter().filter(|link| link.is_literal) {
        let url = doc.slice(link.url);
        let Some(place) = (!url.is_ascii()).then(|| url_parts(url)).flatten().map(|parts| parts.host) else {
            continue;
        };
        let Some(host) = url.get(place.clone()).filter(|host| !host.is_ascii()) else { continue };
        for (label, slip) in
            labels(host).filter_map(|label| Some((label.clone(), mixture(host.get(label)?)?)))
        {
            let start = link.url.start as usize + place.start;
            let span = Span::of(start + label.start..start + label.end);
            let written = doc.slice(span);
            let word = MixedWord { span, slip, meant: meant(written), is_proven: false };
            // There is no such top-level domain: it is one fault of the host.
            let at = if label.end == host.len() { Span::of(start..start + label.end) } else { span };
            let host = match check_url(url) {
                Some(Ok(valid)) => valid.host,
                _ => host.to_owned(),
            };
            let message = format!("{}: the host is `{host}`", message(&word, written));
            let mut finding = Finding::new(at, message).severity(Severity::Error);
            finding = finding.help("write the host in letters of one script, or look for the right address");
            if let Some(meant) = &word.meant {
                let title = format!("write `{meant}` in one script");
                finding = finding.fix(Fix::replace(title, span, meant, Safety::Suggested));
            }
            cx.report(finding);
        }
    }
}

/// Where the labels of a host stand in it.
fn labels(host: &str) -> impl Iterator<Item = Range<usize>> {
    let mut next = 0;
    host.split('.').map(move |label| {
        let start = next;
        next += label.len() + 1;
        start..start + label.len()
    })
}

/// The letters of a label that are not of the script of most, if the one or the other is Latin.
fn mixture(label: &str) -> Option<Slip> {
    let of_letters = |sign: &char| sign.is_alphabetic();
    let is_latin = |sign: &char| sign.script() == Script::Latin;
    let (latin, others): (Vec<char>, Vec<char>) = label.chars().filter(of_letters).partition(is_latin);
    let other = others.first()?.script();
    let is_alike =
        Homoglyphs::known().has_letters_of(other) && others.iter().all(|sign| sign.script() == other);
    if latin.is_empty() || !is_alike {
        return None;
    }
    Some(match latin.len() < others.len() {
        true => Slip::Letters { letters: latin, foreign: Script::Latin, own: other },
        false => Slip::Letters { letters: others, foreign: other, own: Script::Latin },
    })
}

/// A label in letters of one script, if all of them have a counterpart there; Latin if both scripts do.
fn meant(label: &str) -> Option<String> {
    let other =
        label.chars().map(|sign| sign.script()).find(|script| Homoglyphs::known().has_letters_of(*script));
    let scripts = std::iter::once(Script::Latin).chain(other);
    let mut written = scripts.filter_map(|script| Homoglyphs::known().write_in(script, label));
    written.find(|written| !written.is_near).map(|written| written.text)
}
