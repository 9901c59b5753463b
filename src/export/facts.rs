//! The paper, date and page number that a page's furniture names.

use crate::model::{Article, Block, Page};
use std::collections::BTreeMap;

/// The paper, date and number of a page, as far as its furniture names them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PageFacts {
    /// Name of the paper, if it is on a line of its own.
    pub paper: Option<String>,
    /// Date of publication in ISO 8601.
    pub date: Option<String>,
    /// Number of the page in the edition, such as A2; `None` where the source has several pages.
    pub number: Option<String>,
    /// The number that each page of the source names, where it is known what stands on which.
    numbers: BTreeMap<usize, String>,
}

impl PageFacts {
    /// Number of the page that an article of the same page begins on.
    pub fn number_of(&self, article: &Article) -> Option<&String> {
        let begins_on = || article.blocks_in_order().find_map(page_of);
        self.number.as_ref().or_else(|| self.numbers.get(&begins_on()?))
    }
}

/// Number of the page of the source that a block begins on, where places are known.
fn page_of(block: &Block) -> Option<usize> {
    block.spans.iter().find_map(|span| span.place).map(|place| place.page)
}

/// Reads the facts from the page's furniture. Linear in it.
pub(super) fn page_facts(page: &Page) -> PageFacts {
    let lines: Vec<String> = page.furniture.iter().map(|block| to_halfwidth(&block.text)).collect();
    let mut numbers = BTreeMap::new();
    for (block, line) in page.furniture.iter().zip(&lines) {
        if let (Some(page), Some(number)) = (page_of(block), number(line)) {
            numbers.entry(page).or_insert(number);
        }
    }
    PageFacts {
        paper: lines.iter().find_map(|line| paper(line, &page.source.language)),
        date: lines.iter().find_map(|line| date(line)),
        number: lines.iter().find_map(|line| number(line)).filter(|_| page.source.pages.len() < 2),
        numbers,
    }
}

/// Maps full-width ASCII and the ideographic space to their half-width forms.
fn to_halfwidth(text: &str) -> String {
    let ascii = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    text.chars().map(ascii).collect()
}

/// The line, if it is the name of a Chinese paper, or, on a page in Japanese, of a Japanese one: in
/// Chinese a line that ends in 新聞 is a section's.
fn paper(line: &str, language: &str) -> Option<String> {
    let name = line.trim();
    let is_japanese = language == "ja";
    let is_kana = |c: char| matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fc}');
    let is_letter = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || is_japanese && is_kana(c);
    let is_called = name.ends_with(['报', '報']) || is_japanese && name.ends_with("新聞");
    ((2..=9).contains(&name.chars().count()) && is_called && name.chars().all(is_letter)).then(|| name.to_owned())
}

/// Whether a line of furniture is nothing but a paper's name.
pub(super) fn is_nameplate(line: &str, language: &str) -> bool {
    let line = to_halfwidth(line);
    paper(&line, language).is_some_and(|name| !name.starts_with('本')) || is_english_paper(line.trim())
}

/// Words that end the names of English papers.
const TITLES: &str = "times post herald tribune gazette journal news chronicle courier observer telegraph mail \
    sentinel register dispatch standard globe guardian ledger examiner daily star";

/// Two to five words, each with a capital, of which the last is one that papers are called by.
fn is_english_paper(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let is_name = |word: &&str| word.starts_with(|c: char| c.is_ascii_uppercase()) && !word.ends_with('.');
    let is_title = |word: &str| TITLES.split(' ').any(|title| word.eq_ignore_ascii_case(title));
    (2..=5).contains(&words.len()) && words.iter().all(is_name) && words.last().is_some_and(|word| is_title(word))
}

