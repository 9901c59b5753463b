//! Decoding: bytes → text.

use super::detect::{DecodeError, Detected, detect, detect_in_text};
use encoding_rs::{Encoding, GB18030, GBK};
use std::borrow::Cow;

/// Text decoded from bytes.
///
/// ```
/// let decoded = banmian::decode("市图书馆开馆".as_bytes(), None)?;
/// assert_eq!((&*decoded.text, decoded.encoding, decoded.malformed), ("市图书馆开馆", "UTF-8", false));
/// # Ok::<(), banmian::DecodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The text. A byte order mark stays in it as U+FEFF, so that the spans of a UTF-8 file
    /// are those of its bytes; [`parse`](crate::parse) reads past it.
    pub text: Cow<'b, str>,
    /// Name of the encoding, as in the WHATWG Encoding Standard, or `UTF-32LE` or `UTF-32BE`.
    pub encoding: &'static str,
    /// The encoding was detected, and the bytes may well be another text in another one; never so
    /// where it was named. [`Options::doubtful_encoding`](crate::Options::doubtful_encoding) passes
    /// it on to [`parse`](crate::parse), which reports it.
    pub doubtful: bool,
    /// Some bytes were not text in the encoding; U+FFFD stands in their place.
    pub malformed: bool,
}

/// Decodes bytes, by the named encoding or else by the detected one.
///
/// Detected are UTF-8, UTF-16 and UTF-32 with or without a byte order mark, GB18030, Big5 with the
/// characters of Hong Kong, Shift_JIS, EUC-JP, ISO-2022-JP, EUC-KR, and the encodings with one byte a
/// character of Europe, the Near East, Thailand and Vietnam; where another may be as likely,
/// [`Decoded::doubtful`] says so. A named encoding is used whatever the bytes are: any of the WHATWG
/// Encoding Standard but those it maps to its encoding `replacement`, and UTF-32. Without a name, a
/// binary file is an error, and a file of markup (HTML, ALTO, PAGE, hOCR, TEI and other XML).
///
/// ```
/// let gbk = [0xb0, 0xe6, 0xc3, 0xe6]; // 版面
/// let decoded = banmian::decode(&gbk, Some("gbk"))?;
/// assert_eq!((&*decoded.text, decoded.encoding), ("版面", "gb18030"));
///
/// assert!(banmian::decode(&gbk, Some("klingon")).is_err());
/// assert!(banmian::decode(&gbk, Some("hz-gb-2312")).is_err());
/// # Ok::<(), banmian::DecodeError>(())
/// ```
pub fn decode<'b>(bytes: &'b [u8], encoding: Option<&str>) -> Result<Decoded<'b>, DecodeError> {
    Ok(decode_in(
        bytes,
        match encoding {
            Some(label) => Detected { name: named(label, bytes)?, doubtful: false },
            None => detect(bytes)?,
        },
    ))
}

/// Decodes bytes as text, whatever they are: also a file of markup, and what only begins as a binary
/// file does.
///
/// The encoding is detected as [`decode`] detects it; bytes that are text in none are taken for UTF-8.
///
/// ```
/// let note = "%PDF-1.7 是版本号";
/// assert!(banmian::decode(note.as_bytes(), None).is_err());
/// assert_eq!(banmian::decode_as_text(note.as_bytes()).text, note);
/// ```
pub fn decode_as_text(bytes: &[u8]) -> Decoded<'_> {
    decode_in(bytes, detect_in_text(bytes).unwrap_or(Detected { name: "UTF-8", doubtful: true }))
}

fn decode_in(bytes: &[u8], Detected { name, doubtful }: Detected) -> Decoded<'_> {
    let (text, malformed) = match name {
        "UTF-32LE" => utf32(bytes, u32::from_le_bytes),
        "UTF-32BE" => utf32(bytes, u32::from_be_bytes),
        _ => Encoding::for_label(name.as_bytes()).unwrap_or(encoding_rs::UTF_8).decode_without_bom_handling(bytes),
    };
    Decoded { text, encoding: name, doubtful, malformed }
}

