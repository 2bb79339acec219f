use std::io::{self, BufWriter, Write};

use super::args::{AstArguments, TreeFormat};
use super::inputs::{check_names, inputs, reading};
use super::{CLEAN, FAILED, colour, complain};
use crate::lint;
use crate::profile;
use crate::report::{self, ast};
use crate::runner::{self, Item};
use crate::source::Document;

/// Prints the tree of each document.
pub(super) fn run(arguments: &AstArguments) -> anyhow::Result<u8> {
    check_names(&arguments.input)?;
    let wiki = Some(arguments.input.wiki.as_str()).filter(|&wiki| wiki != "auto");
    let language = arguments.input.language.as_deref();
    let colour = colour(arguments.color);
    let mut failed = false;
    let work = |doc: &Document| -> io::Result<Vec<u8>> {
        let tree = lint::parse(doc, &profile::choose(doc, wiki, language));
        let mut bytes = Vec::new();
        match arguments.format {
            TreeFormat::Json => ast::json(doc, &tree, &mut bytes)?,
            TreeFormat::Tree => ast::tree(doc, &tree, &mut bytes, colour)?,
        }
        Ok(bytes)
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let result =
        runner::run(inputs(&arguments.input), &reading(&arguments.input), 1, work, |item| match item {
            Item::Document(_, tree) => tree.and_then(|tree| out.write_all(&tree)),
            Item::Skipped(_) => Ok(()),
            Item::Failed(failure) => {
                failed = true;
                complain(&report::escape(&failure.to_string()));
                Ok(())
            }
        });
    match result.and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(if failed { FAILED } else { CLEAN }),
    }
}
