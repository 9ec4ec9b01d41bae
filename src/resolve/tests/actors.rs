//! Who is one and who is not.

use crate::content::editorial::Action;
use crate::extract::facts::{Gender, MentionKind};
use crate::resolve::ActorKind;
use crate::resolve::cast::Pages;
use crate::resolve::testing::{Draft, actor_slugs, article, site, slug};

#[test]
fn two_kims_never_merge() {
    let picture = site([
        article(
            "a",
            "2018-06-01",
            "T\nKim Jong Un wrote. Kim Yong Chol came.",
        )
        .person("Kim Jong Un")
        .person("Kim Yong Chol"),
        article("b", "2018-06-02", "T\nKim Yong Chol left.").person("Kim Yong Chol"),
    ])
    .picture();
    assert_eq!(actor_slugs(&picture), ["kim-jong-un", "kim-yong-chol"]);
    assert_eq!(picture.actors[1].articles.len(), 2);
}

#[test]
fn spelling_variants_are_one_and_the_most_frequent_is_the_name() {
    let picture = site([
        article("a", "2018-06-01", "T\nKim Jong-un spoke.").person("Kim Jong-un"),
        article("b", "2018-06-02", "T\nKim Jong Un spoke.").person("Kim Jong Un"),
        article("c", "2018-06-03", "T\nKim Jong Un spoke.").person("Kim Jong Un"),
        article("d", "2018-06-04", "T\nMr. Kim Jongun spoke.").person("Mr. Kim Jongun"),
    ])
    .picture();
    assert_eq!(actor_slugs(&picture), ["kim-jong-un"]);
    let kim = &picture.actors[0];
    assert_eq!(kim.name, "Kim Jong Un");
    assert_eq!(kim.aliases, ["Kim Jong-un", "Kim Jongun"]);
    assert_eq!(kim.sort_name, "Kim Jong Un");
    assert_eq!(
        kim.first_seen.map(|day| day.to_string()).as_deref(),
        Some("2018-06-01")
    );
}

#[test]
fn a_surname_alone_gets_no_page_and_never_joins_another_article() {
    let picture = site([
        article("a", "2018-06-01", "T\nMike Pompeo spoke.").person("Mike Pompeo"),
        article("b", "2018-06-02", "T\nPompeo spoke.").surname("Pompeo"),
    ])
    .picture();
    assert_eq!(actor_slugs(&picture), ["mike-pompeo"]);
    assert_eq!(picture.actors[0].articles.len(), 1);
    assert_eq!(picture.articles[1].mentions, [None]);
}

#[test]
fn weak_names_link_inside_their_article() {
    let picture = site([
        article("a", "2018-06-01", "T\nMike Pompeo spoke. Pompeo left.")
            .person("Mike Pompeo")
            .also("Mike Pompeo", "Pompeo"),
    ])
    .picture();
    assert_eq!(picture.articles[0].actors.first().map(|(_, n)| *n), Some(2));
    assert_eq!(picture.actors[0].weak_aliases, ["Pompeo"]);
}

#[test]
fn one_name_with_two_genders_is_two() {
    let site = site([
        article("a", "2018-06-01", "T\nRobin Berg, the mayor, spoke.")
            .person("Robin Berg")
            .role("Robin Berg", "mayor", None)
            .gender("Robin Berg", Gender::Female),
        article("b", "2018-06-02", "T\nRobin Berg, a sailor, spoke.")
            .person("Robin Berg")
            .role("Robin Berg", "sailor", None)
            .gender("Robin Berg", Gender::Male),
    ]);
    let picture = site.picture();
    assert_eq!(actor_slugs(&picture), ["robin-berg", "robin-berg-sailor"]);
    assert_eq!(picture.actors[0].not_same.len(), 1);
    assert_eq!(site.codes(), ["actor/possible-same"]);
}

#[test]
fn a_frequent_name_with_two_walks_of_life_is_two() {
    let site = site([
        article("a", "2018-06-01", "T\nGovernor John Smith spoke.")
            .person("John Smith")
            .role("John Smith", "governor", None),
        article(
            "b",
            "2018-06-02",
            "T\nJohn Smith, a dentist in Riga, spoke.",
        )
        .person("John Smith")
        .role("John Smith", "dentist", None),
        article("c", "2018-06-03", "T\nGovernor John Smith spoke.")
            .person("John Smith")
            .role("John Smith", "governor", None),
    ]);
    let picture = site.picture();
    assert_eq!(actor_slugs(&picture), ["john-smith", "john-smith-dentist"]);
    assert_eq!(picture.actors[0].articles.len(), 2);
    assert_eq!(site.codes(), ["actor/possible-same"]);
}

