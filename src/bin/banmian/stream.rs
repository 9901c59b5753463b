//! A line of JSON a text in, a line a page out: for engines that run the command over many.

use super::args::{How, StreamForm};
use super::batch::{pool, print};
use super::failure::Failure;
use super::read::Reader;
use rayon::prelude::*;
use serde_json::{Map, Value, json};
use std::io::{self, BufRead};

/// So many lines a worker are read before the next are.
const AHEAD: usize = 16;

pub fn run(how: &How, form: StreamForm, jobs: Option<usize>) -> Result<(), Failure> {
    let reader = Reader::new(how)?;
    let pool = pool(jobs)?;
    let mut lines = io::stdin().lock().split(b'\n').enumerate();
    loop {
        let some: Vec<(usize, io::Result<Vec<u8>>)> = lines.by_ref().take(AHEAD * pool.current_num_threads()).collect();
        if some.is_empty() {
            return Ok(());
        }
        let record = |(n, line): (usize, io::Result<Vec<u8>>)| match line {
            Ok(line) if line.trim_ascii().is_empty() => Ok(None),
            Ok(line) => Ok(Some(record(&reader, form, n + 1, &line))),
            Err(error) => Err(Failure::Read { name: "standard input".into(), error }),
        };
        let done: Vec<Result<Option<Value>, Failure>> = pool.install(|| some.into_par_iter().map(record).collect());
        let mut out = String::new();
        for record in done {
            if let Some(record) = record? {
                out.push_str(&record.to_string());
                out.push('\n');
            }
        }
        print(out.as_bytes())?;
    }
}

/// What comes of a line.
fn record(reader: &Reader, form: StreamForm, line: usize, bytes: &[u8]) -> Value {
    let mut fields: Map<String, Value> = match serde_json::from_slice(bytes) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) => return json!({ "line": line, "error": "not an object; give {\"text\": …}" }),
        Err(error) => return json!({ "line": line, "error": error.to_string() }),
    };
    let Some(Value::String(text)) = fields.remove("text") else {
        fields.insert("line".into(), line.into());
        fields.insert("error".into(), "there is no \"text\", or it is no string".into());
        return Value::Object(fields);
    };
    let page = reader.text(&text);
    let stories = |page| -> Vec<Value> {
        banmian::export::ndjson(page).lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    };
    let value = match form {
        StreamForm::Parse => json!(page),
        StreamForm::Stories => json!(stories(&page)),
    };
    fields.insert("page".into(), value);
    Value::Object(fields)
}
