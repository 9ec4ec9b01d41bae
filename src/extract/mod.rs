//! From one article to its facts: who, where, what happened when, who said what.
//!
//! Does no input or output and sees no other article, so that it runs in parallel and is tested by sentences.
//! The rules do not know each other; what they share is in [`token`], [`lexicon`] and [`facts`].

pub mod clause;
pub mod coref;
pub mod dateline;
pub mod event;
pub mod external;
pub mod facts;
pub mod grammar;
pub mod interchange;
pub mod language;
pub mod lexicon;
pub mod name;
pub mod phrase;
pub mod quote;
pub mod role;
pub mod saying;
#[cfg(test)]
mod testing;
pub mod time;
pub mod token;

pub use facts::ArticleFacts;
pub use lexicon::Lexicon;

use crate::text::Document;

/// Runs every rule over one article in English; of one in another language takes what is certain in any.
pub fn extract(document: &Document<'_>, lexicon: &Lexicon) -> ArticleFacts {
    let tokens = token::tokenize(document);
    if let Some(foreign) = language::foreign(document, &tokens) {
        return language::facts(document, tokens, foreign);
    }
    let time::Dates { dates, findings } = time::find(document, &tokens);
    let dateline = dateline::find(document, &tokens, &dates);
    let names = name::find(document, &tokens, lexicon);
    let words = grammar::Words::new(document, &tokens);
    let (quote_spans, odd_marks) = quote::spans(document);
    let (mentions, referents) = coref::link(&words, lexicon, &names, &quote_spans);
    let quotes = quote::attribute(&words, lexicon, &quote_spans, &mentions, &referents);
    let events = event::find(event::Input {
        document,
        tokens: &tokens,
        lexicon,
        mentions: &mentions,
        referents: &referents,
        dates: &dates,
        dateline: dateline.as_ref(),
        quotes: &quotes,
    });
    ArticleFacts {
        sentences: tokens.sentences,
        dateline,
        mentions,
        referents,
        dates,
        quotes,
        events,
        findings: [odd_marks, findings].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Block, BlockKind, Span};

    /// Names of those who take part in each event of one paragraph.
    fn participants(text: &str) -> Vec<Vec<String>> {
        let blocks = [Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
        }];
        let date = Some(jiff::civil::date(2019, 3, 1));
        let facts = extract(
            &Document {
                text,
                blocks: &blocks,
                date,
                lang: "en",
            },
            &Lexicon::embedded(),
        );
        let name = |mention: &facts::MentionIx| {
            let referent = facts.mentions[mention.ix()]
                .referent
                .expect("participants have referents");
            facts.referents[referent.ix()].name.clone()
        };
        facts
            .events
            .iter()
            .map(|event| {
                event
                    .participants
                    .iter()
                    .map(|(mention, _)| name(mention))
                    .collect()
            })
            .collect()
    }

    #[test]
    fn two_leaders_are_those_who_lead() {
        let leaders = "Estonian President Maret Tamm and Latvian President Karlis Liepa came to Riga with Anna Ozola, an interpreter. \
                       The two leaders met on Thursday.";
        assert!(
            participants(leaders)
                .contains(&vec!["Maret Tamm".to_owned(), "Karlis Liepa".to_owned()])
        );
        let undescribed = "Karlis Liepa and Estonian President Maret Tamm came to Riga. The two leaders met on Thursday.";
        assert!(
            participants(undescribed)
                .iter()
                .any(|names| names.len() == 2),
            "undescribed"
        );
        let others = "President Maret Tamm was joined by Anna Ozola, an interpreter. The two leaders met on Thursday.";
        assert!(
            participants(others)
                .iter()
                .flatten()
                .all(|name| name != "Anna Ozola"),
            "{:?}",
            participants(others)
        );
    }
}
