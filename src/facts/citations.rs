//! Citations: the templates that cite a source, and the fields they are given.

use std::borrow::Cow;

use super::Facts;
use super::citation_lists::Citations;
use super::links::{Link, LinkForm};
use crate::profile::{CiteParam, CiteParams, Param, ParamType, ParamTypes, Role, TemplateSchema, UrlStatus};
use crate::source::Span;
use crate::syntax::{Kind, NodeId, NodeRef, Template, position_name, short, split_argument};
use crate::value::sign::is_numeric;
use crate::value::signs::Signs;

impl<'a> Facts<'a> {
    pub(super) fn citation_lists(&self) -> &Citations<'a> {
        self.citations.get_or_init(|| Citations::new(read(self)))
    }

    /// The citation whose main link this is, and the field.
    pub fn citation_of(&self, link: &Link) -> Option<(&Citation<'a>, &Field<'a>)> {
        let template = (link.form == LinkForm::Argument).then(|| self.tree.node(link.node).parent())??.id();
        let at = self.citations().binary_search_by_key(&template, |citation| citation.node).ok()?;
        let citation = self.citations().get(at)?;
        let url = citation.get(CiteParam::Url).filter(|url| url.node == link.node)?;
        Some((citation, url))
    }
}

/// One template that cites a source.
#[derive(Debug)]
pub struct Citation<'a> {
    /// The template.
    pub node: NodeId,
    /// What is known of it.
    pub schema: &'a TemplateSchema,
    /// What it is given, in the order of the text.
    pub fields: Vec<Field<'a>>,
    /// The parameters that are given a value which counts. A rule asks this first: most citations have none of those
    /// that it is about.
    pub given: CiteParams,
    /// The kinds of values that the schema has for the parameters that are given one which counts.
    pub kinds: ParamTypes,
    /// The kinds of signs in all values.
    pub signs: Signs,
    /// Whether one of the values is more than text.
    pub has_markup: bool,
    /// Whether a value is given to something else.
    pub has_others: bool,
    /// Whether a parameter is given values that count under several names or numbers.
    pub repeats: bool,
    /// By parameter, the place of the field from which on to look for the one that gives it a value.
    firsts: [u8; CiteParam::MOST],
}

/// One argument of a citation.
#[derive(Debug)]
pub struct Field<'a> {
    /// The argument, with its `|`.
    pub node: NodeId,
    /// The name as written, trimmed; the number of a positional argument.
    pub name: Cow<'a, str>,
    /// Where the name stands; none for a positional argument.
    pub name_span: Option<Span>,
    /// The parameter of that name, if the template has one.
    pub param: Option<&'a Param>,
    /// The value, trimmed; empty where there are only comments.
    pub value: &'a str,
    /// Where the value stands, trimmed.
    pub value_span: Span,
    /// The kinds of signs in the value.
    pub signs: Signs,
    /// Whether nothing but text and character references makes up the value.
    pub is_literal: bool,
    /// Whether it counts: no later argument has the same name.
    pub counts: bool,
    /// The number of a numbered field; 1 where there is none: `last` is `last1`.
    pub number: u32,
    /// What its parameter is for, if that is known and it gives it a value.
    gives: Option<CiteParam>,
}

