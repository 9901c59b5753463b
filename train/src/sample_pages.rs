//! As many pages as are wanted, all different and the same every time, of the stories in
//! `train/sample-stories`: what benches read.

use fastrand::Rng;

const STORIES: &str = include_str!("../sample-stories/zh-Hans.tsv");
/// What a full page of a broadsheet holds, in bytes.
const SIZE: usize = 12_000;
const FAMILY: &str = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕施张孔曹严";
const GIVEN: &str = "一小文志明晓丽佳宁嘉怡子涵雨欣思远建国海燕春秋云";

/// Writes pages of made-up stories, parted by form feeds, to standard output.
#[derive(clap::Args)]
pub struct Args {
    /// How many pages
    count: usize,
}

pub fn run(args: Args) -> anyhow::Result<()> {
    print!("{}", made(args.count).join("\u{c}"));
    Ok(())
}

/// A block of a story as it is set: its role, and its lines as one text.
type Block = (&'static str, String);

fn made(count: usize) -> Vec<String> {
    let stories = stories();
    let pool: Vec<&str> = stories
        .iter()
        .flatten()
        .filter(|row| row.0 == "paragraph")
        .flat_map(|row| row.1.split_inclusive('。'))
        .collect();
    (0..count as u64).map(|n| page(&stories, &pool, &mut Rng::with_seed(n))).collect()
}

/// The stories with running text.
fn stories() -> Vec<Vec<(&'static str, &'static str)>> {
    let rows =
        STORIES.split("\n\n").map(|story| story.lines().filter_map(|row| row.split_once('\t')).collect::<Vec<_>>());
    rows.filter(|story| story.iter().any(|row| row.0 == "paragraph")).collect()
}

/// Stories one after the other, each now and then with its heading behind it, a paragraph cut
/// by a column's end, or a block astray in the next.
fn page(stories: &[Vec<(&'static str, &'static str)>], pool: &[&str], chance: &mut Rng) -> String {
    let mut blocks: Vec<Block> = Vec::new();
    while blocks.iter().map(|block| block.1.len() + 2).sum::<usize>() < SIZE {
        let mut story = story(&stories[chance.usize(..stories.len())], pool, chance);
        let headed = story.iter().take_while(|block| !matches!(block.0, "paragraph" | "caption")).count();
        if chance.u8(..6) == 0 {
            story.rotate_left(headed);
        }
        let stray = blocks.len().saturating_sub(chance.usize(..4));
        let at = if chance.u8(..4) == 0 { stray } else { blocks.len() };
        blocks.splice(at..at, story);
    }
    blocks.iter().map(|block| block.1.as_str()).collect::<Vec<_>>().join("\n\n") + "\n"
}

fn story(rows: &[(&'static str, &'static str)], pool: &[&str], chance: &mut Rng) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for chunk in rows.chunk_by(|a, b| a.0 == b.0 && a.0 != "paragraph") {
        let role = chunk[0].0;
        let mut text = chunk.iter().map(|row| row.1).collect::<Vec<_>>().join("\n");
        if role == "byline" {
            text = format!("本报记者 {} 通讯员 {}", name(chance), name(chance));
        }
        if role == "paragraph" {
            for _ in 0..chance.usize(2..6) {
                text += pool[chance.usize(..pool.len())];
            }
        }
        let text = renumbered(&text, chance);
        let cut = text.char_indices().nth(40).map(|(at, _)| at).filter(|_| role == "paragraph" && chance.u8(..5) == 0);
        match cut.map(|at| text.split_at(at)) {
            Some((first, rest)) => blocks.extend([(role, first.to_owned()), (role, rest.to_owned())]),
            None => blocks.push((role, text)),
        }
    }
    blocks
}

/// The text with other figures, and now and then other people.
fn renumbered(text: &str, chance: &mut Rng) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '1'..='9' => out.push(char::from(chance.u8(b'1'..=b'9'))),
            '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' => out.push(pick("二三四五六七八九", chance)),
            '说' if chance.u8(..3) == 0 => out += &format!("对{}说", name(chance)),
            _ => out.push(c),
        }
    }
    out
}

fn name(chance: &mut Rng) -> String {
    [pick(FAMILY, chance), pick(GIVEN, chance), pick(GIVEN, chance)].iter().collect()
}

fn pick(from: &str, chance: &mut Rng) -> char {
    let count = from.chars().count();
    from.chars().nth(chance.usize(..count)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::made;
    use std::collections::BTreeSet;

    #[test]
    fn pages_differ_and_are_the_same_every_time() {
        let pages = made(50);
        assert_eq!(pages, made(50));
        assert_eq!(pages.iter().collect::<BTreeSet<_>>().len(), 50);
        assert!(pages.iter().all(|page| (12_000..16_000).contains(&page.len())), "{:?}", pages.iter().map(String::len));
    }
}
