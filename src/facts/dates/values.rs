use std::borrow::Cow;

use crate::facts::Facts;
use crate::profile::{
    BoxDate, CiteParam, Event, Param, ParamType, ParamTypes, Role, RoleSet, TemplateSchema,
};
use crate::source::Span;
use crate::syntax::{Argument, Kind, KindSet, Link, NodeId, NodeRef, Template};
use crate::value::date::{DateGrammar, DateValue, NotADate};
use crate::value::entity;

/// What a value that is to be a date belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldPlace {
    /// A parameter of a citation.
    Citation {
        /// The citation, by its place in [`Facts::citations`].
        citation: usize,
        /// What the parameter is for, if that is known.
        param: Option<CiteParam>,
    },
    /// An argument of a date template that takes a whole date, and what that is the date of.
    Template(Option<Event>),
    /// The month in which a maintenance tag, or a mark of a dead link, was set.
    Maintenance,
    /// The day of a copy, given to a template that points to the copy.
    Archive,
    /// A parameter of a box of data. It may hold more than the date, so that a value which is none is no fault.
    Box(BoxDate),
}

/// A value that is to be a date.
#[derive(Debug)]
pub struct DateField<'a> {
    /// What it belongs to.
    pub place: FieldPlace,
    /// The argument, with its `|`.
    pub node: NodeId,
    /// The name of the parameter as written, trimmed; its number where it has no name.
    pub name: Cow<'a, str>,
    /// Where the value stands, trimmed.
    pub span: Span,
    /// The value as read: comments left out, character references decoded, of links what they show.
    pub text: Cow<'a, str>,
    /// The date that it is, with its places as offsets into `text`, or why it is none.
    pub reading: Result<DateValue, NotADate>,
}

impl DateField<'_> {
    /// Whether the text is the source byte for byte, so that replacing a part of it touches no markup.
    pub fn is_verbatim(&self) -> bool {
        self.text.len() == self.span.len() as usize
    }

    /// Where a part of the text stands in the document: all of the value where markup stands in it.
    pub fn span_of(&self, part: Span) -> Span {
        match self.is_verbatim() {
            true => Span::new(self.span.start + part.start, self.span.start + part.end),
            false => self.span,
        }
    }

    /// The date, if it is one.
    pub fn date(&self) -> Option<&DateValue> {
        self.reading.as_ref().ok()
    }
}

/// The values that are to be dates. Those that other templates compute are left out, as are empty ones.
#[derive(Debug, Default)]
pub struct DateValues<'a> {
    /// Those of citations, in the order of the text.
    pub in_citations: Vec<DateField<'a>>,
    /// The citations that have some, by their places among [`Facts::citations`], and where those of each end.
    citations: Vec<(usize, usize)>,
    /// All others, in the order of the text.
    pub elsewhere: Vec<DateField<'a>>,
    /// The parameters of boxes of data that hold dates, also those whose values templates make, in the order of the
    /// text.
    pub in_boxes: Vec<BoxField>,
}

/// A parameter of a box of data that holds a date.
#[derive(Clone, Copy, Debug)]
pub struct BoxField {
    /// The box.
    pub template: NodeId,
    /// The argument, with its `|`.
    pub node: NodeId,
    /// What the parameter holds.
    pub date: BoxDate,
    /// Where the value stands, trimmed.
    pub span: Span,
    /// Its place in [`DateValues::elsewhere`], if its value is text.
    pub field: Option<usize>,
}

impl<'a> DateValues<'a> {
    pub(in crate::facts) fn read(facts: &Facts<'a>) -> Self {
        let grammar = super::grammar(facts);
        let mut values = DateValues::default();
        values.read_citations(facts, grammar);
        values.read_elsewhere(facts, grammar);
        values
    }

