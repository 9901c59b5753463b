//! A partition of the nodes into stories, each a chain of links, with the similarity of nodes and
//! of parts of chains to every story.

use super::chains::Chains;
use super::graph::Graph;
use super::matrix::Matrix;
use super::node::Class;
use super::similarity::inverse_norm;
use crate::parse::parameters::OUT_OF_ORDER_SCALE;

#[derive(Clone)]
pub struct Partition {
    pub chains: Chains,
    pub nodes: Vec<NodeState>,
    /// Share of the links that do not lead to the next node, times [`OUT_OF_ORDER_SCALE`].
    pub out_of_order_ratio: f32,
    /// The stories by their numbers; those that are not in use have no members.
    stories: Vec<StoryState>,
    /// Numbers of stories that are not in use.
    unused: Vec<usize>,
    /// Similarity of each node alone.
    single: PartSimilarity,
    /// Similarity of the story up to each node.
    prefix: PartSimilarity,
    /// Similarity of the story from each node on.
    suffix: PartSimilarity,
    /// Coverage of each title, by its number, by the text of each story.
    title_coverage: Matrix<f32>,
    /// Summed coverage of the titles of each story by the text of each story.
    coverage: Matrix<f32>,
    /// The terms of each title, by its number, that the story has from each node on.
    suffix_terms: Matrix<u128>,
    /// Room for a [`SortedList`].
    links: Vec<(usize, usize)>,
}

/// What is known of a node by its place in its story.
#[derive(Clone, Default)]
pub struct NodeState {
    /// Number of its story.
    pub story: usize,
    /// Its place in the story.
    pub position: usize,
    /// Number of titles of the story up to the node, itself included.
    pub titles_to: u32,
    /// Number of bylines of the story up to the node, itself included.
    pub bylines_to: u32,
    /// Number of bylines of the story from the node on.
    pub bylines_from: u32,
    /// The last node of the run of body nodes that begins at the node.
    pub last_body: usize,
    /// The nearest nodes above and below it in the text among its predecessors.
    earlier: (usize, usize),
    /// The same among its successors.
    later: (usize, usize),
    /// Dot product of the story before the node with the story from it on.
    cut_dot: f32,
    /// Squared norm of the story from the node on.
    suffix_squared_norm: f32,
}

#[derive(Clone, Default)]
struct StoryState {
    /// Its nodes in the order of the story.
    members: Vec<usize>,
    /// The titles among them that have terms.
    titles: Vec<usize>,
    squared_norm: f32,
    inverse_norm: f32,
    /// The stories whose texts cover its titles best.
    best_texts: TopTwo,
    /// The stories whose titles its text covers best.
    best_titles: TopTwo,
}

/// The similarity of one part of a story a node, which is the node itself or begins or ends with
/// it, to every story.
#[derive(Clone)]
struct PartSimilarity {
    /// Dot products: a row for each story, a column for each node.
    dots: Matrix<f32>,
    inverse_norms: Vec<f32>,
    /// Highest cosine with a story other than the part's own.
    best_other: Vec<f32>,
    /// The stories of the two highest cosines, as they were when the partition was made.
    top_two: Vec<TopTwo>,
}

impl PartSimilarity {
    fn new(stories: usize, nodes: usize) -> Self {
        Self {
            dots: Matrix::new(stories, nodes),
            inverse_norms: vec![0.0; nodes],
            best_other: vec![0.0; nodes],
            top_two: Vec::with_capacity(nodes),
        }
    }

    /// The cosine of the part at node `i` with a story.
    fn cosine(&self, i: usize, story: usize, inverse_norm: f32) -> f32 {
        self.dots.get(story, i) * self.inverse_norms[i] * inverse_norm
    }

    /// Raises the highest cosines to those with the story, where these are higher.
    fn raise_best(&mut self, story: usize, inverse_norm: f32) {
        for ((best, dot), own) in self.best_other.iter_mut().zip(self.dots.row(story)).zip(&self.inverse_norms) {
            let cosine = dot * own * inverse_norm;
            *best = if cosine > *best { cosine } else { *best };
        }
    }
}

