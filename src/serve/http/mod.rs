//! Requests and answers: the site's files by their addresses, from the newest state.
//!
//! ```text
//! listener --> allow: who asks? --> target: for what? --> edition: makes the file --> answer: whole, part or unchanged
//!                                                     \-> missing: near misses    \-> events: states as they come
//! ```
//!
//! An address is looked up in the plan of pages and never becomes a path on disk: what the plan does not have cannot be
//! asked for. A page is made on a thread of its own, as many at a time as the machine has cores; requests for others go on.
//! Knows nothing of how a state comes about.

mod allow;
mod answer;
mod edition;
mod events;
mod listener;
mod missing;
mod patience;
mod range;
mod refusal;
mod target;

pub use listener::{listen, serve};

use crate::pipeline::Snapshot;
use crate::serve::State;
use crate::serve::overlay;
use answer::{Answer, File};
use edition::{Edition, Failure};
use hyper::body::Incoming;
use hyper::header::{
    ALLOW, CONNECTION, CONTENT_LENGTH, HeaderValue, RETRY_AFTER, TRANSFER_ENCODING,
};
use hyper::http::request::Parts;
use hyper::{Method, Request, StatusCode};
use refusal::Refusal;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use target::Target;
use tokio::sync::{Semaphore, watch};
use tokio::task;

/// Larger bodies are told that they are not wanted.
const LARGEST_BODY: u64 = 64 << 10;

/// Answers requests from the newest state.
struct Server {
    site: watch::Receiver<State>,
    ended: watch::Receiver<bool>,
    edition: Mutex<Arc<Edition>>,
    /// One permit for each page that may be in the making.
    makers: Arc<Semaphore>,
}

/// What the plan has at an address.
enum Place {
    /// The file at this path.
    File(String),
    /// A folder whose address lacks its slash.
    Folder,
    Nothing,
}

impl Server {
    fn new(site: watch::Receiver<State>, ended: watch::Receiver<bool>) -> Self {
        let edition = Edition::new(site.borrow().clone(), None);
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Self {
            site,
            ended,
            edition: Mutex::new(Arc::new(edition)),
            makers: Arc::new(Semaphore::new(cores)),
        }
    }

    /// Answers one request. Its body is never read.
    async fn answer(&self, request: Request<Incoming>, local: SocketAddr) -> Answer {
        let (head, _) = request.into_parts();
        let mut answer = match self.route(&head, local).await {
            Ok(answer) => answer,
            Err(refusal) => answer::refused(refusal),
        };
        if has_body(&head) {
            // What follows on this line is the rest of that body, not a request.
            answer
                .headers_mut()
                .insert(CONNECTION, HeaderValue::from_static("close"));
        }
        answer::finish(answer)
    }

    async fn route(&self, head: &Parts, local: SocketAddr) -> Result<Answer, Refusal> {
        allow::check_host(head, local)?;
        if !matches!(head.method, Method::GET | Method::HEAD) {
            return Ok(wrong_method());
        }
        check_body(head)?;
        let target = Target::parse(&head.uri)?;
        let edition = self.edition();
        let below = edition.below(&target.path);
        if let Some(name) = own_name(&target.path, below) {
            return self.own(name, head, local);
        }
        let Some(snapshot) = &edition.state.snapshot else {
            return Ok(no_site_yet(&edition));
        };
        let Some(path) = below else {
            return self.outside(edition, &target).await;
        };
        match find(snapshot, path) {
            Place::File(path) => self.file(edition, path, head).await,
            Place::Folder => Ok(answer::redirect(
                StatusCode::PERMANENT_REDIRECT,
                &target.with_slash(),
            )),
            Place::Nothing => self.missing(edition, path.to_owned()).await,
        }
    }

    /// The newest state with its pages. Those of the one before are dropped.
    fn edition(&self) -> Arc<Edition> {
        let mut edition = self.edition.lock().unwrap_or_else(PoisonError::into_inner);
        let newest = self.site.borrow();
        if newest.version != edition.state.version {
            *edition = Arc::new(Edition::new(newest.clone(), Some(&edition)));
        }
        Arc::clone(&edition)
    }

    /// The preview's own files and its events.
    fn own(&self, name: &str, head: &Parts, local: SocketAddr) -> Result<Answer, Refusal> {
        if overlay::EVENTS.strip_prefix(overlay::FOLDER) == Some(name) {
            allow::check_origin(&head.headers, local)?;
            return Ok(events::answer(self.site.clone(), self.ended.clone()));
        }
        let file = overlay::FILES.iter().find(|(file, ..)| *file == name);
        let (_, media_type, bytes) = file.ok_or(Refusal::new(
            StatusCode::NOT_FOUND,
            "The preview has no such file.",
        ))?;
        let file = File::new(bytes.to_vec(), media_type);
        Ok(file.answer(&head.method, &head.headers))
    }

