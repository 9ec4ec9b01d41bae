//! What a host answers to a push, from `git push --porcelain`.

/// The answer for our branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// The branch is what we asked for.
    Taken,
    /// The branch is no longer what it was when the plan was made.
    Overtaken,
    /// The host does not want it, for this reason.
    Refused(String),
    /// There is no answer for the branch.
    None,
}

/// Reads the lines `flag TAB from:to TAB summary (reason)`.
pub(super) fn answer(porcelain: &str, reference: &str) -> Answer {
    let Some((flag, summary)) = porcelain.lines().find_map(|line| of(line, reference)) else {
        return Answer::None;
    };
    if flag != "!" {
        return Answer::Taken;
    }
    let reason = summary
        .rsplit_once(" (")
        .map_or(summary, |(_, reason)| reason);
    let reason = reason.trim_end_matches(')');
    let overtaken = [
        "stale info",
        "fetch first",
        "cannot lock ref",
        "failed to update ref",
        "failed to lock",
        "incorrect old value provided",
        "reference already exists",
    ];
    if overtaken.iter().any(|words| summary.contains(words)) {
        Answer::Overtaken
    } else {
        Answer::Refused(reason.to_owned())
    }
}

fn of<'a>(line: &'a str, reference: &str) -> Option<(&'a str, &'a str)> {
    let mut parts = line.splitn(3, '\t');
    let (flag, refs, summary) = (parts.next()?, parts.next()?, parts.next()?);
    let (_, to) = refs.split_once(':')?;
    (to == reference).then_some((flag, summary))
}

/// What to do about a refusal.
pub(super) fn hint(reason: &str) -> &'static str {
    match reason {
        _ if reason.contains("checked out") => {
            "push to a bare repository, or to a branch that is not checked out there"
        }
        _ if reason.contains("non-fast-forward") || reason.contains("deny") => {
            "the host keeps what was published before: set `history: keep` for this target"
        }
        _ if reason.contains("protected") => "allow pushes to this branch in the host's settings",
        _ if reason.contains("hook") => {
            "a rule of the repository forbids it: see its hooks or settings"
        }
        _ => "check the repository's settings and who may write to it",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BRANCH: &str = "refs/heads/gh-pages";

    #[test]
    fn answers_are_read() {
        let cases = [
            (" \tab12:refs/heads/gh-pages\tab..cd", Answer::Taken),
            ("*\tab12:refs/heads/gh-pages\t[new branch]", Answer::Taken),
            (
                "+\tab12:refs/heads/gh-pages\tab...cd (forced update)",
                Answer::Taken,
            ),
            ("=\tab12:refs/heads/gh-pages\t[up to date]", Answer::Taken),
            (
                "!\tab12:refs/heads/gh-pages\t[rejected] (stale info)",
                Answer::Overtaken,
            ),
            (
                "!\tab12:refs/heads/gh-pages\t[remote rejected] (cannot lock ref 'refs/heads/gh-pages': is at ab but expected cd)",
                Answer::Overtaken,
            ),
            (
                "!\tab12:refs/heads/gh-pages\t[remote rejected] (pre-receive hook declined)",
                Answer::Refused("pre-receive hook declined".into()),
            ),
            (
                "!\tab12:refs/heads/other\t[rejected] (stale info)",
                Answer::None,
            ),
            ("", Answer::None),
        ];
        for (line, expected) in cases {
            let porcelain = format!("To ssh://host/x.git\n{line}\nDone\n");
            assert_eq!(answer(&porcelain, BRANCH), expected, "{line}");
        }
    }

    #[test]
    fn refusals_have_hints() {
        assert!(hint("branch is currently checked out").contains("bare"));
        assert!(hint("non-fast-forward").contains("history: keep"));
    }
}
