use super::reader::Step;
use crate::profile::{Param, ParamType, Pattern, PatternPart, Role, TemplateSchema};
use crate::source::Span;
use crate::syntax::{Argument, Kind, NodeRef, Template};

/// What a template shows, and what the cell around is sorted by for it.
pub(super) struct Shown<'a> {
    pub(super) steps: Vec<Step<'a>>,
    pub(super) key: Option<String>,
}

/// What a template shows as its schema has it.
pub(super) fn shown<'a>(node: NodeRef<'a>, schema: &TemplateSchema) -> Shown<'a> {
    let Some(template) = Template::cast(node) else { return Shown { steps: Vec::new(), key: None } };
    let arguments = Arguments { template, schema, list: template.arguments().collect() };
    let steps = if schema.shows.is_empty() {
        match arguments.text() {
            Some(argument) => vec![nodes_of(argument)],
            None => vec![Step::LeftOut(node)],
        }
    } else {
        schema
            .shows
            .iter()
            .find_map(|pattern| arguments.steps(pattern))
            .unwrap_or_else(|| vec![Step::LeftOut(node)])
    };
    Shown { steps, key: schema.sorts_by.iter().find_map(|pattern| arguments.literal(pattern)) }
}

struct Arguments<'t, 's> {
    template: Template<'t>,
    schema: &'s TemplateSchema,
    list: Vec<Argument<'t>>,
}

impl<'t> Arguments<'t, '_> {
    /// The argument that a template of one text shows.
    fn text(&self) -> Option<&Argument<'t>> {
        let shows_one = self.schema.has(Role::Styled) || self.schema.has(Role::ForeignText);
        let mut params =
            self.schema.params.iter().filter(|param| param.required && param.kind == ParamType::Text);
        self.given(params.next().filter(|_| shows_one)?)
    }

    /// The argument for a parameter of the schema, or else of this name; none where it is blank.
    fn named(&self, name: &str) -> Option<&Argument<'t>> {
        match self.schema.params.iter().find(|param| param.name == name) {
            Some(param) => self.given(param),
            None => self.last(|key| key == name),
        }
    }

    fn given(&self, param: &Param) -> Option<&Argument<'t>> {
        self.last(|key| param.name == key || param.aliases.iter().any(|alias| alias == key))
    }

    fn last(&self, is_it: impl Fn(&str) -> bool) -> Option<&Argument<'t>> {
        let argument = self.list.iter().rev().find(|argument| is_it(&argument.key))?;
        (!argument.value().is_empty()).then_some(argument)
    }

    fn steps(&self, pattern: &Pattern) -> Option<Vec<Step<'t>>> {
        let place = self.template.node().span();
        let step = |part: &PatternPart| match part {
            PatternPart::Text(text) => Some(Step::Text(text.clone(), place)),
            PatternPart::Name => Some(Step::Text(self.template.name().into_owned(), place)),
            PatternPart::Date => Some(Step::Text(self.date()?, self.date_place())),
            PatternPart::Argument(name) => Some(nodes_of(self.named(name)?)),
        };
        pattern.parts.iter().map(step).collect()
    }

    /// What a pattern gives where the arguments are plain text.
    fn literal(&self, pattern: &Pattern) -> Option<String> {
        let text = |part: &PatternPart| match part {
            PatternPart::Text(text) => Some(text.clone()),
            PatternPart::Name => Some(self.template.name().into_owned()),
            PatternPart::Date => self.date(),
            PatternPart::Argument(name) => plain(self.named(name)?),
        };
        pattern.parts.iter().map(text).collect()
    }

    /// The template's first date: as it is given where that is one text, else in the form of ISO 8601 where the month is
    /// a number, and in that of a day before a month's name.
    fn date(&self) -> Option<String> {
        let of = |kinds: &[ParamType]| {
            let mut params = self.schema.params.iter();
            let param = params.find(|param| param.date <= 1 && kinds.contains(&param.kind))?;
            plain(self.given(param)?)
        };
        let year = of(&[ParamType::Year, ParamType::YearOrDate, ParamType::Date])?;
        let (month, day) = (of(&[ParamType::Month]), of(&[ParamType::Day]));
        let padded = |number: &str| number.parse::<u8>().ok().map(|number| format!("{number:02}"));
        Some(match (month, day) {
            (None, _) => year,
            (Some(month), None) => match padded(&month) {
                Some(month) => format!("{year}-{month}"),
                None => format!("{month} {year}"),
            },
            (Some(month), Some(day)) => match (padded(&month), padded(&day)) {
                (Some(month), Some(day)) => format!("{year}-{month}-{day}"),
                _ => format!("{day} {month} {year}"),
            },
        })
    }

    fn date_place(&self) -> Span {
        let place = self.template.node().span();
        match self.list.as_slice() {
            [only] => only.value_span().trim(self.template.node().document_text()),
            _ => place,
        }
    }
}

fn nodes_of<'a>(argument: &Argument<'_>) -> Step<'a> {
    let end = argument.node.subtree_end();
    Step::Nodes(argument.value_nodes().next().map_or(end, NodeRef::id), end)
}

/// The value of an argument that is one text, comments aside.
fn plain(argument: &Argument<'_>) -> Option<String> {
    let mut value = String::new();
    for node in argument.value_nodes() {
        match node.kind() {
            Kind::Text => value.push_str(node.source()),
            Kind::Comment => {}
            _ => return None,
        }
    }
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}
