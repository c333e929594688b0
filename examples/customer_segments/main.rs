//! From raw invoices to segments of customers that a shop could act on.
//!
//! ```text
//! cargo run --example customer_segments
//! ```
//!
//! The story: clean a sample of invoice lines, make one row of each customer, see that the table of all
//! customers was made in the same way, group it with linfa's k-means, choose the number of groups, give
//! each group a name. Three plots are written to `plots/customer_segments`.

use std::collections::HashSet;
use std::error::Error;
use std::path::Path;

use linfa::DatasetBase;
use linfa::prelude::SilhouetteScore;
use linfa::traits::{Fit, Predict};
use linfa_clustering::KMeans;
use mlings_datasets::{Customer, InvoiceLine, customers, invoice_lines};
use mlings_plot::Figure;
use ndarray::{Array1, Array2, Axis};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use buyers::{Buyer, median, money_of, per_customer, records};

mod buyers;
mod plots;

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
    let (places, money) = (plots::segments(&segments), plots::money(&buyers, &segments));
    for (name, figure) in [("how_many", silhouettes), ("segments", places), ("money", money)] {
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
    Ok((best, plots::how_many(&scores, best)))
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
