//! Tokens and sentences: the ground that every rule stands on.
//!
//! A block (title, paragraph, list item, cell) is cut into tokens first and those into sentences, both in one
//! pass, so that a text without any stop costs no more than another. Nothing here knows of names, dates or quotes.

use super::facts::{Sentence, SentenceIx};
use crate::text::{BlockKind, Document, Span};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// "summit"
    Lower,
    /// "Kim", "McDonald", "Jong-un"
    Capitalized,
    /// "UN", "U.S.", "KCNA"
    Upper,
    /// "12", "1,000", "3.5"
    Number,
    /// Everything else that has letters and digits: "12th", "2nd", "iPhone", "mid-March"; "e-mail" is Lower
    Mixed,
    /// One punctuation mark, or a run of dots or hyphens.
    Punct,
}

/// One token. "U.S.", "Jan.", "Jong-un" and "O'Neill" are one token; possessive 's is a token of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// Shape.
    pub shape: Shape,
    /// Its sentence.
    pub sentence: SentenceIx,
}

impl Token {
    /// The words.
    pub fn text<'a>(&self, document: &Document<'a>) -> &'a str {
        self.span.of(document.text)
    }

    /// True for words that begin with a capital letter: [`Shape::Capitalized`] and [`Shape::Upper`].
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capitalized | Shape::Upper)
    }

    /// True when no white space stands between this token and the next one.
    pub fn touches(&self, next: &Token) -> bool {
        self.span.end == next.span.start
    }
}

/// Tokens and sentences of one document.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// All sentences, in order; none crosses a block.
    pub sentences: Vec<Sentence>,
    /// For each sentence the range of its tokens.
    pub ranges: Vec<Range<usize>>,
}

impl Tokens {
    /// The words of token `ix`; empty beyond the end.
    pub fn text<'a>(&self, document: &Document<'a>, ix: usize) -> &'a str {
        self.tokens
            .get(ix)
            .map_or("", |token| token.span.of(document.text))
    }

    /// The tokens of a sentence.
    pub fn sentence_tokens(&self, sentence: SentenceIx) -> &[Token] {
        self.tokens.get(self.range(sentence)).unwrap_or_default()
    }

    /// The range of a sentence's tokens in [`Tokens::tokens`].
    pub fn range(&self, sentence: SentenceIx) -> Range<usize> {
        self.ranges.get(sentence.ix()).cloned().unwrap_or(0..0)
    }

    /// The first token that ends after a byte: the token that holds it, else the next one.
    pub fn at(&self, offset: u32) -> usize {
        self.tokens
            .partition_point(|token| token.span.end <= offset)
    }

    /// The tokens under a span.
    pub fn under(&self, span: Span) -> Range<usize> {
        let first = self.at(span.start);
        let last = self
            .tokens
            .partition_point(|token| token.span.start < span.end);
        first..last.max(first)
    }

    /// For each token whether it stands inside quotation marks; the state is reset with each block.
    pub fn quoted(&self, document: &Document<'_>) -> Vec<bool> {
        let mut inside = false;
        let mut single = false;
        let mut block = u32::MAX;
        let mut quoted = Vec::with_capacity(self.tokens.len());
        for token in &self.tokens {
            let now = self
                .sentences
                .get(token.sentence.ix())
                .map_or(0, |sentence| sentence.block);
            if now != block {
                block = now;
                inside = false;
                single = false;
            }
            match token.text(document) {
                "‘" => (inside, single) = (true, true),
                // A closing single mark and an apostrophe look alike: it closes only what a single mark opened.
                "’" if single => (inside, single) = (false, false),
                "“" | "«" | "„" => inside = true,
                "”" | "»" => inside = false,
                "\"" => inside = !inside,
                _ => {}
            }
            quoted.push(inside);
        }
        quoted
    }
}

/// A sentence longer than this is cut: it is no prose, and rules must not look through it again and again.
const LONGEST_SENTENCE: usize = 400;

/// Splits a document into sentences and tokens. Code blocks are left out.
pub fn tokenize(document: &Document<'_>) -> Tokens {
    let mut tokens = Tokens::default();
    tokens.tokens.reserve(document.text.len() / 5);
    for (ix, block) in document.blocks.iter().enumerate() {
        if block.kind == BlockKind::Code {
            continue;
        }
        let first = tokens.tokens.len();
        Scanner {
            text: document
                .text
                .get(..block.span.range().end)
                .unwrap_or_default(),
            at: block.span.range().start,
        }
        .scan(&mut tokens.tokens);
        split(document, &mut tokens, first, ix as u32);
    }
    tokens
}

