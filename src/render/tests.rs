//! Every page of a full and of an empty site, rendered with the built-in theme.

use super::handmade::{self, Owned};
use super::{PageKind, Site, Theme};
use crate::content::article::License;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The values of an attribute in a page.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    html.split(&start)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// The folder of a path joined with a relative link.
fn join(path: &str, link: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn every_template_renders_a_full_site() {
    let kinds: BTreeSet<String> = handmade::full()
        .render()
        .iter()
        .map(|(page, html)| {
            assert!(!html.is_empty(), "{}", page.path);
            format!("{:?}", page.kind)
                .split(['(', ' '])
                .next()
                .unwrap_or_default()
                .to_owned()
        })
        .collect();
    for kind in [
        "Front",
        "Article",
        "Story",
        "Actor",
        "Event",
        "ArticleIndex",
        "StoryIndex",
        "ActorIndex",
        "PlaceIndex",
        "EventIndex",
        "Timeline",
        "TimelineYear",
        "TimelineUndated",
        "Quotes",
        "Watch",
        "BriefingIndex",
        "Briefing",
        "Free",
        "About",
        "NotFound",
        "Redirect",
        "Asset",
    ] {
        assert!(kinds.contains(kind), "no page of kind {kind}");
    }
}

#[test]
fn every_template_renders_an_empty_site() {
    let pages = Owned::default().render();
    let front = &pages
        .iter()
        .find(|(page, _)| page.kind == PageKind::Front)
        .unwrap()
        .1;
    assert!(front.contains("No articles yet"));
}

#[test]
fn every_link_and_fragment_resolves_and_ids_are_unique() {
    let pages = handmade::full().render();
    let mut ids: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (page, html) in &pages {
        let mut seen = BTreeSet::new();
        for id in attributes(html, "id") {
            assert!(
                seen.insert(id),
                "{}: two elements have the id {id}",
                page.path
            );
        }
        ids.insert(&page.path, seen);
    }
    for (page, html) in pages.iter().filter(|(page, _)| handmade::is_html(page)) {
        for link in attributes(html, "href")
            .into_iter()
            .chain(attributes(html, "src"))
        {
            if link.contains("://") {
                continue;
            }
            let (to, fragment) = link.split_once('#').unwrap_or((link, ""));
            let to = if to.is_empty() {
                page.path.clone()
            } else {
                join(&page.path, to)
            };
            let target = ids.get(to.as_str());
            assert!(target.is_some(), "{}: {link} leads to no page", page.path);
            assert!(
                fragment.is_empty() || target.is_some_and(|ids| ids.contains(fragment)),
                "{}: {link} leads to no element",
                page.path
            );
        }
    }
}

#[test]
fn titles_and_editors_words_are_escaped() {
    let mut site = handmade::full();
    Arc::make_mut(&mut site.articles[1]).title = "<script>alert(1)</script>".into();
    site.resolution.stories[0].name = "\"><img src=x>".into();
    for (page, html) in site
        .render()
        .iter()
        .filter(|(page, _)| handmade::is_html(page))
    {
        assert!(!html.contains("<script>alert"), "{}", page.path);
        assert!(!html.contains("<img src=x"), "{}", page.path);
        assert!(!html.contains("<script>x"), "{}", page.path);
        assert!(!html.contains("javascript:"), "{}", page.path);
    }
}

#[test]
fn an_article_links_names_dates_and_sentences() {
    let html = handmade::full().page("/articles/envoys-meet/");
    let has = |part: &str| assert!(html.contains(part), "no {part} in {html}");
    has("<span id=\"s1\">Envoys meet &lt;in&gt; Oslo &amp; talk</span></h1>");
    has("<a class=\"actor\" href=\"../../actors/anna-berg/index.html\">Anna Berg</a>");
    has(
        "<em>envoy </em><a class=\"actor\" href=\"../../actors/carl-lund/index.html\"><em>Carl</em> Lund</a>",
    );
    has(
        "<a class=\"date\" href=\"../../events/berg-lund-oslo-2019-01-14/index.html\" title=\"14 January 2019\"><time datetime=\"2019-01-14\">Monday</time></a>",
    );
    has("href=\"../../timeline/2019/index.html\" title=\"March 2019\"");
    has("<a href=\"../../actors/carl-lund/index.html\">envoy</a>");
    has("\"@type\":\"NewsArticle\"");
    has("<link rel=\"canonical\" href=\"https://example.org/briefing/articles/envoys-meet/\">");
}

#[test]
fn licenses_decide_how_much_is_printed() {
    let mut site = handmade::full();
    Arc::make_mut(&mut site.articles[0]).license = License::Excerpt;
    let html = site.page("/articles/envoys-meet/");
    assert!(html.contains("will return") && !html.contains("A third paragraph"));
    Arc::make_mut(&mut site.articles[0]).license = License::QuoteOnly;
    let html = site.page("/articles/envoys-meet/");
    assert!(
        html.contains("<span id=\"s2\">"),
        "the cited sentence has its anchor"
    );
    assert!(!html.contains("A third paragraph") && html.contains("Read the original"));
    every_link_of(&site);
}

fn every_link_of(site: &Owned) {
    let html = site.page("/articles/envoys-meet/");
    let ids: BTreeSet<&str> = attributes(&html, "id").into_iter().collect();
    for (page, html) in site.render() {
        for link in attributes(&html, "href") {
            if let Some((_, fragment)) = link.split_once("articles/envoys-meet/index.html#") {
                assert!(ids.contains(fragment), "{}: {link}", page.path);
            }
        }
    }
}

#[test]
fn raw_html_and_remote_images_do_no_harm() {
    let mut site = Owned::default();
    site.article(
        "bad",
        "Bad",
        None,
        "Hello <b onclick=\"x()\">bold</b> <script>alert(1)</script> [x](javascript:alert(1)) \
         ![pixel](https://evil.example/p.gif) <i id=\"s1\">i</i>.\n\n<iframe src=\"https://evil.example\"></iframe>\n",
    );
    let html = site.page("/articles/bad/");
    for bad in ["onclick", "<script>alert", "javascript:", "<iframe", "<img"] {
        assert!(!html.contains(bad), "{bad} in {html}");
    }
    assert!(html.contains("<b>bold</b>"));
    assert!(html.contains("<a class=\"image\" href=\"https://evil.example/p.gif\">pixel</a>"));
    assert_eq!(html.matches("id=\"s1\"").count(), 1);
}

#[test]
fn two_pages_never_share_a_path() {
    let mut site = handmade::full();
    site.editorial.pages[0].slug = crate::slug::Slug::parse("about").unwrap();
    let error = super::plan(&site.site(), &Theme::embedded().unwrap()).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("two pages of the site have this address"),
        "{error}"
    );
    site.editorial.pages[0].slug = crate::slug::Slug::parse("imprint").unwrap();
    Arc::make_mut(&mut site.articles[0]).redirect_from = vec!["/../up/".into()];
    assert!(super::plan(&site.site(), &Theme::embedded().unwrap()).is_err());
}

