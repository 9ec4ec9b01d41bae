//! All documents of a stream as one picture, without a site: read everything, extract, resolve, write everything.
//!
//! Knows the order of the stages, and no rule of any. Holds the texts and facts of all documents in memory, since who is
//! one can be said only when everybody is known.

use super::facts::lexicon;
use crate::content::{Article, ArticleId, Editorial};
use crate::extract::ArticleFacts;
use crate::extract::interchange::{self, Global, Happening, Line, Reading, Revise, Summary};
use crate::resolve::{self, Actor, Resolution};
use crate::slug::Slug;
use crate::text::PlainText;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, Write};
use std::sync::Arc;

/// Annotates all documents of `input`, whose facts `revise` has the last word on, with actors, events and stories whose names hold over all of them.
///
/// # Errors
/// What the machine refuses; bad lines are counted.
pub fn filter(
    input: impl BufRead + Send,
    output: impl Write,
    revise: Option<Revise<'_>>,
) -> io::Result<Summary> {
    let readings = interchange::read_all(input, lexicon(), revise)?;
    let stack = Stack::new(readings);
    let editorial = Editorial::default();
    let as_of = stack.articles.iter().filter_map(|it| it.day()).max();
    let (resolution, _) = resolve::resolve(&stack.articles, &stack.facts, &editorial, as_of);
    let actors = actor_names(&resolution.actors);
    let line = |ix: usize| match stack.order.get(ix) {
        Some(Ok(id)) => stack.line(*id, &resolution, &actors),
        Some(Err(line)) => Err(line.clone()),
        None => Err(String::new()),
    };
    interchange::write_all(stack.order.len(), line, output)
}

/// The documents in the order of articles, by day and slug, with the way back to the order of the input.
struct Stack {
    lines: Vec<Line>,
    articles: Vec<Arc<Article>>,
    facts: Vec<Arc<ArticleFacts>>,
    /// For each line of input: its article, or the line that says what was wrong with it.
    order: Vec<Result<ArticleId, String>>,
}

impl Stack {
    fn new(readings: Vec<Reading>) -> Self {
        let mut slugs = BTreeSet::new();
        let mut order: Vec<Result<ArticleId, String>> = Vec::with_capacity(readings.len());
        let mut documents = Vec::new();
        for (at, reading) in readings.into_iter().enumerate() {
            match reading {
                Ok((mut line, facts)) => {
                    let article = article(&mut line, &mut slugs);
                    documents.push((article, facts, line, at));
                    order.push(Ok(ArticleId(0)));
                }
                Err(line) => order.push(Err(line)),
            }
        }
        documents.sort_by(|(a, ..), (b, ..)| {
            let key = |article: &Article| (article.day().is_none(), article.day());
            key(a).cmp(&key(b)).then_with(|| a.slug.cmp(&b.slug))
        });
        let mut stack = Self {
            lines: Vec::with_capacity(documents.len()),
            articles: Vec::with_capacity(documents.len()),
            facts: Vec::with_capacity(documents.len()),
            order,
        };
        for (ix, (article, facts, line, at)) in documents.into_iter().enumerate() {
            let id = ArticleId(ix as u32);
            stack.articles.push(Arc::new(Article { id, ..article }));
            stack.facts.push(Arc::new(facts));
            stack.lines.push(line);
            if let Some(slot) = stack.order.get_mut(at) {
                *slot = Ok(id);
            }
        }
        stack
    }

    /// The output for one document.
    fn line(
        &self,
        id: ArticleId,
        resolution: &Resolution,
        actors: &[String],
    ) -> Result<String, String> {
        let all = (self.lines.get(id.ix()), self.articles.get(id.ix()));
        let (Some(line), Some(article), Some(facts)) = (all.0, all.1, self.facts.get(id.ix()))
        else {
            return Err(String::new());
        };
        let global = global(id, facts, resolution, actors);
        interchange::write_line(line, &article.text.text, facts, Some(&global))
    }
}

/// The article of a document, whose text moves into it.
fn article(line: &mut Line, slugs: &mut BTreeSet<Slug>) -> Article {
    let blocks = line.blocks();
    let text = std::mem::take(&mut line.text);
    let first = blocks.first().map_or("", |block| block.span.of(&text));
    let title = if line.title.is_empty() {
        first.to_owned()
    } else {
        line.title.clone()
    };
    let id = match &line.id {
        serde_json::Value::String(id) => id.clone(),
        other => other.to_string(),
    };
    let slug = free_slug(&id, slugs);
    let text = PlainText {
        text,
        blocks,
        runs: Vec::new(),
    };
    Article {
        lang: line.lang.clone(),
        ..Article::of_text(slug, title, line.day, text)
    }
}

/// The slug of an id; a number tells apart ids whose letters are the same.
fn free_slug(id: &str, slugs: &mut BTreeSet<Slug>) -> Slug {
    let first = Slug::from_text(id).unwrap_or_else(Slug::article);
    let more = (2_u64..).filter_map(|n| Slug::from_text(&format!("{n}-{id}")));
    let mut all = std::iter::once(first.clone()).chain(more);
    let free = all.find(|slug| !slugs.contains(slug)).unwrap_or(first);
    slugs.insert(free.clone());
    free
}

/// For each actor its slug; a place and an actor of one slug are told apart by a number.
fn actor_names(actors: &[Actor]) -> Vec<String> {
    let mut seen: BTreeMap<&Slug, u32> = BTreeMap::new();
    let mut names = Vec::with_capacity(actors.len());
    for actor in actors {
        let n = seen.entry(&actor.slug).or_default();
        *n += 1;
        names.push(match *n {
            1 => actor.slug.to_string(),
            // Two hyphens: no slug has them.
            n => format!("{}--{n}", actor.slug),
        });
    }
    names
}

fn global<'a>(
    id: ArticleId,
    facts: &ArticleFacts,
    resolution: &'a Resolution,
    actors: &'a [String],
) -> Global<'a> {
    let Some(links) = resolution.articles.get(id.ix()) else {
        return Global::default();
    };
    let name = |actor: &Option<resolve::ActorId>| actors.get((*actor)?.ix()).map(String::as_str);
    let story = links.stories.first();
    let story = story.and_then(|story| resolution.stories.get(story.ix()));
    let events = links.events.iter();
    let events = events.filter_map(|event| resolution.events.get(event.ix()));
    Global {
        actors: links.mentions.iter().map(name).collect(),
        events: events.filter_map(|it| happening(id, facts, it)).collect(),
        story: story.map(|story| story.slug.as_str()),
    }
}

/// An event as one article reports it: its strongest word for the status, and first the report with a date of its own.
fn happening<'a>(
    id: ArticleId,
    facts: &ArticleFacts,
    event: &'a resolve::Event,
) -> Option<Happening<'a>> {
    let here = || event.reports.iter().filter(|it| it.sentence.article == id);
    let status = here().map(|report| report.status);
    let status = status.max_by_key(|status| resolve::weight(*status))?;
    let mut reports: Vec<usize> = here().map(|report| report.event_mention as usize).collect();
    reports.sort_by_key(|ix| {
        let date = facts.events.get(*ix).and_then(|it| it.date);
        date.map_or(2, |date| u8::from(date.inherited))
    });
    Some(Happening {
        id: event.slug.as_str(),
        status,
        reports,
    })
}
