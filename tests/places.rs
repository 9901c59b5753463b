//! Pages whose places on paper are known are read by them, whatever order they are drawn in.

mod common;
#[path = "common/document_invariants.rs"]
mod document_invariants;
#[path = "common/page_invariants.rs"]
mod page_invariants;
#[path = "common/paper.rs"]
mod paper;

use banmian::edit::{Anchor, Edit, Edits, replay};
use banmian::form::{self, Bounds, FormError, Rule, Run, Sheet, SheetPage};
use banmian::{Code, Options, Page, Role, parse, parse_with};
use document_invariants::{assert_document_invariants, assert_places_are_of_runs};
use page_invariants::assert_page_invariants;
use paper::{Drawn, EM, LEADING, Paper, columns};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::fs;
use std::ops::Range;
use std::path::Path;

const FERRY: [&str; 3] = [
    "本报讯（记者陈一）昨日清晨，停航两年的东门渡口恢复通航，首班渡船载着六十多名乘客驶向对岸的柳村。",
    "渡口的老船工周师傅说，江水退了以后，大家一起清理码头，修好了三条木船，又在岸边种下一排柳树，等着这一天。",
    "据介绍，渡船每天早上六点开航，晚上八点停航，每隔二十分钟一班，老人和学生乘船不要钱，遇到大雾天气就停开。",
];

const MARKET: [&str; 3] = [
    "本报讯（记者李二）北街菜市场经过半年改造，今天上午重新开门，一百二十个摊位全部租出，卖菜的多是附近农户。",
    "新市场的地面铺了防滑的石板，屋顶开了天窗，白天不用点灯，里面比从前明亮许多，过道也宽了一倍。",
    "市场管理处说，摊位租金三年不涨，菜价每天写在门口的黑板上，谁家的秤不准，可以当场请人复核。",
];

const SCHOOL: [&str; 2] = [
    "本报讯（记者王三）南山小学的孩子们昨天在操场边开了一块菜地，种下白菜和萝卜，由五个班轮流浇水。",
    "校长说，收成以后，菜就送到学校食堂，剩下的让孩子们带回家，请父母也尝一尝。",
];

const BRIDGE: [&str; 4] = [
    "The old iron bridge over the river opened again on Monday after two years of repairs and several hundred people walked across it in the first hour.",
    "A brass band played on the north bank while children threw paper boats into the water and their parents looked on from the new railing.",
    "The town paid for most of the work from a fund that readers of this paper began to fill after the flood and the rest came from the county.",
    "Until the new road is done in spring buses will cross the bridge one at a time and a man with a flag will stand at each end of it from seven in the morning until the last bus has gone home.",
];

/// What a story is made of: its roles with their texts.
type Told = Vec<(Role, String)>;

fn told(page: &Page) -> Vec<Told> {
    let story = |article: &banmian::Article| {
        article.blocks_in_order().map(|block| (block.role, block.text.clone())).collect::<Told>()
    };
    page.articles.iter().map(story).collect()
}

fn read(paper: &Paper, order: Drawn) -> Page {
    let (text, sheet) = paper.drawn(order);
    let page = parse_with(&text, &sheet, &Options::default());
    assert_page_invariants(&page, &text);
    assert_places_are_of_runs(&page, &text, &sheet);
    page
}

/// Asserts that the page has these stories and no others, whatever order it is drawn in.
#[track_caller]
fn assert_stories(paper: &Paper, wanted: &[&[(Role, &str)]]) {
    let wanted: Vec<Told> =
        wanted.iter().map(|story| story.iter().map(|(role, text)| (*role, text.to_string())).collect()).collect();
    for order in Drawn::ALL {
        assert_eq!(told(&read(paper, order)), wanted, "drawn {order:?}");
    }
}

/// A headline with paragraphs.
fn story<'t>(headline: &'t str, paragraphs: &[&'t str]) -> Vec<(Role, &'t str)> {
    [vec![(Role::Headline, headline)], text(paragraphs)].concat()
}

/// Paragraphs without a headline.
fn text<'t>(paragraphs: &[&'t str]) -> Vec<(Role, &'t str)> {
    paragraphs.iter().map(|&paragraph| (Role::Paragraph, paragraph)).collect()
}

