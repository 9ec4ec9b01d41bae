//! Files for search engines: the sitemap, the sitemap of news and `robots.txt`.
//!
//! All need the site's own address, which `base_url` gives; a site without it has none.

use super::{Page, PageKind, Site, Theme, feed, permalink, plan, public};
use crate::content::Article;
use crate::error::Result;
use jiff::civil::Date;
use std::fmt::Write as _;

const PERMALINK: &str = "/sitemap.xml";
/// The protocol's limit of addresses in one file.
const MOST: usize = 50_000;
const NEWS: &str = "/news-sitemap.xml";
/// Google's rules for a sitemap of news: articles of the last two days, at most so many.
const NEWS_DAYS: i64 = 2;
const NEWS_MOST: usize = 1000;
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The sitemaps and `robots.txt`, as far as the site has them.
pub fn pages(site: &Site<'_>) -> Vec<Page> {
    match site.config.base_url {
        Some(_) => vec![
            Page::new("/robots.txt", PageKind::Robots),
            Page::new(PERMALINK, PageKind::Sitemap),
            Page::new(NEWS, PageKind::NewsSitemap),
        ],
        None => Vec::new(),
    }
}

/// The parts of a sitemap that is too long for one file. `pages` are all other pages of the site.
pub fn parts(site: &Site<'_>, pages: &[Page]) -> Vec<Page> {
    let listed = pages.iter().filter(|page| page.is_listed()).count();
    if site.config.base_url.is_none() || listed <= MOST {
        return Vec::new();
    }
    (0..listed.div_ceil(MOST) as u32)
        .map(|n| Page::new(part(n), PageKind::SitemapPart(n)))
        .collect()
}

fn part(n: u32) -> String {
    format!("/sitemap-{}.xml", n + 1)
}

/// Makes the sitemap: all addresses, or the list of its parts.
pub fn render(site: &Site<'_>, theme: &Theme) -> Result<Vec<u8>> {
    let pages = plan::plan(site, theme)?;
    let parts: Vec<&Page> = pages
        .iter()
        .filter(|page| matches!(page.kind, PageKind::SitemapPart(_)))
        .collect();
    if parts.is_empty() {
        return Ok(addresses(
            site,
            pages.iter().filter(|page| page.is_listed()),
        ));
    }
    let mut xml = format!("{HEAD}<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for part in parts {
        element(
            &mut xml,
            "sitemap",
            &public::address(site, &part.permalink),
            None,
        );
    }
    xml.push_str("</sitemapindex>\n");
    Ok(xml.into_bytes())
}

/// Makes one part, counted from 0.
pub fn render_part(n: u32, site: &Site<'_>, theme: &Theme) -> Result<Vec<u8>> {
    let pages = plan::plan(site, theme)?;
    let listed = pages.iter().filter(|page| page.is_listed());
    Ok(addresses(site, listed.skip(n as usize * MOST).take(MOST)))
}

fn addresses<'p>(site: &Site<'_>, pages: impl Iterator<Item = &'p Page>) -> Vec<u8> {
    let newest = site
        .articles
        .iter()
        .filter_map(|article| last_change(article))
        .max();
    let mut xml = format!("{HEAD}<urlset xmlns=\"{NAMESPACE}\">\n");
    for page in pages {
        let address = public::address(site, &page.permalink);
        element(&mut xml, "url", &address, changed(site, &page.kind, newest));
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

fn element(xml: &mut String, name: &str, address: &str, changed: Option<Date>) {
    let _ = write!(xml, "<{name}><loc>");
    feed::escape(xml, address);
    xml.push_str("</loc>");
    if let Some(day) = changed {
        let _ = write!(xml, "<lastmod>{day}</lastmod>");
    }
    let _ = writeln!(xml, "</{name}>");
}

/// The day of the newest article that a page speaks of; `None` where nothing dates it.
fn changed(site: &Site<'_>, kind: &PageKind, newest: Option<Date>) -> Option<Date> {
    let resolution = site.resolution;
    match kind {
        PageKind::Article(id) => last_change(site.articles.get(id.ix())?),
        PageKind::Story(id) | PageKind::StoryArticles(id, _) => {
            resolution.stories.get(id.ix())?.last
        }
        PageKind::Actor(id) | PageKind::ActorArticles(id, _) => {
            resolution.actors.get(id.ix())?.last_seen
        }
        PageKind::Event(id) => {
            let reports = resolution.events.get(id.ix())?.reports.iter();
            reports
                .filter_map(|report| site.articles.get(report.sentence.article.ix())?.day())
                .max()
        }
        PageKind::Briefing(ix) => Some(site.editorial.briefings.get(*ix as usize)?.date),
        PageKind::Free(_) | PageKind::About => None,
        _ => newest,
    }
}

fn last_change(article: &Article) -> Option<Date> {
    article
        .updated
        .map(|updated| updated.day)
        .max(article.day())
}

/// Makes the sitemap of news: articles of the newest one's day and the two days before it, newest first. The clock has no
/// say, so that the same articles give the same file.
pub fn render_news(site: &Site<'_>) -> Result<Vec<u8>> {
    let days = site.articles.iter().filter_map(|article| article.day());
    let newest = days.max();
    let is_news =
        |day: Date| newest.is_some_and(|newest| (newest - day).get_days() as i64 <= NEWS_DAYS);
    let dated = site.articles.iter().rev();
    let dated =
        dated.filter_map(|article| Some((article, article.day().filter(|day| is_news(*day))?)));
    let mut xml = format!(
        "{HEAD}<urlset xmlns=\"{NAMESPACE}\" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n"
    );
    for (article, day) in dated.take(NEWS_MOST) {
        let tags = [
            ("loc", public::address(site, &permalink::article(article))),
            ("news:name", site.config.title.clone()),
            ("news:language", article.lang.clone()),
            ("news:publication_date", day.to_string()),
            ("news:title", article.title.clone()),
        ];
        xml.push_str(&news_entry(&tags.map(|(name, text)| tag(name, &text))));
    }
    xml.push_str("</urlset>\n");
    Ok(xml.into_bytes())
}

fn news_entry([address, name, language, day, title]: &[String; 5]) -> String {
    format!(
        "<url>{address}<news:news><news:publication>{name}{language}</news:publication>{day}{title}</news:news></url>\n"
    )
}

fn tag(name: &str, text: &str) -> String {
    let mut xml = format!("<{name}>");
    feed::escape(&mut xml, text);
    let _ = write!(xml, "</{name}>");
    xml
}

/// Makes `robots.txt`: everybody may read everything, and the sitemaps are there.
pub fn robots(site: &Site<'_>) -> Result<Vec<u8>> {
    let [all, news] = [PERMALINK, NEWS].map(|sitemap| public::address(site, sitemap));
    Ok(format!("User-agent: *\nAllow: /\nSitemap: {all}\nSitemap: {news}\n").into_bytes())
}

#[cfg(test)]
mod tests;
