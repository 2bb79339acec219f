//! Citations as the wikis write them, by their own names of templates and parameters.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use wikivet::facts::Facts;
use wikivet::profile::{CiteParam, Profile};
use wikivet::source::{Document, InputKind, Origin};
use wikivet::syntax;

/// The parameters that a citation of a wiki gives, each with its number and value.
fn given(wiki: &str, text: &str) -> Vec<(CiteParam, u32, String)> {
    let doc = Document::new(Origin::new("test", InputKind::Wikitext), text.to_owned());
    let profile = Profile::named(wiki).expect("a wiki");
    let tree = syntax::parse(doc.text(), &profile.site);
    let facts = Facts::new(
        &doc,
        &tree,
        profile,
        profile.language.as_deref().and_then(wikivet::profile::Language::named),
    );
    let [citation] = facts.citations() else { panic!("{wiki}: one citation in {text}") };
    let field = |field: &wikivet::facts::citations::Field<'_>| {
        let param = field.cite().unwrap_or_else(|| panic!("{wiki}: `{}` is known", field.name));
        (param, field.number, field.value.to_owned())
    };
    citation.filled().map(field).collect()
}

/// A citation of each wiki by its own names: address, title, day of access, and where the wiki's template has it the
/// day of the archived copy.
const OWN: &[(&str, &str, &str)] = &[
    ("bgwiki", "{{Цитат уеб|уеб_адрес=U|заглавие=T|достъп_дата=A|архив_дата=C}}", "UTAC"),
    ("bnwiki", "{{ওয়েব উদ্ধৃতি|ইউআরএল=U|শিরোনাম=T|সংগ্রহের-তারিখ=A|আর্কাইভের-তারিখ=C}}", "UTAC"),
    ("dewiki", "{{Internetquelle|url=U|titel=T|abruf=A|archiv-datum=C}}", "UTAC"),
    ("dewiki", "{{Literatur|Online=U|Titel=T|Abruf=A|ArchivDatum=C}}", "UTAC"),
    ("elwiki", "{{Cite web|url=U|τίτλος=T|accessdate=A|archivedate=C}}", "UTAC"),
    ("enwiki", "{{Cite web|url=U|title=T|access-date=A|archive-date=C}}", "UTAC"),
    ("enwiki", "{{Internetquelle|url=U|titel=T|zugriff=A|archiv-datum=C}}", "UTAC"),
    ("eswiki", "{{Cita web|url=U|título=T|fechaacceso=A|fechaarchivo=C}}", "UTAC"),
    ("frwiki", "{{Lien web|url=U|titre=T|consulté le=A|archive-date=C}}", "UTAC"),
    ("hywiki", "{{Cite web|url=U|title=T|accessdate=A|archivedate=C}}", "UTAC"),
    ("hywiki", "{{Книга|ссылка=U|заглавие=T}}", "UT"),
    ("itwiki", "{{Cita web|url=U|titolo=T|accesso=A|dataarchivio=C}}", "UTAC"),
    ("jawiki", "{{Cite web/和書|url=U|title=T|accessdate=A|archivedate=C}}", "UTAC"),
    ("ltgwiki", "{{Cite web|url=U|title=T|accessdate=A|archivedate=C}}", "UTAC"),
    ("mrwiki", "{{संकेतस्थळ स्रोत|दुवा=U|शीर्षक=T|ॲक्सेसदिनांक=A|विदा दिनांक=C}}", "UTAC"),
    ("nlwiki", "{{Citeer web|url=U|titel=T|bezochtdatum=A|archiefdatum=C}}", "UTAC"),
    ("plwiki", "{{Cytuj stronę|url=U|tytuł=T|data dostępu=A|zarchiwizowano=C}}", "UTAC"),
    ("ptwiki", "{{Citar web|url=U|título=T|acessodata=A|arquivodata=C}}", "UTAC"),
    ("ruwiki", "{{Статья|ссылка=U|заглавие=T|дата обращения=A|архив дата=C}}", "UTAC"),
    ("simplewiki", "{{Cite web|url=U|title=T|access-date=A|archive-date=C}}", "UTAC"),
    ("ukwiki", "{{Стаття|посилання=U|назва=T|дата-доступу=A|дата-архіву=C}}", "UTAC"),
    ("viwiki", "{{Chú thích web|url=U|tiêu đề=T|ngày truy cập=A|ngày lưu trữ=C}}", "UTAC"),
    ("zhwiki", "{{Cite web|url=U|title=T|accessdate=A|archivedate=C}}", "UTAC"),
];

#[test]
fn each_wiki_reads_citations_by_its_own_names() {
    for (wiki, text, expected) in OWN {
        let wanted = expected.chars().map(|letter| {
            let param = match letter {
                'U' => CiteParam::Url,
                'T' => CiteParam::Title,
                'A' => CiteParam::AccessDate,
                _ => CiteParam::ArchiveDate,
            };
            (param, 1, letter.to_string())
        });
        assert_eq!(given(wiki, text), wanted.collect::<Vec<_>>(), "{wiki}: {text}");
    }
}

#[test]
fn authors_are_told_apart_by_numbers_in_the_digits_of_the_wiki() {
    let text = "{{বই উদ্ধৃতি|শেষাংশ১=a|প্রথমাংশ১=b|শেষাংশ১২=c|সম্পাদক২-শেষাংশ=d|লেখক3=e}}";
    let wanted = [
        (CiteParam::Last, 1, "a"),
        (CiteParam::First, 1, "b"),
        (CiteParam::Last, 12, "c"),
        (CiteParam::EditorLast, 2, "d"),
        (CiteParam::Last, 3, "e"),
    ];
    assert_eq!(given("bnwiki", text), wanted.map(|(param, number, value)| (param, number, value.to_owned())));
    let text = "{{Chú thích web|họ 2=a|tên 2=b}}";
    let wanted = [(CiteParam::Last, 2, "a"), (CiteParam::First, 2, "b")];
    assert_eq!(given("viwiki", text), wanted.map(|(param, number, value)| (param, number, value.to_owned())));
}

#[test]
fn only_wikis_whose_citations_are_known_whole_say_so() {
    let is_complete = |wiki: &str| {
        Profile::named(wiki).and_then(|profile| profile.template("Cite web")).map(|schema| schema.is_complete)
    };
    assert_eq!(["enwiki", "simplewiki", "elwiki"].map(is_complete), [Some(true); 3]);
    assert_eq!(["hywiki", "jawiki", "zhwiki", "bnwiki", "bgwiki"].map(is_complete), [Some(false); 5]);
}
