//! Another site, open in the same browser, and anybody else on this machine: what they get.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use mlings_page::{Server, Shown, Wanted};
use mlings_verdict::page::{Action, Outcome, Plot, State};
use tokio::sync::watch;

/// A server with a session in it, and what was wanted of it.
struct Site {
    host: String,
    secret: String,
    wanted: Arc<Mutex<Vec<Action>>>,
    shown: Arc<Mutex<Shown>>,
    changes: watch::Sender<()>,
    folder: tempfile::TempDir,
}

const PICTURE: &str = "<svg xmlns='http://www.w3.org/2000/svg'><text>Birds</text></svg>";
const HOSTILE: &str = "</script><img src=x onerror=alert(1)>";

fn site() -> Site {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(folder.path().join("plots/kmeans")).expect("a folder");
    std::fs::write(folder.path().join("plots/kmeans/a.svg"), PICTURE).expect("a plot");
    std::fs::write(folder.path().join("secret.svg"), "the secret").expect("a file");
    let plot = |name: &str, file: &str| Plot {
        name: name.to_owned(),
        file: Some(folder.path().join(file)),
        ..Plot::default()
    };
    let mut state = State { outcome: Outcome::Uncompiled(HOSTILE.to_owned()), ..State::default() };
    state.exercise.id = "kmeans".to_owned();
    state.plots =
        vec![plot("a", "plots/kmeans/a.svg"), plot("b", "secret.svg"), plot("c", "plots/kmeans/../../secret.svg")];
    let shown = Arc::new(Mutex::new(Shown::default()));
    shown.lock().expect("it").take(&state, folder.path());
    let (changes, changed) = watch::channel(());
    let (says, address) = std::sync::mpsc::channel();
    let wanted = Arc::new(Mutex::new(Vec::new()));
    let (list, serves) = (Arc::clone(&wanted), Arc::clone(&shown));
    let hears: Wanted = Arc::new(move |action| list.lock().expect("it").push(action));
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let server = Server::bind().await.expect("a port");
            says.send(server.address()).expect("told");
            server.serve(serves, changed, hears).await;
        });
    });
    let address = address.recv().expect("an address");
    let (host, secret) = address.trim_start_matches("http://").trim_end_matches('/').split_once('/').expect("both");
    Site { host: host.to_owned(), secret: secret.to_owned(), wanted, shown, changes, folder }
}

impl Site {
    /// Sends exactly this and returns all that comes.
    fn send(&self, text: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("patience");
        stream.write_all(text.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        // A server that closes while something is still sent to it is one that has said all.
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str, headers: &str) -> String {
        self.send(&format!("GET {path} HTTP/1.1\r\nConnection: close\r\n{headers}\r\n"))
    }

    fn ours(&self) -> String {
        format!("Host: {}\r\n", self.host)
    }

    fn path(&self, rest: &str) -> String {
        format!("/{}/{rest}", self.secret)
    }

    fn post(&self, headers: &str, body: &str) -> String {
        let (path, length) = (self.path("do"), body.len());
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
        ))
    }
}

fn require(answer: &str, code: u16) {
    assert!(answer.starts_with(&format!("HTTP/1.1 {code} ")), "not {code}: {answer}");
}

