//! Where to publish to: what a target's address means.
//!
//! Addresses are only read here; nothing is asked of a host. An address never holds a password, and one that does is
//! refused without being shown. Knows nothing of how a host is talked to.

use crate::error::{Error, Result};
use percent_encoding::percent_decode_str;
use std::fmt;
use std::path::PathBuf;
use url::Url;

/// A place to publish to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `file:///srv/www`: a folder, switched in one step.
    Folder(PathBuf),
    /// `s3://bucket/prefix?endpoint=…&region=…`: any store that speaks S3.
    S3 {
        /// Bucket.
        bucket: String,
        /// Path below it, without slashes at its ends; may be empty.
        prefix: String,
        /// Address of a store that is not Amazon's, without a slash at its end.
        endpoint: Option<String>,
        /// Region.
        region: Option<String>,
    },
    /// `git+ssh://…#gh-pages`, `git+https://…#gh-pages`, `git+file://…#gh-pages`: a branch whose tree is the site.
    Git {
        /// What the git program is given: `ssh://git@github.com/owner/site.git`.
        remote: String,
        /// Branch.
        branch: String,
    },
    /// `rsync://user@host:port/path`: a folder on a server, over ssh.
    Rsync {
        /// `user@host`, or `host`.
        host: String,
        /// Port of the ssh server.
        port: Option<u16>,
        /// Absolute folder, without a slash at its end.
        path: String,
    },
}

/// Why an address is no target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong; holds nothing of the address that may be secret.
    pub reason: String,
    /// What to do.
    pub hint: String,
}

/// The parts of `scheme://authority/path?query#fragment`, as written.
struct Parts<'a> {
    scheme: &'a str,
    authority: &'a str,
    path: &'a str,
    query: Option<&'a str>,
    fragment: Option<&'a str>,
}

const SCHEMES: [&str; 6] = ["file", "s3", "git+ssh", "git+https", "git+file", "rsync"];

impl Target {
    /// Reads an address.
    ///
    /// # Errors
    /// [`Error::Host`]: an unknown scheme, a missing bucket, path or branch, or a password in the address.
    pub fn parse(address: &str) -> Result<Self> {
        Self::read(address).map_err(|Fault { reason, hint }| Error::Host {
            host: redacted(address),
            reason,
            hint,
        })
    }

    /// Reads an address; what is wrong is told without the address.
    ///
    /// # Errors
    /// As [`Target::parse`].
    pub fn read(address: &str) -> std::result::Result<Self, Fault> {
        let address = address.trim();
        let parts = Parts::of(address).ok_or_else(|| no_address(address))?;
        if address.chars().any(char::is_control) {
            return fault("a control character stands in the address", "remove it");
        }
        match parts.scheme {
            scheme if !SCHEMES.contains(&scheme) => Err(unknown_scheme(scheme)),
            _ if parts.holds_password() => Err(password(parts.scheme)),
            "file" => folder(address, &parts),
            "s3" => s3(&parts),
            "rsync" => rsync(&parts),
            _ => git(&parts),
        }
    }
}

impl fmt::Display for Target {
    /// The address, as its user would write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => write!(f, "file://{}", path.display()),
            Self::S3 { bucket, prefix, .. } if prefix.is_empty() => write!(f, "s3://{bucket}"),
            Self::S3 { bucket, prefix, .. } => write!(f, "s3://{bucket}/{prefix}"),
            Self::Git { remote, branch } => write!(f, "git+{remote}#{branch}"),
            Self::Rsync { host, port, path } => match port {
                Some(port) => write!(f, "rsync://{host}:{port}{path}"),
                None => write!(f, "rsync://{host}{path}"),
            },
        }
    }
}

