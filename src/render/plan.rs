//! The plan of the site: every file that will be made, each under a path of its own.

use super::{
    Page, PageKind, Site, Theme, actor, calendar, data, feed, index, permalink, public, quotes,
    sitemap, story, timeline, view,
};
use crate::content::ArticleId;
use crate::content::article::License;
use crate::error::{Error, Result};
use crate::extract::facts::SentenceIx;
use crate::resolve::{ActorId, ActorKind, EventId, EventWhen, Origin, SentenceRef, StoryId};
use std::collections::{BTreeMap, BTreeSet};

/// Every page of the site, sorted by path. Two pages with one path are refused, also when only case tells them apart,
/// because many file systems do not.
pub fn plan(site: &Site<'_>, theme: &Theme) -> Result<Vec<Page>> {
    let mut pages = vec![
        Page::new("/", PageKind::Front),
        Page::new("/about/", PageKind::About),
        Page::new("/404.html", PageKind::NotFound),
        Page::new("/watch/", PageKind::Watch),
        Page::new("/timeline/", PageKind::Timeline),
    ];
    articles(site, &mut pages);
    stories(site, &mut pages);
    actors(site, &mut pages);
    events(site, &mut pages);
    quotes_pages(site, &mut pages);
    editorial(site, &mut pages);
    pages.extend(data::pages(site));
    pages.extend(feed::pages(site));
    pages.extend(calendar::pages(site));
    // A site's own robots.txt or sitemap takes the place of the generated one.
    pages.extend(
        sitemap::pages(site)
            .into_iter()
            .filter(|page| !theme.has_asset(&page.path)),
    );
    pages.extend(theme.asset_names().map(|name| Page {
        // The name as it is: its `#` begins no fragment.
        path: name.to_owned(),
        ..Page::new(format!("/{name}"), PageKind::Asset(name.to_owned()))
    }));
    redirects(site, &mut pages);
    pages.extend(sitemap::parts(site, &pages));
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    refuse_bad_paths(&pages)?;
    Ok(pages)
}

/// A list of `len` things in pages of `per_page`.
fn list(
    pages: &mut Vec<Page>,
    base: &str,
    len: usize,
    per_page: usize,
    kind: impl Fn(u32) -> PageKind,
) {
    for n in 1..=view::pages_of(len, per_page) {
        pages.push(Page::new(view::page_permalink(base, n), kind(n)));
    }
}

fn articles(site: &Site<'_>, pages: &mut Vec<Page>) {
    list(
        pages,
        "/articles/",
        site.articles.len(),
        index::ARTICLES,
        PageKind::ArticleIndex,
    );
    let mut cited = cited(site);
    for article in site.articles {
        let mut page = Page::new(permalink::article(article), PageKind::Article(article.id));
        page.cited = cited
            .remove(&article.id)
            .unwrap_or_default()
            .into_iter()
            .collect();
        pages.push(page);
    }
}

fn stories(site: &Site<'_>, pages: &mut Vec<Page>) {
    let stories = &site.resolution.stories;
    list(
        pages,
        "/stories/",
        stories.len(),
        index::STORIES,
        PageKind::StoryIndex,
    );
    for (ix, found) in stories.iter().enumerate() {
        let id = StoryId(ix as u32);
        pages.push(Page::new(permalink::story(found), PageKind::Story(id)));
        let len = found.articles.len();
        if len > story::ARTICLES {
            let base = story::articles_permalink(found);
            list(pages, &base, len, story::PER_PAGE, |n| {
                PageKind::StoryArticles(id, n)
            });
        }
    }
}

fn actors(site: &Site<'_>, pages: &mut Vec<Page>) {
    let actors = &site.resolution.actors;
    let n_places = actors
        .iter()
        .filter(|actor| actor.kind == ActorKind::Place)
        .count();
    list(
        pages,
        "/actors/",
        actors.len() - n_places,
        index::ACTORS,
        PageKind::ActorIndex,
    );
    list(
        pages,
        "/places/",
        n_places,
        index::ACTORS,
        PageKind::PlaceIndex,
    );
    for (ix, found) in actors.iter().enumerate() {
        let id = ActorId(ix as u32);
        pages.push(Page::new(permalink::actor(found), PageKind::Actor(id)));
        let len = found.articles.len();
        if len > actor::ARTICLES {
            let base = actor::articles_permalink(found);
            list(pages, &base, len, actor::PER_PAGE, |n| {
                PageKind::ActorArticles(id, n)
            });
        }
    }
}

fn events(site: &Site<'_>, pages: &mut Vec<Page>) {
    let events = &site.resolution.events;
    list(
        pages,
        "/events/",
        events.len(),
        index::EVENTS,
        PageKind::EventIndex,
    );
    for (ix, event) in events.iter().enumerate() {
        pages.push(Page::new(
            permalink::event(event),
            PageKind::Event(EventId(ix as u32)),
        ));
    }
    for (year, ids) in timeline::years(site) {
        pages.push(Page::new(
            permalink::timeline_year(year),
            PageKind::TimelineYear(year),
        ));
        for (month, len) in timeline::months(site, &ids) {
            let base = timeline::month_permalink(year, month);
            list(pages, &base, len, timeline::PER_PAGE, |n| {
                PageKind::TimelineMonth(year, month, n)
            });
        }
    }
    let undated = timeline::undated(site).len();
    if undated > 0 {
        list(
            pages,
            "/timeline/undated/",
            undated,
            timeline::PER_PAGE,
            PageKind::TimelineUndated,
        );
    }
}

