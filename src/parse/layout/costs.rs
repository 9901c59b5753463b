//! All thresholds and weights of the layout stage.
//!
//! They were set by hand when each shape was first read, against the phenomenon that the
//! comment names; unlike the weights of roles and stories, none is learned from pages with
//! gold. Where a number was measured, its comment says so. `cargo xtask eval` before and after
//! shows what a change does.
//!
//! Units: *cells* are half-widths, of which a Chinese character takes two; *rows* are rows of
//! the text; *lines* are distances down the page, which are fewer than rows where boxes side
//! by side have different baselines. A *share* of n means one in n. A *tolerance* is the
//! largest difference that still counts as none.

/// Which shape a page has.
pub mod shape {
    /// Rows that a page has at least that is read as more than paragraphs.
    pub const MIN_ROWS: usize = 6;
    /// Cells of the narrowest column: six Chinese characters.
    pub const MIN_COLUMN_WIDTH: usize = 12;
    /// Cells of the widest column that a single blank parts from the next; what is longer is running
    /// text with blanks in it.
    pub const MAX_COLUMN_WIDTH: usize = 84;
    /// A blank wider than those between words.
    pub const WIDE_BLANK: &str = "   ";
    /// Characters of the longest row; what is longer is a paragraph.
    pub const MAX_ROW_CHARS: usize = 1400;
    /// Share of wide characters from which on a page is in an East Asian script.
    pub const EAST_ASIAN_SHARE: usize = 4;
    /// Cells that neighbouring rows of a hard-wrapped column may differ by: one Chinese
    /// character that did not fit.
    pub const EVEN_TOLERANCE: usize = 2;
    /// Share of rows with text side by side from which on the page has columns. Measured on the
    /// kinds of text layer: it is a third of the rows or next to none.
    pub const MULTI_COLUMN_SHARE: usize = 6;
    /// Share of rows as long as the one before from which on the page is hard-wrapped. Measured
    /// on the kinds of text layer: it is a third of hard-wrapped rows, at most a fifth of others.
    pub const EVEN_SHARE: usize = 4;
}

/// Columns side by side, padded or not.
#[cfg(feature = "columns")]
pub mod multi_column {
    /// Share of rows with more than a single blank from which on a page counts as padded.
    pub const PADDED_SHARE: usize = 10;
    /// Blanks that a tab counts as.
    pub const TAB_STOP: usize = 8;
    /// Cells of a Chinese character.
    pub const CHAR_WIDTH: i32 = 2;
    /// Cells between two columns.
    pub const GUTTER: i32 = 2;
    /// Cells that a paragraph's first line is set in by: two Chinese characters.
    pub const INDENT: i32 = 4;
    /// Cells of the narrowest column.
    pub const MIN_COLUMN_WIDTH: i32 = super::shape::MIN_COLUMN_WIDTH as i32;
    /// Cells that a full line may differ by from its column's width: a Chinese character.
    pub const FULL_TOLERANCE: i32 = 2;
    /// Cells before its column's far edge at which a line counts as reaching it.
    pub const LINE_END_TOLERANCE: i32 = 3;
    /// Single characters, a blank apart, of the shortest letter-spaced line.
    pub const MIN_LETTER_SPACED: usize = 4;
    /// Share that they have at least among the pieces of the line, which may hold numbers.
    pub const LETTER_SPACED_SHARE: usize = 2;
}

/// Columns that padding keeps apart, set by hand against pages as `pdftotext -layout` writes
/// them.
///
/// Costs are integers, on the scale of cells that a line stands from where it should.
#[cfg(feature = "columns")]
pub mod padded {
    pub use super::multi_column::{CHAR_WIDTH, FULL_TOLERANCE, GUTTER, INDENT, LINE_END_TOLERANCE, MIN_COLUMN_WIDTH};
    use std::ops::RangeInclusive;

    // Positions by the padding.

