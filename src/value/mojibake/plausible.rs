//! Is what would come out more plausible than what stands there?

use super::scan::Sequence;
use crate::profile::Encoding;

/// How much speaks for damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// What would come out is no text.
    None,
    /// Both readings are possible.
    Weak,
    /// What stands there is no text, and what would come out is.
    Strong,
}

/// What kind of text would come out. Damage of one kind makes further damage of that kind likely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// Latin letters, signs and punctuation.
    Western,
    /// Letters of another script, by its first code point.
    Script(u32),
}

/// The two characters before a place, and the one after it.
#[derive(Clone, Copy)]
pub(super) struct Context {
    before_that: Option<char>,
    before: Option<char>,
    after: Option<char>,
}

impl Context {
    pub(super) fn around(text: &str, start: usize, end: usize) -> Self {
        let mut back = text[..start].chars().rev();
        let before = back.next();
        Context { before_that: back.next(), before, after: text[end..].chars().next() }
    }

    fn touches_latin(self) -> bool {
        is_latin(self.before) || is_latin(self.after)
    }

    /// Whether Latin letters are all the letters at its two sides, and there are some.
    fn touches_only_latin(self) -> bool {
        let is_other = |c: Option<char>| c.is_some_and(char::is_alphabetic) && !is_latin(c);
        self.touches_latin() && !is_other(self.before) && !is_other(self.after)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Not expected in text.
    Odd,
    /// A sign of Latin-1, which takes two bytes.
    Sign,
    /// Punctuation and symbols that take three bytes or four.
    Symbol,
    Latin,
    /// A combining mark, such as a stroke through a digit.
    Combining,
    /// A letter of another script, by the script's first code point.
    Letter(u32),
}

/// Ranges of letters, each with the first code point of its script. East Asian scripts count as one.
const SCRIPTS: &[(u32, u32, u32)] = &[
    (0x0370, 0x03FF, 0x0370),
    (0x0400, 0x052F, 0x0400),
    (0x0531, 0x058A, 0x0530),
    (0x05D0, 0x05F4, 0x0590),
    (0x060C, 0x06FF, 0x0600),
    (0x0900, 0x097F, 0x0900),
    (0x0980, 0x09FF, 0x0980),
    (0x0A00, 0x0A7F, 0x0A00),
    (0x0A80, 0x0AFF, 0x0A80),
    (0x0B00, 0x0B7F, 0x0B00),
    (0x0B80, 0x0BFF, 0x0B80),
    (0x0C00, 0x0C7F, 0x0C00),
    (0x0C80, 0x0CFF, 0x0C80),
    (0x0D00, 0x0D7F, 0x0D00),
    (0x0D80, 0x0DFF, 0x0D80),
    (0x0E00, 0x0E7F, 0x0E00),
    (0x1000, 0x109F, 0x1000),
    (0x10A0, 0x10FF, 0x10A0),
    (0x3000, 0x30FF, 0x3000),
    (0x3400, 0x9FFF, 0x3000),
    (0xAC00, 0xD7A3, 0x3000),
    (0xFF00, 0xFFEF, 0x3000),
];

fn class(decoded: char) -> Class {
    match decoded as u32 {
        0xA0..=0xBF | 0xD7 | 0xF7 => Class::Sign,
        0xC0..=0x1B0 | 0x218..=0x21B | 0x1E00..=0x1EFF => Class::Latin,
        0x2010..=0x2027 | 0x202F..=0x205E | 0x20A0..=0x20BF | 0x2100..=0x214F | 0x2190..=0x22FF => {
            Class::Symbol
        }
        0x2300..=0x23FF | 0x2500..=0x27BF | 0xFB00..=0xFB06 | 0xFEFF | 0xFFFD | 0x1F000..=0x1FAFF => {
            Class::Symbol
        }
        0x0300..=0x036F => Class::Combining,
        point => SCRIPTS
            .iter()
            .find(|(first, last, _)| (*first..=*last).contains(&point))
            .map_or(Class::Odd, |&(_, _, script)| Class::Letter(script)),
    }
}

/// Whether a character is expected in text.
pub(super) fn is_text(decoded: char) -> bool {
    class(decoded) != Class::Odd
}

/// What speaks for damage at one sequence alone.
pub(super) fn weigh(text: &str, sequence: Sequence, encoding: &Encoding) -> Weight {
    let context = Context::around(text, sequence.start, sequence.end);
    let mut read = text[sequence.start..sequence.end].chars();
    let (Some(lead), next) = (read.next(), read.next()) else { return Weight::None };
    let next = next.unwrap_or(' ');
    if sequence.mutilated {
        return if sequence.decoded == char::REPLACEMENT_CHARACTER {
            weigh_lost(lead, next, sequence.width, context)
        } else {
            weigh_spaced(lead, sequence.decoded, context)
        };
    }
    let class = class(sequence.decoded);
    let source = &text[sequence.start..sequence.end];
    // Words of other scripts are full of letters that follow the pattern. Only pairs like `Рї`, many of them, prove,
    // and what is no word: a capital after a small letter, as in `вЂњ`, or a piece of another script in a Latin word.
    let is_word = !is_latin(Some(lead)) && source.chars().all(|c| c.is_alphabetic() && !is_latin(Some(c)));
    let is_pair = sequence.width == 2 && matches!(class, Class::Letter(_));
    let is_mixed =
        matches!(class, Class::Symbol | Class::Letter(_)) && lead.is_lowercase() && next.is_uppercase();
    let is_in_latin_word = class == Class::Latin && context.touches_only_latin();
    if is_word && !is_pair && !is_mixed && !is_in_latin_word {
        return Weight::None;
    }
    match class {
        // A character of the wrong encoding itself can be damaged once more.
        Class::Odd if encoding.byte(sequence.decoded).is_some() => Weight::Weak,
        Class::Odd => Weight::None,
        Class::Combining if context.before.is_some_and(|c| c.is_ascii_digit()) => Weight::Strong,
        // `Î±-helix`
        Class::Letter(0x370)
            if sequence.decoded.is_lowercase() && is_sign_after_capital(lead, next, context) =>
        {
            Weight::Strong
        }
        Class::Letter(_) | Class::Combining => Weight::Weak,
        // `в…»` ends a quotation.
        Class::Symbol if !is_latin(Some(lead)) && source.chars().skip(1).all(can_follow_a_word) => {
            Weight::Weak
        }
        Class::Symbol => Weight::Strong,
        Class::Sign => weigh_sign(lead, next, sequence.decoded, context),
        Class::Latin if sequence.width > 2 && context.touches_latin() => Weight::Strong,
        Class::Latin if sequence.width > 2 => Weight::Weak,
        Class::Latin => weigh_latin(lead, next, sequence.decoded, context),
    }
}

/// How many bytes of letters of one script prove that they are not there by chance.
const MIN_SCRIPT_WIDTH: usize = 6;

/// What speaks for damage at a whole run.
pub(super) fn weigh_run(context: Context, members: &[(Sequence, Weight)]) -> (Weight, Family) {
    let mut letters: Vec<(u32, usize, usize)> = Vec::new();
    for (sequence, _) in members {
        let proof = if sequence.mutilated || sequence.wordlike { 0 } else { sequence.width };
        if let Class::Letter(script) = class(sequence.decoded) {
            match letters.iter_mut().find(|(known, _, _)| *known == script) {
                Some((_, width, proofs)) => (*width, *proofs) = (*width + sequence.width, *proofs + proof),
                None => letters.push((script, sequence.width, proof)),
            }
        }
    }
    let (script, width, proof) = letters.into_iter().max_by_key(|&(_, width, _)| width).unwrap_or_default();
    let total: usize = members.iter().map(|(sequence, _)| sequence.width).sum();
    if width * 2 > total {
        let weight = match proof {
            _ if script == CYRILLIC && !is_plain_cyrillic(members) => Weight::None,
            _ if members.iter().any(|&(_, weight)| weight == Weight::Strong) => Weight::Strong,
            0 => Weight::None,
            1..MIN_SCRIPT_WIDTH => Weight::Weak,
            _ => Weight::Strong,
        };
        return (weight, Family::Script(script));
    }
    let strongest = members.iter().map(|&(_, weight)| weight).max().unwrap_or(Weight::None);
    let sound = |sequence: &Sequence| !sequence.mutilated && !sequence.wordlike;
    let chained = members
        .windows(2)
        .any(|pair| pair[0].0.end == pair[1].0.start && sound(&pair[0].0) && sound(&pair[1].0));
    let weight = if chained && !matches!(context.before, Some(c) if c.is_uppercase()) {
        Weight::Strong
    } else {
        strongest
    };
    (weight, Family::Western)
}

/// The first code point of Cyrillic.
const CYRILLIC: u32 = 0x0400;

/// Whether most letters that would come out are of the alphabets of today's languages, and not all the same: rows such as
/// `АаБбВв` are UTF-8 in ISO 8859-5 by chance, of letters that no text has.
fn is_plain_cyrillic(members: &[(Sequence, Weight)]) -> bool {
    let is_letter = |decoded: &char| matches!(class(*decoded), Class::Letter(CYRILLIC));
    let letters = || members.iter().map(|(sequence, _)| sequence.decoded).filter(is_letter);
    let plain = letters().filter(|letter| matches!(letter, '\u{401}'..='\u{45F}' | 'Ґ' | 'ґ')).count();
    let first = letters().next();
    3 * plain >= 2 * letters().count() && letters().any(|letter| Some(letter) != first)
}

/// Latin letters beyond ASCII, which take two bytes: `Ã©`, `Å¡`, `√©`, `├⌐`, `Г©`.
fn weigh_latin(lead: char, next: char, decoded: char, context: Context) -> Weight {
    let after_lower = context.before.is_some_and(|c| c.is_lowercase() && is_latin(Some(c)));
    let after_upper = context.before.is_some_and(char::is_uppercase);
    let before_lower = context.after.is_some_and(|c| c.is_lowercase() && is_latin(Some(c)));
    let before_upper = context.after.is_some_and(char::is_uppercase);
    let strong = if is_latin(Some(lead)) && lead.is_uppercase() {
        let is_tilde = lead == 'Ã';
        let inside = after_lower && decoded.is_lowercase() && (is_tilde || !can_follow_a_word(next));
        let in_word = !can_follow_a_word(next) || is_latin(context.before) && matches!(next, '«' | '»');
        let sign_in_word = before_lower && !next.is_alphabetic() && in_word;
        // `Ã` ends words in capitals (`IRMÃ`), but none that are shorter.
        let after_capitals = after_upper && context.before_that.is_some_and(char::is_alphabetic);
        let opens = is_tilde
            && !before_upper
            && match next {
                '\u{A0}' | '™' | '®' => !after_capitals,
                next => !after_upper && !can_follow_a_word(next),
            };
        // `DveiĹ†uva`: the sign would end a word, but the word goes on.
        let between = after_lower && before_lower && decoded.is_lowercase() && !can_join_words(next);
        // `ĂŽle`: after two capitals, no word goes on in small letters.
        let capitals =
            !is_latin(context.before) && before_lower && next.is_uppercase() && decoded.is_uppercase();
        inside || sign_in_word || opens || between || capitals
    } else if lead.is_alphabetic() && lead != 'ƒ' {
        context.touches_only_latin() && !can_follow_a_word(next)
    } else {
        let inside = is_latin(context.before) && is_latin(context.after);
        inside || context.touches_latin() && !(is_box(lead) && is_box(next))
    };
    if strong { Weight::Strong } else { Weight::Weak }
}

/// Signs of Latin-1, which take two bytes: `Â°`, `Â©`, `Ã—`, `В°`.
fn weigh_sign(lead: char, next: char, decoded: char, context: Context) -> Weight {
    let before = context.before;
    let after_lower = before.is_some_and(|c| c.is_lowercase() && is_latin(Some(c)));
    let after_digit = before.is_some_and(|c| c.is_ascii_digit());
    let strong = match decoded {
        '×' | '÷' => after_digit && context.after.is_some_and(|c| c.is_ascii_digit() || c == ' '),
        _ if !lead.is_alphabetic() || next.is_alphabetic() && !matches!(next, 'ª' | 'º' | 'µ') => false,
        _ if can_follow_a_word(next) || next == '°' && !after_digit => {
            after_lower || after_digit && next != '°'
        }
        _ if is_latin(Some(lead)) => !before.is_some_and(char::is_uppercase),
        _ => after_lower || after_digit,
    };
    if strong { Weight::Strong } else { Weight::Weak }
}

/// Sequences of which a byte is lost: `â€?`, `Ä\u{FFFD}`.
fn weigh_lost(lead: char, next: char, width: usize, context: Context) -> Weight {
    let quotation = width == 3 && lead == 'â' && next == '€';
    let in_word = width == 2
        && lead.is_uppercase()
        && context.before.is_some_and(char::is_lowercase)
        && context.after.is_some_and(char::is_lowercase);
    if quotation || in_word { Weight::Strong } else { Weight::Weak }
}

/// Sequences whose second byte was A0 and became a space: `Ã la`, `Å iaip`.
fn weigh_spaced(lead: char, decoded: char, context: Context) -> Weight {
    let after_letter = context.before.is_some_and(char::is_alphabetic);
    let after_lower = after_letter && context.before.is_some_and(char::is_lowercase);
    let opens_word = !after_letter && context.after.is_some_and(|c| c.is_ascii_lowercase());
    match class(decoded) {
        Class::Latin if lead == 'Ã' && decoded == 'à' && after_lower => Weight::Strong,
        Class::Latin if lead == 'Ã' && decoded == 'à' && !after_letter => Weight::Weak,
        Class::Latin if is_latin(Some(lead)) && lead.is_uppercase() && opens_word => Weight::Weak,
        _ => Weight::None,
    }
}

fn is_latin(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        c.is_ascii_alphabetic()
            || matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') && c.is_alphabetic()
    })
}

