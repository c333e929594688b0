//! Serves the page on the loopback address: the files of the page, the state as events, and what its user wants.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::channel::Channel as Stream;
use http_body_util::{BodyExt, Either, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use mlings_verdict::page::Action;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};

use crate::files::file;
use crate::guard::Guard;
use crate::parts::Shown;

/// Hears what the user of the page wants.
pub type Wanted = Arc<dyn Fn(Action) + Send + Sync>;

type Body = Either<Full<Bytes>, Stream<Bytes>>;

/// Only what is ours, nothing in the page itself, and nobody may put it into a frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// A plot, opened for itself, is a drawing and nothing more.
const POLICY_OF_PICTURES: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
/// What is wanted is said in a line.
const LARGEST_BODY: usize = 4096;
/// How long a head, or a body, may take to come.
const PATIENCE: Duration = Duration::from_secs(10);
/// So many connections at once; others wait.
const CONNECTIONS: usize = 256;
/// How often a browser that hears nothing is told that we are there.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How long browsers have to hear that it is over.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// A server that has its port already.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    guard: Guard,
}

impl Server {
    /// Takes a port that the system chooses.
    ///
    /// # Errors
    /// When there is none, or no random numbers.
    pub async fn bind() -> std::io::Result<Server> {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
        let guard = Guard::new(listener.local_addr()?)?;
        Ok(Server { listener, guard })
    }

    /// The address for the browser, with the secret.
    pub fn address(&self) -> String {
        self.guard.address()
    }

    /// Serves until the session is over. `changed` says that `shown` is another one.
    pub async fn serve(self, shown: Arc<Mutex<Shown>>, mut changed: watch::Receiver<()>, wanted: Wanted) {
        let site = Arc::new(Site { guard: self.guard, shown, changed: changed.clone(), wanted });
        tokio::spawn(accept(self.listener, Arc::clone(&site)));
        while !site.is_over() && changed.changed().await.is_ok() {}
        sleep(LAST_WORDS).await;
    }
}

/// Every connection is served on its own: one that is slow keeps no other waiting.
async fn accept(listener: TcpListener, site: Arc<Site>) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    while let Ok(place) = Arc::clone(&room).acquire_owned().await {
        let Ok((stream, _)) = listener.accept().await else {
            // Too many open files, say: those that are open end.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        let site = Arc::clone(&site);
        tokio::spawn(async move {
            let served = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(PATIENCE)
                .max_headers(64)
                .serve_connection(TokioIo::new(stream), service_fn(|request| answer(Arc::clone(&site), request)))
                .await;
            // A browser that went away has what it wanted.
            drop((served, place));
        });
    }
}

struct Site {
    guard: Guard,
    shown: Arc<Mutex<Shown>>,
    changed: watch::Receiver<()>,
    wanted: Wanted,
}

impl Site {
    fn with<T>(&self, ask: impl FnOnce(&Shown) -> T) -> T {
        ask(&self.shown.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn is_over(&self) -> bool {
        self.with(Shown::is_over)
    }
}

async fn answer(site: Arc<Site>, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    let asked = site.guard.passes(request.uri().path(), request.headers()).map(str::to_owned);
    let mut response = match asked {
        Some(asked) => behind_the_secret(&site, &asked, request).await,
        None => said(StatusCode::FORBIDDEN, "this page is opened by the address that mlings prints\n"),
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    Ok(response)
}

async fn behind_the_secret(site: &Arc<Site>, asked: &str, request: Request<Incoming>) -> Response<Body> {
    match (request.method(), asked) {
        (&Method::GET, "events") => with_type("text/event-stream", Either::Right(events(Arc::clone(site)))),
        (&Method::GET, "state") => {
            let (state, _) = site.with(|shown| shown.changed(0)).unwrap_or_else(|| ("{}".to_owned(), 0));
            with_type("application/json", full(state))
        }
        (&Method::POST, "do") => act(site, request).await,
        (&Method::GET, asked) => {
            if let Some(svg) = asked.strip_prefix("picture/").and_then(|name| site.with(|shown| shown.picture(name))) {
                let mut response = with_type("image/svg+xml", full(svg.as_bytes().to_vec()));
                let policy = HeaderValue::from_static(POLICY_OF_PICTURES);
                response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
                return response;
            }
            match file(asked) {
                Some((kind, text)) => with_type(kind, full(text)),
                None => said(StatusCode::NOT_FOUND, "there is nothing of this name\n"),
            }
        }
        _ => said(StatusCode::METHOD_NOT_ALLOWED, "only GET, and POST of what is wanted\n"),
    }
}

/// Hands on what the user wants.
async fn act(site: &Site, request: Request<Incoming>) -> Response<Body> {
    // A form of another site cannot send this type.
    if request.headers().get(CONTENT_TYPE).is_none_or(|kind| *kind != *"application/json") {
        return said(StatusCode::UNSUPPORTED_MEDIA_TYPE, "what is wanted is said in JSON\n");
    }
    let body = Limited::new(request.into_body(), LARGEST_BODY).collect();
    let Ok(body) = timeout(PATIENCE, body).await else {
        return said(StatusCode::REQUEST_TIMEOUT, "what is wanted did not come\n");
    };
    let Ok(body) = body else { return said(StatusCode::PAYLOAD_TOO_LARGE, "so much cannot be wanted\n") };
    match serde_json::from_slice(&body.to_bytes()) {
        Ok(action) => {
            (site.wanted)(action);
            with_type("application/json", full("{}"))
        }
        Err(_) => said(StatusCode::BAD_REQUEST, "nobody knows how to do that\n"),
    }
}

/// All parts of the state, and from then on those that change. A browser that is slow misses states, not the last one.
fn events(site: Arc<Site>) -> Stream<Bytes> {
    let (mut sender, stream) = Stream::new(1);
    tokio::spawn(async move {
        let mut changed = site.changed.clone();
        let mut since = 0;
        loop {
            changed.mark_unchanged();
            let text = match site.with(|shown| shown.changed(since)) {
                Some((parts, now)) => {
                    since = now;
                    format!("data: {parts}\n\n")
                }
                None => ": here\n\n".to_owned(),
            };
            if sender.send_data(Bytes::from(text)).await.is_err() || site.is_over() {
                return;
            }
            if matches!(timeout(HEARTBEAT, changed.changed()).await, Ok(Err(_))) {
                return;
            }
        }
    });
    stream
}

fn full(text: impl Into<Bytes>) -> Body {
    Either::Left(Full::new(text.into()))
}

fn with_type(kind: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

fn said(status: StatusCode, words: &'static str) -> Response<Body> {
    let mut response = with_type("text/plain; charset=utf-8", full(words));
    *response.status_mut() = status;
    response
}
