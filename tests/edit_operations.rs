//! The effect of each kind of edit, and its errors.

use banmian::edit::{
    Anchor, Edit, Edits, Entry, Place, Problem, Provenance, Replayed, Session, Timestamp, replay, web_annotations,
};
use banmian::form::{Bounds, Run, Sheet, SheetPage};
use banmian::{Code, Kind, Options, Page, Reason, Role, parse, parse_with};
use std::collections::BTreeSet;

const TEXT: &str = "北门外搭起夜市

本报记者 陈一 通讯员 李二

本报讯 昨日晚间，北门外的空地上支起六十多个摊位，烤红薯的香味飘过街。

摊位每周轮换一次，收费只抵水电。

河堤步道贯通

本报讯 昨日，河堤步道全线贯通，步道连起七座公园。

步道夜间照明到二十三点。

责任编辑 王五";

fn at(quote: &str) -> Anchor {
    let start = TEXT.find(quote).unwrap();
    Anchor::new(TEXT, start..start + quote.len())
}

/// The block that holds a quote, as edits name it.
fn what(page: &Page, quote: &str) -> Vec<Anchor> {
    let start = at(quote).start;
    let holds = |block: &&banmian::Block| block.spans.iter().any(|span| (span.start..span.end).contains(&start));
    Anchor::of(TEXT, page.blocks().find(holds).unwrap())
}

fn session() -> Session<'static> {
    Session::new(TEXT, &Options::default())
}

fn roles(page: &Page, article: usize) -> Vec<(Role, String)> {
    let short = |text: &str| text.chars().take(6).collect();
    page.articles[article].blocks_in_order().map(|block| (block.role, short(&block.text))).collect()
}

fn on(text: &str, edits: &[Edit]) -> Replayed {
    let mut list = Edits::new(TEXT);
    list.edits = edits.iter().cloned().map(Entry::from).collect();
    replay(text, &parse(text, &Options::default()), &list, &Options::default())
}

#[test]
fn a_moved_block_is_certain() {
    let mut session = session();
    let moved = what(session.page(), "步道夜间");
    session.apply(Edit::Move { what: moved, to: Place::Behind(at("本报讯 昨日晚间")) }).unwrap();
    let page = session.page();
    let block = &page.articles[0].blocks[1];
    assert!(block.text.starts_with("步道夜间"));
    assert_eq!((block.confidence, &block.reasons[..]), (1.0, &[Reason::Corrected][..]));
    // to say it once more is to confirm it
    session.apply(Edit::Move { what: moved_again(session.page()), to: Place::Behind(at("本报讯 昨日晚间")) }).unwrap();
    assert_eq!(session.page().articles[0].blocks[1].reasons, [Reason::Confirmed]);
}

fn moved_again(page: &Page) -> Vec<Anchor> {
    what(page, "步道夜间")
}

#[test]
fn names_are_read_when_a_block_becomes_a_byline() {
    let mut session = session();
    let editors = what(session.page(), "责任编辑");
    session.apply(Edit::Move { what: editors.clone(), to: Place::Behind(at("步道夜间")) }).unwrap();
    assert_eq!(roles(session.page(), 1).last().unwrap().0, Role::Paragraph, "furniture is no part of a story");
    session.apply(Edit::Role { what: editors.clone(), role: Role::Byline }).unwrap();
    assert_eq!(session.page().articles[1].bylines.len(), 1);
    let byline = what(session.page(), "本报记者");
    session.apply(Edit::Part { at: at("通讯员") }).unwrap();
    let names =
        |page: &Page| page.articles[0].bylines.iter().map(|b| (b.names.clone(), b.duty.clone())).collect::<Vec<_>>();
    let one = |name: &str, duty: &str| (vec![name.to_owned()], duty.to_owned());
    assert_eq!(names(session.page()), [one("陈一", "本报记者"), one("李二", "通讯员")]);
    session.apply(Edit::Correct { at: at("李"), text: "黎".into() }).unwrap();
    assert_eq!(names(session.page())[1], one("黎二", "通讯员"));
    session.apply(Edit::Role { what: byline, role: Role::Byline }).unwrap();
    assert_eq!(session.page().articles[0].bylines[0].names, ["陈一", "黎二"]);
    session.apply(Edit::Role { what: editors, role: Role::Furniture }).unwrap();
    assert_eq!((session.page().articles[1].bylines.len(), session.page().furniture.len()), (0, 1));
}

