//! What a SOURCE may be: files, directories, globs, and what is none of them.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::Path;

use tempfile::TempDir;
use toolward::manifest::{Loaded, load};

const TOOL: &str = r#"{"name": "NAME", "description": "Do it.", "inputSchema": {}}"#;
const LIST: &str = r#"{"tools": [{"name": "NAME"}]}"#;

/// A directory named `garden` with these files, each content's NAME filled with the stem.
fn garden(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, content) in files {
        let path = folder.path().join("garden").join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        std::fs::write(&path, content.replace("NAME", &stem)).unwrap();
    }
    folder
}

fn load_at(folder: &TempDir, source: &str) -> Loaded {
    load(folder.path().join(source).to_str().unwrap())
}

/// `server <- source: tools`, with sources counted from the folder.
fn servers(folder: &TempDir, loaded: &Loaded) -> Vec<String> {
    let line = |server: &toolward::manifest::Server| {
        let names: Vec<&str> = server.tools.iter().map(|tool| tool.name.as_str()).collect();
        let source = inside(folder, &server.source);
        format!("{} <- {source}: {}", server.name, names.join(" "))
    };
    loaded.servers.iter().map(line).collect()
}

fn problems(folder: &TempDir, loaded: &Loaded) -> Vec<String> {
    let line = |problem: &toolward::manifest::Problem| {
        format!("{}: {}", inside(folder, &problem.source), problem.message)
    };
    loaded.problems.iter().map(line).collect()
}

fn inside(folder: &TempDir, path: &str) -> String {
    let path = Path::new(path);
    path.strip_prefix(folder.path()).unwrap_or(path).display().to_string()
}

#[test]
fn a_directory_is_read_in_the_order_of_its_paths() {
    let folder = garden(&[
        ("b.json", LIST),
        ("a.json", LIST),
        ("pond/z.json", LIST),
        ("c.yaml", "tools:\n  - NAME\n"),
        ("README.md", "not asked"),
        ("notes.txt", "not asked"),
        (".hidden.json", "broken"),
        (".git/x.json", "broken"),
    ]);
    let loaded = load_at(&folder, "garden");
    assert_eq!(
        servers(&folder, &loaded),
        [
            "a <- garden/a.json: a",
            "b <- garden/b.json: b",
            "c <- garden/c.yaml: c",
            "z <- garden/pond/z.json: z",
        ]
    );
    assert_eq!(problems(&folder, &loaded), [""; 0]);
}

#[test]
fn one_tool_per_file_makes_one_server_per_directory() {
    let folder = garden(&[
        ("rake.snap", TOOL),
        ("dig.snap", TOOL),
        ("more.json", LIST),
        ("pond/feed.json", TOOL),
        ("pond/drain.json", TOOL),
    ]);
    let loaded = load_at(&folder, "garden");
    assert_eq!(
        servers(&folder, &loaded),
        [
            "more <- garden/more.json: more",
            "garden <- garden: dig rake",
            "pond <- garden/pond: drain feed",
        ]
    );
    // By itself, one file is a server called like the file.
    let loaded = load_at(&folder, "garden/rake.snap");
    assert_eq!(servers(&folder, &loaded), ["rake <- garden/rake.snap: rake"]);
    let loaded = load_at(&folder, "garden/pond/.");
    assert_eq!(loaded.servers[0].name, "pond");
}

