//! Articles as files have them, and as they are set.

use anyhow::Context;
use banmian::Role;
use serde::Deserialize;
use std::fs;
use std::path::Path;

/// An article without a page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Article {
    /// Its language as a BCP 47 tag.
    pub lang: String,
    pub kicker: Vec<String>,
    /// The lines of its headline.
    pub headline: Vec<String>,
    pub deck: Vec<String>,
    pub byline: String,
    pub body: Vec<String>,
    /// Which of the body's passages are subheads.
    pub subheads: Vec<usize>,
    pub captions: Vec<String>,
}

/// A passage of an article's body.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    pub role: Role,
    pub text: String,
}

/// Reads the articles of a file with one JSON object a line; those without a headline or text are
/// left out.
pub fn read_articles(path: &Path) -> anyhow::Result<Vec<Article>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut articles = Vec::new();
    for (n, line) in (1..).zip(text.lines()) {
        let article: Article = serde_json::from_str(line).with_context(|| format!("line {n} of {}", path.display()))?;
        let article = article.map_text(normalize_spaces);
        if article.headline.iter().any(|line| !line.is_empty()) && article.has_text() {
            articles.push(article);
        }
    }
    Ok(articles)
}

/// Returns the articles in `train/sample-stories`, which are few and short.
///
/// A story there is a run of rows `role TAB text`, ended by a blank line; rows of one role below
/// each other are the lines of one heading, except paragraphs, of which each row is one.
pub fn sample_articles() -> Vec<Article> {
    let files = [
        ("zh-Hans", include_str!("../../sample-stories/zh-Hans.tsv")),
        ("zh-Hant", include_str!("../../sample-stories/zh-Hant.tsv")),
        ("en", include_str!("../../sample-stories/en.tsv")),
    ];
    let stories = files.into_iter().flat_map(|(lang, file)| file.split("\n\n").map(move |story| (lang, story)));
    let mut out = Vec::new();
    for (lang, story) in stories {
        let mut article = Article { lang: lang.into(), ..Article::default() };
        for (role, text) in story.lines().filter_map(|row| row.split_once('\t')) {
            let list = match role {
                "kicker" => &mut article.kicker,
                "headline" => &mut article.headline,
                "deck" => &mut article.deck,
                "paragraph" | "subhead" => &mut article.body,
                "caption" => &mut article.captions,
                _ => continue,
            };
            list.push(text.to_owned());
            if role == "subhead" {
                article.subheads.push(article.body.len() - 1);
            }
        }
        if !article.headline.is_empty() && article.has_text() {
            out.push(article);
        }
    }
    out
}

/// Returns a text on one line, without invisible characters.
fn normalize_spaces(text: &str) -> String {
    let visible = |c: &char| !matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{ad}');
    let text: String = text.chars().filter(visible).map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.trim().to_owned()
}

impl Article {
    /// Returns the article with other text.
    pub fn map_text(&self, change: impl Fn(&str) -> String) -> Self {
        let all = |texts: &[String]| texts.iter().map(|text| change(text)).collect();
        Self {
            lang: self.lang.clone(),
            kicker: all(&self.kicker),
            headline: all(&self.headline),
            deck: all(&self.deck),
            byline: change(&self.byline),
            body: all(&self.body),
            subheads: self.subheads.clone(),
            captions: all(&self.captions),
        }
    }

    fn has_text(&self) -> bool {
        let texts = self.passages();
        texts.iter().filter(|passage| passage.role.is_body()).map(|passage| passage.text.chars().count()).sum::<usize>()
            >= 30
    }