/// The outer edges of columns of so many characters.
fn edges(left: &[f32], cells: usize) -> (f32, f32) {
    (left[0], left[left.len() - 1] + cells as f32 * EM)
}

#[test]
fn stories_side_by_side_have_the_columns_below_their_headlines() {
    let paper = sample_of_two_stories();
    assert_stories(&paper, &[&story("东门渡口恢复通航", &FERRY), &story("北街菜市场今天重新开门", &MARKET)]);
}

#[test]
fn a_short_headline_over_the_middle_has_all_columns() {
    let mut paper = Paper::default();
    let left = columns(40.0, 5, 10);
    paper.centred("渡口复航", edges(&left, 10), 40.0, 30.0);
    let body = [&FERRY[..], &MARKET[1..]].concat();
    paper.story(&body, &left, 90.0, 10, 6);
    assert_stories(&paper, &[&story("渡口复航", &body)]);
}

#[test]
fn a_headline_flush_left_has_the_columns_to_its_right() {
    let mut paper = Paper::default();
    let left = columns(40.0, 4, 12);
    paper.line("渡口复航", left[0], 40.0, 26.0);
    paper.story(&FERRY, &left, 80.0, 12, 4);
    assert_stories(&paper, &[&story("渡口复航", &FERRY)]);
}

#[test]
fn stories_of_one_column_stand_one_below_the_other() {
    let mut paper = Paper::default();
    paper.line("东门渡口恢复通航", 40.0, 40.0, 16.0);
    let foot = paper.story(&FERRY, &[40.0], 66.0, 14, 20);
    paper.line("南山小学种菜", 40.0, foot + 20.0, 16.0);
    paper.story(&SCHOOL, &[40.0], foot + 46.0, 14, 20);
    assert_stories(&paper, &[&story("东门渡口恢复通航", &FERRY), &story("南山小学种菜", &SCHOOL)]);
}

#[test]
fn a_byline_over_one_column_stands_below_the_headline() {
    let mut paper = Paper::default();
    let left = columns(40.0, 3, 12);
    let body = ["停航两年的东门渡口昨日清晨恢复通航，首班渡船载着六十多名乘客驶向对岸。", FERRY[1], FERRY[2]];
    paper.centred("东门渡口恢复通航", edges(&left, 12), 40.0, 28.0);
    paper.centred("本报记者 陈一", edges(&left[1..2], 12), 75.0, EM);
    paper.story(&body, &left, 90.0, 12, 6);
    let mut wanted = story("东门渡口恢复通航", &body);
    wanted.insert(1, (Role::Byline, "本报记者 陈一"));
    assert_stories(&paper, &[&wanted]);
}

#[test]
fn a_subhead_within_a_column_stays_between_its_paragraphs() {
    let mut paper = Paper::default();
    let left = columns(40.0, 2, 14);
    paper.centred("东门渡口恢复通航", edges(&left, 14), 40.0, 28.0);
    let foot = paper.story(&FERRY[..2], &left[..1], 90.0, 14, 12);
    paper.centred("三条木船", edges(&left[..1], 14), foot + 4.0, 11.5);
    paper.story(&MARKET[1..2], &left[..1], foot + 24.0, 14, 5);
    paper.story(&[FERRY[2], MARKET[2]], &left[1..], 90.0, 14, 12);
    let mut wanted = story("东门渡口恢复通航", &[FERRY[0], FERRY[1], MARKET[1], FERRY[2], MARKET[2]]);
    wanted.insert(3, (Role::Subhead, "三条木船"));
    assert_stories(&paper, &[&wanted]);
}

#[test]
fn a_heading_that_goes_down_the_page_has_the_columns_to_its_right() {
    let mut paper = Paper::default();
    paper.stacked(&["老", "渡", "口", "30", "年", "再", "开"], 40.0, 40.0, 24.0);
    let left = columns(84.0, 3, 12);
    paper.story(&[&FERRY[..], &MARKET[1..]].concat(), &left, 40.0, 12, 11);
    assert_stories(&paper, &[&story("老渡口30年再开", &[&FERRY[..], &MARKET[1..]].concat())]);
}

