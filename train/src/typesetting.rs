//! Pages set from articles, each as a paper of its own would.
//!
//! A page draws the habits of one paper at random: where and how it names its authors, whether it
//! has datelines, the width of its punctuation, blank lines, indents, the length of headlines,
//! what stands between stories, the width of columns, and how much of its order a text layer has
//! lost. As no habit goes with any words, what is learned from such pages holds for papers that
//! were not among them. The words beside the articles are those of `train/newspapers`.

mod arrangement;
mod article;
mod composition;
mod grammar;
mod habits;
mod printer;
mod story;

pub use article::{Article, read_articles, sample_articles};
pub use composition::PaperPage;

use crate::lesson::Lesson;
use arrangement::{Frame, arrange};
use banmian::Role;
use fastrand::Rng;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use grammar::{Grammar, Words};
use habits::Habits;
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};
use story::{Block, Owner, Story};

/// Writes pages set from articles, with their gold, to look at and to measure the reading on.
#[derive(clap::Args)]
pub struct Args {
    /// Files of articles, one JSON object a line.
    #[arg(required = true, value_name = "JSONL")]
    articles: Vec<PathBuf>,
    /// Where NAME.txt and NAME.gold.tsv go, in a folder a language.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[arg(long, default_value_t = 100, value_name = "COUNT")]
    count: usize,
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub fn run(args: Args) -> anyhow::Result<()> {
    let mut articles = Vec::new();
    for path in &args.articles {
        articles.extend(read_articles(path)?);
    }
    for lesson in pages(&articles, args.count, args.seed) {
        lesson.write(&args.out)?;
    }
    Ok(())
}

/// Articles that pages are set from.
#[derive(clap::Args)]
pub struct ArticleArgs {
    /// Files of articles, one JSON object a line, named by their paper: pages set from them are learned
    /// from, too.
    #[arg(long, num_args = 1.., value_name = "JSONL")]
    articles: Vec<PathBuf>,
    /// How many pages to set from the articles.
    #[arg(long, default_value_t = 1000, value_name = "COUNT")]
    set: usize,
}

impl ArticleArgs {
    /// The pages set from the articles.
    pub fn pages(&self) -> anyhow::Result<Vec<Lesson>> {
        let papers = self.papers()?;
        let articles: Vec<Article> = papers.into_iter().flat_map(|paper| paper.articles).collect();
        Ok(pages(&articles, self.set, 1))
    }

    /// The pages set on paper from the articles.
    pub fn paper_pages(&self) -> anyhow::Result<Vec<PaperPage>> {
        let articles: Vec<Article> = self.papers()?.into_iter().flat_map(|paper| paper.articles).collect();
        Ok(paper_pages(&articles, self.set, 1))
    }

    /// The articles of each file, which is named by their paper.
    pub fn papers(&self) -> anyhow::Result<Vec<PaperArticles>> {
        self.articles.iter().map(|path| PaperArticles::read(path)).collect()
    }

    /// How many pages to set.
    pub fn count(&self) -> usize {
        self.set
    }
}

/// The articles of a paper.
pub struct PaperArticles {
    pub paper: String,
    pub articles: Vec<Article>,
}

impl PaperArticles {
    /// Reads a file that is named by the paper, one JSON object a line.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let paper = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { paper, articles: read_articles(path)? })
    }
}

/// A language that a page is set in.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Language {
    SimplifiedChinese,
    TraditionalChinese,
    English,
}

impl Language {
    const ALL: [Self; 3] = [Self::SimplifiedChinese, Self::TraditionalChinese, Self::English];

    fn of(tag: &str) -> Option<Self> {
        match tag.split('-').collect::<Vec<_>>()[..] {
            ["zh", "Hant", ..] => Some(Self::TraditionalChinese),
            ["zh", ..] => Some(Self::SimplifiedChinese),
            ["en", ..] => Some(Self::English),
            _ => None,
        }
    }