/// Whether a sign stands after whole words in sound text.
fn can_follow_a_word(sign: char) -> bool {
    matches!(
        sign,
        '\u{A0}'
            | '\u{AD}'
            | ' '
            | '’'
            | '‘'
            | '‚'
            | '“'
            | '”'
            | '„'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '–'
            | '—'
            | '…'
            | '™'
            | '®'
            | '†'
            | '‡'
    )
}

/// Whether a character is a letter, a space, or punctuation that touches words in sound text.
pub(super) fn can_stand_in_text(c: char) -> bool {
    c.is_alphanumeric() || can_follow_a_word(c) && !matches!(c, '†' | '‡')
}

/// Whether a sign stands between the parts of a word in sound text.
fn can_join_words(sign: char) -> bool {
    matches!(sign, '\u{A0}' | '\u{AD}' | ' ' | '’' | '‘' | '–' | '—' | '…')
}

/// Whether a capital that begins no word has a sign after it that ends none.
fn is_sign_after_capital(lead: char, next: char, context: Context) -> bool {
    is_latin(Some(lead))
        && lead.is_uppercase()
        && !next.is_alphabetic()
        && !can_follow_a_word(next)
        && !context.before.is_some_and(char::is_alphabetic)
}

fn is_box(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{259F}')
}
