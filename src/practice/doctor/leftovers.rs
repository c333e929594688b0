//! Whether grading processes run on after what started them was killed. The innermost ones end by themselves
//! within a moment; a grader may go on for as long as its checks may take.

use std::collections::BTreeSet;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::super::workplace::Workplace;
use super::Finding;

/// The time in which an innermost process notices that it is alone.
const MOMENT: Duration = Duration::from_millis(700);

pub(super) fn ended(_: &Workplace) -> Vec<Finding> {
    let processes = Path::new("/proc");
    if !processes.join("self/status").exists() {
        return Vec::new();
    }
    let mut left = left_over(processes);
    if !left.is_empty() {
        std::thread::sleep(MOMENT);
        left = &left & &left_over(processes);
    }
    vec![finding(&left)]
}

fn finding(left: &BTreeSet<u32>) -> Finding {
    const NAME: &str = "leftover_processes";
    if left.is_empty() {
        return Finding::well(NAME, "no grading process is left over");
    }
    let numbers = left.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
    let what = format!("grading processes run on though nobody waits for them: {numbers}");
    Finding::ill(NAME, what, format!("kill -9 {numbers}"))
}

/// This user's grading processes that nobody waits for.
fn left_over(processes: &Path) -> BTreeSet<u32> {
    let Ok(own) = processes.join("self").metadata().map(|us| us.uid()) else { return BTreeSet::new() };
    let entries = std::fs::read_dir(processes).into_iter().flatten().flatten();
    let numbers = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let is_ours = |number: &u32| folder(processes, *number).metadata().is_ok_and(|process| process.uid() == own);
    numbers.filter(is_ours).filter(|number| is_left_over(processes, *number).unwrap_or(false)).collect()
}

/// The command starts a grader, and the grader workers. When the one above ends first, the system gives its process
/// another parent. `None` where that cannot be seen.
fn is_left_over(processes: &Path, number: u32) -> Option<bool> {
    let parent = parent(processes, number)?;
    Some(match role(processes, number)? {
        Role::Grader => program(processes, parent).is_none_or(|above| above.file_stem() != Some(COMMAND.as_ref())),
        Role::Worker => match role(processes, parent) {
            Some(Role::Grader) => is_left_over(processes, parent).unwrap_or(false),
            // A grader that cargo started for one program, which it was told.
            _ => !program(processes, number).is_some_and(|worker| was_told(processes, parent, &worker)),
        },
    })
}

/// The name of the command's program.
const COMMAND: &str = "mlings";
/// The argument of a grader that the command has started.
const SERVE: &[u8] = b"--serve";
/// The same of one that proves an exercise, which is named behind it.
const PROVE: &[u8] = b"--prove";
/// The argument of a worker.
const WORKER: &[u8] = b"--mlings-worker";

enum Role {
    Grader,
    Worker,
}

/// What a process does for mlings, if anything.
fn role(processes: &Path, number: u32) -> Option<Role> {
    let words = words(processes, number)?;
    let name = program(processes, number)?.file_stem()?.to_str()?.to_owned();
    match words.get(1)?.as_slice() {
        SERVE if words.len() == 2 && name.ends_with("-grader") => Some(Role::Grader),
        PROVE if words.len() == 3 && name.ends_with("-grader") => Some(Role::Grader),
        WORKER if words.len() == 2 => Some(Role::Worker),
        _ => None,
    }
}

/// Whether a program is among the words that a process was started with.
fn was_told(processes: &Path, number: u32, program: &Path) -> bool {
    let is_it = |word: &Vec<u8>| program.as_os_str().as_encoded_bytes() == word.as_slice();
    words(processes, number).is_some_and(|words| words.iter().skip(1).any(is_it))
}

/// The words that a process was started with.
fn words(processes: &Path, number: u32) -> Option<Vec<Vec<u8>>> {
    let line = std::fs::read(folder(processes, number).join("cmdline")).ok()?;
    let line = line.strip_suffix(b"\0").unwrap_or(&line);
    Some(line.split(|byte| *byte == 0).map(<[u8]>::to_vec).collect())
}

fn parent(processes: &Path, number: u32) -> Option<u32> {
    let status = std::fs::read_to_string(folder(processes, number).join("status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("PPid:"))?.trim().parse().ok()
}

/// The file that a process runs; a file that was built anew meanwhile has a mark behind its name.
fn program(processes: &Path, number: u32) -> Option<PathBuf> {
    let file = std::fs::read_link(folder(processes, number).join("exe")).ok()?;
    let name = file.to_str().map(|name| PathBuf::from(name.trim_end_matches(" (deleted)")));
    Some(name.unwrap_or(file))
}

fn folder(processes: &Path, number: u32) -> PathBuf {
    processes.join(number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder as the system has it, with these processes: number, parent, program, arguments.
    fn processes(all: &[(u32, u32, &str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("self")).expect("a folder");
        for (number, parent, program, arguments) in all {
            let process = folder.path().join(number.to_string());
            std::fs::create_dir(&process).expect("a folder");
            let line = format!("{program} {arguments}").replace(' ', "\0");
            std::fs::write(process.join("cmdline"), line).expect("a file");
            std::fs::write(process.join("status"), format!("Name:\tx\nPPid:\t{parent}\n")).expect("a file");
            std::os::unix::fs::symlink(program, process.join("exe")).expect("a link");
        }
        folder
    }

    #[test]
    fn only_grading_processes_that_nobody_waits_for_are_left_over() {
        let folder = processes(&[
            (1, 0, "/sbin/init", ""),
            (9, 1, "/t/mlings", "check kmeans"),
            (10, 9, "/t/a-grader", "--serve"),
            (11, 10, "/w/kmeans-1", "--mlings-worker"),
            (12, 1, "/w/kmeans-1", "--mlings-worker"),
            (13, 99, "/w/kmeans-1", "--mlings-worker"),
            (14, 1, "/bin/grep", "--mlings-worker /proc"),
            (15, 1, "/bin/pgrep", "-f -- --mlings-worker"),
            (16, 1, "/bin/cargo", "test --test kmeans"),
            (17, 16, "/t/a-grader", "kmeans /t/kmeans --exact"),
            (18, 17, "/t/kmeans", "--mlings-worker"),
            (19, 9, "/t/a-grader", "--prove kmeans"),
            (20, 1, "/t/a-grader", "--serve"),
            (21, 20, "/w/kmeans-1", "--mlings-worker"),
            (22, 1, "/bin/httpd", "--serve"),
            (23, 19, "/w/tried", "--mlings-worker"),
            (24, 1, "/t/a-grader", "--prove kmeans"),
        ]);
        assert_eq!(left_over(folder.path()), BTreeSet::from([12, 13, 20, 21, 24]));
    }

    #[test]
    fn the_finding_names_the_numbers() {
        assert!(finding(&BTreeSet::new()).well);
        assert_eq!(finding(&BTreeSet::from([12, 13])).mend.as_deref(), Some("kill -9 12 13"));
    }
}