#[test]
fn headlines_are_swapped() {
    let mut session = session();
    let other = what(session.page(), "河堤步道贯通");
    session.apply(Edit::Headline { what: other.clone(), story: at("本报讯 昨日晚间") }).unwrap();
    let head = |page: &Page, n: usize| page.articles[n].headline.as_ref().unwrap().text.clone();
    assert_eq!((head(session.page(), 0), head(session.page(), 1)), ("河堤步道贯通".into(), "北门外搭起夜市".into()));
    assert_eq!(session.page().articles[0].reasons, [Reason::Corrected]);
    let back = what(session.page(), "北门外搭起");
    session.apply(Edit::Headline { what: back, story: at("摊位每周") }).unwrap();
    assert_eq!(head(session.page(), 0), "北门外搭起夜市");
    session.apply(Edit::Headline { what: vec![at("搭起夜市")], story: at("摊位每周") }).unwrap();
    assert_eq!(roles(session.page(), 0)[..2], [(Role::Headline, "搭起夜市".into()), (Role::Deck, "北门外".into())]);
}

#[test]
fn stories_are_merged_and_split() {
    let mut session = session();
    let before = session.page().clone();
    session.apply(Edit::Merge { story: at("步道夜间"), into: at("摊位每周") }).unwrap();
    let page = session.page();
    assert_eq!((page.articles.len(), page.articles[0].id.as_str()), (1, "a1"));
    assert_eq!(roles(page, 0)[4], (Role::Subhead, "河堤步道贯通".into()));
    session.apply(Edit::Split { at: at("河堤步道贯通") }).unwrap();
    assert_eq!(session.page().articles.len(), 2);
    assert_eq!(roles(session.page(), 1).len(), roles(&before, 1).len());
    session.apply(Edit::Kind { story: at("步道夜间"), is: Kind::Notice }).unwrap();
    assert_eq!(session.page().articles[1].kind, Kind::Notice);
    let of_second = |d: &&banmian::Diagnostic| matches!(d.code, Code::NoHeadline | Code::NoBody);
    assert_eq!(session.page().diagnostics.iter().filter(of_second).count(), 0, "a notice needs no headline");
}

#[test]
fn paragraphs_are_joined_and_split() {
    let mut session = session();
    let right = what(session.page(), "摊位每周");
    session.apply(Edit::Join { left: at("本报讯 昨日晚间"), right: right.clone() }).unwrap();
    let block = &session.page().articles[0].blocks[0];
    assert_eq!((block.spans.len(), block.joins[0].span, block.joins[0].confidence), (2, 1, 1.0));
    assert_eq!(block.joins[0].reasons, [Reason::Corrected]);
    session.apply(Edit::Join { left: at("本报讯 昨日晚间"), right }).unwrap();
    assert_eq!(session.page().articles[0].blocks[0].joins[0].reasons, [Reason::Confirmed]);
    session.apply(Edit::Part { at: at("烤红薯") }).unwrap();
    let texts: Vec<&str> = session.page().articles[0].blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(texts[1], "烤红薯的香味飘过街。摊位每周轮换一次，收费只抵水电。");
}

#[test]
fn a_story_without_blocks_is_removed() {
    let mut session = session();
    for quote in ["北门外搭起", "本报记者", "本报讯 昨日晚间", "摊位每周"] {
        let what = what(session.page(), quote);
        session.apply(Edit::Move { what, to: Place::Page }).unwrap();
    }
    let page = session.page();
    assert_eq!((page.articles.len(), page.articles[0].id.as_str()), (1, "a1"));
    assert_eq!((page.furniture.len(), page.unplaced.len()), (1, 4));
    assert!(page.diagnostics.iter().all(|d| d.code != Code::Unplaced), "what a person put there is in no doubt");
}