    /// Rows up and down that are compared for the position of a segment.
    pub const MAX_REACH: usize = 25;
    /// Rows in a sequence that do not reach the position, past which another box is taken to begin.
    pub const MAX_HOLE: usize = 8;
    /// Blank rows that a band of rows padded together may have.
    pub const BAND_BLANK_ROWS: usize = 2;
    /// Rows above a padded segment in which others are compared with it.
    pub const MAX_COMPARED_ROWS: usize = 3;
    /// Padded segments before one that are compared with it.
    pub const MAX_COMPARED: usize = 24;
    /// How many times more segments must line up by cells than by characters, for the
    /// page to count as padded by cells.
    pub const CELLS_MAJORITY: usize = 2;

    // Their refinement.

    /// Times that positions are estimated.
    pub const REFINEMENT_ROUNDS: usize = 4;
    /// Times that continuations are moved below what they continue in each.
    pub const SHIFT_ROUNDS: usize = 2;
    /// Cells that a justified line may be narrower than its characters.
    pub const MAX_SQUEEZE: i32 = 2;
    /// Cells that a justified line may be wider than its characters.
    pub const MAX_STRETCH: i32 = 8;
    /// Cells of the widest gutter where a single blank is all there is between two columns.
    pub const MAX_GUTTER: i32 = GUTTER + 2;

    // The segments by row.

    /// Share of the narrower's width that two overlapping segments have in common at least.
    pub const OVERLAP_SHARE: i32 = 2;
    /// Cells at both ends of a segment, as its estimated ends may be off, that are left out of
    /// the question whether another stands under it.
    pub const END_TRIM: usize = 2;
    /// Lines that a second blank row counts as: more than any column runs over.
    pub const BLANK_ROWS_HEIGHT: usize = 2 * MAX_LINE_STEP;

    // Detection of columns.

    /// Cells that two edges may differ by and still be one.
    pub const EDGE_TOLERANCE: i32 = 4;
    /// Cells that a line may stand past the usual indent.
    pub const INDENT_TOLERANCE: i32 = 2;
    /// Cells that a line's characters may exceed the column's width by.
    pub const MAX_OVERHANG: i32 = 3;
    /// Lines from one line of a column to the next, at most.
    pub const MAX_LINE_STEP: usize = 3;
    /// Lines of the shortest column.
    pub const MIN_LINES: usize = 2;
    /// Lines from which on aligned segments are a column without a neighbour: two may be a headline.
    pub const SURE_LINES: usize = 3;
    /// Cells between a column of two lines and the neighbour that supports it, at most.
    pub const MAX_SUPPORT_GAP: i32 = EDGE_TOLERANCE + 3;
    /// Cells that columns of one width may differ by.
    pub const WIDTH_TOLERANCE: i32 = 1;
    /// The same for two stretches of one column, parted by short lines.
    pub const BRIDGED_WIDTH_TOLERANCE: i32 = 3;
    /// Share of the longer that the shorter of two lines, ragged at the right, has at least.
    pub const RAGGED_LINE_SHARE: i32 = 2;
    /// Quartile of its lines' widths that is a column's: some lines are short, few too long.
    pub const WIDTH_QUARTILE: usize = 3;

    // Columns grown line by line.

    /// Cells that a line of the column must begin before its far edge, at least.
    pub const MIN_INSIDE: i32 = 1;
    /// Cells that justification adds to a full line at most, an indent included.
    pub const MAX_JUSTIFICATION: i32 = INDENT + 4;
    /// Part of the width, as a fraction, that a column and its continuation share at least.
    pub const CONTINUATION_OVERLAP: (i32, i32) = (3, 5);
    /// Share of its lines that may run into others where a continuation is moved.
    pub const COLLISION_SHARE: usize = 5;
    /// Cells of a segment so short that it may be a column's line wherever it starts.
    pub const MAX_TINY_WIDTH: i32 = 4;

    // Alignment of segments to columns.

