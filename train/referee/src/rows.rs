//! The rows of a gold or a predicted page.

use std::collections::HashMap;
use std::fmt;

const ROLES: [&str; 12] = [
    "rubric",
    "kicker",
    "headline",
    "deck",
    "subhead",
    "byline",
    "paragraph",
    "caption",
    "credit",
    "teaser",
    "jump",
    "furniture",
];

/// What a row says of its place.
///
/// ```
/// let label = &referee::read_rows("3\tdeck\ta1\t2\n").unwrap()[0].label;
/// assert_eq!((label.role.as_str(), label.coarse(), label.para), ("deck", "title", 2));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    /// One of the twelve roles, in lower case.
    pub role: String,
    /// The article's id; `-` belongs to the page, `?` is unknowable.
    pub article: String,
    /// The number of the logical block inside the article.
    pub para: i64,
}

impl Label {
    /// The role as the figures count it: kicker, headline and deck are `title`; paragraph
    /// and caption are `body`.
    pub fn coarse(&self) -> &str {
        match self.role.as_str() {
            "kicker" | "headline" | "deck" => "title",
            "paragraph" | "caption" => "body",
            other => other,
        }
    }
}

/// A row: a place and its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// 1-based line.
    pub line: usize,
    /// First character of the line, from 0.
    pub from: usize,
    /// One past the last character; `None` is the line's end.
    pub to: Option<usize>,
    /// What the row says.
    pub label: Label,
}

/// A row that does not have the form `place role article para`.
#[derive(Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The row as it came.
    pub row: String,
    /// What is wrong with it.
    pub problem: &'static str,
}

impl fmt::Display for BadRow {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "row {:?}: {}; wanted place<TAB>role<TAB>article<TAB>para", self.row, self.problem)
    }
}

impl std::error::Error for BadRow {}

/// Reads rows; blank lines are skipped, and the result is in order of place.
///
/// `place` is a 1-based line, or `LINE:FROM-TO` where a line is shared (0-based characters,
/// `TO` exclusive).
///
/// ```
/// let rows = referee::read_rows("2:0-4\tparagraph\ta1\t2\n1\theadline\ta1\t1\n").unwrap();
/// assert_eq!((rows[1].line, rows[1].from, rows[1].to), (2, 0, Some(4)));
/// assert!(referee::read_rows("1\ttitle\ta1\t1\n").unwrap_err().to_string().contains("unknown role"));
/// ```
pub fn read_rows(text: &str) -> Result<Vec<Row>, BadRow> {
    let mut rows: Vec<Row> =
        text.lines().filter(|row| !row.trim().is_empty()).map(read_row).collect::<Result<_, _>>()?;
    rows.sort_by_key(|row| (row.line, row.from));
    Ok(rows)
}

fn read_row(row: &str) -> Result<Row, BadRow> {
    let bad = |problem| BadRow { row: row.into(), problem };
    let mut fields = row.split('\t');
    let mut field = || fields.next().ok_or(bad("too few fields"));
    let (place, role, article, para) = (field()?, field()?, field()?, field()?);
    let (line, span) = place.split_once(':').unwrap_or((place, ""));
    let number = |text: &str| text.trim().parse::<usize>().map_err(|_| bad("the place is not a number"));
    let (from, to) = match span.split_once('-') {
        Some((from, to)) => (number(from)?, Some(number(to)?)),
        None if span.is_empty() => (0, None),
        None => return Err(bad("the place is not LINE:FROM-TO")),
    };
    if !ROLES.contains(&role) {
        return Err(bad("unknown role"));
    }
    let para = para.trim().parse().map_err(|_| bad("para is not a number"))?;
    let label = Label { role: role.into(), article: article.into(), para };
    Ok(Row { line: number(line)?, from, to, label })
}

/// The page's text as lines of characters, the way the rows count them.
pub(crate) struct Lines(Vec<Vec<char>>);

/// A character of the page; a place outside of it has no character but keeps its number, so
/// that a row that covers too much does not pass unseen.
pub(crate) type Place = (usize, usize);

impl Lines {
    /// `\n`, `\r\n` and a lone `\r` each end a line.
    pub fn new(text: &str) -> Self {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        Self(text.split('\n').map(|line| line.chars().collect()).collect())
    }

    /// Number of non-blank characters.
    pub fn len(&self) -> usize {
        self.0.iter().flatten().filter(|c| !is_blank(**c)).count()
    }

    pub fn has(&self, (line, at): Place) -> bool {
        line.checked_sub(1).and_then(|line| self.0.get(line)).and_then(|line| line.get(at)).is_some()
    }

    /// The places a row covers: non-blank characters, and whatever lies outside of the page.
    pub fn places(&self, row: &Row) -> Vec<Place> {
        let Some(line) = row.line.checked_sub(1).and_then(|line| self.0.get(line)) else {
            return vec![(row.line, usize::MAX)];
        };
        (row.from..row.to.unwrap_or(line.len()))
            .filter(|&at| line.get(at).is_none_or(|&c| !is_blank(c)))
            .map(|at| (row.line, at))
            .collect()
    }

    /// Every place that rows cover, with the first label it got and how many it got.
    pub fn expand<'r>(&self, rows: &'r [Row]) -> HashMap<Place, (&'r Label, usize)> {
        let mut out = HashMap::new();
        for row in rows {
            for place in self.places(row) {
                out.entry(place).or_insert((&row.label, 0)).1 += 1;
            }
        }
        out
    }

    pub fn slice(&self, row: &Row) -> String {
        let Some(line) = row.line.checked_sub(1).and_then(|line| self.0.get(line)) else {
            return String::new();
        };
        let to = row.to.unwrap_or(line.len()).min(line.len());
        line[row.from.min(to)..to].iter().collect()
    }
}

/// Blank as the form's first reader, Python's `str.isspace`, has it: Unicode's white space
/// and the four information separators.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}
