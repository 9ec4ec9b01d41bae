//! Media types by a file's name: what the preview and hosts say of each file.

/// The `Content-Type` of a file, with its charset where it is text. What is not known is bytes, never guessed to be HTML.
pub fn content_type(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "ics" => "text/calendar; charset=utf-8".to_owned(),
        "ndjson" => "application/x-ndjson".to_owned(),
        "gexf" | "xml" => "application/xml".to_owned(),
        _ => guessed(path),
    }
}

fn guessed(path: &str) -> String {
    let guess = mime_guess::from_path(path).first_raw();
    let guess = guess.unwrap_or("application/octet-stream");
    let is_text = guess.starts_with("text/");
    if is_text && !guess.contains("charset") {
        format!("{guess}; charset=utf-8")
    } else {
        guess.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::content_type;

    #[test]
    fn text_says_its_charset_and_the_unknown_is_bytes() {
        let expected = [
            ("index.html", "text/html; charset=utf-8"),
            ("a/style.CSS", "text/css; charset=utf-8"),
            ("x.js", "text/javascript; charset=utf-8"),
            ("feed.xml", "application/xml"),
            ("data/quotes.json", "application/json"),
            ("site.webmanifest", "application/manifest+json"),
            ("events.ics", "text/calendar; charset=utf-8"),
            ("favicon.svg", "image/svg+xml"),
            ("icon.ico", "image/x-icon"),
            ("a.woff2", "font/woff2"),
            ("s.wasm", "application/wasm"),
            ("CNAME", "application/octet-stream"),
            ("a.b/noext", "application/octet-stream"),
        ];
        for (path, media_type) in expected {
            assert_eq!(content_type(path), media_type, "{path}");
        }
    }
}
