//! METS files: which files of an OCR program the pages of an issue are in.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

/// Whether bytes are a METS file, told by its root element.
pub fn is_mets(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&head);
    loop {
        match reader.read_event() {
            Ok(Event::Start(root) | Event::Empty(root)) => return is_called(&root, "mets"),
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// What files of text are called in METS files, those first that say where their lines stand: FULLTEXT in the
/// profile of the DFG, PAGEXML by Transkribus, coordOCR and ocr by HathiTrust, ocr by the Library of Congress.
const WORDS: [&str; 6] = ["alto", "fulltext", "pagexml", "page+xml", "coordocr", "ocr"];

/// Returns the addresses of the files that hold the text of the pages, in the order of the pages. Where pages
/// are there in several forms or uses, the files are those of the one that says most of their lines or, among
/// such, comes first. What is broken is read as far as it goes.
pub fn files_of_pages(mets: &str) -> Vec<String> {
    let (mut files, places) = text_files(mets);
    let Some(best) = files.iter().map(|file| &file.kind).min_by_key(|kind| kind.rank).cloned() else {
        return Vec::new();
    };
    files.retain(|file| file.kind == best);
    // those that no page names come last, as they are listed
    files.sort_by_key(|file| places.get(&file.id).copied().unwrap_or(usize::MAX));
    files.into_iter().map(|file| file.address).collect()
}

/// A file that holds the text of a page.
struct TextFile {
    id: String,
    address: String,
    kind: Kind,
}

/// What a file of text is one of.
#[derive(Clone, PartialEq)]
struct Kind {
    /// Whether it says nothing but text, whether its use is not said, and the place among [`WORDS`] of what is.
    rank: (bool, bool, usize),
    /// The use, in small letters.
    name: String,
}

/// Returns the files of text that a METS file lists, and the place of each in the order of the pages, by its ID.
fn text_files(mets: &str) -> (Vec<TextFile>, HashMap<String, usize>) {
    let mut reader = Reader::from_str(mets);
    let (mut groups, mut file, mut files) = (Vec::<String>::new(), None, Vec::<TextFile>::new());
    let (mut is_of_pages, mut places) = (false, HashMap::new());
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) if is_called(&tag, "fileGrp") => {
                let name = use_of(&tag, &["USE", "ID"], groups.last());
                groups.push(name);
            }
            Ok(Event::End(tag)) if tag.local_name().as_ref() == "fileGrp" => drop(groups.pop()),
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "file" => file = Some(tag.clone()),
                "FLocat" => {
                    let listed = file.as_ref().zip(attribute(&tag, "href"));
                    let found = listed.and_then(|(file, address)| text_file(file, groups.last(), address));
                    add(&mut files, found);
                }
                // the Library of Congress does not say of what kind its only map is
                "structMap" => {
                    is_of_pages = attribute(&tag, "TYPE").is_none_or(|kind| kind.eq_ignore_ascii_case("physical"));
                }
                "fptr" | "area" if is_of_pages => {
                    let place = places.len();
                    places
                        .extend(attribute(&tag, "FILEID").filter(|id| !places.contains_key(id)).map(|id| (id, place)));
                }
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return (files, places),
            Ok(_) => {}
        }
    }
}

/// Adds a file. One that is in several places is added once, from beside the METS file if it is there.
fn add(files: &mut Vec<TextFile>, found: Option<TextFile>) {
    let Some(found) = found else { return };
    match files.last_mut().filter(|last| !found.id.is_empty() && last.id == found.id) {
        Some(last) if local_path(&last.address).is_some() => {}
        Some(last) => *last = found,
        None => files.push(found),
    }
}

/// Returns the file at an address of its group if it holds text: by its use, else by its ID or its type.
fn text_file(file: &BytesStart, group: Option<&String>, address: String) -> Option<TextFile> {
    let id = attribute(file, "ID").unwrap_or_default();
    let mime = attribute(file, "MIMETYPE").unwrap_or_default().to_ascii_lowercase();
    let extension = Path::new(&address).extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let is = |types: &[&str], extensions: &[&str]| match &*mime {
        "" => extensions.contains(&&*extension),
        mime => types.iter().any(|start| mime.starts_with(start)),
    };
    if is(&["image/", "application/pdf"], &["gif", "jp2", "jpeg", "jpg", "pdf", "png", "tif", "tiff"]) {
        return None;
    }
    let name = use_of(file, &["USE"], group);
    let by_use = word_in(&name);
    let by_id = || WORDS.iter().position(|word| id.to_ascii_lowercase().starts_with(word));
    let word = by_use.or_else(by_id).or_else(|| word_in(&mime))?;
    let rank = (is(&["text/plain"], &["txt"]), by_use.is_none(), word);
    Some(TextFile { id, address, kind: Kind { rank, name } })
}