/// An address that can be shown: what may be a password is left out.
pub fn redacted(address: &str) -> String {
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let scheme = if scheme.is_empty() {
        String::new()
    } else {
        format!("{scheme}://")
    };
    // A password may hold any character, so everything before the last `@` is left out when it may hold one.
    let rest = match rest.rsplit_once('@') {
        Some((user, rest)) if user.contains(':') || !(scheme.is_empty() || is_ssh(&scheme)) => {
            format!("…@{rest}")
        }
        _ => rest.to_owned(),
    };
    match rest.split_once('?') {
        Some((before, query)) => {
            let (query, fragment) = query.split_once('#').unwrap_or((query, ""));
            let shown: Vec<String> = query.split('&').map(shown_option).collect();
            let hash = if fragment.is_empty() { "" } else { "#" };
            format!("{scheme}{before}?{}{hash}{fragment}", shown.join("&"))
        }
        None => format!("{scheme}{rest}"),
    }
}

/// True where a user's name belongs into the address.
fn is_ssh(scheme: &str) -> bool {
    scheme.starts_with("git+ssh") || scheme.starts_with("rsync")
}

fn shown_option(option: &str) -> String {
    match option.split_once('=') {
        Some(("endpoint" | "region", _)) | None => option.to_owned(),
        Some((key, _)) => format!("{key}=…"),
    }
}

fn fault<T>(reason: impl Into<String>, hint: impl Into<String>) -> std::result::Result<T, Fault> {
    Err(Fault {
        reason: reason.into(),
        hint: hint.into(),
    })
}

fn unknown_scheme(scheme: &str) -> Fault {
    let near = SCHEMES
        .iter()
        .find(|known| strsim::damerau_levenshtein(scheme, known) <= 2 && known.len() > 2);
    let hint = match (scheme, near) {
        ("ssh" | "sftp" | "scp" | "ftp", _) => {
            "write rsync://user@host/folder for a folder on a server, git+ssh://…#branch for a branch".to_owned()
        }
        ("http" | "https", _) => {
            "write git+https://…#branch for a branch of a git repository, s3://bucket?endpoint=https://… for a store".to_owned()
        }
        ("git", _) => "write git+ssh://…#branch, git+https://…#branch or git+file:///…#branch".to_owned(),
        (_, Some(near)) => format!("did you mean {near}://?"),
        _ => "write file://, s3://, git+ssh://, git+https://, git+file:// or rsync://".to_owned(),
    };
    let scheme: String = scheme.chars().take(40).collect();
    Fault {
        reason: format!("nothing is published to addresses that begin with `{scheme}://`"),
        hint,
    }
}

/// What has no `://` is a path, git's short form, or a slip of the pen.
fn no_address(text: &str) -> Fault {
    let hint = match text.split_once(':') {
        _ if text.starts_with(['/', '.', '~']) => {
            "write the whole path as file:///srv/www".to_owned()
        }
        Some(("file", _)) => "write the whole path, with three slashes: file:///srv/www".to_owned(),
        Some((host, path)) if host.contains('@') && !path.contains('@') && !path.is_empty() => {
            format!("write git+ssh://{host}/{path}#branch, or rsync://{host}/folder")
        }
        _ => "write file://, s3://, git+ssh://, git+https://, git+file:// or rsync://".to_owned(),
    };
    Fault {
        reason: "this is no address".into(),
        hint,
    }
}

