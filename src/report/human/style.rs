use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use codespan_reporting::diagnostic::{LabelStyle, Severity as Level};
use codespan_reporting::term::WriteStyle;

use crate::finding::Severity;

/// Line numbers, borders and whatever else only holds the report together.
pub(super) const FRAME: Style = AnsiColor::Cyan.on_default();
/// What a reader looks for first.
pub(super) const STRONG: Style = Style::new().bold();
/// What can be read past.
pub(super) const FAINT: Style = Style::new().dimmed();

/// The style of a severity's name and of the primary place.
pub(super) fn of(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default(),
        Severity::Warning => AnsiColor::Yellow.on_default(),
        Severity::Info => AnsiColor::Green.on_default(),
    }
}

/// How codespan-reporting calls a severity; it is used for the colour of carets alone.
pub(super) fn level(severity: Severity) -> Level {
    match severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Info => Level::Note,
    }
}

/// A writer that colours only if asked to.
pub(super) struct Painter<'w> {
    pub(super) out: &'w mut dyn Write,
    pub(super) colour: bool,
}

impl Painter<'_> {
    /// Writes `text` in a style.
    pub(super) fn paint(&mut self, style: Style, text: impl std::fmt::Display) -> io::Result<()> {
        if self.colour { write!(self.out, "{style}{text}{style:#}") } else { write!(self.out, "{text}") }
    }

    fn set(&mut self, style: Style) -> io::Result<()> {
        if self.colour { write!(self.out, "{style}") } else { Ok(()) }
    }
}

impl Write for Painter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl WriteStyle for Painter<'_> {
    fn set_header(&mut self, level: Level) -> io::Result<()> {
        self.set_label(level, LabelStyle::Primary)
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        self.set(STRONG)
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.set(FRAME)
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.set(FRAME)
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.set(FRAME)
    }

    fn set_label(&mut self, label: Level, style: LabelStyle) -> io::Result<()> {
        self.set(match (style, label) {
            (LabelStyle::Secondary, _) => FRAME,
            (LabelStyle::Primary, Level::Error | Level::Bug) => of(Severity::Error),
            (LabelStyle::Primary, Level::Warning) => of(Severity::Warning),
            (LabelStyle::Primary, Level::Note | Level::Help) => of(Severity::Info),
        })
    }

    fn reset(&mut self) -> io::Result<()> {
        if self.colour { write!(self.out, "{}", anstyle::Reset) } else { Ok(()) }
    }
}
