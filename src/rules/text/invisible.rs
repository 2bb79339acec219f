use crate::finding::Severity;
use crate::fix::Safety;

/// Where a character stands.
pub(super) struct Place {
    pub(super) before: Option<char>,
    pub(super) after: Option<char>,
    /// Whether nothing but space stands before it in its line.
    pub(super) starts_line: bool,
    /// Whether marks of direction may be needed in its line.
    pub(super) may_run_right_to_left: bool,
}

impl Place {
    /// Whether nothing but space is on one of its sides, so that no word can be divided here.
    fn is_beside_space(&self) -> bool {
        let is_space = |sign: Option<char>| {
            sign.is_none_or(|sign| sign.is_whitespace() || matches!(sign, '|' | '\u{200B}'))
        };
        is_space(self.before) || is_space(self.after)
    }

    /// Whether a sign of a script that joins letters or sets no spaces, or an emoji, is on one of its sides.
    fn is_beside_complex_script(&self) -> bool {
        let is_simple = |sign: char| {
            sign.is_whitespace()
                || sign < '\u{590}'
                || matches!(sign, '\u{10A0}'..='\u{10FF}' | '\u{1E00}'..='\u{206F}' | '\u{FEFF}')
        };
        [self.before, self.after].into_iter().flatten().any(|sign| !is_simple(sign))
    }

    /// Whether wikitext may read the signs around as markup, or a line or an argument as empty, once it is removed.
    pub(super) fn keeps_signs_apart(&self) -> bool {
        if self.starts_line {
            return self.after.is_none_or(|after| after.is_whitespace() || "*#:;=|!{-".contains(after));
        }
        match (self.before, self.after) {
            (Some('=' | '|'), None | Some('\n' | '|' | '}')) => true,
            (Some('&' | '<'), Some(_)) => true,
            (Some(before), Some(after)) if before == after => "[]{}'=~_-|!:/".contains(after),
            (Some(before), Some(after)) => {
                matches!(before, '[' | '|' | '{' | '}' | '-' | ':' | '/') && "|{}-+/>hf".contains(after)
            }
            _ => false,
        }
    }

    fn is_within_word(&self) -> bool {
        [self.before, self.after].into_iter().all(|sign| sign.is_some_and(char::is_alphanumeric))
    }
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

    fn doubtful(why: &'static str) -> Option<Self> {
        Some(Verdict { severity: Severity::Info, why, instead: Some(""), safety: Safety::Suggested })
    }
}

/// What is wrong with a character in its place; none where it may be needed.
pub(super) fn verdict(sign: char, place: &Place) -> Option<Verdict> {
    let suggested = |instead| Verdict {
        severity: Severity::Warning,
        why: "has no place in text",
        instead,
        safety: Safety::Suggested,
    };
    match sign {
        '\u{FEFF}' => Verdict::useless("is a mark of the start of a file"),
        '\u{200B}' | '\u{2060}' if place.is_beside_space() => Verdict::useless("does nothing beside a space"),
        '\u{200B}' if place.is_within_word() && !place.is_beside_complex_script() => {
            Verdict::doubtful("divides a word for searches")
        }
        '\u{AD}' if place.is_beside_space() => Verdict::useless("does nothing beside a space"),
        '\u{AD}' => Verdict::doubtful("divides a word for searches"),
        '\u{200E}' | '\u{202A}' | '\u{202C}' | '\u{202D}' | '\u{2066}' | '\u{2068}' | '\u{2069}'
            if !place.may_run_right_to_left =>
        {
            Verdict::useless("does nothing in a line that runs from left to right")
        }
        '\u{200F}' if !place.may_run_right_to_left => {
            Verdict::doubtful("stands in a line that runs from left to right")
        }
        '\u{200C}' | '\u{200D}' if place.is_beside_space() && !place.is_beside_complex_script() => {
            Verdict::useless("joins or separates no letters")
        }
        '\u{206A}'..='\u{206F}' => Verdict::useless("is deprecated by Unicode"),
        '\u{2028}' | '\u{2029}' => Some(suggested(Some(" "))),
        '\u{FFFC}' => Some(suggested(Some(""))),
        '\u{80}'..='\u{9F}' => {
            // Beside other characters it is a byte of text that was read in a wrong encoding.
            let is_alone = [place.before, place.after].into_iter().flatten().all(|sign| sign.is_ascii());
            is_alone.then(|| suggested(windows_1252(sign)))
        }
        '\0'..='\u{1F}' | '\u{7F}' => Some(suggested(Some(""))),
        '\u{E000}'..='\u{F8FF}' => Some(Verdict {
            severity: Severity::Info,
            why: "means something in one font only",
            instead: None,
            safety: Safety::Manual,
        }),
        _ => None,
    }
}

/// The punctuation that the byte of a control character is in Windows-1252 (WHATWG Encoding Standard, index
/// windows-1252), the encoding that such text comes from.
fn windows_1252(sign: char) -> Option<&'static str> {
    Some(match sign {
        '\u{85}' => "…",
        '\u{91}' => "‘",
        '\u{92}' => "’",
        '\u{93}' => "“",
        '\u{94}' => "”",
        '\u{96}' => "–",
        '\u{97}' => "—",
        _ => return None,
    })
}

/// What a character is called.
pub(super) fn name(sign: char) -> &'static str {
    match sign {
        '\u{AD}' => "soft hyphen",
        '\u{200B}' => "zero-width space",
        '\u{200C}' => "zero-width non-joiner",
        '\u{200D}' => "zero-width joiner",
        '\u{200E}' => "left-to-right mark",
        '\u{200F}' => "right-to-left mark",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{202A}' | '\u{202D}' | '\u{2066}' | '\u{2068}' => "start of a direction",
        '\u{202C}' | '\u{2069}' => "end of a direction",
        '\u{2060}' => "word joiner",
        '\u{206A}'..='\u{206F}' => "format character",
        '\u{E000}'..='\u{F8FF}' => "private-use character",
        '\u{FEFF}' => "byte order mark",
        '\u{FFFC}' => "object replacement character",
        _ => "control character",
    }
}
