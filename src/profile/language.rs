/// What rules need to know of a language: the typed form of `rules/data/languages/<code>.toml`.
#[derive(Debug, Default)]
pub struct Language {
    /// The BCP 47 code: `en`.
    pub code: String,
}
