//! A server of folders on this machine, for tests of what is hosted.

use anyhow::{Context, Result};
use axum::Router;
use http::{HeaderValue, header};
use std::path::Path;
use std::thread::JoinHandle;
use tokio::net::TcpListener;
use tokio::runtime;
use tokio::sync::oneshot;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// Serves until it is dropped.
pub struct Server {
    pub address: String,
    /// Ends the serving by being let go.
    running: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves `root`, compressed where the browser takes it.
    pub fn new(root: &Path) -> Result<Self> {
        let files = Router::new()
            .fallback_service(ServeDir::new(root))
            .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static("no-cache")))
            .layer(CompressionLayer::new().quality(CompressionLevel::Fastest));
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = std::net::TcpListener::bind("127.0.0.1:0").context("no port to serve at")?;
        listener.set_nonblocking(true)?;
        let address = format!("http://{}", listener.local_addr()?);
        let (running, ended) = oneshot::channel::<()>();
        // within the thread alone, as tests run in a runtime of their own; the runtime goes with the thread, and with it every connection a browser still holds
        let thread = std::thread::spawn(move || {
            runtime.block_on(async {
                let Ok(listener) = TcpListener::from_std(listener) else { return };
                tokio::select! {
                    _ = axum::serve(listener, files) => {}
                    _ = ended => {}
                }
            });
        });
        Ok(Self { address, running: Some(running), thread: Some(thread) })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.running.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
