//! What is to be said of a character that shows nothing, by what stands beside it.

mod name;
mod place;

pub(super) use name::name;
pub(super) use place::Place;

use icu_properties::props::Script;

use crate::finding::Severity;
use crate::fix::Safety;
use crate::value::character::{is_left_to_right, is_of, is_variation_selector, may_vary};

/// What a character does to the markup beside it.
#[derive(PartialEq)]
enum Deed {
    /// It keeps a sign from standing at the start of its line.
    HidesMarkup,
    Nothing,
}

/// What is to be said of a character, and what is written in its place.
pub(super) struct Verdict {
    pub(super) severity: Severity,
    pub(super) why: &'static str,
    pub(super) instead: Option<&'static str>,
    pub(super) safety: Safety,
}

impl Verdict {
    fn useless(why: &'static str) -> Option<Self> {
        Some(Verdict { severity: Severity::Warning, why, instead: Some(""), safety: Safety::Safe })
    }

    fn misplaced(why: &'static str, instead: &'static str) -> Option<Self> {
        Some(Verdict { severity: Severity::Warning, why, instead: Some(instead), safety: Safety::Suggested })
    }

    fn doubtful(why: &'static str) -> Option<Self> {
        Some(Verdict { severity: Severity::Info, why, instead: Some(""), safety: Safety::Suggested })
    }

    fn unknown(why: &'static str) -> Option<Self> {
        Some(Verdict { severity: Severity::Info, why, instead: None, safety: Safety::Manual })
    }
}

/// What is wrong with a character in its place; none where it may be needed.
pub(super) fn verdict(sign: char, place: &Place) -> Option<Verdict> {
    let verdict = judged(sign, place)?;
    let hides = verdict.safety == Safety::Safe && place.deed() == Deed::HidesMarkup;
    Some(if hides {
        Verdict { why: "keeps the markup behind it from being read", ..verdict }
    } else {
        verdict
    })
}

fn judged(sign: char, place: &Place) -> Option<Verdict> {
    const NO_PLACE: &str = "has no place in text";
    // `UtfNormal\Validator::cleanUp`, through which MediaWiki reads what is to be saved.
    const REPLACED: &str = "has no place in text: MediaWiki saves `\u{FFFD}` instead";
    match sign {
        '\u{FEFF}' => Verdict::useless("is a mark of the start of a file"),
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{61C}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{34F}' => needed_by_some(sign, place),
        '\u{206A}'..='\u{206F}' => Verdict::useless("is deprecated by Unicode"),
        '\u{2028}' | '\u{2029}' => Verdict::misplaced(NO_PLACE, " "),
        '\u{2061}'..='\u{2064}' => Verdict::doubtful("means something in formulas only"),
        '\u{FFFC}' => Verdict::misplaced(NO_PLACE, ""),
        '\u{FFF9}'..='\u{FFFB}' => Verdict::misplaced("is for programs that set annotations", ""),
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' if !place.is_beside(Script::Hangul) => {
            Verdict::misplaced("is a letter that shows nothing", "")
        }
        '\u{17B4}' | '\u{17B5}' => Verdict::doubtful("shows nothing, and Unicode advises against it"),
        '\u{180E}' if !place.is_beside(Script::Mongolian) => {
            Verdict::useless("does nothing beside letters that are not Mongolian")
        }
        '\u{2800}' if !place.is_beside(Script::Braille) => {
            Verdict::misplaced("looks like a space and is none", " ")
        }
        _ if is_variation_selector(sign) => varies(sign, place),
        '\u{80}'..='\u{9F}' => {
            // Beside other characters it is a byte of text that was read in a wrong encoding.
            let is_alone = [place.before, place.after].into_iter().flatten().all(|sign| sign.is_ascii());
            is_alone.then(|| Verdict {
                severity: Severity::Warning,
                why: NO_PLACE,
                instead: windows_1252(sign),
                safety: Safety::Suggested,
            })
        }
        '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => Verdict::misplaced(REPLACED, ""),
        '\u{7F}' => Verdict::misplaced(NO_PLACE, ""),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}' => {
            Verdict::unknown("means something in one font only")
        }
        '\u{1D173}'..='\u{1D17A}' => Verdict::doubtful("does nothing outside of written music"),
        '\u{FDD0}'..='\u{FDEF}' | '\u{FFF0}'..='\u{FFF8}' => {
            Verdict::misplaced("is nothing that a text can hold", "")
        }
        _ if u32::from(sign) & 0xFFFE == 0xFFFE => Verdict::misplaced("is nothing that a text can hold", ""),
        _ => None,
    }
}