    async fn file(
        &self,
        edition: Arc<Edition>,
        path: String,
        head: &Parts,
    ) -> Result<Answer, Refusal> {
        let made = match edition.made(&path) {
            Some(made) => Ok(made),
            None => {
                let (edition, path) = (Arc::clone(&edition), path.clone());
                self.work(move || edition.make(&path)).await?
            }
        };
        match made {
            Ok(file) => Ok(file.answer(&head.method, &head.headers)),
            Err(Failure::Broken(page)) => Ok(answer::html(StatusCode::INTERNAL_SERVER_ERROR, page)),
            Err(Failure::Gone) => self.missing(edition, path).await,
        }
    }

    async fn missing(&self, edition: Arc<Edition>, path: String) -> Result<Answer, Refusal> {
        let page = self.work(move || missing::page(&edition, &path)).await?;
        Ok(answer::html(StatusCode::NOT_FOUND, page))
    }

    /// Addresses that do not lie below the site's sub-path.
    async fn outside(&self, edition: Arc<Edition>, target: &Target<'_>) -> Result<Answer, Refusal> {
        if format!("{}/", target.path) == edition.base {
            let home = target.with_slash();
            return Ok(answer::redirect(StatusCode::PERMANENT_REDIRECT, &home));
        }
        if target.path == "/" {
            let home = format!("{}/", edition.prefix);
            return Ok(answer::redirect(StatusCode::TEMPORARY_REDIRECT, &home));
        }
        self.missing(edition, target.path.clone()).await
    }

    /// Does what takes long on a thread of its own.
    ///
    /// # Errors
    /// 500 when it panics.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let permit = Arc::clone(&self.makers).acquire_owned().await;
        let done = task::spawn_blocking(move || {
            let done = work();
            drop(permit);
            done
        });
        done.await.map_err(|_| {
            let message =
                "Making the page failed, which is a mistake of dateline; the terminal says more.";
            Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, message)
        })
    }
}

/// The name below the preview's own folder, which is found at the top too: the sub-path may not be known yet.
fn own_name<'a>(path: &'a str, below: Option<&'a str>) -> Option<&'a str> {
    let folder = overlay::FOLDER.trim_start_matches('/');
    let names = [below, path.strip_prefix('/')].into_iter().flatten();
    names.into_iter().find_map(|name| name.strip_prefix(folder))
}

/// What the plan has at a decoded path below the sub-path.
fn find(snapshot: &Snapshot, path: &str) -> Place {
    let index = |folder: &str| format!("{folder}index.html");
    let has = |path: &str| snapshot.page(path).is_some();
    if path.is_empty() || path.ends_with('/') {
        let index = index(path);
        return if has(&index) {
            Place::File(index)
        } else {
            Place::Nothing
        };
    }
    if has(path) {
        Place::File(path.to_owned())
    } else if has(&index(&format!("{path}/"))) {
        Place::Folder
    } else {
        Place::Nothing
    }
}

/// The page for the time before there is a site: it is being read, or cannot be.
fn no_site_yet(edition: &Edition) -> Answer {
    let state = &edition.state;
    let is_broken = !state.diagnostics.is_empty() || state.failure.is_some();
    let page = overlay::bare(&edition.occasion(None, None));
    if is_broken {
        return answer::html(StatusCode::INTERNAL_SERVER_ERROR, page);
    }
    let mut answer = answer::html(StatusCode::SERVICE_UNAVAILABLE, page);
    answer
        .headers_mut()
        .insert(RETRY_AFTER, HeaderValue::from_static("1"));
    answer
}

fn wrong_method() -> Answer {
    let mut answer = answer::refused(Refusal::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "The preview can only be read: GET and HEAD.",
    ));
    answer
        .headers_mut()
        .insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    answer
}

fn has_body(head: &Parts) -> bool {
    let length = head.headers.get(CONTENT_LENGTH);
    head.headers.contains_key(TRANSFER_ENCODING) || length.is_some_and(|length| length != "0")
}

fn check_body(head: &Parts) -> Result<(), Refusal> {
    let length = head
        .headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok());
    let length: u64 = length.and_then(|length| length.parse().ok()).unwrap_or(0);
    if length > LARGEST_BODY {
        return Err(Refusal::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "The preview takes nothing in.",
        ));
    }
    Ok(())
}
