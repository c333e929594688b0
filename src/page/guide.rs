//! Markdown as HTML, with formulas as MathML. Guides lie in a folder that a learner's code can write in: markup in them
//! is text, and links lead to the web alone.

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::math;

/// Where a link to what one needs of ndarray ends.
const DOZEN_LINES: &str = "#ndarray-in-a-dozen-lines";

/// A text and what is in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// Headings one level lower, without the title; formulas in blocks.
    Guide,
    /// A hint may hold near-code, which looks like formulas.
    Hint,
}

/// The text as HTML.
pub(crate) fn html(markdown: &str, kind: Kind) -> String {
    let mut page = Page { kind, events: Vec::new(), block: None, skipped: 0, lists: 0, links: Vec::new() };
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        page.take(event);
    }
    let mut text = String::new();
    html::push_html(&mut text, page.events.into_iter());
    // A heading without words is none.
    text.replace("<th></th>", "<td></td>")
}

struct Page<'a> {
    kind: Kind,
    events: Vec<Event<'a>>,
    /// A block of code without a language, while it is read.
    block: Option<String>,
    /// How deep in something that is left out.
    skipped: usize,
    lists: usize,
    /// How the open links end.
    links: Vec<&'static str>,
}

impl<'a> Page<'a> {
    fn take(&mut self, event: Event<'a>) {
        if self.skipped > 0 {
            match event {
                Event::Start(_) => self.skipped += 1,
                Event::End(_) => self.skipped -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) if self.kind == Kind::Guide => self.skipped = 1,
            Event::Start(Tag::Heading { level, .. }) => self.events.push(Event::Start(heading(lower(level)))),
            Event::End(TagEnd::Heading(level)) => self.events.push(Event::End(TagEnd::Heading(lower(level)))),
            Event::Start(Tag::CodeBlock(kind)) => {
                let is_unnamed = matches!(&kind, CodeBlockKind::Fenced(language) if language.is_empty());
                if is_unnamed && self.kind == Kind::Guide {
                    self.block = Some(String::new());
                } else {
                    self.markup("<pre tabindex=\"0\"><code>");
                }
            }
            Event::Text(text) if self.block.is_some() => self.block.iter_mut().for_each(|block| *block += &text),
            Event::End(TagEnd::CodeBlock) => match self.block.take() {
                Some(block) => self.code_or_formula(&block),
                None => self.markup("</code></pre>"),
            },
            Event::Start(Tag::List(_)) => {
                self.lists += 1;
                self.events.push(event);
            }
            Event::Start(Tag::Table(columns)) => {
                self.markup("<div class=\"scrolling\" tabindex=\"0\">");
                // The content policy takes no style in the page.
                self.events.push(Event::Start(Tag::Table(vec![Alignment::None; columns.len()])));
            }
            Event::End(TagEnd::Table) => {
                self.events.push(event);
                self.markup("</div>");
            }
            Event::Code(code) => match math::inline(&code) {
                Some(formula) => self.events.push(Event::InlineHtml(formula.into())),
                None => self.events.push(Event::Code(code)),
            },
            Event::Start(Tag::Link { dest_url, .. }) => self.link(&dest_url),
            Event::End(TagEnd::Link) => {
                let end = self.links.pop().unwrap_or_default();
                self.markup(end);
            }
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => {}
            Event::Html(text) | Event::InlineHtml(text) => self.events.push(Event::Text(text)),
            Event::Start(Tag::HtmlBlock) => self.events.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => self.events.push(Event::End(TagEnd::Paragraph)),
            event => self.events.push(event),
        }
    }

    /// What is markup already.
    fn markup(&mut self, text: &'static str) {
        self.events.push(Event::InlineHtml(CowStr::Borrowed(text)));
    }

    fn code_or_formula(&mut self, block: &str) {
        match math::block(block) {
            Some(formula) => {
                self.markup("<div class=\"formula\" tabindex=\"0\">");
                self.events.push(Event::InlineHtml(formula.into()));
                self.markup("</div>\n");
            }
            None => {
                self.markup("<pre tabindex=\"0\"><code>");
                self.events.push(Event::Text(block.to_owned().into()));
                self.markup("</code></pre>\n");
            }
        }
    }

    /// A link to the web, or to the dozen lines; any other is its words alone.
    fn link(&mut self, to: &str) {
        let (begin, end) = if to.starts_with("https://") || to.starts_with("http://") {
            (format!("<a href=\"{}\" target=\"_blank\" rel=\"noopener noreferrer\">", escaped(to)), "</a>")
        } else if to.ends_with(DOZEN_LINES) {
            ("<button type=\"button\" class=\"link\" data-does=\"dozen\">".to_owned(), "</button>")
        } else {
            (String::new(), "")
        };
        self.events.push(Event::InlineHtml(begin.into()));
        self.links.push(end);
    }
}

fn heading<'a>(level: HeadingLevel) -> Tag<'a> {
    Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }
}

fn lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 => HeadingLevel::H3,
        HeadingLevel::H3 => HeadingLevel::H4,
        HeadingLevel::H4 => HeadingLevel::H5,
        HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guide_becomes_headings_tables_and_formulas() {
        let guide = "# T\n\nOne.\n\n## Why\n\nSo `xᵢ` and `fit`.\n\n```\ns = Σᵢ xᵢ\n```\n\n```\ncargo run\n```\n\n\
            | a | |\n|--:|---|\n| 1 | 2 |\n\n```rust\na · b = c\n```\n";
        let html = html(guide, Kind::Guide);
        assert!(!html.contains(" style=") && html.contains("<td></td>"), "{html}");
        assert!(!html.contains("<h1>") && !html.contains(">T<"), "{html}");
        for part in ["<p>One.</p>", "<h3>Why</h3>", "<code>fit</code>", "<math><msub>", "<table>"] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(html.contains("<div class=\"formula\" tabindex=\"0\"><math display=\"block\">"), "{html}");
        assert!(html.contains("<code>cargo run\n</code>") && html.contains("<code>a · b = c\n</code>"), "{html}");
    }

    #[test]
    fn markup_in_a_guide_is_text_and_links_lead_to_the_web_alone() {
        let guide = "<script>x()</script>\n\nand <img src=x onerror=y()> in it\n\n[web](https://a.b/\"c) \
            [js](javascript:x) [lines](../README.md#ndarray-in-a-dozen-lines) [file](x.md) ![p](http://x/y)\n";
        let html = html(guide, Kind::Guide);
        for hostile in ["<script", "<img", "javascript", "href=\"x.md\"", "src="] {
            assert!(!html.replace("&lt;img src=x", "").contains(hostile), "{hostile}: {html}");
        }
        assert!(html.contains("&lt;script&gt;") && html.contains("rel=\"noopener noreferrer\">web</a>"), "{html}");
        assert!(html.contains("data-does=\"dozen\">lines</button>") && html.contains(" file "), "{html}");
    }

    #[test]
    fn near_code_in_a_hint_stays_code() {
        let hint = "Code:\n\n```\nm = a / n − 1\n```\n";
        assert!(html(hint, Kind::Hint).contains("<code>m = a / n − 1"));
        assert!(html(hint, Kind::Guide).contains("<mfrac>"));
    }
}
