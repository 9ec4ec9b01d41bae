//! Articles with facts by hand, for tests of resolution: a text and who and what is in it.

use super::cast::Pages;
use super::{Resolution, resolve_for};
use crate::content::editorial::{Action, ActorFile, CitedText, Decision, EventFile, StoryFile};
use crate::content::{Article, ArticleId, Editorial};
use crate::date::Edtf;
use crate::diag::{Diagnostic, Place};
use crate::extract::ArticleFacts;
use crate::extract::facts::{
    Anchor, DateIx, DateMention, EventDate, EventMention, EventStatus, EventType, Gender, Mention,
    MentionClass, MentionIx, MentionKind, ParticipantRole, Quote, QuoteKind, Referent, ReferentIx,
    Role, RoleStatus, Rule, Sentence, SentenceIx,
};
use crate::slug::Slug;
use crate::text::{Block, BlockKind, PlainText, Span};
use std::path::Path;
use std::sync::Arc;

const RULE: Rule = Rule("test");

/// An article in the making.
#[derive(Clone, Debug)]
pub struct Draft {
    pub article: Article,
    pub facts: ArticleFacts,
}

pub fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap_or_else(|| panic!("no slug: {text}"))
}

/// An article: the first line is the title, every other line a paragraph. An empty date is none.
pub fn article(name: &str, date: &str, text: &str) -> Draft {
    let mut blocks = Vec::new();
    let mut sentences = Vec::new();
    let mut at = 0;
    for (ix, line) in text.lines().enumerate() {
        let kind = if ix == 0 {
            BlockKind::Title
        } else {
            BlockKind::Paragraph
        };
        blocks.push(Block {
            span: Span::new(at, at + line.len()),
            kind,
        });
        let mut start = 0;
        for part in line.split_inclusive(". ") {
            let span = Span::new(at + start, at + start + part.trim_end().len());
            sentences.push(Sentence {
                span,
                block: ix as u32,
            });
            start += part.len();
        }
        at += line.len() + 1;
    }
    Draft {
        article: Article {
            path: Path::new("content/articles").join(format!("{name}.md")),
            source: text.into(),
            ..Article::of_text(
                slug(name),
                text.lines().next().unwrap_or_default().to_owned(),
                date.parse().ok(),
                PlainText {
                    text: text.to_owned(),
                    blocks,
                    runs: Vec::new(),
                },
            )
        },
        facts: ArticleFacts {
            sentences,
            ..ArticleFacts::default()
        },
    }
}

impl Draft {
    fn span(&self, words: &str) -> Span {
        let text = &self.article.text.text;
        let at = text
            .find(words)
            .unwrap_or_else(|| panic!("not in the text: {words}"));
        Span::new(at, at + words.len())
    }

    fn sentence(&self, span: Span) -> SentenceIx {
        self.facts.sentence_at(span.start).unwrap_or(SentenceIx(0))
    }

    /// A referent and a mention at each place where its name stands and nothing else is mentioned yet.
    fn refer(
        mut self,
        kind: MentionKind,
        name: &str,
        is_full: bool,
        country: Option<[u8; 2]>,
    ) -> Self {
        let referent = ReferentIx(self.facts.referents.len() as u32);
        self.facts.referents.push(Referent {
            kind,
            name: name.to_owned(),
            strong: Vec::new(),
            weak: Vec::new(),
            country,
            is_full,
            gender: None,
            roles: Vec::new(),
        });
        self.mention_all(kind, name, referent);
        self
    }

    fn mention_all(&mut self, kind: MentionKind, words: &str, referent: ReferentIx) {
        let spans: Vec<Span> = self
            .article
            .text
            .text
            .match_indices(words)
            .map(|(at, _)| Span::new(at, at + words.len()))
            .filter(|span| {
                self.facts
                    .mentions
                    .iter()
                    .all(|known| !known.span.overlaps(*span))
            })
            .collect();
        for span in spans {
            self.facts.mentions.push(Mention {
                span,
                kind,
                class: MentionClass::Name,
                referent: Some(referent),
                sentence: self.sentence(span),
                rule: RULE,
            });
        }
    }

    pub fn person(self, name: &str) -> Self {
        self.refer(MentionKind::Person, name, true, None)
    }

    pub fn surname(self, name: &str) -> Self {
        self.refer(MentionKind::Person, name, false, None)
    }

