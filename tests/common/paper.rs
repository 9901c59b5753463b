//! A small page as a compositor sets it, and as a program draws it.

use banmian::form::{Bounds, Rule, Run, Sheet, SheetPage};

/// The size of the text.
pub const EM: f32 = 10.0;
/// From one baseline to the next.
pub const LEADING: f32 = 15.0;
/// The blank between columns.
const GUTTER: f32 = 20.0;

/// The widest blank within a run.
const WIDEST_WITHIN_RUN: f32 = EM;

/// What is on a page, in reading order.
#[derive(Clone, Default)]
pub struct Paper {
    pieces: Vec<Piece>,
    /// Frames so far: what is set at once.
    frames: usize,
    rules: Vec<Rule>,
    pictures: Vec<Bounds>,
}

/// Characters on one baseline.
#[derive(Clone)]
struct Piece {
    text: String,
    bounds: Bounds,
    size: f32,
    vertical: bool,
    frame: usize,
}

/// In which order the lines of a page are drawn.
#[derive(Clone, Copy, Debug)]
pub enum Drawn {
    InOrder,
    /// From top to foot, each row from left to right.
    ByRow,
    /// The frames shuffled, each in order.
    ByFrame(u64),
    Shuffled(u64),
}

impl Drawn {
    pub const ALL: [Self; 8] = [
        Self::InOrder,
        Self::ByRow,
        Self::ByFrame(1),
        Self::ByFrame(2),
        Self::ByFrame(3),
        Self::Shuffled(1),
        Self::Shuffled(2),
        Self::Shuffled(3),
    ];
}

/// The width of a text: wide characters are square, others half as wide.
fn width(text: &str, size: f32) -> f32 {
    text.chars().map(|c| if c.is_ascii() { 0.5 * size } else { size }).sum()
}

/// The left edges of columns of so many characters each, with gutters between them.
pub fn columns(left: f32, count: usize, cells: usize) -> Vec<f32> {
    (0..count).map(|n| left + n as f32 * (cells as f32 * EM + GUTTER)).collect()
}

/// The lines of paragraphs in columns of so many characters, each paragraph's first with an indent; where
/// each begins, in characters.
fn lines(paragraphs: &[&str], cells: usize) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    for paragraph in paragraphs {
        let characters: Vec<char> = paragraph.chars().collect();
        let (first, rest) = characters.split_at(characters.len().min(cells - 2));
        out.push((2, first.iter().collect()));
        out.extend(rest.chunks(cells).map(|line| (0, line.iter().collect())));
    }
    out
}

impl Paper {
    fn piece(&mut self, text: &str, bounds: Bounds, size: f32, vertical: bool) {
        self.pieces.push(Piece { text: text.into(), bounds, size, vertical, frame: self.frames });
    }

    /// A line with its upper left corner at a place.
    pub fn line(&mut self, text: &str, x0: f32, y0: f32, size: f32) -> &mut Self {
        self.piece(text, Bounds { x0, y0, x1: x0 + width(text, size), y1: y0 + size }, size, false);
        self.frames += 1;
        self
    }

    /// A thin line from one place to another.
    pub fn rule(&mut self, [x0, y0]: [f32; 2], [x1, y1]: [f32; 2]) -> &mut Self {
        self.rules.push(Rule { bounds: Bounds { x0, y0, x1: x1.max(x0 + 0.5), y1: y1.max(y0 + 0.5) } });
        self
    }

    /// Four rules around a place.
    pub fn boxed(&mut self, [x0, y0]: [f32; 2], [x1, y1]: [f32; 2]) -> &mut Self {
        self.rule([x0, y0], [x1, y0]).rule([x0, y1], [x1, y1]).rule([x0, y0], [x0, y1]).rule([x1, y0], [x1, y1])
    }

    pub fn picture(&mut self, [x0, y0]: [f32; 2], [x1, y1]: [f32; 2]) -> &mut Self {
        self.pictures.push(Bounds { x0, y0, x1, y1 });
        self
    }

