//! The JSON Schema of a page, written from the types of `src/model.rs`.

use crate::tools;
use anyhow::Result;
use schemars::generate::SchemaSettings;
use serde_json::Value;
use std::fs;

/// Writes the JSON Schema of a page anew from the model.
#[derive(clap::Args)]
pub struct Args {}

pub const PATH: &str = "src/model.schema.json";

pub fn run(_: Args) -> Result<()> {
    Ok(fs::write(tools::root().join(PATH), schema()?)?)
}

fn schema() -> Result<String> {
    // as it is written: fields that are always there are required
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = serde_json::to_value(generator.into_root_schema_for::<banmian::Page>())?;
    without_examples(&mut schema);
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

/// Descriptions are the documentation's, whose examples are for Rust.
fn without_examples(value: &mut Value) {
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
            fields.values_mut().for_each(without_examples);
        }
        Value::Array(items) => items.iter_mut().for_each(without_examples),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{PATH, schema};

    #[test]
    fn the_schema_is_that_of_the_model() {
        let there = std::fs::read_to_string(crate::tools::root().join(PATH)).unwrap_or_default();
        assert!(there == schema().unwrap(), "{PATH} is not the model's; run `cargo xtask schema`");
    }
}
