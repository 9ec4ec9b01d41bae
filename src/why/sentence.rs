//! A sentence as it is shown: white space folded, the words that count marked.

use super::Cited;
use super::view::View;
use crate::content::ArticleId;
use crate::extract::facts::SentenceIx;
use crate::render::permalink;
use crate::resolve::SentenceRef;
use crate::text::Span;

/// Longest sentence that is shown whole, in characters; of a longer one what stands around the first mark is.
const LONGEST: usize = 480;

/// The text with each run of white space as one blank.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl View<'_> {
    /// A sentence with marked spans; without any, its beginning gives the place.
    pub(super) fn cited(&self, sentence: SentenceRef, marks: &[Span]) -> Option<Cited> {
        let article = self.article(sentence.article)?;
        let facts = self.facts(sentence.article)?;
        let span = facts.sentences.get(sentence.sentence.ix())?.span;
        let mut marks: Vec<Span> = marks
            .iter()
            .copied()
            .filter(|mark| mark.overlaps(span))
            .collect();
        marks.sort_unstable();
        marks.dedup();
        let place = article.place(marks.first().copied().unwrap_or(span));
        let (text, marks) = marked(&article.text.text, span, &marks);
        Some(Cited {
            path: place.path.display().to_string().replace('\\', "/"),
            line: place.line,
            col: place.col,
            page: format!(
                "{}#{}",
                permalink::article(article),
                permalink::anchor(sentence.sentence)
            ),
            text,
            marks,
        })
    }

    /// The sentence of a span with the span marked.
    pub(super) fn cited_at(&self, article: ArticleId, marks: &[Span]) -> Option<Cited> {
        let first = marks.iter().min()?;
        let sentence = self.facts(article)?.sentence_at(first.start)?;
        self.cited(SentenceRef { article, sentence }, marks)
    }

    /// The words of a span, folded.
    pub(super) fn words(&self, article: ArticleId, span: Span) -> String {
        self.article(article)
            .map(|article| folded(span.of(&article.text.text)))
            .unwrap_or_default()
    }

    /// The sentences of an article, by index.
    pub(super) fn has_sentence(&self, article: ArticleId, sentence: SentenceIx) -> bool {
        self.facts(article)
            .is_some_and(|facts| sentence.ix() < facts.sentences.len())
    }
}

/// The sentence folded, and where the marks stand in it.
fn marked(text: &str, span: Span, marks: &[Span]) -> (String, Vec<[usize; 2]>) {
    let mut shown: Vec<char> = Vec::new();
    let mut places: Vec<[usize; 2]> = vec![[usize::MAX, 0]; marks.len()];
    let mut blank = false;
    for (at, ch) in span.of(text).char_indices() {
        if ch.is_whitespace() {
            blank = !shown.is_empty();
            continue;
        }
        if std::mem::take(&mut blank) {
            shown.push(' ');
        }
        let byte = span.start + at as u32;
        for (mark, place) in marks.iter().zip(&mut places) {
            if (mark.start..mark.end).contains(&byte) {
                place[0] = place[0].min(shown.len());
                place[1] = shown.len() + 1;
            }
        }
        // What could steer a terminal is shown as what it is.
        shown.push(if ch.is_control() { '\u{fffd}' } else { ch });
    }
    places.retain(|[start, end]| start < end);
    window(&shown, places)
}

fn window(shown: &[char], mut marks: Vec<[usize; 2]>) -> (String, Vec<[usize; 2]>) {
    if shown.len() <= LONGEST {
        return (shown.iter().collect(), marks);
    }
    let first = marks.first().map_or(0, |[start, _]| *start);
    let from = first.saturating_sub(LONGEST / 3).min(shown.len() - LONGEST);
    let to = from + LONGEST;
    let lead = usize::from(from > 0);
    let mut text = String::from(if from > 0 { "…" } else { "" });
    text.extend(shown.get(from..to).unwrap_or_default());
    if to < shown.len() {
        text.push('…');
    }
    marks.retain(|[start, end]| *start >= from && *end <= to);
    for mark in &mut marks {
        *mark = mark.map(|at| at - from + lead);
    }
    (text, marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, marks: &[Span]) -> String {
        let (text, marks) = marked(text, Span::new(0, text.len()), marks);
        let chars: Vec<char> = text.chars().collect();
        let words = marks
            .iter()
            .map(|[start, end]| chars[*start..*end].iter().collect::<String>());
        words.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn marks_follow_their_words_over_folded_space() {
        let text = "Zoë  met\n  Lê Anh \u{1b}[1m today";
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        assert_eq!(shown(text, &[at("met"), at("Lê Anh")]), "met|Lê Anh");
        let (folded, _) = marked(text, Span::new(0, text.len()), &[]);
        assert_eq!(folded, "Zoë met Lê Anh \u{fffd}[1m today");
    }

    #[test]
    fn of_a_long_sentence_the_part_around_the_mark_is_shown() {
        let text = format!("{}here {}", "word ".repeat(400), "word ".repeat(400));
        let start = text.find("here").unwrap();
        let mark = Span::new(start, start + 4);
        assert_eq!(shown(&text, &[mark]), "here");
        let (text, _) = marked(&text, Span::new(0, text.len()), &[mark]);
        assert!(text.chars().count() <= LONGEST + 2);
        assert!(text.starts_with('…') && text.ends_with('…'));
    }
}
