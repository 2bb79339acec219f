use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufWriter, Write};

use super::args::LinksArguments;
use super::inputs::{inputs, threads, warn_of_nothing};
#[cfg(feature = "net")]
use super::online;
use super::planning::{Planning, command_line, plan};
use super::values::LinksFormat;
use super::{ended, told};
use crate::facts::Facts;
use crate::fix::Policy;
use crate::inventory::{self, LinkedAddress};
use crate::lint;
use crate::report::links::{self, Total};
use crate::report::{Failure, listing};
use crate::runner::{self, Item};
use crate::source::Document;

/// Lists what documents link to.
pub(super) fn run(arguments: &LinksArguments) -> anyhow::Result<u8> {
    let said = command_line(&arguments.input, None);
    let find = |configs: &_| inputs(&arguments.input, configs);
    #[cfg_attr(not(feature = "net"), expect(unused_mut, reason = "standard input is read twice online"))]
    let Planning { inputs, mut reading, plans } =
        plan(&arguments.input, &said, None, find, |_| Ok(Policy::default()))?;
    warn_of_nothing(&arguments.input, &inputs);
    #[cfg(feature = "net")]
    let asked = match arguments.online.online {
        true => {
            let threads = threads(arguments.threads);
            Some(online::ask(&arguments.online, &inputs, &mut reading, &plans, threads, true)?)
        }
        false => None,
    };
    let work = |doc: &Document| {
        let choice = plans.of(doc).choose(doc);
        let tree = lint::parse(doc, &choice);
        let facts = Facts::new(doc, &tree, choice.profile, choice.language);
        let mut addresses = inventory::addresses(&facts);
        addresses.retain(|address| is_asked_for(address, arguments));
        #[cfg(feature = "net")]
        if let Some(asked) = &asked {
            for address in &mut addresses {
                address.online = asked.known.get(&address.url).cloned();
            }
            addresses.retain(|address| is_in_state(address, arguments));
        }
        addresses
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut output = Output::new(arguments.format, &mut out);
    #[cfg(feature = "net")]
    let mut failed = asked.as_ref().is_some_and(|asked| asked.is_partial);
    #[cfg(not(feature = "net"))]
    let mut failed = false;
    runner::silence_caught_panics();
    let result = runner::run(inputs, &reading, threads(arguments.threads), work, |item| match item {
        Item::Document(doc, addresses) => output.document(&doc, &addresses),
        Item::Skipped(_) => Ok(()),
        Item::Failed(failure) => {
            failed = true;
            output.failure(told(&failure))
        }
    });
    ended(result.and_then(|()| output.finish()).and_then(|()| out.flush()), failed)
}

/// Whether an address has one of the states and hosts that are asked for.
fn is_asked_for(address: &LinkedAddress, arguments: &LinksArguments) -> bool {
    let is_below = |host: &String| {
        let before = address.host.strip_suffix(host.to_ascii_lowercase().as_str());
        before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    let (states, hosts) = (&arguments.state, &arguments.host);
    (states.is_empty() || states.contains(&address.standing))
        && (hosts.is_empty() || hosts.iter().any(is_below))
}

/// Whether asking found an address in one of the states that are asked for.
#[cfg(feature = "net")]
fn is_in_state(address: &LinkedAddress, arguments: &LinksArguments) -> bool {
    let states = &arguments.online_state;
    let state = address.online.as_ref().map(|known| known.state.name());
    states.is_empty() || states.iter().any(|asked| Some(asked.as_str()) == state)
}

/// The links of a run on their way to standard output.
struct Output<'a> {
    format: LinksFormat,
    json: listing::Json,
    total: Total,
    /// Hashes of the addresses that a plain list has: it names each once.
    listed: HashSet<u64>,
    /// Whether any document could be read.
    has_read: bool,
    is_open: bool,
    out: &'a mut dyn Write,
}

impl<'a> Output<'a> {
    fn new(format: LinksFormat, out: &'a mut dyn Write) -> Self {
        let (json, total) = (listing::Json::default(), Total::default());
        Output { format, json, total, listed: HashSet::new(), has_read: false, is_open: false, out }
    }

    fn document(&mut self, doc: &Document, addresses: &[LinkedAddress]) -> io::Result<()> {
        self.has_read = true;
        self.total.add(addresses);
        match self.format {
            LinksFormat::Table => links::table(doc, addresses, self.out),
            LinksFormat::Json => self.json.document(&links::record(doc, addresses), self.out),
            LinksFormat::Jsonl => listing::document_line(&links::record(doc, addresses), self.out),
            LinksFormat::Csv => {
                self.open()?;
                links::csv_lines(doc, addresses, self.out)
            }
            LinksFormat::Urls => self.list(addresses),
        }
    }

    fn list(&mut self, addresses: &[LinkedAddress]) -> io::Result<()> {
        for address in addresses {
            let mut hasher = DefaultHasher::new();
            address.url.hash(&mut hasher);
            // What has a line feed in it is no address, and would be two lines.
            if self.listed.insert(hasher.finish()) && !address.url.contains(char::is_control) {
                writeln!(self.out, "{}", address.url)?;
            }
        }
        Ok(())
    }

    fn open(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.is_open, true) { Ok(()) } else { links::csv_heading(self.out) }
    }

    fn failure(&mut self, failure: Failure) -> io::Result<()> {
        match self.format {
            LinksFormat::Json => {
                self.json.failure(failure);
                Ok(())
            }
            LinksFormat::Jsonl => listing::failure_line(&failure, self.out),
            LinksFormat::Table | LinksFormat::Csv | LinksFormat::Urls => Ok(()),
        }
    }

    fn finish(mut self) -> io::Result<()> {
        match self.format {
            // Zeros would look like an answer.
            LinksFormat::Table if !self.has_read => Ok(()),
            LinksFormat::Table => links::sums(&self.total, self.out),
            LinksFormat::Json => self.json.finish(&self.total, self.out),
            LinksFormat::Jsonl => listing::total_line(&self.total, self.out),
            LinksFormat::Csv => self.open(),
            LinksFormat::Urls => Ok(()),
        }
    }
}
