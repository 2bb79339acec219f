use super::value::Value;
use crate::value::date::Precision;
use crate::value::quantity::Unit;

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ColumnType {
    /// Dates that have at least a month.
    Date,
    /// Years.
    Year,
    /// Places in an order: 1, 2, 3, or what the heading calls so.
    Rank,
    /// Whole numbers.
    Integer,
    /// Numbers of which some have a fraction.
    Decimal,
    /// Two numbers with a dash between them: scores, ranges.
    Pair,
    /// Percentages.
    Percent,
    /// Sums of money.
    Money,
    /// Measures with a unit.
    Measure,
    /// Words or signs that say yes or no.
    Mark,
    /// Countries, or what else has a flag.
    Country,
    /// Links.
    Link,
    /// Several values in each cell.
    List,
    /// Text.
    Text,
}

/// Kinds of values that can stand for each other in one column without anybody wondering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// Days and years.
    Dates,
    /// Numbers with and without a unit.
    Numbers,
    /// Yes and no.
    Marks,
    /// Names, links, text, lists.
    Words,
}

impl ColumnType {
    /// What values of this kind are called: `dates`.
    pub fn plural(self) -> &'static str {
        match self {
            ColumnType::Date => "dates",
            ColumnType::Year => "years",
            ColumnType::Rank => "ranks",
            ColumnType::Integer => "whole numbers",
            ColumnType::Decimal => "numbers",
            ColumnType::Pair => "pairs of numbers",
            ColumnType::Percent => "percentages",
            ColumnType::Money => "sums of money",
            ColumnType::Measure => "measures",
            ColumnType::Mark => "marks",
            ColumnType::Country => "countries",
            ColumnType::Link => "links",
            ColumnType::List => "lists",
            ColumnType::Text => "texts",
        }
    }

    /// What one value of this kind is called: `a date`.
    pub fn singular(self) -> &'static str {
        match self {
            ColumnType::Date => "a date",
            ColumnType::Year => "a year",
            ColumnType::Rank => "a rank",
            ColumnType::Integer => "a whole number",
            ColumnType::Decimal => "a number",
            ColumnType::Pair => "a pair of numbers",
            ColumnType::Percent => "a percentage",
            ColumnType::Money => "a sum of money",
            ColumnType::Measure => "a measure",
            ColumnType::Mark => "a mark",
            ColumnType::Country => "a country",
            ColumnType::Link => "a link",
            ColumnType::List => "a list",
            ColumnType::Text => "text",
        }
    }

    /// With which others the kind goes.
    pub fn family(self) -> Family {
        match self {
            ColumnType::Date | ColumnType::Year => Family::Dates,
            ColumnType::Mark => Family::Marks,
            ColumnType::Country | ColumnType::Link | ColumnType::List | ColumnType::Text => Family::Words,
            _ => Family::Numbers,
        }
    }
}

impl Value {
    /// What a value by itself is; none for a cell without one.
    pub fn kind(&self) -> Option<ColumnType> {
        Some(match self {
            Value::Empty | Value::Missing => return None,
            Value::Date(date) if date.start.precision() == Some(Precision::Year) => ColumnType::Year,
            Value::Date(_) => ColumnType::Date,
            Value::Quantity(quantity) => match quantity.unit {
                Unit::Percent | Unit::PerMille => ColumnType::Percent,
                Unit::Money(_) => ColumnType::Money,
                Unit::Measure(_) => ColumnType::Measure,
                Unit::None if quantity.end.is_some() => ColumnType::Pair,
                Unit::None if quantity.value.normalize().scale() > 0 || quantity.decimal.is_some() => {
                    ColumnType::Decimal
                }
                Unit::None => ColumnType::Integer,
            },
            Value::Mark => ColumnType::Mark,
            Value::Country(_) => ColumnType::Country,
            Value::Link(_) => ColumnType::Link,
            Value::List => ColumnType::List,
            Value::Text => ColumnType::Text,
        })
    }
}
