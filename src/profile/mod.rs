//! What one wiki is like: its namespaces, tags and templates, and its language. Typed forms of `rules/data/`.

mod box_dates;
mod cite_param;
mod cite_rules;
mod data;
mod date_style;
mod encodings;
mod footnotes;
mod guess;
mod homoglyphs;
mod hosts;
mod html;
mod language;
mod role;
mod site;
mod template;
mod template_file;
mod url_params;
mod wiki;
mod wiki_file;

pub use box_dates::{BoxDate, Event};
pub use cite_param::{CiteParam, CiteParams};
pub use cite_rules::{CiteRules, Ignored, Requirement};
pub use data::DataError;
pub use date_style::{CalendarMarks, DateHabit, DateStyle, FeastNames, NumericOrder};
pub use encodings::{ByteRoles, Encoding, Encodings, Look};
pub use footnotes::{Footnotes, MarkSide};
pub use guess::{Choice, choose};
pub use homoglyphs::{Homoglyphs, Script};
pub use hosts::Hosts;
pub use html::{Html, Obsolete};
pub use language::{Language, ListWords, Months, NumberStyle};
pub use role::{Role, RoleSet};
pub use site::{Site, TagContent};
pub use template::{Former, Param, ParamType, TemplateSchema};
pub use url_params::UrlParams;
pub use wiki::Profile;
