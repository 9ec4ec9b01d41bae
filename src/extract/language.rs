//! Whether a text is in English, the one language that the rules read.
//!
//! What the text shows counts for more than what is declared: the commonest words of a language, or a script other than
//! Latin. A short text is what it is declared to be. Of a text in another language only what cannot be misread is taken:
//! its sentences, and days written as ISO 8601 has them. Which other language it is is said where that is clear, and
//! nothing hangs on it. Does not know texts in several languages: the first few hundred words decide.

use super::facts::{ArticleFacts, DateMention, Finding};
use super::lexicon::lines;
use super::time;
use super::token::{Shape, Tokens};
use crate::diag::Severity;
use crate::text::{Document, Span};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Tokens that are looked at.
const SAMPLE: usize = 500;
/// Fewer words show nothing.
const FEWEST: usize = 20;
/// Letters that are counted of one word, which in some scripts is a whole sentence.
const LETTERS: usize = 50;

/// A language other than English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// Its English name, where that is clear.
    name: Option<&'static str>,
    /// The document says itself that it is not in English.
    is_declared: bool,
}

/// The language of a document, when it is not English.
pub fn foreign(document: &Document<'_>, tokens: &Tokens) -> Option<Foreign> {
    let tag = document.lang.split(['-', '_']).next().unwrap_or_default();
    let tag = tag.to_ascii_lowercase();
    let is_declared = !matches!(tag.as_str(), "" | "en" | "eng" | "und" | "mul");
    let declared = || Foreign {
        name: LISTS.names.get(tag.as_str()).copied(),
        is_declared,
    };
    match shown(document, tokens) {
        Some(Shown::English) => None,
        Some(Shown::Other(_)) if is_declared => Some(declared()),
        Some(Shown::Other(name)) => Some(Foreign { name, is_declared }),
        None => is_declared.then(declared),
    }
}

/// What of a text in another language is certain.
pub fn facts(document: &Document<'_>, tokens: Tokens, foreign: Foreign) -> ArticleFacts {
    let is_iso = |date: &DateMention| is_iso_day(date.span.of(document.text));
    let mut dates = time::find(document, &tokens).dates;
    dates.retain(is_iso);
    ArticleFacts {
        findings: finding(document, &tokens, foreign).into_iter().collect(),
        sentences: tokens.sentences,
        dates,
        ..ArticleFacts::default()
    }
}

/// "2019-01-18" (ISO 8601, extended format), which is the same everywhere.
fn is_iso_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

fn finding(document: &Document<'_>, tokens: &Tokens, foreign: Foreign) -> Option<Finding> {
    let first = tokens.sentences.first()?.span;
    let name = foreign.name.unwrap_or("another language than English");
    let (severity, hint) = match foreign.is_declared {
        true => (Severity::Note, "`[[slug|words]]` links a name by hand"),
        false => (
            Severity::Warning,
            "name the language in the front matter, such as `lang: de`; `[[slug|words]]` links a name by hand",
        ),
    };
    Some(Finding {
        severity,
        code: "lang/unread",
        span: word_of(document, first),
        message: format!(
            "the text is in {name}: nobody and nothing is read from it but days such as 2019-01-18"
        ),
        hint: hint.to_owned(),
    })
}

/// The first word of a sentence: enough to point at.
fn word_of(document: &Document<'_>, sentence: Span) -> Span {
    let text = sentence.of(document.text);
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    Span::new(sentence.start as usize, sentence.start as usize + end)
}

/// What a text shows by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    English,
    Other(Option<&'static str>),
}