impl<'a> Citation<'a> {
    /// The fields that count and have a value.
    pub fn filled(&self) -> impl Iterator<Item = &Field<'a>> {
        self.fields.iter().filter(|field| field.is_given())
    }

    /// Whether a parameter is given a value.
    pub fn has(&self, param: CiteParam) -> bool {
        self.given.contains(param)
    }

    /// Whether one of these parameters is given a value.
    pub fn has_any(&self, params: &CiteParams) -> bool {
        self.given.has_any(params)
    }

    /// The field that gives a parameter its value; of numbered ones, and of several names, the first.
    pub fn get(&self, param: CiteParam) -> Option<&Field<'a>> {
        self.has(param).then(|| self.all(param).next())?
    }

    /// The link's state and the link, where the citation calls the link dead and gives no copy of it.
    pub fn called_dead(&self) -> Option<(&Field<'a>, &Field<'a>)> {
        let status = self.get(CiteParam::UrlStatus)?;
        let is_dead = UrlStatus::of_status(status.value) == Some(UrlStatus::Dead);
        let url = self.get(CiteParam::Url).filter(|_| !self.has(CiteParam::ArchiveUrl))?;
        (is_dead && self.schema.is_of_module).then_some((status, url))
    }

    /// Whether a field is the first that gives its parameter a value.
    pub fn leads(&self, field: &Field<'a>) -> bool {
        !self.repeats
            || field.gives.and_then(|param| self.get(param)).is_some_and(|first| first.node == field.node)
    }

    /// The fields that give a parameter, under any number and name, a value, in the order of the text.
    pub fn all(&self, param: CiteParam) -> impl Iterator<Item = &Field<'a>> {
        let from = usize::from(self.firsts[param as usize]);
        let fields = self.fields.get(from..).unwrap_or_default().iter();
        fields.filter(move |field| field.gives == Some(param)).take(self.most(u32::from(self.has(param))))
    }

    /// How many fields at most give this many parameters a value.
    fn most(&self, params: u32) -> usize {
        if self.repeats && params > 0 { usize::MAX } else { params as usize }
    }

    /// The fields that give one of these parameters a value, in the order of the text.
    pub fn among<'c>(&'c self, params: &'c CiteParams) -> impl Iterator<Item = &'c Field<'a>> {
        let given = self.given.and(params);
        let only = given.only().map_or(0, |param| usize::from(self.firsts[param]));
        let fields = self.fields.get(only..).unwrap_or_default().iter();
        let fields = fields.filter(|field| field.gives.is_some_and(|param| params.contains(param)));
        fields.take(self.most(given.len()))
    }

    /// The first field with a value whose parameter is of a kind.
    pub fn of_kind(&self, kind: ParamType) -> Option<&Field<'a>> {
        let mut filled = self.filled().filter(|field| field.param.is_some_and(|param| param.kind == kind));
        self.kinds.contains(kind).then(|| filled.next())?
    }

    /// The field with a value whose parameter is of a kind, if there is one only.
    pub fn only_of_kind(&self, kind: ParamType) -> Option<&Field<'a>> {
        if !self.kinds.contains(kind) {
            return None;
        }
        let mut fields = self.filled().filter(|field| field.param.is_some_and(|param| param.kind == kind));
        fields.next().filter(|_| fields.next().is_none())
    }

    /// The first field with a value for the parameter that the schema gives this name.
    pub fn named(&self, name: &str) -> Option<&Field<'a>> {
        self.filled().find(|field| field.param.is_some_and(|param| param.name == name))
    }
}

/// Reads the citations of a document, in the order of the text.
fn read<'a>(facts: &Facts<'a>) -> Vec<Citation<'a>> {
    let citations = facts.known_templates().filter(|(_, schema)| schema.has(Role::Citation));
    citations
        .filter_map(|(node, schema)| {
            let template = Template::cast(node)?;
            let fields = fields_of(template, Some(schema));
            let (mut given, mut kinds) = (CiteParams::default(), ParamTypes::default());
            let (mut has_others, mut repeats) = (false, false);
            let (mut signs, mut has_markup) = (Signs::default(), false);
            let mut firsts = [0; CiteParam::MOST];
            for (at, field) in fields.iter().enumerate().filter(|(_, field)| field.is_given()) {
                match field.gives {
                    Some(param) if given.contains(param) => repeats = true,
                    Some(param) => {
                        given.insert(param);
                        firsts[param as usize] = u8::try_from(at).unwrap_or(u8::MAX);
                    }
                    None => {
                        let is_taken = field.name_span.is_none() && facts.profile.takes_unnamed(field.value);
                        has_others |= !is_taken;
                    }
                }
                if let Some(param) = field.param {
                    kinds.insert(param.kind);
                }
                signs = signs.or(field.signs);
                has_markup |= !field.is_literal;
            }
            Some(Citation {
                node: node.id(),
                schema,
                fields,
                given,
                kinds,
                signs,
                has_markup,
                has_others,
                repeats,
                firsts,
            })
        })
        .collect()
}

/// What a template is given, with what is known of the parameters.
pub(crate) fn fields_of<'a>(template: Template<'a>, schema: Option<&'a TemplateSchema>) -> Vec<Field<'a>> {
    let mut fields = Vec::with_capacity(USUAL_FIELDS);
    let mut position = 0;
    for node in template.node().children_of(Kind::Argument) {
        fields.push(field(node, &mut position, schema));
    }
    if may_repeat(&fields) {
        for at in overridden(&fields) {
            fields[at].counts = false;
            fields[at].gives = None;
        }
    }
    fields
}

/// How many fields nearly all citations have at most.
const USUAL_FIELDS: usize = 12;

