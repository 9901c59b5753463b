//! The page as it is worked on: stories as lists of blocks, blocks as lists of pieces.

use super::list::digest;
use crate::language::{self, Cues, Lexicon};
use crate::model::{self, Article, Byline, Code, Correction, Join, Kind, Page, Reason, Role};
use crate::parse::{Options, append_text, byline, diagnostics, kind, names};
use crate::text::Source;
use std::ops::Range;

/// How sure something is, and why.
#[derive(Clone)]
pub(super) struct Sure {
    pub confidence: f32,
    pub reasons: Vec<Reason>,
}

/// Some of one line.
#[derive(Clone)]
pub(super) struct Piece {
    pub range: Range<usize>,
    /// Cut from what stands before it in the line, and not as it came.
    pub cut: bool,
    /// It goes on, over a cut of the source, with the piece before it.
    pub join: Option<Sure>,
}

#[derive(Clone)]
pub(super) struct Block {
    pub role: Role,
    pub pieces: Vec<Piece>,
    pub sure: Sure,
    /// Names and duty, as long as they are as they were read.
    pub byline: Option<(Vec<String>, String)>,
}

#[derive(Clone)]
pub(super) struct Story {
    /// In reading order.
    pub blocks: Vec<Block>,
    pub sure: Sure,
    /// Its sort, where that is not told by its blocks.
    pub kind: Option<Kind>,
    /// An edit was about it.
    pub touched: bool,
}

#[derive(Clone)]
pub(super) struct Draft {
    pub stories: Vec<Story>,
    /// The blocks that belong to the page.
    pub own: Vec<Block>,
    /// Corrected characters, in order of place.
    pub corrections: Vec<(Range<usize>, String)>,
}

/// Where a block stands: in which story, or among the page's own, and as which block.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct At {
    pub story: Option<usize>,
    pub index: usize,
}

impl Sure {
    /// Told by a person.
    pub fn told(reason: Reason) -> Self {
        Self { confidence: 1.0, reasons: vec![reason] }
    }

    fn is_told(&self) -> bool {
        self.reasons.iter().any(Reason::is_told)
    }
}

impl Draft {
    pub fn new(page: &Page) -> Self {
        let own = page.furniture.iter().chain(&page.unplaced).map(|of| block(of, None)).collect();
        Self { stories: page.articles.iter().map(story).collect(), own, corrections: Vec::new() }
    }

    /// The blocks of a story, or of the page's own.
    pub fn list(&self, story: Option<usize>) -> &[Block] {
        story.map_or(&self.own, |n| &self.stories[n].blocks)
    }

    /// The same, to be changed.
    pub fn list_mut(&mut self, story: Option<usize>) -> &mut Vec<Block> {
        match story {
            Some(n) => {
                self.stories[n].touched = true;
                &mut self.stories[n].blocks
            }
            None => &mut self.own,
        }
    }

    pub fn block(&self, at: At) -> &Block {
        &self.list(at.story)[at.index]
    }

    pub fn block_mut(&mut self, at: At) -> &mut Block {
        &mut self.list_mut(at.story)[at.index]
    }

    /// Every list of blocks.
    pub fn lists(&self) -> impl Iterator<Item = Option<usize>> + use<> {
        (0..self.stories.len()).map(Some).chain([None])
    }

    /// The block that holds a byte of the text.
    pub fn holds(&self, byte: usize) -> Option<At> {
        self.lists().find_map(|story| {
            let has = |block: &Block| block.pieces.iter().any(|piece| piece.range.contains(&byte));
            Some(At { story, index: self.list(story).iter().position(has)? })
        })
    }

    /// The digest of what a story holds.
    pub fn digest(&self, text: &str, story: usize) -> String {
        digest(self.stories[story].blocks.iter().flat_map(|b| &b.pieces).map(|piece| &text[piece.range.clone()]))
    }

