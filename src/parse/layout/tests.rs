use super::analyze;
use crate::language;
use crate::model::Shape;
use crate::parse::Layout;
use crate::text::Source;

/// The shape of `text` and its lines, with a blank line between frames.
///
/// Checks what holds for the lines of any text.
fn read(text: &str) -> (Shape, String) {
    let layout = layout_of(text);
    let mut held = vec![0; text.len()];
    for line in &layout.lines {
        let piece = &text[line.range.clone()];
        assert!(!piece.is_empty() && piece.trim() == piece, "{piece:?} is trimmed and not empty");
        assert!(!piece.contains('\n'), "{piece:?} crosses no line end");
        line.range.clone().for_each(|at| held[at] += 1);
    }
    for (at, c) in text.char_indices().filter(|(at, c)| *at > 0 || *c != '\u{FEFF}') {
        let times = held[at];
        assert!(times == 1 || times == 0 && c.is_whitespace(), "{c:?} at {at} is held {times} times");
    }
    assert!(layout.lines.is_sorted_by_key(|line| line.frame), "frames count up");
    let frames: Vec<String> = layout
        .lines
        .chunk_by(|a, b| a.frame == b.frame)
        .map(|frame| frame.iter().map(|line| &text[line.range.clone()]).collect::<Vec<_>>().join("\n"))
        .collect();
    (layout.shape, frames.join("\n\n"))
}

fn check(text: &str, shape: Shape, expected: &str) {
    assert_eq!(read(text), (shape, expected.to_owned()));
}

#[test]
fn every_kind_of_line_ending_ends_a_line() {
    for end in ["\n", "\r\n", "\r", "\u{85}", "\u{2028}"] {
        let text = ["灯会今晚亮灯", "", "　　本报讯 昨夜试灯。", "　　观者如潮。"].join(end);
        check(&text, Shape::Paragraphs, "灯会今晚亮灯\n\n本报讯 昨夜试灯。\n观者如潮。");
    }
}

#[test]
fn form_feeds_end_pages() {
    let text = "灯会今晚亮灯\n昨夜试灯。\u{C}第二版\n河堤加固完工。\n\u{C}";
    check(text, Shape::Paragraphs, "灯会今晚亮灯\n昨夜试灯。\n\n第二版\n河堤加固完工。");
    let pages: Vec<usize> = layout_of(text).lines.iter().map(|line| line.page).collect();
    assert_eq!(pages, [0, 0, 1, 1]);
}

#[test]
fn characters_without_width_are_kept() {
    let text = "灯会今晚亮灯\n\n\u{200B}　　昨夜试灯。\u{200B}\n\u{1C}\n\u{FEFF}";
    check(text, Shape::Paragraphs, "灯会今晚亮灯\n\n\u{200B}　　昨夜试灯。\u{200B}\n\u{1C}\n\u{FEFF}");
}

#[test]
fn blank_text_has_no_lines() {
    for text in ["", "\n", " \r\n\u{3000}\t", "\u{C}\u{C}"] {
        check(text, Shape::Paragraphs, "");
    }
}

#[test]
fn lines_of_the_width_of_their_column_are_hard_wrapped() {
    let text = "灯会今晚亮灯\n\n　　本报讯昨夜七时城\n南灯会试灯，三万盏灯\n一齐点亮，观者如潮。\n　　开到月底。\n\n\
                河堤加固\n\n西郊河堤昨日\n加固完工，防\n汛能力大增。";
    assert_eq!(read(text).0, Shape::HardWrapped);
}

