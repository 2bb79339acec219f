use serde::Deserialize;

/// How a language sets its marks, and which words it writes twice.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Typography {
    /// Marks that stand right behind a word; a space before one is a mistake: `,.;:!?`.
    pub unspaced: String,
    /// Whether a space stands between a number and the percent sign; none where both are usual.
    pub percent_spaced: Option<bool>,
    /// Words, in lower case, that are a mistake where they stand twice in a row: `the`.
    pub never_twice: Vec<String>,
    /// Words, in lower case, that may stand twice in a row: `had`.
    pub twice: Vec<String>,
    /// Whether any word may stand twice, for emphasis or for "each", so that only those that never do are a mistake.
    pub reduplicates: bool,
    /// Words, in lower case, that have a comma in them: `ό,τι`.
    pub joined: Vec<String>,
    /// Abbreviations, in lower case and without the final full stop, that a capital letter may follow without a space: `prof`.
    pub abbreviations: Vec<String>,
}
