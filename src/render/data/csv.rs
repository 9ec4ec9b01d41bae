//! The same as tables: one record a row (RFC 4180, UTF-8), lists joined by semicolons, evidence as addresses.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe in front: titles are other people's text.

use super::super::{Site, permalink, public};
use super::{Failure, Table, articles, origin};
use crate::resolve::{Actor, Event, EventWhen, Origin, ResolvedQuote, SentenceRef, Story};
use std::borrow::Cow;

/// Makes the table.
pub fn table(site: &Site<'_>, table: Table) -> Result<Vec<u8>, Failure> {
    let mut rows = Rows::start(columns(table))?;
    let resolution = site.resolution;
    match table {
        Table::Articles => {
            for article in site.articles {
                rows.row(article_row(site, article))?;
            }
        }
        Table::Actors => {
            for actor in &resolution.actors {
                rows.row(actor_row(site, actor))?;
            }
        }
        Table::Events => {
            for event in &resolution.events {
                rows.row(event_row(site, event))?;
            }
        }
        Table::Stories => {
            for story in &resolution.stories {
                rows.row(story_row(site, story))?;
            }
        }
        Table::Quotes => {
            let quotes = resolution.quotes.iter();
            for quote in quotes.filter(|it| public::has_words(site, it)) {
                rows.row(quote_row(site, quote))?;
            }
        }
    }
    rows.finish()
}

fn columns(table: Table) -> &'static [&'static str] {
    match table {
        Table::Articles => &[
            "id",
            "url",
            "title",
            "date",
            "updated",
            "authors",
            "publisher",
            "original",
            "lang",
            "license",
            "summary",
            "tags",
            "actors",
            "events",
            "stories",
            "copy_of",
        ],
        Table::Actors => &[
            "id",
            "url",
            "kind",
            "name",
            "country",
            "aliases",
            "role",
            "role_of",
            "role_status",
            "role_evidence",
            "first_seen",
            "last_seen",
            "articles",
            "events",
            "quotes",
            "stories",
            "same_as",
        ],
        Table::Events => &[
            "id",
            "url",
            "title",
            "type",
            "status",
            "overdue",
            "edtf",
            "earliest",
            "latest",
            "date_words",
            "date_anchor",
            "date_origin",
            "place",
            "participants",
            "stories",
            "reports",
            "evidence",
            "sentence",
        ],
        Table::Stories => &[
            "id",
            "url",
            "name",
            "status",
            "first",
            "last",
            "articles",
            "independent",
            "actors",
            "events",
            "quotes",
        ],
        Table::Quotes => &[
            "id",
            "url",
            "words",
            "cut",
            "kind",
            "speaker",
            "speaker_words",
            "cue",
            "relay",
            "published",
            "article",
            "sentence",
        ],
    }
}

type Row<'a> = Vec<Cow<'a, str>>;

fn text(text: Option<&str>) -> Cow<'_, str> {
    Cow::Borrowed(text.unwrap_or_default())
}

fn day<'a>(day: Option<jiff::civil::Date>) -> Cow<'a, str> {
    Cow::Owned(day.map_or_else(String::new, |day| day.to_string()))
}

fn number<'a>(number: usize) -> Cow<'a, str> {
    Cow::Owned(number.to_string())
}

/// The word that serde writes for a plain enum.
fn word<'a, T: serde::Serialize>(value: &T) -> Cow<'a, str> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Cow::Owned(word),
        _ => Cow::Borrowed(""),
    }
}

fn joined<'a, T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> Cow<'a, str> {
    let mut line = String::new();
    for item in items {
        if !line.is_empty() {
            line.push_str("; ");
        }
        line.push_str(item.as_ref());
    }
    Cow::Owned(line)
}

fn article_row<'a>(site: &Site<'a>, article: &'a crate::content::Article) -> Row<'a> {
    let links = origin::links(site, article.id.ix());
    let actors = links.map_or(&[][..], |links| &links.actors);
    let events = links.map_or(&[][..], |links| &links.events);
    let stories = links.map_or(&[][..], |links| &links.stories);
    let copy_of = links.and_then(|links| links.copy_of);
    let time = |at: &Option<_>| at.as_ref().map_or_else(String::new, articles::time);
    vec![
        article.slug.as_str().into(),
        public::address(site, &permalink::article(article)).into(),
        (&article.title).into(),
        time(&article.date).into(),
        time(&article.updated).into(),
        joined(&article.authors),
        text(article.publisher.as_deref()),
        text(article.url.as_deref()),
        (&article.lang).into(),
        word(&article.license),
        text(article.summary.as_deref()),
        joined(&article.tags),
        joined(actors.iter().map(|(id, _)| origin::actor(site, *id))),
        joined(events.iter().map(|id| origin::event(site, *id))),
        joined(stories.iter().map(|id| origin::story(site, *id))),
        text(copy_of.map(|id| origin::article(site, id.ix()))),
    ]
}

