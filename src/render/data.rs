//! Data files: the picture as JSON and CSV under `/data/`, with a JSON Schema for each.
//!
//! Every extracted value stands beside its evidence: article, address of the sentence, words of the sentence. No file has the
//! text of an article. Addresses are absolute when `base_url` is known and paths below the site's root otherwise. Records are
//! written one a line, so that line tools can read and compare the files.

mod actors;
mod articles;
mod csv;
mod events;
mod origin;
mod quotes;
mod schema;
mod stories;

use super::{Page, PageKind, Site, public};
use crate::error::{Error, Result};
use serde::Serialize;

/// Name and version of the format; the number grows when a reader of the old one would break.
pub const SCHEMA: &str = "dateline/1";

/// What a data file lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Articles without their text.
    Articles,
    /// Persons, organizations, countries and places.
    Actors,
    /// Events with all their reports.
    Events,
    /// Stories.
    Stories,
    /// Quotations with their speakers.
    Quotes,
}

impl Table {
    /// All of them.
    pub const ALL: [Table; 5] = [
        Table::Articles,
        Table::Actors,
        Table::Events,
        Table::Stories,
        Table::Quotes,
    ];

    /// Its name in addresses and in the file.
    pub fn name(self) -> &'static str {
        match self {
            Table::Articles => "articles",
            Table::Actors => "actors",
            Table::Events => "events",
            Table::Stories => "stories",
            Table::Quotes => "quotes",
        }
    }
}

/// A data file of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DataFile {
    /// `/data/<table>.json`
    Json(Table),
    /// `/data/<table>.csv`
    Csv(Table),
    /// `/data/schema/<table>.schema.json`
    Schema(Table),
}

impl DataFile {
    /// Its permalink.
    pub fn permalink(self) -> String {
        match self {
            DataFile::Json(table) => format!("/data/{}.json", table.name()),
            DataFile::Csv(table) => format!("/data/{}.csv", table.name()),
            DataFile::Schema(table) => format!("/data/schema/{}.schema.json", table.name()),
        }
    }
}

/// The data files of a site.
pub fn pages(_site: &Site<'_>) -> Vec<Page> {
    let kinds = [DataFile::Json, DataFile::Csv, DataFile::Schema];
    let files = Table::ALL
        .into_iter()
        .flat_map(|table| kinds.map(|kind| kind(table)));
    files
        .map(|file| Page::new(file.permalink(), PageKind::Data(file)))
        .collect()
}

/// Makes one data file.
pub fn render(file: DataFile, site: &Site<'_>) -> Result<Vec<u8>> {
    match file {
        DataFile::Schema(table) => Ok(schema::text(table).as_bytes().to_vec()),
        DataFile::Json(table) => json(site, table),
        DataFile::Csv(table) => csv::table(site, table),
    }
    .map_err(|error| Error::Serialize {
        what: file.permalink(),
        reason: error.to_string(),
    })
}

/// Why a file could not be made; only ever a bug of ours.
type Failure = Box<dyn std::error::Error>;

/// The head of every JSON file.
#[derive(Serialize)]
struct Head<'a> {
    #[serde(rename = "$schema")]
    json_schema: String,
    schema: &'static str,
    site: SiteOut<'a>,
    /// The day that the site speaks for.
    as_of: Option<String>,
}

#[derive(Serialize)]
struct SiteOut<'a> {
    title: &'a str,
    url: String,
    lang: &'a str,
}

fn json(site: &Site<'_>, table: Table) -> Result<Vec<u8>, Failure> {
    let resolution = site.resolution;
    let mut out = Records::start(site, table)?;
    match table {
        Table::Articles => out.all(site.articles, |it| articles::record(site, it))?,
        Table::Actors => out.all(&resolution.actors, |it| actors::record(site, it))?,
        Table::Events => out.all(&resolution.events, |it| events::record(site, it))?,
        Table::Stories => out.all(&resolution.stories, |it| stories::record(site, it))?,
        Table::Quotes => {
            let quotes = resolution.quotes.iter();
            let said: Vec<_> = quotes.filter(|it| public::has_words(site, it)).collect();
            out.all(&said, |it| quotes::record(site, it))?;
        }
    }
    Ok(out.finish())
}

/// After so many records, the size of the others can be guessed.
const PROBE: usize = 200;

/// A JSON object whose last member is a list with one record a line.
struct Records {
    out: Vec<u8>,
}

impl Records {
    fn start(site: &Site<'_>, table: Table) -> Result<Self, Failure> {
        let head = Head {
            json_schema: format!("schema/{}.schema.json", table.name()),
            schema: SCHEMA,
            site: SiteOut {
                title: &site.config.title,
                url: public::address(site, "/"),
                lang: &site.config.lang,
            },
            as_of: site.as_of.map(|day| day.to_string()),
        };
        let mut out = serde_json::to_vec(&head)?;
        out.pop();
        out.extend_from_slice(format!(",\n\"{}\":[", table.name()).as_bytes());
        Ok(Self { out })
    }

    fn all<'a, T, R: Serialize>(
        &mut self,
        list: &'a [T],
        record: impl Fn(&'a T) -> R,
    ) -> Result<(), Failure> {
        let start = self.out.len();
        for (ix, item) in list.iter().enumerate() {
            self.out
                .extend_from_slice(if ix == 0 { b"\n" } else { b",\n" });
            serde_json::to_writer(&mut self.out, &record(item))?;
            if ix + 1 == PROBE {
                // Room for the rest at once: growing by doubling would hold a large file three times over.
                let each = (self.out.len() - start) / PROBE;
                self.out.reserve((list.len() - PROBE) * (each + each / 8));
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Vec<u8> {
        self.out.extend_from_slice(b"\n]}\n");
        self.out
    }
}

#[cfg(test)]
mod tests;
