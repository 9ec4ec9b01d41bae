//! What one article says, with the span and the rule behind each fact.
//!
//! Indices (`MentionIx` and so on) point into the lists of the same [`ArticleFacts`]. All lists are sorted by span.

use crate::date::Edtf;
use crate::diag::Severity;
use crate::intern::{self, Word};
pub use crate::kinds::{EventStatus, EventType};
use crate::text::{Document, Span};
use serde::{Deserialize, Serialize};

/// The facts of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleFacts {
    /// Sentences of all blocks but code, in order; the anchor of sentence `i` is `s{i+1}`.
    pub sentences: Vec<Sentence>,
    /// Where and when it was filed: "SEOUL, March 9 (Harbor Wire)".
    pub dateline: Option<Dateline>,
    /// Names and other references, disjoint.
    pub mentions: Vec<Mention>,
    /// Who the mentions are, as far as this article tells.
    pub referents: Vec<Referent>,
    /// Time expressions that name a calendar date.
    pub dates: Vec<DateMention>,
    /// Quotations.
    pub quotes: Vec<Quote>,
    /// Happenings.
    pub events: Vec<EventMention>,
    /// What the text has wrong (an odd quotation mark).
    pub findings: Vec<Finding>,
}

/// The name of the rule that made a fact, such as `weekday-past`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rule(#[serde(deserialize_with = "intern::word")] pub Word);

macro_rules! index {
    ($(#[$doc:meta] $name:ident)*) => {$(
        #[$doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// For indexing.
            pub fn ix(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

index! {
    /// Index into `sentences`.
    SentenceIx
    /// Index into `mentions`.
    MentionIx
    /// Index into `referents`.
    ReferentIx
    /// Index into `dates`.
    DateIx
}

/// One sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where, trimmed.
    pub span: Span,
    /// Index of its block in the document.
    pub block: u32,
}

/// Place and date of filing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// The whole dateline, up to the dash.
    pub span: Span,
    /// The place's name as printed.
    pub place: Option<Span>,
    /// The day, when it is given.
    pub date: Option<Edtf>,
}

/// What kind of thing a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// A human being.
    Person,
    /// A body: company, party, ministry, court, agency, team.
    Organization,
    /// A country, city, region or building, also when it acts.
    Place,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionClass {
    /// "Kim Jong Un", "Guterres", "UN"
    Name,
    /// A title that stands for its holder: "the secretary-general"
    Title,
    /// "the envoy"
    Nominal,
    /// "she"
    Pronoun,
    /// "North Korean"
    Demonym,
    /// "the White House" for the government
    Metonym,
    /// "the North", "Little Rocket Man"
    Epithet,
}

/// One stretch of text that refers to somebody or something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The words: without leading "the", title, possessive 's.
    pub span: Span,
    /// Kind.
    pub kind: MentionKind,
    /// Class.
    pub class: MentionClass,
    /// Who; `None` when the article does not make it certain.
    pub referent: Option<ReferentIx>,
    /// Its sentence.
    pub sentence: SentenceIx,
    /// The rule that found it.
    pub rule: Rule,
}

/// Somebody or something that an article speaks of: the mentions that are certainly one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referent {
    /// Kind.
    pub kind: MentionKind,
    /// The fullest name in the article, white space folded, as printed ("Kim Yong Chol", "United States").
    pub name: String,
    /// Other names that mean nobody else: acronym with its expansion, other spellings.
    pub strong: Vec<String>,
    /// Surname, short form.
    pub weak: Vec<String>,
    /// ISO 3166-1 alpha-2 code (or `EU`) when it is a country.
    pub country: Option<[u8; 2]>,
    /// True when the name alone identifies: a full personal name, a listed country or city, an organisation's full name.
    pub is_full: bool,
    /// From pronouns, honorifics or the given name.
    pub gender: Option<Gender>,
    /// What it is described as.
    pub roles: Vec<Role>,
}

/// Grammatical gender cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// she, Ms.
    Female,
    /// he, Mr.
    Male,
}

/// Whether a role is held at the article's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RoleStatus {
    /// Held.
    Current,
    /// "former", "ex-", "then-"
    Former,
    /// "designate", "-elect", "nominee", "acting" stays current
    Designated,
}

