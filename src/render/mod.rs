//! From the picture to pages and data files. Knows no rule of extraction.
//!
//! The site is a map from address to page: [`plan()`] lists every page, [`render`] makes one. Pages know nothing of each
//! other, so that they are made in any order and on any number of threads.

pub mod about;
pub mod actor;
pub mod article;
pub mod body;
pub mod briefing;
pub mod calendar;
pub mod data;
pub mod event;
pub mod feed;
pub mod front;
pub mod html;
pub mod index;
pub mod linked_data;
pub mod marks;
pub mod page;
pub mod permalink;
pub mod place;
pub mod plan;
pub mod prose;
pub mod public;
pub mod quotes;
pub mod redirect;
pub mod sitemap;
pub mod story;
pub mod target;
mod template_check;
pub mod theme;
pub mod timeline;
pub mod view;
pub mod watch;
pub mod words;

#[cfg(test)]
mod handmade;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use page::{FeedFormat, FeedScope, Page, PageKind};
pub use plan::plan;
pub use prose::check;
pub use theme::Theme;

use crate::config::Config;
use crate::content::{Article, ArticleId, Editorial};
use crate::error::Result;
use crate::extract::ArticleFacts;
use crate::output::Output;
use crate::resolve::{ArticleLinks, Resolution};
use std::collections::BTreeMap;
use std::sync::Arc;
use view::Maker;

/// Everything that rendering reads.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// Configuration.
    pub config: &'a Config,
    /// Articles, by [`crate::content::ArticleId`].
    pub articles: &'a [Arc<Article>],
    /// Their facts.
    pub facts: &'a [Arc<ArticleFacts>],
    /// The picture.
    pub resolution: &'a Resolution,
    /// The editors' words.
    pub editorial: &'a Editorial,
    /// The day that the site speaks for; `None` without any dated article.
    pub as_of: Option<jiff::civil::Date>,
    /// Links that take the place of the picture's, while the picture is older than some texts.
    pub carried: Option<&'a Carried>,
}

/// Links of articles whose texts changed after the picture was made.
pub type Carried = BTreeMap<ArticleId, ArticleLinks>;

impl<'a> Site<'a> {
    /// What the page of an article links to; `None` for an id that is none.
    pub fn links(&self, id: ArticleId) -> Option<&'a ArticleLinks> {
        let carried = self.carried.and_then(|carried| carried.get(&id));
        carried.or_else(|| self.resolution.articles.get(id.ix()))
    }
}

/// Makes one page.
pub fn render(page: &Page, site: &Site<'_>, theme: &Theme) -> Result<Output> {
    let bytes = match &page.kind {
        PageKind::Asset(name) => theme.asset(name)?,
        PageKind::Data(file) => data::render(*file, site)?,
        PageKind::Feed { scope, format } => feed::render(*scope, *format, site)?,
        PageKind::Calendar => calendar::render(site)?,
        PageKind::Sitemap => sitemap::render(site, theme)?,
        PageKind::SitemapPart(n) => sitemap::render_part(*n, site, theme)?,
        PageKind::NewsSitemap => sitemap::render_news(site)?,
        PageKind::Robots => sitemap::robots(site)?,
        _ => html_page(page, site, theme)?,
    };
    Ok(Output {
        path: page.path.clone(),
        bytes,
    })
}

/// Makes one HTML page: its view, and the template of its kind.
fn html_page(page: &Page, site: &Site<'_>, theme: &Theme) -> Result<Vec<u8>> {
    let maker = Maker {
        site,
        from: &page.permalink,
    };
    let sheet = Sheet {
        maker: &maker,
        theme,
    };
    match &page.kind {
        PageKind::Front => sheet.fill("front.html", Some(front::view(&maker))),
        PageKind::Article(id) => sheet.fill("article.html", article::view(&maker, page, *id)),
        PageKind::Story(id) => sheet.fill("story.html", story::view(&maker, *id)),
        PageKind::StoryArticles(id, n) => {
            sheet.fill("articles.html", story::articles(&maker, *id, *n))
        }
        PageKind::Actor(id) => sheet.fill("actor.html", actor::view(&maker, *id)),
        PageKind::ActorArticles(id, n) => {
            sheet.fill("articles.html", actor::articles(&maker, *id, *n))
        }
        PageKind::Event(id) => sheet.fill("event.html", event::view(&maker, *id)),
        PageKind::ArticleIndex(n) => sheet.fill("articles.html", Some(index::articles(&maker, *n))),
        PageKind::StoryIndex(n) => sheet.fill("stories.html", Some(index::stories(&maker, *n))),
        PageKind::ActorIndex(n) => {
            sheet.fill("actors.html", Some(index::actors(&maker, false, *n)))
        }
        PageKind::PlaceIndex(n) => sheet.fill("actors.html", Some(index::actors(&maker, true, *n))),
        PageKind::EventIndex(n) => sheet.fill("events.html", Some(index::events(&maker, *n))),
        PageKind::Timeline => sheet.fill("timeline.html", Some(timeline::view(&maker))),
        PageKind::TimelineYear(year) => {
            sheet.fill("period.html", Some(timeline::year(&maker, *year)))
        }
        PageKind::TimelineMonth(year, month, n) => sheet.fill(
            "period.html",
            Some(timeline::month(&maker, *year, *month, *n)),
        ),
        PageKind::TimelineUndated(n) => {
            sheet.fill("period.html", Some(timeline::undated_page(&maker, *n)))
        }
        PageKind::Quotes(n) => sheet.fill("quotes.html", Some(quotes::view(&maker, *n))),
        PageKind::Watch => sheet.fill("watch.html", Some(watch::view(&maker))),
        PageKind::BriefingIndex => sheet.fill("briefings.html", Some(briefing::index(&maker))),
        PageKind::Briefing(ix) => sheet.fill("briefing.html", briefing::briefing(&maker, *ix)),
        PageKind::Free(ix) => sheet.fill("page.html", briefing::free(&maker, *ix)),
        PageKind::About => sheet.fill("about.html", Some(about::view(&maker))),
        PageKind::NotFound => sheet.fill("404.html", Some(redirect::not_found(&maker))),
        PageKind::Redirect(to) => sheet.fill("redirect.html", Some(redirect::redirect(&maker, to))),
        PageKind::Asset(_)
        | PageKind::Data(_)
        | PageKind::Feed { .. }
        | PageKind::Calendar
        | PageKind::Sitemap
        | PageKind::SitemapPart(_)
        | PageKind::NewsSitemap
        | PageKind::Robots => Ok(Vec::new()),
    }
}

/// A page that waits for its view.
struct Sheet<'a> {
    maker: &'a Maker<'a>,
    theme: &'a Theme,
}

impl Sheet<'_> {
    /// Renders a view; no view (an id that the site does not have) is no page.
    fn fill(&self, template: &str, view: Option<impl serde::Serialize>) -> Result<Vec<u8>> {
        match view {
            Some(view) => {
                self.theme
                    .render(template, self.maker.from, &self.maker.site_view(), &view)
            }
            None => Ok(Vec::new()),
        }
    }
}
