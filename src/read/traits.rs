//! What a fragment's own text says of its place in a story.
use super::Fragment;
use crate::source::Source;
use std::ops::Range;

#[derive(Clone, Debug, Default)]
pub(crate) struct Traits {
    pub opens: bool,
    pub closes: bool,
    pub starts_mid: bool,
    pub ends_mid: bool,
    pub quote: bool,
    pub names: Vec<Range<usize>>,
}

pub(crate) fn traits(source: &Source, fragment: &Fragment) -> Traits {
    let text = &source.text[fragment.parts[0].clone()];
    let last = &source.text[fragment.parts[fragment.parts.len() - 1].clone()];
    let head: String = text.chars().take(20).collect();
    let opens = ["本报", "新华社", "据新华社", "据", "中新社", "〔", "综合"].iter().any(|c| head.starts_with(c))
        && ["讯", "电", "日", "报道"].iter().any(|c| head.contains(c));
    let tail: Vec<char> = last.chars().rev().take(12).collect();
    let closes = tail.first() == Some(&'）') && tail.contains(&'（') && tail.contains(&'。')
        || last.chars().count() < 20 && last.starts_with('（') && last.ends_with('）');
    let end = last.chars().next_back().unwrap_or(' ');
    Traits {
        opens,
        closes,
        starts_mid: "，。、；：？！”）》』」…,;:?!)".contains(text.chars().next().unwrap_or(' ')),
        ends_mid: !"。！？”）…：』」》;；.!?".contains(end),
        quote: "“『「".contains(text.chars().next().unwrap_or(' ')),
        names: names(source, fragment),
    }
}

fn names(source: &Source, fragment: &Fragment) -> Vec<Range<usize>> {
    if !matches!(fragment.role, crate::model::Role::Byline | crate::model::Role::Credit) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for part in &fragment.parts {
        let text = &source.text[part.clone()];
        for token in text.split(|c: char| !c.is_alphanumeric()) {
            let mut token = token;
            for duty in ["全媒体记者", "本报记者", "新华社记者", "记者", "通讯员"] {
                token = token.strip_prefix(duty).unwrap_or(token);
            }
            if (2..=4).contains(&token.chars().count()) {
                let start = token.as_ptr() as usize - source.text.as_ptr() as usize;
                out.push(start..start + token.len());
            }
        }
    }
    out
}
