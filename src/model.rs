//! The words everything else uses: what a page is once it has been read.
//!
//! Offsets count from the start of the decoded text. Bytes serve Rust, UTF-16 units serve
//! JavaScript, and the 1-based line serves people.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A newspaper page put back together.
///
/// Every non-blank character of the source lies in exactly one [`Span`] of exactly one
/// block: of an article, of [`Page::furniture`] or of [`Page::unplaced`].
///
/// ```
/// let page = banmian::parse("市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
/// assert_eq!(page.articles[0].headline.as_ref().unwrap().text, "市图书馆开馆");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// The stories, in reading order.
    pub articles: Vec<Article>,
    /// What belongs to the page and to no story: folio, date, editors, stray rubrics.
    pub furniture: Vec<Block>,
    /// Text that no story could claim with enough evidence.
    pub unplaced: Vec<Block>,
    /// Doubts and facts a reader should know of.
    pub diagnostics: Vec<Diagnostic>,
    /// What the source was.
    pub source: SourceFacts,
}

impl Page {
    /// Every block of the page: the articles' in reading order, then the page's own.
    ///
    /// ```
    /// let page = banmian::parse("市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
    /// assert_eq!(page.blocks().count(), 2);
    /// ```
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.articles.iter().flat_map(Article::blocks_in_order).chain(&self.furniture).chain(&self.unplaced)
    }
}

/// What was found out about the source before it was read.
///
/// ```
/// let page = banmian::parse("市图书馆开馆\n", &Default::default());
/// assert_eq!((page.source.lines, page.source.characters), (1, 6));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SourceFacts {
    /// Name of the encoding the text was decoded from, as in the WHATWG Encoding Standard.
    pub encoding: String,
    /// BCP 47 tag of the language pack that read the page, such as `zh-Hans`.
    pub language: String,
    /// How the text is laid out.
    pub shape: Shape,
    /// Length in bytes of UTF-8.
    pub bytes: usize,
    /// Length in UTF-16 units.
    pub utf16: usize,
    /// Number of lines.
    pub lines: usize,
    /// Number of non-blank characters.
    pub characters: usize,
}

/// How the text of a source is laid out.
///
/// ```
/// let page = banmian::parse("市图书馆开馆\n", &Default::default());
/// assert_eq!(page.source.shape, banmian::Shape::Paragraphs);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// One paragraph, or one piece of a paragraph, a line.
    Paragraphs,
    /// Lines broken where the column ended.
    HardWrapped,
    /// Columns side by side on one line.
    Columns,
}

/// One story, or one self-contained item, of a page.
///
/// ```
/// let page = banmian::parse("市图书馆开馆\n\n本报记者 陈一\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
/// assert_eq!(page.articles[0].bylines[0].names, ["陈一"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Article {
    /// `a1`, `a2`, … in reading order.
    pub id: String,
    /// What sort of item it is.
    pub kind: Kind,
    /// The rubric (栏目) the story runs under.
    pub rubric: Option<Block>,
    /// The kicker (引题) above the headline.
    pub kicker: Option<Block>,
    /// The headline (主题); each of its lines is one span.
    pub headline: Option<Block>,
    /// The decks (副题) below the headline.
    pub decks: Vec<Block>,
    /// Who wrote or sent it.
    pub bylines: Vec<Byline>,
    /// Paragraphs, subheads, captions, credits and teaser lines, in reading order.
    pub blocks: Vec<Block>,
    /// Where the story goes on, or comes from (下转/上接).
    pub jumps: Vec<Block>,
    /// How sure the reading is that these pieces are one story, and the right headline's: 0..1.
    pub confidence: f32,
    /// Why the headline and the body are held to belong together.
    pub reasons: Vec<Reason>,
}

impl Article {
    /// Every block of the article in reading order: rubric, kicker, headline, decks,
    /// bylines, body, jumps.
    ///
    /// ```
    /// let page = banmian::parse("市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
    /// let roles: Vec<_> = page.articles[0].blocks_in_order().map(|b| b.role).collect();
    /// assert_eq!(roles, [banmian::Role::Headline, banmian::Role::Paragraph]);
    /// ```
    pub fn blocks_in_order(&self) -> impl Iterator<Item = &Block> {
        self.rubric
            .iter()
            .chain(&self.kicker)
            .chain(&self.headline)
            .chain(&self.decks)
            .chain(self.bylines.iter().map(|byline| &byline.block))
            .chain(&self.blocks)
            .chain(&self.jumps)
    }
}