/// "White House press secretary", said of a person, or "North Korea's state news agency", said of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// "press secretary", in lower case unless a proper name stands in it.
    pub title: String,
    /// The body or country as printed ("White House", "North Korea", "U.S.").
    pub of: Option<String>,
    /// The mention that names it.
    pub of_mention: Option<MentionIx>,
    /// Status.
    pub status: RoleStatus,
    /// Evidence.
    pub sentence: SentenceIx,
    /// The words.
    pub span: Span,
    /// The rule that found it.
    pub rule: Rule,
}

/// What a relative date was reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// Nothing: the date is written out.
    Absolute,
    /// The publication date.
    Publication,
    /// Another date of the text.
    Date(DateIx),
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateMention {
    /// The words, prepositions outside.
    pub span: Span,
    /// The calendar value.
    pub value: Edtf,
    /// TIMEX3 value, such as `2018-W23`.
    pub timex: String,
    /// Its anchor.
    pub anchor: Anchor,
    /// Its sentence.
    pub sentence: SentenceIx,
    /// The rule that made it.
    pub rule: Rule,
}

/// How much of a sentence is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// The whole reported content.
    Direct,
    /// Part of a sentence.
    Partial,
}

/// Words in quotation marks that somebody is said to have said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words without the marks.
    pub span: Span,
    /// Kind.
    pub kind: QuoteKind,
    /// Who; `None`: unattributed.
    pub speaker: Option<MentionIx>,
    /// Words for a speaker without a name: "a U.S. official".
    pub speaker_text: Option<Span>,
    /// The verb of saying.
    pub cue: Option<Span>,
    /// Who relayed it ("according to Xinhua").
    pub relay: Option<MentionIx>,
    /// The sentence of its first word.
    pub sentence: SentenceIx,
    /// The rule that attributed it.
    pub rule: Rule,
}

/// What somebody does in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ParticipantRole {
    /// Does it.
    Agent,
    /// Is met, hit, told.
    Counterpart,
    /// Takes part; sides are not told apart.
    Participant,
    /// Named in its clause as whose it is or whom it touches: "Shares of Acme fell".
    Concerned,
}

/// The date of an event mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventDate {
    /// Which date mention.
    pub date: DateIx,
    /// Taken over from an earlier sentence of the paragraph.
    pub inherited: bool,
}

/// One report of a happening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventMention {
    /// The word that stands for it: "met", "summit".
    pub trigger: Span,
    /// Type.
    pub event_type: EventType,
    /// Status.
    pub status: EventStatus,
    /// Who; each mention has a referent.
    pub participants: Vec<(MentionIx, ParticipantRole)>,
    /// What stands before the verb, when those named in it are only concerned: "Shares of Acme". Empty for a second verb.
    pub phrase: Option<Span>,
    /// When; `None`: the text does not say. Never the publication date.
    pub date: Option<EventDate>,
    /// Where.
    pub place: Option<MentionIx>,
    /// Whose word it is, for `claimed` and `denied`.
    pub source: Option<MentionIx>,
    /// Its sentence.
    pub sentence: SentenceIx,
    /// The rule that found it.
    pub rule: Rule,
}

/// Something wrong with the text, not yet tied to a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Severity.
    pub severity: Severity,
    /// Stable code.
    #[serde(deserialize_with = "intern::word")]
    pub code: Word,
    /// Where.
    pub span: Span,
    /// What.
    pub message: String,
    /// Advice.
    pub hint: String,
}

impl EventMention {
    /// True when the trigger is a verb; the names of rules on verbs begin with `verb`.
    pub fn is_verb(&self) -> bool {
        self.rule.0.starts_with("verb")
    }
}

impl ArticleFacts {
    /// The sentence that a byte belongs to.
    pub fn sentence_at(&self, offset: u32) -> Option<SentenceIx> {
        let after = self
            .sentences
            .partition_point(|sentence| sentence.span.start <= offset);
        after.checked_sub(1).map(|ix| SentenceIx(ix as u32))
    }

    /// The words of a mention.
    pub fn words<'a>(&self, mention: MentionIx, document: &Document<'a>) -> &'a str {
        self.mentions
            .get(mention.ix())
            .map_or("", |mention| mention.span.of(document.text))
    }
}
