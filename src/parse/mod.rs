//! From text to page, in five stages:
//!
//! 1. [`layout`]: source → its lines in reading order;
//! 2. [`normalization`]: lines → lines without what says nothing to a reader;
//! 3. [`roles`]: lines → fragments, each with a role;
//! 4. [`stories`]: fragments → stories, and pieces of paragraphs → paragraphs;
//! 5. [`page_builder`]: stories → the [`Page`] of the model.
//!
//! No stage does I/O, keeps state, or fails: any text gives a page.

mod decks;
pub(crate) mod layout;
mod normalization;
mod page_builder;
mod parameters;
mod recognition;
mod roles;
mod stories;
#[cfg(feature = "train")]
pub mod training;
mod types;
pub(crate) use page_builder::{add_block, byline, diagnostics, kind};
pub(crate) use recognition::remaining;
pub(crate) use roles::names;
pub(crate) use types::{Fragment, Layout, Line, PageKind};

#[cfg(feature = "columns")]
use crate::form::Sheet;
use crate::language::{self, Cues};
use crate::model::{Page, Role};
use crate::text::Source;
use normalization::NormalizedText;
use roles::weights::RoleModels;
use stories::weights::StoryWeights;

/// How to read a page.
///
/// ```
/// let options = banmian::Options::default();
/// assert_eq!(options.encoding, "UTF-8");
/// ```
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Options {
    /// Name of the encoding the text was decoded from; reported in
    /// [`SourceFacts::encoding`](crate::SourceFacts::encoding).
    pub encoding: String,
    /// The text may be another in another encoding, as [`Decoded::doubtful`](crate::Decoded::doubtful)
    /// says; reported as [`Code::DoubtfulEncoding`](crate::Code::DoubtfulEncoding).
    pub doubtful_encoding: bool,
    /// Language packs to choose from before the built-in ones.
    pub cues: Vec<Cues>,
    /// BCP 47 tag of the language pack to read with, such as `zh-Hans`, or `und` for none.
    /// Where it is empty or no pack has it, the one that fits the text best is taken.
    pub language: String,
}

impl Options {
    /// The language pack that `text` is read with.
    pub(crate) fn pack(&self, text: &str) -> &Cues {
        language::named(&self.language, &self.cues).unwrap_or_else(|| language::choose(text, &self.cues))
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { encoding: "UTF-8".into(), doubtful_encoding: false, cues: Vec::new(), language: String::new() }
    }
}

/// Reads a page out of its text layer.
///
/// Never fails: a text with no structure comes back as one story or as unplaced blocks, and
/// what is doubtful is named in [`Page::diagnostics`].
///
/// ```
/// let page = banmian::parse("市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。", &banmian::Options::default());
/// assert_eq!(page.articles.len(), 1);
/// ```
pub fn parse(text: &str, options: &Options) -> Page {
    let source = Source::new(text);
    let cues = options.pack(text);
    parse_layout(&source, &layout::analyze(&source, cues), cues, options)
}

/// Reads a page out of its text and the places where its lines stand, as [`form::read`](crate::form)
/// gives them.
///
/// Never fails. The lines are read in the order that their places tell, and their sizes, indents and
/// distances are evidence of what they are. Text that the sheet has no place for comes behind the rest, in
/// its own order; where it has a place for none, this is [`parse`], with the headings that the sheet names
/// as evidence. Each span of a line that has a place
/// says it ([`Span::place`](crate::Span::place)), and
/// [`SourceFacts::pages`](crate::SourceFacts::pages) how large the pages are.
///
/// ```
/// use banmian::form::{Bounds, Run, Sheet, SheetPage};
/// // two columns below a headline, drawn row by row
/// let (text, mut runs) = ("老桥通车\n本报讯 昨日老桥\n游客来到桥边,\n恢复通车。当天\n大家都说好。\n", Vec::new());
/// let places = [(60.0, 0.0, 30.0), (0.0, 50.0, 10.0), (100.0, 50.0, 10.0), (0.0, 65.0, 10.0), (100.0, 65.0, 10.0)];
/// let mut start = 0;
/// for (line, (x0, y0, size)) in text.lines().zip(places) {
///     let bounds = Bounds { x0, y0, x1: x0 + 90.0, y1: y0 + size };
///     runs.push(Run { bytes: start..start + line.len(), bounds, size, ..Default::default() });
///     start += line.len() + 1;
/// }
/// let sheet = Sheet { pages: vec![SheetPage { width: 200.0, height: 100.0, runs, ..Default::default() }] };
/// let page = banmian::parse_with(text, &sheet, &Default::default());
/// assert_eq!(page.articles[0].blocks[0].text, "本报讯 昨日老桥恢复通车。当天游客来到桥边,大家都说好。");
/// assert_eq!(page.articles[0].blocks[0].spans[1].place.unwrap().y0, 65.0);
/// ```
#[cfg(feature = "columns")]
pub fn parse_with(text: &str, sheet: &Sheet, options: &Options) -> Page {
    let source = Source::new(text);
    let cues = options.pack(text);
    let (layout, places) = layout::analyze_sheet(&source, cues, sheet);
    parse_layout(&source.with_places(places), &layout, cues, options)
}

/// Reads a page whose lines are already in reading order.
pub(crate) fn parse_layout(source: &Source, layout: &Layout, cues: &Cues, options: &Options) -> Page {
    parse_layout_by(&Models::learned(), source, layout, cues, options)
}

/// The weights of the learned models.
#[derive(Clone, Copy)]
pub struct Models<'w> {
    pub roles: RoleModels<'w>,
    pub stories: &'w StoryWeights,
}

impl Models<'static> {
    /// The weights that are compiled in.
    pub fn learned() -> Self {
        Self { roles: RoleModels::learned(), stories: StoryWeights::learned() }
    }
}

fn parse_layout_by(models: &Models, source: &Source, layout: &Layout, cues: &Cues, options: &Options) -> Page {
    let normalized = NormalizedText::new(source.text, layout);
    let text = Source::new(&normalized.text);
    let (kind, mut fragments) = roles::fragments(&text, &normalized.layout, cues, &models.roles);
    let segmentation = stories::segment(&text, &fragments, models.stories.of(kind));
    segmentation.subheads.iter().for_each(|&i| fragments[i].role = Role::Subhead);
    roles::move_to_source(&normalized, source, cues, &mut fragments);
    page_builder::page(source, layout, &fragments, &segmentation, cues, options)
}