/// Returns the path of an address within the folder of its METS file; `None` if it leads out of that.
pub fn local_path(address: &str) -> Option<PathBuf> {
    let address = ["file://./", "file:./"].iter().find_map(|scheme| address.strip_prefix(scheme)).unwrap_or(address);
    let path = Path::new(address);
    let is_within = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let has_scheme = address.split(['/', '\\']).next().is_some_and(|first| first.contains(':'));
    let is_local = !address.is_empty() && is_within && !has_scheme && !address.contains('\\');
    is_local.then(|| path.components().filter(|part| *part != Component::CurDir).collect())
}

fn is_called(tag: &BytesStart, name: &str) -> bool {
    tag.local_name().as_ref() == name
}

/// Returns the use of a file or a group of files: the first name among its attributes, and then of the group it
/// is in, that says that it holds text; without one, what it is used for instead.
fn use_of(tag: &BytesStart, attributes: &[&str], outer: Option<&String>) -> String {
    let own = |attribute_name: &&str| attribute(tag, attribute_name).map(|name| name.to_ascii_lowercase());
    let mut all = attributes.iter().map(own).chain([outer.cloned()]).flatten();
    let said = all.find(|name| word_in(name).is_some());
    said.or_else(|| own(&"USE")).or_else(|| outer.cloned()).unwrap_or_default()
}

