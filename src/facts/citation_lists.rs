//! Lists over all citations, so that a rule about a few parameters walks through those alone: fields by what they give,
//! fields that say nothing by themselves, and what citations lack.

use std::cell::OnceCell;

use super::Facts;
use super::citations::{Citation, Field};
use crate::profile::{CiteParam, CiteParams, Requirement};

/// A field: its citation among [`Facts::citations`], and its place in that.
type Place = (u32, u32);

/// The citations of a document in the order of the text, and the lists.
#[derive(Debug)]
pub(super) struct Citations<'a> {
    pub(super) all: Vec<Citation<'a>>,
    /// The places of the fields that give a parameter a value, parameter by parameter.
    places: Vec<Place>,
    /// Where those of each parameter end.
    ends: [usize; CiteParam::MOST],
    /// The parameters that are given.
    given: CiteParams,
    lonely: OnceCell<Vec<Place>>,
    lacking: OnceCell<Vec<(u32, &'a Requirement)>>,
}

impl<'a> Citations<'a> {
    pub(super) fn new(all: Vec<Citation<'a>>) -> Self {
        let mut ends = [0; CiteParam::MOST];
        let mut given = CiteParams::default();
        each(&all, |_, field, _| field.gives().into_iter().for_each(|param| ends[param as usize] += 1));
        let mut sum = 0;
        for end in &mut ends {
            // Until the parameter's fields are filled in, its end is where they start.
            sum += std::mem::replace(end, sum);
        }
        let mut places = vec![(0, 0); sum];
        each(&all, |_, field, place| {
            if let Some(param) = field.gives() {
                let end = &mut ends[param as usize];
                places[*end] = place;
                *end += 1;
            }
        });
        all.iter().for_each(|citation| given = given.or(&citation.given));
        Citations { all, places, ends, given, lonely: OnceCell::new(), lacking: OnceCell::new() }
    }

    fn of_param(&self, number: usize) -> &[Place] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.places.get(start..self.ends[number]).unwrap_or_default()
    }

    fn at(&self, &(citation, field): &Place) -> Option<(&Citation<'a>, &Field<'a>)> {
        let citation = self.all.get(citation as usize)?;
        Some((citation, citation.fields.get(field as usize)?))
    }

    fn lonely(&self) -> &[Place] {
        self.lonely.get_or_init(|| {
            let mut lonely = Vec::new();
            each(&self.all, |citation, field, place| {
                let needs = field.param.map(|param| &param.needs).filter(|needs| !needs.is_empty());
                if needs.is_some_and(|needs| field.gives().is_some() && !citation.has_any(needs)) {
                    lonely.push(place);
                }
            });
            lonely
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

fn each<'c, 'a>(
    citations: &'c [Citation<'a>],
    mut found: impl FnMut(&'c Citation<'a>, &'c Field<'a>, Place),
) {
    for (citation, at) in citations.iter().zip(0..) {
        for (field, place) in citation.fields.iter().zip(0..) {
            found(citation, field, (at, place));
        }
    }
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
        let places = lists.given.and(params).numbers().flat_map(|param| lists.of_param(param));
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
