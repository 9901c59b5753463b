//! What texts of one kind each cost to read, and corrections to find in them, by the byte beside the
//! reading of usual text, in texts of several sizes.
//!
//! Takes a file of usual pages parted by form feeds, and writes a line of JSON a kind and a size:
//! `cargo xtask bench --only kinds` runs it.

use banmian::edit::{Anchor, Edit, Edits, replay};
use banmian::{Options, Page, parse};
use serde_json::json;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// A name, and what is repeated, one after the other; `{}` is other characters each time.
type Kind = (&'static str, &'static [&'static str]);

/// Sizes of the texts, in kB.
const SIZES: [usize; 5] = [12, 25, 50, 100, 200];

/// How long a text is read again and again; once at least.
const LEAST: Duration = Duration::from_millis(200);

const KINDS: &[Kind] = &[
    ("headline and blank", &["市图书馆开馆\n\n"]),
    ("headlines", &["市图书馆开馆\n"]),
    (
        "different headlines",
        &["市图书馆开馆\n\n", "老桥今日通车\n\n", "灯会开场迎客\n\n", "地铁三号线试运行\n\n", "小学新楼落成\n\n"],
    ),
    ("characters a line", &["馆\n"]),
    ("characters a paragraph", &["馆\n\n"]),
    ("letters a line", &["a\n"]),
    ("letters a paragraph", &["a\n\n"]),
    ("bylines", &["本报记者 陈一\n"]),
    ("bylines and blank", &["本报记者 陈一\n\n"]),
    ("different bylines", &["本报记者 陈一\n\n", "本报通讯员 李二\n\n", "记者 王三\n\n"]),
    ("headline and byline", &["市图书馆开馆\n\n", "本报记者 陈一\n\n"]),
    ("headline, byline, text", &["市图书馆开馆\n\n", "本报记者 陈一\n\n", "昨日开馆。\n\n"]),
    ("teasers", &["导读\n市图书馆开馆 2版\n老桥通车 3版\n\n"]),
    ("page references", &["市图书馆开馆 02\n"]),
    ("jumps", &["（下转第二版）\n\n"]),
    ("jumps from", &["（上接第一版）\n"]),
    ("captions", &["图为市图书馆新馆。\n\n"]),
    ("credits", &["陈一 摄\n\n"]),
    ("captions and credits", &["图为市图书馆新馆。陈一 摄\n\n"]),
    ("subheads", &["一、开馆\n\n"]),
    ("subheads and texts", &["开馆之后\n\n", "读者来了三千人。\n\n"]),
    ("bullets", &["• 开馆\n"]),
    ("squares", &["■市图书馆开馆\n\n"]),
    ("brackets", &["（）\n\n"]),
    ("names in brackets", &["（陈一）\n\n"]),
    ("opening brackets", &["（【《“‘"]),
    ("datelines", &["本报讯\n\n"]),
    ("agency datelines", &["新华社北京1月1日电\n\n"]),
    ("openings", &["本报讯 昨日开馆。\n\n"]),
    ("page numbers", &["第2版\n\n"]),
    ("numbers", &["12\n"]),
    ("digits", &["0123456789"]),
    ("sentence in one line", &["昨日上午市图书馆新馆正式开馆。"]),
    ("sentences a line", &["昨日上午市图书馆新馆正式开馆。\n"]),
    ("sentences a paragraph", &["昨日上午市图书馆新馆正式开馆。\n\n"]),
    ("short sentences", &["开馆了。\n\n"]),
    ("halves of sentences", &["昨日上午市图书馆新馆正式开馆首日迎来\n\n"]),
    ("hard wraps", &["昨日上午市图书馆新馆正式开馆首日迎来\n"]),
    ("questions and answers", &["问:何时开馆?\n\n", "答:昨日。\n\n"]),
    ("punctuation", &["。\n"]),
    ("commas", &[","]),
    ("dashes", &["——\n\n"]),
    ("asterisks", &["* * *\n\n"]),
    ("very long line", &["图书馆"]),
    ("one word", &["a"]),
    ("spaces", &[" "]),
    ("tabs", &["a\tb\tc\td\n"]),
    ("tabs alone", &["\t"]),
    ("two columns", &["图书馆开馆图书馆开馆      灯会开场灯会开场\n"]),
    ("three columns", &["图书馆开馆图书馆      老桥通车老桥通车      灯会开场灯会开场\n"]),
    ("narrow columns", &["馆    桥    灯\n"]),
    ("columns and blanks", &["图书馆开馆    灯会开场\n\n"]),
    (
        "staggered columns",
        &["图书馆开馆      灯会开场\n", "  图书馆开馆      灯会开场\n", "    图书馆开馆      灯会开场\n"],
    ),
    ("words set apart", &["图 书 馆 开 馆 "]),
    ("mixed blanks", &["开馆\n", "通车\n\n", "开场\n\n\n", "落成\n\n\n\n"]),
    ("form feeds", &["开馆\u{c}"]),
    ("form feeds and headlines", &["市图书馆开馆\n\n\u{c}"]),
    ("capitals", &["LIBRARY OPENS\n\n"]),
    ("capitals a line", &["LIBRARY OPENS\n"]),
    ("English bylines", &["By Ann Lee\n\n"]),
    ("English paragraphs", &["The library opened.\n\n"]),
    ("English words a line", &["the\n"]),
    ("Korean", &["도서관 개관\n\n"]),
    ("Korean paragraphs", &["도서관이 어제 문을 열었다.\n\n"]),
    ("Japanese", &["図書館が開館\n\n"]),
    ("Thai", &["หอสมุดเปิดแล้ว\n\n"]),
    ("Arabic", &["افتتحت المكتبة أمس\n\n"]),
    ("Russian headlines", &["Библиотека открыта\n\n"]),
    ("traditional headlines", &["市圖書館開館\n\n"]),
    ("traditional bylines", &["記者陳一／台北報導\n\n"]),
    ("dates", &["2024年1月1日 星期一\n\n"]),
    ("editors", &["责任编辑 陈一\n\n"]),
    ("telephones", &["电话:12345678\n\n"]),
    ("notices", &["遗失声明\n\n"]),
    ("web addresses", &["http://example.org/a\n\n"]),
    ("markup", &["<p>开馆</p>\n"]),
    ("NUL", &["\0"]),
    ("combining marks", &["\u{301}"]),
    ("emoji", &["😀\n\n"]),
    ("quotes", &["“开馆”\n\n"]),
    ("colons", &["馆长:\n\n"]),
    ("indented lines", &["　　昨日开馆。\n"]),
    ("carriage returns", &["开馆\r"]),
    ("hyphens at line ends", &["lib-\nrary "]),
    ("names", &["陈一\n\n"]),
    ("kicker, headline, deck", &["市民期盼多年\n", "市图书馆昨日开馆\n", "首日迎来三千读者\n\n"]),
    ("replacement characters", &["\u{fffd}\n"]),
    ("lines that differ", &["{}\n"]),
    ("paragraphs that differ", &["{}\n\n"]),
    ("headlines that differ", &["{}开馆\n\n"]),
    ("bylines that differ", &["记者 {}\n\n"]),
    ("sentences that differ", &["{}。\n\n"]),
    ("stories that differ", &["{}\n\n{}了{}。\n\n"]),
];

fn main() {
    let path = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).expect("a file of pages is named");
    let pages = std::fs::read_to_string(path).expect("a file of pages is UTF-8").replace('\u{c}', "\n\n");
    for size in SIZES.map(|kilobytes| kilobytes * 1000) {
        let usual = &pages[..pages.floor_char_boundary(size)];
        let read = |text: &str| seconds(|| parse(text, &Options::default()));
        let usual_cost = read(usual) / usual.len() as f64;
        let write = |kind: &str, bytes: usize, seconds: f64| {
            let ratio = seconds / bytes as f64 / usual_cost;
            println!("{}", json!({ "kind": kind, "bytes": bytes, "seconds": seconds, "ratio": ratio }));
        };
        write("usual text", usual.len(), read(usual));
        for (kind, parts) in KINDS {
            let text = repeated(parts, size);
            write(kind, text.len(), read(&text));
        }
        for (kind, text, quotes) in [
            ("corrections of every block", usual, every_block as Quotes),
            ("corrections of halves", &"a".repeat(size), halves),
        ] {
            let page = parse(text, &Options::default());
            let mut edits = Edits::new("another text, so that each quote is searched for");
            edits.edits.extend(quotes(text, &page).into_iter().map(|at| Edit::Part { at }.into()));
            write(kind, text.len(), seconds(|| replay(text, &page, &edits, &Options::default())));
        }
    }
}

type Quotes = fn(&str, &Page) -> Vec<Anchor>;

fn every_block(text: &str, page: &Page) -> Vec<Anchor> {
    page.blocks().flat_map(|block| Anchor::of(text, block)).collect()
}

/// Quotes of half a text; in one that repeats itself, each is found at each place of the other half.
fn halves(text: &str, _: &Page) -> Vec<Anchor> {
    let half = text.len() / 2;
    (0..20).map(|from| Anchor::new(text, from..from + half)).collect()
}

/// The parts one after the other, again and again, up to so many bytes.
fn repeated(parts: &[&str], bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 100);
    let numbers =
        (0u32..).map(|n| char::from_u32(0x4e00 + n % 5000).into_iter().chain(char::from_u32(0x4e00 + n / 71 % 5000)));
    let mut words = numbers.map(String::from_iter);
    for part in parts.iter().cycle() {
        let mut rest = part.split("{}");
        text.extend(rest.next());
        rest.for_each(|rest| text.extend([words.next().unwrap_or_default().as_str(), rest]));
        if text.len() >= bytes {
            return text;
        }
    }
    text
}

/// The least time that the work takes.
fn seconds<T>(work: impl Fn() -> T) -> f64 {
    let (begun, mut best) = (Instant::now(), f64::INFINITY);
    while best.is_infinite() || begun.elapsed() < LEAST {
        let started = Instant::now();
        black_box(work());
        best = best.min(started.elapsed().as_secs_f64());
    }
    best
}
