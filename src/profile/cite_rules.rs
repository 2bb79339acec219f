use super::cite_param::CiteParams;

/// Which parameters go together in the citations of one template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CiteRules {
    /// What has to be given.
    pub requires: Vec<Requirement>,
    /// What the template does not read, so that readers see an error.
    pub ignores: Vec<Ignored>,
    /// What it takes and does not show.
    pub hides: CiteParams,
    /// Sets of which only one may be given.
    pub alternatives: Vec<CiteParams>,
    /// What belongs to works of another type.
    pub rather: Vec<Rather>,
}

/// Parameters that show that the work is of another type than those that a template is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rather {
    /// The parameters.
    pub params: CiteParams,
    /// The type, with its article: `a book`.
    pub of: String,
}

/// Parameters of which one has to be given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requirement {
    /// One of these has to be given.
    pub any_of: CiteParams,
    /// The name of the one that is meant first, as the schema has it.
    pub name: String,
    /// Names, as they are written, of which one has to be given for the requirement to hold; none: it always does.
    pub with: Vec<String>,
}

/// Parameters that a template does not read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ignored {
    /// The parameters.
    pub params: CiteParams,
    /// They are ignored only where one of these is given; none: wherever.
    pub with: CiteParams,
    /// They are read where one of these is given.
    pub without: CiteParams,
}

impl Ignored {
    /// The parameters that are ignored in a citation in which these are given.
    pub fn among(&self, given: &CiteParams) -> CiteParams {
        let is_ignored = (self.with.is_empty() || given.has_any(&self.with)) && !given.has_any(&self.without);
        if is_ignored { given.and(&self.params) } else { CiteParams::default() }
    }
}
