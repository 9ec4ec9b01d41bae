//! The text as the rules of events see it: which token belongs to which mention, date and quotation.

use super::Input;
use crate::extract::facts::{DateIx, MentionClass, MentionIx, MentionKind, ReferentIx};
use crate::extract::token::Token;
use crate::text::Span;
use std::ops::Range;

/// Tokens with what lies over them.
pub struct Scene<'a> {
    pub input: Input<'a>,
    mentions: Vec<Option<MentionIx>>,
    dates: Vec<Option<DateIx>>,
    quoted: Vec<bool>,
}

/// Words that open a clause of their own.
pub const OPENERS: &[&str] = &[
    "after", "although", "as", "because", "before", "but", "if", "since", "that", "though",
    "unless", "until", "when", "where", "whether", "which", "while", "who", "whom", "whose",
];

impl<'a> Scene<'a> {
    pub fn new(input: Input<'a>) -> Self {
        let count = input.tokens.tokens.len();
        let mut scene = Self {
            input,
            mentions: vec![None; count],
            dates: vec![None; count],
            quoted: input.tokens.quoted(input.document),
        };
        for (ix, mention) in input.mentions.iter().enumerate() {
            fill(
                &mut scene.mentions,
                input.tokens.under(mention.span),
                Some(MentionIx(ix as u32)),
            );
        }
        for (ix, date) in input.dates.iter().enumerate() {
            if input
                .dateline
                .is_some_and(|dateline| dateline.span.contains(date.span))
            {
                continue;
            }
            fill(
                &mut scene.dates,
                input.tokens.under(date.span),
                Some(DateIx(ix as u32)),
            );
        }
        for quote in input.quotes {
            fill(&mut scene.quoted, input.tokens.under(quote.span), true);
        }
        scene
    }