/// How an abbreviation behaves before a capital letter: see `data/abbreviations.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Abbreviation {
    Title,
    Number,
    Month,
    Maybe,
}

static ABBREVIATIONS: LazyLock<HashMap<&'static str, Abbreviation>> = LazyLock::new(|| {
    include_str!("data/abbreviations.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(word, class)| {
            let class = match class {
                "title" => Abbreviation::Title,
                "number" => Abbreviation::Number,
                "month" => Abbreviation::Month,
                _ => Abbreviation::Maybe,
            };
            (word, class)
        })
        .collect()
});

/// Cuts one block into tokens; their sentence is filled in by [`split`].
struct Scanner<'a> {
    /// The document up to the block's end.
    text: &'a str,
    at: usize,
}

impl Scanner<'_> {
    fn scan(&mut self, tokens: &mut Vec<Token>) {
        while let Some(ch) = self.peek(self.at) {
            let start = self.at;
            if ch.is_whitespace() || ch.is_control() || matches!(ch, '\u{200B}' | '\u{FEFF}') {
                self.at += ch.len_utf8();
                continue;
            }
            let shape = if is_word(ch) {
                self.word(start);
                shape(self.text.get(start..self.at).unwrap_or_default())
            } else {
                self.mark(ch);
                Shape::Punct
            };
            tokens.push(Token {
                span: Span::new(start, self.at),
                shape,
                sentence: SentenceIx(0),
            });
            if shape != Shape::Punct && self.possessive(self.at) {
                let start = self.at;
                self.at += self.peek(start).map_or(1, char::len_utf8) + 1;
                tokens.push(Token {
                    span: Span::new(start, self.at),
                    shape: Shape::Lower,
                    sentence: SentenceIx(0),
                });
            }
        }
    }

    fn peek(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            _ => self.text.get(at..)?.chars().next(),
        }
    }

    /// A mark; a run of dots or of hyphens is one.
    fn mark(&mut self, ch: char) {
        self.at += ch.len_utf8();
        if matches!(ch, '.' | '-') {
            while self.peek(self.at) == Some(ch) {
                self.at += ch.len_utf8();
            }
        }
    }

    /// True when an apostrophe and a final "s" stand at `at`.
    fn possessive(&self, at: usize) -> bool {
        let Some(mark) = self.peek(at).filter(|ch| is_apostrophe(*ch)) else {
            return false;
        };
        let s = at + mark.len_utf8();
        matches!(self.peek(s), Some('s' | 'S')) && !self.peek(s + 1).is_some_and(is_word)
    }

    fn word(&mut self, start: usize) {
        if self.address(start) {
            return;
        }
        let mut last = '\0';
        while let Some(ch) = self.peek(self.at) {
            if !is_word(ch) && !self.joins(start, last, ch) {
                break;
            }
            last = ch;
            self.at += ch.len_utf8();
        }
        self.final_stop(start);
    }

    /// True when the mark `ch` after `last` belongs inside a word: "Jong-un", "O'Neill", "3.5", "1,000", "U.S", "AT&T".
    fn joins(&self, start: usize, last: char, ch: char) -> bool {
        let Some(next) = self.peek(self.at + ch.len_utf8()).filter(|ch| is_word(*ch)) else {
            return false;
        };
        let digits = last.is_ascii_digit() && next.is_ascii_digit();
        match ch {
            '-' | '\u{2010}' | '\u{2011}' => !digits,
            '.' if digits => true,
            '.' => next.is_lowercase() && last.is_lowercase() || self.dotted(start, self.at),
            ',' => digits && self.thousands(start),
            '&' => last.is_uppercase() && next.is_uppercase(),
            _ if is_apostrophe(ch) => {
                last.is_alphabetic() && next.is_alphabetic() && !self.possessive(self.at)
            }
            _ => false,
        }
    }

    /// True when `start..end` is single letters with dots between them: "U", "U.S", "a.m".
    fn dotted(&self, start: usize, end: usize) -> bool {
        let word = self.text.get(start..end).unwrap_or_default();
        let last = word.rfind('.').map_or(word, |at| &word[at + 1..]);
        let mut chars = last.chars();
        matches!((chars.next(), chars.next()), (Some(ch), None) if ch.is_alphabetic())
            && word.len() <= 16
            && word.split('.').all(|part| part.chars().count() == 1)
    }

    /// True when the comma at hand parts thousands: exactly three digits follow, only digits stood before.
    fn thousands(&self, start: usize) -> bool {
        let bytes = self.text.as_bytes();
        let before = bytes.get(start..self.at).unwrap_or_default();
        let three = (1..=3).all(|n| bytes.get(self.at + n).is_some_and(u8::is_ascii_digit));
        three
            && !bytes.get(self.at + 4).is_some_and(u8::is_ascii_digit)
            && before.len() <= 24
            && before
                .iter()
                .all(|byte| byte.is_ascii_digit() || *byte == b',')
            && before
                .split(|byte| *byte == b',')
                .next()
                .is_some_and(|head| head.len() <= 3)
    }

    /// Web and mail addresses run up to the next white space.
    fn address(&mut self, start: usize) -> bool {
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let is_address = [&b"http://"[..], b"https://", b"www."]
            .iter()
            .any(|head| rest.len() > head.len() && rest.starts_with(head));
        if is_address {
            let tail = self.text.get(start..).unwrap_or_default();
            let length = tail
                .find(|ch: char| ch.is_whitespace() || matches!(ch, '"' | '<' | '>' | '”' | ')'))
                .unwrap_or(tail.len());
            let address = tail.get(..length).unwrap_or_default();
            self.at = start
                + address
                    .trim_end_matches(['.', ',', ';', ':', '!', '?'])
                    .len();
        }
        is_address
    }

    /// Takes the full stop of an initial, a dotted acronym or a listed abbreviation into the word.
    fn final_stop(&mut self, start: usize) {
        if self.peek(self.at) != Some('.') || self.peek(self.at + 1) == Some('.') {
            return;
        }
        let word = self.text.get(start..self.at).unwrap_or_default();
        let initial = word.chars().next().is_some_and(char::is_uppercase) || word.contains('.');
        let taken = match ABBREVIATIONS.get(word) {
            _ if initial && self.dotted(start, self.at) => true,
            Some(Abbreviation::Number) => {
                let rest = self.text.get(self.at + 1..).unwrap_or_default();
                rest.trim_start_matches(' ')
                    .starts_with(|ch: char| ch.is_ascii_digit())
            }
            Some(_) => true,
            None => false,
        };
        if taken {
            self.at += 1;
        }
    }
}