#[test]
fn a_frequent_name_in_offices_of_two_countries_is_two() {
    let picture = site([
        article(
            "a",
            "2018-06-01",
            "T\nSouth Korea's minister Kim Yong Ho spoke.",
        )
        .country("South Korea", b"KR")
        .person("Kim Yong Ho")
        .role("Kim Yong Ho", "minister", Some("South Korea")),
        article(
            "b",
            "2018-06-02",
            "T\nNorth Korea's minister Kim Yong Ho spoke.",
        )
        .country("North Korea", b"KP")
        .person("Kim Yong Ho")
        .role("Kim Yong Ho", "minister", Some("North Korea")),
    ])
    .picture();
    let persons = picture
        .actors
        .iter()
        .filter(|actor| actor.kind == ActorKind::Person)
        .count();
    assert_eq!(persons, 2);
}

#[test]
fn whoever_changes_office_stays_one() {
    let site = site([
        article("a", "2018-01-01", "T\nCIA Director Mike Pompeo spoke.")
            .person("Mike Pompeo")
            .role("Mike Pompeo", "director", None)
            .gender("Mike Pompeo", Gender::Male),
        article(
            "b",
            "2018-06-02",
            "T\nSecretary of State Mike Pompeo spoke.",
        )
        .person("Mike Pompeo")
        .role("Mike Pompeo", "secretary of state", None),
        article("c", "2018-06-03", "T\nMike Pompeo spoke.").person("Mike Pompeo"),
    ]);
    let picture = site.picture();
    assert_eq!(actor_slugs(&picture), ["mike-pompeo"]);
    let titles: Vec<&str> = picture.actors[0]
        .roles
        .iter()
        .map(|role| role.title.as_str())
        .collect();
    assert_eq!(titles, ["secretary of state", "director"]);
    assert!(site.codes().is_empty());
}

#[test]
fn nicknames_merge_only_with_the_same_office() {
    let with = |title: &str| {
        site([
            article(
                "a",
                "2018-06-01",
                "T\nSecretary of State Mike Pompeo spoke.",
            )
            .person("Mike Pompeo")
            .role("Mike Pompeo", "secretary of state", None),
            article("b", "2018-06-02", "T\nMichael R. Pompeo spoke.")
                .person("Michael R. Pompeo")
                .role("Michael R. Pompeo", title, None),
        ])
        .picture()
    };
    assert_eq!(actor_slugs(&with("secretary of state")), ["mike-pompeo"]);
    assert_eq!(
        actor_slugs(&with("baker")),
        ["michael-r-pompeo", "mike-pompeo"]
    );
}

#[test]
fn different_middle_initials_never_merge() {
    let picture = site([
        article("a", "2018-06-01", "T\nPresident George H. Bush spoke.")
            .person("George H. Bush")
            .role("George H. Bush", "president", Some("United States")),
        article("b", "2018-06-02", "T\nPresident George W. Bush spoke.")
            .person("George W. Bush")
            .role("George W. Bush", "president", Some("United States")),
    ])
    .picture();
    assert_eq!(picture.actors.len(), 2);
}

#[test]
fn countries_are_one_by_code_whatever_they_are_called() {
    let picture = site([
        article("a", "2018-06-01", "T\nNorth Korea spoke.").country("North Korea", b"KP"),
        article("b", "2018-06-02", "T\nThe DPRK spoke.").country("DPRK", b"KP"),
        article("c", "2018-06-02", "T\nSouth Korea spoke.").country("South Korea", b"KR"),
    ])
    .picture();
    assert_eq!(actor_slugs(&picture), ["north-korea", "south-korea"]);
    assert_eq!(picture.actors[0].kind, ActorKind::Country);
    assert_eq!(picture.actors[0].articles.len(), 2);
}

#[test]
fn a_bare_acronym_is_its_only_expansion() {
    let expansion = |name: &str, id: &str| {
        article(id, "2018-06-01", &format!("T\n{name} (KCNA) spoke."))
            .body(name)
            .strong(name, "KCNA")
    };
    let bare = article("z", "2018-06-05", "T\nKCNA spoke.").body("KCNA");
    let one = site([expansion("Korean Central News Agency", "a"), bare.clone()]).picture();
    assert_eq!(actor_slugs(&one), ["korean-central-news-agency"]);
    assert_eq!(one.actors[0].articles.len(), 2);
    let two = site([
        expansion("Korean Central News Agency", "a"),
        expansion("Kansas City Nurses Association", "b"),
        bare,
    ])
    .picture();
    assert_eq!(two.actors.len(), 2);
    assert_eq!(two.articles[2].mentions, [None]);
}

