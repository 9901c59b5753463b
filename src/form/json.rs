//! Documents as JSON, their sheets as serde writes them, for the modules of WebAssembly.
//!
//! Numbers of a sheet are hundredths, and so can be written as whole numbers. What else writes numbers
//! brings tables along that are a tenth of the module.

use super::document::{Document, Remark};
use super::error::FormError;
use super::sheet::{Bounds, Rule, Run, Sheet, SheetPage};

/// An object of JSON while it is written.
pub(crate) struct Object(String);

impl Object {
    pub fn new() -> Self {
        Self("{".into())
    }

    /// Adds a member whose value is JSON already.
    pub fn json(mut self, key: &str, value: &str) -> Self {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        self.0.push_str(&string(key));
        self.0.push(':');
        self.0.push_str(value);
        self
    }

    pub fn text(self, key: &str, value: &str) -> Self {
        self.json(key, &string(value))
    }

    pub fn count(self, key: &str, value: usize) -> Self {
        self.json(key, &value.to_string())
    }

    fn number(self, key: &str, value: f32) -> Self {
        self.json(key, &number(value))
    }

    /// Adds a member that is there where it is true.
    fn flag(self, key: &str, value: bool) -> Self {
        if value { self.json(key, "true") } else { self }
    }

    fn bounds(self, bounds: &Bounds) -> Self {
        let Bounds { x0, y0, x1, y1 } = *bounds;
        self.number("x0", x0).number("y0", y0).number("x1", x1).number("y1", y1)
    }

