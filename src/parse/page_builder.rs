//! Stories → the [`Page`] of the model, in reading order, with its diagnostics.

use super::decks::deck_start;
use super::parameters::{DOUBT, FRAGMENTS_PER_NOTICE_CUE, MAX_ALTERNATIVES, MAX_NOTICE_TITLE_BYTES};
use super::recognition;
use super::stories::{AlternativePlace, Member, Segmentation, Story};
use super::{Fragment, Layout, Options};
use crate::language::Cues;
use crate::model::*;
use crate::text::script::{is_space_between, join_lines};
use crate::text::{Source, text_quality, utf16_len};
use std::ops::Range;

/// Builds the page of the model.
pub(crate) fn page(
    source: &Source,
    layout: &Layout,
    fragments: &[Fragment],
    segmentation: &Segmentation,
    cues: &Cues,
    options: &Options,
) -> Page {
    let articles: Vec<Article> = segmentation
        .stories
        .iter()
        .enumerate()
        .map(|(n, story)| article(source, fragments, story, cues, format!("a{}", n + 1)))
        .collect();
    let single = |i: &usize| block(source, &fragments[*i], None);
    let furniture = segmentation.furniture.iter().map(single).collect();
    let unplaced = segmentation.unplaced.iter().map(single).collect();
    let text = source.text;
    let facts = SourceFacts {
        encoding: options.encoding.clone(),
        language: cues.language.clone().into(),
        shape: layout.shape,
        bytes: text.len(),
        utf16: utf16_len(text),
        lines: source.lines().count() - usize::from(text.is_empty() || text.ends_with(['\n', '\r'])),
        characters: source.lines().map(|line| text[line].chars().filter(|c| !c.is_whitespace()).count()).sum(),
        pages: source.pages().to_vec(),
    };
    let mut page = Page { articles, furniture, unplaced, diagnostics: Vec::new(), source: facts };
    page.diagnostics = diagnostics(&page);
    add_alternatives(source, fragments, segmentation, &mut page.diagnostics);
    page.diagnostics.extend(recognition::doubts(layout, &page));
    page.diagnostics.extend(text_quality::diagnose(source, &options.encoding, options.doubtful_encoding));
    page
}

fn article(source: &Source, fragments: &[Fragment], story: &Story, cues: &Cues, id: String) -> Article {
    let mut article =
        Article { id, confidence: story.confidence, reasons: story.reasons.clone(), ..Article::default() };
    let headline = story.members.iter().map(|m| &fragments[m.fragment]).filter(|f| f.role == Role::Headline);
    let lines: Vec<&str> = headline.flat_map(|f| &f.parts).map(|part| &source.text[part.clone()]).collect();
    let deck = deck_start(&lines, &|word| cues.is_function_word(word)).unwrap_or(lines.len());
    let mut lines_above = 0;
    for member in &story.members {
        let fragment = &fragments[member.fragment];
        let mut block = block(source, fragment, Some(member));
        if fragment.role == Role::Headline {
            if lines_above >= deck {
                block.role = Role::Deck;
            }
            lines_above += fragment.parts.len();
        }
        add_block(&mut article, block, member.joined.as_ref(), |block| byline(block, &fragment.names));
    }
    article.kind = if is_notice(fragments, story) { Kind::Notice } else { kind(&article.blocks) };
    article
}

/// Whether a story is a notice or an advertisement: much of it says so, and nothing says that it is news.
fn is_notice(fragments: &[Fragment], story: &Story) -> bool {
    let members = || story.members.iter().map(|member| &fragments[member.fragment]);
    let is_news = |fragment: &Fragment| fragment.opens || matches!(fragment.role, Role::Byline | Role::Teaser);
    let found = members().filter(|fragment| fragment.of_notice).count();
    let length = |fragment: &Fragment| fragment.parts.iter().map(|part| part.len()).sum::<usize>();
    let is_named = |fragment: &Fragment| {
        fragment.role.is_title() && fragment.of_notice && length(fragment) <= MAX_NOTICE_TITLE_BYTES
    };
    let says_so = found > 1 && found * FRAGMENTS_PER_NOTICE_CUE >= story.members.len();
    (says_so || members().any(is_named)) && !members().any(is_news)
}