#[test]
fn a_body_and_a_person_of_one_name_stay_apart_when_the_person_is_one() {
    let picture = site([
        article("a", "2018-06-01", "T\nJohn Deere spoke.")
            .person("John Deere")
            .gender("John Deere", Gender::Male),
        article("b", "2018-06-02", "T\nJohn Deere builds tractors.").body("John Deere"),
    ])
    .picture();
    assert_eq!(picture.actors.len(), 2);
}

#[test]
fn where_kinds_are_only_uncertain_the_majority_decides() {
    let picture = site([
        article("a", "2018-06-01", "T\nThe Blue House spoke.").body("Blue House"),
        article("b", "2018-06-02", "T\nThe Blue House spoke.").body("Blue House"),
        article("c", "2018-06-03", "T\nThe Blue House spoke.").place("Blue House"),
        article("d", "2018-06-04", "T\nThe Blue House spoke.").person("Blue House"),
    ])
    .picture();
    assert_eq!(actor_slugs(&picture), ["blue-house"]);
    assert_eq!(picture.actors[0].kind, ActorKind::Organization);
}

#[test]
fn a_city_and_a_team_of_one_name_stay_apart() {
    let picture = site([
        article("a", "2018-06-01", "T\nLiverpool won.").body("Liverpool"),
        article("b", "2018-06-02", "T\nHe lives in Liverpool.").place("Liverpool"),
    ])
    .picture();
    assert_eq!(actor_slugs(&picture), ["liverpool", "liverpool"]);
}

#[test]
fn distinct_keeps_variants_apart_and_silences_the_question() {
    let base = site([
        article(
            "a",
            "2018-06-01",
            "T\nSecretary of State Mike Pompeo spoke.",
        )
        .person("Mike Pompeo")
        .role("Mike Pompeo", "secretary of state", None),
        article("b", "2018-06-02", "T\nMichael Pompeo spoke.")
            .person("Michael Pompeo")
            .role("Michael Pompeo", "secretary of state", None),
    ]);
    assert_eq!(base.picture().actors.len(), 1);
    let kept = base.decide(Action::Distinct(vec![
        slug("mike-pompeo"),
        slug("michael-pompeo"),
    ]));
    let picture = kept.picture();
    assert_eq!(picture.actors.len(), 2);
    assert_eq!(picture.actors[0].not_same.len(), 1);
    assert!(kept.codes().is_empty());
}

#[test]
fn roles_gather_their_sentences_and_days() {
    let draft = |id: &str, day: &str| {
        article(
            id,
            day,
            "T\nWhite House press secretary Sarah Sanders spoke.",
        )
        .body("White House")
        .person("Sarah Sanders")
        .role("Sarah Sanders", "press secretary", Some("White House"))
    };
    let picture = site([draft("a", "2019-01-18"), draft("b", "2019-03-02")]).picture();
    let sanders = picture
        .actors
        .iter()
        .find(|actor| actor.name == "Sarah Sanders")
        .unwrap();
    let [role] = sanders.roles.as_slice() else {
        panic!("{:?}", sanders.roles)
    };
    assert_eq!(role.evidence.len(), 2);
    assert_eq!(
        role.of_actor
            .map(|id| picture.actors[id.ix()].name.as_str()),
        Some("White House")
    );
    assert_eq!(
        role.last_seen.map(|day| day.to_string()).as_deref(),
        Some("2019-03-02")
    );
    assert_eq!(sanders.appears_with.len(), 1);
}

#[test]
fn referents_that_are_not_full_names_stay_unlinked() {
    let mut draft =
        article("a", "2018-06-01", "T\nIndependent analysts spoke.").place("Independent");
    draft.facts.referents[0].is_full = false;
    draft.facts.referents[0].kind = MentionKind::Place;
    assert!(site([draft]).picture().actors.is_empty());
}

