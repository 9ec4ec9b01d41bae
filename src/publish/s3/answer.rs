//! What a store answers when it refuses: its status and code, taken from the response before anybody else reads it, so that
//! no message ever holds a page of XML or what a store repeats of a request's signature.
//!
//! Knows nothing of what was asked.

use futures_util::StreamExt;
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpService,
    ReqwestConnector,
};
use std::fmt;
use std::pin::Pin;

/// A refusal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The store's own word for it, such as `NoSuchBucket`; empty where it gives none.
    pub code: String,
    /// Where the bucket is, when the request went elsewhere.
    pub region: String,
}

/// Longest body of a refusal that is read.
const MOST: usize = 64 * 1024;

impl Answer {
    /// Reads the body of a refusal; whatever is in it, only short plain words are kept.
    pub fn new(status: u16, region: &str, body: &str) -> Self {
        let region = match region {
            "" => element(body, "Region"),
            region => region,
        };
        Self {
            status,
            code: plain(element(body, "Code")),
            region: plain(region),
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code.as_str() {
            "" => write!(f, "{}", self.status),
            code => write!(f, "{} {code}", self.status),
        }
    }
}

impl std::error::Error for Answer {}

/// The text of the first element of this name.
fn element<'a>(xml: &'a str, name: &str) -> &'a str {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let rest = xml.split_once(&open).map_or("", |(_, rest)| rest);
    rest.split_once(&close).map_or("", |(text, _)| text)
}

/// A code or region as it is, anything else as nothing.
fn plain(word: &str) -> String {
    let is_plain = word.len() <= 60
        && word
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
    if is_plain {
        word.to_owned()
    } else {
        String::new()
    }
}

/// Makes HTTP clients whose refusals are errors with an [`Answer`] as their source.
#[derive(Debug)]
pub struct Connector;

impl HttpConnector for Connector {
    fn connect(&self, options: &ClientOptions) -> object_store::Result<HttpClient> {
        let inner = ReqwestConnector::default().connect(options)?;
        Ok(HttpClient::new(Client(inner)))
    }
}

#[derive(Debug)]
struct Client(HttpClient);

type Answered<'a> = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'a>>;

impl HttpService for Client {
    // Written out what the trait's `async fn` stands for.
    fn call<'client, 'call>(&'client self, request: HttpRequest) -> Answered<'call>
    where
        'client: 'call,
        Self: 'call,
    {
        Box::pin(async move {
            let response = self.0.execute(request).await?;
            if response.status().is_success() {
                return Ok(response);
            }
            let answer = refusal(response).await;
            Err(HttpError::new(HttpErrorKind::Unknown, answer))
        })
    }
}

async fn refusal(response: HttpResponse) -> Answer {
    let (parts, body) = response.into_parts();
    let mut text = Vec::new();
    let mut stream = body.bytes_stream();
    // A body that breaks off tells what it can: the status alone is an answer.
    while let Some(Ok(bytes)) = stream.next().await {
        text.extend_from_slice(&bytes);
        if text.len() > MOST {
            break;
        }
    }
    let region = parts.headers.get("x-amz-bucket-region");
    let region = region.and_then(|value| value.to_str().ok()).unwrap_or("");
    Answer::new(
        parts.status.as_u16(),
        region,
        &String::from_utf8_lossy(&text),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_code_and_nothing_else() {
        let body = "<?xml version=\"1.0\"?><Error><Code>SignatureDoesNotMatch</Code><Message>no</Message>\
                    <AWSAccessKeyId>AKID</AWSAccessKeyId><StringToSign>s3cret</StringToSign></Error>";
        let answer = Answer::new(403, "", body);
        assert_eq!(answer.to_string(), "403 SignatureDoesNotMatch");
        assert!(!format!("{answer:?}").contains("AKID"));
    }

    #[test]
    fn takes_no_code_from_a_page_that_is_none() {
        assert_eq!(Answer::new(502, "", "<html>bad gateway</html>").code, "");
        assert_eq!(Answer::new(403, "", "<Code>a key: x</Code>").code, "");
        assert_eq!(Answer::new(403, "", "<Code>Cut").code, "");
    }

    #[test]
    fn knows_the_region_from_body_or_header() {
        let body = "<Error><Code>PermanentRedirect</Code><Region>eu-west-1</Region></Error>";
        assert_eq!(Answer::new(301, "", body).region, "eu-west-1");
        assert_eq!(Answer::new(301, "eu-north-1", body).region, "eu-north-1");
    }
}
