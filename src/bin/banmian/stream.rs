//! The subcommand `stream`: a line of JSON in for each text, a line out for each page.

use super::args::{ReadArgs, StreamFormat};
use super::error::Error;
use super::output::write_to_stdout;
use super::pool::thread_pool;
use super::reader::PageReader;
use rayon::ThreadPool;
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

/// Lines a thread has before it: bounds what is held in memory where lines come fast.
const LINES_PER_THREAD: usize = 16;
/// Bytes of answers that are written at once where lines come fast.
const WRITE_SIZE: usize = 1 << 16;

/// The answer to a line, which another thread finds; none if the line is blank.
type Answer = Receiver<Result<Option<String>, Error>>;

/// Reads texts from standard input until its end, and writes their pages in the same order, each
/// as soon as it and those before it are read.
pub fn run(args: &ReadArgs, format: StreamFormat, jobs: Option<usize>) -> Result<(), Error> {
    let reader = Arc::new(PageReader::new(args)?);
    let pool = thread_pool(jobs)?;
    let (queue, answers) = sync_channel(LINES_PER_THREAD * pool.current_num_threads());
    // It waits for standard input, and ends with the process if writing fails.
    thread::spawn(move || read_lines(&reader, format, &pool, &queue));

    let mut out = String::new();
    let write_pending = |out: &mut String| write_to_stdout(std::mem::take(out).as_bytes());
    loop {
        // what is ready is written before anything is waited for
        let answer = match answers.try_recv() {
            Ok(answer) => answer,
            Err(_) => {
                write_pending(&mut out)?;
                let Ok(answer) = answers.recv() else { return Ok(()) };
                answer
            }
        };
        let found = match answer.try_recv() {
            Ok(found) => found?,
            Err(_) => {
                write_pending(&mut out)?;
                answer.recv().unwrap_or(Ok(None))?
            }
        };
        if let Some(line) = found {
            out.push_str(&line);
            out.push('\n');
        }
        if out.len() >= WRITE_SIZE {
            write_pending(&mut out)?;
        }
    }
}

/// Has each line of standard input answered by a thread of the pool, and queues the answers.
fn read_lines(reader: &Arc<PageReader>, format: StreamFormat, pool: &ThreadPool, queue: &SyncSender<Answer>) {
    for (n, line) in io::stdin().lock().split(b'\n').enumerate() {
        let (sender, answer) = channel();
        if queue.send(answer).is_err() {
            return;
        }
        let reader = Arc::clone(reader);
        pool.spawn(move || {
            // nobody waits for it any more where writing has failed
            let _ = sender.send(match line {
                Ok(line) if line.trim_ascii().is_empty() => Ok(None),
                Ok(line) => Ok(Some(answer_line(&reader, format, n + 1, &line))),
                Err(error) => Err(Error::Read { name: "standard input".into(), error }),
            });
        });
    }
}

/// The fields of a line. Their values keep their text: a number may have more digits than any type.
type Fields = BTreeMap<String, Box<RawValue>>;

/// Returns the answer to a line: its fields with the page in place of the text, or an error.
fn answer_line(reader: &PageReader, format: StreamFormat, line: usize, bytes: &[u8]) -> String {
    let failed = |mut fields: Fields, error: &str| {
        fields.insert("line".into(), raw(&line));
        fields.insert("error".into(), raw(error));
        json(&fields)
    };
    let mut fields: Fields = match serde_json::from_slice(bytes) {
        Ok(fields) => fields,
        Err(_) if serde_json::from_slice::<serde_json::Value>(bytes).is_ok_and(|value| !value.is_object()) => {
            return failed(Fields::new(), "not an object; give {\"text\": …}");
        }
        Err(error) => return failed(Fields::new(), &error.to_string()),
    };
    let text = fields.remove("text");
    let Some(Ok(text)) = text.map(|text| serde_json::from_str::<String>(text.get())) else {
        return failed(fields, "there is no \"text\", or it is no string");
    };
    let page = reader.parse(&text);
    let value = match format {
        StreamFormat::Parse => raw(&page),
        StreamFormat::Stories => {
            let stories = banmian::export::ndjson(&page);
            raw(&stories.lines().filter_map(|story| serde_json::from_str(story).ok()).collect::<Vec<Box<RawValue>>>())
        }
    };
    fields.insert("page".into(), value);
    json(&fields)
}

fn raw(value: &(impl Serialize + ?Sized)) -> Box<RawValue> {
    to_raw_value(value).unwrap_or_default()
}

fn json(fields: &Fields) -> String {
    serde_json::to_string(fields).unwrap_or_default()
}
