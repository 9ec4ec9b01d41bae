//! What facts and pages promise whatever the text is. Shared by the tests of hostile texts and the fuzz targets.

use dateline::config::Config;
use dateline::extract::facts::{ArticleFacts, MentionIx, SentenceIx};
use dateline::extract::{Lexicon, interchange};
use dateline::pipeline::Snapshot;
use dateline::render::{Page, PageKind, Theme};
use dateline::text::{BlockKind, Document, Span};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;

/// Checks the facts of one document.
pub fn facts(document: &Document<'_>, facts: &ArticleFacts) {
    let text = document.text;
    let fits = |span: Span| {
        assert!(
            !span.is_empty() && text.get(span.range()).is_some(),
            "{span:?} is no part of the text"
        );
    };
    let sentence = |ix: SentenceIx, span: Span| {
        let sentence = facts.sentences[ix.ix()].span;
        assert!(sentence.contains(span), "{span:?} in {sentence:?}");
    };
    for found in &facts.sentences {
        fits(found.span);
        let block = document.blocks[found.block as usize];
        assert!(block.span.contains(found.span) && block.kind != BlockKind::Code);
    }
    let spans: Vec<Span> = facts.sentences.iter().map(|it| it.span).collect();
    disjoint("sentences", &spans);
    for mention in &facts.mentions {
        fits(mention.span);
        sentence(mention.sentence, mention.span);
        assert!(
            mention
                .referent
                .is_none_or(|it| it.ix() < facts.referents.len())
        );
    }
    let spans: Vec<Span> = facts.mentions.iter().map(|it| it.span).collect();
    disjoint("mentions", &spans);
    for referent in &facts.referents {
        assert!(!referent.name.trim().is_empty());
        for role in &referent.roles {
            fits(role.span);
            assert!(
                role.of_mention
                    .is_none_or(|it| it.ix() < facts.mentions.len())
            );
        }
    }
    for date in &facts.dates {
        fits(date.span);
        sentence(date.sentence, date.span);
        let written = date.value.to_string();
        assert_eq!(written.parse(), Ok(date.value), "{written}");
        let (first, last) = date.value.bounds();
        assert!(first <= last, "{written}");
    }
    let spans: Vec<Span> = facts.dates.iter().map(|it| it.span).collect();
    disjoint("dates", &spans);
    quotes_and_events(facts, fits);
    if let Some(dateline) = &facts.dateline {
        fits(dateline.span);
        dateline.place.iter().for_each(|span| fits(*span));
    }
    facts.findings.iter().for_each(|it| fits(it.span));
}

fn quotes_and_events(facts: &ArticleFacts, fits: impl Fn(Span)) {
    let is_mention = |it: MentionIx| it.ix() < facts.mentions.len();
    for quote in &facts.quotes {
        fits(quote.span);
        quote.cue.iter().for_each(|span| fits(*span));
        quote.speaker_text.iter().for_each(|span| fits(*span));
        assert!(quote.speaker.is_none_or(is_mention) && quote.relay.is_none_or(is_mention));
        assert!(quote.sentence.ix() < facts.sentences.len());
    }
    let spans: Vec<Span> = facts.quotes.iter().map(|it| it.span).collect();
    disjoint("quotes", &spans);
    for event in &facts.events {
        fits(event.trigger);
        // Before a second verb ("met and signed") there are no words.
        let stretches = event.phrase.iter().filter(|span| span.start != span.end);
        stretches.for_each(|span| fits(*span));
        assert!(event.sentence.ix() < facts.sentences.len());
        assert!(event.date.is_none_or(|it| it.date.ix() < facts.dates.len()));
        assert!(event.place.is_none_or(is_mention) && event.source.is_none_or(is_mention));
        for (mention, _) in &event.participants {
            assert!(facts.mentions[mention.ix()].referent.is_some());
        }
    }
    let triggers = facts.events.windows(2);
    assert!(
        triggers
            .into_iter()
            .all(|pair| pair[0].trigger <= pair[1].trigger),
        "events in order"
    );
}

fn disjoint(what: &str, spans: &[Span]) {
    for pair in spans.windows(2) {
        assert!(pair[0].end <= pair[1].start, "{what}: {pair:?}");
    }
}

/// Checks what the filter makes of a text: a document with the same text, offsets inside it, the same bytes when it is
/// read again. Gives the document back.
pub fn interchange(text: &str, date: Option<&str>, lexicon: &Lexicon) -> Value {
    let line = json!({"id": "a", "date": date, "title": "", "text": text}).to_string();
    let once = interchange::annotate_line(&line, lexicon).expect("a document");
    let twice = interchange::annotate_line(&once, lexicon).expect("a document again");
    assert_eq!(once, twice);
    let document: Value = serde_json::from_str(&once).expect("JSON");
    assert_eq!(document["text"], text);
    let length = text.chars().count() as u64;
    for field in [
        "mentions",
        "references",
        "dates",
        "quotes",
        "events",
        "diagnostics",
    ] {
        for fact in document[field].as_array().into_iter().flatten() {
            let (start, end) = (fact["start"].as_u64(), fact["end"].as_u64());
            assert!(start < end && end <= Some(length), "{field}: {fact}");
        }
    }
    document
}

/// Builds a site of these files (path, bytes) twice and checks that the bytes are the same; files of the theme stand apart.
/// Gives the snapshot back.
pub fn site(files: &[(&str, &[u8])], theme: &Arc<Theme>) -> Snapshot {
    let build = || {
        let files = files
            .iter()
            .map(|(path, bytes)| (PathBuf::from(path), bytes.to_vec()));
        let snapshot =
            Snapshot::of_files(files, Config::default(), theme.clone(), None).expect("a plan");
        let is_made = |page: &&Page| !matches!(page.kind, PageKind::Asset(_));
        let pages = snapshot.pages.iter().filter(is_made);
        let made = pages.map(|page| snapshot.render(page).expect("a page"));
        let made: Vec<_> = made.map(|output| (output.path, output.bytes)).collect();
        (snapshot, made)
    };
    let ((snapshot, once), (_, twice)) = (build(), build());
    assert_eq!(once, twice);
    for (article, found) in snapshot.articles.iter().zip(&snapshot.facts) {
        facts(&article.document(), found);
    }
    snapshot
}
