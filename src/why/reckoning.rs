//! How a date was read: its words, what it was reckoned from, and what it would be looking the other way.

use super::Item;
use super::view::View;
use crate::content::ArticleId;
use crate::date::{Edtf, Point, Unit};
use crate::extract::external;
use crate::extract::facts::{Anchor, DateIx, DateMention};
use jiff::civil::Date;

impl View<'_> {
    /// A time expression with its reckoning.
    pub(super) fn reckoned(&self, article: ArticleId, ix: DateIx) -> Option<Item> {
        let date = self.facts(article)?.dates.get(ix.ix())?;
        let words = self.words(article, date.span);
        let says = format!("\"{words}\" is {} ({})", date.value, date.value.human());
        let item = Item::new(says)
            .rule(date.rule.0)
            .cited(self.cited_at(article, &[date.span]))
            .notes([self.anchor(article, date)])
            .notes(self.other_way(article, date));
        Some(item.notes(self.repaired(article, ix, date)))
    }

    /// What an editor may want to write instead: the value the other way, else the one as it is.
    pub(super) fn other_value(&self, article: ArticleId, date: &DateMention) -> String {
        let day = self.article(article).and_then(|article| article.day());
        let other = day.and_then(|day| other_way(date, day));
        other.unwrap_or(date.value).to_string()
    }

    fn anchor(&self, article: ArticleId, date: &DateMention) -> String {
        let day = self.article(article).and_then(|article| article.day());
        if date.rule == external::RULE {
            return "what it was reckoned from, the program keeps to itself".into();
        }
        match (date.anchor, day) {
            (Anchor::Absolute, _) => "written out: nothing was reckoned".into(),
            (Anchor::Publication, Some(day)) => format!("reckoned from the article's day, {day}"),
            (Anchor::Publication, None) => "reckoned from the article's day".into(),
            (Anchor::Date(other), _) => {
                let other = self
                    .facts(article)
                    .and_then(|facts| facts.dates.get(other.ix()));
                other.map_or_else(String::new, |other| {
                    let words = self.words(article, other.span);
                    format!("reckoned from \"{words}\", {}", other.value)
                })
            }
        }
    }

    fn other_way(&self, article: ArticleId, date: &DateMention) -> Option<String> {
        let other = other_way(date, self.article(article)?.day()?)?;
        Some(format!("looking the other way it would be {other}"))
    }

    fn repaired(&self, article: ArticleId, ix: DateIx, date: &DateMention) -> Option<String> {
        let value = self.links(article)?.dates.get(ix.ix()).copied()??;
        let place = || {
            let article = self.article(article)?;
            let words = self.words(article.id, date.span);
            let fixes = article.fixes.dates.iter();
            let fix = fixes
                .clone()
                .find(|fix| words.contains(&fix.text) || fix.text.contains(&words))?;
            Some(format!(
                " in {}:{}",
                fix.place.path.display(),
                fix.place.line
            ))
        };
        (value != date.value).then(|| {
            let place = place().unwrap_or_default();
            format!("an editor says {value}{place}, and that is what the site shows")
        })
    }
}

/// What the words would mean if they looked back where they were taken to look ahead, and the other way round.
fn other_way(date: &DateMention, day: Date) -> Option<Edtf> {
    let behind = date.value.earliest()? <= day;
    match (date.rule.0, date.value) {
        ("weekday", value) => {
            let value = value.as_day()?;
            let days = jiff::Span::new().days(if behind { 7 } else { -7 });
            value.checked_add(days).ok().map(Edtf::day)
        }
        ("day-without-year" | "month-without-year", Edtf::Point(point)) => {
            let year = point.year.checked_add(if behind { 1 } else { -1 })?;
            let unit = point.unit;
            matches!(unit, Unit::Month(_) | Unit::Day(..))
                .then_some(Edtf::Point(Point { year, ..point }))
                // There may be no such day in that year.
                .and_then(|edtf| edtf.to_string().parse().ok())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::facts::{Rule, SentenceIx};
    use crate::text::Span;
    use jiff::civil::date;

    fn other(value: &str, rule: &'static str) -> Option<String> {
        let mention = DateMention {
            span: Span::new(0, 1),
            value: value.parse().unwrap(),
            timex: String::new(),
            anchor: Anchor::Publication,
            sentence: SentenceIx(0),
            rule: Rule(rule),
        };
        other_way(&mention, date(2024, 3, 7)).map(|it| it.to_string())
    }

    #[test]
    fn the_other_way_is_told_where_words_have_two() {
        assert_eq!(
            other("2024-03-04", "weekday").as_deref(),
            Some("2024-03-11")
        );
        assert_eq!(
            other("2024-03-08", "weekday").as_deref(),
            Some("2024-03-01")
        );
        let june = other("2024-06", "month-without-year");
        assert_eq!(june.as_deref(), Some("2023-06"));
        assert_eq!(other("2024-02-29", "day-without-year"), None);
        assert_eq!(other("2024-03-04", "day"), None);
    }
}
