//! Sentence tests of the links inside an article.

use super::*;
use crate::extract::testing::case;

/// "mention = referent" for each mention that is not a full name of its referent, in order.
fn links(marked: &str) -> Vec<String> {
    let case = case(marked);
    case.mentions
        .iter()
        .filter_map(|mention| {
            let words = mention.span.of(&case.text);
            match mention.referent {
                Some(referent) => {
                    let name = &case.referents[referent.ix()].name;
                    (name != words).then(|| format!("{words} = {name}"))
                }
                None => Some(format!("{words} = ?")),
            }
        })
        .collect()
}

fn check(marked: &str, expected: &[&str]) {
    assert_eq!(links(marked), expected, "{marked}");
}

#[test]
fn spellings_of_one_full_name_are_one() {
    check(
        "[p:Kim Jong-un] met [p:Kim Jong Un].",
        &["Kim Jong Un = Kim Jong-un"],
    );
    check(
        "[p:Donald J. Trump] and [p:Donald Trump]",
        &["Donald Trump = Donald J. Trump"],
    );
    check("[p:Kim Jong Un] and [p:Kim Jong Il]", &[]);
}

#[test]
fn a_bare_surname_goes_to_its_only_bearer() {
    check(
        "[p:Anna Berg] left. [s:Berg] was tired.",
        &["Berg = Anna Berg"],
    );
    check(
        "[p:Anna Berg] met [p:Otto Berg].\nThen [s:Berg] left.",
        &["Berg = ?"],
    );
    check("[s:Berg] left.", &[]);
}

#[test]
fn a_surname_that_is_a_company_too_is_not_linked() {
    check(
        "[p:William Ford] runs the [o:Ford Motor Company]. [s:Ford] sells cars.",
        &["Ford = ?"],
    );
}

#[test]
fn middle_names_and_legal_forms_may_be_missing() {
    check(
        "[p:Wanderley Queiroz Prates] fled. [p:Wanderley Prates] was caught.",
        &["Wanderley Prates = Wanderley Queiroz Prates"],
    );
    check(
        "[p:Anna Maria Berg] and [p:Anna Lena Berg] met [p:Anna Berg].",
        &[],
    );
    check(
        "[o:Harbor Motors Inc.] and [o:Harbor Motors]",
        &["Harbor Motors = Harbor Motors Inc."],
    );
}

#[test]
fn a_son_is_not_his_father() {
    check(
        "[p:Otto Berg Sr.] met [p:Otto Berg Jr.] and [p:Otto Berg].",
        &[],
    );
}

#[test]
fn an_honorific_parts_namesakes() {
    check(
        "[pf:Anna Berg] met [pm:Otto Berg].\nThen Mrs [sf:Berg] left.",
        &["Berg = Anna Berg"],
    );
    check("[pm:Otto Berg] left.\nMrs [sf:Berg] stayed.", &["Berg = ?"]);
}

#[test]
fn the_bare_surname_of_a_leader_is_never_given_to_a_namesake() {
    let intro = "[pm:Donald Trump] met [p:Kim Yong Chol] and will meet [d:KP:North Korean] leader [p:Kim Jong-un].\n";
    check(
        &format!("{intro}[s:Kim] turned to diplomacy."),
        &["North Korean = North Korea", "Kim = Kim Jong-un"],
    );
    check(
        &format!("{intro}[p:Kim Yong Chol] flew home. [s:Kim] was tired."),
        &["North Korean = North Korea", "Kim = ?"],
    );
    check(
        "[p:Kim Yong Chol] met [p:Kim Jong-un].\n[s:Kim] smiled.",
        &["Kim = ?"],
    );
}

#[test]
fn a_namesake_named_paragraphs_ago_does_not_speak_against_the_leader() {
    check(
        "[d:KP:North Korean] leader [p:Kim Jong-un] sat beside [p:Kim Yong Chol].\nIt rained.\n[s:Kim] smiled.",
        &["North Korean = North Korea", "Kim = Kim Jong-un"],
    );
    check(
        "[d:KP:North Korean] leader [p:Kim Jong-un] sat beside [p:Kim Yong Chol].\n[s:Kim] smiled.",
        &["North Korean = North Korea", "Kim = ?"],
    );
}

