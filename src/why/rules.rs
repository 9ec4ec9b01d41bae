//! What the rules do, in a sentence each, by the names that facts keep.

/// What a rule does; `None` where its name must do.
pub(super) fn meaning(rule: &str) -> Option<&'static str> {
    let at = RULES.binary_search_by(|(name, _)| (*name).cmp(rule)).ok()?;
    RULES.get(at).map(|(_, meaning)| *meaning)
}

/// Names of rules and what they do, sorted by name.
const RULES: &[(&str, &str)] = &[
    ("according-to", "\"according to …\" names the speaker"),
    (
        "acronym",
        "the capitals in brackets behind a name are short for it",
    ),
    (
        "acronym-expansion",
        "the name before a bracket whose initials stand in it",
    ),
    (
        "ago",
        "\"two months ago\": counted back from the article's day, as precise as its unit",
    ),
    (
        "anchored",
        "reckoned from another date of the text (\"the next day\")",
    ),
    ("apposition", "the words between commas behind the name"),
    (
        "body-again",
        "the article names the same body in full elsewhere",
    ),
    ("body-prefix", "the first word begins names of bodies"),
    (
        "bracketed-short-name",
        "a short name in brackets behind the full one",
    ),
    ("branch", "a body and the place of its branch"),
    (
        "central-headline",
        "the headline of the article that is most like all others",
    ),
    ("century", "a century"),
    (
        "colon",
        "a colon before or behind the quotation, and the name before it",
    ),
    ("common", "a name that many things bear"),
    ("compass", "a point of the compass and a place"),
    (
        "continued",
        "the quotation goes on from the paragraph or part before",
    ),
    (
        "copy",
        "four fifths of its runs of three words are the other's",
    ),
    (
        "country-name",
        "names of the country on the list of countries",
    ),
    ("dateline", "the words before the dash that opens a report"),
    ("day", "a day written out"),
    (
        "day-of-month",
        "\"on the 12th\": of the month that is spoken of",
    ),
    (
        "day-without-year",
        "day and month: tense and prepositions tell the year, else the nearest",
    ),
    ("decade", "a decade"),
    ("decision", "an editor says so, and that wins"),
    (
        "deictic",
        "\"today\", \"yesterday\", \"tomorrow\": reckoned from the article's day",
    ),
    (
        "deictic-spoken",
        "a word such as \"today\" in somebody's own words, reckoned from the day on which they were spoken",
    ),
    ("demonym", "a word of a people: on the list of countries"),
    (
        "described",
        "a description that fits exactly one of those whom the article names",
    ),
    (
        "described-body",
        "\"the ministry\", \"the company\", where exactly one body that the article names can be meant",
    ),
    ("end-day", "a day at the end of a month or year"),
    (
        "epithet",
        "another name of a country or its leader, on the lists",
    ),
    ("event-title", "made from its own parts by a fixed pattern"),
    (
        "evidence",
        "what stands around the name elsewhere in the article tells its kind",
    ),
    (
        "external",
        "said by the program under extract in dateline.yaml",
    ),
    ("family-name", "a known surname where a person is spoken of"),
    (
        "family-name-first",
        "a known surname and given names behind it, as Korean, Chinese and other names are written",
    ),
    (
        "generic-body",
        "every country has one, and the article does not make certain which is meant",
    ),
    (
        "given-again",
        "a name by which the article calls somebody whom it names in full",
    ),
    ("given-name", "a known given name and a surname behind it"),
    (
        "head-word",
        "the last word is one that names of bodies end in",
    ),
    (
        "headline",
        "the headline names the speaker before or behind a dash or colon",
    ),
    (
        "headline-given",
        "a name in a headline that the text gives in full",
    ),
    (
        "headline-name",
        "a name in a headline that the text has too",
    ),
    ("hidden", "an editor wants no page for it"),
    (
        "hidden-here",
        "the article's front matter says that it is nobody",
    ),
    ("holiday", "a holiday of the calendar"),
    ("initials", "initials and a surname"),
    ("interval", "from one date to another"),
    (
        "introduced",
        "a description that introduces the name before or behind it",
    ),
    ("label", "a name and a colon before the quotation"),
    ("last-day", "the first or last day of a month"),
    (
        "lead-in",
        "the sentence that leads in to the quotation names its speaker",
    ),
    (
        "leader",
        "the surname of a leader on the list, whom news names without introduction",
    ),
    ("listed-body", "the name is on the list of bodies"),
    ("listed-day", "one of several days that share a month"),
    ("listed-place", "the name is on the list of places"),
    (
        "mid-month",
        "the middle of a month: as precise as the words, no more",
    ),
    ("modified-month", "\"last June\", \"next March\""),
    ("month", "a month written out"),
    (
        "month-without-year",
        "a month alone: tense and prepositions tell the year, else the nearest",
    ),
    (
        "named-after-role",
        "an office, and its holder named behind it",
    ),
    (
        "named-once",
        "one article names it, once, and says nothing of it: there is nothing for a page",
    ),
    ("nameless", "the name has no letter or digit for an address"),
    (
        "namesake",
        "one full name, but two bearers as the articles describe them",
    ),
    (
        "namesakes",
        "several bear the name, and nothing tells which of them is meant",
    ),
    (
        "no-anchor",
        "a relative date needs the article's own, which is not known",
    ),
    (
        "no-name",
        "not on the lists, and nothing around it tells what it names",
    ),
    (
        "not-certain",
        "the article does not make it certain who is meant, so it is nobody",
    ),
    ("noun", "a noun of a happening with those who take part"),
    ("noun-held", "a noun of a happening that is held"),
    ("noun-named", "a happening with a name of its own"),
    ("noun-on-a-visit", "\"on a visit to …\""),
    (
        "noun-possessive",
        "a noun of a happening that is somebody's",
    ),
    ("noun-takes-place", "a noun of a happening that takes place"),
    ("numeric", "a date in figures"),
    (
        "only-candidate",
        "he or she is the only person in reach who fits",
    ),
    (
        "only-in-paragraphs",
        "he or she is the only person of this and the last paragraph who fits",
    ),
    (
        "open-acronym",
        "an acronym, and no article or several say what it stands for",
    ),
    ("other-happening", "two events rather than a wrong one"),
    ("outlet", "only the dateline names it: it files the report"),
    ("own-report", "who speaks, in a clause of the same sentence"),
    (
        "own-sentence",
        "who is named in the same sentence before, where nobody else can be meant",
    ),
    (
        "part-of-month",
        "\"early June\": as precise as the words, no more",
    ),
    (
        "part-of-unit",
        "\"early this week\": as precise as the words, no more",
    ),
    (
        "part-of-year",
        "\"late 2018\": as precise as the words, no more",
    ),
    (
        "participle",
        "a participle of saying before or behind the quotation, and whose it is",
    ),
    (
        "particle",
        "a name with a particle such as \"de\" or \"von\"",
    ),
    ("people", "a word of a people"),
    ("place-again", "the article names the same place elsewhere"),
    (
        "place-head",
        "a word such as \"province\" or \"river\" makes it a place",
    ),
    ("quarter", "a quarter of a year"),
    ("quarter-told", "a quarter of the year that is spoken of"),
    ("range", "days of one month, from one to another"),
    (
        "range-start",
        "the beginning of a range whose end gives month or year",
    ),
    ("said-after", "name and verb of saying behind the quotation"),
    ("said-at-end", "a verb of saying ends the sentence"),
    (
        "said-before",
        "name and verb of saying before the quotation",
    ),
    (
        "said-in-sentence",
        "a verb of saying in the sentence that holds the quoted words",
    ),
    (
        "same-happening",
        "type, days and actors meet, and neither sides nor places differ",
    ),
    (
        "same-name",
        "one full name, whatever its spelling, is one bearer unless something speaks against it",
    ),
    (
        "same-paragraph",
        "the speaker of the quotation before in the paragraph",
    ),
    (
        "same-sentence",
        "the speaker of the quotation before in the sentence",
    ),
    (
        "same-subject",
        "said again by the subject of the last sentence that has anybody in it",
    ),
    ("season", "a season of a year"),
    (
        "seed",
        "it names two of the seed's actors, or one and a keyword",
    ),
    ("sentence-before", "the subject of the sentence before"),
    (
        "short-form",
        "a short form of the full name that the article gives",
    ),
    (
        "short-name",
        "a short name alone: this article never gives the full one, and a short name joins nobody across articles",
    ),
    ("shouted", "a listed name in capitals"),
    ("signature", "a name behind a dash signs it"),
    ("silent", "recognised in order to be left out"),
    (
        "status-called-off",
        "told as called off, or as not to happen",
    ),
    ("status-claimed", "only somebody's word for it"),
    (
        "status-denied",
        "somebody denies it, and nobody reports it as fact",
    ),
    (
        "status-happened",
        "reported as fact, in the article's own voice",
    ),
    ("status-ongoing", "told as still going on"),
    (
        "status-planned",
        "told as still to come on the article's day: \"will\", \"to meet\", \"is expected\", \"planned\"",
    ),
    ("status-postponed", "told as put off"),
    ("strong-alias", "an article gives both names for one"),
    (
        "surname-again",
        "the surname of somebody whom the article names in full",
    ),
    (
        "surname-alone",
        "a surname or short name alone never joins two pages",
    ),
    (
        "tagger",
        "the trained tagger, from the words around the name and its form",
    ),
    (
        "thread",
        "nearest by rare words and names in common, and by the days between",
    ),
    ("title-before", "the title before the name"),
    ("title-name", "a title before the name makes it a person's"),
    (
        "two-pages",
        "one full name, and it is not certain that it is one bearer: two pages rather than a wrong one",
    ),
    (
        "unattributed",
        "no rule is certain who speaks, so nobody is given",
    ),
    (
        "undated",
        "no date in its clause, and none in the sentence before that it can take over; never the article's own",
    ),
    (
        "unit",
        "\"last week\", \"this year\": reckoned from the article's day",
    ),
    (
        "unknown",
        "capital letters alone: what it names is not told",
    ),
    (
        "variant",
        "given name, middle name or order differ, and both are described in the same words",
    ),
    ("verb", "a verb of a happening with its subject and object"),
    ("verb-participle", "a participle behind its noun"),
    (
        "verb-said",
        "words that count as a deed: a statement, a demand",
    ),
    ("verb-scheduled", "a verb that fixes what is to come"),
    ("week-of", "the week in which the day lies"),
    (
        "weekday",
        "a weekday as news uses it: tense and prepositions tell whether the one before or after the article's day",
    ),
    (
        "weekday-anchored",
        "a weekday beside another date of the text",
    ),
    (
        "weekday-leaning",
        "a weekday before or after a day that the sentence gives",
    ),
    ("weekday-modified", "a weekday with \"last\" or \"next\""),
    ("weekend-of-month", "a weekend of a month"),
    ("who-is", "\"…, who is …\""),
    ("who-was", "\"…, who was …\""),
    ("year", "a year written out"),
    ("year-end", "the end of a year"),
    ("year-range", "years from one to another"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_sorted_and_have_a_meaning() {
        assert!(RULES.is_sorted_by(|(a, _), (b, _)| a < b));
        assert!(meaning("weekday").is_some());
        assert_eq!(meaning("of another program"), None);
    }
}
