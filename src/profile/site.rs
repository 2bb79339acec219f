use std::collections::{HashMap, HashSet};

/// What stands between an extension tag's opening and closing mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TagContent {
    /// Not wikitext: `nowiki`, `math`.
    Opaque,
    /// Wikitext with a range of its own: `ref`, `poem`.
    Wikitext,
    /// Lines of `file|caption`: `gallery`.
    Gallery,
}

/// What of a wiki's configuration the grammar needs. All names are held in lower case with spaces for `_`.
#[derive(Debug, Default)]
pub struct Site {
    pub(super) namespaces: HashMap<String, i32>,
    pub(super) interlanguage: HashSet<String>,
    pub(super) interwiki: HashSet<String>,
    pub(super) protocols: Vec<String>,
    pub(super) tags: HashMap<String, TagContent>,
    pub(super) switches: HashSet<String>,
    pub(super) redirects: HashSet<String>,
    pub(super) functions: HashSet<String>,
    pub(super) file_options: HashSet<String>,
    pub(super) variants: bool,
}

impl Site {
    /// The number of the namespace that a link's prefix (without the colon, any case) names.
    pub fn namespace(&self, prefix: &str) -> Option<i32> {
        self.namespaces.get(&fold(prefix)).copied()
    }

    /// Whether a link's prefix names another language's edition.
    pub fn is_interlanguage(&self, prefix: &str) -> bool {
        self.interlanguage.contains(&fold(prefix))
    }

    /// Whether a link's prefix names another wiki that is not a language edition.
    pub fn is_interwiki(&self, prefix: &str) -> bool {
        self.interwiki.contains(&fold(prefix))
    }

    /// The URL schemes that link, with what follows them: `https://`, `mailto:`, `//` (only in brackets).
    pub fn protocols(&self) -> &[String] {
        &self.protocols
    }

    /// What an extension tag holds; none for a tag that is not an extension's.
    pub fn extension_tag(&self, name: &str) -> Option<TagContent> {
        self.tags.get(&name.to_ascii_lowercase()).copied()
    }

    /// Whether a word between double underscores, given without them, is a behaviour switch.
    pub fn is_behaviour_switch(&self, word: &str) -> bool {
        self.switches.contains(&word.to_lowercase())
    }

    /// Whether a word, with its `#`, makes a page a redirect.
    pub fn is_redirect_word(&self, word: &str) -> bool {
        self.redirects.contains(&word.to_lowercase())
    }

    /// Whether a name, without its colon, is a parser function or a variable: `#if`, `DEFAULTSORT`, `PAGENAME`.
    pub fn is_parser_function(&self, name: &str) -> bool {
        self.functions.contains(&name.to_lowercase())
    }

    /// Whether a word is an option of a file link (`thumb`, `left`, `upright`); sizes and `name=value` apart.
    pub fn is_file_option(&self, word: &str) -> bool {
        self.file_options.contains(&word.to_lowercase())
    }

    /// Whether `-{ … }-` is read as language conversion.
    pub fn has_variants(&self) -> bool {
        self.variants
    }
}

fn fold(name: &str) -> String {
    name.trim().replace('_', " ").to_lowercase()
}