    fn tag(self) -> &'static str {
        match self {
            Self::SimplifiedChinese => "zh-Hans",
            Self::TraditionalChinese => "zh-Hant",
            Self::English => "en",
        }
    }

    /// How many of a hundred pages are in it, if there are articles in all.
    fn share(self) -> usize {
        match self {
            Self::SimplifiedChinese => 55,
            Self::TraditionalChinese => 20,
            Self::English => 25,
        }
    }

    fn grammar(self) -> &'static Grammar {
        static GRAMMARS: LazyLock<[Grammar; 3]> = LazyLock::new(|| {
            [
                include_str!("../newspapers/zh-Hans.txt"),
                include_str!("../newspapers/zh-Hant.txt"),
                include_str!("../newspapers/en.txt"),
            ]
            .map(Grammar::parse)
        });
        &GRAMMARS[self as usize]
    }
}

/// Returns `count` pages set from the articles; the same ones for the same seed.
pub fn pages(articles: &[Article], count: usize, seed: u64) -> Vec<Lesson> {
    each_page(articles, count, seed, page)
}

/// Returns `count` pages set on paper from the articles; the same ones for the same seed.
pub fn paper_pages(articles: &[Article], count: usize, seed: u64) -> Vec<PaperPage> {
    each_page(articles, count, seed, |language, stacks, _, random| paper_page(language, stacks, random))
}

/// Returns what is made of so many pages, each in a language that is drawn for it.
fn each_page<T>(
    articles: &[Article],
    count: usize,
    seed: u64,
    page: impl Fn(Language, &mut [Stack; 3], usize, &mut Rng) -> T,
) -> Vec<T> {
    let mut random = Rng::with_seed(seed);
    let mut stacks = Language::ALL.map(|language| Stack::new(language, articles));
    let possible: Vec<Language> =
        Language::ALL.into_iter().filter(|language| stacks.iter().any(|stack| stack.serves(*language))).collect();
    let shares: usize = possible.iter().map(|language| language.share()).sum();
    let mut out = Vec::new();
    while out.len() < count && shares > 0 {
        let mut share = random.usize(..shares);
        let language = possible.iter().find(|language| {
            let found = share < language.share();
            share = share.saturating_sub(language.share());
            found
        });
        let language = *language.expect("the shares are those of the languages");
        out.push(page(language, &mut stacks, out.len(), &mut random));
    }
    out
}

/// The articles of a language, drawn one after the other from a shuffled stack.
struct Stack<'a> {
    language: Language,
    articles: Vec<&'a Article>,
    drawn: usize,
}

/// More articles than a page takes.
const MAX_PER_PAGE: usize = 25;

impl<'a> Stack<'a> {
    fn new(language: Language, articles: &'a [Article]) -> Self {
        let articles: Vec<&Article> =
            articles.iter().filter(|article| Language::of(&article.lang) == Some(language)).collect();
        Self { language, drawn: articles.len(), articles }
    }

    /// Whether pages of a language can be set from it, in other characters if need be.
    fn serves(&self, language: Language) -> bool {
        let is_english = |language| language == Language::English;
        !self.articles.is_empty() && is_english(self.language) == is_english(language)
    }

    /// Shuffles it where too few are left for a page, as no page has an article twice.
    fn begin_page(&mut self, random: &mut Rng) {
        if self.articles.len() - self.drawn < MAX_PER_PAGE {
            random.shuffle(&mut self.articles);
            self.drawn = 0;
        }
    }
}

/// What the articles of a page are drawn from, and what they are converted to.
struct Source<'s, 'a> {
    stack: &'s mut Stack<'a>,
    script: Option<BuiltinConfig>,
}

