//! Pages set anew from the stories of the lessons.
//!
//! A few hundred pages show few of the ways in which a page can lie in a heap. So their
//! stories are dealt to new pages, and each page is heaped up anew: paragraphs cut by
//! columns, headlines out of place, the end of a story inside another, lines that belong to
//! the page in between, lines broken at a column's edge.

use crate::lesson::{Gold, Lesson};
use banmian::Role;
use fastrand::Rng;
use std::collections::BTreeMap;

/// A block of a story: its role and its lines, or its one line if it is running text.
type Block = (Role, Vec<String>);

/// Every so many pages one is to check on.
const CHECK: usize = 5;

/// Pages made of the stories and the rest of the lessons to learn from.
pub fn pages(lessons: &[Lesson], count: usize) -> Vec<Lesson> {
    let mut stories: Vec<Vec<Block>> = Vec::new();
    let mut folios: Vec<Block> = Vec::new();
    for lesson in lessons.iter().filter(|lesson| !lesson.check && is_whole(&lesson.text)) {
        take_apart(lesson, &mut stories, &mut folios);
    }
    if stories.is_empty() {
        return Vec::new();
    }
    let mut chance = Rng::with_seed(1);
    let mut decks: Vec<&Vec<Block>> = Vec::new();
    (0..count)
        .map(|n| {
            let size = chance.usize(4..10);
            if decks.len() < size {
                decks = stories.iter().collect();
                chance.shuffle(&mut decks);
            }
            let dealt = decks.split_off(decks.len().saturating_sub(size));
            heap_up(&dealt, &folios, n, &mut chance)
        })
        .collect()
}

/// Whether the text is one whose words can be taken out: not spaced out, not side by side.
fn is_whole(text: &str) -> bool {
    use banmian::Shape::{HardWrapped, Paragraphs};
    matches!(banmian::parse(text, &banmian::Options::default()).source.shape, Paragraphs | HardWrapped)
}

