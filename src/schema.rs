//! The JSON Schema of a page, `src/model.schema.json`: written from the types of `src/model.rs` by
//! `UPDATE_EXPECT=1 cargo test schema`.

use crate::Page;
use expect_test::expect_file;
use schemars::generate::SchemaSettings;
use serde_json::Value;

#[test]
fn the_schema_is_that_of_the_model() {
    // as it is written: fields that are always there are required
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = serde_json::to_value(generator.into_root_schema_for::<Page>()).unwrap();
    remove_examples(&mut schema);
    expect_file!["model.schema.json"].assert_eq(&(serde_json::to_string_pretty(&schema).unwrap() + "\n"));
}

/// Descriptions are the documentation's, whose examples are for Rust.
fn remove_examples(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(text)) = fields.get_mut("description") {
                let end = text.find("```").unwrap_or(text.len());
                *text = text[..end]
                    .trim_end()
                    .replace(['[', ']', '`'], "")
                    .replace("::", ".")
                    .replace("\n\n", " ")
                    .replace('\n', " ");
            }
            fields.values_mut().for_each(remove_examples);
        }
        Value::Array(items) => items.iter_mut().for_each(remove_examples),
        _ => {}
    }
}