#[test]
fn bodies_that_every_country_has_are_told_apart_by_country() {
    let court = |id: &str, text: &str, country: &str, code: &[u8; 2]| {
        article(id, "2018-06-01", text)
            .country(country, code)
            .body("High Court")
    };
    let picture = site([
        court("a", "T\nKenya's High Court ruled.", "Kenya", b"KE"),
        article("b", "2018-06-01", "T\nThe High Court of Kenya ruled.")
            .body("High Court")
            .country("Kenya", b"KE"),
        article("c", "2018-06-01", "T\nThe High Court of Ireland ruled.")
            .body("High Court")
            .country("Ireland", b"IE"),
        article("d", "2018-06-02", "T\nThe High Court ruled.").body("High Court"),
        court("e", "T\nIn Kenya the High Court ruled.", "Kenya", b"KE"),
    ])
    .picture();
    assert_eq!(
        actor_slugs(&picture),
        ["high-court-ireland", "high-court-kenya", "ireland", "kenya"]
    );
    assert_eq!(picture.actors[1].name, "High Court (Kenya)");
    assert_eq!(picture.actors[1].articles.len(), 2);
    assert_eq!(picture.articles[4].mentions, [None]);
}

#[test]
fn a_body_is_of_the_only_country_that_an_article_speaks_of() {
    let draft = |id: &str, others: &str| {
        article(
            id,
            "2018-06-01",
            &format!("T\nIn Kenya the Supreme Court ruled. Kenya waited. Kenya cheered.{others}"),
        )
        .country("Kenya", b"KE")
        .country("Ghana", b"GH")
        .body("Supreme Court")
    };
    let picture = site([draft("a", ""), draft("b", " Ghana looked on. Ghana slept.")]).picture();
    assert!(actor_slugs(&picture).contains(&"supreme-court-kenya"));
    let court = picture
        .actors
        .iter()
        .find(|actor| actor.slug.as_str() == "supreme-court-kenya");
    assert_eq!(court.map(|court| court.articles.len()), Some(1));
}

#[test]
fn companies_are_one_with_and_without_their_legal_form() {
    let picture = site([
        article("a", "2018-06-01", "T\nMwangaza Bank Ltd grew.").body("Mwangaza Bank Ltd"),
        article("b", "2018-06-02", "T\nMwangaza Bank Limited grew.").body("Mwangaza Bank Limited"),
        article("c", "2018-06-03", "T\nMwangaza Bank grew.").body("Mwangaza Bank"),
    ])
    .picture();
    assert_eq!(actor_slugs(&picture), ["mwangaza-bank"]);
}

#[test]
fn georgetown_is_not_george_town() {
    let picture = site([
        article("a", "2018-06-01", "T\nRain in Georgetown.").place("Georgetown"),
        article("b", "2018-06-02", "T\nRain in George Town.").place("George Town"),
    ])
    .picture();
    assert_eq!(actor_slugs(&picture), ["george-town", "georgetown"]);
}

#[test]
fn turned_names_are_one_only_with_evidence() {
    let picture = {
        let draft = |id: &str, name: &str, country: &str, code: &[u8; 2]| {
            article(
                id,
                "2018-06-01",
                &format!("T\n{country}'s minister {name} spoke."),
            )
            .country(country, code)
            .person(name)
            .role(name, "minister", Some(country))
        };
        let baker = article("c", "2018-06-02", "T\nMartin James, a baker, spoke.")
            .person("Martin James")
            .role("Martin James", "baker", None);
        site([
            draft("a", "Haruko Sato", "Japan", b"JP"),
            draft("b", "Sato Haruko", "Japan", b"JP"),
            draft("d", "James Martin", "Kenya", b"KE"),
            baker,
        ])
        .picture()
    };
    assert_eq!(
        actor_slugs(&picture),
        [
            "haruko-sato",
            "james-martin",
            "japan",
            "kenya",
            "martin-james"
        ]
    );
}

/// An article that names a person beside some others.
fn beside(id: &str, day: &str, name: &str, others: &[&str]) -> Draft {
    let text = format!("T\n{name} spoke. {} listened.", others.join(" and "));
    let draft = article(id, day, &text).person(name);
    others
        .iter()
        .fold(draft, |draft, other| draft.person(other))
}

#[test]
fn like_names_in_one_setting_are_one() {
    let others = ["Anna Berg", "Otto Lund"];
    for (one, other) in [
        ("Serwan Amin", "Sarwan Amin"),
        ("A. Sharov", "Andrei Sharov"),
        ("Gabriel García", "Gabriel García Márquez"),
        ("Emese Horváth", "Horváth Emese"),
    ] {
        let count = |others_2: &[&str]| {
            let picture = site([
                beside("a", "2018-06-01", one, &others),
                beside("b", "2018-06-02", other, others_2),
            ])
            .picture();
            picture.actors.len() - others.len()
        };
        assert_eq!(count(&others), 1, "{one}, {other}: one setting");
        assert_eq!(count(&[]), 2, "{one}, {other}: nothing but the name");
    }
}

