//! Markup as DOM nodes, built outside the document; text becomes text nodes.

use crate::export::markup::{self, MarkupWriter};
use crate::model::Page;
use wasm_bindgen::JsError;
use web_sys::{Document, DocumentFragment, Element, Node};

pub(super) fn fragment(page: &Page, prefix: &str) -> Result<DocumentFragment, JsError> {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(document) = document else {
        return Err(JsError::new("there is no document here to build articles for; parse works without one"));
    };
    let fragment = document.create_document_fragment();
    let mut nodes = Nodes { document, root: fragment.clone().into(), open: Vec::new(), failed: false };
    markup::page(&mut nodes, page, prefix);
    if nodes.failed {
        return Err(JsError::new("the browser refused to make an element"));
    }
    Ok(fragment)
}

struct Nodes {
    document: Document,
    root: Node,
    open: Vec<Element>,
    failed: bool,
}

impl Nodes {
    fn append(&mut self, node: &Node) {
        let parent = self.open.last().map_or(&self.root, |element| element.as_ref());
        self.failed |= parent.append_child(node).is_err();
    }
}

impl MarkupWriter for Nodes {
    fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) {
        match self.document.create_element(tag) {
            Ok(element) => {
                for (name, value) in attributes {
                    self.failed |= element.set_attribute(name, value).is_err();
                }
                self.open.push(element);
            }
            Err(_) => self.failed = true,
        }
    }

    fn text(&mut self, text: &str) {
        let node = self.document.create_text_node(text);
        self.append(&node);
    }

    fn close(&mut self, _tag: &'static str) {
        if let Some(element) = self.open.pop() {
            self.append(&element);
        }
    }
}
