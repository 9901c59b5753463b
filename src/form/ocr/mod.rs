//! What OCR programs leave: ALTO, hOCR, PAGE XML.
//!
//! [`xml`] reads the tags, also broken ones, as a flat tree; [`alto`], [`hocr`] and [`page_xml`] find
//! the lines in it, and [`line`] puts their words together to runs.

pub(super) mod alto;
mod alto_order;
pub(super) mod hocr;
mod hocr_element;
mod line;
pub(super) mod page_xml;
mod page_xml_element;
mod page_xml_order;
mod xml;
mod xml_bytes;
mod xml_entities;
mod xml_tree;
