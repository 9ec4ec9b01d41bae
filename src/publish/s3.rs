//! Publishing to any store that speaks S3.

use super::Host;
use super::target::Options;
use crate::error::{Error, Result};

pub(super) fn open(
    name: String,
    _bucket: &str,
    _prefix: &str,
    _endpoint: Option<&str>,
    _region: Option<&str>,
    _options: &Options<'_>,
) -> Result<Box<dyn Host>> {
    Err(Error::Host {
        host: name,
        reason: "this kind of host is not built in yet".into(),
        hint: "choose another".into(),
    })
}
