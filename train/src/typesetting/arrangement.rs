//! The order in which a text layer gives the frames of a page.

use super::chance;
use super::habits::{Disorder, Headlines};
use super::story::{Block, Owner, Story};
use banmian::Role;
use fastrand::Rng;

/// Blocks that stand together, and where the text layer has them: frames are sorted by place.
pub struct Frame {
    pub place: f32,
    pub blocks: Vec<Block>,
}

/// Returns the frames of stories, whose places in order are 0, 1, 2, ….
pub fn arrange(stories: Vec<Story>, disorder: &Disorder, random: &mut Rng) -> Vec<Frame> {
    let count = stories.len() as f32;
    let mut out = Vec::new();
    for (n, Story { mut heading, byline, body }) in stories.into_iter().enumerate() {
        let start = n as f32;
        let mut frames = cut(body, disorder.cuts, random);
        let step = 0.8 / frames.len() as f32;
        let stride = if chance(disorder.interleaving, random) { 0.3 + random.f32() } else { step };
        let mut place = start + 0.1;
        let mut places = Vec::new();
        for _ in 0..frames.len() {
            places.push(place);
            place += stride;
            if chance(disorder.drift * 0.5, random) {
                place += 0.3 + 1.3 * random.f32();
            }
        }
        let last = places.last().copied().unwrap_or(start);
        let moved = match disorder.headlines {
            Headlines::AfterText => Some(last + 0.01),
            Headlines::Top => Some(-0.5 + 0.001 * start),
            Headlines::End => Some(count + 10.0 + 0.001 * start),
            Headlines::ByChance => chance(disorder.loose_headlines, random).then(|| match random.u8(..10) {
                0..=3 => last + 0.01,
                4 => start + 0.999,
                5 => places[0] + 0.01,
                6..=7 => start - random.f32(),
                8 => count * random.f32(),
                _ => -0.5,
            }),
        };
        let with_heading = if moved.is_some() { chance(0.5, random) } else { chance(0.3, random) };
        if let Some(byline) = byline {
            if with_heading && !heading.is_empty() { heading.push(byline) } else { frames[0].insert(0, byline) }
        }
        if !heading.is_empty() {
            out.push(Frame { place: moved.unwrap_or(start), blocks: heading });
        }
        out.extend(places.into_iter().zip(frames).map(|(place, blocks)| Frame { place, blocks }));
    }
    out
}

/// Cuts a story's body where columns end: between blocks or in the middle of a paragraph.
fn cut(body: Vec<Block>, rate: f32, random: &mut Rng) -> Vec<Vec<Block>> {
    let mut frames = vec![Vec::new()];
    let per_block = rate / (body.len() as f32).sqrt().max(1.0);
    for block in body {
        let last = frames.last_mut().expect("there is one from the start");
        if !chance(per_block, random) {
            last.push(block);
            continue;
        }
        match halves(&block, random).filter(|_| chance(0.7, random)) {
            Some((first, second)) => {
                last.push(first);
                frames.push(vec![second]);
            }
            None if last.is_empty() => last.push(block),
            None => frames.push(vec![block]),
        }
    }
    frames
}

/// Cuts a paragraph in the middle of a sentence.
fn halves(block: &Block, random: &mut Rng) -> Option<(Block, Block)> {
    let (run, rest) = block.runs.split_first().filter(|(run, _)| run.role == Role::Paragraph)?;
    if !matches!(block.owner, Owner::Article(_)) {
        return None;
    }
    let chars: Vec<(usize, char)> = run.text.char_indices().collect();
    if chars.len() < 24 {
        return None;
    }
    let is_latin = chars.iter().filter(|c| c.1.is_ascii_alphabetic()).count() * 2 > chars.len();
    let fits = |&n: &usize| match (chars[n - 1].1, chars[n].1) {
        (before, after) if is_latin => before.is_alphanumeric() && after == ' ',
        (before, after) => {
            (before.is_alphanumeric() || before == '，')
                && after.is_alphanumeric()
                && !(before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric())
        }
    };
    let n = random.choice((8..chars.len() - 6).filter(fits).collect::<Vec<_>>())?;
    let (first, second) = run.text.split_at(chars[n].0);
    let mut before = Block { runs: vec![run.clone()], ..block.clone() };
    before.runs[0].text = first.to_owned();
    let mut after = Block { continues: true, ..block.clone() };
    after.runs[0].text = second.trim_start().to_owned();
    after.runs.truncate(1 + rest.len());
    Some((before, after))
}