    /// Cells that a segment which fills its column is moved at most, and any other.
    pub const MAX_MOVE: i32 = 16;
    pub const MAX_MOVE_OF_ANY: i32 = 6;
    /// Rows past its ends in which a column is still aligned to, and the cost of each.
    pub const MAX_ROWS_OUTSIDE: usize = 4;
    pub const ROW_OUTSIDE: i32 = 2;
    /// Cells that a line may differ by from its column's width or edges.
    pub const FIT_TOLERANCE: i32 = 3;
    /// Cells that neighbouring columns may overlap by.
    pub const MAX_COLUMN_OVERLAP: i32 = 6;
    /// Cells between two segments of a line.
    pub const MIN_BLANK: i32 = 1;
    /// Cost of a segment in no column: one shorter than a column, and one as long.
    pub const SHORT_OUTSIDE: i32 = 6;
    pub const LONG_OUTSIDE: i32 = 20;
    /// Cost of another segment in a line that has one.
    pub const SAME_LINE: i32 = 3;
    /// Cost of an indented line rather than one at the edge.
    pub const INDENTED: i32 = 1;
    /// Cost of moving a segment as far as the one before it was moved.
    pub const DRIFTED_ALONG: i32 = 1;
    /// Cost of a line anywhere within the column, such as a signature or a subhead.
    pub const ANYWHERE_WITHIN: i32 = 5;
    /// What a line saves that fills the column.
    pub const FILLS_COLUMN: i32 = 3;
    /// What a line saves at the character column of most others, or an indent past it: padding
    /// puts the lines of a column at one, whatever their cells.
    pub const SAME_CHAR_COLUMN: i32 = 4;
    /// Characters of an indent, from least to most: two wide ones, or a few narrow
    /// ones.
    pub const INDENT_CHARS: (usize, usize) = (2, 5);

    // Boxes of columns.

    /// Cells that a gutter may differ by from the usual one.
    pub const GUTTER_TOLERANCE: i32 = 5;
    /// Rows that the tops of a box's columns may differ by.
    pub const TOP_TOLERANCE: usize = 1;
    /// Rows that a column may run past the others' bottom.
    pub const BOTTOM_TOLERANCE: usize = 1;
    /// Boxes, by their top, among which a column's is looked for: the columns of a box begin
    /// within few rows of each other. Bounds the work on large pages.
    pub const MAX_BOXES_APART: usize = 64;
    /// Cells past its column's edge from which on a line counts as indented, and below which
    /// it counts as not.
    pub const MIN_INDENT: i32 = 2;
    pub const UNINDENTED_TOLERANCE: i32 = 2;
    /// Lines that a column may begin below the others, where nothing else stands there.
    pub const MAX_LATE_START: usize = 6;
    /// Rows of what may be two headlines side by side rather than two columns.
    pub const MAX_HEADLINE_ROWS: usize = 2;
    /// Segments, and rows, above a box's top that may be a headline within a column.
    pub const MAX_HEADLINE_SEGMENTS: usize = 3;
    pub const MAX_HEADLINE_HEIGHT: usize = 8;
    /// Lines that such a headline stands above the top of the other columns, at most.
    pub const MAX_HEADLINE_OVERHANG: usize = 5;
    /// Quartile of its lines' starts that is a short column's edge: some lines are indented.
    pub const EDGE_QUARTILE: usize = 1;
    /// Share of a short column's lines that are full at least.
    pub const FULL_LINES_SHARE: usize = 2;

    // Headlines and other unassigned lines.

    /// Blanks between two segments of a line outside the columns.
    pub const MAX_BLANKS_IN_LINE: usize = 2;
    /// Cells of the shortest headline; a shorter line may be a byline.
    pub const MIN_HEADLINE_WIDTH: i32 = 10;
    /// How much larger than the text a headline is set, in hundredths.
    pub const HEADLINE_SCALE: RangeInclusive<i32> = 100..=300;
    /// Lines above a box within which its headline is looked for.
    pub const MAX_HEADLINE_DISTANCE: usize = 7;
    /// Lines between two lines of one headline, or two headlines side by side.
    pub const MAX_HEADLINE_STEP: usize = 1;
    /// Cells above each other from which on two lines may be one headline's.
    pub const MIN_SHARED_WIDTH: i32 = 4;
    /// What a line saves in the box that the line above it heads.
    pub const FOLLOWS_HEADLINE: i32 = 8;
    /// Cost of a line that heads no box.
    pub const NO_BOX: i32 = 24;
    /// Cells left of the box that cost as much as one line's distance above it.
    pub const LEFT_OF_BOX_DIVISOR: i32 = 2;
    /// Cost of a line right of the box, and of each cell that it is.
    pub const RIGHT_OF_BOX: i32 = 12;
    pub const RIGHT_OF_BOX_FACTOR: i32 = 3;
    /// Cells off the box's centre, as far as its size leaves open, that cost as much as one
    /// line's distance above it.
    pub const OFF_CENTRE_DIVISOR: i32 = 2;