#[test]
fn the_page_itself_is_answered_and_says_how_it_may_be_used() {
    let site = site();
    let page = site.get(&site.path(""), &site.ours());
    require(&page, 200);
    let head = page.split("\r\n\r\n").next().unwrap_or_default().to_lowercase();
    for line in ["default-src 'none'", "frame-ancestors 'none'", "nosniff", "referrer-policy: no-referrer", "no-store"]
    {
        assert!(head.contains(line), "{line}: {head}");
    }
    assert!(!head.contains("access-control") && !head.contains("set-cookie") && !head.contains("unsafe"), "{head}");
    let port = site.host.rsplit(':').next().unwrap_or_default();
    let local = format!("Host: localhost:{port}\r\nOrigin: http://localhost:{port}\r\nSec-Fetch-Site: same-origin\r\n");
    let state = site.get(&site.path("state"), &local);
    require(&state, 200);
    assert!(state.contains(r#""words":"</script><img"#), "it is told as it is, in JSON: {state}");
    require(&site.get(&site.path("nothing"), &site.ours()), 404);
}

#[test]
fn without_the_secret_nothing_is_answered() {
    let site = site();
    let wrong = "0".repeat(site.secret.len());
    let longer = format!("/{}0/", site.secret);
    let paths = [
        "/",
        "/state",
        "/page.css",
        "/events",
        "//",
        &format!("/{wrong}/state"),
        &longer,
        &format!("/{}", site.secret),
    ];
    for path in paths {
        let answer = site.get(path, &site.ours());
        require(&answer, 403);
        assert!(!answer.contains(&site.secret) && !answer.contains("kmeans"), "{answer}");
    }
}

#[test]
fn another_site_can_read_and_do_nothing() {
    let site = site();
    let ours = site.ours();
    let port = site.host.rsplit(':').next().unwrap_or_default();
    let action = "{\"does\":\"quit\"}";
    let json = "Content-Type: application/json\r\n";
    for headers in [
        // A name of somebody else that points here: DNS rebinding.
        "Host: evil.example\r\n".to_owned(),
        format!("Host: evil.example:{port}\r\n"),
        "Host: 127.0.0.1\r\n".to_owned(),
        format!("Host: 127.0.0.1:{port}.evil.example\r\n"),
        format!("{ours}Host: evil.example\r\n"),
        String::new(),
        format!("{ours}Origin: https://evil.example\r\n"),
        format!("{ours}Origin: null\r\n"),
        format!("{ours}Origin: http://127.0.0.1:1\r\n"),
        format!("{ours}Origin: https://127.0.0.1:{port}\r\n"),
        format!("{ours}Sec-Fetch-Site: cross-site\r\n"),
        format!("{ours}Sec-Fetch-Site: same-site\r\n"),
    ] {
        let [read, done] = [site.get(&site.path("state"), &headers), site.post(&format!("{headers}{json}"), action)];
        for answer in [read, done] {
            assert!(answer.starts_with("HTTP/1.1 403 ") || answer.starts_with("HTTP/1.1 400 "), "{headers}{answer}");
            assert!(!answer.contains("kmeans"), "{headers}{answer}");
        }
    }
    // What a form can send, even with the secret.
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a"] {
        require(&site.post(&format!("{ours}Content-Type: {kind}\r\n"), action), 415);
    }
    // What would be asked before anything else is sent from another site.
    let asked = format!(
        "OPTIONS {} HTTP/1.1\r\nConnection: close\r\n{ours}Origin: https://evil.example\r\n\r\n",
        site.path("do")
    );
    require(&site.send(&asked), 403);
    assert_eq!(*site.wanted.lock().expect("it"), []);
    require(&site.post(&format!("{ours}{json}"), action), 200);
    assert_eq!(*site.wanted.lock().expect("it"), [Action::Quit]);
}

#[test]
fn only_plots_are_served_and_no_other_file() {
    let site = site();
    let state = site.get(&site.path("state"), &site.ours());
    let name = state.split("picture/").nth(1).and_then(|rest| rest.split('"').next()).expect("a picture");
    let answer = site.get(&site.path(&format!("picture/{name}")), &site.ours());
    require(&answer, 200);
    assert!(answer.contains("sandbox") && answer.ends_with(PICTURE), "{answer}");
    for plot in ["\"name\":\"b\",\"now\":null", "\"name\":\"c\",\"now\":null"] {
        assert!(state.contains(plot), "{plot}: {state}");
    }
    let outside = site.folder.path().join("secret.svg").display().to_string();
    for asked in [
        "../secret.svg",
        "picture/../../secret.svg",
        "picture/%2e%2e%2fsecret.svg",
        "secret.svg",
        &outside,
        "picture/a.svg",
        "Cargo.toml",
        "picture/",
    ] {
        let answer = site.get(&site.path(asked), &site.ours());
        assert!(!answer.contains("the secret") && !answer.starts_with("HTTP/1.1 200"), "{asked}: {answer}");
    }
}

#[test]
fn what_is_wanted_is_short_and_known() {
    let site = site();
    let headers = format!("{}Content-Type: application/json\r\n", site.ours());
    for (body, code) in [("", 400), ("{", 400), ("{\"does\":\"shell\"}", 400), (&*"x".repeat(5000), 413)] {
        require(&site.post(&headers, body), code);
    }
    require(&site.post(&headers, "{\"does\":\"go\",\"id\":\"../../etc\"}"), 200);
    assert_eq!(*site.wanted.lock().expect("it"), [Action::Go { id: "../../etc".to_owned() }]);
    require(
        &site.send(&format!("DELETE {} HTTP/1.1\r\nConnection: close\r\n{}\r\n", site.path("do"), site.ours())),
        405,
    );
}

#[test]
fn slow_and_endless_requests_keep_nobody_waiting() {
    let site = site();
    let begun: Vec<TcpStream> = (0..40)
        .map(|number| {
            let mut stream = TcpStream::connect(&site.host).expect("a connection");
            let part = match number % 3 {
                0 => "GET /".to_owned(),
                1 => format!(
                    "POST {} HTTP/1.1\r\n{}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{{",
                    site.path("do"),
                    site.ours()
                ),
                _ => String::new(),
            };
            stream.write_all(part.as_bytes()).expect("sent");
            stream
        })
        .collect();
    let began = Instant::now();
    require(&site.get(&site.path("state"), &site.ours()), 200);
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    drop(begun);
}

#[test]
fn changes_come_as_events_and_the_end_is_told() {
    let site = site();
    let mut stream = TcpStream::connect(&site.host).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("patience");
    stream.write_all(format!("GET {} HTTP/1.1\r\n{}\r\n", site.path("events"), site.ours()).as_bytes()).expect("sent");
    let heard = |stream: &mut TcpStream, words: &str| {
        let (mut text, mut chunk) = (String::new(), [0; 4096]);
        while !text.contains(words) {
            let length = stream.read(&mut chunk).unwrap_or_else(|error| panic!("{error}, without {words}: {text}"));
            assert!(length > 0, "it ends without {words}: {text}");
            text += &String::from_utf8_lossy(&chunk[..length]);
        }
        text
    };
    assert!(heard(&mut stream, "\n\n").contains("text/event-stream"));
    let mut state = State { status: "compiling ...".to_owned(), ..State::default() };
    state.exercise.id = "kmeans".to_owned();
    site.shown.lock().expect("it").take(&state, Path::new("/nowhere"));
    site.changes.send_replace(());
    heard(&mut stream, "compiling ...");
    site.shown.lock().expect("it").end();
    site.changes.send_replace(());
    heard(&mut stream, "\"over\":true");
    let _ = stream.shutdown(Shutdown::Both);
    thread::sleep(Duration::from_millis(1500));
    assert!(TcpStream::connect(&site.host).is_err(), "nobody serves any more");
}
