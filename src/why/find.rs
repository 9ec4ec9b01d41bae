//! What was asked for: from an address, a path, a slug, a name or some words to things of the site.
//!
//! The surest reading comes first, and later ones are tried only when it gives nothing.

use super::Heading;
use super::sentence::folded;
use super::view::View;
use crate::content::ArticleId;
use crate::extract::facts::SentenceIx;
use crate::resolve::record::name_key;
use crate::resolve::{ActorId, EventId, QuoteId, StoryId};
use crate::slug::Slug;
use crate::text::Span;
use std::collections::BTreeSet;

/// A thing of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// With a page.
    Actor(ActorId),
    Event(EventId),
    Story(StoryId),
    /// As a whole or one sentence of it.
    Article(ArticleId, Option<SentenceIx>),
    Quote(QuoteId),
    /// A name that stands in articles and is no page's full name.
    Name(String),
}

/// Words of a quotation by which it is found: fewer are in too many.
const QUOTED: usize = 3;
/// Similarity from which a name is suggested.
const NEAR: f64 = 0.82;

/// Everything that may be meant, the likeliest first.
pub(super) fn find(view: &View<'_>, asked: &str) -> Vec<Subject> {
    let asked = asked.trim();
    if asked.is_empty() {
        return Vec::new();
    }
    let readings: [&dyn Fn() -> Vec<Subject>; 7] = [
        &|| by_file(view, asked),
        &|| by_address(view, asked),
        &|| by_slug(view, asked),
        &|| by_name(view, asked),
        &|| by_title(view, asked),
        &|| quotes(view, asked),
        &|| mentioned(view, asked).into_iter().collect(),
    ];
    let mut found = readings.iter().map(|read| read());
    let mut first = found.find(|found| !found.is_empty()).unwrap_or_default();
    let mut seen = BTreeSet::new();
    first.retain(|subject| seen.insert(subject.clone()));
    first
}

/// `content/articles/x.md`, also with the line and column that messages give.
fn by_file(view: &View<'_>, asked: &str) -> Vec<Subject> {
    let mut parts = asked.trim_start_matches("./").split(':');
    let path = parts.next().unwrap_or_default();
    let id = view.ids().find(|id| {
        let article = view.article(*id);
        article.is_some_and(|article| article.path.as_os_str() == path)
    });
    let Some(id) = id else {
        return Vec::new();
    };
    let mut numbers = parts.map_while(|part| part.parse::<usize>().ok());
    let sentences = match numbers.next() {
        Some(line) => sentences_on(view, id, line, numbers.next()),
        None => Vec::new(),
    };
    match sentences.is_empty() {
        true => vec![Subject::Article(id, None)],
        false => sentences
            .into_iter()
            .map(|sentence| Subject::Article(id, Some(sentence)))
            .collect(),
    }
}

/// The sentence at a line and column; without a column those that begin on the line, else the one before it.
fn sentences_on(
    view: &View<'_>,
    id: ArticleId,
    line: usize,
    col: Option<usize>,
) -> Vec<SentenceIx> {
    let (Some(article), Some(facts)) = (view.article(id), view.facts(id)) else {
        return Vec::new();
    };
    let place = |span: Span| {
        let at = article.text.to_source(span.start);
        crate::text::line_col(&article.source, at)
    };
    let upto = |end: (usize, usize)| {
        facts
            .sentences
            .partition_point(|sentence| place(sentence.span) <= end)
    };
    let last = upto((line, col.unwrap_or(usize::MAX)));
    let first = match col {
        Some(_) => last,
        None => upto((line, 0)),
    };
    let first = first.min(last.saturating_sub(1));
    (first..last).map(|ix| SentenceIx(ix as u32)).collect()
}

/// `https://example.org/briefing/actors/x/`, `/actors/x/`, `public/actors/x/index.html`, an old address, or the address
/// of an article's original.
fn by_address(view: &View<'_>, asked: &str) -> Vec<Subject> {
    if !asked.contains('/') {
        return Vec::new();
    }
    let original = view.ids().find(|id| {
        let url = view.article(*id).and_then(|article| article.url.as_deref());
        url.is_some_and(|url| url.trim_end_matches('/') == asked.trim_end_matches('/'))
    });
    if let Some(id) = original {
        return vec![Subject::Article(id, None)];
    }
    let (address, fragment) = asked.split_once('#').unwrap_or((asked, ""));
    let address = address.split('?').next().unwrap_or_default();
    let path = address
        .split_once("://")
        .map_or(address, |(_, behind)| behind);
    by_path(view, path, fragment)
        .or_else(|| {
            let redirects = view.site.redirects();
            let old = |from: &str| {
                path.trim_end_matches('/')
                    .ends_with(from.trim_end_matches('/'))
            };
            let (_, to) = redirects
                .iter()
                .find(|(from, _)| from.len() > 1 && old(from))?;
            by_path(view, to, fragment)
        })
        .into_iter()
        .collect()
}