#[test]
fn countries_are_one_under_all_their_names() {
    check(
        "[c:US:United States] and [c:US:U.S.] and an [d:US:American] ship",
        &["U.S. = United States", "American = United States"],
    );
}

#[test]
fn acronyms_and_short_forms_join_the_only_full_name() {
    check(
        "The [o:Maritime Dockworkers Union] met. The [a:MDU] voted.",
        &["MDU = Maritime Dockworkers Union"],
    );
    check(
        "[o:Oztas Nakliyat] and [o:Oztas Holding]. [a:Oztas] pays.",
        &[],
    );
}

#[test]
fn descriptions_go_to_the_only_holder_of_the_office() {
    check(
        "[o:UN] Secretary-General [pm:Antonio Guterres] spoke. The [o:UN] chief left.",
        &["chief = Antonio Guterres"],
    );
    check(
        "The envoy, [p:Otto Lind], came. The envoy left.",
        &["envoy = Otto Lind"],
    );
    check(
        "Envoy [p:Otto Lind] met envoy [p:Ana Paz]. The envoy left.",
        &[],
    );
    check(
        "Vice president [p:Otto Lind] spoke. The president left.",
        &[],
    );
    check(
        "President [p:Otto Lind] spoke. The former president left.",
        &[],
    );
    check("President [p:Otto Lind] said: “The president is ill.”", &[]);
    check("The president left. President [p:Otto Lind] spoke.", &[]);
    check(
        "[l:Riga] mayor [p:Otto Lind] spoke. The mayor of [l:Tartu] left.",
        &[],
    );
}

#[test]
fn bodies_are_described_by_the_noun_in_their_name() {
    check(
        "The [o:Baltic Energy Agency] met. The agency voted.",
        &["agency = Baltic Energy Agency"],
    );
    check(
        "The [o:Baltic Energy Agency] met the [o:Space Agency]. The agency voted.",
        &[],
    );
}

#[test]
fn pronouns_need_one_candidate() {
    check("[pf:Anna Berg] spoke. She left.", &["She = Anna Berg"]);
    check("[pf:Anna Berg] spoke. He left.", &[]);
    check("[pf:Anna Berg] met [pf:Eva Lind]. She left.", &[]);
    check(
        "[pf:Anna Berg] met [pm:Otto Lind]. She left.",
        &["She = Anna Berg"],
    );
    check("[pf:Anna Berg] met a colleague. She left.", &[]);
    check("[pf:Anna Berg] spoke: “She left.”", &[]);
    check(
        "[pm:Otto Lind] sat down. In his speech, [pm:Ivo Paz] thanked him.",
        &[],
    );
}

#[test]
fn a_speaker_goes_on_speaking() {
    check(
        "[pf:Sarah Sanders] said [pm:Donald Trump] met [p:Kim Yong Chol]. She called it good.",
        &["She = Sarah Sanders"],
    );
    check("[pm:Otto Lind] met [pm:Ivo Paz]. He said no.", &[]);
    check(
        "It is late. The president was asked about [pm:Otto Lind], the student who died. He said no.",
        &[],
    );
}

fn roles(marked: &str) -> Vec<String> {
    let case = case(marked);
    case.referents
        .iter()
        .flat_map(|referent| {
            referent.roles.iter().map(move |role| {
                let of = role
                    .of
                    .as_deref()
                    .map(|of| format!(" of {of}"))
                    .unwrap_or_default();
                let status = match role.status {
                    RoleStatus::Current => "",
                    RoleStatus::Former => "former ",
                    RoleStatus::Designated => "designated ",
                };
                format!("{}: {status}{}{of}", referent.name, role.title)
            })
        })
        .collect()
}

