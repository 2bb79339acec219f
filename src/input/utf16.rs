use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding};

use super::error::Problem;

/// Turns UTF-16, after its byte order mark, into UTF-8.
pub(super) struct Utf16Reader<R> {
    inner: R,
    decoder: Decoder,
    /// Bytes of `inner` that were decoded.
    offset: u64,
    ended: bool,
}

impl<R: BufRead> Utf16Reader<R> {
    /// `offset` is where `inner` stands in the file, after the mark.
    pub(super) fn new(inner: R, encoding: &'static Encoding, offset: u64) -> Self {
        Utf16Reader { inner, decoder: encoding.new_decoder_without_bom_handling(), offset, ended: false }
    }
}

impl<R: BufRead> Read for Utf16Reader<R> {
    /// Gives whole characters only; it is an error if `out` has no room for one.
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while !self.ended {
            let available = self.inner.fill_buf()?;
            let last = available.is_empty();
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(available, out, last);
            self.inner.consume(read);
            self.offset += read as u64;
            match result {
                DecoderResult::Malformed(..) => {
                    return Err(io::Error::other(Problem::Utf16 { offset: self.offset }));
                }
                DecoderResult::InputEmpty => self.ended = last,
                DecoderResult::OutputFull if written == 0 => return Err(io::ErrorKind::InvalidInput.into()),
                DecoderResult::OutputFull => {}
            }
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::container::Container;

    fn decode(units: &[u16]) -> io::Result<String> {
        let bytes: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let mut text = String::new();
        let reader = Utf16Reader::new(bytes.as_slice(), encoding_rs::UTF_16LE, 2);
        Container::new(reader).read_to_string(&mut text).map(|_| text)
    }

    #[test]
    fn characters_outside_the_basic_plane_are_decoded() {
        let text = "ü𝄞".repeat(40_000);
        assert_eq!(decode(&text.encode_utf16().collect::<Vec<_>>()).unwrap(), text);
    }

    #[test]
    fn half_a_pair_of_surrogates_is_an_error_that_names_its_place() {
        let error = Problem::from(decode(&[0x61, 0xD834, 0x62]).unwrap_err());
        assert!(matches!(error, Problem::Utf16 { offset: 6..=8 }), "{error}");
    }
}