#[test]
fn what_no_story_has_stays_in_the_order_of_the_source() {
    let mut session = session();
    for quote in ["步道夜间", "摊位每周", "本报讯 昨日，河堤"] {
        let what = what(session.page(), quote);
        session.apply(Edit::Move { what, to: Place::Page }).unwrap();
    }
    let starts: Vec<usize> = session.page().unplaced.iter().map(|block| block.spans[0].start).collect();
    assert_eq!(starts, ["摊位每周", "本报讯 昨日，河堤", "步道夜间"].map(|quote| at(quote).start));
}

#[test]
fn in_another_text_a_quote_is_found_by_its_context_though_one_stands_at_its_offset() {
    let [first, second] = ["甲馆开放，读者清早就排起长队。", "乙馆开放，收费只抵水电。"];
    let (was, is) = (&format!("{first}\n\n{second}"), &format!("{second}\n\n{first}"));
    let start = was.find("开放").unwrap();
    let mut edits = Edits::new(was);
    edits.edits.push(Edit::Correct { at: Anchor::new(was, start..start + "开放".len()), text: "开门".into() }.into());
    let page = replay(is, &parse(is, &Options::default()), &edits, &Options::default()).page;
    let texts: String = page.blocks().map(|block| block.text.as_str()).collect();
    assert!(texts.contains("甲馆开门") && texts.contains("乙馆开放"), "{texts}");
}

#[test]
fn confirmed_blocks_have_no_diagnostics() {
    // two stories that alternate, which no reading can be sure of
    let text = include_str!("pages/interleaved.txt");
    let options = Options::default();
    let doubtful =
        |page: &Page| page.diagnostics.iter().filter(|d| d.code == Code::DoubtfulPlace).cloned().collect::<Vec<_>>();
    let page = parse(text, &options);
    let mut session = Session::new(text, &options);
    assert!(doubtful(&page).len() > 1, "there was no doubt");
    for doubt in doubtful(&page) {
        let sum: f32 = doubt.alternatives.iter().map(|other| other.confidence).sum();
        assert!((1..=3).contains(&doubt.alternatives.len()) && doubt.confidence + sum <= 1.001, "{doubt:?}");
        let likely = doubt.alternatives.windows(2).all(|pair| pair[0].confidence >= pair[1].confidence);
        assert!(likely, "the likeliest is not first: {doubt:?}");
    }
    for article in &page.articles {
        let with = Anchor::of(text, article.blocks_in_order().next().unwrap()).remove(0);
        session.apply(Edit::Confirm { what: vec![], with }).unwrap();
    }
    assert_eq!(doubtful(session.page()), []);
    assert!(session.page().articles.iter().all(|article| article.confidence == 1.0));
    assert!(session.page().blocks().all(|block| block.confidence == 1.0));
}

#[test]
fn corrections_keep_the_original() {
    let mut session = session();
    session.apply(Edit::Correct { at: at("夜市"), text: "<b onclick=\"x\">&夜市</b>".into() }).unwrap();
    session.apply(Edit::Correct { at: at("外"), text: String::new() }).unwrap();
    let headline = session.page().articles[0].headline.clone().unwrap();
    assert_eq!(headline.text, "北门搭起<b onclick=\"x\">&夜市</b>");
    let originals: Vec<&str> = headline.corrections.iter().map(|c| c.original.as_str()).collect();
    assert_eq!(originals, ["外", "夜市"]);
    let html = banmian::export::html(session.page(), TEXT);
    assert!(html.contains("data-original=\"夜市\"") && html.contains("&lt;b onclick=\"x\"&gt;&amp;夜市&lt;/b&gt;"));
    assert!(!html.contains("<b onclick"), "corrected characters are markup");
    session.apply(Edit::Correct { at: at("夜市"), text: "夜市".into() }).unwrap();
    session.apply(Edit::Correct { at: at("外"), text: "外".into() }).unwrap();
    assert_eq!(*session.page(), Session::new(TEXT, &Options::default()).page().clone());
}

