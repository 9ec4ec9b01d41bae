//! Reads the markup of the desk corpus (see `training/desk/README.md`): names only, all other marks are taken out.

use crate::corpus::Labelled;
use dateline::extract::facts::MentionKind;
use dateline::text::Span;

/// All articles of a file.
pub fn parse(text: &str) -> Result<Vec<Labelled>, String> {
    let mut articles: Vec<Labelled> = Vec::new();
    let mut in_head = false;
    for (number, line) in text.lines().enumerate() {
        if line.starts_with("= ") {
            articles.push(Labelled::default());
            in_head = true;
            continue;
        }
        let Some(article) = articles.last_mut().filter(|_| !line.trim().is_empty()) else {
            continue;
        };
        let header = ["date: ", "outlet: ", "story: ", "event: "];
        let title = line.strip_prefix("title: ").filter(|_| in_head);
        if in_head && header.iter().any(|head| line.starts_with(head)) {
            continue;
        }
        in_head = title.is_some();
        let start = article.text.len();
        plain(title.unwrap_or(line), article)
            .map_err(|error| format!("line {}: {error}", number + 1))?;
        if title.is_some() {
            article.title = article.text[start..].to_owned();
        }
        article.text.push('\n');
    }
    Ok(articles)
}

/// Adds one line without its marks: `[P:id|words]`, `{date|words}`, `«speaker|words»`.
fn plain(line: &str, article: &mut Labelled) -> Result<(), String> {
    let mut rest = line;
    while let Some(at) = rest.find(['[', '{', '«', '»']) {
        article.text.push_str(&rest[..at]);
        let mark = rest[at..].chars().next().unwrap_or_default();
        let body = &rest[at + mark.len_utf8()..];
        rest = match mark {
            '»' => body,
            '«' => body.split_once('|').ok_or("a quotation without speaker")?.1,
            _ => {
                let close = body
                    .find(if mark == '[' { ']' } else { '}' })
                    .ok_or("a mark is not closed")?;
                let (head, words) = body[..close]
                    .split_once('|')
                    .ok_or("a mark without words")?;
                let start = article.text.len();
                article.text.push_str(words);
                if mark == '[' {
                    let kind = match head.split(':').next() {
                        Some("P") => MentionKind::Person,
                        Some("O") => MentionKind::Organization,
                        Some("L") => MentionKind::Place,
                        _ => return Err(format!("unknown mark {head}")),
                    };
                    article
                        .names
                        .push((Span::new(start, article.text.len()), kind));
                }
                &body[close + 1..]
            }
        };
    }
    article.text.push_str(rest);
    Ok(())
}
