use std::collections::HashMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::data::{self, DataError};

static UNITS: LazyLock<Units> = LazyLock::new(|| Units::read().unwrap_or_default());

/// Units and currencies by what all languages write for them: the typed form of `rules/data/units.toml` and
/// `rules/data/currencies.toml`.
#[derive(Debug, Default)]
pub struct Units {
    units: FxHashMap<String, MeasureUnit>,
    names: FxHashMap<String, UnitName>,
    /// The currencies of signs that several have.
    shared: HashMap<String, Vec<String>>,
}

/// A unit of measure.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureUnit {
    /// How it is written: `km²`.
    pub symbol: String,
    /// How it is written besides: `km2`.
    #[serde(default)]
    pub also: Vec<String>,
    /// What it measures: `area`. Units that measure the same can be converted into each other.
    pub measures: String,
    /// How many of the base unit of what it measures it is; none for scales with a zero of their own.
    pub factor: Option<Decimal>,
    /// Whether it is read only where nothing but a number stands beside it: `in` is a word.
    #[serde(default)]
    pub whole: bool,
}

/// What is written beside a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitName {
    /// What it says of the number.
    pub meaning: UnitMeaning,
    /// Whether it says that only where nothing but the number stands beside it.
    pub whole: bool,
}

/// What something that is written beside a number says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitMeaning {
    /// It counts parts of a hundred.
    Percent,
    /// It counts parts of a thousand.
    PerMille,
    /// It is money: the code of a currency, or a sign that several have.
    Money(String),
    /// It is a measure, by the symbol of its unit.
    Measure(String),
    /// It counts so many tens multiplied: 6 for `million`.
    Power(u32),
    /// The same, but only of money: `m`.
    PowerOfMoney(u32),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitsFile {
    units: Vec<MeasureUnit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrenciesFile {
    codes: Vec<String>,
    past_codes: Vec<String>,
    shared: HashMap<String, Vec<String>>,
    signs: HashMap<String, Vec<String>>,
}

impl Units {
    /// The units that are known, parsed when they are first asked for.
    pub fn known() -> &'static Units {
        &UNITS
    }

    /// What a symbol, a code or a sign beside a number says; case counts.
    pub fn named(&self, name: &str) -> Option<&UnitName> {
        self.names.get(name)
    }

    /// The unit of a symbol, such as a measure has.
    pub fn unit(&self, symbol: &str) -> Option<&MeasureUnit> {
        self.units.get(symbol)
    }

    /// Whether two currencies, each given by its code or by a sign that several have, may be one.
    pub fn may_be_one(&self, one: &str, other: &str) -> bool {
        let stands_for = |sign: &str, code: &str| {
            self.shared.get(sign).is_some_and(|codes| codes.iter().any(|known| known == code))
        };
        one == other || stands_for(one, other) || stands_for(other, one)
    }

    fn read() -> Result<Units, DataError> {
        let file: UnitsFile = data::file("units")?;
        let money: CurrenciesFile = data::file("currencies")?;
        let mut names = FxHashMap::default();
        let mut name =
            |text: &str, meaning, whole| names.insert(text.to_owned(), UnitName { meaning, whole });
        for sign in ["%", "٪", "％"] {
            name(sign, UnitMeaning::Percent, false);
        }
        name("‰", UnitMeaning::PerMille, false);
        for code in money.codes.iter().chain(&money.past_codes) {
            name(code, UnitMeaning::Money(code.clone()), false);
        }
        for (currency, signs) in &money.signs {
            for sign in signs {
                name(sign, UnitMeaning::Money(currency.clone()), false);
            }
        }
        for unit in &file.units {
            for text in unit.also.iter().chain([&unit.symbol]) {
                name(text, UnitMeaning::Measure(unit.symbol.clone()), unit.whole);
            }
        }
        let units = file.units.into_iter().map(|unit| (unit.symbol.clone(), unit)).collect();
        Ok(Units { units, names, shared: money.shared })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_can_be_read() {
        let units = Units::read().unwrap();
        let meaning = |name: &str| units.named(name).map(|name| name.meaning.clone());
        assert_eq!(meaning("km2"), Some(UnitMeaning::Measure("km²".to_owned())));
        assert_eq!(meaning("€"), Some(UnitMeaning::Money("EUR".to_owned())));
        assert_eq!(meaning("DEM"), Some(UnitMeaning::Money("DEM".to_owned())));
        assert_eq!(meaning("KM"), None);
        assert_eq!(units.unit("mi").unwrap().factor, Some("1609.344".parse().unwrap()));
    }

    #[test]
    fn no_name_has_two_meanings() {
        let file: UnitsFile = toml::from_str(include_str!("../../rules/data/units.toml")).unwrap();
        let money: CurrenciesFile = toml::from_str(include_str!("../../rules/data/currencies.toml")).unwrap();
        let units = file.units.iter().flat_map(|unit| unit.also.iter().chain([&unit.symbol]));
        let mut names: Vec<&String> = units.chain(&money.codes).chain(&money.past_codes).collect();
        names.extend(money.signs.values().flatten().filter(|sign| !money.codes.contains(sign)));
        let n_names = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), n_names);
    }
}
