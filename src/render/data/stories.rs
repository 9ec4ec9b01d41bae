//! `stories.json`: threads of articles with their key points.

use super::super::{Site, permalink, public};
use super::origin::{self, Evidence, OriginOut};
use crate::resolve::{Cited, Story};
use serde::Serialize;

#[derive(Serialize)]
pub struct Record<'a> {
    id: &'a str,
    url: String,
    name: &'a str,
    name_origin: OriginOut<'a>,
    /// As the editor says.
    status: Option<&'a str>,
    first: Option<String>,
    last: Option<String>,
    articles: Vec<&'a str>,
    /// Groups of near-identical copies.
    copies: Vec<Vec<&'a str>>,
    /// Articles less copies.
    independent: usize,
    actors: Vec<Cast<'a>>,
    events: Vec<&'a str>,
    quotes: Vec<String>,
    key_points: Vec<CitedOut<'a>>,
    open_questions: Vec<CitedOut<'a>>,
    watch: Vec<CitedOut<'a>>,
}

#[derive(Serialize)]
struct Cast<'a> {
    actor: &'a str,
    articles: u32,
}

#[derive(Serialize)]
struct CitedOut<'a> {
    text: &'a str,
    evidence: Vec<Evidence<'a>>,
    origin: OriginOut<'a>,
}

pub fn record<'a>(site: &Site<'a>, story: &'a Story) -> Record<'a> {
    let articles = |ids: &[crate::content::ArticleId]| -> Vec<&'a str> {
        ids.iter()
            .map(|it| origin::article(site, it.ix()))
            .collect()
    };
    Record {
        id: story.slug.as_str(),
        url: public::address(site, &permalink::story(story)),
        name: &story.name,
        name_origin: OriginOut::new(site, &story.name_origin),
        status: story.status.as_deref(),
        first: story.first.map(|day| day.to_string()),
        last: story.last.map(|day| day.to_string()),
        articles: articles(&story.articles),
        copies: story.copies.iter().map(|group| articles(group)).collect(),
        independent: story.independent,
        actors: cast(site, story),
        events: story
            .events
            .iter()
            .map(|it| origin::event(site, *it))
            .collect(),
        quotes: story
            .quotes
            .iter()
            .map(|it| origin::quote(site, *it))
            .collect(),
        key_points: cited(site, &story.key_points),
        open_questions: cited(site, &story.open_questions),
        watch: cited(site, &story.watch),
    }
}

fn cast<'a>(site: &Site<'a>, story: &Story) -> Vec<Cast<'a>> {
    let all = story.actors.iter();
    all.map(|(id, articles)| Cast {
        actor: origin::actor(site, *id),
        articles: *articles,
    })
    .collect()
}

fn cited<'a>(site: &Site<'a>, list: &'a [Cited]) -> Vec<CitedOut<'a>> {
    let all = list.iter();
    all.map(|it| CitedOut {
        text: &it.text,
        evidence: Evidence::all(site, &it.evidence),
        origin: OriginOut::new(site, &it.origin),
    })
    .collect()
}