#[test]
fn unpadded_columns_of_two_stories_are_read_one_after_another() {
    // as pdftotext writes them by default: rows from the top, cut at wide blanks, without the
    // position at which they began
    let text = "城南灯会今晚亮灯

西郊河堤加固完工

本报讯 昨夜七时整，城南
市民可在码头凭身份证领
本报讯 西郊河堤昨 三个村子今后不必再为
灯会试灯，三万盏灯一齐点亮， 票，每人限领两张，孩童由家
日全线完工，新堤比旧 汛期搬家。
沿河两岸观者如潮，直到夜深 长带领上船，风大的夜晚船只
堤高出两尺，堤脚另砌
新堤上种柳三百株，
才散。
停开。
石坎。
明春便可成荫，村里的
灯会由十二家工坊合办，
灯会开到月底为止，逢周
工程历时九个月， 老人说，河边的菜地这
今年添了水上灯船，船行三里， 末延长一个时辰，桥上只许步
动用石料八万方，沿岸 回也保得住。
往返约四十分钟，船上另有说 行，车马一律绕道西门。
书和小曲。
";
    check(
        text,
        Shape::Columns,
        "城南灯会今晚亮灯
本报讯 昨夜七时整，城南
灯会试灯，三万盏灯一齐点亮，
沿河两岸观者如潮，直到夜深
才散。
灯会由十二家工坊合办，
今年添了水上灯船，船行三里，
往返约四十分钟，船上另有说
书和小曲。
市民可在码头凭身份证领
票，每人限领两张，孩童由家
长带领上船，风大的夜晚船只
停开。
灯会开到月底为止，逢周
末延长一个时辰，桥上只许步
行，车马一律绕道西门。

西郊河堤加固完工
本报讯 西郊河堤昨
日全线完工，新堤比旧
堤高出两尺，堤脚另砌
石坎。
工程历时九个月，
动用石料八万方，沿岸
三个村子今后不必再为
汛期搬家。
新堤上种柳三百株，
明春便可成荫，村里的
老人说，河边的菜地这
回也保得住。",
    );
}

#[test]
fn paragraphs_with_blanks_are_no_columns() {
    let long = "渡口的新码头昨日启用，往返两岸只要九分钟，过去要半小时，沿江居民盼了整整二十年。";
    let paragraph = format!("新华社河口3月9日电 （记者周岚）{long}码头由旧货场改建， 设泊位六个， {long}");
    let text = ["码头启用", &paragraph, "山路通车", &paragraph, "灯塔点亮", &paragraph].join("\n");
    check(&text, Shape::Paragraphs, &text);
}

#[test]
fn columns_padded_by_characters_are_read_one_after_another() {
    // as pdftotext -layout writes them: padded by characters, columns a blank apart
    let text = "   城南灯会今晚亮灯              西郊河堤加固完工
  本报讯 昨夜七时 船，船行三里，往返约    本报讯 西郊河   工程历时九个
整，城南灯会试灯，三 需40分钟。      堤昨日全线完工， 月，动用石料8万
万盏灯一齐点亮，沿河    市民可在码头凭身 新堤比旧堤高出两 方。沿岸三个村子
两岸观者如潮。    份证领票，每人限领2 尺。         今后不必再为汛期
  灯会由十二家工坊 张，孩童由家长带领上            搬家。
合办，今年添了水上灯 船。
";
    check(
        text,
        Shape::Columns,
        "城南灯会今晚亮灯
本报讯 昨夜七时
整，城南灯会试灯，三
万盏灯一齐点亮，沿河
两岸观者如潮。
灯会由十二家工坊
合办，今年添了水上灯
船，船行三里，往返约
需40分钟。
市民可在码头凭身
份证领票，每人限领2
张，孩童由家长带领上
船。

西郊河堤加固完工
本报讯 西郊河
堤昨日全线完工，
新堤比旧堤高出两
尺。
工程历时九个
月，动用石料8万
方。沿岸三个村子
今后不必再为汛期
搬家。",
    );
}

#[test]
fn columns_padded_by_cells_are_read_one_after_another() {
    let text = "城南灯会今晚亮灯            西郊河堤加固完工

  本报讯 昨夜七时整，城       本报讯 西郊河堤昨日全
南灯会试灯，三万盏灯一      线完工，新堤比旧堤高出
齐点亮，沿河两岸观者如      两尺。
潮。                          工程历时九个月，动用石
  灯会由12家工坊合办，      料8万方。沿岸三个村子今
今年添了水上灯船，船行      后不必再为汛期搬家。
三里，往返约40分钟。
";
    let (shape, read) = read(text);
    assert_eq!(shape, Shape::Columns);
    assert!(read.contains("齐点亮，沿河两岸观者如\n潮。\n灯会由12家工坊合办，\n今年添了水上灯船，船行"));
    assert!(read.contains("西郊河堤加固完工\n本报讯 西郊河堤昨日全\n线完工，新堤比旧堤高出\n两尺。\n工程历时九个月"));
}

