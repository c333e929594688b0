//! What is drawn from the learner's functions.

use std::collections::{BTreeSet, HashMap};
use std::error::Error;

use ndarray::Array2;

use super::{Baskets, Contract, shop};
use mlings_datasets as datasets;
use mlings_grading::Plot;
use mlings_plot::{Figure, extent};

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "pairs", draw: pairs }];

const MIN_BASKETS: usize = 10;
const MIN_TOGETHER: usize = 6;
/// The pairs that stand beside the picture, and two articles whose pages do.
const STRONGEST: usize = 8;
const PAGES: [&str; 2] = ["20725", "85123A"];

/// Every pair of articles: how often it is together, and how many times as often as by chance.
fn pairs(contract: &Contract) -> Result<Figure, Box<dyn Error>> {
    let Baskets { articles, bought } = (contract.baskets)(&shop(usize::MAX)?, MIN_BASKETS);
    if bought.ncols() != articles.len() {
        return Err(format!("{} articles, but {} columns in bought", articles.len(), bought.ncols()).into());
    }
    let together = (contract.together)(bought.view());
    let lift = (contract.lift)(together.view(), bought.nrows());
    for table in [&together, &lift] {
        if table.dim() != (articles.len(), articles.len()) {
            return Err(format!("{} articles, but a table of {:?}", articles.len(), table.dim()).into());
        }
    }

    // What would be shown on the pages of all articles, if there were room enough.
    let mut shown: BTreeSet<(usize, usize)> = BTreeSet::new();
    for article in 0..articles.len() {
        let others = (contract.also_bought)(article, together.view(), lift.view(), MIN_TOGETHER, articles.len());
        shown.extend(others.into_iter().filter(|other| *other < articles.len()).map(|other| (article, other)));
    }
    let mut strongest: Vec<(usize, usize)> = shown.iter().copied().filter(|(one, other)| one <= other).collect();
    strongest.sort_by(|one, other| lift[*other].total_cmp(&lift[*one]));
    strongest.truncate(STRONGEST);

    let all = (0..articles.len()).flat_map(|one| (one + 1..articles.len()).map(move |other| (one, other)));
    let (kept, left): (Vec<_>, Vec<_>) = all.partition(|pair| shown.contains(pair));
    let places = |pairs: &[(usize, usize)]| distinct(&together, &lift, pairs);
    let apart = together.indexed_iter().filter(|((i, j), _)| i != j).map(|(_, count)| *count);
    let counts = apart.chain(strongest.iter().map(|pair| together[*pair]));
    let (_, far) = extent(counts).ok_or("no count is a number")?;
    let (_, high) = extent(strongest.iter().map(|pair| lift[*pair])).unwrap_or((0.0, 1.0));
    let names = names()?;
    let figure = Figure::new(
        format!("{} articles in {} baskets: which go together", articles.len(), bought.nrows()),
        "Baskets that hold both",
        "Lift (times as often as by chance)",
    )
    .points(&format!("{} pairs that are not shown", left.len()), 5, places(&left))
    .points(&format!("{} pairs that are shown", kept.len()), 0, places(&kept))
    .marks(&format!("the {} strongest of them", strongest.len()), 1, places(&strongest))
    .line("as often as by chance", 2, [(0.0, 1.0), (far + 1.0, 1.0)])
    .x_range(0.0, far + 1.0)
    .y_range(0.0, 1.25 * high.max(4.0));

    let name = |article: usize| {
        let name = names.get(articles[article].as_str()).copied().unwrap_or("an article without a name");
        name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let of_pair = |pair: &(usize, usize)| format!("  {:>5.1}  {} + {}", lift[*pair], name(pair.0), name(pair.1));
    let page = |code: &str| -> Vec<String> {
        let Some(article) = articles.iter().position(|article| article == code) else { return Vec::new() };
        let others = (contract.also_bought)(article, together.view(), lift.view(), MIN_TOGETHER, 4);
        let others = others.into_iter().filter(|other| *other < articles.len());
        let lines = others.map(|other| format!("  {:>5.1}  {}", lift[[article, other]], name(other)));
        [format!("Who bought {} also bought:", name(article))].into_iter().chain(lines).collect()
    };
    let said = ["Bought together, with their lift:".to_owned()]
        .into_iter()
        .chain(strongest.iter().map(of_pair))
        .chain(PAGES.into_iter().flat_map(page));
    Ok(said.fold(figure, Figure::saying))
}

/// Many pairs have nearly the same place: each place is drawn once.
fn distinct(together: &Array2<f64>, lift: &Array2<f64>, pairs: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let finite = pairs.iter().filter(|pair| together[**pair].is_finite() && lift[**pair].is_finite());
    let places: BTreeSet<(i64, i64)> =
        finite.map(|pair| (together[*pair].round() as i64, (10.0 * lift[*pair]).round() as i64)).collect();
    places.into_iter().map(|(count, tenths)| (count as f64, tenths as f64 / 10.0)).collect()
}

/// The name of every article, as it is first written; some lines have none.
fn names() -> Result<HashMap<String, &'static str>, datasets::DatasetError> {
    let mut names = HashMap::new();
    for line in datasets::invoice_lines()? {
        if let Some(description) = &line.description {
            names.entry(line.stock_code.to_uppercase()).or_insert(description.as_str());
        }
    }
    Ok(names)
}
