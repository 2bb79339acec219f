use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::Compared;
use crate::compare::{Comparison, Difference, Passage, SectionPair, SectionPlace};
use crate::report::json::{SpanRecord, Tool};
use crate::source::Document;

/// The version of the format; it grows when a member changes its meaning or goes away.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Record<'a> {
    schema: u32,
    tool: Tool,
    documents: Sides<DocumentRecord<'a>>,
    by_value: bool,
    sections: Vec<SectionPairRecord<'a>>,
    differences: Vec<DifferenceRecord<'a>>,
    summary: BTreeMap<&'static str, SummaryRecord>,
}

#[derive(Serialize)]
struct Sides<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    a: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    b: Option<T>,
}

#[derive(Serialize)]
struct DocumentRecord<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    input: &'static str,
    profile: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

#[derive(Serialize)]
struct SectionPairRecord<'a> {
    #[serde(flatten)]
    sides: Sides<SectionRecord<'a>>,
    score: f64,
}

#[derive(Serialize)]
struct SectionRecord<'a> {
    title: &'a str,
    level: u8,
    #[serde(flatten)]
    span: SpanRecord,
}

#[derive(Serialize)]
struct DifferenceRecord<'a> {
    kind: &'static str,
    change: &'static str,
    section: usize,
    #[serde(flatten)]
    sides: Sides<PassageRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<usize>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    holds: BTreeMap<&'static str, usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<WordsRecord<'a>>,
}

#[derive(Serialize)]
struct PassageRecord<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(flatten)]
    span: SpanRecord,
}

#[derive(Serialize)]
struct WordsRecord<'a> {
    a: &'a str,
    b: &'a str,
}

#[derive(Default, Serialize)]
struct SummaryRecord {
    only_a: usize,
    only_b: usize,
    changed: usize,
}

pub(super) fn write(
    sides: [Compared<'_>; 2],
    comparison: &Comparison,
    out: &mut dyn Write,
) -> io::Result<()> {
    let [a, b] = sides;
    let mut summary: BTreeMap<&'static str, SummaryRecord> = BTreeMap::new();
    for difference in &comparison.differences {
        let counts = summary.entry(difference.kind.name()).or_default();
        match (&difference.a, &difference.b) {
            (Some(_), None) => counts.only_a += 1,
            (None, _) => counts.only_b += 1,
            _ => counts.changed += 1,
        }
    }
    let record = Record {
        schema: SCHEMA,
        tool: Tool::THIS,
        documents: Sides { a: Some(document(&a)), b: Some(document(&b)) },
        by_value: comparison.is_by_value,
        sections: comparison.sections.iter().map(|pair| section_pair(a.doc, b.doc, pair)).collect(),
        differences: comparison.differences.iter().map(|one| difference(a.doc, b.doc, one)).collect(),
        summary,
    };
    serde_json::to_writer_pretty(&mut *out, &record)?;
    writeln!(out)
}

fn document<'a>(side: &Compared<'a>) -> DocumentRecord<'a> {
    let origin = &side.doc.origin;
    DocumentRecord {
        path: &origin.path,
        page: origin.page.as_deref(),
        input: origin.input.name(),
        profile: side.profile,
        language: side.language,
    }
}

fn section_pair<'a>(a: &Document, b: &Document, pair: &'a SectionPair) -> SectionPairRecord<'a> {
    let record = |doc: &Document, place: &'a SectionPlace| SectionRecord {
        title: &place.title,
        level: place.level,
        span: SpanRecord::new(doc, place.span),
    };
    let sides = Sides {
        a: pair.a.as_ref().map(|place| record(a, place)),
        b: pair.b.as_ref().map(|place| record(b, place)),
    };
    SectionPairRecord { sides, score: pair.score }
}

fn difference<'a>(a: &Document, b: &Document, difference: &'a Difference) -> DifferenceRecord<'a> {
    let record = |doc: &Document, passage: &'a Passage| PassageRecord {
        text: &passage.text,
        value: passage.value.as_deref(),
        span: SpanRecord::new(doc, passage.span),
    };
    DifferenceRecord {
        kind: difference.kind.name(),
        change: match (&difference.a, &difference.b) {
            (Some(_), None) => "only-a",
            (None, _) => "only-b",
            _ => "changed",
        },
        section: difference.section,
        sides: Sides {
            a: difference.a.as_ref().map(|passage| record(a, passage)),
            b: difference.b.as_ref().map(|passage| record(b, passage)),
        },
        place: difference.place.as_deref(),
        within: difference.within,
        holds: difference.holds.iter().map(|(kind, count)| (kind.name(), *count)).collect(),
        changes: difference.changes.iter().map(|(a, b)| WordsRecord { a, b }).collect(),
    }
}
