//! The guide of an exercise, and the ladder of hints in it.

/// The numbered hints of a guide's section "Hints", from nudge to near-code.
pub fn hints(guide: &str) -> Vec<String> {
    let section =
        guide.lines().skip_while(|line| *line != "## Hints").skip(1).take_while(|line| !line.starts_with("## "));
    let mut hints: Vec<String> = Vec::new();
    for line in section {
        let next = format!("{}. ", hints.len() + 1);
        if let Some(first) = line.strip_prefix(&next) {
            hints.push(first.to_owned());
        } else if let Some(hint) = hints.last_mut() {
            // Continuations are indented as Markdown asks.
            hint.push('\n');
            hint.push_str(line.strip_prefix("   ").unwrap_or(line));
        }
    }
    hints.iter().map(|hint| hint.trim_end().to_owned()).collect()
}