fn check_roles(marked: &str, expected: &[&str]) {
    assert_eq!(roles(marked), expected, "{marked}");
}

#[test]
fn titles_before_a_name_are_roles() {
    check_roles(
        "[c:US:U.S.] Vice-President [p:Mike Pence] spoke.",
        &["Mike Pence: vice-president of U.S."],
    );
    check_roles(
        "The South's vice unification minister, [p:Chun Hae-sung], spoke.",
        &[],
    );
    check_roles(
        "[o:White House] press secretary [p:Sarah Sanders] spoke.",
        &["Sarah Sanders: press secretary of White House"],
    );
    check_roles(
        "[c:KR:South Korea]'s foreign minister, [p:Kang Kyung-wha], spoke.",
        &["Kang Kyung-wha: foreign minister of South Korea"],
    );
    check_roles(
        "He met then-[o:CIA] director [p:Mike Pompeo].",
        &["Mike Pompeo: director of CIA"],
    );
    check_roles(
        "Former prime minister [p:Otto Lind] spoke.",
        &["Otto Lind: former prime minister"],
    );
    check_roles(
        "He met [d:KP:North Korean] leader [p:Kim Jong-un].",
        &["Kim Jong-un: leader of North Korea"],
    );
    check_roles("Said dentist [p:Anna Berg].", &["Anna Berg: dentist"]);
    check_roles(
        "In [l:Riga] dentist [p:Anna Berg] left.",
        &["Anna Berg: dentist"],
    );
}

#[test]
fn appositions_are_roles() {
    check_roles(
        "[p:Kim Yong Chol], a vice chairman of the [o:Workers' Party], came.",
        &["Kim Yong Chol: vice chairman of Workers' Party"],
    );
    check_roles(
        "[p:Antonio Guterres], the [o:UN] secretary-general, spoke.",
        &["Antonio Guterres: secretary-general of UN"],
    );
    check_roles(
        "[p:Kim Yong Chol], who is [c:KP:North Korea]'s former spy chief, came.",
        &["Kim Yong Chol: former spy chief of North Korea"],
    );
    check_roles(
        "[p:Anna Berg], 45, a dentist from [l:Riga], spoke.",
        &["Anna Berg: dentist"],
    );
    check_roles("said its owner, [p:Otto Lind].", &["Otto Lind: owner"]);
}

#[test]
fn what_follows_a_comma_is_mostly_no_role() {
    check_roles("[p:Otto Lind] met [p:Ana Paz], a day after the vote.", &[]);
    check_roles("[p:Otto Lind], the first to speak, left.", &[]);
    check_roles("[p:Otto Lind], the first minister to resign, left.", &[]);
    check_roles("[p:Ana Paz], the minister and [p:Otto Lind] met.", &[]);
    check_roles("It was [p:Otto Lind], a move that angered many.", &[]);
    check_roles("[p:Otto Lind], the husband of [p:Ana Paz], left.", &[]);
}

#[test]
fn a_person_may_be_introduced_by_office_first() {
    let meeting = "[pm:Donald Trump] met with a [d:KP:North Korean] envoy.\n[pf:Sarah Sanders] said [s:Trump] met for an hour with [p:Kim Yong Chol].\nThe envoy, who is [c:KP:North Korea]'s former spy chief, left.";
    check_roles(
        meeting,
        &[
            "Kim Yong Chol: envoy of North Korea",
            "Kim Yong Chol: former spy chief of North Korea",
        ],
    );
    check_roles(
        "[pm:Donald Trump] met with a [d:KP:North Korean] envoy. [pf:Eva Lind] met with [p:Kim Yong Chol].",
        &[],
    );
    check_roles(
        "[pm:Donald Trump] met with a [d:KP:North Korean] envoy. [s:Trump] saw [p:Kim Yong Chol].",
        &[],
    );
}