    /// Returns the passages of the body with their roles.
    ///
    /// Files give the names of authors as a passage, or even as a subhead, and a title said twice as
    /// the first; where nearly all passages are subheads it is verse.
    pub fn passages(&self) -> Vec<Passage> {
        let title: String = self.headline.concat();
        let is_verse = self.subheads.len() * 2 > self.body.len();
        let mut out: Vec<Passage> = Vec::new();
        for (n, text) in self.body.iter().enumerate() {
            let repeats_title =
                n == 0 && text.contains(title.trim()) && text.chars().count() < title.chars().count() + 24;
            if text.is_empty() || repeats_title {
                continue;
            }
            let at_edge = n < 2 || n + 2 > self.body.len();
            let role = if at_edge && is_credit(text) {
                Role::Credit
            } else if at_edge && is_signature(text) || is_spaced_name(text) {
                Role::Byline
            } else if self.subheads.contains(&n) && !is_verse && n > 0 {
                Role::Subhead
            } else {
                Role::Paragraph
            };
            out.push(Passage { role, text: text.clone() });
        }
        // A picture's text is all of a story that has nothing but a credit besides.
        if let [Passage { role: text @ Role::Paragraph, .. }, Passage { role: Role::Credit, .. }] = out.as_mut_slice() {
            *text = Role::Caption;
        }
        // A subhead has text below it.
        let last_text = out.iter().rposition(|passage| passage.role == Role::Paragraph).unwrap_or(0);
        for passage in out.iter_mut().skip(last_text).filter(|passage| passage.role == Role::Subhead) {
            passage.role = Role::Paragraph;
        }
        out
    }
}

/// Whether a text says who took a picture.
fn is_credit(text: &str) -> bool {
    const ENDINGS: [&str; 8] = ["摄", "攝", "图片", "圖片", "截图", "截圖", "製圖", "供图"];
    let text = text.trim_end_matches(['）', ')']);
    let agency = text.rfind(['（', '(']).map_or(text, |at| &text[..at]);
    text.chars().count() <= 30
        && !text.contains(['，', '。'])
        && ENDINGS.iter().any(|ending| text.ends_with(ending) || agency.ends_with(ending))
}

/// Whether a passage is nothing but who wrote it, or where and when.
fn is_signature(text: &str) -> bool {
    const DUTIES: [&str; 14] = [
        "记者",
        "作者",
        "通讯员",
        "评论员",
        "撰文",
        "文/",
        "特派员",
        "編譯",
        "記者",
        "撰文",
        "採訪",
        "讯）",
        "电）",
        "据新华社",
    ];
    let whole = text.chars().count() <= 40 && !text.contains(['。', '，', '！', '？', '；']);
    let bracketed = text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
    whole
        && (bracketed && text.chars().count() >= 3
            || DUTIES.iter().any(|duty| text.contains(duty))
            || text.starts_with(['■', '□', '◎']))
}

/// Whether a text is a name of two characters, spaced out to the width of three.
fn is_spaced_name(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    matches!(chars[..], [a, blank, b] if blank.is_whitespace() && a.is_alphabetic() && b.is_alphabetic())
}

/// Returns the length of the dateline that a text begins with, with a bracket of names after it; 0
/// if it has none.
pub fn dateline_length(text: &str) -> usize {
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) { latin_dateline(text) } else { han_dateline(text) }
}

/// Returns a text without the dateline it begins with, if what is left stands by itself.
pub fn without_dateline(text: &str) -> Option<&str> {
    let length = dateline_length(text);
    let rest = text[length..].trim_start();
    let opening: String = rest.chars().take(14).collect();
    // A heading within the text needs what it stands after, as does half a sentence.
    let depends = opening.contains(['：', ':', '｜', '丨', '|']) || opening.starts_with(['，', ',', '、', '据', '获']);
    (length > 0 && !depends && rest.chars().count() >= 20).then_some(rest)
}

fn han_dateline(text: &str) -> usize {
    const BRACKETS: [(char, char); 5] = [('【', '】'), ('〔', '〕'), ('（', '）'), ('(', ')'), ('[', ']')];
    const SOURCES: [&str; 8] = ["讯", "电", "记者", "報導", "报道", "記者", "訊", "電"];
    let names_source = |text: &str| SOURCES.iter().any(|word| text.contains(word));
    let bracket = |from: usize, fits: fn(&str) -> bool| {
        let rest = &text[from..];
        let first = rest.chars().next()?;
        let close = BRACKETS.iter().find(|pair| pair.0 == first)?.1;
        let end = rest.char_indices().take(64).find(|c| c.1 == close)?.0 + close.len_utf8();
        fits(&rest[..end]).then_some(from + end)
    };
    if let Some(end) = bracket(0, names_source) {
        return end;
    }
    let mut end = 0;
    for (at, c) in text.char_indices().take(20) {
        match c {
            '电' | '讯' | '電' | '訊' => {
                end = at + c.len_utf8();
                break;
            }
            _ if c.is_alphanumeric() => {}
            _ => break,
        }
    }
    let starts = ["本报", "新华", "中新", "据新华", "本網", "本報"].iter().any(|word| text.starts_with(word));
    let apart = text[end..].starts_with(['（', '(', ' ', '\u{3000}']);
    if end == 0 || !starts && !apart {
        return 0;
    }
    let after = text.len() - text[end..].trim_start().len();
    bracket(after, |_| true).unwrap_or(after)
}

