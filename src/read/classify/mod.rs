//! Lines → fragments, each with a role.

mod facts;
mod fragment;

pub(crate) use fragment::fragment;

use super::{Fragment, Layout};
use crate::cues::Cues;
use crate::model::Role;
use crate::source::Source;
use facts::{Cue, Facts};

pub(crate) fn fragments(source: &Source, layout: &Layout, cues: &Cues) -> Vec<Fragment> {
    let facts = facts::of_lines(source, layout, cues);
    let mut groups: Vec<(Role, Vec<usize>)> = Vec::new();
    for i in 0..layout.lines.len() {
        // a teaser box's head may stand in a frame of its own, above its lines
        let heads = groups.last().is_some_and(|(role, lines)| {
            *role == Role::Teaser && lines.iter().all(|&k| facts[k].cue == Some(Cue::Teaser))
        });
        let role = if heads && !facts[i].final_stop && facts[i].cue.is_none() {
            Role::Teaser
        } else {
            role(&facts, layout, i, groups.last().map(|g| g.0))
        };
        let same_frame = i > 0 && layout.lines[i - 1].frame == layout.lines[i].frame;
        match groups.last_mut() {
            Some(last) if same_frame && last.0 == role && runs_on(role) => last.1.push(i),
            _ => groups.push((role, vec![i])),
        }
    }
    let made = |(role, lines): (Role, Vec<usize>)| {
        let first = &layout.lines[lines[0]];
        let parts = lines.iter().map(|&i| layout.lines[i].range.clone()).collect();
        fragment(source, cues, role, parts, first.frame, first.indent >= 2)
    };
    groups.into_iter().map(made).collect()
}

/// Lines of one frame in this role are one heading.
fn runs_on(role: Role) -> bool {
    matches!(role, Role::Kicker | Role::Headline | Role::Deck | Role::Subhead)
}

fn role(facts: &[Facts], layout: &Layout, i: usize, before: Option<Role>) -> Role {
    let fact = &facts[i];
    let same_frame = i > 0 && layout.lines[i - 1].frame == layout.lines[i].frame;
    if before == Some(Role::Teaser) && same_frame {
        return Role::Teaser;
    }
    match fact.cue {
        Some(Cue::Byline) => return Role::Byline,
        Some(Cue::Credit) => return Role::Credit,
        Some(Cue::Teaser) => return Role::Teaser,
        Some(Cue::Jump) => return Role::Jump,
        Some(Cue::Furniture) => return Role::Furniture,
        Some(Cue::Rubric) => return Role::Rubric,
        _ => {}
    }
    if fact.opens || fact.final_stop && !fact.colon || fact.stops > 0 || fact.width > 80 || fact.starts_mid {
        return Role::Paragraph;
    }
    if same_frame && before == Some(Role::Headline) {
        return Role::Headline;
    }
    if fact.commas > 1 || fact.function * 6 > fact.width { Role::Paragraph } else { Role::Headline }
}
