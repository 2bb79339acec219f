//! What a document links to on the web, and what its text tells of each link, without asking the network.

mod marks;
mod standing;

pub use marks::DeadMark;
pub use standing::Standing;

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::NaiveDate;

use crate::facts::Facts;
use crate::facts::links::{Link, LinkForm};
use crate::link_state::{self, KnownLink};
use crate::profile::{Archives, Choice, ParamType, Role, UrlStatus};
use crate::source::{Document, Span};
use crate::syntax::{self, Kind, KindSet, Template, Tree};
use crate::value::archive::{day_digits, stamped, stamped_day};
use crate::value::character::is_invisible;
use crate::value::entity::decode_all;
use crate::value::url::{TopLevel, UrlFault, check_url, lower, url_parts};

/// An address that a document links to, once or more often.
#[derive(Clone, Debug)]
pub struct LinkedAddress {
    /// The address, with its character references decoded.
    pub url: String,
    /// Its host in lower case; empty where it has none.
    pub host: String,
    /// What the text tells of it; of several that hold at different places, the last one in their order.
    pub standing: Standing,
    /// What speaks for that: `the service has ended`; none where nothing need be said.
    pub why: Option<String>,
    /// What its citation says of it; of several, the first one.
    pub status: Option<UrlStatus>,
    /// What marks it as dead, also if a copy is given; of several, the first one with a date.
    pub mark: Option<DeadMark>,
    /// The first copy that is given.
    pub copy: Option<Copy>,
    /// What is known of it from asking it; the inventory asks nothing, and leaves it empty.
    pub online: Option<KnownLink>,
    /// Where it stands, in the order of the text.
    pub places: Vec<Place>,
}

/// A copy in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// Its address.
    pub url: String,
    /// When it was made, as its address tells.
    pub made: Option<NaiveDate>,
}

/// Where a document links to an address.
#[derive(Clone, Debug)]
pub struct Place {
    /// The address as it is written.
    pub span: Span,
    /// How it is written.
    pub form: LinkForm,
    /// The name of the template whose argument it is.
    pub template: Option<String>,
}

impl LinkedAddress {
    /// The address as a program can ask it: that of `//host` with its scheme. None where it is not known as a whole, or is
    /// none of the web.
    pub fn to_ask(&self) -> Option<Cow<'_, str>> {
        let is_unfit = |sign: char| sign.is_whitespace() || sign.is_control() || is_invisible(sign);
        let is_whole = self.standing != Standing::Composed && !self.url.contains(is_unfit);
        let is_valid = matches!(check_url(&self.url), Some(Ok(_)));
        link_state::key(&self.url).filter(|_| is_whole && is_valid)?;
        Some(match self.url.starts_with("//") {
            true => format!("https:{}", self.url).into(),
            false => self.url.as_str().into(),
        })
    }
}

/// The tree that the addresses of a document are read from. A bare address is in an extract what it is in wikitext.
pub fn parse<'d>(doc: &'d Document, choice: &Choice) -> Tree<'d> {
    syntax::parse(doc.text(), &choice.profile.site)
}

/// The addresses that a document links to, in the order in which they first occur; one that is in different states at
/// different places, such as with a copy and without, once for each state.
pub fn addresses(facts: &Facts<'_>) -> Vec<LinkedAddress> {
    let mut found: Vec<LinkedAddress> = Vec::new();
    let mut places: HashMap<(String, Standing), usize> = HashMap::new();
    let mut known = facts.addresses().iter().peekable();
    for (index, link) in facts.links().iter().enumerate() {
        while known.next_if(|address| address.link < index).is_some() {}
        let address = known.peek().filter(|address| address.link == index).copied();
        let (written, is_whole) = written(link, facts);
        let url = completed(&written, link, facts).unwrap_or(written);
        let (status, mark) = marks::read(link, facts);
        let (standing, why) = match is_whole {
            true => standing::of(link, &url, address, mark.as_ref(), &facts.profile.site),
            false => (Standing::Composed, None),
        };
        let place = Place { span: link.url, form: link.form, template: template(link, facts) };
        let copy = copy(link, &url, facts);
        let key = (url, standing);
        match places.get(&key).and_then(|&at| found.get_mut(at)) {
            Some(same) => {
                same.why = same.why.take().or(why);
                same.status = same.status.or(status);
                let is_dated =
                    |mark: &Option<DeadMark>| mark.as_ref().is_some_and(|mark| mark.since.is_some());
                if same.mark.is_none() || (is_dated(&mark) && !is_dated(&same.mark)) {
                    same.mark = mark;
                }
                same.copy = same.copy.take().or(copy);
                same.places.push(place);
            }
            None => {
                let url = key.0.clone();
                places.insert(key, found.len());
                let host = url_parts(&url).and_then(|parts| url.get(parts.host));
                let host = host.map(|host| lower(host).into_owned()).unwrap_or_default();
                let (online, places) = (None, vec![place]);
                found.push(LinkedAddress { url, host, standing, why, status, mark, copy, online, places });
            }
        }
    }
    found
}

