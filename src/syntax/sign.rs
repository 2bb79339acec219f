//! Where the bytes stand that may be markup: bits for each byte of the text, found once for both stages.
//!
//! One in fifteen bytes of an article is a sign. A look for the next one takes whole words of bits instead of bytes.

use wide::u8x16;

use crate::value::bytes::table_of;

/// Which signs are looked for.
pub(super) type SignSet = [bool; 256];

/// The set of some signs. A byte that is no sign does not compile in a constant.
pub(super) const fn byte_set(bytes: &[u8]) -> SignSet {
    let mut at = 0;
    while at < bytes.len() {
        assert!(is_sign(bytes[at]), "only signs are indexed");
        at += 1;
    }
    table_of(bytes)
}

/// Whether a byte has a bit in one of the two words of its block.
const fn is_sign(byte: u8) -> bool {
    matches!(byte, b'\n' | b'!'..=b'\'' | b':' | b'<'..=b'>' | b'I' | b'P' | b'R' | b'['..=b']')
        || matches!(byte, b'^' | b'_' | b'{'..=b'~')
}

/// The signs in 64 bytes, one bit for each byte.
#[derive(Clone, Copy, Default)]
struct Block {
    /// What the first stage looks at: `{`, `}`, `[`, `]`, `|`, `<`, `=` and line ends, and a few bytes besides, since a
    /// range is one comparison.
    pairing: u64,
    /// What either stage may look at.
    all: u64,
}

/// The signs of a text.
pub(super) struct Signs<'t> {
    bytes: &'t [u8],
    blocks: Vec<Block>,
}

impl<'t> Signs<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let (whole, rest) = bytes.as_chunks::<64>();
        let mut blocks = Vec::with_capacity(whole.len() + 1);
        blocks.extend(whole.iter().map(Block::of));
        let mut last = [0; 64];
        last[..rest.len()].copy_from_slice(rest);
        blocks.push(Block::of(&last));
        Signs { bytes, blocks }
    }

    /// How often the byte at a place is repeated, up to a limit.
    #[inline]
    pub(super) fn run_length(&self, at: usize, limit: usize) -> usize {
        let rest = self.bytes.get(at..limit).unwrap_or_default();
        let Some(first) = rest.first() else { return 0 };
        let mut length = 1;
        while rest.get(length) == Some(first) {
            length += 1;
        }
        length
    }

    /// The bytes at and after a place that the first stage looks at in a block of 64.
    #[inline]
    pub(super) fn pairing_in(&self, block: usize, from: usize) -> u64 {
        let before = from.saturating_sub(block * 64).min(63);
        self.blocks.get(block).map_or(0, |block| block.pairing) & (u64::MAX << before)
    }

    /// The first byte of a set between two places, and the number of blocks looked at.
    #[inline]
    pub(super) fn find(&self, from: usize, to: usize, set: &SignSet) -> (Option<usize>, u64) {
        let first = from / 64;
        let mut index = first;
        let mut bits = self.blocks.get(index).map_or(0, |block| block.all) & (u64::MAX << (from % 64));
        loop {
            while bits != 0 {
                let at = index * 64 + bits.trailing_zeros() as usize;
                if self.bytes.get(at).is_some_and(|&byte| set[byte as usize]) {
                    return ((at < to).then_some(at), (index - first) as u64 + 1);
                }
                bits &= bits - 1;
            }
            index += 1;
            if index * 64 >= to {
                return (None, (index - first) as u64);
            }
            bits = self.blocks.get(index).map_or(0, |block| block.all);
        }
    }
}

impl Block {
    fn of(bytes: &[u8; 64]) -> Block {
        let (sixteens, _) = bytes.as_chunks::<16>();
        sixteens.iter().rev().fold(Block::default(), |block, &sixteen| {
            let (pairing, all) = signs_in(u8x16::from(sixteen));
            Block { pairing: block.pairing << 16 | pairing, all: block.all << 16 | all }
        })
    }
}

/// The signs in sixteen bytes.
#[inline(always)]
fn signs_in(bytes: u8x16) -> (u64, u64) {
    let each = u8x16::splat;
    let is = |byte: u8| bytes.simd_eq(each(byte));
    let at_most = |places: u8x16, last: u8| places.min(each(last)).simd_eq(places);
    let braces = (bytes | each(0x20)) - each(b'{');
    let pairing = is(b'\n') | at_most(braces, 2) | at_most(bytes - each(b'<'), 2);
    let letters = is(b'I') | (bytes | each(2)).simd_eq(each(b'R'));
    let others = at_most(braces, 4) | at_most(bytes - each(b'!'), 6) | is(b':');
    (pairing.to_bitmask().into(), (pairing | letters | others).to_bitmask().into())
}
