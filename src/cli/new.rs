//! `dateline new`

use super::Exit;
use crate::error::{Error, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Make a folder with a site that builds at once
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder; must not exist yet or be empty
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

/// Path and text of each file of a new site.
const STARTER: [(&str, &str); 4] = [
    ("dateline.yaml", include_str!("starter/dateline.yaml")),
    (
        "content/articles/2024-05-14-example.md",
        include_str!("starter/example.md"),
    ),
    (
        "content/decisions.yaml",
        include_str!("starter/decisions.yaml"),
    ),
    (".gitignore", "/public\n/.dateline\n"),
];

pub(super) fn run(args: &Args) -> Result<Exit> {
    let dir = &args.dir;
    refuse_used(dir)?;
    for (path, text) in STARTER {
        let path = dir.join(path);
        let parent = path.parent().unwrap_or(dir);
        fs::create_dir_all(parent)
            .map_err(|error| Error::io("create the folder", parent, error))?;
        fs::write(&path, text).map_err(|error| Error::io("write", &path, error))?;
    }
    let shown = dir.display();
    super::report::to_stdout(
        format!(
            "Made {shown} with an example article. Next:\n\n  cd {shown}\n  dateline serve --open     preview, follows every change\n  \
             dateline build            the site is then in public/index.html\n  \
             dateline publish          once dateline.yaml names a host\n\n\
             Put your articles into content/articles, as .md or .txt files.\n"
        )
        .as_bytes(),
    )
}

fn refuse_used(dir: &Path) -> Result<()> {
    let used = match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(error) => return Err(Error::io("read the folder", dir, error)),
    };
    if used {
        return Err(Error::Refused {
            path: dir.to_owned(),
            reason: "the folder is not empty".into(),
            hint: "choose a new name".into(),
        });
    }
    Ok(())
}
