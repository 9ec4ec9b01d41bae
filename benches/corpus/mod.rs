//! A corpus of made-up news, the same for the same seed: threads of articles with a cast of people and bodies, a place, a
//! happening, reports before and after it, dates written out and relative ones, quotations, and articles of two desks on one
//! day. For speed, not for quality: the sentences come from patterns.

mod words;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use words::*;

/// Articles of a thread.
const THREAD: usize = 9;

/// SplitMix64: small, and the same everywhere.
pub struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// The beginning of a list far more often than its end: a few people are in all the news.
    fn often_first(&mut self, n: usize) -> usize {
        let unit = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((unit * unit * unit) * n as f64) as usize
    }
}

/// Somebody of the cast.
#[derive(Clone)]
struct Person {
    given: &'static str,
    family: &'static str,
    title: &'static str,
    country: &'static Country,
    she: bool,
}

impl Person {
    fn number(n: usize) -> Self {
        let mut random = Random(n as u64 ^ 0x7065_6f70);
        Self {
            given: GIVEN[n % GIVEN.len()],
            family: FAMILY[(n / GIVEN.len() * 7 + n) % FAMILY.len()],
            title: TITLES[random.below(TITLES.len())],
            country: &COUNTRIES[random.below(COUNTRIES.len())],
            she: n % GIVEN.len() < N_FEMALE,
        }
    }

    fn full(&self) -> String {
        format!("{} {}", self.given, self.family)
    }

    fn introduced(&self) -> String {
        format!("{} {} {}", self.country.adjective, self.title, self.full())
    }

    fn pronoun(&self) -> &'static str {
        if self.she { "She" } else { "He" }
    }
}

/// What a thread is about.
struct Thread {
    cast: Vec<Person>,
    body: String,
    place: &'static str,
    topic: Topic,
    day: Date,
}

impl Thread {
    fn number(n: usize, people: usize, seed: u64) -> Self {
        let mut random = Random(seed ^ (n as u64).wrapping_mul(0x51_7cc1_b727));
        let cast = (0..3)
            .map(|_| Person::number(random.often_first(people)))
            .collect();
        let country = random.pick(COUNTRIES);
        let body = format!("{} {}", country.adjective, random.pick(BODIES));
        let offset = random.below(1000) as i32;
        Self {
            cast,
            body,
            place: random.pick(CITIES),
            topic: random.pick(TOPICS),
            day: date(2022, 1, 10) + offset.days(),
        }
    }
}

/// Writes `n` articles under `root/content/articles` and the configuration beside them.
pub fn write(root: &Path, n: usize, seed: u64) -> io::Result<()> {
    let folder = root.join("content/articles");
    fs::create_dir_all(&folder)?;
    fs::write(
        root.join("dateline.yaml"),
        "title: Made-up news\nbase_url: https://example.org/news/\n",
    )?;
    for (name, text) in articles(n, seed) {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}

/// Names and texts of `n` articles.
pub fn articles(n: usize, seed: u64) -> impl Iterator<Item = (String, String)> {
    let people = 200 + (n as f64).powf(0.588) as usize * 8;
    (0..n).map(move |ix| {
        let thread = Thread::number(ix / THREAD, people, seed);
        let mut random = Random(
            seed.wrapping_add(ix as u64)
                .wrapping_mul(0x2545_f491_4f6c_dd1d),
        );
        let name = format!("{ix:06}-{}.md", thread.topic.noun.replace(' ', "-"));
        (name, article(&thread, ix, &mut random))
    })
}

fn article(thread: &Thread, ix: usize, random: &mut Random) -> String {
    let step = ix % THREAD;
    // Two desks report the middle article's day.
    let published = thread.day + (step as i32 * 4 - i32::from(step == 5) * 4).days();
    let desk = DESKS[(ix + usize::from(step == 5)) % DESKS.len()];
    let mut text = String::with_capacity(4096);
    let lead = &thread.cast[step % thread.cast.len()];
    let title = format!(
        "{} {} {} in {}",
        lead.family,
        thread.topic.headline[step % 3],
        thread.topic.noun,
        thread.place
    );
    let _ = write!(
        text,
        "---\ntitle: \"{title}, part {}\"\ndate: {published}\npublisher: {desk}\nauthors: [{} {}]\ntags: [{}]\n---\n\n",
        ix + 1,
        random.pick(GIVEN),
        random.pick(FAMILY),
        thread.topic.noun,
    );
    for paragraph in 0..7 + random.below(4) {
        let _ = writeln!(
            text,
            "{}\n",
            self::paragraph(thread, lead, published, paragraph, random)
        );
    }
    text
}

fn paragraph(
    thread: &Thread,
    lead: &Person,
    published: Date,
    n: usize,
    random: &mut Random,
) -> String {
    let other = &thread.cast[(n + 1) % thread.cast.len()];
    let weekday = weekday(published.yesterday().unwrap_or(published));
    let Topic { noun, verb, .. } = thread.topic;
    let (place, body) = (thread.place, &thread.body);
    match n {
        0 => format!(
            "{} {verb} {} in {place} on {weekday}, the {body} said. The {noun} was announced last month.",
            lead.introduced(),
            other.introduced(),
        ),
        1 => format!(
            "“{},” {} told reporters. “{}.” {} {} the {body} {} days earlier.",
            random.pick(SAYINGS),
            lead.family,
            random.pick(SAYINGS),
            lead.pronoun(),
            verb,
            2 + random.below(5),
        ),
        2 => {
            let day = published + (10 + random.below(40) as i32).days();
            format!(
                "A further {noun} is planned for {} {} in {}. {} said {} would attend.",
                MONTHS[day.month() as usize - 1],
                day.day(),
                random.pick(CITIES),
                other.full(),
                lead.pronoun().to_lowercase(),
            )
        }
        3 => format!(
            "{} was called off in {} {}, according to {}.",
            capitalized(random.pick(CALLED_OFF)),
            MONTHS[random.below(12)],
            published.year() - 1,
            random.pick(AGENCIES),
        ),
        n => {
            let day = published - (30 + random.below(300) as i32).days();
            format!(
                "{} On {} {} {}, {} {verb} officials of the {body} in {place}. {} {}",
                random.pick(FILLERS),
                day.day(),
                MONTHS[day.month() as usize - 1],
                day.year(),
                if n % 2 == 0 {
                    lead.full()
                } else {
                    other.family.to_owned()
                },
                random.pick(FILLERS),
                random.pick(FILLERS),
            )
        }
    }
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

fn weekday(day: Date) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
