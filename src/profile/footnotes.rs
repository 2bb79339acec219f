use serde::Deserialize;

/// Where a wiki wants footnotes and their list to stand. What is not known is empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Footnotes {
    /// On which side of a full stop or comma the mark of a footnote stands.
    pub mark: Option<MarkSide>,
    /// Headings of the section that has the list; the first one is what fixes write.
    pub headings: Vec<String>,
    /// Headings of the sections that come after that section.
    pub sections_after: Vec<String>,
    /// What makes the list: `{{Reflist}}`; a plain `<references />` where it is not known.
    pub list: Option<String>,
}

/// A side of a punctuation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkSide {
    /// `text<ref>…</ref>.`
    Before,
    /// `text.<ref>…</ref>`
    After,
}
