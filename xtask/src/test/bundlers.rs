//! The package in the bundlers people use: a small application built by each.

use super::npm;
use super::wall::free_port;
use crate::tools;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PACKAGES: [(&str, &str); 10] = [
    ("vite", "8.3.8"),
    ("webpack", "5.112.2"),
    ("webpack-cli", "7.3.1"),
    ("esbuild", "0.28.2"),
    ("react", "19.3.1"),
    ("react-dom", "19.3.1"),
    ("vue", "3.5.45"),
    ("svelte", "5.57.3"),
    ("@vitejs/plugin-vue", "6.0.11"),
    ("@sveltejs/vite-plugin-svelte", "7.3.1"),
];

/// The frameworks there is an example of, by its folder.
pub const FRAMEWORKS: [&str; 3] = ["react", "vue", "svelte"];

/// A project that has the package and the bundlers installed.
pub struct Project {
    folder: PathBuf,
    embed: PathBuf,
}

impl Project {
    /// Installs the package from its tarball, as npm does: unpacked, nothing else.
    pub fn new(root: &Path, tarball: &Path) -> Result<Self> {
        let folder = npm::together(root, "bundlers", &PACKAGES)?;
        let package = folder.join("node_modules/banmian");
        let _ = fs::remove_dir_all(&package);
        fs::create_dir_all(&package)?;
        tools::run(Command::new("tar").arg("-xzf").arg(tarball).arg("--strip-components=1").arg("-C").arg(&package))?;
        Ok(Self { folder, embed: root.join("tests/embed") })
    }

    /// Runs a script of `tests/embed` in Node.
    pub fn node(&self, script: &str) -> Result<()> {
        let app = self.app("node", &[script, "page.txt"])?;
        tools::run(Command::new("node").arg(app.join(script)))
    }

    /// Builds with Vite; gives back what to serve.
    pub fn vite(&self) -> Result<PathBuf> {
        let app = self.vite_app("vite")?;
        self.bundle(&app, "vite", &["build", "--logLevel", "warn", "--target", "esnext"])?;
        Ok(app.join("dist"))
    }

    /// Vite's own server of the sources.
    pub fn vite_dev(&self) -> Result<Dev> {
        let app = self.vite_app("vite-dev")?;
        let port = free_port()?;
        let mut command = self.command(&app, "vite");
        command.args(["--host", "127.0.0.1", "--strictPort", "--logLevel", "warn", "--port", &port.to_string()]);
        let child = command.stdin(Stdio::null()).spawn().context("starting vite")?;
        let dev = Dev { address: format!("http://127.0.0.1:{port}/"), child };
        let started = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            ensure!(started.elapsed() < Duration::from_secs(60), "vite does not answer");
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(dev)
    }

    pub fn webpack(&self) -> Result<PathBuf> {
        let app = self.app("webpack", &["main.js", "page.txt", "watch.js", "bundled/index.html"])?;
        let built = app.join("built");
        let to = built.to_string_lossy();
        self.bundle(&app, "webpack", &["--entry", "./main.js", "--mode", "production", "--output-path", &to])?;
        for name in ["page.txt", "watch.js", "index.html"] {
            fs::copy(app.join(name), built.join(name))?;
        }
        Ok(built)
    }

    pub fn esbuild(&self) -> Result<PathBuf> {
        let app = self.app("esbuild", &["inline.js", "page.txt", "watch.js", "bundled/index.html"])?;
        self.bundle(
            &app,
            "esbuild",
            &["inline.js", "--bundle", "--format=esm", "--outfile=main.js", "--log-level=warning"],
        )?;
        Ok(app)
    }

    /// Builds the examples of frameworks; each is a folder of what to serve.
    pub fn frameworks(&self) -> Result<PathBuf> {
        let from = self.embed.join("../../examples/frameworks");
        let app = self.folder.join("apps/frameworks");
        let _ = fs::remove_dir_all(&app);
        copied(&from, &app)?;
        for name in FRAMEWORKS {
            let index = app.join(name).join("index.html");
            let html = fs::read_to_string(&index)?;
            fs::write(&index, html.replace("<head>", "<head>\n<script src=\"/watch.js\"></script>"))?;
            let public = app.join(name).join("public");
            fs::create_dir_all(&public)?;
            fs::copy(self.embed.join("watch.js"), public.join("watch.js"))?;
            self.bundle(&app, "vite", &["build", name, "--config", "vite.config.js", "--logLevel", "warn"])?;
        }
        Ok(app)
    }

    fn vite_app(&self, name: &str) -> Result<PathBuf> {
        let app = self.app(name, &["main.js", "vite/index.html"])?;
        let public = app.join("public");
        fs::create_dir_all(&public)?;
        for name in ["page.txt", "watch.js"] {
            fs::copy(self.embed.join(name), public.join(name))?;
        }
        Ok(app)
    }

    /// A folder of its own with files of `tests/embed`.
    fn app(&self, name: &str, files: &[&str]) -> Result<PathBuf> {
        let app = self.folder.join("apps").join(name);
        let _ = fs::remove_dir_all(&app);
        fs::create_dir_all(&app)?;
        for file in files {
            let name = Path::new(file).file_name().context("a file has a name")?;
            fs::copy(self.embed.join(file), app.join(name)).with_context(|| format!("copying {file}"))?;
        }
        Ok(app)
    }

    fn bundle(&self, app: &Path, program: &str, arguments: &[&str]) -> Result<()> {
        tools::run(self.command(app, program).args(arguments).stdout(Stdio::null()))
    }

    fn command(&self, app: &Path, program: &str) -> Command {
        let mut command = Command::new(self.folder.join("node_modules/.bin").join(program));
        command.current_dir(app).env("NO_COLOR", "1").env("NODE_ENV", "production");
        command
    }
}

/// Copies a folder's files and folders, but for what npm puts there.
fn copied(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name()))?;
        if path.is_dir() && name != "node_modules" {
            copied(&path, &to.join(name))?;
        } else if path.is_file() {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

/// A server that ends with the test.
pub struct Dev {
    pub address: String,
    child: Child,
}

impl Drop for Dev {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
