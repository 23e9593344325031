//! `lint`, `config`, `generate`, `export` and `import` at the command line, word for word.

#[test]
fn sessions() {
    trycmd::TestCases::new()
        .case("tests/cmd/lint/*.trycmd")
        .case("tests/cmd/generate/*.trycmd")
        .case("tests/cmd/export/*.trycmd")
        .case("tests/cmd/import/*.trycmd")
        .case("tests/cmd/config/*.trycmd");
}