#[test]
fn an_acronym_before_an_office_is_its_body() {
    check_roles(
        "UN Secretary-General [p:Antonio Guterres] spoke.",
        &["Antonio Guterres: secretary-general of UN"],
    );
    check(
        "UN Secretary-General [pm:Antonio Guterres] spoke. The [o:UN] chief left.",
        &["chief = Antonio Guterres"],
    );
}

#[test]
fn who_says_it_is_the_subject_of_the_sentence_before() {
    check(
        "[pf:Anna Berg] sat beside her lawyer in the hall.\n“I am tired,” she said.",
        &["her = Anna Berg", "she = Anna Berg"],
    );
    check(
        "The founder, [p:Otto Lind], received the guests with a judge.\n“I am tired,” he said.",
        &["he = Otto Lind"],
    );
    check(
        "[pm:Otto Lind] met [pm:Jan Berg] in the hall.\n“I am tired,” he said.",
        &[],
    );
    check(
        "A lawyer met [p:Robin Lind] in the hall.\n“I am tired,” he said.",
        &[],
    );
}

#[test]
fn somebody_of_unknown_sex_does_not_take_the_pronoun_of_one_who_is_known() {
    check(
        "[pf:Anna Berg] spoke first. [p:Robin Lind] will be heard later. “I am tired,” she said.",
        &[],
    );
}

#[test]
fn a_speaker_reports_of_himself() {
    check("[p:Robin Lind] said he was tired.", &["he = Robin Lind"]);
    check(
        "[pm:Otto Berg] slept. [p:Robin Lind] said he was tired.",
        &[],
    );
}

#[test]
fn a_court_and_an_office_in_capitals_are_named_before() {
    check(
        "The [o:Kelmar District Court] sat. The court adjourned.",
        &["court = Kelmar District Court"],
    );
    check(
        "The [o:Kelmar District Court] and the [o:Arlan High Court] sat. The court adjourned.",
        &[],
    );
    check(
        "Minister [p:Anna Berg] came. The Minister left.",
        &["Minister = Anna Berg"],
    );
}

#[test]
fn the_company_is_the_only_one_in_reach() {
    check(
        "[o:Lind Works Ltd] closed a mill. The company said nothing.",
        &["company = Lind Works Ltd"],
    );
    check(
        "[o:Lind] closed a mill. The company said nothing.",
        &["company = Lind"],
    );
    check(
        "[o:Lind Works Ltd] closed a mill.\n[o:Berg Motors] bought it. The company said nothing.",
        &["company = Berg Motors"],
    );
    check(
        "[p:Otto Lind], the chief executive of [o:Karu], came. The company pays its debts.",
        &["chief executive = Otto Lind", "company = Karu"],
    );
    check(
        "The carmaker [o:Karu] closed a plant. The firm said the [o:Trade Ministry] knew. The ministry was silent.",
        &["firm = Karu", "ministry = Trade Ministry"],
    );
}

#[test]
fn a_doubtful_company_is_none() {
    check(
        "[o:Lind Works Ltd] sued [o:Berg Motors]. The company said nothing.",
        &[],
    );
    check(
        "[o:Lind Works Ltd] sold a mill to a Dutch company. The company said nothing.",
        &[],
    );
    check(
        "[o:Lind Works Ltd] lost. [o:Karu] won. The company said nothing.",
        &[],
    );
    check(
        "[o:Lind Works Ltd] lost. “The company is dead,” a man said.",
        &[],
    );
    check(
        "[o:Lind Works Ltd] lost. The company that won, [o:Karu], smiled.",
        &[],
    );
    check("[o:Lind Works Ltd] lost. The company town wept.", &[]);
    check("[o:Lind Works Ltd] owns half of the company.", &[]);
    check("Police searched [o:Lind]. The company said nothing.", &[]);
    check(
        "[o:Lind Works Ltd] lost. Eva Berg sold her firm. The company paid its debts.",
        &[],
    );
    check(
        "The [o:Department of Shipping] met. The company said nothing.",
        &[],
    );
    check("The [o:Trade Ministry] met. The company said nothing.", &[]);
    check("The company said nothing. [o:Lind Works Ltd] lost.", &[]);
    check(
        "[o:Lind Party] won. The party was loud until dawn. The party for children was not.",
        &["party = Lind Party"],
    );
}

