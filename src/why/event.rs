//! Why an event stands on the site: its word and type, its status, its date and the way there, who and where, which
//! reports were taken for one, and which events that look alike were not.

use super::actor::{at, told};
use super::find::Subject;
use super::view::{View, status_word, type_word};
use super::{Advice, Answer, Item, Part};
use crate::content::editorial::Action;
use crate::date::Edtf;
use crate::extract::facts::{EventMention, EventStatus, ParticipantRole};
use crate::resolve::{
    ActorId, Event, EventId, EventReport, EventWhen, Origin, Participant, SentenceRef,
};
use crate::slug::Slug;
use std::collections::BTreeSet;

/// Days between two events that are still laid beside each other.
const NEAR: i32 = 10;

pub(super) fn answer(view: &View<'_>, id: EventId) -> Answer {
    let mut answer = view.about(&Subject::Event(id));
    let Some(event) = view.event(id) else {
        return answer;
    };
    let found = Found { view, id, event };
    answer.parts = vec![
        found.word(),
        found.when(),
        found.other_dates(),
        found.who(),
        found.place(),
        found.reports(),
        found.history(),
        found.alike(),
        found.title(),
        found.editors(),
    ];
    answer.advice = found.advice();
    answer
}

struct Found<'v, 'a> {
    view: &'v View<'a>,
    id: EventId,
    event: &'a Event,
}

