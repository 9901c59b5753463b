//! Lines → fragments, each with a role.

use super::{Fragment, Layout};
use crate::model::Role;
use crate::source::Source;

pub(crate) fn fragments(source: &Source, layout: &Layout) -> Vec<Fragment> {
    let mut out: Vec<Fragment> = Vec::new();
    for line in &layout.lines {
        let text = &source.text[line.range.clone()];
        let count = text.chars().count();
        let role = if text == "导读" {
            Role::Teaser
        } else if text.ends_with('摄') && count < 20 {
            Role::Credit
        } else if text.contains("记者") && count < 20 {
            Role::Byline
        } else if count <= 40 && !text.contains(['。', '，', ',']) {
            Role::Headline
        } else {
            Role::Paragraph
        };
        match out.last_mut() {
            Some(last) if last.role == role && last.frame == line.frame && role == Role::Headline => {
                last.parts.push(line.range.clone())
            }
            _ => out.push(Fragment {
                role,
                role_confidence: 0.5,
                parts: vec![line.range.clone()],
                frame: line.frame,
                indented: line.indent >= 2,
            }),
        }
    }
    out
}