#[test]
fn lines_of_a_heading_that_are_drawn_across_are_read_down_the_page() {
    let mut paper = Paper::default();
    paper.drawn_across(&["东门老渡口", "三十年再开"], 40.0, 40.0, 24.0);
    let left = columns(110.0, 3, 12);
    let body = [&FERRY[..], &MARKET[1..]].concat();
    paper.story(&body, &left, 40.0, 12, 11);
    let (text, _) = paper.drawn(Drawn::InOrder);
    assert!(text.starts_with("三东\n十门\n"), "{text}");
    assert_stories(&paper, &[&story("东门老渡口三十年再开", &body)]);
}

#[test]
fn characters_of_a_heading_that_goes_down_are_no_lines_of_its_html() {
    let mut paper = Paper::default();
    paper.stacked(&["老", "渡", "口", "再", "开", "航"], 40.0, 40.0, 24.0);
    paper.story(&FERRY, &columns(84.0, 3, 12), 40.0, 12, 6);
    let (text, sheet) = paper.drawn(Drawn::ByRow);
    let html = banmian::export::html(&parse_with(&text, &sheet, &Options::default()), &text);
    assert_eq!(html.matches("class=\"bm-goes-on\"").count(), 6, "{html}");
}

#[test]
fn letters_on_their_side_are_of_the_heading_that_goes_down_there() {
    let mut paper = Paper::default();
    paper.on_its_side("K179", 40.0, 40.0, 24.0);
    paper.down("次列车停靠渡口", 40.0, 90.0, 24.0);
    let left = columns(84.0, 3, 12);
    let body = [&FERRY[..], &MARKET[1..]].concat();
    // a heading right of it on the same height, which it is no word of
    paper.centred("北街菜市场今天重新开门", (520.0, 850.0), 56.0, 24.0);
    paper.story(&body, &left, 40.0, 12, 11);
    paper.story(&SCHOOL, &columns(520.0, 2, 12), 96.0, 12, 6);
    assert_stories(&paper, &[&story("K179次列车停靠渡口", &body), &story("北街菜市场今天重新开门", &SCHOOL)]);
}

#[test]
fn text_stays_under_its_headline_though_another_speaks_of_it() {
    let mut paper = Paper::default();
    let left = columns(40.0, 4, 12);
    paper.centred("北街菜市场今天重新开门", edges(&left[..2], 12), 40.0, 24.0);
    paper.story(&FERRY, &left[..2], 90.0, 12, 8);
    paper.centred("东门渡口恢复通航", edges(&left[2..], 12), 40.0, 24.0);
    paper.story(&MARKET, &left[2..], 90.0, 12, 8);
    assert_stories(&paper, &[&story("北街菜市场今天重新开门", &FERRY), &story("东门渡口恢复通航", &MARKET)]);
}

#[test]
fn justified_english_is_read_in_lines_however_wide_its_blanks_are() {
    let mut paper = Paper::default();
    let left = columns(40.0, 3, 12);
    paper.centred("Iron bridge opens again", edges(&left, 12), 40.0, 26.0);
    paper.justified(&BRIDGE, &left, 90.0, 12, 10);
    let alone = paper.drawn(Drawn::InOrder).0.lines().filter(|line| !line.contains(' ')).count();
    assert!(alone > 20, "{alone} words stand alone");
    assert_stories(&paper, &[&story("Iron bridge opens again", &BRIDGE)]);
}

#[test]
fn blanks_that_stand_below_each_other_in_a_narrow_column_are_no_gutter() {
    for (count, rows) in [(3, 18), (4, 14), (4, 18), (5, 12)] {
        let mut paper = Paper::default();
        let left = columns(40.0, count, 7);
        paper.centred("Iron bridge opens again", edges(&left, 7), 40.0, 26.0);
        paper.justified(&BRIDGE, &left, 90.0, 7, rows);
        assert_stories(&paper, &[&story("Iron bridge opens again", &BRIDGE)]);
    }
}

#[test]
fn a_last_column_of_one_line_ends_its_story() {
    let mut paper = Paper::default();
    let left = columns(40.0, 3, 12);
    paper.centred("东门渡口恢复通航", edges(&left, 12), 40.0, 28.0);
    paper.story(&FERRY, &left, 90.0, 12, 7);
    assert_eq!(paper.lines_at(left[2]), 1);
    assert_stories(&paper, &[&story("东门渡口恢复通航", &FERRY)]);
}

