//! The WebAssembly module: built, bound to JavaScript, made small.

use crate::mute::mute;
use crate::tools;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use wasm_bindgen_cli_support::Bindgen;

/// The module and the JavaScript that binds it.
#[derive(Clone, Default)]
pub struct Wasm {
    pub bytes: Vec<u8>,
    pub glue: String,
}

const TARGET: &str = "wasm32-unknown-unknown";
/// wasm-opt as npm has it; the version is fixed so that the same source gives the same bytes.
const BINARYEN: &str = "binaryen@132.0.0";

/// Builds the module, once in a run.
pub fn build(root: &Path) -> Result<Wasm> {
    static BUILT: Mutex<Option<Wasm>> = Mutex::new(None);
    once(&BUILT, || built_anew(root, "full"))
}

/// Builds the module with what reading needs alone, once in a run.
pub fn reading(root: &Path) -> Result<Vec<u8>> {
    static BUILT: Mutex<Option<Wasm>> = Mutex::new(None);
    part(root, once(&BUILT, || built_anew(root, "reading"))?)
}

/// Builds the module that finds columns for the one that reads, once in a run.
pub fn columns(root: &Path) -> Result<Vec<u8>> {
    static BUILT: Mutex<Option<Wasm>> = Mutex::new(None);
    part(root, once(&BUILT, || built_anew(root, "columns"))?)
}

/// A part runs with the glue of the whole module, so that what runs the one runs the other.
fn part(root: &Path, part: Wasm) -> Result<Vec<u8>> {
    let whole = build(root)?;
    let given = imports(&whole.glue)?;
    let more: Vec<&str> = imports(&part.glue)?.difference(&given).copied().collect();
    ensure!(
        more.is_empty(),
        "a part of the module wants of its glue what that of the whole one does not give: {more:?}"
    );
    Ok(part.bytes)
}

fn once(built: &Mutex<Option<Wasm>>, build: impl FnOnce() -> Result<Wasm>) -> Result<Wasm> {
    let mut built = built.lock().map_err(|_| anyhow::anyhow!("an earlier build of the module broke off"))?;
    if built.is_none() {
        *built = Some(build()?);
    }
    built.clone().context("the module was built")
}

/// The functions that the glue gives a module.
fn imports(glue: &str) -> Result<BTreeSet<&str>> {
    let (_, after) = glue.split_once("__proto__: null,").context("the glue gives no imports")?;
    let (imports, _) = after.split_once("return {").context("the glue starts no module")?;
    Ok(imports.split("},\n").map(str::trim).collect())
}

fn built_anew(root: &Path, features: &str) -> Result<Wasm> {
    ensure_target()?;
    tools::step("building the WebAssembly module");
    tools::run(
        Command::new(env!("CARGO"))
            .current_dir(root)
            .args(["build", "--quiet", "--package", "banmian", "--lib", "--no-default-features"])
            .args(["--features", features, "--features", "alone"])
            .args(["--profile", "wasm", "--target", TARGET])
            .env("CARGO_ENCODED_RUSTFLAGS", flags(root)),
    )?;
    let built = tools::target_dir(root)?.join(TARGET).join("wasm/banmian.wasm");
    let mut output = Bindgen::new()
        .input_path(&built)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .reset_state_function(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("binding {} to JavaScript", built.display()))?;
    mute(output.wasm_mut())?;
    let bytes = smaller(output.wasm_mut().emit_wasm(), &built)?;
    Ok(Wasm { bytes, glue: output.js().to_owned() })
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

/// Keeps the paths of this machine out of the module, and SHA-256 small: texts are hashed
/// that take much longer to read. Of what asks to be inlined, what is long is not: characters
/// and hash maps would be written out in a hundred places for a twentieth of the time.
fn flags(root: &Path) -> String {
    let home = std::env::var_os("CARGO_HOME").map(Into::into).or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let from = |path: &Path, to: &str| format!("--remap-path-prefix={}={to}", path.display());
    let mut flags = vec![from(root, ".")];
    flags.extend(home.map(|home| from(&home, "cargo")));
    flags.push("--cfg=sha2_backend_soft=\"compact\"".into());
    flags.push("-Cllvm-args=-inlinehint-threshold=165".into());
    flags.join("\x1f")
}

/// Runs wasm-opt where npm is there; without it the module is about a tenth larger.
fn smaller(bytes: Vec<u8>, beside: &Path) -> Result<Vec<u8>> {
    if !tools::has("npm") {
        tools::step("npm is not installed: the module stays about a tenth larger than it could be");
        return Ok(bytes);
    }
    tools::step("making it small with wasm-opt");
    let (from, to) = (beside.with_extension("bound.wasm"), beside.with_extension("small.wasm"));
    std::fs::write(&from, &bytes)?;
    let optimised = tools::run(
        Command::new("npm")
            .args(["exec", "--yes", "--quiet", "--package", BINARYEN, "--", "wasm-opt"])
            // what -Oz makes of it is shorter, but larger compressed
            .arg("-O2")
            // what is inlined once more is smaller, but no longer alike, and so larger compressed
            .args(["--flexible-inline-max-function-size=0", "--always-inline-max-function-size=0"])
            .arg("--one-caller-inline-max-function-size=0")
            .args(["--enable-bulk-memory", "--enable-multivalue", "--enable-mutable-globals"])
            .args(["--enable-nontrapping-float-to-int", "--enable-reference-types", "--enable-sign-ext"])
            .args([&from, Path::new("-o"), &to]),
    );
    if let Err(error) = optimised {
        tools::step(&format!("wasm-opt did not run, the module stays as it is: {error:#}"));
        return Ok(bytes);
    }
    let small = std::fs::read(&to)?;
    ensure!(small.starts_with(b"\0asm"), "wasm-opt left something that is no module in {}", to.display());
    Ok(small)
}
