use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read, Write};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{Problem, Splice};

/// How many unchanged lines stand around a change.
const CONTEXT: usize = 3;

/// Changed places of more lines than this are shown as a whole, so that the time stays linear.
const MAX_COMPARED: usize = 1000;

/// Writes a unified diff of a file, which is at its start, and what splices make of it; nothing if there are none.
/// `git apply` and `patch -p1` read it. `name` is the file's path.
pub fn patch(name: &str, old: impl Read, splices: &[Splice], out: &mut impl Write) -> Result<(), Problem> {
    let mut patch = Patch {
        name,
        old: BufReader::with_capacity(64 * 1024, old),
        at: 0,
        place: None,
        before: VecDeque::new(),
        hunk: None,
        passed: (0, 0),
        has_header: false,
        out,
    };
    splices.iter().try_for_each(|splice| patch.splice(splice))?;
    patch.finish()
}

/// A diff on its way: the old file is read once, and only the lines around splices are kept.
struct Patch<'a, R, W> {
    name: &'a str,
    old: BufReader<R>,
    /// Where `old` stands.
    at: u64,
    /// The lines that splices touch and that are not compared yet.
    place: Option<Place>,
    /// The unchanged lines before what comes next.
    before: VecDeque<Vec<u8>>,
    hunk: Option<Hunk>,
    /// Lines of the old and the new file that went by.
    passed: (u64, u64),
    has_header: bool,
    out: &'a mut W,
}

/// Whole lines of the old file, and their new text as far as it is known.
struct Place {
    /// Where they end in the old file.
    end: u64,
    old: Vec<Vec<u8>>,
    /// Where the lines start in the old file.
    start: u64,
    /// What the splices make of the lines, as far as they are taken.
    new: Vec<u8>,
    /// How many bytes of the old lines are taken.
    taken: usize,
    /// The old lines in one.
    text: Vec<u8>,
}

struct Hunk {
    /// The first line, from 1, in the old and the new file.
    start: (u64, u64),
    count: (u64, u64),
    body: Vec<u8>,
    /// Where the unchanged lines at its end start in the body.
    unchanged: Vec<usize>,
}

impl<R: Read, W: Write> Patch<'_, R, W> {
    fn splice(&mut self, splice: &Splice) -> Result<(), Problem> {
        let mut place = match self.place.take() {
            Some(place) if splice.at.offset < place.end => place,
            earlier => {
                earlier.map_or(Ok(()), |place| self.close(place))?;
                self.place_at(splice.at.offset)?
            }
        };
        // With the line that follows a line end that is replaced: it may be joined to the line before.
        self.extend(&mut place, splice.end())?;
        place.splice(splice)?;
        self.place = Some(place);
        Ok(())
    }

    fn finish(mut self) -> Result<(), Problem> {
        if let Some(place) = self.place.take() {
            self.close(place)?;
        }
        while self.hunk.as_ref().is_some_and(|hunk| hunk.unchanged.len() < CONTEXT) {
            let Some(line) = self.line()? else { break };
            self.unchanged(line)?;
        }
        self.end_hunk()?;
        self.out.flush().map_err(Problem::Write)
    }

    /// The next line of the old file, with its end; none at the end of the file.
    fn line(&mut self) -> Result<Option<Vec<u8>>, Problem> {
        let mut line = Vec::new();
        self.old.read_until(b'\n', &mut line).map_err(Problem::Read)?;
        self.at += line.len() as u64;
        Ok(Some(line).filter(|line| !line.is_empty()))
    }

    /// Reads lines into the place until it holds the byte at `offset`.
    fn extend(&mut self, place: &mut Place, offset: u64) -> Result<(), Problem> {
        while place.end <= offset {
            let Some(line) = self.line()? else { break };
            place.end += line.len() as u64;
            place.text.extend_from_slice(&line);
            place.old.push(line);
        }
        Ok(())
    }

    /// The place of the lines that hold the byte at `offset`; the lines before it are passed over.
    fn place_at(&mut self, offset: u64) -> Result<Place, Problem> {
        loop {
            let start = self.at;
            let line = self.line()?;
            if self.at <= offset
                && let Some(line) = line
            {
                self.unchanged(line)?;
                continue;
            }
            let old: Vec<Vec<u8>> = line.into_iter().collect();
            let text = old.concat();
            return Ok(Place { start, end: self.at, old, text, taken: 0, new: Vec::new() });
        }
    }

    /// Compares the lines of the place and puts them into hunks.
    fn close(&mut self, place: Place) -> Result<(), Problem> {
        let Place { old, text, taken, mut new, .. } = place;
        new.extend_from_slice(&text[taken..]);
        let new: Vec<&[u8]> = new.split_inclusive(|&byte| byte == b'\n').collect();
        let old: Vec<&[u8]> = old.iter().map(Vec::as_slice).collect();
        let ops = match old.len().max(new.len()) {
            0..=MAX_COMPARED => capture_diff_slices(Algorithm::Myers, &old, &new),
            _ => vec![DiffOp::Replace { old_index: 0, old_len: old.len(), new_index: 0, new_len: new.len() }],
        };
        for op in ops {
            let (old, new) = (&old[op.old_range()], &new[op.new_range()]);
            if matches!(op, DiffOp::Equal { .. }) {
                old.iter().try_for_each(|line| self.unchanged(line.to_vec()))?;
            } else {
                old.iter().for_each(|line| self.changed(b'-', line));
                new.iter().for_each(|line| self.changed(b'+', line));
            }
        }
        Ok(())
    }

    fn unchanged(&mut self, line: Vec<u8>) -> Result<(), Problem> {
        self.passed.0 += 1;
        self.passed.1 += 1;
        if let Some(hunk) = &mut self.hunk {
            hunk.push(b' ', &line);
            // What comes next is nearer than twice the context, or begins a hunk of its own.
            if hunk.unchanged.len() > 2 * CONTEXT {
                self.end_hunk()?;
            }
        }
        self.before.push_back(line);
        if self.before.len() > CONTEXT {
            self.before.pop_front();
        }
        Ok(())
    }

    fn changed(&mut self, sign: u8, line: &[u8]) {
        let (before, passed) = (&mut self.before, self.passed);
        let hunk = self.hunk.get_or_insert_with(|| {
            let lines = before.len() as u64;
            let start = (passed.0 - lines + 1, passed.1 - lines + 1);
            let mut hunk = Hunk { start, count: (0, 0), body: Vec::new(), unchanged: Vec::new() };
            before.iter().for_each(|line| hunk.push(b' ', line));
            hunk
        });
        before.clear();
        hunk.push(sign, line);
        match sign {
            b'-' => self.passed.0 += 1,
            _ => self.passed.1 += 1,
        }
    }

    fn end_hunk(&mut self) -> Result<(), Problem> {
        let Some(hunk) = self.hunk.take() else { return Ok(()) };
        let write = || -> io::Result<()> {
            if !self.has_header {
                header(self.name, self.out)?;
            }
            hunk.write(self.out)
        };
        write().map_err(Problem::Write)?;
        self.has_header = true;
        Ok(())
    }
}