impl<'a> Found<'_, 'a> {
    fn first(&self) -> Option<(&'a EventReport, &'a EventMention)> {
        let report = self.event.reports.first()?;
        Some((report, self.view.event_mention(report)?))
    }

    /// What happened, and how it stands.
    fn word(&self) -> Part {
        let word = self.first().into_iter().map(|(report, mention)| {
            let words = self.view.words(report.sentence.article, mention.trigger);
            let says = format!(
                "\"{words}\" is an event of type {}",
                type_word(mention.event_type)
            );
            Item::new(says)
                .rule(mention.rule.0)
                .cited(self.view.cited(report.sentence, &[mention.trigger]))
        });
        let status = Item::new(format!("its status is {}", status_word(self.event.status)))
            .rule(status_rule(self.event.status))
            .notes(self.overdue())
            .notes(self.claimant());
        self.view.part("what", word.chain([status]), Some)
    }

    fn overdue(&self) -> Option<String> {
        let day = self.view.site.as_of.filter(|_| self.event.overdue)?;
        Some(format!(
            "overdue: its last day is before {day}, for which the site speaks, and no article reports it as done"
        ))
    }

    fn claimant(&self) -> Option<String> {
        let mut reports = self.event.reports.iter();
        let source = reports.find_map(|report| report.source)?;
        Some(format!("so says {}", self.view.name(source)))
    }

    fn when(&self) -> Part {
        let item = match &self.event.date {
            Some(when) => self.dated(when),
            None => Some(Item::new("no date").rule("undated")),
        };
        self.view.part("when", item, Some)
    }

    fn other_dates(&self) -> Part {
        let dates = &self.event.other_dates;
        self.view
            .part("other dates that reports give", dates, |when| {
                self.dated(when)
            })
    }

    /// A date with its reckoning, or its editor.
    fn dated(&self, when: &EventWhen) -> Option<Item> {
        if let Origin::Editor(place) = &when.origin {
            let says = format!("{} ({})", when.edtf, when.edtf.human());
            return Some(Item::new(says).rule("decision").notes([at(place)]));
        }
        let report = self.report_of(when)?;
        let date = self.view.event_mention(report)?.date?.date;
        let item = self.view.reckoned(report.sentence.article, date)?;
        Some(match when.inherited {
            true => {
                item.notes(["taken over from the sentence before, in the same paragraph".into()])
            }
            false => item,
        })
    }

    /// The report that gives a date in these words.
    fn report_of(&self, when: &EventWhen) -> Option<&'a EventReport> {
        let mut reports = self.event.reports.iter();
        reports.find(|report| {
            let date = self.view.event_mention(report).and_then(|it| it.date);
            let facts = self.view.facts(report.sentence.article);
            let of = |ix: usize| facts.and_then(|facts| facts.dates.get(ix));
            date.and_then(|date| of(date.date.ix()))
                .is_some_and(|date| {
                    let sentence = SentenceRef {
                        article: report.sentence.article,
                        sentence: date.sentence,
                    };
                    date.value == when.edtf && when.origin == Origin::Extracted(sentence)
                })
        })
    }

    fn who(&self) -> Part {
        self.view
            .part("who", &self.event.participants, |who| self.participant(who))
    }

    fn participant(&self, who: &Participant) -> Option<Item> {
        let says = format!("{}, {}", self.view.name(who.actor), role_word(who.role));
        let Some(sentence) = who.evidence else {
            return Some(Item::new(says).rule("decision"));
        };
        let mut reports = self.event.reports.iter();
        let report = reports.find(|report| report.sentence == sentence)?;
        let article = sentence.article;
        let mention = self.view.event_mention(report)?;
        let mut parts = mention.participants.iter();
        let found = parts.find(|(ix, _)| self.view.who(article, *ix) == Some(who.actor));
        let item = Item::new(says);
        let Some((ix, _)) = found else {
            return Some(item.cited(self.view.cited(sentence, &[])));
        };
        let span = self.view.facts(article)?.mentions.get(ix.ix())?.span;
        let item = item.cited(self.view.cited(sentence, &[span]));
        Some(item.notes(self.view.weighed(article, *ix)))
    }

    fn place(&self) -> Part {
        self.view.part("where", self.event.place, |place| {
            let item = Item::new(self.view.name(place));
            let mut reports = self.event.reports.iter();
            let found = reports.find_map(|report| {
                let ix = self.view.event_mention(report)?.place?;
                let article = report.sentence.article;
                (self.view.who(article, ix) == Some(place)).then_some((article, ix))
            });
            let Some((article, ix)) = found else {
                return Some(item.rule("decision"));
            };
            let span = self.view.facts(article)?.mentions.get(ix.ix())?.span;
            Some(item.cited(self.view.cited_at(article, &[span])))
        })
    }

    fn reports(&self) -> Part {
        let all = self.event.reports.iter().enumerate();
        let title = match self.event.reports.len() {
            0 | 1 => "reported",
            _ => "reports taken for one",
        };
        self.view
            .part(title, all, |(n, report)| self.report(n, report))
    }

    fn report(&self, n: usize, report: &EventReport) -> Option<Item> {
        let mention = self.view.event_mention(report)?;
        let article = report.sentence.article;
        let words = self.view.words(article, mention.trigger);
        let day = self.view.article(article)?.day();
        let day = day.map_or_else(String::new, |day| format!(", {day}"));
        let item = Item::new(format!("\"{words}\", {}{day}", status_word(report.status)))
            .cited(self.view.cited(report.sentence, &[mention.trigger]));
        if n == 0 {
            return Some(item);
        }
        Some(match self.merged() {
            Some(note) => item.rule("decision").notes([note]),
            None => item
                .rule("same-happening")
                .notes(self.shared(report, mention)),
        })
    }

    /// The editors' decision that joined reports.
    fn merged(&self) -> Option<String> {
        let mut decisions = self.view.site.editorial.decisions.iter();
        let decision = decisions.find(|decision| match &decision.action {
            Action::Merge { slugs, keep } => {
                *keep == self.event.slug || slugs.contains(&self.event.slug)
            }
            _ => false,
        });
        decision.map(told)
    }

    /// What a report has in common with the event.
    fn shared(&self, report: &EventReport, mention: &EventMention) -> Vec<String> {
        let article = report.sentence.article;
        let own = mention.participants.iter();
        let own: BTreeSet<ActorId> = own
            .filter_map(|(ix, _)| self.view.who(article, *ix))
            .collect();
        let both = self.event.participants.iter();
        let both = both.filter(|who| own.contains(&who.actor));
        let names: Vec<&str> = both.map(|who| self.view.name(who.actor)).collect();
        let date = mention.date.and_then(|date| {
            let dates = &self.view.links(article)?.dates;
            dates.get(date.date.ix()).copied().flatten()
        });
        let date = match date {
            Some(date) => format!("it says {date}"),
            None => "it gives no date of its own".to_owned(),
        };
        let who = (!names.is_empty()).then(|| format!("in common: {}", names.join(", ")));
        who.into_iter().chain([date]).collect()
    }

    fn history(&self) -> Part {
        let changes = &self.event.history;
        let changes = changes.iter().filter(|_| changes.len() > 1);
        self.view.part("how its status changed", changes, |change| {
            let day = change
                .as_of
                .map_or_else(|| "undated".into(), |day| day.to_string());
            let item = Item::new(format!("{day}: {}", status_word(change.status)));
            Some(item.cited(self.view.cited(change.evidence, &[])))
        })
    }

    /// Events of the same actors near it that were not taken for the same, the nearest first.
    fn alike(&self) -> Part {
        let own = actors(self.event);
        let all = self.view.site.resolution.events.iter().zip(0..);
        let mut near: Vec<(i32, &Event, Vec<String>)> = all
            .filter(|(_, ix)| EventId(*ix) != self.id)
            .filter_map(|(other, _)| {
                let shared = actors(other).intersection(&own).count();
                let gap = gap(self.event, other)?;
                let is_like =
                    shared >= 2 || (shared == 1 && other.event_type == self.event.event_type);
                (is_like && gap <= NEAR).then(|| (gap, other, self.differences(other)))
            })
            .filter(|(_, _, differences)| !differences.is_empty())
            .collect();
        near.sort_by_key(|(gap, other, differences)| (*gap, differences.len(), &other.slug));
        near.truncate(self.view.most.min(3));
        self.view.part(
            "alike, and not taken for it",
            near,
            |(_, other, differences)| {
                let says = format!("{} (event/{})", other.title, other.slug);
                Some(Item::new(says).rule("other-happening").notes(differences))
            },
        )
    }

    /// What speaks against the two being one.
    fn differences(&self, other: &Event) -> Vec<String> {
        let mut found = Vec::new();
        if other.event_type != self.event.event_type {
            found.push(format!(
                "another type: {}, not {}",
                type_word(other.event_type),
                type_word(self.event.event_type)
            ));
        }
        match (edtf(self.event), edtf(other)) {
            (Some(one), Some(two)) if !one.overlaps(&two) => {
                found.push(format!("another day: {two}, not {one}"));
            }
            (Some(_), None) => found.push("it has no date".into()),
            _ => {}
        }
        let (own, others) = (actors(self.event), actors(other));
        if !own.is_subset(&others) && !others.is_subset(&own) {
            found.push("other sides".into());
        }
        if let (Some(one), Some(two)) = (self.event.place, other.place)
            && one != two
        {
            found.push(format!(
                "another place: {}, not {}",
                self.view.name(two),
                self.view.name(one)
            ));
        }
        found
    }

    fn title(&self) -> Part {
        let item = Item::new(&self.event.title);
        let item = match &self.event.title_origin {
            Origin::Derived(rule) => item.rule(rule),
            Origin::Editor(place) => item.rule("decision").notes([at(place)]),
            Origin::Extracted(sentence) => item.cited(self.view.cited(*sentence, &[])),
        };
        self.view.part("its title", [item], Some)
    }

    fn editors(&self) -> Part {
        self.view
            .part("the editors' word", &self.event.editor_file, |place| {
                Some(Item::new(at(place)).rule("decision"))
            })
    }

    fn advice(&self) -> Vec<Advice> {
        let (view, slug) = (self.view, &self.event.slug);
        let mut advice = Vec::new();
        let date = self.event.date.as_ref();
        if let Some(when) = date
            && let Some(report) = self.report_of(when)
            && let Some(date) = view.event_mention(report).and_then(|it| it.date)
            && let Some(facts) = view.facts(report.sentence.article)
            && let Some(found) = facts.dates.get(date.date.ix())
        {
            let value = view.other_value(report.sentence.article, found);
            let when = "the article means another day";
            advice.extend(view.fix_date(report.sentence.article, found.span, &value, when));
        }
        advice.push(view.decision(
            &format!(
                "set: event/{slug}\nstatus: {}",
                status_word(self.event.status)
            ),
            "its status is another; `edtf` and `location` are set in the same way",
        ));
        let other = self.nearest();
        match other {
            Some(other) => advice.extend(view.merge_or_part("event/", slug, &other)),
            None => advice.push(view.decision(
                &format!("merge: [event/{slug}, event/another-slug]\nkeep: event/{slug}"),
                "another event is the same",
            )),
        }
        advice.push(view.decision(&format!("hide: event/{slug}"), "it is no event"));
        advice
    }

    /// The event that is most like it.
    fn nearest(&self) -> Option<Slug> {
        let alike = self.alike();
        let says = &alike.items.first()?.says;
        let slug = says.rsplit_once("(event/")?.1.trim_end_matches(')');
        Slug::parse(slug)
    }
}

