//! One case of a parser's tests, whatever file it stands in.

use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::path::Path;

use bzip2::read::MultiBzDecoder;
use serde::Deserialize;

use crate::{mwtest, parser_tests};

/// What a case expects.
pub(crate) enum Expected {
    /// The HTML that a wiki makes of the text.
    Html(String),
    /// The tokens of mwparserfromhell.
    Tokens(Vec<mwtest::Token>),
    /// Nothing that can be compared, and why.
    Nothing(&'static str),
}

/// One case.
pub(crate) struct Case {
    /// Folder and file, as seen from the folder of the conformance data.
    pub(crate) file: String,
    pub(crate) name: String,
    pub(crate) wikitext: String,
    pub(crate) expected: Expected,
    /// The title of the page that the text is taken for.
    pub(crate) title: String,
    /// The code of the wiki's language.
    pub(crate) language: String,
    /// Whether the text is shown in another variant of the language than it is written in.
    pub(crate) converted: bool,
}

/// The title that the tests' own runner gives a page.
pub(crate) const TITLE: &str = "Parser test";

/// The cases of wikiparser-node.
const NODE: &str = "wikiparser-node-parserTests.json";

/// All cases below a folder, by file; a case that stands in a second file with the same text is left out there.
pub(crate) fn all(folder: &Path) -> Vec<Case> {
    let mut cases = Vec::new();
    for name in ["cite-parserTests", "mwparserfromhell", "parsoid-parserTests", "wikiparser-node-extTests"] {
        let mut files: Vec<_> =
            fs::read_dir(folder.join(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for path in files {
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            let file = format!("{name}/{}", path.file_name().unwrap().to_string_lossy());
            if path.extension().is_some_and(|extension| extension == "mwtest") {
                cases.extend(mwtest::cases(&file, &text));
            } else {
                cases.extend(parser_tests::cases(&file, &text));
            }
        }
    }
    cases.extend(node_cases(folder));
    // wikiparser-node's cases are those of the other files, without their settings.
    let mut seen = HashSet::new();
    cases.retain(|case| {
        let text = case.wikitext.trim_end().to_owned();
        let is_node = case.file == NODE;
        let new = seen.insert((text.clone(), None));
        let new = new | (!is_node && seen.insert((text, Some((case.language.clone(), case.title.clone())))));
        new || !is_node && !matches!(case.expected, Expected::Html(_))
    });
    cases
}

/// The cases of wikiparser-node, kept as JSON.
fn node_cases(folder: &Path) -> Vec<Case> {
    #[derive(Deserialize)]
    struct NodeCase {
        file: String,
        desc: String,
        wikitext: String,
        html: Option<String>,
        title: Option<String>,
    }
    let mut text = String::new();
    let packed = fs::File::open(folder.join(format!("{NODE}.bz2"))).unwrap();
    MultiBzDecoder::new(packed).read_to_string(&mut text).unwrap();
    let cases: Vec<NodeCase> = serde_json::from_str(&text).unwrap();
    let case = |case: NodeCase| Case {
        file: NODE.to_owned(),
        name: format!("{}: {}", case.file, case.desc),
        expected: case.html.map_or(Expected::Nothing("no expected HTML"), Expected::Html),
        title: case.title.unwrap_or(TITLE.to_owned()),
        language: node_language(&case.wikitext).to_owned(),
        wikitext: case.wikitext,
        converted: false,
    };
    cases.into_iter().map(case).collect()
}

/// The wiki of wikiparser-node's own tests has language variants, which English has none of.
pub(crate) fn node_language(wikitext: &str) -> &'static str {
    if wikitext.contains("-{") { "zh" } else { "en" }
}
