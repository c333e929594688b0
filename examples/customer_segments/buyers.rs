//! What is known of customers: from lines of invoices to one row for each.

use std::collections::{BTreeMap, BTreeSet};

use mlings_datasets::{InvoiceLine, standardised};
use ndarray::Array2;

/// What is known of a customer who bought something.
pub struct Buyer {
    pub recency_days: f64,
    pub orders: f64,
    pub spend: f64,
}

/// Days since the last order, orders and pounds spent, by customer.
pub fn per_customer(lines: &[&InvoiceLine]) -> BTreeMap<u32, Buyer> {
    let mut of_customer: BTreeMap<u32, Vec<&InvoiceLine>> = BTreeMap::new();
    for line in lines {
        if let Some(number) = line.customer_id.as_ref().and_then(|number| number.parse::<f64>().ok()) {
            of_customer.entry(number as u32).or_default().push(line);
        }
    }
    let buyer = |lines: Vec<&InvoiceLine>| Buyer {
        recency_days: lines.iter().filter_map(|line| days_before_the_end(&line.date)).fold(f64::INFINITY, f64::min),
        orders: lines.iter().map(|line| &line.invoice).collect::<BTreeSet<_>>().len() as f64,
        spend: lines.iter().map(|line| line.quantity * line.price).sum(),
    };
    of_customer.into_iter().map(|(number, lines)| (number, buyer(lines))).collect()
}

/// Whole days from a date such as "12/1/2009 10:36" to 10 December 2011, 0:00.
fn days_before_the_end(date: &str) -> Option<f64> {
    let mut parts = date.split(['/', ' ']).map(|part| part.parse::<i64>());
    let (month, day, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    // A day that has begun counts as not whole.
    Some((day_number(2011, 12, 10) - day_number(year, month, day) - 1) as f64)
}

/// Days since 1 March of the year 0. Years begin in March here, so that a leap day is the last of its year.
fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1
}

/// One row for each buyer, with columns of mean 0 and standard deviation 1. Logarithms, because the best
/// customer spent hundreds of times what the middle one did: unscaled, he would be a group of his own.
pub fn records(buyers: &[Buyer]) -> Array2<f64> {
    let value = |(row, column): (usize, usize)| {
        let buyer: &Buyer = &buyers[row];
        [(1.0 + buyer.recency_days).ln(), buyer.orders.ln(), (1.0 + buyer.spend).ln()][column]
    };
    standardised(&Array2::from_shape_fn((buyers.len(), 3), value))
}

pub fn money_of(buyers: &[&Buyer]) -> f64 {
    buyers.iter().map(|buyer| buyer.spend).sum()
}

pub fn median(buyers: &[&Buyer], value: impl Fn(&Buyer) -> f64) -> f64 {
    let mut values: Vec<f64> = buyers.iter().map(|buyer| value(buyer)).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