    /// Lines between a column's detached first line and the rest, at most.
    pub const MAX_DETACHED_DISTANCE: usize = 12;
    /// Cells that a detached first line may stand off its column's edge.
    pub const DETACHED_LINE_TOLERANCE: i32 = 6;

    /// Cells of the narrowest column of a box made of unassigned lines.
    pub const MIN_SMALL_BOX_COLUMN: i32 = 20;
    /// Lines of the highest such box.
    pub const MAX_SMALL_BOX_HEIGHT: usize = 6;
    /// Lines from one of its rows to the next.
    pub const MAX_SMALL_BOX_STEP: usize = 2;
    /// Part of the column's width that its rows may be off: one in so many.
    pub const SMALL_BOX_OFFSET_DIVISOR: i32 = 2;
    /// Cells that its full lines may differ by.
    pub const SMALL_BOX_FULL_TOLERANCE: i32 = 4;
}

/// Columns that nothing but single blanks parts, set by hand against pages as `pdftotext`
/// writes them by default.
///
/// Costs are on the scale of a negative natural logarithm: 1 says that something is e times
/// rarer than what costs nothing. What the page's bigrams and widths cost is computed so; the
/// others are to balance them.
#[cfg(feature = "columns")]
pub mod unpadded {
    pub use super::multi_column::{CHAR_WIDTH, FULL_TOLERANCE, GUTTER, INDENT, MIN_COLUMN_WIDTH};

    // Bands of rows and blocks.

    /// Rows of the highest band that may be a headline.
    pub const MAX_HEADLINE_ROWS: usize = 3;
    /// Rows that are assigned in one search. Bounds the memory on large pages.
    pub const MAX_ROWS_AT_ONCE: usize = 1000;
    /// Rows from the top of a band within which boxes count as beginning side by side.
    pub const MAX_BAND_TOP_ROWS: usize = 16;
    /// Rows below its top within which headlines still come before a box.
    pub const HEADLINES_BEFORE_BOX: usize = 6;
    /// Lines from which on a box may have a headline of its own.
    pub const MIN_LINES_UNDER_HEADLINE: usize = 4;

    // Widths of columns.

    /// Cells of the widest column.
    pub const MAX_COLUMN_WIDTH: i32 = 120;
    /// Cells that an indented line may differ by from a full one.
    pub const INDENT_TOLERANCE: i32 = 1;
    /// For each full line, lines a character short, and lines with an indent, at most. As many
    /// are an echo of the width, not a width of their own.
    pub const SHORT_LINES: f32 = 0.2;
    pub const INDENTED_LINES: f32 = 0.25;
    /// Full lines that show a width, at least.
    pub const MIN_FULL_LINES: f32 = 3.5;
    /// Different widths on a page, at most.
    pub const MAX_WIDTHS: usize = 8;
    /// Cells of a segment that may be the only line of its width.
    pub const MIN_OWN_WIDTH: i32 = 2 * MIN_COLUMN_WIDTH;
    /// Cost of a width that only one line shows.
    pub const OWN_WIDTH: f32 = 4.0;
    /// Segments of a row of which one must fill a column for a box to begin there.
    pub const MAX_SHOWING: usize = 3;

    // The beam search.

    /// Hypotheses that are pursued at once. Bounds the time.
    pub const BEAM_WIDTH: usize = 100;
    /// Successors that are sorted by cost: some come to the same.
    pub const MAX_SUCCESSORS: usize = 3 * BEAM_WIDTH;
    /// Steps of the search for the successors of one hypothesis. Bounds the time.
    pub const MAX_STEPS: usize = 500;
    /// What a hypothesis may cost more than the best.
    pub const MAX_OVER_BEST: f32 = 8.0;
    /// What lines and new columns may cost more than to leave the row outside.
    pub const MAX_OVER_OUTSIDE: f32 = 3.0;
    /// What the continuation of a line is taken to save at most.
    pub const MAX_SAVED_BY_LINE: f32 = 1.5;
    /// Columns that are open at once.
    pub const MAX_COLUMNS: usize = 16;
    /// Cells that all columns may be wider than the widest row: no row need hold a line of each.
    pub const MAX_EXTRA_WIDTH: i32 = 48;
    /// Steps in a line's height within which two hypotheses are alike: by their row, and by
    /// each of their columns.
    pub const STEPS_OF_ROW: f32 = 16.0;
    pub const STEPS_OF_COLUMN: f32 = 8.0;