/// What joins, separates or directs what is beside it.
fn needed_by_some(sign: char, place: &Place) -> Option<Verdict> {
    const DIVIDES: &str = "divides a word for searches";
    const FROM_LEFT: &str = "does nothing in a line that runs from left to right";
    match sign {
        '\u{AD}' | '\u{200B}' | '\u{2060}' if place.is_beside_space() => {
            Verdict::useless("does nothing beside a space")
        }
        '\u{200B}' if place.is_within_word() && !place.is_beside_complex_script() => {
            Verdict::doubtful(DIVIDES)
        }
        '\u{AD}' => Verdict::doubtful(DIVIDES),
        '\u{200E}' | '\u{202A}' | '\u{202C}' | '\u{202D}' | '\u{2066}' | '\u{2068}' | '\u{2069}'
            if !place.may_run_right_to_left =>
        {
            Verdict::useless(FROM_LEFT)
        }
        '\u{200F}' | '\u{61C}' if !place.may_run_right_to_left => {
            Verdict::doubtful("stands in a line that runs from left to right")
        }
        '\u{200F}' | '\u{61C}' if place.is_within_right_to_left() => {
            Verdict::useless("does nothing between letters that run from right to left")
        }
        '\u{200E}' if place.is_within(is_left_to_right) => {
            Verdict::useless("does nothing between letters that run from left to right")
        }
        '\u{200C}' if place.is_outside_arabic_word() => Verdict::useless("joins or separates no letters"),
        '\u{200C}' | '\u{200D}' if !place.is_beside_complex_script() => match place.is_beside_space() {
            true => Verdict::useless("joins or separates no letters"),
            false if place.is_within_word() => Verdict::doubtful(DIVIDES),
            false => None,
        },
        '\u{34F}' if place.is_beside_space() => Verdict::useless("joins nothing beside a space"),
        '\u{34F}' if place.is_within(is_left_to_right) => Verdict::doubtful(DIVIDES),
        _ => None,
    }
}

/// What a variation selector does behind a character that has no variant. Several in a row are not chosen for their looks.
fn varies(sign: char, place: &Place) -> Option<Verdict> {
    let is_mongolian = matches!(sign, '\u{180B}'..='\u{180F}');
    let has_variants = match is_mongolian {
        true => is_of(place.before, Script::Mongolian),
        false => {
            [place.before, place.after].into_iter().flatten().any(is_variation_selector)
                || may_vary(place.before)
        }
    };
    (!has_variants).then(|| Verdict::useless("chooses a variant of a character that has none"))?
}

/// The punctuation that the byte of a control character is in Windows-1252 (WHATWG Encoding Standard, index
/// windows-1252), the encoding that such text comes from.
pub(super) fn windows_1252(sign: char) -> Option<&'static str> {
    Some(match sign {
        '\u{80}' => "€",
        '\u{85}' => "…",
        '\u{91}' => "‘",
        '\u{92}' => "’",
        '\u{93}' => "“",
        '\u{94}' => "”",
        '\u{95}' => "•",
        '\u{96}' => "–",
        '\u{97}' => "—",
        '\u{99}' => "™",
        _ => return None,
    })
}
