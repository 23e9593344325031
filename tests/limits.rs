//! What is too large, too deep, no file, in motion or without room: each ends
//! with an error that says what to do, and leaves nothing half-written.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod project;

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::os::unix::fs::FileTypeExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use project::Project;

const LIST: &str = r#"{"tools": [{"name": "get_rake"}]}"#;

/// Says why something wasn't tried, past the harness that keeps the output of
/// tests that pass to itself.
fn skipped(what: &str, why: &str) {
    let mut past = std::io::stderr();
    writeln!(past, "SKIPPED: {what}: {why}").unwrap();
}

fn mkfifo(path: &Path) -> bool {
    let made = Command::new("mkfifo").arg(path).status().is_ok_and(|status| status.success());
    if !made {
        skipped("pipes", "`mkfifo` can't make one here");
    }
    made
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Runs a command that must not wait for ever, and kills it if it does.
fn ends(project: &Project, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = project.command(arguments);
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > Duration::from_mins(1) {
            child.kill().unwrap();
            panic!("{arguments:?} hangs");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_file_over_the_limit_is_named_with_the_flag_that_raises_it() {
    let large = format!("{LIST}{}", " ".repeat(2000));
    let project = Project::new(&[("large.json", &large), ("small.json", LIST)]);
    let ran = project.run(&["classify", "large.json", "small.json", "--max-bytes", "1k"]);
    assert_eq!(ran.code, 3);
    assert!(ran.stdout.contains("get_rake"));
    // It goes by the line, so it is the line that is too long.
    assert!(ran.stderr.contains("large.json"), "{}", ran.stderr);
    assert!(ran.stderr.contains("over the limit of 1024 bytes"), "{}", ran.stderr);
    let ran = project.run(&["generate", "large.json", "small.json", "--max-bytes", "1k"]);
    assert!(
        ran.stderr.contains(
            "error: large.json: 2033 bytes is over the limit of 1024 bytes; split it, or raise \
             the limit with `--max-bytes`\n"
        ),
        "{}",
        ran.stderr
    );
    // Of a stream nobody knows the size.
    let ran = project.run_with(&["--max-bytes", "1k", "report", "-"], &large);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("-: is over the limit of 1024 bytes"), "{}", ran.stderr);
    for command in ["lint", "check --tool t", "generate"] {
        let arguments = format!("{command} large.json --max-bytes 1k");
        let ran = project.run(&arguments.split(' ').collect::<Vec<_>>());
        assert_eq!(ran.code, 2, "{command}");
        assert!(ran.stderr.contains("`--max-bytes`"), "{command}: {}", ran.stderr);
    }
    assert_eq!(project.run(&["classify", "large.json", "--max-bytes", "2K"]).code, 0);
    let ran = project.run(&["classify", "small.json", "--max-bytes", "all"]);
    assert!(ran.code == 2 && ran.stderr.contains("64M"), "{}", ran.stderr);
}

#[test]
fn what_is_nested_too_deep_is_refused_with_its_place() {
    let json = |levels: usize| {
        let schema = format!("{}1{}", "{\"items\":".repeat(levels), "}".repeat(levels));
        format!("{{\"tools\":[{{\"name\":\"get_rake\",\"inputSchema\":{schema}}}]}}")
    };
    let flow = format!("tools: {}{}", "[".repeat(500), "]".repeat(500));
    let block: Vec<String> = (0..500).map(|i| format!("{}a:", "  ".repeat(i))).collect();
    let files = [
        ("in.json", json(120)),
        ("over.json", json(130)),
        ("far.json", json(100_000)),
        ("flow.yaml", flow),
        ("block.yaml", block.join("\n")),
    ];
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let project = Project::new(&files);
    assert_eq!(project.run(&["classify", "in.json"]).code, 0);
    for file in ["over.json", "far.json", "flow.yaml", "block.yaml"] {
        let ran = project.run(&["classify", file]);
        assert_eq!(ran.code, 2, "{file}");
        let says = ran.stderr.contains("recursion limit exceeded (it is nested deeper than");
        assert!(says && ran.stderr.starts_with(&format!("error: {file}:")), "{}", ran.stderr);
    }
    let ran = project.run(&["lint", "far.json"]);
    assert!(ran.code == 1 && ran.stdout.contains("nested deeper"), "{}", ran.stdout);
}

#[test]
fn a_string_of_a_hundred_megabytes_is_read() {
    let text = format!(
        r#"{{"tools": [{{"name": "get_rake", "description": "{}"}}]}}"#,
        "x".repeat(100_000_000)
    );
    let project = Project::new(&[("one.json", &text)]);
    let ran = project.run(&["classify", "one.json"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 1), "{}", ran.stderr);
    assert!(ran.stdout.len() < 10_000, "{}", ran.stdout.len());
    let ran = project.run(&["lint", "one.json"]);
    assert!(ran.stdout.len() < 10_000, "{}", ran.stdout.len());
}

#[test]
fn a_pipe_is_read_where_it_is_named_and_not_where_it_is_found() {
    let project = Project::new(&[("d/a.json", LIST)]);
    if !mkfifo(&project.path("d/pipe.json")) {
        return;
    }
    for source in ["d", "d/*.json", "**/*.json"] {
        let (code, stderr) = ends(&project, &["classify", source]);
        assert_eq!(code, Some(3), "{source}: {stderr}");
        let says = "d/pipe.json: is a pipe or a device and was not read; name it";
        assert!(stderr.contains(says), "{source}: {stderr}");
    }
    ends(&project, &["lint", "d"]);
    let path = project.path("d/pipe.json");
    let writer = std::thread::spawn(move || std::fs::write(path, LIST).unwrap());
    let ran = project.run(&["classify", "d/pipe.json"]);
    writer.join().unwrap();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("get_rake"));
}

#[test]
fn links_out_of_a_directory_are_followed_only_on_request() {
    let project = Project::new(&[("d/a.json", LIST), ("secret/b.json", LIST)]);
    std::os::unix::fs::symlink(project.path("secret"), project.path("d/out")).unwrap();
    std::os::unix::fs::symlink(project.path("d"), project.path("secret/back")).unwrap();
    let (code, stderr) = ends(&project, &["classify", "d"]);
    assert_eq!(code, Some(3));
    assert!(stderr.contains("d/out: the symbolic link leads out"), "{stderr}");
    assert!(stderr.contains("`--follow`"), "{stderr}");
    let ran = project.run(&["classify", "d", "--follow"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 2), "{}", ran.stderr);
    let (code, stderr) = ends(&project, &["classify", "**/*.json"]);
    assert_eq!(code, Some(0), "{stderr}");
}

#[test]
fn what_is_no_file_is_written_to_and_stays_what_it_is() {
    let project = Project::new(&[("tools.json", LIST)]);
    let ran = project.run(&["generate", "tools.json", "-o", "/dev/stdout", "--force"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("\"version\""), "{}", ran.stdout);
    let path = project.path("pipe");
    if !mkfifo(&path) {
        return;
    }
    let reader = std::thread::spawn(move || std::fs::read_to_string(path).unwrap());
    let ran = project.run(&["generate", "tools.json", "-o", "pipe", "--force"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(reader.join().unwrap().contains("\"version\""));
    assert!(project.path("pipe").metadata().unwrap().file_type().is_fifo());
}

#[test]
fn a_full_standard_output_is_an_error() {
    let Ok(full) = std::fs::File::options().write(true).open("/dev/full") else {
        return skipped("a full standard output", "there is no /dev/full");
    };
    let project = Project::new(&[("tools.json", LIST)]);
    for command in ["classify", "report", "generate"] {
        let mut process = project.command(&[command, "tools.json"]);
        let output = process.stdout(full.try_clone().unwrap()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{command}");
        let says = String::from_utf8(output.stderr).unwrap();
        assert!(says.contains("can't be written: no space left on device"), "{says}");
    }
}

/// What must hold of a folder without room: the old file whole, and no other.
fn nothing_half_written(folder: &Path, output: &std::process::Output, reason: &str) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains(&format!("can't be written: {reason}\n")), "{stderr}");
    assert!(stderr.contains("help: make room"), "{stderr}");
    assert_eq!(names(folder), ["old.json"], "{stderr}");
    assert_eq!(std::fs::read_to_string(folder.join("old.json")).unwrap(), "old");
}

#[test]
fn a_limit_on_the_size_of_files_leaves_nothing_half_written() {
    let project = Project::new(&[("out/old.json", "old")]);
    let binary = env!("CARGO_BIN_EXE_toolward");
    for file in ["out/old.json --force", "out/new.json"] {
        // In blocks of 512 or 1024 bytes; the policy of the embedded server has 16 kB.
        let script = format!("ulimit -f 4; exec {binary} generate -o {file}");
        let mut shell = Command::new("sh");
        let output = shell.args(["-c", &script]).current_dir(&project.cwd).output().unwrap();
        nothing_half_written(&project.path("out"), &output, "file too large");
    }
}

#[test]
fn a_server_of_more_tools_than_can_be_held_is_read_as_far_as_they_go() {
    let tool = |i: usize| format!("{{\"name\": \"get_rake_{i}\", \"description\": \"One.\"}}");
    let tools: Vec<String> = (0..5).map(tool).collect();
    let list = format!("{{\"server_name\": \"rakes\", \"tools\": [{}]}}", tools.join(","));
    let pages = |at: usize| format!("{{\"server_name\": \"rakes\", \"tools\": [{}]}}\n", tools[at]);
    let lines: String = (0..5).map(pages).collect();
    let mut files = vec![("list.json".to_owned(), list), ("lines.ndjson".to_owned(), lines)];
    files.extend((0..5).map(|i| (format!("single/{i}.json"), tool(i))));
    let files: Vec<_> = files.iter().map(|(name, text)| (&name[..], &text[..])).collect();
    let project = Project::new(&files);
    for (source, place) in
        [("list.json", "list.json"), ("lines.ndjson", "lines.ndjson:4"), ("single", "single")]
    {
        for command in ["report --format ndjson", "generate", "explain get_rake_0 --from"] {
            let line = format!("{command} {source} --max-tools 3");
            let ran = project.run(&line.split(' ').collect::<Vec<_>>());
            let says = format!(
                "error: {place}: one server has more than 3 tools; the first 3 were read: split \
                 it, or raise the limit with `--max-tools`\n"
            );
            assert_eq!(ran.stderr, says, "{line}");
            assert_eq!(ran.code, 3, "{line}");
            let held = ran.stdout.contains("get_rake_2") || command.starts_with("explain");
            assert!(held && !ran.stdout.contains("get_rake_3"), "{line}: {}", ran.stdout);
            let ran = project
                .run(&[&line[..line.len() - 1], "5"].concat().split(' ').collect::<Vec<_>>());
            assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{line}");
        }
    }
    // What holds no server as a whole needs no such limit.
    for command in ["classify", "report --summary"] {
        let line = format!("{command} lines.ndjson --max-tools 3");
        let ran = project.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{line}");
    }
    let ran = project.run(&["classify", "list.json", "--max-tools", "0"]);
    assert!(ran.code == 2 && ran.stderr.contains("at least 1"), "{}", ran.stderr);
}

#[test]
fn a_text_that_would_become_too_large_a_tree_is_refused_before_it_does() {
    let values = format!("{{\"tools\": [\n{}]}}", vec!["[]"; 60].join(",\n"));
    let project = Project::new(&[("values.json", &values), ("list.json", LIST)]);
    for command in ["classify", "report", "generate"] {
        // The third line too many: two objects' worth and thirty values are in.
        let ran = project.run(&[command, "values.json", "--max-tools", "1"]);
        let says = "over the limit of 32 values, an object counting as 8 (split it, or raise the \
                    limit with `--max-tools`)\n";
        assert_eq!(ran.code, 2, "{command}");
        assert!(ran.stderr.starts_with("error: values.json:13:1: "), "{}", ran.stderr);
        assert!(ran.stderr.contains(says), "{}", ran.stderr);
        assert_eq!(project.run(&[command, "list.json", "--max-tools", "1"]).code, 0, "{command}");
    }
    let ran = project.run(&["classify", "values.json"]);
    assert!(!ran.stderr.contains("over the limit"), "{}", ran.stderr);
}

#[test]
fn a_line_that_is_too_long_is_passed_over() {
    let mut text = format!("{}\n", LIST.replace("rake", "first"));
    text.push_str(&LIST.replace("get_rake", &"x".repeat(70 << 20)));
    writeln!(text, "\n{}", LIST.replace("rake", "third")).unwrap();
    let project = Project::new(&[("lines.ndjson", &text)]);
    for arguments in
        [&["classify", "lines.ndjson"][..], &["classify", "--pass-through", "lines.ndjson"]]
    {
        let ran = project.run(arguments);
        assert_eq!(ran.code, 3, "{}", ran.stderr);
        let says =
            "error: lines.ndjson:2: the line is over the limit of 67108864 bytes; split it\n";
        assert_eq!(ran.stderr, says);
        assert!(ran.stdout.contains("get_first") && ran.stdout.contains("get_third"));
        assert!(ran.stdout.len() + ran.stderr.len() < 10_000);
    }
}

#[test]
fn a_file_that_grows_while_it_is_streamed_is_noticed() {
    // More verdicts than a pipe holds, and then more lines than are read ahead:
    // the program waits for its reader in the middle of the file.
    let mut text = String::new();
    for i in 0..5000 {
        writeln!(text, "{{\"name\": \"get_rake_{i}\", \"description\": \"One.\"}}").unwrap();
    }
    let padding = " ".repeat(1 << 20);
    for i in 0..40 {
        writeln!(text, "{{\"name\": \"get_spade_{i}\", \"description\": \"One.\"{padding}}}")
            .unwrap();
    }
    let project = Project::new(&[("lines.ndjson", &text)]);
    let mut command = project.command(&["classify", "lines.ndjson"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0]).unwrap();
    let mut file =
        std::fs::File::options().append(true).open(project.path("lines.ndjson")).unwrap();
    file.write_all(b"{\"name\": \"get_late\", \"description\": \"One.\"}\n").unwrap();
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).unwrap();
    let output = child.wait_with_output().unwrap();
    let says = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{says}");
    let changed = "error: lines.ndjson: changed while it was read; run again when it is written\n";
    assert_eq!(says, changed);
    assert!(rest.contains("get_spade_39"));
}

/// A small file system of its own, as long as it lives.
struct Tmpfs<'a>(&'a Path);

impl Drop for Tmpfs<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
    }
}

