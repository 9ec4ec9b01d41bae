//! Sentences with their names marked up, so that tests of linking and speaking stand on their own rules alone.
//!
//! `[p:Anna Berg]` is a full personal name (`pf`, `pm` with gender), `[s:Berg]` a bare surname, `[o:Harbor Bank]` a body,
//! `[a:HB]` an acronym, `[l:Riga]` a place, `[c:KP:North Korea]` a country, `[d:KP:North Korean]` a demonym.

use super::facts::{Finding, Gender, Mention, MentionClass, MentionKind, Quote, Referent, Rule};
use super::grammar::Words;
use super::lexicon::Lexicon;
use super::name::{Known, NameMention};
use super::token::{Tokens, tokenize};
use super::{coref, quote};
use crate::text::{Block, BlockKind, Document, Span};
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// What came out.
pub struct Case {
    pub text: String,
    pub mentions: Vec<Mention>,
    pub referents: Vec<Referent>,
    pub quotes: Vec<Quote>,
    pub findings: Vec<Finding>,
}

fn parse(marked: &str) -> (String, Vec<(Span, String, String)>) {
    let mut text = String::new();
    let mut names = Vec::new();
    let mut rest = marked;
    while let Some(at) = rest.find('[') {
        text.push_str(&rest[..at]);
        let close = rest[at..].find(']').unwrap() + at;
        let (tag, name) = rest[at + 1..close].split_once(':').unwrap();
        let (code, name) = name.split_once(':').unwrap_or(("", name));
        let start = text.len();
        text.push_str(name);
        names.push((
            Span::new(start, text.len()),
            tag.to_owned(),
            code.to_owned(),
        ));
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    (text, names)
}

fn blocks(text: &str) -> Vec<Block> {
    let mut at = 0;
    text.split('\n')
        .map(|line| {
            let span = Span::new(at, at + line.len());
            at = span.end as usize + 1;
            Block {
                span,
                kind: BlockKind::Paragraph,
            }
        })
        .collect()
}

fn mention(text: &str, tokens: &Tokens, span: Span, tag: &str, code: &str) -> NameMention {
    let words = span.of(text);
    let gender = match tag {
        "pf" | "sf" => Some(Gender::Female),
        "pm" | "sm" => Some(Gender::Male),
        _ => None,
    };
    let country = code.as_bytes().try_into().ok();
    let (kind, class) = match &tag[..1] {
        "p" | "s" => (MentionKind::Person, MentionClass::Name),
        "o" | "a" => (MentionKind::Organization, MentionClass::Name),
        "d" => (MentionKind::Place, MentionClass::Demonym),
        _ => (MentionKind::Place, MentionClass::Name),
    };
    let surname = match &tag[..1] {
        "s" => Some(span),
        "p" if words.starts_with("Kim ") => {
            Some(Span::new(span.start as usize, span.start as usize + 3))
        }
        "p" => words
            .rfind(' ')
            .map(|at| Span::new(span.start as usize + at + 1, span.end as usize)),
        _ => None,
    };
    let before = text[..span.start as usize].trim_end();
    let honorific = ["Mr", "Mrs", "Ms", "Gen."]
        .iter()
        .find(|it| before.ends_with(*it));
    NameMention {
        span,
        kind,
        class,
        sentence: tokens.tokens[tokens.at(span.start)].sentence,
        title: honorific.map(|it| Span::new(before.len() - it.len(), before.len())),
        known: country.map(Known::Country),
        gender,
        surname,
        is_full: matches!(tag, "p" | "pf" | "pm" | "o" | "c" | "l"),
        expansion: None,
        rule: Rule("test"),
    }
}

/// Runs linking and attribution over marked-up text; each line is a paragraph.
pub fn case(marked: &str) -> Case {
    let (text, marks) = parse(marked);
    let blocks = blocks(&text);
    let document = Document {
        text: &text,
        blocks: &blocks,
        date: None,
        lang: "en",
    };
    let tokens = tokenize(&document);
    let names: Vec<_> = marks
        .iter()
        .map(|(span, tag, code)| mention(&text, &tokens, *span, tag, code))
        .collect();
    let words = Words::new(&document, &tokens);
    let (spans, findings) = quote::spans(&document);
    let (mentions, referents) = coref::link(&words, &LEXICON, &names, &spans);
    let quotes = quote::attribute(&words, &LEXICON, &spans, &mentions, &referents);
    Case {
        text: text.clone(),
        mentions,
        referents,
        quotes,
        findings,
    }
}
