//! From raw invoices to segments of customers that a shop could act on.
//!
//! ```text
//! cargo run --example customer_segments
//! ```
//!
//! The story: clean a sample of invoice lines, make one row of each customer, see that the table of all
//! customers was made in the same way, group it with linfa's k-means, choose the number of groups, give
//! each group a name. Three plots are written to `plots/customer_segments`.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::error::Error;
use std::path::Path;

use linfa::DatasetBase;
use linfa::prelude::SilhouetteScore;
use linfa::traits::{Fit, Predict};
use linfa_clustering::KMeans;
use mlings::datasets::{Customer, InvoiceLine, customers, invoice_lines};
use mlings::plot::Figure;
use ndarray::{Array1, Array2, Axis};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// What is known of a customer who bought something.
struct Buyer {
    recency_days: f64,
    orders: f64,
    spend: f64,
}

/// A group of customers that has a name.
struct Segment<'a> {
    name: &'static str,
    advice: &'static str,
    members: Vec<&'a Buyer>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let sample = per_customer(&clean(invoice_lines()?));
    println!("That makes one row for each of {} customers.\n", sample.len());

    // The sample holds few invoices of each customer. The whole shop's table was made in the same way.
    let is_whole = |customer: &&Customer| {
        let row = sample.get(&customer.customer_id);
        row.is_some_and(|row| Some(row.orders) == customer.orders)
    };
    let all = customers()?;
    let whole: Vec<_> = all.iter().filter(is_whole).collect();
    let agree = whole.iter().filter(|one| {
        one.gross_spend.is_some_and(|spend| (sample[&one.customer_id].spend - spend).abs() < 0.005)
            && one.recency_days == Some(sample[&one.customer_id].recency_days)
    });
    println!("Of {} of them the sample has every order; {} of these rows", whole.len(), agree.count());
    println!("are the same in the table of the whole shop. So that table can be trusted.");

    let buyers: Vec<Buyer> = all
        .iter()
        .filter_map(|one| Some(Buyer { recency_days: one.recency_days?, orders: one.orders?, spend: one.gross_spend? }))
        .filter(|buyer| buyer.spend > 0.0)
        .collect();
    println!("\nThe whole shop has {} customers; {} of them bought something.\n", all.len(), buyers.len());
    let records = records(&buyers);
    let (n_segments, silhouettes) = choose(&records)?;
    let segments = named(&buyers, &group(&records, n_segments)?, n_segments);
    describe(&buyers, &segments);

    println!();
    for (name, figure) in
        [("how_many", silhouettes), ("segments", scattered(&segments)), ("money", shares(&buyers, &segments))]
    {
        println!("Plot: {}", figure.save(Path::new("plots/customer_segments"), name)?[1].display());
    }
    Ok(())
}

/// The lines that say what a known customer bought.
fn clean(lines: &[InvoiceLine]) -> Vec<&InvoiceLine> {
    println!("Read {} lines of invoices. Left out:", lines.len());
    let mut seen = HashSet::new();
    let mut kept: Vec<&InvoiceLine> = lines.iter().collect();
    let mut leave_out = |what: &str, is_left_out: &mut dyn FnMut(&InvoiceLine) -> bool| {
        let before = kept.len();
        kept.retain(|line| !is_left_out(line));
        println!("  {:>4} {what}", before - kept.len());
    };
    leave_out("repeat an earlier line", &mut |line| !seen.insert(format!("{line:?}")));
    leave_out("have no customer", &mut |line| line.customer_id.is_none());
    leave_out("are cancelled", &mut |line| line.invoice.starts_with('C'));
    kept
}

