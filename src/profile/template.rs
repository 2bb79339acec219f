use std::collections::{BTreeMap, HashSet};

use rustc_hash::FxHashMap;

use super::box_dates::Event;
use super::cite_param::{CiteParam, CiteParams};
use super::cite_rules::CiteRules;
use super::pattern::Pattern;
use super::role::{Role, RoleSet};

/// What a parameter's value has to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParamType {
    /// Anything.
    #[default]
    Text,
    /// A year, also a negative one.
    Year,
    /// A year, or a whole date.
    YearOrDate,
    /// A month by number or name.
    Month,
    /// A day of the month by number.
    Day,
    /// `BC`, `BCE` and the like.
    Era,
    /// A whole date in any form.
    Date,
    /// A month and a year, as maintenance templates are dated.
    MonthYear,
    /// A URL.
    Url,
    /// The URL of an archived copy.
    ArchiveUrl,
    /// The date of an archived copy.
    ArchiveDate,
    /// The date on which a link was last seen.
    AccessDate,
    /// The title of a work.
    Title,
    /// A country, by name or code.
    Country,
    /// One of the listed values.
    Keyword,
    /// Any of the listed values means yes; where none are listed, any value does.
    Flag,
    /// A number.
    Number,
    /// The name of a wiki page.
    Page,
    /// A quotation.
    Quote,
    /// Why it is so, told to other editors.
    Reason,
    /// The code or name of a language.
    Language,
    /// The name of a footnote, as in `<ref name=…>`.
    FootnoteName,
    /// The group of a footnote, as in `<ref group=…>`.
    FootnoteGroup,
}

impl ParamType {
    /// Whether the value is a whole date.
    pub fn is_date(self) -> bool {
        matches!(self, ParamType::Date | ParamType::ArchiveDate | ParamType::AccessDate)
    }

    /// Whether the value is a URL.
    pub fn is_url(self) -> bool {
        matches!(self, ParamType::Url | ParamType::ArchiveUrl)
    }
}

/// A set of kinds of values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ParamTypes(u32);

impl ParamTypes {
    /// The set of these.
    pub const fn of(kinds: &[ParamType]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < kinds.len() {
            bits |= 1 << kinds[at] as u8;
            at += 1;
        }
        ParamTypes(bits)
    }

    /// Whether a kind is among them.
    pub fn contains(self, kind: ParamType) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// Whether some of the others are among them.
    pub fn has_any(self, others: ParamTypes) -> bool {
        self.0 & others.0 != 0
    }

    /// Adds a kind.
    pub(crate) fn insert(&mut self, kind: ParamType) {
        self.0 |= 1 << kind as u8;
    }
}

/// One parameter of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Param {
    /// The name the schema gives it; positional ones are `1`, `2` …, and `#` stands for any number, also for none.
    pub name: String,
    /// Other names that mean the same, on this wiki too.
    pub aliases: Vec<String>,
    /// What its value has to be.
    pub kind: ParamType,
    /// Whether the template is of no use without it.
    pub required: bool,
    /// The values allowed, where `kind` is a keyword, an era or a flag.
    pub values: Vec<String>,
    /// Values that it took once, in lower case, and that mean what it means without a value now.
    pub former_values: Vec<String>,
    /// Words that the template writes before the value by itself: `pp.`.
    pub prefixes: Vec<String>,
    /// Words that the template writes after the value by itself: `ed.`.
    pub suffixes: Vec<String>,
    /// Which of the template's dates a year, month, day or era belongs to, from 1.
    pub date: u8,
    /// What that date is the date of, if the template says it.
    pub event: Option<Event>,
    /// Whether it can be given several times, told apart by numbers.
    pub is_numbered: bool,
    /// Whether the template does not take all of its names any more.
    pub has_former_names: bool,
    /// What it is for, if the template cites a source and it is known to.
    pub cite: Option<CiteParam>,
    /// One of these has to be given as well, for it to say anything; none: it stands alone.
    pub needs: CiteParams,
}

/// What stands in the place of a parameter that a template does not take any more.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Former {
    /// The name of the parameter that took its place; empty where none did.
    #[serde(default)]
    pub name: String,
    /// The values of the old parameter with those of the new one, where they changed.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// What to do where no name took its place; empty where there is nothing to say.
    #[serde(default)]
    pub help: String,
}

