//! Things listed by a small number that each has.

/// Things by their numbers, which are less than `N`, in one vector.
#[derive(Debug)]
pub(crate) struct ByNumber<T, const N: usize> {
    /// Those of each number together, in the order in which they came.
    things: Vec<T>,
    /// Where those of each number end.
    ends: [usize; N],
}

impl<T: Copy + Default, const N: usize> ByNumber<T, N> {
    /// Lists things with their numbers, which are gone through twice.
    pub(crate) fn new(numbered: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut ends = [0; N];
        numbered.clone().for_each(|(number, _)| ends[number] += 1);
        let mut sum = 0;
        for end in &mut ends {
            // Until the things of a number are filled in, its end is where they start.
            sum += std::mem::replace(end, sum);
        }
        let mut things = vec![T::default(); sum];
        numbered.for_each(|(number, thing)| {
            let end = &mut ends[number];
            things[*end] = thing;
            *end += 1;
        });
        ByNumber { things, ends }
    }

    /// Those of one number, in the order in which they came.
    pub(crate) fn of(&self, number: usize) -> &[T] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.things.get(start..self.ends[number]).unwrap_or_default()
    }
}