    /// All values: those of citations first.
    pub fn iter(&self) -> impl Iterator<Item = &DateField<'a>> {
        self.in_citations.iter().chain(&self.elsewhere)
    }

    /// The values of one citation after the other, with the citation's place in [`Facts::citations`].
    pub fn by_citation(&self) -> impl Iterator<Item = (usize, &[DateField<'a>])> {
        let starts = [0].into_iter().chain(self.citations.iter().map(|(_, end)| *end));
        let groups = self.citations.iter().zip(starts);
        groups.filter_map(|(&(citation, end), start)| Some((citation, self.in_citations.get(start..end)?)))
    }

    fn read_citations(&mut self, facts: &Facts<'a>, grammar: &DateGrammar) {
        let fields = &mut self.in_citations;
        fields.reserve(facts.citations().len() * USUAL_DATES);
        let citations = facts.citations().iter().enumerate();
        for (citation, cited) in citations.filter(|(_, cited)| cited.kinds.has_any(DATES)) {
            let start = fields.len();
            for field in cited.filled() {
                let Some(param) = field.param.filter(|param| DATES.contains(param.kind)) else { continue };
                let place = FieldPlace::Citation { citation, param: param.cite };
                let text = match field.is_literal && !field.may_have_entity() {
                    true => Some(Cow::Borrowed(field.value)),
                    false => text_of(&Argument { node: facts.tree.node(field.node), key: Cow::Borrowed("") }),
                };
                let Some(text) = text.filter(|text| !text.is_empty()) else { continue };
                let (node, name, span) = (field.node, field.name.clone(), field.value_span);
                fields.push(DateField { place, node, name, span, reading: grammar.read_value(&text), text });
            }
            if start < fields.len() {
                self.citations.push((citation, fields.len()));
            }
        }
    }

    fn read_elsewhere(&mut self, facts: &Facts<'a>, grammar: &DateGrammar) {
        if !facts.tree.kinds().contains(Kind::Template) {
            return;
        }
        for template in facts.tree.nodes_of(KindSet::of(&[Kind::Template])).filter_map(Template::cast) {
            let schema = facts.schema(template.node());
            if schema.is_some_and(|schema| schema.has(Role::Citation) || !takes_dates(schema)) {
                continue;
            }
            for argument in template.arguments() {
                let place = match schema {
                    Some(schema) => schema.param(&argument.key).and_then(|param| place(param, schema.roles)),
                    None => facts.profile.box_date(&argument.key).map(FieldPlace::Box),
                };
                let Some(place) = place else { continue };
                let (node, span) = (argument.node.id(), argument.value_span().trim(facts.doc.text()));
                let text = text_of(&argument).filter(|text| !text.is_empty());
                if let FieldPlace::Box(date) = place
                    && !span.is_empty()
                {
                    let field = text.is_some().then_some(self.elsewhere.len());
                    self.in_boxes.push(BoxField { template: template.node().id(), node, date, span, field });
                }
                let Some(text) = text else { continue };
                let reading = grammar.read_value(&text);
                self.elsewhere.push(DateField { place, node, name: argument.key, span, text, reading });
            }
        }
    }
}

/// What a date belongs to that a known template is given; none for what is no whole date.
fn place(param: &Param, roles: RoleSet) -> Option<FieldPlace> {
    match param.kind {
        ParamType::MonthYear => Some(FieldPlace::Maintenance),
        ParamType::ArchiveDate if roles.contains(Role::Archive) => Some(FieldPlace::Archive),
        ParamType::Date if roles.contains(Role::Date) => Some(FieldPlace::Template(param.event)),
        _ => None,
    }
}

/// Whether some parameter has a [`place`].
fn takes_dates(schema: &TemplateSchema) -> bool {
    schema.takes(ParamType::MonthYear)
        || schema.takes(ParamType::ArchiveDate) && schema.has(Role::Archive)
        || schema.takes(ParamType::Date) && schema.has(Role::Date)
}

/// What a citation's parameter is of that takes a date.
const DATES: ParamTypes = {
    use ParamType::{AccessDate, ArchiveDate, Date, MonthYear, Year, YearOrDate};
    ParamTypes::of(&[Date, AccessDate, ArchiveDate, Year, YearOrDate, MonthYear])
};

/// How many dates most citations have at most.
const USUAL_DATES: usize = 3;

/// The value of an argument as read, trimmed: comments and footnotes left out, character references decoded, of links
/// what they show; none where something else makes part of it.
pub(super) fn text_of<'a>(argument: &Argument<'a>) -> Option<Cow<'a, str>> {
    let mut nodes = argument.value_nodes();
    let first = nodes.next()?;
    if first.kind() == Kind::Text && nodes.next().is_none() {
        return Some(Cow::Borrowed(first.source().trim()));
    }
    let mut text = String::new();
    for node in argument.value_nodes() {
        match node.kind() {
            Kind::Wikilink => {
                let link = Link::cast(node)?;
                match link.has_label() {
                    true => link.label_nodes().try_for_each(|node| add(node, &mut text))?,
                    false => text.push_str(&link.target()),
                }
            }
            Kind::Bold | Kind::Italic => node.children().try_for_each(|node| add(node, &mut text))?,
            _ => add(node, &mut text)?,
        }
    }
    Some(Cow::Owned(text.trim().to_owned()))
}

/// Adds the text of a leaf; none for what is no text.
fn add(node: NodeRef<'_>, text: &mut String) -> Option<()> {
    match node.kind() {
        Kind::Text => text.push_str(node.source()),
        Kind::Entity => text.push_str(&entity::decode(node.source())?),
        Kind::Comment | Kind::Reference | Kind::Mark => {}
        // A line break, for the most part.
        Kind::Tag if node.children().all(|child| child.kind() != Kind::Text && child.is_leaf()) => {
            text.push(' ')
        }
        _ => return None,
    }
    Some(())
}
