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

/// Returns the addresses of the files that hold the text of the pages, in the order of the pages: those of the
/// first group of files that is called FULLTEXT or ALTO, by its use or its name, and of others of that use.
/// What is broken is read as far as it goes.
pub fn files_of_pages(mets: &str) -> Vec<String> {
    let mut reader = Reader::from_str(mets);
    // the groups that are open, and the use of the first one that has texts
    let (mut groups, mut wanted) = (Vec::new(), None);
    let (mut id, mut files) = (String::new(), Vec::new());
    let (mut is_physical, mut places) = (false, HashMap::new());
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) if is_called(&tag, "fileGrp") => {
                let own = use_of(&tag).or_else(|| groups.last().cloned().flatten());
                wanted = wanted.or_else(|| own.clone());
                groups.push(own);
            }
            Ok(Event::End(tag)) if tag.local_name().as_ref() == "fileGrp" => drop(groups.pop()),
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "file" => id = attribute(&tag, "ID").unwrap_or_default(),
                "FLocat" if wanted.is_some() && groups.last() == Some(&wanted) => {
                    files.extend(attribute(&tag, "href").map(|address| (std::mem::take(&mut id), address)));
                }
                "structMap" => {
                    is_physical = attribute(&tag, "TYPE").is_some_and(|kind| kind.eq_ignore_ascii_case("physical"));
                }
                "fptr" | "area" if is_physical => {
                    let place = places.len();
                    places
                        .extend(attribute(&tag, "FILEID").filter(|id| !places.contains_key(id)).map(|id| (id, place)));
                }
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    // those that no page names come last, as they are listed
    files.sort_by_key(|(id, _)| places.get(id).copied().unwrap_or(usize::MAX));
    files.into_iter().map(|(_, address)| address).collect()
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

/// Returns the use of a group of files whose own attributes say that they hold text.
fn use_of(group: &BytesStart) -> Option<String> {
    let says_text = |name: &String| ["fulltext", "alto"].iter().any(|word| name.to_ascii_lowercase().contains(word));
    attribute(group, "USE").filter(says_text).or_else(|| attribute(group, "ID").filter(says_text))
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