#[test]
fn vertical_text_is_read_from_the_right() {
    let mut paper = Paper::default();
    paper.down("東門渡口恢復通航", 560.0, 60.0, 28.0);
    let body = [
        "本報訊（記者陳一）昨日清晨，停航兩年的東門渡口恢復通航，首班渡船載著六十多名乘客駛向對岸的柳村。",
        "渡口的老船工周師傅說，江水退了以後，大家一起清理碼頭，修好了三條木船，又在岸邊種下一排柳樹。",
    ];
    paper.tategaki(&body, 540.0, &[40.0, 180.0], 12, 5);
    assert_stories(&paper, &[&story("東門渡口恢復通航", &body)]);
}

#[test]
fn a_folio_line_belongs_to_the_page() {
    let mut paper = Paper::default();
    let left = columns(40.0, 3, 12);
    paper.line("2031年11月18日 星期二", 40.0, 10.0, 9.0);
    paper.line("责任编辑：赵四", 360.0, 10.0, 9.0);
    paper.centred("东门渡口恢复通航", edges(&left, 12), 60.0, 28.0);
    paper.story(&FERRY, &left, 110.0, 12, 6);
    assert_stories(&paper, &[&story("东门渡口恢复通航", &FERRY)]);
    let page = read(&paper, Drawn::Shuffled(4));
    let furniture: Vec<&str> = page.furniture.iter().map(|block| &*block.text).collect();
    assert_eq!(furniture, ["2031年11月18日 星期二", "责任编辑：赵四"]);
}

#[test]
fn a_caption_is_no_part_of_a_paragraph() {
    let mut paper = Paper::default();
    let left = columns(40.0, 4, 12);
    paper.centred("东门渡口恢复通航", edges(&left, 12), 40.0, 28.0);
    paper.story(&FERRY, &left[..2], 90.0, 12, 8);
    // a picture over the other two columns
    paper.line("首班渡船驶向对岸。 周五 摄", left[2], 215.0, 9.0);
    for order in Drawn::ALL {
        let page = read(&paper, order);
        let blocks: Vec<(Role, &str)> = page.blocks().map(|block| (block.role, &*block.text)).collect();
        for paragraph in FERRY {
            assert!(blocks.contains(&(Role::Paragraph, paragraph)), "drawn {order:?}: {blocks:?}");
        }
        assert!(blocks.iter().any(|(_, text)| *text == "首班渡船驶向对岸。 周五 摄"), "drawn {order:?}: {blocks:?}");
    }
}

#[test]
fn a_sheet_without_a_place_says_nothing() {
    let (text, sheet) = sample_of_two_stories().drawn(Drawn::InOrder);
    let placeless = |run: &Run| Run { bounds: Bounds { x0: 7.0, y0: 7.0, x1: 7.0, y1: 7.0 }, ..run.clone() };
    let page = SheetPage { runs: sheet.pages[0].runs.iter().map(placeless).collect(), ..SheetPage::default() };
    for text in [&*text, "", "\n \n", "东门渡口恢复通航\n\n本报讯 昨日清晨,东门渡\n\n口恢复通航。"]
    {
        let by_text = parse(text, &Options::default());
        let sheets = [vec![], vec![SheetPage::default()], vec![page.clone()]].map(|pages| Sheet { pages });
        for sheet in sheets {
            assert_eq!(parse_with(text, &sheet, &Options::default()), by_text, "{sheet:?}");
        }
    }
}

#[test]
fn text_that_has_no_place_comes_behind_the_rest() {
    let (text, sheet) = sample_of_two_stories().drawn(Drawn::Shuffled(1));
    let whole = format!("{text}\n本报地址：渡口路一号\n");
    let page = parse_with(&whole, &sheet, &Options::default());
    assert_page_invariants(&page, &whole);
    let stories = told(&parse_with(&text, &sheet, &Options::default()));
    assert_eq!(told(&page)[..stories.len()], stories);
}

fn sample_of_two_stories() -> Paper {
    let mut paper = Paper::default();
    let left = columns(40.0, 5, 12);
    paper.centred("东门渡口恢复通航", edges(&left[..2], 12), 40.0, 28.0);
    paper.story(&FERRY, &left[..2], 90.0, 12, 8);
    paper.centred("北街菜市场今天重新开门", edges(&left[2..], 12), 40.0, 28.0);
    paper.story(&MARKET, &left[2..], 90.0, 12, 5);
    paper
}

