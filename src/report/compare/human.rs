use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::groups::{Group, Line, Subject, groups};
use super::{Compared, Look};
use crate::compare::{Comparison, Kind, SectionPair};
use crate::report::{escape, place};

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// Writes sections, what is in one document and not in the other, and the sums.
pub(super) fn write(
    sides: [Compared<'_>; 2],
    comparison: &Comparison,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page { sides, look, out };
    page.names()?;
    if comparison.is_by_value {
        let languages = sides.map(|side| side.language.unwrap_or_default());
        page.line(
            FAINT,
            &format!("two languages ({} and {}): values are compared, not words", languages[0], languages[1]),
        )?;
    }
    for group in groups(sides, comparison, look) {
        page.group(comparison, &group)?;
    }
    page.sums(comparison)
}

struct Page<'p> {
    sides: [Compared<'p>; 2],
    look: Look,
    out: &'p mut dyn Write,
}

impl Page<'_> {
    fn names(&mut self) -> io::Result<()> {
        for (letter, side) in ["a", "b"].into_iter().zip(self.sides) {
            let title = side
                .doc
                .origin
                .page
                .as_deref()
                .map(|page| format!(" · {}", escape(page)))
                .unwrap_or_default();
            let language = side.language.map(|code| format!(", {code}")).unwrap_or_default();
            let path = escape(&side.doc.origin.path).into_owned();
            self.paint(STRONG, &format!("{letter}: {path}{title}"))?;
            writeln!(self.out, " ({}, {}{language})", side.doc.origin.input.name(), side.profile)?;
        }
        Ok(())
    }

    fn group(&mut self, comparison: &Comparison, group: &Group) -> io::Result<()> {
        let title = match group.subject {
            Subject::Sections => "sections that are missing".to_owned(),
            Subject::Headings => "headings that are missing, not their text".to_owned(),
            Subject::Section(at) => {
                comparison.sections.get(at).map(|pair| self.title(pair)).unwrap_or_default()
            }
        };
        writeln!(self.out)?;
        self.line(STRONG, &title)?;
        let width = group.lines.iter().map(|line| line.place.chars().count()).max().unwrap_or(0);
        for line in &group.lines {
            self.entry(line, width)?;
        }
        Ok(())
    }

    fn title(&self, pair: &SectionPair) -> String {
        let name = |place: &crate::compare::SectionPlace| match place.level {
            0 => "before the first heading".to_owned(),
            _ => escape(&place.title).into_owned(),
        };
        match (&pair.a, &pair.b) {
            (Some(a), Some(b)) if a.title != b.title => format!("{} ↔ {}", name(a), name(b)),
            (Some(place), _) | (None, Some(place)) => name(place),
            (None, None) => String::new(),
        }
    }

    fn entry(&mut self, line: &Line, width: usize) -> io::Result<()> {
        let style = match line.sign {
            '-' => AnsiColor::Red.on_default(),
            '+' => AnsiColor::Green.on_default(),
            _ => AnsiColor::Yellow.on_default(),
        };
        let indent = "  ".repeat(line.depth);
        write!(self.out, "  ")?;
        self.paint(style, &line.sign.to_string())?;
        write!(self.out, " ")?;
        self.paint(FAINT, &format!("{:width$}", line.place))?;
        writeln!(self.out, "  {indent}{}", escape(&line.text))
    }

    fn sums(&mut self, comparison: &Comparison) -> io::Result<()> {
        writeln!(self.out)?;
        if comparison.differences.is_empty() {
            return writeln!(self.out, "no differences");
        }
        let counted = |is_counted: fn(bool, bool) -> bool| {
            let count = |kind: Kind| {
                let of_kind = comparison.differences.iter().filter(|difference| difference.kind == kind);
                let count = of_kind
                    .filter(|difference| is_counted(difference.a.is_some(), difference.b.is_some()))
                    .count();
                (count > 0).then(|| counted(kind, count))
            };
            Kind::ALL.into_iter().filter_map(count).collect::<Vec<String>>().join(", ")
        };
        let rows = [
            ("- only in a", counted(|a, b| a && !b)),
            ("+ only in b", counted(|a, b| !a && b)),
            ("~ changed", counted(|a, b| a && b)),
        ];
        for (label, counts) in rows.into_iter().filter(|(_, counts)| !counts.is_empty()) {
            writeln!(self.out, "{label}: {counts}")?;
        }
        Ok(())
    }

    fn line(&mut self, style: Style, text: &str) -> io::Result<()> {
        self.paint(style, text)?;
        writeln!(self.out)
    }

    fn paint(&mut self, style: Style, text: &str) -> io::Result<()> {
        match self.look.colour {
            true => write!(self.out, "{style}{text}{style:#}"),
            false => write!(self.out, "{text}"),
        }
    }
}

/// A number with the noun for what it counts.
pub(super) fn counted(kind: Kind, count: usize) -> String {
    match (kind, count) {
        (Kind::Wording, 1) => "1 sentence with other words".to_owned(),
        (Kind::Wording, _) => format!("{count} sentences with other words"),
        (_, 1) => format!("1 {}", kind.noun()),
        _ => format!("{count} {}", kind.name()),
    }
}

/// The line of a place in its file.
pub(super) fn line_of(side: &Compared<'_>, offset: u32) -> u64 {
    place::in_file(side.doc, offset).0
}
