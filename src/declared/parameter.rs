use std::borrow::Cow;

use regex::Regex;
use serde::Deserialize;
use toml::Spanned;

use super::CheckError;
use super::check::{Compiled, fields};
use super::error::{only_one, place};
use super::param_names::ParamNames;
use super::pattern;
use super::rule::{Judge, Violation};
use super::template_names::{Picked, TemplateNames};
use super::value::Value;
use super::value_type::ValueType;
use crate::engine::{Context, Interest};
use crate::facts::citations::{Citation, Field, fields_of};
use crate::fix::Edit;
use crate::profile::TemplateSchema;
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef, Template};

/// `[check.parameter]`: what parameters of templates must be like.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ParameterTable {
    /// The templates, by name or role.
    templates: Spanned<Vec<Spanned<String>>>,
    /// The parameters, by name or by what the wiki's data say of their values.
    names: Spanned<Vec<Spanned<String>>>,
    /// What a value must be.
    #[serde(default, rename = "type")]
    value_type: Option<Spanned<ValueType>>,
    /// The only values.
    #[serde(default)]
    values: Option<Spanned<Vec<String>>>,
    /// What all of a value must match.
    #[serde(default)]
    pattern: Option<Spanned<String>>,
    /// What must not stand in a value.
    #[serde(default)]
    not_pattern: Option<Spanned<String>>,
    /// Whether the parameter must be given, with a value.
    #[serde(default)]
    required: Option<Spanned<bool>>,
    /// Whether the parameter must not be empty where it is given.
    #[serde(default)]
    not_empty: Option<Spanned<bool>>,
    /// Whether the parameter must not be given.
    #[serde(default)]
    banned: Option<Spanned<bool>>,
    /// What the parameter is called now.
    #[serde(default)]
    renamed: Option<Spanned<String>>,
    /// Parameters one of which must be given with it.
    #[serde(default)]
    needs: Option<Spanned<Vec<Spanned<String>>>>,
    /// Whether upper and lower case are the same.
    #[serde(default)]
    ignore_case: bool,
    /// Whether the fix takes the parameter out.
    #[serde(default)]
    remove: Option<Spanned<bool>>,
    /// What to write instead of what `not-pattern` matches.
    #[serde(default)]
    replacement: Option<Spanned<String>>,
}

/// What is asked of a parameter.
enum Demand {
    Type(ValueType),
    Values { values: Vec<String>, ignore_case: bool },
    Pattern(Regex),
    NotPattern { pattern: Regex, replacement: Option<String> },
    Required,
    NotEmpty,
    Banned,
    Renamed(String),
    Needs(ParamNames),
}

impl ParameterTable {
    /// Whether it says what to write instead.
    pub(super) fn repairs(&self) -> bool {
        self.remove.is_some() || self.renamed.is_some() || self.replacement.is_some()
    }

    /// Makes the check.
    pub(super) fn compile(&self) -> Result<Compiled, CheckError> {
        only_one(&[
            ("type", place(&self.value_type)),
            ("values", place(&self.values)),
            ("pattern", place(&self.pattern)),
            ("not-pattern", place(&self.not_pattern)),
            ("required", place(&self.required)),
            ("not-empty", place(&self.not_empty)),
            ("banned", place(&self.banned)),
            ("renamed", place(&self.renamed)),
            ("needs", place(&self.needs)),
        ])?;
        let names = ParamNames::compile(self.names.as_ref())?;
        let templates = TemplateNames::compile(self.templates.as_ref())?;
        if names.is_empty() || templates.is_empty() {
            let empty = if names.is_empty() { self.names.span() } else { self.templates.span() };
            return Err(CheckError::empty_list(empty));
        }
        if let Some(values) = self.values.as_ref().filter(|values| values.as_ref().is_empty()) {
            return Err(CheckError::empty_list(values.span()));
        }
        for flag in [&self.required, &self.not_empty, &self.banned, &self.remove].into_iter().flatten() {
            if !flag.as_ref() {
                return Err(CheckError::at(flag.span(), "`false` says nothing: leave the key out"));
            }
        }
        if let Some(remove) = self.remove.as_ref().filter(|_| self.banned.is_none() && self.needs.is_none()) {
            return Err(CheckError::at(remove.span(), "`remove` is for `banned` and `needs`"));
        }
        if let Some(replacement) = self.replacement.as_ref().filter(|_| self.not_pattern.is_none()) {
            return Err(CheckError::at(replacement.span(), "`replacement` is for `not-pattern`"));
        }
        let judge = Parameter { demand: self.demand()?, remove: self.remove.is_some(), templates, names };
        let named = fields(&["template", "parameter", "value", "match", "reason", "replacement"]);
        Ok(Compiled { judge: Box::new(judge), fields: named })
    }

