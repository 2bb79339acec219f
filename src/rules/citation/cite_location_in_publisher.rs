//! `rules/citation/cite-location-in-publisher.md`

use super::{beside, group_of};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::{CitationWords, CiteParam};
use crate::rules::shown;
use crate::source::Span;
use crate::value::signs::Signs;

/// Finds publishers with their place before them: `New York: Random House`.
pub struct CiteLocationInPublisher;

/// The parameter for the place.
const LOCATION: &str = "location";

/// No name of a place is longer, in bytes.
const LONGEST_PLACE: usize = 100;

impl Rule for CiteLocationInPublisher {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            let Some(publisher) = citation.get(CiteParam::Publisher) else { continue };
            let may_split = publisher.signs.has(Signs::COLON) && !publisher.is_as_written();
            let Some((place, name)) = Some(publisher.value).filter(|_| may_split).and_then(split) else {
                continue;
            };
            let given = citation.get(CiteParam::Place).or_else(|| citation.get(CiteParam::PublicationPlace));
            let is_given = given.is_some_and(|given| given.value == place);
            if name.is_empty() || !(is_given || CitationWords::known().is_place(place)) {
                continue;
            }
            let start = publisher.value_span.start;
            let span = Span::new(start, start + place.len() as u32);
            let message =
                format!("place `{place}` stands in `{}` before `{}`", shown(&publisher.name), shown(name));
            let mut finding = Finding::new(span, message).help("give the place a parameter of its own");
            let before_name = Span::new(start, publisher.value_span.end - name.len() as u32);
            if let Some(fix) = fix(citation, publisher, before_name, place, given, cx) {
                finding = finding.fix(fix);
            }
            cx.report(finding);
        }
    }
}

/// What stands before the first colon, which is near the start, and behind it.
fn split(value: &str) -> Option<(&str, &str)> {
    let colon = value.bytes().take(LONGEST_PLACE).position(|byte| byte == b':')?;
    Some((value.get(..colon)?.trim_end(), value.get(colon + 1..)?.trim_start()))
}

/// Takes the place out of the publisher, and gives it its parameter unless it has that already.
fn fix(
    citation: &Citation<'_>,
    publisher: &Field<'_>,
    before_name: Span,
    place: &str,
    given: Option<&Field<'_>>,
    cx: &Context<'_>,
) -> Option<Fix> {
    let mut edits = vec![Edit::delete(before_name)];
    match given {
        Some(given) if given.value == place => {}
        None if citation.schema.param(LOCATION).is_some() => {
            edits.push(beside(publisher, cx.tree, LOCATION, place)?);
        }
        _ => return None,
    }
    let title = format!("write `{place}` as `{LOCATION}`");
    Some(Fix::new(title, edits, Safety::Suggested).group(group_of(citation, LOCATION)))
}
