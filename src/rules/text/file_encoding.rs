//! `rules/text/file-encoding.md`

use memchr::memchr2_iter;

use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Severity};
use crate::fix::{Edit, Fix, Safety};
use crate::source::{InputKind, Span};

/// Finds byte order marks, and lines that end in another way than the others.
pub struct FileEncoding;

impl Rule for FileEncoding {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        if cx.doc.origin.input != InputKind::Dump {
            let finding = match (cx.doc.origin.transcoded, cx.doc.origin.mark) {
                (true, _) => Some(
                    first_byte("the file is UTF-16, which git takes for binary")
                        .help("save it as UTF-8 without a byte order mark"),
                ),
                (false, true) => Some(
                    first_byte("the file begins with a byte order mark")
                        .help("save it as UTF-8 without the mark: a program that keeps it puts it into the page")
                        .severity(Severity::Info),
                ),
                (false, false) => None,
            };
            if let Some(finding) = finding {
                cx.report(finding);
            }
        }
        if memchr::memchr(b'\r', text.as_bytes()).is_some() {
            LineEnds::read(text).report(cx);
        }
    }
}

fn first_byte(message: &str) -> Finding {
    Finding::new(Span::empty(0), message)
}

/// Where the lines of a text end, by how they end.
#[derive(Default)]
struct LineEnds {
    crlf: Vec<Span>,
    lf: Vec<Span>,
    cr: Vec<Span>,
}

impl LineEnds {
    fn read(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut ends = LineEnds::default();
        for at in memchr2_iter(b'\r', b'\n', bytes) {
            let follows_cr = at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'\r');
            match bytes.get(at) {
                Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => ends.crlf.push(Span::of(at..at + 2)),
                Some(b'\r') => ends.cr.push(Span::of(at..at + 1)),
                _ if follows_cr => {}
                _ => ends.lf.push(Span::of(at..at + 1)),
            }
        }
        ends
    }

    fn report(&self, cx: &mut Context<'_>) {
        let (most, most_name, fewest, name) = if self.crlf.len() > self.lf.len() {
            (&self.crlf, "CR LF", &self.lf, "LF alone")
        } else {
            (&self.lf, "LF", &self.crlf, "CR LF")
        };
        let end = if self.crlf.len() > self.lf.len() { "\r\n" } else { "\n" };
        if let Some(&first) = fewest.first() {
            let message =
                format!("{} in {name}, and {} in {most_name}", lines(fewest.len()), number(most.len()));
            let help = "let all lines end alike: the wiki keeps LF alone, and git shows lines as changed that are not";
            let fix = Fix::new(format!("end all lines in {most_name}"), replace(fewest, end), Safety::Safe);
            cx.report(Finding::new(first, message).help(help).fix(fix.cosmetic()));
        }
        if let Some(&first) = self.cr.first() {
            let message = format!(
                "{} in CR alone, which only a wiki takes for the end of a line",
                lines(self.cr.len())
            );
            let fix = Fix::new(format!("end them in {most_name}"), replace(&self.cr, end), Safety::Suggested);
            cx.report(Finding::new(first, message).help("let the lines end in LF").fix(fix));
        }
    }
}

fn lines(count: usize) -> String {
    if count == 1 { "1 line ends".to_owned() } else { format!("{count} lines end") }
}

fn number(count: usize) -> String {
    if count == 1 { "1 ends".to_owned() } else { format!("{count} end") }
}

fn replace(ends: &[Span], by: &str) -> Vec<Edit> {
    ends.iter().map(|&end| Edit::replace(end, by)).collect()
}
