//! The order that the regions of a PAGE file are read in.

use super::line::number;
use super::xml_tree::Element;
use crate::order::sort_by_rank;
use rustc_hash::FxHashMap;

/// When the regions are read that the file's reading order names.
pub(super) fn reading_order<'t>(page: Element<'_, 't>) -> FxHashMap<&'t str, usize> {
    let mut ranks = FxHashMap::default();
    for order in page.children().filter(|child| child.is("ReadingOrder")) {
        mention(order, &mut ranks);
    }
    ranks
}

/// Notes what a group names. Groups are nested no deeper than a tree of elements may be.
fn mention<'t>(group: Element<'_, 't>, ranks: &mut FxHashMap<&'t str, usize>) {
    // a group may stand for a region that holds others
    if let Some(region) = group.raw("regionRef") {
        let rank = ranks.len();
        ranks.entry(region).or_insert(rank);
    }
    let mut members: Vec<Element> = group.children().collect();
    if group.is("OrderedGroup") || group.is("OrderedGroupIndexed") {
        let place = |member: &Element| member.raw("index").map_or(f32::INFINITY, number);
        sort_by_rank(&mut members, |member| (place(member), 0));
    }
    for member in members {
        mention(member, ranks);
    }
}
