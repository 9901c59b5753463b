//! One way to read the page: chains of nodes, and what each node and each part of a chain
//! has in common with every story.

use super::graph::{Chains, Class, Graph};

#[cfg_attr(feature = "tuning", derive(Clone))]
pub(super) struct Reading {
    pub chains: Chains,
    /// The story of each node.
    pub story_of: Vec<usize>,
    /// Each node's place in its story.
    pub place_of: Vec<usize>,
    /// Titles and bylines of the story up to each node, itself included.
    pub titles_to: Vec<u32>,
    pub bylines_to: Vec<u32>,
    /// Bylines of the story from each node on.
    pub bylines_from: Vec<u32>,
    /// The last node of the run of text that begins at each node.
    pub last_body: Vec<usize>,
    /// Share of the links that do not go to the next node, fourfold.
    pub scramble: f32,
    /// The nodes of each story, in its order; none where a number is spare.
    members: Vec<Vec<usize>>,
    /// The titles among them.
    titles: Vec<Vec<usize>>,
    /// Numbers of stories that are not in use.
    spare: Vec<usize>,
    /// What each node shares with each story: a row of nodes a story.
    shared: Vec<f32>,
    /// The same for the story from its start to each node, and from each node to its end.
    shared_to: Vec<f32>,
    shared_from: Vec<f32>,
    /// Squared lengths of the same parts.
    norm_to: Vec<f32>,
    norm_from: Vec<f32>,
    norm: Vec<f32>,
    /// One by the lengths of the same parts.
    by_to: Vec<f32>,
    by_from: Vec<f32>,
    by: Vec<f32>,
    /// The nearest nodes above and below each node that the story has before it, and after it.
    earlier: Vec<(usize, usize)>,
    later: Vec<(usize, usize)>,
    /// What the story before each node shares with the story from it on.
    across: Vec<f32>,
    /// The highest cosine of each node, and of the story to and from it, with any other story.
    alone_rival: Vec<f32>,
    rival_to: Vec<f32>,
    rival_from: Vec<f32>,
    /// The two highest of the same, of the nodes with their own story, too; of the reading before
    /// it was [linked anew](Self::relink).
    alone_two: Vec<Best>,
    two_to: Vec<Best>,
    two_from: Vec<Best>,
    /// How much of each title each story's text has: a row of stories a title.
    title_covers: Vec<f32>,
    /// How much of each story's titles each story's text has: a row of stories a story.
    covers: Vec<f32>,
    /// The two highest of each story's titles over all texts, and of each story's text over all titles.
    best_texts: Vec<Best>,
    best_titles: Vec<Best>,
    /// Which of the terms of each title the story has from each node on: a row of nodes a title.
    terms_from: Vec<u128>,
}

/// What follows a node from now on.
pub(super) type Relink = (usize, Option<usize>);

/// So many links at most change at once.
pub(super) const RELINKS: usize = 3;

/// The two highest values with the stories they are of, the highest first.
type Best = [(f32, u32); 2];

const NO_STORY: u32 = u32::MAX;
const NOTHING: Best = [(0.0, NO_STORY); 2];

/// What the two parts of a story that a link joins have in common.
pub(super) struct Bond {
    pub dot: f32,
    pub cosine: f32,
    /// How much closer the right part is to the left one than to any other story.
    pub margin: f32,
    /// How much closer the left part is to the right one than to any other story.
    pub margin_left: f32,
}

