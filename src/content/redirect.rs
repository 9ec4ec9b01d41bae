//! Old addresses: paths below the site's root that may become files of the output folder.

/// Checks and decodes a path such as `/2018/caf%C3%A9/`.
///
/// # Errors
/// Why it is none, as the end of a sentence.
pub fn parse(text: &str) -> Result<String, &'static str> {
    if !text.starts_with('/') || text.starts_with("//") {
        return Err("is no path from the site's root");
    }
    let path = decode(text).ok_or("has a percent sign that encodes nothing readable")?;
    if path.contains(|ch: char| {
        ch.is_control()
            || matches!(
                ch,
                '\\' | '?' | '#' | '%' | ':' | '*' | '"' | '<' | '>' | '|'
            )
    }) {
        return Err("holds characters that no file's name may have everywhere");
    }
    let folders = path.trim_start_matches('/').trim_end_matches('/');
    if folders.is_empty() {
        return Err("is the front page");
    }
    for folder in folders.split('/') {
        match folder {
            "" => return Err("has an empty part"),
            "." | ".." => return Err("leads out of the site"),
            folder if folder.len() > 200 || folder.ends_with(['.', ' ']) => {
                return Err("has a part that no file can be named by");
            }
            _ => {}
        }
    }
    Ok(path)
}

/// Decodes `%2F` and the like; `None` when the result is no text.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, tail @ ..] = rest {
        rest = tail;
        match (byte, tail) {
            (b'%', [high, low, after @ ..]) => {
                let digit = |byte: &u8| (*byte as char).to_digit(16);
                bytes.push((digit(high)? * 16 + digit(low)?) as u8);
                rest = after;
            }
            (b'%', _) => return None,
            _ => bytes.push(*byte),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_below_the_root_pass() {
        assert_eq!(parse("/old/").as_deref(), Ok("/old/"));
        assert_eq!(
            parse("/2018/06/old.html").as_deref(),
            Ok("/2018/06/old.html")
        );
        assert_eq!(parse("/caf%C3%A9/").as_deref(), Ok("/café/"));
    }

    #[test]
    fn paths_that_lead_elsewhere_do_not() {
        for bad in [
            "old",
            "//evil.example/",
            "https://x.example/",
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/%2E./x",
            "/a/./b",
            "/a%2f..%2fb",
            "/a\\b",
            "/a%00b",
            "/a%",
            "/a%zz",
            "/%ff/",
            "/a?b",
            "/",
            "/a//b",
            "/%252e%252e/",
            "/x./",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