/// Letters, digits, combining marks and the soft hyphen.
fn is_word(ch: char) -> bool {
    ch.is_ascii_alphanumeric()
        || !ch.is_ascii()
            && (ch.is_alphanumeric() || matches!(ch, '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{200D}'))
}

fn is_apostrophe(ch: char) -> bool {
    matches!(ch, '\'' | '’')
}

fn shape(word: &str) -> Shape {
    let (mut upper, mut lower, mut digits) = (0, 0, 0);
    for ch in word.chars() {
        if ch.is_uppercase() {
            upper += 1;
        } else if ch.is_lowercase() {
            lower += 1;
        } else if ch.is_numeric() {
            digits += 1;
        }
    }
    let first = word.chars().next().unwrap_or_default();
    match (upper, lower, digits) {
        (0, 0, 1..) => Shape::Number,
        (0, 1.., 0) => Shape::Lower,
        _ if first.is_uppercase() && lower > 0 => Shape::Capitalized,
        (1, 0, 0) if !word.contains('.') => Shape::Capitalized,
        (1.., 0, _) if first.is_uppercase() => Shape::Upper,
        _ => Shape::Mixed,
    }
}

/// Cuts the tokens from `first` on into sentences of one block.
fn split(document: &Document<'_>, tokens: &mut Tokens, first: usize, block: u32) {
    let end = tokens.tokens.len();
    let mut start = first;
    let mut at = first;
    while at < end {
        let list = &tokens.tokens;
        let stop = Stop::of(list, document, at, start);
        let mut next = at + 1;
        if stop != Stop::None {
            while next < end && is_closer(list, document, next) {
                next += 1;
            }
        }
        let closed = next > at + 1;
        let cut = next >= end
            || next - start >= LONGEST_SENTENCE
            || stop.ends(list, document, next, closed);
        if cut {
            push_sentence(tokens, start..next, block);
            start = next;
        }
        at = next;
    }
}

