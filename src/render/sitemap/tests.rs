use super::super::sample::picture;
use super::*;
use crate::content::ArticleId;

#[test]
fn a_site_without_an_address_has_no_sitemap() {
    assert!(pages(&picture().site()).is_empty());
}

#[test]
fn addresses_are_absolute_and_dated_by_articles() {
    let mut picture = picture();
    picture.config.base_url = Some("https://example.org/news/".into());
    let site = picture.site();
    assert_eq!(pages(&site).len(), 3);
    let listed = [
        Page::new("/articles/bridge-opens/", PageKind::Article(ArticleId(0))),
        Page::new("/about/", PageKind::About),
    ];
    let xml = String::from_utf8(addresses(&site, listed.iter())).unwrap();
    assert!(xml.contains(
        "<url><loc>https://example.org/news/articles/bridge-opens/</loc><lastmod>2024-03-05</lastmod></url>"
    ));
    assert!(xml.contains("<url><loc>https://example.org/news/about/</loc></url>"));
    let robots = String::from_utf8(robots(&site).unwrap()).unwrap();
    assert!(robots.contains("Sitemap: https://example.org/news/sitemap.xml\n"));
    assert!(robots.ends_with("Sitemap: https://example.org/news/news-sitemap.xml\n"));
}

#[test]
fn a_long_list_is_cut_into_parts() {
    let mut picture = picture();
    picture.config.base_url = Some("https://example.org/".into());
    let many = vec![Page::new("/about/", PageKind::About); MOST + 1];
    let made = parts(&picture.site(), &many);
    assert_eq!(made.len(), 2);
    assert_eq!(made[1].permalink, "/sitemap-2.xml");
    assert!(parts(&picture.site(), &many[1..]).is_empty());
}

#[test]
fn news_are_the_last_two_days_of_the_site_itself() {
    let mut picture = picture();
    picture.config.base_url = Some("https://example.org/".into());
    let site = picture.site();
    let xml = String::from_utf8(render_news(&site).unwrap()).unwrap();
    let newest = site
        .articles
        .iter()
        .filter_map(|article| article.day())
        .max()
        .unwrap();
    assert!(xml.contains(&format!(
        "<news:publication_date>{newest}</news:publication_date>"
    )));
    for article in site
        .articles
        .iter()
        .filter_map(|article| Some((article, article.day()?)))
    {
        let listed = xml.contains(&format!("/articles/{}/", article.0.slug));
        assert_eq!(
            listed,
            (newest - article.1).get_days() <= 2,
            "{}",
            article.0.slug
        );
    }
}