#[test]
fn padded_columns_of_english_are_read_one_after_another() {
    let text = "        Lantern fair opens tonight                    New dike done

  The lantern fair south of the          After nine months of work the
town lit thirty thousand lamps at        new dike on the western bank was
seven last night, and both banks         closed yesterday. It stands two
of the river were black with             feet above the old one, and the
people.                                  three villages below it need
  Twelve workshops built the             not move again.
lamps this year, and boats carry
them three miles.
";
    check(
        text,
        Shape::Columns,
        "Lantern fair opens tonight
The lantern fair south of the
town lit thirty thousand lamps at
seven last night, and both banks
of the river were black with
people.
Twelve workshops built the
lamps this year, and boats carry
them three miles.

New dike done
After nine months of work the
new dike on the western bank was
closed yesterday. It stands two
feet above the old one, and the
three villages below it need
not move again.",
    );
}

#[test]
fn letter_spaced_lines_stay_whole() {
    let text = "  灯会由十二家工坊合办， 船行三里，往返约需40分
今年添了水上灯船，由本 钟。市民可在码头凭身份
地 的 船 厂 打 造 ， 共 证领票，每人限领2张，
三十六条，挂灯九千盏， 孩童由家长带领上船，上
入夜一齐点亮，沿河两岸 船以前先验票，船头不得
都能看见，到月底为止。 站人，老人可以先上船。
";
    check(
        text,
        Shape::Columns,
        "灯会由十二家工坊合办，
今年添了水上灯船，由本
地 的 船 厂 打 造 ， 共
三十六条，挂灯九千盏，
入夜一齐点亮，沿河两岸
都能看见，到月底为止。
船行三里，往返约需40分
钟。市民可在码头凭身份
证领票，每人限领2张，
孩童由家长带领上船，上
船以前先验票，船头不得
站人，老人可以先上船。",
    );
}

#[test]
fn padded_rows_are_split_exactly_at_the_boundaries_of_the_narrowest_columns() {
    let text = "  渡口昨日   船有两条   码头边新
重新开船，两 每条可坐三十 添了茶棚和长
岸来往不必再 人，早上六点 凳，等船的人
绕石桥，老人 开头班，晚上 可以歇脚，棚
坐船都不要钱 八点收末班， 里还挂着一块
孩童由家长带 风大的日子停 写船期的木
着上船。   开一天。   牌。
";
    let expected = [
        "渡口昨日",
        "重新开船，两",
        "岸来往不必再",
        "绕石桥，老人",
        "坐船都不要钱",
        "孩童由家长带",
        "着上船。",
        "船有两条",
        "每条可坐三十",
        "人，早上六点",
        "开头班，晚上",
        "八点收末班，",
        "风大的日子停",
        "开一天。",
        "码头边新",
        "添了茶棚和长",
        "凳，等船的人",
        "可以歇脚，棚",
        "里还挂着一块",
        "写船期的木",
        "牌。",
    ];
    assert_eq!(columns_of(text), expected);
}

#[test]
fn unpadded_rows_are_split_exactly_at_the_boundaries_of_columns() {
    let text = "渡口昨日重新 船有两条，每
开船，两岸来往不 条可坐三十人，早
必再绕石桥，老人 上六点开头班，晚
坐船一律不要钱， 上八点收末班，风
孩童由家长带着上 大的日子停开一
船，车马仍旧从桥 天，船工都是本地
上过，集日加班。 人，闭着眼也行。
";
    let expected = [
        "渡口昨日重新",
        "开船，两岸来往不",
        "必再绕石桥，老人",
        "坐船一律不要钱，",
        "孩童由家长带着上",
        "船，车马仍旧从桥",
        "上过，集日加班。",
        "船有两条，每",
        "条可坐三十人，早",
        "上六点开头班，晚",
        "上八点收末班，风",
        "大的日子停开一",
        "天，船工都是本地",
        "人，闭着眼也行。",
    ];
    assert_eq!(columns_of(text), expected);
}

#[test]
fn every_character_is_kept_whatever_the_text() {
    // pseudorandom texts of what rows are made of
    let parts = [
        "灯", "会", "河堤", "，", "。", " ", "   ", "\u{3000}", "12", "ab", "\n", "\n\n", "\u{C}", "“", "\t",
        "\u{FEFF}",
    ];
    let mut seed = 7u32;
    for length in [10, 100, 1000, 4000] {
        let mut text = String::new();
        for _ in 0..length {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(parts[seed as usize >> 16 & 15]);
        }
        read(&text);
    }
}

/// The lines of `text` in reading order.
fn columns_of(text: &str) -> Vec<&str> {
    layout_of(text).lines.iter().map(|line| &text[line.range.clone()]).collect()
}

fn layout_of(text: &str) -> Layout {
    analyze(&Source::new(text), language::choose(text, &[]))
}
