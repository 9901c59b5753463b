//! Stories as a paper sets them, and what stands between them.

use super::article::{Article, Passage, dateline_length, split_credit, without_dateline};
use super::habits::{BylinePlace, Dateline, Habits};
use super::{Language, chance, pick};
use banmian::Role;
use fastrand::Rng;
use std::borrow::Cow;

/// A piece of text with one role.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub role: Role,
    /// The number of its block in the article.
    pub para: i64,
    pub text: String,
    /// Whether it begins a line, rather than going on in the one before it.
    pub own_line: bool,
}

/// Whose a block is.
#[derive(Clone, Debug, PartialEq)]
pub enum Owner {
    Article(String),
    /// Of more than one article, or of one that cannot be known.
    Unknown,
    Page,
}

/// Text that is set as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub owner: Owner,
    pub runs: Vec<Run>,
    /// Whether it is a paragraph's second part, which has no indent.
    pub continues: bool,
}

/// A story in the order in which it is read.
pub struct Story {
    /// Rubric, kicker, headline and deck.
    pub heading: Vec<Block>,
    pub byline: Option<Block>,
    pub body: Vec<Block>,
}

impl Block {
    /// A block of lines of one role that belong to no article.
    pub fn of_page(role: Role, text: String) -> Self {
        Self { owner: Owner::Page, runs: runs(role, 0, &text), continues: false }
    }
}

/// Returns a run for each line of the text.
fn runs(role: Role, para: i64, text: &str) -> Vec<Run> {
    text.lines().map(|line| Run { role, para, text: line.trim().to_owned(), own_line: true }).collect()
}

/// Numbers the blocks of an article.
struct Blocks {
    article: String,
    para: i64,
}

impl Blocks {
    fn add(&mut self, role: Role, text: &str) -> Block {
        self.para += 1;
        Block { owner: Owner::Article(self.article.clone()), runs: runs(role, self.para, text), continues: false }
    }

    /// Adds a run to a block, on its last line or below it, as a block of its own in reading order.
    fn append(&mut self, block: &mut Block, role: Role, text: &str, own_line: bool) {
        self.para += 1;
        block.runs.push(Run { role, para: self.para, text: text.trim().to_owned(), own_line });
    }
}

/// Returns an article as a story with headline and text.
pub fn news(article: &Article, name: &str, habits: &Habits, random: &mut Rng) -> Story {
    let mut blocks = Blocks { article: name.to_owned(), para: 0 };
    let place = *pick(&habits.byline_places, random);
    let (passages, is_cut) = shortened(article, habits.longest);
    let mut passages = dated(passages, place, habits, random);
    if !passages.iter().any(|passage| passage.role == Role::Subhead) && chance(habits.subheads, random) {
        passages = with_subheads(passages, habits, random);
    }

    let heading = heading(article, &passages, &mut blocks, habits, random);
    let signed = passages.iter().any(|passage| passage.role == Role::Byline);
    let place = if signed { BylinePlace::Nowhere } else { place };
    let byline = (place == BylinePlace::UnderHeadline).then(|| {
        let own = !article.byline.is_empty() && chance(0.4, random);
        let text = if own { article.byline.clone() } else { habits.write(&habits.byline_forms, "byline", random) };
        blocks.add(Role::Byline, &text)
    });

    let mut body = Vec::new();
    if chance(habits.jumps * 0.5, random) {
        body.push(blocks.add(Role::Jump, &habits.words.draw("jumpfrom", random)));
    }
    let captions = captions(article, &passages, habits, random);
    let caption_at = random.usize(..=passages.len());
    for (n, passage) in passages.iter().enumerate() {
        if n == caption_at {
            add_captions(&mut body, &captions, &mut blocks, habits, random);
        }
        match passage.role {
            Role::Subhead => body.push(blocks.add(Role::Subhead, &subhead(&passage.text, habits, random))),
            role => body.push(blocks.add(role, &passage.text)),
        }
    }
    if place == BylinePlace::AtFoot {
        let text = habits.write(&habits.foot_forms, "foot", random);
        add_foot(&text, &mut body, &mut blocks, random);
    } else if !signed && chance(habits.signoffs, random) {
        let text = habits.write(&habits.signoff_forms, "signoff", random);
        add_foot(&text, &mut body, &mut blocks, random);
    }
    if chance(if is_cut { habits.jumps } else { habits.jumps * 0.3 }, random) {
        add_jump(&mut body, &mut blocks, habits, random);
    }
    if caption_at == passages.len() {
        add_captions(&mut body, &captions, &mut blocks, habits, random);
    }
    Story { heading, byline, body }
}

