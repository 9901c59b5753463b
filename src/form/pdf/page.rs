//! Pages: the operators of their content → runs, rules and pictures.

use super::actual_text::{ActualText, actual_text};
use super::cmaps::CMaps;
use super::font::Fonts;
use super::glyph::Glyph;
use super::graphics::{Path, add_image, unit_square};
use super::limits::{DEPTH, Limits, SAVED_STATES};
use super::matrix::{Matrix, Point};
use super::numbers::number_of;
use super::operands::{Operands, array, name, number, numbers, properties};
use super::runs::Runs;
use super::structure::{Block, Structure};
use super::text_state::{Pen, State, TextState};
use crate::form::writer::{self, Writer};
use crate::form::{Bounds, SheetPage};
use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::dict::keys::{
    ARTIFACT, BM, CA_NS, FONT, FORM, IMAGE, IMAGE_MASK, MASK, MATRIX, MCID, RESOURCES, SMASK, SUBTYPE,
};
use hayro_syntax::object::{Array, Dict, Name, Object};
use hayro_syntax::page::{Page, Resources};
use std::rc::Rc;

/// What the pages of a file hold beside text, which tells why there is none.
#[derive(Clone, Copy, Default)]
pub(super) struct Drawn {
    pub images: usize,
    pub curves: usize,
}

/// Draws pages into a writer, as a viewer draws them on a screen.
pub(super) struct Painter {
    fonts: Fonts,
    pub limits: Rc<Limits>,
    pub writer: Writer,
    pub drawn: Drawn,
    runs: Runs,
    /// How many runs of the page an image was drawn over.
    covered: usize,
    /// The forms that are being drawn, by where they are in the file.
    forms: Vec<usize>,
    actual_text: ActualText,
    structure: Structure,
}

/// One stream of operators, that of a page or of a form.
struct Content<'r, 'a> {
    /// The number of its object, by which the structure knows it.
    number: i64,
    resources: &'r Resources<'a>,
    state: State,
    saved: Vec<State>,
    pen: Pen,
    path: Path,
    /// The block of what is drawn.
    block: Option<Block>,
    /// Those around the marks that are open.
    outer: Vec<Option<Block>>,
}

impl<'r, 'a> Content<'r, 'a> {
    /// A stream that a page or a form holds, drawn in a block.
    fn new(holder: &Dict, resources: &'r Resources<'a>, state: State, block: Option<Block>) -> Self {
        Self {
            number: holder.obj_id().map_or(-1, |id| id.obj_number.into()),
            resources,
            state,
            saved: Vec::new(),
            pen: Pen::default(),
            path: Path::default(),
            block,
            outer: Vec::new(),
        }
    }
}

/// What a painter was before a page.
pub(super) struct Mark {
    writer: writer::Mark,
    drawn: Drawn,
    limits: Limits,
    programs: usize,
}

impl Painter {
    pub fn new(cmaps: Rc<CMaps>, structure: Structure) -> Self {
        let limits = Rc::new(Limits::new());
        Self {
            fonts: Fonts::new(limits.clone(), cmaps),
            limits,
            writer: Writer::default(),
            drawn: Drawn::default(),
            runs: Runs::default(),
            covered: 0,
            forms: Vec::new(),
            actual_text: ActualText::default(),
            structure,
        }
    }

    pub fn mark(&mut self) -> Mark {
        let limits = Limits::clone(&self.limits);
        Mark { writer: self.writer.mark(), drawn: self.drawn, limits, programs: self.fonts.mark() }
    }

    /// Becomes what it was before the page that was drawn last.
    pub fn rewind(&mut self, mark: Mark) {
        self.writer.rewind(mark.writer);
        self.drawn = mark.drawn;
        self.limits.rewind(&mark.limits);
        self.fonts.rewind(mark.programs);
    }

    pub fn page(&mut self, page: &Page) {
        let (width, height) = page.render_dimensions();
        self.writer.page(super::matrix::clamp(width.into()), super::matrix::clamp(height.into()));
        let matrix = Matrix(page.initial_transform(true).as_coeffs());
        let data = page.page_stream().unwrap_or_default();
        if self.limits.bytes(data.len()) {
            let state = State { matrix, line_width: 1.0, is_opaque: true, text: TextState::default() };
            self.content(data, Content::new(page.raw(), page.resources(), state, None));
        }
        self.runs.close(&mut self.writer);
        (self.runs, self.covered) = (Runs::default(), 0);
    }

