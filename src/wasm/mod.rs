//! The WebAssembly interface: the only code that uses the browser's APIs.
//!
//! There are five modules: one with [`reading`], one with [`columns`] that it loads for pages with
//! columns side by side or a sheet, one with [`full`] that does everything, one with [`forms`] that reads PDF
//! files and what OCR programs leave, and one with [`converted`] that reads Markdown and the text of pdf.js.

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

#[cfg(feature = "columns")]
mod columns;
#[cfg(feature = "converted")]
mod converted;
#[cfg(feature = "reading")]
mod dom;
#[cfg(feature = "full")]
mod edition;
#[cfg(any(feature = "columns", feature = "reading"))]
mod fields;
#[cfg(feature = "forms")]
mod forms;
#[cfg(feature = "reading")]
mod from_js;
#[cfg(feature = "full")]
mod full;
#[cfg(any(feature = "columns", feature = "reading"))]
mod lines;
#[cfg(feature = "reading")]
mod reading;
#[cfg(feature = "columns")]
mod sheet;

/// A plain JavaScript object, as `JSON.parse` would give it.
#[cfg(feature = "reading")]
fn to_js(value: &impl serde::Serialize) -> Result<wasm_bindgen::JsValue, wasm_bindgen::JsError> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}
