//! What of a page is compared.

/// One of the things that are compared, each on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Feature {
    Headings,
    Links,
    ExternalLinks,
    MagicLinks,
    Files,
    ListItems,
    Tables,
    Preformatted,
    Bold,
    Italic,
    /// The marks of references where they stand.
    References,
    /// What stands in references, as the list of them shows it.
    Notes,
    Templates,
    Arguments,
    Tags,
    Comments,
    Entities,
}

impl Feature {
    pub(crate) const ALL: [Feature; 17] = [
        Feature::Headings,
        Feature::Links,
        Feature::ExternalLinks,
        Feature::MagicLinks,
        Feature::Files,
        Feature::ListItems,
        Feature::Tables,
        Feature::Preformatted,
        Feature::Bold,
        Feature::Italic,
        Feature::References,
        Feature::Notes,
        Feature::Templates,
        Feature::Arguments,
        Feature::Tags,
        Feature::Comments,
        Feature::Entities,
    ];

    /// The name in the checked-in tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Feature::Headings => "headings",
            Feature::Links => "links",
            Feature::ExternalLinks => "external links",
            Feature::MagicLinks => "magic links",
            Feature::Files => "files",
            Feature::ListItems => "list items",
            Feature::Tables => "tables",
            Feature::Preformatted => "preformatted",
            Feature::Bold => "bold",
            Feature::Italic => "italic",
            Feature::References => "references",
            Feature::Notes => "notes",
            Feature::Templates => "templates",
            Feature::Arguments => "arguments",
            Feature::Tags => "tags",
            Feature::Comments => "comments",
            Feature::Entities => "entities",
        }
    }
}

/// What is there of each feature, in the order of the page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    entries: [Vec<String>; Feature::ALL.len()],
}

impl Outline {
    /// Adds one entry; its place, to be written on later.
    pub(crate) fn add(&mut self, feature: Feature, entry: impl Into<String>) -> usize {
        let entries = &mut self.entries[feature as usize];
        entries.push(entry.into());
        entries.len() - 1
    }

    /// An entry that was added.
    pub(crate) fn entry(&mut self, feature: Feature, index: usize) -> &mut String {
        &mut self.entries[feature as usize][index]
    }

    /// The entries of one feature.
    pub(crate) fn of(&self, feature: Feature) -> &[String] {
        &self.entries[feature as usize]
    }

    /// The entries of one feature, to be put right.
    pub(crate) fn of_mut(&mut self, feature: Feature) -> &mut Vec<String> {
        &mut self.entries[feature as usize]
    }
}