fn latin_dateline(text: &str) -> usize {
    let Some(at) = text.find(" - ").filter(|&at| at < 48) else { return 0 };
    let place = &text[..at];
    let shouted =
        place.split([',', ' ']).next().is_some_and(|word| word.len() > 1 && word.chars().all(|c| c.is_uppercase()));
    if shouted && place.ends_with(|c: char| c.is_ascii_digit()) { at + 3 } else { 0 }
}

/// Splits a caption from the credit it ends with.
pub fn split_credit(caption: &str) -> (&str, Option<&str>) {
    let at = caption.rfind('。').map_or(0, |at| at + '。'.len_utf8());
    let (text, credit) = caption.split_at(at);
    if is_credit(credit) && !text.is_empty() { (text, Some(credit.trim())) } else { (caption, None) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dateline_has_its_bracket_and_stays_where_the_rest_makes_no_sense_without_it() {
        for (dateline, rest) in [
            ("本报讯 （记者卫青）", "渡口的新码头昨日启用，往返两岸只要九分钟，过去要半小时。"),
            ("新华社河口3月4日电 ", "渡口的新码头昨日启用，往返两岸只要九分钟，过去要半小时。"),
            ("【本報訊】", "渡口的新碼頭昨日啟用，往返兩岸只要九分鐘，過去要半小時。"),
            ("RIVERTON, March 4 - ", "The new pier opened on Tuesday and cuts the crossing."),
            ("", "渡口的电动新船昨日启用，往返两岸只要九分钟，过去要半小时。"),
            ("", "The pier - long promised - opened on Tuesday and cuts the crossing."),
        ] {
            let text = format!("{dateline}{rest}");
            assert_eq!(dateline_length(&text), dateline.len(), "{text}");
            assert_eq!(without_dateline(&text), Some(rest).filter(|_| !dateline.is_empty()), "{text}");
        }
        let needed = "新华社河口3月4日电　题：渡口的新码头昨日启用，往返两岸只要九分钟。";
        assert!(dateline_length(needed) > 0);
        assert_eq!(without_dateline(needed), None);
    }

    #[test]
    fn passages_tell_subheads_and_signatures_from_text() {
        let article = Article {
            headline: vec!["渡口换了新码头".into()],
            body: ["作者：卫青", "过河的人多了。", "九分钟", "卫 青", "船每一刻钟一班。", "（卫青）"]
                .map(String::from)
                .to_vec(),
            subheads: vec![0, 2, 3],
            ..Article::default()
        };
        use Role::{Byline, Paragraph, Subhead};
        let roles: Vec<Role> = article.passages().iter().map(|passage| passage.role).collect();
        assert_eq!(roles, [Byline, Paragraph, Subhead, Byline, Paragraph, Byline]);
    }

    #[test]
    fn there_are_sample_articles_in_every_language() {
        let articles = sample_articles();
        for lang in ["zh-Hans", "zh-Hant", "en"] {
            assert!(articles.iter().filter(|article| article.lang == lang).count() > 3, "{lang}");
        }
        assert!(articles.iter().any(|article| article.passages().iter().any(|passage| passage.role == Role::Subhead)));
    }

    #[test]
    fn a_credit_is_split_from_its_caption() {
        assert_eq!(split_credit("新码头启用。卫青 摄"), ("新码头启用。", Some("卫青 摄")));
        assert_eq!(split_credit("新码头启用。船来了"), ("新码头启用。船来了", None));
    }
}