#[test]
fn each_span_says_where_it_stands_and_the_page_how_large_it_is() {
    let mut paper = Paper::default();
    paper.line("东门渡口恢复通航", 40.0, 40.0, 16.0);
    paper.story(&FERRY, &[40.0], 66.0, 14, 20);
    let (text, sheet) = paper.drawn(Drawn::InOrder);
    let page = parse_with(&text, &sheet, &Options::default());
    let headline = page.articles[0].headline.as_ref().unwrap().spans[0].place.unwrap();
    let run = &sheet.pages[0].runs[0].bounds;
    assert_eq!(
        (headline.page, headline.x0, headline.y0, headline.x1, headline.y1),
        (1, run.x0, run.y0, run.x1, run.y1)
    );
    assert_eq!(page.source.pages.len(), 1);
    assert_eq!(
        (page.source.pages[0].width, page.source.pages[0].height),
        (sheet.pages[0].width, sheet.pages[0].height)
    );
    // what has no place says nothing of one
    let json = serde_json::to_string(&parse(&text, &Options::default())).unwrap();
    assert!(!json.contains("\"place\"") && !json.contains("\"pages\""), "{json}");
}

#[test]
fn edits_keep_places_and_give_parts_of_lines_their_share() {
    let (text, sheet) = sample_of_two_stories().drawn(Drawn::InOrder);
    let options = Options::default();
    let page = parse_with(&text, &sheet, &options);
    assert_eq!(replay(&text, &page, &Edits::new(&text), &options).page, page);
    let line = page.articles[0].blocks[1].spans[1].clone();
    let whole = line.place.unwrap();
    // after the first four characters, which are full-width, of twelve
    let cut = line.start + 12;
    let mut edits = Edits::new(&text);
    edits.edits.push(Edit::Part { at: Anchor::new(&text, cut..line.end) }.into());
    let replayed = replay(&text, &page, &edits, &options);
    assert_eq!(replayed.conflicts, []);
    assert_page_invariants(&replayed.page, &text);
    assert_places_are_of_runs(&replayed.page, &text, &sheet);
    let part = |start: usize| {
        let found = replayed.page.blocks().flat_map(|block| &block.spans).find(|span| span.start == start);
        found.and_then(|span| span.place).unwrap()
    };
    let middle = whole.x0 + (whole.x1 - whole.x0) / 3.0;
    let (before, behind) = (part(line.start), part(cut));
    assert!((before.x1 - middle).abs() < 0.01 && (behind.x0 - middle).abs() < 0.01, "{before:?} {behind:?}");
    assert_eq!((before.x0, behind.x1, before.y0, behind.y1), (whole.x0, whole.x1, whole.y0, whole.y1));
}

#[test]
fn the_samples_of_forms_keep_the_invariants() {
    let mut count = 0;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms")).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        if form::detect(&bytes).is_none() {
            continue;
        }
        match form::read(&bytes) {
            Ok(document) => {
                assert_document_invariants(&document);
                check(&document.text, &document.sheet);
                count += 1;
            }
            Err(error) => assert!(matches!(error, FormError::Scanned { .. } | FormError::Encrypted), "{error}"),
        }
    }
    assert!(count > 7, "{count} samples");
}