    /// The page as it is now. `parsed` is the page as it was read.
    pub fn page(&self, source: &Source, parsed: &Page, options: &Options) -> Page {
        let language = &parsed.source.language;
        let cues =
            language::named(language, &options.cues).unwrap_or_else(|| language::choose(source.text, &options.cues));
        let desk = Desk { source, cues, corrections: &self.corrections };
        let articles = self.stories.iter().enumerate().map(|(n, story)| desk.article(story, n)).collect();
        let (furniture, unplaced): (Vec<&Block>, _) =
            self.own.iter().partition(|block| matches!(block.role, Role::Furniture | Role::Rubric));
        let all = |blocks: Vec<&Block>| blocks.into_iter().map(|block| desk.block(block)).collect();
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
        let of_text = |code| matches!(code, Code::Undecodable | Code::NotText | Code::Limit);
        page.diagnostics.extend(parsed.diagnostics.iter().filter(|old| of_text(old.code)).cloned());
        page
    }
}

fn story(article: &Article) -> Story {
    let mut bylines = article.bylines.iter();
    let read = |of: &model::Block| block(of, if of.role == Role::Byline { bylines.next() } else { None });
    Story {
        blocks: article.blocks_in_order().map(read).collect(),
        sure: Sure { confidence: article.confidence, reasons: article.reasons.clone() },
        kind: (article.kind != kind(&article.blocks)).then_some(article.kind),
        touched: false,
    }
}

fn block(of: &model::Block, byline: Option<&Byline>) -> Block {
    let piece = |(n, span): (usize, &model::Span)| {
        let join = of.joins.iter().find(|join| join.span == n);
        Piece {
            range: span.start..span.end,
            cut: false,
            join: join.map(|join| Sure { confidence: join.confidence, reasons: join.reasons.clone() }),
        }
    };
    Block {
        role: of.role,
        pieces: of.spans.iter().enumerate().map(piece).collect(),
        sure: Sure { confidence: of.confidence, reasons: of.reasons.clone() },
        byline: byline.map(|byline| (byline.names.clone(), byline.duty.clone())),
    }
}

/// What a page is composed with.
struct Desk<'d> {
    source: &'d Source<'d>,
    cues: &'d Cues,
    corrections: &'d [(Range<usize>, String)],
}

impl Desk<'_> {
    fn article(&self, story: &Story, n: usize) -> Article {
        let mut article = Article {
            id: format!("a{}", n + 1),
            confidence: story.sure.confidence,
            reasons: story.sure.reasons.clone(),
            ..Article::default()
        };
        if story.touched {
            let headline = story.blocks.iter().find(|block| block.role == Role::Headline);
            if let Some(told) = headline.filter(|block| block.sure.is_told()) {
                article.reasons = told.sure.reasons.clone();
            }
            let joins = story.blocks.iter().flat_map(|block| &block.pieces).filter_map(|piece| piece.join.as_ref());
            if story.blocks.iter().map(|block| &block.sure).chain(joins).all(|sure| sure.confidence >= 1.0) {
                article.confidence = 1.0;
            }
        }
        for of in &story.blocks {
            let block = self.block(of);
            match of.role {
                Role::Rubric => article.rubric = Some(block),
                Role::Kicker => article.kicker = Some(block),
                Role::Headline => article.headline = Some(block),
                Role::Deck => article.decks.push(block),
                Role::Byline => article.bylines.push(self.byline(of, block)),
                Role::Jump => article.jumps.push(block),
                _ => article.blocks.push(block),
            }
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
            let Sure { confidence, reasons } = piece.join.clone()?;
            Some(Join { span, confidence, reasons })
        };
        let inside = |range: &Range<usize>| {
            of.pieces.iter().any(|piece| piece.range.start <= range.start && range.end <= piece.range.end)
        };
        let correction = |(range, text): &(Range<usize>, String)| Correction {
            span: self.source.span(range.clone()),
            original: self.source.text[range.clone()].into(),
            text: text.clone(),
        };
        let mut block = model::Block {
            role: of.role,
            text: String::new(),
            spans: of.pieces.iter().map(|piece| self.source.span(piece.range.clone())).collect(),
            confidence: of.sure.confidence,
            reasons: of.sure.reasons.clone(),
            joins: of.pieces.iter().enumerate().filter_map(join).collect(),
            corrections: self.corrections.iter().filter(|(range, _)| inside(range)).map(correction).collect(),
        };
        let mut text = String::new();
        block.pieces(self.source.text).for_each(|(_, shown)| append_text(&mut text, &shown));
        block.text = text;
        block
    }
}
