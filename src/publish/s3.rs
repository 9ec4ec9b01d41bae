//! Publishing to any store that speaks S3: Amazon's, MinIO, R2 and others.
//!
//! Files go up with a checksum and the headers they are served with, and with a mark by which a later run knows them
//! without fetching them. The claim and the manifest are put conditionally: a store that has another one than this run
//! began from refuses, and the run ends without deleting anything.
//!
//! Credentials come from the environment alone; nothing that holds them can be printed. Nobody asks a cloud's metadata
//! service for more. Knows nothing of how a plan comes about.

mod answer;
mod fault;
mod retry;
mod run;
mod store;

use super::target::Options;
use super::{Done, Host, Plan, Progress, Published, Silent, Site};
use crate::error::{Error, Result};
use crate::output::{MANIFEST, Manifest};
use crate::publish::host::CLAIM;
use fault::Doing;
use retry::Again;
use std::time::Duration;
use store::{Access, Condition, Object, Store};
use tokio::runtime::Runtime;

/// How long a request is tried again.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long the first requests are tried again: a wrong address should be told soon.
const FIRST_PATIENCE: Duration = Duration::from_secs(6);
/// Another number of seconds than [`PATIENCE`].
const PATIENCE_VARIABLE: &str = "DATELINE_PATIENCE";

/// Reads the credentials.
///
/// # Errors
/// [`Error::Host`]: credentials are missing, or the address makes no sense.
pub(super) fn open(
    name: String,
    bucket: &str,
    prefix: &str,
    endpoint: Option<&str>,
    region: Option<&str>,
    options: &Options<'_>,
) -> Result<Box<dyn Host>> {
    let get = |variable| (options.environment)(variable).filter(|value| !value.is_empty());
    let [key, secret] = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]
        .map(|variable| get(variable).ok_or_else(|| missing(&name, variable)));
    let endpoint = endpoint.map(str::to_owned);
    let region = region.map(str::to_owned);
    let access = Access {
        bucket: bucket.to_owned(),
        prefix: prefix.to_owned(),
        endpoint: endpoint_checked(endpoint.or_else(|| get("AWS_ENDPOINT_URL")), &name)?,
        region: region
            .or_else(|| get("AWS_REGION"))
            .or_else(|| get("AWS_DEFAULT_REGION"))
            .unwrap_or_else(|| "us-east-1".into()),
        key: key?,
        secret: secret?,
        token: get("AWS_SESSION_TOKEN"),
    };
    let patience = get(PATIENCE_VARIABLE)
        .and_then(|seconds| seconds.parse().ok())
        .and_then(|seconds| Duration::try_from_secs_f32(seconds).ok());
    let store = Store::new(&access).map_err(|fault| fault.error(&name, Doing::List, ""))?;
    // One thread: what is waited for is the network.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| {
            refused(
                &name,
                &format!("no connection can be made: {error}"),
                "try again",
            )
        })?;
    Ok(Box::new(S3 {
        name,
        force: options.force,
        patience: patience.unwrap_or(PATIENCE),
        store,
        runtime,
        base: Base::default(),
    }))
}

/// A folder of a bucket. No `Debug`: it holds a secret.
struct S3 {
    name: String,
    force: bool,
    patience: Duration,
    store: Store,
    runtime: Runtime,
    base: Base,
}

/// What a run begins from, as conditions that it still is so.
struct Base {
    manifest: Condition,
    claim: Condition,
}

impl Default for Base {
    fn default() -> Self {
        Self {
            manifest: Condition::Absent,
            claim: Condition::Absent,
        }
    }
}

impl Host for S3 {
    fn name(&self) -> &str {
        &self.name
    }

    fn has_headers(&self) -> bool {
        true
    }