impl<'s, 'a> Source<'s, 'a> {
    fn choose(language: Language, stacks: &'s mut [Stack<'a>; 3], random: &mut Rng) -> Self {
        use BuiltinConfig::{Hk2s, S2hk, S2t, S2tw};
        use Language::{English, SimplifiedChinese, TraditionalChinese};
        let converted_share = match language {
            SimplifiedChinese => 0.05,
            TraditionalChinese => 0.5,
            English => 0.0,
        };
        let has_own = stacks[language as usize].serves(language);
        let other = stacks.iter().position(|stack| stack.language != language && stack.serves(language));
        let other = other.filter(|_| chance(converted_share, random) || !has_own);
        let stack = &mut stacks[other.unwrap_or(language as usize)];
        stack.begin_page(random);
        let script = match (stack.language, language) {
            (SimplifiedChinese, TraditionalChinese) => Some([S2t, S2tw, S2hk][random.usize(..3)]),
            (TraditionalChinese, SimplifiedChinese) => Some(Hk2s),
            _ => None,
        };
        Self { stack, script }
    }

    /// Returns the next article; none if the page has all of them already.
    fn draw(&mut self) -> Option<Cow<'a, Article>> {
        let article = *self.stack.articles.get(self.stack.drawn)?;
        self.stack.drawn += 1;
        Some(match self.script {
            Some(script) => Cow::Owned(article.map_text(|text| convert(text, script))),
            None => Cow::Borrowed(article),
        })
    }
}

/// The names of a page's articles: a1, a2, ….
#[derive(Default)]
struct Names(usize);

impl Names {
    fn next(&mut self) -> String {
        self.0 += 1;
        format!("a{}", self.0)
    }
}

/// A page that is begun: what its articles are drawn from, and how its paper writes.
struct Beginning<'s, 'a> {
    source: Source<'s, 'a>,
    habits: Habits<'static>,
    names: Names,
}

impl<'s, 'a> Beginning<'s, 'a> {
    fn draw(language: Language, stacks: &'s mut [Stack<'a>; 3], random: &mut Rng) -> Self {
        let source = Source::choose(language, stacks, random);
        // The text layer of a simplified paper whose characters have been made traditional.
        let script = (language == Language::SimplifiedChinese && chance(0.1, random)).then_some(BuiltinConfig::S2t);
        let is_made_traditional =
            script.is_some() || source.script.is_some() && language == Language::TraditionalChinese;
        let corner_quotes = is_made_traditional && chance(0.6, random);
        let words = Words::new(language.grammar(), random);
        let habits = Habits { corner_quotes, script, ..Habits::draw(language, words, random) };
        Self { source, habits, names: Names::default() }
    }

    fn stories(&mut self, random: &mut Rng) -> Vec<Story> {
        let mut stories = Vec::new();
        for _ in 0..random.usize(3..10) {
            let set = if chance(self.habits.extras * 0.15, random) { story::photo } else { story::news };
            let article = self.source.draw();
            stories.extend(article.map(|article| set(&article, &self.names.next(), &self.habits, random)));
        }
        stories
    }
}

fn page(language: Language, stacks: &mut [Stack; 3], number: usize, random: &mut Rng) -> Lesson {
    let mut page = Beginning::draw(language, stacks, random);
    let stories = page.stories(random);
    let Beginning { mut source, habits, mut names } = page;
    let mut frames = extras(stories.len() as f32, &mut source, &mut names, &habits, random);
    frames.extend(arrange(stories, &habits.disorder, random));
    frames.sort_by(|a, b| a.place.total_cmp(&b.place));
    let (text, gold) = printer::print(&frames, &habits, random);
    Lesson { name: format!("made-{}/{number:04}", language.tag()), text, gold, check: false, wrapped: None, made: true }
}