fn actors(event: &Event) -> BTreeSet<ActorId> {
    event.participants.iter().map(|who| who.actor).collect()
}

fn edtf(event: &Event) -> Option<Edtf> {
    event.date.as_ref().map(|when| when.edtf)
}

/// Days between two events; nothing for undated ones that are not of one day.
fn gap(one: &Event, other: &Event) -> Option<i32> {
    let (Some(one), Some(other)) = (edtf(one), edtf(other)) else {
        return Some(NEAR);
    };
    if one.overlaps(&other) {
        return Some(0);
    }
    let (first, second) = match one.latest()? < other.earliest()? {
        true => (one, other),
        false => (other, one),
    };
    Some((second.earliest()? - first.latest()?).get_days())
}

fn status_rule(status: EventStatus) -> &'static str {
    match status {
        EventStatus::Happened => "status-happened",
        EventStatus::Ongoing => "status-ongoing",
        EventStatus::Planned => "status-planned",
        EventStatus::Postponed => "status-postponed",
        EventStatus::CalledOff => "status-called-off",
        EventStatus::Claimed => "status-claimed",
        EventStatus::Denied => "status-denied",
    }
}

fn role_word(role: ParticipantRole) -> &'static str {
    match role {
        ParticipantRole::Agent => "as agent",
        ParticipantRole::Counterpart => "as counterpart",
        ParticipantRole::Participant => "takes part",
        ParticipantRole::Concerned => "is concerned",
    }
}