/// Adds a block to an article where its role belongs. `joined` is the confidence, with reasons, that
/// the block continues the one before it.
pub(crate) fn add_block(
    article: &mut Article,
    block: Block,
    joined: Option<&(f32, Vec<Reason>)>,
    byline: impl FnOnce(Block) -> Byline,
) {
    match block.role {
        Role::Rubric => merge(&mut article.rubric, block),
        Role::Kicker => merge(&mut article.kicker, block),
        Role::Headline => merge(&mut article.headline, block),
        Role::Deck => article.decks.push(block),
        Role::Byline => article.bylines.push(byline(block)),
        Role::Jump => article.jumps.push(block),
        _ => match (article.blocks.last_mut(), joined) {
            (Some(last), Some((confidence, reasons))) if last.role == block.role => {
                let span = last.spans.len();
                last.joins.push(Join { span, confidence: *confidence, reasons: reasons.clone() });
                append_block(last, block);
            }
            _ => article.blocks.push(block),
        },
    }
}

/// The kind of an article, by the roles of its body.
pub(crate) fn kind(body: &[Block]) -> Kind {
    let has = |role| body.iter().any(|b| b.role == role);
    if has(Role::Teaser) {
        Kind::Teaser
    } else if has(Role::Caption) && !has(Role::Paragraph) {
        Kind::Photo
    } else {
        Kind::News
    }
}

fn merge(slot: &mut Option<Block>, block: Block) {
    match slot {
        Some(first) => append_block(first, block),
        None => *slot = Some(block),
    }
}

fn append_block(first: &mut Block, second: Block) {
    if is_space_between(last_line(first), first_line(&second)) {
        first.text.push(' ');
    }
    first.text.push_str(&second.text);
    first.spans.extend(second.spans);
}

fn first_line(block: &Block) -> &str {
    let end = block.spans.iter().map(|span| block.text_len(span)).find(|&len| len > 0);
    end.and_then(|end| block.text.get(..end)).unwrap_or(&block.text)
}

fn last_line(block: &Block) -> &str {
    let len = block.spans.iter().rev().map(|span| block.text_len(span)).find(|&len| len > 0);
    let start = len.and_then(|len| block.text.len().checked_sub(len));
    start.and_then(|start| block.text.get(start..)).unwrap_or(&block.text)
}

fn block(source: &Source, fragment: &Fragment, member: Option<&Member>) -> Block {
    Block {
        role: fragment.role,
        text: join_lines(fragment.parts.iter().map(|part| &source.text[part.clone()])),
        spans: fragment.parts.iter().map(|part| source.span(part.clone())).collect(),
        confidence: member.map_or(fragment.role_confidence, |m| m.confidence),
        reasons: member.map_or_else(Vec::new, |m| m.reasons.clone()),
        joins: Vec::new(),
        corrections: Vec::new(),
    }
}

/// Builds a byline; its duty is the text without the names.
pub(crate) fn byline(block: Block, names: &[String]) -> Byline {
    let mut duty = block.text.clone();
    for name in names {
        if let Some(place) = find_name(name, &duty) {
            duty.replace_range(place, " ");
        }
    }
    let duty = duty.split_whitespace().collect::<Vec<_>>().join(" ");
    Byline { names: names.to_vec(), duty, block }
}

/// The first occurrence of `name` in `text`, blanks ignored.
fn find_name(name: &str, text: &str) -> Option<Range<usize>> {
    letters(text).find_map(|(start, _)| {
        let mut end = start;
        let mut rest = letters(&text[start..]);
        let same = letters(name).all(|(_, wanted)| {
            rest.next().is_some_and(|(at, c)| {
                end = start + at + c.len_utf8();
                c == wanted
            })
        });
        same.then_some(start..end)
    })
}

/// The characters that are no blanks, with their bytes.
fn letters(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(_, c)| !c.is_whitespace())
}

