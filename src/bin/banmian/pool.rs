//! The threads that pages are read on.

use super::error::Error;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::io;

/// Returns a pool of `jobs` threads, or of as many as there are processors.
pub fn thread_pool(jobs: Option<usize>) -> Result<ThreadPool, Error> {
    let pool = ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).build();
    pool.map_err(|error| Error::Read { name: "threads".into(), error: io::Error::other(error) })
}
