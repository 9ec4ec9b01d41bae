//! Sentences and the dates in them: one table per kind, the silent ones too.

mod ahead;
mod results;
mod told;

use super::find;
use crate::extract::token::tokenize;
use crate::text::{Block, BlockKind, Document, Span};
use jiff::civil::Date;

/// The dates of a text published on `date` (empty: no date), as "words=value" joined by "; ".
fn dates(date: &str, text: &str) -> String {
    let mut at = 0;
    let blocks: Vec<Block> = text
        .split('\n')
        .map(|line| {
            let span = Span::new(at, at + line.len());
            at += line.len() + 1;
            Block {
                span,
                kind: BlockKind::Paragraph,
            }
        })
        .collect();
    let document = Document {
        text,
        blocks: &blocks,
        date: date.parse::<Date>().ok(),
        lang: "en",
    };
    let found = find(&document, &tokenize(&document));
    let parts: Vec<String> = found
        .dates
        .iter()
        .map(|date| format!("{}={}", date.span.of(text), date.value))
        .collect();
    parts.join("; ")
}

/// Published on Friday, 18 January 2019.
fn check(text: &str, expected: &str) {
    assert_eq!(dates("2019-01-18", text), expected, "{text}");
}

/// Time words, and no date.
fn silent(text: &str) {
    check(text, "");
}

#[test]
fn written_out_dates() {
    check(
        "They met on June 12, 2018, in Singapore.",
        "June 12, 2018=2018-06-12",
    );
    check("They met on 12 June 2018.", "12 June 2018=2018-06-12");
    check(
        "It was signed on the 12th of June 2018.",
        "the 12th of June 2018=2018-06-12",
    );
    check(
        "It was signed on Tuesday, June 12th, 2018.",
        "Tuesday, June 12th, 2018=2018-06-12",
    );
    check("The file is dated 2018-06-12.", "2018-06-12=2018-06-12");
    check("The file is dated 25/12/2018.", "25/12/2018=2018-12-25");
    check("It began in June 2018.", "June 2018=2018-06");
    check("It has grown since 2017.", "2017=2017");
    check("A ship was lost in the 1950s.", "the 1950s=195X");
    check("He grew up in the late 1980s.", "the late 1980s=198X~");
    check("It stood from the 19th century.", "the 19th century=18XX");
}

#[test]
fn dates_without_a_year_follow_the_tense() {
    check("The army fired a missile on Nov. 29.", "Nov. 29=2018-11-29");
    check("The leaders will meet on Feb. 27.", "Feb. 27=2019-02-27");
    check("The leaders met in June.", "June=2018-06");
    check("The talks will resume in March.", "March=2019-03");
    check("The talks are to be held in March.", "March=2019-03");
    check("A report is due in May.", "May=2019-05");
    check(
        "SEOUL, South Korea, Jan. 18 (Harbor Wire) - Kim left.",
        "Jan. 18=2019-01-18",
    );
    check(
        "On 15 February the two sides will meet.",
        "15 February=2019-02-15",
    );
    check(
        "Sanctions took effect on Monday, 24 September.",
        "Monday, 24 September=2018-09-24",
    );
}

#[test]
fn parts_of_months_and_years_stay_approximate() {
    check(
        "Trump is to hold a second summit near the end of February to coax the North.",
        "the end of February=2019-02~",
    );
    check(
        "Fighting began in mid-March 2015.",
        "mid-March 2015=2015-03~",
    );
    check("It will open in early March.", "early March=2019-03~");
    check("It will open in late 2020.", "late 2020=2020~");
    check("It will open early next year.", "early next year=2020~");
    check(
        "He resigned at the end of last year.",
        "the end of last year=2018~",
    );
}

#[test]
fn weekdays_follow_the_tense() {
    check(
        "The minister said Wednesday that it was over.",
        "Wednesday=2019-01-16",
    );
    check(
        "The announcement came at the White House Friday.",
        "Friday=2019-01-18",
    );
    check(
        "Guterres said earlier Friday that it was time.",
        "Friday=2019-01-18",
    );
    check("The ministers will meet Wednesday.", "Wednesday=2019-01-23");
    check(
        "The talks will resume, officials said Wednesday.",
        "Wednesday=2019-01-16",
    );
    check(
        "Officials said the talks would resume Wednesday.",
        "Wednesday=2019-01-23",
    );
    check(
        "The envoy arrived on Thursday night.",
        "Thursday night=2019-01-17",
    );
    check("The court opens on Tuesday.", "Tuesday=2019-01-22");
    check("She left last Tuesday.", "last Tuesday=2019-01-15");
    check("She leaves next Monday.", "next Monday=2019-01-21");
    check(
        "It began on Monday of last week.",
        "Monday of last week=2019-01-07",
    );
    check(
        "The hearing was adjourned until Monday.",
        "Monday=2019-01-21",
    );
    check(
        "On Monday, when the men refused to work, it rained.",
        "Monday=2019-01-14",
    );
}