    fn content(&mut self, data: &[u8], mut content: Content) {
        // after what cannot be read the iterator ends, but the rest of the stream may be sound
        const SKIPS: usize = 64;
        let mut operators = UntypedIter::new(data);
        let mut skipped = 0;
        let depth = self.actual_text.depth();
        while skipped < SKIPS && !self.limits.is_exceeded() {
            match operators.next() {
                Some(instruction) => {
                    skipped = 0;
                    if self.limits.operator() {
                        let operands = Operands::new(&instruction);
                        self.text_operator(&mut content, instruction.operator, &operands);
                    }
                }
                None => skipped += 1,
            }
        }
        while self.actual_text.depth() > depth {
            self.end_marked_content();
        }
    }

    fn text_operator(&mut self, content: &mut Content, operator: &[u8], operands: &Operands) -> Option<()> {
        let Content { state, pen, .. } = content;
        match operator {
            b"BT" => *pen = Pen::default(),
            b"Tf" => {
                let found = content.resources.get_font(name(operands, 2)?);
                let font = self.fonts.get(&found.unwrap_or_default());
                (state.text.font, state.text.size) = (Some(font), number(operands)?);
            }
            b"Tc" => state.text.character_spacing = number(operands)?,
            b"Tw" => state.text.word_spacing = number(operands)?,
            b"Tz" => state.text.scaling = number(operands)? / 100.0,
            b"TL" => state.text.leading = number(operands)?,
            b"Ts" => state.text.rise = number(operands)?,
            b"Tr" => state.text.is_hidden = number(operands)? == 3.0,
            b"Td" | b"TD" => {
                let [x, y] = numbers(operands)?;
                if operator == b"TD" {
                    state.text.leading = -y;
                }
                pen.next_line(x, y);
            }
            b"Tm" => pen.set(Matrix(numbers(operands)?)),
            b"T*" => pen.next_line(0.0, -state.text.leading),
            b"Tj" => self.show(content, operands.last()?),
            b"TJ" => {
                for object in array(operands)?.iter::<Object>() {
                    match object {
                        Object::Number(number) => content.pen.adjust(number.as_f64(), &content.state.text),
                        string => self.show(content, &string),
                    }
                }
            }
            b"'" | b"\"" => {
                if let (b"\"", Some([word, character])) = (operator, operands.before_last()) {
                    state.text.word_spacing = word;
                    state.text.character_spacing = character;
                }
                pen.next_line(0.0, -state.text.leading);
                self.show(content, operands.last()?);
            }
            b"BDC" => {
                let properties = properties(operands, &content.resources.properties);
                self.actual_text.begin(properties.as_ref().and_then(actual_text));
                let id = properties.and_then(|properties| properties.get::<i32>(MCID));
                self.begin_marked_content(content, name(operands, 2), id);
            }
            b"BMC" => {
                self.actual_text.begin(None);
                self.begin_marked_content(content, name(operands, 1), None);
            }
            b"EMC" => {
                self.end_marked_content();
                content.block = content.outer.pop()?;
            }
            _ => return self.graphics_operator(content, operator, operands),
        }
        Some(())
    }

