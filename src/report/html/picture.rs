//! A plot inside the page: our SVG without what only a file of its own needs, and with words for who cannot see it.
//!
//! The file lies in a folder that the learner's code can write in. So only what our plots are made of is taken over:
//! no script, no reference to anything, no style that could reach beyond the picture.

use quick_xml::escape::unescape;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::markup::escaped;

/// What plots are made of.
const SHAPES: &[&str] = &["g", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text", "tspan"];
#[rustfmt::skip]
const ATTRIBUTES: &[&str] = &[
    "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "width", "height", "points", "d",
    "transform", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray",
    "stroke-linecap", "stroke-linejoin", "opacity", "text-anchor", "dominant-baseline", "font-size", "font-weight",
    "font-family", "font-style",
];

/// The SVG as a part of a page, labelled by what is written in it; nothing if it is not an SVG. `id` is its own
/// on the page.
pub(super) fn inline(svg: &str, id: &str) -> Option<String> {
    let mut reader = Reader::from_str(svg);
    let mut picture = Picture::default();
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) if picture.view.is_empty() => picture.view = view(&tag)?,
            Event::Start(tag) => picture.open(&tag),
            Event::Empty(tag) if picture.skipped == 0 => picture.shapes += &shape(&tag, "/").unwrap_or_default(),
            Event::End(tag) => picture.close(tag.name().as_ref()),
            Event::Text(text) => picture.write(&text.xml10_content()),
            Event::GeneralRef(name) => picture.write(&unescape(&format!("&{};", name.xml10_content())).ok()?),
            Event::Eof => break,
            _ => {}
        }
    }
    (!picture.view.is_empty()).then(|| picture.labelled(id))
}

#[derive(Default)]
struct Picture {
    /// The `viewBox`.
    view: String,
    /// What is drawn, as markup.
    shapes: String,
    /// What is written, text by text.
    texts: Vec<String>,
    /// How deep in an element that is left out.
    skipped: usize,
}

impl Picture {
    fn open(&mut self, tag: &BytesStart) {
        match shape(tag, "") {
            Some(shape) if self.skipped == 0 => {
                self.shapes += &shape;
                if tag.name().as_ref() == "text" {
                    self.texts.push(String::new());
                }
            }
            _ => self.skipped += 1,
        }
    }

    fn close(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
        } else if name != "svg" {
            self.shapes += &format!("</{name}>");
        }
    }

    /// Line feeds around a text only indent the file.
    fn write(&mut self, text: &str) {
        let text = text.trim_matches('\n');
        if let Some(last) = self.texts.last_mut().filter(|_| self.skipped == 0 && !text.is_empty()) {
            *last += text;
            self.shapes += &escaped(text);
        }
    }

    /// The first text is the title; of the others, names say more than the numbers at the axes.
    fn labelled(&self, id: &str) -> String {
        let (title, rest) = self.texts.split_first().map_or(("A plot", &[][..]), |(title, rest)| (title, rest));
        let mut names: Vec<&str> = Vec::new();
        for name in rest.iter().filter(|text| text.contains(char::is_alphabetic)) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        let description = if names.is_empty() { String::new() } else { format!("In it: {}.", names.join(", ")) };
        let (id, title, description) = (escaped(id), escaped(title), escaped(&description));
        format!(
            "<svg viewBox=\"{}\" role=\"img\" aria-labelledby=\"{id}\" aria-describedby=\"{id}-words\">\
             <title id=\"{id}\">{title}</title><desc id=\"{id}-words\">{description}</desc>{}</svg>",
            self.view, self.shapes
        )
    }
}

/// How large the picture is inside, said by the outermost element.
fn view(tag: &BytesStart) -> Option<String> {
    let view = tag.try_get_attribute("viewBox").ok()??;
    (tag.name().as_ref() == "svg").then(|| escaped(&view.value))
}

/// The element with its harmless attributes, if it is one of ours.
fn shape(tag: &BytesStart, end: &str) -> Option<String> {
    let name = SHAPES.iter().find(|shape| **shape == tag.name().as_ref())?;
    let attributes: String = tag.attributes().flatten().filter_map(|attribute| harmless(&attribute)).collect();
    Some(format!("<{name}{attributes}{end}>"))
}

/// The attribute, unless it could refer to something or says what would hold without it.
fn harmless(attribute: &Attribute) -> Option<String> {
    let (name, value) = (attribute.key.as_ref(), &*attribute.value);
    let is_default = matches!((name, value), ("opacity", "1") | ("stroke", "none") | ("font-family", "sans-serif"));
    let is_harmless = ATTRIBUTES.contains(&name) && !value.contains(['&', ':']) && !value.contains("url");
    (is_harmless && !is_default).then(|| format!(" {name}=\"{}\"", escaped(value)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn a_plot_says_what_it_shows_and_keeps_all_that_is_drawn() {
        let file = samples::plot("Ada's <birds> & more", "Bill length (mm)");
        let shown = inline(&format!("<?xml version=\"1.0\"?>\n<!-- a -->\n{file}"), "plot-7").expect("our own SVG");
        assert!(shown.starts_with("<svg viewBox=\"0 0 800 520\" role=\"img\" aria-labelledby=\"plot-7\""), "{shown}");
        assert!(shown.contains("<title id=\"plot-7\">Ada&apos;s &lt;birds&gt; &amp; more</title>"), "{shown}");
        let words = shown.split("<desc id=\"plot-7-words\">").nth(1).and_then(|rest| rest.split("</desc>").next());
        for word in ["Bill length (mm)", "Gentoo", "In it: "] {
            assert!(words.is_some_and(|words| words.contains(word)), "{word}: {words:?}");
        }
        for shape in ["<text", "<line", "<circle", "<rect", "<polyline"] {
            assert_eq!(shown.matches(shape).count(), file.matches(shape).count(), "{shape}");
        }
    }

    #[test]
    fn nothing_but_a_drawing_comes_through() {
        let hostile = "<svg viewBox='0 0 1 1' onload='x()'><script>x()</script><style>body{}</style>\
            <a href='http://x'><text>t</text></a><image href='http://x'/><foreignObject><g><p>p</p></g></foreignObject>\
            <rect fill='url(http://x)' onclick='x()' width='1'/><g transform='scale(2)'><text>kept &lt;b&gt;</text></g></svg>";
        let shown = inline(hostile, "p").expect("an SVG");
        let drawing = shown.split("</desc>").nth(1).expect("a drawing");
        assert_eq!(drawing, "<rect width=\"1\"/><g transform=\"scale(2)\"><text>kept &lt;b&gt;</text></g></svg>");
    }

    #[test]
    fn what_is_no_svg_is_not_taken_over() {
        for file in ["", "text", "<svg>", "<svg viewBox='0 0 1 1'><g></svg>", "<html viewBox='a'></html>"] {
            assert_eq!(inline(file, "p"), None, "{file}");
        }
    }
}
