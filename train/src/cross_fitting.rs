//! Cross-fitting: the roles that pages get whose paper nothing was learned from.
//!
//! Roles are right nearly everywhere on the pages that they were learned from, and less often on
//! others. A confidence that is fitted to such roles promises too much of new pages. So the papers are
//! dealt out into parts, and the pages of each part get the roles that were learned from the other
//! parts (Chernozhukov and others 2018).
//!
//! Only the confidence needs them: stories learned from such roles, too, read new papers no better.

use crate::lesson::Lesson;
use crate::roles::{self, LearnedModels, Sequence};
use crate::typesetting::{self, Article, PaperArticles};
use banmian::training::{self, roles::RoleModels};
use std::collections::BTreeMap;

/// Number of parts.
const PARTS: usize = 3;

/// Roles learned without each part of the papers in turn.
pub struct CrossFitted {
    /// The part of each paper; a paper that alone has its language is in none.
    part_of: BTreeMap<String, usize>,
    models: Vec<LearnedModels>,
    /// Pages set from the articles of each part.
    made: Vec<Vec<Lesson>>,
}

impl CrossFitted {
    /// Learns from the pages, and from as many made pages as `set` says; so many more are set for
    /// the stories.
    pub fn learn(
        pages: &[(&Lesson, &[Sequence])],
        articles: &[PaperArticles],
        set: [usize; 2],
        mut log: impl FnMut(String),
    ) -> Self {
        let part_of = parts(pages.iter().map(|page| page.0));
        let (mut models, mut made) = (Vec::new(), Vec::new());
        for part in 0..PARTS {
            let is_apart = |paper: &str| part_of.get(paper) == Some(&part);
            let of = |apart: bool| {
                let chosen = articles.iter().filter(|of_paper| {
                    is_apart(&of_paper.paper) == apart || apart && !part_of.contains_key(&of_paper.paper)
                });
                chosen.flat_map(|of_paper| of_paper.articles.iter().cloned()).collect::<Vec<Article>>()
            };
            let set_pages = typesetting::pages(&of(false), set[0] * (PARTS - 1) / PARTS, part as u64 + 2);
            let observed = roles::observe(&set_pages);
            let learned: Vec<(&Lesson, &[Sequence])> = pages
                .iter()
                .copied()
                .filter(|page| !is_apart(page.0.paper()))
                .chain(set_pages.iter().zip(observed.iter().map(Vec::as_slice)))
                .collect();
            models.push(roles::learn_models(&learned, |_| ()));
            made.push(typesetting::pages(&of(true), set[1] / PARTS, part as u64 + 20));
            log(format!("roles learned without part {part} of the papers"));
        }
        Self { part_of, models, made }
    }

    /// The pages set from articles and those of the lessons whose paper is in a part, each with roles
    /// that were learned from other papers.
    pub fn unseen<'c>(&'c self, lessons: &[&'c Lesson]) -> Vec<(&'c Lesson, RoleModels<'c>)> {
        let of_lessons = lessons.iter().filter_map(|lesson| Some((*lesson, *self.part_of.get(lesson.paper())?)));
        let made = (0..).zip(&self.made).flat_map(|(part, made)| made.iter().map(move |lesson| (lesson, part)));
        of_lessons.chain(made).map(|(lesson, part)| (lesson, self.models[part].models())).collect()
    }
}

/// Deals the papers of each language out into parts.
fn parts<'l>(lessons: impl Iterator<Item = &'l Lesson>) -> BTreeMap<String, usize> {
    let mut languages: BTreeMap<&str, &str> = BTreeMap::new();
    for lesson in lessons.filter(|lesson| !lesson.made) {
        languages.entry(lesson.paper()).or_insert_with(|| training::language(&lesson.text));
    }
    let mut papers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    languages.into_iter().for_each(|(paper, language)| papers.entry(language).or_default().push(paper));
    let dealt = papers.into_values().filter(|papers| papers.len() > 1);
    dealt.flat_map(|papers| (0..).zip(papers).map(|(n, paper)| (paper.to_owned(), n % PARTS))).collect()
}
