//! The words of the interface: every locale has one for each name of the model that the viewer shows.

use banmian::edit::Problem;
use banmian::{Kind, Reason, Role};
use std::collections::BTreeMap;

fn name(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn keys() -> Vec<String> {
    let mut keys: Vec<String> = Kind::ALL.iter().map(|kind| format!("kind.{}", kind.name())).collect();
    keys.extend(Problem::ALL.iter().map(|problem| format!("problem.{}", name(problem))));
    keys.extend(Role::ALL.iter().flat_map(|role| [format!("role.{}", role.name()), format!("sign.{}", role.name())]));
    let reasons = [
        Reason::Adjacent,
        Reason::SharedWords { words: Vec::new() },
        Reason::SentenceGoesOn,
        Reason::OpensStory,
        Reason::NamedAgain { name: String::new() },
        Reason::Cue { text: String::new() },
        Reason::NothingBetter,
        Reason::Corrected,
        Reason::Confirmed,
    ];
    keys.extend(
        reasons
            .iter()
            .map(|reason| format!("reason.{}", serde_json::to_value(reason).unwrap()["kind"].as_str().unwrap())),
    );
    keys
}

#[test]
fn every_locale_has_a_word_for_each_name_of_the_model() {
    let mut seen = 0;
    for entry in std::fs::read_dir("www/locales").unwrap() {
        let path = entry.unwrap().path();
        let words: BTreeMap<String, String> = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let missing: Vec<_> = keys().into_iter().filter(|key| !words.contains_key(key)).collect();
        assert!(missing.is_empty(), "{} misses {missing:?}", path.display());
        seen += 1;
    }
    assert!(seen >= 3);
}
