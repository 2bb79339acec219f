use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// What a box of data and the text beside it both say of the subject of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figure {
    /// How many people live there.
    Population,
    /// How large it is.
    Area,
    /// How high above the sea it is.
    Elevation,
    /// How tall or high it is.
    Height,
    /// How long it is.
    Length,
    /// How long it takes to see or hear it.
    Runtime,
    /// How many episodes it has.
    Episodes,
    /// How many seasons it has.
    Seasons,
    /// In which year it was founded.
    Founded,
}

impl Figure {
    /// What it is called in messages.
    pub fn name(self) -> &'static str {
        match self {
            Figure::Population => "population",
            Figure::Area => "area",
            Figure::Elevation => "elevation",
            Figure::Height => "height",
            Figure::Length => "length",
            Figure::Runtime => "running time",
            Figure::Episodes => "number of episodes",
            Figure::Seasons => "number of seasons",
            Figure::Founded => "year of foundation",
        }
    }

    /// The symbol of the unit that boxes give it in where none is written.
    pub fn unit(self) -> Option<&'static str> {
        match self {
            Figure::Area => Some("km²"),
            Figure::Elevation | Figure::Height => Some("m"),
            Figure::Length => Some("km"),
            Figure::Runtime => Some("min"),
            Figure::Population | Figure::Episodes | Figure::Seasons | Figure::Founded => None,
        }
    }
}

/// The parameters of boxes of data that hold figures, whatever the box: the typed form of `[box-figures]` in
/// `rules/data/wikis/<name>.toml`: by figure, names of parameters, each with that of the parameter for its year.
pub(super) type BoxFiguresFile = BTreeMap<Figure, Vec<Vec<String>>>;

/// What a parameter of a box of data holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoxFigure {
    /// What its value is.
    pub figure: Figure,
    /// The name of the parameter that says of which year the value is.
    pub year: Option<String>,
}

/// The parameters of boxes of data that hold figures.
#[derive(Clone, Debug, Default)]
pub(super) struct BoxFigures(FxHashMap<String, BoxFigure>);

impl BoxFigures {
    /// Adds what a wiki's file says. Of two meanings of one name the first counts.
    pub(super) fn extend(&mut self, file: BoxFiguresFile) {
        for (figure, parameters) in file {
            for mut names in parameters.into_iter().map(Vec::into_iter) {
                let Some(name) = names.next() else { continue };
                self.0.entry(name).or_insert(BoxFigure { figure, year: names.next() });
            }
        }
    }

    /// What the parameter of a name holds, if it is known to hold a figure.
    pub(super) fn get(&self, name: &str) -> Option<&BoxFigure> {
        self.0.get(name)
    }
}
