//! What was read off an article, as a whole or in one sentence, and which names in it lead nowhere.

use super::absent;
use super::find::Subject;
use super::quote;
use super::view::{View, count, status_word, type_word};
use super::{Advice, Answer, Item, Part};
use crate::content::ArticleId;
use crate::extract::facts::{DateIx, EventMention, MentionClass, MentionIx, SentenceIx};
use crate::resolve::SentenceRef;

pub(super) fn answer(view: &View<'_>, id: ArticleId) -> Answer {
    let mut answer = view.about(&Subject::Article(id, None));
    let found = Found {
        view,
        id,
        only: None,
    };
    answer.parts = vec![
        found.day(),
        found.stories(),
        found.unlinked(),
        found.events(),
        found.dates(),
        found.quotes(),
        found.actors(),
    ];
    answer.advice = found.advice();
    answer
}

/// All that one sentence was read as.
pub(super) fn sentence(view: &View<'_>, id: ArticleId, sentence: SentenceIx) -> Answer {
    let mut answer = view.about(&Subject::Article(id, Some(sentence)));
    let found = Found {
        view,
        id,
        only: Some(sentence),
    };
    let whole = SentenceRef {
        article: id,
        sentence,
    };
    let words = Item::new(format!("s{}", sentence.0 + 1)).cited(view.cited(whole, &[]));
    answer.parts = vec![
        view.part("sentence", [words], Some),
        found.mentions(),
        found.events(),
        found.dates(),
        found.quotes(),
    ];
    answer.advice = found.advice();
    answer
}

struct Found<'v, 'a> {
    view: &'v View<'a>,
    id: ArticleId,
    /// The one sentence that counts.
    only: Option<SentenceIx>,
}

impl Found<'_, '_> {
    fn counts(&self, sentence: SentenceIx) -> bool {
        self.only.is_none_or(|only| only == sentence)
    }

    fn day(&self) -> Part {
        let Some(article) = self.view.article(self.id) else {
            return self.view.part("its day", None, Some);
        };
        let item = match article.day() {
            Some(day) => Item::new(format!("{day}: relative dates are reckoned from it")),
            None => Item::new("it has no date: relative dates stay unread").rule("no-anchor"),
        };
        let dateline = self.view.facts(self.id).and_then(|facts| {
            let dateline = facts.dateline.as_ref()?;
            let words = self.view.words(self.id, dateline.span);
            Some(format!("its dateline is \"{words}\""))
        });
        self.view.part("its day", [item.notes(dateline)], Some)
    }

    fn stories(&self) -> Part {
        let Some(links) = self.view.links(self.id) else {
            return self.view.part("its story", None, Some);
        };
        let stories = &self.view.site.resolution.stories;
        let told = links.stories.iter().filter_map(|id| stories.get(id.ix()));
        let told = told.map(|story| {
            let says = format!("{} (story/{})", story.name, story.slug);
            Item::new(says).notes([format!("dateline why story/{} tells why", story.slug)])
        });
        let copy = links.copy_of.and_then(|id| self.view.article(id));
        let copy = copy.map(|other| {
            let says = format!("it copies {} ({})", other.title, other.slug);
            Item::new(says).rule("copy")
        });
        self.view.part("its story", told.chain(copy), Some)
    }

    fn mentions(&self) -> Part {
        let all = self.view.facts(self.id).into_iter();
        let all = all.flat_map(|facts| facts.mentions.iter().zip(0..));
        let here = all.filter(|(mention, _)| self.counts(mention.sentence));
        self.view.part("who is named", here, |(mention, ix)| {
            let ix = MentionIx(ix);
            match self
                .view
                .who(self.id, ix)
                .and_then(|id| self.view.actor(id))
            {
                Some(actor) => {
                    let words = self.view.words(self.id, mention.span);
                    let says = format!("\"{words}\" is {} ({})", actor.name, actor.slug);
                    let item = Item::new(says)
                        .rule(mention.rule.0)
                        .cited(self.view.cited_at(self.id, &[mention.span]));
                    Some(item.notes(self.view.weighed(self.id, ix)))
                }
                None => absent::unlinked(self.view, self.id, ix),
            }
        })
    }

