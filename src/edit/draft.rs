//! The page while edits are applied: stories as lists of blocks, blocks as lists of pieces.
//!
//! A draft shares what an edit leaves alone with the draft before it, so that an edit costs what it
//! changes and not the page.

use super::list::digest;
use crate::language::{self, Cues, Lexicon};
use crate::model::{self, Article, Byline, Code, Correction, Join, Kind, Page, Reason, Role};
use crate::order::sort_by_rank;
use crate::parse::{Options, add_block, byline, diagnostics, kind, names, remaining};
use crate::text::Source;
use crate::text::script::join_lines;
use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

/// A confidence with its reasons.
#[derive(Clone)]
pub(super) struct Certainty {
    pub confidence: f32,
    pub reasons: Vec<Reason>,
}

/// A part of one line.
#[derive(Clone)]
pub(super) struct Piece {
    pub range: Range<usize>,
    /// An edit split it off the piece before it in the line.
    pub cut: bool,
    /// It continues the piece before it over a break of the source.
    pub join: Option<Certainty>,
}

#[derive(Clone)]
pub(super) struct Block {
    pub role: Role,
    pub pieces: Vec<Piece>,
    pub certainty: Certainty,
    /// Names and duty as parsed, until an edit changes the block.
    pub byline: Option<(Vec<String>, String)>,
}

#[derive(Clone)]
pub(super) struct Story {
    /// In reading order.
    pub blocks: Vec<Rc<Block>>,
    pub certainty: Certainty,
    /// Its kind, if its blocks do not determine it.
    pub kind: Option<Kind>,
    /// An edit has changed it.
    pub touched: bool,
    /// The digest of what it says, once it was asked for.
    pub digest: OnceCell<String>,
}

#[derive(Clone)]
pub(super) struct Draft {
    pub stories: Vec<Rc<Story>>,
    /// The blocks of no story.
    pub without_story: Rc<Vec<Rc<Block>>>,
    /// Corrected characters, in order of place.
    pub corrections: Rc<Vec<Correct>>,
    /// The whole draft has been normalized.
    pub is_normal: bool,
}

/// Corrected characters: their range, and what they read.
pub(super) type Correct = (Range<usize>, Rc<str>);

/// The position of a block: its story, or none, and its index there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Position {
    pub story: Option<usize>,
    pub index: usize,
}

impl Certainty {
    /// The certainty of a person's decision.
    pub fn by_person(reason: Reason) -> Self {
        Self { confidence: 1.0, reasons: vec![reason] }
    }

    pub fn is_by_person(&self) -> bool {
        self.reasons.iter().any(Reason::is_from_person)
    }
}

impl Draft {
    pub fn new(page: &Page) -> Self {
        let without_story = page.blocks_without_article().map(|of| Rc::new(block(of, None))).collect();
        Self {
            stories: page.articles.iter().map(|article| Rc::new(story(article))).collect(),
            without_story: Rc::new(without_story),
            corrections: Rc::default(),
            is_normal: false,
        }
    }

    /// The blocks of a story, or those of no story.
    pub fn list(&self, story: Option<usize>) -> &[Rc<Block>] {
        story.map_or(&self.without_story, |n| &self.stories[n].blocks)
    }

    /// The blocks of a story, or those of no story, to be changed.
    pub fn list_mut(&mut self, story: Option<usize>) -> &mut Vec<Rc<Block>> {
        match story {
            Some(n) => {
                let story = self.story_mut(n);
                story.digest.take();
                &mut story.blocks
            }
            None => Rc::make_mut(&mut self.without_story),
        }
    }

    /// A story to be changed, but for what it says and the order in which it says it.
    pub fn story_mut(&mut self, n: usize) -> &mut Story {
        let story = Rc::make_mut(&mut self.stories[n]);
        story.touched = true;
        story
    }

    pub fn block(&self, at: Position) -> &Block {
        &self.list(at.story)[at.index]
    }

    /// A block to be changed, but for what it says.
    pub fn block_mut(&mut self, at: Position) -> &mut Block {
        let blocks = match at.story {
            Some(n) => &mut self.story_mut(n).blocks,
            None => Rc::make_mut(&mut self.without_story),
        };
        Rc::make_mut(&mut blocks[at.index])
    }

    /// The stories by index, and `None` for the blocks of no story.
    pub fn story_indices(&self) -> impl Iterator<Item = Option<usize>> + use<> {
        (0..self.stories.len()).map(Some).chain([None])
    }

    /// The position of the block that contains a byte of the text.
    pub fn block_containing(&self, byte: usize) -> Option<Position> {
        self.story_indices().find_map(|story| {
            let has = |block: &Rc<Block>| block.pieces.iter().any(|piece| piece.range.contains(&byte));
            Some(Position { story, index: self.list(story).iter().position(has)? })
        })
    }

    /// The digest of the content of a story.
    pub fn digest(&self, text: &str, story: usize) -> &str {
        let Story { blocks, digest: known, .. } = &*self.stories[story];
        let pieces = || blocks.iter().flat_map(|block| &block.pieces).map(|piece| &text[piece.range.clone()]);
        known.get_or_init(|| digest(pieces()))
    }

    /// The corrections that lie within a range.
    pub fn corrections_within(&self, range: &Range<usize>) -> &[Correct] {
        within(&self.corrections, range)
    }

