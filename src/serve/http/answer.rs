//! Answers: files whole, in part or not at all because the asker has them; short texts; redirects. Knows nothing of pages.

use super::range::{self, Wanted};
use super::refusal::Refusal;
use bytes::Bytes;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full};
use hyper::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderMap, HeaderName,
    HeaderValue, IF_NONE_MATCH, LOCATION, X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Method, Response, StatusCode};
use std::convert::Infallible;

pub(super) type Body = UnsyncBoxBody<Bytes, Infallible>;
pub(super) type Answer = Response<Body>;

const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");

/// A file as it is sent. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct File {
    bytes: Bytes,
    media_type: HeaderValue,
    /// By content: what was restarted or made again with the same bytes is the same.
    etag: HeaderValue,
}

impl File {
    pub(super) fn new(bytes: Vec<u8>, media_type: &str) -> Self {
        let hash = blake3::hash(&bytes).to_hex();
        let tag = format!("\"{}\"", hash.get(..32).unwrap_or_default());
        Self {
            bytes: bytes.into(),
            media_type: value(media_type),
            etag: value(&tag),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The file, the wanted part of it, or word that it is still the same.
    pub(super) fn answer(&self, method: &Method, request: &HeaderMap) -> Answer {
        let etag = self.etag.to_str().unwrap_or_default();
        let mut answer = if has_it(request, etag) {
            bare(StatusCode::NOT_MODIFIED)
        } else {
            let wanted = match *method {
                Method::GET => range::wanted(request, etag, self.bytes.len()),
                _ => Wanted::Whole,
            };
            self.part(wanted)
        };
        let headers = answer.headers_mut();
        headers.insert(ETAG, self.etag.clone());
        headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        answer
    }

    fn part(&self, wanted: Wanted) -> Answer {
        let length = self.bytes.len();
        match wanted {
            Wanted::Whole => self.with(StatusCode::OK, self.bytes.clone()),
            Wanted::Part(range) => {
                let says = format!("bytes {}-{}/{length}", range.start, range.end - 1);
                let mut answer = self.with(StatusCode::PARTIAL_CONTENT, self.bytes.slice(range));
                answer.headers_mut().insert(CONTENT_RANGE, value(&says));
                answer
            }
            Wanted::Nothing => {
                let mut answer = bare(StatusCode::RANGE_NOT_SATISFIABLE);
                let says = value(&format!("bytes */{length}"));
                answer.headers_mut().insert(CONTENT_RANGE, says);
                answer
            }
        }
    }

    fn with(&self, status: StatusCode, bytes: Bytes) -> Answer {
        let mut answer = Response::new(full(bytes));
        *answer.status_mut() = status;
        let headers = answer.headers_mut();
        headers.insert(CONTENT_TYPE, self.media_type.clone());
        answer
    }
}

/// True when `If-None-Match` names this tag, be it as a weak one.
fn has_it(request: &HeaderMap, etag: &str) -> bool {
    request
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

/// A page that is not a file of the site.
pub(super) fn html(status: StatusCode, bytes: Vec<u8>) -> Answer {
    let mut answer = Response::new(full(bytes.into()));
    *answer.status_mut() = status;
    let media_type = HeaderValue::from_static("text/html; charset=utf-8");
    answer.headers_mut().insert(CONTENT_TYPE, media_type);
    answer
}

/// Why there is no answer.
pub(super) fn refused(refusal: Refusal) -> Answer {
    let text = format!("{}\n", refusal.message);
    let mut answer = Response::new(full(text.into()));
    *answer.status_mut() = refusal.status;
    let media_type = HeaderValue::from_static("text/plain; charset=utf-8");
    answer.headers_mut().insert(CONTENT_TYPE, media_type);
    answer
}

/// A way to another address of this host.
pub(super) fn redirect(status: StatusCode, to: &str) -> Answer {
    let mut answer = bare(status);
    answer.headers_mut().insert(LOCATION, value(to));
    answer
}

/// Adds what every answer says: that it is not to be kept, nor taken for what it does not say it is, nor used by others.
pub(super) fn finish(mut answer: Answer) -> Answer {
    let headers = answer.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let own = HeaderValue::from_static("same-origin");
    headers.insert(CROSS_ORIGIN_RESOURCE_POLICY, own);
    answer
}

fn bare(status: StatusCode) -> Answer {
    let mut answer = Response::new(full(Bytes::new()));
    *answer.status_mut() = status;
    answer
}

fn full(bytes: Bytes) -> Body {
    Full::new(bytes).boxed_unsync()
}

/// A header's value. Ours are plain ASCII; one that is not would be left empty.
fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}
