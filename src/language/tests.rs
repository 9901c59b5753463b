//! What papers write, and whether the packs know it.

use super::*;

/// A pack, the list of it that must know some forms, and the forms.
type Forms = (&'static str, for<'l> fn(&'l Lexicon<'static>) -> &'l [Pattern], &'static [&'static str]);

fn pack(language: &str) -> Lexicon<'static> {
    Lexicon::new(BUILT_IN.iter().find(|pack| pack.language == language).unwrap())
}

#[test]
fn cues_are_known_in_any_form_of_their_characters() {
    let cues = pack("zh-Hans");
    assert!(cues.opens("本报讯 昨⽇") && cues.opens("本报⼗⼀⽉⼆⽇电"));
    assert!(cues.whole(&cues.furniture, "２０３１年１１⽉１８⽇").is_some());
    assert!(cues.whole(&cues.jumps, "︵下转第２版︶").is_some());
    assert!(cues.whole(&cues.bylines, "本报记者 ⻢⽂").is_some());
    assert!(cues.whole(&cues.name_lines, "⻢立文").is_some(), "a surname in the form of a radical");
    assert!(pack("en").opens("ＷＡＳＨＩＮＧＴＯＮ （ＡＰ） —"));
}

/// What papers write, by pack and by the list that must know it as a whole.
const FORMS: &[Forms] = &[
    (
        "zh-Hans",
        |c| &c.bylines,
        &[
            "本报记者 陈一",
            "本报记者陈一 通讯员李二",
            "全媒体记者 陈一 李二 文/摄",
            "见习记者 陈一",
            "□ 陈一",
            "□本报记者 陈一",
            "·陈一·",
            "文/陈一 图/李二",
            "（本报记者 陈一）",
            "记者 陈一 报道",
        ],
    ),
    (
        "zh-Hans",
        |c| &c.credits,
        &["陈一 摄", "本报记者 陈一摄", "（陈一 摄）", "摄影：陈一", "新华社记者 陈一 摄", "（资料照片）"],
    ),
    (
        "zh-Hans",
        |c| &c.jumps,
        &[
            "下转第二版",
            "（下转第3版）",
            "上接第一版",
            "（上接A1版）",
            "转2版",
            "详见3版",
            "文转A2版",
            "（相关报道见第四版）",
        ],
    ),
    (
        "zh-Hant",
        |c| &c.bylines,
        &[
            "本報記者陳大文",
            "記者林書豪／溪口報導",
            "〔記者林書豪／溪口報導〕",
            "記者何詠儀報道",
            "（記者何詠儀）",
            "記者林書豪、許雅婷／綜合報導",
            "特派記者林書豪／東京報導",
            "文：林書豪",
            "撰文：何詠儀 攝影：梁永康",
            "本報駐東京特派員林書豪",
        ],
    ),
    (
        "zh-Hant",
        |c| &c.credits,
        &[
            "記者林書豪攝",
            "（記者林書豪攝）",
            "本報記者 梁永康 攝",
            "圖／林書豪",
            "梁永康攝",
            "（資料圖片）",
            "（林書豪提供）",
            "攝影：梁永康",
        ],
    ),
    (
        "zh-Hant",
        |c| &c.jumps,
        &[
            "文轉A2",
            "文轉A2版",
            "（文轉A2）",
            "下轉A4版",
            "上接A1版",
            "轉A2",
            "緊接A3版",
            "相關報道見B6",
            "相關新聞見A6版",
            "詳見B1版",
            "（下轉第二版）",
            "另文見A3",
        ],
    ),
    (
        "en",
        |c| &c.bylines,
        &[
            "By Ann Lee",
            "BY ANN LEE",
            "By ANN LEE and BOB ROY",
            "By Ann Lee, Staff Writer",
            "Ann Lee | Staff Writer",
            "The Associated Press",
            "By Ann Lee Associated Press",
            "Staff Writer",
        ],
    ),
    (
        "en",
        |c| &c.credits,
        &[
            "Photo by Dana Whitlock",
            "PHOTO BY DANA WHITLOCK",
            "(Photo by Dana Whitlock)",
            "AP Photo/Dana Whitlock",
            "Courtesy photo",
        ],
    ),
    (
        "en",
        |c| &c.jumps,
        &[
            "Continued on Page A4",
            "CONTINUED ON PAGE A4",
            "Continued on A4",
            "Continued from Page A1",
            "(Continued on Page 6)",
            "See STORM, Page 6",
            "See Storm, Page A6",
            "See STORM, A6",
            "Please see FERRY, Page 4",
            "Turn to Page 6",
            "FERRY, From Page A1",
        ],
    ),
];

#[test]
fn what_papers_write_as_a_line_is_known() {
    for (language, list, lines) in FORMS {
        let cues = pack(language);
        let unknown: Vec<_> = lines.iter().filter(|line| cues.whole(list(&cues), line).is_none()).collect();
        assert!(unknown.is_empty(), "{language}: {unknown:?}");
    }
}

#[test]
fn what_opens_a_story_is_known() {
    let forms: [(&str, &[&str]); 3] = [
        (
            "zh-Hans",
            &[
                "本报讯",
                "本报讯（记者 陈一）",
                "本报11月3日讯",
                "本报临溪11月3日电",
                "新华社北京11月3日电",
                "据新华社电",
                "据中新社电",
            ],
        ),
        (
            "zh-Hant",
            &[
                "本報訊",
                "【本報訊】",
                "（本報訊）",
                "〔記者林書豪／溪口報導〕",
                "【記者何詠儀報道】",
                "記者林書豪／台北報導",
                "〔本報台北訊〕",
                "中央社台北三日電",
            ],
        ),
        (
            "en",
            &[
                "WASHINGTON (AP) —",
                "(AP) —",
                "(AP) -",
                "PORT ELDER, Ohio (Reuters) —",
                "MILLBROOK —",
                "LONDON, Nov. 3 —",
            ],
        ),
    ];
    for (language, texts) in forms {
        let cues = pack(language);
        let unknown: Vec<_> = texts.iter().filter(|text| !cues.opens(&format!("{text} x"))).collect();
        assert!(unknown.is_empty(), "{language}: {unknown:?}");
    }
}

#[test]
fn what_ends_a_paragraph_is_known() {
    let forms: [Forms; 6] = [
        ("zh-Hans", |c| &c.credit_tails, &["（陈一 摄）", "本报记者 陈一摄", "（新华社记者 陈一摄）", "（资料照片）"]),
        ("zh-Hans", |c| &c.jump_tails, &["（下转第二版）", "（下转A2版）", "（详见3版）"]),
        ("zh-Hant", |c| &c.credit_tails, &["（記者林書豪攝）", "本報記者梁永康攝", "（林書豪提供）", "（資料圖片）"]),
        ("zh-Hant", |c| &c.jump_tails, &["（文轉A2）", "（文轉A2版）", "（相關報道見A6）"]),
        ("en", |c| &c.credit_tails, &["(Photo by Dana Whitlock)", "(AP Photo/Dana Whitlock)"]),
        ("en", |c| &c.jump_tails, &["(Continued on Page A4)", "Continued on Page A4", "See STORM, Page 6"]),
    ];
    for (language, list, tails) in forms {
        let cues = pack(language);
        let text = |tail: &str| {
            if language == "en" { format!("It rained. {tail}") } else { format!("昨天下雨。{tail}") }
        };
        let unknown: Vec<_> = tails.iter().filter(|tail| cues.at_end(list(&cues), &text(tail)).is_none()).collect();
        assert!(unknown.is_empty(), "{language}: {unknown:?}");
    }
}

#[test]
fn words_of_grammar_are_known_in_any_case() {
    let cues = Cues { function_words: Cow::Owned(vec!["à".into(), "être".into()]), ..Cues::default() };
    let lexicon = Lexicon::new(&cues);
    for (word, known) in [("À", true), ("ÊTRE", true), ("a", false), ("êtres", false)] {
        assert_eq!((cues.is_function_word(word), lexicon.is_function_word(word)), (known, known), "{word}");
    }
}

#[test]
fn a_pack_is_chosen_whatever_the_forms() {
    assert_eq!(choose("昨⽇，⻓途⻋站⻔前，⻢⻋很多。", &[]).language, "zh-Hans");
    assert_eq!(choose("Вчера в городе открыли новую библиотеку.", &[]).language, "und");
}

#[test]
fn a_pack_can_be_named_and_a_given_one_comes_first() {
    let language = |name: &str| named(name, &[]).map(|pack| pack.language.as_ref());
    assert_eq!(language("zh-hant"), Some("zh-Hant"));
    assert_eq!(language("und"), Some("und"));
    assert_eq!((language("fr"), language("")), (None, None));
    let own = [Cues { language: "en".into(), letters: "x".into(), ..Cues::default() }];
    assert_eq!(named("en", &own).map(|pack| pack.letters.as_ref()), Some("x"));
}
