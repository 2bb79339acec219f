use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::data::{DataError, TEMPLATES, parse};
use super::role::{Role, RoleSet};
use super::template::{Former, Param, ParamType, TemplateSchema};

/// A wiki's own parameter names, by schema and by the name that the schema gives the parameter.
pub(super) type LocalNames = HashMap<String, HashMap<String, Vec<String>>>;

/// How many schemas may extend each other in a row.
const MAX_DEPTH: usize = 4;

/// The typed form of `rules/data/templates/<name>.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct TemplateFile {
    /// The schema whose roles and parameters this one has too.
    extends: Option<String>,
    roles: Vec<Role>,
    params: Vec<ParamFile>,
    /// Names that the template took once.
    former: HashMap<String, Former>,
    /// Slips and names of other languages, by the name that is meant.
    misspelt: BTreeMap<String, Vec<String>>,
    /// Parameters of plain text: lists of names that mean the same, the schema's own first.
    text: Vec<Vec<String>>,
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
    #[serde(default)]
    prefixes: Vec<String>,
    #[serde(default)]
    date: u8,
}

/// The schema of a name, with a wiki's own parameter names.
pub(super) fn read(name: &str, local: &LocalNames) -> Result<TemplateSchema, DataError> {
    let mut roles = Vec::new();
    let mut params: Vec<Param> = Vec::new();
    let (mut former, mut misspelt) = (HashMap::new(), HashMap::new());
    let mut next = Some(name.to_owned());
    for _ in 0..MAX_DEPTH {
        let Some(name) = next.take() else { break };
        let file = text(&name).and_then(|text| parse::<TemplateFile>(&name, text))?;
        params.extend(file.params.into_iter().map(Param::from));
        params.extend(file.text.into_iter().filter_map(plain));
        for (own, names) in local.get(&name).into_iter().flatten() {
            let Some(param) = params.iter_mut().find(|param| param.name == *own) else {
                return Err(DataError::Value { file: name, problem: format!("no parameter `{own}`") });
            };
            param.aliases.extend(names.iter().cloned());
        }
        former.extend(file.former);
        for (meant, slips) in file.misspelt {
            misspelt.extend(slips.into_iter().map(|slip| (slip, meant.clone())));
        }
        roles.extend(file.roles);
        next = file.extends;
    }
    let mut schema = TemplateSchema::new(name, RoleSet::of(&roles), params);
    schema.former = former;
    schema.misspelt = misspelt;
    Ok(schema)
}

/// The text of a schema's file.
fn text(name: &str) -> Result<&'static str, DataError> {
    match TEMPLATES.binary_search_by_key(&name, |&(name, _)| name) {
        Ok(at) => Ok(TEMPLATES[at].1),
        Err(_) => Err(DataError::Value { file: name.to_owned(), problem: "no such schema".to_owned() }),
    }
}

/// A parameter of plain text.
fn plain(names: Vec<String>) -> Option<Param> {
    let mut names = names.into_iter();
    Some(Param { name: names.next()?, aliases: names.collect(), ..Param::default() })
}

impl From<ParamFile> for Param {
    fn from(file: ParamFile) -> Self {
        Param {
            name: file.name,
            aliases: file.aliases,
            kind: file.kind,
            required: file.required,
            values: file.values,
            prefixes: file.prefixes,
            date: file.date,
            cite: None,
        }
    }
}
