//! The page of a session: asked as a browser asks, and in a browser.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::desk::{Desk, exercise};
use crate::terminal::Terminal;
use crate::webdriver::Browser;

/// The page's program and a track may have to be built first.
const PATIENCE: Duration = Duration::from_secs(240);

/// A page, as whoever has its address sees it.
struct Page {
    /// `127.0.0.1:1234`
    host: String,
    path: String,
}

impl Page {
    /// The page at the address in a text.
    fn at(text: &str) -> Page {
        let address = text.split("http://").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("an address");
        let (host, path) = address.split_once('/').expect("a secret");
        Page { host: host.to_owned(), path: format!("/{path}") }
    }

    fn address(&self) -> String {
        format!("http://{}{}", self.host, self.path)
    }

    /// The body of the answer.
    fn ask(&self, method: &str, asked: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).expect("a page that is served");
        let head = format!("{method} {}{asked} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.path, self.host);
        let rest = format!("Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        stream.write_all(format!("{head}{rest}").as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default()
    }

    fn state(&self) -> Value {
        serde_json::from_str(&self.ask("GET", "state", "")).expect("JSON")
    }

    fn want(&self, action: &Value) {
        self.ask("POST", "do", &action.to_string());
    }

    /// Waits until the state is so.
    fn wait(&self, what: &str, is_so: impl Fn(&Value) -> bool) -> Value {
        let began = Instant::now();
        loop {
            let state = self.state();
            if is_so(&state) {
                return state;
            }
            assert!(began.elapsed() < PATIENCE, "{what}: {} {}", state["status"], state["verdict"]);
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until nobody serves any more.
    fn ends(&self) {
        let began = Instant::now();
        while TcpStream::connect(&self.host).is_ok() {
            assert!(began.elapsed() < Duration::from_secs(20), "the page is served though the session is over");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// A session without a terminal, which ends with this value.
struct Session(Child);

impl Session {
    fn ends(mut self) {
        assert!(self.0.wait().expect("an end").success());
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A session without a terminal, and its page.
fn start(desk: &Desk, id: &str) -> (Session, Page) {
    let mut command = desk.prepared(env!("CARGO_BIN_EXE_mlings"));
    command.args(["page", id, "--no-open"]).current_dir(&desk.folder);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let mut child = command.spawn().expect("a session");
    let mut line = String::new();
    let output = child.stdout.as_mut().expect("its output");
    BufReader::new(output).read_line(&mut line).expect("a line");
    (Session(child), Page::at(&line))
}

#[test]
fn the_page_follows_every_save_and_does_what_is_wanted() {
    let desk = Desk::new("page");
    let kmeans = exercise("kmeans");
    let (session, page) = start(&desk, "kmeans");
    let first = page.wait("graded", |state| state["verdict"]["kind"] == "unstarted");
    assert_eq!((&first["exercise"]["title"], &first["hints"]["of"]), (&json!("k-means"), &json!(5)));
    assert!(first["guide"].as_str().is_some_and(|guide| guide.contains("<math") && !guide.contains("Near-code")));

    desk.write(&kmeans.file, kmeans.with("if size > 0 {", "if size < usize::MAX {"));
    let picture = |state: &Value, which: &str| state["plots"][0][which].as_str().map(str::to_owned);
    // The verdict is there before its plots are drawn.
    let wrong = page.wait("wrong", |state| state["verdict"]["score"] == 85 && picture(state, "now").is_some());
    let checks = wrong["verdict"]["checks"].to_string();
    assert!(checks.contains("divides by the size of an empty cluster"), "{checks}");
    assert!(page.ask("GET", &picture(&wrong, "now").expect("a plot"), "").starts_with("<svg"));

    desk.write(&kmeans.file, kmeans.finished.replace("f64", "f65"));
    let broken = page.wait("broken", |state| state["verdict"]["kind"] == "uncompiled");
    assert!(
        broken["verdict"]["words"].as_str().is_some_and(|words| words.contains("error[E") && !words.contains('\u{1b}'))
    );
    desk.finish("kmeans");
    let right = page.wait("right", |state| state["verdict"]["score"] == 100);
    assert_eq!(right["history"]["scores"], json!([85, 100]));
    assert_eq!(right["history"]["caught"][0], "divides by the size of an empty cluster");

    page.want(&json!({ "does": "hint" }));
    page.wait("a hint", |state| state["hints"]["shown"][0]["number"] == 1);
    page.want(&json!({ "does": "solution", "reveal": false }));
    page.wait("solution", |state| {
        state["text"]["text"].as_str().is_some_and(|text| text.contains("The reference for k-means"))
    });
    page.want(&json!({ "does": "close" }));
    page.wait("closed", |state| state["text"].is_null());
    page.want(&json!({ "does": "next" }));
    page.wait("the next one", |state| state["exercise"]["id"] == "silhouette");
    page.want(&json!({ "does": "go", "id": "no such" }));
    page.wait("a problem", |state| state["status"]["words"].as_str().is_some_and(|words| words.contains("no such")));
    page.want(&json!({ "does": "go", "id": "kmeans" }));
    page.wait("back", |state| state["verdict"]["score"] == 100);
    page.want(&json!({ "does": "reset" }));
    page.wait("reset", |state| state["verdict"]["kind"] == "unstarted" && state["text"]["text"].as_str().is_some());
    page.want(&json!({ "does": "quit" }));
    session.ends();
    page.ends();
}

#[test]
fn a_key_of_the_session_opens_the_page_and_both_show_the_same() {
    let desk = Desk::new("page_on_terminal_key");
    // What the system opens addresses with.
    desk.write("bin/xdg-open", "#!/bin/sh\necho \"$1\" > opened\n");
    let opener = desk.folder.join("bin/xdg-open");
    std::fs::set_permissions(&opener, std::fs::Permissions::from_mode(0o755)).expect("a program");
    let path = format!("{}:{}", desk.folder.join("bin").display(), std::env::var("PATH").expect("a path"));
    let mut session = Terminal::start(&desk, &["watch", "kmeans"], &[("PATH", &path)]);
    session.wait_for("not begun");
    session.press("w");
    let began = Instant::now();
    let opened = loop {
        match std::fs::read_to_string(desk.folder.join("opened")) {
            Ok(text) if text.ends_with('\n') => break text,
            _ => assert!(began.elapsed() < PATIENCE, "no page is opened:\n{}", session.screen()),
        }
        thread::sleep(Duration::from_millis(20));
    };
    session.wait_for("the page: http://127.0.0.1:");
    let page = Page::at(&opened);
    page.wait("the same", |state| state["exercise"]["id"] == "kmeans");
    page.want(&json!({ "does": "hint" }));
    page.wait("a hint", |state| state["hints"]["shown"][0]["number"] == 1);
    session.press("h");
    session.wait_for("Hint 1 of 5");
    assert!(!session.screen().contains("Hint 2"), "{}", session.screen());
    session.press("\u{1b}");
    session.wait_for("First step");
    session.press("n");
    page.wait("the next one", |state| state["exercise"]["id"] == "silhouette");
    page.want(&json!({ "does": "previous" }));
    session.wait_for("k-means");
    session.press("q");
    session.ends();
    page.ends();
}

#[test]
fn on_a_terminal_the_session_is_drawn_and_says_where_its_page_is() {
    let desk = Desk::new("page_on_drawn_terminal");
    let mut session = Terminal::start(&desk, &["page", "kmeans", "--no-open"], &[]);
    session.wait_for("not begun");
    session.wait_for("First step");
    session.wait_for("the page: http://127.0.0.1:");
    let page = Page::at(&session.screen());
    page.wait("the same", |state| state["verdict"]["kind"] == "unstarted");
    session.press("q");
    session.ends();
    page.ends();
}

#[test]
fn a_browser_shows_every_save_without_a_reload() {
    let Some(browser) = Browser::start() else {
        let _ = writeln!(std::io::stderr(), "skipped: no chromedriver is here to drive a browser");
        return;
    };
    let desk = Desk::new("page_in_browser");
    let kmeans = exercise("kmeans");
    let (session, page) = start(&desk, "kmeans");
    browser.open(&page.address());
    browser.wait("document.getElementById('score').textContent === 'not begun'");
    browser.run("window.isSamePage = true");
    assert_eq!(browser.run("return location.hash"), "#kmeans");

    // What was printed is text, whatever is in it.
    let hostile = "if size < usize::MAX { println!(\"<img src=x onerror='document.title=1'><b>bold</b>\");";
    desk.write(&kmeans.file, kmeans.with("if size > 0 {", hostile));
    browser.wait("document.getElementById('score').textContent === '85/100'");
    browser.wait("document.getElementById('news').textContent.startsWith('85 of 100')");
    browser.wait("document.getElementById('verdict').textContent.includes('<b>bold</b>')");
    assert_eq!(browser.run("return document.querySelectorAll('#verdict b, #verdict img').length"), 0);
    browser.wait("document.querySelector('.picture .now').naturalWidth > 0");
    desk.finish("kmeans");
    browser.wait("document.getElementById('score').textContent === '100/100'");

    browser.press("h");
    browser.wait("document.querySelectorAll('.hint').length === 1");
    browser.press("l");
    browser.wait("document.getElementById('list').open");
    browser.press("q");
    assert_eq!(browser.run("return document.getElementById('filter').value"), "q", "letters are the filter's");
    browser.press("\u{e00c}");
    browser.wait("!document.getElementById('list').open");
    browser.press("n");
    browser.wait("location.hash === '#silhouette' && document.getElementById('title').textContent === 'Silhouettes'");
    browser.run("history.back()");
    browser.wait("document.getElementById('title').textContent === 'k-means'");
    desk.write(&kmeans.file, kmeans.finished.replace("f64", "f65"));
    browser.wait("document.getElementById('score').textContent === 'does not compile'");
    assert_eq!(browser.run("return document.querySelectorAll('#guide math').length > 3"), true);
    for width in [390, 1280] {
        browser.resize(width);
        let beyond = browser.run("return document.documentElement.scrollWidth - window.innerWidth");
        assert_eq!(beyond, 0, "something stands beyond the edge at {width}");
    }
    assert_eq!(browser.run("return window.isSamePage"), true, "it was loaded anew");
    page.want(&json!({ "does": "quit" }));
    session.ends();
    browser.wait("!document.getElementById('over').hidden");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