fn push_sentence(tokens: &mut Tokens, range: Range<usize>, block: u32) {
    let ix = SentenceIx(tokens.sentences.len() as u32);
    let Some(list) = tokens.tokens.get_mut(range.clone()) else {
        return;
    };
    let (Some(head), Some(tail)) = (list.first(), list.last()) else {
        return;
    };
    let span = Span {
        start: head.span.start,
        end: tail.span.end,
    };
    for token in list {
        token.sentence = ix;
    }
    tokens.sentences.push(Sentence { span, block });
    tokens.ranges.push(range);
}

/// What kind of possible sentence end a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    /// None.
    None,
    /// A full stop after a word.
    Full,
    /// `...`, `…`
    Ellipsis,
    /// `!`, `?`
    Mark,
    /// An initial, dotted acronym or abbreviation that can end a sentence too.
    Maybe,
    /// "p.m."
    Clock,
}

impl Stop {
    fn of(list: &[Token], document: &Document<'_>, at: usize, start: usize) -> Self {
        let Some(token) = list.get(at) else {
            return Self::None;
        };
        let text = token.text(document);
        if token.shape == Shape::Punct {
            return match text {
                // "1. Open the door": the number of a list item.
                "." if at == start + 1
                    && list
                        .get(start)
                        .is_some_and(|head| head.shape == Shape::Number) =>
                {
                    Self::None
                }
                "." | "。" => Self::Full,
                "!" | "?" | "‽" | "！" | "？" => Self::Mark,
                "…" => Self::Ellipsis,
                _ if text.starts_with("..") => Self::Ellipsis,
                _ => Self::None,
            };
        }
        let Some(word) = text.strip_suffix('.') else {
            return Self::None;
        };
        match ABBREVIATIONS.get(word) {
            Some(Abbreviation::Title | Abbreviation::Number) => Self::None,
            _ if matches!(word, "a.m" | "p.m") => Self::Clock,
            _ => Self::Maybe,
        }
    }

    /// True when the sentence ends before token `next`; `closed`: a closing mark stood between.
    fn ends(self, list: &[Token], document: &Document<'_>, next: usize, closed: bool) -> bool {
        let (Some(token), Some(before)) = (
            list.get(next),
            next.checked_sub(1).and_then(|ix| list.get(ix)),
        ) else {
            return true;
        };
        let opener = token.shape == Shape::Punct && is_opener(token.text(document));
        let word = if opener {
            list.get(next + 1).unwrap_or(token)
        } else {
            token
        };
        let gap = !before.touches(token);
        let capital = word.is_capital();
        let lower = word.shape == Shape::Lower;
        match self {
            Self::None => false,
            Self::Full if !gap && !closed => capital && !opener && after_lower(list, next),
            Self::Full => !lower && !is_continuation(token.text(document)) || opener && gap,
            Self::Ellipsis => gap && capital,
            Self::Mark if closed && is_cue(list, document, next) => false,
            Self::Mark => opener || !lower && (capital || word.shape == Shape::Number),
            Self::Maybe if closed => capital,
            Self::Maybe => gap && (opener || is_opening(word.text(document))),
            Self::Clock => gap && (opener || capital && !is_time_word(word.text(document))),
        }
    }
}

/// True when the word before the stop at `next - 1` is lower case: "end.Then" lacks a space, "J.Smith" does not.
fn after_lower(list: &[Token], next: usize) -> bool {
    next.checked_sub(2)
        .and_then(|ix| list.get(ix))
        .is_some_and(|token| token.shape == Shape::Lower && token.span.len() > 1)
}

/// A closing quotation mark or bracket that touches what stands before it.
fn is_closer(list: &[Token], document: &Document<'_>, at: usize) -> bool {
    let (Some(token), Some(before)) = (list.get(at), at.checked_sub(1).and_then(|ix| list.get(ix)))
    else {
        return false;
    };
    let text = token.text(document);
    before.touches(token)
        && matches!(
            text,
            "\"" | "'" | "”" | "’" | ")" | "]" | "»" | "!" | "?" | "." | "*"
        )
        || text == "”"
}

