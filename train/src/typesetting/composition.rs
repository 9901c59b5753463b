//! Pages on paper: stories set in columns, with what is drawn around them.
//!
//! As the habits of its words, those of a paper's type and make-up are drawn at random: sizes, bold faces,
//! rules, boxes, pictures, the place of a headline over its columns, and the order in which its file draws it
//! all. So what is learned from such pages holds for papers that look otherwise than those at hand.

use super::habits::{Columns, Habits};
use super::story::{Block, Story};
use super::{Language, cells, chance, printer};
use crate::lesson::Gold;
use banmian::Role;
use banmian::form::{Bounds, Rule, Run, Sheet, SheetPage};
use fastrand::Rng;
use std::ops::Range;

/// A page on paper, and what each part of its text is.
pub struct PaperPage {
    pub text: String,
    pub sheet: Sheet,
    pub gold: Vec<Gold>,
}

/// Returns the page that stories and lines of furniture are set on.
pub fn compose(stories: Vec<Story>, furniture: &[Block], habits: &Habits, random: &mut Rng) -> PaperPage {
    let makeup = Makeup::draw(habits, random);
    let columns = Columns { width: makeup.cells, uneven: false, ..habits.columns.unwrap_or(NEWSPAPER) };
    let mut paper =
        Paper { makeup, habits, columns, pieces: Vec::new(), rules: Vec::new(), pictures: Vec::new(), frame: 0 };
    let foot = paper.add_furniture(furniture, random);
    paper.add_stories(stories, foot, random);
    paper.drawn(random)
}

/// How a column's lines are broken where a paper has no habit of it.
const NEWSPAPER: Columns =
    Columns { width: 0, uneven: false, rules: true, hanging: false, breaks_words: false, hyphenates: false };

/// How far the first line is from the upper edge, in sizes of the text.
const MARGIN: f32 = 4.0;

/// What a paper looks like. Lengths are in sizes of the text.
struct Makeup {
    em: f32,
    leading: f32,
    gutter: f32,
    columns: usize,
    /// The width of a column, in cells, two of which are an em.
    cells: usize,
    headline: f32,
    centred: bool,
    justified: bool,
    bold_headlines: bool,
    bold_subheads: bool,
    bold_bylines: bool,
    bold_captions: bool,
    is_caption_without_stop: bool,
    subhead: f32,
    small: f32,
    framed_subheads: bool,
    /// Rules between stories one below the other, and side by side, and between all columns.
    rules_below: bool,
    rules_beside: bool,
    column_rules: bool,
    boxes: f32,
    /// The file says which lines are headings, and which are bold.
    is_tagged: bool,
    tells_bold: bool,
    order: Order,
}

/// The order in which a file draws the lines of a page.
#[derive(Clone, Copy)]
enum Order {
    Reading,
    Frames,
    Rows,
    Interleaved,
}

impl Makeup {
    fn draw(habits: &Habits, random: &mut Rng) -> Self {
        let han = habits.language != Language::English;
        let mut between = |from: f32, to: f32| from + (to - from) * random.f32();
        let (em, leading, gutter) = (between(7.0, 12.0), between(1.25, 1.75), between(0.9, 2.6));
        let (headline, subhead, small) = (between(1.6, 4.5), between(1.0, 1.3), between(0.75, 1.0));
        let boxes = between(-0.2, 0.3);
        Self {
            em,
            leading,
            gutter,
            columns: random.usize(3..8),
            cells: if han { 2 * random.usize(9..19) } else { random.usize(26..46) },
            headline,
            centred: random.bool(),
            justified: chance(0.8, random),
            bold_headlines: chance(0.6, random),
            bold_subheads: chance(0.8, random),
            bold_bylines: chance(0.3, random),
            bold_captions: chance(0.3, random),
            is_caption_without_stop: chance(0.4, random),
            subhead: if random.bool() { 1.0 } else { subhead },
            small,
            framed_subheads: chance(0.1, random),
            rules_below: chance(0.5, random),
            rules_beside: chance(0.4, random),
            column_rules: chance(0.2, random),
            boxes,
            is_tagged: chance(0.2, random),
            tells_bold: chance(0.6, random),
            order: [Order::Reading, Order::Frames, Order::Rows, Order::Interleaved][random.usize(..4)],
        }
    }

    fn column(&self) -> f32 {
        self.cells as f32 * 0.5
    }

