//! The three browser engines: how each is started, and where each says what went wrong.

use super::programs::Programs;
use super::wall::{Wall, free_port};
use anyhow::{Context, Result, bail, ensure};
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

#[derive(Clone, Copy, PartialEq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "Chromium",
            Engine::Firefox => "Firefox",
            Engine::WebKit => "WebKit",
        }
    }
}

/// A running browser. `close` ends it; dropping it ends its driver all the same.
pub struct Browser {
    pub client: Client,
    pub engine: Engine,
    programs: Programs,
    proxy: String,
    /// Where the browser may write.
    home: PathBuf,
    log: PathBuf,
    driver: Process,
    display: Option<Display>,
}

impl Browser {
    /// Starts a browser with nothing of its own: no profile, no network.
    pub async fn start(engine: Engine, programs: Programs, home: &Path, wall: &Wall) -> Result<Self> {
        let _ = fs::remove_dir_all(home);
        fs::create_dir_all(home)?;
        let log = home.join("driver.log");
        let display = (engine == Engine::WebKit).then(Display::start).transpose()?;
        let port = free_port()?;
        let mut driver = Command::new(&programs.driver);
        match engine {
            Engine::Firefox => {
                driver.args(["--port", &port.to_string(), "--websocket-port", &free_port()?.to_string()])
            }
            Engine::Chromium | Engine::WebKit => driver.arg(format!("--port={port}")),
        };
        let written = File::create(&log)?;
        driver.stdout(written.try_clone()?).stderr(written).stdin(Stdio::null());
        at_home(&mut driver, home, display.as_ref())?;
        let driver = Process::start(&mut driver)?;
        let capabilities = capabilities(engine, &programs, home, &wall.address);
        let client = connect(port, &capabilities).await.with_context(|| format!("see {}", log.display()))?;
        let proxy = wall.address.clone();
        Ok(Self { client, engine, programs, proxy, home: home.into(), log, driver, display })
    }

    /// What went wrong in the page so far, as the engine's console has it.
    pub async fn errors(&self, page: &str) -> Result<Vec<String>> {
        match self.engine {
            Engine::Chromium => self.chromium_errors().await,
            Engine::Firefox => Ok(firefox_errors(&fs::read_to_string(&self.log)?)),
            Engine::WebKit => self.webkit_errors(page),
        }
    }

    async fn chromium_errors(&self) -> Result<Vec<String>> {
        let log = self.client.issue_cmd(BrowserLog).await?;
        let severe = |entry: &&Value| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING"));
        let message = |entry: &Value| entry["message"].as_str().unwrap_or_default().to_owned();
        Ok(log.as_array().into_iter().flatten().filter(severe).map(message).collect())
    }

    /// WebKitGTK writes its console only when it is not driven, so the page is opened once
    /// more in a browser that is not.
    fn webkit_errors(&self, page: &str) -> Result<Vec<String>> {
        let mut browser = Command::new(&self.programs.browser);
        browser
            .arg("--enable-write-console-messages-to-stdout=true")
            .arg(format!("--proxy=http://{}", self.proxy))
            .arg(page)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .stdin(Stdio::null());
        at_home(&mut browser, &self.home, self.display.as_ref())?;
        let mut browser = Process::start(&mut browser)?;
        let output = browser.0.stderr.take().context("the browser has no output")?;
        let reader = std::thread::spawn(move || {
            BufReader::new(output).lines().map_while(Result::ok).filter(|line| line.contains("CONSOLE")).collect()
        });
        std::thread::sleep(Duration::from_secs(5));
        browser.end();
        let lines: Vec<String> = reader.join().map_err(|_| anyhow::anyhow!("the console could not be read"))?;
        Ok(lines.into_iter().filter(|line| ["ERROR", "WARN"].iter().any(|level| line.contains(level))).collect())
    }

    /// Makes an error on purpose, and gives back what the console then has.
    pub async fn provoke(&self) -> Result<Vec<String>> {
        if self.engine == Engine::WebKit {
            let page = self.home.join("provoke.html");
            fs::write(&page, "<script>throw new Error('made on purpose')</script>")?;
            return self.webkit_errors(&page.to_string_lossy());
        }
        let script = "setTimeout(() => { throw new Error('made on purpose') })";
        self.client.execute(script, vec![]).await?;
        tokio::time::sleep(Duration::from_millis(500)).await;
        self.errors("").await
    }

    /// A command of Chromium's own protocol, for what the standard's drivers cannot do.
    pub async fn chromium(&self, cmd: &str, params: Value) -> Result<Value> {
        let command = Devtools { cmd: cmd.to_owned(), params };
        self.client.issue_cmd(command).await.with_context(|| cmd.to_owned())
    }

    pub async fn close(mut self) -> Result<()> {
        let closed = self.client.clone().close().await;
        self.driver.end();
        closed.context("closing the browser")
    }
}

