//! Identifiers of publications, as the registries that give them out define them.
//!
//! [`Identifier::check`] reads a text as one identifier and says what is wrong with it, where, and, if only one thing
//! can be meant, what to write instead. `docs/identifiers.md` lists the forms, the limits and their sources.
//!
//! ```
//! use chrono::NaiveDate;
//! use wikivet::value::identifier::Identifier;
//! let today = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
//! assert_eq!(Identifier::Isbn.check("978-0-306-40615-7", today), Ok(()));
//! let fault = Identifier::Doi.check("https://doi.org/10.1000/182", today).unwrap_err();
//! assert_eq!(fault.to_string(), "an address stands where a DOI is wanted");
//! assert_eq!(fault.repaired.as_deref(), Some("10.1000/182"));
//! ```

mod arxiv;
mod asin;
mod bibcode;
mod digits;
mod doi;
mod fault;
mod isbn;
mod issn;
mod library;
mod math;
mod message_id;
mod number;
mod preprint;
mod surplus;
#[cfg(test)]
mod tests;

pub use doi::registrant_and_name;
pub use fault::{Fault, FaultKind};
pub use isbn::{Isbn, isbns};

use chrono::NaiveDate;

/// A kind of identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are those of the registries")]
pub enum Identifier {
    Arxiv,
    Asin,
    Bibcode,
    Biorxiv,
    Citeseerx,
    Doi,
    Hdl,
    Isbn,
    Ismn,
    Issn,
    Jfm,
    Jstor,
    Lccn,
    Medrxiv,
    MessageId,
    Mr,
    Oclc,
    Ol,
    Osti,
    Pmc,
    Pmid,
    Rfc,
    S2cid,
    Sbn,
    Ssrn,
    Zbl,
}

impl Identifier {
    /// All of them.
    pub const ALL: [Identifier; 26] = {
        use Identifier::*;
        [
            Arxiv, Asin, Bibcode, Biorxiv, Citeseerx, Doi, Hdl, Isbn, Ismn, Issn, Jfm, Jstor, Lccn, Medrxiv,
            MessageId, Mr, Oclc, Ol, Osti, Pmc, Pmid, Rfc, S2cid, Sbn, Ssrn, Zbl,
        ]
    };

    /// What people call it, with the article: `an ISBN`.
    pub fn with_article(self) -> &'static str {
        match self {
            Identifier::Arxiv => "an arXiv identifier",
            Identifier::Asin => "an ASIN",
            Identifier::Bibcode => "a bibcode",
            Identifier::Biorxiv => "a bioRxiv identifier",
            Identifier::Citeseerx => "a CiteSeerX identifier",
            Identifier::Doi => "a DOI",
            Identifier::Hdl => "a handle",
            Identifier::Isbn => "an ISBN",
            Identifier::Ismn => "an ISMN",
            Identifier::Issn => "an ISSN",
            Identifier::Jfm => "a JFM number",
            Identifier::Jstor => "a JSTOR identifier",
            Identifier::Lccn => "an LCCN",
            Identifier::Medrxiv => "a medRxiv identifier",
            Identifier::MessageId => "a message id",
            Identifier::Mr => "an MR number",
            Identifier::Oclc => "an OCLC number",
            Identifier::Ol => "an Open Library identifier",
            Identifier::Osti => "an OSTI identifier",
            Identifier::Pmc => "a PMC number",
            Identifier::Pmid => "a PMID",
            Identifier::Rfc => "an RFC number",
            Identifier::S2cid => "an S2CID",
            Identifier::Sbn => "an SBN",
            Identifier::Ssrn => "an SSRN number",
            Identifier::Zbl => "a Zbl number",
        }
    }

    /// What people call it: `ISBN`.
    pub fn name(self) -> &'static str {
        let name = self.with_article();
        name.split_once(' ').map_or(name, |(_, name)| name)
    }

    /// What is wrong with a text that is to be such an identifier; white space at its ends does not count. What grows
    /// with time (numbers given out one after the other, dates) is measured against `today`.
    ///
    /// The fault's span is in bytes of `text`.
    pub fn check(self, text: &str, today: NaiveDate) -> Result<(), Fault> {
        let lead = text.len() - text.trim_start().len();
        let trimmed = text.trim();
        let checked = match surplus::address(self, trimmed, today) {
            Some(address) => Err(address),
            None => self
                .read(trimmed, today)
                .map_err(|fault| surplus::around(self, trimmed, today).unwrap_or(fault)),
        };
        checked.map_err(|fault| fault.moved(lead))
    }

    /// Reads an identifier that has nothing before it and behind it.
    fn read(self, text: &str, today: NaiveDate) -> Result<(), Fault> {
        match self {
            Identifier::Isbn => Isbn::read(text).map(|_| ()),
            Identifier::Sbn => isbn::read_sbn(text),
            Identifier::Ismn => isbn::read_ismn(text),
            Identifier::Issn => issn::read(text),
            Identifier::Doi => doi::read_doi(text, today),
            Identifier::Hdl => doi::read_handle(text),
            Identifier::Arxiv => arxiv::read(text, today),
            Identifier::Biorxiv | Identifier::Medrxiv => preprint::read_rxiv(self, text, today),
            Identifier::Citeseerx => preprint::read_citeseerx(text),
            Identifier::Bibcode => bibcode::read(text, today),
            Identifier::Asin => asin::read(text),
            Identifier::Lccn => library::read_lccn(text),
            Identifier::Oclc => library::read_oclc(text, today),
            Identifier::Ol => library::read_open_library(text),
            Identifier::Jstor => library::read_jstor(text),
            Identifier::Mr => math::read_mr(text),
            Identifier::Zbl => math::read_zbl(text),
            Identifier::Jfm => math::read_jfm(text),
            Identifier::MessageId => message_id::read(text),
            Identifier::Osti
            | Identifier::Pmc
            | Identifier::Pmid
            | Identifier::Rfc
            | Identifier::S2cid
            | Identifier::Ssrn => number::read(self, text, today),
        }
    }
}