    /// The width of so many columns.
    fn width(&self, columns: usize) -> f32 {
        columns as f32 * (self.column() + self.gutter) - self.gutter
    }
}

/// A line of a text, and what it is.
struct Line {
    text: String,
    gold: Vec<Gold>,
    /// Room at its left, in cells.
    indent: usize,
    role: Role,
    /// A block ends with it.
    is_last: bool,
}

/// A line at its place, in sizes of the text.
struct Piece {
    line: Line,
    bounds: Bounds,
    size: f32,
    bold: bool,
    frame: usize,
}

struct Paper<'h, 'g> {
    makeup: Makeup,
    habits: &'h Habits<'g>,
    columns: Columns,
    pieces: Vec<Piece>,
    rules: Vec<Bounds>,
    pictures: Vec<Bounds>,
    frame: usize,
}

/// Where a line stands in the width that it has.
#[derive(Clone, Copy)]
enum Align {
    Left,
    Centre,
    Right,
    Justify,
}

impl Paper<'_, '_> {
    /// Adds what stands above the stories, and returns its foot.
    fn add_furniture(&mut self, furniture: &[Block], random: &mut Rng) -> f32 {
        let all = self.makeup.width(self.makeup.columns);
        let width = all / furniture.len().max(1) as f32;
        let mut foot = MARGIN;
        for (n, block) in furniture.iter().enumerate() {
            let x0 = n as f32 * width;
            let size = if chance(0.3, random) { 1.1 + 2.5 * random.f32() } else { self.makeup.small };
            let (bold, mut top) = (chance(0.2, random), MARGIN);
            for line in self.lines(std::slice::from_ref(block), width / size - 1.0) {
                self.add(line, [x0, x0 + width], top, size, bold, Align::Left);
                top += 1.2 * size;
            }
            self.frame += usize::from(random.bool());
            foot = foot.max(top);
        }
        self.frame += 1;
        if chance(0.5, random) {
            self.rule([0.0, foot + 0.5], [all, foot + 0.5]);
        }
        foot + 1.0 + 2.0 * random.f32()
    }

    /// Adds bands of stories, each below the last one.
    fn add_stories(&mut self, stories: Vec<Story>, mut top: f32, random: &mut Rng) {
        let (all, gutter) = (self.makeup.columns, self.makeup.gutter);
        let mut stories = stories.into_iter().peekable();
        while stories.peek().is_some() {
            let (mut taken, mut foot, mut edges) = (0, top, Vec::new());
            while taken < all
                && let Some(story) = stories.next()
            {
                let left = all - taken;
                let count = if stories.peek().is_none() || left < 3 { left } else { random.usize(1..left) };
                let x0 = self.makeup.width(taken + 1) - self.makeup.column();
                let boxed = chance(self.makeup.boxes, random);
                let end = self.add_story(story, x0, count, top, random);
                if boxed {
                    let aside = 0.4 * gutter;
                    let x1 = x0 + self.makeup.width(count);
                    self.frame_with_rules(Bounds { x0: x0 - aside, y0: top - 0.8, x1: x1 + aside, y1: end + 0.2 });
                }
                foot = foot.max(end);
                taken += count;
                edges.push(x0 - 0.5 * gutter);
            }
            if self.makeup.rules_beside {
                edges.drain(..1);
                edges.into_iter().for_each(|x| self.rule([x, top], [x, foot]));
            }
            if self.makeup.rules_below && stories.peek().is_some() {
                self.rule([0.0, foot + 0.9], [self.makeup.width(all), foot + 0.9]);
            }
            top = foot + 2.2;
        }
    }

    /// Adds a story over so many columns, and returns its foot.
    fn add_story(&mut self, story: Story, x0: f32, columns: usize, top: f32, random: &mut Rng) -> f32 {
        let Story { heading, byline, body } = story;
        let edges = [x0, x0 + self.makeup.width(columns)];
        let mut top = self.add_heading(&heading, edges, top, random);
        let is_caption = |block: &Block| {
            block.runs.iter().all(|run| matches!(run.role, Role::Caption | Role::Credit))
                && block.runs.iter().any(|run| run.role == Role::Caption)
        };
        let (mut captions, mut body): (Vec<Block>, Vec<Block>) = body.into_iter().partition(is_caption);
        if self.makeup.is_caption_without_stop {
            captions.iter_mut().flat_map(|block| &mut block.runs).for_each(without_stop);
        }
        match byline {
            Some(byline) if random.bool() => body.insert(0, byline),
            Some(byline) => {
                let align = if self.makeup.centred { Align::Centre } else { Align::Left };
                let bold = self.makeup.bold_bylines;
                for line in self.lines(&[byline], edges[1] - edges[0]) {
                    self.add(line, edges, top, 1.0, bold, align);
                    top += 1.6;
                }
            }
            None => {}
        }
        let with_picture = if captions.is_empty() { 0 } else { random.usize(1..=columns) };
        let below = self.add_picture(&captions, [x0, x0 + self.makeup.width(with_picture.max(1))], top, random);
        let tops: Vec<f32> = (0..columns).map(|column| if column < with_picture { below } else { top }).collect();
        self.add_body(&body, x0, &tops)
    }

