//! The flags that say how much is read, for every command.

use clap::Args;

use crate::document::{Limits, MAX_BYTES, MAX_TOOLS, set_limits};

/// The limits of what is read.
#[derive(Debug, Args)]
pub struct LimitArgs {
    /// Read no file and no line larger than this; a number, or one with k, M or G [default: 1G]
    #[arg(long, global = true, value_name = "SIZE", value_parser = parse_size)]
    max_bytes: Option<u64>,

    /// Hold no more tools of one server than this, and no document of more than 32 values for each [default: 1000000]
    #[arg(long, global = true, value_name = "N", value_parser = parse_count)]
    max_tools: Option<usize>,

    /// Follow symbolic links that lead out of a directory, and into other directories
    #[arg(long, global = true)]
    follow: bool,
}

impl LimitArgs {
    /// Sets the limits of this process, before it reads anything.
    pub fn set(&self) {
        let max_bytes = self.max_bytes.unwrap_or(MAX_BYTES);
        let max_tools = self.max_tools.unwrap_or(MAX_TOOLS);
        set_limits(Limits { max_bytes, max_tools, follow_links: self.follow });
    }
}

fn parse_size(text: &str) -> Result<u64, String> {
    let (number, shift) = match text.as_bytes().last() {
        Some(b'k' | b'K') => (&text[..text.len() - 1], 10),
        Some(b'm' | b'M') => (&text[..text.len() - 1], 20),
        Some(b'g' | b'G') => (&text[..text.len() - 1], 30),
        _ => (text, 0),
    };
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let number = digits.then(|| number.parse::<u64>().ok()).flatten();
    let size = number.and_then(|number| number.checked_mul(1 << shift));
    size.filter(|size| *size > 0)
        .ok_or_else(|| "expected a size like 5000000, 64M or 2G".to_owned())
}

fn parse_count(text: &str) -> Result<usize, String> {
    let count = text.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| "expected a number of at least 1".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_numbers_with_or_without_a_unit() {
        let sizes =
            ["1", "64k", "64M", "2G", "0", "", "M", "-1", "1.5G", "99999999999G", "1 k", "9é"]
                .map(|text| parse_size(text).ok());
        let read = [Some(1), Some(64 << 10), Some(64 << 20), Some(2 << 30)];
        assert_eq!(sizes[..4], read);
        assert!(sizes[4..].iter().all(Option::is_none), "{sizes:?}");
    }
}