    fn demand(&self) -> Result<Demand, CheckError> {
        Ok(if let Some(value_type) = &self.value_type {
            Demand::Type(*value_type.as_ref())
        } else if let Some(values) = &self.values {
            Demand::Values { values: values.as_ref().clone(), ignore_case: self.ignore_case }
        } else if let Some(whole) = &self.pattern {
            Demand::Pattern(pattern::compile_whole(whole, self.ignore_case)?)
        } else if let Some(wrong) = &self.not_pattern {
            Demand::NotPattern {
                pattern: pattern::compile(wrong, self.ignore_case)?,
                replacement: self.replacement.as_ref().map(|replacement| replacement.as_ref().clone()),
            }
        } else if let Some(renamed) = &self.renamed {
            Demand::Renamed(renamed.as_ref().clone())
        } else if let Some(needs) = &self.needs {
            Demand::Needs(ParamNames::compile(needs.as_ref())?)
        } else if self.required.is_some() {
            Demand::Required
        } else if self.not_empty.is_some() {
            Demand::NotEmpty
        } else {
            Demand::Banned
        })
    }
}

impl Demand {
    /// Whether it is only asked of parameters that have a value.
    fn asks_values(&self) -> bool {
        use Demand::{Needs, NotPattern, Pattern, Type, Values};
        matches!(self, Type(_) | Values { .. } | Pattern(_) | NotPattern { .. } | Needs(_))
    }
}

struct Parameter {
    templates: TemplateNames,
    names: ParamNames,
    demand: Demand,
    remove: bool,
}

impl Judge for Parameter {
    fn interest(&self) -> Interest {
        if self.templates.are_citations() {
            Interest::FINISH
        } else {
            Interest::kinds(KindSet::of(&[Kind::Template]))
        }
    }

    fn node(&self, node: NodeRef<'_>, cx: &Context<'_>, found: &mut Vec<Violation>) {
        let Some(picked) = self.templates.pick(node, cx) else { return };
        let Some(template) = Template::cast(node) else { return };
        let schema = cx.facts.schema(node);
        let given = fields_of(template, schema);
        self.judge(&Given { node, schema, picked, fields: &given }, cx, found);
    }

    fn end(&self, cx: &mut Context<'_>, found: &mut Vec<Violation>) {
        if !self.templates.are_citations() {
            return;
        }
        let asks_values = self.demand.asks_values();
        for citation in cx.facts.citations() {
            if asks_values && !self.names.may_be_given(citation) || self.has_company(citation) {
                continue;
            }
            let node = cx.tree.node(citation.node);
            let schema = Some(citation.schema);
            self.judge(&Given { node, schema, picked: Picked::ByRole, fields: &citation.fields }, cx, found);
        }
    }
}

impl Parameter {
    /// Whether one look tells that a citation gives what the parameter needs.
    fn has_company(&self, citation: &Citation<'_>) -> bool {
        matches!(&self.demand, Demand::Needs(others) if others.are_given(citation))
    }
}

/// A template with what it is given.
struct Given<'g, 'a> {
    node: NodeRef<'a>,
    schema: Option<&'a TemplateSchema>,
    picked: Picked,
    fields: &'g [Field<'a>],
}

impl Given<'_, '_> {
    /// Whether it is known what a parameter is called that is not given.
    fn is_known(&self) -> bool {
        self.picked == Picked::ByName || self.schema.is_some_and(|schema| schema.is_complete)
    }
}

impl Parameter {
    fn judge(&self, given: &Given<'_, '_>, cx: &Context<'_>, found: &mut Vec<Violation>) {
        let mut ours = given.fields.iter().filter(|field| field.counts && self.names.has(field));
        match &self.demand {
            Demand::Required => {
                if given.is_known() && !ours.any(|field| !field.value.is_empty()) {
                    found.push(self.missing(given, cx));
                }
            }
            Demand::Needs(others) => {
                let Some(field) = ours.find(|field| !field.value.is_empty()) else { return };
                let has_company = given
                    .fields
                    .iter()
                    .any(|other| other.counts && !other.value.is_empty() && others.has(other));
                if given.is_known() && !has_company {
                    let place = field.name_span.map_or(field.value_span, |name| name.cover(field.value_span));
                    let message = format!("`{}` without {}", shown(&field.name), others.listed());
                    found.push(self.with_removal(self.about(field, place, message, given), field, cx));
                }
            }
            _ => found.extend(ours.filter_map(|field| self.fault(field, given, cx))),
        }
    }

