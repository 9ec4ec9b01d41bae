//! Names of companies without the words that only say what kind of company it is.

/// Legal forms that stand behind a name and are often left out.
const FORMS: [&str; 48] = [
    "ab",
    "ag",
    "aps",
    "as",
    "asa",
    "berhad",
    "bhd",
    "bv",
    "co",
    "corp",
    "doo",
    "eood",
    "gmbh",
    "inc",
    "incorporated",
    "jsc",
    "kft",
    "kg",
    "kgaa",
    "kk",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "ltda",
    "nv",
    "oao",
    "ojsc",
    "ooo",
    "oy",
    "oyj",
    "pao",
    "pjsc",
    "plc",
    "pte",
    "pty",
    "pvt",
    "sa",
    "sae",
    "sarl",
    "sas",
    "sdn",
    "se",
    "spa",
    "srl",
    "tbk",
    "zrt",
];

/// The same, but only behind at least two other words: "Ford Motor Company", not "Fox Corporation".
const LONG_FORMS: [&str; 2] = ["company", "corporation"];

/// "Hokuetsu Electric Power Co." as "Hokuetsu Electric Power"; a name of one word keeps it.
pub fn without_suffix(name: &str) -> &str {
    let mut rest = name.trim();
    while let Some((before, last)) = rest.rsplit_once([' ', ',']) {
        let before = before.trim_end_matches([' ', ',']);
        let last: String = last
            .chars()
            .filter(|ch| !matches!(ch, '.' | '(' | ')'))
            .flat_map(char::to_lowercase)
            .collect();
        let is_private = last == "private" && rest.len() < name.trim().len();
        let is_form = FORMS.contains(&last.as_str())
            || is_private
            || (LONG_FORMS.contains(&last.as_str()) && before.contains(' '));
        if before.is_empty() || !is_form {
            break;
        }
        rest = before;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_forms_are_no_part_of_a_name() {
        for (name, bare) in [
            ("Hokuetsu Electric Power Co.", "Hokuetsu Electric Power"),
            ("Hokuetsu Electric Power Company", "Hokuetsu Electric Power"),
            ("Haverkamp Mining, Inc.", "Haverkamp Mining"),
            ("Mwangaza Bank Ltd", "Mwangaza Bank"),
            ("Lanka Teas (Pvt) Ltd", "Lanka Teas"),
            ("Lanka Teas Private Limited", "Lanka Teas"),
            ("Laut Jaya Sdn Bhd", "Laut Jaya"),
            ("Fox Corporation", "Fox Corporation"),
            ("Limited", "Limited"),
            ("Bank of England", "Bank of England"),
        ] {
            assert_eq!(without_suffix(name), bare);
        }
    }
}
