//! Why a request to a store failed, and what its user can do.
//!
//! Knows nothing of what comes after a failure.

use super::answer::Answer;
use crate::error::Error;
use object_store::client::{HttpError, HttpErrorKind};
use std::io::ErrorKind;

/// A failed request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The store refused.
    Refused(Answer),
    /// Nobody could be reached: no such name, no way, nobody listens.
    Unreachable(String),
    /// The line is not trusted: a certificate, or no TLS at the other end.
    Untrusted(String),
    /// The line broke before the answer was whole: whether the request was carried out is not known.
    Broken(String),
    /// No answer in time.
    Late,
    /// An answer that makes no sense.
    Odd(String),
    /// Another publisher changed what this run began from.
    Overtaken,
}

/// What was asked of a store.
#[derive(Clone, Copy, Debug)]
pub enum Doing<'a> {
    /// Read a file.
    Read(&'a str),
    /// List what is there.
    List,
    /// Send a file.
    Send(&'a str),
    /// Delete a file, or some.
    Delete(&'a str),
}

impl Fault {
    /// Why it failed.
    pub fn of(error: &object_store::Error) -> Self {
        let mut kind = None;
        let mut last: &(dyn std::error::Error + 'static) = error;
        loop {
            if let Some(answer) = last.downcast_ref::<Answer>() {
                return Self::Refused(answer.clone());
            }
            if let Some(error) = last.downcast_ref::<HttpError>() {
                kind = Some(error.kind());
            }
            match last.source() {
                Some(source) => last = source,
                None => break,
            }
        }
        let words = short(&last.to_string());
        let is_reset = last
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| error.kind() == ErrorKind::ConnectionReset);
        match kind {
            _ if is_about_trust(&words) => Self::Untrusted(words),
            None => Self::Odd(words),
            Some(HttpErrorKind::Connect) if !is_reset => Self::Unreachable(words),
            Some(HttpErrorKind::Timeout) => Self::Late,
            Some(_) => Self::Broken(words),
        }
    }

    /// True when the same request may well succeed a moment later.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Refused(answer) => match answer.status {
                501 | 505 | 507 => false,
                // Of two conditional requests at the same moment, stores ask one to come again.
                408 | 409 | 429 | 500.. => true,
                _ => answer.code == "RequestTimeout",
            },
            Self::Unreachable(_) | Self::Broken(_) | Self::Late => true,
            Self::Untrusted(_) | Self::Odd(_) | Self::Overtaken => false,
        }
    }

    /// True when the condition of a conditional request did not hold.
    pub fn is_conflict(&self) -> bool {
        // 404: what was to be replaced is gone.
        matches!(self, Self::Refused(answer) if [304, 412].contains(&answer.status) || self.is_missing())
    }

    /// True when what was asked for is not there, the bucket being there.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Refused(answer) if answer.status == 404 && answer.code != "NoSuchBucket")
    }

    /// True when the store does not know this kind of request.
    pub fn is_unsupported(&self) -> bool {
        matches!(self, Self::Refused(answer)
            if [405, 501].contains(&answer.status) || answer.code == "NotImplemented")
    }

    /// The failure in a few words, for notes on the way.
    pub fn brief(&self) -> String {
        match self {
            Self::Refused(answer) => format!("the store answers {answer}"),
            Self::Unreachable(words) => format!("the store cannot be reached ({words})"),
            Self::Untrusted(words) => format!("the store is not trusted ({words})"),
            Self::Broken(words) => format!("the connection broke ({words})"),
            Self::Late => "no answer in time".into(),
            Self::Odd(words) => words.clone(),
            Self::Overtaken => "another publisher came between".into(),
        }
    }

    /// The error for the user; `host` as the user names it, `state` says how things stand there.
    pub fn error(&self, host: &str, doing: Doing<'_>, state: &str) -> Error {
        let (reason, hint) = self.told(doing);
        let reason = match state {
            "" => reason,
            state => format!("{reason}; {state}"),
        };
        Error::Host {
            host: host.to_owned(),
            reason,
            hint,
        }
    }

    fn told(&self, doing: Doing<'_>) -> (String, String) {
        let what = doing.words();
        let brief = self.brief();
        match self {
            Self::Refused(answer) => refused(answer, doing),
            Self::Unreachable(_) => (
                format!("{what}: {brief}"),
                "check the address and the network, then publish again".into(),
            ),
            Self::Untrusted(words) if words.contains("No CA") => (
                format!("{what}: {brief}"),
                "install this machine's certificates (the package ca-certificates), then publish again".into(),
            ),
            Self::Untrusted(_) => (
                format!("{what}: {brief}"),
                "check that the endpoint speaks https with a certificate that this machine trusts, or write http:// \
                 for one that does not"
                    .into(),
            ),
            Self::Broken(_) | Self::Late => (
                format!("{what}: {brief}, again and again"),
                "check the network, then publish again".into(),
            ),
            Self::Odd(_) => (
                format!("{what}: {brief}"),
                "check that the address is one of an S3 store".into(),
            ),
            Self::Overtaken => (
                "another publisher came between".into(),
                "let only one publish at a time; publish again when the other is done".into(),
            ),
        }
    }
}

impl Doing<'_> {
    fn words(self) -> String {
        match self {
            Self::Read(file) => format!("{file} cannot be read"),
            Self::List => "the files there cannot be listed".into(),
            Self::Send(file) => format!("{file} cannot be sent"),
            Self::Delete(file) => format!("{file} cannot be deleted"),
        }
    }

    /// What a key must be allowed to do.
    fn permission(self) -> &'static str {
        match self {
            Self::Read(_) => "s3:GetObject and s3:ListBucket",
            Self::List => "s3:ListBucket",
            Self::Send(_) => "s3:PutObject",
            Self::Delete(_) => "s3:DeleteObject",
        }
    }
}

