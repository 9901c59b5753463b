//! One round of how long pages take to read, beside other ways to go through the same bytes.
//!
//! Takes files of pages parted by form feeds, and writes the best seconds a file and a way as
//! a line of JSON: `cargo xtask bench` runs it, in turn with others.

use banmian::Options;
use rustc_hash::FxHashMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long a file is gone through again and again.
const LEAST: Duration = Duration::from_secs(1);

/// A way to go through a page.
type Way = (&'static str, fn(&str));

const WAYS: [Way; 4] = [("parse", parse), ("bigrams", bigrams), ("scan", scan), ("pulldown-cmark", markdown)];

fn main() {
    for path in std::env::args().skip(1).filter(|argument| !argument.starts_with('-')) {
        let text = std::fs::read_to_string(&path).expect("a file of pages is UTF-8");
        let pages: Vec<&str> = text.split('\u{c}').collect();
        let mut best = [f64::INFINITY; WAYS.len()];
        let started = Instant::now();
        while started.elapsed() < LEAST {
            // page by page in turn, so that what else the machine does meets all alike
            let mut sums = [0.0; WAYS.len()];
            for page in &pages {
                for ((_, way), sum) in WAYS.iter().zip(&mut sums) {
                    let started = Instant::now();
                    way(black_box(page));
                    *sum += started.elapsed().as_secs_f64();
                }
            }
            best.iter_mut().zip(sums).for_each(|(best, sum)| *best = best.min(sum));
        }
        let found: serde_json::Map<_, _> =
            WAYS.iter().zip(best).map(|((name, _), best)| (name.to_string(), best.into())).collect();
        println!("{}", serde_json::Value::from(found));
    }
}

fn parse(page: &str) {
    black_box(banmian::parse(page, &Options::default()));
}

/// What any reading that looks at pairs of characters does at least.
fn bigrams(page: &str) {
    let mut counts: FxHashMap<(char, char), u32> = FxHashMap::default();
    for pair in page.chars().zip(page.chars().skip(1)) {
        *counts.entry(pair).or_default() += 1;
    }
    black_box(counts);
}

/// What no reading can do without: the bytes are UTF-8, and here is where lines end.
fn scan(page: &str) {
    let text = std::str::from_utf8(black_box(page.as_bytes())).expect("it was a text before");
    black_box(text.bytes().filter(|&byte| byte == b'\n').count());
}

fn markdown(page: &str) {
    black_box(pulldown_cmark::Parser::new(page).count());
}