#[test]
fn impossible_edits_are_reported_and_change_nothing() {
    let mut session = session();
    let head = what(session.page(), "北门外搭起");
    let (name, all) = (at("北门外"), at("北门外搭起夜市"));
    session.apply(Edit::Correct { at: name.clone(), text: "城北".into() }).unwrap();
    let correct = |at: &Anchor, text: &str| Edit::Correct { at: at.clone(), text: text.into() };
    let two_lines = Anchor::new(TEXT, all.start..at("陈一").end);
    let cases = [
        (correct(&at("外搭"), "x"), Problem::CorrectionTwice),
        (correct(&two_lines, "x"), Problem::CorrectionAcross),
        (correct(&at("搭起"), "a\nb"), Problem::ControlCode),
        (correct(&at("责任编辑 王五"), " "), Problem::NothingLeft),
        (Edit::Part { at: at("外搭起") }, Problem::CorrectionCut),
        (Edit::Move { what: head.clone(), to: Place::Behind(at("搭起")) }, Problem::IntoItself),
        (Edit::Move { what: vec![], to: Place::Page }, Problem::Nothing),
        (Edit::Move { what: vec![at("摊位每周"), at("每周轮换")], to: Place::Page }, Problem::Overlap),
        (Edit::Join { left: all.clone(), right: head }, Problem::IntoItself),
        (Edit::Kind { story: at("责任编辑"), is: Kind::News }, Problem::NoStory),
        (Edit::Confirm { what: vec![at("步道夜间")], with: all }, Problem::Apart),
        (Edit::Split { at: Anchor::new(TEXT, 0..0) }, Problem::Blank),
        (Edit::Split { at: Anchor { quote: "老桥".into(), ..name } }, Problem::QuoteGone),
    ];
    let before = session.page().clone();
    for (edit, problem) in cases {
        let error = session.apply(edit.clone()).unwrap_err();
        assert_eq!(error.problem, problem, "{edit:?}");
        assert!(error.to_string().contains("; "), "{error} does not say what to do");
        assert_eq!(*session.page(), before);
    }
}

#[test]
fn edits_are_replayed_on_a_changed_text_or_reported() {
    let page = parse(TEXT, &Options::default());
    let edits = [
        Edit::Move { what: what(&page, "步道夜间"), to: Place::Behind(at("摊位每周")) },
        Edit::Role { what: what(&page, "河堤步道贯通"), role: Role::Furniture },
        Edit::Kind { story: at("本报讯 昨日晚间"), is: Kind::Notice },
    ];
    assert_eq!(on(TEXT, &edits).conflicts, []);

    // what stands elsewhere is found by its characters
    let grown = format!("2031年11月18日 第3版\n\n{TEXT}");
    let replayed = on(&grown, &edits);
    assert_eq!(replayed.conflicts, []);
    assert!(replayed.page.articles[0].blocks.iter().any(|block| block.text.starts_with("步道夜间")));
    let shift = grown.len() - TEXT.len();
    let Edit::Role { what, .. } = &replayed.edits.edits[1].edit else { panic!("the list has lost its order") };
    assert_eq!(what[0].start, at("河堤步道贯通").start + shift);

    // what is gone is named, and the rest is done
    let gone = TEXT.replace("步道夜间照明到二十三点。", "");
    let replayed = on(&gone, &edits);
    let problems: Vec<_> = replayed.conflicts.iter().map(|c| (c.edit, c.applied, c.problem)).collect();
    assert_eq!(problems, [(0, false, Problem::QuoteGone)]);
    assert!(replayed.conflicts[0].message.starts_with("“步道夜间"), "{}", replayed.conflicts[0].message);
    assert_eq!(replayed.page.articles[0].kind, Kind::Notice);
    assert_eq!(replayed.edits.edits[0].edit, edits[0], "an edit that could not be made is kept");

    // what stands twice now is not guessed
    let twice = TEXT.replace("摊位每周", "摊位每周轮换一次，收费只抵水电。\n\n摊位每周");
    let last = Edit::Part {
        at: Anchor {
            before: String::new(),
            after: String::new(),
            start: 0,
            end: 0,
            ..at("摊位每周轮换一次，收费只抵水电")
        },
    };
    assert_eq!(on(&twice, &[last]).conflicts[0].problem, Problem::QuoteTwice);
}

