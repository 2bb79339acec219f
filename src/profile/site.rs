use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::data::DataError;
use super::wiki_file::WikiFile;

/// What stands between an extension tag's opening and closing mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagContent {
    /// Not wikitext: `nowiki`, `math`.
    Opaque,
    /// Wikitext with a range of its own: `ref`, `poem`.
    Wikitext,
    /// Lines of `file|caption`: `gallery`.
    Gallery,
    /// Not wikitext, unless the attribute `format` says so; without lists then: `pre`.
    Preformatted,
}

/// What of a wiki's configuration the grammar needs.
#[derive(Clone, Debug, Default)]
pub struct Site {
    namespaces: FxHashMap<String, i32>,
    interlanguage: FxHashSet<String>,
    interwiki: FxHashSet<String>,
    protocols: Vec<String>,
    schemes: Vec<Scheme>,
    /// By name in lower case, sorted.
    tags: Vec<(Box<str>, TagContent)>,
    switches: Words,
    redirects: FxHashSet<String>,
    functions: Words,
    variables: Words,
    link_trail: LinkTrail,
    file_options: FileOptions,
    variants: bool,
    capital_links: bool,
}

/// A protocol taken apart: the name of the URL scheme, and the colon with what follows it.
#[derive(Clone, Debug)]
pub(crate) struct Scheme {
    name: Box<str>,
    slashes: Box<str>,
}

impl Scheme {
    /// The scheme's name and the colon with the slashes after it.
    pub(crate) fn parts(&self) -> (&str, &str) {
        (&self.name, &self.slashes)
    }

    /// The last byte of the name.
    pub(crate) fn last(&self) -> u8 {
        self.name.as_bytes().last().copied().unwrap_or_default()
    }
}

/// Some characters: ranges with both ends, and those of ASCII as bits.
#[derive(Clone, Debug, Default)]
struct LinkTrail {
    ranges: Vec<(char, char)>,
    ascii: u128,
}

/// Words of which some count in any case and some only as they are written.
#[derive(Clone, Debug, Default)]
struct Words {
    folded: FxHashSet<String>,
    exact: FxHashSet<String>,
}

/// What options of file links are called, by whole words, by what stands before a value, and by what stands after a
/// size.
#[derive(Clone, Debug, Default)]
struct FileOptions {
    words: FxHashMap<String, String>,
    before: Vec<(String, String)>,
    after: Vec<(String, String)>,
}

impl Site {
    /// The number of the namespace that a link's prefix (without the colon, any case) names.
    pub fn namespace(&self, prefix: &str) -> Option<i32> {
        self.namespaces.get(fold(prefix).as_ref()).copied()
    }

    /// Whether a link's prefix names another language's edition.
    pub fn is_interlanguage(&self, prefix: &str) -> bool {
        self.interlanguage.contains(fold(prefix).as_ref())
    }

    /// Whether a link's prefix names a wiki that is not another language's edition: one of another kind, or this one.
    pub fn is_interwiki(&self, prefix: &str) -> bool {
        self.interwiki.contains(fold(prefix).as_ref())
    }

    /// The URL schemes that link, with what follows them: `https://`, `mailto:`, `//` (only in brackets).
    pub fn protocols(&self) -> &[String] {
        &self.protocols
    }

    /// The protocols that a URL in running text begins with.
    pub(crate) fn schemes(&self) -> &[Scheme] {
        &self.schemes
    }

    /// What an extension tag, named in any case, holds; none for a tag that is not an extension's.
    pub fn extension_tag(&self, name: &str) -> Option<TagContent> {
        self.tag_content(name.as_bytes())
    }

    /// The same by the bytes of a name as they are read.
    pub(crate) fn tag_content(&self, name: &[u8]) -> Option<TagContent> {
        let found = self.tags.iter().find(|(tag, _)| tag.as_bytes().eq_ignore_ascii_case(name));
        found.map(|&(_, content)| content)
    }

    /// Whether a word between double underscores, given without them, is a behaviour switch.
    pub fn is_behaviour_switch(&self, word: &str) -> bool {
        self.switches.contains(word)
    }

    /// Whether a word, with its `#`, makes a page a redirect.
    pub fn is_redirect_word(&self, word: &str) -> bool {
        self.redirects.contains(lower(word).as_ref())
    }

    /// Whether a name, without its colon, is a parser function or a variable: `#if`, `DEFAULTSORT`, `PAGENAME`.
    pub fn is_parser_function(&self, name: &str) -> bool {
        self.functions.contains(name) || self.variables.contains(name)
    }

    /// Whether a name that stands without a colon is a variable: `PAGENAME`, `!`, but not `lc`, which is a template then.
    pub fn is_variable(&self, name: &str) -> bool {
        self.variables.contains(name)
    }

    /// Whether a part of a file link is an option and no caption: `thumb`, `upright=1.2`, `200x100px`, `alt=…`.
    pub fn is_file_option(&self, part: &str) -> bool {
        self.file_option(part).is_some()
    }

    /// What MediaWiki calls the option that a part of a file link is, in whatever language it is written: `thumbnail`,
    /// `alt`, `link`, `width` …; none for a caption.
    pub fn file_option(&self, part: &str) -> Option<&str> {
        self.file_options.name(part.trim())
    }

    /// Whether a character directly behind a link in double brackets is shown as part of it.
    pub fn goes_on_link(&self, sign: char) -> bool {
        self.link_trail.has(sign)
    }

