//! The modules of WebAssembly, each with the JavaScript that wasm-bindgen writes for it.

use crate::tools;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// The modules by the name of the library's feature that each is built with.
pub const MODULES: [&str; 5] = ["full", "forms", "converted", "reading", "columns"];
/// How many of them, from the first on, are in the viewer in one file.
pub const IN_ONE_FILE: usize = 3;

const TARGET: &str = "wasm32-unknown-unknown";

/// Builds `module` and writes it into a folder of its name in `to`: `banmian_bg.wasm` and
/// `banmian.js`.
pub fn build(root: &Path, module: &str, to: &Path) -> Result<()> {
    ensure_target()?;
    tools::step(&format!("building the WebAssembly module {module}"));
    tools::run(
        Command::new(env!("CARGO"))
            .current_dir(root)
            .args(["rustc", "--quiet", "--package", "banmian", "--lib", "--crate-type", "cdylib"])
            .args(["--no-default-features", "--features", module])
            .args(["--profile", "wasm", "--target", TARGET, "--target-dir"])
            .arg(cargo_folder(root, module)?)
            .env("CARGO_ENCODED_RUSTFLAGS", flags(root, module))
            .env("CARGO_PROFILE_WASM_OPT_LEVEL", opt_level(module)),
    )?;
    let built = built(root, module)?;
    keep(&cargo_folder(root, module)?.join(TARGET).join("wasm/banmian.wasm"), &built)?;
    let bound = to.join(module);
    if is_newer(&bound.join("banmian_bg.wasm"), &built) {
        return Ok(());
    }
    Bindgen::new()
        .input_path(&built)
        .out_name("banmian")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .reset_state_function(true)
        // wasm-opt puts functions in the order of their names, as those that are alike pack better side
        // by side, and then takes the names out
        .remove_name_section(false)
        .remove_producers_section(true)
        .generate(&bound)
        .with_context(|| format!("binding {} to JavaScript", built.display()))
}

/// The module as cargo builds it.
pub fn built(root: &Path, module: &str) -> Result<PathBuf> {
    Ok(tools::target_dir(root)?.join("viewer/built").join(module).with_extension("wasm"))
}

/// Modules that are compiled alike are built in one folder, so that what they depend on is compiled once.
fn cargo_folder(root: &Path, module: &str) -> Result<PathBuf> {
    let name = if reads_forms(module) { "cargo-forms" } else { "cargo" };
    Ok(tools::target_dir(root)?.join("viewer").join(name))
}

/// Copies a module to a file of its own, as a library's file has the same name whatever its features; one
/// that is there already keeps its time, so that nothing is made of it anew.
fn keep(module: &Path, own: &Path) -> Result<()> {
    let bytes = fs::read(module).with_context(|| format!("reading {}", module.display()))?;
    if fs::read(own).is_ok_and(|kept| kept == bytes) {
        return Ok(());
    }
    fs::create_dir_all(own.parent().unwrap_or(own))?;
    fs::write(own, bytes).with_context(|| format!("writing {}", own.display()))
}

/// Whether the file `made` is there and was written after the file `from`.
pub fn is_newer(made: &Path, from: &Path) -> bool {
    let written = |path: &Path| path.metadata().and_then(|metadata| metadata.modified());
    matches!((written(made), written(from)), (Ok(made), Ok(from)) if made >= from)
}

/// Adds the target where it is missing.
pub fn ensure_target() -> Result<()> {
    let libdir = tools::read(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(libdir.trim()).is_dir() {
        return Ok(());
    }
    tools::step("adding the target wasm32-unknown-unknown through rustup");
    tools::run(Command::new("rustup").args(["target", "add", TARGET])).with_context(|| {
        format!("Rust's standard library for {TARGET} is missing, and rustup could not add it; add it with your package manager")
    })
}

/// Whether a module reads forms.
fn reads_forms(module: &str) -> bool {
    ["forms", "converted"].contains(&module)
}

/// How a module is optimized. Reading forms takes a fraction of the time that parsing their pages does,
/// and few readers wait for it, so there size counts for more.
fn opt_level(module: &str) -> &'static str {
    if reads_forms(module) { "z" } else { "s" }
}

/// Keeps the paths of this machine out of the module, and SHA-256 small: texts are hashed
/// that take much longer to read. Of what asks to be inlined, what is long is not: characters
/// and hash maps would be written out in a hundred places for a twentieth of the time.
fn flags(root: &Path, module: &str) -> String {
    let home = std::env::var_os("CARGO_HOME").map(Into::into).or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let from = |path: &Path, to: &str| format!("--remap-path-prefix={}={to}", path.display());
    let mut flags = vec![from(root, ".")];
    flags.extend(home.map(|home| from(&home, "cargo")));
    flags.push("--cfg=sha2_backend_soft=\"compact\"".into());
    let threshold = if reads_forms(module) { 20 } else { 165 };
    flags.push(format!("-Cllvm-args=-inlinehint-threshold={threshold}"));
    flags.join("\x1f")
}
