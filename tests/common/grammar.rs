//! A grammar of newspaper pages: stories as data, and the ways a converter writes them as text.

/// A printed page, with how it was converted to text.
#[derive(Clone, Debug)]
#[cfg_attr(fuzzing, derive(arbitrary::Arbitrary))]
pub struct PrintedPage {
    pub stories: Vec<Vec<Piece>>,
    /// Width at which lines are broken, in characters; 0 for unbroken lines.
    pub width: u8,
    /// Whether paragraphs are indented.
    pub indented: bool,
    pub order: Order,
    pub end: End,
    /// Inserted characters with their places.
    pub strays: Vec<(u16, Stray)>,
}

/// A piece of a story, with the cues of its role.
#[derive(Clone, Debug)]
#[cfg_attr(fuzzing, derive(arbitrary::Arbitrary))]
pub enum Piece {
    Headline(Words),
    Kicker(Words),
    Paragraph(Words),
    Broken(Words),
    Opening(Words),
    Agency(Words),
    Byline(Words),
    Signed(Words),
    Credit(Words),
    Jump(Words),
    From(Words),
    SetApart(Words),
    Rubric,
    Teasers,
    Date,
    Editors,
    English(Words),
}

#[derive(Clone, Debug)]
#[cfg_attr(fuzzing, derive(arbitrary::Arbitrary))]
pub enum Order {
    Straight,
    Backward,
    /// One line of each story in turn.
    Mixed,
    /// The stories side by side on the same lines.
    Beside,
}

/// What separates two lines.
#[derive(Clone, Debug)]
#[cfg_attr(fuzzing, derive(arbitrary::Arbitrary))]
pub enum End {
    Blank,
    Line,
    Windows,
    Mac,
    Page,
    Spaces,
    Nothing,
}

/// Words of a small vocabulary, so that pieces of a page share words.
#[derive(Clone, Debug)]
pub struct Words(pub String);

pub const STOCK: &str =
    "市图书馆新馆昨日开放读者老街隧道米粉会议指出强调要求高质量发展记者的了在是，,、“”（）《》123 a";

#[derive(Clone, Debug)]
pub struct Stray(pub char);

pub const STRAYS: &str = "\0\u{1}\t\u{b}\u{c}\r\n\u{1c}\u{85}\u{a0}\u{2028}\u{200b}\u{202e}\u{3000}\u{feff}\u{fffd}\u{ffff}😀𠮷\u{301}é—…·□■-\u{ad}¬&<>\"\\";

impl PrintedPage {
    pub fn text(&self) -> String {
        let stories: Vec<Vec<String>> =
            self.stories.iter().map(|story| story.iter().flat_map(|piece| self.lines(piece)).collect()).collect();
        let most = stories.iter().map(Vec::len).max().unwrap_or(0);
        let rows = (0..most).map(|n| stories.iter().map(move |story| story.get(n)));
        let lines: Vec<String> = match self.order {
            Order::Straight => stories.concat(),
            Order::Backward => stories.concat().into_iter().rev().collect(),
            Order::Mixed => rows.flatten().flatten().cloned().collect(),
            Order::Beside => rows.map(|row| row.map(|line| self.padded(line)).collect()).collect(),
        };
        let mut text: Vec<char> = lines.join(self.end.characters()).chars().collect();
        for (at, Stray(c)) in &self.strays {
            text.insert(usize::from(*at) % (text.len() + 1), *c);
        }
        text.into_iter().collect()
    }

    fn lines(&self, piece: &Piece) -> Vec<String> {
        let indent = if self.indented && piece.is_paragraph() { "\u{3000}\u{3000}" } else { "" };
        let line: Vec<char> = indent.chars().chain(piece.line().chars()).collect();
        match usize::from(self.width) {
            0 => vec![line.into_iter().collect()],
            width => line.chunks(width).map(String::from_iter).collect(),
        }
    }

    fn padded(&self, line: Option<&String>) -> String {
        let line = line.map_or("", String::as_str);
        let rest = usize::from(self.width).saturating_sub(line.chars().count());
        format!("{line}{}    ", "\u{3000}".repeat(rest))
    }
}

impl Piece {
    fn line(&self) -> String {
        match self {
            Self::Headline(Words(words)) | Self::Broken(Words(words)) => words.clone(),
            Self::Kicker(Words(words)) => format!("“{words}”:"),
            Self::Paragraph(Words(words)) => format!("{words}。"),
            Self::Opening(Words(words)) => format!("本报讯 昨日,{words}。"),
            Self::Agency(Words(words)) => format!("据新华社北京11月3日电（记者{words}"),
            Self::Byline(Words(name)) => format!("本报记者 {name} 通讯员 {name}"),
            Self::Signed(Words(name)) => format!("□ {name}"),
            Self::Credit(Words(name)) => format!("(记者 {name} 文/摄)"),
            Self::Jump(Words(words)) => format!("{words}。（下转第二版）"),
            Self::From(Words(words)) => format!("（上接第一版）{words}"),
            Self::SetApart(Words(words)) => words.chars().flat_map(|c| [c, ' ']).collect(),
            Self::Rubric => "要闻".into(),
            Self::Teasers => "导读".into(),
            Self::Date => "2031年11月18日 星期二 第3版".into(),
            Self::Editors => "责任编辑:甲 版式:乙 www.example.com".into(),
            Self::English(Words(words)) => format!("By Ann Lee\nWASHINGTON (AP) — {words}. Continued on Page A4"),
        }
    }

    fn is_paragraph(&self) -> bool {
        matches!(self, Self::Paragraph(_) | Self::Opening(_) | Self::Agency(_) | Self::Jump(_))
    }
}

impl End {
    fn characters(&self) -> &'static str {
        match self {
            Self::Blank => "\n\n",
            Self::Line => "\n",
            Self::Windows => "\r\n",
            Self::Mac => "\r",
            Self::Page => "\n\u{c}",
            Self::Spaces => " \n \n",
            Self::Nothing => "",
        }
    }
}
