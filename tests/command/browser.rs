//! The page as a browser shows it: chromium draws it without a window, on a telephone and on a screen. Where there is
//! no browser the test says so and looks at nothing.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::desk::Desk;

const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
/// As wide as a telephone, and as a screen.
const WIDTHS: [u32; 2] = [390, 1280];
/// With numbers as wide as they come.
const BENCHMARK: &str = r#"{ "schema": 1, "id": "kmeans", "workload": "fit", "counts": "rows", "quick": true, "rows": [
    { "size": 16000, "yours": { "estimate": 49580000.0, "low": 40000000.0, "high": 60000000.0 },
      "reference": { "estimate": 1000000.0, "low": 900000.0, "high": 1100000.0 },
      "linfa": { "estimate": 1000000.0, "low": 900000.0, "high": 1100000.0 } }] }"#;
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn a_browser_draws_the_page_on_a_telephone_and_on_a_screen() {
    let Some(browser) = browser() else {
        // Not through `eprintln!`, which a test that passes keeps to itself.
        let _ =
            writeln!(std::io::stderr(), "skipped: no browser is here to look at the page ({})", BROWSERS.join(", "));
        return;
    };
    let desk = Desk::new("browser");
    desk.finish("kmeans");
    desk.write("plots/kmeans/benchmark.json", BENCHMARK);
    desk.mlings(&["report", "kmeans", "moments", "--format", "html", "--output", "report.html"]).ends_with(0);
    let folder = tempfile::tempdir().expect("a temporary folder");
    for width in WIDTHS {
        let picture = folder.path().join(format!("{width}.png"));
        let page = address(&desk.folder.join("report.html"));
        let sized = [format!("--window-size={width},1600"), format!("--screenshot={}", picture.display()), page];
        run(&browser, folder.path(), &sized.each_ref().map(String::as_str));
        let (across, colours) = look(&picture);
        assert_eq!(across, width);
        assert!(colours > 20, "{colours} colours at a width of {width}: the page is as good as empty");
    }
    // A page that is asked from outside how wide it is: nothing may stand beyond the edge of a telephone. What is
    // wider, as a plot whose words can be read, moves in a frame of its own.
    let frame = "<!DOCTYPE html><title></title><iframe src=\"report.html\" width=\"390\" height=\"800\" onload=\"\
        const page = this.contentDocument.documentElement; const beyond = part => part.scrollWidth - part.clientWidth; \
        const wide = what => beyond(page.querySelector(what).closest('.scrolling')) > 100; \
        document.title = ['beyond:', beyond(page), wide('svg'), wide('.benchmark')].join(' ')\"></iframe>";
    desk.write("frame.html", frame);
    let around = address(&desk.folder.join("frame.html"));
    let said = run(&browser, folder.path(), &["--allow-file-access-from-files", "--dump-dom", &around]);
    assert!(said.contains("<title>beyond: 0 true true</title>"), "{said}");
}

fn browser() -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let files = BROWSERS.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    files.into_iter().find(|file| file.is_file())
}

fn address(file: &Path) -> String {
    format!("file://{}", file.display())
}

/// Starts the browser for one page, waits for its end, and returns what it printed.
fn run(browser: &Path, folder: &Path, arguments: &[&str]) -> String {
    // No sandbox: it cannot be had in most containers, and the page is our own.
    let quiet =
        ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-sync"];
    let offline = ["--disable-background-networking", "--disable-component-update"];
    let (out, profile) = (folder.join("out"), format!("--user-data-dir={}", folder.join("profile").display()));
    let mut child = Command::new(browser)
        .args(quiet)
        .args(offline)
        .arg(profile)
        .args(arguments)
        .stdout(std::fs::File::create(&out).expect("a file"))
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the browser starts");
    let begun = Instant::now();
    while child.try_wait().expect("the browser can be asked").is_none() {
        if begun.elapsed() > PATIENCE {
            let _ = child.kill();
            let _ = child.wait();
            panic!("the browser did not end within {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    std::fs::read_to_string(out).expect("what it printed")
}

/// The width of a picture, and how many colours are in it.
fn look(picture: &Path) -> (u32, usize) {
    let file = std::io::BufReader::new(std::fs::File::open(picture).expect("the browser wrote a picture"));
    let mut reader = png::Decoder::new(file).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a picture that fits into memory")];
    let info = reader.next_frame(&mut pixels).expect("a picture");
    let colours: std::collections::BTreeSet<&[u8]> = pixels.chunks(info.color_type.samples()).collect();
    (info.width, colours.len())
}
