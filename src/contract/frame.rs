//! The messages between grader and worker.
//!
//! A message is its length in bytes (32 bits, little-endian), a byte that says its kind, and what its kind has to say.
//! `PROTOCOL.md` has all of it in words.

use std::io::{self, Read, Write};

use crate::wire::{Bytes, Malformed, put_text};

/// The version of the protocol. It changes when a message or the form of a value changes.
pub const VERSION: u32 = 1;

/// No message is longer, kind and all.
pub const LONGEST: u32 = 1 << 30;

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// From the worker, once, first: the version and the exercise that it answers for.
    Hello = b'H',
    /// From the grader: a check begins, and may allocate so many mebibytes.
    Begin = b'B',
    /// From the grader: a call, with a number, the function's name and its arguments.
    Call = b'C',
    /// From the worker: the call of this number returned, with its value and what became of the `&mut` arguments.
    Returned = b'R',
    /// From the worker: the call of this number panicked, with message and place.
    Panicked = b'P',
    /// From the worker: these are not the arguments of any function that it has.
    Refused = b'X',
    /// From the worker, in the middle of a call: it calls an argument that is a function.
    Asked = b'A',
    /// From the grader: what that function returned.
    Told = b'T',
    /// From the grader: that function panicked, so the call is to be unwound.
    Unwind = b'U',
    /// From the worker: it is unwound.
    Unwound = b'W',
    /// From the grader: the check is over.
    End = b'E',
    /// From the worker: all is flushed, and whether threads are left running.
    Idle = b'I',
    /// From the worker, at any time: it runs. Sent so that it notices when nobody listens.
    Alive = b'L',
}

impl Kind {
    const ALL: [Kind; 13] = [
        Kind::Hello,
        Kind::Begin,
        Kind::Call,
        Kind::Returned,
        Kind::Panicked,
        Kind::Refused,
        Kind::Asked,
        Kind::Told,
        Kind::Unwind,
        Kind::Unwound,
        Kind::End,
        Kind::Idle,
        Kind::Alive,
    ];

    fn of(byte: u8) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| *kind as u8 == byte)
    }
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// What it is about.
    pub kind: Kind,
    /// What its kind has to say.
    pub body: Vec<u8>,
}

impl Frame {
    /// A message.
    pub fn new(kind: Kind, body: Vec<u8>) -> Frame {
        Frame { kind, body }
    }

    /// Sends the message.
    ///
    /// # Errors
    /// When nobody listens, or the message is longer than its length can say.
    pub fn send(&self, mut line: impl Write) -> io::Result<()> {
        let length = u32::try_from(self.body.len() + 1).ok().filter(|length| *length <= LONGEST);
        let length = length.ok_or(io::ErrorKind::FileTooLarge)?;
        let mut head = length.to_le_bytes().to_vec();
        head.push(self.kind as u8);
        // A short message goes in one piece; a long one is not copied for that.
        if self.body.len() < SHORT {
            head.extend_from_slice(&self.body);
            line.write_all(&head)?;
        } else {
            line.write_all(&head)?;
            line.write_all(&self.body)?;
        }
        line.flush()
    }

    /// Waits for the next message. `None` when the line has ended before one.
    ///
    /// # Errors
    /// When the line breaks, what comes is no message, or it is too long. Nothing is kept ready for a length that is only claimed.
    pub fn receive(mut line: impl Read) -> io::Result<Option<Frame>> {
        let mut head = [0; 5];
        match line.read_exact(&mut head) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            other => other?,
        }
        let [length @ .., kind] = head;
        let length = u64::from(u32::from_le_bytes(length));
        if length > u64::from(LONGEST) {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let kind = Kind::of(kind).filter(|_| length > 0).ok_or(io::ErrorKind::InvalidData)?;
        let mut body = Vec::with_capacity((length as usize - 1).min(1 << 20));
        line.take(length - 1).read_to_end(&mut body)?;
        if body.len() as u64 + 1 < length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(Some(Frame { kind, body }))
    }
}

/// Bytes that are copied in less time than it takes to speak twice.
const SHORT: usize = 1 << 14;

/// A text that may be missing.
pub(crate) fn put_option(text: Option<&str>, out: &mut Vec<u8>) {
    out.push(u8::from(text.is_some()));
    if let Some(text) = text {
        put_text(text, out);
    }
}

pub(crate) fn take_option(from: &mut Bytes<'_>) -> Result<Option<String>, Malformed> {
    if from.next(1)? == [0] { Ok(None) } else { from.text().map(|text| Some(text.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_arrive_whole_or_not_at_all() {
        let long = Frame::new(Kind::Call, vec![1; 2 * SHORT]);
        let frames = [Frame::new(Kind::Call, vec![1, 2, 3]), long, Frame::new(Kind::End, Vec::new())];
        let mut bytes = Vec::new();
        for frame in &frames {
            frame.send(&mut bytes).expect("a vector takes all");
        }
        let mut line = &bytes[..];
        for frame in frames {
            assert_eq!(Frame::receive(&mut line).expect("a message"), Some(frame));
        }
        assert_eq!(Frame::receive(&mut line).expect("the end"), None);
        assert!(Frame::receive(&bytes[..7]).is_err(), "cut off");
        assert!(Frame::receive(&[0, 0, 0, 0, b'E'][..]).is_err(), "without a kind");
        assert!(Frame::receive(&[1, 0, 0, 0, b'?'][..]).is_err(), "of no kind that there is");
        assert!(Frame::receive(&[255, 255, 255, 255, b'C', 1][..]).is_err(), "too long");
        assert!(Frame::receive(&[255, 255, 0, 0, b'C', 1][..]).is_err(), "shorter than it claims");
    }
}
