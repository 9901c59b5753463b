//! The habits of one paper, drawn at random.

use super::grammar::Words;
use super::{Language, chance};
use fastrand::Rng;
use ferrous_opencc::config::BuiltinConfig;

/// Where a paper says who wrote a story.
#[derive(Clone, Copy, PartialEq)]
pub enum BylinePlace {
    UnderHeadline,
    InLead,
    AtFoot,
    Nowhere,
}

/// What becomes of the dateline that an article has.
#[derive(Clone, Copy, PartialEq)]
pub enum Dateline {
    Kept,
    Removed,
    Replaced,
}

/// Between what there is a blank line.
#[derive(Clone, Copy, PartialEq)]
pub enum Blank {
    Never,
    Lines,
    Blocks,
    Frames,
}

/// How wide the punctuation of a Chinese page is.
#[derive(Clone, Copy, PartialEq)]
pub enum Punctuation {
    AsWritten,
    Half,
    Full,
}

/// Columns in which lines are broken.
#[derive(Clone, Copy)]
pub struct Columns {
    /// In cells, two of which are a full-width character.
    pub width: usize,
    /// Columns have different widths.
    pub uneven: bool,
    /// No line begins with a closing mark or ends with an opening one.
    pub rules: bool,
    /// A closing mark may stand beyond the column.
    pub hanging: bool,
    /// Numbers and Latin words are broken anywhere.
    pub breaks_words: bool,
    /// Latin words are hyphenated.
    pub hyphenates: bool,
}

/// How likely a text layer has lost the order of a page, in each of the ways it can.
#[derive(Clone, Copy, PartialEq)]
pub struct Disorder {
    /// Paragraphs are cut by columns' ends.
    pub cuts: f32,
    /// Pieces of a story come later, among other stories.
    pub drift: f32,
    /// A headline is away from its text.
    pub loose_headlines: f32,
    pub headlines: Headlines,
    /// Frames of stories beside each other take turns.
    pub interleaving: f32,
}

/// Where the headlines of a page are.
#[derive(Clone, Copy, PartialEq)]
pub enum Headlines {
    ByChance,
    AfterText,
    Top,
    End,
}

pub struct Habits<'g> {
    pub language: Language,
    pub words: Words<'g>,
    /// Into which characters the page is converted.
    pub script: Option<BuiltinConfig>,
    pub corner_quotes: bool,
    /// A blank follows every full-width mark.
    pub spaced_punctuation: bool,
    /// Where bylines stand; each story has one of these.
    pub byline_places: Vec<BylinePlace>,
    pub byline_forms: Vec<&'g str>,
    pub foot_forms: Vec<&'g str>,
    /// The share of stories with a source or place below the text, besides any byline.
    pub signoffs: f32,
    pub signoff_forms: Vec<&'g str>,
    pub dateline_forms: Vec<&'g str>,
    pub dated_lead_forms: Vec<&'g str>,
    pub credit_forms: Vec<&'g str>,
    pub dateline: Dateline,
    /// The share of stories without a dateline that get one.
    pub datelines_added: f32,
    /// What stands between a dateline and the text.
    pub dateline_space: &'static str,
    pub punctuation: Punctuation,
    pub full_digits: bool,
    pub blank: Blank,
    pub blank_in_heading: bool,
    /// How many blank lines there are where there are any.
    pub gap: usize,
    pub indent: &'static str,
    /// The width of a headline's lines, in cells.
    pub headline_width: usize,
    pub upper_case_headlines: bool,
    pub upper_case_subheads: bool,
    pub kickers: f32,
    /// What kickers stand in.
    pub kicker_brackets: [&'static str; 2],
    /// A kicker that several stories of the page have, and their share.
    pub series: Option<(String, f32)>,
    pub decks: f32,
    pub subheads: f32,
    pub two_line_subheads: f32,
    pub subhead_prefix: Option<&'g str>,
    pub rubrics: f32,
    pub captions: f32,
    pub credit_on_own_line: bool,
    pub jumps: f32,
    /// The most characters that a story has.
    pub longest: usize,
    pub columns: Option<Columns>,
    pub disorder: Disorder,
    /// How much there is beside stories: furniture, teasers, briefs, notices.
    pub extras: f32,
}

