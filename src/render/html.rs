//! Text into HTML: escaping, attribute values, addresses that may be linked.

/// Appends `text` with the five characters that mean something in HTML replaced. Control characters but tab and line feed
/// are dropped: no HTML document may hold them.
pub fn escape_into(out: &mut String, text: &str) {
    for ch in text.chars() {
        match ch {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(ch),
            ch if ch.is_control() => {}
            ch => out.push(ch),
        }
    }
}

/// `text` escaped.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    escape_into(&mut out, text);
    out
}

/// True for addresses that a page may link to: http, https, mailto and relative ones. Everything else
/// (`javascript:`, `data:`, `file:`) could run or read something.
pub fn is_safe_address(address: &str) -> bool {
    let cleaned: String = address
        .chars()
        .filter(|ch| !ch.is_control() && !ch.is_whitespace())
        .collect();
    match cleaned.split_once([':', '/', '?', '#']) {
        Some((scheme, _)) if cleaned[scheme.len()..].starts_with(':') => {
            matches!(
                scheme.to_ascii_lowercase().as_str(),
                "http" | "https" | "mailto"
            )
        }
        _ => !cleaned.starts_with("//") && !cleaned.starts_with('\\'),
    }
}

/// JSON that may stand inside a `<script>` element.
pub fn json_for_script(value: &serde_json::Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_markup_and_drops_control_characters() {
        assert_eq!(
            escape("<script>\"a\" & 'b'\u{0}\u{7}"),
            "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;"
        );
    }

    #[test]
    fn links_only_to_harmless_schemes() {
        for good in [
            "https://example.org/",
            "mailto:a@b.c",
            "../a/",
            "#s1",
            "HTTP://x",
        ] {
            assert!(is_safe_address(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            " java\nscript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//evil.example/",
            "vbscript:x",
        ] {
            assert!(!is_safe_address(bad), "{bad}");
        }
    }

    #[test]
    fn script_data_cannot_close_its_element() {
        let value = serde_json::json!({"headline": "</script><!-- x"});
        let text = json_for_script(&value);
        assert!(!text.contains('<'), "{text}");
    }
}
