//! What one wiki is like: its namespaces, tags and templates, and its language. Typed forms of `rules/data/`.

mod archives;
mod box_dates;
mod box_figures;
mod citation_words;
mod cite_param;
mod cite_rules;
mod countries;
mod data;
mod date_style;
mod encodings;
mod footnotes;
mod free_dois;
mod guess;
mod homoglyphs;
mod hosts;
mod html;
mod language;
mod pattern;
mod residue;
mod residue_marks;
mod role;
mod site;
mod table_classes;
mod table_roles;
mod template;
mod template_file;
mod units;
mod url_params;
mod wiki;
mod wiki_dates;
mod wiki_file;
mod works;

pub use archives::{Archive, Archives, CopyForm, CopyRules};
pub use box_dates::{BoxDate, Event};
pub use box_figures::{BoxFigure, Figure};
pub use citation_words::CitationWords;
pub use cite_param::{CiteParam, CiteParams};
pub use cite_rules::{CiteRules, Ignored, Rather, Requirement};
pub use countries::{Countries, Country, CountryKind};
pub use data::DataError;
pub use date_style::{CalendarMarks, DateHabit, DateStyle, FeastNames, NumericOrder};
pub use encodings::{ByteRoles, Encoding, Encodings, Look};
pub use footnotes::{Footnotes, MarkSide};
pub use free_dois::FreeDois;
pub use guess::{Choice, choose};
pub use homoglyphs::{Homoglyphs, Script};
pub use hosts::Hosts;
pub use html::{Html, Obsolete};
pub use language::{
    ExtractWords, FigureWords, Language, ListWords, Months, NumberStyle, OppositeWords, QuantityWords,
    ResidueWords, TableWords,
};
pub use pattern::{Pattern, PatternPart};
pub use residue::Residue;
pub use residue_marks::{Mark, MarkKind, Marks};
pub use role::{Role, RoleSet};
pub use site::{Site, TagContent};
pub use table_classes::TableClasses;
pub use table_roles::{RoleRelation, TableRoles};
pub use template::{Former, Param, ParamType, ParamTypes, TemplateSchema};
pub use units::{MeasureUnit, UnitMeaning, UnitName, Units};
pub use url_params::UrlParams;
pub use wiki::Profile;
pub use wiki_dates::WikiDates;
pub use works::{KnownWork, KnownWorks};