/// What sort of item an article is.
///
/// ```
/// assert_eq!(banmian::Kind::default(), banmian::Kind::News);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A written story.
    #[default]
    News,
    /// A picture with its caption.
    Photo,
    /// A box that points to other pages (导读).
    Teaser,
    /// A notice or an advertisement.
    Notice,
}

impl Kind {
    /// Every kind.
    ///
    /// ```
    /// assert!(banmian::Kind::ALL.contains(&banmian::Kind::Notice));
    /// ```
    pub const ALL: [Kind; 4] = [Kind::News, Kind::Photo, Kind::Teaser, Kind::Notice];

    /// The kind's name in lower case, as in the JSON.
    ///
    /// ```
    /// assert_eq!(banmian::Kind::Notice.name(), "notice");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Kind::News => "news",
            Kind::Photo => "photo",
            Kind::Teaser => "teaser",
            Kind::Notice => "notice",
        }
    }
}

/// A byline with the people it names.
///
/// ```
/// let page = banmian::parse("市图书馆开馆\n\n本报记者 陈一 通讯员 李二\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
/// assert_eq!(page.articles[0].bylines[0].names, ["陈一", "李二"]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Byline {
    /// The byline as printed.
    #[serde(flatten)]
    pub block: Block,
    /// The names in it, in order.
    pub names: Vec<String>,
    /// What they are called, as printed: 全媒体记者, 通讯员, By.
    pub duty: String,
}

/// A run of text with one role: a headline, a paragraph, a caption.
///
/// The text is that of its spans, set one after the other, and nothing else but a space
/// where two words of a spaced script meet at a line's end; and but for what a person has
/// [corrected](Block::corrections).
///
/// ```
/// let text = "市图书馆开馆\n\n本报讯 昨日,市图书\n\n馆新馆开馆。";
/// let page = banmian::parse(text, &Default::default());
/// let paragraph = &page.articles[0].blocks[0];
/// assert_eq!(paragraph.text, "本报讯 昨日,市图书馆新馆开馆。");
/// assert_eq!(&text[paragraph.spans[1].start..paragraph.spans[1].end], "馆新馆开馆。");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Block {
    /// What the text is for.
    pub role: Role,
    /// The text as it reads.
    pub text: String,
    /// Where it was in the source, in reading order; none crosses a line.
    pub spans: Vec<Span>,
    /// How sure the reading is that the block stands where it stands: 0..1.
    pub confidence: f32,
    /// Why the block stands where it stands.
    pub reasons: Vec<Reason>,
    /// The places where the block was put together over a column cut.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joins: Vec<Join>,
    /// What a person has corrected in the text, in order of place; the reading corrects nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

impl Block {
    /// The characters of each span as they are shown: those of the source, with what has been
    /// corrected in its place. `source` is the text the page was parsed from. Linear in the block.
    ///
    /// ```
    /// let text = "导读\n市图书馆开馆";
    /// let page = banmian::parse(text, &Default::default());
    /// let block = page.blocks().last().unwrap();
    /// assert_eq!(block.pieces(text).map(|(span, shown)| (span.line, shown)).next().unwrap(), (2, "市图书馆开馆".into()));
    /// ```
    pub fn pieces<'b>(&'b self, source: &'b str) -> impl Iterator<Item = (&'b Span, Cow<'b, str>)> {
        self.spans.iter().map(|span| (span, self.runs(source, span).map(|run| run.0).collect()))
    }

    /// The characters of one span in order, each run with the correction it comes from.
    pub(crate) fn runs<'b>(
        &'b self,
        source: &'b str,
        span: &Span,
    ) -> impl Iterator<Item = (&'b str, Option<&'b Correction>)> {
        let (start, end) = (span.start, span.end);
        let inside = self.corrections.iter().filter(move |c| start <= c.span.start && c.span.end <= end);
        let mut at = start;
        let plain = move |from: usize, to: usize| (source.get(from..to).unwrap_or_default(), None);
        let both = inside.flat_map(move |correction| {
            let before = plain(at, correction.span.start);
            at = correction.span.end;
            [before, (correction.text.as_str(), Some(correction))]
        });
        let last = self.corrections.iter().rfind(|c| start <= c.span.start && c.span.end <= end);
        both.chain([plain(last.map_or(start, |c| c.span.end), end)]).filter(|(run, of)| !run.is_empty() || of.is_some())
    }
}

