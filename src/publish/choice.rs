//! Which target is meant: by its name in `dateline.yaml`, by an address, or because there is only one.

use crate::config::{Publish, Target, redacted};
use crate::error::{Error, Result};

/// A target that can be published to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Its settings.
    pub settings: Publish,
    /// Where.
    pub target: Target,
}

/// Finds the target that `wanted` names; the only one there is without it.
///
/// # Errors
/// [`Error::Host`]: there is none or more than one, the name is unknown, or the address means nothing.
pub fn choose(targets: &[Publish], wanted: Option<&str>) -> Result<Chosen> {
    let settings = match (wanted, targets) {
        (None, []) => {
            return error(
                "publish",
                "no target is named",
                "write `publish: {live: {to: \"…\"}}` in dateline.yaml, or give an address: dateline publish file:///srv/www",
            );
        }
        (None, [only]) => only.clone(),
        (None, many) => {
            let reason = format!("dateline.yaml has {} targets", many.len());
            return error(
                "publish",
                &reason,
                &format!("name one of them: {}", names(many)),
            );
        }
        (Some(wanted), _) => match targets.iter().find(|target| target.name == wanted) {
            Some(found) => found.clone(),
            None if is_address(wanted) => {
                let target = Target::parse(wanted)?;
                Publish::new(target.to_string(), Ok(target))
            }
            None => return unknown(targets, wanted),
        },
    };
    match settings.to.clone() {
        Ok(target) => Ok(Chosen { settings, target }),
        Err(fault) => error(&settings.name, &fault.reason, &fault.hint),
    }
}

/// Names have no such signs, unless dateline.yaml says so.
fn is_address(text: &str) -> bool {
    text.contains([':', '/', '@', '\\']) || text.starts_with(['.', '~'])
}

fn unknown(targets: &[Publish], wanted: &str) -> Result<Chosen> {
    let distance = |target: &&Publish| strsim::damerau_levenshtein(&target.name, wanted);
    let near = targets.iter().min_by_key(distance);
    let near = near.filter(|near| distance(near) <= 2 && near.name.len() > 2);
    let hint = match (near, targets) {
        (Some(near), _) => format!("did you mean `{}`?", near.name),
        (None, []) => "there is no `publish` in dateline.yaml; write it there, or give an address such as file:///srv/www".to_owned(),
        (None, some) => format!("dateline.yaml has {}", names(some)),
    };
    error(&redacted(wanted), "no target has this name", &hint)
}

fn names(targets: &[Publish]) -> String {
    let names: Vec<&str> = targets.iter().map(|target| target.name.as_str()).collect();
    names.join(", ")
}

fn error(host: &str, reason: &str, hint: &str) -> Result<Chosen> {
    Err(Error::Host {
        host: host.to_owned(),
        reason: reason.to_owned(),
        hint: hint.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::parse;

    fn chosen(yaml: &str, wanted: Option<&str>) -> String {
        match choose(&parse(yaml).0.publish, wanted) {
            Ok(chosen) => format!("{} = {}", chosen.settings.name, chosen.target),
            Err(error) => error.to_string(),
        }
    }

    const TWO: &str = "publish:\n  live: s3://bucket/site\n  stick: file:///media/stick/site\n";

    #[test]
    fn a_name_an_address_or_the_only_one() {
        assert_eq!(chosen(TWO, Some("live")), "live = s3://bucket/site");
        assert_eq!(
            chosen(TWO, Some("file:///srv/www")),
            "file:///srv/www = file:///srv/www"
        );
        assert_eq!(
            chosen("publish: {live: s3://bucket}", None),
            "live = s3://bucket"
        );
        assert_eq!(
            chosen("publish: {a/b: s3://bucket}", Some("a/b")),
            "a/b = s3://bucket"
        );
    }

    #[test]
    fn what_is_no_target_is_told() {
        assert_eq!(
            chosen("", None),
            "publish: no target is named; write `publish: {live: {to: \"…\"}}` in dateline.yaml, or give an address: dateline publish file:///srv/www"
        );
        assert_eq!(
            chosen(TWO, None),
            "publish: dateline.yaml has 2 targets; name one of them: live, stick"
        );
        assert_eq!(
            chosen(TWO, Some("lvie")),
            "lvie: no target has this name; did you mean `live`?"
        );
        assert_eq!(
            chosen(TWO, Some("web")),
            "web: no target has this name; dateline.yaml has live, stick"
        );
        assert_eq!(
            chosen("", Some("web")),
            "web: no target has this name; there is no `publish` in dateline.yaml; write it there, or give an address such as file:///srv/www"
        );
        assert_eq!(
            chosen(TWO, Some("./out")),
            "./out: this is no address; write the whole path as file:///srv/www"
        );
        assert_eq!(
            chosen("publish: {live: s3://}", None),
            "live: there is no bucket in the address; write s3://bucket or s3://bucket/prefix"
        );
        assert_eq!(
            chosen("publish: {live: {host: none}}", None),
            "live: dateline.yaml gives no address for this target; write it there as `to: …`"
        );
    }
}