fn refused(answer: &Answer, doing: Doing<'_>) -> (String, String) {
    let what = doing.words();
    match (answer.status, answer.code.as_str()) {
        (_, "NoSuchBucket") => (
            "there is no such bucket".into(),
            "create it, or correct the address: s3://BUCKET/PREFIX".into(),
        ),
        (_, "InvalidBucketName") => (
            "this is no name for a bucket".into(),
            "correct the address: s3://BUCKET/PREFIX".into(),
        ),
        (_, "InvalidAccessKeyId" | "NotSignedUp") => (
            format!("the store does not know this access key ({answer})"),
            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to a key of this store".into(),
        ),
        (_, "SignatureDoesNotMatch") => (
            format!("the secret does not fit the access key ({answer})"),
            "set AWS_SECRET_ACCESS_KEY to the secret of the key in AWS_ACCESS_KEY_ID".into(),
        ),
        (_, "ExpiredToken" | "InvalidToken" | "TokenRefreshRequired") => (
            format!("the session token is not valid, or no longer ({answer})"),
            "ask for new credentials and set all of AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN"
                .into(),
        ),
        (_, "RequestTimeTooSkewed") => (
            format!("this machine's clock and the store's differ too much ({answer})"),
            "set the clock of this machine".into(),
        ),
        (301 | 307 | 308, _) | (_, "PermanentRedirect" | "AuthorizationHeaderMalformed") => {
            (format!("the bucket is elsewhere ({answer})"), elsewhere(answer))
        }
        (401 | 403, _) => (
            format!("{what}: not permitted ({answer})"),
            format!("allow this access key {} on bucket and prefix", doing.permission()),
        ),
        (507, _) | (_, "QuotaExceeded" | "XMinioStorageFull") => (
            format!("{what}: the store is full ({answer})"),
            "make room there, then publish again".into(),
        ),
        (429 | 500.., _) => (
            format!("{what}: the store answers {answer}, again and again"),
            "wait until the store is well, then publish again".into(),
        ),
        _ => (
            format!("{what}: the store answers {answer}"),
            "check that the address is one of an S3 store, and what its documentation says of this answer".into(),
        ),
    }
}

fn elsewhere(answer: &Answer) -> String {
    match answer.region.as_str() {
        "" => "name its region and endpoint in the address: ?region=…&endpoint=…".into(),
        region => format!("name its region in the address: ?region={region}"),
    }
}

fn is_about_trust(words: &str) -> bool {
    let words = words.to_lowercase();
    let signs = [
        "certificate",
        "corrupt message",
        "handshake",
        "unknownissuer",
        "tls",
    ];
    signs.iter().any(|sign| words.contains(sign))
}

/// One line of bounded length.
fn short(words: &str) -> String {
    let line = words.lines().next().unwrap_or("");
    line.chars().take(160).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused_with(status: u16, code: &str) -> Fault {
        Fault::Refused(Answer {
            status,
            code: code.into(),
            region: String::new(),
        })
    }

    #[test]
    fn tries_again_what_may_pass() {
        for (status, code) in [
            (503, "SlowDown"),
            (500, "InternalError"),
            (429, ""),
            (409, ""),
        ] {
            assert!(refused_with(status, code).is_transient(), "{status} {code}");
        }
        assert!(refused_with(400, "RequestTimeout").is_transient());
        assert!(Fault::Broken("reset".into()).is_transient());
    }

    #[test]
    fn gives_up_on_what_will_not() {
        for (status, code) in [
            (403, "AccessDenied"),
            (404, "NoSuchBucket"),
            (501, ""),
            (507, ""),
        ] {
            assert!(
                !refused_with(status, code).is_transient(),
                "{status} {code}"
            );
        }
        assert!(!Fault::Untrusted("certificate".into()).is_transient());
        assert!(!Fault::Overtaken.is_transient());
    }

    #[test]
    fn a_missing_bucket_is_no_missing_file() {
        assert!(refused_with(404, "NoSuchKey").is_missing());
        assert!(refused_with(404, "").is_missing());
        assert!(!refused_with(404, "NoSuchBucket").is_missing());
        assert!(!refused_with(404, "NoSuchBucket").is_conflict());
    }

    #[test]
    fn says_what_to_do() {
        let said = |fault: &Fault, doing| fault.error("s3://b/p", doing, "").to_string();
        let denied = refused_with(403, "AccessDenied");
        assert_eq!(
            said(&denied, Doing::Delete("a.html")),
            "s3://b/p: a.html cannot be deleted: not permitted (403 AccessDenied); \
             allow this access key s3:DeleteObject on bucket and prefix"
        );
        let key = refused_with(403, "InvalidAccessKeyId");
        assert!(said(&key, Doing::List).contains("AWS_ACCESS_KEY_ID"));
        let state = denied.error("s3://b/p", Doing::List, "nothing was changed");
        assert!(state.to_string().contains("; nothing was changed; allow"));
    }

    #[test]
    fn names_the_region_that_the_store_names() {
        let fault = Fault::Refused(Answer::new(301, "eu-west-1", ""));
        let said = fault.error("s3://b", Doing::List, "").to_string();
        assert!(said.ends_with("?region=eu-west-1"), "{said}");
    }

    #[test]
    fn errors_that_are_none_of_the_line_are_odd() {
        let error = object_store::Error::NotImplemented {
            operation: "x".into(),
            implementer: "y".into(),
        };
        assert!(matches!(Fault::of(&error), Fault::Odd(_)));
    }
}