#[test]
fn what_is_unread_in_a_directory_is_a_problem_beside_the_rest() {
    let folder = garden(&[
        ("a.json", LIST),
        ("broken.json", "{\"tools\": [}"),
        ("package.json", r#"{"name": "garden", "version": "1.0.0"}"#),
    ]);
    let loaded = load_at(&folder, "garden");
    assert_eq!(servers(&folder, &loaded), ["a <- garden/a.json: a"]);
    let problems = problems(&folder, &loaded);
    assert!(problems[0].starts_with("garden/broken.json:1:12: expected value"), "{}", problems[0]);
    assert!(
        problems[1].starts_with("garden/package.json: looks like a package's own"),
        "{}",
        problems[1]
    );
    assert_eq!(problems.len(), 2);
}

#[test]
fn a_directory_without_a_candidate_is_a_problem() {
    let folder = garden(&[("README.md", "nothing")]);
    let loaded = load_at(&folder, "garden");
    let [problem] = &problems(&folder, &loaded)[..] else { panic!("{:?}", loaded.problems) };
    assert!(
        problem.starts_with("garden: the directory holds no file that may be a tool list (.json,"),
        "{problem}"
    );
}

#[test]
fn globs_take_what_matches_sorted() {
    let folder = garden(&[
        ("b.json", LIST),
        ("a.json", LIST),
        ("c.yaml", LIST),
        (".d.json", LIST),
        ("pond/e.json", LIST),
    ]);
    let loaded = load_at(&folder, "garden/*.json");
    assert_eq!(servers(&folder, &loaded), ["a <- garden/a.json: a", "b <- garden/b.json: b"]);
    let loaded = load_at(&folder, "garden/p*");
    assert_eq!(servers(&folder, &loaded), ["e <- garden/pond/e.json: e"]);
    let loaded = load_at(&folder, "garden/*.toml");
    assert_eq!(
        problems(&folder, &loaded),
        [
            "garden/*.toml: no file matches this pattern; check it, or quote it if the shell changed it"
        ]
    );
    let loaded = load_at(&folder, "garden/***");
    let [problem] = &problems(&folder, &loaded)[..] else { panic!("{:?}", loaded.problems) };
    assert!(problem.starts_with("garden/***: this is no pattern: "), "{problem}");
}

#[test]
fn a_path_that_exists_is_no_pattern() {
    let folder = garden(&[("[a]*.json", LIST), ("a.json", LIST)]);
    let loaded = load_at(&folder, "garden/[a]*.json");
    assert_eq!(servers(&folder, &loaded), ["[a]* <- garden/[a]*.json: [a]*"]);
}

#[test]
fn a_missing_file_is_a_problem_with_its_name_once() {
    let folder = garden(&[]);
    let loaded = load_at(&folder, "gone.json");
    assert!(loaded.servers.is_empty());
    assert_eq!(
        problems(&folder, &loaded),
        ["gone.json: no such file or directory; check the path"]
    );
}

#[test]
fn the_order_does_not_depend_on_the_threads() {
    let names: Vec<String> = (0..300).map(|i| format!("{}/{i:03}.json", i % 7)).collect();
    let files: Vec<(&str, &str)> = names
        .iter()
        .enumerate()
        .map(|(i, name)| (name.as_str(), [LIST, TOOL, "broken"][i % 3]))
        .collect();
    let folder = garden(&files);
    let with_threads = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let loaded = pool.install(|| load_at(&folder, "garden"));
        (servers(&folder, &loaded), problems(&folder, &loaded))
    };
    let one = with_threads(1);
    assert_eq!(one, with_threads(8));
    assert_eq!((one.0.len(), one.1.len()), (107, 100));
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_are_told_and_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = garden(&[("a.json", LIST), (".store/b.json", LIST), ("pond/c.json", LIST)]);
    std::fs::write(folder.path().join("outside.json"), LIST).unwrap();
    let garden = folder.path().join("garden");
    symlink("../outside.json", garden.join("out.json")).unwrap();
    symlink("..", garden.join("up")).unwrap();
    symlink(".", garden.join("again")).unwrap();
    symlink("a.json", garden.join("same.json")).unwrap();
    symlink(".store/b.json", garden.join("stored.json")).unwrap();
    symlink("nowhere.json", garden.join("dangling.json")).unwrap();
    let loaded = load_at(&folder, "garden");
    assert_eq!(
        servers(&folder, &loaded),
        ["a <- garden/a.json: a", "stored <- garden/stored.json: b", "c <- garden/pond/c.json: c",]
    );
    let told: Vec<String> = problems(&folder, &loaded);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("garden/out.json: the symbolic link leads out"), "{}", told[0]);
    assert!(told[1].starts_with("garden/up: the symbolic link leads out"), "{}", told[1]);
}
