//! `rules/reference/ref-undefined-name.md`

use std::collections::{HashMap, HashSet};

use crate::engine::{Context, Interest, Rule};
use crate::facts::references::{NamedRef, References};
use crate::finding::Finding;
use crate::rules::shown;

/// Finds reference names that are used and nowhere given a content.
pub struct RefUndefinedName;

impl Rule for RefUndefinedName {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let references = cx.facts.references();
        if references.transcludes_pages {
            return;
        }
        let elsewhere: HashSet<&str> = references.defined_elsewhere().iter().map(String::as_str).collect();
        let is_undefined =
            |named: &&NamedRef| named.definitions.is_empty() && !elsewhere.contains(named.name.as_str());
        let mut defined: Option<HashMap<String, &NamedRef>> = None;
        for named in references.names().iter().filter(is_undefined) {
            let defined = defined.get_or_insert_with(|| defined_names(references));
            let help = match defined.get(&folded(&named.name)) {
                Some(near) if near.name == named.name && near.group.is_empty() => {
                    let near = shown(&near.name);
                    format!("`{near}` has a content, but outside any group: take `group` off this tag")
                }
                Some(near) if near.name == named.name => {
                    let (name, group) = (shown(&near.name), shown(&near.group));
                    format!("`{name}` has a content in group `{group}`: name that group here")
                }
                Some(near) => {
                    format!("`{}` has a content: names must be the same to the letter", shown(&near.name))
                }
                None => "write the source into one of the tags with this name".to_owned(),
            };
            let message =
                format!("ref name `{}` is used but has no content on this page", shown(&named.name));
            let key = format!("{} {}", named.group, named.name);
            for tag in named.uses.iter().filter_map(|&at| references.tags().get(at)) {
                cx.report(Finding::new(tag.place, &message).help(&help).cluster(&key));
            }
        }
    }
}

/// The names that have a content, by what [`folded`] makes of them.
fn defined_names(references: &References) -> HashMap<String, &NamedRef> {
    let defined = references.names().iter().filter(|named| !named.definitions.is_empty());
    defined.map(|named| (folded(&named.name), named)).collect()
}

/// A name without what is easily mistaken: case, white space, punctuation.
fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