/// A folder of pages and a slug behind it, wherever they stand in the path.
fn by_path(view: &View<'_>, path: &str, fragment: &str) -> Option<Subject> {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let mut pairs = parts.windows(2).rev();
    pairs.find_map(|pair| {
        let [folder, name] = pair else { return None };
        let slug = Slug::parse(name.strip_suffix(".md").unwrap_or(name))?;
        let of = Folder::named(folder)?;
        Some(match in_folder(view, of, &slug)? {
            Subject::Article(id, None) => Subject::Article(id, anchor(view, id, fragment)),
            other => other,
        })
    })
}

/// `s12`
fn anchor(view: &View<'_>, id: ArticleId, fragment: &str) -> Option<SentenceIx> {
    let n: u32 = fragment.strip_prefix('s')?.parse().ok()?;
    let sentence = SentenceIx(n.checked_sub(1)?);
    view.has_sentence(id, sentence).then_some(sentence)
}

#[derive(Clone, Copy)]
enum Folder {
    Actors,
    Events,
    Stories,
    Articles,
}

impl Folder {
    const ALL: [Self; 4] = [Self::Actors, Self::Events, Self::Stories, Self::Articles];

    /// The folder of a page's address, or the word for one thing, as decisions write it.
    fn named(name: &str) -> Option<Self> {
        match name {
            "actors" | "places" | "actor" | "place" => Some(Self::Actors),
            "events" | "event" => Some(Self::Events),
            "stories" | "story" => Some(Self::Stories),
            "articles" | "article" => Some(Self::Articles),
            _ => None,
        }
    }
}

fn in_folder(view: &View<'_>, folder: Folder, slug: &Slug) -> Option<Subject> {
    let picture = &view.site.resolution;
    match folder {
        Folder::Actors => {
            let at = picture.actors.iter().position(|actor| actor.slug == *slug);
            at.map(|ix| Subject::Actor(ActorId(ix as u32)))
        }
        Folder::Events => {
            let at = picture.events.iter().position(|event| event.slug == *slug);
            at.map(|ix| Subject::Event(EventId(ix as u32)))
        }
        Folder::Stories => {
            let at = picture.stories.iter().position(|story| story.slug == *slug);
            at.map(|ix| Subject::Story(StoryId(ix as u32)))
        }
        Folder::Articles => {
            let at = view.site.articles.iter();
            let at = at.clone().position(|article| article.slug == *slug);
            at.map(|ix| Subject::Article(ArticleId(ix as u32), None))
        }
    }
}

/// A slug of anything, or one that something had before.
fn by_slug(view: &View<'_>, asked: &str) -> Vec<Subject> {
    let (name, fragment) = asked.split_once('#').unwrap_or((asked, ""));
    let Some(slug) = Slug::parse(name) else {
        return Vec::new();
    };
    // Only articles have sentences.
    let folders = match fragment {
        "" => &Folder::ALL[..],
        _ => &[Folder::Articles],
    };
    let now: Vec<Subject> = folders
        .iter()
        .filter_map(|folder| in_folder(view, *folder, &slug))
        .map(|subject| match subject {
            Subject::Article(id, None) => Subject::Article(id, anchor(view, id, fragment)),
            other => other,
        })
        .collect();
    if !now.is_empty() {
        return now;
    }
    let redirects = view.site.resolution.redirects.iter();
    let old = redirects.filter(|redirect| {
        let from = redirect.from.trim_matches('/');
        from.rsplit('/').next() == Some(slug.as_str())
    });
    old.filter_map(|redirect| by_path(view, &redirect.to, ""))
        .collect()
}

/// Actors by a full name, however it is spelt.
fn by_name(view: &View<'_>, asked: &str) -> Vec<Subject> {
    let wanted = name_key(asked);
    if wanted.is_empty() {
        return Vec::new();
    }
    let bears = |name: &String| name_key(name) == wanted;
    let actors = view.site.resolution.actors.iter().enumerate();
    let mut found: Vec<(bool, usize)> = actors
        .filter(|(_, actor)| bears(&actor.name) || actor.aliases.iter().any(bears))
        .map(|(ix, actor)| (!bears(&actor.name), ix))
        .collect();
    found.sort_unstable();
    found
        .into_iter()
        .map(|(_, ix)| Subject::Actor(ActorId(ix as u32)))
        .collect()
}

