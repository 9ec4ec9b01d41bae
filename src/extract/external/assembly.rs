//! Facts out of an answer: who the names are, whose the quotations, what was told of whom.
//!
//! The format names actors by ids of the program's own; facts name mentions. So an actor of a quotation or an event is the
//! mention of that actor which stands nearest, and an actor that nobody mentions, or a date that does not stand beside its
//! event, is a fault.

use super::answer::Answer;
use super::own::Own;
use super::spans::Spans;
use crate::extract::facts::{ArticleFacts, DateIx, MentionIx, ReferentIx, SentenceIx};
use crate::extract::{dateline, time, token};
use crate::text::{Document, Span};
use std::collections::BTreeMap;

/// Makes the facts.
pub(super) fn assemble(
    document: &Document<'_>,
    ours: Option<&ArticleFacts>,
    answer: Answer,
) -> Result<ArticleFacts, String> {
    let own = ours.map(|facts| Own::new(document, facts)).transpose()?;
    let mut assembly = Assembly {
        document,
        spans: Spans::new(document),
        facts: ours.map_or_else(|| bare(document), frame),
        own,
        actors: BTreeMap::new(),
        of_actor: BTreeMap::new(),
        moved: BTreeMap::new(),
        moved_dates: BTreeMap::new(),
    };
    assembly.mentions(answer.mentions, answer.references)?;
    assembly.dates(answer.dates);
    assembly.quotes(answer.quotes)?;
    assembly.events(answer.events)?;
    Ok(assembly.facts)
}

/// What no program is asked for: sentences, the dateline, what the text has wrong.
fn frame(ours: &ArticleFacts) -> ArticleFacts {
    ArticleFacts {
        sentences: ours.sentences.clone(),
        dateline: ours.dateline.clone(),
        findings: ours.findings.clone(),
        ..ArticleFacts::default()
    }
}

fn bare(document: &Document<'_>) -> ArticleFacts {
    let tokens = token::tokenize(document);
    let dates = time::find(document, &tokens).dates;
    ArticleFacts {
        dateline: dateline::find(document, &tokens, &dates),
        sentences: tokens.sentences,
        ..ArticleFacts::default()
    }
}

/// Facts in the making.
pub(super) struct Assembly<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) spans: Spans<'a>,
    pub(super) own: Option<Own<'a>>,
    pub(super) facts: ArticleFacts,
    /// The actors of the answer.
    pub(super) actors: BTreeMap<String, ReferentIx>,
    /// For each referent its mentions, in order.
    pub(super) of_actor: BTreeMap<ReferentIx, Vec<MentionIx>>,
    /// Where our mentions and dates have gone.
    pub(super) moved: BTreeMap<MentionIx, MentionIx>,
    pub(super) moved_dates: BTreeMap<DateIx, DateIx>,
}

impl Assembly<'_> {
    pub(super) fn words(&self, span: Span) -> String {
        let words = span.of(self.document.text).split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    }

    pub(super) fn sentence(&self, span: Span) -> SentenceIx {
        self.facts.sentence_at(span.start).unwrap_or(SentenceIx(0))
    }

    pub(super) fn mention(&self, ours: MentionIx) -> Option<MentionIx> {
        self.moved.get(&ours).copied()
    }

    /// The mention that shares words with a span.
    pub(super) fn under(&self, span: Option<Span>) -> Option<MentionIx> {
        let span = span?;
        let mentions = &self.facts.mentions;
        let at = mentions.partition_point(|it| it.span.end <= span.start);
        let found = mentions.get(at).filter(|it| it.span.overlaps(span));
        found.map(|_| MentionIx(at as u32))
    }

    /// The mention of an actor nearest to a span: in its sentence, else before it, else behind it.
    pub(super) fn nearest(&self, actor: &str, span: Span) -> Result<MentionIx, String> {
        let none = || format!("no mention is of the actor `{actor}`");
        let referent = self.actors.get(actor);
        let all = referent.and_then(|referent| self.of_actor.get(referent));
        let all = all.ok_or_else(none)?;
        let mention = |ix: &MentionIx| self.facts.mentions.get(ix.ix());
        let here = self.sentence(span);
        let start = |ix: &MentionIx| mention(ix).map_or(0, |it| it.span.start);
        let after = all.partition_point(|ix| start(ix) < span.start);
        // The nearest ones of the sentence are beside the span, too.
        let beside = [after.checked_sub(1), Some(after)];
        let beside = beside.into_iter().flatten().filter_map(|at| all.get(at));
        let nearest = beside.min_by_key(|ix| {
            let sentence = mention(ix).map(|it| it.sentence);
            let away = start(ix).abs_diff(span.start);
            (sentence != Some(here), start(ix) > span.end, away)
        });
        nearest.copied().ok_or_else(none)
    }
}