    fn add_heading(&mut self, heading: &[Block], edges: [f32; 2], mut top: f32, random: &mut Rng) -> f32 {
        let align = if self.makeup.centred { Align::Centre } else { Align::Left };
        let width = edges[1] - edges[0];
        let headline = self.makeup.headline * (0.7 + 0.6 * random.f32());
        for block in heading {
            let role = block.runs.first().map(|run| run.role);
            let size = match role {
                Some(Role::Headline) => headline,
                Some(Role::Rubric) => 0.9 + 0.6 * random.f32(),
                _ => 1.0 + 0.4 * (headline - 1.0) * random.f32(),
            };
            let bold = self.makeup.bold_headlines && role == Some(Role::Headline);
            // a headline of two characters a line is none
            let size = size.min(width / 4.0);
            for line in self.lines(std::slice::from_ref(block), width / size) {
                self.add(line, edges, top, size, bold, align);
                top += 1.25 * size;
            }
        }
        self.frame += 1;
        top + 0.5
    }

    /// Adds a picture with its caption, and returns their foot.
    fn add_picture(&mut self, captions: &[Block], edges: [f32; 2], top: f32, random: &mut Rng) -> f32 {
        if captions.is_empty() {
            return top;
        }
        let foot = top + (edges[1] - edges[0]) * (0.4 + 0.4 * random.f32());
        self.pictures.push(Bounds { x0: edges[0], y0: top, x1: edges[1], y1: foot });
        let mut y = foot + 0.5;
        let (small, bold) = (self.makeup.small, self.makeup.bold_captions);
        for line in self.lines(captions, (edges[1] - edges[0]) / small) {
            self.add(line, edges, y, small, bold, Align::Left);
            y += self.makeup.leading * small;
        }
        self.frame += 1;
        y + 0.8
    }

    /// Adds running text in columns that begin at these heights, and returns its foot.
    fn add_body(&mut self, body: &[Block], x0: f32, tops: &[f32]) -> f32 {
        let (column, leading) = (self.makeup.column(), self.makeup.leading);
        let lines = self.lines(body, column);
        // the height at which all columns together hold the text
        let above: f32 = tops.iter().sum();
        let mut foot = (above + (lines.len() as f32 + 0.5) * leading) / tops.len() as f32;
        foot = foot.max(tops.iter().copied().fold(0.0, f32::max) + leading);
        let mut left = lines.into_iter().peekable();
        let mut end = 0f32;
        for (n, &top) in tops.iter().enumerate() {
            let from = x0 + n as f32 * (column + self.makeup.gutter);
            let is_last = n + 1 == tops.len();
            if self.makeup.column_rules && n > 0 {
                let x = from - 0.5 * self.makeup.gutter;
                self.rule([x, top], [x, foot]);
            }
            let mut y = top;
            while left.peek().is_some() && (is_last || y + leading < foot + 0.5 * leading) {
                let Some(line) = left.next() else { break };
                let (size, bold, align) = self.look(&line);
                let is_framed = line.role == Role::Subhead && self.makeup.framed_subheads;
                if is_framed {
                    self.rule([from, y - 0.3], [from + column, y - 0.3]);
                    self.rule([from, y + 1.4], [from + column, y + 1.4]);
                }
                self.add(line, [from, from + column], y, size, bold, align);
                y += leading;
            }
            end = end.max(y);
        }
        self.frame += 1;
        end
    }