    pub fn finish(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// A list of values that are JSON already.
pub(crate) fn list(values: impl Iterator<Item = String>) -> String {
    let mut out = String::from("[");
    for value in values {
        if out.len() > 1 {
            out.push(',');
        }
        out.push_str(&value);
    }
    out.push(']');
    out
}

/// A document as JSON: `{text, sheet}`.
pub(crate) fn page(document: &Document) -> String {
    Object::new().text("text", &document.text).json("sheet", &sheet(&document.sheet)).finish()
}

/// A remark as JSON: `{kind, message}`, and what the message speaks of.
pub(crate) fn remark(remark: &Remark) -> String {
    let object = Object::new().text("kind", remark.kind()).text("message", &remark.to_string());
    let object = match remark {
        Remark::Unreadable { characters } => object.count("characters", *characters),
        Remark::NoText { page } => object.count("page", *page),
        Remark::MapsMissing { collection } => object.text("collection", collection),
        Remark::Hidden | Remark::Repaired => object,
    };
    object.finish()
}

/// An error as JSON: `{error: {kind, message}}`, with what the message speaks of.
pub(crate) fn problem(error: &FormError) -> String {
    let object = Object::new().text("kind", error.kind()).text("message", &error.to_string());
    let object = match error {
        FormError::Scanned { pages } | FormError::Outlined { pages } => object.count("pages", *pages),
        FormError::Damaged { what }
        | FormError::Empty { what }
        | FormError::TooLarge { what }
        | FormError::Invalid { what, .. }
        | FormError::NotUtf8 { what }
        | FormError::OtherForm { what, found: None } => object.text("what", what),
        FormError::OtherForm { what, found: Some(found) } => object.text("what", what).text("found", found),
        FormError::Encoding { what, name } => object.text("what", what).text("encoding", name),
        FormError::Unknown | FormError::Encrypted => object,
    };
    Object::new().json("error", &object.finish()).finish()
}

fn sheet(sheet: &Sheet) -> String {
    Object::new().json("pages", &list(sheet.pages.iter().map(sheet_page))).finish()
}

fn sheet_page(page: &SheetPage) -> String {
    let SheetPage { width, height, runs, rules, pictures } = page;
    let mut object = Object::new().number("width", *width).number("height", *height);
    object = object.json("runs", &list(runs.iter().map(run)));
    if !rules.is_empty() {
        let rule = |Rule { bounds }: &Rule| Object::new().bounds(bounds).finish();
        object = object.json("rules", &list(rules.iter().map(rule)));
    }
    if !pictures.is_empty() {
        object = object.json("pictures", &list(pictures.iter().map(|bounds| Object::new().bounds(bounds).finish())));
    }
    object.finish()
}

fn run(run: &Run) -> String {
    let Run { bytes, bounds, size, face, bold, vertical, hidden, confidence, block, initial, heading } = run;
    let bytes = Object::new().count("start", bytes.start).count("end", bytes.end).finish();
    let mut object = Object::new().json("bytes", &bytes).bounds(bounds).number("size", *size);
    if !face.is_empty() {
        object = object.text("face", face);
    }
    object = object.flag("bold", *bold).flag("vertical", *vertical).flag("hidden", *hidden);
    if let Some(confidence) = confidence {
        object = object.number("confidence", *confidence);
    }
    if let Some(block) = block {
        object = object.json("block", &block.to_string());
    }
    if let Some(initial) = initial {
        object = object.json("initial", &Object::new().bounds(initial).finish());
    }
    object.flag("heading", *heading).finish()
}

/// A number that is rounded to hundredths.
fn number(number: f32) -> String {
    let all = (f64::from(number) * 100.0).round() as i64;
    let (sign, whole, rest) = (if all < 0 { "-" } else { "" }, all.unsigned_abs() / 100, all.unsigned_abs() % 100);
    match rest {
        0 => format!("{sign}{whole}"),
        rest if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        rest => format!("{sign}{whole}.{rest:02}"),
    }
}

fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Form;
    use proptest::prelude::*;

    fn hundredths() -> impl Strategy<Value = f32> {
        (-1_000_000_000i32..1_000_000_000).prop_map(|number| (f64::from(number) / 100.0) as f32)
    }

    fn bounds() -> impl Strategy<Value = Bounds> {
        prop::array::uniform4(hundredths()).prop_map(|[x0, y0, x1, y1]| Bounds { x0, y0, x1, y1 })
    }

    fn runs() -> impl Strategy<Value = Run> {
        let marks = prop::array::uniform4(any::<bool>());
        let rest = (any::<String>(), prop::option::of(hundredths()), prop::option::of(any::<u32>()));
        (0usize..9999, bounds(), hundredths(), marks, rest, prop::option::of(bounds())).prop_map(
            |(start, bounds, size, [bold, vertical, hidden, heading], (face, confidence, block), initial)| Run {
                bytes: start..start + 9,
                bounds,
                size,
                face,
                bold,
                vertical,
                hidden,
                confidence,
                block,
                initial,
                heading,
            },
        )
    }

    #[test]
    fn what_is_said_of_a_document_has_what_its_message_speaks_of() {
        let said = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap();
        for (of, key, value) in [
            (Remark::Unreadable { characters: 3 }, "characters", "3"),
            (Remark::NoText { page: 2 }, "page", "2"),
            (Remark::MapsMissing { collection: "Adobe-GB1" }, "collection", "\"Adobe-GB1\""),
            (Remark::Hidden, "kind", "\"hidden\""),
        ] {
            let remark = said(&remark(&of));
            assert_eq!((&remark["kind"], &remark["message"]), (&of.kind().into(), &of.to_string().into()));
            assert_eq!(remark[key].to_string(), value);
        }
        for (of, key, value) in [
            (FormError::Scanned { pages: 2 }, "pages", "2"),
            (FormError::Invalid { what: "pdf.js text", problem: "a \"quote\"".into() }, "what", "\"pdf.js text\""),
            (FormError::OtherForm { what: "Markdown", found: Some("PDF") }, "found", "\"PDF\""),
            (FormError::Encoding { what: "ALTO", name: "Big5".into() }, "encoding", "\"Big5\""),
            (FormError::Unknown, "kind", "\"unknown-form\""),
        ] {
            let error = &said(&problem(&of))["error"];
            assert_eq!((&error["kind"], &error["message"]), (&of.kind().into(), &of.to_string().into()));
            assert_eq!(error[key].to_string(), value);
        }
    }

    #[test]
    fn a_page_is_its_text_and_its_sheet() {
        let text = "馆\u{1}\"\n".to_owned();
        let sheet = Sheet { pages: vec![SheetPage { width: 2.5, ..SheetPage::default() }] };
        let document = Document { form: Form::Markdown, text: text.clone(), sheet: sheet.clone(), remarks: Vec::new() };
        let page: serde_json::Value = serde_json::from_str(&page(&document)).unwrap();
        assert_eq!(page["text"], text);
        assert_eq!(serde_json::from_value::<Sheet>(page["sheet"].clone()).unwrap(), sheet);
    }

    proptest! {
        #[test]
        fn it_is_what_serde_writes(
            runs in prop::collection::vec(runs(), 0..4),
            pictures in prop::collection::vec(bounds(), 0..3),
            size in prop::array::uniform2(hundredths()),
        ) {
            let rules = pictures.iter().map(|&bounds| Rule { bounds }).collect();
            let page = SheetPage { width: size[0], height: size[1], runs, rules, pictures };
            let one = Sheet { pages: vec![page, SheetPage::default()] };
            let json = sheet(&one);
            prop_assert_eq!(&serde_json::from_str::<Sheet>(&json).unwrap(), &one);
            let keys = |json: &str| json.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
            if one.pages[0].runs.iter().all(|run| run.face.is_empty()) {
                prop_assert_eq!(keys(&json), keys(&serde_json::to_string(&one).unwrap()));
            }
        }
    }
}
