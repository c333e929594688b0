//! Elements of a page. Text and the values of attributes are escaped on the way in, so that nothing that a learner
//! or a compiler wrote can become markup.

use std::fmt::{self, Display, Formatter};

use quick_xml::escape::escape;

use crate::report::words::plain;

/// An element with its attributes and what is in it.
#[derive(Clone, Debug)]
pub(super) struct Element {
    name: &'static str,
    attributes: String,
    content: String,
}

/// An element without attributes.
pub(super) fn element(name: &'static str) -> Element {
    Element { name, attributes: String::new(), content: String::new() }
}

impl Element {
    /// Adds an attribute.
    pub fn with(mut self, attribute: &str, value: impl Display) -> Element {
        self.attributes += &format!(" {attribute}=\"{}\"", escaped(&value.to_string()));
        self
    }

    /// Adds the attribute `class`.
    pub fn class(self, name: &str) -> Element {
        self.with("class", name)
    }

    /// Adds text.
    pub fn text(mut self, text: impl Display) -> Element {
        self.content += &escaped(&text.to_string());
        self
    }

    /// Adds an element, or any number of them.
    pub fn add(mut self, elements: impl IntoIterator<Item = Element>) -> Element {
        elements.into_iter().for_each(|element| self.content += &element.to_string());
        self
    }

    /// Adds what is markup already. Nothing that was not written here or escaped before may come this way.
    pub fn markup(mut self, markup: &str) -> Element {
        self.content += markup;
        self
    }
}

impl IntoIterator for Element {
    type Item = Element;
    type IntoIter = std::iter::Once<Element>;

    fn into_iter(self) -> Self::IntoIter {
        std::iter::once(self)
    }
}

impl Display for Element {
    fn fmt(&self, formatter: &mut Formatter) -> fmt::Result {
        let Element { name, attributes, content } = self;
        write!(formatter, "<{name}{attributes}>")?;
        match *name {
            "meta" | "link" | "br" => Ok(()),
            _ => write!(formatter, "{content}</{name}>{}", if is_block(name) { "\n" } else { "" }),
        }
    }
}

/// Whether a line may end behind it: then a line feed changes nothing.
fn is_block(name: &str) -> bool {
    !matches!(name, "a" | "code" | "span" | "strong" | "small" | "abbr")
}

/// Text without what a page cannot hold, and with what is special in HTML replaced.
pub(super) fn escaped(text: &str) -> String {
    escape(plain(text).as_str()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let shown = element("p").with("title", "a\"b").text("1 < 2 & \u{1b}[31mred\u{1b}[0m</p>").to_string();
        assert_eq!(shown, "<p title=\"a&quot;b\">1 &lt; 2 &amp; red&lt;/p&gt;</p>\n");
        assert_eq!(element("td").add(element("strong").text("x")).to_string(), "<td><strong>x</strong></td>\n");
    }
}
