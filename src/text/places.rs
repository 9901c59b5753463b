//! Where the characters of a text stand on paper: the region of each run, and of a part of one.

use super::width::ems;
use crate::model::{PageSize, Region};
use std::ops::Range;

/// The regions of the runs of a text, and the sizes of the pages that they count.
#[derive(Default)]
pub(crate) struct Places {
    pub pages: Vec<PageSize>,
    /// In order of their bytes; none overlap.
    runs: Vec<(Range<usize>, Region)>,
}

impl Places {
    /// The places of runs, which must not overlap.
    pub fn new(pages: Vec<PageSize>, mut runs: Vec<(Range<usize>, Region)>) -> Self {
        runs.sort_by_key(|(bytes, _)| bytes.start);
        Self { pages, runs }
    }

    /// The region of a range within one run: its share of the run's, by the widths of characters.
    /// `None` where no run holds the whole of it.
    pub fn region(&self, text: &str, range: &Range<usize>) -> Option<Region> {
        // what reads no sheets has no places, and need not carry what finds them
        if cfg!(not(feature = "columns")) {
            return None;
        }
        let next = self.runs.partition_point(|(bytes, _)| bytes.start <= range.start);
        let (run, region) = &self.runs[..next].last()?;
        (range.start < range.end && range.end <= run.end).then(|| share(text, run, region, range))
    }

    /// The regions of all that stands in a range, which may go over several runs, in order of their bytes.
    pub fn regions(&self, text: &str, range: &Range<usize>) -> impl Iterator<Item = Region> {
        let first = self.runs.partition_point(|(run, _)| run.end <= range.start);
        let runs = self.runs[first..].iter().take_while(|(run, _)| run.start < range.end);
        runs.map(|(run, region)| share(text, run, region, &(run.start.max(range.start)..run.end.min(range.end))))
    }
}

/// The share that a part of a run has of its region.
fn share(text: &str, run: &Range<usize>, region: &Region, part: &Range<usize>) -> Region {
    if part == run {
        return *region;
    }
    let width = |range: Range<usize>| text.get(range).map_or(0.0, ems);
    let whole = width(run.clone()).max(f32::MIN_POSITIVE);
    // what is rounded stays within the run
    let at =
        |byte: usize, from: f32, to: f32| (from + (to - from) * (width(run.start..byte) / whole)).max(from).min(to);
    let ends = |from, to| (at(part.start, from, to), at(part.end, from, to));
    if region.vertical {
        let (y0, y1) = ends(region.y0, region.y1);
        Region { y0, y1, ..*region }
    } else {
        let (x0, x1) = ends(region.x0, region.x1);
        Region { x0, x1, ..*region }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(x0: f32, y0: f32, x1: f32, y1: f32, vertical: bool) -> Region {
        Region { page: 1, x0, y0, x1, y1, vertical }
    }

    #[test]
    fn a_part_of_a_run_has_its_share_of_the_place() {
        let text = "老桥ab通车\n雨停\n";
        let across = region(10.0, 5.0, 60.0, 15.0, false);
        let down = region(70.0, 0.0, 80.0, 40.0, true);
        let places = Places::new(Vec::new(), vec![(15..21, down), (0..14, across)]);
        let of = |word: &str| places.region(text, &(text.find(word).unwrap()..text.find(word).unwrap() + word.len()));
        assert_eq!(of("老桥ab通车"), Some(across));
        assert_eq!(of("老桥"), Some(region(10.0, 5.0, 30.0, 15.0, false)));
        assert_eq!(of("a"), Some(region(30.0, 5.0, 35.0, 15.0, false)));
        assert_eq!(of("通车"), Some(region(40.0, 5.0, 60.0, 15.0, false)));
        assert_eq!(of("停"), Some(region(70.0, 20.0, 80.0, 40.0, true)));
        assert_eq!(of("车\n雨"), None, "of two runs");
        assert_eq!(places.region(text, &(3..3)), None, "nothing stands nowhere");
        assert_eq!(Places::default().region(text, &(0..3)), None);
        let all = |range: Range<usize>| places.regions(text, &range).collect::<Vec<_>>();
        assert_eq!(all(8..18), [region(40.0, 5.0, 60.0, 15.0, false), region(70.0, 0.0, 80.0, 20.0, true)]);
        assert_eq!((all(0..text.len()), all(14..15)), (vec![across, down], vec![]));
    }
}
