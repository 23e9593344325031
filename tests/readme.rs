//! The commands that the README shows print what it says they print.

#[test]
fn the_readme_shows_what_is_printed() {
    trycmd::TestCases::new().case("README.md");
}