/// Whether two fields may have one name. Most templates repeat none, and to sort their names costs more than this.
fn may_repeat(fields: &[Field<'_>]) -> bool {
    let mut seen = [0_u64; 8];
    fields.iter().any(|field| {
        let name = field.name.as_bytes();
        let sign = |at: usize| u32::from(name.get(at).copied().unwrap_or_default());
        let (last, middle) = (sign(name.len().wrapping_sub(1)), sign(name.len() / 2));
        let hash = sign(0).wrapping_mul(7)
            ^ last.wrapping_mul(61)
            ^ middle.wrapping_mul(29)
            ^ (name.len() as u32 * 13);
        let (word, bit) = ((hash >> 6) as usize % seen.len(), 1 << (hash % 64));
        let is_seen = seen[word] & bit != 0;
        seen[word] |= bit;
        is_seen
    })
}

/// The places of the fields whose name a later one has as well.
fn overridden(fields: &[Field<'_>]) -> Vec<usize> {
    let name = |at: usize| fields.get(at).map(|field| &*field.name);
    let mut by_name: Vec<usize> = (0..fields.len()).collect();
    by_name.sort_unstable_by_key(|&at| (name(at), at));
    by_name.windows(2).filter(|pair| name(pair[0]) == name(pair[1])).map(|pair| pair[0]).collect()
}

/// Reads an argument; `position` is how many without a name stand before it.
fn field<'a>(node: NodeRef<'a>, position: &mut usize, schema: Option<&'a TemplateSchema>) -> Field<'a> {
    let text = node.document_text();
    let (head, mut value) = split_argument(node);
    let key = match head.name {
        Some(name) => short(name),
        None if head.is_named => Cow::Borrowed(""),
        None => {
            *position += 1;
            position_name(*position)
        }
    };
    let name_span = head.name.map(|name| match &key {
        Cow::Borrowed(key) if !key.is_empty() => {
            let start = key.as_ptr() as usize - text.as_ptr() as usize;
            Span::of(start..start + key.len())
        }
        _ => name.span().trim(text),
    });
    let value_span = Span::new(head.end, node.span().end).trim(text);
    let first = value.next();
    let (mut says_something, mut is_literal) = (false, true);
    if first.is_none_or(|first| first.kind() == Kind::Text && first.span().end == node.span().end) {
        says_something = !value_span.is_empty();
    } else {
        for part in first.into_iter().chain(value) {
            says_something |= part.kind() != Kind::Comment && !part.source().trim_start().is_empty();
            is_literal &= is_text(part) && (part.is_leaf() || part.descendants().all(is_text));
        }
    }
    let value = if says_something { text.get(value_span.range()).unwrap_or_default() } else { "" };
    let param = schema.filter(|_| head.is_named).and_then(|schema| schema.param(&key));
    Field {
        node: node.id(),
        gives: param.filter(|_| !value.is_empty()).and_then(|param| param.cite),
        number: param.filter(|param| param.is_numbered).map_or(1, |_| number_in(&key)),
        param,
        name: key,
        name_span,
        value,
        value_span,
        signs: Signs::of(value),
        is_literal,
        counts: true,
    }
}

fn is_text(node: NodeRef<'_>) -> bool {
    matches!(node.kind(), Kind::Text | Kind::Entity | Kind::BareUrl)
}

impl Field<'_> {
    /// What its parameter is for, if that is known.
    pub fn cite(&self) -> Option<CiteParam> {
        self.param?.cite
    }

    /// What its parameter is for, if that is known and it gives it a value.
    pub(super) fn gives(&self) -> Option<CiteParam> {
        self.gives
    }

    /// Whether its parameter is one of these.
    pub fn is_one_of(&self, params: &CiteParams) -> bool {
        self.cite().is_some_and(|param| params.contains(param))
    }

    /// Whether a character reference may stand in the value.
    pub(super) fn may_have_entity(&self) -> bool {
        self.signs.has(Signs::IN_ADDRESS) && self.value.contains('&')
    }

    /// Whether it gives its parameter a value.
    pub fn is_given(&self) -> bool {
        self.counts && !self.value.is_empty()
    }

    /// Whether double round brackets have the citation module take the value as it is written: `((A; B))`.
    pub fn is_as_written(&self) -> bool {
        self.value.starts_with("((") && self.value.ends_with("))")
    }

    /// Where the value of a named field begins: right after its `=`.
    pub fn value_start(&self, tree: &crate::syntax::Tree<'_>) -> Option<u32> {
        tree.node(self.node).children_of(Kind::Mark).nth(1).map(|mark| mark.span().end)
    }
}

/// The first number in a name; 1 where there is none.
fn number_in(name: &str) -> u32 {
    let first = name.bytes().position(|byte| byte.is_ascii_digit() || !byte.is_ascii());
    let Some(rest) = first.and_then(|first| name.get(first..)) else { return 1 };
    if rest.is_ascii() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit);
        return digits
            .fold(0, |number: u32, digit| number.saturating_mul(10).saturating_add(u32::from(digit - b'0')));
    }
    let digits = rest.chars().skip_while(|sign| digit(*sign).is_none()).map_while(digit);
    digits
        .fold(None, |number: Option<u32>, digit| {
            Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit))
        })
        .unwrap_or(1)
}

/// The value of a decimal digit of any script: the ten of a script stand in a row, after something that is no number.
pub(super) fn digit(sign: char) -> Option<u32> {
    if sign.is_ascii() || !is_numeric(sign) {
        return sign.to_digit(10);
    }
    let is_number = |at: &u32| char::from_u32(*at).is_some_and(is_numeric);
    let before = (u32::from(sign).saturating_sub(10)..u32::from(sign)).rev().take_while(is_number).count();
    u32::try_from(before).ok().filter(|value| *value < 10)
}
