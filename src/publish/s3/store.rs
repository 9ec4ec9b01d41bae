//! A folder of a bucket: what can be asked of it, each request asked again where that may help.
//!
//! Knows nothing of plans, nor of the order of things.

use super::answer::Connector;
use super::fault::Fault;
use super::retry::Again;
use crate::output::manifest::Headers;
use bytes::Bytes;
use futures_util::StreamExt;
use object_store::aws::{AmazonS3, AmazonS3Builder, Checksum};
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, ClientOptions, GetOptions, ObjectStore, PutMode, PutOptions,
    RetryConfig, UpdateVersion,
};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::time::Duration;
use tokio::time::timeout;

/// Where a store is, and who asks. No `Debug`: it holds a secret.
pub struct Access {
    pub bucket: String,
    pub prefix: String,
    pub endpoint: Option<String>,
    pub region: String,
    pub key: String,
    pub secret: String,
    pub token: Option<String>,
}

/// A folder of a bucket. No `Debug`: it holds a secret.
pub struct Store {
    prefix: String,
    client: AmazonS3,
    /// Deletes file by file, for stores that cannot delete many at once.
    plain: AmazonS3,
}

/// A file with its content.
pub struct Object {
    pub bytes: Bytes,
    pub tag: Option<String>,
}

/// What is told of a file without its content.
#[derive(Debug, Default)]
pub struct Seen {
    /// What was put with it as its mark.
    pub mark: String,
    pub tag: Option<String>,
    pub bytes: u64,
}

/// What a file to be put holds.
pub struct Content<'a> {
    pub bytes: Bytes,
    pub headers: &'a Headers,
    /// Short words to know it by: content and headers of a site's file, the run of a claim.
    pub mark: &'a str,
}

/// What must hold of a file before it is put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It is not there.
    Absent,
    /// It is there with this tag.
    Is(String),
    /// Nothing: the store gives no tags.
    Any,
}

/// The name under which a mark is kept: `x-amz-meta-dateline`.
const MARK: &str = "dateline";
/// Between two entries of a list.
const LIST_PAUSE: Duration = Duration::from_secs(20);

impl Condition {
    /// That a file stays as it was found.
    pub fn unchanged(found: Option<&Object>) -> Self {
        match found {
            None => Self::Absent,
            Some(object) => Self::of(object.tag.clone()),
        }
    }

    /// That a file stays as it was put.
    pub fn of(tag: Option<String>) -> Self {
        tag.map_or(Self::Any, Self::Is)
    }

    fn mode(&self) -> PutMode {
        match self {
            Self::Absent => PutMode::Create,
            Self::Any => PutMode::Overwrite,
            Self::Is(tag) => PutMode::Update(UpdateVersion {
                e_tag: Some(tag.clone()),
                version: None,
            }),
        }
    }
}

impl Store {
    /// Opens the way to it; asks nothing.
    ///
    /// # Errors
    /// The address makes no sense.
    pub fn new(access: &Access) -> Result<Self, Fault> {
        let builder = builder(access);
        let plain = builder.clone().with_disable_bulk_delete(true);
        Ok(Self {
            prefix: access.prefix.clone(),
            client: builder.build().map_err(|error| Fault::of(&error))?,
            plain: plain.build().map_err(|error| Fault::of(&error))?,
        })
    }

    /// A file, if it is there.
    pub async fn get(&self, path: &str, again: &Again<'_>) -> Result<Option<Object>, Fault> {
        let key = self.key(path)?;
        let found = again.ask(0, async || {
            let found = self.client.get_opts(&key, GetOptions::default()).await;
            let found = found.map_err(|error| Fault::of(&error))?;
            let tag = found.meta.e_tag.clone();
            let bytes = found.bytes().await.map_err(|error| Fault::of(&error))?;
            Ok(Object { bytes, tag })
        });
        present(found.await)
    }

    /// What is told of a file, if it is there.
    pub async fn head(&self, path: &str, again: &Again<'_>) -> Result<Option<Seen>, Fault> {
        let key = self.key(path)?;
        let found = again.ask(0, async || self.seen(&key).await);
        present(found.await)
    }

