//! `rules/text/hidden-text.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::rules::shown;
use crate::source::Span;

/// So many characters that nobody sees, one behind the other, are no slip of a word processor.
const MIN_RUN: usize = 8;

/// Finds characters that nobody sees and that spell something.
pub struct HiddenText;

impl Rule for HiddenText {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        let mut unusual = cx.facts.characters().unusual.iter().copied().peekable();
        let mut found = Vec::new();
        while let Some((start, sign)) = unusual.next() {
            let Some(means) = Means::of(sign) else { continue };
            let mut end = start + sign.len_utf8() as u32;
            let mut run = vec![sign];
            while let Some((_, next)) =
                unusual.next_if(|&(at, next)| at == end && Means::of(next) == Some(means))
            {
                end += next.len_utf8() as u32;
                run.push(next);
            }
            let before = text.get(..start as usize).and_then(|head| head.chars().next_back());
            found.extend(means.said(&run, before).map(|message| (Span::new(start, end), message)));
        }
        for (span, message) in found {
            let order = "remove the characters that nobody sees";
            cx.report(
                Finding::new(span, message)
                    .help(format!("{order}; programs that read the article read them too"))
                    .fix(Fix::replace(order, span, "", Safety::Suggested)),
            );
        }
    }
}

/// What characters that nobody sees can spell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Means {
    /// Each tag character is one of ASCII.
    Tags,
    /// Each variation selector is a byte.
    Selectors,
    /// Two of them are the bits of a number.
    Widthless,
}

impl Means {
    fn of(sign: char) -> Option<Means> {
        match sign {
            '\u{E0001}' | '\u{E0020}'..='\u{E007F}' => Some(Means::Tags),
            '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => Some(Means::Selectors),
            '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => Some(Means::Widthless),
            _ => None,
        }
    }

    /// What there is to say of a run.
    fn said(self, run: &[char], before: Option<char>) -> Option<String> {
        let count = run.len();
        match self {
            Means::Tags if is_flag(run, before) => None,
            Means::Tags => {
                let spelled: String = run.iter().filter_map(|&sign| ascii_of_tag(sign)).collect();
                Some(match spelled.is_empty() {
                    true => format!("{count} tag characters that nobody sees"),
                    false => format!("tag characters that nobody sees spell `{}`", shown(&spelled)),
                })
            }
            Means::Selectors if count < 2 => None,
            Means::Selectors => {
                let bytes: Vec<u8> = run.iter().filter_map(|&sign| byte_of_selector(sign)).collect();
                let spelled = String::from_utf8(bytes).ok();
                let spelled = spelled.filter(|text| !text.contains(char::is_control));
                Some(match spelled {
                    Some(spelled) => {
                        format!("{count} variation selectors in a row spell `{}`", shown(&spelled))
                    }
                    None => format!("{count} variation selectors in a row, of which one can mean something"),
                })
            }
            Means::Widthless => {
                let differs = run.windows(2).filter(|pair| pair[0] != pair[1]).count();
                (count >= MIN_RUN && differs > 1)
                    .then(|| format!("{count} characters without width in a row may carry a message"))
            }
        }
    }
}

/// Whether tags are those of an emoji of a flag: behind a black flag, of letters and digits, with the end tag (UTS #51,
/// ED-14a).
fn is_flag(run: &[char], before: Option<char>) -> bool {
    let name = run.strip_suffix(&['\u{E007F}']);
    before == Some('\u{1F3F4}')
        && name.is_some_and(|name| {
            (3..=6).contains(&name.len())
                && name.iter().all(|&sign| matches!(ascii_of_tag(sign), Some('a'..='z' | '0'..='9')))
        })
}

fn ascii_of_tag(sign: char) -> Option<char> {
    matches!(sign, '\u{E0020}'..='\u{E007E}').then(|| char::from_u32(u32::from(sign) - 0xE_0000))?
}

fn byte_of_selector(sign: char) -> Option<u8> {
    let code = u32::from(sign);
    let number = if code < 0x1_0000 { code.checked_sub(0xFE00) } else { code.checked_sub(0xE_0100 - 16) };
    u8::try_from(number?).ok()
}
