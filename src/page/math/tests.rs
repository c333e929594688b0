//! The guides' own formulas.

use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::*;

/// MathML as it would be written by hand again: enough to see what was understood.
fn read(markup: &str) -> String {
    let mut text = markup.to_owned();
    for (from, to) in [
        ("<mspace width=\"0.35em\"></mspace>", "~"),
        (" displaystyle=\"true\"", ""),
        (" stretchy=\"false\"", ""),
        (" form=\"prefix\" fence=\"true\"", ""),
        (" form=\"postfix\" fence=\"true\"", ""),
        (" lspace=\"0\" rspace=\"0\"", ""),
        ("<mfrac>", "frac{"),
        ("</mfrac>", "}"),
        ("<msqrt>", "root{"),
        ("</msqrt>", "}"),
        ("<munder>", "under{"),
        ("</munder>", "}"),
        ("<msubsup>", "both{"),
        ("</msubsup>", "}"),
        ("<msub>", "sub{"),
        ("</msub>", "}"),
        ("<msup>", "sup{"),
        ("</msup>", "}"),
        ("<mrow>", "["),
        ("</mrow>", "]"),
        ("&lt;", "<"),
        ("&gt;", ">"),
    ] {
        text = text.replace(from, to);
    }
    for name in ["math", "mtable", "mtr", "mo", "mn", "mi"] {
        text = text.replace(&format!("<{name}>"), "").replace(&format!("</{name}>"), "");
    }
    for (from, to) in [
        ("<math display=\"block\">", ""),
        ("<mtd class=\"left\">", ""),
        ("<mtd class=\"right\">", " | "),
        ("<mtd class=\"beside\">", " ; "),
        ("</mtd>", ""),
    ] {
        text = text.replace(from, to);
    }
    text
}

#[test]
fn formulas_of_the_guides_are_understood() {
    for (written, understood) in [
        ("inertia = Σᵢ ‖xᵢ − c(i)‖²", "inertia | =under{∑[i]}sup{[‖sub{x[i]}−c[(i)]‖][2]}"),
        ("mean     = (x₁ + x₂ + ... + xₙ) / n", "mean | =frac{[sub{x[1]}+sub{x[2]}+…+sub{x[n]}][n]}"),
        (
            "mean = meanₐ + (mean_b − meanₐ) · n_b / n",
            "mean | =sub{mean[a]}+frac{[[(sub{meanb}−sub{mean[a]})]·sub{nb}][n]}",
        ),
        ("  sⱼ = √( (1 / n) Σ (xᵢⱼ − mⱼ)² )", "sub{s[j]} | =root{[[(frac{[1][n]})]∑sup{[(sub{x[ij]}−sub{m[j]})][2]}]}"),
        (
            "cov(a, b) = Σᵢ (aᵢ − ā) · (bᵢ − b̄) / (n − ddof)",
            "cov[(a,~b)] | =under{∑[i]}frac{[[(sub{a[i]}−ā)]·[(sub{b[i]}−b̄)]][n−ddof]}",
        ),
        (
            "DCG  = Σ  gain at rank r / log2(r + 1),   r = 1, 2, ..., k",
            "DCG | =∑frac{[gain~at~rank~r][log2[(r+1)]]},~ ; r=1,~2,~…,~k",
        ),
        (
            "prediction = mean of u + Σ sᵥ·vᵢ / Σ |sᵥ|",
            "prediction | =mean~of~u+frac{[∑sub{s[v]}·sub{v[i]}][∑[|sub{s[v]}|]]}",
        ),
        ("p = σ(z) = 1 / (1 + e⁻ᶻ)", "p | =σ[(z)]=frac{[1][1+sup{e[−z]}]}"),
        ("C = XᵀX / (n − 1)", "C | =frac{[sup{X[T]}X][n−1]}"),
        ("½ · bᵀGb  −  bᵀc", " | ½·sup{b[T]}Gb−sup{b[T]}c"),
        ("chance:   (1 - 1/n)ⁿ   →   1/e", "chance:~sup{[(1−1/n)][n]} | →1/e"),
        ("Fₘ(x) = Fₘ₋₁(x) + ν · tₘ(x)", "sub{F[m]}[(x)] | =sub{F[m−1]}[(x)]+ν·sub{t[m]}[(x)]"),
        ("bᵤ ← bᵤ + η · e              pᵤ ← pᵤ", "sub{b[u]} | ←sub{b[u]}+η·e ; sub{p[u]}←sub{p[u]}"),
        ("weight of a kind = n / (2 · rows of the kind)", "weight~of~a~kind | =frac{[n][2·rows~of~the~kind]}"),
        ("      = 2 · H / (2 · H + P)", " | =frac{[2·H][2·H+P]}"),
        ("n_test = ⌈ s · n ⌉", "sub{ntest} | =[⌈s·n⌉]"),
        ("p = how many |dₖ| ≥ |d|", "p | =how~many~[|sub{d[k]}|]≥[|d|]"),
        ("neighbours(p) = { q : ‖p − q‖ ≤ eps }", "neighbours[(p)] | =[{q:~[‖p−q‖]≤eps}]"),
        ("r = - d loss / d s", "r | =−frac{[d~loss][ds]}"),
        ("pₖ = e^zₖ / (e^z₀ + ...)", "sub{p[k]} | =frac{[sup{esub{z[k]}}][sup{esub{z[0]}}+…]}"),
        ("entropy  = − Σₖ pₖ log₂ pₖ", "entropy | =−under{∑[k]}sub{p[k]}~sub{log[2]}~sub{p[k]}"),
    ] {
        let markup = block(written).unwrap_or_else(|| panic!("{written} is not understood"));
        assert_eq!(read(&markup), understood, "{written}");
    }
}

