//! What hosts are asked to say of each file.

use crate::media;
use crate::output::manifest::Headers;

/// The headers of a file.
pub fn of(path: &str) -> Headers {
    Headers {
        content_type: media::content_type(path),
        cache_control: "public, max-age=300".to_owned(),
        encoding: None,
    }
}
