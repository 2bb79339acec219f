use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::box_dates::Event;
use super::cite_param::{CiteParam, CiteParams};
use super::cite_rules::{CiteRules, Ignored, Rather, Requirement};
use super::data::{Cache, DataError, TEMPLATES, embedded};
use super::pattern::Pattern;
use super::role::{Role, RoleSet};
use super::template::{Former, Param, ParamType, TemplateSchema};

/// A wiki's own parameter names, by schema and by the name that the schema gives the parameter.
pub(super) type LocalNames = HashMap<String, HashMap<String, Vec<String>>>;

static FILES: LazyLock<Cache<TemplateFile>> = LazyLock::new(|| Cache::new(TEMPLATES));

/// How many schemas may extend each other in a row.
const MAX_DEPTH: usize = 4;

/// The schema that those of the citation module's templates extend.
const MODULE: &str = "cs1";

/// The typed form of `rules/data/templates/<name>.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct TemplateFile {
    /// The schema whose roles and parameters this one has too.
    extends: Option<String>,
    roles: Vec<Role>,
    params: Vec<ParamFile>,
    /// Names that the template took once.
    former: FxHashMap<String, Former>,
    /// Slips and names of other languages, by the name that is meant.
    misspelt: BTreeMap<String, Vec<String>>,
    /// Parameters of plain text: lists of names that mean the same, the schema's own first.
    text: Vec<Vec<String>>,
    /// Names that of the schemas which extend this one only those take which say so.
    reserved: Vec<String>,
    /// The names that are taken in spite of that.
    takes: Vec<String>,
    /// The only names that are taken beside these; none where all are.
    takes_only: Vec<String>,
    /// Of each list one has to be given, the first of them rather than the others.
    requires: Vec<RequirementFile>,
    /// What is not read, though the name is known, and readers see an error.
    ignores: Vec<IgnoredFile>,
    /// What is read and not shown.
    hides: Vec<String>,
    /// Lists of which only one may be given.
    alternatives: Vec<Vec<String>>,
    /// What the template shows, in the form of [`Pattern`]: the first holds whose arguments are all given. None: it is
    /// not known.
    shows: Vec<String>,
    /// What the cell around is sorted by, in the same form. None: by what the template shows.
    sorts_by: Vec<String>,
    /// What belongs to works of another type.
    rather: Vec<RatherFile>,
    /// Whether arguments of a date may be words as well.
    is_lenient: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ParamFile {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    kind: ParamType,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default, rename = "former-values")]
    former_values: Vec<String>,
    #[serde(default)]
    prefixes: Vec<String>,
    #[serde(default)]
    suffixes: Vec<String>,
    #[serde(default)]
    date: u8,
    #[serde(default)]
    event: Option<Event>,
    cite: Option<CiteParam>,
    /// One of these has to be given as well.
    #[serde(default)]
    needs: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RequirementFile {
    any_of: Vec<String>,
    /// Names, as they are written, of which one has to be given for the requirement to hold; none: it always does.
    #[serde(default)]
    with: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IgnoredFile {
    params: Vec<String>,
    /// Ignored only where one of these is given; none: wherever.
    #[serde(default)]
    with: Vec<String>,
    /// Read where one of these is given.
    #[serde(default)]
    without: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RatherFile {
    params: Vec<String>,
    /// The type, with its article.
    of: String,
}

/// The schema of a name, with a wiki's own parameter names.
pub(super) fn read(name: &str, local: &LocalNames) -> Result<TemplateSchema, DataError> {
    let files = chain(name)?;
    let mut params: Vec<Param> = Vec::new();
    let (mut former, mut misspelt) = (FxHashMap::default(), FxHashMap::default());
    for &(name, file) in &files {
        for listed in &file.params {
            params.push(Param { needs: set(name, &listed.needs)?, ..Param::from(listed) });
        }
        params.extend(file.text.iter().filter_map(|names| plain(names)));
        for (own, names) in local.get(name).into_iter().flatten() {
            let Some(param) = params.iter_mut().find(|param| param.name == *own) else {
                return Err(wrong(name, format!("no parameter `{own}`")));
            };
            param.aliases.extend(names.iter().cloned());
        }
        former.extend(file.former.clone());
        for (meant, slips) in &file.misspelt {
            misspelt.extend(slips.iter().map(|slip| (slip.clone(), meant.clone())));
        }
    }
    let roles: Vec<Role> = files.iter().flat_map(|(_, file)| file.roles.iter().copied()).collect();
    let mut schema = TemplateSchema::new(name, RoleSet::of(&roles), params);
    schema.kinds = files.iter().map(|&(name, _)| name.to_owned()).collect();
    schema.is_of_module = schema.kinds.iter().any(|kind| kind == MODULE);
    schema.shows = patterns(&files, |file| &file.shows);
    schema.sorts_by = patterns(&files, |file| &file.sorts_by);
    schema.is_lenient = files.iter().any(|(_, file)| file.is_lenient);
    schema.set_former(former);
    schema.misspelt = misspelt;
    schema.cites = cite_rules(&files)?;
    let left_out = left_out(&files, &schema);
    schema.leave_out(left_out);
    Ok(schema)
}

/// The patterns of the first file that has some.
fn patterns(files: &[(&str, &TemplateFile)], of: impl Fn(&TemplateFile) -> &Vec<String>) -> Vec<Pattern> {
    let listed = files.iter().map(|(_, file)| of(file)).find(|patterns| !patterns.is_empty());
    listed.into_iter().flatten().map(|pattern| Pattern::read(pattern)).collect()
}

/// The file of a schema and of those which it extends, each with its name.
fn chain(name: &str) -> Result<Vec<(&str, &'static TemplateFile)>, DataError> {
    let mut files = vec![(name, file(name)?)];
    while let Some((_, TemplateFile { extends: Some(next), .. })) = files.last() {
        if files.len() == MAX_DEPTH {
            return Err(wrong(
                name,
                format!("more than {MAX_DEPTH} schemas extend each other, up to `{next}`"),
            ));
        }
        files.push((next, file(next)?));
    }
    Ok(files)
}

fn file(name: &str) -> Result<&'static TemplateFile, DataError> {
    let read = |text: &str| embedded::<TemplateFile>(name, text);
    match FILES.get(name, read) {
        Some(file) => Ok(file),
        None => Err(text(name).and_then(read).err().unwrap_or_else(|| wrong(name, "not read".to_owned()))),
    }
}

/// What the files say of the parameters of a citation together.
fn cite_rules(files: &[(&str, &TemplateFile)]) -> Result<CiteRules, DataError> {
    let mut rules = CiteRules::default();
    for &(name, file) in files {
        let set = |names: &[String]| set(name, names);
        for requirement in &file.requires {
            rules.requires.push(Requirement {
                any_of: set(&requirement.any_of)?,
                name: requirement.any_of.first().cloned().unwrap_or_default(),
                with: requirement.with.clone(),
            });
        }
        for ignored in &file.ignores {
            let (params, with, without) =
                (set(&ignored.params)?, set(&ignored.with)?, set(&ignored.without)?);
            rules.ignores.push(Ignored { params, with, without });
        }
        rules.hides = rules.hides.or(&set(&file.hides)?);
        for rather in &file.rather {
            rules.rather.push(Rather { params: set(&rather.params)?, of: rather.of.clone() });
        }
        for alternatives in &file.alternatives {
            rules.alternatives.push(set(alternatives)?);
        }
    }
    Ok(rules)
}

/// The parameters of these names.
fn set(file: &str, names: &[String]) -> Result<CiteParams, DataError> {
    let param = |name: &String| {
        CiteParam::named(name).ok_or_else(|| wrong(file, format!("no citation has a parameter `{name}`")))
    };
    names.iter().map(param).collect()
}

/// The names that the templates of the first file do not take, though a file that it extends has them.
fn left_out(files: &[(&str, &TemplateFile)], schema: &TemplateSchema) -> HashSet<String> {
    let takes: HashSet<&str> = files
        .iter()
        .flat_map(|(_, file)| file.takes.iter().chain(&file.takes_only))
        .map(String::as_str)
        .collect();
    let reserved = files.iter().skip(1).flat_map(|(_, file)| &file.reserved);
    let all = schema.params.iter().flat_map(|param| std::iter::once(&param.name).chain(&param.aliases));
    let is_limited = files.iter().any(|(_, file)| !file.takes_only.is_empty());
    let others = all.filter(|_| is_limited);
    reserved.chain(others).filter(|name| !takes.contains(name.as_str())).cloned().collect()
}

fn wrong(file: &str, problem: String) -> DataError {
    DataError::Value { file: file.to_owned(), problem }
}

/// The text of a schema's file.
fn text(name: &str) -> Result<&'static str, DataError> {
    match TEMPLATES.binary_search_by_key(&name, |&(name, _)| name) {
        Ok(at) => Ok(TEMPLATES[at].1),
        Err(_) => Err(wrong(name, "no such schema".to_owned())),
    }
}

/// A parameter of plain text.
fn plain(names: &[String]) -> Option<Param> {
    let (name, aliases) = names.split_first()?;
    Some(Param { name: name.clone(), aliases: aliases.to_vec(), ..Param::default() })
}

impl From<&ParamFile> for Param {
    fn from(file: &ParamFile) -> Self {
        Param {
            name: file.name.clone(),
            aliases: file.aliases.clone(),
            kind: file.kind,
            required: file.required,
            values: file.values.clone(),
            former_values: file.former_values.clone(),
            prefixes: file.prefixes.clone(),
            suffixes: file.suffixes.clone(),
            date: file.date,
            event: file.event,
            cite: file.cite,
            ..Param::default()
        }
    }
}
