//! Text whose bytes were read in another encoding than it was written in, and the way back.
//!
//! For UTF-8, the proof is the inverse: a run is damaged if writing it in the wrong encoding gives valid UTF-8, and if
//! what comes out is more plausible in its place than what stands there.

mod legacy;
mod plausible;
mod reading;
mod scan;
mod streak;
mod suspect;

use std::cmp::Reverse;

use crate::profile::Encodings;
use crate::source::Span;
use crate::value::kinds::BlockKinds;
use plausible::Weight;
use scan::Run;

/// How often text can have been read wrongly, one time on top of the other.
const MAX_LAYERS: usize = 3;

/// How many signs of damage left around a repair make it hopeless.
const MIN_DEBRIS: usize = 2;

/// A damaged run and its repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage<'e> {
    /// The damaged run, in bytes of the text.
    pub span: Span,
    /// What was written there; a byte that is lost for good leaves U+FFFD.
    pub repaired: String,
    /// The encoding that the text was written in: `UTF-8`, or another one.
    pub written: &'e str,
    /// The encodings that it was wrongly read in, the latest mistake first.
    pub chain: Vec<&'e str>,
    /// Whether only one repair fits and the damage is unmistakable.
    pub certain: bool,
}

/// Finds the damaged runs of a text, in its order. Linear in the text's length.
pub fn find_damage<'e>(text: &str, encodings: &'e Encodings) -> Vec<Damage<'e>> {
    find_damage_among(text, &BlockKinds::of(text), encodings)
}

/// The same, where the kinds of characters in the text are known.
pub(crate) fn find_damage_among<'e>(
    text: &str,
    blocks: &BlockKinds,
    encodings: &'e Encodings,
) -> Vec<Damage<'e>> {
    let mut damages = find_utf8(text, blocks, encodings);
    let legacy = legacy::find_legacy(text, blocks, encodings);
    if legacy.is_empty() {
        return damages;
    }
    // Where one is certain, UTF-8 that lies within it is chance; else UTF-8 proves more.
    let mut free: Vec<Damage<'e>> = Vec::with_capacity(legacy.len());
    let mut rest = std::mem::take(&mut damages).into_iter().peekable();
    for damage in legacy {
        while let Some(before) = rest.next_if(|known| known.span.end <= damage.span.start) {
            damages.push(before);
        }
        if damage.certain {
            while rest.next_if(|known| damage.span.contains(known.span)).is_some() {}
        }
        if rest.peek().is_none_or(|known| damage.span.end <= known.span.start) {
            free.push(damage);
        }
    }
    damages.extend(rest);
    damages.extend(free);
    damages.sort_by_key(|damage| damage.span.start);
    damages
}

/// Finds UTF-8 that was read in another encoding.
fn find_utf8<'e>(text: &str, blocks: &BlockKinds, encodings: &'e Encodings) -> Vec<Damage<'e>> {
    if !suspect::may_be_damaged(text, blocks, encodings) {
        return Vec::new();
    }
    let mut winners: Vec<(Run, bool)> = Vec::new();
    for run in proven_runs(text, encodings) {
        match winners.last_mut().filter(|(winner, _)| run.start < winner.end) {
            Some((winner, unrivalled)) => {
                let covers = run.start == winner.start && run.end >= winner.end;
                *unrivalled &= !covers || run.repaired == winner.repaired;
            }
            None => winners.push((run, true)),
        }
    }
    let damages = winners
        .into_iter()
        .map(|(run, unrivalled)| {
            let mut damage = Damage {
                span: Span::of(run.start..run.end),
                certain: run.is_unmistakable(),
                written: "UTF-8",
                chain: vec![run.name(encodings)],
                repaired: run.repaired,
            };
            undo_further_layers(text, &mut damage, encodings);
            damage.certain &= unrivalled && !damage.repaired.contains(char::REPLACEMENT_CHARACTER);
            // A first byte that is left over beside it shows that more was lost.
            let before = text[..damage.span.start as usize].chars().next_back();
            damage.certain &=
                before.is_none_or(|c| c.is_ascii() || encodings.roles(c).lead == 0 && !c.is_control());
            damage
        })
        .collect();
    drop_hopeless(text, damages, encodings)
}

