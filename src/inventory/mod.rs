//! What a document links to on the web, and what its text tells of each link, without asking the network.

mod standing;

pub use standing::Standing;

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::facts::Facts;
use crate::facts::links::{Link, LinkForm};
use crate::link_state::KnownLink;
use crate::profile::{Archives, Role};
use crate::source::Span;
use crate::syntax::Template;
use crate::value::archive::stamped_day;
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

/// The addresses that a document links to, in the order in which they first occur.
pub fn addresses(facts: &Facts<'_>) -> Vec<LinkedAddress> {
    let mut found: Vec<LinkedAddress> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut known = facts.addresses().iter().peekable();
    for (index, link) in facts.links().iter().enumerate() {
        while known.next_if(|address| address.link < index).is_some() {}
        let address = known.peek().filter(|address| address.link == index).copied();
        let written = decode_all(facts.doc.slice(link.url)).into_owned();
        let url = completed(&written, link, facts).unwrap_or(written);
        let (standing, why) = standing::of(link, &url, address);
        let place = Place { span: link.url, form: link.form, template: template(link, facts) };
        let copy = copy(link, &url, facts);
        match places.get(&url).and_then(|&at| found.get_mut(at)) {
            Some(same) => {
                if standing > same.standing {
                    (same.standing, same.why) = (standing, why);
                }
                same.copy = same.copy.take().or(copy);
                same.places.push(place);
            }
            None => {
                places.insert(url.clone(), found.len());
                let host = url_parts(&url).and_then(|parts| url.get(parts.host));
                let host = host.map(|host| lower(host).into_owned()).unwrap_or_default();
                let online = None;
                found.push(LinkedAddress { url, host, standing, why, copy, online, places: vec![place] });
            }
        }
    }
    found
}

fn copy(link: &Link, url: &str, facts: &Facts<'_>) -> Option<Copy> {
    let copy = decode_all(facts.doc.slice(link.archive?)).into_owned();
    // A template that is given the page's own address makes that of the copy by itself.
    let is_copy = copy != url && Archives::known().of_url(&copy).is_some();
    is_copy.then(|| Copy { made: stamped_day(&copy), url: copy })
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
