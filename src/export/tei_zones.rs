//! Where the lines of a page stand on paper, as zones of a TEI facsimile.

use super::html_writer::HtmlWriter;
use super::markup::MarkupWriter;
use crate::model::{Block, PageSize, Region};

/// The zones of the lines of blocks, in the order in which they were asked for.
pub(super) struct Zones<'p> {
    pages: &'p [PageSize],
    zones: Vec<Region>,
}

impl<'p> Zones<'p> {
    pub fn new(pages: &'p [PageSize]) -> Self {
        Self { pages, zones: Vec::new() }
    }

    /// Pointers to the zones of a block's lines, for `facs`; empty where no place is known.
    pub fn of(&mut self, block: &Block) -> String {
        let first = self.zones.len();
        let mut places: Vec<Region> =
            block.spans.iter().filter_map(|span| span.place).filter(|place| self.is_on_a_page(place)).collect();
        // a hyphen that is left out parts a line
        places.dedup();
        self.zones.append(&mut places);
        let pointers: Vec<String> = (first..self.zones.len()).map(|n| format!("#{}", id(n))).collect();
        pointers.join(" ")
    }

    /// Whether a place is one: a page that was read from JSON may hold any numbers.
    fn is_on_a_page(&self, place: &Region) -> bool {
        let edges = [place.x0, place.y0, place.x1, place.y1];
        (1..=self.pages.len()).contains(&place.page) && edges.iter().all(|edge| edge.is_finite())
    }

    /// Writes a surface for each page, with its zones; nothing where there are none.
    pub fn write_facsimile(&self, out: &mut HtmlWriter) {
        if self.zones.is_empty() {
            return;
        }
        out.0.push_str("<facsimile>\n");
        for (size, page) in self.pages.iter().zip(1..) {
            let [width, height] = [size.width, size.height].map(|length| length.to_string());
            let corners = [("ulx", "0"), ("uly", "0"), ("lrx", width.as_str()), ("lry", height.as_str())];
            let is_known = [size.width, size.height].iter().all(|length| *length > 0.0 && length.is_finite());
            out.open("surface", if is_known { &corners } else { &[] });
            out.0.push('\n');
            for (n, zone) in self.zones.iter().enumerate().filter(|(_, zone)| zone.page == page) {
                let [ulx, uly, lrx, lry] = [zone.x0, zone.y0, zone.x1, zone.y1].map(|edge| edge.to_string());
                let corners = [("ulx", &*ulx), ("uly", &*uly), ("lrx", &*lrx), ("lry", &*lry)];
                out.open("zone", &[&[("xml:id", &*id(n))], &corners[..]].concat());
                out.close("zone");
                out.0.push('\n');
            }
            out.close("surface");
            out.0.push('\n');
        }
        out.0.push_str("</facsimile>\n");
    }
}

fn id(zone: usize) -> String {
    format!("z{}", zone + 1)
}