/// Days since the last order, orders and pounds spent, by customer.
fn per_customer(lines: &[&InvoiceLine]) -> BTreeMap<u32, Buyer> {
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
fn records(buyers: &[Buyer]) -> Array2<f64> {
    let value = |(row, column): (usize, usize)| {
        let buyer: &Buyer = &buyers[row];
        [(1.0 + buyer.recency_days).ln(), buyer.orders.ln(), (1.0 + buyer.spend).ln()][column]
    };
    let logarithms = Array2::from_shape_fn((buyers.len(), 3), value);
    let mean = logarithms.sum_axis(Axis(0)) / buyers.len() as f64;
    (&logarithms - &mean) / &logarithms.std_axis(Axis(0), 0.0)
}

fn group(records: &Array2<f64>, n_clusters: usize) -> Result<Array1<usize>, Box<dyn Error>> {
    let dataset = DatasetBase::from(records.clone());
    let model = KMeans::params_with_rng(n_clusters, ChaCha8Rng::seed_from_u64(3)).n_runs(2).fit(&dataset)?;
    Ok(model.predict(records))
}

/// The number of groups from 3 to 6 with the largest silhouette. Two groups, good and bad customers, often
/// have a larger one, but tell a shop nothing that it did not know.
fn choose(records: &Array2<f64>) -> Result<(usize, Figure), Box<dyn Error>> {
    // A silhouette compares every pair, so every twentieth customer has to do.
    let some: Vec<usize> = (0..records.nrows()).step_by(20).collect();
    let mut scores = Vec::new();
    for n_clusters in 2..=6 {
        let labels = group(records, n_clusters)?;
        let sampled = DatasetBase::new(records.select(Axis(0), &some), labels.select(Axis(0), &some));
        scores.push((n_clusters, sampled.silhouette_score()?));
        println!("{n_clusters} groups: silhouette {:.3}", scores[scores.len() - 1].1);
    }
    let best = scores[1..].iter().max_by(|one, other| one.1.total_cmp(&other.1)).ok_or("no number of groups")?.0;
    println!("Two groups, good and bad customers, tell a shop nothing new. From three on, {best} have the largest.");
    let at: Vec<(f64, f64)> = scores.iter().map(|(n, score)| (*n as f64, *score)).collect();
    let figure = Figure::new("How many groups of customers?", "Groups", "Mean silhouette (-1 to 1)")
        .line("", 0, at.clone())
        .points("", 0, at.clone())
        .marks("chosen", 1, at.into_iter().filter(|(n, _)| *n == best as f64))
        .x_range(1.5, 6.5)
        .y_range(0.0, 0.6);
    Ok((best, figure))
}

/// Gives every group the name that its middle customer earns, the groups that bring most money first.
fn named<'a>(buyers: &'a [Buyer], labels: &Array1<usize>, n_segments: usize) -> Vec<Segment<'a>> {
    let all: Vec<&Buyer> = buyers.iter().collect();
    let (recency, spend) = (median(&all, |buyer| buyer.recency_days), median(&all, |buyer| buyer.spend));
    let mut segments: Vec<Segment> = (0..n_segments)
        .map(|cluster| {
            let members: Vec<&Buyer> =
                buyers.iter().zip(labels).filter(|(_, label)| **label == cluster).map(|(buyer, _)| buyer).collect();
            let is_recent = median(&members, |buyer| buyer.recency_days) < recency;
            let is_large = median(&members, |buyer| buyer.spend) > spend;
            let (name, advice) = match (is_recent, is_large) {
                (true, true) => ("regulars", "thank them, and ask before the shelf is empty"),
                (true, false) => ("newcomers", "win the second order while they remember the first"),
                (false, true) => ("lapsed", "ask what went wrong; they were worth it"),
                (false, false) => ("passers-by", "do not spend much on them"),
            };
            Segment { name, advice, members }
        })
        .collect();
    segments.sort_by(|one, other| money_of(&other.members).total_cmp(&money_of(&one.members)));
    segments
}

fn describe(buyers: &[Buyer], segments: &[Segment]) {
    let money = money_of(&buyers.iter().collect::<Vec<_>>());
    println!("\nThe middle customer of each group:");
    println!("{:<11} {:>9} {:>9} {:>11} {:>7} {:>8}", "", "customers", "of money", "last order", "orders", "spent");
    for Segment { name, members, .. } in segments {
        println!(
            "{name:<11} {:>9} {:>7.0} % {:>6.0} days {:>7.0} {:>7.0} £",
            members.len(),
            100.0 * money_of(members) / money,
            median(members, |buyer| buyer.recency_days),
            median(members, |buyer| buyer.orders),
            median(members, |buyer| buyer.spend)
        );
    }
    println!("\nConclusion: what the shop could do");
    for Segment { name, advice, .. } in segments {
        println!("  {name}: {advice}");
    }
}

/// Every seventh customer of each group, by logarithms.
fn scattered(segments: &[Segment]) -> Figure {
    let axes = ("Days since the last order (log10 of days + 1)", "Spent in two years (log10 of pounds)");
    let start = Figure::new("Customers of a gift shop, in groups", axes.0, axes.1);
    segments.iter().enumerate().fold(start, |figure, (colour, segment)| {
        let place = |buyer: &&Buyer| ((1.0 + buyer.recency_days).log10(), buyer.spend.log10());
        figure.points(segment.name, colour, segment.members.iter().step_by(7).map(place))
    })
}

/// How many of the customers a group has, and how much of the money.
fn shares(buyers: &[Buyer], segments: &[Segment]) -> Figure {
    let money = money_of(&buyers.iter().collect::<Vec<_>>());
    let bars = |offset: f64, share: &dyn Fn(&Segment) -> f64| -> Vec<[f64; 4]> {
        let bar = |(place, segment): (usize, &Segment)| {
            [place as f64 + offset, place as f64 + offset + 0.35, 0.0, 100.0 * share(segment)]
        };
        segments.iter().enumerate().map(bar).collect()
    };
    Figure::new("Who brings the money", "", "Share (%)")
        .bars("of the customers", 0, bars(-0.36, &|segment| segment.members.len() as f64 / buyers.len() as f64))
        .bars("of the money", 1, bars(0.01, &|segment| money_of(&segment.members) / money))
        .x_names(segments.iter().map(|segment| segment.name))
        .y_range(0.0, 100.0)
}

fn money_of(buyers: &[&Buyer]) -> f64 {
    buyers.iter().map(|buyer| buyer.spend).sum()
}

fn median(buyers: &[&Buyer], value: impl Fn(&Buyer) -> f64) -> f64 {
    let mut values: Vec<f64> = buyers.iter().map(|buyer| value(buyer)).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
