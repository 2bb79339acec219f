use super::pattern::{Pattern, Piece};
use super::{Date, Form};

/// One piece of the ways to write a date, and what may follow it: what several patterns start with is read once.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) piece: StepPiece,
    /// The form of the date that ends here, if one does.
    pub(super) form: Option<Form>,
    pub(super) next: Vec<Step>,
}

/// What is read at one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum StepPiece {
    Day,
    MonthName,
    MonthNumber,
    Year,
    Gap,
    /// White space before a year, before which a comma may stand.
    GapBeforeYear,
    /// A comma that may be missing.
    Comma,
    Literal(String),
}

impl Step {
    /// The patterns as trees, each tree with another first piece.
    pub(super) fn trees(patterns: &[Pattern]) -> Vec<Step> {
        let mut roots = Vec::new();
        for pattern in patterns {
            let mut steps = &mut roots;
            for (at, piece) in pattern.pieces.iter().enumerate() {
                let ends = at + 1 == pattern.pieces.len();
                let step = branch(steps, StepPiece::new(piece, pattern.pieces.get(at + 1)));
                if ends {
                    step.form = step.form.or(Some(pattern.form()));
                }
                steps = &mut step.next;
            }
        }
        roots
    }
}

/// The step of a piece among others, added if it is new.
fn branch(steps: &mut Vec<Step>, piece: StepPiece) -> &mut Step {
    let known = steps.iter().position(|step| step.piece == piece);
    let at = known.unwrap_or_else(|| {
        steps.push(Step { piece, form: None, next: Vec::new() });
        steps.len() - 1
    });
    &mut steps[at]
}

impl StepPiece {
    fn new(piece: &Piece, next: Option<&Piece>) -> Self {
        match piece {
            Piece::Day => StepPiece::Day,
            Piece::MonthName => StepPiece::MonthName,
            Piece::MonthNumber => StepPiece::MonthNumber,
            Piece::Year => StepPiece::Year,
            Piece::Gap if next == Some(&Piece::Year) => StepPiece::GapBeforeYear,
            Piece::Gap => StepPiece::Gap,
            Piece::Literal(literal) if literal == "," => StepPiece::Comma,
            Piece::Literal(literal) => StepPiece::Literal(literal.clone()),
        }
    }

    /// Takes what it read out of a date again.
    pub(super) fn forget(&self, date: &mut Date) {
        match self {
            StepPiece::Day => (date.day, date.day_until) = (None, None),
            StepPiece::MonthName => (date.month, date.month_until, date.proper) = (None, None, true),
            StepPiece::MonthNumber => date.month = None,
            StepPiece::Year => date.year = None,
            StepPiece::Gap | StepPiece::GapBeforeYear | StepPiece::Comma | StepPiece::Literal(_) => {}
        }
    }

    /// Whether it starts with a digit.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, StepPiece::Day | StepPiece::MonthNumber | StepPiece::Year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_start_alike_share_their_steps() {
        let sources = ["{d} {month} {y}", "{d} {month}, {y}", "{month} {y}"];
        let patterns: Vec<Pattern> = sources.iter().filter_map(|source| Pattern::parse(source)).collect();
        let trees = Step::trees(&patterns);
        assert_eq!(trees.len(), 2);
        let month = &trees[0].next[0].next[0];
        assert_eq!(month.piece, StepPiece::MonthName);
        assert_eq!(month.next.len(), 2);
        assert_eq!(trees[1].next[0].next[0].form, Some(Form::MonthYear));
    }
}