/// Words in small letters, one blank between two.
fn plain(text: &str) -> String {
    let words = text.split(|ch: char| !ch.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

fn by_title(view: &View<'_>, asked: &str) -> Vec<Subject> {
    let wanted = plain(asked);
    if wanted.is_empty() {
        return Vec::new();
    }
    let picture = &view.site.resolution;
    let events = picture.events.iter().enumerate();
    let events = events
        .filter(|(_, event)| plain(&event.title) == wanted)
        .map(|(ix, _)| Subject::Event(EventId(ix as u32)));
    let stories = picture.stories.iter().enumerate();
    let stories = stories
        .filter(|(_, story)| plain(&story.name) == wanted)
        .map(|(ix, _)| Subject::Story(StoryId(ix as u32)));
    let articles = view.ids().filter(|id| {
        let article = view.article(*id);
        article.is_some_and(|article| plain(&article.title) == wanted)
    });
    let articles = articles.map(|id| Subject::Article(id, None));
    events.chain(stories).chain(articles).collect()
}

/// Quotations that hold the words.
fn quotes(view: &View<'_>, asked: &str) -> Vec<Subject> {
    let wanted = plain(asked);
    if wanted.split(' ').count() < QUOTED {
        return Vec::new();
    }
    let all = view.site.resolution.quotes.iter().enumerate();
    let holds = all.filter(|(_, quote)| {
        let found = view.quote(quote);
        found.is_some_and(|found| plain(&view.words(quote.article, found.span)).contains(&wanted))
    });
    holds
        .map(|(ix, _)| Subject::Quote(QuoteId(ix as u32)))
        .collect()
}

/// Where words stand in a text, as whole words, in any case.
pub(super) fn occurrences(text: &str, words: &str) -> Vec<Span> {
    let is_end = |ch: Option<char>| ch.is_none_or(|ch| !ch.is_alphanumeric());
    let Some(first) = words.chars().next() else {
        return Vec::new();
    };
    let starts = text
        .char_indices()
        .filter(|(_, ch)| ch.to_lowercase().eq(first.to_lowercase()));
    let found = starts.filter_map(|(at, _)| {
        let rest = text.get(at..)?;
        let len = prefix(rest, words)?;
        let whole =
            is_end(text.get(..at)?.chars().next_back()) && is_end(rest.get(len..)?.chars().next());
        whole.then(|| Span::new(at, at + len))
    });
    found.collect()
}

/// How many bytes of a text the words are that it begins with.
fn prefix(text: &str, words: &str) -> Option<usize> {
    let mut rest = text.char_indices();
    for wanted in words.chars() {
        let (_, ch) = rest.next()?;
        let same = ch == wanted
            || ch.to_lowercase().eq(wanted.to_lowercase())
            || (ch.is_whitespace() && wanted.is_whitespace());
        if !same {
            return None;
        }
    }
    Some(text.len() - rest.as_str().len())
}

/// The name, when it stands in a text.
fn mentioned(view: &View<'_>, asked: &str) -> Option<Subject> {
    let name = folded(asked);
    let stands = view.ids().any(|id| {
        let article = view.article(id);
        article.is_some_and(|article| !occurrences(&article.text.text, &name).is_empty())
    });
    stands.then_some(Subject::Name(name))
}

/// What is called nearly so, the most alike first.
pub(super) fn near(view: &View<'_>, asked: &str) -> Vec<Heading> {
    let last = asked.trim_end_matches('/').rsplit('/').next();
    let wanted = plain(last.unwrap_or(asked));
    let picture = &view.site.resolution;
    let mut scored: Vec<(f64, Subject)> = Vec::new();
    let mut score = |names: &[&str], subject: Subject| {
        let alike = |name: &&str| strsim::jaro_winkler(&wanted, &plain(name));
        let best = names.iter().map(alike).fold(0.0, f64::max);
        if best >= NEAR {
            scored.push((best, subject));
        }
    };
    for (ix, actor) in picture.actors.iter().enumerate() {
        let aliases = actor.aliases.iter().map(String::as_str);
        let names: Vec<&str> = [actor.name.as_str(), actor.slug.as_str()]
            .into_iter()
            .chain(aliases)
            .collect();
        score(&names, Subject::Actor(ActorId(ix as u32)));
    }
    for (ix, event) in picture.events.iter().enumerate() {
        let names = [event.title.as_str(), event.slug.as_str()];
        score(&names, Subject::Event(EventId(ix as u32)));
    }
    for (ix, story) in picture.stories.iter().enumerate() {
        let names = [story.name.as_str(), story.slug.as_str()];
        score(&names, Subject::Story(StoryId(ix as u32)));
    }
    for (article, id) in view.site.articles.iter().zip(view.ids()) {
        let names = [article.title.as_str(), article.slug.as_str()];
        score(&names, Subject::Article(id, None));
    }
    scored.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.cmp(y)));
    let best = scored.into_iter().take(5);
    best.filter_map(|(_, subject)| view.heading(&subject))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_in_any_case_and_over_line_breaks() {
        let text = "Zoë Kim and\nKIMBERLY met zoë\nkim.";
        let found = occurrences(text, "zoë kim");
        let words: Vec<&str> = found.iter().map(|span| span.of(text)).collect();
        assert_eq!(words, ["Zoë Kim", "zoë\nkim"]);
        assert!(occurrences(text, "").is_empty());
    }
}
