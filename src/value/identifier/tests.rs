use chrono::NaiveDate;
use proptest::prelude::*;

use super::{FaultKind, Identifier, Isbn, isbns, registrant_and_name};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 1).unwrap()
}

/// What is said of a text; empty if nothing is wrong.
fn said(what: Identifier, text: &str) -> String {
    what.check(text, today()).err().map(|fault| fault.to_string()).unwrap_or_default()
}

fn repaired(what: Identifier, text: &str) -> Option<String> {
    what.check(text, today()).err()?.repaired
}

#[test]
fn identifiers_of_each_form_are_right() {
    use Identifier::*;
    for (what, texts) in [
        (
            Isbn,
            &["0-306-40615-2", "0306406152", "0-8044-2957-X", "978 0 306 40615 7", "979-10-90636-07-1"][..],
        ),
        (Sbn, &["306-40615-2", "340-01381-8"]),
        (Ismn, &["979-0-2600-0043-8", "9790060115615"]),
        (Issn, &["0378-5955", "03785955", "2434-561X"]),
        (Doi, &["10.1000/182", "10.1000.10/123456", "10.1038/nphys1170", "10.59081/x"]),
        (Hdl, &["2027/mdp.39015005395804", "20.500.11937/32270", "2027/x?urlappend=%3Bseq=5"]),
        (Arxiv, &["0706.3639", "1501.00001v12", "hep-th/9901001", "math.GT/0309136", "2609.12345"]),
        (Biorxiv, &["10.1101/078733", "10.1101/2020.03.01.123456", "10.1101/2020.03.01.123456v2"]),
        (Medrxiv, &["10.1101/2020.02.16.20023671", "10.1101/19001234"]),
        (Citeseerx, &["10.1.1.165.1628"]),
        (
            Bibcode,
            &["1974AJ.....79..819H", "1992A&A...264..281M", "2003PASP..115.1153.", "2005IJPP...18....9P"],
        ),
        (Asin, &["B0000AOV85", "6305297045"]),
        (Lccn, &["n78-890351", "85-2", "2001-000002", "75-425165//r75", "sh85004443", "n79018774"]),
        (Oclc, &["16465065", "ocm12345678", "ocn123456789", "on1234567890", "(OCoLC)16465065"]),
        (Ol, &["OL23720201M", "18319A", "66554W"]),
        (Jstor, &["2712345", "10.1086/526481", "j.ctt46nrzt.12", "community.28056221"]),
        (Mr, &["0123456", "96878"]),
        (Zbl, &["0472.53043", "1234.56789", "06626752"]),
        (Jfm, &["54.0271.04"]),
        (MessageId, &["12595@star.example.org"]),
        (Osti, &["1018", "4367507"]),
        (Pmc, &["1234567"]),
        (Pmid, &["1", "17322060"]),
        (Rfc, &["1", "9700"]),
        (S2cid, &["37220720"]),
        (Ssrn, &["1971008"]),
    ] {
        for text in texts {
            assert_eq!(said(what, text), "", "{what:?} {text}");
        }
    }
}

