//! PAGE XML, the versions of 2010 to 2019 → a document. Versions differ by namespaces, which are passed
//! over, and by how they write points.
//!
//! <https://github.com/PRImA-Research-Lab/PAGE-XML>

use super::line::{Line, Pages, Style, number};
use super::page_xml_element::{add_text, own_text, place, says_vertical, style};
use super::page_xml_order::reading_order;
use super::xml::{Syntax, parse};
use super::xml_bytes::decode;
use super::xml_tree::{Element, Tree};
use crate::form::{Bounds, Document, Form, FormError};
use crate::order::sort_by_rank;

pub(in crate::form) fn read(bytes: &[u8]) -> Result<Document, FormError> {
    let decoded = decode(bytes, Form::PageXml)?;
    let tree = parse(&decoded.text, Syntax::Xml, Form::PageXml)?;
    let mut pages = Pages::default();
    let mut end = 0;
    for page in tree.elements().filter(|element| element.is("Page")) {
        // no page is within another, where a file is sound
        if page.index >= end {
            end = page.end();
            read_page(&tree, page, &mut pages)?;
        }
    }
    pages.finish(Form::PageXml, decoded.damaged || tree.damaged)
}

/// A region of a page, and what of its text is in no region within it.
struct Region<'a, 't> {
    /// `None` for lines that are in no region.
    element: Option<Element<'a, 't>>,
    outer: Option<usize>,
    end: usize,
    /// When it is read, if the file's reading order names it or what it is in.
    rank: Option<usize>,
    bounds: Option<Bounds>,
    style: Style<'t>,
    vertical: bool,
    heading: bool,
    lines: Vec<Line<'t>>,
    /// The places of its lines among each other, where all lines have one.
    places: Option<Vec<f32>>,
}

fn read_page<'t>(tree: &Tree<'t>, page: Element<'_, 't>, pages: &mut Pages) -> Result<(), FormError> {
    let size = |name| page.raw(name).map_or(0.0, number);
    pages.page(size("imageWidth"), size("imageHeight"));
    let mut regions = regions(tree, page, pages);
    take_own_text(&mut regions);
    // a sort that keeps the file's order of what is read at the same time, or is in no order at all
    sort_by_rank(&mut regions, |region| (region.rank.unwrap_or(usize::MAX), 0));
    let has_text = |region: &Region| region.lines.iter().any(|line| !line.is_empty());
    for (region, number) in regions.into_iter().filter(has_text).zip(0..) {
        for mut line in region.lines {
            (line.block, line.heading, line.outer) = (Some(number), region.heading, region.bounds);
            pages.line(&line, Form::PageXml)?;
        }
    }
    Ok(())
}

/// The regions of a page in the file's order, with their lines; pictures and rules go straight to the page.
fn regions<'a, 't>(tree: &'a Tree<'t>, page: Element<'a, 't>, pages: &mut Pages) -> Vec<Region<'a, 't>> {
    let ranks = reading_order(page);
    let whole = Region {
        element: None,
        outer: None,
        end: page.end(),
        rank: None,
        bounds: None,
        style: Style::default(),
        vertical: says_vertical(page).unwrap_or(false),
        heading: false,
        lines: Vec::new(),
        places: None,
    };
    let mut regions = vec![whole];
    let mut open = vec![0];
    let mut index = page.index + 1;
    while index < page.end() {
        let at = index;
        index += 1;
        let Some(element) = tree.element(at) else { continue };
        while open.len() > 1 && open.last().and_then(|&at| regions.get(at)).is_some_and(|region| region.end <= at) {
            open.pop();
        }
        let Some(outer) = open.last().copied() else { continue };
        let name = element.name();
        if name == "TextLine" {
            index = element.end().max(index);
            if let Some(region) = regions.get_mut(outer) {
                let line = line(element, region);
                region.lines.push(line);
            }
        } else if name.ends_with("Region") || name == "TableCell" {
            match name {
                "ImageRegion" | "LineDrawingRegion" | "GraphicRegion" | "ChartRegion" | "MapRegion" => {
                    pages.picture(place(element));
                }
                "SeparatorRegion" => pages.rule(place(element)),
                _ => {}
            }
            let Some(around) = regions.get(outer) else { continue };
            let region = Region {
                element: Some(element),
                outer: Some(outer),
                end: element.end(),
                rank: element.raw("id").and_then(|id| ranks.get(id)).copied().or(around.rank),
                bounds: place(element),
                style: style(element, around.style),
                vertical: says_vertical(element).unwrap_or(around.vertical),
                heading: matches!(element.raw("type"), Some("heading")),
                lines: Vec::new(),
                places: Some(Vec::new()),
            };
            open.push(regions.len());
            regions.push(region);
        }
    }
    for region in &mut regions {
        sort_lines(region);
    }
    regions
}

fn line<'t>(element: Element<'_, 't>, region: &mut Region<'_, 't>) -> Line<'t> {
    let place_among = element.raw("index").map(number);
    match (&mut region.places, place_among) {
        (Some(places), Some(place)) => places.push(place),
        _ => region.places = None,
    }
    let vertical = says_vertical(element).unwrap_or(region.vertical);
    let mut line = Line::new(place(element), None, vertical);
    add_text(element, &mut line, style(element, region.style));
    line
}

fn sort_lines(region: &mut Region) {
    if let Some(places) = region.places.take().filter(|places| places.len() == region.lines.len()) {
        let mut lines: Vec<(f32, Line)> = places.into_iter().zip(region.lines.drain(..)).collect();
        sort_by_rank(&mut lines, |line| (line.0, 0));
        region.lines = lines.into_iter().map(|(_, line)| line).collect();
    }
}

/// Gives regions that have text only as a whole a line for each line of it.
fn take_own_text(regions: &mut [Region]) {
    let mut has_text = vec![false; regions.len()];
    // what is within a region stands behind it
    for index in (0..regions.len()).rev() {
        let Some(region) = regions.get_mut(index) else { continue };
        let is_read = has_text.get(index) == Some(&true) || region.lines.iter().any(|line| !line.is_empty());
        if let Some(element) = region.element.filter(|_| !is_read) {
            region.lines = own_lines(element, region);
        }
        if let Some(outer) = region.outer
            && let Some(outer_has_text) = has_text.get_mut(outer)
        {
            *outer_has_text |= is_read || !region.lines.is_empty();
        }
    }
}

fn own_lines<'t>(element: Element<'_, 't>, region: &Region<'_, 't>) -> Vec<Line<'t>> {
    let Some((text, confidence)) = own_text(element) else { return Vec::new() };
    let texts: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let share = 1.0 / texts.len().max(1) as f32;
    let line = |(number, text): (usize, &&str)| {
        // each line has an equal part of the region, as the file says no more of its place
        let part = |bounds: Bounds| {
            let at = |n: usize| n as f32 * share;
            if region.vertical {
                let (x, width) = (bounds.x1, bounds.width());
                return Bounds { x0: x - width * at(number + 1), x1: x - width * at(number), ..bounds };
            }
            let (y, height) = (bounds.y0, bounds.height());
            Bounds { y0: y + height * at(number), y1: y + height * at(number + 1), ..bounds }
        };
        let mut line = Line::new(region.bounds.map(part), None, region.vertical);
        line.word(text, None, region.style);
        line.doubt(confidence);
        line
    };
    texts.iter().enumerate().map(line).collect()
}