impl Reading {
    /// The cost grows with the nodes times the stories near them.
    pub fn new(graph: &Graph, chains: Chains) -> Self {
        let count = graph.nodes.len();
        let starts = chains.before.iter().filter(|before| before.is_none()).count();
        // every link that is cut makes one more
        let stories = starts + RELINKS;
        let titles = graph.titles.iter().flatten().count();
        let mut reading = Self {
            chains,
            story_of: vec![0; count],
            place_of: vec![0; count],
            titles_to: vec![0; count],
            bylines_to: vec![0; count],
            bylines_from: vec![0; count],
            last_body: vec![0; count],
            scramble: 0.0,
            members: vec![Vec::new(); stories],
            titles: vec![Vec::new(); stories],
            spare: (0..stories).rev().collect(),
            shared: vec![0.0; count * stories],
            shared_to: vec![0.0; count * stories],
            shared_from: vec![0.0; count * stories],
            norm_to: vec![0.0; count],
            norm_from: vec![0.0; count],
            norm: vec![0.0; stories],
            by_to: vec![0.0; count],
            by_from: vec![0.0; count],
            by: vec![0.0; stories],
            earlier: vec![(0, 0); count],
            later: vec![(0, 0); count],
            across: vec![0.0; count],
            alone_rival: vec![0.0; count],
            rival_to: vec![0.0; count],
            rival_from: vec![0.0; count],
            alone_two: Vec::with_capacity(count),
            two_to: Vec::with_capacity(count),
            two_from: Vec::with_capacity(count),
            title_covers: vec![0.0; titles * stories],
            covers: vec![0.0; stories * stories],
            best_texts: vec![NOTHING; stories],
            best_titles: vec![NOTHING; stories],
            terms_from: vec![0; titles * count],
        };
        reading.tell(graph, Vec::new(), 0..count);
        reading.find_two(graph);
        reading
    }

    /// Changes the links, which must be chains again, and what is known of links that are there;
    /// what is known of others is right again when the change is taken back. Stories that are not
    /// concerned keep their numbers.
    pub fn relink(&mut self, graph: &Graph, changes: &[Relink]) {
        let mut stories: Vec<usize> = Vec::with_capacity(3 * RELINKS);
        for node in changes.iter().flat_map(|&(from, to)| std::iter::once(from).chain(to)) {
            if !stories.contains(&self.story_of[node]) {
                stories.push(self.story_of[node]);
            }
        }
        for old in changes.iter().filter_map(|&(from, _)| self.chains.after[from]) {
            self.chains.before[old] = None;
        }
        for &(from, to) in changes {
            self.chains.after[from] = to;
            if let Some(to) = to {
                self.chains.before[to] = Some(from);
            }
        }
        let mut nodes: Vec<usize> = Vec::with_capacity(self.story_of.len());
        stories.iter().for_each(|&story| nodes.append(&mut self.members[story]));
        self.tell(graph, stories, nodes.into_iter());
    }

    /// Tells anew the stories that the nodes make, under the numbers of `stories` and spare ones.
    fn tell(&mut self, graph: &Graph, mut stories: Vec<usize>, nodes: impl Iterator<Item = usize>) {
        let mut told = 0;
        for start in nodes {
            if self.chains.before[start].is_some() {
                continue;
            }
            if told == stories.len() {
                stories.extend(self.spare.pop());
            }
            let Some(&story) = stories.get(told) else { break };
            told += 1;
            self.members[story].extend(std::iter::successors(Some(start), |&i| self.chains.after[i]));
        }
        self.spare.extend(&stories[told..]);
        let links = self.chains.after.iter().flatten().count().max(1);
        let jumps = self.chains.after.iter().enumerate().filter(|(i, a)| a.is_some_and(|a| a != i + 1)).count();
        self.scramble = jumps as f32 / links as f32 * 4.0;
        for &story in &stories {
            let members = std::mem::take(&mut self.members[story]);
            self.share(graph, story, &members);
            self.find_neighbours(&members);
            self.cover_titles(graph, story, &members);
            self.titles[story].clear();
            self.titles[story].extend(members.iter().filter(|&&i| graph.nodes[i].class == Class::Title));
            self.members[story] = members;
        }
        for &story in &stories {
            let members = std::mem::take(&mut self.members[story]);
            self.add_up(graph, story, &members);
            self.members[story] = members;
        }
        let mut is_told = vec![false; self.members.len()];
        stories.iter().for_each(|&story| is_told[story] = true);
        self.sum_up(&stories, &is_told);
        self.find_rivals(graph);
        self.add_covers(graph, &stories, &is_told);
    }

    /// The nodes of a story, in its order.
    pub fn members(&self, story: usize) -> &[usize] {
        &self.members[story]
    }