    /// The size, weight and place of a line of running text.
    fn look(&self, line: &Line) -> (f32, bool, Align) {
        let makeup = &self.makeup;
        match line.role {
            Role::Subhead if makeup.centred => (makeup.subhead, makeup.bold_subheads, Align::Centre),
            Role::Subhead => (makeup.subhead, makeup.bold_subheads, Align::Left),
            Role::Byline if makeup.centred => (1.0, makeup.bold_bylines, Align::Right),
            Role::Byline | Role::Jump | Role::Credit => (1.0, makeup.bold_bylines, Align::Left),
            _ if makeup.justified && !line.is_last => (1.0, false, Align::Justify),
            _ => (1.0, false, Align::Left),
        }
    }

    /// The lines of blocks in a width, in their sizes.
    fn lines(&self, blocks: &[Block], width: f32) -> Vec<Line> {
        let columns = Columns { width: (2.0 * width) as usize, ..self.columns };
        let mut out: Vec<Line> = Vec::new();
        for block in blocks {
            let (text, gold) = printer::print_block(block, Some(&columns), self.habits);
            let mut start = 0;
            for row in text.split_inclusive('\n') {
                let range = start..start + row.trim_end().len();
                start += row.len();
                let indent = row.len() - row.trim_start().len();
                let of_line: Vec<Gold> =
                    gold.iter().filter_map(|gold| within(gold, &range, range.start + indent)).collect();
                let Some(role) = of_line.first().map(|gold| gold.role) else { continue };
                let indent = row[..indent].chars().map(cells).sum();
                out.push(Line { text: row.trim().to_owned(), gold: of_line, indent, role, is_last: false });
            }
            if let Some(last) = out.last_mut() {
                last.is_last = true;
            }
        }
        out
    }

    fn add(&mut self, line: Line, edges: [f32; 2], y0: f32, size: f32, bold: bool, align: Align) {
        let indent = line.indent as f32 * 0.5 * size;
        let (width, room) = (natural(&line) * size, edges[1] - edges[0] - indent);
        let x0 = edges[0] + indent;
        let (x0, x1) = match align {
            Align::Justify if width > 0.7 * room => (x0, edges[1]),
            Align::Left | Align::Justify => (x0, x0 + width),
            Align::Centre => (x0 + (room - width) / 2.0, x0 + (room + width) / 2.0),
            Align::Right => (edges[1] - width, edges[1]),
        };
        let bounds = Bounds { x0, y0, x1, y1: y0 + size };
        self.pieces.push(Piece { line, bounds, size, bold, frame: self.frame });
    }

    fn rule(&mut self, [x0, y0]: [f32; 2], [x1, y1]: [f32; 2]) {
        const WIDTH: f32 = 0.05;
        let bounds = Bounds { x0, y0, x1: x1.max(x0 + WIDTH), y1: y1.max(y0 + WIDTH) };
        self.rules.push(bounds);
    }

    fn frame_with_rules(&mut self, Bounds { x0, y0, x1, y1 }: Bounds) {
        self.rule([x0, y0], [x1, y0]);
        self.rule([x0, y1], [x1, y1]);
        self.rule([x0, y0], [x0, y1]);
        self.rule([x1, y0], [x1, y1]);
    }

    /// The page as its file draws it.
    fn drawn(self, random: &mut Rng) -> PaperPage {
        let Self { makeup, mut pieces, rules, pictures, .. } = self;
        let by_place =
            |a: &Piece, b: &Piece| a.bounds.y1.total_cmp(&b.bounds.y1).then(a.bounds.x0.total_cmp(&b.bounds.x0));
        match makeup.order {
            Order::Reading => {}
            Order::Rows => pieces.sort_by(by_place),
            Order::Frames | Order::Interleaved => {
                let frames = pieces.last().map_or(0, |piece| piece.frame + 1);
                let mut order: Vec<usize> = (0..frames).collect();
                random.shuffle(&mut order);
                let taking_turns = matches!(makeup.order, Order::Interleaved);
                let mut seen = vec![0; frames];
                let mut keyed: Vec<((usize, usize), Piece)> = Vec::new();
                for piece in pieces {
                    let turn = if taking_turns { seen[piece.frame] } else { 0 };
                    seen[piece.frame] += 1;
                    keyed.push(((turn, order[piece.frame]), piece));
                }
                keyed.sort_by_key(|(key, _)| *key);
                pieces = keyed.into_iter().map(|(_, piece)| piece).collect();
            }
        }
        let (mut text, mut gold, mut runs) = (String::new(), Vec::new(), Vec::new());
        for Piece { line, bounds, size, bold, .. } in pieces {
            let start = text.len();
            text.push_str(&line.text);
            gold.extend(
                line.gold
                    .into_iter()
                    .map(|gold| Gold { range: gold.range.start + start..gold.range.end + start, ..gold }),
            );
            let heading = makeup.is_tagged && (line.role.is_title() || line.role == Role::Subhead);
            let (bounds, bold) = (scaled(bounds, makeup.em), bold && makeup.tells_bold);
            runs.push(Run {
                bytes: start..text.len(),
                bounds,
                size: size * makeup.em,
                bold,
                heading,
                ..Run::default()
            });
            text.push('\n');
        }
        let height = runs.iter().map(|run| run.bounds.y1).fold(0.0, f32::max) + MARGIN * makeup.em;
        let page = SheetPage {
            width: makeup.width(makeup.columns) * makeup.em,
            height,
            runs,
            rules: rules.into_iter().map(|rule| Rule { bounds: scaled(rule, makeup.em) }).collect(),
            pictures: pictures.into_iter().map(|picture| scaled(picture, makeup.em)).collect(),
        };
        PaperPage { text, sheet: Sheet { pages: vec![page] }, gold }
    }
}

