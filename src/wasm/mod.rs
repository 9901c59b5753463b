//! The WebAssembly skin: the only code that knows the browser.
//!
//! What is built of it depends on what the module is for: [`reading`], finding [`columns`] for
//! one that reads without them, or with [`full`] all there is.

#[cfg(feature = "alone")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

#[cfg(feature = "columns")]
mod columns;
#[cfg(feature = "reading")]
mod dom;
#[cfg(feature = "full")]
mod full;
#[cfg(feature = "reading")]
mod given;
mod lines;
#[cfg(feature = "reading")]
mod reading;

#[cfg(feature = "reading")]
fn plain(what: &impl serde::Serialize) -> Result<wasm_bindgen::JsValue, wasm_bindgen::JsError> {
    Ok(what.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}
