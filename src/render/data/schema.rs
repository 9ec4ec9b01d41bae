//! The JSON Schemas (2020-12) of the data files, as text.

use super::Table;

/// The schema of one file.
pub fn text(table: Table) -> &'static str {
    match table {
        Table::Articles => include_str!("schemas/articles.schema.json"),
        Table::Actors => include_str!("schemas/actors.schema.json"),
        Table::Events => include_str!("schemas/events.schema.json"),
        Table::Stories => include_str!("schemas/stories.schema.json"),
        Table::Quotes => include_str!("schemas/quotes.schema.json"),
    }
}
