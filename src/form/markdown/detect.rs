//! Tells Markdown from other texts.

/// How many marks are certain: one may stand in any text.
const CERTAIN: usize = 2;
/// How far it is looked for them.
const REACH: usize = 1 << 20;

/// Whether bytes are certainly Markdown as converters write it.
///
/// A text may have a `#`, an asterisk or a row of hyphens of its own, which must not be lost. So there have
/// to be two marks at least, each a block between blank lines: a heading that has a letter and no other
/// line, a line that is all bold, a picture, a comment or an anchor. A line that begins as a heading does
/// and is none speaks against it.
pub(in crate::form) fn is_markdown(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text = &text[..text.floor_char_boundary(REACH)];
    let mut lines = text.lines().map(str::trim_end).peekable();
    let (mut marks, mut is_blank_before) = (0, true);
    while let Some(line) = lines.next() {
        let is_block = is_blank_before && lines.peek().is_none_or(|next| next.is_empty());
        match heading(line) {
            Some(title) if is_block && title.chars().any(char::is_alphabetic) => marks += 1,
            Some(_) => return false,
            None if is_block && (is_bold(line) || is_picture(line) || is_html(line)) => marks += 1,
            None => {}
        }
        is_blank_before = line.is_empty();
    }
    marks >= CERTAIN
}

/// The title of a heading; `None` if the line begins as none does.
fn heading(line: &str) -> Option<&str> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    ((1..=6).contains(&level) && (title.is_empty() || title.starts_with([' ', '\t']))).then_some(title)
}

fn is_bold(line: &str) -> bool {
    let inside = line.strip_prefix("**").and_then(|line| line.strip_suffix("**"));
    inside.is_some_and(|inside| {
        let is_inner = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && c != '*');
        is_inner(inside.chars().next()) && is_inner(inside.chars().next_back()) && !inside.contains("**")
    })
}

fn is_picture(line: &str) -> bool {
    let address =
        line.strip_prefix("![").and_then(|line| line.strip_suffix(')')).and_then(|line| line.split_once("]("));
    address.is_some_and(|(_, address)| !address.is_empty() && !address.contains(['(', ')']))
}

/// Whether a line is a comment, or begins with an anchor, as marker writes them.
fn is_html(line: &str) -> bool {
    line.starts_with("<!--") && line.ends_with("-->")
        || line.starts_with("<span id=\"page-") && line.contains("</span>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_told_by_two_marks() {
        for text in [
            "# 市图书馆开馆\n\n本报讯 昨日\n\n## 老桥通车\n\n本报讯 今日\n",
            "# 市图书馆开馆\r\n\r\n![](images/a.jpg)\r\n\r\n本报讯",
            "**市图书馆开馆**\n\n本报讯\n\n**老桥通车**\n",
            "<!-- image -->\n\n# 市图书馆开馆\n\n本报讯",
            "本报讯\n\n# Library opens\n\n<span id=\"page-1-0\"></span>The old bridge\n",
            "\u{feff}本报讯\n\n# 市图书馆开馆\n\n# 老桥通车",
        ] {
            assert!(is_markdown(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_text_with_signs_of_its_own_is_a_text() {
        for text in [
            "",
            "市图书馆开馆\n\n本报讯 昨日\n",
            "# 5\n\n本报讯\n",
            "# 5\n\n# 7\n\n本报讯\n",
            "# 市图书馆开馆\n\n本报讯 昨日\n",
            "# 市图书馆开馆\n本报讯 昨日\n# 老桥通车\n本报讯 今日\n",
            // one that is none speaks against the others
            "# 市图书馆开馆\n\n# 老桥通车\n\n# 5\n\n本报讯",
            "# 甲\n\n# 乙\n\n本报讯\n# 丙\n",
            "#市图书馆开馆#\n\n#老桥通车#\n\n本报讯",
            "** 注 **\n\n** 又注 **\n\n***\n\n***\n",
            "*ST 渡口\n\n*ST 柳村\n",
            "---\n\n---\n\n* 甲\n\n* 乙\n",
            "####### 甲\n\n####### 乙\n",
        ] {
            assert!(!is_markdown(text.as_bytes()), "{text}");
        }
        assert!(!is_markdown(b"# \xcd\xbc\xca\xe9\xb9\xdd\n\n# \xcd\xbc\xca\xe9\n"), "another encoding");
    }
}
