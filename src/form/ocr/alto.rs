//! ALTO, versions 1 to 4 → a document. Versions differ by namespaces, which are passed over.
//!
//! <https://www.loc.gov/standards/alto/>

use super::alto_order::{Block, in_order, mentioned};
use super::line::{Line, Pages, Style, bounds_between, confidence, number};
use super::xml::{Syntax, parse};
use super::xml_bytes::decode;
use super::xml_tree::{Element, Tree};
use crate::form::{Bounds, Document, Form, FormError};
use rustc_hash::FxHashMap;

/// How many times longer than wide a graphical element is that is a line and no frame.
const THIN: f32 = 8.0;

pub(in crate::form) fn read(bytes: &[u8]) -> Result<Document, FormError> {
    let decoded = decode(bytes, Form::Alto)?;
    let tree = parse(&decoded.text, Syntax::Xml, Form::Alto)?;
    let reader = Reader {
        tree: &tree,
        styles: styles(&tree),
        mentioned: mentioned(&tree),
        has_blanks: tree.elements().any(|element| element.is("SP")),
    };
    let mut pages = Pages::default();
    let mut end = 0;
    for page in tree.elements().filter(|element| element.is("Page")) {
        // no page is within another, where a file is sound
        if page.index >= end {
            end = page.end();
            reader.read_page(page, &mut pages)?;
        }
    }
    pages.finish(Form::Alto, decoded.damaged || tree.damaged)
}

/// What holds for everything within an element.
#[derive(Clone, Copy)]
struct Context<'t> {
    end: usize,
    style: Style<'t>,
    /// When its text is read, if the file says so.
    rank: Option<usize>,
    vertical: bool,
    bounds: Option<Bounds>,
    is_block: bool,
}

struct Reader<'a, 't> {
    tree: &'a Tree<'t>,
    styles: FxHashMap<&'t str, Style<'t>>,
    mentioned: FxHashMap<&'t str, usize>,
    /// Words are parted by `SP` only. Some programs write none at all.
    has_blanks: bool,
}