fn quotes_pages(site: &Site<'_>, pages: &mut Vec<Page>) {
    list(
        pages,
        "/quotes/",
        site.resolution.quotes.len(),
        quotes::PER_PAGE,
        PageKind::Quotes,
    );
}

fn editorial(site: &Site<'_>, pages: &mut Vec<Page>) {
    let editorial = site.editorial;
    if !editorial.briefings.is_empty() {
        pages.push(Page::new("/briefings/", PageKind::BriefingIndex));
    }
    for (ix, briefing) in editorial.briefings.iter().enumerate() {
        pages.push(Page::new(
            permalink::briefing(briefing.date),
            PageKind::Briefing(ix as u32),
        ));
    }
    for (ix, page) in editorial.pages.iter().enumerate() {
        pages.push(Page::new(
            format!("/{}/", page.slug),
            PageKind::Free(ix as u32),
        ));
    }
}

/// Old addresses, where no page lives today.
fn redirects(site: &Site<'_>, pages: &mut Vec<Page>) {
    let taken: BTreeSet<String> = pages.iter().map(|page| page.path.to_lowercase()).collect();
    let mut old: BTreeMap<String, String> = BTreeMap::new();
    for redirect in &site.resolution.redirects {
        old.insert(redirect.from.clone(), redirect.to.clone());
    }
    for article in site.articles {
        for from in &article.redirect_from {
            old.insert(from.clone(), permalink::article(article));
        }
    }
    let old = old
        .into_iter()
        .map(|(from, to)| Page::new(from, PageKind::Redirect(to)));
    pages.extend(old.filter(|page| !taken.contains(&page.path.to_lowercase())));
}

/// For each article that is not printed whole: the sentences that other pages cite.
fn cited(site: &Site<'_>) -> BTreeMap<ArticleId, BTreeSet<SentenceIx>> {
    let mut cited: BTreeMap<ArticleId, BTreeSet<SentenceIx>> = BTreeMap::new();
    if site
        .articles
        .iter()
        .all(|article| article.license == License::Full)
    {
        return cited;
    }
    for sentence in evidence(site) {
        let article = site.articles.get(sentence.article.ix());
        if article.is_some_and(|article| article.license != License::Full) {
            cited
                .entry(sentence.article)
                .or_default()
                .insert(sentence.sentence);
        }
    }
    cited
}

/// Every sentence that some page links to.
fn evidence(site: &Site<'_>) -> Vec<SentenceRef> {
    let mut found = Vec::new();
    let origin = |origin: &Origin| match origin {
        Origin::Extracted(sentence) => Some(*sentence),
        Origin::Editor(_) | Origin::Derived(_) => None,
    };
    let resolution = site.resolution;
    // Feeds and data files show each article's first sentence.
    let ids = site.articles.iter().map(|article| article.id);
    found.extend(ids.filter_map(|id| public::lead(site, id)));
    for role in resolution.actors.iter().flat_map(|actor| &actor.roles) {
        found.extend(&role.evidence);
    }
    for event in &resolution.events {
        let dates = event.date.iter().chain(&event.other_dates);
        found.extend(dates.filter_map(|when: &EventWhen| origin(&when.origin)));
        found.extend(event.history.iter().map(|change| change.evidence));
        found.extend(event.participants.iter().filter_map(|part| part.evidence));
        found.extend(event.reports.iter().map(|report| report.sentence));
        found.extend(origin(&event.title_origin));
    }
    for story in &resolution.stories {
        let points = story
            .key_points
            .iter()
            .chain(&story.open_questions)
            .chain(&story.watch);
        found.extend(points.flat_map(|point| &point.evidence));
    }
    for quote in &resolution.quotes {
        let facts = site.facts.get(quote.article.ix());
        let said = facts.and_then(|facts| facts.quotes.get(quote.quote as usize));
        found.extend(said.map(|said| SentenceRef {
            article: quote.article,
            sentence: said.sentence,
        }));
    }
    found
}

/// Refuses paths that leave the output folder, and two pages that would be one file.
fn refuse_bad_paths(pages: &[Page]) -> Result<()> {
    let refuse = |page: &Page, reason: String, hint: &str| {
        Err(Error::Refused {
            path: page.path.clone().into(),
            reason,
            hint: hint.to_owned(),
        })
    };
    let mut seen: BTreeMap<String, &Page> = BTreeMap::new();
    for page in pages {
        let is_bad = |part: &str| part.is_empty() || part == "." || part == "..";
        let has_bad_char = page.path.contains(|ch: char| ch.is_control() || ch == '\\');
        if has_bad_char || page.path.split('/').any(is_bad) {
            let reason = "the address does not name a place below the site's root".to_owned();
            return refuse(page, reason, "write addresses like `/old/page/`");
        }
        if let Some(other) = seen.insert(page.path.to_lowercase(), page) {
            let reason = format!(
                "two pages of the site have this address: {} and {}",
                other.permalink, page.permalink
            );
            return refuse(page, reason, "give one of them another slug or name");
        }
    }
    Ok(())
}