    pub fn token(&self, at: usize) -> Option<&'a Token> {
        self.input.tokens.tokens.get(at)
    }

    pub fn text(&self, at: usize) -> &'a str {
        self.input.tokens.text(self.input.document, at)
    }

    /// The word before `at`, inside the sentence.
    pub fn before(&self, at: usize, sentence: &Range<usize>) -> &'a str {
        match at.checked_sub(1) {
            Some(ix) if ix >= sentence.start => self.text(ix),
            _ => "",
        }
    }

    pub fn mention_at(&self, at: usize) -> Option<MentionIx> {
        self.mentions.get(at).copied().flatten()
    }

    pub fn date_at(&self, at: usize) -> Option<DateIx> {
        self.dates.get(at).copied().flatten()
    }

    pub fn quoted(&self, at: usize) -> bool {
        self.quoted.get(at).copied().unwrap_or(false)
    }

    pub fn referent(&self, mention: MentionIx) -> Option<ReferentIx> {
        self.input.mentions.get(mention.ix())?.referent
    }

    /// Somebody who can act: no adjective of a people.
    pub fn is_actor(&self, mention: MentionIx) -> bool {
        self.input
            .mentions
            .get(mention.ix())
            .is_some_and(|mention| mention.class != MentionClass::Demonym)
    }

    pub fn is_name(&self, mention: MentionIx) -> bool {
        self.input
            .mentions
            .get(mention.ix())
            .is_some_and(|mention| mention.class == MentionClass::Name)
    }

    pub fn is_place(&self, mention: MentionIx) -> bool {
        self.input
            .mentions
            .get(mention.ix())
            .is_some_and(|mention| mention.kind == MentionKind::Place)
    }

    pub fn is_organization(&self, mention: MentionIx) -> bool {
        self.input
            .mentions
            .get(mention.ix())
            .is_some_and(|mention| mention.kind == MentionKind::Organization)
    }

    pub fn is_person(&self, mention: MentionIx) -> bool {
        self.input
            .mentions
            .get(mention.ix())
            .is_some_and(|mention| mention.kind == MentionKind::Person)
    }

    /// True when the article says what the one who is meant is.
    pub fn is_described(&self, mention: MentionIx) -> bool {
        let referent = self
            .referent(mention)
            .and_then(|ix| self.input.referents.get(ix.ix()));
        referent.is_some_and(|referent| !referent.roles.is_empty())
    }

    /// True when the article describes who is meant by an office whose last word is one of these.
    pub fn holds_one_of(&self, mention: MentionIx, offices: &[&str]) -> bool {
        let referent = self
            .referent(mention)
            .and_then(|ix| self.input.referents.get(ix.ix()));
        referent.is_some_and(|referent| {
            let mut titles = referent.roles.iter().map(|role| role.title.as_str());
            titles.any(|title| {
                title
                    .split_whitespace()
                    .next_back()
                    .is_some_and(|office| offices.contains(&office))
            })
        })
    }

    /// The tokens of a mention.
    pub fn tokens_of(&self, mention: MentionIx) -> Range<usize> {
        let span = self
            .input
            .mentions
            .get(mention.ix())
            .map_or(Span::new(0, 0), |mention| mention.span);
        self.input.tokens.under(span)
    }

    /// The clause around a token: up to the next mark or opening word on both sides.
    pub fn clause(&self, sentence: &Range<usize>, at: usize) -> Range<usize> {
        let stops = |ix: &usize| {
            matches!(self.text(*ix), ";" | ":" | "“" | "”" | "\"" | "—" | "–")
                || OPENERS.contains(&self.text(*ix).to_ascii_lowercase().as_str())
                    && !self.is_as_noun(sentence, *ix)
        };
        let mut start = at;
        while let Some(before) = start.checked_sub(1).filter(|ix| *ix >= sentence.start) {
            match self.insertion(sentence, before) {
                Some(open) => start = open,
                None if stops(&before) && !self.is_of_time(sentence, before, at) => break,
                None => start = before,
            }
        }
        // "Eight days after he cancelled it, Trump put the summit back": a clause before its sentence ends at the comma.
        let opens = |ix: usize| {
            ix == sentence.start
                || ix > sentence.start && matches!(self.text(ix - 1), "-" | "–" | "—" | ")")
        };
        let fronted = (start.saturating_sub(5)..=start).any(|ix| ix >= sentence.start && opens(ix))
            && matches!(
                self.before(start, sentence).to_ascii_lowercase().as_str(),
                "after"
                    | "before"
                    | "when"
                    | "while"
                    | "since"
                    | "because"
                    | "although"
                    | "as"
                    | "though"
                    | "until"
            );
        let relative = fronted || matches!(self.before(start, sentence), "who" | "which");
        let mut from = at + 1;
        let end = loop {
            let end = (from..sentence.end)
                .find(|ix| {
                    stops(ix) || relative && self.text(*ix) == "," && self.date_at(*ix).is_none()
                })
                .unwrap_or(sentence.end);
            // "sentenced Miller, who denied it, to two years on Friday"
            match self.resumes(sentence, end).filter(|_| !relative) {
                Some(after) => from = after,
                None => break end,
            }
        };
        start..end
    }

    /// Where the clause goes on after a relative clause that opens at `open`: behind the next comma, when a preposition
    /// follows.
    fn resumes(&self, sentence: &Range<usize>, open: usize) -> Option<usize> {
        if !matches!(self.text(open), "who" | "whose" | "which" | "where") {
            return None;
        }
        let near = (open + 25).min(sentence.end);
        let close = (open + 1..near).find(|ix| self.text(*ix) == ",")?;
        matches!(
            self.text(close + 1),
            "to" | "in" | "on" | "at" | "for" | "with" | "of" | "after" | "by"
        )
        .then_some(close + 1)
    }

    /// The date that opens an entry of a chronicle: "11 August: Kyrgyzstan withdraws from the patrols".
    pub fn chronicle(&self, sentence: &Range<usize>) -> Option<DateIx> {
        let bullet = matches!(self.text(sentence.start), "•" | "-" | "–" | "*" | "·");
        let start = sentence.start + usize::from(bullet);
        let date = self.date_at(start)?;
        let after = (start..sentence.end).find(|ix| self.date_at(*ix) != Some(date))?;
        matches!(self.text(after), ":" | "–" | "—").then_some(date)
    }

    /// "Nobody came after her, and on Monday Miller resigned": what opens its part of the sentence is no clause, for no verb
    /// stands in it.
    fn is_of_time(&self, sentence: &Range<usize>, open: usize, at: usize) -> bool {
        matches!(
            self.text(open),
            "after" | "After" | "before" | "Before" | "since" | "Since"
        ) && (open + 1..at)
            .find(|ix| self.text(*ix) == "," && self.date_at(*ix).is_none())
            .is_some_and(|comma| {
                let fronted =
                    open == sentence.start || matches!(self.text(comma + 1), "and" | "but");
                let plain = |ix: usize| {
                    self.mention_at(ix).is_some()
                        || self.date_at(ix).is_some()
                        || !super::who::is_verb_like(self, ix) && !OPENERS.contains(&self.text(ix))
                };
                fronted && (open + 1..comma).all(plain)
            })
    }

    /// "as leader of the party on Monday": no verb follows in its part of the sentence.
    fn is_as_noun(&self, sentence: &Range<usize>, at: usize) -> bool {
        const BENCH: &[&str] = &[
            "assembly",
            "board",
            "commission",
            "committee",
            "congress",
            "council",
            "court",
            "dawn",
            "daybreak",
            "inquiry",
            "judge",
            "judges",
            "jury",
            "magistrate",
            "midnight",
            "noon",
            "panel",
            "parliament",
            "tribunal",
            "crowd",
            "delegation",
            "delegates",
            "lawmakers",
            "reporters",
            "senators",
        ];
        // "appeared before a magistrate", "collapsed before dawn"
        let bench = matches!(self.text(at), "before" | "after")
            && (at + 1..at + 4).any(|ix| BENCH.contains(&self.text(ix)));
        bench
            || self.text(at) == "as"
                && (at + 1..(at + 12).min(sentence.end))
                    .take_while(|ix| !matches!(self.text(*ix), "," | ";" | ":" | "."))
                    .all(|ix| self.mention_at(ix).is_some() || !super::who::is_verb_like(self, ix))
    }

    /// Where a clause begins that the comma at `close` ends: the comma before "Kim, whose sister came, left", the first
    /// word of "After their return, Chung left".
    pub fn insertion(&self, sentence: &Range<usize>, close: usize) -> Option<usize> {
        if self.text(close) != "," {
            return None;
        }
        let from = close.saturating_sub(30).max(sentence.start);
        let comma = (from..close).rev().find(|ix| self.text(*ix) == ",");
        let (open, first) = match comma {
            Some(comma) => (comma, comma + 1),
            None if from == sentence.start => (from, from),
            None => return None,
        };
        // "Kim, the younger of the two brothers who own the yard, left"
        let relative = (first..close)
            .take_while(|ix| {
                *ix < first + 4
                    || self.mention_at(*ix).is_some()
                    || !super::who::is_verb_like(self, *ix)
            })
            .any(|ix| matches!(self.text(ix), "who" | "which" | "whose" | "whom" | "where"));
        // "After their return, …", "Hours before he came, …", ", 15 minutes before it lapsed,"
        let reach = 3;
        let subordinate = (first..(first + reach).min(close)).any(|ix| {
            self.text(ix) != "but" && OPENERS.contains(&self.text(ix).to_ascii_lowercase().as_str())
        });
        (relative || subordinate).then_some(open)
    }

    /// "if", "unless", "whether" before the trigger, or "would have" about it: nothing that is said to happen.
    pub fn is_conditional(&self, sentence: &Range<usize>, at: usize, happened: bool) -> bool {
        let word = |ix: usize| self.text(ix);
        let clause = self.clause(sentence, at);
        // "would order an inquiry as soon as he landed": not yet.
        let until = matches!(
            self.before(clause.start, sentence),
            "until" | "once" | "as" | "when"
        ) && (sentence.start..clause.start)
            .any(|ix| matches!(word(ix), "would" | "will"));
        until
            || (sentence.start..at).any(|ix| {
                matches!(
                    word(ix),
                    "if" | "If" | "unless" | "Unless" | "whether" | "Whether" | "Should"
                )
            })
            || !happened
                && clause.end < sentence.end
                && matches!(word(clause.end), "if" | "unless")
                && word(clause.end - 1) != "as"
    }
}

fn fill<T: Copy>(list: &mut [T], range: Range<usize>, value: T) {
    if let Some(part) = list.get_mut(range) {
        part.fill(value);
    }
}
