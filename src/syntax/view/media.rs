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
    /// let options: Vec<_> = file.options().map(|option| option.value()).collect();
    /// assert_eq!(options, ["thumb", "alt=A hill", "The [[Palatine Hill|hill]]"]);
    /// assert_eq!(file.caption(site).unwrap().value(), "The [[Palatine Hill|hill]]");
    /// assert_eq!(file.option("alt").unwrap().value(), "alt=A hill");
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

    /// The option `name=…`; the last one counts.
    pub fn option(self, name: &str) -> Option<FileOption<'t>> {
        self.options().filter(|option| option.name() == Some(name)).last()
    }

    /// The caption: the last option that the site does not know.
    pub fn caption(self, site: &Site) -> Option<FileOption<'t>> {
        self.options().filter(|option| !site.is_file_option(option.value())).last()
    }
}

view! {
    /// One option of a file, with its `|`: see [`File`].
    FileOption of FileOption
}

impl<'t> FileOption<'t> {
    /// The nodes after the `|`.
    pub fn value_nodes(self) -> impl Iterator<Item = NodeRef<'t>> {
        self.0.children().skip(1)
    }

    /// Where they stand.
    pub fn value_span(self) -> Span {
        super::span_of(self.value_nodes(), self.0.span().end)
    }

    /// Their source, trimmed: `thumb`, `alt=A hill`, a caption.
    pub fn value(self) -> &'t str {
        self.0.document_text().get(self.value_span().range()).unwrap_or_default().trim()
    }

    /// What stands before an `=` of plain text.
    pub fn name(self) -> Option<&'t str> {
        let first = self.value_nodes().next().filter(|first| first.kind() == Kind::Text)?;
        Some(first.source().split_once('=')?.0.trim())
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

    /// What it is sorted by, as written, trimmed; none without a `|`.
    pub fn sort_key(self) -> Option<&'t str> {
        let span = self.link().label_span();
        let key = self.0.document_text().get(span.range()).unwrap_or_default();
        self.link().has_label().then(|| key.trim())
    }
}
