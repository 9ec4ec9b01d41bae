//! An article's page: the text as far as its license allows, with names and dates linked, and what the text says: who is
//! who, what happened, who said what, and where it stands in its stories.

use super::body::Text;
use super::view::{ArticleItem, CastItem, EventItem, Head, Link, Maker, QuoteItem, When};
use super::{Page, html, linked_data, permalink};
use crate::content::article::{Article, ArticleId, License};
use crate::date::Edtf;
use crate::resolve::{ActorId, ActorKind, ArticleLinks, Story, StoryId};
use crate::text::BlockKind;
use serde::Serialize;

/// Actors, events and quotes beside the text.
const CAST: usize = 30;
const EVENTS: usize = 30;
const QUOTES: usize = 12;

/// Paragraphs of an excerpt.
const EXCERPT: usize = 2;

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct ArticlePage<'a> {
    /// Head.
    pub head: Head,
    /// Headline without markup.
    pub title: &'a str,
    /// Headline with its anchor.
    pub title_html: String,
    /// Deck with its anchors.
    pub subtitle_html: Option<String>,
    /// Language of the text.
    pub lang: &'a str,
    /// Byline.
    pub authors: String,
    /// Outlet.
    pub outlet: Option<&'a str>,
    /// Publication date.
    pub date: Option<When>,
    /// Last change, when it is another day.
    pub updated: Option<When>,
    /// Address of the original.
    pub original: Option<&'a str>,
    /// `full`, `excerpt` or `quote-only`.
    pub license: License,
    /// Summary, where the text is not printed whole.
    pub summary: Option<&'a str>,
    /// The text, as far as the license allows.
    pub body_html: String,
    /// Sentences beyond, which other pages cite.
    pub cited: Vec<String>,
    /// People and bodies, as described here.
    pub cast: Vec<CastItem>,
    /// Countries and places.
    pub places: Vec<Link>,
    /// What the text reports.
    pub events: Vec<EventItem>,
    /// Who says what.
    pub quotes: Vec<QuoteItem>,
    /// The stories that it belongs to.
    pub stories: Vec<StoryNav>,
    /// The article that it copies nearly word for word.
    pub copy_of: Option<ArticleItem>,
    /// Keywords.
    pub tags: &'a [String],
    /// Front-matter keys that the program does not know.
    pub extra: &'a serde_json::Map<String, serde_json::Value>,
}

/// The way through a story.
#[derive(Clone, Debug, Serialize)]
pub struct StoryNav {
    /// The story.
    pub story: Link,
    /// "3 of 16"
    pub position: String,
    /// The article before.
    pub previous: Option<Link>,
    /// The article after.
    pub next: Option<Link>,
}

/// Builds the page; `None` for an id that is none.
pub fn view<'a>(maker: &Maker<'a>, page: &Page, id: ArticleId) -> Option<ArticlePage<'a>> {
    let article = maker.article(id)?;
    let links = maker.site.links(id)?;
    let text = Text::of(*maker, id)?;
    let (body_html, cited) = printed(&text, article, page);
    let title_html = match text.block(BlockKind::Title, false) {
        html if html.is_empty() => html::escape(&article.title),
        html => html,
    };
    let subtitle = text.block(BlockKind::Subtitle, true);
    let original = article
        .url
        .as_deref()
        .filter(|url| html::is_safe_address(url));
    let updated = article.updated.map(|updated| updated.day);
    Some(ArticlePage {
        head: head(maker, article, links),
        title: &article.title,
        title_html,
        subtitle_html: match (subtitle.is_empty(), &article.subtitle) {
            (false, _) => Some(subtitle),
            (true, Some(deck)) => Some(html::escape(deck)),
            (true, None) => None,
        },
        lang: &article.lang,
        authors: article.authors.join(", "),
        outlet: article.publisher.as_deref(),
        date: article.day().map(|day| When::of(&Edtf::day(day))),
        updated: updated
            .filter(|day| Some(*day) != article.day())
            .map(|day| When::of(&Edtf::day(day))),
        original,
        license: article.license,
        summary: article
            .summary
            .as_deref()
            .filter(|_| article.license != License::Full),
        body_html,
        cited,
        cast: cast(maker, id, links),
        places: places(maker, links),
        events: maker.event_items(links.events.iter().take(EVENTS).copied()),
        quotes: links
            .quotes
            .iter()
            .take(QUOTES)
            .filter_map(|id| maker.quote_item(*id))
            .collect(),
        stories: links
            .stories
            .iter()
            .filter_map(|story| story_nav(maker, *story, id))
            .collect(),
        copy_of: links.copy_of.and_then(|id| maker.article_item(id)),
        tags: &article.tags,
        extra: &article.extra,
    })
}