/// The page's errors in what Firefox writes; its own modules write there too, with addresses
/// of their own or under a name without quotes.
fn firefox_errors(log: &str) -> Vec<String> {
    let of_page = |line: &&str| {
        let message = line.strip_prefix("console.error:").or_else(|| line.strip_prefix("console.warn:"));
        let of_browser = |message: &str| message.contains("resource://") || message.trim_end().ends_with(':');
        message.is_some_and(|message| !of_browser(message))
            || (line.starts_with("JavaScript error:") && line.contains("file://"))
    };
    log.lines().filter(of_page).map(str::to_owned).collect()
}

fn capabilities(engine: Engine, programs: &Programs, home: &Path, wall: &str) -> Capabilities {
    let proxy = json!({ "proxyType": "manual", "httpProxy": wall, "sslProxy": wall, "noProxy": ["127.0.0.1"] });
    let own = match engine {
        Engine::Chromium => json!({
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": {
                "binary": programs.browser,
                "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--lang=zh-CN",
                    format!("--user-data-dir={}", home.join("profile").display()),
                ],
            },
        }),
        Engine::Firefox => json!({
            "moz:firefoxOptions": {
                "binary": programs.browser,
                "args": ["-headless"],
                "prefs": {
                    "devtools.console.stdout.content": true,
                    // The browser's own errands would stand in the console too.
                    "devtools.console.stdout.chrome": false,
                    "intl.accept_languages": "zh-CN",
                    "network.captive-portal-service.enabled": false,
                    "network.connectivity-service.enabled": false,
                },
            },
        }),
        Engine::WebKit => json!({
            "webkitgtk:browserOptions": { "binary": programs.browser, "args": ["--automation"] },
        }),
    };
    let mut capabilities: Capabilities = own.as_object().cloned().unwrap_or_default();
    capabilities.insert("proxy".into(), proxy);
    capabilities
}

async fn connect(port: u16, capabilities: &Capabilities) -> Result<Client> {
    let address = format!("http://127.0.0.1:{port}");
    let started = Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        ensure!(started.elapsed() < Duration::from_secs(30), "the driver does not answer");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities.clone());
    let connected = tokio::time::timeout(Duration::from_secs(90), builder.connect(&address)).await;
    connected.context("the browser did not start in 90 s")?.context("starting the browser")
}

/// Settings, caches and the display of the program are those of the test.
fn at_home(command: &mut Command, home: &Path, display: Option<&Display>) -> Result<()> {
    for (name, folder) in [("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache"), ("XDG_DATA_HOME", "data")] {
        fs::create_dir_all(home.join(folder))?;
        command.env(name, home.join(folder));
    }
    command.env("HOME", home).env("LANG", "C.UTF-8").env("NO_AT_BRIDGE", "1").env("GTK_A11Y", "none");
    if let Some(display) = display {
        command.env("DISPLAY", &display.name).env("GDK_BACKEND", "x11");
    }
    Ok(())
}

/// A program that does not outlive the test.
struct Process(Child);

impl Process {
    fn start(command: &mut Command) -> Result<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        command.spawn().map(Self).with_context(|| format!("starting {program}"))
    }

    /// Asks it to end, and a little later makes it.
    fn end(&mut self) {
        let _ = Command::new("kill").arg(self.0.id().to_string()).stderr(Stdio::null()).status();
        for _ in 0..60 {
            if matches!(self.0.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if matches!(self.0.try_wait(), Ok(None)) {
            self.end();
        }
    }
}

/// A screen that nobody sees.
struct Display {
    name: String,
    #[expect(dead_code, reason = "ends with the display")]
    server: Process,
}

impl Display {
    fn start() -> Result<Self> {
        let mut server = Process::start(
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "1600x1400x24", "-nolisten", "tcp"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .stdin(Stdio::null()),
        )?;
        let mut number = String::new();
        BufReader::new(server.0.stdout.as_mut().context("Xvfb has no output")?).read_line(&mut number)?;
        if number.trim().is_empty() {
            bail!("Xvfb did not start");
        }
        Ok(Self { name: format!(":{}", number.trim()), server })
    }
}

/// Chromedriver's command for the console, which the standard lacks.
#[derive(Debug)]
struct BrowserLog;

impl WebDriverCompatibleCommand for BrowserLog {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}

/// Chromedriver's way to the protocol of the browser's own tools.
#[derive(Debug)]
struct Devtools {
    cmd: String,
    params: Value,
}

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "cmd": self.cmd, "params": self.params }).to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn firefox_s_console_is_told_from_the_browser_s_own_errors() {
        let log = "JavaScript error: resource://gre/x.mjs, line 1: TypeError\nconsole.log: \"x\"\nconsole.error: Loader: \n\
                   JavaScript error: file:///dist/banmian.html, line 1: Error: y\nconsole.error: \"z\"\n";
        assert_eq!(firefox_errors(log).len(), 2);
    }
}