impl<'g> Habits<'g> {
    pub fn draw(language: Language, words: Words<'g>, random: &mut Rng) -> Self {
        use BylinePlace::{AtFoot, InLead, Nowhere, UnderHeadline};
        let han = language != Language::English;
        let byline_places = match random.u8(..10) {
            0..=3 => vec![UnderHeadline],
            4 => vec![InLead],
            5 => vec![AtFoot],
            6 => vec![Nowhere],
            7 => vec![UnderHeadline, Nowhere],
            8 => vec![UnderHeadline, AtFoot, InLead],
            _ => vec![UnderHeadline, InLead, AtFoot, Nowhere],
        };
        let forms = |symbol: &str, random: &mut Rng| {
            let count = random.usize(1..4);
            words.some_forms(symbol, count, random)
        };
        let wrapped = chance(0.35, random);
        let level = random.u8(..20);
        let share = |random: &mut Rng| random.f32();
        let disorder = Disorder {
            cuts: if level < 3 { 0.0 } else { share(random) },
            drift: if level < 3 { 0.0 } else { share(random) * 0.5 },
            loose_headlines: if level < 7 { 0.0 } else { share(random) * 0.7 },
            headlines: match random.u8(..12) {
                _ if level < 7 => Headlines::ByChance,
                0 => Headlines::AfterText,
                1 => Headlines::Top,
                2 => Headlines::End,
                _ => Headlines::ByChance,
            },
            interleaving: if level < 12 { 0.0 } else { share(random) * 0.6 },
        };
        let extras = if level < 12 { [0.0, 0.4][random.usize(..2)] } else { 0.4 + share(random) * 0.6 };
        Self {
            language,
            script: None,
            corner_quotes: false,
            spaced_punctuation: han && chance(0.03, random),
            byline_places,
            byline_forms: forms("byline", random),
            foot_forms: forms("foot", random),
            signoffs: [0.0, 0.0, 0.2, 0.6][random.usize(..4)],
            signoff_forms: forms("signoff", random),
            dateline_forms: forms("dateline", random),
            dated_lead_forms: forms("datedlead", random),
            credit_forms: forms("credit", random),
            dateline: [Dateline::Kept, Dateline::Kept, Dateline::Removed, Dateline::Replaced][random.usize(..4)],
            datelines_added: [0.0, 0.0, 0.4, 1.0][random.usize(..4)],
            dateline_space: ["", " ", " ", "\u{3000}"][random.usize(..4)],
            punctuation: match random.u8(..10) {
                0..=1 if han => Punctuation::Half,
                2..=4 if han => Punctuation::Full,
                _ => Punctuation::AsWritten,
            },
            full_digits: han && chance(0.06, random),
            blank: match random.u8(..20) {
                0..=3 => Blank::Never,
                4..=6 if !wrapped => Blank::Lines,
                4 => Blank::Lines,
                5..=13 => Blank::Blocks,
                _ => Blank::Frames,
            },
            blank_in_heading: chance(0.5, random),
            gap: if chance(0.1, random) { random.usize(2..4) } else { 1 },
            indent: match random.u8(..10) {
                0..=4 => "",
                5..=7 if han => "\u{3000}\u{3000}",
                _ => "    ",
            },
            headline_width: match random.u8(..4) {
                0 if han => random.usize(14..24),
                0 | 1 => random.usize(20..44),
                2 => random.usize(36..70),
                _ => random.usize(60..130),
            },
            upper_case_headlines: !han && chance(0.15, random),
            upper_case_subheads: !han && chance(0.5, random),
            kickers: if han { [0.0, 0.1, 0.4][random.usize(..3)] } else { [0.0, 0.0, 0.1][random.usize(..3)] },
            kicker_brackets: match random.usize(..10) {
                0 | 1 if han => ["（", "）"],
                2 if han => ["【", "】"],
                3 if han => ["■", ""],
                _ => ["", ""],
            },
            series: chance(0.15, random).then(|| (words.draw("rubric", random), [0.3, 0.6][random.usize(..2)])),
            decks: [0.0, 0.1, 0.3][random.usize(..3)],
            subheads: [0.0, 0.0, 0.0, 0.2, 0.5][random.usize(..5)],
            two_line_subheads: [0.0, 0.0, 0.5][random.usize(..3)],
            subhead_prefix: chance(0.3, random).then(|| words.some_forms("subheadprefix", 1, random)[0]),
            rubrics: [0.0, 0.0, 0.1, 0.3][random.usize(..4)],
            captions: [0.0, 0.2, 0.5][random.usize(..3)],
            credit_on_own_line: chance(0.6, random),
            jumps: [0.0, 0.0, 0.1, 0.3][random.usize(..4)],
            longest: [200, 400, 700, 1200, 2000, 4000][random.usize(..6)] * if han { 1 } else { 3 },
            columns: wrapped.then(|| Columns {
                width: if han { 2 * random.usize(11..41) } else { random.usize(24..90) },
                uneven: chance(0.5, random),
                rules: chance(0.6, random),
                hanging: chance(0.3, random),
                breaks_words: chance(0.4, random),
                hyphenates: !han && chance(0.4, random),
            }),
            disorder,
            extras,
            words,
        }
    }

    /// Returns one of a paper's ways to write something, written out; now and then it is another.
    pub fn write(&self, forms: &[&'g str], symbol: &str, random: &mut Rng) -> String {
        if chance(0.1, random) {
            return self.words.draw(symbol, random);
        }
        self.words.expand(forms[random.usize(..forms.len())], random)
    }
}
