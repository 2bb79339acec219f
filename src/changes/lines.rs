use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::source::{Document, Span};

/// Texts that differ in more lines than this, from the first to the last, are not compared further: all of these
/// lines count as changed, so that the time stays linear. `similar` bounds its search: the worst input that was tried
/// took 7 µs a line.
const MAX_COMPARED: usize = 100_000;

/// A block of lines that stands elsewhere now counts as moved if one of its lines has as many letters and digits:
/// shorter ones, such as those between the rows of a table, are equal by chance.
const MOVED: usize = 20;

/// Which lines of a text are as they were in an earlier version of it, and where those were.
///
/// Lines are counted from 0 and compared without what ends them, so that a file with CR LF is not another one.
#[derive(Debug)]
pub struct Lines {
    /// The line of the old text that each line of the new one is.
    origins: Vec<Option<usize>>,
    /// How many lines before each line are changed, and in all.
    changed: Vec<usize>,
    /// The lines of the new text before which something else stood, or nothing else, in ascending order.
    seams: Vec<Seam>,
}

/// A place between two lines that did not follow each other.
#[derive(Debug)]
struct Seam {
    /// The line after it; the number of all lines at the end of the text.
    line: usize,
    /// Whether lines were there that are nowhere now.
    is_loss: bool,
}

impl Lines {
    /// Compares two versions of a text.
    pub fn between(old: &str, new: &str) -> Self {
        let (old_lines, new_lines) = number(old, new);
        let mut origins = vec![None; new_lines.len()];
        let mut is_lost = vec![true; old_lines.len()];
        let mut deletions = Vec::new();
        for op in compare(&old_lines, &new_lines) {
            match op {
                DiffOp::Equal { old_index, new_index, len } => {
                    for at in 0..len {
                        origins[new_index + at] = Some(old_index + at);
                        is_lost[old_index + at] = false;
                    }
                }
                DiffOp::Delete { old_index, old_len, new_index } => {
                    deletions.push((new_index, old_index..old_index + old_len));
                }
                DiffOp::Insert { .. } | DiffOp::Replace { .. } => {}
            }
        }
        follow_moves(&old_lines, &new_lines, weights(new), &mut origins, &mut is_lost);
        let seams = seams(deletions, &origins, &is_lost);
        let mut changed = vec![0];
        changed.extend(origins.iter().scan(0, |count, origin| {
            *count += usize::from(origin.is_none());
            Some(*count)
        }));
        Lines { origins, changed, seams }
    }

    /// Whether a span of the new text, which is `doc`'s, touches a changed line, covers a place where lines were taken
    /// away or put in, or ends or begins where lines were taken away.
    pub fn touches(&self, doc: &Document, span: Span) -> bool {
        let lines = doc.lines();
        let first = lines.line_of(span.start);
        let last = lines.line_of(if span.is_empty() { span.start } else { span.end - 1 });
        if self.changed_before(last + 1) > self.changed_before(first) {
            return true;
        }
        let from = self.seams.partition_point(|seam| seam.line < first);
        self.seams[from..].iter().take_while(|seam| seam.line <= last + 1).any(|seam| {
            let covers = first < seam.line && seam.line <= last;
            covers || seam.is_loss && borders(doc, span, seam.line)
        })
    }

    /// The line of the old text that a line of the new one is; none if it is changed.
    pub fn origin(&self, line: usize) -> Option<usize> {
        self.origins.get(line).copied().flatten()
    }

    fn changed_before(&self, line: usize) -> usize {
        self.changed.get(line).or(self.changed.last()).copied().unwrap_or(0)
    }
}

/// Whether a span begins with a line, or ends with the one before it.
fn borders(doc: &Document, span: Span, line: usize) -> bool {
    let text = doc.text();
    let start = doc.lines().start_of(line).unwrap_or(text.len() as u32);
    let before = text.get(..start as usize).unwrap_or_default();
    span.start == start || span.end == start || span.end == content(before).len() as u32
}

