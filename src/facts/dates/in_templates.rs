use super::{DateFact, Place};
use crate::facts::Facts;
use crate::facts::prose::Origin;
use crate::profile::{Event, Language, Param, ParamType, Role, TemplateSchema};
use crate::source::Span;
use crate::syntax::{Argument, Kind, NodeId, NodeRef, Template};
use crate::value::date::{Date, DateGrammar, Form, Part};

/// The language that MediaWiki is written in.
const MEDIAWIKI_LANGUAGE: &str = "en";

/// One argument of a date template that is to hold a part of a date, or a whole one.
#[derive(Clone, Debug)]
pub struct TemplateValue {
    /// The argument's node, with its `|`.
    pub node: NodeId,
    /// What it is to hold.
    pub kind: ParamType,
    /// Which of the template's dates it belongs to.
    pub group: u8,
    /// What that date is the date of, where this argument says it.
    pub event: Option<Event>,
    /// The value as read, trimmed.
    pub text: String,
    /// Where the value stands; empty where nothing is written.
    pub span: Span,
    /// What it says, if it is the number or the name that it is to be.
    pub part: Option<Part>,
    /// Whether more than text makes up its value: nobody knows then what it says before the page is shown.
    pub is_computed: bool,
}

/// An option of a date template with a value that is none of those it takes.
#[derive(Clone, Debug)]
pub struct TemplateOption {
    /// The name as written.
    pub name: String,
    /// The value as written.
    pub value: Span,
    /// The first of the values that it takes.
    pub known: String,
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
    /// Dates written as one value, with the place of that value in `values`.
    pub written: Vec<(usize, Date)>,
    /// The parts that the template needs and is not given, in its order: what each is to hold, and of which date.
    pub missing: Vec<(ParamType, u8)>,
    /// Where options stand whose values the template does not know.
    pub options: Vec<TemplateOption>,
    /// Where the first number stands, given by position, that the template has no place for.
    pub surplus: Option<Span>,
    /// Whether the template takes words and other orders as well, so that nothing but the dates can be judged.
    pub is_lenient: bool,
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

    /// What the date of a group is the date of, if the template says it.
    pub fn event(&self, group: u8) -> Option<Event> {
        self.values.iter().filter(|value| value.group == group).find_map(|value| value.event)
    }

    /// The dates that the parts make, and those written as one value, with the group of each.
    pub fn dates(&self) -> impl Iterator<Item = (u8, Date)> {
        let from_parts =
            self.groups().into_iter().filter_map(|group| Some((group.first()?.group, date(&group)?)));
        let group = |at: usize| self.values.get(at).map_or(0, |value| value.group);
        let written = self.written.iter().map(move |(at, date)| (group(*at), date.clone()));
        from_parts.collect::<Vec<_>>().into_iter().chain(written)
    }