/// Returns which of [`WORDS`] is in a name. The names that OCR-D gives begin with its own, those of pictures, too.
fn word_in(name: &str) -> Option<usize> {
    let name = name.to_ascii_lowercase();
    let name = name.strip_prefix("ocr-d-").unwrap_or(&name);
    WORDS.iter().position(|word| name.contains(word))
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_those_of_the_text_in_the_order_of_the_paper() {
        let file = |id: &str, address: &str| {
            format!("<mets:file ID='{id}'><mets:FLocat LOCTYPE='URL' xlink:href='{address}'/></mets:file>")
        };
        let group = |name: &str, files: &[String]| format!("<mets:fileGrp {name}>{}</mets:fileGrp>", files.concat());
        let texts = [file("T2", "alto/2.xml"), file("T9", "alto/9.xml"), file("T1", "alto/1&amp;.xml")];
        let map =
            "<mets:structMap TYPE='PHYSICAL'><mets:div><mets:fptr FILEID='I1'/><mets:fptr FILEID='T1'/></mets:div>
            <mets:div><mets:fptr><mets:area FILEID='T2'/></mets:fptr></mets:div></mets:structMap>";
        let logical = "<mets:structMap TYPE='LOGICAL'><mets:fptr FILEID='T9'/></mets:structMap>";
        let images = group("USE='DEFAULT'", &[file("I1", "1.jpg")]);
        for name in ["USE='FULLTEXT'", "ID='ALTOGRP'"] {
            let nested =
                group("", &[images.clone(), group(name, &texts), group("USE='FULLTEXT2'", &[file("X", "x.xml")])]);
            let mets = format!("<?xml version='1.0'?><!-- --><mets:mets>{nested}{logical}{map}</mets:mets>");
            assert!(is_mets(mets.as_bytes()));
            assert_eq!(files_of_pages(&mets), ["alto/1&.xml", "alto/2.xml", "alto/9.xml"], "{name}");
            let unordered = mets.replace("PHYSICAL", "LOGICAL");
            assert_eq!(files_of_pages(&unordered), ["alto/2.xml", "alto/9.xml", "alto/1&.xml"]);
        }
        assert!(files_of_pages(&format!("<mets:mets>{images}{map}")).is_empty());
        assert!(!is_mets(b"<alto><mets/></alto>") && !is_mets(b"mets"));
    }

    #[test]
    fn a_group_may_hold_one_page_in_all_its_uses() {
        let file = |name: &str, number: usize, end: &str| {
            let place = format!("<FLocat LOCTYPE='OTHER' OTHERLOCTYPE='file' xlink:href='./{number}.{end}'/>");
            format!("<file ID='{name}File{number}' USE='{name}'>{place}</file>")
        };
        let group = |number: usize| {
            let files =
                [("service", "jp2"), ("derivative", "pdf"), ("ocr", "xml")].map(|(name, end)| file(name, number, end));
            format!("<fileGrp ID='pageFileGrp{number}'>{}</fileGrp>", files.concat())
        };
        let page = |number: usize| format!("<div TYPE='np:page'><fptr FILEID='ocrFile{number}'/></div>");
        let map = format!("<structMap><div TYPE='np:issue'>{}{}</div></structMap>", page(1), page(2));
        let mets = format!("<mets><fileSec>{}{}</fileSec>{map}</mets>", group(2), group(1));
        assert_eq!(files_of_pages(&mets), ["./1.xml", "./2.xml"]);
        // where the files say only by their names what they are
        assert_eq!(files_of_pages(&mets.replace("USE=", "ADMID=")), ["./1.xml", "./2.xml"]);
    }

    /// Files, each with what is said of it and its addresses.
    type Files<'a> = &'a [(&'a str, &'a [&'a str])];

    /// A METS file of groups of files, each with what is said of it.
    fn mets(groups: &[(&str, Files)]) -> String {
        let place = |address: &&str| format!("<FLocat LOCTYPE='OTHER' OTHERLOCTYPE='file' xlink:href='{address}'/>");
        let places = |addresses: &[&str]| addresses.iter().map(place).collect::<String>();
        let file = |(said, addresses): &(&str, &[&str])| format!("<file {said}>{}</file>", places(addresses));
        let files = |files: Files| files.iter().map(file).collect::<String>();
        let group = |(said, inside): &(&str, Files)| format!("<fileGrp {said}>{}</fileGrp>", files(inside));
        format!("<mets><fileSec>{}</fileSec></mets>", groups.iter().map(group).collect::<String>())
    }

    #[test]
    fn of_several_forms_of_a_page_one_is_taken() {
        let [xml, text, image] = ["MIMETYPE='text/xml'", "MIMETYPE='text/plain'", "MIMETYPE='image/jp2'"];
        let page = "MIMETYPE='application/vnd.prima.page+xml'";
        let taken = |groups: &[(&str, Files)]| files_of_pages(&mets(groups)).join(" ");
        for name in ["USE='ocr'", "USE='OCR'", "USE='ALTO'", "USE='OCR Text'", "ID='ocrFileGrp'", "ID='PAGEXML'"] {
            assert_eq!(
                taken(&[("USE='image'", &[(image, &["1.jp2"])]), (name, &[(xml, &["1.xml"])])]),
                "1.xml",
                "{name}"
            );
        }
        // what places the lines, whatever comes first
        let plain = ("USE='ocr'", &[(text, &["1.txt"] as &[&str])] as &[_]);
        assert_eq!(taken(&[plain, ("USE='coordOCR'", &[("MIMETYPE='text/html'", &["1.html"])])]), "1.html");
        assert_eq!(taken(&[("USE='FULLTEXT'", plain.1), ("USE='OCR'", &[("", &["1.xml"])])]), "1.xml");
        assert_eq!(
            taken(&[("USE='ocr'", &[("", &["1.pdf"]), ("", &["1.txt"]), ("", &["1.xml"]), ("", &["1.tif"])])]),
            "1.xml"
        );
        assert_eq!(taken(&[plain]), "1.txt");
        assert_eq!(taken(&[("USE='ocr'", &[("MIMETYPE='application/pdf'", &["1"])])]), "");
        // of the steps of OCR-D, the one that has read the text
        let steps = ["IMG", "SEG-PAGE", "OCR-TESS", "OCR-CALA"].map(|step| format!("USE='OCR-D-{step}'"));
        let files: [(&str, &[&str]); 4] = [(image, &["i"]), (page, &["s.xml"]), (page, &["t.xml"]), (page, &["c.xml"])];
        let groups: Vec<(&str, Files)> = steps.iter().map(|step| &**step).zip(files.chunks(1)).collect();
        assert_eq!(taken(&groups), "t.xml");
        assert_eq!(taken(&groups[..2]), "s.xml");
    }

    #[test]
    fn a_file_in_two_places_is_one_page() {
        let page: Files = &[("ID='A1'", &["https://a.b/1.xml", "1.xml", "copy/1.xml"]), ("ID='A2'", &["2.xml"])];
        assert_eq!(files_of_pages(&mets(&[("USE='ALTO'", page)])), ["1.xml", "2.xml"]);
        let unnamed: Files = &[("", &["1.xml"]), ("", &["2.xml"])];
        assert_eq!(files_of_pages(&mets(&[("USE='ALTO'", unnamed)])), ["1.xml", "2.xml"]);
    }

    #[test]
    fn no_address_leads_out_of_the_folder() {
        for (address, path) in
            [("1.xml", "1.xml"), ("./alto/1.xml", "alto/1.xml"), ("file://./alto/1.xml", "alto/1.xml")]
        {
            assert_eq!(local_path(address), Some(path.into()), "{address}");
        }
        for address in
            ["", "/1.xml", "../1.xml", "a/../../1.xml", "https://a.b/1.xml", "file:///1.xml", "C:\\1.xml", "..\\1.xml"]
        {
            assert_eq!(local_path(address), None, "{address}");
        }
    }
}
