//! When an edit was made, and by whom.

use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::time::UNIX_EPOCH;

/// When an edit was made, and by whom, as far as either is known.
///
/// ```
/// let json = serde_json::to_string(&banmian::edit::Provenance::default()).unwrap();
/// assert_eq!(json, "{}");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub at: Option<Timestamp>,
    /// By whom, as they have signed.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub by: Option<String>,
}

/// A field that is there is not null, as the schema has it.
fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// A time in UTC to the second, as RFC 3339 writes it: `2026-03-01T08:30:00Z`.
///
/// ```
/// use banmian::edit::Timestamp;
/// assert_eq!(Timestamp::parse("2026-03-01T08:30:00Z").unwrap().as_str(), "2026-03-01T08:30:00Z");
/// let error = Timestamp::parse("2026-02-30T08:30:00Z").unwrap_err();
/// assert!(error.to_string().contains("2026-02-30T08:30:00Z"));
/// assert!(Timestamp::parse("2026-03-01T08:30:00+08:00").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Timestamp(String);

impl Timestamp {
    /// The time that is written so.
    ///
    /// # Errors
    ///
    /// When it is no time of the calendar, is in another zone, or is more exact than a second.
    ///
    /// ```
    /// assert!(banmian::edit::Timestamp::parse("yesterday").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, TimestampError> {
        // the clock has no leap seconds and writes 23:59:60 otherwise
        let written = humantime::parse_rfc3339(text)
            .ok()
            .filter(|time| *time >= UNIX_EPOCH)
            .map(|time| humantime::format_rfc3339_seconds(time).to_string());
        match written {
            Some(same) if same == text => Ok(Self(same)),
            _ => Err(TimestampError { text: text.into() }),
        }
    }

    /// The time as RFC 3339 writes it.
    ///
    /// ```
    /// let time = banmian::edit::Timestamp::parse("1999-12-31T23:59:59Z").unwrap();
    /// assert_eq!(time.as_str(), "1999-12-31T23:59:59Z");
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Timestamp {
    type Error = TimestampError;

    fn try_from(text: String) -> Result<Self, TimestampError> {
        Self::parse(&text)
    }
}

impl From<Timestamp> for String {
    fn from(time: Timestamp) -> Self {
        time.0
    }
}

/// The error of a text that is no [`Timestamp`].
///
/// ```
/// let error = banmian::edit::Timestamp::parse("noon").unwrap_err();
/// assert!(error.to_string().starts_with("“noon” is no time"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimestampError {
    text: String,
}

impl fmt::Display for TimestampError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "“{}” is no time of an edit; write it in UTC to the second, as in 2026-03-01T08:30:00Z", self.text)
    }
}

impl std::error::Error for TimestampError {}
