//! Strategies for texts, shared by the property tests.

use proptest::prelude::*;

/// Lines of scripts that have spaces between words, and of others that have none.
const SCRIPTS: &[&str] = &[
    "새 도서관이 오늘\n문을 열었다. 시민들은\n긴 줄을 섰다.",
    "Η νέα βιβλιο\u{ad}\nθήκη άνοιξε,\nκαι ήρθαν πολλοί",
    "новая библио¬\nтека открылась,\nи пришли все",
    "افتتحت المكتبة\nالجديدة اليوم،\nوحضر الناس",
    "नया पुस्तकालय\nआज खुला",
    "ახალი ბიბლიოთეკა\nდღეს გაიხსნა",
    "አዲሱ ቤተ መጻሕፍት\nዛሬ ተከፈተ",
    "ห้องสมุดใหม่เปิดวันนี้\nประชาชนมาแต่เช้า",
    "ຫໍສະໝຸດໃໝ່\nເປີດມື້ນີ້",
    "បណ្ណាល័យថ្មី\nបើកថ្ងៃនេះ",
    "စာကြည့်တိုက်အသစ်ကို\nယနေ့ဖွင့်လှစ်သည်",
    "དཔེ་མཛོད་\nགསར་པ་ཕྱེ",
    "あたらしい図書\nカンが開く",
];

/// A text like that of a newspaper page, with its cues and its flaws.
pub fn page() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        4 => words(2..14),
        6 => (words(20..90), prop_oneof![3 => Just("。"), 1 => Just("")]).prop_map(|(text, end)| text + end),
        2 => words(10..40).prop_map(|text| format!("本报讯 昨日,{text}。")),
        1 => words(10..40).prop_map(|text| format!("据新华社北京11月3日电（记者{text}")),
        1 => words(2..4).prop_map(|name| format!("本报记者 {name} 通讯员 {name}")),
        1 => words(2..4).prop_map(|name| format!("□ {name}")),
        1 => words(2..4).prop_map(|name| format!("(记者 {name} 文/摄)")),
        1 => words(10..40).prop_map(|text| format!("{text}。（下转第二版）")),
        1 => words(2..9).prop_map(|text| format!("“{text}”:")),
        1 => words(10..60).prop_map(|text| text.chars().flat_map(|c| [c, ' ']).collect()),
        1 => (words(8..16), words(8..16)).prop_map(|(left, right)| format!("{left}          {right}")),
        2 => words(16..17),
        1 => Just("导读".to_owned()),
        1 => Just("2031年11月18日 星期二".to_owned()),
        1 => Just("责任编辑:甲 版式:乙 www.example.com".to_owned()),
        1 => Just("By Ann Lee\nWASHINGTON (AP) — It rained. Continued on Page A4".to_owned()),
        1 => Just("The govern-\nment has a well-\nknown house, o-\npen on Mon\u{ad}\nday and Tues¬\nday, with co-\noperation.".to_owned()),
        2 => prop::sample::select(SCRIPTS).prop_map(str::to_owned),
    ];
    let indent = prop_oneof![4 => Just(""), 2 => Just("\u{3000}\u{3000}"), 1 => Just("    ")];
    let end = prop_oneof![
        4 => Just("\n\n"),
        4 => Just("\n"),
        1 => Just("\r\n"),
        1 => Just("\r"),
        1 => Just("\n\u{c}"),
        1 => Just(" \n \n"),
        1 => Just(""),
    ];
    let mark = prop_oneof![9 => Just(""), 1 => Just("\u{feff}")];
    (mark, prop::collection::vec((indent, line, end), 0..40)).prop_map(|(mark, lines)| {
        lines.into_iter().fold(mark.to_owned(), |text, (indent, line, end)| text + indent + &line + end)
    })
}

/// Words of a small vocabulary, so that pieces of a page share words.
fn words(length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let stock: Vec<char> =
        "市图书馆新馆昨日开放读者老街隧道米粉会议指出强调要求高质量发展记者的了在是，,、“”（）《》123 a"
            .chars()
            .collect();
    prop::collection::vec(prop::sample::select(stock), length).prop_map(String::from_iter)
}

/// Arbitrary characters, with awkward ones more often than by chance.
pub fn any_text() -> impl Strategy<Value = String> {
    let awkward =
        "\0\u{1}\t\n\r\u{b}\u{c}\u{1c}\u{85}\u{a0}\u{2028}\u{200b}\u{3000}\u{feff}\u{fffd}😀𠮷e\u{301}é—…·□■-\u{ad}¬";
    let awkward: Vec<char> = awkward.chars().collect();
    let c = prop_oneof![2 => any::<char>(), 3 => prop::sample::select(awkward), 3 => prop::char::range('一', '丿')];
    prop::collection::vec(c, 0..200).prop_map(String::from_iter)
}
