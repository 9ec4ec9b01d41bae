//! The words that the made-up news is made of.

#[derive(Clone, Copy)]
pub struct Country {
    pub adjective: &'static str,
}

#[derive(Clone, Copy)]
pub struct Topic {
    pub noun: &'static str,
    /// "met", with an object.
    pub verb: &'static str,
    pub headline: [&'static str; 3],
}

macro_rules! countries {
    ($($adjective:literal)*) => {
        &[$(Country { adjective: $adjective }),*]
    };
}

pub const COUNTRIES: &[Country] = countries!(
    "French" "German" "Japanese" "Brazilian" "Kenyan" "Polish" "Turkish" "Mexican" "Finnish" "Indian" "Canadian"
    "Egyptian" "Norwegian" "Chilean" "Greek" "Dutch" "Spanish" "Nigerian" "Vietnamese" "Czech"
);

pub const CITIES: &[&str] = &[
    "Paris",
    "Berlin",
    "Tokyo",
    "Nairobi",
    "Warsaw",
    "Ankara",
    "Helsinki",
    "Ottawa",
    "Cairo",
    "Oslo",
    "Santiago",
    "Athens",
    "Madrid",
    "Hanoi",
    "Prague",
    "Geneva",
    "Vienna",
    "Lisbon",
    "Rome",
    "Riga",
    "Singapore",
    "Seoul",
];

/// The first [`N_FEMALE`] are women's names.
pub const GIVEN: &[&str] = &[
    "Anna", "Maria", "Claire", "Elena", "Grace", "Helen", "Ingrid", "Julia", "Karen", "Laura",
    "Monica", "Nadia", "Olivia", "Paula", "Rosa", "Sarah", "Teresa", "Vera", "Peter", "John",
    "Carlos", "David", "Erik", "Frank", "George", "Henry", "Ivan", "Jack", "Kevin", "Liam",
    "Martin", "Nicolas", "Oscar", "Paul", "Robert", "Simon", "Thomas", "Victor", "Walter",
    "Adrian",
];

pub const N_FEMALE: usize = 18;

pub const FAMILY: &[&str] = &[
    "Abbott",
    "Becker",
    "Calder",
    "Dahlberg",
    "Eriksen",
    "Fontaine",
    "Garrido",
    "Hansen",
    "Ibarra",
    "Jansen",
    "Keller",
    "Lindqvist",
    "Moreau",
    "Novak",
    "Okafor",
    "Petrov",
    "Quintana",
    "Rossi",
    "Schneider",
    "Takeda",
    "Ullman",
    "Vargas",
    "Weber",
    "Yilmaz",
    "Zeller",
    "Achterberg",
    "Bianchi",
    "Castellano",
    "Dubois",
    "Engstrom",
    "Fischer",
    "Greco",
    "Hoffmann",
    "Iversen",
    "Jimenez",
    "Kowalski",
    "Larsen",
    "Mendoza",
    "Nilsen",
    "Ortega",
    "Pereira",
    "Reinholt",
    "Santos",
    "Tanaka",
    "Urbano",
    "Virtanen",
    "Wagner",
    "Zamora",
    "Almeida",
    "Bergstrom",
    "Clement",
    "Donnelly",
    "Espinosa",
    "Ferrari",
    "Gallagher",
    "Herrera",
    "Ishikawa",
    "Jorgensen",
    "Katsaros",
    "Lombardi",
    "Marchetti",
    "Nakamura",
    "Olsson",
    "Papadakis",
    "Ramirez",
    "Sorensen",
    "Thorsen",
    "Valente",
    "Wozniak",
    "Zielinski",
];

pub const TITLES: &[&str] = &[
    "President",
    "Prime Minister",
    "Foreign Minister",
    "Finance Minister",
    "Defense Minister",
    "Interior Minister",
    "Health Minister",
    "Energy Minister",
];

pub const BODIES: &[&str] = &[
    "Foreign Ministry",
    "Finance Ministry",
    "Interior Ministry",
    "Central Bank",
    "Supreme Court",
    "Labor Party",
    "Transport Ministry",
    "Electoral Commission",
];

pub const TOPICS: &[Topic] = &[
    Topic {
        noun: "summit",
        verb: "met",
        headline: ["opens", "prepares", "ends"],
    },
    Topic {
        noun: "trade talks",
        verb: "met",
        headline: ["joins", "leaves", "praises"],
    },
    Topic {
        noun: "inquiry",
        verb: "questioned",
        headline: ["faces", "opens", "rejects"],
    },
    Topic {
        noun: "ceasefire",
        verb: "met",
        headline: ["demands", "signs", "defends"],
    },
    Topic {
        noun: "election",
        verb: "defeated",
        headline: ["enters", "wins", "contests"],
    },
    Topic {
        noun: "strike",
        verb: "met",
        headline: ["condemns", "ends", "joins"],
    },
    Topic {
        noun: "border agreement",
        verb: "met",
        headline: ["signs", "doubts", "ratifies"],
    },
];

pub const DESKS: &[&str] = &["Harbor Wire", "Meridian Press", "Northern Desk"];

pub const AGENCIES: &[&str] = &["Reuters", "Xinhua", "Harbor Wire", "the Finance Ministry"];

pub const CALLED_OFF: &[&str] = &["a first meeting", "an earlier round", "a joint visit"];

pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub const SAYINGS: &[&str] = &[
    "We will not leave the table before we have an answer",
    "This is a good day for both sides",
    "Nobody should expect a quick result",
    "The door stays open, but not for ever",
    "We have listened and we have understood",
    "That question was settled years ago",
];

pub const FILLERS: &[&str] = &[
    "Shops along the main street stayed closed and trams ran every half hour.",
    "Analysts had expected a longer debate about costs and about who should pay them.",
    "The text runs to forty pages and has not been published in full.",
    "Several hundred people waited outside in the rain with flags and umbrellas.",
    "Neither side gave details of the money that had been discussed in private.",
    "It was the first time in years that so many delegations had sat in one room.",
    "Markets hardly moved after the news, and the currency closed a little higher.",
    "Residents said they had heard of the plan on the radio and wanted to know more.",
    "Details of the next steps were left to a working group of civil servants.",
    "Opponents called the terms vague and asked for a vote in parliament.",
];
