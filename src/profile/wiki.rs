use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use super::box_dates::{BoxDate, BoxDates};
use super::box_figures::{BoxFigure, BoxFigures};
use super::data::{Cache, DataError, WIKIS, embedded, parse};
use super::footnotes::Footnotes;
use super::link_marks::LinkMarks;
use super::link_sections::LinkSections;
use super::site::Site;
use super::template::TemplateSchema;
use super::template_file::{self, LocalNames};
use super::wiki_dates::WikiDates;
use super::wiki_file::WikiFile;

static PROFILES: LazyLock<Cache<Profile>> = LazyLock::new(|| Cache::new(WIKIS));

/// The file that knows no wiki's own names; a missing one would be found by the first test.
const NEUTRAL: &str = "neutral";

/// The number of the namespace of templates, on every wiki.
const TEMPLATE_NAMESPACE: i32 = 10;

/// What one wiki is like.
#[derive(Debug, Default)]
pub struct Profile {
    /// `enwiki`, or `neutral`, which knows no wiki's own names.
    pub name: String,
    /// What the grammar needs.
    pub site: Site,
    /// The code of the content language, if the wiki has one.
    pub language: Option<String>,
    /// Templates that link as MediaWiki does by itself, by the word that such links start with: `ISBN`.
    pub magic_links: BTreeMap<String, String>,
    /// What is written beside links.
    pub link_marks: LinkMarks,
    /// The sections in which links are listed.
    pub link_sections: LinkSections,
    /// Where footnotes and their list stand.
    pub footnotes: Footnotes,
    /// What its templates make of dates.
    pub dates: WikiDates,
    /// What its templates for sources are given where there is no URL.
    pub no_url: Vec<String>,
    /// Texts without a name that its templates for sources take all the same.
    unnamed_in_citations: Vec<String>,
    base: Option<String>,
    /// Places in `schemas` by template name, with either case of the first letter.
    templates: FxHashMap<String, usize>,
    schemas: Vec<Schema>,
    knows_templates: bool,
    local_names: LocalNames,
    complete: Vec<String>,
    box_dates: BoxDates,
    box_figures: BoxFigures,
    box_counts: BTreeMap<String, String>,
}

/// A template schema that is read when the first template of its kind is met.
#[derive(Debug)]
struct Schema {
    name: String,
    value: OnceLock<Option<TemplateSchema>>,
}

impl Profile {
    /// Whether its templates for sources take this text without a name and show nothing of it.
    pub fn takes_unnamed(&self, text: &str) -> bool {
        self.unnamed_in_citations.iter().any(|taken| taken == text)
    }