/// An address as MediaWiki reads it, without the comments in it, and whether it is known as a whole.
fn written(link: &Link, facts: &Facts<'_>) -> (String, bool) {
    const LITERAL: KindSet = KindSet::of(&[Kind::Text, Kind::Entity, Kind::BareUrl, Kind::Target]);
    if link.is_literal {
        return (decode_all(facts.doc.slice(link.url)).into_owned(), true);
    }
    let mut url = String::new();
    let leaves = facts.tree.node(link.node).descendants().filter(|node| node.is_leaf());
    let meets = |span: Span| span.start < link.url.end && link.url.start < span.end;
    for leaf in leaves.filter(|leaf| meets(leaf.span()) && leaf.kind() != Kind::Comment) {
        if !LITERAL.contains(leaf.kind()) {
            // Templates that stand in each other would all be shown once for each.
            let source = facts.doc.slice(link.url);
            let shown = source.get(..source.floor_char_boundary(LONGEST_SHOWN)).unwrap_or(source);
            return (decode_all(shown).into_owned(), false);
        }
        let (start, end) = (leaf.span().start.max(link.url.start), leaf.span().end.min(link.url.end));
        url.push_str(facts.doc.slice(Span::new(start, end)));
    }
    let is_whole = !url.is_empty();
    (decode_all(&url).into_owned(), is_whole)
}

/// How much is shown of what stands where an address is expected and is none as it stands, in bytes.
const LONGEST_SHOWN: usize = 500;

fn copy(link: &Link, url: &str, facts: &Facts<'_>) -> Option<Copy> {
    if let Some(copy) = made_copy(link, url, facts) {
        return Some(copy);
    }
    let copy = decode_all(facts.doc.slice(link.archive?)).into_owned();
    let is_copy = copy != url && Archives::known().of_url(&copy).is_some();
    is_copy.then(|| Copy { made: stamped_day(&copy), url: copy })
}

/// The copy in the Wayback Machine whose address a template makes from the page's own one and a time stamp.
fn made_copy(link: &Link, url: &str, facts: &Facts<'_>) -> Option<Copy> {
    let given = link.archive.filter(|_| link.has_archive).unwrap_or(link.url);
    let holder = facts.links().within(Span::new(given.start, given.start + 1)).first()?;
    let template = Template::cast(facts.tree.node(holder.node).parent()?)?;
    let schema =
        facts.schema(template.node()).filter(|schema| schema.has(Role::Archive) && !holder.is_archive)?;
    let is_stamp = |key: &str| schema.param(key).is_some_and(|param| param.kind == ParamType::ArchiveDate);
    let stamps = template.arguments().filter(|argument| is_stamp(&argument.key));
    let stamp =
        stamps.map(|argument| argument.value().to_owned()).find(|stamp| day_digits(stamp).is_some())?;
    let made = day_digits(&stamp).and_then(stamped);
    Some(Copy { made, url: format!("https://web.archive.org/web/{stamp}/{url}") })
}

/// An address with the scheme that its template adds: those for web sites take a host alone, those for works do not.
fn completed(url: &str, link: &Link, facts: &Facts<'_>) -> Option<String> {
    if link.form != LinkForm::Argument || check_url(url) != Some(Err(UrlFault::NoScheme)) {
        return None;
    }
    let template = facts.tree.node(link.node).parent()?;
    let url = facts
        .schema(template)
        .filter(|schema| !schema.has(Role::Citation))
        .map(|_| format!("http://{url}"))?;
    let is_web = matches!(check_url(&url), Some(Ok(valid)) if valid.top_level == TopLevel::Listed);
    is_web.then_some(url)
}

fn template(link: &Link, facts: &Facts<'_>) -> Option<String> {
    let argument = (link.form == LinkForm::Argument).then(|| facts.tree.node(link.node))?;
    Some(Template::cast(argument.parent()?)?.literal_name()?.into_owned())
}
