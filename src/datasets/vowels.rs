//! `japanese_vowels.csv`: nine men say two vowels; twelve numbers describe every moment of it.

use std::sync::OnceLock;

use serde::Deserialize;

use super::table::{DatasetError, read_once};

/// One moment of an utterance. Split and utterance together name the utterance.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct VowelFrame {
    /// train or test, as the source divides them.
    pub split: String,
    /// The utterance's number within the split, from 1.
    pub utterance: u32,
    /// The speaker, 1 to 9.
    pub speaker: u32,
    /// The moment's number within the utterance, from 0.
    pub frame: u32,
    /// First of twelve cepstral coefficients.
    pub c1: f64,
    /// Second coefficient.
    pub c2: f64,
    /// Third coefficient.
    pub c3: f64,
    /// Fourth coefficient.
    pub c4: f64,
    /// Fifth coefficient.
    pub c5: f64,
    /// Sixth coefficient.
    pub c6: f64,
    /// Seventh coefficient.
    pub c7: f64,
    /// Eighth coefficient.
    pub c8: f64,
    /// Ninth coefficient.
    pub c9: f64,
    /// Tenth coefficient.
    pub c10: f64,
    /// Eleventh coefficient.
    pub c11: f64,
    /// Twelfth coefficient.
    pub c12: f64,
}

/// All 9961 moments, read once.
///
/// # Errors
/// When the file is missing or damaged.
pub fn vowel_frames() -> Result<&'static [VowelFrame], DatasetError> {
    static FRAMES: OnceLock<Result<Vec<VowelFrame>, DatasetError>> = OnceLock::new();
    read_once(&FRAMES, "japanese_vowels.csv", "", 9961)
}
