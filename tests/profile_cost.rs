//! How much of the data under `rules/data/` is parsed for one small article.
//! A test of its own process, since what is parsed is kept for all documents of a run.

use std::path::Path;

use wikivet::profile::{self, Language, Profile};
use wikivet::source::{Document, InputKind, Origin};

const ARTICLE: &str = "\
{{Use dmy dates|date=May 2020}}
'''Utopia''' is a state of the north that was founded by the people of the south. It has been a part of the union
since {{start date|1990|5|1}}, and they are at peace with all of its neighbours which had been at war.<ref>{{cite
news|title=Peace|date=1 May 1990}}</ref>
[[Category:States]]
";

/// The size of a data file, in bytes.
fn size(file: &str) -> u64 {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/data").join(file);
    std::fs::metadata(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).len()
}

#[test]
fn a_small_article_parses_its_own_wiki_and_schemas_and_no_others() {
    let doc = Document::new(Origin::new("utopia.wiki", InputKind::Wikitext), ARTICLE.to_owned());
    let choice = profile::choose(&doc, None, None);
    for name in ["Use dmy dates", "start date", "cite news", "no such template"] {
        choice.profile.template(name);
    }

    let mut profiles: Vec<&str> = Profile::parsed().collect();
    profiles.sort_unstable();
    assert_eq!(profiles, ["enwiki", "neutral"]);
    assert_eq!(Language::parsed().collect::<Vec<_>>(), ["en"]);
    let mut schemas: Vec<&str> = choice.profile.parsed_schemas().collect();
    schemas.sort_unstable();
    assert_eq!(schemas, ["cite-news", "date-parts", "day-first"]);

    let files = profiles.iter().map(|name| format!("wikis/{name}.toml"));
    let files = files.chain(schemas.iter().map(|name| format!("templates/{name}.toml")));
    // `cite-news` extends `cs1`, and that `citation`.
    let others = ["templates/cs1.toml", "templates/citation.toml", "languages/en.toml", "guess.toml"]
        .map(str::to_owned);
    let files = files.chain(others);
    let parsed: u64 = files.map(|file| size(&file)).sum();
    assert!(parsed <= 88 * 1024, "{parsed} bytes of data are parsed for a small article");
}