impl<'t> Reader<'_, 't> {
    fn read_page(&self, page: Element<'_, 't>, pages: &mut Pages) -> Result<(), FormError> {
        let size = |name| page.raw(name).map_or(0.0, number);
        pages.page(size("WIDTH"), size("HEIGHT"));
        let blocks = self.blocks(page, pages);
        let order = in_order(&blocks, self.mentioned.is_empty());
        let has_text = |block: &Block| block.lines.iter().any(|line| !line.is_empty());
        let mut blocks: Vec<Option<Block>> = blocks.into_iter().map(Some).collect();
        let sorted = order.into_iter().filter_map(|index| blocks.get_mut(index)?.take());
        for (block, number) in sorted.filter(has_text).zip(0..) {
            for mut line in block.lines {
                line.block = Some(number);
                pages.line(&line, Form::Alto)?;
            }
        }
        Ok(())
    }

    /// The blocks of a page in the file's order.
    fn blocks(&self, page: Element<'_, 't>, pages: &mut Pages) -> Vec<Block<'t>> {
        let mut blocks: Vec<Block<'t>> = Vec::new();
        let mut context = vec![Context { bounds: None, ..self.context(page, None) }];
        // lines behind a block that are in none themselves are no part of it
        let mut is_over = true;
        let mut line_end = 0;
        for index in page.index + 1..page.end() {
            let Some(element) = self.tree.element(index) else { continue };
            while context.len() > 1 && context.last().is_some_and(|outer| outer.end <= index) {
                is_over |= context.pop().is_some_and(|ended| ended.is_block);
            }
            let outer = context.last().copied();
            let name = element.name();
            match name {
                "TextBlock" | "ComposedBlock" | "PrintSpace" | "TopMargin" | "BottomMargin" | "LeftMargin"
                | "RightMargin" => {
                    let inner = self.context(element, outer);
                    if inner.is_block {
                        blocks.push(Block::of(element, inner.rank));
                        is_over = false;
                    }
                    context.push(inner);
                }
                "Illustration" | "GraphicalElement" => {
                    blocks.push(Block::of(element, None));
                    is_over = true;
                    match name {
                        "Illustration" => pages.picture(place(element)),
                        _ => pages.rule(place(element).filter(is_thin)),
                    }
                }
                "TextLine" | "String" | "SP" | "HYP" => {
                    if std::mem::take(&mut is_over) {
                        blocks.push(Block::nameless(index));
                    }
                    let Some(block) = blocks.last_mut() else { continue };
                    let inner = self.context(element, outer);
                    block.rank = [block.rank, inner.rank].into_iter().flatten().min();
                    let is_line = name == "TextLine";
                    if is_line || index >= line_end || block.lines.is_empty() {
                        let bounds = place(element).filter(|_| is_line);
                        let outer_bounds = outer.and_then(|outer| outer.bounds);
                        block.lines.push(Line::new(bounds, outer_bounds, inner.vertical));
                        // words that are in no line are one together
                        line_end = if is_line { element.end() } else { outer.map_or(0, |outer| outer.end) };
                    }
                    match block.lines.last_mut() {
                        Some(line) if !is_line => self.add_word(line, element, inner.style),
                        _ => context.push(inner),
                    }
                }
                _ => {}
            }
        }
        blocks
    }

    fn add_word(&self, line: &mut Line<'t>, element: Element<'_, 't>, style: Style<'t>) {
        if element.is("SP") {
            line.part();
            return;
        }
        // what is printed: neither the whole word of a part, nor other readings
        let text = element.attribute("CONTENT").unwrap_or_default();
        if !self.has_blanks && element.is("String") {
            line.part();
        }
        line.word(&text, place(element), style);
        if !text.trim().is_empty() {
            line.doubt(element.raw("WC").and_then(|value| confidence(value, 1.0)));
        }
    }

    fn context(&self, element: Element<'_, 't>, outer: Option<Context<'t>>) -> Context<'t> {
        let mut style = outer.map(|outer| outer.style).unwrap_or_default();
        for name in element.raw("STYLEREFS").unwrap_or_default().split_ascii_whitespace() {
            // the names of paragraph styles stand among them
            style = self.styles.get(name).copied().unwrap_or(style);
        }
        style.bold |= element.raw("STYLE").is_some_and(is_bold);
        let own = element.raw("ID").and_then(|id| self.mentioned.get(id)).copied();
        let direction = element.raw("BASEDIRECTION");
        Context {
            end: element.end(),
            style,
            rank: own.or(outer.and_then(|outer| outer.rank)),
            vertical: direction
                .map_or(outer.is_some_and(|outer| outer.vertical), |value| matches!(value, "ttb" | "btt")),
            bounds: place(element).or(outer.and_then(|outer| outer.bounds)),
            is_block: element.is("TextBlock") || element.is("ComposedBlock"),
        }
    }
}

fn styles<'t>(tree: &Tree<'t>) -> FxHashMap<&'t str, Style<'t>> {
    let style = |element: Element<'_, 't>| {
        let style = Style {
            size: element.raw("FONTSIZE").map_or(0.0, number).max(0.0),
            face: element.raw("FONTFAMILY").unwrap_or_default(),
            bold: element.raw("FONTSTYLE").is_some_and(is_bold),
        };
        Some((element.raw("ID")?, style))
    };
    tree.elements().filter(|element| element.is("TextStyle")).filter_map(style).collect()
}

fn is_bold(styles: &str) -> bool {
    styles.split_ascii_whitespace().any(|style| style.eq_ignore_ascii_case("bold"))
}

fn is_thin(bounds: &Bounds) -> bool {
    let (width, height) = (bounds.width(), bounds.height());
    width.max(height) >= width.min(height) * THIN
}

fn place(element: Element) -> Option<Bounds> {
    let value = |name| element.raw(name).map(number);
    let (x, y) = (value("HPOS")?, value("VPOS")?);
    let size = |name| value(name).unwrap_or_default().max(0.0);
    Some(bounds_between([x, x + size("WIDTH")], [y, y + size("HEIGHT")]))
}