/// Returns rubric, kicker, headline and deck.
fn heading(
    article: &Article,
    passages: &[Passage],
    blocks: &mut Blocks,
    habits: &Habits,
    random: &mut Rng,
) -> Vec<Block> {
    let mut out = Vec::new();
    if chance(habits.rubrics, random) {
        out.push(blocks.add(Role::Rubric, &habits.words.draw("rubric", random)));
    }
    let kicker = match article.kicker.first() {
        _ if let Some((series, share)) = &habits.series
            && chance(*share, random) =>
        {
            Some(series.clone())
        }
        Some(kicker) if chance(0.7, random) => Some(kicker.trim_matches(['(', ')', '（', '）', '【', '】']).to_owned()),
        _ if chance(habits.kickers, random) => phrase(passages, habits, random),
        _ => None,
    };
    let [open, close] = habits.kicker_brackets;
    out.extend(kicker.map(|kicker| blocks.add(Role::Kicker, &format!("{open}{kicker}{close}"))));
    out.push(blocks.add(Role::Headline, &headline(article, habits, random)));
    let deck = match article.deck.as_slice() {
        [] if chance(habits.decks, random) => {
            let form = if habits.language == Language::English || chance(0.1, random) { sentence } else { phrase };
            form(passages, habits, random)
        }
        [] => None,
        deck => Some(deck.join("\n")),
    };
    let dash = if habits.language != Language::English && chance(0.3, random) { "——" } else { "" };
    out.extend(deck.map(|deck| blocks.add(Role::Deck, &format!("{dash}{deck}"))));
    out
}

/// Adds a byline below the text, or to the line of its last paragraph, whose part it then is.
fn add_foot(text: &str, body: &mut Vec<Block>, blocks: &mut Blocks, random: &mut Rng) {
    let inline = chance(0.35, random) && text.starts_with(['(', '（', '—']);
    let last = body.last_mut().and_then(|block| block.runs.last_mut());
    match last.filter(|run| inline && run.role == Role::Paragraph) {
        Some(run) => run.text += text,
        None => body.push(blocks.add(Role::Byline, text)),
    }
}

/// Adds where the story goes on, at the end of its last line or below it.
fn add_jump(body: &mut Vec<Block>, blocks: &mut Blocks, habits: &Habits, random: &mut Rng) {
    let text = habits.words.draw("jumpto", random);
    match body.last_mut() {
        Some(last) if chance(0.5, random) => {
            if habits.language == Language::English {
                last.runs.last_mut().expect("a block has text").text.push(' ');
            }
            blocks.append(last, Role::Jump, &text, false);
        }
        _ => body.push(blocks.add(Role::Jump, &text)),
    }
}

/// What a story has at least, in characters, if its article does.
const SHORTEST: usize = 40;

/// Returns the passages up to a length, and whether any were left out.
fn shortened(article: &Article, longest: usize) -> (Vec<Passage>, bool) {
    let passages = article.passages();
    let mut length = 0;
    let mut count = 0;
    let mut end = 0;
    for passage in &passages {
        let before = length;
        length += passage.text.chars().count();
        if before > SHORTEST && length > longest {
            break;
        }
        count += 1;
        if passage.role != Role::Subhead {
            end = count;
        }
    }
    let is_cut = end < passages.len();
    (passages.into_iter().take(end).collect(), is_cut)
}

