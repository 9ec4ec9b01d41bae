//! From a built site to what is published of it at a target: with the files that its host wants, compressed where asked.

use super::Site;
use super::choice::Chosen;
use super::extras::extras;
use super::precompress::Form;
use crate::config::Target;
use crate::error::{Error, Result};
use crate::pipeline::Report;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folder for what the program keeps between two runs to this target.
pub fn scratch_folder(root: &Path) -> PathBuf {
    root.join(".dateline/publish")
}

/// The site that a build made, as the target is to hold it.
///
/// # Errors
/// The output folder cannot be read, or is what would be published to.
pub fn prepare(report: &Report, chosen: &Chosen, scratch: &Path) -> Result<Site> {
    refuse_output(&report.output, &chosen.target)?;
    let mut site = Site::open(&report.output, BTreeMap::new())?;
    let settings = &chosen.settings;
    site.keep_for(&settings.cache);
    let more = extras(settings, &chosen.target, &report.redirects, &site);
    site.add(more);
    let form = match chosen.target {
        Target::Folder(_) | Target::Rsync { .. } => Some(Form::Twins),
        Target::S3 { .. } => Some(Form::Objects),
        // Who serves a branch compresses by himself.
        Target::Git { .. } => None,
    };
    if let Some(form) = form.filter(|_| !settings.precompress.is_empty()) {
        site.precompress(&settings.precompress, form, &scratch.join("compressed"))?;
    }
    Ok(site)
}

/// The folder that a build writes is no place to publish to, nor one within or around it.
fn refuse_output(output: &Path, target: &Target) -> Result<()> {
    let Target::Folder(path) = target else {
        return Ok(());
    };
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let (output, path) = (real(output), real(path));
    if !path.starts_with(&output) && !output.starts_with(&path) {
        return Ok(());
    }
    Err(Error::Host {
        host: target.to_string(),
        reason: format!("this is where the site is built ({})", output.display()),
        hint: "publish to another folder".into(),
    })
}