/// What is known of one kind of template: the typed form of a file under `rules/data/templates/`, with the parameter
/// names of one wiki.
#[derive(Clone, Debug, Default)]
pub struct TemplateSchema {
    /// The schema's own name, the same for all wikis and for all templates that take the same parameters: `cite-web`.
    pub name: String,
    /// Its own name and those of the schemas that it extends: `cite-web`, `cs1`, `citation`.
    pub kinds: Vec<String>,
    /// What it is for.
    pub roles: RoleSet,
    /// Its parameters; empty where nothing is known of them.
    pub params: Vec<Param>,
    /// Whether the wiki says that it takes no other parameters than these.
    pub is_complete: bool,
    /// Whether the citation module reads its parameters, alike on all wikis that have it.
    pub is_of_module: bool,
    /// Names that it took once, with what to write instead: a name, or a name and the values for the old ones.
    pub former: FxHashMap<String, Former>,
    /// Slips and names of other languages, with the name that is meant.
    pub misspelt: FxHashMap<String, String>,
    /// Which parameters go together, if the template cites a source.
    pub cites: CiteRules,
    /// What it shows: the first of these whose arguments are all given. None: it is not known.
    pub shows: Vec<Pattern>,
    /// What a cell that it stands in is sorted by, chosen alike. None: by what it shows.
    pub sorts_by: Vec<Pattern>,
    /// Whether a date's arguments may be words as well, or in another order: only what makes a date for certain is one.
    pub is_lenient: bool,
    left_out: HashSet<String>,
    index: FxHashMap<String, usize>,
    takes_urls: bool,
    takes: ParamTypes,
}

impl TemplateSchema {
    /// A schema of these parameters. Of two that share a name the first counts.
    pub fn new(name: impl Into<String>, roles: RoleSet, mut params: Vec<Param>) -> Self {
        if roles.contains(Role::Citation) {
            for param in &mut params {
                param.cite = CiteParam::named(&param.name);
            }
        }
        for param in &mut params {
            param.is_numbered = param.name.contains('#');
        }
        let mut index = FxHashMap::default();
        for (at, param) in params.iter().enumerate() {
            for name in std::iter::once(&param.name).chain(&param.aliases) {
                index.entry(name.clone()).or_insert(at);
                let bare = name.replace('#', "");
                if !bare.is_empty() {
                    index.entry(bare).or_insert(at);
                }
            }
        }
        let takes_urls = params.iter().any(|param| param.kind.is_url());
        let mut takes = ParamTypes::default();
        params.iter().for_each(|param| takes.insert(param.kind));
        TemplateSchema { name: name.into(), roles, params, index, takes_urls, takes, ..Default::default() }
    }

    /// Whether the template does not take a parameter of a name, though others of its family do.
    pub fn leaves_out(&self, name: &str) -> bool {
        let is_numbered = || {
            let mut buffer = [0; MAX_NAME];
            unnumbered(name, &mut buffer).is_some_and(|name| self.left_out.contains(name))
        };
        !self.left_out.is_empty() && (self.left_out.contains(name) || is_numbered())
    }

    /// Sets the names that it took once.
    pub(super) fn set_former(&mut self, former: FxHashMap<String, Former>) {
        for name in former.keys() {
            let mut buffer = [0; MAX_NAME];
            let numbered = unnumbered(name, &mut buffer).and_then(|name| self.index.get(name));
            let param = self.index.get(name.as_str()).or(numbered).copied();
            if let Some(param) = param.and_then(|at| self.params.get_mut(at)) {
                param.has_former_names = true;
            }
        }
        self.former = former;
    }

    /// Takes names away.
    pub(super) fn leave_out(&mut self, names: HashSet<String>) {
        for name in names {
            let bare = name.replace('#', "");
            self.index.remove(&name);
            self.index.remove(&bare);
            self.left_out.extend([name, bare]);
        }
    }

    /// Whether some parameter takes a URL.
    pub fn takes_urls(&self) -> bool {
        self.takes_urls
    }

    /// Whether some parameter takes values of a kind.
    pub fn takes(&self, kind: ParamType) -> bool {
        self.takes.contains(kind)
    }

    /// Whether the template has a role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(role)
    }

    /// The parameter of a name or alias, numbered names included: `last3`, `editor2-first`.
    pub fn param(&self, name: &str) -> Option<&Param> {
        let found = self.index.get(name).or_else(|| {
            let mut buffer = [0; MAX_NAME];
            self.index.get(unnumbered(name, &mut buffer)?)
        });
        found.and_then(|&at| self.params.get(at))
    }

    /// The parameters whose values are of a kind.
    pub fn params_of(&self, kind: ParamType) -> impl Iterator<Item = &Param> {
        self.params.iter().filter(move |param| param.kind == kind)
    }
}

/// The longest name of a numbered parameter, in bytes.
pub(super) const MAX_NAME: usize = 128;

/// The name with `#` for its first number; none if it has no number, or is longer than any that is known.
pub(super) fn unnumbered<'b>(name: &str, buffer: &'b mut [u8; MAX_NAME]) -> Option<&'b str> {
    let start = name.find(char::is_numeric)?;
    let (stem, rest) = (name.get(..start)?, name.get(start..)?.trim_start_matches(char::is_numeric));
    let end = stem.len() + 1 + rest.len();
    let unnumbered = buffer.get_mut(..end)?;
    unnumbered[..start].copy_from_slice(stem.as_bytes());
    unnumbered[start] = b'#';
    unnumbered[start + 1..].copy_from_slice(rest.as_bytes());
    std::str::from_utf8(unnumbered).ok()
}