/// Keeps, removes or writes the dateline of the first paragraph, with a name where the paper has
/// them in the lead.
fn dated(mut passages: Vec<Passage>, place: BylinePlace, habits: &Habits, random: &mut Rng) -> Vec<Passage> {
    let Some(first) = passages.iter_mut().find(|passage| passage.role == Role::Paragraph) else { return passages };
    let has_own = dateline_length(&first.text) > 0;
    let text = match without_dateline(&first.text) {
        Some(text) if habits.dateline != Dateline::Kept => text,
        _ if has_own => return passages,
        _ => &first.text,
    };
    // Only a whole sentence opens a story.
    let adds = if has_own { habits.dateline == Dateline::Replaced } else { chance(habits.datelines_added, random) };
    if !text.ends_with(['。', '”', '」', '！', '？', '）', '.', '"', ')']) {
        return passages;
    }
    let dateline = match place {
        BylinePlace::InLead => habits.write(&habits.dated_lead_forms, "datedlead", random),
        _ if adds => habits.write(&habits.dateline_forms, "dateline", random),
        _ => String::new(),
    };
    let takes_space = !dateline.is_empty() && !dateline.ends_with(['：', '，', ':', ' ', '—', '\u{3000}']);
    let space = match habits.dateline_space {
        _ if !takes_space || habits.language == Language::English => "",
        "" if dateline.ends_with(char::is_alphabetic) => " ",
        space => space,
    };
    first.text = format!("{dateline}{space}{text}");
    passages
}

/// Writes subheads of the texts' own words before every few paragraphs.
fn with_subheads(passages: Vec<Passage>, habits: &Habits, random: &mut Rng) -> Vec<Passage> {
    let mut out: Vec<Passage> = Vec::new();
    let mut until_next = random.usize(1..4);
    let count = passages.len();
    for (n, passage) in passages.into_iter().enumerate() {
        if until_next == 0 && n + 1 < count && passage.role == Role::Paragraph {
            until_next = random.usize(1..5);
            if let Some(text) = phrase(std::slice::from_ref(&passage), habits, random) {
                let prefix = habits.subhead_prefix.map_or(String::new(), |form| habits.words.expand(form, random));
                let closing = if prefix.ends_with('【') { "】" } else { "" };
                out.push(Passage { role: Role::Subhead, text: format!("{prefix}{text}{closing}") });
            }
        }
        until_next = until_next.saturating_sub(1);
        out.push(passage);
    }
    out
}

fn subhead(text: &str, habits: &Habits, random: &mut Rng) -> String {
    let text = if habits.upper_case_subheads { text.to_uppercase() } else { text.to_owned() };
    if !chance(habits.two_line_subheads, random) {
        return text;
    }
    broken(&text, 2, habits.language, random)
}

/// Returns a few words out of the text that could stand above it.
fn phrase(passages: &[Passage], habits: &Habits, random: &mut Rng) -> Option<String> {
    const MARKS: &str = "，。！？；：、—,!?;\"";
    const QUOTES_AND_BRACKETS: &str = "“”「」（）()【】《》‘’『』";
    // What these begin or end is half a sentence, which no editor sets as a heading.
    const OPENINGS: &str = "据據其此并並也但而因在对對从從由当當这這他她它与與及和是将將已以";
    const ENDINGS: [&str; 16] = [
        "说",
        "說",
        "表示",
        "指出",
        "称",
        "稱",
        "认为",
        "認為",
        "介绍",
        "介紹",
        "报道",
        "報道",
        "了解到",
        "获悉",
        "显示",
        "顯示",
    ];
    let text = random_text(passages, random)?;
    if habits.language == Language::English {
        // One or two long words, or a name: what no sentence breaks off after.
        let is_name = |word: &&str| word.starts_with(|c: char| c.is_ascii_uppercase());
        let is_long = |word: &&str| word.len() > 5 && word.chars().all(|c| c.is_ascii_lowercase());
        let words: Vec<&str> = text.split_whitespace().skip(1).collect();
        let fits = |words: &&[&str]| words.iter().all(is_name) || words.iter().all(is_long);
        let count = random.usize(1..3);
        let words = random.choice(words.windows(count).filter(fits).collect::<Vec<_>>())?;
        return Some(capitalized(words.join(" ").trim_matches(|c: char| !c.is_alphanumeric())));
    }
    let is_whole = |part: &&str| {
        (5..20).contains(&part.chars().count())
            && !part.contains(|c| QUOTES_AND_BRACKETS.contains(c))
            && !part.starts_with(|c| OPENINGS.contains(c))
            && !ENDINGS.iter().any(|ending| part.ends_with(ending))
    };
    let parts: Vec<&str> = text.split(|c| MARKS.contains(c)).map(str::trim).filter(is_whole).collect();
    let first = *random.choice(&parts)?;
    let next = *random.choice(&parts)?;
    let [open, close] = quotation_marks(habits.language);
    let space = if habits.language == Language::TraditionalChinese { '\u{3000}' } else { ' ' };
    Some(match random.u8(..10) {
        0..=1 if next != first => format!("{first}{space}{next}"),
        2 if next != first => format!("{first}，{next}"),
        3 => format!("{open}{first}{close}"),
        4 => format!("{first}？"),
        5 => format!("{first}！"),
        _ => first.to_owned(),
    })
}

