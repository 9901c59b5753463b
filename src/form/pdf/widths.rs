//! The widths that composite fonts list by CID.

use super::numbers::numbers_of;
use crate::order::sort_by_rank;
use hayro_syntax::object::{Array, Object};
use rustc_hash::FxHashMap;

/// How far characters move the pen, in thousandths of the size.
pub(super) struct Widths {
    single: FxHashMap<u32, f64>,
    /// The first and last CID of ranges, in order.
    ranges: Vec<(u32, u32, f64)>,
    default: f64,
}

impl Widths {
    /// Those of an array of `W`, with one number each, or of `W2`, with three, of which the first counts.
    pub fn new(array: Option<&Array>, numbers: usize, default: f64) -> Self {
        let mut widths = Self { single: FxHashMap::default(), ranges: Vec::new(), default };
        let mut objects = array.into_iter().flat_map(Array::iter::<Object>);
        while let Some(first) = objects.next().and_then(cid) {
            match objects.next() {
                Some(Object::Array(listed)) => {
                    let listed = numbers_of(&listed).step_by(numbers);
                    widths.single.extend((first..=u32::MAX).zip(listed));
                }
                Some(last) => {
                    let Some(last) = cid(last) else { break };
                    let Some(Object::Number(width)) = objects.next() else { break };
                    widths.ranges.push((first, last, width.as_f64()));
                    for _ in 1..numbers {
                        objects.next();
                    }
                }
                None => break,
            }
        }
        sort_by_rank(&mut widths.ranges, |range| (range.0, 0));
        widths
    }

    pub fn of(&self, cid: u32) -> f64 {
        if let Some(&width) = self.single.get(&cid) {
            return width;
        }
        let after = self.ranges.partition_point(|range| range.0 <= cid);
        let range = after.checked_sub(1).and_then(|index| self.ranges.get(index));
        range.filter(|range| cid <= range.1).map_or(self.default, |range| range.2)
    }
}

fn cid(object: Object) -> Option<u32> {
    match object {
        Object::Number(number) => u32::try_from(number.as_i64()).ok(),
        _ => None,
    }
}
