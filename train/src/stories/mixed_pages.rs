//! Pages mixed anew from the stories of real ones.
//!
//! A few hundred pages show few of the ways in which the stories of a page can be out of order. So
//! their stories are put onto new pages in every disorder that text layers are known for:
//! paragraphs cut by columns, headlines out of place, the end of a story inside another, furniture
//! in between, hard-wrapped lines.

use crate::lesson::{Gold, Lesson};
use banmian::Role;
use fastrand::Rng;
use std::collections::BTreeMap;

/// A block of a story: its role and its lines; of body text, one line.
type Block = (Role, Vec<String>);

/// One page in this many is only checked on.
const CHECK_EVERY: usize = 5;

/// Returns `count` pages mixed from the stories and the furniture of the lessons to learn from.
pub fn pages(lessons: &[&Lesson], count: usize) -> Vec<Lesson> {
    let mut stories: Vec<Vec<Block>> = Vec::new();
    let mut furniture: Vec<Block> = Vec::new();
    for lesson in lessons.iter().filter(|lesson| !lesson.check && is_running_text(&lesson.text)) {
        take_apart(lesson, &mut stories, &mut furniture);
    }
    if stories.is_empty() {
        return Vec::new();
    }
    let mut random = Rng::with_seed(1);
    let mut shuffled: Vec<&Vec<Block>> = Vec::new();
    (0..count)
        .map(|n| {
            let size = random.usize(4..10);
            if shuffled.len() < size {
                shuffled = stories.iter().collect();
                random.shuffle(&mut shuffled);
            }
            let chosen = shuffled.split_off(shuffled.len().saturating_sub(size));
            mix_page(&chosen, &furniture, n, &mut random)
        })
        .collect()
}

/// Whether a text has one column a line and no spaced-out characters, so that its lines can be
/// used on another page.
fn is_running_text(text: &str) -> bool {
    use banmian::Shape::{HardWrapped, Paragraphs};
    matches!(banmian::training::normalized(text).layout.shape, Paragraphs | HardWrapped)
}

/// Adds the stories of a page and its furniture to those that pages are mixed from.
fn take_apart(lesson: &Lesson, stories: &mut Vec<Vec<Block>>, furniture: &mut Vec<Block>) {
    let mut articles: BTreeMap<&str, BTreeMap<i64, Block>> = BTreeMap::new();
    let mut last: Option<(Role, usize)> = None;
    for gold in &lesson.gold {
        let Some(article) = &gold.article else { return };
        let text = lesson.text[gold.range.clone()].trim().to_owned();
        if article == "-" || matches!(gold.role, Role::Furniture | Role::Teaser | Role::Rubric) {
            let goes_on = last.is_some_and(|(role, end)| role == gold.role && gold.range.start == end + 1);
            match furniture.last_mut().filter(|_| goes_on) {
                Some(block) => block.1.push(text),
                None => furniture.push((gold.role, vec![text])),
            }
            last = Some((gold.role, gold.range.end));
            continue;
        }
        let blocks = articles.entry(article).or_default();
        let (_, lines) = blocks.entry(gold.para).or_insert_with(|| (gold.role, Vec::new()));
        match lines.first_mut().filter(|_| gold.role.is_body()) {
            Some(line) => line.push_str(&text),
            None => lines.push(text),
        }
    }
    stories.extend(articles.into_values().map(|blocks| blocks.into_values().collect()));
}

/// A block or a part of one, with the numbers of its story and of its paragraph.
#[derive(Clone)]
struct Unit {
    story: Option<usize>,
    para: i64,
    role: Role,
    lines: Vec<String>,
    /// Whether it is the first part of its paragraph.
    first: bool,
}

/// Returns a page of the stories; the disorder depends on its number.
fn mix_page(stories: &[&Vec<Block>], furniture: &[Block], number: usize, random: &mut Rng) -> Lesson {
    // Of four pages one is in order, one has headlines out of place, and two are tangled besides.
    let scattered = !number.is_multiple_of(4);
    let tangled = number % 4 > 1;
    let mut page: Vec<Unit> = Vec::new();
    let mut starts: Vec<usize> = Vec::new();
    let mut tails: Vec<(usize, Vec<Unit>)> = Vec::new();
    for (n, story) in stories.iter().enumerate() {
        let units = cut(n, story, random);
        let (head, rest): (Vec<Unit>, Vec<Unit>) = units.into_iter().partition(|u| u.role.is_title());
        let leading = rest.iter().take_while(|u| u.role == Role::Byline).count();
        let (byline, mut body) = (rest[..leading].to_vec(), rest[leading..].to_vec());
        if tangled && body.len() > 2 && n + 1 < stories.len() && random.f32() < 0.25 {
            let keep = if random.bool() { body.len() - 1 } else { random.usize(body.len() / 2..body.len()) };
            tails.push((n + 1 + usize::from(random.f32() < 0.15), body.split_off(keep.max(1))));
        }
        let place = if scattered { random.f32() } else { 1.0 };
        let with_head = random.bool();
        let start = page.len();
        starts.push(start);
        match place {
            // the headline is before the story before its own
            p if p < 0.13 && n > 0 => {
                let at = starts[n - 1];
                let mut frame = head;
                if with_head {
                    frame.extend(byline.iter().cloned());
                } else {
                    page.extend(byline);
                }
                starts[n] += frame.len();
                page.extend(body);
                page.splice(at..at, frame);
                if random.bool() {
                    starts[n] = at;
                }
            }
            // the headline is after its text
            p if p < 0.33 => {
                if with_head {
                    page.extend(body.into_iter().chain(head).chain(byline));
                } else {
                    page.extend(byline.into_iter().chain(body).chain(head));
                }
            }
            // the headline is in the middle of its text
            p if p < 0.37 && body.len() > 1 => {
                let later = body.split_off(random.usize(1..body.len()));
                page.extend(body.into_iter().chain(head).chain(byline).chain(later));
            }
            _ => page.extend(head.into_iter().chain(byline).chain(body)),
        }
    }
    for (into, tail) in tails {
        let into = into.min(stories.len() - 1);
        let places: Vec<usize> = (0..page.len())
            .filter(|&i| page[i].story == Some(into) && (page[i].role.is_body() || random.f32() < 0.3))
            .map(|i| i + 1)
            .collect();
        if let Some(at) = random.choice(places) {
            page.splice(at..at, tail);
        } else {
            page.extend(tail);
        }
    }
    if number % 16 == 15 {
        let first = random.usize(..stories.len() - 1);
        interleave(&mut page, first, random);
    }
    if tangled && !furniture.is_empty() {
        for n in 0..random.usize(0..4) {
            let (role, lines) = &furniture[random.usize(..furniture.len())];
            let unit = Unit { story: None, para: 0, role: *role, lines: lines.clone(), first: true };
            let at = if n == 0 { 0 } else { random.usize(..=page.len()) };
            page.insert(at, unit);
        }
    }
    write(&page, number, random)
}

