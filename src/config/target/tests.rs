use super::*;

fn said(address: &str) -> String {
    match Target::parse(address) {
        Ok(target) => format!("{target} = {target:?}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn addresses_of_every_kind() {
    let folder = |path: &str| Ok(Target::Folder(path.into()));
    assert_eq!(Target::read("file:///srv/www/"), folder("/srv/www/"));
    assert_eq!(
        Target::read(" file://localhost/srv/my%20site "),
        folder("/srv/my site")
    );
    let s3 = |bucket: &str, prefix: &str, endpoint: Option<&str>, region: Option<&str>| {
        Ok(Target::S3 {
            bucket: bucket.into(),
            prefix: prefix.into(),
            endpoint: endpoint.map(str::to_owned),
            region: region.map(str::to_owned),
        })
    };
    assert_eq!(Target::read("s3://news"), s3("news", "", None, None));
    assert_eq!(
        Target::read("s3://news/brief/ings/?endpoint=http://127.0.0.1:9000/&region=eu-west-1"),
        s3(
            "news",
            "brief/ings",
            Some("http://127.0.0.1:9000"),
            Some("eu-west-1")
        )
    );
    let git = |remote: &str, branch: &str| {
        Ok(Target::Git {
            remote: remote.into(),
            branch: branch.into(),
        })
    };
    assert_eq!(
        Target::read("git+ssh://git@github.com/desk/site.git#gh-pages"),
        git("ssh://git@github.com/desk/site.git", "gh-pages")
    );
    assert_eq!(
        Target::read("git+file:///srv/site.git#a/b"),
        git("file:///srv/site.git", "a/b")
    );
    assert_eq!(
        Target::read("git+https://codeberg.org/desk/site#pages"),
        git("https://codeberg.org/desk/site", "pages")
    );
    let rsync = |host: &str, port: Option<u16>, path: &str| {
        Ok(Target::Rsync {
            host: host.into(),
            port,
            path: path.into(),
        })
    };
    assert_eq!(
        Target::read("rsync://me@web.org:2222/srv/www/"),
        rsync("me@web.org", Some(2222), "/srv/www")
    );
    assert_eq!(
        Target::read("rsync://[::1]/srv/w%20w"),
        rsync("[::1]", None, "/srv/w w")
    );
}

#[test]
fn what_is_no_address_is_told() {
    let expected = [
        (
            "ftp://host/x",
            "nothing is published to addresses that begin with `ftp://`; write rsync://user@host/folder for a folder on a server, git+ssh://…#branch for a branch",
        ),
        (
            "rsnc://host/x",
            "nothing is published to addresses that begin with `rsnc://`; did you mean rsync://?",
        ),
        (
            "webdav://host/x",
            "nothing is published to addresses that begin with `webdav://`; write file://, s3://, git+ssh://, git+https://, git+file:// or rsync://",
        ),
        (
            "https://example.org/x",
            "nothing is published to addresses that begin with `https://`; write git+https://…#branch for a branch of a git repository, s3://bucket?endpoint=https://… for a store",
        ),
        (
            "/srv/www",
            "this is no address; write the whole path as file:///srv/www",
        ),
        (
            "file:www",
            "this is no address; write the whole path, with three slashes: file:///srv/www",
        ),
        (
            "git@github.com:desk/site.git",
            "this is no address; write git+ssh://git@github.com/desk/site.git#branch, or rsync://git@github.com/folder",
        ),
        (
            "file://www/site",
            "the path does not begin at the root; write the whole path, with three slashes: file:///srv/www",
        ),
        (
            "file://./site",
            "the path does not begin at the root; write the whole path, with three slashes: file:///srv/www",
        ),
        (
            "file:///",
            "there is no folder in the address; write file:///srv/www",
        ),
        (
            "file:///srv/../etc",
            "the path goes up and down; write it without `.` and `..`",
        ),
        (
            "file:///srv/a#b",
            "this kind of address has nothing after `#`; leave it out; a hash sign in a path is written %23",
        ),
        (
            "file:///srv/a?b",
            "this kind of address has no options after `?`; leave them out; a question mark in a path is written %3F",
        ),
        (
            "s3://",
            "there is no bucket in the address; write s3://bucket or s3://bucket/prefix",
        ),
        (
            "s3:///prefix",
            "there is no bucket in the address; write s3://bucket or s3://bucket/prefix",
        ),
        (
            "s3://store:9000/b",
            "the bucket's name cannot be one; use small letters, digits, dots and hyphens; the store's address goes into ?endpoint=https://…",
        ),
        (
            "s3://b?endpont=https://x",
            "`endpont` is no option of an address; the options are endpoint=https://… and region=…",
        ),
        (
            "s3://b?endpoint=x.org",
            "the endpoint is no address of a store; write endpoint=https://host, without a query",
        ),
        (
            "s3://b/a//c",
            "the prefix has an empty part; write single slashes",
        ),
        (
            "git+ssh://git@github.com/desk/site.git",
            "there is no branch in the address; write it at the end, such as #gh-pages",
        ),
        (
            "git+ssh://github.com#gh-pages",
            "there is no repository in the address; write git+ssh://host/owner/site.git#gh-pages",
        ),
        (
            "git+file://site.git#x",
            "the path of the repository does not begin at the root; write the whole path, with three slashes: git+file:///srv/site.git#gh-pages",
        ),
        (
            "git+file:///s.git#a..b",
            "the branch's name cannot be one; write it as git shows it, such as #gh-pages",
        ),
        (
            "git+file:///s.git#--force",
            "the branch's name cannot be one; write it as git shows it, such as #gh-pages",
        ),
        (
            "rsync://host",
            "there is no folder in the address; write the whole path on the server, such as rsync://user@host/srv/www",
        ),
        (
            "rsync:///srv",
            "there is no host in the address; write rsync://user@host/path",
        ),
        (
            "rsync://host:0/srv",
            "the port is no number from 1 to 65535; write host:22, or leave the port out",
        ),
        (
            "rsync://-oProxyCommand=x/srv",
            "the name of the user or of the host cannot be one; use letters, digits, dots and hyphens",
        ),
        (
            "git+ssh://-oProxyCommand=x@h/srv#b",
            "the name of the user or of the host cannot be one; use letters, digits, dots and hyphens",
        ),
    ];
    for (address, message) in expected {
        let said = said(address);
        assert!(said.ends_with(&format!(": {message}")), "{address}: {said}");
    }
    assert!(said("rsync://host").starts_with("rsync://host: there"));
}

#[test]
fn passwords_are_refused_and_not_shown() {
    let keys = "the address holds a password or key; take it out, and give the keys in the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
    let ssh = "the address holds a password or key; take it out, and let ssh log in with a key";
    let https =
        "the address holds a password or key; take it out, and leave it to git's credential helper";
    let expected = [
        ("s3://AKIA:hush@news/p", format!("s3://…@news/p: {keys}")),
        ("s3://AKIA:hu/hush@news/p", format!("s3://…@news/p: {keys}")),
        (
            "s3://news?endpoint=https://me:hush@store.org",
            format!("s3://…@store.org: {keys}"),
        ),
        (
            "s3://news?secret_access_key=hush",
            format!("s3://news?secret_access_key=…: {keys}"),
        ),
        (
            "rsync://me:hush@host/www",
            format!("rsync://…@host/www: {ssh}"),
        ),
        (
            "rsync://me:hu/hush@host/www",
            format!("rsync://…@host/www: {ssh}"),
        ),
        (
            "git+ssh://git:hush@host/s.git#b",
            format!("git+ssh://…@host/s.git#b: {ssh}"),
        ),
        (
            "git+https://hush@github.com/a/b#c",
            format!("git+https://…@github.com/a/b#c: {https}"),
        ),
        (
            "git+https://me:hush@github.com/a/b#c",
            format!("git+https://…@github.com/a/b#c: {https}"),
        ),
    ];
    for (address, message) in expected {
        assert_eq!(said(address), message);
    }
    assert!(!said("htps://me:hush@host").contains("hush"));
    assert!(!said("s3:AKIA:hush@bucket").contains("hush"));
    assert_eq!(redacted("rsync://me@host/www"), "rsync://me@host/www");
}