    /// What is wrong with a parameter that is given.
    fn fault(&self, field: &Field<'_>, given: &Given<'_, '_>, cx: &Context<'_>) -> Option<Violation> {
        let name = shown(&field.name);
        let name_place = field.name_span.unwrap_or(field.value_span);
        match &self.demand {
            Demand::Banned => {
                let message = format!("the parameter `{name}` should not be used");
                Some(self.with_removal(self.about(field, name_place, message, given), field, cx))
            }
            Demand::Renamed(new) => {
                let message = format!("the parameter `{name}` is called `{new}` now");
                let violation = self.about(field, name_place, message, given).field("replacement", new);
                // Where the new one is given as well, both would count.
                let is_free = !given.fields.iter().any(|other| &other.name == new);
                let place = field.name_span.filter(|_| is_free);
                Some(match place {
                    Some(place) => {
                        violation.repair(format!("write `{new}`"), vec![Edit::replace(place, new)])
                    }
                    None => violation,
                })
            }
            Demand::NotEmpty => {
                let place = field.name_span?;
                let message = format!("the parameter `{name}` is empty");
                field.value.is_empty().then(|| self.about(field, place, message, given))
            }
            _ => self.value_fault(field, given, cx),
        }
    }

    /// What is wrong with a value of which it is known what readers see.
    fn value_fault(&self, field: &Field<'_>, given: &Given<'_, '_>, cx: &Context<'_>) -> Option<Violation> {
        let value = if field.is_literal {
            Cow::Borrowed(field.value)
        } else {
            let value = Value::of(cx.tree.node(field.node));
            Some(value.text).filter(|_| !value.is_opaque)?.into()
        };
        if value.is_empty() {
            return None;
        }
        let name = || shown(&field.name);
        let about = |message: String| self.about(field, field.value_span, message, given);
        match &self.demand {
            Demand::Type(value_type) => {
                let reason = value_type.fault(&value, cx)?;
                Some(about(format!("`{}`: {reason}", name())).said("reason", reason))
            }
            Demand::Values { values, ignore_case } => {
                let is = |wanted: &String| {
                    *wanted == value || *ignore_case && wanted.to_lowercase() == value.to_lowercase()
                };
                (!values.iter().any(is))
                    .then(|| about(format!("`{}` is no value of `{}`", shown(&value), name())))
            }
            Demand::Pattern(pattern) => (!pattern.is_match(&value))
                .then(|| about(format!("`{}` is not of the form of `{}`", shown(&value), name()))),
            Demand::NotPattern { pattern, replacement } => {
                // What the groups match is only of use where all of it does.
                let captures = pattern.is_match(&value).then(|| pattern.captures(&value))??;
                let wrong = captures.get(0).filter(|wrong| !wrong.is_empty())?;
                let message = format!("`{}` should not stand in `{}`", shown(wrong.as_str()), name());
                if !field.is_literal {
                    return Some(about(message).field("match", wrong.as_str()));
                }
                let start = field.value_span.range().start;
                let place = Span::of(start + wrong.start()..start + wrong.end());
                let violation = self.about(field, place, message, given).field("match", wrong.as_str());
                let Some(replacement) = replacement else { return Some(violation) };
                let mut instead = String::new();
                captures.expand(replacement, &mut instead);
                let title = match instead.trim() {
                    "" => format!("take `{}` out", shown(wrong.as_str())),
                    _ => format!("write `{}`", shown(&instead)),
                };
                Some(
                    violation
                        .field("replacement", &instead)
                        .repair(title, vec![Edit::replace(place, instead)]),
                )
            }
            _ => None,
        }
    }

    fn about(&self, field: &Field<'_>, place: Span, message: String, given: &Given<'_, '_>) -> Violation {
        Violation::new(place, message)
            .field("parameter", &*field.name)
            .field("value", field.value)
            .field("template", name_of(given.node))
    }

    fn missing(&self, given: &Given<'_, '_>, cx: &Context<'_>) -> Violation {
        let name = name_of(given.node);
        let message = format!("the template `{}` is not given {}", shown(&name), self.names.listed());
        let place = given.node.child(Kind::Name).map_or(given.node.span(), NodeRef::span).trim(cx.doc.text());
        Violation::new(place, message).field("parameter", self.names.first()).field("template", name)
    }

    fn with_removal(&self, violation: Violation, field: &Field<'_>, cx: &Context<'_>) -> Violation {
        if !self.remove {
            return violation;
        }
        let edit = Edit::delete(cx.tree.node(field.node).span());
        violation.repair(format!("remove `{}`", shown(&field.name)), vec![edit])
    }
}

fn name_of(node: NodeRef<'_>) -> String {
    Template::cast(node).map(|template| template.name().into_owned()).unwrap_or_default()
}