/// The page number in `第3版`, `A12版`, `第3面` or `Page A4`.
fn number(line: &str) -> Option<String> {
    for (at, _) in line.match_indices(['版', '面']) {
        let before = line[..at].trim_end();
        let start = before
            .rfind(|c: char| numeral_value(c).is_none() && !c.is_ascii_uppercase())
            .map_or(0, |i| i + before[i..].chars().next().map_or(0, char::len_utf8));
        let found = &before[start..];
        let letters: String = found.chars().take_while(char::is_ascii_uppercase).collect();
        if let Some(n) = number_value(&found[letters.len()..]).filter(|n| (1..1000).contains(n) && letters.len() < 2) {
            return Some(format!("{letters}{n}"));
        }
    }
    let (_, after) = line.split_once("Page ").or_else(|| line.split_once("PAGE "))?;
    let found: String = after.trim_start().chars().take_while(char::is_ascii_alphanumeric).take(4).collect();
    found.ends_with(|c: char| c.is_ascii_digit()).then_some(found)
}

fn date(line: &str) -> Option<String> {
    chinese_date(line).or_else(|| english_date(line)).or_else(|| numeric_date(line))
}

/// The years of eras, from which theirs are counted.
const ERAS: [(&str, u32); 7] =
    [("民國", 1911), ("民国", 1911), ("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("明治", 1867)];

/// 2031年11月18日, 二〇三一年十一月十八日, 中華民國一百二十年十一月十八日, 令和13年11月18日.
fn chinese_date(line: &str) -> Option<String> {
    line.match_indices('年').find_map(|(at, year_sign)| {
        let (before, after) = (line[..at].trim_end(), &line[at + year_sign.len()..]);
        let from = before
            .rfind(|c: char| numeral_value(c).is_none())
            .map_or(0, |i| i + before[i..].chars().next().map_or(0, char::len_utf8));
        // behind the year that of the era may stand in brackets, or that of the calendar
        let after = after.strip_prefix('(').and_then(|era| era.split_once(')')).map_or(after, |(_, after)| after);
        let (month, rest) = after.split_once('月')?;
        let (day, _) = rest.split_once(['日', '號', '号'])?;
        let year = number_value(&before[from..])?;
        let era = ERAS.iter().find(|(name, _)| before[..from].trim_end().ends_with(name));
        iso(year + era.map_or(0, |era| era.1), number_value(month.trim())?, number_value(day.trim())?)
    })
}

/// November 18, 2031; 18 November 2031; Nov. 18, 2031.
fn english_date(line: &str) -> Option<String> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words: Vec<&str> = line.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let number = |word: Option<&&str>| word.and_then(|word| word.parse::<u32>().ok());
    words.iter().enumerate().find_map(|(n, word)| {
        let start = word.get(..3)?.to_ascii_lowercase();
        let month = MONTHS.iter().position(|known| *known == start)? as u32 + 1;
        let before = n.checked_sub(1).and_then(|n| number(words.get(n)));
        let (next, after) = (number(words.get(n + 1)), number(words.get(n + 2)));
        match (before, next, after) {
            (_, Some(day), Some(year)) if day < 32 => iso(year, month, day),
            (Some(day), Some(year), _) => iso(year, month, day),
            _ => None,
        }
    })
}

/// 2031-11-18, 2031/11/18, 2031.11.18.
fn numeric_date(line: &str) -> Option<String> {
    let parts: Vec<&str> = line.split(|c: char| !c.is_ascii_digit()).collect();
    parts.windows(3).find_map(|three| {
        let [year, month, day] = three else { return None };
        (year.len() == 4).then_some(())?;
        iso(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    })
}

/// The date in ISO 8601, if there is such a day.
fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    ((1600..2200).contains(&year) && (1..=days).contains(&day)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The value of one Arabic or Chinese numeral.
fn numeral_value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '〇' | '○' | '零' | 'Ｏ' => Some(0),
        '十' => Some(10),
        '百' => Some(100),
        _ => "一二三四五六七八九".chars().position(|known| known == c).map(|n| n as u32 + 1),
    }
}

/// The number that Arabic or Chinese numerals write, positional or with tens and hundreds.
fn number_value(text: &str) -> Option<u32> {
    let digits: Vec<u32> = text.chars().map(numeral_value).collect::<Option<_>>()?;
    if digits.is_empty() || digits.len() > 6 {
        return None;
    }
    if digits.iter().all(|n| *n < 10) {
        return Some(digits.iter().fold(0, |sum, n| sum * 10 + n));
    }
    let (mut sum, mut last) = (0, None);
    for n in digits {
        match n {
            10 | 100 => sum += last.take().unwrap_or(1) * n,
            _ => last = Some(n),
        }
    }
    Some(sum + last.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Bounds, Run, Sheet, SheetPage};

    #[test]
    fn printed_dates_are_read() {
        for (line, day) in [
            ("2031年11月18日 星期二", Some("2031-11-18")),
            ("二〇三一年十一月十八日", Some("2031-11-18")),
            ("中華民國一百二十年二月二十九日", None),
            ("中華民國一百二十一年二月二十九日", Some("2032-02-29")),
            ("民國１２０年１１月８日", Some("2031-11-08")),
            ("2031年(令和13年)11月18日 火曜日", Some("2031-11-18")),
            ("平成三十年十一月十八日", Some("2018-11-18")),
            ("令和13年(2031年)11月18日", Some("2031-11-18")),
            ("Tuesday, November 18, 2031", Some("2031-11-18")),
            ("18 Nov. 2031 No. 12", Some("2031-11-18")),
            ("2031-11-18", Some("2031-11-18")),
            ("今年11月18日", None),
            ("电话 2031-1118", None),
        ] {
            assert_eq!(date(&to_halfwidth(line)).as_deref(), day, "{line}");
        }
    }

    #[test]
    fn paper_names_and_page_numbers_are_read() {
        for (line, wanted) in
            [("第3版", "3"), ("A12版", "A12"), ("第十二版 要闻", "12"), ("Page A4", "A4"), ("第3面", "3")]
        {
            assert_eq!(number(line).as_deref(), Some(wanted), "{line}");
        }
        assert_eq!(number("出版"), None);
        assert_eq!(paper(" 临溪日报 ", "zh-Hans").as_deref(), Some("临溪日报"));
        assert_eq!(paper("本报", "zh-Hans"), Some("本报".into()));
        assert_eq!(paper("读报的人", "zh-Hans"), None);
        assert_eq!(paper("みなと新聞", "ja").as_deref(), Some("みなと新聞"));
        assert_eq!(paper("國際新聞", "zh-Hant"), None);
    }

    #[test]
    fn each_story_has_the_number_of_its_own_page() {
        let text = "临溪日报 第3版\n老桥今日通车\n本报讯 老桥昨日完工。\n\u{c}临溪日报 第4版\n市图书馆开馆\n本报讯 图书馆昨日开馆。\n";
        let mut sheet = Sheet::default();
        let mut start = 0;
        for part in text.split('\u{c}') {
            let mut page = SheetPage { width: 400.0, height: 400.0, ..Default::default() };
            for (n, line) in part.lines().enumerate() {
                let y0 = 9.0 + 30.0 * n as f32;
                let bounds = Bounds { x0: 9.0, y0, x1: 200.0, y1: y0 + 9.0 };
                page.runs.push(Run { bytes: start..start + line.len(), bounds, size: 9.0, ..Default::default() });
                start += line.len() + 1;
            }
            start += 1;
            sheet.pages.push(page);
        }
        let mut page = crate::parse_with(text, &sheet, &Default::default());
        let facts = page_facts(&page);
        let numbers: Vec<_> = page.articles.iter().map(|article| facts.number_of(article).cloned()).collect();
        assert_eq!(numbers, [Some("3".into()), Some("4".into())]);
        assert_eq!(facts.number, None, "there is none of both pages");
        page.source.pages.truncate(1);
        assert_eq!(page_facts(&page).number, Some("3".into()));
    }

    #[test]
    fn nameplates_are_lines_of_a_name_alone() {
        for (line, is) in [
            ("临溪日报", true),
            ("臨溪時報", true),
            ("THE MILLBROOK COURIER", true),
            ("Harbour City Times", true),
            ("本报", false),
            ("临溪日报 2031年11月18日", false),
            ("Weather and news", false),
            ("Sports News.", false),
            ("TIMES", false),
        ] {
            assert_eq!(is_nameplate(line, "und"), is, "{line}");
        }
    }
}