fn actor_row<'a>(site: &Site<'a>, actor: &'a Actor) -> Row<'a> {
    let role = actor.roles.first();
    let evidence = role.and_then(|role| role.evidence.first());
    vec![
        actor.slug.as_str().into(),
        public::address(site, &permalink::actor(actor)).into(),
        word(&actor.kind),
        (&actor.name).into(),
        origin::country(actor.country).unwrap_or_default().into(),
        joined(&actor.aliases),
        text(role.map(|role| role.title.as_str())),
        text(role.and_then(|role| role.of.as_deref())),
        role.map_or(Cow::Borrowed(""), |role| word(&role.status)),
        sentence_address(site, evidence.copied()),
        day(actor.first_seen),
        day(actor.last_seen),
        number(actor.articles.len()),
        number(actor.events.len()),
        number(actor.quotes.len()),
        joined(actor.stories.iter().map(|id| origin::story(site, *id))),
        joined(&actor.same_as),
    ]
}

fn sentence_address<'a>(site: &Site<'_>, sentence: Option<SentenceRef>) -> Cow<'a, str> {
    sentence.map_or(Cow::Borrowed(""), |it| {
        public::sentence_address(site, it).into()
    })
}

fn event_row<'a>(site: &Site<'a>, event: &'a Event) -> Row<'a> {
    let when = event.date.as_ref();
    let sentence = event.reports.first().map(|report| report.sentence);
    vec![
        event.slug.as_str().into(),
        public::address(site, &permalink::event(event)).into(),
        (&event.title).into(),
        word(&event.event_type),
        word(&event.status),
        event.overdue.to_string().into(),
        when.map_or_else(String::new, |it| it.edtf.to_string())
            .into(),
        day(when.and_then(|it| it.edtf.earliest())),
        day(when.and_then(|it| it.edtf.latest())),
        text(when.map(|it| it.words.as_str())),
        day(when.and_then(|it| it.anchor)),
        date_origin(site, when),
        text(event.place.map(|id| origin::actor(site, id))),
        joined(
            event
                .participants
                .iter()
                .map(|it| origin::actor(site, it.actor)),
        ),
        joined(event.stories.iter().map(|id| origin::story(site, *id))),
        number(event.reports.len()),
        sentence_address(site, sentence),
        sentence.map_or(Cow::Borrowed(""), |it| public::sentence(site, it)),
    ]
}

/// The sentence's address, the editor's file and line, or the rule's name.
fn date_origin<'a>(site: &Site<'_>, when: Option<&EventWhen>) -> Cow<'a, str> {
    match when.map(|when| &when.origin) {
        None => Cow::Borrowed(""),
        Some(Origin::Extracted(sentence)) => sentence_address(site, Some(*sentence)),
        Some(Origin::Editor(place)) => format!("{}:{}", place.path.display(), place.line).into(),
        Some(Origin::Derived(rule)) => Cow::Borrowed(rule),
    }
}

fn story_row<'a>(site: &Site<'a>, story: &'a Story) -> Row<'a> {
    vec![
        story.slug.as_str().into(),
        public::address(site, &permalink::story(story)).into(),
        (&story.name).into(),
        text(story.status.as_deref()),
        day(story.first),
        day(story.last),
        joined(
            story
                .articles
                .iter()
                .map(|id| origin::article(site, id.ix())),
        ),
        number(story.independent),
        joined(story.actors.iter().map(|(id, _)| origin::actor(site, *id))),
        joined(story.events.iter().map(|id| origin::event(site, *id))),
        number(story.quotes.len()),
    ]
}

fn quote_row<'a>(site: &Site<'a>, resolved: &'a ResolvedQuote) -> Row<'a> {
    let article = site.articles.get(resolved.article.ix());
    let quote = public::quote(site, resolved);
    let sentence = quote.map(|quote| SentenceRef {
        article: resolved.article,
        sentence: quote.sentence,
    });
    let (words, cut) = quote.map_or((Cow::Borrowed(""), false), |it| {
        public::quote_words(site, resolved.article, it)
    });
    let cue = quote.and_then(|quote| quote.cue);
    vec![
        origin::quote_name(site, resolved).into(),
        sentence_address(site, sentence),
        words,
        cut.to_string().into(),
        quote.map_or(Cow::Borrowed(""), |it| word(&it.kind)),
        text(resolved.speaker.map(|id| origin::actor(site, id))),
        text(resolved.speaker_words.as_deref()),
        cue.map_or(Cow::Borrowed(""), |it| {
            public::words(site, resolved.article, it)
        }),
        text(resolved.relay.map(|id| origin::actor(site, id))),
        day(article.and_then(|it| it.day())),
        origin::article(site, resolved.article.ix()).into(),
        sentence.map_or(Cow::Borrowed(""), |it| public::sentence(site, it)),
    ]
}

/// Rows in the making.
struct Rows {
    writer: ::csv::Writer<Vec<u8>>,
}

impl Rows {
    fn start(columns: &[&str]) -> Result<Self, Failure> {
        let mut writer = ::csv::WriterBuilder::new()
            .terminator(::csv::Terminator::CRLF)
            .from_writer(Vec::new());
        writer.write_record(columns)?;
        Ok(Self { writer })
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), Failure> {
        for cell in &row {
            self.writer
                .write_field(harmless(&public::printable(cell)).as_bytes())?;
        }
        self.writer.write_record(None::<&[u8]>)?;
        Ok(())
    }

    fn finish(self) -> Result<Vec<u8>, Failure> {
        Ok(self
            .writer
            .into_inner()
            .map_err(|error| error.to_string())?)
    }
}

/// The cell as text, whatever a spreadsheet thinks of its first character.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text() {
        assert_eq!(harmless("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(harmless("@sum"), "'@sum");
        assert_eq!(harmless("a = b"), "a = b");
    }
}