/// Leaves out what lies in garble that stays garble: there, a sequence that fits is chance, or no help.
fn drop_hopeless<'e>(text: &str, damages: Vec<Damage<'e>>, encodings: &Encodings) -> Vec<Damage<'e>> {
    let mut kept = Vec::with_capacity(damages.len());
    let mut rest = damages.into_iter().peekable();
    while let Some(first) = rest.next() {
        let mut group = vec![first];
        let start = start_of_non_ascii(&text[..group[0].span.start as usize]);
        let mut debris = debris(&text[start..group[0].span.start as usize], encodings);
        // The next ASCII character, looked for again only once it is passed.
        let mut end = None;
        loop {
            let at = group[group.len() - 1].span.end as usize;
            let next_ascii = || at + text[at..].find(|c: char| c.is_ascii()).unwrap_or(text.len() - at);
            let end = *end.insert(end.filter(|&end| end >= at).unwrap_or_else(next_ascii));
            let next = rest.next_if(|next| next.span.start as usize <= end);
            debris += self::debris(
                &text[at..next.as_ref().map_or(end, |next| next.span.start as usize)],
                encodings,
            );
            match next {
                Some(next) => group.push(next),
                None => break,
            }
        }
        if debris < MIN_DEBRIS {
            kept.extend(group);
        }
    }
    kept
}

fn start_of_non_ascii(text: &str) -> usize {
    text.rfind(|c: char| c.is_ascii()).map_or(0, |at| at + 1)
}

/// The number of signs that only damage leaves inside of a word.
fn debris(text: &str, encodings: &Encodings) -> usize {
    let is_debris = |c: &char| encodings.roles(*c).continuation != 0 && !plausible::can_stand_in_text(*c);
    text.chars().filter(is_debris).count()
}

/// The runs that are plausible, by their start; of those with the same start, the better one first.
fn proven_runs(text: &str, encodings: &Encodings) -> Vec<Run> {
    let mut runs = scan::runs(text, encodings);
    let mut families: Vec<(usize, plausible::Family)> = Vec::new();
    let mut widths = vec![0; encodings.list().len()];
    for run in runs.iter().filter(|run| run.weight == Weight::Strong) {
        widths[run.encoding] += run.width;
        if !families.contains(&(run.encoding, run.family)) {
            families.push((run.encoding, run.family));
        }
    }
    if families.is_empty() || is_lone_pair_in_sound_line(text, &runs) {
        return Vec::new();
    }
    runs.retain(|run| {
        run.weight == Weight::Strong
            || run.weight == Weight::Weak && families.contains(&(run.encoding, run.family))
    });
    // Runs of different encodings that overlap are rivals: the one whose encoding did more damage wins.
    runs.sort_by_key(|run| (run.start, Reverse((widths[run.encoding], run.end)), run.encoding));
    runs
}

/// Whether all that speaks for damage is one pair of characters in a line whose other letters are sound: damage hits
/// a text as a whole, so that a pair alone proves too little there.
fn is_lone_pair_in_sound_line(text: &str, runs: &[Run]) -> bool {
    let Some(first) = runs.iter().find(|run| run.weight == Weight::Strong) else { return false };
    let others = |run: &&Run| {
        run.start != first.start && (run.weight == Weight::Strong || run.encoding == first.encoding)
    };
    if !first.is_pair() || runs.iter().any(|run| others(&run)) {
        return false;
    }
    let line_start = text[..first.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[first.end..].find('\n').map_or(text.len(), |at| first.end + at);
    !text[line_start..first.start].is_ascii() || !text[first.end..line_end].is_ascii()
}

/// Repairs a repair that is itself damaged.
fn undo_further_layers<'e>(text: &str, damage: &mut Damage<'e>, encodings: &'e Encodings) {
    let before = text[..damage.span.start as usize].chars().next_back();
    let after = text[damage.span.end as usize..].chars().next();
    while damage.chain.len() < MAX_LAYERS {
        let inner: String = before.into_iter().chain(damage.repaired.chars()).chain(after).collect();
        let skipped = before.map_or(0, char::len_utf8);
        let end = inner.len() - after.map_or(0, char::len_utf8);
        let mut repaired = String::new();
        let mut at = skipped;
        let mut name = None;
        for run in proven_runs(&inner, encodings) {
            if run.start >= at && run.end <= end {
                repaired.push_str(&inner[at..run.start]);
                repaired.push_str(&run.repaired);
                at = run.end;
                name = name.or(Some(run.name(encodings)));
            }
        }
        let Some(name) = name else { return };
        repaired.push_str(&inner[at..end]);
        damage.repaired = repaired;
        damage.chain.push(name);
        damage.certain = true;
    }
}

#[cfg(test)]
mod tests;
