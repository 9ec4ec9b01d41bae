//! Publishing to a branch of a git repository, by the git program: one commit whose tree is the site, beside whatever else
//! the branch holds. The push moves the branch in one step, and only from where it was when the plan was made.
//!
//! Works in a repository of its own that is made anew for each run and holds no more history than one commit; the
//! repository in which the user's site lies is not looked at. The same site on the same branch makes the same commit,
//! whoever publishes it and when.

mod commit;
mod push;
mod repository;

use super::host::{CLAIM, Done, Host, Progress, Published};
use super::program::fault;
use super::scratch::Scratch;
use super::ssh;
use super::target::Options;
use super::{Plan, Site};
use crate::config::History;
use crate::error::Result;
use crate::output::{MANIFEST, Manifest};
use commit::{Base, NEXT};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use push::Answer;
use repository::{REMOTE, Repository};
use std::collections::{BTreeMap, BTreeSet};

/// What the branch was when we looked.
const LAST: &str = "refs/dateline/last";

struct Branch {
    name: String,
    remote: String,
    reference: String,
    history: History,
    force: bool,
    title: String,
    /// Seconds since 1970: the day that the site speaks for.
    day: Option<i64>,
    repository: Repository,
    /// The commit that the branch is at; `None`: there is no such branch. `Some` once [`Host::published`] has looked.
    last: Option<Option<String>>,
}

/// Opens a branch; nothing is asked of the host yet.
///
/// # Errors
/// The git program is missing, or the branch's name cannot be one.
pub(super) fn open(
    name: String,
    remote: &str,
    branch: &str,
    options: &Options<'_>,
) -> Result<Box<dyn Host>> {
    let scratch = Scratch::open(&options.scratch, &name)?;
    let ssh = ssh_command(options.environment);
    let repository = Repository::new(&name, scratch, ssh);
    repository.good(&["--version"])?;
    let reference = format!("refs/heads/{branch}");
    if !repository.holds(&["check-ref-format", &reference])? {
        let reason = "the name after # cannot be that of a branch";
        return Err(fault(&name, reason, "write a branch, such as #gh-pages"));
    }
    Ok(Box::new(Branch {
        name,
        remote: remote.to_owned(),
        reference,
        history: options.history,
        force: options.force,
        title: options.title.to_owned(),
        day: options.day.and_then(midnight),
        repository,
        last: None,
    }))
}

/// Path and length of a line `mode type id length TAB path`. What is no file, such as another repository, has no length.
fn listed(line: &str) -> Option<(String, Option<u64>)> {
    let (about, path) = line.split_once('\t')?;
    let length = about
        .rsplit(' ')
        .next()
        .and_then(|length| length.parse().ok());
    Some((path.to_owned(), length))
}

/// The beginning of a day, in seconds since 1970.
fn midnight(day: Date) -> Option<i64> {
    let instant = TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0));
    instant.ok().map(|instant| instant.as_second())
}

/// How git calls ssh: as its user has set it up, else so that it never waits for a password.
fn ssh_command(environment: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let own = environment("DATELINE_SSH").filter(|command| !command.trim().is_empty());
    match own {
        Some(command) => Some(format!("{command} {}", ssh::OPTIONS)),
        None if environment("GIT_SSH_COMMAND").is_some() || environment("GIT_SSH").is_some() => {
            None
        }
        None => Some(format!("ssh {}", ssh::OPTIONS)),
    }
}

impl Host for Branch {
    fn name(&self) -> &str {
        &self.name
    }

    fn has_headers(&self) -> bool {
        false
    }

    fn published(&mut self) -> Result<Published> {
        self.last = Some(self.fetch()?);
        let Some(Some(last)) = &self.last else {
            return Ok(Published {
                present: Some(BTreeSet::new()),
                ..Published::default()
            });
        };
        let listing = ["ls-tree", "-r", "-z", "--long", "--full-tree", last];
        let listing = self.repository.bytes(&listing)?;
        let mut lengths: BTreeMap<String, Option<u64>> = listing
            .split(|byte| *byte == 0)
            .filter_map(|line| listed(&String::from_utf8_lossy(line)))
            .collect();
        let has_manifest = lengths.remove(MANIFEST).is_some();
        lengths.remove(CLAIM);
        let mut manifest = match has_manifest {
            true => self.manifest(last)?,
            false => None,
        };
        for (path, entry) in manifest.iter_mut().flat_map(|found| &mut found.files) {
            // Changed by another: no hash is like this one, so the file is sent again.
            if lengths.get(path) != Some(&Some(entry.bytes)) {
                entry.hash = "changed".to_owned();
            }
        }
        Ok(Published {
            manifest,
            claim: None,
            present: Some(lengths.into_keys().collect()),
        })
    }

    fn apply(&mut self, plan: &Plan, site: &Site, progress: &dyn Progress) -> Result<Done> {
        let last = match &self.last {
            Some(last) => last.clone(),
            None => self.fetch()?,
        };
        let sent = plan.sent();
        let entries = sent.iter().filter_map(|path| site.files.get(*path));
        let bytes = entries.map(|entry| entry.bytes).sum();
        progress.start(sent.len(), bytes);
        let base = self.base(last.as_deref(), site)?;
        let mut feed =
            |out: &mut dyn std::io::Write| commit::write(out, &base, plan, site, progress);
        let import = [
            "fast-import",
            "--quiet",
            "--done",
            "--force",
            "--date-format=raw",
        ];
        self.repository.fed(&import, &mut feed)?;
        let next = self.repository.good(&["rev-parse", "--verify", NEXT])?;
        if !self.is_same(last.as_deref(), &next)? {
            self.push(last.as_deref(), &next)?;
        }
        self.last = Some(Some(next));
        Ok(Done {
            sent: sent.len(),
            bytes,
            resumed: 0,
            deleted: plan.deleted.len(),
        })
    }
}

