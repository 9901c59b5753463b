//! The data model: a parsed page with its articles, blocks and spans.
//!
//! Offsets count from the start of the decoded text. Bytes serve Rust, UTF-16 units serve
//! JavaScript, and the 1-based line serves people.

use crate::text::corrections::split_at_corrections;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// A newspaper page, parsed into articles.
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
    /// Doubts about the parsing, and facts about the source, that a reader should know.
    pub diagnostics: Vec<Diagnostic>,
    /// Facts about the source text.
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
        self.articles.iter().flat_map(Article::blocks_in_order).chain(self.blocks_without_article())
    }

    /// Every block, to be changed.
    pub(crate) fn blocks_mut(&mut self) -> impl Iterator<Item = &mut Block> {
        let of_articles = self.articles.iter_mut().flat_map(|article| {
            let Article { rubric, kicker, headline, decks, bylines, blocks, jumps, .. } = article;
            let headings = rubric.iter_mut().chain(kicker).chain(headline).chain(decks);
            headings.chain(bylines.iter_mut().map(|byline| &mut byline.block)).chain(blocks).chain(jumps)
        });
        of_articles.chain(&mut self.furniture).chain(&mut self.unplaced)
    }

    /// The blocks of no article: furniture, then unplaced ones.
    pub(crate) fn blocks_without_article(&self) -> impl Iterator<Item = &Block> {
        self.furniture.iter().chain(&self.unplaced)
    }

    /// The headline of the first article that has one.
    pub(crate) fn first_headline(&self) -> Option<&Block> {
        self.articles.iter().find_map(|article| article.headline.as_ref())
    }
}

/// Facts about a source text.
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
    /// The sizes of the pages that [`Region::page`] counts, where it is known how the lines stand on
    /// paper.
    #[cfg_attr(feature = "columns", serde(default, skip_serializing_if = "Vec::is_empty"))]
    #[cfg_attr(not(feature = "columns"), serde(skip))]
    pub pages: Vec<PageSize>,
}

/// The size of a page on paper.
///
/// Lengths are in the unit of the file that the page was read from: points in a PDF, mostly pixels in
/// what OCR programs write.
///
/// ```
/// use banmian::form::{Bounds, Run, Sheet, SheetPage};
/// let runs = vec![Run { bytes: 0..18, bounds: Bounds { x0: 1.0, y0: 1.0, x1: 60.0, y1: 12.0 }, ..Default::default() }];
/// let sheet = Sheet { pages: vec![SheetPage { width: 400.0, height: 600.0, runs, ..Default::default() }] };
/// let page = banmian::parse_with("市图书馆开馆", &sheet, &Default::default());
/// assert_eq!(page.source.pages, [banmian::PageSize { width: 400.0, height: 600.0 }]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PageSize {
    /// From the left edge to the right one; 0 where the file does not say.
    pub width: f32,
    /// From the upper edge to the lower one; 0 where the file does not say.
    pub height: f32,
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
    /// Confidence that these blocks are one story under its own headline: 0..1.
    pub confidence: f32,
    /// Why the headline and the body are thought to belong together.
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
        self.heading_blocks().chain(self.bylines.iter().map(|byline| &byline.block)).chain(self.body_blocks())
    }

    /// The blocks above the bylines: rubric, kicker, headline, decks.
    pub(crate) fn heading_blocks(&self) -> impl Iterator<Item = &Block> {
        self.rubric.iter().chain(&self.kicker).chain(&self.headline).chain(&self.decks)
    }

    /// The blocks below the bylines: the body's, then jumps.
    pub(crate) fn body_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().chain(&self.jumps)
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
/// The text is that of its spans one after the other, with a space where two lines meet of a script
/// that separates words by spaces, and with a person's [corrections](Block::corrections) applied. A
/// hyphen at a line's end is kept; exports leave it out where it is not the word's own.
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
    /// Confidence that the block belongs where it is: 0..1.
    pub confidence: f32,
    /// Why the block belongs where it is.
    pub reasons: Vec<Reason>,
    /// The places where the block was joined over a column break.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joins: Vec<Join>,
    /// What a person has corrected in the text, in order of place; parsing corrects nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

impl Block {
    /// The text of each span with its corrections applied. `source` is the text the page was parsed
    /// from. Linear in the block.
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

    /// The text of one span in runs: unchanged text of the source, and each correction's text with
    /// the correction.
    pub(crate) fn runs<'b>(
        &'b self,
        source: &'b str,
        span: &Span,
    ) -> impl Iterator<Item = (&'b str, Option<&'b Correction>)> {
        self.split_at_corrections(span).map(|(range, correction)| match correction {
            Some(correction) => (correction.text.as_str(), Some(correction)),
            None => (source.get(range).unwrap_or_default(), None),
        })
    }

    /// Length in bytes of a span's text with its corrections applied. A page that was read from JSON
    /// may hold any numbers.
    pub(crate) fn text_len(&self, span: &Span) -> usize {
        let runs = self.split_at_corrections(span);
        runs.fold(0, |sum, (range, correction)| sum.saturating_add(run_len(&range, correction)))
    }

    /// The byte ranges of one span: unchanged ones, and each corrected one with its correction.
    pub(crate) fn split_at_corrections(
        &self,
        span: &Span,
    ) -> impl Iterator<Item = (Range<usize>, Option<&Correction>)> {
        let corrections = self.corrections.iter().map(|c| (c.span.start..c.span.end, c));
        split_at_corrections(span.start..span.end, corrections)
    }
}