fn take_apart(lesson: &Lesson, stories: &mut Vec<Vec<Block>>, folios: &mut Vec<Block>) {
    let mut articles: BTreeMap<&str, BTreeMap<i64, Block>> = BTreeMap::new();
    let mut last: Option<(Role, usize)> = None;
    for gold in &lesson.gold {
        let Some(article) = &gold.article else { return };
        let text = lesson.text[gold.range.clone()].trim().to_owned();
        if article == "-" || matches!(gold.role, Role::Furniture | Role::Teaser | Role::Rubric) {
            let goes_on = last.is_some_and(|(role, end)| role == gold.role && gold.range.start == end + 1);
            match folios.last_mut().filter(|_| goes_on) {
                Some(block) => block.1.push(text),
                None => folios.push((gold.role, vec![text])),
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

/// A run of blocks that stay together, with the number of the story and of the first block.
#[derive(Clone)]
struct Unit {
    story: Option<usize>,
    para: i64,
    role: Role,
    lines: Vec<String>,
    /// It is the first piece of its paragraph.
    first: bool,
}

fn heap_up(stories: &[&Vec<Block>], folios: &[Block], number: usize, chance: &mut Rng) -> Lesson {
    // What is done to a page grows harder from page to page, and begins again.
    let scattered = !number.is_multiple_of(4);
    let tangled = number % 4 > 1;
    let mut page: Vec<Unit> = Vec::new();
    let mut starts: Vec<usize> = Vec::new();
    let mut tails: Vec<(usize, Vec<Unit>)> = Vec::new();
    for (n, story) in stories.iter().enumerate() {
        let units = cut(n, story, chance);
        let (head, rest): (Vec<Unit>, Vec<Unit>) = units.into_iter().partition(|u| u.role.is_title());
        let leading = rest.iter().take_while(|u| u.role == Role::Byline).count();
        let (byline, mut body) = (rest[..leading].to_vec(), rest[leading..].to_vec());
        if tangled && body.len() > 2 && n + 1 < stories.len() && chance.f32() < 0.25 {
            let keep = if chance.bool() { body.len() - 1 } else { chance.usize(body.len() / 2..body.len()) };
            tails.push((n + 1 + usize::from(chance.f32() < 0.15), body.split_off(keep.max(1))));
        }
        let place = if scattered { chance.f32() } else { 1.0 };
        let with_head = chance.bool();
        let start = page.len();
        starts.push(start);
        match place {
            // the headline stands over the story before
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
                if chance.bool() {
                    starts[n] = at;
                }
            }
            // under its text
            p if p < 0.33 => {
                if with_head {
                    page.extend(body.into_iter().chain(head).chain(byline));
                } else {
                    page.extend(byline.into_iter().chain(body).chain(head));
                }
            }
            // amid its text
            p if p < 0.37 && body.len() > 1 => {
                let later = body.split_off(chance.usize(1..body.len()));
                page.extend(body.into_iter().chain(head).chain(byline).chain(later));
            }
            _ => page.extend(head.into_iter().chain(byline).chain(body)),
        }
    }
    for (into, tail) in tails {
        let into = into.min(stories.len() - 1);
        let places: Vec<usize> = (0..page.len())
            .filter(|&i| page[i].story == Some(into) && (page[i].role.is_body() || chance.f32() < 0.3))
            .map(|i| i + 1)
            .collect();
        if let Some(at) = chance.choice(places) {
            page.splice(at..at, tail);
        } else {
            page.extend(tail);
        }
    }
    if number % 16 == 15 {
        let first = chance.usize(..stories.len() - 1);
        zip(&mut page, first, chance);
    }
    if tangled && !folios.is_empty() {
        for n in 0..chance.usize(0..4) {
            let (role, lines) = &folios[chance.usize(..folios.len())];
            let unit = Unit { story: None, para: 0, role: *role, lines: lines.clone(), first: true };
            let at = if n == 0 { 0 } else { chance.usize(..=page.len()) };
            page.insert(at, unit);
        }
    }
    write(&page, number, chance)
}

/// Deals the text of a story and the next in turns, as columns read across give it.
fn zip(page: &mut [Unit], first: usize, chance: &mut Rng) {
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
            run = chance.usize(1..3);
            turn = 1 - turn;
        }
        run -= 1;
        let unit = left[turn].next().or_else(|| left[1 - turn].next());
        page[place] = unit.expect("there are as many places as units");
    }
}

/// The story's blocks, the paragraphs cut now and then as columns cut.
fn cut(n: usize, story: &[Block], chance: &mut Rng) -> Vec<Unit> {
    let mut out = Vec::new();
    for (para, (role, lines)) in story.iter().enumerate() {
        let unit =
            |lines: Vec<String>, first| Unit { story: Some(n), para: para as i64 + 1, role: *role, lines, first };
        let chars: Vec<char> = lines[0].chars().collect();
        if *role == Role::Paragraph && chars.len() > 36 && chance.f32() < 0.25 {
            let at = chance.usize(8..chars.len() - 8);
            out.push(unit(vec![chars[..at].iter().collect()], true));
            out.push(unit(vec![chars[at..].iter().collect()], false));
        } else {
            out.push(unit(lines.clone(), true));
        }
    }
    out
}

fn write(page: &[Unit], number: usize, chance: &mut Rng) -> Lesson {
    let wrapped = chance.f32() < 0.3;
    let indent = if chance.f32() < 0.3 { "\u{3000}\u{3000}" } else { "" };
    let mut width = 24;
    let mut text = String::new();
    let mut gold = Vec::new();
    for (n, unit) in page.iter().enumerate() {
        let before = n.checked_sub(1).map(|b| &page[b]);
        let below = before.is_some_and(|b| b.story == unit.story && b.role.is_body() && unit.role.is_body());
        let apart = !wrapped || !below || !unit.first || chance.f32() < 0.1;
        if apart {
            width = chance.usize(18..30);
            if n > 0 {
                text.push('\n');
            }
        }
        let lines = if wrapped && unit.role.is_body() {
            broken(&unit.lines[0], if unit.first { indent } else { "" }, width)
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
    Lesson { name: format!("mixed/{number:03}"), text, gold, check: number % CHECK == CHECK - 1, wrapped: None }
}

/// The text in lines of `width` em.
fn broken(text: &str, indent: &str, width: usize) -> Vec<String> {
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
