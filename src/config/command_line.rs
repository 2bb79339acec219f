use crate::finding::Severity;
use crate::source::InputKind;

/// What was said on the command line; it wins over all configuration.
#[derive(Clone, Debug, Default)]
pub struct CommandLine {
    /// The wiki of all articles: a name, or `auto`.
    pub wiki: Option<String>,
    /// The language of all articles: a code, or `auto`.
    pub language: Option<String>,
    /// The kind of input; the inner none is `auto`.
    pub input: Option<Option<InputKind>>,
    /// Selectors that replace what was selected before, if there are any.
    pub select: Vec<String>,
    /// Selectors that are added.
    pub extend_select: Vec<String>,
    /// Selectors that are taken away.
    pub ignore: Vec<String>,
    /// The least severity that is shown.
    pub min_severity: Option<Severity>,
    /// The least severity that fails a run; the inner none is `never`.
    pub fail_on: Option<Option<Severity>>,
}
