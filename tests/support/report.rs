use std::io::{self, Write};

use wikivet::engine::{LeftOut, Registry};
use wikivet::finding::Finding;
use wikivet::lint::Linted;
use wikivet::report::{self, Entry, Format, Settings, Summary};
use wikivet::source::Document;

/// Writes the report of a run over one document that says some findings of it.
pub(crate) fn write(
    doc: &Document,
    linted: &Linted,
    findings: &[Finding],
    format: Format,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Linted { profile, language, namespace, .. } = *linted;
    let entry = Entry {
        doc,
        name: &doc.origin.path,
        registry: Registry::built_in(),
        namespace,
        profile,
        language,
        findings,
        left_out: LeftOut::default(),
        repair: None,
    };
    let mut summary = Summary::default();
    summary.add(&entry);
    let mut report = report::make(format, &Settings::default());
    report.document(&entry, out)?;
    report.finish(&summary, out)
}
