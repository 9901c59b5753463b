//! The tree of a file of tags: its elements and texts in a flat list.

use super::xml_entities::unescape;
use quick_xml::events::attributes::Attributes;
use std::borrow::Cow;

/// The elements and texts of a file, in its order.
#[derive(Default)]
pub(super) struct Tree<'t> {
    pub nodes: Vec<Node<'t>>,
    /// Tags are missing or cut off.
    pub damaged: bool,
}

pub(super) struct Node<'t> {
    pub kind: Kind,
    /// The name of an element without its prefix, or a text.
    pub text: &'t str,
    pub attributes: &'t str,
    /// The number of the first node that is not within this one.
    pub end: usize,
}

#[derive(PartialEq)]
pub(super) enum Kind {
    Element,
    Text,
    /// A text in which `&` is no more than that.
    Verbatim,
}

impl<'t> Tree<'t> {
    /// All elements.
    pub fn elements(&self) -> impl Iterator<Item = Element<'_, 't>> {
        (0..self.nodes.len()).filter_map(|index| self.element(index))
    }

    /// The element that is the node of this number.
    pub fn element(&self, index: usize) -> Option<Element<'_, 't>> {
        self.nodes.get(index).filter(|node| node.kind == Kind::Element).map(|_| Element { tree: self, index })
    }

    /// The text that is the node of this number.
    pub fn text(&self, index: usize) -> Option<Cow<'t, str>> {
        let node = self.nodes.get(index)?;
        match node.kind {
            Kind::Element => None,
            Kind::Text => Some(unescape(node.text)),
            Kind::Verbatim => Some(Cow::Borrowed(node.text)),
        }
    }

    pub fn len(&self) -> usize {
        self.nodes.len()
    }
}

/// An element of a tree.
#[derive(Clone, Copy)]
pub(super) struct Element<'a, 't> {
    tree: &'a Tree<'t>,
    /// The number of its node.
    pub index: usize,
}

impl<'a, 't> Element<'a, 't> {
    fn node(self) -> Option<&'a Node<'t>> {
        self.tree.nodes.get(self.index)
    }

    /// Its name without a prefix.
    pub fn name(self) -> &'t str {
        self.node().map_or("", |node| node.text)
    }

    pub fn is(self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }

    /// The number of the first node that is not within it.
    pub fn end(self) -> usize {
        self.node().map_or(0, |node| node.end)
    }

    /// An attribute as it is written.
    pub fn raw(self, name: &str) -> Option<&'t str> {
        let mut attributes = Attributes::html(self.node()?.attributes, 0);
        attributes.with_checks(false);
        let found = attributes.flatten().find(|attribute| attribute.key.as_ref().eq_ignore_ascii_case(name))?;
        match found.value {
            Cow::Borrowed(value) => Some(value),
            Cow::Owned(_) => None,
        }
    }

    /// An attribute.
    pub fn attribute(self, name: &str) -> Option<Cow<'t, str>> {
        self.raw(name).map(unescape)
    }

    /// The elements directly within it.
    pub fn children(self) -> impl Iterator<Item = Element<'a, 't>> {
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            while next < self.end() {
                let index = next;
                next = self.tree.nodes.get(index)?.end.max(index + 1);
                if let Some(child) = self.tree.element(index) {
                    return Some(child);
                }
            }
            None
        })
    }

    /// All its text.
    pub fn text(self) -> String {
        (self.index + 1..self.end()).filter_map(|index| self.tree.text(index)).collect()
    }
}
