//! Tells markup from the text of a page: files that hold a page's text between tags are to be read by
//! what knows these, and made of the tags would be stories of angle brackets.

/// How far the root element is looked for.
const HEAD: usize = 1 << 12;

/// A kind of markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Markup {
    Alto,
    PageXml,
    Tei,
    Mets,
    Nitf,
    Html,
    Hocr,
    Svg,
    Xml,
}

/// What advice there is for a file of tags.
#[cfg(any(feature = "encodings", feature = "reading"))]
macro_rules! with_advice {
    ($what:literal) => {
        concat!($what, "; take the text out of its tags first, or name an encoding to read it as it stands")
    };
}

impl Markup {
    /// What such a file is, with advice.
    #[cfg(any(feature = "encodings", feature = "reading"))]
    pub fn description(self) -> &'static str {
        match self {
            Self::Alto => with_advice!("an ALTO file"),
            Self::PageXml => with_advice!("a PAGE file"),
            Self::Tei => with_advice!("a TEI file"),
            Self::Mets => "a METS file, which only lists the files of pages; open the OCR files that it lists",
            Self::Nitf => with_advice!("an NITF file"),
            Self::Html => with_advice!("an HTML page"),
            Self::Hocr => with_advice!("an hOCR file"),
            Self::Svg => "an SVG image",
            Self::Xml => with_advice!("an XML file"),
        }
    }
}

/// Names of root elements, and what their files are.
const ROOTS: [(&str, Markup); 9] = [
    ("alto", Markup::Alto),
    ("pcgts", Markup::PageXml),
    ("tei", Markup::Tei),
    ("tei.2", Markup::Tei),
    ("teicorpus", Markup::Tei),
    ("mets", Markup::Mets),
    ("nitf", Markup::Nitf),
    ("html", Markup::Html),
    ("svg", Markup::Svg),
];

/// What markup the bytes are, in any encoding that holds ASCII; `None` where they are none that is known.
pub(crate) fn markup_kind(bytes: &[u8]) -> Option<Markup> {
    let mark = [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"].into_iter().find(|mark| bytes.starts_with(mark));
    let bytes = &bytes[mark.map_or(0, <[u8]>::len)..];
    // UTF-16 is ASCII between NULs; what is none stands as something that is no tag
    let ascii = |&byte: &u8| if byte.is_ascii() { byte as char } else { char::REPLACEMENT_CHARACTER };
    let head: String = bytes.iter().take(HEAD).filter(|&&byte| byte != 0).map(ascii).collect();
    let head = head.trim_ascii_start();
    if !head.starts_with('<') {
        return None;
    }
    let mut rest = head;
    let (root, has_declaration) = loop {
        let tag = rest.strip_prefix('<')?;
        let has_subset = tag.starts_with('!') && tag.split('>').next()?.contains('[');
        let ends = if tag.starts_with("!--") {
            "-->"
        } else if has_subset {
            "]>"
        } else {
            ">"
        };
        match tag.as_bytes().first()? {
            b'?' | b'!' if !is_html_doctype(tag) => rest = tag.split_once(ends)?.1.trim_ascii_start(),
            b'!' => break ("html", false),
            _ => {
                let name = tag.split(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').next()?;
                break (name.rsplit(':').next()?, head.starts_with("<?xml"));
            }
        }
    };
    let kind = ROOTS.iter().find(|(name, _)| root.eq_ignore_ascii_case(name)).map(|&(_, kind)| kind);
    match kind {
        Some(Markup::Html) if head.contains("ocr_page") || head.contains("ocr-system") => Some(Markup::Hocr),
        None if has_declaration => Some(Markup::Xml),
        kind => kind,
    }
}

/// Whether a declaration is that of HTML, whose root element may be left out.
fn is_html_doctype(tag: &str) -> bool {
    let mut words = tag.split(|c: char| c.is_ascii_whitespace() || c == '>');
    words.next().is_some_and(|word| word.eq_ignore_ascii_case("!doctype"))
        && words.next().is_some_and(|word| word.eq_ignore_ascii_case("html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_markup_are_known_by_their_root() {
        for (text, what) in [
            (
                "\u{feff}<?xml version=\"1.0\"?>\n<!-- a > b -->\n<alto xmlns=\"http://www.loc.gov/standards/alto/ns-v4#\">",
                "an ALTO file",
            ),
            ("<?xml version='1.0'?><a:alto>", "an ALTO file"),
            ("<!DOCTYPE alto [<!ENTITY a \"b\">]><alto>", "an ALTO file"),
            ("<PcGts xmlns=\"\">", "a PAGE file"),
            ("<mets:mets xmlns:mets=\"\">", "a METS file, which only lists"),
            ("<?xml version=\"1.0\"?>\n<?xml-model href=\"a\"?>\n<TEI>", "a TEI file"),
            ("<!DOCTYPE html>\n<p>馆", "an HTML page"),
            ("<HTML lang=zh>", "an HTML page"),
            (
                "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD\">\n<html><meta name='ocr-system' content='a'>",
                "an hOCR file",
            ),
            ("<?xml version=\"1.0\"?><record>", "an XML file"),
        ] {
            let found = markup_kind(text.as_bytes());
            assert!(found.is_some_and(|found| found.description().starts_with(what)), "{text} is {found:?}");
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(markup_kind(&wide), found, "{text} in UTF-16");
        }
    }

    #[test]
    fn a_text_with_angle_brackets_is_a_text() {
        for text in [
            "",
            "<",
            "<>",
            "<!",
            "<?",
            "<!--",
            "<本报讯>昨日",
            "<b>粗体</b>",
            "< html >",
            "馆<html>",
            "<htmlx>",
            "<!doctype><a>",
        ] {
            assert_eq!(markup_kind(text.as_bytes()), None, "{text}");
        }
    }
}