#[test]
fn what_a_body_says_of_itself_is_its_own() {
    check(
        "[o:Lind Works] denied it. “We paid,” it said. It added that it would sue.",
        &["it = Lind Works", "It = Lind Works", "it = Lind Works"],
    );
    check(
        "The [o:Trade Ministry] said it had asked [c:IR:Iran].",
        &["it = Trade Ministry"],
    );
    check(
        "The [o:Trade Ministry] met. The ministry said nothing. It warned of delays.",
        &["ministry = Trade Ministry", "It = Trade Ministry"],
    );
}

#[test]
fn an_it_that_may_be_nobody_is_not_linked() {
    check("The [o:Trade Ministry] said it would take years.", &[]);
    check("The [o:Trade Ministry] said it was raining.", &[]);
    check("[o:Lind Works] sued [o:Karu Oy]. It said no.", &[]);
    check(
        "[o:Lind Works] was sued. A report came out. It said no.",
        &[],
    );
    check(
        "[o:Lind Works] said: “We paid.” It was said that nobody knew.",
        &[],
    );
    check("In a letter to [o:Lind Works], it said no.", &[]);
}

#[test]
fn a_description_says_something_and_goes_on_as_a_pronoun() {
    check(
        "Colonel [pm:Otto Lind] met Sheikh [pm:Jan Berg]. The colonel denied it. “No,” he said.",
        &["colonel = Otto Lind", "he = Otto Lind"],
    );
    check(
        "Colonel [pm:Otto Lind] met [pm:Jan Berg]. A colonel denied it. “No,” he said.",
        &[],
    );
}

#[test]
fn a_sentence_goes_on_about_whom_the_one_before_is_about() {
    check(
        "[pf:Anna Berg] heard it at the wake of an aunt. She will take the oath.",
        &["She = Anna Berg"],
    );
    check("[pf:Anna Berg] heard it from [pf:Eva Lind]. She left.", &[]);
    check("The aunt of [pf:Anna Berg] heard it. She left.", &[]);
    check(
        "[pm:Jan Berg] spoke. [pm:Otto Lind], 52, did neither, though he waved.",
        &["he = Otto Lind"],
    );
    check(
        "[pm:Jan Berg] told [pm:Otto Lind] that he could leave.",
        &[],
    );
}

#[test]
fn who_follows_the_verb_goes_on_as_a_pronoun() {
    check(
        "[c:IR:Iran] replied. “We paid,” said [o:Lind Works]. “It is over,” it added.",
        &["it = Lind Works"],
    );
    check(
        "[pm:Jan Berg] came. “We paid,” said [pm:Otto Lind]. “It is over,” he added.",
        &["he = Otto Lind"],
    );
}

#[test]
fn the_first_of_two_surnames_is_enough() {
    check(
        "[pm:Óscar Ramón Benítez Duarte] left. [s:Benítez] was tired.",
        &["Benítez = Óscar Ramón Benítez Duarte"],
    );
    check(
        "[pf:Mabel Sosa Lynch] left. [p:Sosa Lynch] was tired.",
        &["Sosa Lynch = Mabel Sosa Lynch"],
    );
    check("[pm:Otto Insfrán Villalba] met [pm:Otto Insfrán].", &[]);
    check("[pf:Anna Maria Berg] left. [p:Anna Maria] stayed.", &[]);
}

#[test]
fn a_body_of_state_may_be_printed_without_its_state() {
    check(
        "The [o:US State Department] spoke. The [a:State Department] paid.",
        &["State Department = US State Department"],
    );
    check(
        "The [o:Blue State Department] spoke. The [a:State Department] paid.",
        &[],
    );
}
