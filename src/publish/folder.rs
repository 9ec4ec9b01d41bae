//! Publishing to a folder on this machine.

use super::Host;
use super::target::Options;
use crate::error::{Error, Result};
use std::path::Path;

pub(super) fn open(name: String, _path: &Path, _options: &Options<'_>) -> Result<Box<dyn Host>> {
    Err(Error::Host {
        host: name,
        reason: "this kind of host is not built in yet".into(),
        hint: "choose another".into(),
    })
}