    /// Names without a page, each once.
    fn unlinked(&self) -> Part {
        let all = self.view.facts(self.id).into_iter();
        let all = all.flat_map(|facts| facts.mentions.iter().zip(0..));
        let mut seen = std::collections::BTreeSet::new();
        let named = all.filter(|(mention, ix)| {
            mention.class == MentionClass::Name
                && self.view.who(self.id, MentionIx(*ix)).is_none()
                && seen.insert(self.view.words(self.id, mention.span))
        });
        self.view.part("names without a page", named, |(_, ix)| {
            absent::unlinked(self.view, self.id, MentionIx(ix))
        })
    }

    fn actors(&self) -> Part {
        let links = self.view.links(self.id).into_iter();
        let actors = links.flat_map(|links| &links.actors);
        self.view.part("who is named", actors, |(id, n)| {
            let actor = self.view.actor(*id)?;
            let n = count(*n as usize, "time");
            Some(Item::new(format!("{} ({}), {n}", actor.name, actor.slug)))
        })
    }

    fn events(&self) -> Part {
        let all = self.view.facts(self.id).into_iter();
        let all = all.flat_map(|facts| facts.events.iter().zip(0..));
        let here = all.filter(|(event, _)| self.counts(event.sentence));
        self.view
            .part("events", here, |(event, ix)| self.event(event, ix))
    }

    fn event(&self, mention: &EventMention, ix: u32) -> Option<Item> {
        let words = self.view.words(self.id, mention.trigger);
        let here = self.view.links(self.id).into_iter();
        let here = here.flat_map(|links| &links.events);
        let mut events = here.filter_map(|id| self.view.event(*id));
        let shown = events.find(|event| {
            let mut reports = event.reports.iter();
            reports.any(|it| it.sentence.article == self.id && it.event_mention == ix)
        });
        let says = format!(
            "\"{words}\": {}, {}",
            type_word(mention.event_type),
            status_word(mention.status)
        );
        let note = match shown {
            Some(event) => format!("shown as {} (event/{})", event.title, event.slug),
            None => "no page: it takes a date with somebody, or two sides with a place or a plan, all of them with pages; or an editor hid it".into(),
        };
        let sentence = SentenceRef {
            article: self.id,
            sentence: mention.sentence,
        };
        let item = Item::new(says)
            .rule(mention.rule.0)
            .cited(self.view.cited(sentence, &[mention.trigger]));
        Some(item.notes([note]))
    }

    fn dates(&self) -> Part {
        let all = self.view.facts(self.id).into_iter();
        let all = all.flat_map(|facts| facts.dates.iter().zip(0..));
        let here = all.filter(|(date, _)| self.counts(date.sentence));
        self.view.part("dates", here, |(_, ix)| {
            self.view.reckoned(self.id, DateIx(ix))
        })
    }

    fn quotes(&self) -> Part {
        let links = self.view.links(self.id).into_iter();
        let all = links.flat_map(|links| &links.quotes);
        let all = all.filter_map(|id| self.view.site.resolution.quotes.get(id.ix()));
        let here = all.filter(|quote| {
            let found = self.view.quote(quote);
            found.is_some_and(|found| self.counts(found.sentence))
        });
        self.view
            .part("quotes", here, |quote| quote::item(self.view, quote))
    }

    /// How the first of each kind is mended.
    fn advice(&self) -> Vec<Advice> {
        let (view, id) = (self.view, self.id);
        let Some(facts) = view.facts(id) else {
            return Vec::new();
        };
        let mut mentions = facts.mentions.iter();
        let mention = mentions
            .find(|it| it.class == MentionClass::Name && self.counts(it.sentence))
            .and_then(|it| view.fix_mention(id, it.span, "another-slug", "a name is another's"));
        let mut dates = facts.dates.iter();
        let date = dates.find(|it| self.counts(it.sentence)).and_then(|it| {
            let value = view.other_value(id, it);
            view.fix_date(id, it.span, &value, "a date means another day")
        });
        let mut quotes = facts.quotes.iter();
        let quote = quotes
            .find(|it| self.counts(it.sentence))
            .and_then(|it| view.fix_quote(id, it.span, "another-slug", "somebody else said it"));
        [mention, date, quote].into_iter().flatten().collect()
    }
}