/// Characters that a person has corrected.
///
/// ```
/// use banmian::{Options, edit::{Anchor, Edit, Session}};
/// let text = "市图书馆开绾\n\n本报讯 昨日,市图书馆新馆开馆。";
/// let mut session = Session::new(text, &Options::default());
/// let at = text.find('绾').unwrap();
/// session.apply(Edit::Correct { at: Anchor::new(text, at..at + 3), text: "馆".into() }).unwrap();
/// let headline = session.page().articles[0].headline.clone().unwrap();
/// assert_eq!((headline.text.as_str(), headline.corrections[0].original.as_str()), ("市图书馆开馆", "绾"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Correction {
    /// Where in the source; within one span of the block.
    pub span: Span,
    /// The characters as they came.
    pub original: String,
    /// The characters as they are to read; may be empty.
    pub text: String,
}

/// Two pieces of one block that stood apart in the source.
///
/// ```
/// let text = "市图书馆开馆\n\n本报讯 昨日,市图书\n\n馆新馆开馆。";
/// let page = banmian::parse(text, &Default::default());
/// assert_eq!(page.articles[0].blocks[0].joins[0].span, 1);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Join {
    /// Index in [`Block::spans`] of the span that was joined on.
    pub span: usize,
    /// How sure the join is: 0..1.
    pub confidence: f32,
    /// Why the two pieces are held to be one.
    pub reasons: Vec<Reason>,
}

/// The role of a piece of text on a newspaper page.
///
/// ```
/// assert_eq!(banmian::Role::Kicker.name(), "kicker");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// 栏目: the name of a series or section the story runs under.
    Rubric,
    /// 引题: the line above the headline.
    Kicker,
    /// 主题: the headline.
    Headline,
    /// 副题: the line below the headline.
    Deck,
    /// 小标题: a heading within a story.
    Subhead,
    /// Who wrote it.
    Byline,
    /// Running text.
    Paragraph,
    /// The text below a picture.
    Caption,
    /// Who took the picture.
    Credit,
    /// 导读: a line that points to another page's story.
    Teaser,
    /// 下转/上接: where the story goes on or comes from.
    Jump,
    /// Folio, date, editors, hotline: what every page carries.
    Furniture,
}

impl Role {
    /// Every role.
    ///
    /// ```
    /// assert!(banmian::Role::ALL.iter().all(|role| !role.name().is_empty()));
    /// ```
    pub const ALL: [Role; 12] = [
        Role::Rubric,
        Role::Kicker,
        Role::Headline,
        Role::Deck,
        Role::Subhead,
        Role::Byline,
        Role::Paragraph,
        Role::Caption,
        Role::Credit,
        Role::Teaser,
        Role::Jump,
        Role::Furniture,
    ];

    /// The role's name in lower case, as in the JSON.
    ///
    /// ```
    /// assert_eq!(banmian::Role::Headline.name(), "headline");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Role::Rubric => "rubric",
            Role::Kicker => "kicker",
            Role::Headline => "headline",
            Role::Deck => "deck",
            Role::Subhead => "subhead",
            Role::Byline => "byline",
            Role::Paragraph => "paragraph",
            Role::Caption => "caption",
            Role::Credit => "credit",
            Role::Teaser => "teaser",
            Role::Jump => "jump",
            Role::Furniture => "furniture",
        }
    }

    /// Whether the role is part of a story's heading: kicker, headline or deck.
    ///
    /// ```
    /// assert!(banmian::Role::Deck.is_title());
    /// ```
    pub fn is_title(self) -> bool {
        matches!(self, Role::Kicker | Role::Headline | Role::Deck)
    }

    /// Whether the role is running text: paragraph or caption.
    ///
    /// ```
    /// assert!(banmian::Role::Caption.is_body());
    /// ```
    pub fn is_body(self) -> bool {
        matches!(self, Role::Paragraph | Role::Caption)
    }
}

