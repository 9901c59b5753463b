//! A server of folders on this machine, for tests of what is hosted.

use crate::bundle;
use anyhow::Result;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use tiny_http::{Header, Request, Response, Server as Http};

/// Serves until it is dropped.
pub struct Server {
    pub address: String,
    http: Arc<Http>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves `root`, compressed where the browser takes it.
    pub fn new(root: &Path) -> Result<Self> {
        let http =
            Arc::new(Http::http("127.0.0.1:0").map_err(|error| anyhow::anyhow!("no port to serve at: {error}"))?);
        let address = format!("http://{}", http.server_addr());
        let (served, root) = (http.clone(), root.to_owned());
        let thread = std::thread::spawn(move || {
            let mut packed = HashMap::new();
            for request in served.incoming_requests() {
                // a browser that has gone meanwhile needs no answer
                let _ = answer(request, &root, &mut packed);
            }
        });
        Ok(Self { address, http, thread: Some(thread) })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.http.unblock();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// `compressed` holds what has been asked for before: nothing changes while it is served.
fn answer(request: Request, root: &Path, compressed: &mut HashMap<PathBuf, Vec<u8>>) -> Result<()> {
    let Some((path, bytes)) = file(root, request.url()) else {
        return Ok(request.respond(Response::empty(404))?);
    };
    let packed =
        request.headers().iter().any(|h| h.field.equiv("Accept-Encoding") && h.value.as_str().contains("gzip"));
    if packed && !compressed.contains_key(&path) {
        compressed.insert(path.clone(), bundle::gzip(&bytes)?);
    }
    let sent = compressed.get(&path).filter(|_| packed).cloned().unwrap_or(bytes);
    let mut response = Response::from_data(sent);
    let mut headers = vec![("Content-Type", kind(&path)), ("Cache-Control", "no-cache")];
    headers.extend(packed.then_some(("Content-Encoding", "gzip")));
    for (name, value) in headers {
        response.add_header(Header::from_bytes(name, value).map_err(|()| anyhow::anyhow!("{name} is no header"))?);
    }
    Ok(request.respond(response)?)
}

/// The file an address means; nothing outside `root`.
fn file(root: &Path, url: &str) -> Option<(PathBuf, Vec<u8>)> {
    let path = url.split(['?', '#']).next()?.trim_start_matches('/');
    if path.split('/').any(|part| part == "..") {
        return None;
    }
    let mut path = root.join(path);
    if path.is_dir() {
        path.push("index.html");
    }
    fs::read(&path).ok().map(|bytes| (path, bytes))
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        _ => "text/plain; charset=utf-8",
    }
}
