//! The subcommand `stream`: a line of JSON in for each text, a line out for each page.

use super::args::{ReadArgs, StreamFormat};
use super::error::Error;
use super::output::write_to_stdout;
use super::pool::thread_pool;
use super::reader::PageReader;
use rayon::prelude::*;
use serde_json::{Map, Value, json};
use std::io::{self, BufRead};

/// Lines a thread reads before their outputs are written: bounds what is held in memory.
const LINES_PER_THREAD: usize = 16;

/// Reads texts from standard input until its end, and writes their pages in the same order.
pub fn run(args: &ReadArgs, format: StreamFormat, jobs: Option<usize>) -> Result<(), Error> {
    let reader = PageReader::new(args)?;
    let pool = thread_pool(jobs)?;
    let mut lines = io::stdin().lock().split(b'\n').enumerate();
    loop {
        let chunk: Vec<(usize, io::Result<Vec<u8>>)> =
            lines.by_ref().take(LINES_PER_THREAD * pool.current_num_threads()).collect();
        if chunk.is_empty() {
            return Ok(());
        }
        let convert = |(n, line): (usize, io::Result<Vec<u8>>)| match line {
            Ok(line) if line.trim_ascii().is_empty() => Ok(None),
            Ok(line) => Ok(Some(convert_line(&reader, format, n + 1, &line))),
            Err(error) => Err(Error::Read { name: "standard input".into(), error }),
        };
        let records: Vec<Result<Option<Value>, Error>> = pool.install(|| chunk.into_par_iter().map(convert).collect());
        let mut out = String::new();
        for record in records {
            if let Some(record) = record? {
                out.push_str(&record.to_string());
                out.push('\n');
            }
        }
        write_to_stdout(out.as_bytes())?;
    }
}

/// Returns the record for a line: its fields with the page in place of the text, or an error.
fn convert_line(reader: &PageReader, format: StreamFormat, line: usize, bytes: &[u8]) -> Value {
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
    let page = reader.parse(&text);
    let value = match format {
        StreamFormat::Parse => json!(page),
        StreamFormat::Stories => {
            let stories = banmian::export::ndjson(&page);
            stories.lines().filter_map(|story| serde_json::from_str::<Value>(story).ok()).collect()
        }
    };
    fields.insert("page".into(), value);
    Value::Object(fields)
}