    /// A line over the middle between two edges.
    pub fn centred(&mut self, text: &str, edges: (f32, f32), y0: f32, size: f32) -> &mut Self {
        self.line(text, (edges.0 + edges.1 - width(text, size)) / 2.0, y0, size)
    }

    /// Paragraphs in columns of so many characters and rows, with their left edges; returns the foot of the
    /// longest.
    pub fn story(&mut self, paragraphs: &[&str], left: &[f32], top: f32, cells: usize, rows: usize) -> f32 {
        let lines = lines(paragraphs, cells);
        assert!(lines.len() <= rows * left.len(), "{} lines are too many", lines.len());
        for (&left, lines) in left.iter().zip(lines.chunks(rows)) {
            for (n, (indent, text)) in lines.iter().enumerate() {
                let (x0, y0) = (left + *indent as f32 * EM, top + n as f32 * LEADING);
                self.piece(text, Bounds { x0, y0, x1: x0 + width(text, EM), y1: y0 + EM }, EM, false);
            }
        }
        self.frames += 1;
        top + rows.min(lines.len()) as f32 * LEADING
    }

    /// Vertical text: columns of so many characters that go down, from right to left, in tiers below each other
    /// that have `rows` of them; `tops` are the tiers' upper edges.
    pub fn tategaki(&mut self, paragraphs: &[&str], right: f32, tops: &[f32], cells: usize, rows: usize) {
        let lines = lines(paragraphs, cells);
        assert!(lines.len() <= rows * tops.len(), "{} lines are too many", lines.len());
        for (&top, lines) in tops.iter().zip(lines.chunks(rows)) {
            for (n, (indent, text)) in lines.iter().enumerate() {
                let (x1, y0) = (right - n as f32 * LEADING, top + *indent as f32 * EM);
                self.piece(text, Bounds { x0: x1 - EM, y0, x1, y1: y0 + width(text, EM) }, EM, true);
            }
        }
        self.frames += 1;
    }

    /// A line that goes down, of a font that is made for it.
    pub fn down(&mut self, text: &str, x0: f32, y0: f32, size: f32) -> &mut Self {
        self.piece(text, Bounds { x0, y0, x1: x0 + size, y1: y0 + width(text, size) }, size, true);
        self.frames += 1;
        self
    }

    /// Characters one below the other, drawn each by itself; digits stand upright beside each other.
    pub fn stacked(&mut self, characters: &[&str], x0: f32, y0: f32, size: f32) -> &mut Self {
        for (n, text) in characters.iter().enumerate() {
            let (x0, y0) = (x0 + (size - width(text, size)) / 2.0, y0 + n as f32 * 1.1 * size);
            self.piece(text, Bounds { x0, y0, x1: x0 + width(text, size), y1: y0 + size }, size, false);
        }
        self.frames += 1;
        self
    }

    /// Lines that go down from right to left, an eighth of the size apart, as a program draws them that goes
    /// across them: their first characters together, then their second ones.
    pub fn drawn_across(&mut self, lines: &[&str], x0: f32, y0: f32, size: f32) -> &mut Self {
        let step = size * 9.0 / 8.0;
        let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        for row in 0..longest {
            let there: Vec<(usize, char)> = (0..lines.len())
                .rev()
                .filter_map(|n| Some((lines.len() - 1 - n, lines[n].chars().nth(row)?)))
                .collect();
            let y0 = y0 + row as f32 * size;
            for next in there.chunk_by(|a, b| b.0 == a.0 + 1) {
                let edge = |column: usize| x0 + column as f32 * step;
                let bounds = Bounds { x0: edge(next[0].0), y0, x1: edge(next[next.len() - 1].0) + size, y1: y0 + size };
                self.piece(&next.iter().map(|(_, c)| c).collect::<String>(), bounds, size, false);
            }
        }
        self.frames += 1;
        self
    }

    /// Letters that lie on their side in a line that goes down.
    pub fn on_its_side(&mut self, text: &str, x0: f32, y0: f32, size: f32) -> &mut Self {
        self.piece(text, Bounds { x0, y0, x1: x0 + size, y1: y0 + width(text, size) }, size, false);
        self.frames += 1;
        self
    }

