//! Damage and its repair, measured on the labelled cases of the corpus.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops where its world is not as it should be"
)]

use std::collections::HashMap;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use serde::Deserialize;
use wikivet::profile::{Encoding, Encodings};
use wikivet::value::mojibake::find_damage;

#[derive(Deserialize)]
struct Case {
    label: String,
    original: String,
    fixed: String,
    #[serde(rename = "fixed-encoding")]
    decoded: Option<String>,
    expect: Option<String>,
}

impl Case {
    /// What stood there, before any clean-up that has nothing to do with encodings.
    fn wanted(&self) -> &str {
        self.decoded.as_deref().unwrap_or(&self.fixed)
    }
}

/// A folder of the corpus, or a message that it is not there.
fn corpus(name: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("WIKIVET_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let path = shared.join("corpus").join(name);
    if !path.is_dir() {
        let _ = writeln!(std::io::stderr(), "\nskipped: {} is absent", path.display());
        return None;
    }
    Some(path)
}

fn cases(set: &str) -> Option<Vec<Case>> {
    let text = fs::read_to_string(corpus("mojibake")?.join(format!("ftfy-{set}.json"))).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

fn repair(text: &str) -> String {
    let mut repaired = String::new();
    let mut at = 0;
    for damage in find_damage(text, Encodings::known()) {
        repaired.push_str(&text[at..damage.span.start as usize]);
        repaired.push_str(&damage.repaired);
        at = damage.span.end as usize;
    }
    repaired + &text[at..]
}

#[test]
fn labelled_damage_is_found_and_repaired_and_sound_text_is_left_alone() {
    let (mut damaged, mut found, mut exact) = (0, 0, 0);
    for set in ["in-the-wild", "synthetic", "language-names", "negative"] {
        let Some(cases) = cases(set) else { return };
        for case in cases.iter().filter(|case| case.expect.as_deref() != Some("fail")) {
            let repaired = repair(&case.original);
            if case.wanted() == case.original {
                assert_eq!(repaired, case.original, "a false alarm: {}", case.label);
                continue;
            }
            damaged += 1;
            found += usize::from(repaired != case.original);
            exact += usize::from(repaired == case.wanted());
            if repaired != case.wanted() {
                println!("{}\n  read   {}\n  wanted {}", case.label, repaired, case.wanted());
            }
        }
    }
    println!("{damaged} damaged, {found} found, {exact} repaired exactly");
    assert!(found * 100 >= damaged * 95, "{found} of {damaged} found");
    assert!(exact * 100 >= damaged * 90, "{exact} of {damaged} repaired exactly");
}

/// Some lines of real articles in each language, with letters beyond ASCII and without URLs.
fn real_lines() -> Option<Vec<String>> {
    let mut lines = Vec::new();
    let mut articles: Vec<PathBuf> = fs::read_dir(corpus("articles")?)
        .unwrap()
        .flat_map(|language| fs::read_dir(language.unwrap().path()).unwrap())
        .map(|article| article.unwrap().path())
        .collect();
    articles.sort();
    for article in articles {
        let text = fs::read_to_string(article).unwrap();
        let fit = |line: &&str| (30..250).contains(&line.len()) && !line.is_ascii() && !line.contains("://");
        lines.extend(text.lines().filter(fit).step_by(40).map(str::to_owned));
    }
    Some(lines)
}

#[test]
fn real_lines_read_in_a_wrong_encoding_are_found_and_repaired() {
    let Some(lines) = real_lines() else { return };
    for label in ["windows-1252", "windows-1251", "windows-1250", "windows-1254", "macintosh", "koi8-r"] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let (mut found, mut exact) = (0, 0);
        for line in &lines {
            let (damaged, _) = encoding.decode_without_bom_handling(line.as_bytes());
            let repaired = repair(&damaged);
            found += usize::from(repaired != damaged);
            exact += usize::from(repaired == *line);
        }
        println!("{label}: {found} of {} found, {exact} repaired exactly", lines.len());
        assert!(found * 100 >= lines.len() * 96, "{label}: {found} of {} found", lines.len());
        assert!(exact * 100 >= lines.len() * 80, "{label}: {exact} of {} repaired exactly", lines.len());
    }
}

/// Sentences in many languages, each with a word.
const TEXTS: &[(&str, &str, &str)] = &[
    ("ru", "Привет", "Река течёт через город и впадает в море. В долине много старых деревень."),
    ("uk", "Україна", "Річка тече через місто і впадає в море. У долині є багато старих сіл."),
    ("bg", "Български", "Реката тече през града и се влива в морето. В долината има много стари села."),
    ("el", "Ελλάδα", "Το ποτάμι περνά από την πόλη και χύνεται στη θάλασσα. Υπάρχουν πολλά χωριά."),
    (
        "pl",
        "zażółć",
        "Rzeka płynie przez miasto i wpada do morza. W dolinie leży wiele wsi, są też łąki i źródła.",
    ),
    ("cs", "příliš", "Řeka teče městem a vlévá se do moře. V údolí leží mnoho vesnic a žlutých kůlen."),
    (
        "hu",
        "őrült",
        "A folyó átfolyik a városon és a tengerbe ömlik. Sok régi falu fekszik a völgyben, földjük jó.",
    ),
    ("ro", "țară", "Râul curge prin oraș și se varsă în mare. În vale sunt multe sate și fâneţe."),
    (
        "fr",
        "élève",
        "La rivière traverse la ville et se jette dans la mer. Les étés y sont très secs, même près de la forêt.",
    ),
    (
        "de",
        "Größe",
        "Der Fluss fließt durch die Stadt und mündet ins Meer. Im Tal liegen viele schöne Dörfer.",
    ),
    (
        "es",
        "España",
        "El río cruza la ciudad y desemboca en el mar. ¿Cuántos años tiene la población más próxima?",
    ),
    (
        "tr",
        "Türkçe",
        "Nehir şehirden geçer ve denize dökülür. Vadide birçok eski köy vardır, ığdır ağacı çoktur.",
    ),
    ("lt", "įdomu", "Upė teka per miestą ir įteka į jūrą. Slėnyje yra daug senų kaimų, šiltų žiemų."),
    ("vi", "Việt", "Sông chảy qua thành phố và đổ ra biển. Trong thung lũng có nhiều làng cổ."),
    ("he", "עברית", "הנהר זורם דרך העיר ונשפך אל הים. בעמק יש כפרים ישנים רבים."),
    ("ar", "العربية", "يجري النهر عبر المدينة ويصب في البحر. في الوادي قرى قديمة كثيرة."),
    ("ja", "日本語", "川は町を通って海に流れる。谷には古い村がたくさんある。カタカナも使う。"),
    ("zh", "中文字符", "河流穿过城市流入大海。山谷里有很多古老的村庄，人们在这里生活。"),
    ("zht", "中文字符", "河流穿過城市流入大海。山谷裡有很多古老的村莊，人們在這裡生活。"),
    ("ko", "한국어", "강은 도시를 지나 바다로 흐른다. 골짜기에는 오래된 마을이 많다."),
    ("hy", "Հայաստան", "Գետը հոսում է քաղաքի միջով և թափվում ծովը։"),
    ("hi", "हिन्दी", "नदी शहर से होकर बहती है और समुद्र में गिरती है।"),
    ("en", "don’t", "The river — “as old as the hills” — doesn’t end here… It cost €5, or 3½ £."),
];

/// What a text is when the bytes of its UTF-8 are read in an encoding.
fn misread(bytes: &[u8], encoding: &Encoding) -> String {
    let table: HashMap<u8, char> =
        ('\u{80}'..='\u{FFFF}').filter_map(|c| Some((encoding.byte(c)?, c))).collect();
    let character = |&byte: &u8| if byte.is_ascii() { byte.into() } else { table[&byte] };
    bytes.iter().map(character).collect()
}

#[test]
fn utf8_of_any_language_read_in_any_encoding_is_repaired() {
    let (mut words, mut sentences) = (0, 0);
    for encoding in Encodings::known().list() {
        for (language, word, sentence) in TEXTS {
            words += usize::from(repair(&misread(word.as_bytes(), encoding)) == *word);
            let repaired = repair(&misread(sentence.as_bytes(), encoding));
            sentences += usize::from(repaired == *sentence);
            if repaired != *sentence {
                println!("{} {language}: {repaired}", encoding.name);
            }
        }
    }
    let all = Encodings::known().list().len() * TEXTS.len();
    println!("{words} words and {sentences} sentences of {all} repaired exactly");
    assert!(words * 100 >= all * 88, "{words} of {all} words");
    assert!(sentences * 100 >= all * 90, "{sentences} of {all} sentences");
}

#[test]
fn text_of_another_encoding_is_repaired_and_a_certain_repair_is_right() {
    let labels = [
        ("windows-1251", ["ru", "uk", "bg"].as_slice()),
        ("koi8-u", &["ru", "uk"]),
        ("ibm866", &["ru"]),
        ("iso-8859-5", &["ru"]),
        ("windows-1253", &["el"]),
        ("windows-1255", &["he"]),
        ("windows-1256", &["ar"]),
        ("gbk", &["zh"]),
        ("shift_jis", &["ja"]),
        ("euc-jp", &["ja"]),
        ("euc-kr", &["ko"]),
    ];
    let (mut found, mut all) = (0, 0);
    for (label, languages) in labels {
        let written = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        for (language, _, sentence) in TEXTS.iter().filter(|(language, ..)| languages.contains(language)) {
            let (bytes, _, _) = written.encode(sentence);
            let read_as = ["ISO 8859-1", "Windows-1252", "Windows-1250", "Windows-1251"];
            for read in Encodings::known().list().iter().filter(|read| read_as.contains(&read.name.as_str()))
            {
                let damaged = misread(&bytes, read);
                if read.name.eq_ignore_ascii_case(label) {
                    assert_eq!(repair(&damaged), *sentence, "sound text is left alone");
                    continue;
                }
                let damages = find_damage(&damaged, Encodings::known());
                all += 1;
                found += usize::from(!damages.is_empty());
                if damages.is_empty() {
                    println!("{language}: {label} read as {} is not found: {damaged}", read.name);
                }
                for damage in damages.iter().filter(|damage| damage.certain) {
                    assert!(sentence.contains(&damage.repaired), "{label} as {}: {damage:?}", read.name);
                }
            }
        }
    }
    println!("{found} of {all} found");
    assert!(found * 100 >= all * 85, "{found} of {all} found");
}

#[test]
fn what_ftfy_gets_wrong_is_never_repaired_for_certain() {
    let Some(cases) = cases("known-failures") else { return };
    // The table of the documentation, below its head.
    let documented: Vec<&str> = include_str!("../docs/mojibake.md")
        .lines()
        .filter_map(|line| line.strip_suffix(" |")?.rsplit_once(" | "))
        .map(|(_, done)| done)
        .skip(1)
        .collect();
    assert_eq!(documented.len(), cases.len());
    for (case, documented) in cases.into_iter().zip(documented) {
        let damages = find_damage(&case.original, Encodings::known());
        let done = match repair(&case.original) {
            repaired if repaired == case.wanted() => "repaired",
            repaired if repaired == case.original => "left alone",
            _ => "repaired in part",
        };
        println!("{}: {done}", case.label);
        assert!(
            documented.starts_with(done),
            "{}: {done}, and the documentation says {documented}",
            case.label
        );
        let wrong =
            damages.iter().filter(|damage| damage.certain && !case.wanted().contains(&damage.repaired));
        assert_eq!(wrong.count(), 0, "{}", case.label);
    }
}