    /// The stories, in the order of their first nodes.
    pub fn stories(&self) -> impl Iterator<Item = usize> {
        self.chains.before.iter().zip(&self.story_of).filter(|(before, _)| before.is_none()).map(|(_, &story)| story)
    }

    /// The number of stories.
    pub fn len(&self) -> usize {
        self.members.len() - self.spare.len()
    }

    /// Adds up what each node shares with the story, in the order of the page.
    fn share(&mut self, graph: &Graph, story: usize, members: &[usize]) {
        let count = self.story_of.len();
        let own = &mut self.shared[story * count..][..count];
        own.fill(0.0);
        let mut sorted = members.to_vec();
        sorted.sort_unstable();
        for k in sorted {
            let (first, values) = graph.cohesion.sharing(k);
            own[first..].iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
        }
    }

    /// What is known of a story's nodes by the story alone.
    fn add_up(&mut self, graph: &Graph, story: usize, members: &[usize]) {
        let count = self.story_of.len();
        let (mut titles, mut bylines, mut norm, mut across) = (0, 0, 0.0, 0.0);
        for (place, &i) in members.iter().enumerate() {
            (self.story_of[i], self.place_of[i]) = (story, place);
            self.across[i] = across;
            titles += u32::from(graph.nodes[i].class == Class::Title);
            bylines += u32::from(graph.nodes[i].class == Class::Byline);
            (self.titles_to[i], self.bylines_to[i]) = (titles, bylines);
            let earlier: f32 = members[..place].iter().map(|&k| graph.cohesion.shared(i, k)).sum();
            let later = self.shared[story * count + i] - earlier;
            across += later - earlier;
            norm += graph.cohesion.norms[i] + 2.0 * earlier;
            (self.norm_to[i], self.norm_from[i]) = (norm, graph.cohesion.norms[i] + 2.0 * later);
            self.by_to[i] = by_length(norm);
        }
        (self.norm[story], self.by[story]) = (norm, by_length(norm));
        for &i in members.iter().rev() {
            self.bylines_from[i] = u32::from(graph.nodes[i].class == Class::Byline);
            self.last_body[i] = i;
            if let Some(a) = self.chains.after[i] {
                self.norm_from[i] += self.norm_from[a];
                self.bylines_from[i] += self.bylines_from[a];
                if graph.nodes[a].class == Class::Body {
                    self.last_body[i] = self.last_body[a];
                }
            }
            self.by_from[i] = by_length(self.norm_from[i]);
        }
    }

    /// What the parts of stories share with other stories, where either is told anew.
    fn sum_up(&mut self, told: &[usize], is_told: &[bool]) {
        let count = self.story_of.len();
        for (of, members) in self.members.iter().enumerate() {
            let rows = if is_told[of] { 0..self.members.len() } else { 0..told.len() };
            for story in rows.map(|n| if is_told[of] { n } else { told[n] }) {
                let row = story * count..(story + 1) * count;
                if story == of {
                    members.iter().for_each(|&i| {
                        self.shared_to[row.start + i] = 0.0;
                        self.shared_from[row.start + i] = 0.0;
                    });
                    continue;
                }
                let shared = &self.shared[row.clone()];
                add_along(&mut self.shared_to[row.clone()], shared, members.iter());
                add_along(&mut self.shared_from[row], shared, members.iter().rev());
            }
        }
    }

    fn find_neighbours(&mut self, members: &[usize]) {
        let nearest = |i: usize, nodes: &[usize]| {
            let above = nodes.iter().copied().filter(|&k| k < i).max().unwrap_or(0);
            (above, nodes.iter().copied().filter(|&k| k > i).min().unwrap_or(usize::MAX))
        };
        for (place, &i) in members.iter().enumerate() {
            self.earlier[i] = nearest(i, &members[..place]);
            self.later[i] = nearest(i, &members[place + 1..]);
        }
    }