impl Branch {
    /// Makes our repository and brings the branch's last commit into it.
    fn fetch(&self) -> Result<Option<String>> {
        let repository = &self.repository;
        // Git asks for a repository even where it needs none.
        repository.init("sha1", &self.remote)?;
        let found = repository.good(&["ls-remote", REMOTE, &self.reference])?;
        let tip = found.lines().find_map(|line| {
            let (id, reference) = line.split_once('\t')?;
            (reference == self.reference).then_some(id)
        });
        let Some(tip) = tip else {
            return Ok(None);
        };
        if tip.len() == 64 {
            repository.init("sha256", &self.remote)?;
        }
        let refs = format!("+{}:{LAST}", self.reference);
        let only = ["fetch", "--quiet", "--no-tags", "--depth=1"];
        let args = [&only[..], &[REMOTE, &refs]].concat();
        repository.good(&args)?;
        repository.good(&["rev-parse", "--verify", LAST]).map(Some)
    }

    fn manifest(&self, commit: &str) -> Result<Option<Manifest>> {
        let json = self
            .repository
            .bytes(&["cat-file", "blob", &format!("{commit}:{MANIFEST}")])?;
        match Manifest::parse(&json) {
            Some(manifest) => Ok(Some(manifest)),
            None if self.force => Ok(None),
            None => Err(fault(
                &self.name,
                format!("the branch's {MANIFEST} is damaged, or not of this program"),
                "look at the branch: bring back a commit that has it whole, or choose another branch",
            )),
        }
    }

    /// What the next commit is built on. Its date comes from the site and never lies before that of its parent.
    fn base(&self, last: Option<&str>, site: &Site) -> Result<Base> {
        let date = |commit: &str| {
            self.repository
                .good(&["show", "--no-patch", "--format=%ct", commit])
        };
        let parent_date = last
            .map(date)
            .transpose()?
            .and_then(|date| date.parse().ok());
        let count = site.files.len();
        let plural = if count == 1 { "" } else { "s" };
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_kept = self.history == History::Keep;
        let tree = match last {
            Some(last) if !is_kept => Some(
                self.repository
                    .good(&["rev-parse", &format!("{last}^{{tree}}")])?,
            ),
            _ => None,
        };
        Ok(Base {
            parent: last.filter(|_| is_kept).map(str::to_owned),
            tree,
            date: self.day.max(parent_date).unwrap_or(0),
            message: format!("Publish {title}: {count} file{plural}\n"),
        })
    }

    /// True when the branch holds the same files already, so that there is nothing to commit.
    fn is_same(&self, last: Option<&str>, next: &str) -> Result<bool> {
        let Some(last) = last else {
            return Ok(false);
        };
        let tree = |commit: &str| {
            self.repository
                .good(&["rev-parse", &format!("{commit}^{{tree}}")])
        };
        Ok(tree(last)? == tree(next)?)
    }

    /// Moves the branch from `last` to `next`, and from nowhere else.
    fn push(&self, last: Option<&str>, next: &str) -> Result<()> {
        let reference = &self.reference;
        let lease = format!(
            "--force-with-lease={reference}:{}",
            last.unwrap_or_default()
        );
        let refs = format!("{next}:{reference}");
        let args = ["push", "--porcelain", "--no-verify", &lease, REMOTE, &refs];
        let (ended, answer) = self.repository.run(&args)?;
        match push::answer(&String::from_utf8_lossy(&answer), reference) {
            Answer::Taken if ended.is_good() => Ok(()),
            // A run of the same site that was cut off may have been heard after all.
            _ if self.is_at(next) => Ok(()),
            Answer::Overtaken => Err(fault(
                &self.name,
                "another publisher came between: the branch is no longer what it was",
                "run again to publish on top of that",
            )),
            Answer::Refused(reason) => {
                let hint = push::hint(&reason);
                let reason = format!("the host refused the commit ({reason}): {}", ended.said());
                Err(fault(&self.name, reason, hint))
            }
            Answer::Taken | Answer::None => Err(self.repository.fault(&ended)),
        }
    }

    fn is_at(&self, commit: &str) -> bool {
        let found = self
            .repository
            .good(&["ls-remote", REMOTE, &self.reference]);
        found.is_ok_and(|found| found.split_whitespace().next() == Some(commit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listings_tell_lengths() {
        let file = "100644 blob ab12     120\ta b/c\td.html";
        assert_eq!(listed(file), Some(("a b/c\td.html".into(), Some(120))));
        let module = "160000 commit ab12       -\tmodule";
        assert_eq!(listed(module), Some(("module".into(), None)));
        assert_eq!(listed(""), None);
    }

    #[test]
    fn ssh_is_called_as_its_user_wants() {
        assert_eq!(
            ssh_command(&|_| None),
            Some(format!("ssh {}", ssh::OPTIONS))
        );
        let own = |name: &str| (name == "GIT_SSH_COMMAND").then(|| "plink".to_owned());
        assert_eq!(ssh_command(&own), None);
        let ours = |name: &str| (name == "DATELINE_SSH").then(|| "ssh -F x".to_owned());
        assert!(ssh_command(&ours).is_some_and(|ssh| ssh.starts_with("ssh -F x -o BatchMode")));
    }

    #[test]
    fn days_begin_at_midnight() {
        let day = jiff::civil::date(1970, 1, 2);
        assert_eq!(midnight(day), Some(86_400));
    }
}