/// Pages of thousands of runs, also of more than are compared, in places that no page has.
#[test]
fn hostile_sheets_keep_the_invariants() {
    const COUNT: usize = 3000;
    let grid = |n: usize, columns: usize| ((n % columns) as f32 * 100.0, (n / columns) as f32 * LEADING);
    let at = |(x0, y0): (f32, f32), width: f32, size: f32| (Bounds { x0, y0, x1: x0 + width, y1: y0 + size }, size);
    type Set<'s> = &'s dyn Fn(usize) -> (Bounds, f32);
    let samples: [(&str, &str, usize, Set); 15] = [
        ("headings", "渡口复航", COUNT, &|n| at(grid(n, 20), 80.0, if n < 60 { EM } else { 4.0 * EM })),
        ("headings and text", "渡口复航", COUNT, &|n| {
            at(grid(n, 20), 80.0, if n % 9 == 0 { 2.0 * EM } else { EM })
        }),
        ("as many headings as are compared", "渡口复航", COUNT, &|n| {
            at(grid(n, 20), 80.0, if n % 8 == 0 { 2.0 * EM } else { EM })
        }),
        ("headings over 60 columns", "渡口复航", COUNT, &|n| {
            at(grid(n, 60), 80.0, if n / 60 % 2 == 0 { 2.0 * EM } else { EM })
        }),
        ("one row", "渡口复航", COUNT, &|n| at((n as f32 * 45.0, 0.0), 40.0, EM)),
        ("one row without gaps", "渡口复航", COUNT, &|n| at((n as f32 * 40.0, 0.0), 40.0, EM)),
        ("one row, lower and lower", "渡口复航", COUNT, &|n| at((n as f32 * 45.0, n as f32 * 0.01), 40.0, EM)),
        ("one column", "渡口复航", COUNT, &|n| at((0.0, n as f32 * LEADING), 40.0, EM)),
        ("one character", "渡", COUNT, &|n| at(grid(n, 100), EM, EM)),
        ("one character, far apart", "渡", COUNT, &|n| at((grid(n, 100).0, grid(n, 100).1 * 9.0), EM, EM)),
        ("one point", "渡口复航", COUNT, &|_| at((0.0, 0.0), 40.0, EM)),
        ("one point, each another size", "渡口复航", COUNT, &|n| at((0.0, 0.0), 40.0, 1.0 + n as f32)),
        ("60 columns", "渡口复航", COUNT, &|n| at(grid(n, 60), 95.0, EM)),
        ("stairs", "渡口复航", COUNT, &|n| at((n as f32 * 7.0, n as f32 * 11.0), 40.0, EM)),
        ("more than are compared", "渡口复航", 5 * COUNT, &|n| at(grid(n, 9), 90.0, EM)),
    ];
    for (name, line, count, set) in samples {
        let text = format!("{line}\n").repeat(count);
        let run = |n: usize| {
            let (bytes, (bounds, size)) = (n * (line.len() + 1), set(n));
            Run { bytes: bytes..bytes + line.len(), bounds, size, ..Run::default() }
        };
        let sheet = Sheet { pages: vec![SheetPage { runs: (0..count).map(run).collect(), ..SheetPage::default() }] };
        let page = parse_with(&text, &sheet, &Options::default());
        let done = std::panic::catch_unwind(|| assert_page_invariants(&page, &text));
        assert!(done.is_ok(), "{name}: see above");
    }
}

/// Numbers as a damaged file may have them.
fn any_number() -> impl Strategy<Value = f32> {
    const AWKWARD: [f32; 11] =
        [0.0, -0.0, 1.0, -1.0, f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, f32::MIN, 1e-30, 1e9];
    prop_oneof![6 => 0.0..600f32, 2 => (0u8..40).prop_map(|n| f32::from(n) * LEADING), 1 => select(&AWKWARD[..])]
}

/// A run at any place that is of any bytes, in or out of a text of so many.
fn any_run(length: usize) -> impl Strategy<Value = Run> {
    let bytes = prop_oneof![
        9 => (0..length + 1, 0..60usize).prop_map(|(start, count)| start..start + count),
        1 => any::<Range<usize>>(),
        1 => (0..length + 1, 0..length + 1).prop_map(|(start, end)| start..end),
    ];
    let upright = (any_number(), any_number(), 1.0..200f32, 1.0..30f32);
    let bounds = prop_oneof![
        4 => upright.prop_map(|(x0, y0, width, height)| Bounds { x0, y0, x1: x0 + width, y1: y0 + height }),
        1 => [any_number(), any_number(), any_number(), any_number()].prop_map(|[x0, y0, x1, y1]| Bounds { x0, y0, x1, y1 }),
    ];
    let size = prop_oneof![3 => Just(EM), 1 => Just(24.0), 1 => any_number()];
    (bytes, bounds, size, prop::bool::weighted(0.2)).prop_map(|(bytes, bounds, size, vertical)| Run {
        bytes,
        bounds,
        size,
        vertical,
        ..Run::default()
    })
}

