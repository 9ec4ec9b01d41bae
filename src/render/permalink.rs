//! Where everything lives: absolute paths below the site's root, and relative links between them.
//!
//! Permalinks end in a slash (`/actors/kim-jong-un/`) and are what canonical links, feeds and data files use, prefixed with
//! `base_url`. Links inside pages are relative and name `index.html`, so that a site also opens from a folder.

use super::Site;
use crate::content::{Article, ArticleId};
use crate::extract::facts::SentenceIx;
use crate::resolve::{Actor, ActorKind, Event, SentenceRef, Story};
use jiff::civil::Date;

/// `/articles/<slug>/`
pub fn article(article: &Article) -> String {
    format!("/articles/{}/", article.slug)
}

/// `/actors/<slug>/`, for cities, regions and buildings `/places/<slug>/`
pub fn actor(actor: &Actor) -> String {
    match actor.kind {
        ActorKind::Place => format!("/places/{}/", actor.slug),
        ActorKind::Person | ActorKind::Organization | ActorKind::Country => {
            format!("/actors/{}/", actor.slug)
        }
    }
}

/// `/events/<slug>/`
pub fn event(event: &Event) -> String {
    format!("/events/{}/", event.slug)
}

/// `/stories/<slug>/`
pub fn story(story: &Story) -> String {
    format!("/stories/{}/", story.slug)
}

/// `/briefings/<date>/`
pub fn briefing(date: Date) -> String {
    format!("/briefings/{date}/")
}

/// `/timeline/<year>/`
pub fn timeline_year(year: i16) -> String {
    format!("/timeline/{year:04}/")
}

/// `s12` for the twelfth sentence
pub fn anchor(sentence: SentenceIx) -> String {
    format!("s{}", sentence.0 + 1)
}

/// `/articles/<slug>/#s12`
pub fn sentence(site: &Site<'_>, sentence: SentenceRef) -> String {
    let SentenceRef {
        article: ArticleId(ix),
        sentence,
    } = sentence;
    format!(
        "{}#{}",
        article(&site.articles[ix as usize]),
        anchor(sentence)
    )
}

/// The file below the output folder that holds a permalink: `/actors/x/` is `actors/x/index.html`.
pub fn file(permalink: &str) -> String {
    let path = permalink
        .split('#')
        .next()
        .unwrap_or_default()
        .trim_start_matches('/');
    match path {
        "" => "index.html".to_owned(),
        path if path.ends_with('/') => format!("{path}index.html"),
        path => path.to_owned(),
    }
}

/// A relative link from one permalink to another, such as `../../actors/x/index.html#s3`.
pub fn relative(from: &str, to: &str) -> String {
    let (path, fragment) = to
        .split_once('#')
        .map_or((to, None), |(path, fragment)| (path, Some(fragment)));
    let (from, to) = (file(from), file(path));
    let mut link = String::new();
    if from != to || fragment.is_none() {
        let up: Vec<&str> = from.split('/').collect();
        let down: Vec<&str> = to.split('/').collect();
        let folders = up.len().min(down.len()) - 1;
        let common = (0..folders).take_while(|ix| up[*ix] == down[*ix]).count();
        link.push_str(&"../".repeat(up.len() - 1 - common));
        link.push_str(&down[common..].join("/"));
    }
    if let Some(fragment) = fragment {
        link.push('#');
        link.push_str(fragment);
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_links_name_the_file() {
        assert_eq!(relative("/", "/actors/a/"), "actors/a/index.html");
        assert_eq!(relative("/actors/a/", "/actors/b/"), "../b/index.html");
        assert_eq!(
            relative("/articles/a/", "/actors/b/#s3"),
            "../../actors/b/index.html#s3"
        );
        assert_eq!(relative("/articles/a/", "/articles/a/#s3"), "#s3");
        assert_eq!(relative("/articles/a/", "/"), "../../index.html");
        assert_eq!(
            relative("/404.html", "/static/style.css"),
            "static/style.css"
        );
        assert_eq!(relative("/articles/a/", "/articles/"), "../index.html");
    }
}
