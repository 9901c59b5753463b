//! Small PDF files, written as a program would write them.

use std::fmt::Write;

/// A file of objects, the first of which is the catalog, with a table of where they are.
pub fn file(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (object, number) in objects.iter().zip(1..) {
        writeln!(table, "{:010} 00000 n ", out.len()).expect("a string takes everything");
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(table.bytes());
    out.extend(
        format!("trailer\n<</Size {}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes(),
    );
    out
}

/// A stream with the entries of its dictionary.
pub fn stream(entries: &str, data: &str) -> String {
    format!("<</Length {}{entries}>>\nstream\n{data}\nendstream", data.len())
}

/// A page of 200 by 300, whose objects beside catalog, pages, page and content begin with number 5.
pub fn page(content: &str, resources: &str, others: &[String]) -> Vec<u8> {
    page_with("", content, resources, others)
}

/// A page with further entries.
pub fn page_with(entries: &str, content: &str, resources: &str, others: &[String]) -> Vec<u8> {
    document("", entries, content, resources, others)
}

/// A page of Latin letters with tags: entries of the catalog, the content, resources beside its font, and the
/// elements of the structure, which begin with number 6.
pub fn tagged(catalog: &str, content: &str, resources: &str, elements: &[&str]) -> Vec<u8> {
    let elements = elements.iter().map(|element| format!("<<{element}>>"));
    let others: Vec<String> = [half()].into_iter().chain(elements).collect();
    document(catalog, "", content, &format!("{LATIN}{resources}"), &others)
}

fn document(catalog: &str, entries: &str, content: &str, resources: &str, others: &[String]) -> Vec<u8> {
    let page =
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents 4 0 R/Resources<<{resources}>>{entries}>>");
    let catalog = format!("<</Type/Catalog/Pages 2 0 R{catalog}>>");
    let first = [catalog, "<</Type/Pages/Kids[3 0 R]/Count 1>>".into(), page];
    let objects: Vec<Vec<u8>> =
        first.into_iter().chain([stream("", content)]).chain(others.iter().cloned()).map(String::into_bytes).collect();
    file(&objects, "")
}

/// Fonts of Latin letters, all of which are half an em wide.
pub const LATIN: &str = "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+News-Bold/Encoding/WinAnsiEncoding\
    /FirstChar 0/LastChar 255/Widths 5 0 R>> >>";

/// The widths of those.
pub fn half() -> String {
    format!("[{}]", "500 ".repeat(256))
}

/// A composite font by the name of its encoding, with the collection of its characters.
pub fn composite(encoding: &str, ordering: &str, entries: &str) -> String {
    format!(
        "/Font<</F1<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{encoding}{entries}\
         /DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000\
         /CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 2>> >>]>> >>"
    )
}

/// The bytes of a text in UTF-16, as a string of a content stream.
pub fn utf16(text: &str) -> String {
    let units = text.encode_utf16().fold(String::new(), |units, unit| units + &format!("{unit:04x}"));
    format!("<{units}>")
}
