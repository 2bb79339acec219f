use std::borrow::Cow;

use super::Link;
use crate::profile::Site;
use crate::source::Span;
use crate::syntax::{Kind, NodeRef};

view! {
    /// `[[File: … ]]`, or a line of a gallery.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{File, parse}};
    /// let site = &Profile::named("enwiki").unwrap().site;
    /// let tree = parse("[[File:Rome.jpg|thumb|alt=A hill|The [[Palatine Hill|hill]]]]", site);
    /// let file = tree.nodes().find_map(File::cast).unwrap();
    /// assert_eq!(file.link().target(), "File:Rome.jpg");
    /// let options: Vec<_> = file.options().map(|option| option.text()).collect();
    /// assert_eq!(options, ["thumb", "alt=A hill", "The [[Palatine Hill|hill]]"]);
    /// assert_eq!(file.caption(site).unwrap().text(), "The [[Palatine Hill|hill]]");
    /// assert_eq!(file.option("alt", site).unwrap().value(site), "A hill");
    ///
    /// // Options have names in the wiki's language too.
    /// let site = &Profile::named("dewiki").unwrap().site;
    /// let tree = parse("[[Datei:Rom.jpg|mini|alternativtext=Ein Hügel]]", site);
    /// let file = tree.nodes().find_map(File::cast).unwrap();
    /// let names: Vec<_> = file.options().map(|option| option.name(site)).collect();
    /// assert_eq!(names, [Some("thumbnail"), Some("alt")]);
    /// assert_eq!(file.option("alt", site).unwrap().value(site), "Ein Hügel");
    /// ```
    File of File | GalleryLine
}

impl<'t> File<'t> {
    /// The same node as a link, for its target.
    pub fn link(self) -> Link<'t> {
        Link::of(self.0)
    }

    /// All that stands after a `|`, the caption among it.
    pub fn options(self) -> impl Iterator<Item = FileOption<'t>> {
        self.0.children_of(Kind::FileOption).map(FileOption)
    }

    /// The option that MediaWiki calls so, in whatever language it is written (see [`Site::file_option`]); the last one
    /// counts.
    pub fn option(self, name: &str, site: &Site) -> Option<FileOption<'t>> {
        self.options().filter(|option| option.name(site) == Some(name)).last()
    }

    /// The caption: the last option that the site does not know.
    pub fn caption(self, site: &Site) -> Option<FileOption<'t>> {
        self.options().filter(|option| option.name(site).is_none()).last()
    }
}

view! {
    /// One option of a file, with its `|`: see [`File`].
    FileOption of FileOption
}

impl<'t> FileOption<'t> {
    /// The nodes after the `|`, a name among them.
    pub fn text_nodes(self) -> impl Iterator<Item = NodeRef<'t>> {
        self.0.children().skip(1)
    }

    /// Where they stand, with the white space around them.
    pub fn text_span(self) -> Span {
        super::span_of(self.text_nodes(), self.0.span().end)
    }

    /// Their source, trimmed, comments kept: `thumb`, `alt=A hill`, a caption.
    pub fn text(self) -> &'t str {
        self.0.document_text().get(self.text_span().range()).unwrap_or_default().trim()
    }

    /// What MediaWiki calls the option; none for a caption. See [`Site::file_option`].
    pub fn name(self, site: &Site) -> Option<&str> {
        site.file_option(self.text())
    }

    /// What stands after the `=` of an option, trimmed, comments kept; all of the text of an option without `=` and of
    /// a caption.
    pub fn value(self, site: &Site) -> &'t str {
        let text = self.text();
        match text.split_once('=') {
            Some((_, value)) if self.name(site).is_some() => value.trim(),
            _ => text,
        }
    }
}

view! {
    /// `[[Category: … ]]`.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{Category, parse}};
    /// let tree = parse("[[Category:Kings of Rome|Romulus]]", &Profile::neutral().site);
    /// let category = tree.nodes().find_map(Category::cast).unwrap();
    /// assert_eq!(category.name(), "Kings of Rome");
    /// assert_eq!(category.sort_key(), Some("Romulus"));
    /// ```
    Category of Category
}

impl<'t> Category<'t> {
    /// The same node as a link, for its target with the namespace.
    pub fn link(self) -> Link<'t> {
        Link::of(self.0)
    }

    /// The target without its namespace.
    pub fn name(self) -> Cow<'t, str> {
        let after_colon = |target: &str| target.find(':').map_or(0, |colon| colon + 1);
        match self.link().target() {
            Cow::Borrowed(target) => {
                Cow::Borrowed(target.get(after_colon(target)..).unwrap_or_default().trim())
            }
            Cow::Owned(target) => {
                Cow::Owned(target.get(after_colon(&target)..).unwrap_or_default().trim().to_owned())
            }
        }
    }

    /// What it is sorted by, as written, trimmed, comments kept; none without a `|`.
    pub fn sort_key(self) -> Option<&'t str> {
        let span = self.link().label_span();
        let key = self.0.document_text().get(span.range()).unwrap_or_default();
        self.link().has_label().then(|| key.trim())
    }
}