    pub fn body(self, name: &str) -> Self {
        self.refer(MentionKind::Organization, name, true, None)
    }

    pub fn place(self, name: &str) -> Self {
        self.refer(MentionKind::Place, name, true, None)
    }

    pub fn unlisted_place(self, name: &str) -> Self {
        self.refer(MentionKind::Place, name, false, None)
    }

    pub fn country(self, name: &str, code: &[u8; 2]) -> Self {
        self.refer(MentionKind::Place, name, true, Some(*code))
    }

    fn known(&mut self, name: &str) -> &mut Referent {
        self.facts
            .referents
            .iter_mut()
            .find(|referent| referent.name == name)
            .unwrap_or_else(|| panic!("no referent {name}"))
    }

    /// Other mentions of the referent in the article: "Kim" for "Kim Jong Un".
    pub fn also(mut self, name: &str, words: &str) -> Self {
        self.known(name).weak.push(words.to_owned());
        let ix = self
            .facts
            .referents
            .iter()
            .position(|referent| referent.name == name);
        let kind = self.known(name).kind;
        if let Some(ix) = ix {
            self.mention_all(kind, words, ReferentIx(ix as u32));
        }
        self
    }

    pub fn strong(mut self, name: &str, alias: &str) -> Self {
        self.known(name).strong.push(alias.to_owned());
        self
    }

    pub fn gender(mut self, name: &str, gender: Gender) -> Self {
        self.known(name).gender = Some(gender);
        self
    }

    /// The name is described so in its first sentence.
    pub fn role(mut self, name: &str, title: &str, of: Option<&str>) -> Self {
        let span = self.span(name);
        let sentence = self.sentence(span);
        let of_mention = of.and_then(|of| self.find(of));
        self.known(name).roles.push(Role {
            title: title.to_owned(),
            of: of.map(str::to_owned),
            of_mention,
            status: RoleStatus::Current,
            sentence,
            span,
            rule: RULE,
        });
        self
    }

    fn find(&self, words: &str) -> Option<MentionIx> {
        let text = &self.article.text.text;
        let ix = self
            .facts
            .mentions
            .iter()
            .position(|mention| mention.span.of(text) == words)?;
        Some(MentionIx(ix as u32))
    }

    /// A happening: the trigger stands in the text; participants, place and date words are mentioned before.
    pub fn event(
        mut self,
        (trigger, event_type, status): (&str, EventType, EventStatus),
        who: &[&str],
        date: Option<(&str, &str)>,
        place: Option<&str>,
    ) -> Self {
        let span = self.span(trigger);
        let sentence = self.sentence(span);
        let date = date.map(|(words, value)| EventDate {
            date: self.date(words, value),
            inherited: false,
        });
        let participants = who
            .iter()
            .map(|name| {
                let mention = self
                    .find(name)
                    .unwrap_or_else(|| panic!("no mention {name}"));
                (mention, ParticipantRole::Participant)
            })
            .collect();
        self.facts.events.push(EventMention {
            trigger: span,
            event_type,
            status,
            participants,
            phrase: None,
            date,
            place: place.and_then(|place| self.find(place)),
            source: None,
            sentence,
            rule: RULE,
        });
        self
    }

    fn date(&mut self, words: &str, value: &str) -> DateIx {
        let span = self.span(words);
        let value: Edtf = value.parse().unwrap_or_else(|_| panic!("no date {value}"));
        self.facts.dates.push(DateMention {
            span,
            value,
            timex: value.to_string(),
            anchor: Anchor::Absolute,
            sentence: self.sentence(span),
            rule: RULE,
        });
        DateIx(self.facts.dates.len() as u32 - 1)
    }

    pub fn quote(mut self, words: &str, speaker: Option<&str>) -> Self {
        let span = self.span(words);
        self.facts.quotes.push(Quote {
            span,
            kind: QuoteKind::Direct,
            speaker: speaker.and_then(|speaker| self.find(speaker)),
            speaker_text: None,
            cue: None,
            relay: None,
            sentence: self.sentence(span),
            rule: RULE,
        });
        self
    }

    /// The same with anything else about the article.
    pub fn with(mut self, change: impl FnOnce(&mut Article)) -> Self {
        change(&mut self.article);
        self
    }
}