#[test]
fn days_counted_from_publication() {
    check("The envoy left yesterday.", "yesterday=2019-01-17");
    check(
        "The envoy leaves tomorrow morning.",
        "tomorrow morning=2019-01-19",
    );
    check("The line was cut last night.", "last night=2019-01-17");
    check(
        "It closed the day before yesterday.",
        "the day before yesterday=2019-01-16",
    );
    check(
        "The bridge fell three days ago.",
        "three days ago=2019-01-15",
    );
    check(
        "It was signed a week ago today.",
        "a week ago today=2019-01-11",
    );
}

#[test]
fn units_counted_from_publication() {
    check(
        "A week from today, the leaders meet.",
        "A week from today=2019-01-25",
    );
    check(
        "They were seized in April and May 2017.",
        "April=2017-04; May 2017=2017-05",
    );
    check(
        "On a visit to Beijing last week, he smiled.",
        "last week=2019-01-07/2019-01-13",
    );
    check("It was signed last month.", "last month=2018-12");
    check("Kim turned to diplomacy last year.", "last year=2018");
    check("It will open next year.", "next year=2020");
    check("They met earlier this month.", "earlier this month=2019-01");
    check("They met two years ago.", "two years ago=2017");
    check(
        "They met two weeks ago.",
        "two weeks ago=2018-12-31/2019-01-06",
    );
    check(
        "“Ten years ago we had nothing,” she said.",
        "Ten years ago=2009",
    );
    check("They met last June in Singapore.", "last June=2018-06");
    check(
        "A meeting last November was called off.",
        "last November=2018-11",
    );
    check("They met in March last year.", "March last year=2018-03");
    check(
        "They met the week before last.",
        "the week before last=2018-12-31/2019-01-06",
    );
}

#[test]
fn seasons_quarters_and_holidays() {
    check(
        "The drought of the summer of 2013 was long.",
        "the summer of 2013=2013-22",
    );
    check("They met last spring.", "last spring=2018-21");
    check("The bridge will open next summer.", "next summer=2019-22");
    check(
        "Sales fell in the third quarter of 2018.",
        "the third quarter of 2018=2018-35",
    );
    check(
        "It was built in the winter of 2005–06.",
        "the winter of 2005–06=2005-24",
    );
    check("He spoke on New Year's Day.", "New Year's Day=2019-01-01");
    check("The judge will rule after Easter.", "Easter=2019-04-21");
    check(
        "In the first half of last year exports fell.",
        "the first half of last year=2018-40",
    );
}

#[test]
fn intervals() {
    check(
        "They met on June 12-13, 2018.",
        "June 12-13, 2018=2018-06-12/2018-06-13",
    );
    check(
        "The summit will be held on Feb. 27-28.",
        "Feb. 27-28=2019-02-27/2019-02-28",
    );
    check(
        "It ran from 3 to 5 May 2018.",
        "3 to 5 May 2018=2018-05-03/2018-05-05",
    );
    check(
        "The talks of 30 July–5 August 2018 failed.",
        "30 July–5 August 2018=2018-07-30/2018-08-05",
    );
    check(
        "He was minister in the years 1994 to 1998.",
        "1994 to 1998=1994/1998",
    );
    check("He ruled from 1994 to 1998.", "1994=1994; 1998=1998");
    check(
        "The show is to run from January 23 through March 9.",
        "January 23=2019-01-23; March 9=2019-03-09",
    );
    check(
        "The count ran from November 30 to January 12.",
        "November 30=2018-11-30; January 12=2019-01-12",
    );
    check(
        "Jacob Holm (8 February 1700 – 17 March 1782) drew maps.",
        "8 February 1700=1700-02-08; 17 March 1782=1782-03-17",
    );
    check(
        "His father (1704 – 1787) was a painter; the war (1756–1763) was long.",
        "1704=1704; 1787=1787; 1756–1763=1756/1763",
    );
    check("The war of 1998–99 was short.", "1998–99=1998/1999");
    check("It fell between 2015 and 2017.", "2015=2015; 2017=2017");
    check(
        "They moved the vote from June 3, 2018 to June 10, 2018.",
        "June 3, 2018=2018-06-03; June 10, 2018=2018-06-10",
    );
}

