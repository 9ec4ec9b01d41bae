//! `content/corrections.yaml`: what was wrong on the site.

use crate::content::editorial::Correction;
use crate::content::published;
use crate::yaml::Fields;
use jiff::civil::Date;

pub(super) fn read(items: Vec<Fields<'_, '_>>) -> Vec<Correction> {
    items.iter().filter_map(correction).collect()
}

fn correction(item: &Fields<'_, '_>) -> Option<Correction> {
    let date = item.required(&["date"]).and_then(|_| day(item, "date"));
    let (page, was, now) = (page(item), item.required(&["was"]), item.required(&["now"]));
    let because = item.text(&["because"]);
    item.warn_unknown();
    Some(Correction {
        date: date?,
        page: page?,
        was: was?,
        now: now?,
        because,
    })
}

fn page(item: &Fields<'_, '_>) -> Option<String> {
    item.required(&["page"])?;
    let (page, node) = item.text_node(&["page"])?;
    if page.starts_with('/') && !page.starts_with("//") && !page.contains("..") {
        return Some(page);
    }
    item.error(
        "yaml/value",
        &node,
        format!("`{page}` is no page of the site"),
        "write its path, such as `/articles/summit/`",
    );
    None
}

/// A day, perhaps with a time.
pub(super) fn day(item: &Fields<'_, '_>, name: &'static str) -> Option<Date> {
    let (text, node) = item.text_node(&[name])?;
    match published::parse(&text) {
        Ok(published) => Some(published.day),
        Err(error) => {
            item.error("date/invalid", &node, error.to_string(), "write 2019-01-18");
            None
        }
    }
}