fn is_opener(text: &str) -> bool {
    matches!(
        text,
        "\"" | "'" | "“" | "‘" | "(" | "[" | "«" | "„" | "—" | "–" | "-" | "•" | "*"
    )
}

/// Marks after a full stop that show that it was none.
fn is_continuation(text: &str) -> bool {
    matches!(text, "," | ";" | ":" | ")" | "]" | "%" | "/" | "-" | "–")
}

/// True for a name and a verb of saying that close a sentence: `"Why now?" Smith asked.`
fn is_cue(list: &[Token], document: &Document<'_>, next: usize) -> bool {
    let verb = (next..next + 5).find(|ix| list.get(*ix).is_none_or(|token| !token.is_capital()));
    let text = |ix: usize| list.get(ix).map_or("", |token| token.text(document));
    let named = list
        .get(next)
        .is_some_and(|token| token.is_capital() && !is_opening(token.text(document)));
    let Some(verb) = verb.filter(|_| named) else {
        return false;
    };
    matches!(
        text(verb),
        "said" | "asked" | "says" | "asks" | "wrote" | "added" | "replied" | "shouted"
    ) && matches!(text(verb + 1), "." | ",")
}

/// What may follow a clock time without a new sentence.
fn is_time_word(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan.",
        "Feb.",
        "Mar.",
        "Apr.",
        "Aug.",
        "Sept.",
        "Oct.",
        "Nov.",
        "Dec.",
        "GMT",
        "UTC",
        "EST",
        "EDT",
        "CET",
        "CEST",
        "BST",
        "PST",
        "PDT",
        "CST",
        "CDT",
        "MST",
        "MDT",
        "ET",
        "PT",
        "CT",
        "Eastern",
        "Pacific",
        "Central",
        "Mountain",
        "Beijing",
        "Moscow",
    ];
    WORDS.contains(&text)
}

static OPENERS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("data/sentence_openers.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect()
});