/// Returns a sentence out of the text.
fn sentence(passages: &[Passage], habits: &Habits, random: &mut Rng) -> Option<String> {
    let text = random_text(passages, random)?;
    let english = habits.language == Language::English;
    let (stop, lengths) = if english { (". ", 20..140) } else { ("。", 10..60) };
    let whole = |text: &&str| lengths.contains(&text.chars().count()) && !text.contains(['"', '“', '”', '「', '」']);
    let sentences: Vec<&str> = text.split(stop).map(|text| text.trim_end_matches('.')).filter(whole).collect();
    random.choice(sentences).map(str::to_owned)
}

/// Returns a paragraph, the first one only without its dateline.
fn random_text<'p>(passages: &'p [Passage], random: &mut Rng) -> Option<&'p str> {
    let texts = passages.iter().filter(|passage| passage.role == Role::Paragraph).map(|passage| passage.text.as_str());
    let texts: Vec<&str> =
        texts.filter(|text| dateline_length(text) == 0 || without_dateline(text).is_some()).collect();
    random.choice(texts).map(|text| without_dateline(text).unwrap_or(text))
}

fn quotation_marks(language: Language) -> [char; 2] {
    if language == Language::TraditionalChinese { ['「', '」'] } else { ['“', '”'] }
}

/// Returns the headline in one to three lines.
fn headline(article: &Article, habits: &Habits, random: &mut Rng) -> String {
    let mut lines: Vec<String> = article.headline.iter().filter(|line| !line.is_empty()).cloned().collect();
    if habits.language == Language::English {
        let shouted = !article.headline.iter().any(|line| line.contains(|c: char| c.is_lowercase()));
        for line in &mut lines {
            if habits.upper_case_headlines {
                *line = line.to_uppercase();
            } else if shouted {
                *line = title_case(line);
            }
        }
    } else if let Some(last) = lines.last_mut().filter(|line| line.ends_with(char::is_alphanumeric)) {
        match random.u8(..40) {
            0 => last.push('？'),
            1 => last.push('！'),
            2 => last.push_str("……"),
            3 => {
                let [open, close] = quotation_marks(habits.language);
                *last = format!("{open}{last}{close}");
            }
            _ => {}
        }
    }
    if lines.len() > 1 {
        return lines.join("\n");
    }
    let Some(line) = lines.pop() else { return String::new() };
    let width: usize = line.chars().map(super::cells).sum();
    let count = match width.div_ceil(habits.headline_width) {
        1 if chance(0.9, random) => 1,
        count => count.clamp(2, 4),
    };
    broken(&line, count, habits.language, random)
}