fn paper_page(language: Language, stacks: &mut [Stack; 3], random: &mut Rng) -> PaperPage {
    let mut page = Beginning::draw(language, stacks, random);
    // On paper a first line without an indent is rare; it is a text layer that has lost it.
    page.habits.indent = match language {
        _ if chance(0.1, random) => "",
        Language::English => ["  ", "   "][random.usize(..2)],
        _ => "\u{3000}\u{3000}",
    };
    let stories = page.stories(random);
    let line = |random: &mut Rng| Block::of_page(Role::Furniture, page.habits.words.draw("furniture", random));
    let furniture: Vec<Block> = (0..random.usize(..5)).map(|_| line(random)).collect();
    composition::compose(stories, &furniture, &page.habits, random)
}

/// Returns what a page has beside its `count` stories: briefs, notices, teasers, furniture.
fn extras(count: f32, source: &mut Source, names: &mut Names, habits: &Habits, random: &mut Rng) -> Vec<Frame> {
    let mut out = Vec::new();
    if chance(habits.extras * 0.5, random) {
        let articles: Vec<_> =
            (0..random.usize(2..6)).filter_map(|_| source.draw()).map(|article| (article, names.next())).collect();
        out.push(Frame { place: count * random.f32(), blocks: story::briefs(&articles, habits, random) });
    }
    if chance(habits.extras * 0.4, random) {
        let place = if chance(0.6, random) { count + 5.0 } else { count * random.f32() };
        for _ in 0..random.usize(1..4) {
            out.push(Frame { place, blocks: story::notice(&names.next(), habits, random) });
        }
    }
    if chance(habits.extras * 0.6, random) {
        let articles: Vec<_> = (0..random.usize(1..6)).filter_map(|_| source.draw()).collect();
        let blocks = story::teasers(&articles, "t1", habits, random);
        out.push(Frame { place: count * random.f32() - 0.2, blocks });
    }
    if chance(habits.extras * 0.15, random) {
        let text = habits.words.draw("rubric", random);
        let rubric = Block { owner: Owner::Unknown, ..Block::of_page(Role::Rubric, text) };
        out.push(Frame { place: count * random.f32(), blocks: vec![rubric] });
    }
    for _ in 0..(random.f32() * 10.0 * habits.extras) as usize {
        let place = match random.u8(..10) {
            0..=5 => -2.0,
            6..=7 => count + 20.0,
            _ => count * random.f32(),
        };
        let text = habits.words.draw("furniture", random);
        out.push(Frame { place, blocks: vec![Block::of_page(Role::Furniture, text)] });
    }
    out
}

/// Converts a text between simplified and traditional characters.
fn convert(text: &str, script: BuiltinConfig) -> String {
    static CONVERTERS: LazyLock<Mutex<HashMap<String, OpenCC>>> = LazyLock::new(Mutex::default);
    let mut converters = CONVERTERS.lock().expect("no conversion fails");
    let load = || OpenCC::from_config(script).expect("its dictionaries are compiled in");
    converters.entry(format!("{script:?}")).or_insert_with(load).convert(text)
}