    // Rows outside the columns, and new columns.

    /// Cost of a row that is in no column, and of each of its segments.
    pub const ROW_OUTSIDE: f32 = 3.0;
    pub const SEGMENT_OUTSIDE: f32 = 3.5;
    /// Cost of columns that go on after a blank row.
    pub const OPEN_AFTER_BLANK_ROW: f32 = 6.0;
    /// Cost of a new column.
    pub const NEW_COLUMN: f32 = 1.5;
    /// Cost, besides, of a new box, and of one left of the end of the row before.
    pub const NEW_BOX: f32 = 3.0;
    pub const NEW_BOX_LEFTWARD: f32 = 0.5;
    /// Cost of each line that a box's column begins below its top, and lines that cost nothing.
    pub const LATE_COLUMN: f32 = 3.0;
    pub const MAX_LATE: f32 = 0.5;

    // Order of rows, by their vertical position in lines.

    /// Lines that a column may be above the last row and still be taken up; past it, it has ended.
    pub const MAX_LAG: f32 = 1.7;
    /// Lines that a column has to be behind to make room for another.
    pub const MIN_LAG_OF_ENDED: f32 = 0.6;
    /// Lines within which two rows have one height.
    pub const LEVEL: f32 = 0.05;
    /// Lines within which lines of different boxes share a row.
    pub const SAME_ROW: f32 = 0.35;
    /// Lines within which a new column begins beside the last line of its box.
    pub const BESIDE_LAST: f32 = 0.3;
    /// Lines within which the last line of the column to the left is beside the row.
    pub const BESIDE_ROW: f32 = 0.2;
    /// Lines down within which a row is the next, and none was skipped.
    pub const ONE_LINE: f32 = 1.2;
    /// Lines that a row of new boxes stands below the row before: where it begins left of that
    /// row's end, and elsewhere.
    pub const NEW_BOX_STEP_LEFTWARD: f32 = 0.4;
    pub const NEW_BOX_STEP: f32 = 0.1;
    /// Cost of each line that a row stands above the one before.
    pub const ABOVE_LAST_ROW: f32 = 2.0;
    /// Cost of a row beside the one before that is not right of it.
    pub const LEVEL_BUT_LEFTWARD: f32 = 3.0;
    /// Cost of each line skipped.
    pub const LINE_SKIPPED: f32 = 2.0;
    /// Cost of a line that does not stand on its row's height, and of each line farther off.
    pub const OFF_ROW: f32 = 1.0;
    pub const OFF_ROW_PER_LINE: f32 = 2.0;
    /// Cost of a row that has no line of the column to its left: one that goes on, or one that
    /// has ended before.
    pub const LEFT_COLUMN_PAUSES: f32 = 1.5;
    pub const LEFT_COLUMN_ENDED: f32 = 2.0;

    // Lines by their width: how much rarer each is than one that fills its column.

    /// Cells of a line so short that the next segment may be of the same.
    pub const MIN_LINE_WIDTH: i32 = 16;
    pub const ONE_CELL_SHORT: f32 = 2.6;
    pub const TWO_CELLS_SHORT: f32 = 2.0;
    pub const THREE_CELLS_SHORT: f32 = 3.5;
    pub const ONE_CELL_LONG: f32 = 3.3;
    pub const TWO_CELLS_LONG: f32 = 4.3;
    /// A line short by an indent at the start of its row.
    pub const INDENTED_LINE: f32 = 1.5;
    /// A line there that is off by one cell from that.
    pub const NEARLY_INDENTED_LINE: f32 = 3.5;
    /// A shorter line: at its row's end, at its start as if flush right, and between others.
    pub const SHORT_LINE_AT_END: f32 = 3.5;
    pub const SHORT_LINE_AT_START: f32 = 5.0;
    pub const SHORT_LINE_WITHIN: f32 = 7.0;

    // The text from line to line.

