use super::json::SpanRecord;
use crate::fix::Applied;
use crate::source::Document;

/// What was done to repair a document.
pub struct Repair {
    /// How it ended.
    pub outcome: Outcome,
    /// Why it ended so, if not as one expects.
    pub reason: Option<String>,
    /// Whether the document is fixed where it is kept, and not only in a patch.
    pub written: bool,
    /// The fixes that were made, or with a patch would be.
    pub fixes: Vec<Made>,
}

/// A fix that was made.
pub struct Made {
    /// The fix.
    pub fix: Applied,
    /// Where that was in the text as it was read; none where an earlier fix had made the text.
    pub(super) place: Option<SpanRecord>,
}

/// How the repair of a document ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is left to fix.
    Settled,
    /// Somebody who was asked stopped it.
    Stopped,
    /// Fixes undid each other.
    Loop,
    /// Fixes would have gone on without end.
    Runaway,
    /// There was more to fix after the last round.
    RoundsExhausted,
    /// The page asks to stay away.
    HandsOff,
    /// All fixes would have been cosmetic.
    CosmeticOnly,
    /// The document or its file cannot be written.
    Refused,
}

impl Outcome {
    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Settled => "settled",
            Outcome::Stopped => "stopped",
            Outcome::Loop => "loop",
            Outcome::Runaway => "runaway",
            Outcome::RoundsExhausted => "rounds-exhausted",
            Outcome::HandsOff => "hands-off",
            Outcome::CosmeticOnly => "cosmetic-only",
            Outcome::Refused => "refused",
        }
    }

    /// Whether wikivet failed to do all that was to be done.
    pub fn is_failure(self) -> bool {
        matches!(self, Outcome::Loop | Outcome::Runaway | Outcome::RoundsExhausted | Outcome::Refused)
    }
}

impl Repair {
    /// The repair of a document, which is given as it was read.
    pub fn new(doc: &Document, applied: &[Applied], outcome: Outcome, reason: Option<String>) -> Self {
        let made =
            |fix: &Applied| Made { fix: fix.clone(), place: fix.span.map(|span| SpanRecord::new(doc, span)) };
        Repair { outcome, reason, written: false, fixes: applied.iter().map(made).collect() }
    }

    /// Says that the file could not be written, so that nothing was done.
    pub fn refuse(&mut self, reason: String) {
        *self = Repair { outcome: Outcome::Refused, reason: Some(reason), written: false, fixes: Vec::new() };
    }
}
