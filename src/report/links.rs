//! What documents link to, as a table, as JSON, as CSV and as a plain list. `docs/links.schema.json` describes the members.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};
use serde::Serialize;

use super::verdict::counted;
use super::{escape, place};
use crate::facts::links::LinkForm;
use crate::inventory::{DeadMark, LinkedAddress, Standing};
use crate::link_state::{KnownLink, LinkState};
use crate::profile::UrlStatus;
use crate::source::Document;

const COLUMNS: [&str; 18] = [
    "path",
    "page",
    "line",
    "column",
    "url",
    "host",
    "state",
    "why",
    "copy",
    "copy_made",
    "uses",
    "template",
    "online",
    "online_why",
    "online_asked",
    "url_status",
    "marked_by",
    "marked_since",
];

/// The sums of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Total {
    /// Documents with links.
    pub documents: u64,
    /// Addresses, those of each document told apart.
    pub addresses: u64,
    /// Places where they are linked to.
    pub uses: u64,
    /// Addresses by what their text tells of them.
    pub states: BTreeMap<Standing, u64>,
    /// Addresses by what is known from asking them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub online: BTreeMap<LinkState, u64>,
}

impl Total {
    /// Adds the addresses of a document.
    pub fn add(&mut self, addresses: &[LinkedAddress]) {
        self.documents += u64::from(!addresses.is_empty());
        for address in addresses {
            self.addresses += 1;
            self.uses += address.places.len() as u64;
            *self.states.entry(address.standing).or_default() += 1;
            if let Some(known) = &address.online {
                *self.online.entry(known.state).or_default() += 1;
            }
        }
    }
}

#[derive(Serialize)]
struct DocumentRecord<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    links: Vec<LinkRecord<'a>>,
}

#[derive(Serialize)]
struct LinkRecord<'a> {
    url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    host: &'a str,
    state: Standing,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url_status: Option<UrlStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    marked: Option<&'a DeadMark>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copy: Option<CopyRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    online: Option<&'a KnownLink>,
    places: Vec<PlaceRecord<'a>>,
}

#[derive(Serialize)]
struct CopyRecord<'a> {
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    made: Option<String>,
}

#[derive(Serialize)]
struct PlaceRecord<'a> {
    line: u64,
    column: u64,
    form: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    template: Option<&'a str>,
}

/// What JSON says of a document.
pub fn record<'a>(doc: &'a Document, addresses: &'a [LinkedAddress]) -> impl Serialize {
    let links = addresses.iter().map(|address| link(doc, address)).collect();
    DocumentRecord { path: &doc.origin.path, page: doc.origin.page.as_deref(), links }
}

fn link<'a>(doc: &Document, address: &'a LinkedAddress) -> LinkRecord<'a> {
    let places = address.places.iter().map(|place| {
        let (line, column) = place::in_file(doc, place.span.start);
        PlaceRecord { line, column, form: form(place.form), template: place.template.as_deref() }
    });
    LinkRecord {
        url: &address.url,
        host: &address.host,
        state: address.standing,
        why: address.why.as_deref(),
        url_status: address.status,
        marked: address.mark.as_ref(),
        copy: address
            .copy
            .as_ref()
            .map(|copy| CopyRecord { url: &copy.url, made: copy.made.map(|day| day.to_string()) }),
        online: address.online.as_ref(),
        places: places.collect(),
    }
}

fn form(form: LinkForm) -> &'static str {
    match form {
        LinkForm::Bracketed => "bracketed",
        LinkForm::Bare => "bare",
        LinkForm::Argument => "argument",
        LinkForm::Picture => "picture",
    }
}

/// Writes the names of the columns of CSV (RFC 4180).
pub fn csv_heading(out: &mut dyn Write) -> io::Result<()> {
    csv_line(COLUMNS.map(Cow::Borrowed), out)
}