    /// Builds the page from the draft. `parsed` is the page before all edits.
    pub fn page(&self, source: &Source, parsed: &Page, options: &Options) -> Page {
        let language = &parsed.source.language;
        let cues =
            language::named(language, &options.cues).unwrap_or_else(|| language::choose(source.text, &options.cues));
        let builder = PageBuilder { source, cues, corrections: &self.corrections };
        let articles = self.stories.iter().enumerate().map(|(n, story)| builder.article(story, n)).collect();
        let without_story = self.without_story.iter().map(Rc::as_ref);
        let (furniture, unplaced): (Vec<&Block>, _) =
            without_story.partition(|block| matches!(block.role, Role::Furniture | Role::Rubric));
        let all = |blocks: Vec<&Block>| blocks.into_iter().map(|block| builder.block(block)).collect();
        let mut page = Page {
            articles,
            furniture: all(furniture),
            unplaced: all(unplaced),
            diagnostics: Vec::new(),
            source: parsed.source.clone(),
        };
        page.diagnostics = diagnostics(&page);
        for doubt in &mut page.diagnostics {
            let before = parsed.diagnostics.iter().find(|old| old.code == doubt.code && old.spans == doubt.spans);
            doubt.alternatives = before.map(|old| old.alternatives.clone()).unwrap_or_default();
        }
        let is_about_text = |code| matches!(code, Code::Undecodable | Code::DoubtfulEncoding | Code::NotText);
        let unsure = remaining(&parsed.diagnostics, &page);
        page.diagnostics.extend(unsure);
        page.diagnostics.extend(parsed.diagnostics.iter().filter(|old| is_about_text(old.code)).cloned());
        page
    }
}

/// The corrections that lie within a range; all are in order of place, and none overlap.
fn within<'c>(corrections: &'c [Correct], range: &Range<usize>) -> &'c [Correct] {
    let start = corrections.partition_point(|(at, _)| at.start < range.start);
    let rest = &corrections[start..];
    &rest[..rest.partition_point(|(at, _)| at.end <= range.end)]
}

fn story(article: &Article) -> Story {
    let mut bylines = article.bylines.iter();
    let mut read = |of: &model::Block| block(of, if of.role == Role::Byline { bylines.next() } else { None });
    Story {
        blocks: article.blocks_in_order().map(|of| Rc::new(read(of))).collect(),
        certainty: Certainty { confidence: article.confidence, reasons: article.reasons.clone() },
        kind: (article.kind != kind(&article.blocks)).then_some(article.kind),
        touched: false,
        digest: OnceCell::new(),
    }
}

fn block(of: &model::Block, byline: Option<&Byline>) -> Block {
    let piece = |(n, span): (usize, &model::Span)| {
        let join = of.joins.iter().find(|join| join.span == n);
        Piece {
            range: span.start..span.end,
            cut: false,
            join: join.map(|join| Certainty { confidence: join.confidence, reasons: join.reasons.clone() }),
        }
    };
    Block {
        role: of.role,
        pieces: of.spans.iter().enumerate().map(piece).collect(),
        certainty: Certainty { confidence: of.confidence, reasons: of.reasons.clone() },
        byline: byline.map(|byline| (byline.names.clone(), byline.duty.clone())),
    }
}

/// Builds articles and blocks of the model from those of the draft.
struct PageBuilder<'d> {
    source: &'d Source<'d>,
    cues: &'d Cues,
    corrections: &'d [Correct],
}

impl PageBuilder<'_> {
    fn article(&self, story: &Story, n: usize) -> Article {
        let mut article = Article {
            id: format!("a{}", n + 1),
            confidence: story.certainty.confidence,
            reasons: story.certainty.reasons.clone(),
            ..Article::default()
        };
        if story.touched {
            let headline = story.blocks.iter().find(|block| block.role == Role::Headline);
            if let Some(headline) = headline.filter(|block| block.certainty.is_by_person()) {
                article.reasons = headline.certainty.reasons.clone();
            }
            let joins = story.blocks.iter().flat_map(|block| &block.pieces).filter_map(|piece| piece.join.as_ref());
            if story
                .blocks
                .iter()
                .map(|block| &block.certainty)
                .chain(joins)
                .all(|certainty| certainty.confidence >= 1.0)
            {
                article.confidence = 1.0;
            }
        }
        for of in &story.blocks {
            add_block(&mut article, self.block(of), None, |block| self.byline(of, block));
        }
        article.kind = story.kind.unwrap_or_else(|| kind(&article.blocks));
        article
    }

    fn byline(&self, of: &Block, block: model::Block) -> Byline {
        match &of.byline {
            Some((names, duty)) => Byline { block, names: names.clone(), duty: duty.clone() },
            None => {
                let names = Lexicon::with(self.cues, |cues| names(cues, &block.text));
                byline(block, &names)
            }
        }
    }

    fn block(&self, of: &Block) -> model::Block {
        let join = |(span, piece): (usize, &Piece)| {
            let Certainty { confidence, reasons } = piece.join.clone()?;
            Some(Join { span, confidence, reasons })
        };
        let mut corrections: Vec<&Correct> =
            of.pieces.iter().flat_map(|piece| within(self.corrections, &piece.range)).collect();
        sort_by_rank(&mut corrections, |correct| (correct.0.start, 0));
        let correction = |(range, text): &Correct| Correction {
            span: self.source.span(range.clone()),
            original: self.source.text[range.clone()].into(),
            text: text.to_string(),
        };
        let mut block = model::Block {
            role: of.role,
            text: String::new(),
            spans: of.pieces.iter().map(|piece| self.source.span(piece.range.clone())).collect(),
            confidence: of.certainty.confidence,
            reasons: of.certainty.reasons.clone(),
            joins: of.pieces.iter().enumerate().filter_map(join).collect(),
            corrections: corrections.into_iter().map(correction).collect(),
        };
        block.text = join_lines(block.pieces(self.source.text).map(|(_, shown)| shown));
        block
    }
}
