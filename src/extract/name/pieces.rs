//! What the rules for names look at: tokens, but with compounds such as "U.S.-led" and "pro-Russia" taken apart, and with
//! the knowledge whether a capital letter means anything where it stands.

use crate::extract::facts::SentenceIx;
use crate::extract::lexicon::Lexicon;
use crate::extract::token::{Shape, Token, Tokens};
use crate::text::{BlockKind, Document, Span};
use std::borrow::Cow;
use std::ops::Range;

/// What a piece looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// "Kim", "Jong-un", "al-Assad"
    Cap,
    /// "UN", "U.S.", "R."
    Upper,
    /// Any other word.
    Lower,
    /// "12"
    Number,
    /// A mark.
    Punct,
}

/// A token or a part of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    pub span: Span,
    pub text: &'a str,
    pub look: Look,
}

impl Piece<'_> {
    /// True for words that begin with a capital.
    pub fn is_cap(&self) -> bool {
        matches!(self.look, Look::Cap | Look::Upper)
    }

    /// "R.", "J.R.", "W"
    pub fn is_initial(&self) -> bool {
        let mut chars = self.text.chars();
        let first = chars.next().is_some_and(char::is_uppercase);
        first && self.text.len() <= 6 && self.text.ends_with('.') && self.look_dotted()
            || first && chars.next().is_none()
    }

    fn look_dotted(&self) -> bool {
        self.text
            .trim_end_matches('.')
            .split('.')
            .all(|part| part.chars().count() == 1)
    }
}

/// How much a capital letter says in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Running text: it marks names, except at the start.
    Prose,
    /// A headline with a capital on every word: it says nothing.
    Headline,
    /// Capitals only.
    Shout,
}

/// One sentence.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub sentence: SentenceIx,
    pub pieces: Range<usize>,
    pub mode: Mode,
    /// The first sentence of a paragraph, where a dateline may stand.
    pub opens_block: bool,
}

/// All pieces of a document.
#[derive(Debug)]
pub(super) struct Pieces<'a> {
    pub text: &'a str,
    pub list: Vec<Piece<'a>>,
    pub lines: Vec<Line>,
}

impl<'a> Pieces<'a> {
    pub fn new(document: &Document<'a>, tokens: &Tokens, lexicon: &Lexicon) -> Self {
        let mut pieces = Pieces {
            text: document.text,
            list: Vec::with_capacity(tokens.tokens.len() + 16),
            lines: Vec::with_capacity(tokens.sentences.len()),
        };
        let mut last_block = None;
        for (ix, sentence) in tokens.sentences.iter().enumerate() {
            let sentence_ix = SentenceIx(ix as u32);
            let first = pieces.list.len();
            for token in tokens.sentence_tokens(sentence_ix) {
                pieces.add(document, token, lexicon);
            }
            let range = first..pieces.list.len();
            let kind = document
                .blocks
                .get(sentence.block as usize)
                .map_or(BlockKind::Paragraph, |block| block.kind);
            let mode = mode(pieces.list.get(range.clone()).unwrap_or_default(), kind);
            pieces.lines.push(Line {
                sentence: sentence_ix,
                pieces: range,
                mode,
                opens_block: last_block != Some(sentence.block) && kind == BlockKind::Paragraph,
            });
            last_block = Some(sentence.block);
        }
        pieces
    }

    fn add(&mut self, document: &Document<'a>, token: &Token, lexicon: &Lexicon) {
        let text = token.text(document);
        match hyphen(text, token.shape, lexicon) {
            Some(at) => {
                let start = token.span.start as usize;
                self.push(document.text, start..start + at);
                // The tail keeps no hyphen: it is a mark between the two.
                self.push(document.text, start + at..start + at + 1);
                self.push(document.text, start + at + 1..token.span.end as usize);
            }
            None => self.list.push(Piece {
                span: token.span,
                text,
                look: look(text, token.shape),
            }),
        }
    }

    fn push(&mut self, text: &'a str, range: Range<usize>) {
        let words = text.get(range.clone()).unwrap_or_default();
        let first = words.chars().next().unwrap_or_default();
        let look = match first {
            '-' => Look::Punct,
            _ if !first.is_uppercase() => Look::Lower,
            _ if words.chars().any(char::is_lowercase) => Look::Cap,
            _ => Look::Upper,
        };
        self.list.push(Piece {
            span: Span::new(range.start, range.end),
            text: words,
            look,
        });
    }