#[test]
fn unknown_links_in_prose_are_told() {
    let site = handmade::full();
    let found = super::check(&site.site());
    let codes: BTreeSet<_> = found
        .iter()
        .map(|found| (found.code.as_ref(), found.place.line))
        .collect();
    assert!(codes.contains(&("prose/unknown-link", 3)), "{found:?}");
    assert_eq!(found.len(), 1);
}

#[test]
fn pages_are_the_same_each_time() {
    let (first, second) = (handmade::full().render(), handmade::full().render());
    assert_eq!(first, second);
}

#[test]
fn long_lists_are_cut_and_paged() {
    let mut site = handmade::full();
    for ix in 0..400 {
        let day = jiff::civil::date(2020, 1, 1).saturating_add(jiff::Span::new().days(ix));
        let mut event = handmade::event(
            &format!("e{ix}"),
            "Something happens",
            crate::extract::facts::EventStatus::Happened,
        );
        event.date = Some(crate::resolve::EventWhen {
            edtf: crate::date::Edtf::day(day),
            words: String::new(),
            anchor: None,
            inherited: false,
            origin: crate::resolve::Origin::Derived("test"),
        });
        site.resolution.events.insert(2 + ix as usize, event);
    }
    let pages = site.render();
    assert!(
        pages
            .iter()
            .any(|(page, _)| page.permalink == "/timeline/2020/02/")
    );
    assert!(
        pages
            .iter()
            .any(|(page, _)| page.permalink == "/events/page/2/")
    );
    for (page, html) in pages
        .into_iter()
        .filter(|(page, _)| handmade::is_html(page))
    {
        assert!(html.len() < 100_000, "{}: {} bytes", page.path, html.len());
    }
}

/// Writes the full site to `DATELINE_DEMO`, to be looked at.
#[test]
fn demo() {
    let Some(folder) = std::env::var_os("DATELINE_DEMO") else {
        return;
    };
    let site = handmade::full();
    let (site, theme): (Site<'_>, Theme) = (site.site(), Theme::embedded().unwrap());
    for page in super::plan(&site, &theme).unwrap() {
        let made = super::render(&page, &site, &theme).unwrap();
        let path = std::path::Path::new(&folder).join(&made.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, made.bytes).unwrap();
    }
}
