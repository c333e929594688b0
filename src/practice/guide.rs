//! The guide of an exercise, and the ladder of hints in it.

use std::io::Write;
use std::process::ExitCode;

use super::Problem;
use super::workplace::Workplace;
use crate::grading::Lesson;
use crate::report::terminal::{STRONG, styled};

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

/// `guide`: shows the guide with its headings made strong.
pub(super) fn run(workplace: &Workplace, name: &str) -> Result<ExitCode, Problem> {
    let guide = read(workplace, workplace.lesson(name)?)?;
    let _ = anstream::stdout().lock().write_all(with_strong_headings(&guide).as_bytes());
    Ok(ExitCode::SUCCESS)
}

/// The guide as a terminal shows it.
pub(super) fn with_strong_headings(guide: &str) -> String {
    let line = |line: &str| if line.starts_with('#') { styled(STRONG, line) + "\n" } else { format!("{line}\n") };
    guide.lines().map(line).collect()
}

/// The guide's text.
pub(super) fn read(workplace: &Workplace, lesson: &dyn Lesson) -> Result<String, Problem> {
    let guide = lesson.about().guide();
    std::fs::read_to_string(workplace.root.join(&guide)).map_err(|error| {
        Problem::new(
            format!("the guide {} cannot be read ({error})", guide.display()),
            format!("restore it with: git checkout -- {}", guide.display()),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::hints;

    #[test]
    fn hints_are_the_numbered_items_of_their_section() {
        let guide = "## Example\n1. no hint\n## Hints\n\n1. Think\n   of it.\n2. Code:\n\n   ```\n   x\n   ```\n## Going further\n3. no\n";
        assert_eq!(hints(guide), ["Think\nof it.", "Code:\n\n```\nx\n```"]);
    }
}
