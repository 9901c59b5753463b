//! Loading and validation of packs at run time.

use super::field_value::FieldValue;
use super::fields::{PATTERNS, TEXTS, WORDS};
use super::pattern::validate;
use super::{Cues, CuesError, CuesProblem, List, toml};
use std::borrow::Cow;

impl Cues {
    /// Parses a pack written in TOML, like those in the repository's `cues/`.
    ///
    /// ```
    /// let pack = banmian::Cues::from_toml("language = \"nb\"\nletters = \"æøå\"\nopenings = [\"^ \\\\(NTB\\\\):\"]")?;
    /// assert_eq!((&*pack.language, pack.openings.len()), ("nb", 1));
    /// # Ok::<(), banmian::CuesError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the text is not TOML, has an unknown field or an invalid pattern, or has nothing by which
    /// a page in its language is recognized.
    pub fn from_toml(text: &str) -> Result<Self, CuesError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let fields = toml::read(text)
            .map_err(|(line, what)| CuesError { line: Some(line), problem: CuesProblem::Syntax(what) })?;
        let mut cues = Self::default();
        for (name, value, line) in fields {
            cues.set(&name, value, Some(line))?;
        }
        cues.validated()
    }

    /// Sets the field `name`, which is at `line`.
    pub(crate) fn set(&mut self, name: &str, value: FieldValue, line: Option<usize>) -> Result<(), CuesError> {
        let wrong = |problem: fn(String) -> CuesProblem| Err(CuesError { line, problem: problem(name.into()) });
        if let Some(field) = self.text_mut(name) {
            let FieldValue::Text(text) = value else { return wrong(CuesProblem::NotText) };
            *field = text.split_whitespace().collect::<String>().into();
            return Ok(());
        }
        let Some(field) = self.list_mut(name) else { return wrong(CuesProblem::UnknownField) };
        let FieldValue::List(items) = value else { return wrong(CuesProblem::NotList) };
        for (item, line) in &items {
            validate_item(name, item).map_err(|problem| CuesError { line: *line, problem })?;
        }
        *field = items.into_iter().map(|(item, _)| Cow::Owned(item)).collect::<Vec<_>>().into();
        Ok(())
    }

    /// The pack, if it has something by which a page in its language is recognized.
    pub(crate) fn validated(self) -> Result<Self, CuesError> {
        if self.letters.is_empty() && self.function_words.is_empty() {
            return Err(CuesError { line: None, problem: CuesProblem::NeverChosen });
        }
        Ok(self)
    }

    fn text_mut(&mut self, name: &str) -> Option<&mut Cow<'static, str>> {
        let fields =
            [&mut self.language, &mut self.letters, &mut self.function, &mut self.followers, &mut self.surnames];
        TEXTS.iter().zip(fields).find(|(known, _)| **known == name).map(|(_, field)| field)
    }

    fn list_mut(&mut self, name: &str) -> Option<&mut List> {
        let words = [
            &mut self.function_words,
            &mut self.double_surnames,
            &mut self.not_names,
            &mut self.kicker_tails,
            &mut self.captions,
        ];
        let patterns = [
            &mut self.duties,
            &mut self.openings,
            &mut self.opening_names,
            &mut self.bylines,
            &mut self.name_lines,
            &mut self.credits,
            &mut self.credit_tails,
            &mut self.closings,
            &mut self.jumps,
            &mut self.jump_tails,
            &mut self.teasers,
            &mut self.rubrics,
            &mut self.furniture,
            &mut self.notices,
        ];
        let lists = WORDS.iter().zip(words).chain(PATTERNS.iter().zip(patterns));
        lists.into_iter().find(|(known, _)| **known == name).map(|(_, field)| field)
    }
}

fn validate_item(field: &str, item: &str) -> Result<(), CuesProblem> {
    if item.trim().is_empty() {
        return Err(CuesProblem::Empty(field.into()));
    }
    if WORDS.contains(&field) {
        return Ok(());
    }
    validate(item, field == "duties").map_err(|(at, what)| CuesProblem::Pattern {
        field: field.into(),
        pattern: item.into(),
        at,
        what,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_set_by_its_name() {
        let known: Vec<&str> = [&TEXTS[..], &WORDS, &PATTERNS].concat();
        let fields = serde_json::to_value(Cues::default()).unwrap();
        let names: Vec<&String> = fields.as_object().unwrap().keys().collect();
        assert_eq!(names.len(), known.len());
        for name in names {
            let mut cues = Cues::default();
            let value = match TEXTS.contains(&&**name) {
                true => FieldValue::Text("x".into()),
                false => FieldValue::List(vec![("x".into(), None)]),
            };
            cues.set(name, value, None).unwrap();
            let set = serde_json::to_value(&cues).unwrap();
            assert_ne!(set[name], fields[name], "{name} was not set");
        }
    }

    #[test]
    fn the_built_in_packs_are_valid() {
        for pack in Cues::built_in() {
            let serde_json::Value::Object(fields) = serde_json::to_value(pack).unwrap() else { panic!() };
            for (name, value) in &fields {
                for item in value.as_array().into_iter().flatten() {
                    validate_item(name, item.as_str().unwrap()).unwrap_or_else(|e| panic!("{}: {e}", pack.language));
                }
            }
        }
    }

    #[test]
    fn errors_name_the_line_and_the_problem() {
        let cases = [
            (
                "letters = \"x\"\nopening = []\n",
                Some(2),
                "\"opening\" is no field of a language pack; the fields are language, letters",
            ),
            ("letters = [\"x\"]\n", Some(1), "\"letters\" wants one string, as letters = \"…\""),
            ("letters = \"x\"\n\nduties = \"Von\"\n", Some(3), "\"duties\" wants a list of strings"),
            ("letters = \"x\"\njumps = [1]\n", Some(2), "\"jumps\" wants a list of strings"),
            (
                "letters = \"x\"\nopenings = [\n  \"OSLO\",\n  \"(BERGEN|\",\n]\n",
                Some(4),
                "\"openings\" holds the pattern \"(BERGEN|\": at character 1, `(` is not closed",
            ),
            ("letters = \"x\"\ncaptions = [\"Bild\", \"\"]\n", Some(2), "\"captions\" holds an empty string"),
            ("letters = \"x\"\nletters = \"y\"\n", Some(2), "not as packs are written: \"letters\" is given twice"),
            ("letters = \"x\nopenings = []\n", Some(1), "not as packs are written: a string is not closed"),
            ("letters = \"x\"\n\n[openings]\n", Some(3), "not as packs are written: "),
            ("letters = \"x\"\nopenings.x = 1\n", Some(2), "not as packs are written: "),
            ("letters = \"x\"\r\n\r\nduties = 1\r\n", Some(3), "\"duties\" wants a list of strings"),
            ("language = \"xx\"\nopenings = [\"OSLO\"]\n", None, "it has neither \"letters\" nor \"function_words\""),
        ];
        for (text, line, message) in cases {
            let error = Cues::from_toml(text).unwrap_err();
            assert_eq!(error.line, line, "{text}: {error}");
            assert!(error.problem.to_string().starts_with(message), "{text}: {error}");
        }
    }
}
