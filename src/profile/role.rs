/// What a template is for. Rules ask for roles, never for names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Role {
    /// Cites a source: `cite web`, `Internetquelle`.
    Citation,
    /// Shows or sorts by a date given in its arguments: `dts`, `start date`.
    Date,
    /// Declares that the article writes dates day first.
    DayFirst,
    /// Declares that the article writes dates month first.
    MonthFirst,
    /// Shows a flag or a country with its flag.
    Flag,
    /// Marks the link before it as dead.
    DeadLink,
    /// Points to an archived copy of the link before it.
    Archive,
    /// Lists the references.
    ReferenceList,
    /// A note above the text that points to other pages.
    Hatnote,
    /// Gives its argument as text in another language.
    ForeignText,
    /// Gives its argument as a quotation.
    Quotation,
    /// Says that what looks wrong is meant so.
    Sic,
    /// Shows its argument as an example of code, or of what somebody types: `code`, `tlx`.
    Code,
    /// Sorts a table cell, or formats a number in it.
    SortKey,
    /// Opens, continues or closes a table from within a template.
    TablePart,
    /// Asks for something to be mended, with the month it was set.
    Maintenance,
    /// A box of links at the end of an article.
    Navigation,
    /// A box of data at the start of an article.
    Infobox,
    /// Says that a table cell has no value: `n/a`.
    NoValue,
    /// Fills a table cell with a word and its colour: `yes`, `won`.
    TableCell,
    /// Footnote that is not a `<ref>`: `efn`, `sfn`.
    Footnote,
    /// Footnote that leads to a source by surnames and year: `sfn`, `harvnb`.
    ShortFootnote,
    /// Several such footnotes in one: `sfnm`.
    ShortFootnotes,
    /// Makes the anchor that such footnotes lead to: `sfnref`.
    CitationAnchor,
    /// Cites a source that only it knows: the names, the year and the anchor are its own.
    OwnSource,
    /// Asks for a source of what stands before it.
    CitationNeeded,
    /// Shows its first positional argument as it is, only styled: `nowrap`, `small`.
    Styled,
    /// Links to the web address in its arguments: `URL`, `official website`.
    WebLink,
    /// Says that the year or number after it is a guess: `circa`.
    Approximate,
    /// Lists the footnotes of a group that it knows by itself: `notelist`.
    NoteList,
    /// Keeps all bots off: `nobots`.
    NoBots,
    /// Keeps some bots off, or lets some in: `bots`.
    Bots,
    /// Says that somebody is working on the page: `in use`.
    InUse,
    /// Links by an identifier of a publication: `ISBN`.
    Identifier,
    /// Lays out the list that stands in it: `columns-list`.
    Columns,
}

/// A set of roles, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoleSet(u64);

impl RoleSet {
    /// The set without a role.
    pub const EMPTY: RoleSet = RoleSet(0);

    /// The set of the given roles.
    pub const fn of(roles: &[Role]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < roles.len() {
            bits |= 1 << roles[at] as u8;
            at += 1;
        }
        RoleSet(bits)
    }

    /// Whether a role is in it.
    pub fn contains(self, role: Role) -> bool {
        self.0 & (1 << role as u8) != 0
    }

    /// Whether the two sets share a role.
    pub fn intersects(self, other: RoleSet) -> bool {
        self.0 & other.0 != 0
    }

    /// The roles of both.
    pub fn union(self, other: RoleSet) -> RoleSet {
        RoleSet(self.0 | other.0)
    }

    /// Whether no role is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}
