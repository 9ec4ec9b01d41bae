//! Closed word classes, and what can be told of a sentence from them alone.
//!
//! There is no tagger here: a word outside the closed classes is just a word. Rules that stand on this module must
//! ask for evidence on both sides of such a word before they call it a noun or a verb.

use super::token::{Shape, Tokens};
use crate::text::{Document, Span};

/// The class of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A word of an open class, in lower case.
    Word,
    /// A word that begins with a capital letter.
    Capital,
    /// "12", "2nd"
    Number,
    /// the
    The,
    /// a, an
    A,
    /// this, some, every
    Determiner,
    /// his, her, its, their, my, our, your
    Possessive,
    /// he, she, him
    HeShe,
    /// it, they, we, I, you, them, us
    Pronoun,
    /// who
    Who,
    /// which, that
    Relative,
    /// of
    Of,
    /// in, for, with
    Preposition,
    /// and, or
    And,
    /// but, yet, so
    But,
    /// because, while, after
    Subordinator,
    /// is, was, be
    Be,
    /// has, will, would
    Auxiliary,
    /// also, later; words in -ly
    Adverb,
    /// not, never
    Not,
    /// Friday, March, yesterday
    Time,
    /// 's
    S,
    /// ,
    Comma,
    /// .
    Stop,
    /// ? !
    Mark,
    /// :
    Colon,
    /// ;
    Semicolon,
    /// A dash, not a hyphen in a word.
    Dash,
    /// ( [
    Open,
    /// ) ]
    Close,
    /// A quotation mark.
    Quote,
    /// Any other punctuation.
    Other,
}

/// The words of a document with their classes.
#[derive(Debug)]
pub struct Words<'a> {
    /// The plain text.
    pub text: &'a str,
    /// Tokens and sentences.
    pub tokens: &'a Tokens,
    classes: Vec<Class>,
}

impl<'a> Words<'a> {
    /// Looks every token up.
    pub fn new(document: &Document<'a>, tokens: &'a Tokens) -> Self {
        let classes = tokens
            .tokens
            .iter()
            .map(|token| class(token.span.of(document.text), token.shape))
            .collect();
        Self {
            text: document.text,
            tokens,
            classes,
        }
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.classes.len()
    }

    /// True for a text without tokens.
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }

    /// The class of token `ix`; [`Class::Other`] beyond the end.
    pub fn class(&self, ix: usize) -> Class {
        self.classes.get(ix).copied().unwrap_or(Class::Other)
    }

    /// The word at `ix`; empty beyond the end.
    pub fn word(&self, ix: usize) -> &'a str {
        self.tokens
            .tokens
            .get(ix)
            .map_or("", |token| token.span.of(self.text))
    }

    /// The span of token `ix`; empty beyond the end.
    pub fn span(&self, ix: usize) -> Span {
        self.tokens
            .tokens
            .get(ix)
            .map_or(Span { start: 0, end: 0 }, |token| token.span)
    }

    /// The span from the first byte of token `first` to the last byte of token `last`.
    pub fn stretch(&self, first: usize, last: usize) -> Span {
        Span {
            start: self.span(first).start,
            end: self.span(last).end,
        }
    }

    /// True when the token is this word, in any case.
    pub fn is(&self, ix: usize, word: &str) -> bool {
        self.word(ix).eq_ignore_ascii_case(word)
    }

    /// True when the token is one of these words, in any case.
    pub fn is_any(&self, ix: usize, words: &[&str]) -> bool {
        let word = self.word(ix);
        words.iter().any(|other| word.eq_ignore_ascii_case(other))
    }

    /// The index of the sentence of token `ix`.
    pub fn sentence(&self, ix: usize) -> usize {
        self.tokens
            .tokens
            .get(ix)
            .map_or(usize::MAX, |token| token.sentence.ix())
    }

    /// The block of token `ix`.
    pub fn block(&self, ix: usize) -> Option<u32> {
        self.tokens
            .sentences
            .get(self.sentence(ix))
            .map(|sentence| sentence.block)
    }

    /// Index of the first token that starts at or after a byte.
    pub fn from(&self, byte: u32) -> usize {
        self.tokens
            .tokens
            .partition_point(|token| token.span.start < byte)
    }

    /// One past the last token that ends at or before a byte.
    pub fn until(&self, byte: u32) -> usize {
        self.tokens
            .tokens
            .partition_point(|token| token.span.end <= byte)
    }
}

/// Runs `f` over the word in lower case, without an allocation for words of usual length.
pub fn with_lower<T>(word: &str, f: impl FnOnce(&str) -> T) -> T {
    let mut buffer = [0u8; 24];
    if word.is_ascii() && word.len() <= buffer.len() {
        let bytes = &mut buffer[..word.len()];
        bytes.copy_from_slice(word.as_bytes());
        bytes.make_ascii_lowercase();
        return f(std::str::from_utf8(bytes).unwrap_or_default());
    }
    f(&word.to_lowercase())
}

/// The class of a word by itself.
pub fn class(word: &str, shape: Shape) -> Class {
    match shape {
        Shape::Punct => mark(word),
        Shape::Number => Class::Number,
        _ => with_lower(word, closed).unwrap_or_else(|| open(word, shape)),
    }
}