#[test]
fn what_is_wrong_is_said() {
    use Identifier::*;
    for (what, text, message) in [
        (Isbn, "0-306-40615-3", "the check digit of the ISBN is `3`, and the others give `2`"),
        (Isbn, "978030640615", "the ISBN has 12 digits, not 10 or 13"),
        (Isbn, "0-306-X0615-2", "`X` can only be the last sign"),
        (Isbn, "977-0-306-40615-7", "an ISBN of 13 digits starts with 978 or 979"),
        (Isbn, "979-0-2600-0043-8", "979-0 starts an ISMN, not an ISBN"),
        (Isbn, "red", "an ISBN has digits"),
        (Isbn, "ISBN 0-306-40615-3", "the check digit of the ISBN is `3`, and the others give `2`"),
        (Sbn, "0-306-40615-2", "the SBN has 10 digits, not 9"),
        (Ismn, "978-0-306-40615-7", "an ISMN starts with 979-0"),
        (Issn, "0378-5954", "the check digit of the ISSN is `4`, and the others give `5`"),
        (Doi, "10.1000", "a DOI has the form `10.`, a number, a slash, a name"),
        (Doi, "10.555/x", "the registrant of a DOI has at least four digits"),
        (Doi, "10.5555/x", "the registrant 5555 of a DOI is for tests only"),
        (Doi, "10.999999/x", "no registrant of a DOI has so high a number yet"),
        (Doi, "10.1000/1 8", "no DOI has a space"),
        (Hdl, "2027", "a handle has the form of a prefix, a slash, a name"),
        (Arxiv, "0713.3639", "`0713` is no date that an arXiv identifier can have"),
        (Arxiv, "9901.1234", "before April 2007 an arXiv identifier has the form `archive/YYMMNNN`"),
        (Arxiv, "hep-th/0704001", "since April 2007 no archive stands in an arXiv identifier"),
        (Arxiv, "1412.00001", "before 2015 an arXiv identifier has four digits behind the point"),
        (Arxiv, "1501.0001", "since 2015 an arXiv identifier has five digits behind the point"),
        (Arxiv, "2703.12345", "`2703` is no date that an arXiv identifier can have"),
        (Biorxiv, "10.1101/2018.03.01.123456", "`2018.03.01` is no date that a bioRxiv identifier can have"),
        (Citeseerx, "10.1.1.0123.4", "a CiteSeerX identifier has the form `10.1.1.N.N`"),
        (Bibcode, "1992A&.....264..281M", "a bibcode has 19 signs, with points for what is missing"),
        (
            Bibcode,
            "1992A&....264..281M",
            "a sign of the journal's name is missing before the `.` behind its `&`",
        ),
        (Bibcode, "2974AJ.....79..819H", "`2974` is no date that a bibcode can have"),
        (Asin, "0306406152", "this ASIN is an ISBN"),
        (Asin, "1306406152", "an ASIN starts with a letter if it is no ISBN"),
        (Lccn, "123", "an LCCN has the form of up to three letters and 8 or 10 digits"),
        (Oclc, "16465065 185783860", "2 OCLC numbers stand where one is wanted"),
        (Pmid, "917322060", "the number is out of the range of the PMIDs, 1 to about 48,400,000"),
        (Pmc, "0", "the number is out of the range of the PMC numbers, 1 to about 15,900,000"),
        (MessageId, "12595", "a message id has the form `name@host`, without angle brackets"),
    ] {
        assert_eq!(said(what, text), message, "{what:?} {text}");
    }
}

#[test]
fn what_only_one_thing_can_be_meant_by_is_repaired() {
    use Identifier::*;
    for (what, text, wanted) in [
        (Isbn, "ISBN 0-306-40615-2", "0-306-40615-2"),
        (Isbn, "ISBN-13: 978-0-306-40615-7.", "978-0-306-40615-7"),
        (Isbn, "978–0–306–40615–7", "978-0-306-40615-7"),
        (Issn, " 0378–5955", "0378-5955"),
        (Doi, "doi:10.1000/182", "10.1000/182"),
        (Doi, "DOI: 10.1000/182", "10.1000/182"),
        (Doi, "http://dx.doi.org/10.1000/182", "10.1000/182"),
        (Doi, "https://doi.org/10.1002/%28SICI%291", "10.1002/(SICI)1"),
        (Doi, "10.1002/%28SICI%291", "10.1002/(SICI)1"),
        (Doi, "10.1000/182.", "10.1000/182"),
        (Doi, "10.1000/a–b", "10.1000/a-b"),
        (Hdl, "https://hdl.handle.net/2027/x", "2027/x"),
        (Pmc, "PMC1234567", "1234567"),
        (Pmc, "PMCID: PMC1234567", "1234567"),
        (Pmid, "https://pubmed.ncbi.nlm.nih.gov/17322060/", "17322060"),
        (Arxiv, "arXiv:0706.3639", "0706.3639"),
        (Mr, "MR0123456", "0123456"),
        (Asin, "b0000aov85", "B0000AOV85"),
        (MessageId, "<12595@star.example.org>", "12595@star.example.org"),
    ] {
        assert_eq!(repaired(what, text).as_deref(), Some(wanted), "{what:?} {text}");
    }
}

