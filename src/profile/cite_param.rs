use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;

/// What a parameter of a citation is for: the names that the schema `citation`, and those which extend it, give their
/// parameters, whatever a wiki calls them. Of numbered ones (`last#`) the name without a number.
///
/// The names are those of the citation module of English Wikipedia (Module:Citation/CS1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
#[allow(missing_docs, reason = "the names are those of the citation module")]
pub enum CiteParam {
    AccessDate,
    AccessDay,
    AccessMonth,
    AccessMonthDay,
    AccessYear,
    Agency,
    ArchiveDate,
    ArchiveFormat,
    ArchiveUrl,
    ArticleNumber,
    Arxiv,
    Asin,
    AsinTld,
    At,
    AuthorLink,
    AuthorMask,
    Authors,
    Bibcode,
    BibcodeAccess,
    Biorxiv,
    BookTitle,
    Cartography,
    Chapter,
    ChapterFormat,
    ChapterUrl,
    ChapterUrlAccess,
    Citeseerx,
    Class,
    Collaboration,
    Conference,
    ConferenceFormat,
    ConferenceUrl,
    ContributorFirst,
    ContributorLast,
    ContributorLink,
    ContributorMask,
    Date,
    Day,
    DeadUrl,
    Degree,
    Department,
    Df,
    DisplayAuthors,
    DisplayContributors,
    DisplayEditors,
    DisplayInterviewers,
    DisplayTranslators,
    Docket,
    Doi,
    DoiAccess,
    DoiBrokenDate,
    Edition,
    EditorFirst,
    EditorLast,
    EditorLink,
    EditorMask,
    Eissn,
    Encyclopedia,
    Episode,
    Eprint,
    First,
    Format,
    Hdl,
    HdlAccess,
    Id,
    IgnoreIsbnError,
    Inset,
    InterviewerFirst,
    InterviewerLast,
    InterviewerLink,
    InterviewerMask,
    Isbn,
    Ismn,
    Issn,
    Issue,
    Jfm,
    Journal,
    Jstor,
    JstorAccess,
    Language,
    Last,
    LayDate,
    LayFormat,
    LaySource,
    LayUrl,
    Lccn,
    MailingList,
    Map,
    MapFormat,
    MapUrl,
    MapUrlAccess,
    Medrxiv,
    MessageId,
    Minutes,
    Mode,
    Month,
    Mr,
    NameListStyle,
    Network,
    Newsgroup,
    NoPp,
    NoTracking,
    Oclc,
    Ol,
    OlAccess,
    OrigDate,
    Osti,
    OstiAccess,
    Others,
    Page,
    Pages,
    Place,
    Pmc,
    PmcEmbargoDate,
    Pmid,
    Postscript,
    PublicationDate,
    PublicationPlace,
    Publisher,
    Quote,
    QuotePage,
    QuotePages,
    Ref,
    Rfc,
    S2cid,
    S2cidAccess,
    Sbn,
    Scale,
    ScriptChapter,
    ScriptEncyclopedia,
    ScriptJournal,
    ScriptMap,
    ScriptQuote,
    ScriptTitle,
    Season,
    Sections,
    Series,
    SeriesLink,
    SeriesNumber,
    Sheet,
    Sheets,
    Ssrn,
    SsrnAccess,
    Station,
    SubjectFirst,
    SubjectLast,
    Time,
    TimeCaption,
    Title,
    TitleLink,
    TitleNote,
    TransArticle,
    TransEncyclopedia,
    TransJournal,
    TransMap,
    TransQuote,
    TransTitle,
    Transcript,
    TranscriptFormat,
    TranscriptUrl,
    TranslatorFirst,
    TranslatorLast,
    TranslatorLink,
    TranslatorMask,
    Type,
    Url,
    UrlAccess,
    UrlStatus,
    Vauthors,
    Veditors,
    Via,
    Volume,
    Year,
    Zbl,
}

impl CiteParam {
    /// There are fewer than this.
    pub(crate) const MOST: usize = 64 * WORDS;

    /// The parameter that a schema calls so; none if no citation has it.
    pub fn named(name: &str) -> Option<CiteParam> {
        let deserializer = IntoDeserializer::<Error>::into_deserializer(name.trim_end_matches('#'));
        CiteParam::deserialize(deserializer).ok()
    }
}

