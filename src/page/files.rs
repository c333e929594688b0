//! The page itself: files of our own, part of the program.

/// A file's name, its type and its text.
type File = (&'static str, &'static str, &'static str);

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

const FILES: &[File] = &[
    ("", HTML, include_str!("browser/index.html")),
    ("page.css", "text/css; charset=utf-8", include_str!("browser/page.css")),
    ("icon.svg", "image/svg+xml", include_str!("browser/icon.svg")),
    ("main.js", SCRIPT, include_str!("browser/main.js")),
    ("elements.js", SCRIPT, include_str!("browser/elements.js")),
    ("exercise.js", SCRIPT, include_str!("browser/exercise.js")),
    ("verdict.js", SCRIPT, include_str!("browser/verdict.js")),
    ("plots.js", SCRIPT, include_str!("browser/plots.js")),
    ("list.js", SCRIPT, include_str!("browser/list.js")),
    ("keys.js", SCRIPT, include_str!("browser/keys.js")),
];

/// Type and text of a file.
pub(crate) fn file(name: &str) -> Option<(&'static str, &'static str)> {
    FILES.iter().find(|(known, ..)| *known == name).map(|(_, kind, text)| (*kind, *text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The content policy would keep them from working.
    #[test]
    fn no_file_has_script_or_style_in_the_page_or_from_elsewhere() {
        for (name, _, text) in FILES {
            for word in [" style=", "<style", " onclick=", "javascript:", "innerHTML +=", "eval("] {
                assert!(!text.contains(word), "{name} has {word}");
            }
            let elsewhere = text.replace("http://www.w3.org/", "");
            assert!(!elsewhere.contains("http://") && !elsewhere.contains("https://"), "{name}");
        }
        let (_, page) = file("").expect("the page");
        for named in page.split(['"']).filter(|word| word.ends_with(".js") || word.ends_with(".css")) {
            assert!(file(named).is_some(), "{named}");
        }
    }
}