    /// Cost of an indented line after a full one, which rarely ends its paragraph.
    pub const INDENTED_AFTER_FULL: f32 = 0.7;
    /// Cost of a full line after a short one that is not indented, as a paragraph's first would be.
    pub const UNINDENTED_AFTER_SHORT: f32 = 2.0;
    /// Cost of a short line after a short one.
    pub const SHORT_AFTER_SHORT: f32 = 1.0;
    /// Weight of the mutual information of a line's last character and the next one's first.
    pub const BIGRAM_WEIGHT: f32 = 0.9;
    /// Added to the counts of a bigram, seen and expected: the less, the more one counts that
    /// is never seen.
    pub const BIGRAM_SMOOTHING: f32 = 0.1;
    /// Segments within which bigrams are asked about. Bounds the memory.
    pub const MAX_SEGMENTS_APART: usize = 96;
    /// Cost of a number broken at a line's end.
    pub const NUMBER_BROKEN: f32 = 1.0;
    /// Cost of a short line that does not end as a paragraph does.
    pub const PARAGRAPH_UNENDED: f32 = 1.5;
    /// Cost of a paragraph, and of a column, that begins with punctuation no line begins with.
    pub const PUNCTUATION_BEGINS_PARAGRAPH: f32 = 3.0;
    pub const PUNCTUATION_BEGINS_COLUMN: f32 = 0.5;
}

/// Lines whose places on paper are known.
///
/// *Sizes* are multiples of the size of type that the line or block in question is set in, *body sizes* of
/// the one that most of the page is set in. They were set by hand while looking at 87 pages set as PDFs and
/// nine real ones; none comes from a measurement.
#[cfg(feature = "columns")]
pub mod geometry {
    // Bounds of time and memory.

    /// Runs of a page whose places are compared, at most; a page of more is read in the order of its
    /// text.
    pub const MAX_RUNS: usize = 12_000;
    /// Lines above and below that are looked at to tell a gutter, at most; a newspaper has some forty.
    pub const MAX_NEAR: usize = 400;
    /// Headings of a page that are compared with each other, at most.
    pub const MAX_HEADS: usize = 400;
    /// Groups of a page that are put in order by what stands above and left of each, at most; more of
    /// them are read from top to foot.
    pub const MAX_GROUPS: usize = 2_000;
    /// Columns side by side that are given to several headings, at most.
    pub const MAX_HEADED_COLUMNS: usize = 60;
    /// Rules of a page that are looked at, at most, and pictures.
    pub const MAX_RULES: usize = 2_000;
    /// The least size, in the unit of the sheet, for a form that says 0 or less.
    pub const MIN_SIZE: f32 = 1e-3;

    /// Sizes from an initial to the lines beside it, at most, and of their overlap.
    pub const MAX_GAP_AT_INITIAL: f32 = 1.5;
    pub const INITIAL_OVERLAP: f32 = 0.5;

    /// Sizes that a line on its side is high at least, and wide at most.
    pub const ON_ITS_SIDE: f32 = 1.7;

    // What is drawn beside the text.

    /// Body sizes that the ends of two rules are apart at most where they make a corner.
    pub const CORNER: f32 = 0.5;
    /// Share of the narrower place's width that a rule is as long as which parts it from another.
    pub const RULE_SHARE: f32 = 0.8;
    /// Body sizes between two rules that frame a line or two, at most.
    pub const FRAMED: f32 = 4.0;
    /// Sizes that a rule or a picture is away from a row that it is right above or below, and that it may
    /// be within the row's own height: descents of letters reach under what is drawn there.
    pub const RULE_NEAR: f32 = 1.5;
    pub const PICTURE_NEAR: f32 = 2.0;
    pub const RULE_OVERLAP: f32 = 0.2;

    // Rows: runs that share a baseline within one column.