#[test]
fn what_is_no_formula_stays_as_it_is() {
    for text in [
        "cargo run -- check kmeans",
        "labels = assign(points, start)\nrepeat at most max_iterations times:",
        "start      loss 610.5\nstep 1     loss 144287.2",
        "        p · π/s\np' = ---------\n      p · π/s + (1 - p)",
        "actual     0 0 0 0 1 1\npredicted  0 0 1 1 0 1",
        "bought  = [[1, 1, 0],      together = [[3, 2, 1],\n           [1, 1, 0],",
        "flipper ≤ 206 mm ?",
        "mean = left.count / n",
        "a = (b · c",
        "a = |b · c",
        "√",
        "",
        "<script>·</script>",
    ] {
        assert_eq!(block(text), None, "{text}");
    }
    for text in ["points.rows()", "k", "let a = &b;", "n_samples", "a < b"] {
        assert_eq!(inline(text), None, "{text}");
    }
}

#[test]
fn a_formula_in_a_sentence_stays_on_its_line() {
    assert_eq!(inline("nᵢ nⱼ / n").map(|markup| read(&markup)).as_deref(), Some("sub{n[i]}sub{n[j]}/n"));
    assert_eq!(inline("Σᵢ").map(|markup| read(&markup)).as_deref(), Some("sub{∑[i]}"));
    assert_eq!(inline("‖a − b‖²").map(|markup| read(&markup)).as_deref(), Some("sup{[‖a−b‖][2]}"));
}

/// Every guide of this repository: most blocks with a formula's signs are understood, and each is well formed.
#[test]
fn most_formulas_of_all_guides_are_understood() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../exercises");
    let Ok(tracks) = std::fs::read_dir(&root) else { return };
    let files = tracks.flatten().flat_map(|track| std::fs::read_dir(track.path()).into_iter().flatten().flatten());
    let (mut understood, mut left) = (0, Vec::new());
    for file in files.map(|file| file.path()).filter(|file| file.extension() == Some("md".as_ref())) {
        let text = std::fs::read_to_string(&file).expect("a guide");
        let text = text.split("\n## Hints").next().unwrap_or_default();
        for code in unnamed_blocks(text) {
            match block(&code) {
                Some(markup) => {
                    understood += 1;
                    require_well_formed(&markup);
                }
                None if has_sign(&code) => left.push(format!("{}:\n{code}", file.display())),
                None => {}
            }
        }
    }
    assert!(understood == 0 || understood >= 75, "{understood} blocks, not these:\n{}", left.join("\n"));
}

fn unnamed_blocks(markdown: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open = None;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) if language.is_empty() => {
                open = Some(String::new());
            }
            Event::Text(text) => open.iter_mut().for_each(|open| *open += &text),
            Event::End(TagEnd::CodeBlock) => blocks.extend(open.take()),
            _ => {}
        }
    }
    blocks
}

fn require_well_formed(markup: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in markup.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{markup}"),
            None => open.push(tag.split(' ').next().unwrap_or(tag)),
        }
    }
    assert!(open.is_empty(), "{markup}");
}