    /// The profile of a wiki, parsed when it is first asked for.
    pub fn named(name: &str) -> Option<&'static Profile> {
        PROFILES.get(name, |text| Profile::from_file(name, embedded(name, text)?))
    }

    /// The profile that knows no wiki's own names.
    pub fn neutral() -> &'static Profile {
        static NOTHING: LazyLock<Profile> = LazyLock::new(Profile::default);
        Profile::named(NEUTRAL).unwrap_or(&NOTHING)
    }

    /// The names of all profiles, sorted.
    pub fn names() -> impl Iterator<Item = &'static str> {
        WIKIS.iter().map(|&(name, _)| name)
    }

    /// The names of the profiles that have been parsed so far, in no order.
    pub fn parsed() -> impl Iterator<Item = &'static str> {
        PROFILES.read_so_far()
    }

    /// The names of the template schemas that have been parsed so far for this profile.
    pub fn parsed_schemas(&self) -> impl Iterator<Item = &str> {
        self.schemas.iter().filter(|schema| schema.value.get().is_some()).map(|schema| schema.name.as_str())
    }

    /// The names of all templates that are known, with either case of the first letter, in no order.
    pub fn template_names(&self) -> impl Iterator<Item = &str> {
        self.templates.keys().map(String::as_str)
    }

    /// What is known of the template of a name as written in an article: white space at the ends, `_` for a
    /// space, the namespace's prefix and the case of the first letter make no difference.
    pub fn template(&self, name: &str) -> Option<&TemplateSchema> {
        let name = name.trim();
        let place = self.templates.get(name).or_else(|| self.templates.get(self.normal(name)?.as_ref()))?;
        let schema = self.schemas.get(*place)?;
        let read = || {
            let mut read = template_file::read(&schema.name, &self.local_names).ok()?;
            read.is_complete = read.kinds.iter().any(|kind| self.complete.contains(kind));
            Some(read)
        };
        schema.value.get_or_init(read).as_ref()
    }

    /// A template's name in one form, whatever way it is written: without the namespace's prefix, with single spaces
    /// and a capital first letter.
    pub fn template_title<'n>(&self, name: &'n str) -> Cow<'n, str> {
        let name = name.trim();
        let title = self.normal(name).unwrap_or(Cow::Borrowed(name));
        match title.chars().next() {
            Some(first) if first.is_lowercase() => Cow::Owned(with_first(&title, char::to_uppercase)),
            _ => title,
        }
    }

    /// What a parameter of this name holds in a box of data, if it is known to hold a date.
    pub fn box_date(&self, parameter: &str) -> Option<BoxDate> {
        self.box_dates.get(parameter)
    }

    /// What a parameter of this name holds in a box of data, if it is known to hold a figure.
    pub fn box_figure(&self, parameter: &str) -> Option<&BoxFigure> {
        self.box_figures.get(parameter)
    }

    /// What a parameter of this name counts in a box of data, in lower case: `episodes`.
    pub fn box_count(&self, parameter: &str) -> Option<&str> {
        self.box_counts.get(parameter).map(String::as_str)
    }

    /// Whether the wiki's own template names are known.
    pub fn knows_templates(&self) -> bool {
        self.knows_templates
    }

    /// The address of a page of the wiki, such as a policy by its shortcut.
    pub fn url(&self, page: &str) -> Option<String> {
        self.base.as_ref().map(|base| format!("{base}{}", page.replace(' ', "_")))
    }

    /// The template's name without prefix, with single spaces; none if it was in that form already.
    fn normal<'n>(&self, name: &'n str) -> Option<Cow<'n, str>> {
        let bare = match name.trim_start_matches(':').split_once(':') {
            Some((prefix, rest)) if self.site.namespace(prefix) == Some(TEMPLATE_NAMESPACE) => rest.trim(),
            _ => name,
        };
        let is_space = |sign: char| sign == '_' || sign.is_whitespace();
        if bare.contains('_') || bare.split(' ').any(|word| word.is_empty() || word.contains(is_space)) {
            let words: Vec<&str> = bare.split(is_space).filter(|word| !word.is_empty()).collect();
            return Some(Cow::Owned(words.join(" ")));
        }
        (bare.len() != name.len()).then_some(Cow::Borrowed(bare))
    }

    /// Reads the profile of a wiki from a file like those under `rules/data/wikis/`: `extends` names an embedded
    /// profile to start from.
    ///
    /// # Errors
    ///
    /// When the text is not TOML of that shape, extends or borrows the templates of a wiki that has no embedded
    /// profile, names a namespace by something else than a number, a schema that there is not, or a parameter that a
    /// schema does not have. Names of tags may be in any case.
    pub fn from_toml(name: &str, text: &str) -> Result<Profile, DataError> {
        let profile = Profile::from_file(name, parse(name, text)?)?;
        profile.check_schemas().map(|()| profile)
    }

    /// Reads the schemas of all templates: one that cannot be read is none to [`Profile::template`], which does not say
    /// why.
    ///
    /// # Errors
    ///
    /// The first that is wrong: a schema that there is not, that extends too many others, that requires what no citation
    /// has, or to which the wiki gives a name for a parameter that it does not have.
    pub fn check_schemas(&self) -> Result<(), DataError> {
        self.schemas
            .iter()
            .try_for_each(|schema| template_file::read(&schema.name, &self.local_names).map(drop))
    }

    fn from_file(name: &str, mut file: WikiFile) -> Result<Profile, DataError> {
        let embedded = |other: String| {
            Profile::named(&other).ok_or_else(|| DataError::Value {
                file: name.to_owned(),
                problem: format!("`{other}` is not an embedded profile"),
            })
        };
        let base = file.extends.take().map(embedded).transpose()?;
        let mut profile = Profile {
            name: name.to_owned(),
            site: base.map(|base| base.site.clone()).unwrap_or_default(),
            language: file.language.take(),
            base: file.base.take(),
            ..Profile::default()
        };
        profile.knows_templates = !file.templates.is_empty() || file.templates_of.is_some();
        profile.add_templates(std::mem::take(&mut file.templates));
        profile.add_templates(std::mem::take(&mut file.common_templates));
        let borrowed = file.templates_of.take().map(embedded).transpose()?;
        if let Some(other) = borrowed {
            profile.borrow_templates(other);
        }
        if let Some(base) = base {
            profile.borrow_templates(base);
        }
        profile.local_names = std::mem::take(&mut file.parameters);
        profile.complete = std::mem::take(&mut file.complete);
        profile.no_url = std::mem::take(&mut file.no_url);
        profile.unnamed_in_citations = std::mem::take(&mut file.unnamed_in_citations);
        profile.link_marks = std::mem::take(&mut file.link_marks);
        profile.link_marks.set_language(profile.language.clone());
        profile.link_sections = std::mem::take(&mut file.link_sections);
        profile.footnotes = std::mem::take(&mut file.footnotes);
        profile.box_dates = borrowed.or(base).map(|other| other.box_dates.clone()).unwrap_or_default();
        profile.box_dates.extend(std::mem::take(&mut file.box_dates));
        profile.box_figures = borrowed.or(base).map(|other| other.box_figures.clone()).unwrap_or_default();
        profile.box_figures.extend(std::mem::take(&mut file.box_figures));
        profile.box_counts = borrowed.or(base).map(|other| other.box_counts.clone()).unwrap_or_default();
        profile.box_counts.extend(std::mem::take(&mut file.box_counts));
        profile.magic_links = std::mem::take(&mut file.magic_links);
        profile.dates = std::mem::take(&mut file.dates);
        profile.site.extend(file, name)?;
        Ok(profile)
    }

    fn add_templates(&mut self, names: BTreeMap<String, Vec<String>>) {
        for (schema, names) in names {
            let place = self.schemas.len();
            self.schemas.push(Schema { name: schema, value: OnceLock::new() });
            for name in names {
                self.templates.insert(with_first(&name, char::to_lowercase), place);
                self.templates.insert(name, place);
            }
        }
    }

    /// Adds the templates of another wiki by the names they have there, where this wiki has none of the name.
    fn borrow_templates(&mut self, other: &Profile) {
        let own = (0..).zip(&self.schemas).map(|(place, schema)| (schema.name.clone(), place));
        let own: FxHashMap<String, usize> = own.collect();
        let mut place_of = |schema: &Schema| {
            own.get(&schema.name).copied().unwrap_or_else(|| {
                self.schemas.push(Schema { name: schema.name.clone(), value: OnceLock::new() });
                self.schemas.len() - 1
            })
        };
        let places: Vec<usize> = other.schemas.iter().map(&mut place_of).collect();
        for (name, &theirs) in &other.templates {
            self.templates.entry(name.clone()).or_insert(places[theirs]);
        }
    }
}

/// The text with its first letter in another case.
fn with_first<I: Iterator<Item = char>>(text: &str, change: fn(char) -> I) -> String {
    let mut signs = text.chars();
    signs.next().into_iter().flat_map(change).chain(signs).collect()
}
