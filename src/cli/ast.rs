use std::io::{self, BufWriter, Write};

use anyhow::bail;

use super::args::AstArguments;
use super::inputs::{inputs, warn_of_nothing};
use super::planning::{Planning, command_line, plan};
use super::values::TreeFormat;
use super::{CLEAN, FAILED, colour, complain};
use crate::fix::Policy;
use crate::lint;
use crate::report;
use crate::report::ast::{self, Look};
use crate::runner::{self, Item};
use crate::source::Document;

/// Prints the tree of each document.
pub(super) fn run(arguments: &AstArguments) -> anyhow::Result<u8> {
    let look = Look { colour: colour(arguments.color, &io::stdout()), only_notes: arguments.notes };
    if arguments.notes && arguments.format == TreeFormat::Json {
        bail!("--notes: JSON has the notes of all nodes in it, as `outcome`");
    }
    let said = command_line(&arguments.input, None);
    let find = |configs: &_| inputs(&arguments.input, configs);
    let Planning { inputs, reading, plans } =
        plan(&arguments.input, &said, None, find, |_| Ok(Policy::default()))?;
    warn_of_nothing(&arguments.input, &inputs);
    let mut failed = false;
    let work = |doc: &Document| -> io::Result<Vec<u8>> {
        let choice = plans.of(doc).choose(doc);
        let profile = &choice.profile.name;
        let tree = lint::parse(doc, &choice);
        let mut bytes = Vec::new();
        match arguments.format {
            TreeFormat::Json => ast::json(doc, profile, &tree, &mut bytes)?,
            TreeFormat::Tree => ast::tree(doc, profile, &tree, &mut bytes, look)?,
        }
        Ok(bytes)
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let result = runner::run(inputs, &reading, 1, work, |item| match item {
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
