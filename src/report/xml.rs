//! Elements of the formats that are XML.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

/// The first line of a document.
pub(super) const DECLARATION: &[u8] = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Writes the start of an element, on a line of its own. Values must hold no character that XML forbids, which
/// [`escape`](super::escape()) sees to.
pub(super) fn start(name: &str, attributes: &[(&str, &str)], out: &mut dyn Write) -> io::Result<()> {
    Writer::new(&mut *out).write_event(Event::Start(head(name, attributes)))?;
    out.write_all(b"\n")
}

/// Writes the end of an element.
pub(super) fn end(name: &str, out: &mut dyn Write) -> io::Result<()> {
    Writer::new(&mut *out).write_event(Event::End(BytesEnd::new(name)))?;
    out.write_all(b"\n")
}

/// Writes an element without content.
pub(super) fn empty(name: &str, attributes: &[(&str, &str)], out: &mut dyn Write) -> io::Result<()> {
    Writer::new(&mut *out).write_event(Event::Empty(head(name, attributes)))?;
    out.write_all(b"\n")
}

/// Writes an element that holds text alone.
pub(super) fn text(
    name: &str,
    attributes: &[(&str, &str)],
    text: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = Writer::new(&mut *out);
    writer.write_event(Event::Start(head(name, attributes)))?;
    writer.write_event(Event::Text(BytesText::new(text)))?;
    writer.write_event(Event::End(BytesEnd::new(name)))?;
    out.write_all(b"\n")
}

fn head<'a>(name: &'a str, attributes: &[(&'a str, &'a str)]) -> BytesStart<'a> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}