#[test]
fn an_address_with_more_than_the_identifier_is_not_repaired() {
    for text in
        ["https://example.org/doi/10.1000/182", "https://doi.org/10.1000/182?x=1", "https://example.org"]
    {
        let fault = Identifier::Doi.check(text, today()).unwrap_err();
        assert_eq!((fault.kind, fault.repaired), (FaultKind::Address, None), "{text}");
    }
}

#[test]
fn a_registrant_and_its_name_are_told_apart() {
    assert_eq!(registrant_and_name("10.1000.10/123/4"), Some(("1000.10", "123/4")));
    assert_eq!(registrant_and_name("10.1000/"), None);
    assert_eq!(registrant_and_name("11.1000/1"), None);
}

#[test]
fn an_isbn_knows_its_parts_and_its_twin() {
    let ten = Isbn::read("0306406152").unwrap();
    assert_eq!(ten.hyphenated().as_deref(), Some("0-306-40615-2"));
    assert_eq!(ten.as_thirteen().hyphenated().as_deref(), Some("978-0-306-40615-7"));
    assert_eq!(Isbn::read("080442957x").unwrap().as_thirteen().as_ten(), Isbn::read("0-8044-2957-X").ok());
    assert_eq!(Isbn::read("979-10-90636-07-1").unwrap().as_ten(), None);
    assert!(Isbn::read("978-640-000000-0").unwrap().is_unassigned());
    assert!(!ten.is_unassigned());
}

#[test]
fn of_several_isbns_each_is_read() {
    let text = "0-306-40615-2, ISBN 978-0-306-40615-7;";
    let found: Vec<_> = isbns(text).collect();
    assert_eq!(found, [(0, "0-306-40615-2"), (19, " 978-0-306-40615-7")]);
}

/// Any ISBN, ISSN, SBN or ISMN with its check digit.
fn with_check_digit() -> impl Strategy<Value = (Identifier, String)> {
    let kinds = [
        (Identifier::Isbn, "", 9),
        (Identifier::Isbn, "978", 9),
        (Identifier::Isbn, "9791", 8),
        (Identifier::Issn, "", 7),
        (Identifier::Sbn, "", 8),
        (Identifier::Ismn, "9790", 8),
    ];
    (proptest::sample::select(kinds.to_vec()), proptest::collection::vec(0..10u8, 9)).prop_map(
        |(kind, digits)| {
            let (what, prefix, n_digits) = kind;
            let digits: String = digits.iter().take(n_digits).map(|digit| char::from(b'0' + digit)).collect();
            let ends = "0123456789X".chars().map(|end| format!("{prefix}{digits}{end}"));
            let valid = ends.filter(|text| what.check(text, today()).is_ok()).collect::<Vec<_>>();
            assert_eq!(valid.len(), 1, "{what:?} {prefix}{digits}");
            (what, valid.into_iter().next().unwrap())
        },
    )
}

proptest! {
    #[test]
    fn each_changed_digit_of_a_number_with_a_check_digit_is_found((what, text) in with_check_digit()) {
        for (at, has) in text.char_indices() {
            for digit in ('0'..='9').filter(|&digit| digit != has) {
                let mut changed = text.clone();
                changed.replace_range(at..at + 1, &digit.to_string());
                prop_assert!(what.check(&changed, today()).is_err(), "{:?} {} {}", what, text, changed);
            }
        }
    }

    #[test]
    fn spans_lie_in_the_text_and_what_is_repaired_is_right(text in "\\PC{0,40}", from in 0..Identifier::ALL.len()) {
        let what = Identifier::ALL[from];
        for text in [text.clone(), format!("10.1000/{text}"), format!("https://doi.org/10.1000/{text}")] {
            if let Err(fault) = what.check(&text, today()) {
                prop_assert!(text.get(fault.span.range()).is_some(), "{:?} {:?}", fault, text);
                if let Some(repaired) = fault.repaired {
                    prop_assert_eq!(what.check(&repaired, today()), Ok(()), "{:?} {}", what, repaired);
                }
            }
        }
    }

    #[test]
    fn hyphens_change_nothing_but_the_look((what, text) in with_check_digit()) {
        if what == Identifier::Isbn && let Some(hyphenated) = Isbn::read(&text).unwrap().hyphenated() {
            prop_assert_eq!(Isbn::read(&hyphenated).unwrap(), Isbn::read(&text).unwrap());
        }
    }
}
