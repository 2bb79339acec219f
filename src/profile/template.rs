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
    /// A date in any form the citation module takes.
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
    /// Any of the listed values means yes.
    Flag,
    /// A number.
    Number,
    /// The name of a wiki page.
    Page,
    /// A quotation.
    Quote,
    /// The code or name of a language.
    Language,
}

/// One parameter of a template.
#[derive(Clone, Debug, Default)]
pub struct Param {
    /// The name in use; positional ones are `1`, `2` …
    pub name: String,
    /// Other names that mean the same.
    pub aliases: Vec<String>,
    /// What its value has to be.
    pub kind: ParamType,
    /// Whether the template is of no use without it.
    pub required: bool,
    /// The values allowed, where `kind` is a keyword or a flag.
    pub values: Vec<String>,
}

/// What is known of one template: the typed form of an entry under `rules/data/templates/`.
#[derive(Clone, Debug, Default)]
pub struct TemplateSchema {
    /// The template's own name, first letter in upper case.
    pub name: String,
    /// What it is for.
    pub roles: RoleSet,
    /// Its parameters; empty where nothing is known of them.
    pub params: Vec<Param>,
}

impl TemplateSchema {
    /// Whether the template has a role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(role)
    }

    /// The parameter of a name or alias.
    pub fn param(&self, name: &str) -> Option<&Param> {
        self.params.iter().find(|param| param.name == name || param.aliases.iter().any(|alias| alias == name))
    }
}
