//! The WebAssembly skin: the only code that knows the browser.
