//! A browser without a window, driven by chromedriver over the WebDriver protocol.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A browser, which ends with this value.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

const PATIENCE: Duration = Duration::from_secs(120);

impl Browser {
    /// Starts one; `None` where there is none.
    pub fn start() -> Option<Browser> {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port();
        let mut command = Command::new("chromedriver");
        command.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
        let driver = command.spawn().ok()?;
        let mut browser = Browser { driver, port, session: String::new() };
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(began.elapsed() < PATIENCE, "chromedriver does not answer");
            thread::sleep(Duration::from_millis(20));
        }
        // No sandbox: it cannot be had in most containers, and the page is our own.
        let options = json!({ "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"] });
        let wanted = json!({ "browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
        let begun = browser.ask("POST", "/session", &json!({ "capabilities": { "alwaysMatch": wanted } }));
        browser.session = begun["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {begun}")).to_owned();
        Some(browser)
    }

    /// Opens a page.
    pub fn open(&self, address: &str) {
        self.post("url", &json!({ "url": address }));
    }

    /// Runs a script and returns what it returns.
    pub fn run(&self, script: &str) -> Value {
        self.post("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Waits until an expression is true.
    pub fn wait(&self, expression: &str) {
        let began = Instant::now();
        while self.run(&format!("return Boolean({expression})")) != true {
            let page = self.run("return document.body.innerText");
            assert!(began.elapsed() < PATIENCE, "not {expression}:\n{page}");
            thread::sleep(Duration::from_millis(30));
        }
    }

    /// Presses a key.
    pub fn press(&self, key: &str) {
        let strokes = json!([{ "type": "keyDown", "value": key }, { "type": "keyUp", "value": key }]);
        self.post("actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] }));
    }

    /// Makes the page so wide.
    pub fn resize(&self, width: u32) {
        let size = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.post("goog/cdp/execute", &json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": size }));
    }

    /// What the browser complained of: scripts that failed, what the content policy refused.
    pub fn complaints(&self) -> Vec<String> {
        let log = self.post("se/log", &json!({ "type": "browser" }));
        let messages = log.as_array().into_iter().flatten().filter_map(|entry| entry["message"].as_str());
        // The end of the session ends the connection too.
        messages.filter(|message| !message.contains("net::ERR")).map(str::to_owned).collect()
    }

    fn post(&self, what: &str, body: &Value) -> Value {
        self.ask("POST", &format!("/session/{}/{what}", self.session), body)
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("chromedriver");
        stream.set_read_timeout(Some(PATIENCE)).expect("patience");
        let body = body.to_string();
        let head = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n", self.port);
        let rest = format!("Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        stream.write_all(format!("{head}{rest}").as_bytes()).expect("sent");
        // The connection stays open, so what belongs to the answer is counted.
        let mut lines = BufReader::new(stream);
        let (mut line, mut length) = (String::new(), 0);
        while lines.read_line(&mut line).expect("an answer") > 0 && !line.trim().is_empty() {
            let named = line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
            length = named.map_or(length, |(_, value)| value.trim().parse().expect("a length"));
            line.clear();
        }
        let mut answer = vec![0; length];
        lines.read_exact(&mut answer).expect("an answer");
        let answer = String::from_utf8_lossy(&answer);
        let mut value: Value = serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{error} in {answer}"));
        assert!(value["value"]["error"].is_null(), "{path}: {value}");
        value["value"].take()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !thread::panicking() && !self.session.is_empty() {
            self.ask("DELETE", &format!("/session/{}", self.session), &json!({}));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