/// Interleaves the text of a story with the next one's, as where columns are read across.
fn interleave(page: &mut [Unit], first: usize, random: &mut Rng) {
    let text = |page: &[Unit], story| {
        let of_story = |&i: &usize| page[i].story == Some(story) && page[i].role.is_body();
        (0..page.len()).filter(of_story).collect::<Vec<usize>>()
    };
    let mut places = [text(page, first), text(page, first + 1)].concat();
    let mut left = [text(page, first), text(page, first + 1)].map(|text| {
        let units: Vec<Unit> = text.iter().map(|&i| page[i].clone()).collect();
        units.into_iter()
    });
    places.sort_unstable();
    let (mut turn, mut run) = (0, 0);
    for place in places {
        if run == 0 {
            run = random.usize(1..3);
            turn = 1 - turn;
        }
        run -= 1;
        let unit = left[turn].next().or_else(|| left[1 - turn].next());
        page[place] = unit.expect("there are as many places as units");
    }
}

/// Returns a story's blocks, one long paragraph in four cut in two as by a column.
fn cut(n: usize, story: &[Block], random: &mut Rng) -> Vec<Unit> {
    let mut out = Vec::new();
    for (para, (role, lines)) in story.iter().enumerate() {
        let unit =
            |lines: Vec<String>, first| Unit { story: Some(n), para: para as i64 + 1, role: *role, lines, first };
        let chars: Vec<char> = lines[0].chars().collect();
        if *role == Role::Paragraph && chars.len() > 36 && random.f32() < 0.25 {
            let at = random.usize(8..chars.len() - 8);
            out.push(unit(vec![chars[..at].iter().collect()], true));
            out.push(unit(vec![chars[at..].iter().collect()], false));
        } else {
            out.push(unit(lines.clone(), true));
        }
    }
    out
}

/// Returns the text of a page with its gold.
fn write(page: &[Unit], number: usize, random: &mut Rng) -> Lesson {
    let wrapped = random.f32() < 0.3;
    let indent = if random.f32() < 0.3 { "\u{3000}\u{3000}" } else { "" };
    let mut width = 24;
    let mut text = String::new();
    let mut gold = Vec::new();
    for (n, unit) in page.iter().enumerate() {
        let before = n.checked_sub(1).map(|b| &page[b]);
        let below = before.is_some_and(|b| b.story == unit.story && b.role.is_body() && unit.role.is_body());
        let apart = !wrapped || !below || !unit.first || random.f32() < 0.1;
        if apart {
            width = random.usize(18..30);
            if n > 0 {
                text.push('\n');
            }
        }
        let lines = if wrapped && unit.role.is_body() {
            hard_wrapped(&unit.lines[0], if unit.first { indent } else { "" }, width)
        } else {
            unit.lines.clone()
        };
        for line in lines {
            let start = text.len();
            text.push_str(&line);
            let article = unit.story.map_or("-".to_owned(), |story| format!("a{story}"));
            gold.push(Gold { range: start..text.len(), role: unit.role, article: Some(article), para: unit.para });
            text.push('\n');
        }
    }
    Lesson {
        name: format!("mixed/{number:03}"),
        text,
        gold,
        check: number % CHECK_EVERY == CHECK_EVERY - 1,
        wrapped: None,
        made: true,
    }
}

/// Returns a text in lines of a width in full-width characters.
fn hard_wrapped(text: &str, indent: &str, width: usize) -> Vec<String> {
    let mut lines = vec![indent.to_owned()];
    let mut used = 2 * indent.chars().count();
    for c in text.chars() {
        let cells = 1 + usize::from(!c.is_ascii());
        if used + cells > 2 * width {
            lines.push(String::new());
            used = 0;
        }
        used += cells;
        lines.last_mut().expect("one is there from the start").push(c);
    }
    lines
}