    async fn seen(&self, key: &Path) -> Result<Seen, Fault> {
        let options = GetOptions {
            head: true,
            ..GetOptions::default()
        };
        let found = self.client.get_opts(key, options).await;
        let found = found.map_err(|error| Fault::of(&error))?;
        let mark = found.attributes.get(&Attribute::Metadata(MARK.into()));
        Ok(Seen {
            mark: mark
                .map(|mark| mark.as_ref().to_owned())
                .unwrap_or_default(),
            tag: found.meta.e_tag.clone(),
            bytes: found.meta.size,
        })
    }

    /// Every file below the prefix.
    pub async fn list(&self, again: &Again<'_>) -> Result<BTreeSet<String>, Fault> {
        let prefix = self.path(&self.prefix)?;
        let found = RefCell::new(BTreeSet::new());
        let last: RefCell<Option<Path>> = RefCell::new(None);
        // A list that breaks off goes on after its last entry; only standing still ends patience.
        let mut is_whole = false;
        while !is_whole {
            is_whole = again
                .ask(u64::MAX, async || {
                    let before = found.borrow().len();
                    match self.list_on(&prefix, &found, &last).await {
                        Ok(()) => Ok(true),
                        Err(fault) if fault.is_transient() && found.borrow().len() > before => {
                            Ok(false)
                        }
                        Err(fault) => Err(fault),
                    }
                })
                .await?;
        }
        Ok(found.into_inner())
    }

    async fn list_on(
        &self,
        prefix: &Path,
        found: &RefCell<BTreeSet<String>>,
        last: &RefCell<Option<Path>>,
    ) -> Result<(), Fault> {
        let offset = last.borrow().clone();
        let mut entries = match &offset {
            Some(offset) => self.client.list_with_offset(Some(prefix), offset),
            None => self.client.list(Some(prefix)),
        };
        while let Some(entry) = timeout(LIST_PAUSE, entries.next())
            .await
            .map_err(|_| Fault::Late)?
        {
            let key = entry.map_err(|error| Fault::of(&error))?.location;
            let below = key.as_ref().strip_prefix(self.prefix.as_str());
            let below = below.map(|below| below.trim_start_matches('/'));
            found
                .borrow_mut()
                .extend(below.filter(|below| !below.is_empty()).map(str::to_owned));
            *last.borrow_mut() = Some(key);
        }
        Ok(())
    }

    /// Puts a file over whatever is there.
    pub async fn put(
        &self,
        path: &str,
        content: &Content<'_>,
        again: &Again<'_>,
    ) -> Result<(), Fault> {
        let key = self.key(path)?;
        let bytes = content.bytes.len() as u64;
        again
            .ask(bytes, async || {
                self.put_once(&key, content, PutMode::Overwrite).await
            })
            .await
            .map(drop)
    }

    /// Puts a file if the condition holds, and returns the condition under which it is still this one. A store that knows
    /// no conditions is asked first.
    ///
    /// # Errors
    /// [`Fault::Overtaken`] when the condition does not hold.
    pub async fn put_if(
        &self,
        condition: &Condition,
        path: &str,
        content: &Content<'_>,
        again: &Again<'_>,
    ) -> Result<Condition, Fault> {
        let key = self.key(path)?;
        let bytes = content.bytes.len() as u64;
        let done = again.ask(bytes, async || {
            self.put_once(&key, content, condition.mode()).await
        });
        match done.await {
            // A try before may have done it, and its answer been lost.
            Err(fault) if fault.is_conflict() => match self.head(path, again).await? {
                Some(seen) if seen.mark == content.mark => Ok(Condition::of(seen.tag)),
                _ => Err(Fault::Overtaken),
            },
            Err(fault) if fault.is_unsupported() && *condition != Condition::Any => {
                let seen = self.head(path, again).await?;
                let is_met = match condition {
                    Condition::Is(tag) => seen.is_some_and(|seen| seen.tag.as_ref() == Some(tag)),
                    Condition::Absent | Condition::Any => seen.is_none(),
                };
                if !is_met {
                    return Err(Fault::Overtaken);
                }
                self.put(path, content, again).await?;
                let seen = self.head(path, again).await?;
                Ok(Condition::of(seen.and_then(|seen| seen.tag)))
            }
            done => done.map(Condition::of),
        }
    }

