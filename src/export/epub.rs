//! Pages as an EPUB 3: the archive of a book's files.

use super::book::{Book, BookFile};
use crate::model::Page;
use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Writes pages, each with its name, as one EPUB 3 publication: each article as a chapter, with a table of
/// contents by page and story.
///
/// Where `title` is empty, what the first page says of itself is the book's. A page is called what it says
/// of itself, or else by its name. The same pages give the same bytes: times are fixed, and the identifier
/// is the texts' digest. Source: <https://www.w3.org/TR/epub-33/>. Linear in the pages.
///
/// # Errors
///
/// When there is no page, and when the archive cannot be written, which in memory happens only when memory
/// runs out.
///
/// ```
/// let page = banmian::parse("市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
/// let bytes = banmian::export::epub("晚报", [("A1", &page), ("A2", &page)]).unwrap();
/// assert_eq!(&bytes[30..38], b"mimetype");
/// ```
pub fn epub<'p>(title: &str, pages: impl IntoIterator<Item = (&'p str, &'p Page)>) -> io::Result<Vec<u8>> {
    let mut pages = pages.into_iter().peekable();
    if pages.peek().is_none() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "a book has one page at least"));
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut book = Book::new(title);
    write_files(&mut zip, Book::first_files())?;
    for (name, page) in pages {
        write_files(&mut zip, book.add(page, name))?;
    }
    write_files(&mut zip, book.last_files())?;
    Ok(zip.finish().map_err(io::Error::other)?.into_inner())
}

fn write_files(zip: &mut ZipWriter<Cursor<Vec<u8>>>, files: impl IntoIterator<Item = BookFile>) -> io::Result<()> {
    for (name, text) in files {
        // readers tell a book by its first file, which must stand in it as it is
        let method = if name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().last_modified_time(DateTime::default()).compression_method(method);
        zip.start_file(name, options).map_err(io::Error::other)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(())
}