/// A link to set: what follows a node from now on.
pub type LinkChange = (usize, Option<usize>);

/// Greatest number of links that one move changes.
pub const MAX_CHANGES: usize = 3;

/// The two highest values with the stories they are of, the highest first.
#[derive(Clone, Copy)]
struct TopTwo([(f32, u32); 2]);

const NO_STORY: u32 = u32::MAX;

impl Default for TopTwo {
    fn default() -> Self {
        Self([(0.0, NO_STORY); 2])
    }
}

impl TopTwo {
    /// `values` are those of the stories in order.
    fn of(values: impl Iterator<Item = f32>) -> Self {
        let Self(mut best) = Self::default();
        for value in values.zip(0..) {
            if value.0 > best[0].0 {
                best = [value, best[0]];
            } else if value.0 > best[1].0 {
                best[1] = value;
            }
        }
        Self(best)
    }

    /// The highest value that is not of the story.
    fn other_than(&self, story: usize) -> f32 {
        let [first, second] = self.0;
        if first.1 as usize == story { second.0 } else { first.0 }
    }
}

/// The similarity of the two parts that a link joins.
pub struct LinkSimilarity {
    pub dot: f32,
    pub cosine: f32,
    /// The cosine less that of the right part with the most similar other story.
    pub margin: f32,
    /// The cosine less that of the left part with the most similar other story.
    pub margin_left: f32,
}

/// Most texts that are compared above and below a heading (cost).
const MAX_TEXTS_AROUND: usize = 8;

impl Partition {
    /// Computes the state of all nodes and stories; the cost grows with their product.
    pub fn new(graph: &Graph, chains: Chains) -> Self {
        let count = graph.nodes.len();
        let starts = chains.before.iter().filter(|before| before.is_none()).count();
        // every link that a move cuts may begin one more story
        let stories = starts + MAX_CHANGES;
        let titles = graph.titles.iter().flatten().count();
        let mut single = PartSimilarity::new(stories, count);
        single.inverse_norms.clone_from(&graph.similarity.inverse_norms);
        let mut partition = Self {
            chains,
            nodes: vec![NodeState::default(); count],
            out_of_order_ratio: 0.0,
            stories: vec![StoryState::default(); stories],
            unused: (0..stories).rev().collect(),
            single,
            prefix: PartSimilarity::new(stories, count),
            suffix: PartSimilarity::new(stories, count),
            title_coverage: Matrix::new(titles, stories),
            coverage: Matrix::new(stories, stories),
            suffix_terms: Matrix::new(titles, count),
            links: vec![(NO_NODE, NO_NODE); count],
        };
        partition.recompute(graph, Vec::new(), 0..count);
        partition.find_top_two(graph);
        partition
    }