impl Place {
    fn splice(&mut self, splice: &Splice) -> Result<(), Problem> {
        let from = splice.at.offset.checked_sub(self.start).and_then(|from| usize::try_from(from).ok());
        let kept = from.and_then(|from| self.text.get(self.taken..from)).ok_or(Problem::Changed)?;
        let end = self.taken + kept.len() + splice.old.len();
        self.new.extend_from_slice(kept);
        if self.text.get(end - splice.old.len()..end) != Some(splice.old.as_bytes()) {
            return Err(Problem::Changed);
        }
        self.new.extend_from_slice(splice.new.as_bytes());
        self.taken = end;
        Ok(())
    }
}

impl Hunk {
    fn push(&mut self, sign: u8, line: &[u8]) {
        match sign {
            b' ' => self.unchanged.push(self.body.len()),
            _ => self.unchanged.clear(),
        }
        self.body.push(sign);
        self.body.extend_from_slice(line);
        if !line.ends_with(b"\n") {
            self.body.extend_from_slice(b"\n\\ No newline at end of file\n");
        }
        self.count.0 += u64::from(sign != b'+');
        self.count.1 += u64::from(sign != b'-');
    }

    /// Writes the hunk without the unchanged lines at its end that are too many.
    fn write(mut self, out: &mut impl Write) -> io::Result<()> {
        if let Some(&end) = self.unchanged.get(CONTEXT) {
            let surplus = (self.unchanged.len() - CONTEXT) as u64;
            self.body.truncate(end);
            self.count = (self.count.0 - surplus, self.count.1 - surplus);
        }
        // Where a hunk has no line of a file, the number is that of the line before.
        let start = |start: u64, count: u64| if count == 0 { start - 1 } else { start };
        let (old, new) = (start(self.start.0, self.count.0), start(self.start.1, self.count.1));
        writeln!(out, "@@ -{old},{} +{new},{} @@", self.count.0, self.count.1)?;
        out.write_all(&self.body)
    }
}

/// The two lines that name the file, as Git writes them.
fn header(name: &str, out: &mut impl Write) -> io::Result<()> {
    let name = name.strip_prefix("./").unwrap_or(name).trim_start_matches('/');
    writeln!(out, "--- {}", quoted("a/", name))?;
    writeln!(out, "+++ {}", quoted("b/", name))
}

/// A name in quotes if it holds what would end it, and with a tab after it if it holds a space.
fn quoted(prefix: &str, name: &str) -> String {
    let needs_quotes = |character: char| character.is_control() || matches!(character, '"' | '\\');
    if !name.contains(needs_quotes) {
        let end = if name.contains(' ') { "\t" } else { "" };
        return format!("{prefix}{name}{end}");
    }
    let mut quoted = format!("\"{prefix}");
    for character in name.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            control if control.is_control() => {
                let mut bytes = [0; 4];
                for byte in control.encode_utf8(&mut bytes).bytes() {
                    quoted.push_str(&format!("\\{byte:03o}"));
                }
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