#[test]
fn a_changed_story_is_a_conflict() {
    let whole = on(TEXT, &[Edit::Merge { story: at("步道夜间"), into: at("摊位每周") }]).edits;
    let Edit::Merge { story, into } = &whole.edits[0].edit else { panic!("no merge") };
    assert!(story.story.is_some() && into.story.is_some() && story.story != into.story);
    let grown = TEXT.replace("责任编辑", "步道由市园林局养护，十二公里分为四段。\n\n责任编辑");
    let replayed = replay(&grown, &parse(&grown, &Options::default()), &whole, &Options::default());
    assert_eq!(replayed.conflicts.len(), 1);
    assert_eq!((replayed.conflicts[0].problem, replayed.conflicts[0].applied), (Problem::StoryChanged, true));
    assert_eq!(replayed.page.articles.len(), 1);
    let confirm = Edit::Confirm { what: vec![], with: story.clone() };
    let replayed = on(&grown, &[confirm]);
    assert!(!replayed.conflicts[0].applied, "what has changed is not confirmed");
    let newer = Edits { version: 2, ..whole };
    let replayed = replay(TEXT, &parse(TEXT, &Options::default()), &newer, &Options::default());
    assert_eq!((replayed.conflicts[0].problem, replayed.edits), (Problem::Version, newer));
}

#[test]
fn edits_are_written_as_web_annotations() {
    let text = TEXT.replace("北门", "😀北门");
    let mut edits = Edits::new(TEXT);
    edits.edits = [
        Edit::Correct { at: at("夜市"), text: "早市".into() },
        Edit::Move { what: vec![at("步道夜间")], to: Place::Behind(at("摊位每周")) },
        Edit::Part { at: Anchor { quote: "老桥通车典礼".into(), ..at("摊位每周") } },
    ]
    .map(Entry::from)
    .to_vec();
    let made = Provenance { at: Timestamp::parse("2031-11-18T06:05:00Z").ok(), by: Some("陈一".into()) };
    edits.edits[0].provenance = Some(made);
    let page = web_annotations(&text, &parse(&text, &Options::default()), &edits, "page.txt");
    assert_eq!(
        (&page["type"], &page["@context"]),
        (&"AnnotationPage".into(), &"http://www.w3.org/ns/anno.jsonld".into())
    );
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 3);
    assert_eq!((&items[0]["body"][0]["value"], &items[0]["target"][0]["source"]), (&"早市".into(), &"page.txt".into()));
    let ids: BTreeSet<_> = items.iter().chain([&page]).map(|item| item["id"].as_str().unwrap()).collect();
    assert!(ids.len() == 4 && ids.iter().all(|id| id.starts_with("nih:sha-256;") && id.len() == 76), "{ids:?}");
    let elsewhere = web_annotations(&text, &parse(&text, &Options::default()), &edits, "copy.txt");
    assert_eq!(elsewhere["items"][1]["id"], items[1]["id"], "the same edit of the same text");
    let [quote, position] = &items[0]["target"][0]["selector"].as_array().unwrap()[..] else { panic!("{}", items[0]) };
    // positions count code points, one for what takes two UTF-16 units
    let start = text.chars().collect::<String>().split("夜市").next().unwrap().chars().count();
    assert_eq!((&position["start"], &position["end"]), (&start.into(), &(start + 2).into()));
    assert_eq!((&quote["exact"], &quote["prefix"]), (&"夜市".into(), &"😀北门外搭起".into()));
    assert_eq!(items[1]["target"].as_array().unwrap().len(), 2);
    assert_eq!(items[2]["target"][0]["selector"].as_array().unwrap().len(), 1, "what is gone has no position");
    for (item, edit) in items.iter().zip(&edits.edits) {
        let json = item["body"][1]["value"].as_str().unwrap();
        assert_eq!(serde_json::from_str::<Entry>(json).unwrap(), *edit);
    }
    assert_eq!(items[0]["created"], "2031-11-18T06:05:00Z");
    assert_eq!(items[0]["creator"], serde_json::json!({ "type": "Person", "name": "陈一" }));
    assert!(items[1].get("created").is_none() && items[1].get("creator").is_none(), "what is not known is not said");
}

