use std::io::{self, BufWriter, Write};

use super::args::StatsArguments;
use super::inputs::{inputs, threads, warn_of_nothing};
use super::planning::{Planning, command_line, plan};
use super::values::StatsFormat;
use super::{ended, told};
use crate::fix::Policy;
use crate::input::Input;
use crate::lint;
use crate::report::stats::{self, Counted};
use crate::report::{Failure, listing};
use crate::runner::{self, Item};
use crate::source::Document;
use crate::stats::Stats;

/// Counts what articles are made of.
pub(super) fn run(arguments: &StatsArguments) -> anyhow::Result<u8> {
    let said = command_line(&arguments.input, None);
    let find = |configs: &_| inputs(&arguments.input, configs);
    let Planning { inputs, reading, plans } =
        plan(&arguments.input, &said, None, find, |_| Ok(Policy::default()))?;
    warn_of_nothing(&arguments.input, &inputs);
    let work = |doc: &Document| {
        let choice = plans.of(doc).choose(doc);
        let tree = lint::parse(doc, &choice);
        let stats = Stats::of(doc, &tree, choice.profile, choice.language);
        (choice.profile.name.as_str(), choice.language.map(|language| language.code.as_str()), stats)
    };
    let is_one = matches!(&inputs[..], [Ok(Input::File(_) | Input::Stdin)]);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut output = Output::new(arguments, !is_one, &mut out);
    let mut failed = false;
    runner::silence_caught_panics();
    let result = runner::run(inputs, &reading, threads(arguments.threads), work, |item| match item {
        Item::Document(doc, (profile, language, stats)) => output.document(&doc, profile, language, stats),
        Item::Skipped(_) => Ok(()),
        Item::Failed(failure) => {
            failed = true;
            output.failure(told(&failure))
        }
    });
    ended(result.and_then(|()| output.finish()).and_then(|()| out.flush()), failed)
}

/// The numbers of a run on their way to standard output.
struct Output<'a> {
    format: StatsFormat,
    top: usize,
    /// Whether each document is shown, and not their sums alone.
    each: bool,
    json: listing::Json,
    total: Stats,
    out: &'a mut dyn Write,
}

impl<'a> Output<'a> {
    fn new(arguments: &StatsArguments, are_several: bool, out: &'a mut dyn Write) -> Self {
        let each = !arguments.total && (are_several || arguments.format != StatsFormat::Table);
        let StatsArguments { format, top, .. } = *arguments;
        Output { format, top, each, json: listing::Json::default(), total: Stats::default(), out }
    }

    fn document(
        &mut self,
        doc: &Document,
        profile: &str,
        language: Option<&str>,
        mut stats: Stats,
    ) -> io::Result<()> {
        let is_first = self.total.documents == 0;
        self.total.add(&stats);
        if !self.each {
            return Ok(());
        }
        stats.keep(self.top);
        let counted = Counted { doc, profile, language, stats: &stats };
        match self.format {
            StatsFormat::Json => self.json.document(&counted.record(), self.out),
            StatsFormat::Jsonl => listing::document_line(&counted.record(), self.out),
            StatsFormat::Table => {
                if is_first {
                    stats::heading(self.out)?;
                }
                stats::row(&counted, self.out)
            }
        }
    }

    fn failure(&mut self, failure: Failure) -> io::Result<()> {
        match self.format {
            StatsFormat::Json => {
                self.json.failure(failure);
                Ok(())
            }
            StatsFormat::Jsonl => listing::failure_line(&failure, self.out),
            StatsFormat::Table => Ok(()),
        }
    }

    fn finish(mut self) -> io::Result<()> {
        self.total.keep(self.top);
        match self.format {
            StatsFormat::Json => self.json.finish(&self.total, self.out),
            StatsFormat::Jsonl => listing::total_line(&self.total, self.out),
            // Zeros would look like an answer.
            StatsFormat::Table if self.total.documents == 0 => Ok(()),
            StatsFormat::Table => {
                if self.each {
                    writeln!(self.out)?;
                }
                stats::table(&self.total, self.out)
            }
        }
    }
}
