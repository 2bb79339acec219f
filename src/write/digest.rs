use sha1::{Digest, Sha1};

/// The number of digits that the largest SHA-1 has in base 36.
const DIGITS: usize = 31;

/// The SHA-1 of a text as MediaWiki writes it: in base 36, lower case, with zeros in front.
pub(super) fn sha1_base36(text: &str) -> String {
    let mut number: [u8; 20] = Sha1::digest(text.as_bytes()).into();
    let mut digits = [b'0'; DIGITS];
    for digit in digits.iter_mut().rev() {
        let mut rest = 0;
        for byte in &mut number {
            let value = rest * 256 + u32::from(*byte);
            *byte = (value / 36) as u8;
            rest = value % 36;
        }
        *digit = match rest as u8 {
            value @ 0..10 => b'0' + value,
            value => b'a' + (value - 10),
        };
    }
    digits.iter().map(|&digit| char::from(digit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_mediawiki() {
        // The digest of the empty text, which every wiki's exports hold.
        assert_eq!(sha1_base36(""), "phoiac9h4m842xq45sp7s6u21eteeq1");
    }
}
