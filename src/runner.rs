//! Many inputs at once, with results in the order of the inputs and memory for a few documents.

use std::any::Any;
use std::cell::Cell;
use std::collections::VecDeque;
use std::iter::Peekable;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::mpsc::{Receiver, sync_channel};

use rayon::ThreadPoolBuilder;

use crate::input::{Input, InputError, Piece, Pieces, Settings, SkippedPage, is_one_document, open, size};
use crate::source::Document;

/// How many jobs a thread may be ahead of the one whose results are due.
const AHEAD: usize = 4;

/// Small files are read and worked on together, as one job, up to so many bytes and files.
const BATCH_BYTES: u64 = 64 * 1024;
const BATCH_FILES: usize = 32;

/// What became of one piece of an input.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "nearly all items are documents")]
pub enum Item<T> {
    /// A document that was worked on.
    Document(Document, T),
    /// A page of a dump that is not to be linted.
    Skipped(SkippedPage),
    /// An input or a page that could not be read or worked on.
    Failed(Failure),
}

/// Why there is no result for an input or a page.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It could not be read.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The work on it panicked.
    #[error("{}: {message}", .page.as_ref().map_or_else(|| path.clone(), |page| format!("{path}#{page}")))]
    Panic {
        /// The path as it was given.
        path: String,
        /// The page's title.
        page: Option<String>,
        /// What the panic says.
        message: String,
    },
}

impl Failure {
    /// The path as it was given, or the name of standard input.
    pub fn path(&self) -> &str {
        match self {
            Failure::Input(error) => &error.path,
            Failure::Panic { path, .. } => path,
        }
    }

    /// The title of the page, where only that page of its input failed.
    pub fn page(&self) -> Option<&str> {
        match self {
            Failure::Input(error) => error.page.as_deref(),
            Failure::Panic { page, .. } => page.as_deref(),
        }
    }

    /// Whether what follows in the input was not read.
    pub fn ends_input(&self) -> bool {
        matches!(self, Failure::Input(error) if error.problem.ends_file())
    }

    /// What is wrong and what can be done, without path and page.
    pub fn message(&self) -> String {
        match self {
            Failure::Input(error) => error.problem.to_string(),
            Failure::Panic { message, .. } => message.clone(),
        }
    }
}

/// Reads all inputs, does `work` on every document on as many `threads`, and gives each result to `sink` on the calling
/// thread, in the order of the inputs and of the pages in them. An error of `sink` ends the run.
///
/// Order and content of what `sink` gets do not depend on `threads`.
/// At no time are there more documents than a few for each thread, where small files count together: the reader waits.
/// A panic in `work` is a failure of that document.
pub fn run<T: Send, E>(
    inputs: Vec<Result<Input, InputError>>,
    settings: &Settings,
    threads: usize,
    work: impl Fn(&Document) -> T + Sync,
    mut sink: impl FnMut(Item<T>) -> Result<(), E>,
) -> Result<(), E> {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    let Some(pool) = pool.ok().filter(|_| threads > 1) else {
        let pieces = inputs.into_iter().flat_map(|input| pieces(input, settings));
        return pieces.map(|piece| process(piece, &work)).try_for_each(sink);
    };
    let jobs = Jobs { inputs: inputs.into_iter().peekable(), cut: None, settings };
    let work = &work;
    pool.in_place_scope_fifo(|scope| {
        let mut due = VecDeque::new();
        for job in jobs {
            let (sender, receiver) = sync_channel(1);
            scope.spawn_fifo(move |_| {
                // Nobody waits for it once `sink` has failed.
                let _ = sender.send(job.work(settings, work));
            });
            due.push_back(receiver);
            while due.len() > threads * AHEAD {
                give_first(&mut due, &mut sink)?;
            }
        }
        while !due.is_empty() {
            give_first(&mut due, &mut sink)?;
        }
        Ok(())
    })
}

/// Waits for the results that are due and gives them to `sink`.
fn give_first<T, E>(
    due: &mut VecDeque<Receiver<Vec<Item<T>>>>,
    sink: &mut impl FnMut(Item<T>) -> Result<(), E>,
) -> Result<(), E> {
    match due.pop_front().map(|receiver| receiver.recv()) {
        Some(Ok(items)) => items.into_iter().try_for_each(sink),
        // A sender always sends: a panic before it does is caught in `process`.
        Some(Err(_)) | None => Ok(()),
    }
}