    /// English paragraphs in justified columns; lines with wide blanks are drawn word by word.
    pub fn justified(&mut self, paragraphs: &[&str], left: &[f32], top: f32, cells: usize, rows: usize) {
        let mut lines: Vec<(f32, Vec<&str>, bool)> = Vec::new();
        let room = |words: &[&str]| cells as f32 * EM - words.iter().map(|word| width(word, EM)).sum::<f32>();
        for paragraph in paragraphs {
            let mut line = (EM, Vec::new(), false);
            for word in paragraph.split(' ') {
                let blanks = line.1.len() as f32 * 0.5 * EM;
                if room(&line.1) - line.0 - blanks < width(word, EM) {
                    lines.push(std::mem::take(&mut line));
                }
                line.1.push(word);
            }
            lines.push((line.0, line.1, true));
        }
        assert!(lines.len() <= rows * left.len(), "{} lines are too many", lines.len());
        for (&left, lines) in left.iter().zip(lines.chunks(rows)) {
            for (n, (indent, words, is_last)) in lines.iter().enumerate() {
                let gaps = (words.len() - 1).max(1) as f32;
                let gap = if *is_last { 0.3 * EM } else { (room(words) - indent) / gaps };
                let stretches = if gap > WIDEST_WITHIN_RUN { words.chunks(1) } else { words.chunks(words.len()) };
                let mut x0 = left + indent;
                for words in stretches {
                    let gaps = (words.len() - 1) as f32 * gap;
                    let x1 = x0 + gaps + words.iter().map(|word| width(word, EM)).sum::<f32>();
                    let y0 = top + n as f32 * LEADING;
                    self.piece(&words.join(" "), Bounds { x0, y0, x1, y1: y0 + EM }, EM, false);
                    x0 = x1 + gap;
                }
            }
        }
        self.frames += 1;
    }

    /// The number of lines that begin at this left edge.
    pub fn lines_at(&self, left: f32) -> usize {
        self.pieces.iter().filter(|piece| piece.bounds.x0 == left).count()
    }

    /// The text and the sheet of a file that draws the page so.
    pub fn drawn(&self, order: Drawn) -> (String, Sheet) {
        let mut pieces: Vec<&Piece> = self.pieces.iter().collect();
        match order {
            Drawn::InOrder => {}
            Drawn::ByRow => {
                pieces.sort_by(|a, b| a.bounds.y0.total_cmp(&b.bounds.y0).then(a.bounds.x0.total_cmp(&b.bounds.x0)))
            }
            Drawn::ByFrame(seed) => pieces.sort_by_key(|piece| scrambled(piece.frame, seed)),
            Drawn::Shuffled(seed) => {
                let mut keyed: Vec<_> = pieces.into_iter().enumerate().collect();
                keyed.sort_by_key(|(n, _)| scrambled(*n, seed));
                pieces = keyed.into_iter().map(|(_, piece)| piece).collect();
            }
        }
        let (mut text, mut runs) = (String::new(), Vec::new());
        for piece in pieces {
            let bytes = text.len()..text.len() + piece.text.len();
            let Piece { bounds, size, vertical, .. } = *piece;
            runs.push(Run { bytes, bounds, size, vertical, ..Run::default() });
            text.push_str(&piece.text);
            text.push('\n');
        }
        let edge = |of: fn(&Bounds) -> f32| runs.iter().map(|run| of(&run.bounds)).fold(0.0, f32::max) + 40.0;
        let (width, height) = (edge(|bounds| bounds.x1), edge(|bounds| bounds.y1));
        let (rules, pictures) = (self.rules.clone(), self.pictures.clone());
        (text, Sheet { pages: vec![SheetPage { width, height, runs, rules, pictures }] })
    }
}

/// A number that is another for each seed, in no order (SplitMix64, Steele et al. 2014).
fn scrambled(n: usize, seed: u64) -> u64 {
    let mut z =
        seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add((n as u64 + 1).wrapping_mul(0xbf58_476d_1ce4_e5b9));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
