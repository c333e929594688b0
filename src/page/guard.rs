//! Who may ask: the page that was opened with the secret, and nobody else. Other sites that are open in the same
//! browser can send requests here too, so every request is looked at.

use std::net::SocketAddr;

use hyper::header::{HeaderMap, HeaderName, HeaderValue};

/// Bytes of the secret.
const SECRET: usize = 24;

/// What a request must have to be answered.
#[derive(Clone, Debug)]
pub struct Guard {
    secret: String,
    port: u16,
}

impl Guard {
    /// A guard with a fresh secret, for a server at this address.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn new(address: SocketAddr) -> std::io::Result<Guard> {
        let mut bytes = [0; SECRET];
        getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
        let secret = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Guard { secret, port: address.port() })
    }

    /// The address for the browser.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.secret)
    }

    /// What is asked for behind the secret; `None` for whom nothing is answered.
    pub(crate) fn passes<'a>(&self, path: &'a str, headers: &HeaderMap) -> Option<&'a str> {
        let (secret, rest) = path.strip_prefix('/')?.split_once('/')?;
        (self.is_ours(headers) && is_same(secret, &self.secret)).then_some(rest)
    }

    /// Whether it was sent to us by our own page, or typed by somebody. A name that somebody else made point here is
    /// another host; a page of another site has another origin.
    fn is_ours(&self, headers: &HeaderMap) -> bool {
        let hosts = [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)];
        let mut named = headers.get_all(hyper::header::HOST).iter();
        let (Some(host), None) = (named.next(), named.next()) else { return false };
        let is_host = hosts.iter().any(|known| *known == *host);
        let is_origin = |origin: &HeaderValue| hosts.iter().any(|host| *origin == *format!("http://{host}"));
        let is_own_origin = headers.get_all(hyper::header::ORIGIN).iter().all(is_origin);
        // What browsers say of the page that a request comes from.
        let is_own_site = |site: &HeaderValue| *site == *"same-origin" || *site == *"none";
        is_host && is_own_origin && headers.get_all(HeaderName::from_static("sec-fetch-site")).iter().all(is_own_site)
    }
}

/// Compares without telling by its time how much was right.
fn is_same(one: &str, other: &str) -> bool {
    let differs = one.bytes().zip(other.bytes()).fold(0, |differs, (one, other)| differs | (one ^ other));
    one.len() == other.len() && differs == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_long_and_never_the_same() {
        let guard = || Guard::new(([127, 0, 0, 1], 8000).into()).expect("a guard");
        assert_eq!(guard().secret.len(), 48);
        assert_ne!(guard().secret, guard().secret);
        assert!(guard().address().starts_with("http://127.0.0.1:8000/"));
    }

    #[test]
    fn only_the_whole_secret_passes() {
        assert!(is_same("abc", "abc"));
        for wrong in ["", "ab", "abd", "abcd", "ABC"] {
            assert!(!is_same(wrong, "abc"), "{wrong}");
        }
    }
}