/// Capitalised words that open a sentence and hardly ever follow an abbreviation inside one.
fn is_opening(text: &str) -> bool {
    OPENERS.contains(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Block;

    fn sentences(text: &str) -> Vec<String> {
        let blocks = blocks(text);
        let document = document(text, &blocks);
        let tokens = tokenize(&document);
        tokens
            .sentences
            .iter()
            .map(|sentence| sentence.span.of(text).to_owned())
            .collect()
    }

    fn blocks(text: &str) -> Vec<Block> {
        let mut at = 0;
        text.split('\n')
            .map(|line| {
                let span = Span::new(at, at + line.len());
                at += line.len() + 1;
                Block {
                    span,
                    kind: BlockKind::Paragraph,
                }
            })
            .collect()
    }

    fn document<'a>(text: &'a str, blocks: &'a [Block]) -> Document<'a> {
        Document {
            text,
            blocks,
            date: None,
            lang: "en",
        }
    }

    fn words(text: &str) -> Vec<(&str, Shape)> {
        let blocks = blocks(text);
        let document = document(text, &blocks);
        tokenize(&document)
            .tokens
            .iter()
            .map(|token| (token.span.of(text), token.shape))
            .collect()
    }

    fn whole(text: &str) {
        assert_eq!(sentences(text), [text]);
    }

    fn two(first: &str, second: &str) {
        assert_eq!(sentences(&format!("{first} {second}")), [first, second]);
    }

    #[test]
    fn words_keep_their_inner_marks() {
        let texts = |text| -> Vec<&str> { words(text).into_iter().map(|(text, _)| text).collect() };
        assert_eq!(
            texts("O'Neill of AT&T said Kim Jong-un's e-mail cost 1,000.50 U.S. dollars."),
            [
                "O'Neill", "of", "AT&T", "said", "Kim", "Jong-un", "'s", "e-mail", "cost",
                "1,000.50", "U.S.", "dollars", "."
            ]
        );
        assert_eq!(
            texts("We don’t; it’s the states’ 12-13"),
            [
                "We", "don’t", ";", "it", "’s", "the", "states", "’", "12", "-", "13"
            ]
        );
        assert_eq!(
            texts("See https://example.org/a?b. Wait... no -- yes."),
            [
                "See",
                "https://example.org/a?b",
                ".",
                "Wait",
                "...",
                "no",
                "--",
                "yes",
                "."
            ]
        );
    }

    #[test]
    fn shapes_tell_names_from_words() {
        let shapes =
            |text| -> Vec<Shape> { words(text).into_iter().map(|(_, shape)| shape).collect() };
        assert_eq!(
            shapes(
                "summit Kim McDonald Jong-un UN U.S. J. A 12 1,000 12th 1950s G20 iPhone mid-March e-mail !"
            ),
            [
                Shape::Lower,
                Shape::Capitalized,
                Shape::Capitalized,
                Shape::Capitalized,
                Shape::Upper,
                Shape::Upper,
                Shape::Upper,
                Shape::Capitalized,
                Shape::Number,
                Shape::Number,
                Shape::Mixed,
                Shape::Mixed,
                Shape::Upper,
                Shape::Mixed,
                Shape::Mixed,
                Shape::Lower,
                Shape::Punct,
            ]
        );
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        whole("U.S. President Donald Trump met Gen. Vincent Brooks on Jan. 18 at 9 a.m. Tuesday.");
        whole(
            "J. R. Smith of Acme Inc. President and No. 3 in the list paid $3.5 million to Dr. Who vs. Mr. Bean.",
        );
        whole("The ship left St. Petersburg with Lt. Gov. Ann Lee, Ph.D. and co-author.");
        whole("1. Open the door.");
    }

    #[test]
    fn abbreviations_may_end_sentences() {
        two("He moved to the U.S.", "The move was quiet.");
        two("He joined Acme Inc.", "It paid well.");
        two("They met at 9 p.m.", "Kim left early.");
        two("She said no.", "He said yes.");
        two("It was plan B.", "But it failed.");
        two("It rained in Dec.", "The roads were closed.");
    }

    #[test]
    fn quotes_and_brackets_close_with_their_sentence() {
        two("“We are here.”", "She said no more.");
        two("\"We are here.\"", "\"So am I.\"");
        two("He left. (She stayed.)".split_at(8).0, "(She stayed.)");
        two("“It ended!”", "Then it began.");
        two("It is called ‘the end.’", "It is not.");
    }

    #[test]
    fn questions_inside_quotes_go_on() {
        whole("“Why now?” she asked the court.");
        whole("\"Why now?\" Smith asked.");
        whole("\"Stop!\" cried the man.");
        whole("The Yahoo! site is down.");
        two("“Why now?”", "Smith asked the court for time.");
    }

    #[test]
    fn missing_spaces_are_survived() {
        assert_eq!(
            sentences("It was the end.Then it began."),
            ["It was the end.", "Then it began."]
        );
        whole("The leader said\"We've had good steps\" and left for example.com at 3.30.");
        whole("The wait ... was long … and dull.");
        two("It was over ...", "Then it began.");
    }

    #[test]
    fn blocks_are_sentences_of_their_own() {
        assert_eq!(
            sentences("Trump meets Kim\nIn Singapore.  \n\nTwo. "),
            ["Trump meets Kim", "In Singapore.", "Two."]
        );
        assert!(sentences(" \n").is_empty());
    }

    #[test]
    fn every_token_knows_its_sentence() {
        let text = "One two. Three.\nFour";
        let blocks = blocks(text);
        let tokens = tokenize(&document(text, &blocks));
        assert_eq!(tokens.ranges, [0..3, 3..5, 5..6]);
        for (ix, range) in tokens.ranges.iter().enumerate() {
            assert!(
                tokens.tokens[range.clone()]
                    .iter()
                    .all(|token| token.sentence.ix() == ix)
            );
        }
        assert_eq!(tokens.under(Span::new(4, 14)), 1..4);
        assert_eq!(tokens.sentence_tokens(SentenceIx(9)), []);
    }

    #[test]
    fn endless_texts_are_cut_in_linear_time() {
        for piece in [
            "word ", "a.", "word", "1,", "...", "\"", "U.S. ", "’s", "é-",
        ] {
            let text = piece.repeat(50_000);
            let blocks = blocks(&text);
            let tokens = tokenize(&document(&text, &blocks));
            assert!(
                tokens
                    .ranges
                    .iter()
                    .all(|range| range.len() <= LONGEST_SENTENCE * 2 || piece != "word ")
            );
        }
    }

    #[test]
    fn opening_words_are_told_from_names() {
        assert!(is_opening("The") && is_opening("A") && is_opening("Your"));
        assert!(!is_opening("President"));
    }
}