/// How many words hold a bit for each parameter.
const WORDS: usize = 3;

/// A set of parameters of citations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CiteParams([u64; WORDS]);

impl CiteParams {
    /// The set of these.
    pub const fn of(params: &[CiteParam]) -> Self {
        let mut set = CiteParams([0; WORDS]);
        let mut at = 0;
        while at < params.len() {
            let (word, bit) = place(params[at]);
            set.0[word] |= bit;
            at += 1;
        }
        set
    }

    /// Whether one is among them.
    pub fn contains(&self, param: CiteParam) -> bool {
        let (word, bit) = place(param);
        self.0[word] & bit != 0
    }

    /// These and one more.
    pub fn with(&self, param: CiteParam) -> CiteParams {
        self.or(&CiteParams::of(&[param]))
    }

    /// Adds one.
    pub(crate) fn insert(&mut self, param: CiteParam) {
        let (word, bit) = place(param);
        self.0[word] |= bit;
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        *self == CiteParams::default()
    }

    /// The number of the only one; none where there is none, or several.
    pub(crate) fn only(&self) -> Option<usize> {
        let word = self.0.iter().position(|word| *word != 0).filter(|_| self.len() == 1)?;
        Some(64 * word + self.0[word].trailing_zeros() as usize)
    }

    /// The numbers of all, in their order.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = usize> + use<> {
        let mut words = self.0;
        std::iter::from_fn(move || {
            let at = words.iter().position(|word| *word != 0)?;
            let word = words.get_mut(at)?;
            let bit = word.trailing_zeros() as usize;
            *word &= *word - 1;
            Some(64 * at + bit)
        })
    }

    /// How many there are.
    pub fn len(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// Those that are among the others as well.
    pub fn and(&self, others: &CiteParams) -> CiteParams {
        CiteParams(std::array::from_fn(|word| self.0[word] & others.0[word]))
    }

    /// These and the others.
    pub fn or(&self, others: &CiteParams) -> CiteParams {
        CiteParams(std::array::from_fn(|word| self.0[word] | others.0[word]))
    }

    /// Whether some of the others are among them.
    pub fn has_any(&self, others: &CiteParams) -> bool {
        self.0.iter().zip(&others.0).any(|(own, other)| own & other != 0)
    }
}

impl FromIterator<CiteParam> for CiteParams {
    fn from_iter<I: IntoIterator<Item = CiteParam>>(params: I) -> Self {
        let mut set = CiteParams::default();
        params.into_iter().for_each(|param| set.insert(param));
        set
    }
}

/// The word in which a parameter has its bit, and that bit.
const fn place(param: CiteParam) -> (usize, u64) {
    let number = param as usize;
    (number / 64, 1 << (number % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_digits_or_a_number_sign_is_known() {
        assert_eq!(CiteParam::named("s2cid-access"), Some(CiteParam::S2cidAccess));
        assert_eq!(CiteParam::named("editor-last#"), Some(CiteParam::EditorLast));
        assert_eq!(CiteParam::named("colour"), None);
    }

    #[test]
    fn each_parameter_that_the_schemas_have_is_known() {
        for schema in ["citation", "cs1", "cs2", "cite-map", "cite-episode"] {
            let schema = crate::profile::template_file::read(schema, &Default::default()).unwrap();
            let unknown: Vec<&str> =
                schema.params.iter().filter(|param| param.cite.is_none()).map(|param| &*param.name).collect();
            assert_eq!(unknown, Vec::<&str>::new());
        }
    }

    #[test]
    fn each_parameter_has_a_bit_of_its_own() {
        let set = CiteParams::of(&[CiteParam::AccessDate, CiteParam::Zbl]);
        assert!(set.contains(CiteParam::AccessDate) && set.contains(CiteParam::Zbl));
        assert!(!set.contains(CiteParam::Year) && !set.has_any(&CiteParams::of(&[CiteParam::Year])));
        assert!(set.has_any(&CiteParams::of(&[CiteParam::Url, CiteParam::Zbl])));
    }
}