#[test]
fn dates_counted_from_another_date() {
    check(
        "He was held on 5 March 2018. Two days later he was freed.",
        "5 March 2018=2018-03-05; Two days later=2018-03-07",
    );
    check(
        "It was signed on June 12, 2018, and broken the next day.",
        "June 12, 2018=2018-06-12; the next day=2018-06-13",
    );
    // Without a date in the paragraph there is nothing to count from.
    check(
        "He was held on 5 March 2018.\nTwo days later he was freed.",
        "5 March 2018=2018-03-05",
    );
    check(
        "In 2017 the war began. Two days later it ended.",
        "2017=2017",
    );
    check(
        "In January 2003 it rained. In March it snowed.",
        "January 2003=2003-01; March=2003-03",
    );
}

#[test]
fn durations_sets_and_idioms_are_no_dates() {
    silent("They met for 90 minutes.");
    silent("It was the worst storm in decades.");
    silent("The annual address is read every Monday.");
    silent("The shop is shut on Mondays.");
    silent("It is high time for talks, one day at a time.");
    silent("So far, no details have been released at the time.");
    silent("The nuclear goal of one day being able to target the mainland is near.");
    silent("The past year was hard, and the next four years will be harder.");
    silent("They may march on Friday Harbor.");
    silent("The Sunday Times and the Washington Post wrote of it.");
    silent("He read it on a Saturday.");
    silent("Theresa May said so, and April Jones agreed.");
    silent("The March on Washington was remembered.");
    silent("She came second, he came third.");
    silent("The talks failed on Black Friday and Bloody Sunday.");
    silent("He went to Johnnie Christmas for help.");
}

#[test]
fn numbers_are_not_years() {
    silent("A crowd of 1950 people waited.");
    silent("The crowd grew to 2,000.");
    silent("He paid $2018 for a 1900 square metre plot.");
    silent("Protocol No. 2017 was lost.");
    silent("He sent 2019 soldiers.");
    silent("The train left at 10:30.");
    silent("The festival is a 2000 year old custom.");
}

#[test]
fn ambiguous_dates_stay_silent() {
    silent("The form is dated 03/04/2018.");
    silent("It was dated 2018-02-30.");
    silent("The event scheduled for Tuesday has been called off.");

    silent("On Wednesday, Saturday, whatever.");
    silent("The vote was to have been held on Tuesday.");
    // 12 June 2018 was a Tuesday.
    silent("It was signed on Friday, June 12, 2018.");
    silent("They left last Thursday.");
}

#[test]
fn the_day_of_speaking_is_not_the_day_of_publication() {
    silent("“We start today,” he said.");
    silent("“We hope for a better tomorrow,” he said.");
    check(
        "Speaking on Tuesday, he shrugged. “We start today.”",
        "Tuesday=2019-01-15; today=2019-01-15",
    );
    check(
        "“We start tomorrow,” he said on Monday.",
        "tomorrow=2019-01-15; Monday=2019-01-14",
    );
    check(
        "“It was over in 2016,” he said yesterday.",
        "2016=2016; yesterday=2019-01-17",
    );
}

#[test]
fn our_times_are_no_day() {
    silent("The rule is still in use today.");
    silent("The town is known today as Port Amity.");
    silent("Today’s generation has never seen a dial.");
    silent("Fewer people vote today than then.");
}

#[test]
fn without_a_publication_date_only_whole_dates_have_values() {
    let text = "They met yesterday, on Friday and on June 12, 2018. They will meet in June.";
    assert_eq!(dates("", text), "June 12, 2018=2018-06-12");
    let blocks = [Block {
        span: Span::new(0, text.len()),
        kind: BlockKind::Paragraph,
    }];
    let document = Document {
        text,
        blocks: &blocks,
        date: None,
        lang: "en",
    };
    let findings = find(&document, &tokenize(&document)).findings;
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].code, "date/no-anchor");
    assert_eq!(
        findings[0].message,
        "“yesterday” cannot be reckoned: the article has no publication date"
    );
}

#[test]
fn the_ends_of_the_calendar_do_not_panic() {
    for date in ["0001-01-01", "9999-12-31", "-9999-01-01", "2020-02-29"] {
        for text in [
            "He left yesterday, last week, last month, last year, last June, last Friday and two weeks ago.",
            "He will leave tomorrow, next week, next month, next year, next June, next Friday and next summer.",
            "He left on Feb. 29, 9999, in 9999 and at Easter. Three weeks later he died.",
            "He will leave in December, on Monday, on Dec. 31, at the weekend and 99 years from now.",
            "It was 999 years ago, 999 months ago, 999 weeks ago and the 21st century.",
        ] {
            dates(date, text);
        }
    }
}

#[test]
fn long_texts_take_linear_time() {
    for piece in [
        "Monday ",
        "in June ",
        "the day before ",
        "1999 to ",
        "a week ",
        "to ",
        "12 ",
        "“today ",
        "a year earlier from ",
        "in the third quarter ",
        "the Monday after ",
        "three weeks later, on ",
        "4 May: ",
    ] {
        dates("2019-01-18", &piece.repeat(5_000));
    }
}