#[test]
fn a_full_disk_leaves_nothing_half_written() {
    let project = Project::new(&[]);
    let folder = project.path("out");
    std::fs::create_dir(&folder).unwrap();
    let mut mount = Command::new("mount");
    mount.args(["-t", "tmpfs", "-o", "size=8k", "tmpfs"]).arg(&folder);
    if !mount.output().is_ok_and(|output| output.status.success()) {
        return skipped("a full disk", "this user can't mount a small file system");
    }
    let _mounted = Tmpfs(&folder);
    std::fs::write(folder.join("old.json"), "old").unwrap();
    for arguments in [["out/old.json", "--force"], ["out/new.json", "--no-such-thing"]] {
        let force = if arguments[1] == "--force" { &arguments[..] } else { &arguments[..1] };
        let output = project.command(&["generate", "-o"]).args(force).output().unwrap();
        nothing_half_written(&folder, &output, "no space left on device");
    }
    // A folder of files comes whole or not at all, too.
    let ran = project.run(&["site", "--out", "out/site", "catalog:git"]);
    assert_eq!(ran.code, 2);
    let says = "error: `out/site` can't be written: no space left on device\n";
    assert_eq!(ran.stderr, says);
    assert_eq!(names(&folder), ["old.json"]);
}

#[test]
fn a_signal_leaves_the_file_whole_or_not_there_and_nothing_beside_it() {
    let tools: Vec<String> =
        (0..3000).map(|i| format!("{{\"name\": \"delete_thing_{i}\"}}")).collect();
    let text = format!("{{\"tools\": [{}]}}", tools.join(","));
    let project = Project::new(&[("tools.json", &text)]);
    std::fs::create_dir(project.path("out")).unwrap();
    let arguments = ["generate", "tools.json", "-o", "out/policy.json", "--force"];
    let start = Instant::now();
    assert!(project.command(&arguments).output().unwrap().status.success());
    let (usual, whole) = (start.elapsed(), project.read("out/policy.json"));
    let mut ended = 0;
    for i in 0..40_u32 {
        let signal = if i % 2 == 0 { "-INT" } else { "-TERM" };
        let mut command = project.command(&arguments);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Towards the end, where the writing is.
        std::thread::sleep(usual * (60 + i) / 100);
        let _ = Command::new("kill").args([signal, &child.id().to_string()]).output();
        ended += u32::from(!child.wait().unwrap().success());
        assert_eq!(names(&project.path("out")), ["policy.json"], "{signal} after {i}");
        assert!(project.read("out/policy.json") == whole, "{signal} after {i}");
    }
    if ended == 0 {
        skipped("signals", "every run was quicker than its signal");
    }
}

#[test]
fn a_signal_leaves_a_site_whole_or_not_there_and_nothing_beside_it() {
    let project = Project::new(&[("out/notes.txt", "mine")]);
    let arguments = ["site", "--out", "out/site", "catalog:git"];
    let start = Instant::now();
    assert!(project.command(&arguments).output().unwrap().status.success());
    let usual = start.elapsed();
    std::fs::remove_dir_all(project.path("out/site")).unwrap();
    let mut ended = 0;
    for i in 0..20_u32 {
        let signal = if i % 2 == 0 { "-INT" } else { "-TERM" };
        let mut command = project.command(&arguments);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(usual * (5 * i) / 100);
        let _ = Command::new("kill").args([signal, &child.id().to_string()]).output();
        if child.wait().unwrap().success() {
            std::fs::remove_dir_all(project.path("out/site")).unwrap();
        } else {
            ended += 1;
        }
        // Renamed just before the signal was heeded, perhaps.
        let _ = std::fs::remove_dir_all(project.path("out/site"));
        assert_eq!(names(&project.path("out")), ["notes.txt"], "{signal} after {i}");
    }
    if ended == 0 {
        skipped("signals", "every run was quicker than its signal");
    }
}
