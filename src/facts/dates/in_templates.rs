use super::{DateFact, Place};
use crate::facts::Facts;
use crate::facts::prose::Origin;
use crate::profile::{Language, ParamType, Role, TemplateSchema};
use crate::source::Span;
use crate::syntax::{Kind, NodeId, NodeRef, Template};
use crate::value::date::{Date, DateGrammar, Form, Part};

/// The language that MediaWiki is written in.
const MEDIAWIKI_LANGUAGE: &str = "en";

/// One argument of a date template that is to hold a part of a date.
#[derive(Clone, Debug)]
pub struct TemplateValue {
    /// What it is to hold.
    pub kind: ParamType,
    /// Which of the template's dates it belongs to.
    pub group: u8,
    /// The value as read, trimmed.
    pub text: String,
    /// Where the value stands; empty where nothing is written.
    pub span: Span,
    /// What it says, if it is the number or the name that it is to be.
    pub part: Option<Part>,
    /// Whether more than text makes up its value: nobody knows then what it says before the page is shown.
    pub is_computed: bool,
}

/// A template that shows a date, with the arguments that make it up.
#[derive(Clone, Debug)]
pub struct DateTemplate {
    /// The template.
    pub node: NodeId,
    /// Where it stands.
    pub span: Span,
    /// The parts, in the order of the source.
    pub values: Vec<TemplateValue>,
    /// Dates written as one value.
    pub written: Vec<Date>,
    /// Where the first number stands, given by position, that the template has no place for.
    pub surplus: Option<Span>,
}

impl DateTemplate {
    /// The parts of each date: a template of two dates (birth and death) has two groups.
    pub fn groups(&self) -> Vec<Vec<&TemplateValue>> {
        let mut groups: Vec<Vec<&TemplateValue>> = Vec::new();
        for value in &self.values {
            match groups
                .iter_mut()
                .find(|group| group.first().is_some_and(|first| first.group == value.group))
            {
                Some(group) => group.push(value),
                None => groups.push(vec![value]),
            }
        }
        groups
    }

    /// The dates that the parts make.
    pub(super) fn dates(&self) -> Vec<DateFact> {
        let from_parts = self.groups().into_iter().filter_map(date);
        let dates = from_parts.chain(self.written.iter().cloned());
        let facts = dates.map(|date| DateFact {
            text: Span::default(),
            place: Place::Template,
            origin: Origin::Own,
            block: None,
            whole: true,
            verbatim: false,
            date,
        });
        facts.collect()
    }
}

pub(super) fn read(facts: &Facts<'_>, grammar: &DateGrammar) -> Vec<DateTemplate> {
    let templates = facts.known_templates().filter(|(_, schema)| schema.has(Role::Date));
    templates
        .filter_map(|(node, schema)| Some(date_template(facts, grammar, Template::cast(node)?, schema)))
        .collect()
}

fn date_template(
    facts: &Facts<'_>,
    grammar: &DateGrammar,
    template: Template<'_>,
    schema: &TemplateSchema,
) -> DateTemplate {
    let node = template.node();
    let (values, written) = (Vec::new(), Vec::new());
    let mut read = DateTemplate { node: node.id(), span: node.span(), values, written, surplus: None };
    for argument in template.effective_arguments() {
        let Some(param) = schema.param(&argument.key) else {
            let is_surplus = !argument.is_named() && grammar.integer(argument.value()).is_some();
            let place = argument.value_span().trim(facts.doc.text());
            read.surplus = read.surplus.or(is_surplus.then_some(place));
            continue;
        };
        let (kind, group) = (param.kind, param.date);
        let is_computed =
            argument.value_nodes().any(|node| !matches!(node.kind(), Kind::Text | Kind::Comment));
        let leaves = argument.value_nodes().filter(|node| node.kind() == Kind::Text);
        let text = leaves.map(NodeRef::source).collect::<String>().trim().to_owned();
        let span = argument.value_span().trim(facts.doc.text());
        let value = match kind {
            _ if is_computed => None,
            ParamType::Month => grammar.month(&text).or_else(|| english_month(&text)),
            ParamType::Year | ParamType::Day | ParamType::YearOrDate => grammar.integer(&text),
            ParamType::Date | ParamType::Era => None,
            _ => continue,
        };
        if !is_computed && value.is_none() && matches!(kind, ParamType::Date | ParamType::YearOrDate) {
            let source = facts.doc.slice(span);
            let place = |at: Span| Span::new(span.start + at.start, span.start + at.end);
            read.written.extend(grammar.find_all(source).into_iter().map(|date| date.map_spans(place)));
        }
        let part = value.map(|value| Part { value, span });
        read.values.push(TemplateValue { kind, group, text, span, part, is_computed });
    }
    read
}

/// MediaWiki's own date reader knows the English names on every wiki.
fn english_month(text: &str) -> Option<i32> {
    Language::named(MEDIAWIKI_LANGUAGE)?.month(text).map(i32::from)
}

fn date(values: Vec<&TemplateValue>) -> Option<Date> {
    let part = |wanted: &[ParamType]| values.iter().find(|value| wanted.contains(&value.kind))?.part;
    let month = part(&[ParamType::Month])?;
    let span = values.iter().map(|value| value.span).reduce(Span::cover)?;
    let is_before_era = values.iter().any(|value| value.kind == ParamType::Era && !value.text.is_empty());
    let year = part(&[ParamType::Year, ParamType::YearOrDate]).filter(|_| !is_before_era);
    Some(Date {
        span,
        form: Form::Parts,
        year,
        month: Some(month),
        day: part(&[ParamType::Day]),
        day_until: None,
        month_until: None,
        proper: true,
    })
}