fn password(scheme: &str) -> Fault {
    let hint = match scheme {
        "s3" => {
            "take it out, and give the keys in the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        }
        "git+https" => "take it out, and leave it to git's credential helper",
        _ => "take it out, and let ssh log in with a key",
    };
    Fault {
        reason: "the address holds a password or key".into(),
        hint: hint.into(),
    }
}

impl<'a> Parts<'a> {
    fn of(address: &'a str) -> Option<Self> {
        let (scheme, rest) = address.split_once("://")?;
        let (rest, fragment) = match rest.split_once('#') {
            Some((rest, fragment)) => (rest, Some(fragment)),
            None => (rest, None),
        };
        let (rest, query) = match rest.split_once('?') {
            Some((rest, query)) => (rest, Some(query)),
            None => (rest, None),
        };
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        Some(Self {
            scheme,
            authority,
            path,
            query,
            fragment,
        })
    }

    fn holds_password(&self) -> bool {
        let everywhere = [Some(self.path), self.query, self.fragment];
        let has_at_later = everywhere.iter().flatten().any(|part| part.contains('@'));
        let in_authority = match self.authority.rsplit_once('@') {
            Some((user, _)) => user.contains(':') || matches!(self.scheme, "s3" | "git+https"),
            // A password with a slash in it: what stands behind the colon is no port.
            None => match self.authority.rsplit_once(':') {
                Some((_, port)) => has_at_later && port.parse::<u16>().is_err(),
                None => false,
            },
        };
        in_authority || self.query.is_some_and(option_holds_password)
    }

    /// User, host and port, when they can be given to ssh.
    fn server(&self) -> std::result::Result<(String, Option<u16>), Fault> {
        let (user, host) = match self.authority.rsplit_once('@') {
            Some((user, host)) => (Some(user), host),
            None => (None, self.authority),
        };
        let is_port = |port: &str| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit());
        let (host, port) = match host.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => {
                let number = port.parse::<u16>().ok().filter(|n| *n > 0 && is_port(port));
                let Some(number) = number else {
                    return fault(
                        "the port is no number from 1 to 65535",
                        "write host:22, or leave the port out",
                    );
                };
                (host, Some(number))
            }
            _ => (host, None),
        };
        if host.is_empty() {
            return fault(
                "there is no host in the address",
                format!("write {}://user@host/path", self.scheme),
            );
        }
        let is_name = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '.' | '-' | '_' | '+');
        let is_ip = host.len() > 2
            && host.starts_with('[')
            && host.ends_with(']')
            && host[1..host.len() - 1]
                .chars()
                .all(|ch| ch.is_ascii_hexdigit() || ":.%".contains(ch));
        // What begins with a hyphen would be an option of the ssh program.
        let is_good =
            |name: &str| !name.starts_with('-') && !name.is_empty() && name.chars().all(is_name);
        if !(is_good(host) || is_ip) || user.is_some_and(|user| !is_good(user)) {
            return fault(
                "the name of the user or of the host cannot be one",
                "use letters, digits, dots and hyphens",
            );
        }
        let host = user.map_or_else(|| host.to_owned(), |user| format!("{user}@{host}"));
        Ok((host, port))
    }

    /// No options and no fragment where they mean nothing.
    fn bare(&self, may_have_fragment: bool) -> std::result::Result<(), Fault> {
        if self.query.is_some() {
            return fault(
                "this kind of address has no options after `?`",
                "leave them out; a question mark in a path is written %3F",
            );
        }
        if self.fragment.is_some() && !may_have_fragment {
            return fault(
                "this kind of address has nothing after `#`",
                "leave it out; a hash sign in a path is written %23",
            );
        }
        Ok(())
    }

    fn decoded_path(&self) -> std::result::Result<String, Fault> {
        let path = percent_decode_str(self.path).decode_utf8();
        let path = path.ok().filter(|path| !path.chars().any(char::is_control));
        let Some(path) = path else {
            return fault("the path is no text", "write it as UTF-8");
        };
        if path.split('/').any(|part| matches!(part, "." | "..")) {
            return fault("the path goes up and down", "write it without `.` and `..`");
        }
        Ok(path.trim_end_matches('/').to_owned())
    }
}

fn option_holds_password(query: &str) -> bool {
    url::form_urlencoded::parse(query.as_bytes()).any(|(key, value)| {
        let key = key.to_ascii_lowercase();
        let is_secret = [
            "secret",
            "key",
            "token",
            "password",
            "credential",
            "signature",
        ]
        .iter()
        .any(|word| key.contains(word));
        is_secret || (key == "endpoint" && value.contains('@'))
    })
}

fn folder(address: &str, parts: &Parts<'_>) -> std::result::Result<Target, Fault> {
    if !matches!(parts.authority, "" | "localhost") || parts.path.is_empty() {
        return fault(
            "the path does not begin at the root",
            "write the whole path, with three slashes: file:///srv/www",
        );
    }
    parts.bare(false)?;
    if parts.decoded_path()?.is_empty() {
        return fault("there is no folder in the address", "write file:///srv/www");
    }
    let path = Url::parse(address)
        .ok()
        .and_then(|url| url.to_file_path().ok());
    path.map(Target::Folder).ok_or_else(|| Fault {
        reason: "this is no path on this machine".into(),
        hint: "write the whole path, with three slashes: file:///srv/www".into(),
    })
}