    /// Sizes that baselines of one row may be apart: letters and characters of two faces.
    pub const BASELINE_TOLERANCE: f32 = 0.35;
    /// How many times as large as another a run of its row may be.
    pub const SIZES_IN_ROW: f32 = 1.3;
    /// Sizes of a gap that is a blank between words, whatever stands above and below.
    pub const MAX_BLANK: f32 = 0.6;
    /// Sizes of the widest gap between words of one row.
    pub const MAX_GAP: f32 = 12.0;
    /// Sizes above and below a baseline within which other lines tell of a gap in it, and sizes
    /// beside the gap.
    pub const NEAR: f32 = 14.0;
    pub const NEAR_BESIDE: f32 = 3.0;
    /// Sizes that a baseline is away from another at least that is not of the same row.
    pub const OTHER_BASELINE: f32 = 0.5;
    /// How many times as large as a row a line may be that tells of a gap in it; a heading may stand
    /// across a gutter.
    pub const SIZES_NEAR: f32 = 1.2;
    /// Sizes between two baselines of one column, at most.
    pub const MAX_LEADING: f32 = 2.2;
    /// Baselines above, or below, that tell of a gap by themselves.
    pub const MIN_BASELINES: usize = 4;
    /// Sizes from one place in a gap to the next at which lines across it are counted.
    pub const GAP_STEP: f32 = 0.3;
    /// Lines that may stand across a gutter, such as a heading.
    pub const MAX_ACROSS_GUTTER: usize = 1;

    // Upright characters of a heading that goes down the page.

    /// Sizes of the widest: a number of two or three digits.
    pub const MAX_UPRIGHT_WIDTH: f32 = 1.7;
    /// Sizes that the middle of one may be beside that of another.
    pub const UPRIGHT_CENTRE: f32 = 0.35;
    /// Sizes between one and the next below it.
    pub const UPRIGHT_GAP: f32 = 0.5;
    /// How many times as large as the next one may be.
    pub const UPRIGHT_SIZES: f32 = 1.1;
    /// The least number of them: two may be anything, such as the ends of two lines.
    pub const MIN_UPRIGHT: usize = 3;

    /// Characters of a run, at most, that may be those of as many lines, and sizes between two of them,
    /// at least: they are further apart than the characters of a line.
    pub const MAX_SPACED_OUT: usize = 12;
    pub const SPACED_OUT: f32 = 0.12;

    // Blocks: rows that stand one below the other.

    /// How many times as large as the text a heading is at least.
    pub const HEADING: f32 = 1.18;
    /// Sizes between the baselines of a block's rows, at most.
    pub const BLOCK_LEADING: f32 = 2.1;
    /// How many times as large as the other one of two rows of a block may be.
    pub const SIZES_IN_BLOCK: f32 = 1.15;
    /// Sizes above a row within which others begin that may be the one above it.
    pub const REACH_ABOVE: f32 = 8.0;
    /// Sizes within which two rows have one height.
    pub const LEVEL: f32 = 0.3;
    /// Sizes that left edges of two rows of a block may be apart: an indent of two characters.
    pub const INDENT: f32 = 2.6;
    /// Sizes that right edges may be apart where left ones are not together, and sizes that those may
    /// be apart then: a first line behind an initial or a name.
    pub const RIGHT_EDGE: f32 = 1.2;
    pub const MAX_HUNG: f32 = 12.0;
    /// Sizes that the middles of two rows of a centred heading may be apart.
    pub const HEADING_CENTRE: f32 = 0.6;
    /// Rows below each other, at most, of which the last words stand apart; rows of a block, at
    /// least, that has such, and how many times as many it has more than.
    pub const MAX_WORDS: usize = 4;
    pub const MIN_ROWS_BESIDE_WORDS: usize = 3;
    pub const ROWS_A_WORD: usize = 2;
    /// How many times as large as those words the block may be.
    pub const SIZES_OF_WORDS: f32 = 1.15;
    /// Sizes that those words may stand out of the block: to the left, above and below, and to the right.
    pub const WORDS_OUTSIDE: f32 = 0.5;
    pub const WORDS_OUTSIDE_RIGHT: f32 = 0.8;
    /// Sizes that they may overlap the rest of the row.
    pub const WORDS_OVERLAP: f32 = 0.3;

    // Heads: headings that stand together.