    /// Whether the first letter of a title is always a capital, so that its case does not count in links. Of a wiki
    /// that is not known it is not said.
    pub fn has_capital_links(&self) -> bool {
        self.capital_links
    }

    /// Whether `-{ … }-` is read as language conversion.
    pub fn has_variants(&self) -> bool {
        self.variants
    }

    /// Adds what a wiki's file says.
    pub(super) fn extend(&mut self, file: WikiFile, name: &str) -> Result<(), DataError> {
        for (number, names) in file.namespaces {
            let number = number.parse().map_err(|_| DataError::Value {
                file: name.to_owned(),
                problem: format!("`{number}` is not a namespace's number"),
            })?;
            self.namespaces.extend(names.iter().map(|name| (fold(name).into_owned(), number)));
        }
        self.interlanguage.extend(file.interlanguage);
        self.interwiki.extend(file.interwiki);
        for own in file.own_prefixes {
            self.interlanguage.remove(&own);
            self.interwiki.insert(own);
        }
        self.schemes.extend(file.protocols.iter().filter_map(|protocol| {
            let (name, slashes) = protocol.split_at(protocol.find(':').filter(|&at| at > 0)?);
            Some(Scheme { name: name.into(), slashes: slashes.into() })
        }));
        self.protocols.extend(file.protocols);
        self.switches.folded.extend(file.behaviour_switches.iter().map(|word| word.to_lowercase()));
        self.switches.exact.extend(file.behaviour_switches_exact);
        self.redirects.extend(file.redirect_words.iter().map(|word| word.to_lowercase()));
        self.functions.folded.extend(file.functions.iter().map(|word| word.to_lowercase()));
        self.functions.exact.extend(file.functions_exact);
        self.variables.folded.extend(file.variables.iter().map(|word| word.to_lowercase()));
        self.variables.exact.extend(file.variables_exact);
        for (option, patterns) in file.file_options {
            for pattern in patterns {
                self.file_options.add(&pattern, &option);
            }
        }
        if let Some(signs) = file.link_trail {
            self.link_trail = LinkTrail::of(&signs);
        }
        for (names, content) in [
            (file.tags.opaque, TagContent::Opaque),
            (file.tags.wikitext, TagContent::Wikitext),
            (file.tags.gallery, TagContent::Gallery),
            (file.tags.preformatted, TagContent::Preformatted),
        ] {
            for name in names.iter().map(|name| name.to_ascii_lowercase()) {
                match self.tags.binary_search_by(|(tag, _)| tag.as_ref().cmp(name.as_str())) {
                    Ok(at) => self.tags[at].1 = content,
                    Err(at) => self.tags.insert(at, (name.into(), content)),
                }
            }
        }
        self.variants |= file.variants;
        self.capital_links |= file.capital_links;
        Ok(())
    }
}

impl Words {
    fn contains(&self, word: &str) -> bool {
        self.exact.contains(word) || self.folded.contains(lower(word).as_ref())
    }
}

impl FileOptions {
    /// Adds a pattern in which `$1` stands for a value.
    fn add(&mut self, pattern: &str, option: &str) {
        let pattern = pattern.to_lowercase();
        let option = option.to_owned();
        if let Some(before) = pattern.strip_suffix("$1") {
            self.before.push((before.to_owned(), option));
        } else if let Some(after) = pattern.strip_prefix("$1") {
            self.after.push((after.to_owned(), option));
        } else {
            self.words.insert(pattern, option);
        }
    }

    fn name(&self, part: &str) -> Option<&str> {
        let part = lower(part);
        let is_size = |size: &str| !size.is_empty() && size.bytes().all(|b| b.is_ascii_digit() || b == b'x');
        let sized = |after: &str| part.strip_suffix(after).is_some_and(|size| is_size(size.trim_end()));
        let sizes = || self.after.iter().find(|(after, _)| sized(after)).map(|(_, option)| option);
        let values =
            || self.before.iter().find(|(before, _)| part.starts_with(before)).map(|(_, option)| option);
        self.words.get(part.as_ref()).or_else(sizes).or_else(values).map(String::as_str)
    }
}

impl LinkTrail {
    /// Ranges are three signs with a hyphen in the middle.
    fn of(items: &[String]) -> Self {
        let ranges = items.iter().flat_map(|item| match item.chars().collect::<Vec<_>>()[..] {
            [first, '-', last] => vec![(first, last)],
            ref signs => signs.iter().map(|&sign| (sign, sign)).collect(),
        });
        let mut trail = LinkTrail { ranges: ranges.collect(), ascii: 0 };
        let ascii = (0..128_u8).filter(|&byte| trail.is_in_range(byte.into()));
        trail.ascii = ascii.fold(0, |bits, byte| bits | 1 << byte);
        trail
    }

    fn has(&self, sign: char) -> bool {
        if sign.is_ascii() { self.ascii >> (sign as u32) & 1 == 1 } else { self.is_in_range(sign) }
    }

    fn is_in_range(&self, sign: char) -> bool {
        self.ranges.iter().any(|&(first, last)| (first..=last).contains(&sign))
    }
}

/// A link's prefix as it is held: lower case, spaces for `_`, none at the ends.
fn fold(name: &str) -> Cow<'_, str> {
    let name = name.trim();
    if name.contains('_') { Cow::Owned(name.replace('_', " ").trim().to_lowercase()) } else { lower(name) }
}

/// The text in lower case, borrowed where it is so already.
fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    }
}