fn title_case(line: &str) -> String {
    line.to_lowercase().split_inclusive(' ').map(capitalized).collect()
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// Breaks a heading into about `count` lines of about the same length, where there is a blank or
/// a mark nearby.
fn broken(text: &str, count: usize, language: Language, random: &mut Rng) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    let mut from = 0;
    for n in 1..count {
        let even = n * chars.len() / count;
        let reach = if language == Language::English { 12 } else { 3 };
        let places = even.saturating_sub(reach).max(from + 4)..(even + reach).min(chars.len().saturating_sub(1));
        let is_blank = |&at: &usize| chars[at].is_whitespace();
        let follows_mark = |&at: &usize| matches!(chars[at - 1], '，' | '：' | '！' | '？' | '；' | '、' | ',' | ':');
        let within_word = |at: usize| chars[at - 1].is_ascii_alphanumeric() && chars[at].is_ascii_alphanumeric();
        let nearest = |at: &usize| at.abs_diff(even);
        let at = places.clone().filter(is_blank).min_by_key(nearest);
        let at = at.or_else(|| places.clone().filter(follows_mark).min_by_key(nearest));
        let anywhere = |&at: &usize| language != Language::English && !within_word(at) && chars[at].is_alphanumeric();
        let any: Vec<usize> = places.clone().filter(anywhere).collect();
        let Some(at) = at.or_else(|| random.choice(any)) else { continue };
        out.extend(&chars[from..at]);
        out.push('\n');
        from = at;
    }
    out.extend(&chars[from.min(chars.len())..]);
    out
}

/// A caption and its credit.
type Caption = (String, String);

fn captions(article: &Article, passages: &[Passage], habits: &Habits, random: &mut Rng) -> Vec<Caption> {
    if !chance(habits.captions, random) {
        return Vec::new();
    }
    let own = article.captions.iter().filter(|caption| caption.chars().count() > 6);
    let mut out: Vec<Caption> = own
        .take(random.usize(1..3))
        .map(|caption| {
            let (text, credit) = split_credit(caption);
            let credit = credit.filter(|_| chance(0.5, random)).map(str::to_owned);
            (text.to_owned(), credit.unwrap_or_else(|| habits.write(&habits.credit_forms, "credit", random)))
        })
        .collect();
    if out.is_empty()
        && chance(0.5, random)
        && let Some(text) = sentence(passages, habits, random)
    {
        let stop = if habits.language == Language::English { "." } else { "。" };
        let text = if chance(0.8, random) { text + stop } else { text };
        out.push((text, habits.write(&habits.credit_forms, "credit", random)));
    }
    out
}

fn add_captions(body: &mut Vec<Block>, captions: &[Caption], blocks: &mut Blocks, habits: &Habits, random: &mut Rng) {
    for (text, credit) in captions {
        let mut block = blocks.add(Role::Caption, text);
        if chance(0.15, random) {
            body.push(block);
            continue;
        }
        let inline = !habits.credit_on_own_line || chance(0.1, random);
        if inline {
            block.runs.last_mut().expect("a caption has text").text += ["", " ", " "][random.usize(..3)];
            blocks.append(&mut block, Role::Credit, credit, false);
            body.push(block);
        } else {
            body.push(block);
            body.push(blocks.add(Role::Credit, credit));
        }
    }
}

/// Returns an article as a picture's story: a headline, a caption, a credit.
pub fn photo(article: &Article, name: &str, habits: &Habits, random: &mut Rng) -> Story {
    let mut blocks = Blocks { article: name.to_owned(), para: 0 };
    let mut heading = Vec::new();
    if chance(0.2, random) {
        heading.push(blocks.add(Role::Rubric, &habits.words.draw("rubric", random)));
    }
    let credit = |random: &mut Rng| habits.write(&habits.credit_forms, "credit", random);
    let mut captions: Vec<Caption> = Vec::new();
    if chance(0.8, random) {
        heading.push(blocks.add(Role::Headline, &headline(article, habits, random)));
        let passages = article.passages();
        let text = first_text(&passages);
        captions.push((beginning(without_dateline(text).unwrap_or(text), habits), credit(random)));
        captions.extend(
            sentence(&passages, habits, random).filter(|_| chance(0.2, random)).map(|text| (text, credit(random))),
        );
    } else {
        captions.push((article.headline.concat(), credit(random)));
    }
    let mut body = Vec::new();
    add_captions(&mut body, &captions, &mut blocks, habits, random);
    Story { heading, byline: None, body }
}