/// Length in bytes of a run of [`Block::split_at_corrections`] as it is shown.
pub(crate) fn run_len(range: &Range<usize>, correction: Option<&Correction>) -> usize {
    correction.map_or(range.end.saturating_sub(range.start), |correction| correction.text.len())
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Correction {
    /// Where in the source; within one span of the block.
    pub span: Span,
    /// The characters of the source.
    pub original: String,
    /// The characters that replace them; may be empty.
    pub text: String,
}

/// Two pieces of one block that the source has in different places.
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
    /// Confidence that the two pieces are one: 0..1.
    pub confidence: f32,
    /// Why the two pieces are thought to be one.
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// Where it stands on paper, where that is known.
    #[cfg_attr(feature = "columns", serde(default, skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(not(feature = "columns"), serde(skip))]
    pub place: Option<Region>,
}

/// The upright rectangle around characters on paper.
///
/// Lengths are in the unit of the file that the page was read from, as in [`PageSize`]. `x` grows to the
/// right and `y` down, from the upper left corner of the page. Characters that are a part of a line have
/// that share of the line's place that full-width and half-width characters would have.
///
/// ```
/// use banmian::form::{Bounds, Run, Sheet, SheetPage};
/// let runs = vec![Run { bytes: 0..18, bounds: Bounds { x0: 1.0, y0: 1.0, x1: 61.0, y1: 12.0 }, ..Default::default() }];
/// let sheet = Sheet { pages: vec![SheetPage { width: 400.0, height: 600.0, runs, ..Default::default() }] };
/// let page = banmian::parse_with("市图书馆开馆", &sheet, &Default::default());
/// let place = page.blocks().next().unwrap().spans[0].place.unwrap();
/// assert_eq!((place.page, place.x0, place.x1, place.vertical), (1, 1.0, 61.0, false));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Region {
    /// The page of the file, from 1: the one of this number in [`SourceFacts::pages`].
    pub page: usize,
    /// Its left edge.
    pub x0: f32,
    /// Its upper edge.
    pub y0: f32,
    /// Its right edge.
    pub x1: f32,
    /// Its lower edge.
    pub y1: f32,
    /// The characters stand one below the other.
    #[serde(default, skip_serializing_if = "is_false")]
    pub vertical: bool,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// Why a piece belongs where it is, as data that can be put into words in any language.
///
/// ```
/// let reason = banmian::Reason::SharedWords { words: vec!["图书馆".into()] };
/// assert_eq!(serde_json::to_value(&reason).unwrap()["kind"], "shared-words");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reason {
    /// It is right below what it follows.
    Adjacent,
    /// The two share these words, which the rest of the page does not use.
    SharedWords {
        /// The words, the most distinctive first.
        words: Vec<String>,
    },
    /// One side breaks off within a sentence, and the other continues one.
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
    /// No other place has better evidence.
    NothingBetter,
    /// A person corrected it.
    Corrected,
    /// A person confirmed it.
    Confirmed,
}

impl Reason {
    /// Whether the reason is a person's decision.
    pub(crate) fn is_from_person(&self) -> bool {
        matches!(self, Reason::Corrected | Reason::Confirmed)
    }
}

/// A doubt about the parsing, or a fact about the source, that a reader should know.
///
/// ```
/// let page = banmian::parse("", &Default::default());
/// assert_eq!(page.diagnostics[0].code, banmian::Code::Empty);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic {
    /// What it is about.
    pub code: Code,
    /// The same in one English sentence.
    pub message: String,
    /// Where in the source.
    pub spans: Vec<Span>,
    /// Confidence in the choice that was made: 0..1.
    pub confidence: f32,
    /// The alternatives to a doubtful place, headline or join: the likeliest first, three at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
}

/// Another place that was considered for a piece.
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
    /// The last span of the block that the piece would follow; none if the piece would open a
    /// story. For a doubtful join, the span it is joined to means that it would follow that span
    /// as a paragraph of its own.
    pub behind: Option<Span>,
    /// Probability of this place: 0..1. With the confidence of the choice that was made, all
    /// alternatives add up to 1 at most.
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
    /// The encoding was told from the bytes, which may well be another text in another one.
    DoubtfulEncoding,
    /// The source does not look like text.
    NotText,
    /// The OCR program was unsure of words.
    DoubtfulRecognition,
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
}