/// The numbers of the lines of two texts; equal lines have equal numbers.
fn number(old: &str, new: &str) -> (Vec<usize>, Vec<usize>) {
    let mut numbers = HashMap::new();
    let mut number = |text| {
        let lines = lines(text);
        lines
            .map(|line| {
                let next = numbers.len();
                *numbers.entry(line).or_insert(next)
            })
            .collect()
    };
    (number(old), number(new))
}

/// The lines of a text without what ends them. What follows the last line's end is a line only if there is something.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('\n').map(content)
}

/// A text without the line end that it ends with.
fn content(line: &str) -> &str {
    line.strip_suffix('\n').map_or(line, |line| line.strip_suffix('\r').unwrap_or(line))
}

/// Whether each line of a text has enough letters and digits to be known by them.
fn weights(text: &str) -> Vec<bool> {
    let is_known = |line: &str| line.chars().filter(|character| character.is_alphanumeric()).nth(MOVED - 1);
    lines(text).map(|line| is_known(line).is_some()).collect()
}

/// What makes the new lines of the old ones.
fn compare(old: &[usize], new: &[usize]) -> Vec<DiffOp> {
    let head = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let tail =
        old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(old, new)| old == new).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    if (old_end - head).max(new_end - head) <= MAX_COMPARED {
        return capture_diff_slices(Algorithm::Myers, old, new);
    }
    vec![
        DiffOp::Equal { old_index: 0, new_index: 0, len: head },
        DiffOp::Replace {
            old_index: head,
            old_len: old_end - head,
            new_index: head,
            new_len: new_end - head,
        },
        DiffOp::Equal { old_index: old_end, new_index: new_end, len: tail },
    ]
}

/// The places between lines that did not follow each other, by the lines of the old text that are gone from places of the
/// new one.
fn seams(deletions: Vec<(usize, Range<usize>)>, origins: &[Option<usize>], is_lost: &[bool]) -> Vec<Seam> {
    let gaps = deletions
        .into_iter()
        .map(|(line, lines)| Seam { line, is_loss: is_lost[lines].iter().any(|&is_lost| is_lost) });
    let joints = origins.windows(2).zip(1..).filter_map(|(pair, line)| match pair {
        [Some(before), Some(after)] if before + 1 != *after => Some(Seam { line, is_loss: false }),
        _ => None,
    });
    let mut seams: Vec<Seam> = gaps.chain(joints).collect();
    // Of two at one place the one that says more comes first.
    seams.sort_by_key(|seam| (seam.line, !seam.is_loss));
    seams.dedup_by_key(|seam| seam.line);
    seams
}

/// Finds blocks of lines that are gone in one place and stand in another one, as MediaWiki's own comparison does.
fn follow_moves(
    old: &[usize],
    new: &[usize],
    is_known: Vec<bool>,
    origins: &mut [Option<usize>],
    is_lost: &mut [bool],
) {
    let mut lost: HashMap<usize, VecDeque<usize>> = HashMap::new();
    for (line, &number) in old.iter().enumerate().filter(|&(line, _)| is_lost[line]) {
        lost.entry(number).or_default().push_back(line);
    }
    for line in 0..new.len() {
        if origins[line].is_some() || !is_known[line] {
            continue;
        }
        let Some(candidates) = lost.get_mut(&new[line]) else { continue };
        while candidates.front().is_some_and(|&origin| !is_lost[origin]) {
            candidates.pop_front();
        }
        let Some(&origin) = candidates.front() else { continue };
        let mut is_same = |line: usize, origin: usize| {
            let is_same = origins.get(line) == Some(&None)
                && is_lost.get(origin) == Some(&true)
                && new[line] == old[origin];
            if is_same {
                origins[line] = Some(origin);
                is_lost[origin] = false;
            }
            is_same
        };
        let _after = (0..).take_while(|at| is_same(line + at, origin + at)).count();
        let _before = (1..=line.min(origin)).take_while(|at| is_same(line - at, origin - at)).count();
    }
}