fn shown(document: &Document<'_>, tokens: &Tokens) -> Option<Shown> {
    let mut words = 0;
    let mut lower = 0;
    let (mut latin, mut other) = (0, 0);
    let mut counts = vec![0; LISTS.languages.len()];
    for token in tokens.tokens.iter().take(SAMPLE) {
        let text = token.text(document);
        let letters = text.chars().take(LETTERS).filter(|ch| ch.is_alphabetic());
        let before = latin + other;
        for letter in letters {
            *(if is_latin(letter) {
                &mut latin
            } else {
                &mut other
            }) += 1;
        }
        words += usize::from(latin + other > before);
        lower += usize::from(token.shape == Shape::Lower);
        for language in LISTS
            .words
            .get(text.to_lowercase().as_str())
            .into_iter()
            .flatten()
        {
            if let Some(count) = counts.get_mut(*language) {
                *count += 1;
            }
        }
    }
    if other > latin && other >= FEWEST {
        return Some(Shown::Other(None));
    }
    if words < FEWEST {
        return None;
    }
    by_words(&counts, words).or_else(|| {
        // A long text of common words without any of English.
        let english = counts.first().copied().unwrap_or_default();
        let is_prose = words >= 5 * FEWEST && lower * 2 > words;
        (is_prose && english * 50 < words).then_some(Shown::Other(None))
    })
}

/// By the share of each language's words; nothing when none has a fair share.
fn by_words(counts: &[usize], words: usize) -> Option<Shown> {
    let (english, others) = counts.split_first()?;
    let (best, most) = others
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|(_, count)| **count)?;
    let second = others
        .iter()
        .enumerate()
        .filter(|(ix, _)| *ix != best)
        .map(|(_, count)| *count)
        .max();
    if *english * 10 >= words && *english >= *most {
        return Some(Shown::English);
    }
    if *most * 10 < words || *most <= english * 2 {
        return None;
    }
    let is_clear = second.is_none_or(|second| *most * 4 >= second * 5);
    let language = LISTS.languages.get(best + 1).filter(|_| is_clear);
    Some(Shown::Other(language.copied()))
}