/// How many cells of a terminal a character takes.
fn cells(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

fn chance(probability: f32, random: &mut Rng) -> bool {
    random.f32() < probability
}

fn pick<'v, T>(values: &'v [T], random: &mut Rng) -> &'v T {
    &values[random.usize(..values.len())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Returns articles whose characters are the same in either script.
    fn articles() -> Vec<Article> {
        let article = |lang: &str, headline: &str, body: &[&str]| Article {
            lang: lang.into(),
            headline: vec![headline.into()],
            body: body.iter().map(|text| (*text).into()).collect(),
            ..Article::default()
        };
        let mut out = Vec::new();
        for lang in ["zh-Hans", "zh-Hant"] {
            out.push(article(
                lang,
                "渡口的新船今天下水",
                &["江上一向只有小船。今天，大船下水，人人都能坐。", "老人坐在石上，看大船走了又回。"],
            ));
            out.push(article(
                lang,
                "山中小路通了",
                &["山中的小路今早修好，行人可走到山上。", "山上有一口古井，水甘而冷，四季不少。"],
            ));
        }
        out.push(article(
            "en",
            "Ferry runs again after nine years",
            &[
                "The ferry crossed the river again on Monday morning.",
                "Passengers waved from both banks, and the old captain rang the bell.",
            ],
        ));
        out.push(article("en", "Mountain path mended", &["Walkers can reach the well on the hilltop once more."]));
        out
    }

    fn letters(text: &str) -> String {
        text.chars().filter(|c| c.is_alphanumeric()).collect()
    }

    #[test]
    fn gold_has_every_character_but_blanks_exactly_once() {
        for lesson in pages(&articles(), 400, 3) {
            let mut at = 0;
            for gold in &lesson.gold {
                let between = lesson.text.get(at..gold.range.start).expect("the ranges are in order");
                assert_eq!(between.trim(), "", "{}", lesson.name);
                let text = &lesson.text[gold.range.clone()];
                assert!(!text.trim().is_empty() && !text.contains('\n'), "{}: {text:?}", lesson.name);
                at = gold.range.end;
            }
            assert_eq!(lesson.text[at..].trim(), "", "{}", lesson.name);
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_pages() {
        let texts = |seed| pages(&articles(), 20, seed).into_iter().map(|lesson| lesson.text).collect::<Vec<_>>();
        assert_eq!(texts(5), texts(5));
        assert_ne!(texts(5), texts(6));
    }

    #[test]
    fn a_page_has_the_whole_text_of_its_articles() {
        let articles = articles();
        let bodies: Vec<String> = articles.iter().map(|article| letters(&article.body.concat())).collect();
        let openings: Vec<String> =
            articles.iter().map(|article| letters(&article.body[0]).chars().take(8).collect()).collect();
        let mut seen = 0;
        for lesson in pages(&articles, 400, 4) {
            let mut stories: BTreeMap<&str, Vec<(i64, usize, &str)>> = BTreeMap::new();
            for gold in lesson.gold.iter().filter(|gold| matches!(gold.role, Role::Paragraph | Role::Subhead)) {
                let name = gold.article.as_deref().expect("text has an article");
                if gold.role == Role::Paragraph {
                    let piece = (gold.para, gold.range.start, &lesson.text[gold.range.clone()]);
                    stories.entry(name).or_default().push(piece);
                }
            }
            for pieces in stories.values_mut() {
                pieces.sort_unstable();
                let text = letters(&pieces.iter().map(|piece| piece.2).collect::<String>());
                for (opening, body) in openings.iter().zip(&bodies).filter(|(opening, _)| text.contains(*opening)) {
                    let is_brief = pieces[0].0 == pieces[pieces.len() - 1].0;
                    assert!(is_brief || text.contains(body.as_str()), "{}: {opening} in {text}", lesson.name);
                    seen += usize::from(text.contains(body.as_str()));
                }
            }
        }
        assert!(seen > 500, "{seen}");
    }

    #[test]
    fn rows_of_gold_are_read_back_as_they_were_written() {
        let folder = tempfile::tempdir().unwrap();
        let lessons = pages(&articles(), 40, 9);
        lessons.iter().for_each(|lesson| lesson.write(folder.path()).unwrap());
        for lesson in lessons {
            let (group, _) = lesson.name.split_once('/').unwrap();
            let read = crate::lesson::of_folder(&folder.path().join(group), None).unwrap();
            let read = read.iter().find(|read| read.name == lesson.name).unwrap();
            assert_eq!(read.text, lesson.text);
            let trimmed = |gold: &[crate::lesson::Gold], text: &str| -> Vec<_> {
                gold.iter()
                    .map(|gold| {
                        (text[gold.range.clone()].trim().to_owned(), gold.role, gold.article.clone(), gold.para)
                    })
                    .collect()
            };
            assert_eq!(trimmed(&read.gold, &read.text), trimmed(&lesson.gold, &lesson.text), "{}", lesson.name);
        }
    }
}