    /// Its dates as facts.
    pub(super) fn facts(&self) -> impl Iterator<Item = DateFact> {
        self.dates().map(|(_, date)| DateFact {
            text: Span::default(),
            place: Place::Template,
            origin: Origin::Own,
            block: None,
            whole: true,
            verbatim: false,
            date,
        })
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
    let mut read = DateTemplate {
        node: node.id(),
        span: node.span(),
        values: Vec::new(),
        written: Vec::new(),
        missing: Vec::new(),
        options: Vec::new(),
        surplus: None,
        is_lenient: schema.is_lenient,
    };
    for argument in template.effective_arguments() {
        let place = argument.value_span().trim(facts.doc.text());
        let Some(param) = schema.param(&argument.key) else {
            let is_surplus = !argument.is_named() && grammar.integer(argument.value()).is_some();
            read.surplus = read.surplus.or(is_surplus.then_some(place));
            continue;
        };
        if holds_date(param.kind) {
            read.value(facts, grammar, &argument, param);
        } else if !takes(param, argument.value()) {
            let known = param.values.first().cloned().unwrap_or_default();
            read.options.push(TemplateOption { name: argument.key.into_owned(), value: place, known });
        }
    }
    if read.is_lenient {
        read.drop_doubtful();
    }
    let is_given = |param: &&Param| {
        let mut values =
            read.values.iter().filter(|value| value.group == param.date && !value.text.is_empty());
        // A day of no certain year is enough where a whole date would be as well.
        values.any(|value| value.kind == param.kind || param.kind == ParamType::YearOrDate)
    };
    let needed = schema.params.iter().filter(|param| param.required && holds_date(param.kind));
    read.missing = needed.filter(|param| !is_given(param)).map(|param| (param.kind, param.date)).collect();
    read
}

/// Whether a parameter's value is a date or a part of one.
fn holds_date(kind: ParamType) -> bool {
    use ParamType::{Date, Day, Era, Month, Year, YearOrDate};
    matches!(kind, Year | Month | Day | YearOrDate | Date | Era)
}

/// Whether an option takes a value: what other templates compute is not known, and nothing is always taken.
fn takes(param: &Param, value: &str) -> bool {
    let is_option = matches!(param.kind, ParamType::Flag | ParamType::Keyword) && !param.values.is_empty();
    !is_option
        || value.is_empty()
        || value.contains(['{', '<'])
        || param.values.iter().any(|known| known.eq_ignore_ascii_case(value))
}

impl DateTemplate {
    /// Takes the parts away of each date of which one cannot be what its place says: the order is another one then.
    fn drop_doubtful(&mut self) {
        let is_doubtful = |value: &TemplateValue| {
            // A year of two digits may be one of an era or of another calendar.
            let limit = match value.kind {
                ParamType::Day => 99,
                ParamType::Month => 31,
                ParamType::Year => return value.part.is_some() && value.text.chars().count() < 3,
                _ => return false,
            };
            // `{{date|vendredi|30|avril}}` has the name of the day first.
            let is_word = value.kind == ParamType::Day && value.part.is_none() && !value.text.is_empty();
            is_word || value.part.is_some_and(|part| part.value > limit)
        };
        let doubtful: Vec<u8> =
            self.values.iter().filter(|value| is_doubtful(value)).map(|value| value.group).collect();
        let values = self.values.iter_mut().filter(|value| doubtful.contains(&value.group));
        values.for_each(|value| value.part = None);
    }

    fn value(&mut self, facts: &Facts<'_>, grammar: &DateGrammar, argument: &Argument<'_>, param: &Param) {
        let (kind, group, event) = (param.kind, param.date, param.event);
        let is_computed =
            argument.value_nodes().any(|node| !matches!(node.kind(), Kind::Text | Kind::Comment));
        let leaves = argument.value_nodes().filter(|node| node.kind() == Kind::Text);
        let text = leaves.map(NodeRef::source).collect::<String>().trim().to_owned();
        let span = argument.value_span().trim(facts.doc.text());
        let number = match kind {
            _ if is_computed => None,
            ParamType::Month => grammar.month(&text).or_else(|| english_month(&text)),
            ParamType::Year | ParamType::Day | ParamType::YearOrDate => grammar.integer(&text),
            _ => None,
        };
        let may_be_whole = matches!(kind, ParamType::Date | ParamType::YearOrDate)
            || self.is_lenient && kind == ParamType::Day;
        if may_be_whole && !is_computed && number.is_none() {
            let source = facts.doc.slice(span);
            let place = |at: Span| Span::new(span.start + at.start, span.start + at.end);
            let dates = grammar.find_all(source).into_iter().map(|date| date.map_spans(place));
            let at = self.values.len();
            self.written.extend(dates.map(|date| (at, date)));
        }
        let part = number.map(|value| Part { value, span });
        let node = argument.node.id();
        self.values.push(TemplateValue { node, kind, group, event, text, span, part, is_computed });
    }
}

/// MediaWiki's own date reader knows the English names on every wiki.
fn english_month(text: &str) -> Option<i32> {
    Language::named(MEDIAWIKI_LANGUAGE)?.month(text).map(i32::from)
}

fn date(values: &[&TemplateValue]) -> Option<Date> {
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