    /// The piece, or an empty mark beyond the ends.
    pub fn at(&self, ix: usize) -> Piece<'a> {
        self.list.get(ix).copied().unwrap_or(Piece {
            span: Span::new(0, 0),
            text: "",
            look: Look::Punct,
        })
    }

    /// The piece before, or an empty mark.
    pub fn before(&self, ix: usize) -> Piece<'a> {
        ix.checked_sub(1)
            .map_or_else(|| self.at(usize::MAX), |ix| self.at(ix))
    }

    /// The words of several pieces as they stand in the text.
    pub fn words(&self, range: Range<usize>) -> &'a str {
        match (
            self.list.get(range.start),
            range.end.checked_sub(1).and_then(|ix| self.list.get(ix)),
        ) {
            (Some(first), Some(last)) if range.start < range.end => self
                .text
                .get(first.span.start as usize..last.span.end as usize)
                .unwrap_or_default(),
            _ => "",
        }
    }

    /// The span of several pieces.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span {
            start: self.at(range.start).span.start,
            end: self.at(range.end.saturating_sub(1)).span.end,
        }
    }
}

/// In lower case.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

fn look(text: &str, shape: Shape) -> Look {
    match shape {
        Shape::Capitalized => Look::Cap,
        Shape::Upper => Look::Upper,
        Shape::Number => Look::Number,
        Shape::Punct => Look::Punct,
        Shape::Mixed if arabic(text) => Look::Cap,
        Shape::Lower | Shape::Mixed => Look::Lower,
    }
}

/// "al-Assad", "el-Sisi", "d'Estaing", "bin-Laden"
fn arabic(text: &str) -> bool {
    [
        "al-", "el-", "ul-", "ad-", "as-", "ash-", "bin-", "d'", "d’", "ibn-",
    ]
    .iter()
    .filter_map(|head| text.strip_prefix(head))
    .any(|tail| tail.starts_with(char::is_uppercase))
}

/// Where a compound of a name and another word is to be cut.
fn hyphen(text: &str, shape: Shape, lexicon: &Lexicon) -> Option<usize> {
    if matches!(shape, Shape::Punct | Shape::Number | Shape::Lower) {
        return None;
    }
    let last = text.rfind('-')?;
    let first = text.find('-')?;
    let (head, tail) = (text.get(..last)?, text.get(last + 1..)?);
    if head.starts_with(char::is_uppercase) && PARTICIPLES.contains(&tail) {
        return Some(last);
    }
    if PREFIXES.contains(&text.get(..first)?)
        && text.get(first + 1..)?.starts_with(char::is_uppercase)
    {
        return Some(first);
    }
    let listed = |word: &str| {
        lexicon
            .world
            .places()
            .get(word)
            .is_some_and(|place| !place.weak)
            || lexicon.world.demonym(word).is_some()
            || lexicon
                .bodies
                .listed()
                .get(word)
                .is_some_and(|body| !body.weak)
    };
    let opens = |word: &str| lexicon.world.places().reach(word) > 0 || listed(word);
    (first == last && listed(head) && opens(tail) && !listed(text)).then_some(first)
}

/// "anti-Pyongyang" and "pro-Russia" name no actor.
const PREFIXES: [&str; 3] = ["ex", "then", "late"];

const PARTICIPLES: [&str; 46] = [
    "administered",
    "affiliated",
    "aligned",
    "allied",
    "appointed",
    "area",
    "backed",
    "based",
    "born",
    "bound",
    "brokered",
    "built",
    "centered",
    "controlled",
    "designated",
    "dominated",
    "educated",
    "era",
    "friendly",
    "funded",
    "held",
    "imposed",
    "inspired",
    "language",
    "led",
    "like",
    "linked",
    "listed",
    "made",
    "majority",
    "managed",
    "mediated",
    "occupied",
    "organized",
    "owned",
    "produced",
    "ruled",
    "run",
    "speaking",
    "sponsored",
    "style",
    "supplied",
    "supported",
    "trained",
    "type",
    "wide",
];

fn mode(pieces: &[Piece<'_>], kind: BlockKind) -> Mode {
    let (mut lower, mut cap, mut upper) = (0usize, 0usize, 0usize);
    for piece in pieces.iter().skip(1) {
        match piece.look {
            Look::Lower if piece.text.chars().nth(3).is_some() => lower += 1,
            Look::Cap => cap += 1,
            Look::Upper if piece.text.chars().nth(3).is_some() => upper += 1,
            _ => {}
        }
    }
    if upper >= 4 && lower + cap <= upper / 4 {
        return Mode::Shout;
    }
    let stopped = pieces
        .iter()
        .rev()
        .find(|piece| !matches!(piece.text, "\"" | "”" | "’" | "'" | ")"))
        .is_some_and(|piece| matches!(piece.text, "." | "?" | "!"));
    let heading = matches!(
        kind,
        BlockKind::Title | BlockKind::Subtitle | BlockKind::Heading
    );
    let few = lower * 3 <= cap;
    if heading && few && cap > 0 || !heading && !stopped && cap >= 5 && lower * 6 <= cap {
        Mode::Headline
    } else {
        Mode::Prose
    }
}
