//! An answer as lines for people.

use super::{Advice, Answer, Cited, Heading, Item, Part, Unknown};
use std::fmt::Write as _;

/// Longest that what is said may be on one line, in characters.
const LONGEST: usize = 200;

/// The answer, ending in a line feed.
pub fn answer(answer: &Answer) -> String {
    let mut out = String::new();
    heading(&mut out, "", &answer.subject);
    for part in &answer.parts {
        self::part(&mut out, part);
    }
    if !answer.advice.is_empty() {
        out.push_str("\nwhat an editor can write\n");
        for advice in &answer.advice {
            self::advice(&mut out, advice);
        }
    }
    if !answer.also.is_empty() {
        out.push_str("\nalso called so\n");
        for other in &answer.also {
            heading(&mut out, "  ", other);
        }
    }
    out
}

/// That nothing is called so, and what is called nearly so.
pub fn unknown(unknown: &Unknown) -> String {
    let mut out = format!(
        "nothing on the site is called \"{}\", and no article has these words\n",
        short(&unknown.asked)
    );
    if !unknown.near.is_empty() {
        out.push_str("nearest\n");
        for near in &unknown.near {
            heading(&mut out, "  ", near);
        }
    }
    out
}

fn heading(out: &mut String, indent: &str, heading: &Heading) {
    let page = heading.page.as_deref().unwrap_or("no page of this name");
    let _ = writeln!(
        out,
        "{indent}{} ({}): {page}",
        short(&heading.title),
        heading.kind
    );
}

fn part(out: &mut String, part: &Part) {
    let _ = writeln!(out, "\n{}", part.title);
    for item in &part.items {
        self::item(out, item);
    }
    if part.more > 0 {
        let _ = writeln!(out, "  and {} more (--all shows them)", part.more);
    }
}

fn item(out: &mut String, item: &Item) {
    let _ = writeln!(out, "  {}", short(&item.says));
    let rule = match (item.rule, item.meaning) {
        (Some(rule), Some(meaning)) => Some(format!("rule {rule}: {meaning}")),
        (Some(rule), None) => Some(format!("rule {rule}")),
        _ => None,
    };
    if let Some(rule) = rule {
        let _ = writeln!(out, "    {rule}");
    }
    if let Some(sentence) = &item.sentence {
        let Cited {
            path, line, col, ..
        } = sentence;
        let _ = writeln!(out, "    {path}:{line}:{col}");
        let _ = writeln!(out, "      {}", marked(sentence));
    }
    for note in &item.notes {
        let _ = writeln!(out, "    {}", short(note));
    }
}

/// The sentence with its words in brackets.
fn marked(sentence: &Cited) -> String {
    let mut out = String::with_capacity(sentence.text.len() + 8);
    let mut marks = sentence.marks.clone();
    marks.sort_unstable();
    // A mark inside another one needs no brackets of its own.
    let mut open_until = 0;
    marks.retain(|[start, end]| {
        let is_free = *start >= open_until;
        open_until = open_until.max(*end);
        is_free
    });
    let mut marks = marks.into_iter().peekable();
    for (at, ch) in sentence.text.chars().enumerate() {
        if marks.peek().is_some_and(|[start, _]| *start == at) {
            out.push('[');
        }
        out.push(ch);
        if marks.next_if(|[_, end]| *end == at + 1).is_some() {
            out.push(']');
        }
    }
    out
}

fn advice(out: &mut String, advice: &Advice) {
    let _ = writeln!(out, "  {}: in {}", advice.when, advice.file);
    for line in advice.lines.lines() {
        let _ = writeln!(out, "    {line}");
    }
}

/// On one line, without what could steer a terminal.
fn short(text: &str) -> String {
    let clean = text
        .chars()
        .map(|ch| if ch.is_control() { ' ' } else { ch });
    let mut short: String = clean.clone().take(LONGEST).collect();
    if clean.count() > LONGEST {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str, marks: &[[usize; 2]]) -> String {
        marked(&Cited {
            path: String::new(),
            line: 1,
            col: 1,
            page: String::new(),
            text: text.into(),
            marks: marks.to_vec(),
        })
    }

    #[test]
    fn words_that_count_stand_in_brackets() {
        assert_eq!(sentence("Zoë met Lê", &[[8, 10], [0, 3]]), "[Zoë] met [Lê]");
        assert_eq!(sentence("Zoë met Lê", &[[0, 7], [4, 7]]), "[Zoë met] Lê");
        assert_eq!(sentence("none", &[]), "none");
    }

    #[test]
    fn what_is_said_stays_on_a_line() {
        assert_eq!(short("a\u{1b}b\nc"), "a b c");
        assert_eq!(short(&"é".repeat(300)).chars().count(), LONGEST + 1);
    }
}