#[test]
fn web_annotations_say_where_their_targets_stand_on_paper() {
    let text = "北门外搭起夜市\n河堤步道贯通\n本报讯 昨日贯通。\n\u{c}责任编辑 王五\n";
    // the third line runs out of the page
    let line = |line: &str, x0: f32, y0: f32| {
        let start = text.find(line).unwrap();
        let bounds = Bounds { x0, y0, x1: x0 + 100.0, y1: y0 + 12.0 };
        Run { bytes: start..start + line.len(), bounds, ..Default::default() }
    };
    let page = |runs| SheetPage { width: 400.0, height: 600.0, runs, ..Default::default() };
    let first = vec![
        line("北门外搭起夜市", 40.0, 60.0),
        line("河堤步道贯通", 60.0, 90.0),
        line("本报讯 昨日贯通。", 390.0, 594.0),
    ];
    let mut sheet = Sheet { pages: vec![page(first), page(vec![line("责任编辑 王五", 0.0, 0.0)])] };
    let mut edits = Edits::new(text);
    let whole = |from: &str, to: &str| Anchor::new(text, text.find(from).unwrap()..text.find(to).unwrap() + to.len());
    edits.edits = [
        Edit::Correct { at: whole("起夜", "起夜"), text: "早市".into() },
        Edit::Role { what: vec![whole("北门", "贯通")], role: Role::Headline },
        Edit::Role { what: vec![whole("步道", "王五")], role: Role::Furniture },
        Edit::Part { at: Anchor { quote: "老桥通车典礼".into(), ..whole("北门", "北门") } },
    ]
    .map(Entry::from)
    .to_vec();
    let fragments = |sheet: &Sheet| {
        let options = Options::default();
        let page = parse_with(text, sheet, &options);
        let annotations = web_annotations(text, &replay(text, &page, &edits, &options).page, &edits, "page.pdf");
        let fragments = |item: &serde_json::Value| {
            let selectors = item["target"][0]["selector"].as_array().unwrap().iter();
            let regions = selectors.filter(|selector| selector["type"] == "FragmentSelector");
            let value = |region: &serde_json::Value| {
                assert_eq!(region["conformsTo"], "http://www.w3.org/TR/media-frags/");
                region["value"].as_str().unwrap().to_owned()
            };
            regions.map(value).collect::<Vec<_>>()
        };
        annotations["items"].as_array().unwrap().iter().map(fragments).collect::<Vec<_>>()
    };
    let [correction, heading, over_pages, gone] = &fragments(&sheet)[..] else { panic!() };
    assert_eq!(*correction, ["page=1&xywh=percent:24.286,10,7.143,2"], "its share of the line, a corrected one");
    assert_eq!(*heading, ["page=1&xywh=percent:10,10,30,7"], "around both lines");
    assert_eq!(*over_pages, ["page=1&xywh=percent:23.333,15,76.667,85", "page=2&xywh=percent:0,0,25,2"]);
    assert!(gone.is_empty(), "{gone:?}");
    sheet.pages[0].width = 0.0;
    assert!(fragments(&sheet)[1].is_empty(), "of a page without a size there are no shares");
    sheet.pages.truncate(1);
    sheet.pages[0].width = 400.0;
    assert_eq!(fragments(&sheet)[1], ["xywh=percent:10,10,30,7"], "a file of one page names none");
}
