//! The machine that figures are of.

use anyhow::Result;
use serde::Serialize;
use std::fmt;
use sysinfo::{CpuRefreshKind, MemoryRefreshKind, RefreshKind, System};

#[derive(Serialize)]
pub struct Machine {
    cpu: String,
    cores: usize,
    memory: u64,
    os: String,
}

impl Machine {
    pub fn this() -> Result<Self> {
        let wanted =
            RefreshKind::nothing().with_cpu(CpuRefreshKind::nothing()).with_memory(MemoryRefreshKind::everything());
        let system = System::new_with_specifics(wanted)?;
        let cpu = system.cpus().first().map(|cpu| cpu.brand().trim().to_owned()).unwrap_or_default();
        let os = System::long_os_version().unwrap_or_else(|_| std::env::consts::OS.into());
        Ok(Self { cpu, cores: system.cpus().len(), memory: system.total_memory(), os })
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} cores, {} GB, {}", self.cpu, self.cores, self.memory / 1_000_000_000, self.os)
    }
}