fn open(word: &str, shape: Shape) -> Class {
    match shape {
        Shape::Capitalized | Shape::Upper => Class::Capital,
        Shape::Mixed if word.starts_with(|c: char| c.is_ascii_digit()) => Class::Number,
        Shape::Mixed if word.contains(char::is_uppercase) => Class::Capital,
        _ if word.len() > 4 && word.ends_with("ly") && !is_noun_in_ly(word) => Class::Adverb,
        _ => Class::Word,
    }
}

fn is_noun_in_ly(word: &str) -> bool {
    matches!(
        word,
        "family"
            | "ally"
            | "supply"
            | "assembly"
            | "reply"
            | "rally"
            | "bully"
            | "monopoly"
            | "anomaly"
            | "elderly"
            | "daily"
            | "weekly"
            | "monthly"
            | "early"
            | "friendly"
    )
}

fn mark(word: &str) -> Class {
    match word {
        "," => Class::Comma,
        "." | "..." | "…" => Class::Stop,
        "?" | "!" => Class::Mark,
        ":" => Class::Colon,
        ";" => Class::Semicolon,
        "–" | "—" | "―" | "-" | "--" | "---" => Class::Dash,
        "(" | "[" => Class::Open,
        ")" | "]" => Class::Close,
        "\"" | "“" | "”" | "„" | "‘" | "’" | "'" | "«" | "»" | "`" | "''" => {
            Class::Quote
        }
        _ => Class::Other,
    }
}

#[rustfmt::skip]
fn closed(word: &str) -> Option<Class> {
    Some(match word {
        "the" => Class::The,
        "a" | "an" => Class::A,
        "this" | "these" | "those" | "some" | "many" | "several" | "any" | "no" | "every" | "each" | "both" | "all"
        | "another" | "other" | "most" | "few" | "more" | "such" | "one" | "two" | "three" | "four" | "five" => Class::Determiner,
        "his" | "her" | "its" | "their" | "my" | "our" | "your" => Class::Possessive,
        "he" | "she" | "him" | "himself" | "herself" => Class::HeShe,
        "it" | "they" | "we" | "i" | "you" | "them" | "me" | "itself" | "themselves" | "nobody" | "everyone"
        | "someone" | "everybody" | "somebody" | "anyone" | "there" => Class::Pronoun,
        "who" | "whom" => Class::Who,
        "which" | "that" | "whose" | "what" => Class::Relative,
        "of" => Class::Of,
        "in" | "for" | "with" | "at" | "on" | "from" | "to" | "by" | "over" | "against" | "between" | "into" | "about"
        | "under" | "near" | "outside" | "inside" | "during" | "among" | "through" | "toward" | "towards" | "without"
        | "within" | "upon" | "despite" | "behind" | "beyond" | "across" | "around" | "via" | "alongside" | "amid"
        | "off" | "onto" | "like" | "per" | "above" | "below" | "beside" => Class::Preposition,
        "and" | "or" | "nor" | "&" => Class::And,
        "but" | "yet" | "so" => Class::But,
        "because" | "while" | "after" | "before" | "although" | "though" | "if" | "unless" | "until" | "when"
        | "whether" | "since" | "as" | "than" | "whereas" | "where" | "why" | "how" | "once" => Class::Subordinator,
        "is" | "was" | "are" | "were" | "be" | "been" | "being" | "am" | "isn't" | "wasn't" | "aren't" | "weren't" => Class::Be,
        "has" | "have" | "had" | "having" | "will" | "would" | "can" | "could" | "may" | "might" | "shall" | "should"
        | "must" | "do" | "does" | "did" | "doesn't" | "didn't" | "don't" | "won't" | "wouldn't" | "can't" | "cannot"
        | "couldn't" | "hasn't" | "haven't" | "hadn't" | "shouldn't" => Class::Auxiliary,
        "also" | "later" | "then" | "still" | "earlier" | "already" | "again" | "even" | "too" | "now" | "just"
        | "only" | "ever" | "often" | "always" | "soon" | "however" | "meanwhile" | "instead" | "therefore" | "thus"
        | "nonetheless" | "nevertheless" | "moreover" | "further" | "afterwards" | "afterward" | "ago"
        | "perhaps" | "maybe" | "very" | "quite" | "rather" | "repeatedly" | "separately" | "elsewhere" => Class::Adverb,
        "not" | "never" => Class::Not,
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" | "yesterday" | "today"
        | "tomorrow" | "tonight" | "january" | "february" | "april" | "june" | "july" | "august"
        | "september" | "october" | "november" | "december" | "jan." | "feb." | "aug." | "sept." | "oct." | "nov."
        | "dec." | "mon." | "tue." | "wed." | "thu." | "fri." | "sat." | "sun." => Class::Time,
        "'s" | "’s" => Class::S,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_classes_are_told_by_word_and_shape() {
        assert_eq!(class("The", Shape::Capitalized), Class::The);
        assert_eq!(class("quickly", Shape::Lower), Class::Adverb);
        assert_eq!(class("ally", Shape::Lower), Class::Word);
        assert_eq!(class("Kim", Shape::Capitalized), Class::Capital);
        assert_eq!(class("2nd", Shape::Mixed), Class::Number);
        assert_eq!(class("—", Shape::Punct), Class::Dash);
        assert_eq!(class("March", Shape::Capitalized), Class::Capital);
        assert_eq!(class("minister", Shape::Lower), Class::Word);
    }

    #[test]
    fn long_and_accented_words_are_lowered_too() {
        assert_eq!(with_lower("Zürich", str::to_owned), "zürich");
        assert_eq!(with_lower("SAID", str::to_owned), "said");
    }
}