    /// Whether something that the story of `i` has before it, or the story of `j` behind it,
    /// stands between the two in the text.
    pub fn is_own_between(&self, i: usize, j: usize) -> bool {
        let ((above_i, below_i), (above_j, below_j)) = (self.earlier[i], self.later[j]);
        if i < j { below_i < j || above_j > i } else { above_i > j || below_j < i }
    }

    fn find_rivals(&mut self, graph: &Graph) {
        let count = self.story_of.len();
        [&mut self.alone_rival, &mut self.rival_to, &mut self.rival_from]
            .into_iter()
            .for_each(|rivals| rivals.fill(0.0));
        let mut own: Vec<f32> = Vec::with_capacity(count);
        for (story, members) in self.members.iter().enumerate().filter(|(_, members)| !members.is_empty()) {
            let (row, by) = (story * count..(story + 1) * count, self.by[story]);
            raise(&mut self.rival_to, &self.shared_to[row.clone()], &self.by_to, by);
            raise(&mut self.rival_from, &self.shared_from[row.clone()], &self.by_from, by);
            own.extend(members.iter().map(|&i| self.alone_rival[i]));
            raise(&mut self.alone_rival, &self.shared[row], &graph.cohesion.by_lengths, by);
            members.iter().zip(own.drain(..)).for_each(|(&i, own)| self.alone_rival[i] = own);
        }
    }

    fn find_two(&mut self, graph: &Graph) {
        let stories = self.members.len();
        for i in 0..self.story_of.len() {
            let two = |value: &dyn Fn(usize) -> f32| two_best((0..stories).map(|c| (value(c), c as u32)));
            let alone = two(&|c| self.alone_cosine(graph, i, c));
            let to = two(&|c| self.shared_to[self.at(i, c)] * self.by_to[i] * self.by[c]);
            let from = two(&|c| self.shared_from[self.at(i, c)] * self.by_from[i] * self.by[c]);
            self.alone_two.push(alone);
            self.two_to.push(to);
            self.two_from.push(from);
        }
    }

    /// Where in a row of nodes a story node `i` is.
    fn at(&self, i: usize, story: usize) -> usize {
        story * self.story_of.len() + i
    }

    fn alone_cosine(&self, graph: &Graph, i: usize, story: usize) -> f32 {
        let dot = self.shared[self.at(i, story)];
        let (own, by) = (graph.cohesion.norms[i], graph.cohesion.by_lengths[i]);
        if story != self.story_of[i] {
            return dot * by * self.by[story];
        }
        dot * by * by_length((self.norm[story] - own - 2.0 * dot).max(1.0))
    }

    /// How much of each title the story has.
    fn cover_titles(&mut self, graph: &Graph, story: usize, members: &[usize]) {
        let (count, stories) = (self.story_of.len(), self.members.len());
        for (n, (t, terms)) in graph.terms().enumerate() {
            let (mut from, mut text) = (0, 0);
            for &k in members.iter().rev() {
                let mask = terms.mask(t, k);
                from |= mask;
                if graph.nodes[k].class != Class::Title {
                    text |= mask;
                }
                self.terms_from[n * count + k] = from;
            }
            self.title_covers[n * stories + story] = if text == 0 { 0.0 } else { terms.share(text) };
        }
    }

    /// How much of the stories' titles the stories have, where either is told anew.
    fn add_covers(&mut self, graph: &Graph, told: &[usize], is_told: &[bool]) {
        let stories = self.members.len();
        for (row, told_row) in self.covers.chunks_exact_mut(stories).zip(is_told) {
            match told_row {
                true => row.fill(0.0),
                false => told.iter().for_each(|&c| row[c] = 0.0),
            }
        }
        for (n, (t, _)) in graph.terms().enumerate() {
            let s = self.story_of[t];
            let of_title = &self.title_covers[n * stories..][..stories];
            let row = &mut self.covers[s * stories..][..stories];
            match is_told[s] {
                true => row.iter_mut().zip(of_title).for_each(|(sum, cover)| *sum += cover),
                false => told.iter().for_each(|&c| row[c] += of_title[c]),
            }
        }
        let at = |s: usize, c: usize| self.covers[s * stories + c];
        for s in 0..stories {
            self.best_texts[s] = two_best((0..stories).map(|c| (at(s, c), c as u32)));
            self.best_titles[s] = two_best((0..stories).map(|c| (at(c, s), c as u32)));
        }
    }

