//! Where the bytes stand that may be markup: one bit for each byte of the text, found once for both stages.
//!
//! One in fifteen bytes of an article is a sign. A look for the next one takes whole words of bits instead of bytes.

/// Which signs are looked for.
pub(super) type SignSet = [bool; 256];

/// The set of some signs. A byte that is no sign does not compile in a constant.
pub(super) const fn byte_set(bytes: &[u8]) -> SignSet {
    let mut set = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        assert!(is_sign(bytes[at]), "only signs are indexed");
        set[bytes[at] as usize] = true;
        at += 1;
    }
    set
}

/// Whether a byte may be markup, or begin or end some. Ranges take a few more than needed (`;`, `\`, `^`, delete), since a
/// range is one comparison, and a bit left out makes two ranges one.
const fn is_sign(byte: u8) -> bool {
    (byte == b'\n')
        | (byte == b'!')
        | (byte & !1 == b'&')
        | (byte.wrapping_sub(b':') < 5)
        | (byte == b'I')
        | (byte | 2 == b'R')
        | ((byte | 0x20).wrapping_sub(b'{') < 5)
}

/// The signs of a text.
pub(super) struct Signs<'t> {
    bytes: &'t [u8],
    words: Vec<u64>,
}

impl<'t> Signs<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let (blocks, rest) = bytes.as_chunks::<64>();
        let mut words = Vec::with_capacity(blocks.len() + 1);
        words.extend(blocks.iter().map(signs_in));
        let mut last = [0; 64];
        last[..rest.len()].copy_from_slice(rest);
        words.push(signs_in(&last));
        Signs { bytes, words }
    }

    /// The first byte of a set between two places, and the number of signs and words looked at.
    #[inline]
    pub(super) fn find(&self, from: usize, to: usize, set: &SignSet) -> (Option<usize>, u64) {
        let mut word = from / 64;
        let mut bits = self.words.get(word).map_or(0, |bits| bits & (u64::MAX << (from % 64)));
        let mut work = 1;
        loop {
            while bits != 0 {
                let at = word * 64 + bits.trailing_zeros() as usize;
                work += 1;
                if at >= to {
                    return (None, work);
                }
                if self.bytes.get(at).is_some_and(|&byte| set[byte as usize]) {
                    return (Some(at), work);
                }
                bits &= bits - 1;
            }
            word += 1;
            work += 1;
            if word * 64 >= to {
                return (None, work);
            }
            bits = self.words.get(word).copied().unwrap_or_default();
        }
    }
}

/// One bit for each byte of a block. Written so that the compiler compares many bytes at once: 0 or 1 for each byte
/// first, then the lowest bits of eight bytes gathered by a multiplication.
fn signs_in(block: &[u8; 64]) -> u64 {
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let mut flags = [0_u8; 64];
    for (flag, &byte) in flags.iter_mut().zip(block) {
        *flag = u8::from(is_sign(byte));
    }
    let (eights, _) = flags.as_chunks::<8>();
    let gather = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56;
    eights.iter().rev().fold(0, |bits, eight| bits << 8 | gather(eight))
}
