//! Facts of an edited text in the shape of the old ones.
//!
//! The picture points into an article's lists by index: the third sentence, the seventh mention. So the old lists keep their
//! length and order, and each fact gets the place where the new text says the same; one that the new text does not say any
//! more keeps its index and gets an empty span, which pages leave out. What the new text says besides is nobody's yet.
//! Knows nothing of files and pages.

use super::alignment::Alignment;
use crate::extract::ArticleFacts;
use crate::extract::facts::{
    DateMention, EventMention, Mention, MentionIx, Quote, Referent, ReferentIx, Role, Sentence,
};
use crate::resolve::ArticleLinks;
use crate::text::Span;
use std::collections::BTreeSet;

/// Under which nothing stands.
const NOWHERE: Span = Span { start: 0, end: 0 };

/// A text and what was read out of it.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// The plain text.
    pub text: &'a str,
    /// Its facts.
    pub facts: &'a ArticleFacts,
}

/// The facts of `old` and the picture's links at the places of `new`.
pub fn carry(
    old: Version<'_>,
    links: &ArticleLinks,
    new: Version<'_>,
) -> (ArticleFacts, ArticleLinks) {
    let carry = Carry {
        old: old.facts,
        new: new.facts,
        alignment: Alignment::between(old.text, new.text),
    };
    let sentences = carry.sentences();
    let heirs = carry.heirs();
    let facts = ArticleFacts {
        mentions: carry.mentions(&heirs),
        referents: old
            .facts
            .referents
            .iter()
            .map(|it| carry.referent(it))
            .collect(),
        dates: old.facts.dates.iter().map(|it| carry.date(it)).collect(),
        quotes: carry.quotes(&sentences, &heirs),
        events: old.facts.events.iter().map(|it| carry.event(it)).collect(),
        sentences,
        dateline: new.facts.dateline.clone(),
        findings: new.facts.findings.clone(),
    };
    let links = carry.links(links, &facts);
    (facts, links)
}

struct Carry<'a> {
    old: &'a ArticleFacts,
    new: &'a ArticleFacts,
    alignment: Alignment,
}

impl Carry<'_> {
    /// Each sentence as the new text has it; of two that became one, the first.
    fn sentences(&self) -> Vec<Sentence> {
        let spans: Vec<Span> = self.new.sentences.iter().map(|it| it.span).collect();
        let mut taken = BTreeSet::new();
        let old = self.old.sentences.iter();
        old.map(|old| {
            let heir = self.alignment.successor(old.span, &spans);
            let heir = heir.filter(|ix| taken.insert(*ix));
            let heir = heir.and_then(|ix| self.new.sentences.get(ix));
            heir.copied().unwrap_or(Sentence {
                span: NOWHERE,
                ..*old
            })
        })
        .collect()
    }

    /// For each mention: the one of the new text that says the same of the same.
    fn heirs(&self) -> Vec<Option<MentionIx>> {
        let old = self.old.mentions.iter();
        old.map(|old| {
            let span = self.alignment.span(old.span)?;
            let ix = self
                .new
                .mentions
                .binary_search_by_key(&span, |it| it.span)
                .ok()?;
            let new = self.new.mentions.get(ix)?;
            let is_same = (old.kind, old.class) == (new.kind, new.class)
                && name(self.old, old.referent) == name(self.new, new.referent);
            is_same.then_some(MentionIx(ix as u32))
        })
        .collect()
    }

    fn mentions(&self, heirs: &[Option<MentionIx>]) -> Vec<Mention> {
        let both = self.old.mentions.iter().zip(heirs);
        both.map(|(old, heir)| {
            let new = heir.and_then(|ix| self.new.mentions.get(ix.ix()));
            Mention {
                span: new.map_or(NOWHERE, |new| new.span),
                ..*old
            }
        })
        .collect()
    }

    fn referent(&self, old: &Referent) -> Referent {
        let roles = old.roles.iter().map(|role| Role {
            span: self.place(role.span),
            ..role.clone()
        });
        Referent {
            roles: roles.collect(),
            ..old.clone()
        }
    }

    fn date(&self, old: &DateMention) -> DateMention {
        let says_the_same = |span: &Span| {
            let found = self.new.dates.binary_search_by_key(span, |it| it.span);
            let new = found.ok().and_then(|ix| self.new.dates.get(ix));
            new.is_some_and(|new| new.value == old.value)
        };
        let span = self.alignment.span(old.span).filter(says_the_same);
        DateMention {
            span: span.unwrap_or(NOWHERE),
            ..old.clone()
        }
    }

    /// Each quotation with its words of now. One that is attributed otherwise now is not shown: the picture has its speaker.
    fn quotes(&self, sentences: &[Sentence], heirs: &[Option<MentionIx>]) -> Vec<Quote> {
        let spans: Vec<Span> = self.new.quotes.iter().map(|it| it.span).collect();
        let mut taken = BTreeSet::new();
        let heir_of =
            |mention: Option<MentionIx>| mention.map(|ix| heirs.get(ix.ix()).copied().flatten());
        let old = self.old.quotes.iter();
        old.map(|old| {
            let heir = self.alignment.successor(old.span, &spans);
            let heir = heir.filter(|ix| taken.insert(*ix));
            let new = heir.and_then(|ix| self.new.quotes.get(ix)).filter(|new| {
                let sentence = sentences.get(old.sentence.ix());
                heir_of(old.speaker) == new.speaker.map(Some)
                    && heir_of(old.relay) == new.relay.map(Some)
                    && old.speaker_text.map(|span| self.alignment.span(span))
                        == new.speaker_text.map(Some)
                    && sentence.is_some_and(|sentence| !sentence.span.is_empty())
            });
            Quote {
                span: new.map_or(NOWHERE, |new| new.span),
                speaker_text: new.and_then(|new| new.speaker_text),
                cue: new.and_then(|new| new.cue),
                ..old.clone()
            }
        })
        .collect()
    }

    fn event(&self, old: &EventMention) -> EventMention {
        EventMention {
            trigger: self.place(old.trigger),
            ..old.clone()
        }
    }

    /// The picture's links without those whose words are gone.
    fn links(&self, old: &ArticleLinks, facts: &ArticleFacts) -> ArticleLinks {
        let mut links = old.clone();
        for (link, mention) in links.mentions.iter_mut().zip(&facts.mentions) {
            *link = link.filter(|_| !mention.span.is_empty());
        }
        for (link, date) in links.dates.iter_mut().zip(&facts.dates) {
            *link = link.filter(|_| !date.span.is_empty());
        }
        let mentions = links.added_mentions.iter();
        links.added_mentions = mentions
            .filter_map(|(span, actor)| Some((self.alignment.span(*span)?, *actor)))
            .collect();
        let dates = links.added_dates.iter();
        links.added_dates = dates
            .filter_map(|(span, value)| Some((self.alignment.span(*span)?, *value)))
            .collect();
        links
    }

    fn place(&self, old: Span) -> Span {
        self.alignment.span(old).unwrap_or(NOWHERE)
    }
}

/// Who is meant, as far as the article tells.
fn name(facts: &ArticleFacts, referent: Option<ReferentIx>) -> Option<&str> {
    let referent = facts.referents.get(referent?.ix())?;
    Some(&referent.name)
}