/// A stretch of one line of the source.
///
/// ```
/// let text = "导读\n市图书馆开馆";
/// let page = banmian::parse(text, &Default::default());
/// let span = &page.blocks().last().unwrap().spans[0];
/// assert_eq!((span.line, &text[span.start..span.end]), (2, "市图书馆开馆"));
/// assert_eq!(span.utf16, [3, 9]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Span {
    /// First byte in the UTF-8 text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The same two ends in UTF-16 units.
    pub utf16: [usize; 2],
    /// 1-based line.
    pub line: usize,
}

/// Why a piece stands where it stands, in a form that any language can put in words.
///
/// ```
/// let reason = banmian::Reason::SharedWords { words: vec!["图书馆".into()] };
/// assert_eq!(serde_json::to_value(&reason).unwrap()["kind"], "shared-words");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reason {
    /// It stands right below what it follows.
    Adjacent,
    /// The two share these words, which the rest of the page does not use.
    SharedWords {
        /// The words, the most telling first.
        words: Vec<String>,
    },
    /// The sentence breaks off at one side and goes on at the other.
    SentenceGoesOn,
    /// It opens as a story opens.
    OpensStory,
    /// The byline's name is in the text.
    NamedAgain {
        /// The name.
        name: String,
    },
    /// A cue of the newspaper trade.
    Cue {
        /// The text that is the cue.
        text: String,
    },
    /// Nothing speaks for another place.
    NothingBetter,
    /// A person put it so.
    Corrected,
    /// A person looked at it and found it right.
    Confirmed,
}

impl Reason {
    /// Whether a person told it.
    pub(crate) fn is_told(&self) -> bool {
        matches!(self, Reason::Corrected | Reason::Confirmed)
    }
}

/// Something a reader should know of the reading.
///
/// ```
/// let page = banmian::parse("", &Default::default());
/// assert_eq!(page.diagnostics[0].code, banmian::Code::Empty);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic {
    /// What sort of thing it is.
    pub code: Code,
    /// The same in one English sentence.
    pub message: String,
    /// Where in the source.
    pub spans: Vec<Span>,
    /// How sure the reading is of the choice it made: 0..1.
    pub confidence: f32,
    /// What else was considered, the likeliest first, three at most: of a doubtful place,
    /// headline or join.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
}

/// Another place that the reading considered for a piece.
///
/// ```
/// use banmian::{Alternative, Code};
/// let text = "老桥通车\n\n公园晚间开放\n\n昨日,游客来到城东,\n\n市民纷纷前往参观。\n\n大家都说好。";
/// let page = banmian::parse(text, &Default::default());
/// for doubt in page.diagnostics.iter().filter(|doubt| doubt.code == Code::DoubtfulPlace) {
///     let others: f32 = doubt.alternatives.iter().map(|other| other.confidence).sum();
///     assert!(others + doubt.confidence < 1.001);
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Alternative {
    /// What the piece would follow: the last span of it, in whichever block. Nothing, where
    /// the piece would open a story. Of a doubtful join, the span it is joined to now stands
    /// for staying behind that as a paragraph of its own.
    pub behind: Option<Span>,
    /// How likely it is: 0..1. Together with the confidence of the choice that was made, all
    /// that was considered makes 1 at most.
    pub confidence: f32,
}

/// The kinds of [`Diagnostic`].
///
/// ```
/// assert_eq!(serde_json::to_value(banmian::Code::DoubtfulJoin).unwrap(), "doubtful-join");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// There is no text.
    Empty,
    /// Bytes that are not text in the encoding were replaced by U+FFFD.
    Undecodable,
    /// The source does not look like text.
    NotText,
    /// Two pieces were joined on weak evidence.
    DoubtfulJoin,
    /// A block was given to a story on weak evidence.
    DoubtfulPlace,
    /// A headline was given to a body on weak evidence.
    DoubtfulHeadline,
    /// A story has no headline.
    NoHeadline,
    /// A headline has no body.
    NoBody,
    /// No story could claim a block.
    Unplaced,
    /// A limit was reached; what lies past it was not assembled.
    Limit,
}
