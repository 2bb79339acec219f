use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::input::{Input, InputError, Meter, Settings, is_one_document, size};

/// A shorter run shows nothing.
const DELAY: Duration = Duration::from_millis(500);

const FILES: &str = "[{wide_bar}] {human_pos} of {human_len} files, {eta} left";
const BYTES: &str = "[{wide_bar}] {decimal_bytes} of {decimal_total_bytes}, {eta} left";

/// A bar on the terminal that is behind standard error: how many files were read, or how much of them where some are
/// dumps.
pub(super) struct Progress {
    bar: ProgressBar,
    meter: Arc<Meter>,
    counts_bytes: bool,
    /// When the run began; none once the bar is shown, or if it never is.
    waits_since: Option<Instant>,
}

impl Progress {
    /// A bar for a run over the inputs, whose reader tells it how far it is. It is never shown if it is not wanted, where
    /// standard error is no terminal that can move its cursor, or if there are no files to read.
    pub(super) fn new(
        is_wanted: bool,
        inputs: &[Result<Input, InputError>],
        reading: &mut Settings,
    ) -> Progress {
        let is_file = |input: &&Input| **input != Input::Stdin;
        let files = inputs.iter().flatten().filter(is_file);
        let can_draw =
            io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        let is_shown = is_wanted && can_draw && files.clone().next().is_some();
        let meter = Arc::new(Meter::default());
        let counts_bytes = is_shown && files.clone().any(|file| !is_one_document(file, reading));
        let total = if counts_bytes { files.map(size).sum() } else { files.count() as u64 };
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template(if counts_bytes { BYTES } else { FILES });
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> "));
        if is_shown {
            reading.meter = Some(Arc::clone(&meter));
        }
        Progress { bar, meter, counts_bytes, waits_since: is_shown.then(Instant::now) }
    }

    /// Shows how far the run is, and does `work`; the bar is taken away meanwhile if that `writes` to the terminal.
    pub(super) fn around<T>(&mut self, writes: bool, work: impl FnOnce() -> T) -> T {
        if self.waits_since.is_some_and(|start| start.elapsed() >= DELAY) {
            self.waits_since = None;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        if !self.bar.is_hidden() {
            self.bar.set_position(if self.counts_bytes { self.meter.bytes() } else { self.meter.files() });
        }
        if writes { self.bar.suspend(work) } else { work() }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