    /// What the link from `i` to `j` joins, be it there or not.
    pub fn bond(&self, i: usize, j: usize) -> Bond {
        let (left, right) = (self.story_of[i], self.story_of[j]);
        let parted =
            |before: Option<usize>, j: usize| before.map_or(0.0, |b| self.across[j] * self.by_to[b] * self.by_from[j]);
        if left == right {
            let cosine = parted(self.chains.before[j], j);
            let (margin, margin_left) = (cosine - self.rival_from[j], cosine - self.rival_to[i]);
            return Bond { dot: self.across[j], cosine, margin, margin_left };
        }
        let dot = self.shared_from[self.at(j, left)];
        let cosine = dot * self.by_from[j] * self.by[left];
        let rival = other_than(&self.two_from[j], left).max(parted(self.chains.before[j], j));
        let stays = self.chains.after[i].map_or(0.0, |a| parted(Some(i), a));
        let rival_left = other_than(&self.two_to[i], right).max(stays);
        Bond { dot, cosine, margin: cosine - rival, margin_left: cosine - rival_left }
    }

    /// The cosine of a node with a story, itself left out, and the highest with any other.
    pub fn alone(&self, graph: &Graph, i: usize, story: usize) -> (f32, f32) {
        let own = story == self.story_of[i];
        let rival = if own { self.alone_rival[i] } else { other_than(&self.alone_two[i], story) };
        (self.alone_cosine(graph, i, story), rival)
    }

    /// How much of the titles of the story up to `i` the story from `j` on has.
    pub fn cover(&self, graph: &Graph, i: usize, j: usize) -> f32 {
        if self.titles_to[i] == 0 {
            return 0.0;
        }
        let titles = &self.titles[self.story_of[i]];
        titles[..titles.len().min(self.titles_to[i] as usize)]
            .iter()
            .filter_map(|&t| {
                let terms = graph.titles[t].as_ref()?;
                let mask = self.terms_from[graph.titles_before[t] as usize * graph.nodes.len() + j];
                (mask != 0).then(|| terms.share(mask))
            })
            .sum()
    }

    /// How much better the titles of the story of `i` fit the text of the story of `j` than
    /// other titles fit it, and than they fit other text.
    pub fn cover_margins(&self, i: usize, j: usize) -> (f32, f32) {
        let (s, c) = (self.story_of[i], self.story_of[j]);
        let cover = self.covers[s * self.members.len() + c];
        (cover - other_than(&self.best_titles[c], s), cover - other_than(&self.best_texts[s], c))
    }
}

/// Adds up what nodes share, from each to the next.
fn add_along<'n>(sums: &mut [f32], shared: &[f32], nodes: impl Iterator<Item = &'n usize>) {
    let mut sum = 0.0;
    for &i in nodes {
        sum += shared[i];
        sums[i] = sum;
    }
}

/// One by the length of a vector; its square is at hand.
pub(super) fn by_length(square: f32) -> f32 {
    1.0 / square.sqrt().max(1e-3)
}

/// Raises the highest cosines to those with one story, where those are higher.
fn raise(highest: &mut [f32], shared: &[f32], by_lengths: &[f32], by: f32) {
    for ((highest, shared), by_length) in highest.iter_mut().zip(shared).zip(by_lengths) {
        let cosine = shared * by_length * by;
        *highest = if cosine > *highest { cosine } else { *highest };
    }
}

/// The two highest values with what they are of, the highest first.
fn two_best(values: impl Iterator<Item = (f32, u32)>) -> Best {
    let mut best = NOTHING;
    for value in values {
        if value.0 > best[0].0 {
            best = [value, best[0]];
        } else if value.0 > best[1].0 {
            best[1] = value;
        }
    }
    best
}

fn other_than(best: &Best, story: usize) -> f32 {
    if best[0].1 as usize == story { best[1].0 } else { best[0].0 }
}