fn first_text(passages: &[Passage]) -> &str {
    let text = passages.iter().find(|passage| passage.role.is_body());
    &text.expect("an article has text").text
}

/// Returns the first sentences of a text.
fn beginning(text: &str, habits: &Habits) -> String {
    let most = if habits.language == Language::English { 260 } else { 110 };
    let stop = if habits.language == Language::English { ". " } else { "。" };
    let mut out = String::new();
    for sentence in text.trim().split_inclusive(stop) {
        if !out.is_empty() && out.chars().count() + sentence.chars().count() > most {
            break;
        }
        out += sentence;
    }
    out.trim().to_owned()
}

/// Returns articles as short items, each a story of one paragraph, in one of the forms of a page.
pub fn briefs(articles: &[(Cow<Article>, String)], habits: &Habits, random: &mut Rng) -> Vec<Block> {
    let form = random.u8(..5);
    let mark = habits.words.draw("briefmark", random);
    let mut out = Vec::new();
    if chance(0.6, random) {
        let head = habits.words.draw("briefhead", random);
        out.push(Block { owner: Owner::Unknown, ..Block::of_page(Role::Rubric, head) });
    }
    let signed = chance(0.5, random);
    let on_own_line = chance(0.4, random);
    for (article, name) in articles {
        let mut blocks = Blocks { article: name.clone(), para: 0 };
        let passages = article.passages();
        let text = first_text(&passages);
        let text = without_dateline(text).filter(|_| chance(0.7, random)).unwrap_or(text);
        let text = beginning(text, habits);
        let title = article.headline.concat();
        let han = habits.language != Language::English;
        let text = match form {
            0 => format!("{mark}{text}"),
            1 if han => format!("【{title}】{text}"),
            1 => format!("{title}: {text}"),
            2 => {
                out.push(blocks.add(Role::Headline, &format!("{mark}{title}")));
                text
            }
            3 if han => format!("{mark}{title}\u{3000}{text}"),
            3 => format!("{mark}{} {text}", title.to_uppercase()),
            _ => {
                out.push(blocks.add(Role::Headline, &title));
                text
            }
        };
        let mut paragraph = blocks.add(Role::Paragraph, &text);
        let name = if han { format!("（{}）", habits.words.draw("closepeople", random)) } else { String::new() };
        if !signed || name.is_empty() || form == 4 && on_own_line {
            out.push(paragraph);
        } else if on_own_line {
            out.push(paragraph);
            out.push(blocks.add(Role::Byline, &name));
        } else {
            paragraph.runs.last_mut().expect("a brief has text").text += &name;
            out.push(paragraph);
        }
    }
    out
}

/// Returns a notice or an advertisement; its first line is its headline.
pub fn notice(name: &str, habits: &Habits, random: &mut Rng) -> Vec<Block> {
    let mut blocks = Blocks { article: name.to_owned(), para: 0 };
    let text = habits.words.draw("notice", random);
    let (headline, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let mut out = vec![blocks.add(Role::Headline, headline)];
    out.extend(rest.lines().map(|line| blocks.add(Role::Paragraph, line)));
    out
}

/// Returns a box that points to stories of other pages.
pub fn teasers(articles: &[Cow<Article>], name: &str, habits: &Habits, random: &mut Rng) -> Vec<Block> {
    let mut blocks = Blocks { article: name.to_owned(), para: 0 };
    let mut out = Vec::new();
    if chance(0.85, random) {
        out.push(blocks.add(Role::Teaser, &habits.words.draw("teaserhead", random)));
    }
    let mark = habits.words.draw("teaserlead", random);
    let page = habits.words.some_forms("teaserpage", 1, random)[0];
    for article in articles {
        let title = article.headline.concat();
        let page = if chance(0.9, random) { habits.words.expand(page, random) } else { String::new() };
        let line = if page.ends_with('▶') { format!("{page}{title}") } else { format!("{mark}{title}{page}") };
        let line = if chance(0.1, random) { broken(&line, 2, habits.language, random) } else { line };
        out.push(blocks.add(Role::Teaser, &line));
    }
    out
}