    /// Sizes between a head and what stands below it, at most (of what is smaller than the text, body
    /// sizes), and of their overlap.
    pub const HEAD_GAP: f32 = 1.6;
    pub const HEAD_OVERLAP: f32 = 0.5;
    /// Body sizes that the left edges, or the middles, of two lines of a head may be apart.
    pub const HEAD_LEFT: f32 = 0.6;
    pub const HEAD_CENTRE: f32 = 1.2;
    /// Sizes of the widest heading that may be upright characters of one that goes down.
    pub const MAX_DOWN_WIDTH: f32 = 3.0;
    /// Sizes between lines of a heading that goes down, at most, and of their overlap.
    pub const DOWN_GAP: f32 = 1.3;
    pub const DOWN_OVERLAP: f32 = 0.3;
    /// Sizes that the upper edges of such lines may be apart.
    pub const DOWN_TOPS: f32 = 2.5;
    /// Share of the narrower line's width that the next piece of it covers, and the sizes between them.
    pub const DOWN_SHARE: f32 = 0.6;
    pub const DOWN_STEP: f32 = 0.7;
    /// Sizes that middles of pieces of one such line may be apart.
    pub const DOWN_CENTRE: f32 = 0.6;

    // Columns: blocks that stand one below the other.

    /// Body sizes between two blocks of a column, at most, and of their overlap.
    pub const COLUMN_GAP: f32 = 1.6;
    pub const COLUMN_OVERLAP: f32 = 0.5;
    /// Share of the narrower one's width that two blocks of a column have in common.
    pub const COLUMN_SHARE: f32 = 0.8;
    /// Body sizes that a block may stand out of its column, and the rows of a column that is too short
    /// to say how wide it is.
    pub const OUT_OF_COLUMN: f32 = 1.5;
    pub const SHORT_COLUMN: usize = 2;
    /// Body sizes between columns side by side, at most, and of their overlap.
    pub const GUTTER: f32 = 5.0;
    pub const GUTTER_OVERLAP: f32 = 1.0;
    /// Body sizes that the tops of columns side by side may be apart.
    pub const TOPS: f32 = 0.7;
    /// The same of a last column that is one line.
    pub const TOP_OF_LINE: f32 = 0.6;

    // Headings and the columns that they stand over.

    /// Body sizes between a heading and what stands alone right below it, at most, and of their overlap.
    pub const LABEL_GAP: f32 = 1.8;
    pub const LABEL_OVERLAP: f32 = 0.6;
    /// Share of its width that is below the heading.
    pub const LABEL_SHARE: f32 = 0.5;
    /// Body sizes between a heading and its columns, at most, and of their overlap.
    pub const HEADED_GAP: f32 = 4.0;
    pub const HEADED_OVERLAP: f32 = 0.6;
    /// The same of a heading that goes down left of its columns.
    pub const BESIDE_GAP: f32 = 4.0;
    pub const BESIDE_OVERLAP: f32 = 1.0;
    /// Body sizes that the top of a heading that goes down may be away from that of its columns.
    pub const BESIDE_TOP: f32 = 3.0;
    /// Weight of what a heading stands out of its columns beside how far it is from their left edge or
    /// middle.
    pub const OUTSIDE: f32 = 2.0;
    /// Sizes that a row stands above where most of the columns begin at least, to belong to their
    /// heading, and rows of a column that may.
    pub const RAISED: f32 = 0.7;
    pub const MAX_RAISED: usize = 2;

    // Order.

    /// Share of the narrower one's width that two groups have in common of which one is above the other.
    pub const ABOVE_SHARE: f32 = 0.1;

    // Features of a row. They are classes of what the learned weights tell apart; another border wants
    // other weights.

    /// Sizes of the room at the right edge with which a row is still full.
    pub const FULL: f32 = 1.3;
    /// Sizes of the room at the left edge from which on a row is indented.
    pub const FLUSH: f32 = 0.7;
    /// Sizes of the room at the left edge from which on it is no indent.
    pub const DEEP: f32 = 3.3;
    /// Sizes between baselines from which on there is room above a row.
    pub const ROOM: f32 = 1.95;
    /// How many times as large as the row above a larger one is, and a smaller one.
    pub const LARGER: f32 = 1.08;
    pub const SMALLER: f32 = 0.92;
    /// Body sizes from which on a row is as large as the text, and of each larger class.
    pub const BODY: f32 = 0.88;
    pub const LARGE: f32 = 1.12;
    pub const LARGER_HEADING: f32 = 1.4;
    pub const LARGEST: f32 = 1.9;
}
