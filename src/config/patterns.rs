//! Patterns for paths, as `.gitignore` has them.

use std::path::Path;

use globset::GlobBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use toml::Spanned;

/// Patterns for paths below one folder; without any, nothing matches.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    matcher: Option<Gitignore>,
}

impl Patterns {
    /// Patterns for paths relative to a folder.
    ///
    /// # Errors
    ///
    /// The patterns that are none, each with what is wrong with it.
    pub(super) fn new<'w>(
        folder: &Path,
        words: &'w [Spanned<String>],
    ) -> Result<Patterns, Vec<(&'w Spanned<String>, String)>> {
        let mut builder = GitignoreBuilder::new(folder);
        let mut wrong = Vec::new();
        for word in words {
            let error = match builder.add_line(None, word.get_ref()) {
                Err(ignore::Error::Glob { err, .. }) => Some(err),
                Err(other) => Some(other.to_string()),
                Ok(_) => unclosed(word.get_ref()),
            };
            if let Some(error) = error {
                wrong.push((word, format!("`{}` is no pattern: {error}", word.get_ref())));
            }
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Patterns { matcher: builder.build().ok().filter(|matcher| !matcher.is_empty()) })
    }

    /// Whether a path, which is relative to the folder, is matched by itself.
    pub(super) fn matches(&self, path: &Path, is_folder: bool) -> bool {
        self.matcher.as_ref().is_some_and(|matcher| matcher.matched(path, is_folder).is_ignore())
    }

    /// Whether a file's path, which is relative to the folder, or one of the folders it is in is matched.
    pub(super) fn matches_within(&self, path: &Path) -> bool {
        let Some(matcher) = &self.matcher else { return false };
        !path.has_root() && matcher.matched_path_or_any_parents(path, false).is_ignore()
    }
}

/// What is wrong with a pattern that `.gitignore` takes for plain text since a bracket of it is never closed.
fn unclosed(pattern: &str) -> Option<String> {
    let pattern = pattern.strip_prefix('!').unwrap_or(pattern);
    let is_comment = pattern.starts_with('#');
    let built = GlobBuilder::new(pattern).backslash_escape(true).build();
    built.err().filter(|_| !is_comment).map(|error| error.kind().to_string())
}