/// Writes a line of CSV for each address of a document, with its first place.
pub fn csv_lines(doc: &Document, addresses: &[LinkedAddress], out: &mut dyn Write) -> io::Result<()> {
    for address in addresses {
        let first = address.places.first();
        let (line, column) = first.map_or((0, 0), |place| place::in_file(doc, place.span.start));
        let copy = address.copy.as_ref();
        let made = copy.and_then(|copy| copy.made).map(|day| day.to_string());
        let mark = address.mark.as_ref();
        let template = first.and_then(|place| place.template.as_deref());
        let asked = address.online.as_ref().and_then(|known| known.asked);
        csv_line(
            [
                doc.origin.path.as_str().into(),
                doc.origin.page.as_deref().unwrap_or_default().into(),
                line.to_string().into(),
                column.to_string().into(),
                address.url.as_str().into(),
                address.host.as_str().into(),
                address.standing.name().into(),
                address.why.as_deref().unwrap_or_default().into(),
                copy.map_or("", |copy| copy.url.as_str()).into(),
                made.unwrap_or_default().into(),
                address.places.len().to_string().into(),
                template.unwrap_or_default().into(),
                address.online.as_ref().map_or("", |known| known.state.name()).into(),
                address.online.as_ref().map_or("", |known| known.why.as_str()).into(),
                asked.map(|asked| asked.to_rfc3339()).unwrap_or_default().into(),
                address.status.map_or("", UrlStatus::name).into(),
                mark.map_or("", |mark| mark.by.as_str()).into(),
                mark.and_then(|mark| mark.since.as_deref()).unwrap_or_default().into(),
            ],
            out,
        )?;
    }
    Ok(())
}

fn csv_line(values: [Cow<'_, str>; COLUMNS.len()], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    writer.write_record(values.iter().map(|value| value.as_bytes()))?;
    writer.flush()
}

/// Writes the addresses of a document for people.
pub fn table(doc: &Document, addresses: &[LinkedAddress], out: &mut dyn Write) -> io::Result<()> {
    if addresses.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", escape(&place::document(doc)))?;
    for address in addresses {
        let first = address.places.first().map_or(0, |place| place.span.start);
        let (line, column) = place::in_file(doc, first);
        let place = format!("{line}:{column}");
        write!(out, "{place:>9}  {:<11}  {}", address.standing.name(), escape(&address.url))?;
        let mark = address.mark.as_ref().map(DeadMark::said);
        if let Some(why) = address.why.clone().or(mark) {
            write!(out, "  ({})", escape(&why))?;
        }
        match address.places.len() {
            0 | 1 => writeln!(out)?,
            uses => writeln!(out, "  {uses} times")?,
        }
        if let Some(known) = &address.online {
            writeln!(out, "{:>24}{}", "", escape(&online(known)))?;
        }
        if let Some(copy) = &address.copy {
            let made = copy.made.map_or(String::new(), |day| format!(" of {day}"));
            writeln!(out, "{:>24}copy{made}: {}", "", escape(&copy.url))?;
        }
    }
    writeln!(out)
}

/// Writes the sums for people.
pub fn sums(total: &Total, out: &mut dyn Write) -> io::Result<()> {
    let Total { addresses, uses, documents, states, online } = total;
    let word = if *addresses == 1 { "address" } else { "addresses" };
    let (uses, documents) = (counted(*uses, "link"), counted(*documents, "document"));
    writeln!(out, "{addresses:>9}  {word} ({uses} in {documents})")?;
    for (state, number) in states {
        writeln!(out, "{number:>9}  {}", state.name())?;
    }
    if !online.is_empty() {
        writeln!(out, "as asking found them:")?;
    }
    for (state, number) in online {
        writeln!(out, "{number:>9}  {}", state.name())?;
    }
    Ok(())
}

/// What is known of a link from asking it, on one line.
fn online(known: &KnownLink) -> String {
    let mut said = format!("{}: {}", known.state.name(), known.why);
    if let Some(to) = known.leads_to.as_ref().filter(|_| known.state == LinkState::Redirected) {
        said.push_str(&format!(", to {to}"));
    }
    if let Some(since) = known.failing_since.filter(|_| known.failing_days > 1) {
        said.push_str(&format!(", on {} days since {}", known.failing_days, since.date_naive()));
    }
    if let Some(copy) = known.copies.as_ref().and_then(|copies| copies.nearest(None, None)) {
        said.push_str(&format!("; the archive has a copy of {}", copy.day));
    }
    said
}