/// Runs of a text's lines, each with its own bytes, at any place.
fn runs_of_lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let line = |line: &str| {
        start += line.len();
        start - line.len()..start - line.len() + line.trim_end().len()
    };
    text.split_inclusive(['\n', '\r', '\u{c}']).map(line).collect()
}

/// Rules at any place, with some on a grid, so that they make boxes.
fn any_rules() -> impl Strategy<Value = Vec<Bounds>> {
    let grid = [0..4u8, 0..4u8, 0..4u8].prop_map(|[x, y, length]| {
        let [x, y, length] = [x, y, length].map(|n| f32::from(n) * 150.0);
        [Bounds { x0: x, y0: y, x1: x + length, y1: y + 0.5 }, Bounds { x0: x, y0: y, x1: x + 0.5, y1: y + length }]
    });
    let any = [any_number(), any_number(), any_number(), any_number()];
    let any = any.prop_map(|[x0, y0, x1, y1]| [Bounds { x0, y0, x1, y1 }; 2]);
    vec(prop_oneof![3 => grid, 1 => any], 0..40).prop_map(|pairs| pairs.concat())
}

fn any_sheet(text: &str) -> impl Strategy<Value = Sheet> + use<> {
    let lines = runs_of_lines(text);
    let of_lines = vec(any_run(text.len()), lines.len()).prop_map(move |runs| {
        runs.into_iter().zip(&lines).map(|(run, bytes)| Run { bytes: bytes.clone(), ..run }).collect::<Vec<_>>()
    });
    let runs = prop_oneof![1 => vec(any_run(text.len()), 0..60), 2 => of_lines];
    let page = (runs, [any_number(), any_number()], any_rules(), any_rules());
    let page = page.prop_map(|(runs, [width, height], rules, pictures)| SheetPage {
        width,
        height,
        runs,
        rules: rules.into_iter().map(|bounds| Rule { bounds }).collect(),
        pictures,
    });
    (vec(page, 0..3), any::<bool>()).prop_map(|(mut pages, doubled)| {
        if doubled {
            pages.extend(pages.clone());
        }
        Sheet { pages }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn any_sheet_of_a_page_keeps_the_invariants(
        (text, sheet) in common::page().prop_flat_map(|text| (Just(text.clone()), any_sheet(&text))),
    ) {
        check(&text, &sheet);
    }

    #[test]
    fn any_sheet_of_any_text_keeps_the_invariants(
        (text, sheet) in common::any_text().prop_flat_map(|text| (Just(text.clone()), any_sheet(&text))),
    ) {
        check(&text, &sheet);
    }

    #[test]
    fn blocks_cut_anywhere_have_places_within_their_lines(cuts in vec(any::<prop::sample::Index>(), 1..5), order in select(&Drawn::ALL[..])) {
        let (text, sheet) = sample_of_two_stories().drawn(order);
        let options = Options::default();
        let page = parse_with(&text, &sheet, &options);
        let starts: Vec<usize> = text.char_indices().filter(|(_, c)| !c.is_whitespace()).map(|(at, _)| at).collect();
        let mut edits = Edits::new(&text);
        edits.edits = cuts.iter().map(|cut| {
            let at = starts[cut.index(starts.len())];
            Edit::Part { at: Anchor::new(&text, at..at + 3) }.into()
        }).collect();
        let corrected = replay(&text, &page, &edits, &options).page;
        assert_page_invariants(&corrected, &text);
        assert_places_are_of_runs(&corrected, &text, &sheet);
    }

    #[test]
    fn thousands_of_runs_at_one_place_keep_the_invariants(run in any_run(0), count in 1_000..3_000usize) {
        let text = "渡口\n".repeat(count);
        let runs = (0..count).map(|n| Run { bytes: 7 * n..7 * n + 6, ..run.clone() }).collect();
        check(&text, &Sheet { pages: vec![SheetPage { runs, ..SheetPage::default() }] });
    }

    #[test]
    fn thousands_of_rules_at_one_place_keep_the_invariants(run in any_run(0), rule in any_rules(), count in 1_000..3_000usize) {
        let text = "渡口\n".repeat(count);
        let runs = (0..count).map(|n| Run { bytes: 7 * n..7 * n + 6, ..run.clone() }).collect();
        let pictures: Vec<Bounds> = rule.iter().copied().cycle().take(if rule.is_empty() { 0 } else { count }).collect();
        let rules = pictures.iter().map(|&bounds| Rule { bounds }).collect();
        check(&text, &Sheet { pages: vec![SheetPage { runs, rules, pictures, ..SheetPage::default() }] });
    }
}

fn check(text: &str, sheet: &Sheet) {
    let page = parse_with(text, sheet, &Options::default());
    assert!(page == parse_with(text, sheet, &Options::default()), "two readings differ");
    assert_page_invariants(&page, text);
    assert_places_are_of_runs(&page, text, sheet);
}

#[test]
fn what_an_ocr_program_was_unsure_of_is_in_doubt_until_a_person_has_seen_to_it() {
    let (text, mut sheet) = sample_of_two_stories().drawn(Drawn::ALL[0]);
    let options = Options::default();
    let body: Vec<usize> = (0..sheet.pages[0].runs.len()).filter(|&n| sheet.pages[0].runs[n].size < 12.0).collect();
    for (&n, confidence) in body.iter().zip([0.3, 0.2, 0.9]) {
        sheet.pages[0].runs[n].confidence = Some(confidence);
    }
    let page = parse_with(&text, &sheet, &options);
    let unsure = |page: &Page| -> Vec<String> {
        let doubts = page.diagnostics.iter().filter(|doubt| doubt.code == Code::DoubtfulRecognition);
        doubts.flat_map(|doubt| &doubt.spans).map(|span| text[span.start..span.end].to_owned()).collect()
    };
    let line = |n: usize| text[sheet.pages[0].runs[n].bytes.clone()].to_owned();
    assert_eq!(unsure(&page), [line(body[0]), line(body[1])]);
    let first = sheet.pages[0].runs[body[0]].bytes.clone();
    let edited = |edit: Edit| {
        let edits = Edits { edits: vec![edit.into()], ..Edits::new(&text) };
        replay(&text, &page, &edits, &options).page
    };
    let kept = edited(Edit::Role { what: vec![Anchor::new(&text, first.clone())], role: Role::Caption });
    assert_eq!(unsure(&kept), unsure(&page), "another role says nothing of its characters");
    let mended = edited(Edit::Correct { at: Anchor::new(&text, first.start..first.start + 3), text: "字".into() });
    assert_eq!(unsure(&mended), [line(body[1])]);
}

#[test]
fn what_stands_in_a_box_is_no_part_of_the_columns_beside_it() {
    let mut paper = Paper::default();
    let left = columns(40.0, 3, 14);
    let body = [&FERRY[..], &MARKET[1..2]].concat();
    paper.centred("东门渡口恢复通航", edges(&left, 14), 40.0, 28.0);
    paper.story(&body, &left[..2], 90.0, 14, 10);
    // as high as the columns, in the type of the text, below the same headline: only the box tells
    paper.story(&SCHOOL, &left[2..], 90.0, 14, 10);
    paper.boxed([left[2] - 8.0, 82.0], [left[2] + 148.0, 246.0]);
    assert_stories(&paper, &[&story("东门渡口恢复通航", &body), &text(&SCHOOL)]);
}

#[test]
fn a_rule_ends_a_column() {
    let mut paper = Paper::default();
    paper.line("东门渡口恢复通航", 40.0, 40.0, 16.0);
    let foot = paper.story(&FERRY, &[40.0], 66.0, 14, 20);
    paper.rule([40.0, foot], [180.0, foot]);
    paper.story(&MARKET, &[40.0], foot + 6.0, 14, 20);
    assert_stories(&paper, &[&story("东门渡口恢复通航", &FERRY), &text(&MARKET)]);
}

#[test]
fn small_type_below_a_picture_is_a_caption() {
    let mut paper = Paper::default();
    let left = columns(40.0, 2, 14);
    paper.centred("东门渡口恢复通航", edges(&left, 14), 40.0, 28.0);
    paper.story(&FERRY, &left[..1], 90.0, 14, 14);
    paper.picture([left[1], 90.0], [left[1] + 140.0, 190.0]);
    paper.line("渡船驶向对岸的柳村", left[1], 194.0, 8.0);
    let mut wanted = story("东门渡口恢复通航", &FERRY);
    wanted.push((Role::Caption, "渡船驶向对岸的柳村"));
    assert_stories(&paper, &[&wanted]);
}