/// Latin letters with all marks, and those that are used with them (Unicode blocks up to Latin Extended-B, Latin
/// Extended Additional, full-width forms).
fn is_latin(letter: char) -> bool {
    matches!(letter, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{fb00}'..='\u{fb06}' | '\u{ff21}'..='\u{ff5a}')
}

/// The embedded list.
#[derive(Default)]
struct Lists {
    /// English names, English itself first.
    languages: Vec<&'static str>,
    /// English names by tag.
    names: HashMap<&'static str, &'static str>,
    /// For each word the languages that have it.
    words: HashMap<&'static str, Vec<usize>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::default();
    for line in lines(include_str!("data/languages.tsv")) {
        let mut columns = line.split('\t');
        let (Some(tag), Some(name), Some(words)) = (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        for word in words.split(' ') {
            lists
                .words
                .entry(word)
                .or_default()
                .push(lists.languages.len());
        }
        lists.languages.push(name);
        lists.names.insert(tag, name);
    }
    lists
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Lexicon, extract};
    use crate::text::{Block, BlockKind};

    fn facts_of(text: &str, lang: &str) -> ArticleFacts {
        let blocks = [Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
        }];
        let document = Document {
            text,
            blocks: &blocks,
            date: Some(jiff::civil::date(2019, 3, 8)),
            lang,
        };
        extract(&document, &Lexicon::embedded())
    }

    /// The message on the language, if any.
    fn said(text: &str, lang: &str) -> Option<String> {
        let facts = facts_of(text, lang);
        let found = facts.findings.iter().find(|it| it.code == "lang/unread")?;
        assert!(!found.span.of(text).is_empty());
        Some(found.message.split(':').next().unwrap().to_owned())
    }

    const GERMAN: &str = "Die Präsidentin Anna Berg traf am 5. März 2019 in Riga den Außenminister von Lettland, wie das Ministerium mitteilte. \
        „Wir werden das Abkommen nicht unterzeichnen“, sagte sie nach dem Treffen. Das nächste Gespräch ist auf den 2019-06-12 gelegt.";
    const ENGLISH: &str = "President Anna Berg met the foreign minister of Latvia in Riga on 5 March 2019, the ministry said. \
        “We will not sign the agreement,” she said after the meeting.";

    #[test]
    fn only_iso_days_are_read_from_another_language() {
        let facts = facts_of(GERMAN, "en");
        let dates: Vec<&str> = facts
            .dates
            .iter()
            .map(|date| date.span.of(GERMAN))
            .collect();
        assert_eq!(dates, ["2019-06-12"]);
        assert!(facts.mentions.is_empty() && facts.quotes.is_empty() && facts.events.is_empty());
        assert!(facts.sentences.len() > 1);
    }

    #[test]
    fn the_text_itself_says_what_it_is() {
        assert_eq!(said(GERMAN, "en").as_deref(), Some("the text is in German"));
        assert_eq!(
            said(GERMAN, "fr").as_deref(),
            Some("the text is in French"),
            "declared"
        );
        for (text, name) in [
            (
                "La presidenta Anna Berg se reunió en Riga con el ministro de Exteriores de Letonia, que no quiso firmar el acuerdo por el que los dos países llevaban meses negociando.",
                "Spanish",
            ),
            (
                "La présidente Anna Berg a rencontré à Riga le ministre des Affaires étrangères de la Lettonie, qui ne veut pas signer l'accord sur lequel les deux pays ont négocié.",
                "French",
            ),
            (
                "Prezydent Anna Berg spotkała się w Rydze z ministrem spraw zagranicznych Łotwy, który nie chce podpisać umowy, że jest ona gotowa od miesięcy.",
                "Polish",
            ),
            (
                "Cumhurbaşkanı Anna Berg, Riga'da bir toplantı için Letonya dışişleri bakanı ile bir araya geldi ve daha sonra bu anlaşma olarak bilinen metni çok beğendi.",
                "Turkish",
            ),
        ] {
            assert_eq!(said(text, "en"), Some(format!("the text is in {name}")));
        }
        let unnamed = Some("the text is in another language than English".to_owned());
        assert_eq!(
            said(
                "Президент Анна Берг встретилась с министром в Риге 5 марта 2019 года.",
                "en"
            ),
            unnamed
        );
        assert_eq!(
            said(
                "总统安娜于2019年3月5日在里加会见了外交部长，双方就合作协议交换了意见。",
                "en"
            ),
            unnamed
        );
        assert_eq!(
            said(
                "التقت الرئيسة آنا بيرغ بوزير الخارجية في ريغا يوم الاثنين ٥ مارس",
                ""
            ),
            unnamed
        );
    }

    #[test]
    fn english_is_english_whatever_is_declared() {
        for lang in ["en", "en-GB", "", "und", "de"] {
            assert_eq!(said(ENGLISH, lang), None, "{lang}");
            assert!(!facts_of(ENGLISH, lang).mentions.is_empty(), "{lang}");
        }
        assert_eq!(said(&ENGLISH.to_uppercase(), "en"), None);
    }

    #[test]
    fn a_short_text_is_what_it_is_declared_to_be() {
        assert_eq!(said("Berg in Riga.", "en"), None);
        assert_eq!(
            said("Berg in Riga.", "lv").as_deref(),
            Some("the text is in Latvian")
        );
        assert_eq!(
            said("Berg in Riga.", "yo").as_deref(),
            Some("the text is in another language than English")
        );
        assert_eq!(said("", "lv"), None);
    }

    #[test]
    fn lists_and_names_are_no_other_language() {
        let scores = "Real Madrid 2 Barcelona 1, Paris Saint-Germain 0 Lille 3, La Coruña 1 Las Palmas 1, Los Angeles Galaxy 2 El Paso 0, Den Haag 1 Het Zand 4";
        assert_eq!(said(scores, "en"), None);
        let foreign_words = "The El País newspaper and Le Monde said that La Liga and the Bundestag would meet with Das Erste in Las Vegas for a talk.";
        assert_eq!(said(foreign_words, "en"), None);
    }
}