/// Takes the stop off the end of a text.
fn without_stop(run: &mut super::story::Run) {
    let text = run.text.trim_end_matches(['。', '.']);
    run.text.truncate(text.len());
}

/// The width of a line in its own sizes.
fn natural(line: &Line) -> f32 {
    line.text.chars().map(cells).sum::<usize>() as f32 * 0.5
}

/// What a piece of gold says of a row, from the place of its first character on.
fn within(gold: &Gold, row: &Range<usize>, first: usize) -> Option<Gold> {
    let range = gold.range.start.max(row.start)..gold.range.end.min(row.end);
    let moved = range.start.checked_sub(first)?..range.end.checked_sub(first)?;
    (range.start < range.end).then(|| Gold { range: moved, ..gold.clone() })
}

fn scaled(bounds: Bounds, by: f32) -> Bounds {
    let Bounds { x0, y0, x1, y1 } = bounds;
    Bounds { x0: x0 * by, y0: y0 * by, x1: x1 * by, y1: y1 * by }
}

#[cfg(test)]
mod tests {
    use super::super::{paper_pages, sample_articles};
    use super::*;

    fn pages() -> Vec<PaperPage> {
        paper_pages(&sample_articles(), 30, 7)
    }

    #[test]
    fn each_line_has_a_run_at_a_place_of_its_own_and_gold() {
        for PaperPage { text, sheet, gold } in pages() {
            let runs = &sheet.pages[0].runs;
            assert_eq!(
                text.lines().collect::<Vec<_>>(),
                runs.iter().map(|run| &text[run.bytes.clone()]).collect::<Vec<_>>()
            );
            let known: String = gold.iter().map(|gold| &text[gold.range.clone()]).collect();
            let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(plain(&known), plain(&text), "gold says of all what it is, in the order of the text");
            let overlap = |a: &Bounds, b: &Bounds| {
                let shared = |a: [f32; 2], b: [f32; 2]| a[1].min(b[1]) - a[0].max(b[0]);
                shared([a.x0, a.x1], [b.x0, b.x1]) > 0.5 * a.height()
                    && shared([a.y0, a.y1], [b.y0, b.y1]) > 0.3 * a.height()
            };
            for (n, run) in runs.iter().enumerate() {
                for other in &runs[..n] {
                    assert!(
                        !overlap(&run.bounds, &other.bounds),
                        "{:?} over {:?}",
                        &text[run.bytes.clone()],
                        &text[other.bytes.clone()]
                    );
                }
            }
        }
    }

    #[test]
    fn papers_differ_in_what_they_draw_and_pages_are_the_same_for_the_same_seed() {
        let count = |has: fn(&SheetPage) -> bool| pages().iter().filter(|page| has(&page.sheet.pages[0])).count();
        for has in [
            |page: &SheetPage| page.rules.is_empty(),
            |page: &SheetPage| page.pictures.is_empty(),
            |page: &SheetPage| page.runs.iter().all(|run| !run.bold),
            |page: &SheetPage| page.runs.iter().all(|run| !run.heading),
        ] {
            assert!((1..30).contains(&count(has)));
        }
        let texts = |pages: Vec<PaperPage>| pages.into_iter().map(|page| (page.text, page.sheet)).collect::<Vec<_>>();
        assert!(texts(pages()) == texts(pages()));
    }
}
