//! Pages with gold, as they are given on the command line.

use anyhow::bail;
use referee::GoldPage;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// One of N equal shares of a folder's pages: every Nth page, from the Kth on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    first: usize,
    step: usize,
}

impl Share {
    /// Whether page `n` of a folder, counted from 0, is in this share.
    pub fn has(self, n: usize) -> bool {
        n % self.step == self.first
    }
}

impl FromStr for Share {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let parts = text.split_once('/').and_then(|(k, n)| Some((k.parse::<usize>().ok()?, n.parse().ok()?)));
        match parts {
            Some((k, n)) if (1..=n).contains(&k) => Ok(Self { first: k - 1, step: n }),
            _ => bail!("a share is K/N with K from 1 to N, such as 1/2 or 3/5, not {text:?}"),
        }
    }
}

/// Returns the pages with gold in `paths`, in order of their paths.
pub fn read(paths: &[PathBuf], only: Option<Share>) -> anyhow::Result<Vec<GoldPage>> {
    let mut pages = Vec::new();
    for path in paths {
        pages.extend(referee::folder(path)?);
    }
    if let Some(share) = only {
        let mut folder = PathBuf::new();
        let mut n = 0;
        pages.retain(|page| {
            let here = page.path.parent().unwrap_or(Path::new(""));
            n = if here == folder { n + 1 } else { 0 };
            folder = here.into();
            share.has(n)
        });
    }
    if pages.is_empty() {
        bail!("no NAME.txt with NAME.gold.tsv beside it in {paths:?}");
    }
    Ok(pages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_has_every_nth_page_from_its_own_on() {
        let share: Share = "2/5".parse().unwrap();
        assert_eq!((0..12).filter(|&n| share.has(n)).collect::<Vec<_>>(), [1, 6, 11]);
        for wrong in ["", "2", "0/5", "6/5", "a/b", "1/0"] {
            assert!(wrong.parse::<Share>().is_err(), "{wrong:?} is taken for a share");
        }
    }

    #[test]
    fn shares_are_counted_in_each_folder_by_itself() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let folders = ["seeds", "tests/pages"].map(|folder| root.join(folder));
        let names = |only: Option<&str>| {
            let pages = read(&folders, only.map(|share| share.parse().unwrap())).unwrap();
            pages.iter().map(|page| page.path.clone()).collect::<Vec<_>>()
        };
        let (all, first, second) = (names(None), names(Some("1/2")), names(Some("2/2")));
        assert_eq!((&first[..2], &second[0]), (&[all[0].clone(), all[1].clone()][..], &all[2]));
        assert_eq!(first.len() + second.len(), all.len());
        assert!(read(&[root.join("src")], None).is_err());
    }
}