fn pieces(input: Result<Input, InputError>, settings: &Settings) -> Pieces {
    match input {
        Ok(input) => open(&input, settings),
        Err(error) => Pieces::from(error),
    }
}

/// What a worker does at a time.
enum Job {
    /// A piece of an input that the calling thread cuts.
    Piece(Box<Result<Piece, InputError>>),
    /// Files of one document each, which the worker reads itself.
    Files(Vec<Input>),
}

impl Job {
    fn work<T>(self, settings: &Settings, work: &impl Fn(&Document) -> T) -> Vec<Item<T>> {
        match self {
            Job::Piece(piece) => vec![process(*piece, work)],
            Job::Files(files) => {
                let pieces = files.iter().flat_map(|file| open(file, settings));
                pieces.map(|piece| process(piece, work)).collect()
            }
        }
    }
}

/// The jobs of a run, in the order of the inputs.
struct Jobs<'s, I: Iterator<Item = Result<Input, InputError>>> {
    inputs: Peekable<I>,
    /// What is left of the input that is being cut.
    cut: Option<Pieces>,
    settings: &'s Settings,
}

impl<I: Iterator<Item = Result<Input, InputError>>> Iterator for Jobs<'_, I> {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        loop {
            if let Some(piece) = self.cut.as_mut().and_then(Iterator::next) {
                return Some(Job::Piece(Box::new(piece)));
            }
            let files = self.files();
            if !files.is_empty() {
                return Some(Job::Files(files));
            }
            self.cut = Some(pieces(self.inputs.next()?, self.settings));
        }
    }
}

impl<I: Iterator<Item = Result<Input, InputError>>> Jobs<'_, I> {
    /// The next inputs, as long as they are files of one document each and together small; a large file stands alone.
    fn files(&mut self) -> Vec<Input> {
        let mut files = Vec::new();
        let mut bytes = 0;
        while files.len() < BATCH_FILES {
            let Some(Ok(file)) = self.inputs.peek() else { break };
            if !is_one_document(file, self.settings) {
                break;
            }
            bytes += size(file);
            if bytes > BATCH_BYTES && !files.is_empty() {
                break;
            }
            files.extend(self.inputs.next().and_then(Result::ok));
        }
        files
    }
}

fn process<T>(piece: Result<Piece, InputError>, work: &impl Fn(&Document) -> T) -> Item<T> {
    let raw = match piece {
        Ok(Piece::Skipped(page)) => return Item::Skipped(page),
        Ok(Piece::Document(raw)) => raw,
        Err(error) => return Item::Failed(error.into()),
    };
    let (path, page) = (raw.origin().path.clone(), raw.origin().page.clone());
    let decode_and_work = || {
        let document = raw.decode()?;
        let result = work(&document);
        Ok((document, result))
    };
    CATCHES.set(true);
    let result = catch_unwind(AssertUnwindSafe(decode_and_work));
    CATCHES.set(false);
    match result {
        Ok(Ok((document, result))) => Item::Document(document, result),
        Ok(Err(error)) => Item::Failed(Failure::Input(error)),
        Err(payload) => Item::Failed(Failure::Panic { path, page, message: panic_message(payload.as_ref()) }),
    }
}

thread_local! {
    /// Whether a panic of this thread is caught and becomes a [`Failure`].
    static CATCHES: Cell<bool> = const { Cell::new(false) };
}

/// Keeps the panic hook from speaking of panics that [`run`] catches: they are said as failures. Others are said
/// as before.
pub fn silence_caught_panics() {
    let hook = take_hook();
    set_hook(Box::new(move |panic| {
        if !CATCHES.get() {
            hook(panic);
        }
    }));
}

fn panic_message(payload: &(dyn Any + Send)) -> String {
    let said = payload.downcast_ref::<&str>().copied();
    let said = said.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    format!("wikivet failed on it, which is a fault of wikivet: {}", said.unwrap_or("no message"))
}
