use super::super::sample::{Picture, picture};
use super::*;
use serde_json::Value;

fn made(picture: &Picture, file: DataFile) -> String {
    String::from_utf8(render(file, &picture.site()).unwrap()).unwrap()
}

fn parsed(picture: &Picture, table: Table) -> Value {
    serde_json::from_str(&made(picture, DataFile::Json(table))).unwrap()
}

/// The part of JSON Schema that our schemas use; says where a value breaks it.
fn check(schema: &Value, root: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    for (word, rule) in schema.as_object().unwrap() {
        let fits = match word.as_str() {
            "$ref" => {
                let name = rule.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                check(&root["$defs"][name], root, value, at, found);
                true
            }
            "type" => match rule {
                Value::String(name) => is_type(value, name),
                names => names
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|name| is_type(value, name.as_str().unwrap())),
            },
            "const" => value == rule,
            "enum" => rule.as_array().unwrap().contains(value),
            "minimum" => value.as_i64().is_none_or(|n| n >= rule.as_i64().unwrap()),
            "anyOf" => rule.as_array().unwrap().iter().any(|schema| {
                let mut inner = Vec::new();
                check(schema, root, value, at, &mut inner);
                inner.is_empty()
            }),
            "items" => {
                for (ix, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(rule, root, item, &format!("{at}[{ix}]"), found);
                }
                true
            }
            "properties" => {
                for (name, schema) in rule.as_object().unwrap() {
                    if let Some(value) = value.get(name) {
                        check(schema, root, value, &format!("{at}.{name}"), found);
                    }
                }
                true
            }
            "required" => {
                let mut names = rule.as_array().unwrap().iter();
                names.all(|name| value.get(name.as_str().unwrap()).is_some())
            }
            "additionalProperties" => {
                let mut names = value.as_object().unwrap().keys();
                names.all(|name| schema["properties"].get(name).is_some())
            }
            "pattern" | "title" | "description" | "$schema" | "$id" | "$defs" => true,
            unknown => panic!("the checker does not know {unknown}"),
        };
        if !fits {
            found.push(format!("{at}: {word} {rule}: {value}"));
        }
    }
}

fn is_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    }
}

#[test]
fn every_file_fits_its_schema() {
    let picture = picture();
    for table in Table::ALL {
        let schema: Value = serde_json::from_str(schema::text(table)).unwrap();
        let value = parsed(&picture, table);
        let mut found = Vec::new();
        check(&schema, &schema, &value, table.name(), &mut found);
        assert!(found.is_empty(), "{}", found.join("\n"));
        assert!(!value[table.name()].as_array().unwrap().is_empty());
    }
}

#[test]
fn values_carry_their_evidence() {
    let mut picture = picture();
    let events = parsed(&picture, Table::Events);
    let date = &events["events"][0]["date"];
    assert_eq!(date["edtf"], "2024-03-04");
    assert_eq!(date["words"], "Monday");
    let evidence = &date["origin"]["evidence"];
    assert_eq!(evidence["url"], "/articles/bridge-opens/#s2");
    assert_eq!(
        evidence["sentence"],
        "Mayor Anna Berg opened the bridge in Riga on Monday."
    );
    picture.config.base_url = Some("https://example.org/news/".into());
    let actors = parsed(&picture, Table::Actors);
    assert_eq!(actors["site"]["url"], "https://example.org/news/");
    assert_eq!(
        actors["actors"][1]["url"],
        "https://example.org/news/places/riga/"
    );
    let role = &actors["actors"][0]["roles"][0];
    assert_eq!(
        role["evidence"][0]["url"],
        "https://example.org/news/articles/bridge-opens/#s2"
    );
}

#[test]
fn no_file_has_more_of_a_text_than_its_license_allows() {
    let picture = picture();
    for table in Table::ALL {
        for file in [DataFile::Json(table), DataFile::Csv(table)] {
            let text = made(&picture, file);
            assert!(!text.contains("secret detail"), "{file:?}");
            assert!(!text.contains("Ask nobody"), "{file:?}");
        }
    }
    let quotes = parsed(&picture, Table::Quotes);
    assert_eq!(quotes["quotes"][0]["words"], "We built it. It will stand");
    assert_eq!(quotes["quotes"][1]["words"], "It shook.");
    assert_eq!(quotes["quotes"][1]["cut"], true);
}

#[test]
fn records_stand_one_a_line() {
    let picture = picture();
    let text = made(&picture, DataFile::Json(Table::Articles));
    assert_eq!(text.lines().count(), picture.articles.len() + 3);
}

#[test]
fn tables_have_one_row_each_and_no_formulas() {
    let picture = picture();
    for table in Table::ALL {
        let text = made(&picture, DataFile::Csv(table));
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        let list = parsed(&picture, table);
        assert_eq!(rows.len(), list[table.name()].as_array().unwrap().len());
        assert!(text.contains("\r\n"));
        assert!(rows.iter().flatten().all(|cell| !cell.starts_with('=')));
    }
}

#[test]
fn an_empty_site_has_empty_lists() {
    let mut picture = picture();
    picture.articles.clear();
    picture.facts.clear();
    picture.resolution = Default::default();
    for table in Table::ALL {
        assert_eq!(
            parsed(&picture, table)[table.name()],
            Value::Array(Vec::new())
        );
    }
}