/// The text that may be printed, and the sentences beyond it that other pages cite.
fn printed(text: &Text<'_>, article: &Article, page: &Page) -> (String, Vec<String>) {
    let body = match article.license {
        License::Full => text.body(None),
        License::Excerpt => text.body(Some(EXCERPT)),
        License::QuoteOnly => text.body(Some(0)),
    };
    let head = text.head_sentences();
    let beyond = page.cited.iter().filter(|sentence| {
        let shown = body.shown.get(sentence.ix()).copied().unwrap_or(false);
        !shown && sentence.ix() >= head && article.license != License::Full
    });
    let cited = beyond
        .map(|sentence| text.sentence(*sentence))
        .filter(|html| !html.is_empty())
        .collect();
    (body.html, cited)
}

/// People and bodies that are named, with the description that this article gives.
fn cast(maker: &Maker<'_>, id: ArticleId, links: &ArticleLinks) -> Vec<CastItem> {
    let actors = links
        .actors
        .iter()
        .filter(|(actor, _)| !is_country_or_place(maker, *actor));
    let items = actors.take(CAST);
    items
        .filter_map(|(actor, _)| maker.cast_item(*actor, None, Some(id)))
        .collect()
}

fn places(maker: &Maker<'_>, links: &ArticleLinks) -> Vec<Link> {
    let actors = links
        .actors
        .iter()
        .filter(|(actor, _)| is_country_or_place(maker, *actor));
    actors
        .take(CAST)
        .filter_map(|(actor, _)| maker.actor_link(*actor))
        .collect()
}

fn is_country_or_place(maker: &Maker<'_>, id: ActorId) -> bool {
    let kind = maker.actor(id).map(|actor| actor.kind);
    matches!(kind, Some(ActorKind::Country | ActorKind::Place))
}

fn story_nav(maker: &Maker<'_>, story: StoryId, id: ArticleId) -> Option<StoryNav> {
    let story: &Story = maker.site.resolution.stories.get(story.ix())?;
    let at = story.articles.binary_search(&id).ok()?;
    let link = |ix: Option<usize>| {
        let article = maker.article(*story.articles.get(ix?)?)?;
        Some(maker.link(article.title.clone(), &permalink::article(article)))
    };
    Some(StoryNav {
        story: maker.link(story.name.clone(), &permalink::story(story)),
        position: format!("{} of {}", at + 1, story.articles.len()),
        previous: link(at.checked_sub(1)),
        next: link(Some(at + 1)),
    })
}

fn head(maker: &Maker<'_>, article: &Article, links: &ArticleLinks) -> Head {
    let description = article.summary.as_ref().or(article.subtitle.as_ref());
    let description = description.cloned().unwrap_or_else(|| {
        let by = article
            .publisher
            .as_deref()
            .map(|by| format!(" ({by})"))
            .unwrap_or_default();
        format!("{}{by}", article.title)
    });
    let mut head = maker.head("article", article.title.clone(), description);
    head.og_type = "article";
    head.published = article.day().map(|day| day.to_string());
    let data = linked_data::article(maker, article, links, &head);
    head.crumbs([maker.link("Articles", "/articles/")])
        .json_ld(&data)
}
