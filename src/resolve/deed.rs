//! What somebody did, in the article's own words: from the verb to the end of its clause, without the date.

use crate::extract::ArticleFacts;
use crate::extract::facts::{EventMention, MentionIx, ParticipantRole};
use crate::text::Span;

/// Longer phrases are cut at a word.
const MOST_WORDS: usize = 9;

/// Words that a new clause begins with.
const CLAUSE: [&str; 17] = [
    "and", "but", "after", "before", "when", "while", "because", "who", "whose", "which", "that",
    "where", "as", "since", "until", "if", "or",
];

/// Words that cannot end a phrase.
const OPEN: [&str; 44] = [
    "first", "second", "third", "last", "next", "new", "former", "other", "more", "most", "own",
    "lower", "higher", "very", "several", "this", "a", "an", "the", "of", "to", "in", "on", "at",
    "for", "with", "from", "by", "its", "his", "her", "their", "over", "into", "about", "against",
    "between", "under", "near", "only", "than", "late", "early", "not",
];

/// Who did it, or had it done to them, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed<Who> {
    /// Those who take part and stand before the verb.
    pub subject: Vec<Who>,
    /// What stands there instead, when nobody named in it does it: "Shares of Acme".
    pub phrase: Option<String>,
    /// The verb and its complement: "imposed new sanctions on two banks", "confirmed by the Senate".
    pub words: String,
}

/// A longer phrase is no part of a title.
const LONGEST_PHRASE: usize = 12;

/// The deed of an event whose trigger is a verb. `None` where nobody who takes part stands before the verb.
pub fn deed(event: &EventMention, facts: &ArticleFacts, text: &str) -> Option<Deed<MentionIx>> {
    let stands_before = |mention: &MentionIx| {
        facts
            .mentions
            .get(mention.ix())
            .is_some_and(|mention| mention.span.end <= event.trigger.start)
    };
    let of = |is_subject: fn(ParticipantRole) -> bool| -> Vec<MentionIx> {
        let held = event
            .participants
            .iter()
            .filter(|(_, role)| is_subject(*role));
        held.map(|(mention, _)| *mention)
            .filter(stands_before)
            .collect()
    };
    let agents = of(|role| matches!(role, ParticipantRole::Agent | ParticipantRole::Participant));
    let subject = if agents.is_empty() {
        of(|role| role == ParticipantRole::Counterpart)
    } else {
        agents
    };
    let phrase = event.phrase.filter(|_| subject.is_empty()).map(|span| {
        span.of(text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    });
    let phrase = phrase.filter(|phrase| phrase.split(' ').count() <= LONGEST_PHRASE);
    ((event.is_verb() || phrase.is_some()) && !(subject.is_empty() && phrase.is_none())).then(
        || Deed {
            subject,
            phrase,
            words: words(event, facts, text),
        },
    )
}

fn words(event: &EventMention, facts: &ArticleFacts, text: &str) -> String {
    let sentence_end = facts
        .sentences
        .get(event.sentence.ix())
        .map_or(event.trigger.end, |sentence| sentence.span.end);
    let date = facts
        .dates
        .iter()
        .filter(|date| date.span.start >= event.trigger.end && !is_adjective(text, date.span))
        .map(|date| date.span.start)
        .next();
    let end = date.map_or(sentence_end, |at| at.min(sentence_end));
    let rest = text
        .get(event.trigger.end as usize..end as usize)
        .unwrap_or_default();
    let mut phrase: Vec<&str> = event.trigger.of(text).split_whitespace().collect();
    let verb = phrase.len();
    phrase.extend(
        clause(rest)
            .split_whitespace()
            .take_while(|word| !CLAUSE.contains(word))
            .take(MOST_WORDS),
    );
    let cut = phrase.len() >= verb + MOST_WORDS;
    while phrase.len() > verb && cannot_end(&phrase, cut) {
        phrase.pop();
    }
    phrase.join(" ")
}

/// "accused him of engaging", "a plan to include": what such a word governs has been cut away.
fn cannot_end(phrase: &[&str], cut: bool) -> bool {
    let [.., before, last] = phrase else {
        return false;
    };
    OPEN.contains(last) || last.ends_with("ing") && OPEN.contains(before) || cut && *before == "to"
}

/// "lower third-quarter earnings", "the 2005 budget": the date belongs to the noun behind it.
fn is_adjective(text: &str, date: Span) -> bool {
    let after = text.get(date.end as usize..).unwrap_or_default();
    let word: String = after
        .strip_prefix(' ')
        .unwrap_or_default()
        .chars()
        .take_while(|ch| ch.is_alphabetic())
        .collect();
    let before = text.get(..date.start as usize).unwrap_or_default();
    let governed = before.split_whitespace().next_back().is_some_and(|last| {
        matches!(
            last,
            "on" | "in" | "by" | "since" | "until" | "from" | "for" | "last" | "during"
        )
    });
    word.len() > 3
        && word.chars().all(char::is_lowercase)
        && !governed
        && !CLAUSE.contains(&word.as_str())
        && !OPEN.contains(&word.as_str())
        && !word.ends_with("ed")
        && !matches!(
            word.as_str(),
            "they"
                | "there"
                | "this"
                | "these"
                | "would"
                | "will"
                | "were"
                | "have"
                | "during"
                | "following"
                | "despite"
                | "without"
                | "amid"
                | "through"
                | "evening"
                | "night"
                | "morning"
                | "afternoon"
                | "alone"
                | "again"
                | "along"
                | "outside"
                | "inside"
                | "because"
                | "saying"
                | "including"
        )
        && !word.ends_with("ly")
        && !word.ends_with("ing")
}

/// Up to the first mark that ends a clause. A stop or comma inside a number or an abbreviation ends none.
fn clause(rest: &str) -> &str {
    let ends = |(at, mark): (usize, char)| {
        let after = rest[at + mark.len_utf8()..].chars().next();
        match mark {
            ';' | ':' | '(' | ')' | '[' | '"' | '\u{201c}' | '\u{201d}' | '\u{2013}'
            | '\u{2014}' | '\n' => true,
            ',' | '?' | '!' | '-' => after.is_none_or(char::is_whitespace),
            _ => false,
        }
    };
    let end = rest
        .char_indices()
        .find(|found| ends(*found))
        .map_or(rest.len(), |(at, _)| at);
    let clause = &rest[..end];
    if end == rest.len() {
        clause.trim_end().trim_end_matches('.')
    } else {
        clause
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_not_cut_before_what_ends_it() {
        assert!(cannot_end(&["accused", "him", "of", "engaging"], false));
        assert!(cannot_end(
            &["published", "a", "plan", "to", "include"],
            true
        ));
        assert!(!cannot_end(&["began", "to", "rain"], false));
    }

    #[test]
    fn a_date_inside_a_phrase_belongs_to_it() {
        let is = |text: &str, date: &str| {
            let at = text.find(date).unwrap_or_default();
            is_adjective(text, Span::new(at, at + date.len()))
        };
        assert!(is("reported lower third-quarter earnings", "third-quarter"));
        assert!(!is("met Berg on Monday amid protests", "Monday"));
        assert!(!is("met Berg Monday in Oslo", "Monday"));
    }

    #[test]
    fn a_clause_ends_at_its_mark_but_not_inside_a_number() {
        assert_eq!(
            clause(" 1,200 prisoners, officials said."),
            " 1,200 prisoners"
        );
        assert_eq!(clause(" the U.S. envoy."), " the U.S. envoy");
        assert_eq!(
            clause(" a long-range missile - its first"),
            " a long-range missile "
        );
    }
}