#[test]
fn like_names_in_one_article_are_two() {
    let others = ["Anna Berg", "Otto Lund"];
    let picture = site([
        beside("a", "2018-06-01", "Serwan Amin", &others),
        beside(
            "b",
            "2018-06-02",
            "Sarwan Amin",
            &["Anna Berg", "Otto Lund", "Serwan Amin"],
        ),
    ])
    .picture();
    assert_eq!(picture.actors.len(), 4);
}

#[test]
fn a_short_name_that_fits_two_who_differ_stays_alone() {
    let others = ["Anna Berg", "Otto Lund"];
    let picture = site([
        beside("a", "2018-06-01", "George Bush", &others),
        beside("b", "2018-06-02", "George W. Bush", &others),
        beside("c", "2018-06-03", "George H. W. Bush", &others),
    ])
    .picture();
    assert_eq!(picture.actors.len(), 5);
}

#[test]
fn a_body_is_one_with_its_country_in_the_name_or_beside_it() {
    let picture = site([
        article("a", "2018-06-01", "T\nPhilippine Coast Guard sailed.")
            .body("Philippine Coast Guard"),
        article(
            "b",
            "2018-06-02",
            "T\nThe Coast Guard of Philippines sailed.",
        )
        .body("Coast Guard")
        .country("Philippines", b"PH"),
        article("c", "2018-06-03", "T\nThe Coast Guard sailed.").body("Coast Guard"),
    ])
    .picture();
    assert_eq!(
        actor_slugs(&picture),
        ["philippine-coast-guard", "philippines"]
    );
    assert_eq!(picture.actors[0].articles.len(), 2);
}

#[test]
fn a_name_in_passing_gets_no_page() {
    let site = |again: &str| {
        let text = format!("T\nAnna Berg, the mayor, spoke. Otto Lund listened.{again}");
        site([article("a", "2018-06-01", &text)
            .person("Anna Berg")
            .role("Anna Berg", "mayor", None)
            .person("Otto Lund")])
    };
    let slugs = |again: &str| {
        let (picture, _) = site(again).resolve_for(Pages::Told);
        let slugs = picture.actors.iter().map(|actor| actor.slug.to_string());
        slugs.collect::<Vec<_>>()
    };
    assert_eq!(slugs(""), ["anna-berg"]);
    assert_eq!(slugs(" Then Otto Lund left."), ["anna-berg", "otto-lund"]);
    let (picture, diagnostics) = site("")
        .actor_file("otto-lund", |file| file.name = Some("Otto Lund".into()))
        .resolve_for(Pages::Told);
    assert_eq!(picture.actors.len(), 2, "the editor wants a page");
    assert!(diagnostics.is_empty());
}

#[test]
fn a_place_that_no_list_knows_is_one_in_one_setting() {
    let draft = |id: &str, day: &str, others: &[&str]| {
        let text = format!("T\nRain in Kilbrack. {} listened.", others.join(" and "));
        let draft = article(id, day, &text).unlisted_place("Kilbrack");
        others
            .iter()
            .fold(draft, |draft, other| draft.person(other))
    };
    let others = ["Anna Berg", "Otto Lund"];
    let slugs = |others_2: &[&str]| {
        let picture = site([
            draft("a", "2018-06-01", &others),
            draft("b", "2018-06-02", others_2),
        ])
        .picture();
        actor_slugs(&picture).join(" ")
    };
    assert_eq!(slugs(&others), "anna-berg kilbrack otto-lund");
    assert_eq!(slugs(&["Eva Holm"]), "anna-berg eva-holm otto-lund");
    assert_eq!(
        slugs(&["Anna Berg", "Otto Lund", "Eva Kilbrack"]),
        "anna-berg eva-kilbrack otto-lund",
        "a surname is no place"
    );
}

#[test]
fn a_full_name_elsewhere_bears_an_unsure_one_out() {
    let unsure = |id: &str, name: &str| {
        article(id, "2018-06-02", &format!("T\n{name} grew.")).unlisted_place(name)
    };
    let sure =
        |id: &str, name: &str| article(id, "2018-06-01", &format!("T\n{name} grew.")).place(name);
    let articles = |first, second| {
        let picture = site([first, second]).picture();
        let articles = picture.actors.iter().map(|actor| actor.articles.len());
        articles.collect::<Vec<_>>()
    };
    let (port, town) = ("Port Kilbrack", "Kilbrack");
    assert_eq!(articles(sure("a", port), unsure("b", port)), [2]);
    assert_eq!(articles(sure("a", town), unsure("b", town)), [1]);
    assert!(articles(unsure("a", port), unsure("b", port)).is_empty());
}
