//! Lists over all citations, so that a rule about a few parameters walks through those alone: fields by what they give,
//! fields that say nothing by themselves, and what citations lack.

use std::cell::OnceCell;

use super::Facts;
use super::citations::{Citation, Field};
use crate::profile::{CiteParam, CiteParams, Requirement};
use crate::value::by_number::ByNumber;

/// A field: its citation among [`Facts::citations`], and its place in that.
type Place = (u32, u32);

/// The citations of a document in the order of the text, and the lists.
#[derive(Debug)]
pub(super) struct Citations<'a> {
    pub(super) all: Vec<Citation<'a>>,
    /// The places of the fields that give a parameter a value, by its number.
    places: ByNumber<Place, { CiteParam::MOST }>,
    /// The parameters that are given.
    given: CiteParams,
    lonely: OnceCell<Vec<Place>>,
    lacking: OnceCell<Vec<(u32, &'a Requirement)>>,
}

impl<'a> Citations<'a> {
    pub(super) fn new(all: Vec<Citation<'a>>) -> Self {
        let places = all.iter().zip(0..).flat_map(|(citation, at)| {
            let fields = citation.fields.iter().zip(0..);
            fields.filter_map(move |(field, place)| Some((field.gives()? as usize, (at, place))))
        });
        let places = ByNumber::new(places);
        let given = all.iter().fold(CiteParams::default(), |given, citation| given.or(&citation.given));
        Citations { all, places, given, lonely: OnceCell::new(), lacking: OnceCell::new() }
    }

    fn at(&self, &(citation, field): &Place) -> Option<(&Citation<'a>, &Field<'a>)> {
        let citation = self.all.get(citation as usize)?;
        Some((citation, citation.fields.get(field as usize)?))
    }

    fn lonely(&self) -> &[Place] {
        self.lonely.get_or_init(|| {
            let fields = self.all.iter().zip(0..).flat_map(|(citation, at)| {
                let fields = citation.fields.iter().zip(0..);
                fields.filter(|(field, _)| is_lonely(citation, field)).map(move |(_, place)| (at, place))
            });
            fields.collect()
        })
    }

    fn lacking(&self) -> &[(u32, &'a Requirement)] {
        self.lacking.get_or_init(|| {
            let cited = (0..).zip(&self.all);
            cited
                .flat_map(|(at, citation)| lacks(citation).map(move |requirement| (at, requirement)))
                .collect()
        })
    }
}

/// Whether a field says nothing without another one that is not given.
fn is_lonely(citation: &Citation<'_>, field: &Field<'_>) -> bool {
    let needs = field.param.map(|param| &param.needs).filter(|needs| !needs.is_empty());
    needs.is_some_and(|needs| field.gives().is_some() && !citation.has_any(needs))
}

/// What a citation has to be given and is not. One with text that belongs to no parameter is not asked: what is missing
/// may be there.
fn lacks<'c, 'a>(citation: &'c Citation<'a>) -> impl Iterator<Item = &'a Requirement> + use<'c, 'a> {
    let is_sure = !citation.has_others && !citation.given.is_empty();
    let requires = if is_sure { citation.schema.cites.requires.as_slice() } else { &[] };
    requires.iter().filter(|requirement| {
        let is_written = |name: &String| citation.filled().any(|field| field.name == *name);
        let holds = requirement.with.is_empty() || requirement.with.iter().any(is_written);
        !citation.has_any(&requirement.any_of) && holds
    })
}

impl<'a> Facts<'a> {
    /// The fields that give one of some parameters a value, with their citations: parameter by parameter, those of each in
    /// the order of the text.
    pub fn cited<'f>(
        &'f self,
        params: &CiteParams,
    ) -> impl Iterator<Item = (&'f Citation<'a>, &'f Field<'a>)> + use<'a, 'f> {
        let lists = self.citation_lists();
        let places = lists.given.and(params).numbers().flat_map(|param| lists.places.of(param));
        places.filter_map(|place| lists.at(place))
    }

    /// The fields for some parameters that say nothing without another parameter, which is not given, with their citations.
    pub fn lonely<'f>(
        &'f self,
        params: &'f CiteParams,
    ) -> impl Iterator<Item = (&'f Citation<'a>, &'f Field<'a>)> + use<'a, 'f> {
        let lists = self.citation_lists();
        let fields = lists.lonely().iter().filter_map(|place| lists.at(place));
        fields.filter(|(_, field)| field.is_one_of(params))
    }

    /// The citations that are given none of what they have to be, of which some of these parameters are a part: each once,
    /// with the first such requirement.
    pub fn lacking<'f>(
        &'f self,
        params: &'f CiteParams,
    ) -> impl Iterator<Item = (&'f Citation<'a>, &'a Requirement)> + use<'a, 'f> {
        let lists = self.citation_lists();
        let mut last = None;
        let asked = lists.lacking().iter().filter(|(_, requirement)| requirement.any_of.has_any(params));
        let firsts = asked.filter(move |(citation, _)| last.replace(*citation) != Some(*citation));
        firsts.filter_map(|(citation, requirement)| Some((lists.all.get(*citation as usize)?, *requirement)))
    }
}