/// A site of drafts and the editors' words.
#[derive(Clone, Debug, Default)]
pub struct Site {
    pub drafts: Vec<Draft>,
    pub editorial: Editorial,
    pub as_of: Option<jiff::civil::Date>,
}

pub fn site(drafts: impl IntoIterator<Item = Draft>) -> Site {
    Site {
        drafts: drafts.into_iter().collect(),
        ..Site::default()
    }
}

pub fn place() -> Place {
    Place::file(Path::new("content/decisions.yaml"))
}

impl Site {
    pub fn decide(mut self, action: Action) -> Self {
        let id = format!("d{}", self.editorial.decisions.len() + 1);
        self.editorial.decisions.push(Decision {
            id,
            at: None,
            by: None,
            because: None,
            action,
            place: place(),
        });
        self
    }

    pub fn actor_file(mut self, name: &str, change: impl FnOnce(&mut ActorFile)) -> Self {
        let mut file = ActorFile {
            slug: slug(name),
            place: place(),
            kind: None,
            name: None,
            aliases: Vec::new(),
            weak_aliases: Vec::new(),
            not_same: Vec::new(),
            same_as: Vec::new(),
            roles: Vec::new(),
            hide: false,
            pin: Vec::new(),
            body: None,
        };
        change(&mut file);
        self.editorial.actors.push(file);
        self
    }

    pub fn event_file(mut self, name: &str, change: impl FnOnce(&mut EventFile)) -> Self {
        let mut file = EventFile {
            slug: slug(name),
            place: place(),
            name: None,
            event_type: None,
            status: None,
            edtf: None,
            location: None,
            participants: Vec::new(),
            same_event: Vec::new(),
            not_same: Vec::new(),
            source: None,
            body: None,
        };
        change(&mut file);
        self.editorial.events.push(file);
        self
    }

    pub fn story_file(mut self, name: &str, change: impl FnOnce(&mut StoryFile)) -> Self {
        let mut file = StoryFile {
            slug: slug(name),
            place: place(),
            name: None,
            status: None,
            seed_actors: Vec::new(),
            seed_keywords: Vec::new(),
            include: Vec::new(),
            exclude: Vec::new(),
            key_points: Vec::new(),
            open_questions: Vec::new(),
            watch: Vec::new(),
            chapters: Vec::new(),
            body: None,
        };
        change(&mut file);
        self.editorial.stories.push(file);
        self
    }

    /// With a page for everybody: most tests name whom they speak of once.
    pub fn resolve(&self) -> (Resolution, Vec<Diagnostic>) {
        self.resolve_for(Pages::Named)
    }

    pub fn resolve_for(&self, pages: Pages) -> (Resolution, Vec<Diagnostic>) {
        let mut drafts = self.drafts.clone();
        drafts.sort_by_key(|draft| {
            (
                draft.article.date.is_none(),
                draft.article.day(),
                draft.article.slug.clone(),
            )
        });
        for (ix, draft) in drafts.iter_mut().enumerate() {
            draft.article.id = ArticleId(ix as u32);
        }
        let (articles, facts): (Vec<Arc<Article>>, Vec<Arc<ArticleFacts>>) = drafts
            .into_iter()
            .map(|draft| (Arc::new(draft.article), Arc::new(draft.facts)))
            .unzip();
        resolve_for(pages, &articles, &facts, &self.editorial, self.as_of)
    }

    pub fn picture(&self) -> Resolution {
        self.resolve().0
    }

    pub fn codes(&self) -> Vec<String> {
        let mut codes: Vec<String> = self
            .resolve()
            .1
            .iter()
            .map(|diagnostic| diagnostic.code.to_string())
            .collect();
        codes.sort_unstable();
        codes
    }
}

pub fn cited(text: &str, evidence: &[&str]) -> CitedText {
    CitedText {
        text: text.to_owned(),
        evidence: evidence
            .iter()
            .map(|citation| (*citation).to_owned())
            .collect(),
        place: place(),
    }
}

pub fn actor_slugs(picture: &Resolution) -> Vec<&str> {
    picture
        .actors
        .iter()
        .map(|actor| actor.slug.as_str())
        .collect()
}

pub fn event_slugs(picture: &Resolution) -> Vec<&str> {
    picture
        .events
        .iter()
        .map(|event| event.slug.as_str())
        .collect()
}
