use std::collections::BTreeMap;

use serde::Deserialize;

use super::box_dates::BoxDatesFile;
use super::box_figures::BoxFiguresFile;
use super::footnotes::Footnotes;
use super::link_marks::LinkMarks;
use super::link_sections::LinkSections;
use super::template_file::LocalNames;
use super::wiki_dates::WikiDates;

/// The typed form of `rules/data/wikis/<name>.toml`. What a file says is added to what the file it extends says.
/// Tables have an order, so that of two options that a text fits the same one counts in every run.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct WikiFile {
    /// The profile to start from.
    pub(super) extends: Option<String>,
    /// The code of the content language.
    pub(super) language: Option<String>,
    /// The address of the wiki's pages, up to their title.
    pub(super) base: Option<String>,
    /// Whether `-{ … }-` is read as language conversion.
    pub(super) variants: bool,
    /// Whether the first letter of a title is always a capital, so that its case does not count in links.
    pub(super) capital_links: bool,
    /// Names by namespace number.
    pub(super) namespaces: BTreeMap<String, Vec<String>>,
    pub(super) interlanguage: Vec<String>,
    pub(super) interwiki: Vec<String>,
    /// Prefixes by which the wiki calls itself: a link with one is a link like others.
    pub(super) own_prefixes: Vec<String>,
    pub(super) protocols: Vec<String>,
    pub(super) redirect_words: Vec<String>,
    pub(super) behaviour_switches: Vec<String>,
    pub(super) behaviour_switches_exact: Vec<String>,
    /// Signs that go on a link after its brackets: a range such as `a-z`, or single ones.
    pub(super) link_trail: Option<Vec<String>>,
    /// Words, or patterns with `$1` for a value, by what MediaWiki calls the option.
    pub(super) file_options: BTreeMap<String, Vec<String>>,
    /// Names of parser functions in any case, with the `#` they need.
    pub(super) functions: Vec<String>,
    /// Names of parser functions that count only as they are written.
    pub(super) functions_exact: Vec<String>,
    /// Names of variables in any case.
    pub(super) variables: Vec<String>,
    /// Names of variables that count only as they are written.
    pub(super) variables_exact: Vec<String>,
    pub(super) tags: TagsFile,
    /// The wiki whose template names are understood too, where it has no template of the name itself.
    pub(super) templates_of: Option<String>,
    /// Templates that wikis which extend this one understand as well. Knowing these alone is not knowing the templates
    /// of a wiki.
    pub(super) common_templates: BTreeMap<String, Vec<String>>,
    /// Names of templates, redirects included, by the schema that describes them.
    pub(super) templates: BTreeMap<String, Vec<String>>,
    /// Templates that link as MediaWiki does by itself, by the word that such links start with.
    pub(super) magic_links: BTreeMap<String, String>,
    /// What is written beside links.
    pub(super) link_marks: LinkMarks,
    /// The sections in which links are listed.
    pub(super) link_sections: LinkSections,
    /// Where footnotes and their list stand.
    pub(super) footnotes: Footnotes,
    /// The parameters of boxes of data that hold dates.
    pub(super) box_dates: BoxDatesFile,
    /// The parameters of boxes of data that hold figures.
    pub(super) box_figures: BoxFiguresFile,
    /// The parameters of boxes of data that say how many there are of something, with what that is called.
    pub(super) box_counts: BTreeMap<String, String>,
    /// What the wiki's templates make of dates.
    pub(super) dates: WikiDates,
    /// Schemas that list all parameters that the wiki's templates take.
    pub(super) complete: Vec<String>,
    /// What the wiki's templates for sources are given where there is no URL.
    pub(super) no_url: Vec<String>,
    /// Texts without a name that the wiki's templates for sources take all the same.
    pub(super) unnamed_in_citations: Vec<String>,
    /// The wiki's own parameter names.
    pub(super) parameters: LocalNames,
}

/// Extension tags by what they hold.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TagsFile {
    pub(super) opaque: Vec<String>,
    pub(super) wikitext: Vec<String>,
    pub(super) gallery: Vec<String>,
    pub(super) preformatted: Vec<String>,
}