/// What is missing or in doubt on the page.
pub(crate) fn diagnostics(page: &Page) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut report = |code, message: String, spans: &[Span], confidence| {
        out.push(Diagnostic { code, message, spans: spans.to_vec(), confidence, alternatives: Vec::new() })
    };
    if page.source.characters == 0 {
        report(Code::Empty, "The source has no text.".into(), &[], 1.0);
    }
    for article in &page.articles {
        let id = &article.id;
        for block in article.blocks_in_order() {
            let code = if block.role.is_title() { Code::DoubtfulHeadline } else { Code::DoubtfulPlace };
            if block.confidence < DOUBT {
                report(code, format!("It is not sure that this belongs to {id}."), &block.spans, block.confidence);
            }
            for join in block.joins.iter().filter(|join| join.confidence < DOUBT) {
                let pieces = &block.spans[join.span - 1..=join.span];
                report(
                    Code::DoubtfulJoin,
                    "It is not sure that these two pieces are one.".into(),
                    pieces,
                    join.confidence,
                );
            }
        }
        if matches!(article.kind, Kind::Teaser | Kind::Notice) {
            continue;
        }
        let all: Vec<Span> = article.blocks_in_order().flat_map(|block| block.spans.iter().cloned()).collect();
        if article.headline.is_none() {
            report(Code::NoHeadline, format!("No headline was found for {id}."), &all[..1], article.confidence);
        }
        if article.blocks.is_empty() {
            report(Code::NoBody, format!("No text was found for the headline of {id}."), &all, article.confidence);
        }
    }
    for block in page.unplaced.iter().filter(|block| !block.reasons.iter().any(Reason::is_from_person)) {
        report(Code::Unplaced, "No story could claim this.".into(), &block.spans, block.confidence);
    }
    out
}

/// Adds to each diagnostic of a doubt the places that were considered besides.
fn add_alternatives(
    source: &Source,
    fragments: &[Fragment],
    segmentation: &Segmentation,
    diagnostics: &mut [Diagnostic],
) {
    let last = |i: usize| fragments[i].parts.last().cloned();
    for story in &segmentation.stories {
        for (n, member) in story.members.iter().enumerate().filter(|(_, member)| !member.alternatives.is_empty()) {
            let start = fragments[member.fragment].parts[0].start;
            let place = |other: &AlternativePlace| Alternative {
                behind: other.behind.and_then(last).map(|part| source.span(part)),
                confidence: other.confidence,
            };
            let places: Vec<Alternative> = member.alternatives.iter().map(place).collect();
            let (of, alternatives) = match (&member.joined, n.checked_sub(1)) {
                (Some((sure, _)), Some(before)) => {
                    let behind = last(story.members[before].fragment).map(|part| source.span(part));
                    let apart = Alternative { behind, confidence: member.confidence - sure };
                    let mut all = places;
                    let at = all.iter().position(|other| other.confidence < apart.confidence).unwrap_or(all.len());
                    all.insert(at, apart);
                    all.truncate(MAX_ALTERNATIVES);
                    (1, all)
                }
                _ => (0, places),
            };
            let found = diagnostics.iter_mut().find(|doubt| {
                (doubt.code == Code::DoubtfulJoin) == (of == 1) && doubt.spans.get(of).is_some_and(|s| s.start == start)
            });
            if let Some(doubt) = found
                .filter(|doubt| matches!(doubt.code, Code::DoubtfulJoin | Code::DoubtfulPlace | Code::DoubtfulHeadline))
            {
                doubt.alternatives = alternatives;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_duty_of_a_byline_is_its_text_without_the_names() {
        let cases: [(&str, &[&str], &str); 5] = [
            ("By ANN LEE and José Pérez", &["ANN LEE", "José Pérez"], "By and"),
            ("By Ann  Lee", &["Ann Lee"], "By"),
            ("本报记者 陈 一 通讯员李二", &["陈一", "李二"], "本报记者 通讯员"),
            ("陈一 陈一摄", &["陈一", "陈一"], "摄"),
            ("Staff Writer", &["Ann Lee", ""], "Staff Writer"),
        ];
        for (text, names, duty) in cases {
            let block = Block {
                role: Role::Byline,
                text: text.into(),
                spans: Vec::new(),
                confidence: 1.0,
                reasons: Vec::new(),
                joins: Vec::new(),
                corrections: Vec::new(),
            };
            let names: Vec<String> = names.iter().map(|&name| name.into()).collect();
            assert_eq!(byline(block, &names).duty, duty, "{text}");
        }
    }
}