fn s3(parts: &Parts<'_>) -> std::result::Result<Target, Fault> {
    if parts.authority.is_empty() {
        return fault(
            "there is no bucket in the address",
            "write s3://bucket or s3://bucket/prefix",
        );
    }
    let is_name = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '.' | '-' | '_');
    if !parts.authority.chars().all(is_name) {
        return fault(
            "the bucket's name cannot be one",
            "use small letters, digits, dots and hyphens; the store's address goes into ?endpoint=https://…",
        );
    }
    if parts.fragment.is_some() {
        return fault(
            "this kind of address has nothing after `#`",
            "leave it out; a hash sign in a path is written %23",
        );
    }
    let prefix = parts.decoded_path()?.trim_start_matches('/').to_owned();
    if prefix.contains("//") {
        return fault("the prefix has an empty part", "write single slashes");
    }
    let (mut endpoint, mut region) = (None, None);
    let options = url::form_urlencoded::parse(parts.query.unwrap_or_default().as_bytes());
    for (key, value) in options {
        match key.as_ref() {
            "endpoint" => endpoint = Some(to_endpoint(&value)?),
            "region" if !value.is_empty() => region = Some(value.into_owned()),
            _ => {
                let key: String = key.chars().take(40).collect();
                return fault(
                    format!("`{key}` is no option of an address"),
                    "the options are endpoint=https://… and region=…",
                );
            }
        }
    }
    Ok(Target::S3 {
        bucket: parts.authority.to_owned(),
        prefix,
        endpoint,
        region,
    })
}

fn to_endpoint(text: &str) -> std::result::Result<String, Fault> {
    let url = Url::parse(text).ok().filter(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.host_str().is_some_and(|host| !host.is_empty())
            && url.query().is_none()
            && url.fragment().is_none()
    });
    match url {
        Some(_) => Ok(text.trim_end_matches('/').to_owned()),
        None => fault(
            "the endpoint is no address of a store",
            "write endpoint=https://host, without a query",
        ),
    }
}

fn git(parts: &Parts<'_>) -> std::result::Result<Target, Fault> {
    parts.bare(true)?;
    let kind = parts.scheme.trim_start_matches("git+");
    if kind == "file" {
        if !parts.authority.is_empty() || parts.path.len() < 2 {
            return fault(
                "the path of the repository does not begin at the root",
                "write the whole path, with three slashes: git+file:///srv/site.git#gh-pages",
            );
        }
    } else {
        parts.server()?;
        if parts.path.trim_matches('/').is_empty() {
            return fault(
                "there is no repository in the address",
                format!("write {}://host/owner/site.git#gh-pages", parts.scheme),
            );
        }
    }
    let Some(branch) = parts.fragment.filter(|branch| !branch.is_empty()) else {
        return fault(
            "there is no branch in the address",
            "write it at the end, such as #gh-pages",
        );
    };
    if !is_branch(branch) {
        return fault(
            "the branch's name cannot be one",
            "write it as git shows it, such as #gh-pages",
        );
    }
    Ok(Target::Git {
        remote: format!("{kind}://{}{}", parts.authority, parts.path),
        branch: branch.to_owned(),
    })
}

/// The rules of `git check-ref-format`, a little narrower.
fn is_branch(name: &str) -> bool {
    let is_bad = |ch: char| ch.is_whitespace() || ch.is_control() || "~^:?*[\\".contains(ch);
    let is_bad_part =
        |part: &str| part.is_empty() || part.starts_with('.') || part.ends_with(".lock");
    !name.contains(is_bad)
        && !name.contains("..")
        && !name.contains("@{")
        && name != "@"
        && !name.starts_with('-')
        && !name.ends_with('.')
        && !name.split('/').any(is_bad_part)
}

fn rsync(parts: &Parts<'_>) -> std::result::Result<Target, Fault> {
    parts.bare(false)?;
    let (host, port) = parts.server()?;
    let path = parts.decoded_path()?;
    if path.is_empty() {
        return fault(
            "there is no folder in the address",
            "write the whole path on the server, such as rsync://user@host/srv/www",
        );
    }
    Ok(Target::Rsync { host, port, path })
}

#[cfg(test)]
mod tests;
