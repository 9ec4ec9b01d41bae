//! What is asked about before it is done: many deletions, an empty site, files of others in the way.

use super::Plan;
use crate::config::MaxDelete;
use crate::error::Error;
use std::fmt;

/// A reason to ask first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Risk {
    /// More is deleted than may be without a question.
    Deletions {
        /// Files to delete.
        deleted: usize,
        /// Files of ours on the host.
        published: usize,
    },
    /// The site has no articles.
    Empty,
}

/// Limits for a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// As asked for on the command line: what it allows is not asked about, what it does not is refused.
    pub asked: Option<MaxDelete>,
    /// As configured for the target.
    pub configured: Option<MaxDelete>,
}

/// What must be asked about before this plan is carried out; `articles` is how many the site has.
pub fn risk(plan: &Plan, articles: usize, limits: Limits) -> Option<Risk> {
    let limit = limits
        .asked
        .or(limits.configured)
        .unwrap_or(MaxDelete::STANDARD);
    let (deleted, published) = (plan.deleted.len(), plan.published());
    if !limit.allows(deleted, published) {
        return Some(Risk::Deletions { deleted, published });
    }
    (articles == 0 && limits.asked.is_none() && !plan.is_empty()).then_some(Risk::Empty)
}

impl Risk {
    /// The refusal where nobody can be asked.
    pub fn refusal(self, host: &str) -> Error {
        let hint = match self {
            Self::Deletions { deleted, .. } => format!(
                "look at them with --dry-run; if they are to go, say --max-delete {deleted}"
            ),
            Self::Empty => "if that is meant, say --max-delete 100%".to_owned(),
        };
        Error::Host {
            host: host.to_owned(),
            reason: format!("nothing was published: {self}"),
            hint,
        }
    }
}

impl fmt::Display for Risk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Deletions { deleted, published } => {
                write!(
                    f,
                    "{deleted} of {published} published files would be deleted"
                )
            }
            Self::Empty => write!(f, "the site has no articles"),
        }
    }
}

/// The refusal of a plan that would replace files of others.
pub fn refuse_foreign(plan: &Plan, host: &str) -> Result<(), Error> {
    let count = plan.foreign.len();
    if count == 0 {
        return Ok(());
    }
    let shown: Vec<&str> = plan.foreign.iter().take(5).map(String::as_str).collect();
    let more = if count > shown.len() { ", …" } else { "" };
    let files = if count == 1 {
        "file of the site is"
    } else {
        "files of the site are"
    };
    Err(Error::Host {
        host: host.to_owned(),
        reason: format!(
            "{count} {files} there already and not from dateline: {}{more}",
            shown.join(", ")
        ),
        hint: "publish to another place, or replace them with --force".into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Entry, Manifest};
    use crate::publish::Published;

    fn plan(deleted: usize, published: usize) -> Plan {
        let name = |n: usize| format!("{n}.html");
        let files = (0..published).map(|n| (name(n), Entry::of(b"")));
        Plan {
            deleted: (0..deleted).map(name).collect(),
            base: Published {
                manifest: Some(Manifest::new(files.collect())),
                ..Published::default()
            },
            ..Plan::default()
        }
    }

    #[test]
    fn many_deletions_and_an_empty_site_are_asked_about() {
        let none = Limits::default();
        assert_eq!(risk(&plan(2, 10), 1, none), None);
        let many = Some(Risk::Deletions {
            deleted: 3,
            published: 10,
        });
        assert_eq!(risk(&plan(3, 10), 1, none), many);
        let asked = |most| Limits {
            asked: Some(most),
            configured: None,
        };
        assert_eq!(risk(&plan(3, 10), 1, asked(MaxDelete::Files(3))), None);
        assert_eq!(
            risk(&plan(1, 10), 1, asked(MaxDelete::Files(0))),
            Some(Risk::Deletions {
                deleted: 1,
                published: 10
            })
        );
        let configured = Limits {
            asked: None,
            configured: Some(MaxDelete::Percent(50)),
        };
        assert_eq!(risk(&plan(5, 10), 1, configured), None);
        assert_eq!(risk(&plan(1, 10), 0, none), Some(Risk::Empty));
        assert_eq!(risk(&plan(1, 10), 0, asked(MaxDelete::Percent(100))), None);
        assert_eq!(risk(&plan(0, 10), 0, none), None, "there is nothing to do");
    }

    #[test]
    fn refusals_say_what_to_do() {
        let risk = Risk::Deletions {
            deleted: 3,
            published: 10,
        };
        assert_eq!(
            risk.refusal("s3://b").to_string(),
            "s3://b: nothing was published: 3 of 10 published files would be deleted; look at them with --dry-run; if they are to go, say --max-delete 3"
        );
        assert_eq!(
            Risk::Empty.refusal("s3://b").to_string(),
            "s3://b: nothing was published: the site has no articles; if that is meant, say --max-delete 100%"
        );
        let foreign = |n: usize| Plan {
            foreign: (0..n).map(|n| format!("{n}.html")).collect(),
            ..Plan::default()
        };
        assert!(refuse_foreign(&foreign(0), "h").is_ok());
        let said = |n| refuse_foreign(&foreign(n), "h").unwrap_err().to_string();
        assert_eq!(
            said(1),
            "h: 1 file of the site is there already and not from dateline: 0.html; publish to another place, or replace them with --force"
        );
        assert_eq!(
            said(6),
            "h: 6 files of the site are there already and not from dateline: 0.html, 1.html, 2.html, 3.html, 4.html, …; publish to another place, or replace them with --force"
        );
    }
}
