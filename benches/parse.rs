//! How long a page takes to read, and how that grows with the text.

use banmian::Options;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// The pages of `tests/pages` as one text of at least `size` bytes, with nothing between them.
fn heap(size: usize) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the tests have a folder of pages")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    let pages: Vec<String> = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let mut text = String::new();
    while text.len() < size {
        for page in &pages {
            text.push_str(page);
            text.push_str("\n\n");
            if text.len() >= size {
                break;
            }
        }
    }
    text
}

/// The page in `seeds`.
#[divan::bench]
fn page(bencher: Bencher) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let path = std::fs::read_dir(folder)
        .expect("there is a folder of seeds")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|e| e == "txt"))
        .expect("there is a seed");
    let text = std::fs::read_to_string(path).expect("the seed is UTF-8");
    let options = Options::default();
    bencher.counter(BytesCount::of_str(&text)).bench(|| banmian::parse(black_box(&text), black_box(&options)));
}

/// Texts of so many kB that are one page each.
#[divan::bench(args = [12, 48, 192, 768, 4096])]
fn heaps(bencher: Bencher, kilobytes: usize) {
    let text = heap(kilobytes << 10);
    let options = Options::default();
    bencher.counter(BytesCount::of_str(&text)).bench(|| banmian::parse(black_box(&text), black_box(&options)));
}