    /// Applies `changes`, which must leave chains, and updates the scores of the links in the
    /// partition. Scores of other links are right again when the changes are taken back. Stories
    /// that no change concerns keep their numbers.
    pub fn apply(&mut self, graph: &Graph, changes: &[LinkChange]) {
        let mut stories: Vec<usize> = Vec::with_capacity(3 * MAX_CHANGES);
        for node in changes.iter().flat_map(|&(from, to)| std::iter::once(from).chain(to)) {
            if !stories.contains(&self.nodes[node].story) {
                stories.push(self.nodes[node].story);
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
        let mut nodes: Vec<usize> = Vec::with_capacity(self.nodes.len());
        stories.iter().for_each(|&story| nodes.append(&mut self.stories[story].members));
        self.recompute(graph, stories, nodes.into_iter());
    }

    /// Recomputes the stories of the nodes, under the numbers `dirty_stories` and unused ones.
    fn recompute(&mut self, graph: &Graph, mut dirty_stories: Vec<usize>, nodes: impl Iterator<Item = usize>) {
        let mut used = 0;
        for start in nodes {
            if self.chains.before[start].is_some() {
                continue;
            }
            if used == dirty_stories.len() {
                dirty_stories.extend(self.unused.pop());
            }
            let Some(&story) = dirty_stories.get(used) else { break };
            used += 1;
            self.stories[story].members.extend(std::iter::successors(Some(start), |&i| self.chains.after[i]));
        }
        self.unused.extend(&dirty_stories[used..]);
        let links = self.chains.after.iter().flatten().count().max(1);
        let jumps = self.chains.after.iter().enumerate().filter(|(i, a)| a.is_some_and(|a| a != i + 1)).count();
        self.out_of_order_ratio = jumps as f32 / links as f32 * OUT_OF_ORDER_SCALE;
        for &story in &dirty_stories {
            let members = std::mem::take(&mut self.stories[story].members);
            let mut sorted = members.clone();
            sorted.sort_unstable();
            self.sum_dots(graph, story, &sorted);
            self.find_neighbours(&members, &sorted);
            self.cover_titles(graph, story, &members);
            let titles = &mut self.stories[story].titles;
            titles.clear();
            titles.extend(members.iter().filter(|&&i| graph.titles[i].as_ref().is_some_and(|terms| !terms.is_empty())));
            self.stories[story].members = members;
        }
        for &story in &dirty_stories {
            let members = std::mem::take(&mut self.stories[story].members);
            self.update_nodes(graph, story, &members);
            self.stories[story].members = members;
        }
        let mut is_dirty = vec![false; self.stories.len()];
        dirty_stories.iter().for_each(|&story| is_dirty[story] = true);
        self.sum_dots_of_parts(&dirty_stories, &is_dirty);
        self.find_best_others();
        self.sum_coverage(graph, &dirty_stories, &is_dirty);
    }

    /// The nodes of a story, in its order.
    pub fn members(&self, story: usize) -> &[usize] {
        &self.stories[story].members
    }

    /// The texts above a heading and below it in its story, as far as the next heading each.
    pub fn texts_around(&self, graph: &Graph, heading: usize) -> (Vec<usize>, Vec<usize>) {
        let is_title = |i: usize| graph.nodes[i].class == Class::Title;
        let texts = |links: &[Option<usize>]| {
            let rest = std::iter::successors(links[heading], |&i| links[i]).skip_while(|&i| is_title(i));
            let part = rest.take_while(|&i| !is_title(i)).filter(|&i| graph.nodes[i].class == Class::Body);
            part.take(MAX_TEXTS_AROUND).collect()
        };
        (texts(&self.chains.before), texts(&self.chains.after))
    }

    /// The stories, in the order of their first nodes.
    pub fn stories(&self) -> impl Iterator<Item = usize> {
        self.chains.before.iter().zip(&self.nodes).filter(|(before, _)| before.is_none()).map(|(_, node)| node.story)
    }

    /// The number of stories.
    pub fn story_count(&self) -> usize {
        self.stories.len() - self.unused.len()
    }

    /// Sums the dot products of each node with the members of the story, in the order of the text.
    fn sum_dots(&mut self, graph: &Graph, story: usize, sorted: &[usize]) {
        let row = self.single.dots.row_mut(story);
        row.fill(0.0);
        sorted.iter().for_each(|&k| add_dots(row, graph, k));
    }

    /// Updates the nodes of a story, as far as they depend on the story alone.
    fn update_nodes(&mut self, graph: &Graph, story: usize, members: &[usize]) {
        let (mut titles, mut bylines, mut squared_norm, mut cut_dot) = (0, 0, 0.0, 0.0);
        // the dot products of each node with the members so far
        let mut dots = vec![0.0; self.nodes.len()];
        for (position, &i) in members.iter().enumerate() {
            let earlier = dots[i];
            add_dots(&mut dots, graph, i);
            let later = self.single.dots.get(story, i) - earlier;
            let own = graph.similarity.squared_norms[i];
            let node = &mut self.nodes[i];
            (node.story, node.position) = (story, position);
            node.cut_dot = cut_dot;
            titles += u32::from(graph.nodes[i].class == Class::Title);
            bylines += u32::from(graph.nodes[i].class == Class::Byline);
            (node.titles_to, node.bylines_to) = (titles, bylines);
            cut_dot += later - earlier;
            squared_norm += own + 2.0 * earlier;
            node.suffix_squared_norm = own + 2.0 * later;
            self.prefix.inverse_norms[i] = inverse_norm(squared_norm);
        }
        let state = &mut self.stories[story];
        (state.squared_norm, state.inverse_norm) = (squared_norm, inverse_norm(squared_norm));
        for &i in members.iter().rev() {
            let mut bylines_from = u32::from(graph.nodes[i].class == Class::Byline);
            let mut last_body = i;
            let mut squared_norm = self.nodes[i].suffix_squared_norm;
            if let Some(a) = self.chains.after[i] {
                let after = &self.nodes[a];
                squared_norm += after.suffix_squared_norm;
                bylines_from += after.bylines_from;
                if graph.nodes[a].class == Class::Body {
                    last_body = after.last_body;
                }
            }
            let node = &mut self.nodes[i];
            (node.bylines_from, node.last_body, node.suffix_squared_norm) = (bylines_from, last_body, squared_norm);
            self.suffix.inverse_norms[i] = inverse_norm(squared_norm);
        }
    }

    /// Sums the dot products of parts of stories with stories, where either is dirty.
    fn sum_dots_of_parts(&mut self, dirty_stories: &[usize], is_dirty: &[bool]) {
        for (own, StoryState { members, .. }) in self.stories.iter().enumerate() {
            let rows = if is_dirty[own] { 0..self.stories.len() } else { 0..dirty_stories.len() };
            for story in rows.map(|n| if is_dirty[own] { n } else { dirty_stories[n] }) {
                let (prefix, suffix) = (self.prefix.dots.row_mut(story), self.suffix.dots.row_mut(story));
                if story == own {
                    members.iter().for_each(|&i| (prefix[i], suffix[i]) = (0.0, 0.0));
                    continue;
                }
                let dots = self.single.dots.row(story);
                sum_along(prefix, dots, members.iter());
                sum_along(suffix, dots, members.iter().rev());
            }
        }
    }

    /// Finds the nearest nodes above and below each among those before it in the story, and among
    /// those behind it.
    fn find_neighbours(&mut self, members: &[usize], sorted: &[usize]) {
        let mut list = SortedList::new(&mut self.links, sorted);
        for &i in members.iter().rev() {
            self.nodes[i].earlier = list.remove(i);
        }
        let mut list = SortedList::new(&mut self.links, sorted);
        for &i in members {
            self.nodes[i].later = list.remove(i);
        }
    }

    /// Whether a node that precedes `i` in its story, or follows `j` in its story, stands between
    /// the two in the text.
    pub fn is_own_story_between(&self, i: usize, j: usize) -> bool {
        let ((above_i, below_i), (above_j, below_j)) = (self.nodes[i].earlier, self.nodes[j].later);
        if i < j { below_i < j || above_j > i } else { above_i > j || below_j < i }
    }

    fn find_best_others(&mut self) {
        [&mut self.single, &mut self.prefix, &mut self.suffix]
            .into_iter()
            .for_each(|similarity| similarity.best_other.fill(0.0));
        let mut own: Vec<f32> = Vec::with_capacity(self.nodes.len());
        for (story, state) in self.stories.iter().enumerate().filter(|(_, state)| !state.members.is_empty()) {
            self.prefix.raise_best(story, state.inverse_norm);
            self.suffix.raise_best(story, state.inverse_norm);
            own.extend(state.members.iter().map(|&i| self.single.best_other[i]));
            self.single.raise_best(story, state.inverse_norm);
            state.members.iter().zip(own.drain(..)).for_each(|(&i, own)| self.single.best_other[i] = own);
        }
    }

    fn find_top_two(&mut self, graph: &Graph) {
        for i in 0..self.nodes.len() {
            let stories = || self.stories.iter().enumerate();
            let single = TopTwo::of(stories().map(|(story, _)| self.cosine_without_self(graph, i, story)));
            let prefix = TopTwo::of(stories().map(|(story, s)| self.prefix.cosine(i, story, s.inverse_norm)));
            let suffix = TopTwo::of(stories().map(|(story, s)| self.suffix.cosine(i, story, s.inverse_norm)));
            self.single.top_two.push(single);
            self.prefix.top_two.push(prefix);
            self.suffix.top_two.push(suffix);
        }
    }

    /// The cosine of a node with a story, the node itself left out of the story.
    fn cosine_without_self(&self, graph: &Graph, i: usize, story: usize) -> f32 {
        if story != self.nodes[i].story {
            return self.single.cosine(i, story, self.stories[story].inverse_norm);
        }
        let dot = self.single.dots.get(story, i);
        let own = graph.similarity.squared_norms[i];
        let rest = (self.stories[story].squared_norm - own - 2.0 * dot).max(1.0);
        dot * self.single.inverse_norms[i] * inverse_norm(rest)
    }

    /// Finds how much of each title the story covers.
    fn cover_titles(&mut self, graph: &Graph, story: usize, members: &[usize]) {
        for (n, (title, terms)) in graph.title_terms().enumerate() {
            if terms.is_empty() {
                continue;
            }
            let (mut suffix, mut text) = (0, 0);
            for &k in members.iter().rev() {
                let mask = terms.mask(title, k);
                suffix |= mask;
                if graph.nodes[k].class != Class::Title {
                    text |= mask;
                }
                self.suffix_terms.set(n, k, suffix);
            }
            self.title_coverage.set(n, story, if text == 0 { 0.0 } else { terms.coverage(text) });
        }
    }

    /// Sums how much of the titles of each story each story covers, where either is dirty.
    fn sum_coverage(&mut self, graph: &Graph, dirty_stories: &[usize], is_dirty: &[bool]) {
        for (story, &is_dirty) in is_dirty.iter().enumerate() {
            let row = self.coverage.row_mut(story);
            match is_dirty {
                true => row.fill(0.0),
                false => dirty_stories.iter().for_each(|&text| row[text] = 0.0),
            }
        }
        for (n, (title, _)) in graph.title_terms().enumerate() {
            let story = self.nodes[title].story;
            let of_title = self.title_coverage.row(n);
            let row = self.coverage.row_mut(story);
            match is_dirty[story] {
                true => row.iter_mut().zip(of_title).for_each(|(sum, coverage)| *sum += coverage),
                false => dirty_stories.iter().for_each(|&text| row[text] += of_title[text]),
            }
        }
        for story in 0..self.stories.len() {
            let column = (0..self.stories.len()).map(|titles| self.coverage.get(titles, story));
            let best_titles = TopTwo::of(column);
            let state = &mut self.stories[story];
            state.best_texts = TopTwo::of(self.coverage.row(story).iter().copied());
            state.best_titles = best_titles;
        }
    }

    /// The similarity of the parts that the link from `i` to `j` joins, whether or not the
    /// partition has it.
    pub fn link_similarity(&self, i: usize, j: usize) -> LinkSimilarity {
        let (left, right) = (self.nodes[i].story, self.nodes[j].story);
        let across_cut = |before: Option<usize>, j: usize| {
            before.map_or(0.0, |b| self.nodes[j].cut_dot * self.prefix.inverse_norms[b] * self.suffix.inverse_norms[j])
        };
        if left == right {
            let cosine = across_cut(self.chains.before[j], j);
            let margin = cosine - self.suffix.best_other[j];
            let margin_left = cosine - self.prefix.best_other[i];
            return LinkSimilarity { dot: self.nodes[j].cut_dot, cosine, margin, margin_left };
        }
        let dot = self.suffix.dots.get(left, j);
        let cosine = dot * self.suffix.inverse_norms[j] * self.stories[left].inverse_norm;
        let present = across_cut(self.chains.before[j], j);
        let best_other = self.suffix.top_two[j].other_than(left).max(present);
        let present = self.chains.after[i].map_or(0.0, |a| across_cut(Some(i), a));
        let best_other_left = self.prefix.top_two[i].other_than(right).max(present);
        LinkSimilarity { dot, cosine, margin: cosine - best_other, margin_left: cosine - best_other_left }
    }

    /// The cosine of a node with a story, the node itself left out of it, and the highest with any
    /// other story.
    pub fn similarity_without_self(&self, graph: &Graph, i: usize, story: usize) -> (f32, f32) {
        let best_other = match story == self.nodes[i].story {
            true => self.single.best_other[i],
            false => self.single.top_two[i].other_than(story),
        };
        (self.cosine_without_self(graph, i, story), best_other)
    }

    /// The summed coverage of the titles of the story up to `i` by the story from `j` on.
    pub fn title_coverage(&self, graph: &Graph, i: usize, j: usize) -> f32 {
        let NodeState { story, titles_to, position, .. } = self.nodes[i];
        if titles_to == 0 {
            return 0.0;
        }
        let titles = self.stories[story].titles.iter();
        titles
            .take_while(|&&title| self.nodes[title].position <= position)
            .filter_map(|&title| {
                let terms = graph.titles[title].as_ref()?;
                let mask = self.suffix_terms.get(graph.titles_before[title] as usize, j);
                (mask != 0).then(|| terms.coverage(mask))
            })
            .sum()
    }

    /// The coverage of the titles of the story of `i` by the text of the story of `j`, less the
    /// highest coverage of other titles by that text, and of these titles by other text.
    pub fn coverage_margins(&self, i: usize, j: usize) -> (f32, f32) {
        let (titles, text) = (self.nodes[i].story, self.nodes[j].story);
        let coverage = self.coverage.get(titles, text);
        let best_titles = self.stories[text].best_titles.other_than(titles);
        (coverage - best_titles, coverage - self.stories[titles].best_texts.other_than(text))
    }
}

/// Adds the dot products of a node with those near it.
fn add_dots(sums: &mut [f32], graph: &Graph, node: usize) {
    let (first, dots) = graph.similarity.dots(node);
    sums[first..].iter_mut().zip(dots).for_each(|(sum, dot)| *sum += dot);
}

/// Nodes in the order of the text, as a doubly linked list over an array that is used again.
struct SortedList<'l>(&'l mut [(usize, usize)]);

impl<'l> SortedList<'l> {
    fn new(links: &'l mut [(usize, usize)], sorted: &[usize]) -> Self {
        for (n, &i) in sorted.iter().enumerate() {
            let above = n.checked_sub(1).map_or(NO_NODE, |n| sorted[n]);
            links[i] = (above, sorted.get(n + 1).copied().unwrap_or(NO_NODE));
        }
        Self(links)
    }

    /// Removes a node, and returns the nodes above and below it; 0 and the greatest number where
    /// there is none.
    fn remove(&mut self, node: usize) -> (usize, usize) {
        let (above, below) = self.0[node];
        if above != NO_NODE {
            self.0[above].1 = below;
        }
        if below != NO_NODE {
            self.0[below].0 = above;
        }
        (if above == NO_NODE { 0 } else { above }, below)
    }
}

const NO_NODE: usize = usize::MAX;

/// Sums the dot products of the nodes one after the other: each sum is of the nodes so far.
fn sum_along<'n>(sums: &mut [f32], dots: &[f32], nodes: impl Iterator<Item = &'n usize>) {
    let mut sum = 0.0;
    for &i in nodes {
        sum += dots[i];
        sums[i] = sum;
    }
}
