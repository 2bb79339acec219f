//! What is known of what a template shows in a text.

use rustc_hash::FxHashMap;

use super::regions::is_skipped;
use super::values::{Meaning, meaning_of};
use crate::facts::Facts;
use crate::facts::dates::{DateTemplate, TemplateValue};
use crate::facts::prose::LEFT_OUT;
use crate::profile::{ParamType, Role, TemplateSchema};
use crate::syntax::{Kind, KindSet, NodeRef, argument_name};
use crate::value::quantity::{Decimal, QuantityGrammar};

/// The longest text that a template is taken to show, in bytes.
const SHOWN: usize = 200;

/// The templates of a document by where they start, and the text of their positional arguments.
pub(super) struct Templates<'f> {
    by_start: FxHashMap<u32, NodeRef<'f>>,
    /// Blocks of positional arguments, by template.
    arguments: FxHashMap<u32, Vec<usize>>,
}

impl<'f> Templates<'f> {
    pub(super) fn read(facts: &'f Facts<'_>) -> Self {
        let mut by_start = FxHashMap::default();
        const WANTED: KindSet = KindSet::of(&[Kind::Template, Kind::ParserFunction, Kind::Parameter]);
        for node in facts.tree.nodes_of(WANTED) {
            by_start.entry(node.span().start).or_insert(node);
        }
        let mut arguments: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (index, block) in facts.prose().blocks().enumerate() {
            let Some(argument) = block.argument() else { continue };
            if argument_name(facts.tree.node(block.node())).is_none() {
                arguments.entry(argument.template.0).or_default().push(index);
            }
        }
        Templates { by_start, arguments }
    }

    /// The template that starts at an offset.
    pub(super) fn at(&self, start: u32) -> Option<NodeRef<'f>> {
        self.by_start.get(&start).copied()
    }

    /// The text that a template may show, and what it says for certain; none if it shows no text.
    pub(super) fn shown(&self, template: NodeRef<'_>, facts: &Facts<'_>) -> Option<(String, Vec<Meaning>)> {
        let schema = facts.schema(template);
        if schema.is_some_and(|schema| is_skipped(schema) || shows_nothing(schema)) {
            return None;
        }
        if let Some(date) = date_template(facts, template) {
            return Some(of_date(date));
        }
        let is_flag = schema.is_some_and(|schema| schema.has(Role::Flag));
        let mut text = String::new();
        for block in self.arguments.get(&template.id().0).into_iter().flatten() {
            let Some(block) = facts.prose().block(*block) else { continue };
            let argument = block.text().trim();
            if text.len() + argument.len() > SHOWN {
                break;
            }
            if !text.is_empty() {
                text.push(' ');
            }
            text.extend(
                argument.chars().map(|sign| if sign == LEFT_OUT || sign == '\n' { ' ' } else { sign }),
            );
            if is_flag {
                break;
            }
        }
        let number = QuantityGrammar::new(facts.language).read_value(&text);
        let values = number.map(|number| Meaning::Number(number.value)).into_iter().collect();
        Some((text, values))
    }
}

/// Whether a template adds nothing to the text around it.
fn shows_nothing(schema: &TemplateSchema) -> bool {
    [Role::DayFirst, Role::MonthFirst, Role::DeadLink, Role::Archive, Role::ShortFootnote, Role::Bots]
        .into_iter()
        .any(|role| schema.has(role))
}

fn date_template<'f>(facts: &'f Facts<'_>, template: NodeRef<'_>) -> Option<&'f DateTemplate> {
    let templates = &facts.dates().templates;
    let at = templates.binary_search_by_key(&template.id(), |date| date.node).ok()?;
    templates.get(at)
}

/// The dates of a template, and its years that stand alone, as numbers: that is how texts write them.
fn of_date(template: &DateTemplate) -> (String, Vec<Meaning>) {
    let dates: Vec<_> = template.dates().collect();
    let mut meanings: Vec<Meaning> = dates.iter().filter_map(|(_, date)| meaning_of(date)).collect();
    for group in template.groups() {
        let has_date = group.first().is_some_and(|first| dates.iter().any(|(of, _)| *of == first.group));
        let year = |value: &&TemplateValue| matches!(value.kind, ParamType::Year | ParamType::YearOrDate);
        let part = group.into_iter().find(year).and_then(|value| value.part);
        meanings.extend(part.filter(|_| !has_date).map(|part| Meaning::Number(Decimal::from(part.value))));
    }
    let parts: Vec<&str> = template.values.iter().map(|value| value.text.as_str()).collect();
    (parts.join(" "), meanings)
}