    async fn put_once(
        &self,
        key: &Path,
        content: &Content<'_>,
        mode: PutMode,
    ) -> Result<Option<String>, Fault> {
        let options = PutOptions {
            mode,
            attributes: attributes(content),
            ..PutOptions::default()
        };
        let payload = content.bytes.clone().into();
        let put = self.client.put_opts(key, payload, options).await;
        put.map(|put| put.e_tag).map_err(|error| Fault::of(&error))
    }

    /// Deletes files; those that are not there are no failure.
    pub async fn delete(&self, paths: &[&str], again: &Again<'_>) -> Result<(), Fault> {
        let keys: Result<Vec<_>, _> = paths.iter().map(|path| self.key(path)).collect();
        let keys = keys?;
        for keys in keys.chunks(1000) {
            let many = again.ask(0, async || delete_once(&self.client, keys).await);
            match many.await {
                Ok(()) => {}
                // Some stores cannot delete many at once, and say so in many ways.
                Err(Fault::Refused(answer)) if [401, 403].contains(&answer.status) => {
                    return Err(Fault::Refused(answer));
                }
                Err(_) => {
                    let one_by_one = async || delete_once(&self.plain, keys).await;
                    again.ask(0, one_by_one).await?;
                }
            }
        }
        Ok(())
    }

    fn key(&self, path: &str) -> Result<Path, Fault> {
        match self.prefix.as_str() {
            "" => self.path(path),
            prefix => self.path(&format!("{prefix}/{path}")),
        }
    }

    fn path(&self, key: &str) -> Result<Path, Fault> {
        Path::parse(key).map_err(|_| Fault::Odd("no store takes a file of this name".into()))
    }
}

fn builder(access: &Access) -> AmazonS3Builder {
    let endpoint = access.endpoint.as_ref();
    let is_plain = endpoint.is_some_and(|endpoint| endpoint.starts_with("http://"));
    let client = ClientOptions::new()
        .with_timeout_disabled()
        .with_connect_timeout(Duration::from_secs(10))
        .with_allow_http(is_plain)
        // Without TLS nothing is to be trusted, and a machine without certificates will do.
        .with_no_system_certificates(is_plain);
    let once = RetryConfig {
        max_retries: 0,
        ..RetryConfig::default()
    };
    let mut builder = AmazonS3Builder::new()
        .with_http_connector(Connector)
        .with_client_options(client)
        .with_retry(once)
        .with_bucket_name(&access.bucket)
        .with_region(&access.region)
        .with_access_key_id(&access.key)
        .with_secret_access_key(&access.secret)
        .with_checksum_algorithm(Checksum::SHA256);
    if let Some(endpoint) = &access.endpoint {
        builder = builder.with_endpoint(endpoint.trim_end_matches('/'));
    }
    if let Some(token) = &access.token {
        builder = builder.with_token(token);
    }
    builder
}

fn attributes(content: &Content<'_>) -> Attributes {
    let Headers {
        content_type,
        cache_control,
        encoding,
    } = content.headers;
    let mut attributes = Attributes::new();
    attributes.insert(Attribute::ContentType, content_type.clone().into());
    attributes.insert(Attribute::CacheControl, cache_control.clone().into());
    if let Some(encoding) = encoding {
        attributes.insert(Attribute::ContentEncoding, encoding.clone().into());
    }
    let mark = content.mark.to_owned().into();
    attributes.insert(Attribute::Metadata(MARK.into()), mark);
    attributes
}

async fn delete_once(client: &AmazonS3, keys: &[Path]) -> Result<(), Fault> {
    let keys: Vec<_> = keys.iter().cloned().map(Ok).collect();
    let mut deleted = client.delete_stream(futures_util::stream::iter(keys).boxed());
    while let Some(key) = deleted.next().await {
        match key.map_err(|error| Fault::of(&error)) {
            Ok(_) => {}
            Err(fault) if fault.is_missing() => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(())
}

fn present<T>(found: Result<T, Fault>) -> Result<Option<T>, Fault> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(fault) if fault.is_missing() => Ok(None),
        Err(fault) => Err(fault),
    }
}
