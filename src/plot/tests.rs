use super::*;

#[test]
fn a_histogram_counts_every_finite_value_in_range_once_and_stacks() {
    let below = histogram([0.0, 0.4, 0.5, 1.0, f64::NAN, 7.0], (0.0, 1.0), 2, &[]);
    assert_eq!(below, vec![Rect::new(0.0..0.5, 0.0..2.0), Rect::new(0.5..1.0, 0.0..2.0)]);
    assert_eq!(histogram([0.9], (0.0, 1.0), 2, &below)[1], Rect::new(0.5..1.0, 2.0..3.0));
}

#[test]
fn every_name_stands_below_its_place_and_no_number_beside_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let all = ["anna", "bert", "carl", "dora", "emil", "fred", "gina", "hans", "ines", "jana", "karl", "lena"];
    for names in [&all[..1], &all[..2], &all[..5], &all] {
        let figure = Figure::new("t", "Who", "y").x_names(names.iter().copied()).points("", 0, [(0.0, 7.5)]);
        let files = figure.save(folder.path(), "names").expect("two files");
        let svg = std::fs::read_to_string(&files[0]).expect("an SVG");
        let below = |name: &str| svg.contains(&format!("\n{name}\n"));
        assert!(names.iter().all(|name| below(name)) && !below("0.5") && !below("1"), "{svg}");
    }
}

#[test]
fn ticks_are_where_they_were_asked_for_if_that_tells_the_scale() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (at, inside, outside) in [([1.0, 2.0, 9.0], ["~1", "~2"], "~9"), ([2.0, 8.0, 9.0], ["~2", "~2.5"], "~9")] {
        let figure = Figure::new("t", "x", "y").y_range(0.5, 3.5).points("", 0, [(0.0, 1.5)]);
        let files = figure.y_ticks(at, |y| format!("~{y}")).save(folder.path(), "ticks").expect("two files");
        let svg = std::fs::read_to_string(&files[0]).expect("an SVG");
        let beside = |tick: &str| svg.lines().any(|line| line == tick);
        assert!(inside.into_iter().all(beside) && !beside(outside), "{at:?}: {svg}");
    }
}

#[test]
fn every_line_of_a_box_is_written() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let boxes = [(0.0, 0.0, "bill length\n≤ 42.3 mm".to_owned()), (1.0, 1.0, "Gentoo".to_owned())];
    let figure = Figure::new("t", "x", "y").areas("low", 1, [Rect::new(0.0..1.0, 0.0..0.5)]).boxes("", 0, boxes);
    let files = figure.save(folder.path(), "boxes").expect("two files");
    let svg = std::fs::read_to_string(&files[0]).expect("an SVG");
    for text in ["bill length", "≤ 42.3 mm", "Gentoo", "low"] {
        assert!(svg.lines().any(|line| line == text), "{text} is not written: {svg}");
    }
}

#[test]
fn a_figure_of_nan_alone_says_that_there_is_nothing_to_draw() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let figure = Figure::new("t", "x", "y").points("p", 0, [(f64::NAN, 1.0)]);
    assert!(matches!(figure.save(folder.path(), "p"), Err(PlotError::Nothing)));
    for empty in [Array2::from_elem((2, 2), f64::NAN), Array2::zeros((0, 2)), Array2::zeros((2, 0))] {
        let figure = Figure::new("t", "", "").heat_map("n", empty.view(), &["a", "b"], &["a", "b"], (0.0, 1.0));
        assert!(matches!(figure.save(folder.path(), "p"), Err(PlotError::Nothing)));
    }
}

#[test]
fn beside_a_heat_map_nothing_else_is_drawn() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let table = ndarray::array![[40.0, 2.0]];
    let alone = Figure::new("t", "", "").heat_map("Birds", table.view(), &["a"], &["b", "c"], (0.0, 40.0));
    let before = Figure::new("t", "", "").line("line", 0, [(0.0, 0.0), (9.0, 9.0)]);
    let before = before.heat_map("Birds", table.view(), &["a"], &["b", "c"], (0.0, 40.0));
    let after = alone.clone().points("point", 0, [(5.0, 5.0)]);
    let svg = |figure: &Figure| {
        let files = figure.save(folder.path(), "p").expect("two files");
        std::fs::read_to_string(&files[0]).expect("an SVG")
    };
    assert_eq!([&before, &after].map(svg), [svg(&alone), svg(&alone)]);
}

#[test]
fn a_table_that_is_far_too_large_is_not_drawn() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let figure = Figure::new("t", "", "").heat_map("n", Array2::ones((1000, 21)).view(), &["a"], &["b"], (0.0, 1.0));
    let error = figure.save(folder.path(), "p").expect_err("21,000 cells");
    assert!(error.to_string().contains("1000 x 21 cells"), "{error}");
}

#[test]
fn a_heat_map_has_its_names_and_its_numbers() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let counts = ndarray::array![[40.0, 2.0], [f64::NAN, 38.0]];
    let names = ["Adelie", "Gentoo"];
    let figure = Figure::new("t", "Predicted", "Actual").heat_map("Birds", counts.view(), &names, &names, (0.0, 40.0));
    let files = figure.save(folder.path(), "p").expect("two files");
    let svg = std::fs::read_to_string(&files[0]).expect("an SVG");
    for text in ["Adelie", "Gentoo", "Predicted", "Actual", "Birds", "40", "38", "NaN"] {
        assert!(svg.lines().any(|line| line == text), "{text} is not written");
    }
}
