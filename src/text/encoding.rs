//! Decoding: bytes → text.

use super::detect::{DecodeError, detect};
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
    /// Name of the encoding, as in the WHATWG Encoding Standard.
    pub encoding: &'static str,
    /// Some bytes were not text in the encoding; U+FFFD stands in their place.
    pub malformed: bool,
}

/// Decodes bytes, by the named encoding or else by the detected one.
///
/// Detected are UTF-8, UTF-16 with or without a byte order mark, GB18030, Big5 with the
/// characters of Hong Kong, and what else [chardetng](https://docs.rs/chardetng) knows. A named encoding is used
/// whatever the bytes are; without a name, a binary file is an error.
///
/// ```
/// let gbk = [0xb0, 0xe6, 0xc3, 0xe6]; // 版面
/// let decoded = banmian::decode(&gbk, Some("gbk"))?;
/// assert_eq!((&*decoded.text, decoded.encoding), ("版面", "gb18030"));
///
/// assert!(banmian::decode(&gbk, Some("klingon")).is_err());
/// # Ok::<(), banmian::DecodeError>(())
/// ```
pub fn decode<'b>(bytes: &'b [u8], encoding: Option<&str>) -> Result<Decoded<'b>, DecodeError> {
    let encoding = match encoding {
        Some(name) => Encoding::for_label(name.as_bytes()).ok_or_else(|| DecodeError::UnknownEncoding(name.into()))?,
        None => match detect(bytes)? {
            Some(name) => Encoding::for_label(name.as_bytes()).unwrap_or(encoding_rs::UTF_8),
            None => legacy(bytes),
        },
    };
    // GB18030 holds all of GBK; its name tells the reader more.
    let encoding = if encoding == GBK { GB18030 } else { encoding };
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    Ok(Decoded { text, encoding: encoding.name(), malformed })
}

fn legacy(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
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

    #[test]
    fn other_encodings_are_left_to_chardetng() {
        let cases = [
            ("Вчера в городе открыли новую библиотеку, в первый день пришли три тысячи человек.", "windows-1251"),
            ("Вчера в городе открыли новую библиотеку, в первый день пришли три тысячи человек.", "koi8-u"),
            ("Le théâtre a rouvert lundi; les élèves ont été reçus à l'entrée.", "windows-1252"),
            ("市立図書館の新しい建物が開館した。初日は朝から長い列ができ、三千人を超える利用者が訪れた。", "Shift_JIS"),
            ("市立図書館の新しい建物が開館した。初日は朝から長い列ができ、三千人を超える利用者が訪れた。", "EUC-JP"),
            (
                "시립도서관이 어제 새 건물에서 문을 열었다. 첫날 아침부터 긴 줄이 이어졌고 삼천 명이 넘는 시민이 찾았다.",
                "EUC-KR",
            ),
        ];
        for (text, name) in cases {
            check(text, Encoding::for_label(name.as_bytes()).unwrap());
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
    fn binary_files_are_refused() {
        let not_text = |bytes: &[u8]| matches!(decode(bytes, None), Err(DecodeError::NotText(_)));
        assert!(not_text(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0"));
        assert!(not_text("%PDF-1.7\n%âãÏÓ".as_bytes()));
        assert!(!not_text(format!("{}\0", SIMPLIFIED.repeat(20)).as_bytes()));
        assert!(!not_text(b""));
        assert_eq!(decode(b"\x89PNG\0", Some("utf-8")).unwrap().text, "\u{fffd}PNG\0");
    }
}