    fn published(&mut self) -> Result<Published> {
        let again = Again::new(self.patience.min(FIRST_PATIENCE), &Silent);
        let (store, name) = (&self.store, &self.name);
        let read = async |file| {
            let found = store.get(file, &again).await;
            found.map_err(|fault| fault.error(name, Doing::Read(file), ""))
        };
        let (manifest, claim, present) = self.runtime.block_on(async {
            let manifest = read(MANIFEST).await?;
            let claim = read(CLAIM).await?;
            let present = store.list(&again).await;
            let present = present.map_err(|fault| fault.error(name, Doing::List, ""))?;
            Ok::<_, Error>((manifest, claim, present))
        })?;
        self.base = Base {
            manifest: Condition::unchanged(manifest.as_ref()),
            claim: Condition::unchanged(claim.as_ref()),
        };
        let own = [MANIFEST, CLAIM];
        let is_own = |path: &String| own.contains(&path.as_str());
        Ok(Published {
            manifest: self.parsed(MANIFEST, manifest)?,
            claim: self.parsed(CLAIM, claim)?,
            present: Some(present.into_iter().filter(|path| !is_own(path)).collect()),
        })
    }

    fn apply(&mut self, plan: &Plan, site: &Site, progress: &dyn Progress) -> Result<Done> {
        let run = run::Run::new(&self.name, &self.store, plan, site, progress, self.patience);
        self.runtime.block_on(run.go(&self.base))
    }
}

impl S3 {
    /// Reads a manifest or claim of ours; with `--force`, one that is not is as good as none.
    fn parsed(&self, file: &str, found: Option<Object>) -> Result<Option<Manifest>> {
        let Some(object) = found else {
            return Ok(None);
        };
        match Manifest::parse(&object.bytes) {
            None if !self.force => Err(refused(
                &self.name,
                &format!("{file} there is damaged, or not one that this version of dateline made"),
                "publish to another prefix; or, if all that is there may be replaced, with --force",
            )),
            parsed => Ok(parsed),
        }
    }
}

fn missing(name: &str, variable: &str) -> Error {
    refused(
        name,
        &format!("{variable} is not set"),
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, which is the only place credentials are read \
         from",
    )
}

fn refused(name: &str, reason: &str, hint: &str) -> Error {
    Error::Host {
        host: name.to_owned(),
        reason: reason.to_owned(),
        hint: hint.to_owned(),
    }
}

/// An endpoint is a web address without a user or password in it.
fn endpoint_checked(endpoint: Option<String>, name: &str) -> Result<Option<String>> {
    let Some(text) = endpoint else {
        return Ok(None);
    };
    let is_sound = url::Url::parse(&text).is_ok_and(|url| {
        ["http", "https"].contains(&url.scheme())
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
    });
    if is_sound {
        return Ok(Some(text));
    }
    // The address itself is not shown: it may hold a password.
    Err(refused(
        name,
        "the endpoint is no plain web address",
        "write it as https://HOST[:PORT] or http://HOST[:PORT], without user and password; it comes from ?endpoint=… or \
         AWS_ENDPOINT_URL",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn opened(environment: &[(&str, &str)]) -> Result<Box<dyn Host>> {
        let get = |name: &str| {
            let found = environment.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let options = Options {
            root: Path::new("."),
            scratch: "scratch".into(),
            history: crate::config::History::default(),
            title: "",
            day: None,
            force: false,
            environment: &get,
        };
        open("s3://b/p".into(), "b", "p", None, None, &options)
    }

    fn message(environment: &[(&str, &str)]) -> String {
        opened(environment).err().unwrap().to_string()
    }

    const BOTH: [(&str, &str); 2] = [
        ("AWS_ACCESS_KEY_ID", "AKIDTEST"),
        ("AWS_SECRET_ACCESS_KEY", "SECRETTEST"),
    ];

    #[test]
    fn says_which_variable_is_missing() {
        assert!(message(&[]).starts_with("s3://b/p: AWS_ACCESS_KEY_ID is not set; "));
        let said = message(&BOTH[..1]);
        assert!(
            said.starts_with("s3://b/p: AWS_SECRET_ACCESS_KEY is not set; "),
            "{said}"
        );
        assert!(!said.contains("AKIDTEST"));
    }

    #[test]
    fn opens_without_asking_anybody() {
        assert!(opened(&BOTH).is_ok());
    }

    #[test]
    fn shows_no_password_of_an_endpoint() {
        for endpoint in [
            "http://user:hush@127.0.0.1:1",
            "hush",
            "ftp://hush/",
            "https://h/?hush",
        ] {
            let said = message(&[BOTH[0], BOTH[1], ("AWS_ENDPOINT_URL", endpoint)]);
            assert!(
                said.contains("the endpoint is no plain web address"),
                "{said}"
            );
            assert!(!said.contains("hush"), "{said}");
        }
    }
}