/// The name of the encoding of a label.
fn named(label: &str, bytes: &[u8]) -> Result<&'static str, DecodeError> {
    match label.trim_ascii().to_ascii_lowercase().as_str() {
        "utf-32le" => return Ok("UTF-32LE"),
        "utf-32be" => return Ok("UTF-32BE"),
        // in either order, the first character is no NUL
        "utf-32" => return Ok(if bytes.starts_with(b"\0\0") { "UTF-32BE" } else { "UTF-32LE" }),
        _ => {}
    }
    let encoding = Encoding::for_label(label.as_bytes()).ok_or_else(|| DecodeError::UnknownEncoding(label.into()))?;
    if encoding == encoding_rs::REPLACEMENT {
        return Err(DecodeError::RefusedEncoding(label.into()));
    }
    // GB18030 holds all of GBK; its name tells the reader more.
    Ok(if encoding == GBK { GB18030.name() } else { encoding.name() })
}

/// The text of UTF-32, and whether some units are no characters.
fn utf32(bytes: &[u8], read: fn([u8; 4]) -> u32) -> (Cow<'_, str>, bool) {
    let (units, rest) = bytes.as_chunks();
    let cut = (!rest.is_empty()).then_some(None);
    let characters = units.iter().map(|&unit| char::from_u32(read(unit))).chain(cut);
    let mut malformed = false;
    let text = characters
        .map(|character| {
            malformed |= character.is_none();
            character.unwrap_or(char::REPLACEMENT_CHARACTER)
        })
        .collect();
    (Cow::Owned(text), malformed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::UTF_8;

    const SIMPLIFIED: &str =
        "市图书馆新馆昨日开馆\n本报讯(记者 陈一)昨日上午,市图书馆新馆正式开馆,首日迎来读者三千余人。\n";
    const TRADITIONAL: &str = "市圖書館新館昨日開館\n〔記者陳一報導〕市圖書館新館昨日上午開館,首日湧入讀者三千餘人。\n";

    fn check(text: &str, encoding: &'static Encoding) {
        let (bytes, _, lossy) = encoding.encode(text);
        assert!(!lossy);
        let decoded = decode(&bytes, None).unwrap();
        assert_eq!((&*decoded.text, decoded.encoding, decoded.malformed), (text, encoding.name(), false));
        assert!(!decoded.doubtful || text.chars().count() < 5, "{text} in {}", encoding.name());
    }

    #[test]
    fn the_encodings_of_newspapers_are_detected() {
        check(SIMPLIFIED, UTF_8);
        check(SIMPLIFIED, GB18030);
        check(TRADITIONAL, GB18030);
        check(TRADITIONAL, encoding_rs::BIG5);
    }

    #[test]
    fn big5_includes_hong_kong_characters() {
        // as bytes, since they can be read, but by the standard not written
        let bytes = b"\xb5\xf3\xa7{\xb8\xdc\x9d\xf5\xb6\xa1\xaf\xf9\xc0\x5c\xc6U\xdd\xaf\xa8\xec\xb3\xe2,\x9d\xf8\x9d\xcf\xad\xb9\xa4@\x9d\xf8\xb3\xa3\xc9N\xc5\xdc";
        let decoded = decode(bytes, None).unwrap();
        assert_eq!((&*decoded.text, decoded.encoding), ("街坊話嗰間茶餐廳搵到喇,啲嘢食一啲都冇變", "Big5"));
    }

    #[test]
    fn anything_is_decoded_as_text_where_that_is_asked_for() {
        let gbk = [0xca, 0xd0, 0xcd, 0xbc, 0xca, 0xe9, 0xb9, 0xdd, 0xbf, 0xaa, 0xb9, 0xdd]; // 市图书馆开馆
        let decoded = |bytes: &[u8]| decode_as_text(bytes).text.into_owned();
        assert_eq!(decoded(&[b"<alto>", &gbk[..]].concat()), "<alto>市图书馆开馆");
        assert_eq!(decoded(&[b"%PDF-", &gbk[..]].concat()), "%PDF-市图书馆开馆");
        for bytes in [&gbk[..], "市图书馆开馆".as_bytes(), b""] {
            assert_eq!(Ok(decode_as_text(bytes)), decode(bytes, None));
        }
        let binary = decode_as_text(&[7, 0, 200, 0, 0, 31, 0, 9, 0, 0, 140, 0]);
        assert!(binary.encoding == "UTF-8" && binary.malformed && binary.doubtful);
    }

    #[test]
    fn two_or_three_characters_are_enough_to_detect() {
        for text in ["开馆", "版面", "下转第三版", "市图书馆", "2031年", "（完）", "本报讯 A"] {
            check(text, GB18030);
        }
        for text in ["開館", "版面", "文轉A2", "本報訊", "市圖書館", "（記者）", "2031年11月"] {
            check(text, encoding_rs::BIG5);
        }
    }

    #[test]
    fn a_file_cut_within_a_character_keeps_its_encoding() {
        for (text, encoding) in [(SIMPLIFIED, GB18030), (TRADITIONAL, encoding_rs::BIG5)] {
            let (bytes, ..) = encoding.encode(text.trim_end());
            let decoded = decode(&bytes[..bytes.len() - 3], None).unwrap();
            assert_eq!((decoded.encoding, decoded.malformed), (encoding.name(), true));
        }
    }

    /// A text of each language, with the encodings of one or two bytes a character that it is written in.
    const LANGUAGES: [(&str, &[&str]); 24] = [
        ("市图书馆新馆昨日上午正式开馆,首日迎来读者三千余人,图书外借八千册次。", &["gb18030"]),
        ("市圖書館新館昨日上午開館,首日湧入讀者三千餘人,圖書外借八千冊次。", &["Big5", "gb18030"]),
        (
            "市立図書館の新しい建物が開館した。初日は朝から長い列ができ、三千人を超える利用者が訪れた。",
            &["Shift_JIS", "EUC-JP"],
        ),
        (
            "시립도서관이 어제 새 건물에서 문을 열었다. 첫날 아침부터 긴 줄이 이어졌고 삼천 명이 넘는 시민이 찾았다.",
            &["EUC-KR"],
        ),
        ("หอสมุดเมืองเปิดอาคารใหม่เมื่อวานนี้ วันแรกมีคนเข้าแถวตั้งแต่เช้าและมีผู้อ่านกว่าสามพันคนมาเยี่ยมชม", &["windows-874"]),
        (
            "Вчера в городе открыли новую библиотеку, в первый день пришли три тысячи человек.",
            &["windows-1251", "KOI8-U", "ISO-8859-5", "IBM866"],
        ),
        (
            "Учора в місті відкрили нову бібліотеку, першого дня її відвідали три тисячі людей.",
            &["windows-1251", "KOI8-U"],
        ),
        ("Вчера в града отвори врати новата библиотека, а първите читатели чакаха още от сутринта.", &["windows-1251"]),
        (
            "Χθες άνοιξε στην πόλη η νέα βιβλιοθήκη και την πρώτη μέρα ήρθαν τρεις χιλιάδες αναγνώστες.",
            &["windows-1253"],
        ),
        ("אתמול נפתחה בעיר הספרייה החדשה, וביום הראשון באו אליה שלושת אלפים קוראים.", &["windows-1255"]),
        (
            "افتتحت أمس المكتبة العامة الجديدة وسط المدينة وزارها في اليوم الأول ثلاثة آلاف قارئ.",
            &["windows-1256", "ISO-8859-6"],
        ),
        (
            "Şehir kütüphanesinin yeni binası dün açıldı; ilk gün sabahtan uzun kuyruk oluştu, üç bin kişi geldi.",
            &["windows-1254"],
        ),
        (
            "Wczoraj otwarto nowy gmach biblioteki miejskiej; już rano ustawiła się długa kolejka, przyszło trzy tysiące osób.",
            &["windows-1250", "ISO-8859-2"],
        ),
        (
            "Včera byla otevřena nová budova městské knihovny; první den přišly tři tisíce čtenářů.",
            &["windows-1250", "ISO-8859-2"],
        ),
        (
            "Tegnap megnyílt a városi könyvtár új épülete; az első napon háromezer olvasó érkezett, és hosszú sor állt.",
            &["windows-1250"],
        ),
        (
            "Ieri s-a deschis clădirea nouă a bibliotecii orăşeneşti; în prima zi au venit trei mii de cititori.",
            &["windows-1250"],
        ),
        (
            "Gestern öffnete das neue Gebäude der Stadtbücherei; schon früh standen Leser in einer langen Schlange.",
            &["windows-1252"],
        ),
        (
            "Le théâtre a rouvert lundi; les élèves ont été reçus à l’entrée, où la file était déjà longue.",
            &["windows-1252"],
        ),
        (
            "Ayer abrió la nueva biblioteca; el primer día llegaron tres mil niños, según la dirección.",
            &["windows-1252"],
        ),
        (
            "A nova biblioteca abriu ontem; já de manhã a fila não tinha fim, e três mil pessoas entraram.",
            &["windows-1252"],
        ),
        ("Det nya biblioteket öppnade i går; redan på morgonen stod en lång kö utanför dörrarna.", &["windows-1252"]),
        (
            "Vakar atidarytas naujas miesto bibliotekos pastatas; pirmąją dieną atėjo trys tūkstančiai žmonių, dar šimtas šįryt.",
            &["windows-1257"],
        ),
        ("Vakar pilsētā atvēra jauno bibliotēkas ēku; pirmajā dienā atnāca trīs tūkstoši lasītāju.", &["windows-1257"]),
        (
            "Ha\u{300} N\u{f4}\u{323}i m\u{1a1}\u{309} th\u{1b0} vi\u{ea}\u{323}n m\u{1a1}\u{301}i; nga\u{300}y \u{111}\u{e2}\u{300}u ba nghi\u{300}n ng\u{1b0}\u{1a1}\u{300}i \u{111}\u{ea}\u{301}n.",
            &["windows-1258"],
        ),
    ];

    #[test]
    fn the_encodings_of_many_languages_are_detected() {
        for (text, names) in LANGUAGES {
            for name in names {
                check(text, Encoding::for_label(name.as_bytes()).unwrap());
            }
        }
        check(LANGUAGES[2].0, encoding_rs::ISO_2022_JP);
    }

    #[test]
    fn a_text_of_any_language_cut_within_a_character_keeps_its_encoding() {
        for (text, names) in LANGUAGES {
            for name in names {
                let (bytes, ..) = Encoding::for_label(name.as_bytes()).unwrap().encode(text);
                for cut in 1..=3 {
                    let decoded = decode(&bytes[..bytes.len() - cut], None).unwrap();
                    assert_eq!((decoded.encoding, decoded.doubtful), (*name, false), "{text} less {cut} bytes");
                }
            }
        }
    }

    #[test]
    fn ascii_around_a_text_does_not_hide_its_encoding() {
        let around = "Source: https://news.example.org/city?id=2031, page A1.\n".repeat(20);
        for (text, name) in [(LANGUAGES[2].0, "Shift_JIS"), (LANGUAGES[4].0, "windows-874"), (LANGUAGES[5].0, "KOI8-U")]
        {
            check(&format!("{around}{text}\n{around}"), Encoding::for_label(name.as_bytes()).unwrap());
        }
    }

    #[test]
    fn unicode_without_a_mark_is_detected_in_any_script() {
        let others = [
            "ქალაქში გუშინ ბიბლიოთეკა გაიხსნა.\n",
            "नगर में कल नया पुस्तकालय खुला।\n",
            "நூலகம் திறந்தது.\n",
            "ቤተ መጻሕፍት ተከፈተ።\n",
        ];
        for text in LANGUAGES.iter().map(|(text, _)| *text).chain(others) {
            let utf32 = || text.chars().map(u32::from);
            let encoded: [(&str, Vec<u8>); 4] = [
                ("UTF-16LE", text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
                ("UTF-16BE", text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
                ("UTF-32LE", utf32().flat_map(u32::to_le_bytes).collect()),
                ("UTF-32BE", utf32().flat_map(u32::to_be_bytes).collect()),
            ];
            for (name, bytes) in encoded {
                let decoded = decode(&bytes, None).unwrap();
                assert_eq!((&*decoded.text, decoded.encoding, decoded.doubtful), (text, name, false));
                let cut = decode(&bytes[..bytes.len() - 1], None).unwrap();
                assert_eq!((cut.encoding, cut.malformed), (name, true), "{text} less a byte");
            }
        }
    }

    #[test]
    fn utf32_is_read_in_the_order_of_its_mark_or_name() {
        let text = "\u{feff}馆𠮷a";
        let big: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        let little: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        for (bytes, name, label) in [(big, "UTF-32BE", "utf-32be"), (little, "UTF-32LE", " UTF-32LE ")] {
            for encoding in [None, Some("utf-32"), Some(label)] {
                let decoded = decode(&bytes, encoding).unwrap();
                assert_eq!((&*decoded.text, decoded.encoding, decoded.malformed), (text, name, false));
            }
        }
        let a_surrogate_and_too_much = [0, 0xd8, 0, 0, 0, 0, 0x11, 0, 0x61, 0, 0, 0, 0x62];
        let decoded = decode(&a_surrogate_and_too_much, Some("utf-32le")).unwrap();
        assert_eq!((&*decoded.text, decoded.malformed), ("\u{fffd}\u{fffd}a\u{fffd}", true));
    }

    #[test]
    fn an_encoding_that_another_may_be_is_doubtful_unless_it_is_named() {
        // two letters in a dozen encodings
        let bytes = [0xe4, 0xe2];
        assert!(decode(&bytes, None).unwrap().doubtful);
        assert!(!decode(&bytes, Some("windows-1251")).unwrap().doubtful);
        assert!(!decode("Café".as_bytes(), None).unwrap().doubtful);
        // one and the same text in several
        assert!(!decode(b"Le caf\xe9 a rouvert lundi.", None).unwrap().doubtful);
    }

    #[test]
    fn bytes_of_no_encoding_are_doubtful() {
        let noise: Vec<u8> = (1..2_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8 | 1).collect();
        assert!(decode(&noise, None).unwrap().doubtful);
    }

    #[test]
    fn an_encoding_that_is_ruled_out_is_refused() {
        for name in ["hz-gb-2312", "ISO-2022-KR", "iso-2022-cn", "iso-2022-cn-ext", "csiso2022kr", "replacement"] {
            let error = decode(b"~{?*9]~}", Some(name)).unwrap_err();
            assert_eq!(error, DecodeError::RefusedEncoding(name.into()));
            assert!(error.to_string().contains(name) && error.to_string().contains("UTF-8"), "{error}");
        }
    }

    #[test]
    fn utf16_is_detected_with_and_without_a_byte_order_mark() {
        let others = ["New library opens\n", "Вчера открыли библиотеку.\n", "図書館がオープン\n", "도서관 개관\n"];
        for text in [SIMPLIFIED, TRADITIONAL].into_iter().chain(others) {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(decode(&little, None).unwrap().encoding, "UTF-16LE");
            assert_eq!(decode(&big, None).unwrap().text, text);
            let marked = [b"\xfe\xff".to_vec(), big].concat();
            assert_eq!(decode(&marked, None).unwrap().text, format!("\u{feff}{text}"));
        }
    }

    #[test]
    fn a_few_bad_bytes_do_not_change_the_encoding() {
        let mut bytes = SIMPLIFIED.repeat(3).into_bytes();
        bytes.insert(30, 0xff);
        bytes.truncate(bytes.len() - 3);
        let decoded = decode(&bytes, None).unwrap();
        assert_eq!((decoded.encoding, decoded.malformed), ("UTF-8", true));
        assert_eq!(decode("开馆了".as_bytes().split_last().unwrap().1, None).unwrap().text, "开馆\u{fffd}");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let not_text = |bytes: &[u8]| matches!(decode(bytes, None), Err(DecodeError::NotText(_)));
        assert!(not_text(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0"));
        assert!(not_text("<?xml version=\"1.0\"?>\n<alto>馆</alto>".as_bytes()));
        assert_eq!(decode("<html>馆".as_bytes(), Some("utf-8")).unwrap().text, "<html>馆");
        assert!(not_text("%PDF-1.7\n%âãÏÓ".as_bytes()));
        assert!(!not_text(format!("{}\0", SIMPLIFIED.repeat(20)).as_bytes()));
        assert!(!not_text(b""));
        assert_eq!(decode(b"\x89PNG\0", Some("utf-8")).unwrap().text, "\u{fffd}PNG\0");
    }
}
