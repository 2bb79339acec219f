use rust_decimal::{Decimal, RoundingStrategy};

use super::Number;
use super::WrongShare;
use super::group::{Group, NumberColumn};

/// How many columns before a column of shares, and behind it, are tried as what they are shares of.
const NEAR: usize = 3;

/// Rows that prove shares.
const PROOF: usize = 5;

/// How many units of its last place a share can be away from the exact one: some round it, some cut it off.
const SLACK: Decimal = Decimal::ONE;

/// A share of fewer units of its last place proves nothing, since too many wholes fit.
const TELLING: Decimal = Decimal::TEN;

/// A share with the number that it is of.
struct Pair<'g> {
    share: &'g Number,
    part: &'g Number,
}

/// Finds shares that are not those of the numbers beside them. The whole need not stand in the table: it is what makes
/// the most shares right.
pub(super) fn read(group: &Group) -> Vec<WrongShare> {
    let mut found = Vec::new();
    for (at, column) in group.columns.iter().enumerate().filter(|(_, column)| column.is_percent) {
        let near = at.saturating_sub(NEAR)..=at + NEAR;
        let parts =
            near.filter_map(|part| group.columns.get(part)).filter(|part| !part.is_percent && !part.is_label);
        let proved = parts.filter_map(|part| wrong_shares(column, part));
        // The column that explains the most shares is the one they are of.
        found.extend(proved.max_by_key(|(n_right, _)| *n_right).map(|(_, wrong)| wrong).unwrap_or_default());
    }
    found
}

/// The wrong shares of a column beside one of parts, with the number of right ones, if these prove that it is one.
fn wrong_shares(shares: &NumberColumn, parts: &NumberColumn) -> Option<(usize, Vec<WrongShare>)> {
    let pairs: Vec<Pair<'_>> = shares
        .slots
        .iter()
        .zip(&parts.slots)
        .filter_map(|(share, part)| Some(Pair { share: share.number()?, part: part.number()? }))
        .filter(|pair| pair.is_telling())
        .collect();
    let pairs: Vec<(Pair<'_>, (Decimal, Decimal))> =
        pairs.into_iter().filter_map(|pair| pair.wholes().map(|wholes| (pair, wholes))).collect();
    let wholes: Vec<(Decimal, Decimal)> = pairs.iter().map(|(_, wholes)| *wholes).collect();
    let (whole, n_right) = most_common(&wholes)?;
    let n_wrong = pairs.len() - n_right;
    if n_right < PROOF || n_wrong * 5 > n_right {
        return None;
    }
    // The last share is often that of what is not known, and then one of another whole.
    let last = shares.numbers().last();
    let is_far = |(pair, (least, most)): &&(Pair<'_>, (Decimal, Decimal))| {
        (*most < whole.0 || *least > whole.1) && Some(pair.share) != last
    };
    let report = |(pair, _): &(Pair<'_>, _)| {
        let middle = whole.0.checked_add(whole.1)?.checked_div(Decimal::TWO)?;
        let exact = (pair.part.value * Decimal::ONE_HUNDRED).checked_div(middle)?;
        let strategy = RoundingStrategy::MidpointAwayFromZero;
        Some(WrongShare {
            stated: pair.share.clone(),
            computed: exact.round_dp_with_strategy(pair.share.value.scale(), strategy),
            part: pair.part.clone(),
            name: shares.title.clone(),
            whole,
            n_right,
            n_all: pairs.len(),
        })
    };
    Some((n_right, pairs.iter().filter(is_far).filter_map(report).collect()))
}

impl Pair<'_> {
    /// Whether few enough wholes fit that the share proves something.
    fn is_telling(&self) -> bool {
        self.share.value >= self.unit() * TELLING && self.part.value >= TELLING
    }

    /// One unit of the last place of the share.
    fn unit(&self) -> Decimal {
        Decimal::new(1, self.share.value.scale())
    }

    /// The least and the greatest whole of which the part is the share.
    fn wholes(&self) -> Option<(Decimal, Decimal)> {
        let slack = self.unit() * SLACK;
        let hundredfold = self.part.value * Decimal::ONE_HUNDRED;
        let least = hundredfold.checked_div(self.share.value + slack)?;
        let most = hundredfold.checked_div(self.share.value - slack)?;
        Some((least, most))
    }
}

/// The numbers that lie in the most ranges, and in how many.
fn most_common(ranges: &[(Decimal, Decimal)]) -> Option<((Decimal, Decimal), usize)> {
    let starts = ranges.iter().map(|&(least, _)| (least, false));
    let mut bounds: Vec<(Decimal, bool)> =
        starts.chain(ranges.iter().map(|&(_, most)| (most, true))).collect();
    // Where one range ends and another begins, the number lies in both.
    bounds.sort_unstable();
    let (mut depth, mut best, mut found) = (0_usize, 0, None);
    for (at, &(bound, is_end)) in bounds.iter().enumerate() {
        if is_end {
            depth -= 1;
        } else {
            depth += 1;
            if depth > best {
                let end = bounds.get(at + 1).map_or(bound, |&(next, _)| next);
                (best, found) = (depth, Some((bound, end)));
            }
        }
    }
    found.map(|range| (range, best))
}
