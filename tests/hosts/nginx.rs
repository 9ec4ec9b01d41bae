//! What a web server makes of a published folder: nginx, at the root of a host and under a sub-path.

use super::newsroom;
use super::program::{Program, find, free_port, loopback};
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;

/// Serves a folder as long as the value lives, at `/` and at `/briefing/`.
struct Nginx {
    port: u16,
    _folder: tempfile::TempDir,
    _nginx: Program,
}

/// An answer.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Nginx {
    fn serving(www: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = free_port();
        let (own, www) = (folder.path().display(), www.display());
        let config = format!(
            "daemon off;\nmaster_process off;\npid {own}/pid;\nerror_log {own}/error.log;\nevents {{}}\nhttp {{\n\
             include /etc/nginx/mime.types;\ndefault_type application/octet-stream;\naccess_log off;\n\
             client_body_temp_path {own}/a;\nproxy_temp_path {own}/b;\nfastcgi_temp_path {own}/c;\nuwsgi_temp_path {own}/d;\n\
             scgi_temp_path {own}/e;\ncharset utf-8;\nserver {{\nlisten 127.0.0.1:{port};\nerror_page 404 /404.html;\n\
             location / {{ root {www}; }}\n\
             location /briefing/ {{ alias {www}/; error_page 404 /briefing/404.html; }}\n\
             location ~ /\\.dateline {{ return 404; }}\n}}\n}}\n"
        );
        let path = folder.path().join("nginx.conf");
        std::fs::write(&path, config).unwrap();
        let mut nginx = Command::new(find("NGINX", "nginx"));
        nginx
            .arg("-c")
            .arg(&path)
            .arg("-e")
            .arg(folder.path().join("error.log"));
        let nginx = Program::listening(&mut nginx, port);
        Self {
            port,
            _folder: folder,
            _nginx: nginx,
        }
    }

    fn get(&self, path: &str) -> Answer {
        let mut stream = TcpStream::connect(loopback(self.port)).unwrap();
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let at = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap();
        let head = String::from_utf8(bytes[..at].to_vec()).unwrap();
        Answer {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head,
            body: bytes[at + 4..].to_vec(),
        }
    }
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map_or("", |(_, value)| value)
    }
}

#[test]
#[ignore = "needs nginx"]
fn pages_are_served_whole_with_their_types_at_any_path() {
    for base in ["/", "/briefing/"] {
        let site = newsroom::first();
        let config = format!("title: The Riga Wire\nbase_url: http://example.org{base}\n");
        site.write("dateline.yaml", config.as_bytes());
        let folder = tempfile::tempdir().unwrap();
        let www = folder.path().join("www");
        let run = site.run(&["publish", &format!("file://{}", www.display())]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        readable(folder.path());
        let nginx = Nginx::serving(&www);
        for (path, bytes) in newsroom::plan(&site) {
            let answer = nginx.get(&format!("{base}{path}"));
            assert_eq!(answer.status, 200, "{base}{path}");
            assert!(answer.body == bytes, "{base}{path} differs");
        }
        let typed = [
            ("", "text/html; charset=utf-8"),
            ("articles/", "text/html; charset=utf-8"),
            ("style.css", "text/css"),
            ("press.css", "text/css"),
            ("favicon.svg", "image/svg+xml"),
            ("feed.xml", "text/xml; charset=utf-8"),
            ("data/articles.json", "application/json"),
        ];
        for (path, content_type) in typed {
            let answer = nginx.get(&format!("{base}{path}"));
            let found = answer.header("content-type");
            assert!(found.starts_with(content_type), "{path}: {found}");
        }
        let missing = nginx.get(&format!("{base}no/such/page/"));
        assert_eq!(missing.status, 404);
        assert!(
            missing.body == newsroom::plan(&site)["404.html"],
            "the site's own 404 page"
        );
        let folder = nginx.get(&format!("{base}articles"));
        assert_eq!(folder.status, 301);
        assert_eq!(
            nginx.get(&format!("{base}.dateline-manifest.json")).status,
            404
        );
        follow_all(&nginx, base);
    }
}

/// The web server may run as another user.
fn readable(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// Walks from the front page over all links that stay on the host.
fn follow_all(nginx: &Nginx, base: &str) {
    let mut waiting = vec![base.to_owned(), format!("{base}404.html")];
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut pages = 0;
    while let Some(path) = waiting.pop() {
        let answer = nginx.get(&path);
        assert_eq!(answer.status, 200, "{path} is linked to and is not there");
        assert!(path.starts_with(base), "{path} is outside {base}");
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        pages += 1;
        let page = url::Url::parse(&format!("http://example.org{path}")).unwrap();
        let html = String::from_utf8(answer.body).unwrap();
        for attribute in ["href=\"", "src=\""] {
            for (at, _) in html.match_indices(attribute) {
                let link = html[at + attribute.len()..].split('"').next().unwrap();
                let link = page.join(&link.replace("&amp;", "&")).unwrap();
                let is_here = link.host_str() == Some("example.org") && link.scheme() == "http";
                if is_here && seen.insert(link.path().to_owned()) {
                    waiting.push(link.path().to_owned());
                }
            }
        }
    }
    assert!(pages >= 10, "only {pages} pages are linked to");
}
