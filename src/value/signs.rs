//! Which kinds of signs a text has, told in one look at each byte, so that who looks for a sign in many texts passes over
//! those that cannot have it.

/// A set of kinds of signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs(u16);

impl Signs {
    /// Letters of ASCII in lower case.
    pub const LOWER: Signs = Signs(1);
    /// Letters of ASCII in upper case.
    pub const UPPER: Signs = Signs(1 << 1);
    /// The end of a line.
    pub const LINE_END: Signs = Signs(1 << 2);
    /// A slash.
    pub const SLASH: Signs = Signs(1 << 3);
    /// A comma or a semicolon.
    pub const COMMA: Signs = Signs(1 << 4);
    /// A colon.
    pub const COLON: Signs = Signs(1 << 5);
    /// A hyphen or a bar.
    pub const HYPHEN: Signs = Signs(1 << 6);
    /// What is not ASCII.
    pub const BEYOND_ASCII: Signs = Signs(1 << 7);

    /// A bracket that opens, round or square.
    pub const BRACKET: Signs = Signs(1 << 8);
    /// What may end the path of an address, or stand for another sign in it: `?`, `#`, `&`, `%`.
    pub const IN_ADDRESS: Signs = Signs(1 << 9);
    /// An equals sign.
    pub const EQUALS: Signs = Signs(1 << 10);

    /// The kinds of signs in a text.
    ///
    /// ```
    /// use wikivet::value::signs::Signs;
    /// assert!(Signs::of("a, b").has(Signs::COMMA));
    /// assert!(!Signs::of("a b").has(Signs::COMMA.or(Signs::UPPER)));
    /// assert!(Signs::of("ä").has(Signs::BEYOND_ASCII));
    /// ```
    pub fn of(text: &str) -> Signs {
        Signs(text.bytes().fold(0, |kinds, byte| kinds | KINDS[usize::from(byte)]))
    }

    /// These kinds and others.
    pub const fn or(self, others: Signs) -> Signs {
        Signs(self.0 | others.0)
    }

    /// Whether one of some kinds is among them.
    pub const fn has(self, some: Signs) -> bool {
        self.0 & some.0 != 0
    }
}

/// By byte: the kind of what it is a part of.
const KINDS: [u16; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < kinds.len() {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' => Signs::LOWER.0,
            b'A'..=b'Z' => Signs::UPPER.0,
            b'\n' => Signs::LINE_END.0,
            b'/' => Signs::SLASH.0,
            b',' | b';' => Signs::COMMA.0,
            b':' => Signs::COLON.0,
            b'(' | b'[' => Signs::BRACKET.0,
            b'=' => Signs::EQUALS.0,
            b'?' | b'#' | b'&' | b'%' => Signs::IN_ADDRESS.0,
            b'-' | b'|' => Signs::HYPHEN.0,
            128.. => Signs::BEYOND_ASCII.0,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};
