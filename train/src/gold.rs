//! Writes a first draft of gold for a new page.

use anyhow::{Context, bail};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes the rows of a new page as the parser reads it, to be mended by hand.
///
/// Put the text of the page into tests/pages/NAME.txt first. The rows go to NAME.gold.tsv
/// beside it, one a line of the text: place, role, article, para. Then mend every row that is
/// wrong (tests/pages/README.md has the form), and see with `cargo xtask eval tests/pages
/// --explain NAME` where the parser differs from what you have written.
#[derive(clap::Args)]
pub struct Args {
    /// The page's name, without .txt.
    name: String,
    /// The folder that the page is in; tests/pages of this repository if not given.
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub fn run(args: Args) -> anyhow::Result<()> {
    let pages = || Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("tests").join("pages");
    let text = args.folder.unwrap_or_else(pages).join(format!("{}.txt", args.name));
    let gold = write(&text)?;
    println!("written {}: now mend its rows by hand", gold.display());
    Ok(())
}

/// Writes `NAME.gold.tsv` beside `NAME.txt`, and returns its path; never over gold that is there.
fn write(path: &Path) -> anyhow::Result<PathBuf> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let page = banmian::parse(&text, &banmian::Options::default());
    let gold = path.with_extension("gold.tsv");
    let mut file = match fs::File::create_new(&gold) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            bail!("{} is there already; remove it first if it is to be written anew", gold.display())
        }
        file => file.with_context(|| format!("writing {}", gold.display()))?,
    };
    file.write_all(banmian::export::labels(&page, &text).as_bytes())?;
    Ok(gold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_draft_is_what_the_parser_reads_and_gold_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("new.page.txt");
        fs::write(&text, "市图书馆开馆\n\n本报讯 昨日，市图书馆开馆。\n").unwrap();
        let gold = write(&text).unwrap();
        assert_eq!(gold, folder.path().join("new.page.gold.tsv"));
        let draft = fs::read_to_string(&gold).unwrap();
        assert_eq!(draft, "1\theadline\ta1\t1\n3\tparagraph\ta1\t2\n");
        assert_eq!(referee::folder(folder.path()).unwrap().len(), 1, "it is not read as gold");

        fs::write(&gold, "1\tkicker\ta1\t1\n").unwrap();
        let error = write(&text).unwrap_err().to_string();
        assert!(error.contains("new.page.gold.tsv is there already"), "{error}");
        assert_eq!(fs::read_to_string(&gold).unwrap(), "1\tkicker\ta1\t1\n");
        assert!(write(&folder.path().join("none.txt")).is_err());
    }
}