    fn graphics_operator(&mut self, content: &mut Content, operator: &[u8], operands: &Operands) -> Option<()> {
        let Content { state, path, .. } = content;
        let place = |x: f64, y: f64| state.matrix.apply(Point::new(x, y));
        match operator {
            b"q" if content.saved.len() < SAVED_STATES => content.saved.push(state.clone()),
            b"Q" => *state = content.saved.pop()?,
            b"cm" => state.matrix = Matrix(numbers(operands)?).then(state.matrix),
            b"w" => state.line_width = number(operands)?,
            b"gs" => {
                let found = content.resources.get_ext_g_state(name(operands, 1)?)?;
                let is_clear = number_of(&found, CA_NS).is_some_and(|opacity| opacity < 1.0);
                let is_blended = found.get::<Name>(BM).is_some_and(|mode| *mode != *b"Normal");
                state.is_opaque = !is_clear && !is_blended;
                let font = found.get::<Array>(FONT)?;
                state.text.font = Some(self.fonts.get(&font.iter::<Object>().next()?.into_dict()?));
                state.text.size = font.iter::<Object>().last()?.into_f32()?.into();
            }
            b"m" => {
                let [x, y] = numbers(operands)?;
                path.move_to(place(x, y));
            }
            b"l" => {
                let [x, y] = numbers(operands)?;
                path.line_to(place(x, y));
            }
            b"c" | b"v" | b"y" => {
                let [x, y] = numbers(operands)?;
                path.curve_to(place(x, y));
                self.drawn.curves += 1;
            }
            b"h" => path.close(),
            b"re" => {
                let [x, y, width, height] = numbers(operands)?;
                let (right, top) = (x + width, y + height);
                path.rectangle([place(x, y), place(right, y), place(right, top), place(x, top)]);
            }
            b"f" | b"F" | b"f*" => path.paint(true, None, self.writer.current()?),
            b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" => {
                if matches!(operator, b"s" | b"b" | b"b*") {
                    path.close();
                }
                let width = state.matrix.turn(Point::new(state.line_width, 0.0)).length();
                path.paint(operator.first() != Some(&b'S'), Some(width), self.writer.current()?);
            }
            b"n" => path.paint(false, None, self.writer.current()?),
            b"BI" => {
                self.drawn.images += 1;
                add_image(state.matrix, self.writer.current()?);
            }
            b"Do" => self.draw_object(content, name(operands, 1)?)?,
            _ => {}
        }
        Some(())
    }

    fn draw_object(&mut self, content: &Content, name: &Name) -> Option<()> {
        let object = content.resources.get_x_object(name)?;
        let subtype = object.dict().get::<Name>(SUBTYPE);
        match subtype.as_deref() {
            Some(IMAGE) => {
                self.drawn.images += 1;
                add_image(content.state.matrix, self.writer.current()?);
                let has_holes = [SMASK, MASK].iter().any(|key| object.dict().contains_key(key));
                let is_stencil = object.dict().get::<bool>(IMAGE_MASK) == Some(true);
                if content.state.is_opaque && !has_holes && !is_stencil {
                    self.cover(content.state.matrix);
                }
            }
            Some(FORM) | None => {
                let place = object.dict().data().as_ptr() as usize;
                if self.forms.len() >= DEPTH || self.forms.contains(&place) || !self.limits.form() {
                    return None;
                }
                let matrix = object.dict().get::<Array>(MATRIX).and_then(|array| Matrix::from_array(&array));
                let mut state = content.state.clone();
                state.matrix = matrix.unwrap_or(Matrix::IDENTITY).then(state.matrix);
                let data = self.limits.decode(&object)?;
                self.forms.push(place);
                let own = object.dict().get::<Dict>(RESOURCES).map(Resources::new);
                let resources = own.as_ref().unwrap_or(content.resources);
                self.content(&data, Content::new(object.dict(), resources, state, content.block));
                self.forms.pop();
            }
            _ => {}
        }
        Some(())
    }

    /// Hides the text that an image of the whole page is drawn over.
    ///
    /// Libraries put the picture of a page over the text that OCR has read from it.
    fn cover(&mut self, matrix: Matrix) {
        const WHOLE: f32 = 0.8;
        self.runs.close(&mut self.writer);
        let Some(page) = self.writer.current() else { return };
        let image = unit_square(matrix);
        if image.width() * image.height() >= WHOLE * page.width * page.height {
            let is_under = |run: &Bounds| run.x0 >= image.x0 && run.x1 <= image.x1;
            let new = page.runs.iter_mut().skip(self.covered);
            new.filter(|run| is_under(&run.bounds)).for_each(|run| run.hidden = true);
            self.covered = page.runs.len();
        }
    }

    /// Draws the characters of a string.
    fn show(&mut self, content: &mut Content, string: &Object) {
        let Object::String(string) = string else { return };
        let font = content.state.text.font.get_or_insert_with(|| self.fonts.get(&Dict::default())).clone();
        for code in font.codes(string) {
            if !self.limits.character() {
                return;
            }
            let glyph = Glyph { block: content.block, ..content.pen.draw(code, &font, &content.state) };
            if let Some(glyph) = self.actual_text.hold(glyph) {
                self.add(glyph);
            }
        }
    }

    /// Begins content of a tag, with the identifier that the structure knows it by, if it has one.
    fn begin_marked_content(&self, content: &mut Content, tag: Option<&Name>, id: Option<i32>) {
        if content.outer.len() < SAVED_STATES {
            content.outer.push(content.block);
            let is_artifact = tag.is_some_and(|tag| **tag == *ARTIFACT);
            let own = id.and_then(|id| self.structure.block(content.number, id.into()));
            content.block = own.or(content.block).filter(|_| !is_artifact);
        }
    }

    fn end_marked_content(&mut self) {
        for glyph in self.actual_text.end() {
            self.add(glyph);
        }
    }

    /// Adds a character that is on the page.
    ///
    /// The two pages of a spread often have the same content, each cut to its half; what is cut off is
    /// neither printed nor seen.
    fn add(&mut self, glyph: Glyph) {
        let middle = glyph.origin + glyph.advance * 0.5;
        let is_within = |place: f64, length: f32| (0.0..=f64::from(length)).contains(&place);
        let is_on = |page: &mut SheetPage| is_within(middle.x, page.width) && is_within(middle.y, page.height);
        if self.writer.current().is_some_and(is_on) {
            self.runs.add(glyph, &mut self.writer);
        }
    }
}
