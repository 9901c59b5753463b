//! The subcommand `stream`: a line of JSON in for each text or file, a line out for each page.

use super::args::{ReadArgs, StreamFormat};
use super::error::Error;
use super::output::write_to_stdout;
use super::pool::thread_pool;
use super::reader::PageReader;
use banmian::Page;
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use rayon::ThreadPool;
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

/// Lines a thread has before it: bounds what is held in memory where lines come fast.
const LINES_PER_THREAD: usize = 16;
/// Bytes of answers that are written at once where lines come fast.
const WRITE_SIZE: usize = 1 << 16;

/// The answer to a line, which another thread finds; none if the line is blank.
type Answer = Receiver<Result<Option<String>, Error>>;

/// Reads texts and files from standard input until its end, and writes their pages in the same order, each
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

/// Returns the answer to a line: its fields with the page in place of what it was read from, or an
/// error.
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
    let page = match read_fields(reader, line, &mut fields) {
        Ok(page) => page,
        Err(error) => return failed(fields, &error),
    };
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

/// Reads the page of a line's text, bytes or path; its text and bytes are no fields any more then.
fn read_fields(reader: &PageReader, line: usize, fields: &mut Fields) -> Result<Page, String> {
    let string = |value: &RawValue| serde_json::from_str::<String>(value.get()).ok();
    if let Some(text) = fields.remove("text").and_then(|value| string(&value)) {
        return Ok(reader.parse(&text));
    }
    let read = |name: &str, path: &str, bytes: &[u8]| {
        reader.read_page(name, Path::new(path), bytes).map_err(|error| error.to_string())
    };
    // a number of bytes is a field as any other
    if let Some(encoded) = fields.get("bytes").and_then(|value| string(value)) {
        fields.remove("bytes");
        return read(&format!("line {line}"), "", &from_base64(&encoded)?);
    }
    match fields.get("path").and_then(|value| string(value)) {
        Some(path) => read(&path, &path, &read_file(&path)?),
        None => Err("there is no \"text\", \"bytes\" or \"path\", or it is no string".into()),
    }
}

/// Programs differ in whether they end base64 with `=`, and many break it into lines.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

fn from_base64(encoded: &str) -> Result<Vec<u8>, String> {
    let encoded: Vec<u8> = encoded.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    BASE64.decode(encoded).map_err(|error| format!("\"bytes\" is no base64: {error}"))
}

/// Reads a file; none that has no end or is the stream itself, as a device or a pipe may be.
fn read_file(path: &str) -> Result<Vec<u8>, String> {
    let of_error = |error| Error::Read { name: path.into(), error }.to_string();
    match fs::metadata(path).map_err(of_error)?.is_file() {
        true => fs::read(path).map_err(of_error),
        false => Err(format!("{path}: is no file, but a folder or a device")),
    }
}

fn raw(value: &(impl Serialize + ?Sized)) -> Box<RawValue> {
    to_raw_value(value).unwrap_or_default()
}

fn json(fields: &Fields) -> String {
    serde_json::to_string(fields).unwrap_or_default()
}
