//! The data under `rules/data/` loads, and says what the wikis say.
#![expect(clippy::expect_used, reason = "a test fails by panicking and says what it skips")]

use std::io::Write as _;
use std::path::{Path, PathBuf};

use wikivet::profile::{
    self, CiteParam, CiteParams, Language, ParamType, Profile, Role, TagContent, TemplateSchema,
};
use wikivet::source::{Document, InputKind, Origin};

/// A part of the corpus of real articles; says so where there is none.
fn corpus(part: &str) -> Option<PathBuf> {
    let root = std::env::var_os("WIKIVET_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = root.join("corpus").join(part);
    if !path.exists() {
        let _ = writeln!(std::io::stderr(), "\nskipped: {} is absent", path.display());
        return None;
    }
    Some(path)
}

/// The folder of the data.
fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/data")
}

/// What a folder holds, sorted.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = std::fs::read_dir(folder).expect("a readable folder");
    let mut paths: Vec<PathBuf> = read.map(|entry| entry.expect("a readable entry").path()).collect();
    paths.sort();
    paths
}

#[test]
fn every_profile_loads() {
    for name in Profile::names() {
        let profile = Profile::named(name).unwrap_or_else(|| panic!("{name} does not load"));
        assert_eq!(profile.name, name);
        profile.check_schemas().unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn every_template_name_leads_to_a_schema_and_is_in_normal_form() {
    for wiki in Profile::names() {
        let profile = Profile::named(wiki).expect("loads");
        for name in profile.template_names() {
            assert!(profile.template(name).is_some(), "{wiki}: the schema of `{name}` does not load");
            let words: Vec<&str> = name.split([' ', '_']).collect();
            assert!(!words.contains(&""), "{wiki}: `{name}` has spaces at an end or two in a row");
            assert!(!name.contains('_'), "{wiki}: `{name}` has a low line");
            let prefix = name.split_once(':').and_then(|(prefix, _)| profile.site.namespace(prefix));
            assert_eq!(prefix, None, "{wiki}: `{name}` has a namespace");
        }
    }
}

#[test]
fn no_name_stands_twice_in_a_file_of_a_wiki() {
    for path in entries(&data().join("wikis")) {
        let text = std::fs::read_to_string(&path).expect("readable");
        let file: toml::Table = text.parse().expect("TOML");
        for (key, table) in &file {
            // A name of a namespace stands for one number only, a name of a template for one schema only.
            let lists: Vec<&toml::Value> = match table {
                toml::Value::Table(table) if key != "parameters" => table.values().collect(),
                list => vec![list],
            };
            let names = lists.into_iter().filter_map(toml::Value::as_array).flatten();
            let mut seen = std::collections::HashSet::new();
            for name in names.filter_map(toml::Value::as_str) {
                assert!(seen.insert(name), "{}: `{name}` stands twice under `{key}`", path.display());
            }
        }
    }
}

/// Months whose names are not those of the Unicode locale data, with the reason.
const OTHER_THAN_CLDR: [(&str, &str); 3] = [
    ("eu", "the ending that stands beside a day is part of the name"),
    ("mn", "the ending that stands beside a day is part of the name"),
    ("zh", "dates are written with the number of the month"),
];

#[test]
fn months_are_called_what_the_unicode_locale_data_calls_them() {
    let Some(path) = corpus("common/dates/month-names-cldr.json") else { return };
    let text = std::fs::read_to_string(path).expect("readable");
    let cldr: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let mut compared = 0;
    for code in Language::codes().filter(|&code| OTHER_THAN_CLDR.iter().all(|(other, _)| *other != code)) {
        let months = &Language::named(code).expect("loads").months;
        let Some(names) = cldr[code]["format_wide"].as_array() else { continue };
        let names: Vec<String> = names.iter().filter_map(|name| name.as_str()).map(fold).collect();
        let ours: Vec<String> = months.in_date.iter().map(|name| fold(name)).collect();
        assert_eq!(ours, names, "{code}");
        compared += 1;
    }
    assert!(compared >= 75, "only {compared} languages were compared");
}

/// A name in lower case and in the form that wikis hold text in.
fn fold(name: &str) -> String {
    unicode_normalization::UnicodeNormalization::nfc(name.to_lowercase().as_str()).collect()
}

#[test]
fn every_language_loads() {
    for code in Language::codes() {
        let language = Language::named(code).unwrap_or_else(|| panic!("{code} does not load"));
        assert_eq!(language.code, code);
        assert_eq!(language.months.in_date.len(), 12, "{code}");
    }
}

#[test]
fn a_profile_adds_its_words_to_those_of_all_wikis() {
    let site = &Profile::named("enwiki").expect("enwiki loads").site;
    assert_eq!(site.namespace("wp"), Some(4));
    assert_eq!(site.namespace("File_talk "), Some(7));
    assert_eq!(site.namespace("Datei"), None);
    assert!(site.is_interlanguage("de") && !site.is_interlanguage("wikt"));
    assert!(site.is_interwiki("wikt") && !site.is_interwiki("de"));
    assert_eq!(site.extension_tag("REF"), Some(TagContent::Wikitext));
    assert_eq!(site.extension_tag("math"), Some(TagContent::Opaque));
    assert_eq!(site.extension_tag("center"), None);
    assert!(site.is_redirect_word("#Redirect"));
    assert!(site.is_behaviour_switch("NOTOC") && !site.is_behaviour_switch("NOTHING"));
}

#[test]
fn functions_and_variables_mind_case_as_mediawiki_does() {
    let site = &Profile::neutral().site;
    assert!(site.is_parser_function("#If") && site.is_parser_function("lc"));
    assert!(site.is_parser_function("DEFAULTSORT") && !site.is_parser_function("defaultsort"));
    assert!(site.is_variable("PAGENAME") && site.is_variable("!"));
    assert!(!site.is_variable("lc") && !site.is_variable("pagename"));
}

#[test]
fn file_options_are_words_values_and_sizes() {
    let site = &Profile::neutral().site;
    for option in ["thumb", " Right", "upright=1.2", "200px", "x30px", "200x100 px", "alt=A map"] {
        assert!(site.is_file_option(option), "{option}");
    }
    for caption in ["A map", "px", "rights", "12 px wide"] {
        assert!(!site.is_file_option(caption), "{caption}");
    }
}

#[test]
fn a_profile_that_is_not_embedded_cannot_be_built_upon() {
    for text in ["extends = \"atlantiswiki\"", "templates-of = \"atlantiswiki\""] {
        let error = Profile::from_toml("x", text).expect_err("there is no such profile");
        assert_eq!(error.to_string(), "`x`: `atlantiswiki` is not an embedded profile");
    }
}

#[test]
fn a_schema_that_cannot_be_read_is_told_with_the_profile() {
    let errors = [
        ("[templates]\nweb-pages = [\"A\"]", "`web-pages`: no such schema"),
        (
            "[templates]\nweb-page = [\"A\"]\n[parameters.citation]\ntitel = [\"B\"]",
            "`citation`: no parameter `titel`",
        ),
    ];
    for (text, expected) in errors {
        let error = Profile::from_toml("x", text).expect_err("a schema is wrong");
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn what_a_wiki_requires_of_its_template_is_not_required_of_copies_elsewhere() {
    let copies = [("Internetquelle", "dewiki"), ("Lien web", "frwiki"), ("Ouvrage", "frwiki")]
        .into_iter()
        .chain([("Literatur", "dewiki"), ("Cytuj stronę", "plwiki"), ("Cytuj książkę", "plwiki")]);
    for (name, home) in copies {
        for wiki in Profile::names() {
            let profile = Profile::named(wiki).expect("loads");
            let requires = profile.template(name).map(|schema| !schema.cites.requires.is_empty());
            let expected = if wiki == home { Some(true) } else { requires.and(Some(false)) };
            assert_eq!(requires, expected, "{wiki}: {name}");
        }
    }
}

#[test]
fn tags_are_known_in_any_case_whatever_their_length() {
    let long = "a".repeat(60);
    let text = format!("[tags]\nopaque = [\"Secret\", \"{long}\"]");
    let site = Profile::from_toml("x", &text).expect("a profile").site;
    for name in ["secret", "SECRET", &long] {
        assert_eq!(site.extension_tag(name), Some(TagContent::Opaque), "{name}");
    }
    assert_eq!(site.extension_tag("secre"), None);
}

#[test]
fn of_two_file_options_that_fit_the_same_one_counts_in_every_run() {
    let text = "[file-options]\nb = [\"x=$1\"]\na = [\"x=y$1\"]";
    for _ in 0..20 {
        let site = Profile::from_toml("x", text).expect("a profile").site;
        assert_eq!(site.file_option("x=yes"), Some("a"));
    }
}

#[test]
fn templates_are_known_however_their_name_is_written() {
    let profile = Profile::named("enwiki").expect("enwiki loads");
    for name in ["Cite web", "cite web", " Cite_web\n", "Template:cite web", "template: Cite  web"] {
        let schema = profile.template(name).unwrap_or_else(|| panic!("`{name}` is not known"));
        assert_eq!(schema.name, "cite-web", "{name}");
    }
    for name in ["", "Cite", "User:cite web", "CITE WEB", ":cite web"] {
        assert!(profile.template(name).is_none(), "{name}");
    }
}

#[test]
fn parameters_are_known_by_alias_and_number() {
    let schema = Profile::named("enwiki").and_then(|wiki| wiki.template("cite web")).expect("known");
    assert_eq!(schema.param("accessdate").map(|param| param.kind), Some(ParamType::AccessDate));
    assert_eq!(schema.param("archiveurl").map(|param| param.name.as_str()), Some("archive-url"));
    assert_eq!(schema.param("editor2-first"), schema.param("editor-first"));
    assert_eq!(schema.param("last12").map(|param| param.name.as_str()), Some("last#"));
    assert!(schema.param("acessdate").is_none() && schema.param("2").is_none());
}

#[test]
fn the_types_of_sources_take_differing_parameters() {
    let wiki = Profile::named("enwiki").expect("enwiki loads");
    let [web, conference, arxiv] = ["cite web", "cite conference", "cite arXiv"].map(|name| {
        let schema = wiki.template(name).unwrap_or_else(|| panic!("`{name}` is not known"));
        assert!(schema.is_complete && schema.kinds.iter().any(|kind| kind == "cs1"), "{name}");
        schema
    });
    assert!(web.param("event").is_none() && web.leaves_out("event"));
    assert!(conference.param("event").is_some() && !conference.leaves_out("event"));
    assert!(arxiv.param("publisher").is_none() && arxiv.leaves_out("publisher"));
    assert!(arxiv.param("eprint").is_some() && arxiv.param("author2-first").is_some());
    assert!(!web.leaves_out("publsher"));
}

#[test]
fn the_types_of_sources_say_what_goes_together() {
    let wiki = Profile::named("enwiki").expect("enwiki loads");
    let web = wiki.template("cite web").expect("known");
    let required: Vec<&str> = web.cites.requires.iter().map(|requirement| &*requirement.name).collect();
    assert_eq!(required, ["title", "url"]);
    assert!(web.cites.hides.contains(CiteParam::Volume));
    let ignored = |given: &[CiteParam], schema: &TemplateSchema| {
        schema.cites.ignores.iter().any(|ignored| !ignored.among(&CiteParams::of(given)).is_empty())
    };
    assert!(ignored(&[CiteParam::Chapter], web));
    let cs2 = wiki.template("citation").expect("known");
    assert!(!ignored(&[CiteParam::Chapter], cs2));
    assert!(ignored(&[CiteParam::Chapter, CiteParam::Journal], cs2));
    assert!(!ignored(&[CiteParam::Chapter, CiteParam::Journal, CiteParam::Encyclopedia], cs2));
    let needs = &web.param("doi-access").expect("known").needs;
    assert_eq!(*needs, CiteParams::of(&[CiteParam::Doi]));
}

#[test]
fn a_date_template_says_what_each_argument_is() {
    let schema = Profile::named("enwiki").and_then(|wiki| wiki.template("dda")).expect("known");
    assert!(schema.has(Role::Date));
    let kinds = [ParamType::Year, ParamType::Month, ParamType::Day];
    for (at, name) in ["1", "2", "3", "4", "5", "6"].into_iter().enumerate() {
        let param = schema.param(name).expect("positional");
        assert_eq!((param.kind, param.date as usize), (kinds[at % 3], at / 3 + 1));
    }
}

#[test]
fn words_of_a_language_have_their_values() {
    let language = Language::named("en").expect("English loads");
    assert_eq!(
        ["sept.", "SEPTEMBER", "Sep", "Septembre"].map(|word| language.month(word)),
        [Some(9), Some(9), Some(9), None]
    );
    assert_eq!(language.weekday("sunday"), Some(7));
    assert_eq!(language.number_word("Fifty-four"), Some(54));
    assert!(language.is_hedge("At least") && !language.is_hedge("the"));
    assert!(language.is_conjunction("as well as") && !language.is_conjunction("as"));
    let language = Language::named("uk").expect("Ukrainian loads");
    assert_eq!(language.month("Травня"), Some(5));
    assert_eq!(language.number_word("дев’ять"), Some(9));
}

/// Articles in German that the corpus has among the English ones.
const GERMAN: [&str; 4] = ["Americium.", "Mozilla-Firefox.", "Sara-C.-Bisel.", "Wendy-Mogel."];

#[test]
fn the_wiki_of_a_real_article_is_guessed_and_never_wrongly() {
    let Some(articles) = corpus("articles") else { return };
    let (mut files, mut right, mut wrong) = (0, 0, Vec::new());
    for folder in entries(&articles) {
        let code = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for path in entries(&folder) {
            let is_german = GERMAN
                .iter()
                .any(|start| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start)));
            let expected = match code.as_str() {
                // Simple English is written in the same words.
                "simple" => "enwiki".to_owned(),
                "en" if is_german => "dewiki".to_owned(),
                code => format!("{code}wiki"),
            };
            let text = String::from_utf8_lossy(&std::fs::read(&path).expect("readable")).into_owned();
            let doc = Document::new(Origin::new(path.to_string_lossy(), InputKind::Wikitext), text);
            let choice = profile::choose(&doc, None, None);
            files += 1;
            match choice.profile.name.as_str() {
                name if name == expected => right += 1,
                name => wrong.push(format!("{name}: {}", path.display())),
            }
        }
    }
    println!("{right} of {files} right; others: {wrong:#?}");
    assert!(wrong.iter().all(|line| line.starts_with("neutral:")), "{wrong:#?}");
    assert!(right * 100 >= files * 98, "{right} of {files}: {wrong:#?}");
}

/// What is chosen for a text of a kind: the names of the profile and of the language.
fn chosen(input: InputKind, text: &str, wiki: Option<&str>) -> (String, Option<String>) {
    let mut origin = Origin::new("x", input);
    origin.wiki = wiki.map(str::to_owned);
    let choice = profile::choose(&Document::new(origin, text.to_owned()), None, None);
    (choice.profile.name.clone(), choice.language.map(|language| language.code.clone()))
}

const ENGLISH: &str = "The city of Utopia was the seat of the union and is one of its oldest towns, but they have not been there.";

#[test]
fn what_the_container_says_counts_more_than_the_words() {
    assert_eq!(
        chosen(InputKind::Dump, ENGLISH, Some("jawiki")),
        ("jawiki".to_owned(), Some("ja".to_owned()))
    );
    assert_eq!(
        chosen(InputKind::Dump, ENGLISH, Some("kowiki")),
        ("neutral".to_owned(), Some("en".to_owned()))
    );
    assert_eq!(chosen(InputKind::Wikitext, ENGLISH, None), ("enwiki".to_owned(), Some("en".to_owned())));
}

#[test]
fn an_extract_has_a_language_but_no_wiki() {
    assert_eq!(chosen(InputKind::Extract, ENGLISH, None), ("neutral".to_owned(), Some("en".to_owned())));
}

#[test]
fn a_long_quotation_at_the_start_does_not_make_an_article_english() {
    let quotation = ENGLISH.repeat(40);
    let german = "Die Stadt war der Sitz des Bundes und ist eine der ältesten des Landes. ".repeat(280);
    for end in ["", "[[Kategorie:Ort]]"] {
        let text = format!("{quotation}\n{german}\n{end}");
        assert_eq!(chosen(InputKind::Wikitext, &text, None).0, "dewiki", "{end}");
    }
    let sources = "<ref>''History'', by the editor of the Times</ref>\n".repeat(40);
    let text = format!("{quotation}\n{german}\n{sources}[[Kategorie:Ort]]\n{{{{x}}}}");
    assert_eq!(chosen(InputKind::Wikitext, &text, None).0, "dewiki");
}

#[test]
fn texts_without_evidence_stay_neutral() {
    for text in ["", "{{dts|2019|13|4}}", "The cat of", "東京", "{{{{{{"] {
        assert_eq!(chosen(InputKind::Wikitext, text, None), ("neutral".to_owned(), None), "{text}");
    }
}

#[test]
fn a_language_is_known_also_where_its_wiki_is_not() {
    let text = "Šī ir latviešu valoda, kas ir runāta un rakstīta no seniem laikiem, kā arī par to, uz ko.";
    assert_eq!(chosen(InputKind::Wikitext, text, None), ("neutral".to_owned(), Some("lv".to_owned())));
}

#[test]
fn a_japanese_page_with_english_sources_is_not_english() {
    let text = "東京は日本の首都であり、世界でも大きな都市のひとつである。".repeat(4)
        + "<ref>''The history of the city and its people'', by the editors of the times</ref>";
    assert_eq!(chosen(InputKind::Wikitext, &text, None).0, "jawiki");
}
